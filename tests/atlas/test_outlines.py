"""The outlines as they are shipped: whole rings, known codes, and what is disputed apart."""

from itertools import pairwise

from babel import Locale

from lesebuch.atlas.geometry import contains
from lesebuch.atlas.outlines import FILE, Area, outlines

OUTLINES = outlines()


def rings(area: Area) -> list[list[tuple[float, float]]]:
    arcs = OUTLINES.arcs
    return [
        [p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])] for poly in area.polygons for ring in poly
    ]


def holding(lon: float, lat: float) -> list[Area]:
    return [area for area in OUTLINES.areas if any(contains(ring, (lon, lat)) for ring in rings(area))]


def test_each_ring_is_closed_and_its_arcs_follow_one_another() -> None:
    arcs = OUTLINES.arcs
    for polygon in [*OUTLINES.land, *(polygon for area in OUTLINES.areas for polygon in area.polygons)]:
        for ring in polygon:
            parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]
            assert all(one[-1] == other[0] for one, other in pairwise([*parts, parts[0]]))


def test_codes_are_known_to_cldr_and_given_once() -> None:
    codes = [area.code for area in OUTLINES.areas if area.code]
    assert len(codes) == len(set(codes)) > 200
    assert set(codes) <= set(Locale("en").territories)


def test_places_lie_in_their_countries() -> None:
    known = {(71.45, 51.18): "KZ", (-77.04, 38.9): "US", (30.5, 50.45): "UA", (149.1, -35.3): "AU", (7.44, 46.95): "CH"}
    assert {at: [area.code for area in holding(*at)] for at in known} == {at: [code] for at, code in known.items()}


def test_what_is_disputed_is_no_part_of_a_state() -> None:
    for lon, lat, code in ((34.1, 45.0, ""), (20.9, 42.6, "XK"), (121.0, 23.7, "TW"), (-9.5, 26.5, "EH")):
        (area,) = holding(lon, lat)
        assert (area.code, area.disputed) == (code, True)


def test_they_are_small_and_say_whose_they_are() -> None:
    assert FILE.stat().st_size < 400_000
    assert "Natural Earth" in FILE.read_text(encoding="utf-8")[:200]
    assert (FILE.parent / "LICENCES.txt").is_file()
