"""The role `{passage}` and the directive `{passage}`: other pages link and quote passages by their ids."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from lesebuch.editorial import NOTES, SHOWN, Miss
from lesebuch.model import Chapter, Passage
from lesebuch.myst import read_options, split_title
from lesebuch.presentation.commentary import numbered, words_of
from lesebuch.presentation.ids import chapter_page
from lesebuch.presentation.quotation import cut, excerpt, find
from lesebuch.problems import Code
from lesebuch.sphinx_ext import markup, passage_quotes
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain

logger = logging.getLogger(__name__)

_COUNT = "lesebuch-material"


def warn(message: str, location: object, code: Code = Code.DEAD_PASSAGE) -> None:
    """Say what is wrong with a reference or a quotation."""
    text = f"{message} {code.hint}"
    logger.warning(text, type="lesebuch", subtype=str(code), location=location)  # type: ignore[arg-type]


class PassageRole(SphinxRole):
    """`` {passage}`SLUG#p3` `` links as “Title, Par. 3”, `SLUG#p3-p7` as “Par. 3–7”; `` {passage}`words <SLUG#p3>` `` with words of its own."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Link, or warn and leave the words."""
        words, target = split_title(self.text)
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, f"passage:{target}")
        chapter, passages, wrong = find(domain.reader, target)
        if wrong or chapter is None:
            warn(wrong, self.get_location())
            return [nodes.inline("", words or target)], []
        here = self.env.docname == chapter_page(chapter.slug)
        if not words:
            return [passage_quotes.link_in_sentence(chapter, passages, here=here)], []
        return [passage_quotes.link(chapter, passages, words, here=here)], []


class PassageDirective(SphinxDirective):
    """`:::{passage} SLUG#p3` quotes a passage, `SLUG#p3-p7` several, with `:words: "from" .. "to"` a part of one.

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
            named = ", ".join(f":{name}:" for name in self.own_options)
            message = f"{{{self.name}}} holds nothing but {named}."
            warn(message, self.get_location(), Code.BAD_MARKUP)
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, f"passage:{target}")
        chapter, passages, wrong = find(domain.reader, target)
        if wrong or chapter is None or not passages:
            warn(wrong or f"{target!r} names a chapter, not a passage.", self.get_location())
            return []
        if "words" in options and len(passages) > 1:
            warn("`:words:` are words of one passage, and here are several.", self.get_location(), Code.BAD_VALUE)
        return self._quotation(chapter, passages, target, options)

    def _quotation(
        self, chapter: Chapter, passages: Sequence[Passage], target: str, options: Mapping[str, str]
    ) -> list[nodes.Node]:
        return [self._quote(chapter, passages, target, options)]

    def _quote(
        self,
        chapter: Chapter,
        passages: Sequence[Passage],
        target: str,
        options: Mapping[str, str],
        *,
        emended: bool = False,
    ) -> ours.passage_quote:
        words = options.get("words")
        if words is not None and len(passages) == 1 and (text := passages[0].text) is not None:
            shown: list[nodes.Element] = [passage_quotes.paragraph(self._part(text, target, words))]
        else:
            shown = passage_quotes.blocks(chapter, passages, emended=emended)
        return passage_quotes.quotation(chapter, passages, shown)

    def _part(self, text: str, target: str, words: str) -> str:
        found = cut(text, words, target)
        if isinstance(found, Miss):
            warn(found.message, self.get_location(), found.code)
            return text
        return excerpt(text, *found)


class MaterialDirective(PassageDirective):
    """`:::{material} SLUG#p3-p7` quotes passages as material of an assignment, numbered on its page."""

    own_options: ClassVar[dict[str, str]] = {
        "words": "unchanged_required",
        "title": "unchanged_required",
        "notes": "unchanged_required",
        "emendations": "unchanged_required",
    }

    def _quotation(
        self, chapter: Chapter, passages: Sequence[Passage], target: str, options: Mapping[str, str]
    ) -> list[nodes.Node]:
        LesebuchDomain.of(self.env).use(self.env.docname, f"material:{target}")
        for key, words in (("notes", NOTES), ("emendations", SHOWN)):
            if options.get(key, words[0]) not in words:
                warn(f"`:{key}:` is one of {', '.join(words)}.", self.get_location(), Code.BAD_MARKUP)
        number = self.env.temp_data[_COUNT] = int(self.env.temp_data.get(_COUNT) or 0) + 1
        title = f"M\N{NO-BREAK SPACE}{number}" + (f": {options['title']}" if options.get("title") else "")
        made: list[nodes.Node] = [nodes.rubric("", title, classes=["material"])]
        emended = options.get("emendations", SHOWN[0]) == SHOWN[0]
        quote = self._quote(chapter, passages, target, options, emended=emended)
        quote["material"] = "words" not in options
        made.append(quote)
        if options.get("notes") == NOTES[1]:
            made += self._notes(chapter, passages)
        return made

    def _notes(self, chapter: Chapter, passages: Sequence[Passage]) -> list[nodes.Node]:
        """What the editors say of these passages."""
        listed = nodes.bullet_list(classes=["material-notes"])
        names = {passage.id for passage in passages}
        for note in numbered(chapter):
            if note.anchor.passage in names and any(passage.text is not None for passage in passages):
                item = nodes.list_item()
                if words := words_of(note, chapter):
                    item += nodes.paragraph("", "", nodes.strong("", words))
                markup.parse(self, note.body, item)
                listed += item
        return [listed] if listed.children else []
