"""The words of a passage with the marks on them: names, dates, corrections, the words of notes, and what the source sets apart.

The text of an element is that of its passage; only the reading of a correction (`corr`) is not in it. Where marks cross, the one order of
all outputs decides (`nesting`), and one of them is several elements.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from lesebuch.export.tei import elements
from lesebuch.export.tei.elements import append, child, element, name
from lesebuch.model import Annotation, Chapter, Emendation, EntryKind, Reader
from lesebuch.presentation import ids
from lesebuch.presentation.outward import Linked, Marked, Referred
from lesebuch.presentation.walk import (
    Closed,
    Correction,
    Dated,
    Grid,
    Mentioned,
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

_NAMES = {EntryKind.PERSON: "persName", EntryKind.PLACE: "placeName", EntryKind.ORGANISATION: "orgName"}
_SET = {"emphasis": "emph", "deleted": "del", "inserted": "add"}
_RENDERED = {"strong": "bold", "smallcaps": "small-caps"}
"""As the field calls what `rend` says; all else by the names that it has here."""


def entry_name(slug: str) -> str:
    """`xml:id` of an entry."""
    return ids.global_name(ids.GLOSSARY, slug)


@dataclass
class Marks:
    """The marks of one chapter; it remembers where the words of notes stand."""

    reader: Reader
    chapter: Chapter
    of_notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By note the `xml:id` of each element that holds words of it."""

    def fill(self, holder: etree._Element, steps: Iterable[Step]) -> None:
        """Put the steps of a passage, or of a part of it, into an element. That of a table holds its rows."""
        opened = [holder]
        for step in steps:
            match step:
                case PlainWords(text):
                    append(opened[-1], text)
                case Opened(mark):
                    opened.append(self._open(opened[-1], mark))
                case Closed():
                    opened.pop()
                case Correction(note):
                    self._correct(opened[-1], note)
                case Outward(to):
                    child(opened[-1], "ptr", target=elements.address(to))
                case Marked(label, to):
                    target = f"#{self._name(to.note)}" if to else ""
                    child(opened[-1], "ptr" if to else "anchor", type="note", n=label, target=target)
                case _:  # the numbers of notes, and ways back: whoever shows the text makes them from `target`
                    pass

    def _name(self, id_: str) -> str:
        return name(self.chapter.slug, id_)

    def _open(self, parent: etree._Element, mark: Shown) -> etree._Element:
        match mark:
            case Grid():
                return parent
            case Set("break"):
                child(parent, "lb")
                return parent
            case Annotation() | Emendation():
                parts = self.of_notes[mark.id]
                id_ = self._name(ids.reference(mark.id)) + (f".{len(parts) + 1}" if parts else "")
                parts.append(id_)
                return child(parent, "seg" if isinstance(mark, Annotation) else "sic", id=id_)
            case _:
                made = self._element(mark)
                parent.append(made)
                return made

    def _element(self, mark: Shown) -> etree._Element:
        match mark:
            case Mentioned(entry):
                return self._mention(entry)
            case Dated(value, _, timex):
                ana = f"{elements.TIMEX}:{timex}" if timex else ""
                return element("date", **elements.datable(value), ana=ana)
            case Set(kind, target):
                return _set_apart(kind, target)
            case Linked(to):
                return element("ref", target=elements.address(to))
            case Referred(note):
                return element("ref", type="note", target=f"#{self._name(note)}")
            case VerseLine(id_):
                return element("l", id=self._name(id_), n=str(mark.number))
            case TableRow(id_):
                return element("row", id=self._name(id_))
            case ShownCell(columns, rows, scope, align):
                spans = {"cols": columns, "rows": rows}
                wide = {key: str(number) for key, number in spans.items() if number > 1}
                return element("cell", role="label" if scope else "", rend=align, **wide)
        raise AssertionError(mark)

    def _mention(self, slug: str) -> etree._Element:
        """What a name is the name of is said by its element; where TEI has none, by the type of `rs`."""
        entry = self.reader.entries[slug]
        ref = f"#{entry_name(slug)}"
        if entry.forms is EntryKind.CONCEPT:
            return element("term", ref=ref)
        own = _NAMES.get(entry.forms)
        return element(own, ref=ref) if own else element("rs", type=entry.kind, ref=ref)

    def _correct(self, holder: etree._Element, note: Emendation) -> None:
        """The words with the slip and those that they should be, as a choice."""
        slip = holder[-1] if len(holder) else None
        if slip is None or slip.tail or slip.get(elements.ID) not in self.of_notes[note.id] or not note.to:
            return
        choice = element("choice")
        holder.replace(slip, choice)
        choice.append(slip)
        child(choice, "corr", note.to)


def words_alone(steps: Iterable[Step]) -> Iterable[Step]:
    """Without what TEI does not allow in the description of a picture."""
    for step in steps:
        marked = step.mark if isinstance(step, Opened | Closed) else None
        if not isinstance(step, Correction | Marked) and not isinstance(marked, Annotation | Emendation | Set):
            yield step


def _set_apart(kind: str, target: str) -> etree._Element:
    """Of a list in a cell only the items are elements: what is marked over several may stand around them."""
    if kind == "language":
        return element("foreign", lang=elements.language(target))
    if kind == "item":
        return element("seg", type="item", n=target)
    return element(_SET[kind]) if kind in _SET else element("hi", rend=_RENDERED.get(kind, kind))
