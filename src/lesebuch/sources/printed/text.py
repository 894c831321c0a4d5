"""The pages of a PDF as lines of text, and what it says of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, groupby

from lesebuch.model import Layout, SourceCell, SourceStyle
from lesebuch.sources.printed.aligned import take_aligned, with_aligned
from lesebuch.sources.printed.cells import PrintedTable
from lesebuch.sources.printed.columns import arrange, mark_framed
from lesebuch.sources.printed.glyphs import PrintedPage, PrintedText
from lesebuch.sources.printed.grids import take_tables
from lesebuch.sources.printed.headings import mark_headings, mark_untagged_headings
from lesebuch.sources.printed.linenumbers import without_line_numbers
from lesebuch.sources.printed.lines import PrintedLine, mark_dots, read_lines, with_stretched
from lesebuch.sources.printed.margins import LINE_NUMBERS, NUMBER, Beside, beside_text
from lesebuch.sources.printed.notes import is_above_text, note_blocks, part_notes, references, take_tagged_notes
from lesebuch.sources.printed.paragraphs import PrintedBlock, read_blocks
from lesebuch.sources.printed.rows import release_frames, with_rows
from lesebuch.sources.printed.setting import Typesetting, read_setting
from lesebuch.sources.printed.tags import Tag, Tags
from lesebuch.sources.printed.wording import words_of

_TAGGED = 0.5
"""Share of the letters of a page that tags must name for their order to be that of reading."""


@dataclass(slots=True)
class Written:
    """Lines of the source, and what the PDF says of them."""

    lines: list[str] = field(default_factory=list)
    layout: list[Layout] = field(default_factory=list)
    styles: list[SourceStyle] = field(default_factory=list)


def write(sheets: Sequence[PrintedPage], tags: Tags, outline: Mapping[str, int], rules: int) -> Written:
    """The text of the pages, by the rules of a version."""
    parted = without_line_numbers(sheets)
    pages = _lines([sheet for sheet, _ in parted], tags, rules)
    beside = dict(beside_text([(sheet.height, lines) for sheet, lines in zip(sheets, pages, strict=True)], rules=rules))
    for page, (_, margins) in enumerate(parted):
        for numbered in margins:
            pages[page].insert(0, _in_one_line(numbered, page))
            beside[pages[page][0]] = Beside(LINE_NUMBERS)
    numbers = count(1_000_000)
    runs = []
    for page, lines in enumerate(pages):
        text = [line for line in lines if line not in beside]
        mark_framed(text, sheets[page].boxes, rules)
        tables = take_tables(text, sheets[page].boxes, numbers) + take_aligned(text, numbers) if rules > 5 else []
        for run in _in_order(text, page, tags, rules):
            aligned = with_aligned(run, numbers) if rules > 5 else run
            runs.append(_with_tables(with_rows(aligned, numbers, rules), tables))
    setting = read_setting([line for run in runs for line in run], rules)
    tagged = take_tagged_notes(runs) if rules > 6 else {}
    text_runs, notes = _without_notes(runs, setting)
    for page, found in tagged.items():
        notes.setdefault(page, []).extend(found)
    blocks = read_blocks(text_runs, setting)
    if not tags.headings:
        mark_headings(blocks, setting, outline)
    elif rules > 6:
        mark_untagged_headings(blocks, setting)
    return _written(blocks, notes, beside, pages, setting)


def _lines(sheets: Sequence[PrintedPage], tags: Tags, rules: int) -> list[list[PrintedLine]]:
    """Of each page."""
    pages = [read_lines(sheet, page, tags.places) for page, sheet in enumerate(sheets)]
    for sheet, lines in zip(sheets, pages, strict=True):
        mark_dots(lines, sheet.dots if rules > 5 else ())
    if rules > 6:
        pages = [with_stretched(lines) for lines in pages]
        release_frames([line for lines in pages for line in lines])
    return pages


def _in_one_line(numbers: Sequence[PrintedText], page: int) -> PrintedLine:
    """The numbers of a margin, one behind the other: they are kept, and need no line each."""
    text = " ".join(piece.text.strip() for piece in numbers)
    return PrintedLine([replace(numbers[0], text=text, ends=[])], page, 0).settle()


def _in_order(lines: Sequence[PrintedLine], page: int, tags: Tags, rules: int) -> list[list[PrintedLine]]:
    """The columns of a page. Tags say in which order they are read, unless they name little of it."""
    runs = arrange(lines, rules)
    tagged = sum(len(line.text) for line in lines if line.tag)
    if tagged < sum(len(line.text) for line in lines) * _TAGGED:
        return runs
    order, place = {}, 0
    for line in lines:  # what no tag names stays behind what is drawn before it
        place = line.tag.order if line.tag else place
        order[line] = place
    pictures = [_picture(page, tag, text) for at, tag, text in tags.pictures if at == page]
    order |= {line: line.tag.order for line in pictures if line.tag}
    return [sorted([*lines, *pictures], key=lambda line: order[line])]


def _with_tables(run: Sequence[PrintedLine], tables: Sequence[PrintedTable]) -> list[PrintedLine]:
    """A column with the lines of its tables in place of those that stand for them."""
    found = {table.stand_in: table.lines for table in tables}
    done: list[PrintedLine] = []
    for line in run:
        for cell in found.get(line, ()):
            cell.column = line.column
        done += found.get(line, [line])
    return done


def _picture(page: int, tag: Tag, text: str) -> PrintedLine:
    line = PrintedLine([PrintedText(text, 0, 0, 0, 0.01)], page, 0, tag, picture=True)
    return line.settle()


def _without_notes(
    runs: Sequence[Sequence[PrintedLine]], setting: Typesetting
) -> tuple[list[list[PrintedLine]], dict[int, list[PrintedBlock]]]:
    """The columns without the notes below them, and these by their page."""
    text: list[list[PrintedLine]] = []
    notes: dict[int, list[PrintedBlock]] = {}
    for page, same in groupby((run for run in runs if run), key=lambda run: run[0].page):
        columns = list(same)
        marks = set().union(*(references(run) for run in columns))
        for run in columns:
            body, below = part_notes(run, marks, setting)
            if is_above_text(below, columns, setting):
                body, below = list(run), []
            text.append(body)
            notes.setdefault(page, []).extend(note_blocks(below, marks))
    return text, notes


def _written(
    blocks: Sequence[PrintedBlock],
    notes: Mapping[int, Sequence[PrintedBlock]],
    beside: Mapping[PrintedLine, Beside],
    pages: Sequence[Sequence[PrintedLine]],
    setting: Typesetting,
) -> Written:
    written = Written()
    begun: dict[int, list[PrintedBlock]] = {}
    page = 0
    for block in blocks:
        page = max(page, block.page)
        begun.setdefault(page, []).append(block)
    for number, lines in enumerate(pages):
        for line in lines:
            if line in beside:
                _margin(written, line, beside[line], setting)
        marks = {note.label for note in notes.get(number, ())}
        for block in (*begun.get(number, ()), *notes.get(number, ())):
            _block(written, block, setting, marks)
    return written


def _margin(written: Written, line: PrintedLine, found: Beside, setting: Typesetting) -> None:
    written.lines.append(words_of([line], setting).text)
    kind, label = ("page", found.label) if found.what == NUMBER else ("drop", found.what)
    written.layout.append(Layout(len(written.lines), kind, label=label))


def _block(written: Written, block: PrintedBlock, setting: Typesetting, marks: set[str]) -> None:
    if block.kind == "row":
        _row(written, block, setting)
        return
    words = words_of(block.lines, setting)
    if not words.text:
        return
    written.lines.append(words.text)
    number = len(written.lines)
    if block.kind:
        written.layout.append(Layout(number, block.kind, block.level, block.label, block.group))
    for start, end, kind in sorted(words.apart):
        mark = words.text[start:end].strip()
        if kind == "superscript" and mark in marks and block.kind != "footnote":
            written.styles.append(SourceStyle(number, start, end, "noteref", mark))
        elif not (kind == "strong" and block.kind == "heading"):
            written.styles.append(SourceStyle(number, start, end, kind))


def _row(written: Written, block: PrintedBlock, setting: Typesetting) -> None:
    """Cells with a tab between them."""
    text = ""
    cells: list[SourceCell] = []
    for lines in _cells(block):
        words = words_of(lines, setting)
        start = len(text) + bool(cells)
        text += ("\t" if cells else "") + words.text
        tag = lines[0].tag
        cells.append(
            SourceCell(start, len(text), tag.header, tag.columns, tag.rows) if tag else SourceCell(start, len(text))
        )
    written.lines.append(text)
    written.layout.append(Layout(len(written.lines), "row", group=block.group, cells=tuple(cells)))


def _cells(block: PrintedBlock) -> Iterator[list[PrintedLine]]:
    cell: list[PrintedLine] = []
    for line in block.lines:
        same = cell and (line.tag is not None and cell[0].tag is not None and line.tag.cell == cell[0].tag.cell)
        if cell and not same:
            yield cell
            cell = []
        cell.append(line)
    if cell:
        yield cell
