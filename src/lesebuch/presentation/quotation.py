"""What a link to passages or a quotation from them names: the passages, and the part of their words."""

from lesebuch.editorial import Miss, locate_range, parse_words, words_form
from lesebuch.model import Chapter, Passage, PassageRange, Reader
from lesebuch.presentation import wording
from lesebuch.problems import Code


def find(reader: Reader, target: str) -> tuple[Chapter | None, tuple[Passage, ...], str]:
    """Chapter and passages that `SLUG#p3-p7`, `SLUG#p3` or `SLUG` (none) names, and what is wrong; empty if nothing is."""
    slug = target.partition("#")[0]
    chapter = reader.chapter(slug)
    if chapter is None:
        return None, (), f"There is no chapter {slug!r}."
    at = PassageRange.parse(target)
    if at is None:
        return chapter, (), f"{target!r} is no passage; write it like {slug}#p3 or {slug}#p3-p7."
    if not at.first:
        return chapter, (), ""
    if passages := chapter.between(at.first, at.last):
        return chapter, passages, ""
    absent = next((id_ for id_ in (at.first, at.last) if chapter.find(id_) is None), "")
    if not absent:
        return chapter, (), f"In the chapter {slug!r} {at.last} does not follow {at.first}."
    last = ", ".join(p.id for p in chapter.passages[-3:])
    return chapter, (), f"The chapter {slug!r} has no passage {absent!r}; its last ones are {last}."


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


def corrected(chapter: Chapter, passage: Passage) -> list[tuple[str, str | None]]:
    """The text in pieces, each with the correction that stands behind it: '' where only the fault is named, else None."""
    ends = sorted(
        (span.end, emendation.to)
        for emendation in chapter.emendations
        for span in emendation.anchor.spans[-1:]
        if span.passage == passage.id
    )
    text, done = passage.text or "", 0
    pieces: list[tuple[str, str | None]] = []
    for end, to in ends:
        pieces.append((text[done:end], to))
        done = end
    return [*pieces, (text[done:], None)] if text[done:] or not pieces else pieces


def short_name(chapter: Chapter) -> str:
    """What a sentence calls a chapter: as its editors say, else by its title, cut if it is long."""
    return chapter.short or wording.short_title(chapter.title)


def short_label(chapter: Chapter, first: str, last: str) -> str:
    """As `label`, for a sentence on paper: `“Short title”, Par. 3–7`. `first` and `last`: ids of passages."""
    name = wording.quoted(short_name(chapter))
    return f"{name}, {wording.passages_named(first, last)}" if first else name


def label(chapter: Chapter, *passages: Passage) -> str:
    """What a link says that has no words of its own: `Title, Par. 3–7`."""
    return ", ".join([chapter.title, *([wording.passages_named(passages[0].id, passages[-1].id)] if passages else [])])
