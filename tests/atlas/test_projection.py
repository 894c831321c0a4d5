"""From the globe to the plane: areas stay as they are, and land stays land wherever the middle is."""

from itertools import pairwise
from math import asin, cos, degrees, hypot, pi, radians, sin

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lesebuch.atlas.geometry import signed_area
from lesebuch.atlas.projection import Azimuthal, EqualEarth, Projection, fitting
from lesebuch.atlas.sheet import Plane, holds

LAND = [
    (71.45, 51.18),
    (-47.9, -15.8),
    (134.0, -24.0),
    (0.0, -89.0),
    (-105.0, 40.0),
    (25.0, 0.5),
    (100.0, 60.0),
    (179.0, 67.5),
]
SEA = [(-30.0, 0.0), (-150.0, 10.0), (80.0, -30.0), (51.0, 42.0), (180.0, -45.0), (0.0, 88.0), (-60.0, -60.0)]

lons, lats = st.floats(-180, 180), st.floats(-85, 85)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """In degrees along the globe."""
    (lon, lat), (to_lon, to_lat) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return degrees(2 * asin(min(1.0, half**0.5)))


@given(lons, lats, st.sampled_from(["azimuthal", "world"]), lons, lats)
@settings(max_examples=200, deadline=None)
def test_areas_are_true(lon: float, lat: float, kind: str, middle: float, height: float) -> None:
    assume(distance((lon, lat), (middle, height)) < 160 and abs((lon - middle + 180) % 360 - 180) < 178)
    projection: Projection = Azimuthal(middle, height) if kind == "azimuthal" else EqualEarth(middle)
    step = 0.05
    corners = [(lon, lat), (lon + step, lat), (lon + step, lat + step), (lon, lat + step)]
    drawn = abs(signed_area([projection.point(*corner) for corner in corners])) / 2
    true = radians(step) * (sin(radians(lat + step)) - sin(radians(lat)))
    assert drawn == pytest.approx(true, rel=2e-3)


def test_the_known_measures_of_the_projections() -> None:
    assert Azimuthal(10, 50).point(10, 50) == pytest.approx((0, 0))
    assert hypot(*Azimuthal(10, 50).point(10, -40)) == pytest.approx(2**0.5)
    world = EqualEarth(0).world
    assert world is not None
    # The width and height that its authors give, in radii.
    assert (world.right, world.bottom) == pytest.approx((2.7066, 1.3173), abs=1e-4)
    assert (world.right - world.left) * (world.bottom - world.top) > 4 * pi


MIDDLES = [(70, 48), (-65, -35), (110, 30), (-105, -48), (20, 85), (20, -85), (179, 0), (-70, -30), (13, 52)]


@pytest.mark.parametrize("middle", MIDDLES)
def test_land_is_land_and_sea_is_sea_around_any_middle(middle: tuple[float, float]) -> None:
    plane = Plane(Azimuthal(*middle))
    rings = [ring for _box, ring in plane.land]
    for points, land in ((LAND, True), (SEA, False)):
        near = [point for point in points if distance(point, middle) < 110]
        assert [holds(rings, plane.projection.point(*point)) for point in near] == [land] * len(near)


@pytest.mark.parametrize("meridian", [0, 20, 90, 170, -90])
def test_and_on_the_map_of_the_world(meridian: float) -> None:
    plane = Plane(EqualEarth(meridian))
    rings = [ring for _box, ring in plane.land]
    assert all(holds(rings, plane.projection.point(*point)) for point in LAND)
    assert not any(holds(rings, plane.projection.point(*point)) for point in SEA)
    world = plane.projection.world
    assert world is not None
    assert all(box.within(world.grown(1e-9)) for box, _ring in plane.land)
    # No border runs from one edge of the sheet to the other.
    assert all(abs(one[0] - other[0]) < 1 for _box, line in plane.borders for one, other in pairwise(line))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(10, 10)], Azimuthal(10, 10)),
        ([(178, -18), (-172, -14)], "azimuthal"),
        ([(10, 80), (100, 80), (-160, 80)], "azimuthal"),
        ([(71, 51), (-77, 39), (116, 40)], EqualEarth(19.5)),
        ([(0, 0), (180, 0)], EqualEarth(90)),
    ],
)
def test_the_projection_follows_from_the_places(places: list[tuple[float, float]], expected: object) -> None:
    found = fitting(places)
    assert isinstance(found, Azimuthal) if expected == "azimuthal" else found == expected
    if places[0][0] == 178:
        assert isinstance(found, Azimuthal)
        assert abs(found.lon) > 175


@given(st.lists(st.tuples(lons, lats), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_around_a_middle_no_place_is_far_from_it(places: list[tuple[float, float]]) -> None:
    found = fitting(places)
    assert found == fitting(list(places))
    if isinstance(found, Azimuthal):
        assert all(distance(place, (found.lon, found.lat)) < 62 for place in places)
