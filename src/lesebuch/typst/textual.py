"""What a source holds beside paragraphs: verse, lists, tables, boxes, words set apart, its own links and notes."""

from collections.abc import Mapping

from docutils import nodes

from lesebuch.model import PassageKind
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.direction import is_rightward
from lesebuch.presentation.labels import stands_high
from lesebuch.presentation.orders import UNLINED
from lesebuch.sphinx_ext import columns, html_in_text
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst import tables
from lesebuch.typst.code import NOTHING, TypstCode, Value, block, call, value
from lesebuch.typst.translation import Handler, TypstTranslation

_STYLES = html_in_text.SET_APART | {"speaker": "speaker"}


def passage(t: TypstTranslation, node: ours.passage) -> TypstCode:
    """A passage, in its place and with its name."""
    labels = t.claim([t.label(node["passage"])])
    t.known += labels
    if node.get("missing"):
        parts = t.claim(t.label(id_) for child in node.children for id_ in _ids(child))
        t.known += parts
        return block(call("anchor", label) for label in (*labels, *parts))
    common = {"label": labels[0], "number": node.get("number"), "language": node.get("language", "")}
    if node["kind"] == PassageKind.VERSE:
        lines = [child for child in node.children if isinstance(child, ours.verse_line)]
        return call("verse", *(_line(t, line) for line in lines), spoken=_is_spoken(node), **common)
    if node["kind"] == PassageKind.TABLE and (grid := node.next_node(ours.grid)):
        return _table(t, node, grid, common)
    words = t.children(node)
    if node["kind"] == PassageKind.ITEM and isinstance(node.parent, ours.text_group):
        return call("list-item", words, **common)
    return call(
        "passage",
        words,
        kind=_kind(node),
        follows=_follows(node),
        heads=_heads(node),
        leads=_leads(node),
        lined=node["kind"] not in UNLINED,
        rightward=is_rightward(node.get("language") or current()),
        sign=node.get("label", "") if node["kind"] == PassageKind.FOOTNOTE else "",
        **common,
    )


def _kind(node: ours.passage) -> str:
    """What it looks like: words about a picture that is not shown stand in a frame, those about one that is stand below it."""
    if node["kind"] == PassageKind.FIGURE and isinstance(node.parent.children[0], ours.picture):
        return str(PassageKind.CAPTION)
    return str(node["kind"])


def _follows(node: ours.passage) -> bool:
    """Whether it goes on with what stands before it: who wrote a text, and where it is from, is one piece of several lines.

    So does what is said below a picture.
    """
    place = node.parent.index(node)
    if place and isinstance(node.parent.children[place - 1], ours.picture):
        return _kind(node) == PassageKind.CAPTION
    before = _before(node)
    return before is not None and before["kind"] == node["kind"]


_LEADING = {
    PassageKind.CAPTION: frozenset({PassageKind.TABLE}),
    PassageKind.SALUTATION: frozenset({PassageKind.PARAGRAPH, PassageKind.LEAD}),
    PassageKind.CLOSING: frozenset({PassageKind.SIGNATURE}),
    PassageKind.QUOTE: frozenset({PassageKind.ATTRIBUTION}),
}
"""What would not stand alone at the foot of a page, and before what."""


def _leads(node: ours.passage) -> bool:
    """Whether it stands on one page with the beginning of what follows it."""
    after = node.next_node(descend=False, siblings=True)
    return isinstance(after, ours.passage) and after["kind"] in _LEADING.get(node["kind"], ())


def _before(node: ours.passage) -> ours.passage | None:
    place = node.parent.index(node)
    before = node.parent.children[place - 1] if place else None
    return before if isinstance(before, ours.passage) else None


def _is_spoken(verse: ours.passage) -> bool:
    """Whether the name of who speaks these lines stands above them."""
    before = _before(verse)
    return before is not None and _heads(before)


def _heads(node: ours.passage) -> bool:
    """Whether it is the name of who speaks, and nothing else: what is said follows."""
    named = "".join(part.astext() for part in node.findall(ours.set_apart) if part["kind"] == "speaker")
    return node["kind"] == PassageKind.SPEECH and bool(named) and node.astext().replace(named, "", 1).strip(" .:") == ""


def _ids(node: nodes.Node) -> list[str]:
    return list(node["ids"]) if isinstance(node, nodes.Element) else []


def _line(t: TypstTranslation, line: ours.verse_line) -> TypstCode:
    labels = t.labels(line)
    t.known += labels
    return value([labels[0], line["number"], t.children(line)])


# --- Groups ------------------------------------------------------------------------------------------------------------


def _group(t: TypstTranslation, node: ours.text_group) -> TypstCode:
    if node["kind"] == "list":
        return _list(t, node)
    if node["kind"] == "box":
        return call("framed", t.several(node.children), title=None)
    if node["kind"] == "notes":
        return call("text-notes", t.several(node.children))
    return t.several(node.children)


def _list(t: TypstTranslation, node: ours.text_group) -> TypstCode:
    """Its items; a list in it belongs to the item before it."""
    items: list[tuple[int, list[TypstCode]]] = []
    for child in node.children:
        if isinstance(child, ours.text_group) and items:
            items[-1][1].append(t.node(child))
        else:
            count = child.get("value", 0) if isinstance(child, nodes.Element) else 0
            items.append((count, [t.node(child)]))
    numbering: str | None = node["signs"]
    if node["ordered"] and numbering:
        numbering = f"{node['around'][:-1]}{numbering}{node['around'][-1]}"
    elif numbering:
        numbering = None
    return call("text-list", *(value([count, block(parts)]) for count, parts in items), numbering=numbering)


# --- Tables ------------------------------------------------------------------------------------------------------------


def _table(t: TypstTranslation, node: ours.passage, grid: ours.grid, common: Mapping[str, Value]) -> TypstCode:
    """The table, and behind it the numbers of notes on all of it."""
    rows = [child for child in grid.children if isinstance(child, ours.grid_row)]
    header = grid["header"]
    names = [label for row in rows[:header] for label in t.labels(row)]
    t.known += names
    made = [_row(t, row) for row in rows]
    cells = [*_filled(made[:header], grid["columns"]), *_filled(made[header:], grid["columns"])]
    first = sum(len(row) for row in cells[:header])
    flat = [cell for row in cells for cell in row]
    return call(
        "text-table",
        *flat[first:],
        columns=grid["columns"],
        widths=columns.of_grid(grid, _SIGNS),
        head=flat[:first],
        header=header,
        repeats=tables.repeats(rows[:header]),
        names=names,
        notes=t.several(child for child in node.children if child is not grid),
        **common,
    )


_SIGNS = 85
"""Signs of a table's letters in a line."""
_Cells = list[tuple[int, int, str, TypstCode]]
"""Of a row: columns and rows that each cell spans, to which side its words stand, and these."""


def _row(t: TypstTranslation, row: ours.grid_row) -> _Cells:
    labels = t.labels(row)
    t.known += labels
    anchors = [call("anchor", label) for label in labels]
    cells: _Cells = []
    for cell in (child for child in row.children if isinstance(child, ours.grid_cell)):
        words = t.children(cell)
        if cell["scope"] == "row":
            words = call("strong", words)
        cells.append((cell["columns"], cell["rows"], cell["align"], block([*anchors, words])))
        anchors = []
    return cells


def _filled(rows: list[_Cells], columns: int) -> list[list[TypstCode]]:
    """The rows with all their places taken, and no cell beyond them: Typst puts what is left over into the next row."""
    made: list[list[TypstCode]] = []
    taken = [0] * columns
    for n, row in enumerate(rows):
        cells: list[TypstCode] = []
        given = iter(row)
        at = 0
        while at < columns:
            if taken[at]:
                at += 1
                continue
            across, down, side, words = next(given, (1, 1, "", NOTHING))
            across = min(across, next((k for k in range(at, columns) if taken[k]), columns) - at)
            down = min(down, len(rows) - n)
            to = {"align": TypstCode((side,))} if side else {}
            cells.append(call("cell", words, across=across, down=down, **to))
            taken[at : at + across] = [down] * across
            at += across
        taken = [max(left - 1, 0) for left in taken]
        made.append(cells)
    return made


# --- Words -------------------------------------------------------------------------------------------------------------


def _set_apart(t: TypstTranslation, node: ours.set_apart) -> TypstCode:
    if node["kind"] == "break":
        t.omit(node)
        return call("linebreak")
    body = t.children(node)
    if node["kind"] == "language":
        return call("in-language", node["target"], body)
    if node["kind"] == "item":
        return call("cell-item", node["target"], body, depth=node.depth)
    function = _STYLES.get(node["kind"])
    return call(function, body) if function else body


def _to_own_note(t: TypstTranslation, node: nodes.Element, body: TypstCode) -> TypstCode:
    """A link to a note of the source, if it is here: a sheet may have the passage without it."""
    label = t.label(node["note"]) if node["note"] else ""
    return t.inward(label, body, node) if label and t.has(label) else body


def _own_ref(t: TypstTranslation, node: ours.own_ref) -> TypstCode:
    body = _to_own_note(t, node, t.children(node))
    return body if stands_high(node.astext()) else call("super", body)


def _own_mark(t: TypstTranslation, node: ours.own_mark) -> TypstCode:
    label = value(node["label"])
    body = _to_own_note(t, node, label)
    return body if stands_high(node["label"]) else call("super", body)


HANDLERS: Mapping[type[nodes.Node], Handler] = {
    ours.passage: passage,
    ours.text_group: _group,
    ours.set_apart: _set_apart,
    ours.source_link: lambda t, node: call("outward", node["address"], t.children(node)),
    # On paper its words are a mention, and say what they are about.
    ours.outward_sign: lambda t, node: t.omit(node),
    ours.own_ref: _own_ref,
    ours.own_mark: _own_mark,
    ours.own_back: lambda t, node: t.omit(node),
    ours.verse_line: lambda t, node: t.children(node),
    ours.grid: lambda t, node: t.children(node),
    ours.grid_row: lambda t, node: t.children(node),
    ours.grid_cell: lambda t, node: t.children(node),
}
