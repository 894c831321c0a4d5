"""The directive `{picture}`: a picture with what it shows, whose it is, and under which licence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from lesebuch.config import Edition, Setting
from lesebuch.editorial.pictures import is_open
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import nodes as ours


class PictureDirective(SphinxDirective):
    """`{picture} FILE` shows a picture; what stands in it is the caption. A public edition has open pictures alone."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {  # docutils has no type for it
        "alt": directives.unchanged_required,
        "rights": directives.unchanged_required,
        "licence": directives.unchanged_required,
        "credit": directives.unchanged_required,
        "url": directives.unchanged_required,
        "width": directives.percentage,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Build the figure; in place of a picture that this edition must not show stands a word that says so."""
        made = ours.picture()
        self.set_source_info(made)
        alt = self.options.get("alt", "").strip()
        if self._is_shown():
            made["licence"] = self.options["licence"].strip() if is_open(self.options) else ""
            image = nodes.image(uri=self.arguments[0].strip(), alt=alt)
            if "width" in self.options:
                image["width"] = f"{self.options['width']}%"
            self.set_source_info(image)
            made += image
        else:
            made += self._placeholder(alt)
        caption, more = self._caption()
        made += [caption] if caption is not None else []
        if credit := self._credit():
            more.append(credit)
        made += [nodes.legend("", *more)] if more else []
        self.add_name(made)
        return [made]

    def _is_shown(self) -> bool:
        """Whether this edition may show it, and there is something to show, if it is one that need not be here."""
        if is_open(self.options):
            return True
        _relative, path = self.env.relfn2path(self.arguments[0].strip())
        return self.config[Setting.EDITION.value] == Edition.CLASS and Path(path).is_file()

    def _placeholder(self, alt: str) -> nodes.paragraph:
        words = _("This edition does not show the picture.") + (
            f" {_('It shows: {what}').format(what=alt)}" if alt else ""
        )
        return nodes.paragraph("", words, classes=["picture-missing"])

    def _caption(self) -> tuple[nodes.caption | None, list[nodes.Node]]:
        """The first paragraph, and what follows it."""
        found = self.parse_content_to_nodes()
        if not found or not isinstance(first := found[0], nodes.paragraph):
            return None, found
        caption = nodes.caption(first.rawsource, "", *first.children)
        caption.source, caption.line = first.source, first.line
        return caption, found[1:]

    def _credit(self) -> nodes.paragraph | None:
        """Whose it is, and its licence; the address is that of the words before it, or stands for itself."""
        credit, url = self.options.get("credit", "").strip(), self.options.get("url", "").strip()
        licence = self.options.get("licence", "").strip()
        parts: list[nodes.Node] = []
        if credit or url:
            parts.append(nodes.reference("", credit or url, refuri=url) if url else nodes.Text(credit))
        if licence:
            parts += [*([nodes.Text(" · ")] if parts else []), nodes.Text(licence)]
        return nodes.paragraph("", "", *parts, classes=["credit"]) if parts else None
