"""Lines and rings in a plane."""

import itertools
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from lesebuch.atlas.geometry import Box, around, clipped_line, clipped_ring, contains, signed_area, simplified
from lesebuch.atlas.sheet import path

points = st.tuples(st.floats(-50, 50), st.floats(-50, 50))
BOX = Box(-10, -10, 20, 15)


@given(st.lists(points, min_size=2, max_size=30), st.floats(0.1, 5))
def test_a_simplified_line_keeps_its_ends_and_stays_near(line: list[tuple[float, float]], most: float) -> None:
    made = simplified(line, most)
    assert (made[0], made[-1]) == (line[0], line[-1])
    assert all(point in line for point in made)
    for point in line:
        assert min(_far(point, one, other) for one, other in itertools.pairwise(made)) <= most + 1e-6


def _far(point: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    """By looking at many points of the line."""
    steps = [n / 2000 for n in range(2001)]
    return (
        min(
            hypot(point[0] - one[0] - s * (other[0] - one[0]), point[1] - one[1] - s * (other[1] - one[1]))
            for s in steps
        )
        - hypot(other[0] - one[0], other[1] - one[1]) / 2000
    )


@given(st.lists(points, min_size=3, max_size=3), points)
def test_a_clipped_triangle_holds_what_it_held_in_the_box(
    ring: list[tuple[float, float]], point: tuple[float, float]
) -> None:
    made = clipped_ring(ring, BOX)
    assert not made or around(made).within(BOX.grown(1e-6))
    inner = Box(BOX.left + 1e-3, BOX.top + 1e-3, BOX.right - 1e-3, BOX.bottom - 1e-3)
    away = min(abs(_cross(one, other, point)) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True))
    if inner.holds(point) and away > 1e-3 and abs(signed_area(ring)) > 1e-3:
        assert (bool(made) and contains(made, point)) == contains(ring, point)


def _cross(one: tuple[float, float], other: tuple[float, float], point: tuple[float, float]) -> float:
    return (other[0] - one[0]) * (point[1] - one[1]) - (other[1] - one[1]) * (point[0] - one[0])


def test_a_line_is_cut_where_it_is_out_of_sight() -> None:
    line = [(0.0, 0.0), (5.0, 5.0), (30.0, 5.0), (40.0, 5.0), (40.0, 0.0), (5.0, 0.0)]
    assert clipped_line(line, BOX) == [line[:3], line[4:]]


def test_a_path_counts_in_quarters_and_by_steps() -> None:
    assert path([[(1, 2), (3.04, 1), (3.04, 1.01), (0, 0)]]) == "M4 8l8-4-12-4z"
    assert path([[(1, 2), (1.01, 2.01)]], closed=False) == ""
