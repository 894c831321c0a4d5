"""A timeline that fits itself to the screen: at any width from the least of a shape on, nothing stands on anything."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.edtf import TimeValue
from lesebuch.presentation import lettering, timeline_rows
from lesebuch.presentation.timeline import SIZE, DrawnEvent, axis_of

LONG = "Zwei Nachbarn unterzeichnen nach langen Verhandlungen einen Vertrag über die gemeinsame Nutzung des Flusses"


def item(number: int, when: str, words: str = "") -> DrawnEvent:
    value = TimeValue.parse(when)
    return DrawnEvent(number, f"e{number}", value.earliest_day, value.latest_day, True, when, words)


def extent(mark: timeline_rows.EventMark, shape: int, room: float) -> tuple[float, float]:
    """From where to where a mark and its words reach, as the style sheet puts them, with so many pixels for the year."""
    width = max(20.0, mark.length / 100 * room)
    start = min(max(0.0, mark.start / 100 * room + (mark.length / 100 * room - width) / 2), room - width)
    side = mark.sides[shape] if shape < 2 else ""
    words = 5 + lettering.width(mark.words, SIZE)
    left = max(0.0, start - words) if side == "left" else start
    right = min(room, start + width + words) if side == "right" else start + width
    return left, right


dates = st.dates(dt.date(2019, 1, 1), dt.date(2021, 12, 31)).map(str) | st.sampled_from(["2020", "2020-05", "2019"])
told = st.lists(st.tuples(dates, st.sampled_from(["", "Wahl", LONG[:40], LONG])), min_size=1, max_size=25)


@given(told, st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 17, 120, 400, 1300]))
def test_marks_and_words_stand_apart_at_any_width(cases: list[tuple[str, str]], shape: int, more: int) -> None:
    items = [item(n, *case) for n, case in enumerate(sorted(cases), 1)]
    room = timeline_rows.SHAPES[shape].width - axis_of(items, timeline_rows.SHAPES[shape]).left - 14 + more
    for row in timeline_rows.rows(items):
        reach = [(mark.lanes[shape], *extent(mark, shape, room)) for mark in row.marks]
        assert max(lane for lane, _, _ in reach) + 1 == row.lanes[shape]
        for (lane, _, right), (next_lane, left, _) in itertools.pairwise(sorted(reach)):
            assert next_lane > lane or left >= right - 1


def test_an_event_of_several_years_has_its_words_once_and_a_gap_is_told() -> None:
    rows = timeline_rows.rows([item(1, "2019-05/2020-02", "Streit"), item(2, "2023-01-01", "Wahl")])
    assert [(row.name, row.after_gap, [mark.words for mark in row.marks]) for row in rows] == [
        ("2019", False, ["Streit"]),
        ("2020", False, [""]),
        ("2023", True, ["Wahl"]),
    ]


def test_paper_has_words_while_they_fit_and_else_smaller_numbers() -> None:
    few = timeline_rows.rows([item(1, "2022-05-01", "Wahl")])
    assert timeline_rows.on_paper(few) == (False, 1.0)
    many = timeline_rows.rows([item(n, f"{1900 + n}-05-01", LONG) for n in range(1, 60)])
    tall, smaller = timeline_rows.on_paper(many)
    assert tall
    assert 0 < smaller < 1


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("years", [20, 50, 75, 400])
def test_a_sheet_of_paper_holds_all_years_however_many_gaps_there_are(years: int, step: int) -> None:
    rows = timeline_rows.rows([item(n, f"{1000 + step * n}-05-01", LONG) for n in range(1, years + 1)])
    tall, smaller = timeline_rows.on_paper(rows)
    shape = timeline_rows.SHAPES[2 if tall else 0]
    # As the style sheet has it: of lanes, of what is below them and of gaps the same share.
    heights = [row.lanes[2 if tall else 0] * shape.lane + 6 + 12 * row.after_gap for row in rows]
    assert sum(heights) * smaller <= 684.01
    assert smaller == 1 or sum(heights) * smaller > 683
    assert smaller > 0
