"""What a timeline says in words, and how large its targets are."""

import datetime as dt
import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.edtf import TimeValue
from lesebuch.presentation import lettering, timeline
from lesebuch.presentation.chronology import is_sure
from lesebuch.presentation.timeline_parts import Room, split

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Zwei Nachbarn unterzeichnen nach langen Verhandlungen einen Vertrag über die gemeinsame Nutzung des Flusses"
SHAPES = (timeline.WIDE, timeline.NARROW)


def item(number: int, first: str, words: str, last: str = "", *, sure: bool = True) -> timeline.DrawnEvent:
    start, end = TimeValue.parse(first).earliest_day, TimeValue.parse(last or first).latest_day
    return timeline.DrawnEvent(number, f"e{number}", start, end, sure, first, words)


def links(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}a"))


def target(link: ET.Element) -> tuple[float, float, float, float]:
    """Left, right, top and height of what answers to a finger."""
    box = link.findall(f"{SVG}rect")[-1].attrib
    left = float(box["x"])
    return left, left + float(box["width"]), float(box["y"]), float(box["height"])


def words(link: ET.Element) -> str:
    return (link.findall(f"{SVG}text")[-1].text or "") if len(link.findall(f"{SVG}text")) > 1 else ""


@pytest.mark.parametrize("shape", SHAPES)
def test_an_event_says_what_happened(shape: timeline.DrawingSize) -> None:
    drawn = links(timeline.draw([item(1, "2022-02-03", "Wahl"), item(2, "2022-11-03", "Streik")], shape=shape))
    assert [words(link) for link in drawn] == ["Wahl", "Streik"]


@pytest.mark.parametrize("shape", SHAPES)
def test_words_over_an_outline_stand_on_the_paper_of_any_theme(shape: timeline.DrawingSize) -> None:
    (link,) = links(timeline.draw([item(1, "2022", "Wahl", "2022-12-31", sure=False)], shape=shape))
    outline = next(part for part in link.iter() if part.get("stroke-dasharray"))
    assert outline.get("fill") == "var(--lb-paper, transparent)"


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_too_long_is_cut_at_a_word_and_says_so(shape: timeline.DrawingSize) -> None:
    (link,) = links(timeline.draw([item(1, "2022-06-15", LONG)], shape=shape))
    assert words(link).endswith(" …")
    assert LONG.startswith(words(link).removesuffix(" …"))


dates = st.dates(dt.date(2019, 1, 1), dt.date(2021, 12, 31)).map(str) | st.sampled_from(["2020", "2020-05", "2019"])
told = st.lists(st.tuples(dates, st.text("abc XYZ中ш", max_size=90), st.booleans()), min_size=1, max_size=20)


@given(told, st.sampled_from(SHAPES))
def test_marks_and_words_stand_in_the_drawing_and_apart(
    cases: list[tuple[str, str, bool]], shape: timeline.DrawingSize
) -> None:
    items = [item(n, day, text.strip(), sure=sure) for n, (day, text, sure) in enumerate(sorted(cases), 1)]
    svg = timeline.draw(items, shape=shape)
    assert timeline.height(items, shape) == timeline.drawn_height(svg)
    boxes = sorted((top, left, right) for left, right, top, _ in map(target, links(svg)))
    assert all(left >= 0 and right <= shape.width for _, left, right in boxes)
    for (top, _, right), (next_top, left, _) in itertools.pairwise(boxes):
        assert next_top > top or left >= right - 0.2


@pytest.mark.parametrize("shape", SHAPES)
def test_targets_are_24_pixels_high_on_the_narrowest_screen_that_shows_them(shape: timeline.DrawingSize) -> None:
    # A screen of 320 px has 288 for the drawing; the wide one is shown from 760 px on, beside a sidebar with 620 at least.
    room = {"narrow": 288, "wide": 620}[shape.name]
    *_, height = target(links(timeline.draw([item(1, "2022-06-15", "Wahl")], shape=shape))[0])
    assert height * room / shape.width >= 24


def test_a_list_without_numbers_has_a_drawing_without() -> None:
    svg = timeline.draw([item(0, "2022-06-15", "Wahl")])
    assert "<title>2022-06-15</title>" in svg
    assert re.findall(r">([^<]+)</text></a>|>([^<]+)</text><rect", svg) == [("", "Wahl")]


def test_what_is_too_long_for_a_sheet_of_paper_is_drawn_without_words() -> None:
    few = [item(n, f"2022-0{n}-15", LONG) for n in range(1, 6)]
    many = [item(n, f"{1900 + n}-06-15", LONG) for n in range(1, 60)]
    assert timeline.sheet(few, timeline.draw(few)) == ""
    assert [words(link) for link in links(timeline.sheet(many, timeline.draw(many)))] == [""] * 59


@given(st.text(max_size=60), st.floats(0, 400))
def test_words_are_cut_to_the_room(text: str, room: float) -> None:
    shown = lettering.cut(text, 12, room)
    assert lettering.width(shown, 12) <= room or shown == text


@pytest.mark.parametrize(
    ("edtf", "sure"),
    [
        ("2022-01-06/2022-01-19", True),
        ("2022-01-06", True),
        ("2022-01-06/2022-01-19~", False),
        ("2022-01-06/..", False),
        ("2022-01", False),
        ("[2022-01-06..2022-01-08]", False),
    ],
)
def test_a_span_between_known_days_is_known(edtf: str, sure: bool) -> None:
    assert is_sure(TimeValue.parse(edtf)) is sure


extents = st.tuples(st.floats(-40, 700), st.floats(0, 400)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(extents, max_size=30))
def test_each_event_stands_in_the_first_lane_with_room(wanted: list[tuple[float, float]]) -> None:
    lanes = timeline._Lanes()
    taken: list[list[tuple[float, float]]] = []
    for start, end in wanted:
        free = (n for n, lane in enumerate(taken) if all(end + 2 <= a or b + 2 <= start for a, b in lane))
        first = next(free, len(taken))
        assert lanes.take(start, end) == first
        taken += [[]] * (first == len(taken))
        taken[first] = [*taken[first], (start, end)]


def test_words_are_measured_once_however_often_a_timeline_is_parted() -> None:
    items = [item(n, f"{1900 + n}-05-04", f"{LONG} {n}") for n in range(1, 41)]
    lettering.cut.cache_clear()
    assert len(split(items, Room(timeline.WIDE, 600, 900))) > 1
    # Once at the edge of the year, and no more for each of the years behind it.
    assert lettering.cut.cache_info().misses == len(items)
