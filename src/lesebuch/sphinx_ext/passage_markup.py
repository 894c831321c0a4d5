"""The role `{passage}` and the directive `{passage}`: other pages link and quote passages by their ids."""

from typing import ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from lesebuch.editorial import Miss
from lesebuch.model import Chapter, Passage
from lesebuch.myst import read_options
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import chapter_page
from lesebuch.presentation.quotation import cut, excerpt, find, label
from lesebuch.problems import Code
from lesebuch.sphinx_ext import foreign
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.glossary import split_title

logger = logging.getLogger(__name__)


def _warn(message: str, location: object, code: Code = Code.DEAD_PASSAGE) -> None:
    text = f"{message} {code.hint}"
    logger.warning(text, type="lesebuch", subtype=str(code), location=location)  # type: ignore[arg-type]


def _label(chapter: Chapter, passage: Passage | None, *, here: bool = False) -> list[nodes.Node]:
    """What a link says that has no words of its own, the title in its language."""
    before, title, after = label(chapter, passage, here=here).partition(chapter.title)
    return [nodes.Text(before), foreign.title(chapter), nodes.Text(after)] if title else [nodes.Text(before)]


class PassageRole(SphinxRole):
    """`` {passage}`SLUG#p3` `` links as “Title, § 3”; `` {passage}`words <SLUG#p3>` `` with words of its own."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Link, or warn and leave the words."""
        words, target = split_title(self.text)
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, f"passage:{target}")
        chapter, passage, wrong = find(domain.reader, target)
        if wrong or chapter is None:
            _warn(wrong, self.get_location())
            return [nodes.inline("", words or target)], []
        here = self.env.docname == chapter_page(chapter.slug)
        shown = [nodes.Text(words)] if words else _label(chapter, passage, here=here)
        link = ours.passage_link("", "", *shown, chapter=chapter.slug)
        link["passage"] = passage.id if passage else ""
        return [link], []


class PassageDirective(SphinxDirective):
    """`:::{passage} SLUG#p3` quotes a passage, with `:words: "from" .. "to"` a part of it.

    The options are read here: myst-parser takes quotation marks at the beginning of a value for its own.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = None
    has_content = True
    own_options: ClassVar[dict[str, str]] = {"words": "unchanged_required"}
    """As `lesebuch.myst.known` lists options: the name, and docutils' name of what reads the value."""

    def run(self) -> list[nodes.Node]:
        """Quote; a placeholder stands where the text is not at hand."""
        target, *lines = self.arguments[0].strip().split("\n")  # reStructuredText has the options there
        options, _lines, used = read_options("\n".join([*lines, *self.content]))
        if set(options) - set(self.own_options) or "".join([*lines, *self.content][used:]).strip():
            message = "{passage} holds nothing but the option :words:."
            _warn(message, self.get_location(), Code.BAD_MARKUP)
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, f"passage:{target}")
        chapter, passage, wrong = find(domain.reader, target)
        if wrong or chapter is None or passage is None:
            _warn(wrong or f"{target!r} names a chapter, not a passage.", self.get_location())
            return []
        quote = ours.passage_quote(chapter=chapter.slug, passage=passage.id, missing=passage.text is None)
        quote["language"] = chapter.language
        if passage.text is None:
            text = _("The words of this passage are not in this edition.")
        else:
            text = self._part(passage.text, target, options.get("words"))
        quote += nodes.paragraph("", text, support_smartquotes=False)
        names = f"{', '.join(chapter.authors)}: " if chapter.authors else ""
        source = nodes.attribution("", names)
        shown = _label(chapter, passage)
        source += ours.passage_link("", "", *shown, chapter=chapter.slug, passage=passage.id)
        quote += source
        return [quote]

    def _part(self, text: str, target: str, words: str | None) -> str:
        if words is None:
            return text
        found = cut(text, words, target)
        if isinstance(found, Miss):
            _warn(found.message, self.get_location(), found.code)
            return text
        return excerpt(text, *found)
