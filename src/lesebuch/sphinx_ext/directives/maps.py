"""The directive `{map}`: places of the glossary on a drawn map, and a list of them with the passages that name them."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from lesebuch.editorial.maps import listed
from lesebuch.model import Reader
from lesebuch.presentation import map_drawing, maps, wording
from lesebuch.presentation.catalogue import current
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.passage_quotes import links
from lesebuch.writing import write_whole


class MapDirective(SphinxDirective):
    """`{map}` draws where places are that have `coordinates`: those of the whole glossary, of a chapter, or these."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {  # docutils has no type for it
        "places": directives.unchanged_required,
        "chapter": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "alt": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Build the drawing and the list; nothing of a map without places, such as of a chapter without its text."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "map")
        chapter = domain.reader.chapter(self.options.get("chapter", "").strip())
        if "chapter" in self.options and chapter is None:
            return []
        entries = listed(self.options.get("places", ""))
        slug = chapter.slug if chapter else ""
        shown = maps.places(domain.reader, domain.index, entries, slug)
        if not shown:
            return []
        # It is drawn when its page is written: that takes as long as to read many pages, and a class's sheets hold none.
        made = ours.place_map(
            places=shown,
            name=f"lb-map-{self.env.new_serialno('lesebuch-map')}",
            described=self.options.get("alt", ""),
            alt=self.options.get("alt", "") or maps.describe(shown),
        )
        if "caption" in self.options:
            made += nodes.paragraph("", self.options["caption"], classes=["map-caption"])
        self.set_source_info(made)
        return [made, _list(shown, domain.reader)]


class DrawMaps(SphinxPostTransform):
    """Draws the maps of a page that is written. What one format has drawn lies beside the doctrees, for the others and the next build."""

    default_priority = 100

    def run(self, **_given: Any) -> None:
        """Give each map its drawings, and say below them what the borders mean."""
        for made in self.document.findall(ours.place_map):
            drawn = self._drawn(made)
            made += nodes.paragraph("", drawn.pop("note"), classes=["map-note"])
            for shape, svg in drawn.items():
                made[shape] = svg

    def _drawn(self, made: ours.place_map) -> dict[str, str]:
        """Its drawings by their shapes, and the `note`."""
        places = [(place.entry, place.term, sorted(place.names), place.at, place.told) for place in made["places"]]
        told = [places, made["name"], made["described"], current(), sorted(self.env.version.items())]
        known = sha256(repr(told).encode())
        kept = Path(self.app.doctreedir, "lesebuch-maps", f"{known.hexdigest()[:24]}.json")
        if not kept.is_file():
            write_whole(kept, json.dumps(_draw(made["places"], made["name"], made["described"])))
        drawn: dict[str, str] = json.loads(kept.read_bytes())
        return drawn


def _draw(shown: tuple[maps.MapPlace, ...], name: str, alt: str) -> dict[str, str]:
    world = maps.world(shown)
    drawings = {shape.name: map_drawing.draw(world, shape, name, alt) for shape in (maps.WIDE, maps.NARROW, maps.PAPER)}
    note = maps.note(disputed=any(drawing.disputed for drawing in drawings.values()))
    return {"note": note, **{shape: drawing.svg for shape, drawing in drawings.items()}}


def _list(shown: tuple[maps.MapPlace, ...], reader: Reader) -> nodes.enumerated_list:
    made = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["map-places"])
    for place in shown:
        head = nodes.paragraph("", "", ours.entry_link("", place.term, entry=place.entry))
        head += nodes.inline("", f" ({wording.coordinates(*reversed(place.at))})", classes=["geo"])
        made += nodes.list_item("", head, *([links("place", place.told, reader)] if place.told else []))
    return made
