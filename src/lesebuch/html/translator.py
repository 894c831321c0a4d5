"""The HTML translator: Sphinx's own, made ready faster."""

import re
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from lesebuch.html.languages import direction
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext.conf import looks

_LANG = re.compile(r' lang="([^"]*)"')
_BEFORE, _WITHIN = r"[;:!?]+[\s»”)\].…]", r"»[\s,.;:!?)\]…]"
_TIED = re.compile(rf" (?={_BEFORE}|{_WITHIN})|(?<=[\s(\[—–]«) (?=\S)")
"""Spaces as French has them beside its signs: browsers break lines there, books do not. German marks have theirs on the other side."""
NO_BREAK = "\N{NO-BREAK SPACE}"
BUILDERS = ("html", "dirhtml", "singlehtml", "epub")
BOOKS = frozenset({"epub", "ebook"})
"""Builders whose pages are read as a book: nothing on them is folded, and no script runs. `epub` is Sphinx's, `ebook` ours."""


def tied(text: str, *, ended: bool) -> str:
    """The text with spaces that do not break where they stand within marks; `ended`: whether nothing follows it."""
    return _TIED.sub(NO_BREAK, f"{text}\n")[:-1] if ended else _TIED.sub(NO_BREAK, text)


class LesebuchTranslator(HTML5Translator):
    """A translator is made for every page and for every title that stands in a navigation.

    Each time docutils looks for its own style sheets on the disk, which Sphinx's templates then never use.
    """

    # A German dash, with a space behind it.
    attribution_formats: ClassVar[dict[str, tuple[str, str]]] = {"dash": ("– ", "")}

    def __init__(self, document: nodes.document, builder: Any) -> None:
        document.settings.stylesheet_path = document.settings.stylesheet = None
        super().__init__(document, builder)
        if getattr(builder, "lesebuch_frame", False):
            # Sphinx's template says it, too, and says it first.
            self.meta = [tag for tag in self.meta if 'name="viewport"' not in tag]

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 - docutils calls it so
        """A sign with a space before it stays in the line of its word. Sources lose what held it there: see `normalise`."""
        if " " in node and not self.protect_literal_text and not isinstance(node.parent, nodes.literal_block):
            ended = node.parent is not None and node.parent[-1] is node
            node = nodes.Text(tied(node.astext(), ended=ended))
        super().visit_Text(node)

    def starttag(self, node: nodes.Element, tagname: str, *arguments: Any, **attributes: Any) -> str:
        """Docutils knows of languages, and not that some are written from right to left."""
        tag = str(super().starttag(node, tagname, *arguments, **attributes))
        match = _LANG.search(tag)
        turned = match and direction(match[1]) != direction(current()) and " dir=" not in tag
        return tag.replace(match[0], f'{match[0]} dir="{direction(match[1])}"', 1) if match and turned else tag

    def add_permalink_ref(self, node: nodes.Element, _title: str) -> None:
        """The sign that links to a heading, for the mouse: it would be read out with each heading, and be a stop of the Tab key.

        Sphinx has no German words for it.
        """
        before = len(self.body)
        super().add_permalink_ref(node, _("Link to this section"))
        self.body[before:] = [
            part.replace("<a ", '<a aria-hidden="true" tabindex="-1" ', 1) for part in self.body[before:]
        ]


def use(app: Sphinx, config: Config) -> None:
    """On `config-inited`: our translator, where the looks are ours."""
    if looks.ours(config):
        for name in BUILDERS:
            app.set_translator(name, LesebuchTranslator)
