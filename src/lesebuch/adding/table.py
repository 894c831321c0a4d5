"""What was found in a source, from which line, and what is in doubt: rows of a table."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lesebuch.adding.doubts import read_doubt
from lesebuch.drafting import Draft
from lesebuch.problems import counted

_MANY = 6
_NOT_IN_TEXT = "the source's metadata"


class FindingRow(NamedTuple):
    """A row."""

    what: str
    found: str
    origin: str
    doubtful: bool = False


def rows(slug: str, made: Draft) -> Iterator[FindingRow]:
    """The rows of a draft; `slug` is that of its chapter, empty for a duplicate."""
    lines = _lines(range(made.first, made.last + 1))
    if made.repeats:
        place = made.repeats
        name = f"{place.file}, " if place.file else ""
        there = _lines(range(place.first, place.last + 1))
        yield FindingRow("duplicate", f"of {name}{there} ({place.share:.0%} the same)", lines)
        return
    yield FindingRow("chapter", f"corpus/{slug}.md", lines)
    yield FindingRow("title", made.title, _line(made.title_at) or "not in the text")
    for credit in made.credits:
        yield FindingRow(credit.role, credit.name, _line(credit.at) or _NOT_IN_TEXT)
    origin = _line(made.published_at) or (made.published_note if made.published else "")
    yield FindingRow("published", str(made.published or "unknown"), origin)
    if made.publisher:
        yield FindingRow("publisher", made.publisher, _line(made.publisher_at) or _NOT_IN_TEXT)
    yield from _structure(made)
    for span in made.outside:
        yield FindingRow("outside", span.reason, _lines(range(span.first, span.last + 1)))
    for doubt in map(read_doubt, made.doubts):
        yield FindingRow(
            "in doubt", f"{doubt.about}: {doubt.words}", _lines(doubt.lines) if doubt.lines else "", doubtful=True
        )


def _structure(made: Draft) -> Iterator[FindingRow]:
    """The kinds of blocks that the rows above do not name, with their lines."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for claim in made.structure:
        if claim.kind not in ("title", "byline", "metadata", "signature"):
            kinds.setdefault((claim.kind, claim.detail), []).append(claim.line)
    for (kind, detail), numbers in kinds.items():
        yield FindingRow(kind, detail or counted(len(numbers), "line"), _lines(numbers))


def _line(at: str) -> str:
    return f"line {at.split(maxsplit=1)[0]}" if at else ""


def _lines(numbers: Sequence[int]) -> str:
    """`line 3`, `lines 5, 17`; of many, the first and the last."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > _MANY or list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"lines {numbers[0]}-{numbers[-1]}"
    return f"lines {', '.join(map(str, numbers))}"
