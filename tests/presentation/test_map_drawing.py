"""Which places a map shows, what is a country among them, and that nothing on it lies on anything else."""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lesebuch.atlas.geometry import Box
from lesebuch.atlas.projection import Azimuthal, EqualEarth
from lesebuch.config import Edition
from lesebuch.model import EntryKind, Mention, Reader, Span
from lesebuch.pipeline import read
from lesebuch.presentation import catalogue, map_drawing, maps
from lesebuch.presentation.drawings import on_paper
from lesebuch.presentation.index import Index

BASE, _ = read(Path(__file__).parents[1] / "roots" / "mini", Edition.CLASS)
TOWNS = {"Salzau": (54.3, 10.3), "Brück <West>": (50.1, 8.7), "Köslin & Co": (54.2, 16.2)}
SHAPES = [maps.WIDE, maps.NARROW, maps.PAPER]


@pytest.fixture(autouse=True)
def _spoken() -> None:
    catalogue.use("de")


def reader(places: dict[str, tuple[float, float] | None], mentions: dict[str, list[str]] | None = None) -> Reader:
    """A reader with these places as entries; by passage of the first chapter, who is named there."""
    one = next(iter(BASE.entries.values()))
    slugs = {term: f"e{n}" for n, term in enumerate(places)}
    entries = {
        slugs[term]: replace(
            one, slug=slugs[term], term=term, kind=str(EntryKind.PLACE), like=None, variants=(), coordinates=at
        )
        for term, at in places.items()
    }
    told = [Mention(slugs[term], Span(p, 0, 1)) for p, terms in (mentions or {}).items() for term in terms]
    return Reader(chapters=BASE.chapters, entries=entries, mentions={BASE.chapters[0].slug: tuple(told)})


def shown(whole: Reader, **how: object) -> tuple[maps.MapPlace, ...]:
    return maps.places(whole, Index(whole), **how)  # type: ignore[arg-type]


def drawn(whole: Reader, shape: maps.MapSize = maps.WIDE) -> etree._Element:
    return etree.fromstring(map_drawing.draw(maps.world(shown(whole)), shape, "m").svg)


def targets(svg: etree._Element) -> list[Box]:
    found = []
    for rect in svg.iter("{*}rect"):
        if rect.get("class") == "hit":
            x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            found.append(Box(x, y, x + width, y + height))
    return found


def test_all_places_stand_by_alphabet_and_what_says_not_where_it_is_is_left_out() -> None:
    whole = reader(TOWNS | {"Nirgends": None})
    assert [place.term for place in shown(whole)] == ["Brück <West>", "Köslin & Co", "Salzau"]
    assert shown(whole)[2].at == (10.3, 54.3)


def test_a_map_shows_the_named_ones_or_those_of_a_chapter_with_its_passages() -> None:
    whole = reader(TOWNS, {"p1": ["Salzau"], "p2": ["Salzau", "Köslin & Co"]})
    slug = BASE.chapters[0].slug
    assert [place.term for place in shown(whole, entries=["e1", "e0", "e1", "e9"])] == ["Brück <West>", "Salzau"]
    assert [(p.term, p.told) for p in shown(whole, chapter=slug)] == [
        ("Köslin & Co", ((slug, ("p2",)),)),
        ("Salzau", ((slug, ("p1", "p2")),)),
    ]
    assert shown(whole, chapter=BASE.chapters[1].slug) == ()


def test_a_place_is_a_country_by_its_name_and_where_it_lies() -> None:
    whole = reader({"Kasachstan": (48, 68), "Georgien": (33, -83.5), "Astana": (51.18, 71.45)})
    world = maps.world(shown(whole))
    assert {entry: area.code for entry, area in world.countries.items()} == {"e0": "KZ"}
    assert [place.term for place in world.dots] == ["Astana", "Georgien"]


def test_countries_have_the_names_of_the_readers_language() -> None:
    whole = reader({"Kazakhstan": (48, 68)})
    assert maps.world(shown(whole)).countries == {}
    catalogue.use("en")
    assert set(maps.world(shown(whole)).countries) == {"e0"}


def test_a_country_alone_is_shown_whole_and_beside_dots_a_part_is_enough() -> None:
    alone = maps.world(shown(reader({"Kasachstan": (48, 68)})))
    sheet = alone.sheet(maps.WIDE)
    for corner in ((50.8, 46.9), (87.3, 49.1), (68.5, 40.6), (69.0, 55.4)):
        assert sheet.box.holds(sheet.at(*corner))
    beside = maps.world(shown(reader({"Astana": (51.18, 71.45), "Almaty": (43.25, 76.9), "Russland": (60, 100)})))
    sheet = beside.sheet(maps.WIDE)
    assert not sheet.box.holds(sheet.at(160, 66))
    assert sheet.box.holds(sheet.at(76.9, 43.25))
    far = maps.world(shown(reader({"Astana": (51.18, 71.45), "Mongolei": (46, 105)}))).sheet(maps.WIDE)
    assert far.box.holds(far.at(105, 46))


def test_a_country_too_small_to_be_seen_is_a_dot() -> None:
    states = {
        "Nauru": (-0.53, 166.93),
        "Papua-Neuguinea": (-6, 147),
        "Palau": (7.5, 134.5),
        "Mikronesien": (6.9, 158.2),
    }
    world = maps.world(shown(reader(states)))
    assert set(world.countries) >= {"e0", "e1", "e3"}
    for shape in SHAPES:
        svg = etree.fromstring(map_drawing.draw(world, shape, "m").svg)
        assert len(list(svg.iter("{*}circle"))) == 3
        assert {link.get("href") for link in svg.iter("{*}a")} == {"entry:e0", "entry:e1", "entry:e2", "entry:e3"}


def test_links_lead_to_entries_and_words_are_escaped() -> None:
    whole = reader(TOWNS, {"p1": ["Salzau"]})
    svg = drawn(whole)
    assert [link.get("href") for link in svg.iter("{*}a")] == ["entry:e0", "entry:e1", "entry:e2"]
    assert {link.get("aria-label") for link in svg.iter("{*}a")} == set(TOWNS)
    assert set(TOWNS) <= set(svg.itertext())
    made = map_drawing.linked(etree.tostring(svg).decode(), lambda slug: "" if slug == "e1" else f"g.html#{slug}&x")
    assert re.findall(r'<a href="([^"]*)"', made) == ["g.html#e0&amp;x", "g.html#e2&amp;x"]


def test_the_description_names_places_and_an_own_one_replaces_it() -> None:
    places = shown(reader(TOWNS))
    assert (
        maps.describe(places)
        == "Karte mit 3 Orten: Brück <West>, Köslin & Co, Salzau. Die Liste darunter nennt sie alle."
    )
    many = shown(reader({f"Ort {n}": (50 + n / 10, 10) for n in range(30)}))
    assert maps.describe(many).count("Ort ") == 12
    own = map_drawing.draw(maps.world(places), maps.WIDE, "m", "Drei <Orte>").svg
    assert '<desc id="m-wide-desc">Drei &lt;Orte&gt;</desc>' in own
    assert "Brück &lt;West&gt;, Köslin" not in own


def test_places_at_one_spot_share_a_dot_and_keep_their_links() -> None:
    svg = drawn(reader({"Burg": (55.75, 37.62), "Platz": (55.76, 37.63), "Fern": (51.0, 30.0)}))
    assert len(list(svg.iter("{*}circle"))) == 2
    assert [link.get("href") for link in svg.iter("{*}a")] == ["entry:e0", "entry:e1", "entry:e2"]


def test_the_names_of_countries_are_the_languages_and_lie_in_them() -> None:
    svg = drawn(reader(TOWNS))
    names = [text.text for text in svg.iter("{*}text") if text.get("aria-hidden")]
    assert {"Deutschland", "Polen"} <= set(names)
    assert len(names) == len(set(names))


def test_a_scale_says_how_long_so_many_kilometres_are() -> None:
    world = maps.world(shown(reader(TOWNS)))
    svg = map_drawing.draw(world, maps.WIDE, "m").svg
    length, kilometres = float(re.search(r"v5h([\d.]+)v-5", svg)[1]), float(re.search(r">([\d.]+) km<", svg)[1])  # type: ignore[index]
    sheet = world.sheet(maps.WIDE)
    (x, y), (to_x, to_y) = sheet.at(10.3, 54.3), sheet.at(10.3, 55.3)
    degree = ((x - to_x) ** 2 + (y - to_y) ** 2) ** 0.5
    assert length / kilometres == pytest.approx(degree / 111.2, rel=0.02)
    assert isinstance(world.plane.projection, Azimuthal)
    wide = maps.world(shown(reader({"Hier": (50, 8), "Dort": (-35, 149), "Drüben": (39, -77)})))
    assert isinstance(wide.plane.projection, EqualEarth)
    assert " km<" not in map_drawing.draw(wide, maps.WIDE, "m").svg


def test_borders_that_are_disputed_are_said_where_they_are_seen() -> None:
    crimea = map_drawing.draw(maps.world(shown(reader({"Krim": (45.3, 34.4)}))), maps.WIDE, "m")
    assert crimea.disputed
    assert "stroke-dasharray" in crimea.svg
    bern = map_drawing.draw(maps.world(shown(reader({"Bern": (46.95, 7.44)}))), maps.WIDE, "m")
    assert not bern.disputed
    assert "stroke-dasharray" not in bern.svg
    assert maps.note(disputed=True) != maps.note(disputed=False)


def test_on_paper_no_style_sheet_is_asked() -> None:
    svg = on_paper(map_drawing.draw(maps.world(shown(reader(TOWNS))), maps.PAPER, "m").svg)
    assert "var(" not in svg
    assert "'Source Sans 3'" in svg


coordinates = st.tuples(st.floats(-80, 80), st.floats(-180, 180))
near = st.tuples(st.floats(47, 54), st.floats(6, 15))


@given(
    st.one_of(st.lists(near, min_size=1, max_size=25), st.lists(coordinates, min_size=1, max_size=8)),
    st.sampled_from(SHAPES),
)
@settings(max_examples=8, deadline=None)
def test_nothing_lies_on_anything_else_and_the_same_places_give_the_same_map(
    at: list[tuple[float, float]], shape: maps.MapSize
) -> None:
    whole = reader({f"Ort mit Namen {n}": place for n, place in enumerate(at)})
    svg = drawn(whole, shape)
    assert etree.tostring(svg) == etree.tostring(drawn(whole, shape))
    frame = Box(0, 0, *map(float, svg.get("viewBox").split()[2:]))
    boxes = targets(svg)
    for one, other in combinations(boxes, 2):
        assert not Box(one.left + 0.2, one.top + 0.2, one.right - 0.2, one.bottom - 0.2).meets(other)
    assert all(box.within(frame) for box in boxes)
    dots = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in svg.iter("{*}circle")]
    assert all(frame.holds(dot) for dot in dots)
    assert not any(box.grown(-0.2).holds(dot) for box in boxes for dot in dots)
    linked = {link.get("href") for link in svg.iter("{*}a")}
    numbered = sum(len(link.get("aria-label").split(", ")) - 1 for link in svg.iter("{*}a"))
    assert len(linked) + numbered >= len(at)


def test_a_country_at_the_other_end_of_the_world_is_not_named() -> None:
    """Cambodia lies opposite of Peru: its outline goes around the whole sheet, and so does what is beyond it."""
    svg = drawn(reader({"Lima": (-12.05, -77.04), "Cusco": (-13.53, -71.97)}))
    words = {text.text for text in svg.iter("{*}text")}
    assert "Peru" in words
    assert "Kambodscha" not in words


def test_a_country_named_most_often_keeps_its_name_and_a_dot_its_own_where_that_is_named_more() -> None:
    places = {
        "Kasachstan": (48, 68),
        "Astana": (51.18, 71.45),
        "Almaty": (43.25, 76.91),
        "Tuwa": (51.72, 94.45),
        "Schangaösen": (43.34, 52.86),
        "Tatarstan": (55.55, 50.93),
        "Krim": (45.3, 34.4),
        "Karaganda": (49.8, 73.1),
        "Scheskasgan": (47.8, 67.7),
        "Aktobe": (50.28, 57.2),
        "Kysylorda": (44.85, 65.5),
    }
    often = {f"p{n}": ["Kasachstan"] for n in range(1, 4)}
    assert "Kasachstan" in {text.text for text in drawn(reader(places, often), maps.NARROW).iter("{*}text")}
    others = {f"p{n}": [term for term in places if term != "Kasachstan"] for n in range(1, 4)}
    assert "Astana" in {text.text for text in drawn(reader(places, others), maps.NARROW).iter("{*}text")}
    assert "Kasachstan" not in {text.text for text in drawn(reader(places, others), maps.NARROW).iter("{*}text")}
