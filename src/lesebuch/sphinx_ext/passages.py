"""From the steps of a chapter's passages to doctree nodes."""

from collections.abc import Iterable

from docutils import nodes

from lesebuch.model import Annotation, Chapter, Emendation, Passage, PassageKind
from lesebuch.presentation import ids
from lesebuch.presentation.datetimes import html_datetime
from lesebuch.presentation.walk import Closed, Correction, Dated, Mentioned, Number, Opened, Shown, Step, Words
from lesebuch.sphinx_ext import nodes as ours

NUMBERED = frozenset({PassageKind.PARAGRAPH, PassageKind.LEAD, PassageKind.QUOTE})


def block(passage: Passage, chapter: Chapter, language: str) -> ours.passage:
    """The node of a passage that is not a heading, with its bare text; `fill` puts the marks in.

    `language`: of the page; the passage says if its own is another.
    """
    node = ours.passage("", "", ids=[passage.id], passage=passage.id, kind=str(passage.kind), chapter=chapter.slug)
    node["support_smartquotes"] = False
    if passage.kind in NUMBERED:
        node["number"] = int(passage.id[1:])
    if passage.text is None:
        node["missing"] = True
        return node
    if chapter.language != language:
        node["language"] = chapter.language
    node += nodes.Text(passage.text)
    return node


def fill(element: nodes.Element, passage: Passage, steps: Iterable[Step]) -> None:
    """Append a passage's inline nodes to an empty element; its `astext()` is then the passage's text."""
    opened = [element]
    for step in steps:
        match step:
            case Words(text):
                opened[-1] += nodes.Text(text)
            case Opened(mark):
                made = _element(mark)
                opened[-1] += made
                opened.append(made)
            case Closed():
                opened.pop()
            case Correction(note):
                opened[-1] += ours.emendation_mark(to=note.to, note=ids.note(note.id))
            case Number():
                opened[-1] += _number(step)
    if element.astext() != (passage.text or ""):
        raise AssertionError(f"{passage.id}: the nodes do not give the text again")


def _element(mark: Shown) -> nodes.Element:
    match mark:
        case Mentioned(entry, first):
            return ours.mention("", "", entry=entry, first=first)
        case Dated(value, label):
            return ours.time_mark("", "", edtf=str(value), label=label, datetime=html_datetime(value))
        case Emendation():
            return ours.emended("", "", note=ids.note(mark.id), to=mark.to)
        case Annotation():
            return ours.annotated("", "", note=ids.note(mark.id))


def _number(step: Number) -> ours.note_ref:
    note = step.note
    kind = "emendation" if isinstance(note, Emendation) else ids.kind(note.kind)
    return ours.note_ref(ids=[ids.reference(note.id)], note=ids.note(note.id), number=step.number, kind=kind)
