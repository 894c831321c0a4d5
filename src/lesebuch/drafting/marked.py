"""What the format says of blocks in the running text: lists, tables, verse, notes, boxes. It decides; nothing is guessed here."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from lesebuch.drafting.proposal import OpenDraft, ShownPicture, SourceLine
from lesebuch.model import Layout, Source

_KINDS = frozenset(
    [
        "item",
        "row",
        "verse",
        "speech",
        "figure",
        "footnote",
        "box",
        "attribution",
        "dateline",
        "salutation",
        "closing",
        "signature",
    ]
)
_SHOWING = ("figure", "caption")
_MOST_OF_A_LIST, _SOME = 0.5, 0.25
"""Shares of lines that were chosen: lists are often links to other texts, tables and quotations seldom."""


def with_layout(blocks: Iterable[SourceLine], layout: Sequence[Layout]) -> list[SourceLine]:
    """The blocks with what the format says of their lines."""
    rows = Counter(entry.group for entry in layout if entry.kind == "row")
    said = {entry.line: entry for entry in layout if not _is_alone(entry, rows)}
    return [_laid_out(block, said) for block in blocks]


def _is_alone(entry: Layout, rows: Mapping[int, int]) -> bool:
    """Whether it is all of a table that has one cell, which only sets something apart."""
    return entry.kind == "row" and len(entry.cells) == 1 and rows[entry.group] == 1


def _laid_out(block: SourceLine, said: Mapping[int, Layout]) -> SourceLine:
    entry = said.get(block.number)
    if entry is None:
        return block
    if entry.kind == "heading":
        return replace(block, level=entry.level)
    if entry.kind == "quote":
        return replace(block, quoted=True, group=entry.group)
    first = entry.cells[0].end - entry.cells[0].start if entry.kind == "row" else 0
    return replace(block, kind=entry.kind, group=entry.group, cell=first)


def with_emphasis(blocks: Iterable[SourceLine], source: Source) -> list[SourceLine]:
    """The blocks with the strong words that they begin with, and those that are all in italics.

    Of an interview strong words say who speaks, or are a question; of a play lines in italics are stage directions.
    """
    raw = source.text.split("\n")
    first: dict[tuple[str, int], str] = {}
    for style in source.styles:
        if style.kind in ("strong", "emphasis") and not raw[style.line - 1][: style.start].strip():
            first[style.kind, style.line] = raw[style.line - 1][style.start : style.end].strip()
    return [_emphasised(b, first.get(("strong", b.number), ""), first.get(("emphasis", b.number), "")) for b in blocks]


def _emphasised(block: SourceLine, strong: str, slanted: str) -> SourceLine:
    bold = len(strong) if strong and block.text.startswith(strong) else 0
    whole = bool(slanted) and block.text.strip() == slanted
    return replace(block, bold=bold, slanted=whole) if bold or whole else block


def read_marked(work: OpenDraft) -> None:
    """Claim the lines of which the format says what they are. On a web page a row that stands alone lays it out; it is no table."""
    rows = Counter(block.group for block in work.body if block.kind == "row")
    for block in [block for block in work.body if block.kind in _KINDS]:
        if block.kind != "row" or rows[block.group] > 1 or not work.set_off:
            work.take(block, block.kind)


def whole_groups(blocks: Sequence[SourceLine], chosen: Sequence[bool]) -> list[bool]:
    """Which blocks are text, where whoever chose them took a part of a list, a table or a quotation: then all of it is.

    Notes that the text refers to are text, wherever on the page they stand; who looks for main text often takes them for furniture.
    """
    groups: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.group and (block.kind or block.quoted):
            groups.setdefault(block.group, []).append(index)
    any_text = any(chosen)
    result = [was or (any_text and block.kind == "footnote") for block, was in zip(blocks, chosen, strict=True)]
    for indices in groups.values():
        share = sum(chosen[index] for index in indices) / len(indices)
        if share >= (_MOST_OF_A_LIST if blocks[indices[0]].kind == "item" else _SOME):
            for index in indices:
                result[index] = True
    return result


def pictures(source: Source, first: int, last: int, left_out: Container[int]) -> tuple[ShownPicture, ...]:
    """The pictures between two lines, but for those in lines that are left out; each once."""
    found: dict[str, ShownPicture] = {}
    shown = [(entry.line, entry.target, entry.kind == "figure") for entry in source.layout if entry.kind in _SHOWING]
    shown += [(style.line, style.target, style.end > style.start) for style in source.styles if style.kind == "image"]
    for line, address, described in sorted(shown):
        if address and first <= line <= last and line not in left_out:
            found.setdefault(address, ShownPicture(address, line, described))
    return tuple(found.values())
