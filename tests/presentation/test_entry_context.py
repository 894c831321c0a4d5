"""The words around each place of an entry: whole words, nothing twice, and the texts as they are."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lesebuch.config import Edition
from lesebuch.model import Mention, Passage, PassageKind, Reader, Span
from lesebuch.pipeline import read
from lesebuch.presentation import context
from lesebuch.presentation.index import Index

MINI = Path(__file__).parents[1] / "roots" / "mini"
WHOLE, _ = read(MINI, Edition.CLASS)
ENTRY = next(iter(WHOLE.entries))
FILLER = "Worte " * 60


def reader(text: str | None, *names: tuple[int, int]) -> Reader:
    """A reader of one chapter with one paragraph, and where that names the entry."""
    chapter = replace(WHOLE.chapters[0], passages=(Passage("p1", PassageKind.PARAGRAPH, text),))
    mentions = tuple(Mention(ENTRY, Span("p1", *name)) for name in names)
    return Reader(chapters=(chapter,), entries=WHOLE.entries, mentions={chapter.slug: mentions})


def lines(text: str | None, *names: tuple[int, int]) -> list[str]:
    """The lines, names in brackets."""
    made = reader(text, *names)
    return [
        "".join(f"[{part}]" if is_name else part for part, is_name in line.parts)
        for _chapter, group in context.lines(ENTRY, made, Index(made))
        for line in group
    ]


def test_a_short_passage_is_shown_whole() -> None:
    assert lines("Am Hafen von Altenfurt lag ein Boot.", (13, 22)) == ["Am Hafen von [Altenfurt] lag ein Boot."]


def test_a_long_one_is_cut_between_words() -> None:
    text = f"{FILLER}am Kai {FILLER}"
    at = text.index("Kai")
    (line,) = lines(text, (at, at + 3))
    assert line.startswith("… Worte ")
    assert line.endswith("Worte …")
    assert "am [Kai] Worte" in line
    assert len(line) < 2 * context.AROUND + 12


def test_places_that_are_close_share_a_line_and_distant_ones_do_not() -> None:
    text = f"Kai und Kai {FILLER}Kai"
    last = len(text) - 3
    found = lines(text, (8, 11), (last, last + 3), (0, 3))
    assert len(found) == 2
    assert found[0].startswith("[Kai] und [Kai] ")
    assert found[1].endswith(" [Kai]")


def test_without_its_text_a_passage_is_named_alone() -> None:
    made = reader(None, (0, 3))
    ((_chapter, (line,)),) = context.lines(ENTRY, made, Index(made))
    assert line.parts == ()


@given(
    st.text("ab ", min_size=1, max_size=600), st.lists(st.tuples(st.integers(0, 599), st.integers(1, 9)), max_size=6)
)
def test_what_is_shown_stands_in_the_text(text: str, starts: list[tuple[int, int]]) -> None:
    names = [(a, min(a + length, len(text))) for a, length in starts if a < len(text)]
    made = reader(text, *names)
    shown = [line for _chapter, group in context.lines(ENTRY, made, Index(made)) for line in group]
    assert bool(shown) == bool(names)
    for line in shown:
        words = "".join(part for part, _is_name in line.parts)
        assert words.removeprefix("… ").removesuffix(" …") in text
        assert any(is_name for _part, is_name in line.parts)


def test_a_page_shows_so_many_lines_and_says_how_many_there_are() -> None:
    text = (f"Kai {FILLER}" * 3).strip()
    names = [(at, at + 3) for at in range(len(text)) if text.startswith("Kai", at)]
    made = reader(text, *names)
    ((chapter, group),) = context.lines(ENTRY, made, Index(made))
    kept, count = context.shown([(chapter, group * 200)])
    assert count == 600
    assert [len(lines) for _chapter, lines in kept] == [context.MOST]
