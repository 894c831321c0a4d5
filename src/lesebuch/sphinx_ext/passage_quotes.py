"""Passages that another page quotes, as one quotation with its source below."""

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from docutils import nodes

from lesebuch.model import CellSpan, Chapter, Passage, PassageKind, Reader
from lesebuch.presentation import wording
from lesebuch.presentation.blocks import with_captions
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.index import Backlinks
from lesebuch.presentation.quotation import corrected, label, short_label, short_name
from lesebuch.presentation.quoted_table import quoted_rows
from lesebuch.sphinx_ext import foreign
from lesebuch.sphinx_ext import nodes as ours


def quotation(chapter: Chapter, passages: Sequence[Passage], blocks: Sequence[nodes.Node]) -> ours.passage_quote:
    """The quotation: `blocks` are what it shows, or the words that stand for what is not at hand."""
    missing = any(passage.text is None for passage in passages)
    quote = ours.passage_quote(chapter=chapter.slug, passage=passages[0].id, missing=missing)
    quote["language"] = chapter.language
    quote += [absent()] if missing else list(blocks)
    names = wording.labelled(", ".join(chapter.authors), "") if chapter.authors else ""
    source = nodes.attribution("", names)
    source += link(chapter, passages)
    quote += source
    return quote


def absent() -> nodes.paragraph:
    """What stands for words that are not at hand."""
    return nodes.paragraph("", _("This passage is not included in this edition."), support_smartquotes=False)


def link(chapter: Chapter, passages: Sequence[Passage], words: str = "", *, here: bool = False) -> ours.passage_link:
    """A link to a chapter, to a passage or to the first of several; without words of its own it says where that is."""
    said = foreign.titled(label(chapter, *passages), chapter.title, chapter)
    return _link(chapter, passages, [nodes.Text(words)] if words else said, says=not words, here=here)


def link_in_sentence(chapter: Chapter, passages: Sequence[Passage], *, here: bool = False) -> ours.passage_link:
    """As `link`, in few words: `Short title, Par. 3–7`; on the chapter's own page (`here`) the passages alone."""
    if not passages:
        return link(chapter, passages, here=here)
    where, name = wording.passages_named(passages[0].id, passages[-1].id), short_name(chapter)
    shown = [nodes.Text(where)] if here else foreign.titled(f"{name}, {where}", name, chapter)
    made = _link(chapter, passages, shown, says=True, here=here)
    if not here and name != chapter.title:
        made["title"] = chapter.title
    return made


def _link(
    chapter: Chapter, passages: Sequence[Passage], shown: Sequence[nodes.Node], *, says: bool, here: bool
) -> ours.passage_link:
    made = ours.passage_link("", "", *shown, chapter=chapter.slug, passage=passages[0].id if passages else "")
    if len(passages) > 1:
        made["last"] = passages[-1].id
    # Paper quotes the name of the text, which is no link there.
    made["long"] = says and not here
    made["says"] = says and bool(passages)
    return made


def links(kind: str, told: Backlinks, reader: Reader, **more: str) -> ours.passage_links:
    """Where something is told or named, chapter by chapter; chapters that there are not are left out."""
    found = [(chapter, list(passages)) for slug, passages in told if (chapter := reader.chapter(slug))]
    refs = [(chapter.slug, wording.short(chapter.title), passages) for chapter, passages in found]
    languages = {chapter.slug: foreign.foreign_title(chapter) for chapter, _passages in found}
    return ours.passage_links(kind=kind, refs=refs, languages=languages, **more)


def shorten(tree: nodes.Element, reader: Reader) -> None:
    """On paper, name texts in few words within a sentence; lists of texts, and what stands below a quotation, have them in full."""
    for link in tree.findall(ours.passage_link):
        long, listed = link.get("long"), link.get("listed")
        chapter = reader.chapter(link["chapter"]) if long or listed else None
        if chapter is None:
            continue
        if listed:
            link[:] = [foreign.words(wording.short_title(chapter.title), foreign.title_language(chapter))]
        elif not isinstance(link.parent, ours.metadata_field | nodes.attribution):
            said = short_label(chapter, link["passage"], link.get("last", ""))
            link[:] = foreign.titled(said, short_name(chapter), chapter)


def paragraph(text: str) -> nodes.paragraph:
    """Words as the source has them."""
    return nodes.paragraph("", text, support_smartquotes=False)


def blocks(chapter: Chapter, passages: Sequence[Passage], *, emended: bool = True) -> list[nodes.Element]:
    """Whole passages; `emended`: with their corrections. Rows of a table are one, with the names of its columns."""
    shown = [passage for passage in passages if passage.text is not None]
    if shown and all(passage.kind is PassageKind.ROW for passage in shown):
        ids = [passage.id for passage in shown]
        names = dict.fromkeys(id_.partition(".")[0] for id_ in ids)
        tables = [table for name in names if (table := chapter.find(name)) is not None]
        return [made for table in tables for made in (*_said_of(chapter, table, ids), _table(table, ids))]
    quoted = [passage.id for passage in shown]
    return [
        made
        for passage in shown
        for made in (*_said_of(chapter, passage, quoted), _block(chapter, passage, emended=emended))
    ]


def _said_of(chapter: Chapter, table: Passage, quoted: Collection[str]) -> list[nodes.Element]:
    """The words above a table in its source, but for those that are quoted themselves."""
    if table.kind is not PassageKind.TABLE:
        return []
    ids = with_captions(chapter.passages, {table.id}) - {table.id, *quoted}
    return [paragraph(passage.text) for passage in chapter.passages if passage.id in ids and passage.text]


def _block(chapter: Chapter, passage: Passage, *, emended: bool) -> nodes.Element:
    pieces = corrected(chapter, passage) if emended else [(passage.text or "", None)]
    if passage.kind is PassageKind.TABLE:
        return _table(passage)
    if passage.kind is PassageKind.VERSE:
        lines = nodes.line_block()
        ends = accumulate(len(words) + 1 for words in (passage.text or "").split("\n"))
        at = 0
        for end in ends:
            lines += nodes.line("", "", *_spoken(passage, at, end - 1))
            at = end
        return lines
    made = nodes.paragraph("", "", *_inlines(passage, pieces), support_smartquotes=False)
    if passage.kind is PassageKind.HEADING:
        made[:] = [nodes.strong("", "", *made.children)]
    return made


def _inlines(passage: Passage, pieces: Sequence[tuple[str, str | None]]) -> Iterator[nodes.Node]:
    at = 0
    for words, to in pieces:
        yield from _spoken(passage, at, at + len(words))
        at += len(words)
        if to is not None:
            yield nodes.inline("", f" [{to or 'sic'}]", classes=["recte"])


def _spoken(passage: Passage, start: int, end: int) -> Iterator[nodes.Node]:
    """Words of a passage, those marked that the source has in another language; of two such marks the first.

    A passage in another language than its chapter is marked, too.
    """
    text = passage.text or ""

    def own(first: int, last: int) -> nodes.Node:
        words = text[first:last]
        return foreign.within(words, passage.language) if passage.language else nodes.Text(words)

    for style in passage.styles:
        first, last = max(style.start, start), min(style.end, end)
        if style.kind == "language" and first < last:
            if start < first:
                yield own(start, first)
            yield foreign.within(text[first:last], style.target)
            start = last
    if start < end:
        yield own(start, end)


def _table(table: Passage, wanted: Collection[str] = ()) -> nodes.table:
    """The table, or `wanted` rows of it below those that name its columns."""
    rows, header, width = quoted_rows(table, wanted)
    group = nodes.tgroup(cols=width)
    group += [nodes.colspec(colwidth=1) for _column in range(width)]
    for kind, part in ((nodes.thead, rows[:header]), (nodes.tbody, rows[header:])):
        made = [nodes.row("", *(_cell(table, cell, named=kind is nodes.thead) for cell in row)) for row in part]
        group += [kind("", *made)] if made else []
    return nodes.table("", group)


def _cell(table: Passage, cell: CellSpan, *, named: bool) -> nodes.entry:
    words: list[nodes.Node] = list(_spoken(table, cell.start, cell.end))
    if cell.header and words and not named:
        words = [nodes.strong("", "", *words)]
    made = nodes.entry("", nodes.paragraph("", "", *words, support_smartquotes=False))
    if cell.columns > 1:
        made["morecols"] = cell.columns - 1
    if cell.rows > 1:
        made["morerows"] = cell.rows - 1
    if cell.align:
        made["classes"].append(f"text-{cell.align}")
    return made
