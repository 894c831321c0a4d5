"""The outlines of countries: what `countries.json` holds, which `scripts/outlines.py` has made of Natural Earth."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lesebuch.atlas.geometry import Point

FILE = Path(__file__).parent / "countries.json"

Ring: TypeAlias = tuple[int, ...]
"""Numbers of arcs; `~n` is arc n from its end to its beginning, as in TopoJSON."""


@dataclass(frozen=True, slots=True)
class Area:
    """A country, or a part of one that is disputed."""

    code: str
    """In ISO 3166 and CLDR, such as `KZ`; empty if it has none."""
    disputed: bool
    """Whether many states see it otherwise than Natural Earth does."""
    polygons: tuple[tuple[Ring, ...], ...]
    """Of each the outer ring, clockwise on the globe, then its holes."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """All of them."""

    arcs: tuple[tuple[Point, ...], ...]
    """Longitude and latitude in degrees."""
    areas: tuple[Area, ...]
    land: tuple[tuple[Ring, ...], ...]
    """Polygons of all land, without borders."""


@cache
def outlines() -> Outlines:
    """Read them, once."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return Outlines(
        arcs=tuple(_arc(steps, told["grid"]) for steps in told["arcs"]),
        areas=tuple(Area(area["code"], area["disputed"], _polygons(area["polygons"])) for area in told["areas"]),
        land=_polygons(told["land"]),
    )


def _polygons(told: list[list[list[int]]]) -> tuple[tuple[Ring, ...], ...]:
    return tuple(tuple(tuple(ring) for ring in polygon) for polygon in told)


def _arc(steps: list[int], grid: int) -> tuple[Point, ...]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / grid, y / grid))
    return tuple(points)
