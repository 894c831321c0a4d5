"""What stands where on a chapter's page: its title, what belongs to it, and the text in its sections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lesebuch.model import Chapter, Passage, PassageKind

_FRONT = frozenset({PassageKind.SUBTITLE, PassageKind.BYLINE, PassageKind.DATELINE, PassageKind.TITLE})


@dataclass(frozen=True, slots=True)
class Section:
    """Passages below a heading, or before the first."""

    heading: Passage | None
    passages: tuple[Passage, ...]
    """Up to the next heading, of whatever level."""
    sections: tuple["Section", ...] = ()
    """Those of the headings that stand below this one."""


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """The passages of a chapter, each once, in their order."""

    title: Passage | None
    """The passage that is the page's title; None if the editors supply the title."""
    front: tuple[Passage, ...]
    """What stands with the title, above the metadata: subtitle, byline, dateline."""
    text: tuple[Section, ...]
    """The rest. Of a chapter without its text it is one section: a heading that nobody can read opens none."""


def arrange(chapter: Chapter) -> ChapterPage:
    """The page of a chapter."""
    title = next((passage for passage in chapter.passages if passage.kind is PassageKind.TITLE), None)
    shown = [passage for passage in chapter.passages if passage is not title]
    front = next((n for n, passage in enumerate(shown) if passage.kind not in _FRONT), len(shown))
    return ChapterPage(title, tuple(shown[:front]), tuple(_sections(shown[front:])))


def _sections(passages: Sequence[Passage]) -> list[Section]:
    starts = [
        n for n, passage in enumerate(passages) if passage.kind is PassageKind.HEADING and passage.text is not None
    ]
    bounds = [*starts, len(passages)]
    before = tuple(passages[: bounds[0]])
    below = [
        Section(passages[start], tuple(passages[start + 1 : end]))
        for start, end in zip(starts, bounds[1:], strict=True)
    ]
    return [*([Section(None, before)] if before else []), *_nested(below)]


def _nested(flat: Sequence[Section]) -> list[Section]:
    """Sections within those whose heading stands above theirs; a level that nobody says is the first."""
    made: list[Section] = []
    at = 0
    while at < len(flat):
        end = at + 1
        while end < len(flat) and _level(flat[end]) > _level(flat[at]):
            end += 1
        made.append(replace(flat[at], sections=tuple(_nested(flat[at + 1 : end]))))
        at = end
    return made


def _level(section: Section) -> int:
    return max(section.heading.level, 1) if section.heading else 0
