"""What a link to a passage or a quotation from it names: the passage, and the part of its words."""

from lesebuch.editorial import Miss, locate_range, parse_words, words_form
from lesebuch.model import Chapter, Passage, PassageRef, Reader
from lesebuch.presentation import wording
from lesebuch.problems import Code


def find(reader: Reader, target: str) -> tuple[Chapter | None, Passage | None, str]:
    """Chapter and passage that `SLUG#p3` (or `SLUG`) names, and what is wrong; empty if nothing is."""
    slug, _, passage_id = target.partition("#")
    chapter = reader.chapter(slug)
    if chapter is None:
        return None, None, f"There is no chapter {slug!r}."
    if not passage_id:
        return chapter, None, ""
    passage = reader.passage(PassageRef(slug, passage_id))
    if passage is None:
        last = ", ".join(p.id for p in chapter.passages[-3:])
        return chapter, None, f"The chapter {slug!r} has no passage {passage_id!r}; its last ones are {last}."
    return chapter, passage, ""


def cut(text: str, words: str, name: str) -> tuple[int, int] | Miss:
    """The place of `"these words"`, of the third, `"these words" 3`, or of `"from" .. "to"` in a text called `name`."""
    at = parse_words(words)
    if at is None or not at.first.words:
        return Miss(Code.BAD_VALUE, words_form(words))
    return locate_range(text, at, name)


def excerpt(text: str, start: int, end: int) -> str:
    """A part of a text, with marks where words are left out."""
    before = "[…] " if start else ""
    after = " […]" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"


def label(chapter: Chapter, passage: Passage | None, *, here: bool = False) -> str:
    """What a link says that has no words of its own: `Title, § 3`; on the chapter's own page (`here`) the sign alone."""
    sign = wording.passage_sign(passage.id) if passage else ""
    return sign if sign and here else ", ".join(part for part in (chapter.title, sign) if part)
