"""What an object of each JSONL file holds, key by key: type checkers read it, and the JSON Schemas are made from it.

The text of `Annotated` is what the schema says of a key. Every key is always there, and a value that is not known is null;
but keys of few passages (`NotRequired`) are there where they say something. A
program that reads one version goes on reading it: new keys may come, none goes or changes its type.
"""

from typing import Annotated, Literal, NotRequired, TypedDict

from lesebuch.model import PassageKind, Rights

CHAPTER = "urn:lesebuch:schema:jsonl:1"
ENTRY = "urn:lesebuch:schema:jsonl-glossary:1"
EVENT = "urn:lesebuch:schema:jsonl-events:1"


class SourceSpan(TypedDict):
    """Words of a line of the source, as it was extracted."""

    line: Annotated[int, "Counted from 1; line feeds alone separate."]
    start: Annotated[int, "First code point in that line, from 0."]
    end: Annotated[int, "End, exclusive."]


class Contributor(TypedDict):
    """A person or agency."""

    name: str
    role: Annotated[str, "author, editor, translator or signature."]


class Origin(TypedDict):
    """Where the chapter's words stand."""

    file: Annotated[str, "Name in the register."]
    sha256: Annotated[str, "Of the file's bytes."]
    lines: Annotated[list[int], "The first and the last."]


class Original(TypedDict):
    """Of a translation: what it was made from."""

    language: Annotated[str, "BCP 47."]
    title: str | None
    published: Annotated[str | None, "EDTF."]
    url: str | None


class Prose(TypedDict):
    """A text of the editors."""

    text: Annotated[str, "In MyST, as they wrote it."]
    plain: Annotated[str, "The same without markup: paragraphs with an empty line between them."]


class Line(TypedDict):
    """A line of a stanza."""

    id: Annotated[str, "Lasts: `v12` is the twelfth line of verse in the chapter."]
    start: Annotated[int, "First code point in the passage's text, from 0."]
    end: Annotated[int, "End, exclusive."]


class Cell(TypedDict):
    """A cell of a table."""

    start: Annotated[int, "First code point in the passage's text, from 0."]
    end: Annotated[int, "End, exclusive; that of an empty cell is its start."]
    header: Annotated[bool, "Whether it names a column or a row."]
    columns: Annotated[int, "How many columns it spans."]
    rows: Annotated[int, "How many rows it spans."]
    align: Annotated[str | None, "left, center or right, where the source says so."]


class Row(TypedDict):
    """A row of a table."""

    id: Annotated[str, "Lasts as its table's: `p7.2` is the second row of `p7`."]
    start: Annotated[int, "First code point in the passage's text, from 0."]
    end: Annotated[int, "End, exclusive."]
    cells: list[Cell]


class Style(TypedDict):
    """Words that the source sets apart."""

    start: Annotated[int, "First code point in the passage's text, from 0."]
    end: Annotated[int, "End, exclusive."]
    kind: Annotated[
        str,
        "emphasis, strong, smallcaps, superscript, subscript, underline, deleted, inserted, code, link, language, noteref (where the mark of a note stands, mostly without words), speaker, break (a line ends here in a cell), or item (of a list in a cell).",
    ]
    target: Annotated[
        str | None,
        "Of a link its address as the source has it, of another language its tag (BCP 47), of the mark of a note that note's, of an item its number (empty: a bullet).",
    ]


class Passage(TypedDict):
    """A block that a page shows."""

    id: Annotated[str, "Lasts: `p3` is the third paragraph of the chapter."]
    kind: PassageKind
    text: Annotated[str | None, "Normalised; null where the text is not at hand or may not be shown."]
    source: Annotated[list[SourceSpan], "What it is made of."]
    level: NotRequired[Annotated[int, "Of a heading from 1; of an item how deep its list stands, from 1."]]
    label: NotRequired[
        Annotated[str, "Of an item its number, of a note of the source its mark, of a page break the page."]
    ]
    group: NotRequired[Annotated[int, "Neighbours of a kind with the same number stand together."]]
    target: NotRequired[Annotated[str, "Of a picture its address."]]
    language: NotRequired[Annotated[str, "BCP 47, where it is not the chapter's."]]
    lines: NotRequired[Annotated[list[Line], "Of a stanza; line feeds join them."]]
    rows: NotRequired[Annotated[list[Row], "Of a table; line feeds join them, and tabs their cells."]]
    styles: NotRequired[Annotated[list[Style], "Words that the source sets apart; they may overlap."]]


class Metadata(TypedDict):
    """Words of the source that became metadata."""

    field: Annotated[str, "The key that they tell."]
    source: list[SourceSpan]


class Dropped(TypedDict):
    """Words of the source that nobody sees."""

    reason: str
    source: list[SourceSpan]


class Term(TypedDict):
    """Words that mention an entry of the glossary."""

    entry: Annotated[str, "Its id."]
    passage: str
    start: Annotated[int, "First code point in the passage's text, from 0."]
    end: Annotated[int, "End, exclusive."]
    surface: Annotated[str, "The words: `text[start:end]`."]
    source: list[SourceSpan]


class Time(TypedDict):
    """A time expression."""

    passage: str
    start: Annotated[int, "First code point in the passage's text, from 0."]
    end: Annotated[int, "End, exclusive."]
    surface: Annotated[str, "The words: `text[start:end]`."]
    type: Annotated[Literal["DATE", "TIME", "DURATION", "SET"], "That of TIMEX3."]
    timex: Annotated[str, "The value of TIMEX3."]
    mod: Annotated[str | None, "The modifier of TIMEX3."]
    edtf: Annotated[str | None, "EDTF; null where the words have no calendar value, or none that can be known."]
    anchor: Annotated[
        str | None,
        "From what it was reckoned: `reference` (the date of publication), the index of another time of this list in digits, or null.",
    ]
    rule: Annotated[str, "The tagger's rule; `editor` where the chapter file says it."]
    source: list[SourceSpan]


class Annotation(Prose):
    """A note; one on several passages has an object for each, with the same id."""

    id: str
    kind: Annotated[str, "context, language, person, comparison, or one that the reader adds."]
    passage: str
    start: Annotated[int | None, "First code point in the passage's text; null without the text."]
    end: Annotated[int | None, "End, exclusive."]
    words: Annotated[str | None, "What the editor quotes; null where the note is on whole passages."]


class Emendation(Prose):
    """A slip in the source; the text stays as it is."""

    id: str
    passage: str
    start: Annotated[int | None, "First code point in the passage's text; null without the text."]
    end: Annotated[int | None, "End, exclusive."]
    words: Annotated[str | None, "What the editor quotes; null where whole passages are meant."]
    to: Annotated[str | None, "What it should read; null where only the fault is named."]


class ChapterEvent(Prose):
    """Something that happened, of which the chapter tells."""

    id: str
    edtf: Annotated[str, "When; EDTF."]
    passages: Annotated[list[str], "Those of this chapter that tell of it."]


class Chapter(TypedDict):
    """A chapter: a line of the file that `lesebuch export jsonl` writes, sorted by id."""

    schema: Annotated[str, f"= {CHAPTER}"]
    id: Annotated[str, "The name of the chapter file."]
    title: str
    contributors: list[Contributor]
    authors: Annotated[list[str], "Names of the contributors that are authors."]
    published: Annotated[str | None, "EDTF."]
    publisher: str | None
    language: Annotated[str, "BCP 47."]
    original: Annotated[Original | None, "Of a translation."]
    rights: Rights
    licence: Annotated[str | None, "Of the source."]
    url: str | None
    supplied: Annotated[list[str], "Keys that the editors give and the source does not."]
    status: Literal["draft", "reviewed"]
    order: Annotated[int, "Its place in the reader, from 1."]
    part: Annotated[str | None, "Title of the part in which it stands."]
    source: Origin
    head: Annotated[Prose | None, "The head note."]
    passages: Annotated[list[Passage], "Every block that a page shows, in order."]
    metadata: list[Metadata]
    dropped: list[Dropped]
    terms: Annotated[list[Term], "Every mention of an entry, linked on the page or not."]
    times: list[Time]
    annotations: list[Annotation]
    emendations: list[Emendation]
    events: Annotated[
        list[ChapterEvent], "The chapter's own, and those of the chronology that name one of its passages."
    ]


class Entry(Prose):
    """An entry of the glossary: a line of the file that `--glossary` names, sorted by id."""

    schema: Annotated[str, f"= {ENTRY}"]
    id: Annotated[str, "The name of its file; `terms[].entry` of a chapter."]
    term: str
    kind: Annotated[str, "person, place, organisation, treaty, event, concept, work, or one that the reader adds."]
    variants: Annotated[list[str], "Spellings that inflection does not produce."]
    exclude: Annotated[list[str], "Phrases that look like it and are not."]
    see: Annotated[list[str], "Ids of other entries."]
    coordinates: Annotated[list[float] | None, "Latitude and longitude in degrees (WGS 84), north and east positive."]
    wikidata: Annotated[str | None, "Item, such as Q232."]


class Event(Prose):
    """An event: a line of the file that `--events` names; those of chapters and of the chronology, in order of time."""

    schema: Annotated[str, f"= {EVENT}"]
    id: str
    edtf: Annotated[str, "When; EDTF."]
    chapter: Annotated[str | None, "The chapter whose file lists it; null: the chronology."]
    passages: Annotated[list[str], "All that tell of it, such as `ovks#p3`."]
