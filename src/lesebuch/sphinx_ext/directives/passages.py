"""From the steps of a chapter's passages to doctree nodes."""

from collections.abc import Iterable, Sequence

from docutils import nodes

from lesebuch.model import Annotation, Chapter, Emendation, Passage, PassageKind
from lesebuch.presentation import ids
from lesebuch.presentation.blocks import Block, PassageGroup, grouped
from lesebuch.presentation.datetimes import html_datetime
from lesebuch.presentation.labels import marks_itself, number_of
from lesebuch.presentation.outward import Linked, Marked, Referred, address
from lesebuch.presentation.walk import (
    Back,
    Closed,
    Correction,
    Dated,
    Grid,
    Mentioned,
    NoteNumber,
    Opened,
    Outward,
    PlainWords,
    Set,
    Shown,
    ShownCell,
    Step,
    TableRow,
    VerseLine,
)
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.directives.source_pictures import ChapterPictures, stands_first


def block(passage: Passage, chapter: Chapter, language: str) -> ours.passage:
    """The node of a passage that is not a heading, with its bare text; `fill` puts the marks in.

    `language`: of the page; the passage says if its own is another.
    """
    node = ours.passage("", "", ids=[passage.id], passage=passage.id, kind=str(passage.kind), chapter=chapter.slug)
    node["support_smartquotes"] = False
    if passage.kind.letter == PassageKind.PARAGRAPH.letter:
        node["number"] = int(passage.id[1:])
    if passage.text is None:
        node["missing"] = True
        node += [nodes.target("", "", ids=[part.id]) for part in passage.parts]
        return node
    own = passage.language or chapter.language
    if own != language:
        node["language"] = own
    if passage.label and not marks_itself(passage):
        node["label"] = passage.label
    if passage.kind is PassageKind.FIGURE and (target := address(passage.target, chapter.url)):
        node["address"] = target
    node += nodes.Text(passage.text)
    return node


def blocks(
    passages: Sequence[Passage], chapter: Chapter, language: str, pictures: ChapterPictures | None = None
) -> list[nodes.Element]:
    """The nodes of a section's passages, those that stand together in a group; with pictures, those beside what they stand at."""
    found: list[nodes.Element] = []
    for part in grouped(passages):
        made = _grouped(part, chapter, language)
        shown = pictures.at(_members(part)) if pictures else []
        if isinstance(part, PassageGroup) and part.kind == "figure":
            made[0:0] = shown
            found.append(made)
        elif isinstance(part, Passage) and stands_first(part):
            found += [*shown, made]
        else:
            found += [made, *shown]
    return found


def _members(part: Block) -> list[Passage]:
    return [p for inner in part.parts for p in _members(inner)] if isinstance(part, PassageGroup) else [part]


def _grouped(part: Block, chapter: Chapter, language: str) -> nodes.Element:
    if not isinstance(part, PassageGroup):
        return block(part, chapter, language)
    node = ours.text_group(kind=part.kind, label="")
    if part.kind == "list":
        items = [item for item in part.parts if not isinstance(item, PassageGroup)]
        node["signs"] = "" if all(map(marks_itself, items)) else part.numbering.style if part.numbering else "bullet"
        node["around"] = part.numbering.around if part.numbering else ""
        node["ordered"] = part.numbering is not None
    for inner in part.parts:
        made = _grouped(inner, chapter, language)
        if (
            part.numbering
            and not isinstance(inner, PassageGroup)
            and (n := number_of(inner, part.numbering)) is not None
        ):
            made["value"] = n
        node += made
    return node


def fill(element: nodes.Element, passage: Passage, steps: Iterable[Step]) -> None:
    """Append a passage's inline nodes to an empty element; its `astext()` is then the passage's text."""
    opened = [element]
    for step in steps:
        match step:
            case PlainWords(text):
                _put(opened[-1], nodes.Text(text))
            case Opened(mark):
                made = _element(mark)
                _put(opened[-1], made)
                opened.append(made)
            case Closed():
                opened.pop()
            case _:
                _put(opened[-1], _sign(step))
    if element.astext() != (passage.text or ""):
        raise AssertionError(f"{passage.id}: the nodes do not give the text again")


def _put(element: nodes.Element, child: nodes.Node) -> None:
    """As `element += child`, which for each node asks all above it whose source and line it has: marks have none."""
    child.parent = element
    element.children.append(child)


def _sign(step: Correction | Outward | Marked | Back | NoteNumber) -> nodes.Element:
    """What stands behind words and is none."""
    match step:
        case Correction(note):
            return ours.emendation_mark(to=note.to, note=ids.note(note.id))
        case Outward(to):
            return ours.outward_sign(address=to)
        case Marked(label, to):
            return ours.own_mark(label=label, note=to.note if to else "", ids=_first(to))
        case Back(note):
            return ours.own_back(note=ids.own_reference(note))
        case NoteNumber():
            return _number(step)


def _element(mark: Shown) -> nodes.Element:
    match mark:
        case Set(kind, target):
            return ours.set_apart("", "", kind=kind, target=target)
        case Linked(to):
            return ours.source_link("", "", address=to)
        case Referred(note):
            return ours.own_ref("", "", ids=_first(mark), note=note)
        case VerseLine() | Grid() | TableRow() | ShownCell():
            return _part(mark)
        case _:
            return _commentary(mark)


def _first(mark: Referred | None) -> list[str]:
    """The id of the first mark of a note, to which the note leads back."""
    return [ids.own_reference(mark.note)] if mark and mark.first else []


def _part(mark: VerseLine | Grid | TableRow | ShownCell) -> nodes.Element:
    match mark:
        case VerseLine(id_):
            return ours.verse_line("", "", ids=[id_], number=mark.number)
        case Grid(columns, header):
            return ours.grid("", "", columns=columns, header=header)
        case TableRow(id_):
            return ours.grid_row("", "", ids=[id_])
        case ShownCell(columns, rows, scope, align):
            return ours.grid_cell("", "", columns=columns, rows=rows, scope=scope, align=align)


def _commentary(mark: Mentioned | Dated | Annotation | Emendation) -> nodes.Element:
    match mark:
        case Mentioned(entry, first):
            return ours.mention("", "", entry=entry, first=first)
        case Dated(value, label):
            return ours.time_mark("", "", edtf=str(value), label=label, datetime=html_datetime(value))
        case Emendation():
            return ours.emended("", "", note=ids.note(mark.id), to=mark.to)
        case Annotation():
            return ours.annotated("", "", note=ids.note(mark.id))


def _number(step: NoteNumber) -> ours.note_ref:
    note = step.note
    kind = "emendation" if isinstance(note, Emendation) else ids.kind(note.kind)
    return ours.note_ref(ids=[ids.reference(note.id)], note=ids.note(note.id), number=step.number, kind=kind)
