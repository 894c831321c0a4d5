"""What surrounds the chapters: lists of them, glossary, timeline, sources."""

from collections.abc import Mapping

from docutils import nodes

from lesebuch.presentation.drawings import on_paper
from lesebuch.presentation.ids import chapter_page
from lesebuch.presentation.labels import is_number
from lesebuch.presentation.map_drawing import linked
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst import chapters
from lesebuch.typst.code import TypstCode, block, call
from lesebuch.typst.translation import Handler, TypstTranslation


def _chapter_list(t: TypstTranslation, node: ours.chapter_list) -> TypstCode:
    """Only its places: a book has one list of its texts, the contents, and parts say what they are where they open."""
    for group in node.findall(ours.chapter_group):
        items = list(group.findall(ours.chapter_item))
        bylines = {t.want(t.label("", chapter_page(item["chapter"])), item): _byline(item) for item in items}
        if _runs_on(group, items, set(bylines.values())):
            # Whose they are stands with the name of their part.
            t.run_in += bylines
            bylines = {f"opening:{group['part']}": byline for byline in bylines.values()} if group["part"] else {}
        t.bylines |= bylines
    return block(call("anchor", label) for group in node.findall(ours.chapter_group) for label in t.labels(group))


_RUN = 3
"""Chapters that are only numbered; fewer stand each on a line."""


def _runs_on(group: ours.chapter_group, items: list[ours.chapter_item], bylines: set[str]) -> bool:
    """Whether the contents name chapters in one paragraph, and lose nothing: what stands beside each must be said once."""
    numbered = len(items) >= _RUN and all(is_number(item["title"]) for item in items)
    return numbered and (bylines == {""} or (len(bylines) == 1 and bool(group["part"])))


def _byline(item: ours.chapter_item) -> str:
    return ", ".join(filter(None, (item["names"] or item["byline"], item["year"])))


def _part_opening(t: TypstTranslation, node: ours.part_opening) -> TypstCode:
    """The page on which a part of the book begins, with what the editors say of it."""
    introductions = [found for found in node.parent.findall(ours.part_introduction) if found["part"] == node["part"]]
    said = block(t.children(found) for found in introductions)
    t.part_opens = True
    return call(
        "part-opening", node["label"], said, level=t.level + 1, group=node["part"], below_heading=_follows_heading(node)
    )


def _follows_heading(node: ours.part_opening) -> bool:
    """Whether a part is the first below the heading of the texts, with few words between: then it needs no page of its own."""
    assert isinstance(node.parent, nodes.Element)  # it stands in a section
    before = node.parent.children[: node.parent.index(node)]
    return (
        not any(isinstance(child, ours.part_opening) for child in before)
        and sum(len(child.astext()) for child in before if not isinstance(child, ours.chapter_list)) < _FEW
    )


_FEW = 600
"""Characters: below a third of a page."""


def _glossary_list(t: TypstTranslation, node: ours.glossary_list) -> TypstCode:
    return call("glossary", t.children(node))


def _glossary_group(t: TypstTranslation, node: ours.glossary_group) -> TypstCode:
    return call("letter", node["letter"], t.children(node), labels=t.labels(node))


_SHORT = 400
"""Signs of an entry that is in one piece."""


def glossary_entry(t: TypstTranslation, node: ours.glossary_entry) -> TypstCode:
    """An entry; the template finds the pages on which it is mentioned."""
    labels = t.labels(node)
    t.known += labels
    links = [child for child in node.children if isinstance(child, ours.passage_links)]
    see = [child for child in node.children if isinstance(child, nodes.paragraph) and "see" in child["classes"]]
    body = [child for child in node.children if child not in links and child not in see]
    return call(
        "entry",
        node["term"],
        t.body(body),
        labels=labels,
        kind=" · ".join(filter(None, (node["label"], node["coordinates"]))),
        colour=node.get("colour", ""),
        see=block(t.children(child) for child in see) or None,
        short=sum(len(child.astext()) for child in (*body, *see)) <= _SHORT,
    )


def _timeline(t: TypstTranslation, node: ours.timeline | ours.network) -> TypstCode:
    alt = str(node.get("alt", "")).strip()
    if not alt:
        t.fault("The timeline has no alternative text.", node)
    return call("timeline", on_paper(node["svg"]), alt=alt)


def _map(t: TypstTranslation, node: ours.place_map) -> TypstCode:
    """A drawing holds no links on paper: those of the list below it do."""
    svg = on_paper(linked(node["paper"], lambda _entry: ""))
    *caption, note = (t.children(child) for child in node.children if isinstance(child, nodes.paragraph))
    return block([call("timeline", svg, alt=node["alt"]), call("below-picture", *caption, note=note)])


def _source_list(t: TypstTranslation, node: ours.source_list) -> TypstCode:
    return t.children(node)


def _source_item(t: TypstTranslation, node: ours.source_item) -> TypstCode:
    fields = [chapters.field(t, child) for child in node.children if isinstance(child, ours.metadata_field)]
    return call("source", node["title"], *fields, labels=t.labels(node), language=node["language"])


HANDLERS: Mapping[type[nodes.Node], Handler] = {
    ours.chapter_list: _chapter_list,
    ours.part_opening: _part_opening,
    ours.glossary_list: _glossary_list,
    ours.glossary_group: _glossary_group,
    ours.glossary_entry: glossary_entry,
    ours.timeline: _timeline,
    ours.network: _timeline,
    ours.place_map: _map,
    ours.source_list: _source_list,
    ours.source_item: _source_item,
}
