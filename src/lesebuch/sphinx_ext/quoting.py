"""The role `{passage}` and the directive `{passage}`: other pages link and quote passages by their ids."""

import re
from collections.abc import Callable
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from lesebuch.model import Chapter, Passage, PassageRef
from lesebuch.problems import Code
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext import wording
from lesebuch.sphinx_ext.catalogue import say as _
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.glossary import split_title
from lesebuch.sphinx_ext.reading import chapter_page

logger = logging.getLogger(__name__)
_WORDS = re.compile(r"""\s*[„“"«»'‚](?P<first>.+?)[“”"«»'‘](?:\s*(?:\.\.|…)\s*[„“"«»'‚](?P<last>.+?)[“”"«»'‘])?\s*""")


def find(domain: LesebuchDomain, target: str) -> tuple[Chapter | None, Passage | None, str]:
    """Chapter and passage that `SLUG#p3` (or `SLUG`) names, and what is wrong; empty if nothing is."""
    slug, _, passage_id = target.partition("#")
    chapter = domain.reader.chapter(slug)
    if chapter is None:
        return None, None, f"There is no chapter {slug!r}."
    if not passage_id:
        return chapter, None, ""
    passage = domain.reader.passage(PassageRef(slug, passage_id))
    if passage is None:
        last = ", ".join(p.id for p in chapter.passages[-3:])
        return chapter, None, f"The chapter {slug!r} has no passage {passage_id!r}; its last ones are {last}."
    return chapter, passage, ""


def _warn(message: str, location: object) -> None:
    text = f"{message} {Code.DEAD_PASSAGE.hint}"
    logger.warning(text, type="lesebuch", subtype=str(Code.DEAD_PASSAGE), location=location)  # type: ignore[arg-type]


class PassageRole(SphinxRole):
    """`` {passage}`SLUG#p3` `` links as “Title, § 3”; `` {passage}`words <SLUG#p3>` `` with words of its own."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Link, or warn and leave the words."""
        words, target = split_title(self.text)
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, f"passage:{target}")
        chapter, passage, wrong = find(domain, target)
        if wrong or chapter is None:
            _warn(wrong, self.get_location())
            return [nodes.inline("", words or target)], []
        link = ours.passage_link("", words or self._words(chapter, passage), chapter=chapter.slug)
        link["passage"] = passage.id if passage else ""
        return [link], []

    def _words(self, chapter: Chapter, passage: Passage | None) -> str:
        sign = wording.passage_sign(passage.id) if passage else ""
        if sign and self.env.docname == chapter_page(chapter.slug):
            return sign
        return ", ".join(part for part in (chapter.title, sign) if part)


class PassageDirective(SphinxDirective):
    """`:::{passage} SLUG#p3` quotes a passage, with `:words: "from" .. "to"` a part of it."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], str]]] = {"words": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Quote; a placeholder stands where the text is not at hand."""
        target = self.arguments[0].strip()
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, f"passage:{target}")
        chapter, passage, wrong = find(domain, target)
        if wrong or chapter is None or passage is None:
            _warn(wrong or f"{target!r} names a chapter, not a passage.", self.get_location())
            return []
        quote = ours.passage_quote(chapter=chapter.slug, passage=passage.id, missing=passage.text is None)
        quote["language"] = chapter.language
        if passage.text is None:
            text = _("The words of this passage are not in this edition.")
        else:
            text = self._part(passage.text, target)
        quote += nodes.paragraph("", text, support_smartquotes=False)
        names = f"{', '.join(chapter.authors)}: " if chapter.authors else ""
        source = nodes.attribution("", names)
        label = f"{chapter.title}, {wording.passage_sign(passage.id)}"
        source += ours.passage_link("", label, chapter=chapter.slug, passage=passage.id)
        quote += source
        return [quote]

    def _part(self, text: str, target: str) -> str:
        option = self.options.get("words")
        if option is None:
            return text
        part = cut(text, option)
        if part is None:
            _warn(f"The words {option} do not occur in {target}.", self.get_location())
            return text
        before = "" if text.startswith(part) else "[…] "
        after = "" if text.endswith(part) else " […]"
        return f"{before}{part}{after}"


def cut(text: str, words: str) -> str | None:
    """What `"from" .. "to"` or `"these words"` covers in a text; None if it does not occur."""
    match = _WORDS.fullmatch(words)
    if match is None:
        return None
    start = text.find(match["first"])
    if start < 0:
        return None
    if match["last"] is None:
        return text[start : start + len(match["first"])]
    end = text.find(match["last"], start)
    return None if end < 0 else text[start : end + len(match["last"])]
