"""Events are told once in a book: where there is a chronology, a chapter names its own by date and leads there."""

from docutils import nodes
from sphinx import addnodes

from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst.code import TypstCode, block, call, value
from lesebuch.typst.translation import TypstTranslation


def refer(tree: nodes.document) -> None:
    """Let each event of a chapter know the document whose chronology tells it, too, and its number there (`listed`)."""
    told: dict[str, tuple[str, int]] = {}
    # A document in another comes after it, and knows better what it is called.
    for file in (tree, *tree.findall(addnodes.start_of_file)):
        for listed in _lists(file, "chronology"):
            told |= {event["ids"][0]: (file["docname"], event["number"]) for event in listed.findall(ours.event)}
    for listed in _lists(tree, "chapter"):
        for event in listed.findall(ours.event):
            if found := told.get(event["ids"][0]):
                event["listed"] = found


def _lists(tree: nodes.Element, kind: str) -> list[ours.event_list]:
    return [listed for listed in tree.findall(ours.event_list) if listed["kind"] == kind]


def are_listed(node: ours.event_list) -> bool:
    """Whether a chronology tells all events of a list."""
    return all(isinstance(event, ours.event) and "listed" in event for event in node.children)


def references(t: TypstTranslation, node: ours.event_list) -> TypstCode:
    """The dates of a list, each with its number in the chronology."""
    made = []
    for event in node.findall(ours.event):
        docname, number = event["listed"]
        # Events of one name are one event: the first list of it that is translated bears its place.
        place = t.want(t.label(event["ids"][0], docname), event)
        t.leave_out(event)
        names = t.labels(event)
        t.known += names
        anchors = block(call("anchor", name) for name in (*names, *_inner(t, event)))
        made.append(value([anchors, event["label"], number, place]))
    return call("event-references", *made)


def _inner(t: TypstTranslation, event: ours.event) -> list[str]:
    """Names of places within an event, to which others may lead."""
    return [label for inner in event.findall(nodes.Element) if inner is not event for label in t.labels(inner)]
