"""A chapter: what its source holds, and the commentary on it."""

from collections.abc import Mapping

from docutils import nodes

from lesebuch.model import PassageKind
from lesebuch.numerals import NUMBER_STYLES
from lesebuch.office import pandoc
from lesebuch.office.blocks import box, ordered
from lesebuch.office.inlines import begun, omitted, styled
from lesebuch.office.pandoc import Made
from lesebuch.office.translation import Handler, OfficeTranslation
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.direction import is_rightward
from lesebuch.presentation.ids import chapter_page
from lesebuch.presentation.labels import stands_high
from lesebuch.sphinx_ext import columns, html_in_text
from lesebuch.sphinx_ext import nodes as ours

_STYLES = {
    PassageKind.LEAD: "Lead",
    PassageKind.QUOTE: "QuotedPassage",
    PassageKind.VERSE: "Verse",
    PassageKind.CAPTION: "Caption",
    PassageKind.SUBTITLE: "Subtitle",
    PassageKind.BYLINE: "Byline",
    PassageKind.DATELINE: "Byline",
    PassageKind.SIGNATURE: "Attribution",
    PassageKind.ATTRIBUTION: "Attribution",
    PassageKind.PROVENANCE: "Byline",
    PassageKind.FOOTNOTE: "NoteOfSource",
    PassageKind.RULE: "Centred",
    PassageKind.PAGE: "Centred",
}
"""Styles of paragraphs by kind; all others are `Passage`."""
_WORDS = html_in_text.SET_APART | {"speaker": "strong"}
_TAB = {"docx": ("openxml", "<w:r><w:tab/></w:r>"), "odt": ("opendocument", "<text:tab/>")}
TABS: Made = [{"t": "RawInline", "c": list(raw)} for raw in _TAB.values()]
"""A tab in either format; each writer drops what is the other's."""


# --- The text ----------------------------------------------------------------------------------------------------------


def _passage(t: OfficeTranslation, node: ours.passage) -> Made:
    """A passage; its number hangs in the margin, in a style of its own that tells it from the text."""
    if node.get("missing"):
        names = [
            name for holder in (node, *node.children) if isinstance(holder, nodes.Element) for name in t.claim(holder)
        ]
        return [*(pandoc.span([], name) for name in names), pandoc.words(wording.passage_name(node["passage"]))]
    language = node.get("language", "")
    if node["kind"] == PassageKind.TABLE and (grid := node.next_node(ours.grid)):
        return pandoc.directed(_grid_passage(t, node, grid), language)
    style = "Item" if _is_item(node) else _STYLES.get(node["kind"], "Passage" if "number" in node else "Unnumbered")
    # Between lines of verse the text has line feeds, which the lines themselves bring along.
    parts = [child for child in node.children if node["kind"] != PassageKind.VERSE or not isinstance(child, nodes.Text)]
    body = [*_sign(node), *(made for child in parts for made in t.node(child))]
    made = pandoc.anchored([pandoc.paragraph([*_number(node), *body], style)], t.claim(node))
    return pandoc.directed(made, language) if language else made


def _number(node: ours.passage) -> Made:
    """The number of a paragraph; an item of a list has it within its line, where the list's own sign stands before it."""
    if "number" not in node:
        return []
    if _is_item(node):
        return [
            pandoc.span(
                [pandoc.words(f"{wording.passages_named(node['passage'])}\N{NO-BREAK SPACE}")], style="ParagraphNumber"
            )
        ]
    return [pandoc.span([pandoc.words(str(node["number"]))], style="ParagraphNumber"), *TABS]


def _is_item(node: ours.passage) -> bool:
    return isinstance(node.parent, ours.text_group) and bool(node.parent["kind"] == "list")


def _sign(node: ours.passage) -> Made:
    """The mark of a note of the source, where its words do not begin with it."""
    if node["kind"] != PassageKind.FOOTNOTE or not node.get("label"):
        return []
    return [pandoc.span([pandoc.words(f"{node['label']} ")], style="ParagraphNumber")]


def _grid_passage(t: OfficeTranslation, node: ours.passage, grid: ours.grid) -> Made:
    """A table of the source: its number before it, the numbers of notes on all of it behind it."""
    number = [part for part in _number(node) if part["t"] == "Span"]
    before = pandoc.anchored([pandoc.paragraph(number, "TableNumber")], t.claim(node))
    made = t.node(grid)
    rest = [part for child in node.children if child is not grid for part in t.node(child)]
    return [*before, *made, *([pandoc.paragraph(rest)] if rest else [])]


def _grid(t: OfficeTranslation, node: ours.grid) -> Made:
    rows = [_row(t, row) for row in node.children if isinstance(row, ours.grid_row)]
    head = node["header"]
    shares = columns.of_grid(node, t.signs)
    widths = [share / sum(shares) for share in shares] or [0] * node["columns"]
    return [pandoc.table(rows[:head], rows[head:], widths, [])]


_SIDES = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}


def _row(t: OfficeTranslation, row: ours.grid_row) -> list[list[object]]:
    cells = []
    anchors = [pandoc.span([], name) for name in t.claim(row)]
    for cell in (child for child in row.children if isinstance(child, ours.grid_cell)):
        body = t.children(cell)
        body = styled("strong", body) if cell["scope"] == "row" and body else body
        plain = {"t": "Plain", "c": [*anchors, *body]}
        cells.append(
            pandoc.cell(
                [plain], align=_SIDES.get(cell["align"], "AlignDefault"), across=cell["columns"], down=cell["rows"]
            )
        )
        anchors = []
    return cells


def _verse_line(t: OfficeTranslation, node: ours.verse_line) -> Made:
    before: Made = [{"t": "LineBreak"}] if node.parent.index(node) > 0 else []
    return [*before, *(pandoc.span([], name) for name in t.claim(node)), *t.children(node), *_count(node)]


def _count(node: ours.verse_line) -> Made:
    """The number of each fifth line, at the right."""
    if node["number"] % 5:
        return []
    return [*TABS, pandoc.span([pandoc.words(str(node["number"]))], style="VerseNumber")]


def _group(t: OfficeTranslation, node: ours.text_group) -> Made:
    if node["kind"] == "box":
        return box(t.blocks(node.children))
    return _list(t, node) if node["kind"] == "list" and node["signs"] else t.blocks(node.children)


_SIGNS = {style.html: style.pandoc for style in NUMBER_STYLES}
_DELIMITERS = {".": "Period", ")": "OneParen", "()": "TwoParens"}


def _list(t: OfficeTranslation, node: ours.text_group) -> Made:
    """A list of the source; a list in it belongs to the item before it, and one whose numbers jump is two."""
    made: Made = []
    items: list[Made] = []
    first = 1

    def close() -> None:
        if items:
            made.append(_run(node, first, items.copy()))
            items.clear()

    for child in node.children:
        if isinstance(child, ours.text_group) and items:
            items[-1].extend(t.blocks([child]))
            continue
        if isinstance(child, ours.text_group | nodes.paragraph):
            # The mark for items that are left out, and a list that belongs to one of them.
            close()
            made += t.blocks([child])
            continue
        value = child.get("value", 1) if isinstance(child, nodes.Element) else 1
        if node["ordered"] and value != first + len(items):
            close()
        first = first if items else value
        items.append(t.blocks([child]))
    close()
    return made


def _run(node: ours.text_group, first: int, items: list[Made]) -> pandoc.Node:
    """Items that follow one another."""
    if not node["ordered"]:
        return {"t": "BulletList", "c": items}
    return ordered(items, first, _SIGNS[node["signs"]], _DELIMITERS[node["around"]])


def _set_apart(t: OfficeTranslation, node: ours.set_apart) -> Made:
    if node["kind"] == "break":
        t.omit(node)
        return [{"t": "LineBreak"}]
    body = t.children(node)
    if not body:
        return []
    if node["kind"] == "item":
        indent = "\N{NO-BREAK SPACE}" * 4 * node.depth
        sign = f"{node['target']}\N{NO-BREAK SPACE}" if node["target"] else ""
        return [pandoc.span([pandoc.words(f"{indent}{sign}")], style="ItemSign"), *body] if indent or sign else body
    if node["kind"] == "language":
        return [pandoc.span(body, lang=node["target"], dir="" if is_rightward(node["target"]) else "rtl")]
    return styled(_WORDS[node["kind"]], body) if node["kind"] in _WORDS else body


def _own_ref(t: OfficeTranslation, node: ours.own_ref) -> Made:
    # The note may be among what is left out.
    body = t.to(t.docname, node["note"], t.children(node), node)
    return body if stands_high(node.astext()) else styled("super", body)


def _own_mark(t: OfficeTranslation, node: ours.own_mark) -> Made:
    sign = [pandoc.words(node["label"])]
    body = [pandoc.span(sign if stands_high(node["label"]) else styled("super", sign), style="SourceNoteMark")]
    return t.to(t.docname, node["note"], body, node) if node["note"] else body


# --- The commentary ----------------------------------------------------------------------------------------------------


def _missing_passages(t: OfficeTranslation, node: ours.missing_passages) -> Made:
    listed: Made = []
    for child in node.children:
        listed += [pandoc.words(", " if listed else wording.labelled(_("Passages of this text"), "")), *t.node(child)]
    return [pandoc.paragraph(listed, "Metadata")]


def _metadata_field(t: OfficeTranslation, node: ours.metadata_field) -> Made:
    label = pandoc.span([pandoc.words(wording.labelled(node["label"], ""))], style="Label")
    return [pandoc.paragraph([label, *t.children(node)], "Metadata")]


def _apparatus(t: OfficeTranslation, node: ours.apparatus) -> Made:
    """A section of the commentary, without the notes that stand at the foot of their pages; none without anything in it."""
    with t.section() as level:
        title = node.next_node(nodes.title)
        body = t.blocks([child for child in node.children if not isinstance(child, nodes.title)])
        if title is None or not body:
            if title is not None:
                t.omit(title)
            t.pending += t.claim(node)
            return []
        return pandoc.anchored([pandoc.header(level, t.children(title)), *body], t.claim(node))


def _note_list(t: OfficeTranslation, node: ours.note_list) -> Made:
    notes = [note for note in node.children if isinstance(note, nodes.Element) and not _footed(t, note)]
    return [ordered([t.blocks([note]) for note in notes], notes[0]["number"], "Decimal", "Period")] if notes else []


def _footed(t: OfficeTranslation, note: nodes.Element) -> bool:
    return any(t.name(id_) in t.footed for id_ in note["ids"])


def _note(t: OfficeTranslation, node: ours.editorial_note) -> Made:
    """A note whose text is not at hand: it says by itself what it is about."""
    head: Made = [pandoc.span([pandoc.words(node["label"])], style="KindOfNote")]
    if node.get("passage"):
        head.append(pandoc.words(f" {wording.passages_named(node['passage'])}"))
    if node.get("words"):
        head += [
            pandoc.words(" "),
            pandoc.span([pandoc.words(wording.quoted(node["words"]))], lang=node.get("language", "")),
        ]
    if node.get("to"):
        head.append(pandoc.words(f" [recte: {node['to']}]"))
    return begun(t.blocks(node.children), [*head, pandoc.words(wording.colon())])


def _event(t: OfficeTranslation, node: ours.event) -> Made:
    return _looked_up(t.placed(node, [pandoc.words(node["label"])]), t.blocks(node.children))


def _passage_links(t: OfficeTranslation, node: ours.passage_links) -> Made:
    """Where something is told; of an entry the passages of this chapter alone."""
    places: Made = []
    for slug, title, passages in node["refs"]:
        here = t.is_present(chapter_page(slug))
        if node.get("kind") == "entry" and not here:
            continue
        named = zip(passages, wording.passages_listed(passages), strict=True)
        parts = [t.to(chapter_page(slug), id_, [pandoc.words(name)], node) for id_, name in named]
        if not here:
            parts.insert(0, _named_in(node["languages"].get(slug, ""), title))
        for n, part in enumerate(parts):
            places += [pandoc.words(", " if n else "; " if places else "→ "), *part]
    return [pandoc.paragraph(places, "Places")] if places else []


def _cite_box(_t: OfficeTranslation, node: ours.cite_box) -> Made:
    before, title, after = node["citation"].partition(node["title"])
    line = [pandoc.words(before), *_named_in(node["title_language"], title), pandoc.words(after)]
    return [pandoc.paragraph(line, "Work")]


def _named_in(language: str, title: str) -> Made:
    """A title; `language`: the one that it is in, empty for the sheet's."""
    return [pandoc.span([pandoc.words(title)], lang=language) if language else pandoc.words(title)]


def _glossary_entry(t: OfficeTranslation, node: ours.glossary_entry) -> Made:
    said = " · ".join(filter(None, (node["label"], node["coordinates"])))
    kind = pandoc.span([pandoc.words(f"  {said}")], style="KindOfNote")
    term = [*(pandoc.span([], name) for name in t.claim(node)), pandoc.words(node["term"]), kind]
    return _looked_up(term, _run_on(t.blocks(node.children)))


def _looked_up(term: Made, said: Made) -> Made:
    """An entry or an event: its styles are others than those of terms in a text, which leave the margin to whoever writes there."""
    return [pandoc.paragraph(term, "EntryTerm"), pandoc.div(said, style="EntryText")]


def _run_on(blocks: Made) -> Made:
    """What an entry refers to, and where it is named, as one paragraph."""
    if [pandoc.style_of(block) for block in blocks[-2:]] != ["Places", "Places"]:
        return blocks
    (see,), (places,) = (block["c"][1] for block in blocks[-2:])
    return [*blocks[:-2], pandoc.paragraph([*see["c"], pandoc.words(" "), *places["c"]], "Places")]


# --- Assignments -------------------------------------------------------------------------------------------------------


def _named(t: OfficeTranslation, node: nodes.Element) -> Made:
    """A box with what it is called."""
    return box(t.blocks(node.children), [pandoc.words(node["label"])])


def _answer_lines(count: int) -> Made:
    """Lines to write on: few stay on one page, and of many the first ones and the last ones."""
    last = min(4, count)
    kept = [line < 3 or line > count - last - 1 if count > _FEW else True for line in range(count - 1)]
    return [pandoc.paragraph([*TABS], "AnswerLineKept" if keep else "AnswerLine") for keep in (*kept, False)[:count]]


_FEW = 7
"""Lines that stand on one page."""


def _answer_space(_t: OfficeTranslation, node: ours.answer_space) -> Made:
    """Lines; what is to draw on is a frame of that height."""
    if node["paper"] == "lines":
        return _answer_lines(node["lines"])
    return box([pandoc.paragraph([{"t": "LineBreak"}] * (2 * node["lines"]))])


HANDLERS: Mapping[type[nodes.Node], Handler] = {
    ours.passage: _passage,
    ours.text_group: _group,
    ours.grid: _grid,
    ours.verse_line: _verse_line,
    ours.set_apart: _set_apart,
    ours.source_link: lambda t, node: [pandoc.link(node["address"], t.children(node))],
    # On paper its words are a mention, and say what they are about.
    ours.outward_sign: omitted,
    ours.own_ref: _own_ref,
    ours.own_mark: _own_mark,
    ours.own_back: omitted,
    ours.missing_passages: _missing_passages,
    ours.metadata_block: lambda t, node: t.blocks(node.children),
    ours.metadata_field: _metadata_field,
    ours.head_note: lambda t, node: [pandoc.div(t.blocks(node.children), style="HeadNote")],
    ours.missing_text: lambda t, node: box(t.blocks(node.children)),
    ours.apparatus: _apparatus,
    ours.note_list: _note_list,
    ours.editorial_note: _note,
    ours.event_list: lambda t, node: t.blocks(node.children),
    ours.event: _event,
    ours.event_body: lambda t, node: t.blocks(node.children),
    ours.passage_links: _passage_links,
    # The entries themselves follow; their list is not needed.
    ours.entry_index: omitted,
    ours.cite_box: _cite_box,
    ours.glossary_list: lambda t, node: t.blocks(node.children),
    ours.glossary_entry: _glossary_entry,
    ours.task_hint: _named,
    ours.expected: _named,
    ours.answer_space: _answer_space,
}
