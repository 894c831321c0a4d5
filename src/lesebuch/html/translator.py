"""The HTML translator: Sphinx's own, made ready faster."""

from typing import Any, ClassVar

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from lesebuch.presentation.catalogue import say as _

BUILDERS = ("html", "dirhtml", "singlehtml", "epub")


class LesebuchTranslator(HTML5Translator):
    """A translator is made for every page and for every title that stands in a navigation.

    Each time docutils looks for its own style sheets on the disk, which Sphinx's templates then never use.
    """

    # A German dash, with a space behind it.
    attribution_formats: ClassVar[dict[str, tuple[str, str]]] = {"dash": ("– ", "")}

    def __init__(self, document: nodes.document, builder: Any) -> None:  # noqa: ANN401 - any HTML builder
        document.settings.stylesheet_path = document.settings.stylesheet = None
        super().__init__(document, builder)

    def add_permalink_ref(self, node: nodes.Element, _title: str) -> None:
        """The sign that links to a heading; Sphinx has no German words for it."""
        super().add_permalink_ref(node, _("Link to this section"))
