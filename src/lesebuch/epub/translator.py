"""The translator of an e-book's pages: the site's, without what needs a browser."""

from html import escape
from typing import Any

from docutils import nodes
from docutils.utils.math import latex2mathml
from lxml import etree, html
from sphinx.util import logging

from lesebuch.epub.package import picture_type
from lesebuch.html.translator import LesebuchTranslator

logger = logging.getLogger(__name__)

_ACTIVE = ("script", "style", "form", "iframe", "object", "embed", "canvas", "video", "audio")
"""Elements that an e-book does not run or cannot carry along."""


class EbookTranslator(LesebuchTranslator):
    """HTML as XML. What cannot be written is reported with its place, and then there is no book."""

    builder: Any

    def unknown_visit(self, node: nodes.Node) -> None:
        """A node without a function of its own."""
        self.fault(f"There is no way to write a node of the kind {type(node).__name__!r} into an e-book.", node)
        raise nodes.SkipNode

    def fault(self, message: str, node: nodes.Node) -> None:
        """Report what keeps the book from being made."""
        self.builder.fault(message, node)

    # --- What readers of an e-book have otherwise ---------------------------------------------------------------------

    def visit_image(self, node: nodes.image) -> None:
        """A picture of the reader's own; one on another host, or in another format, is its words: an e-book fetches nothing."""
        name = self.builder.images.get(node["uri"], "")
        if picture_type(name):
            node.setdefault("alt", "")
            super().visit_image(node)
            return
        if not node["uri"].startswith("data:"):
            what = (
                "has a format that no e-book has; save it as PNG"
                if name
                else "is not in this reader; copy it into docs/"
            )
            message = f"The picture {node['uri']} {what}. The e-book has its words alone."
            logger.warning(message, location=node, type="lesebuch", subtype="ebook")
        self.body.append(f"<span>[{escape(node.get('alt') or node['uri'])}]</span>")
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.Element) -> None:
        """HTML of the editors' as XML; of a tag without its end nothing is left but what is within."""
        if "html" not in node.get("format", "").split():
            raise nodes.SkipNode
        for piece in html.fragments_fromstring(node.astext()) if node.astext().strip() else ():
            self.body.append(escape(piece) if isinstance(piece, str) else _as_xml(piece))
        raise nodes.SkipNode

    def visit_math(self, node: nodes.math, math_env: str = "") -> None:  # noqa: ARG002 - docutils' signature
        """A formula as MathML."""
        self._formula(node, as_block=False)

    def visit_math_block(self, node: nodes.math_block, math_env: str = "") -> None:  # noqa: ARG002
        """A formula of its own, with its number."""
        number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
        ids = f' id="{node["ids"][0]}"' if node["ids"] else ""
        self.body.append(f'<div class="math"{ids}>{number}')
        self._formula(node, as_block=True, end="</div>\n")

    def _formula(self, node: nodes.Element, *, as_block: bool, end: str = "") -> None:
        tex = node.astext().strip()
        try:
            made = latex2mathml.tex2mathml(tex, as_block=as_block)
        except (SyntaxError, ValueError, IndexError):
            self.fault(f"The formula {tex[:60]!r} cannot be read as TeX.", node)
            made = ""
        self.body.append(made.replace("<math ", f'<math alttext="{escape(tex, quote=True)}" ', 1) + end)
        raise nodes.SkipNode


def _as_xml(element: Any) -> str:
    """An element as XHTML, without what runs."""
    if element.tag in _ACTIVE or not isinstance(element.tag, str):
        return escape(element.tail or "")
    for inner in list(element.iter(*_ACTIVE, etree.Comment)):
        inner.drop_tree()
    return etree.tostring(element, encoding="unicode", method="xml")
