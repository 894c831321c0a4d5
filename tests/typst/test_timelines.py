"""The numbers of the drawn timeline are those of the list, in HTML and in the book, whatever the order of the events."""

import random
import re
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from printed import build, copy_mini

from lesebuch.edtf import TimeValue
from lesebuch.model import Event, Markup
from lesebuch.presentation import chronology, ids, timeline
from lesebuch.problems import Where
from lesebuch.typst import timelines

WHERE = Where("corpus/chronology.md", 1)
# The last two begin nowhere or end nowhere: by their first day they would stand elsewhere.
DATES = [
    "1991-12-16",
    "1992",
    "2022-01-02/2022-01-11",
    "2022-01",
    "2022-01-05",
    "2025-07-01",
    "/2021-04-04",
    "2019-03/..",
]
EVENTS = tuple(
    Event(f"e{n}", TimeValue.parse(date), (), Markup("Etwas geschieht.", WHERE), WHERE) for n, date in enumerate(DATES)
)


def drawn(svg: str) -> dict[str, int]:
    """By id of the event its number in a drawing."""
    pattern = r'<a href="#([^"]+)"[^>]*>(?:<title>(\d+):|<b>(\d+)</b>)'
    return {id_: int(one or other) for id_, one, other in re.findall(pattern, svg)}


def numbers(events: tuple[Event, ...]) -> dict[str, int]:
    return {ids.event(event.id): n for n, event in enumerate(chronology.in_order(events), 1)}


def test_any_order_of_the_events_gives_the_numbers_of_the_list() -> None:
    for seed in range(20):
        events = tuple(random.Random(seed).sample(EVENTS, len(EVENTS)))
        wanted = numbers(EVENTS)
        assert drawn(timeline.draw(chronology.items(events))) == wanted
        parts = [drawn(str(node["svg"])) for node in timelines.by_page(chronology.items(events))]
        assert {id_: n for part in parts for id_, n in part.items()} == wanted


def test_a_long_timeline_is_cut_and_its_numbers_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Mock(wraps=timeline.draw)
    monkeypatch.setattr(timeline, "draw", draw)
    many = tuple(
        replace(EVENTS[0], id=f"m{n}", when=TimeValue.parse(f"{1990 + n // 9}-{1 + n % 9:02d}")) for n in range(150)
    )
    parts = [drawn(str(node["svg"])) for node in timelines.by_page(chronology.items(many[::-1]))]
    assert len(parts) > 1
    # Whether 150 events fit is known before they are drawn: with words, then without.
    assert draw.call_count <= 4
    assert {id_: n for part in parts for id_, n in part.items()} == numbers(many)
    firsts = [min(part.values()) for part in parts]
    assert firsts == sorted(firsts)


def test_a_year_with_more_than_a_page_is_cut() -> None:
    many = tuple(
        replace(EVENTS[0], id=f"m{n}", when=TimeValue.parse(f"2022-{1 + n // 10:02d}-{1 + n % 10:02d}"))
        for n in range(100)
    )
    many = tuple(replace(event, id=f"{event.id}-{k}") for event in many for k in range(6))
    parts = timelines.by_page(chronology.items(many))
    assert len(parts) > 1
    for node in parts:
        (box,) = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', str(node["svg"]))
        width, height = map(float, box)
        assert height <= 1.46 * width
    assert {id_: n for node in parts for id_, n in drawn(str(node["svg"])).items()} == numbers(many)


def test_words_stand_beside_the_marks_only_where_all_of_it_fits_on_a_page() -> None:
    words = "Zwei Nachbarn einigen sich"
    for count, there in ((6, True), (90, False)):
        told = tuple(
            replace(EVENTS[0], id=f"m{n}", when=TimeValue.parse(f"{2020 + n // 30}-{1 + n % 5:02d}-{1 + n % 9:02d}"))
            for n in range(count)
        )
        parts = timelines.by_page(chronology.items(told, dict.fromkeys((event.id for event in told), words)))
        assert (words in str(parts[0]["svg"])) is there
        assert len(parts) == 1


def test_drawing_and_list_of_the_site_and_of_the_book_agree(tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    with (root / "corpus" / "chronology.md").open("a", encoding="utf-8") as file:
        file.write("\n:::{event} /1997-03\n:id: frist\n:at: leitung#p1\nEine Frist läuft ab.\n:::\n")
    html = build(root, tmp_path / "html", builder="html")
    page = (tmp_path / "html" / "chronology.html").read_text(encoding="utf-8")
    listed = {id_: int(n) for id_, n in re.findall(r'<tr id="([^"]+)"><td class="n">(\d+)</td>', page)}
    assert html.code == 0
    assert len(listed) == 5
    assert drawn(page) == listed
    build(root, tmp_path / "pdf")
    code = (tmp_path / "pdf" / ".lesebuch-working" / "reader.pdf.typ").read_text(encoding="utf-8")
    assert drawn(code.replace('\\"', '"')) == listed
    assert {id_: int(n) for id_, n in re.findall(r'\(\("chronology\.([^"]+)", \), (\d+), ', code)} == listed
