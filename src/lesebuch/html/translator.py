"""The HTML translator: Sphinx's own, made ready faster."""

import re
from typing import Any, ClassVar

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from lesebuch.html.languages import direction
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _

_LANG = re.compile(r' lang="([^"]*)"')
BUILDERS = ("html", "dirhtml", "singlehtml", "epub")
BOOKS = frozenset({"epub", "ebook"})
"""Builders whose pages are read as a book: nothing on them is folded, and no script runs. `epub` is Sphinx's, `ebook` ours."""


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

    def starttag(self, node: nodes.Element, tagname: str, *arguments: Any, **attributes: Any) -> str:
        """Docutils knows of languages, and not that some are written from right to left."""
        tag = str(super().starttag(node, tagname, *arguments, **attributes))
        match = _LANG.search(tag)
        turned = match and direction(match[1]) != direction(current()) and " dir=" not in tag
        return tag.replace(match[0], f'{match[0]} dir="{direction(match[1])}"', 1) if match and turned else tag

    def add_permalink_ref(self, node: nodes.Element, _title: str) -> None:
        """The sign that links to a heading; Sphinx has no German words for it."""
        super().add_permalink_ref(node, _("Link to this section"))
