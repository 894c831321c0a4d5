"""Dates and places of the texts as indexes of pages."""

from docutils import nodes

from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst.code import TypstCode, block, call
from lesebuch.typst.translation import TypstTranslation


def dates(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    """Year by year each date with the pages on which it stands: in a book the words around it are found there."""
    made = []
    for number, child in enumerate(node.children):
        if not isinstance(child, nodes.Element):
            continue
        # By its name a column of the last page begins with a year or a date.
        name = f"dates.{number}"
        for part in child.children:
            if isinstance(part, nodes.bullet_list):
                items = [item for item in part.children if isinstance(item, nodes.list_item)]
                made += [_line(t, item, f"{name}.{place}") for place, item in enumerate(items)]
            elif isinstance(part, nodes.rubric):
                made.append(call("date-head", name, t.children(part)))
            else:
                made.append(t.node(part))
    return call("dates", block(made))


def _line(t: TypstTranslation, item: nodes.list_item, name: str) -> TypstCode:
    date = item.next_node(nodes.strong)
    assert date is not None  # as `Dates` makes it
    links = list(item.findall(ours.passage_link))
    labels = [t.want(t.label(link["passage"], chapter_page(link["chapter"])), link) for link in links]
    shown = t.children(date)
    t.leave_out(item)
    return call("date-line", name, shown, *labels)


def places(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    """The places of a map, each with the pages that name it."""
    items = [item for item in node.children if isinstance(item, nodes.list_item)]
    return call("place-list", *(block([*t.anchors(item), *_place(t, item)]) for item in items))


def _place(t: TypstTranslation, item: nodes.list_item) -> list[TypstCode]:
    """Name and pages, in one line where there is room."""
    return [t.children(part) if isinstance(part, nodes.paragraph) else t.node(part) for part in item.children]
