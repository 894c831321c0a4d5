"""Derive the outlines that maps are drawn from: `npm pack world-atlas@2.0.2 && python scripts/outlines.py world-atlas-2.0.2.tgz`.

The package holds the countries of Natural Earth (1:50 million, public domain) as TopoJSON. What is kept: arcs on a grid of a
hundredth of a degree, without points that are closer to a straight line than that; the rings of each country, by the code
of CLDR; and as areas of their own those parts of a country that most states do not see as its own.
"""

import json
import sys
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from lesebuch.atlas.geometry import contains, simplified
from lesebuch.atlas.outlines import FILE

GRID = 100
"""Steps of a degree."""
MEMBER = "package/countries-50m.json"
CODES = {"Kosovo": "XK"}
"""What has no number in ISO 3166, and a code in CLDR."""
DISPUTED = {"Kosovo", "N. Cyprus", "Palestine", "Siachen Glacier", "Somaliland", "Taiwan", "W. Sahara"}
"""What Natural Earth draws as areas of their own, and many states see as part of another state, or as a state."""
PARTS = {"Russia": [(34.1, 45.0)]}
"""Points in pieces of a country that most states see as part of another: the Crimea (United Nations, A/RES/68/262)."""


def decoded(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs in degrees: longitude and latitude."""
    (across, along), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * across + left, y * along + bottom))
        arcs.append(points)
    return arcs


def on_grid(points: list[tuple[float, float]]) -> list[int]:
    """An arc as the file has it: the first point, then differences."""
    steps = [(round(x * GRID), round(y * GRID)) for x, y in simplified(points, 1 / GRID)]
    found = [*steps[0]]
    for (x, y), (next_x, next_y) in pairwise(steps):
        if (x, y) != (next_x, next_y):
            found += [next_x - x, next_y - y]
    return found


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of an area, each a list of rings."""
    found: list[list[list[int]]] = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return found


def ring(arcs: list[list[tuple[float, float]]], names: list[int]) -> list[tuple[float, float]]:
    """The points of a ring."""
    return [point for n in names for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]


def areas(topology: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[dict[str, Any]]:
    """All countries, in the order of their codes, and what is disputed."""
    aliases = get_global("territory_aliases")
    found: list[dict[str, Any]] = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = CODES.get(name) or aliases.get(geometry.get("id", ""), [""])[0]
        whole = polygons(geometry)
        parts = [p for p in whole if any(contains(ring(arcs, p[0]), at) for at in PARTS.get(name, ()))]
        own = [p for p in whole if p not in parts]
        same = next((area for area in found if code and area["code"] == code), None)
        if same:  # an island that the package lists apart
            same["polygons"] += own
        else:
            found.append({"code": code, "disputed": name in DISPUTED, "polygons": own})
        found += [{"code": "", "disputed": True, "polygons": [part]} for part in parts]
    return sorted(found, key=lambda area: (area["code"], area["polygons"]))


def main() -> None:
    """Write the file."""
    with tarfile.open(sys.argv[1]) as package:
        member = package.extractfile(MEMBER)
        assert member is not None
        topology = json.load(member)
    arcs = decoded(topology)
    made = {
        "source": "Natural Earth, 1:50 million, public domain; TopoJSON of the package world-atlas 2.0.2, ISC",
        "grid": GRID,
        "areas": areas(topology, arcs),
        "land": polygons(topology["objects"]["land"]["geometries"][0]),
        "arcs": [on_grid(arc) for arc in arcs],
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in made.items()]
    Path(FILE).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
