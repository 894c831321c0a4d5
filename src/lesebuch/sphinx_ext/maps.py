"""The directive `{map}`: places of the glossary on a drawn map, and a list of them with the passages that name them."""

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from lesebuch.editorial.maps import listed
from lesebuch.model import Reader
from lesebuch.presentation import map_drawing, maps, wording
from lesebuch.sphinx_ext import foreign
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain


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
        drawn = _drawn(shown, f"lb-map-{self.env.new_serialno('lesebuch-map')}", self.options.get("alt", ""))
        drawn[:0] = (
            [nodes.paragraph("", self.options["caption"], classes=["map-caption"])] if "caption" in self.options else []
        )
        self.set_source_info(drawn)
        return [drawn, _list(shown, domain.reader)]


def _drawn(shown: tuple[maps.MapPlace, ...], name: str, alt: str) -> ours.place_map:
    world = maps.world(shown)
    made = ours.place_map(alt=alt or maps.describe(shown))
    disputed = False
    for shape in (maps.WIDE, maps.NARROW, maps.PAPER):
        drawing = map_drawing.draw(world, shape, name, alt)
        made[shape.name] = drawing.svg
        disputed = disputed or drawing.disputed
    made += nodes.paragraph("", maps.note(disputed=disputed), classes=["map-note"])
    return made


def _list(shown: tuple[maps.MapPlace, ...], reader: Reader) -> nodes.enumerated_list:
    made = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["map-places"])
    for place in shown:
        head = nodes.paragraph("", "", ours.entry_link("", place.term, entry=place.entry))
        head += nodes.inline("", f" ({maps.where(place)})", classes=["geo"])
        told = [(chapter, list(passages)) for slug, passages in place.told if (chapter := reader.chapter(slug))]
        refs = [(chapter.slug, wording.short(chapter.title), passages) for chapter, passages in told]
        languages = {chapter.slug: foreign.foreign_title(chapter) for chapter, _ in told}
        links = [ours.passage_links(kind="place", refs=refs, languages=languages)] if refs else []
        made += nodes.list_item("", head, *links)
    return made
