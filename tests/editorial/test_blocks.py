"""What a chapter can hold beside paragraphs: lists, tables, verse, speeches, and what a format says of them."""

from dataclasses import replace
from pathlib import Path

from lesebuch.editorial import bind, read_chapter, renew
from lesebuch.editorial.chapterfile import ChapterFile
from lesebuch.editorial.lock import read_lock, write_lock
from lesebuch.model import Chapter, Layout, Passage, Registered, Rights, Source, SourceCell, SourceStyle, surface
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Problem, Where

REGISTERED = Registered("a.txt", "", "text 1", "", Rights.OPEN, Where("seeds/register.yaml", 1))
POEM = "Der Damm\n\nAm Ufer steht ein altes Haus,\nes sieht aufs Wasser nur,\n\ndie Fähre geht und kommt nicht an,\nes bleibt von ihr die Spur."


def read(tmp_path: Path, raw: str, structure: str, more: str = "") -> ChapterFile:
    last = raw.count("\n") + 1
    head = f"---\nsource: {{file: a.txt, lines: 1-{last}}}\ntitle: T\nlanguage: de\ncontributors: null\npublished: null\npublisher: null\n"
    path = tmp_path / "corpus" / "test.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{head}structure:\n{structure}\n---\n\n{more}", "utf-8")
    chapter, problems = read_chapter(path)
    assert chapter is not None, problems
    assert problems == []
    return chapter


def make(
    tmp_path: Path,
    raw: str,
    structure: str,
    more: str = "",
    layout: tuple[Layout, ...] = (),
    styles: tuple[SourceStyle, ...] = (),
) -> tuple[Chapter, list[Problem]]:
    text = normalise(Source("a.txt", "", "text 1", raw, layout=layout, styles=styles))[0]
    return bind(read(tmp_path, raw, structure, more), REGISTERED, text, None)


def shown(chapter: Chapter) -> list[tuple[str, str, str | None]]:
    return [(passage.id, passage.kind.value, passage.text) for passage in chapter.passages]


def words(passage: Passage) -> list[tuple[str, str, str]]:
    return [(s.kind, (passage.text or "")[s.start : s.end], s.target) for s in passage.styles]


def test_a_blank_line_parts_stanzas_and_lines_are_counted_through(tmp_path: Path) -> None:
    chapter, problems = make(tmp_path, POEM, "  - {at: 1, is: title}\n  - {at: 3-7, is: verse}")
    assert problems == []
    assert [(p.id, p.kind.value) for p in chapter.passages] == [("t1", "title"), ("p1", "verse"), ("p2", "verse")]
    stanza = chapter.passages[2]
    assert stanza.text == "die Fähre geht und kommt nicht an,\nes bleibt von ihr die Spur."
    assert [(part.id, stanza.text[part.start : part.end]) for part in stanza.parts] == [
        ("v3", "die Fähre geht und kommt nicht an,"),
        ("v4", "es bleibt von ihr die Spur."),
    ]
    assert [(s.line, s.start, s.end) for s in stanza.source] == [(6, 0, 34), (7, 0, 27)]


def test_the_format_parts_stanzas_that_no_blank_line_parts(tmp_path: Path) -> None:
    raw = "eins\nzwei\ndrei"
    layout = (Layout(1, "verse", group=1), Layout(2, "verse", group=1), Layout(3, "verse", group=2))
    chapter, _ = make(tmp_path, raw, "  - {at: 1-3, is: verse}", layout=layout)
    assert [p.text for p in chapter.passages] == ["eins\nzwei", "drei"]


def test_a_table_has_rows_and_cells_with_empty_ones(tmp_path: Path) -> None:
    raw = "\tMänner\tFrauen\nSalzau\t12\t\nFurt\t7 \t9"
    chapter, problems = make(tmp_path, raw, "  - {at: 1-3, is: row, header: 1}")
    assert problems == []
    (table,) = chapter.passages
    assert (table.id, table.kind.value) == ("p1", "table")
    assert table.text == "\tMänner\tFrauen\nSalzau\t12\t\nFurt\t7\t9"
    cells = [[table.text[cell.start : cell.end] for cell in row.cells] for row in table.parts]
    assert cells == [["", "Männer", "Frauen"], ["Salzau", "12", ""], ["Furt", "7", "9"]]
    assert [row.id for row in table.parts] == ["p1.1", "p1.2", "p1.3"]
    assert [[cell.header for cell in row.cells] for row in table.parts] == [[True] * 3, [False] * 3, [False] * 3]


def test_cells_come_from_the_format_unless_they_leave_words_out(tmp_path: Path) -> None:
    raw = "Jahr Zahl\n1921 7"
    right = (
        Layout(1, "row", cells=(SourceCell(0, 4, header=True), SourceCell(5, 9, header=True, columns=2))),
        Layout(2, "row", cells=(SourceCell(0, 4, header=True), SourceCell(5, 6))),
    )
    chapter, _ = make(tmp_path, raw, "  - {at: 1-2, is: row}", layout=right)
    assert chapter.passages[0].text == "Jahr\tZahl\n1921\t7"
    assert [(c.header, c.columns) for c in chapter.passages[0].parts[0].cells] == [(True, 1), (True, 2)]
    short = (Layout(1, "row", cells=(SourceCell(0, 4),)), right[1])
    chapter, _ = make(tmp_path, raw, "  - {at: 1-2, is: row}", layout=short)
    assert chapter.passages[0].text == "Jahr Zahl\n1921\t7"


def test_who_speaks_stands_before_the_colon_or_as_the_file_says(tmp_path: Path) -> None:
    raw = "Anna Korte: Wer war da?\nDas weiß ich nicht.\nMAX. Ich war es.\nHeißt das: nein?\nBote (tritt auf): Feuer!"
    structure = (
        "  - {at: 1-2, is: speech}\n  - {at: 3, is: speech, speaker: MAX}\n"
        "  - {at: 4, is: speech, speaker: null}\n  - {at: 5, is: speech}"
    )
    chapter, problems = make(tmp_path, raw, structure)
    assert problems == []
    assert [words(p) for p in chapter.passages] == [
        [("speaker", "Anna Korte", "")],
        [],
        [("speaker", "MAX", "")],
        [],
        [("speaker", "Bote (tritt auf)", "")],
    ]


def test_several_lines_are_one_speech_where_the_file_says_so(tmp_path: Path) -> None:
    raw = "ANNA.\nIch habe niemanden gesehen,\ndu etwa?\nMAX: Nein.\n1. Holz holen,\nund zwar heute\n2. Holz"
    chapter, problems = make(
        tmp_path,
        raw,
        "  - {at: 1-3, is: speech, as: one, speaker: ANNA.}\n  - {at: 4, is: speech}\n"
        "  - {at: 5-6, is: item, as: one}\n  - {at: 7, is: item}",
    )
    assert problems == []
    assert shown(chapter) == [
        ("p1", "speech", "ANNA. Ich habe niemanden gesehen, du etwa?"),
        ("p2", "speech", "MAX: Nein."),
        ("p3", "item", "1. Holz holen, und zwar heute"),
        ("p4", "item", "2. Holz"),
    ]
    assert words(chapter.passages[0]) == [("speaker", "ANNA.", "")]
    assert [(s.line, s.start, s.end) for s in chapter.passages[0].source] == [(1, 0, 5), (2, 0, 27), (3, 0, 8)]


def test_a_speaker_whom_the_speech_does_not_begin_with_is_said(tmp_path: Path) -> None:
    _, problems = make(tmp_path, "MAX. Ich war es.", "  - {at: 1, is: speech, speaker: Anna}")
    assert [(p.code, "does not begin with “Anna”" in p.message) for p in problems] == [(Code.ANCHOR_NOT_FOUND, True)]


def test_labels_come_from_the_file_the_format_or_the_words(tmp_path: Path) -> None:
    raw = "a) erstens\nzweitens\ndrittens\n[3] Siehe dort.\nSeite 12\n– ohne Zahl"
    structure = (
        '  - {at: 1-2, is: item}\n  - {at: 3, is: item, level: 2, label: "c)"}\n'
        "  - {at: 4, is: footnote}\n  - {at: 5, is: page}\n  - {at: 6, is: item}"
    )
    chapter, problems = make(tmp_path, raw, structure, layout=(Layout(2, "item", level=1, label="7", group=4),))
    assert problems == []
    assert [(p.id, p.label, p.level, p.group) for p in chapter.passages] == [
        ("p1", "a", 0, 0),
        ("p2", "7", 1, 4),
        ("p3", "c)", 2, 0),
        ("n1", "3", 0, 0),
        ("g1", "12", 0, 0),
        ("p4", "", 0, 0),
    ]


def test_what_the_format_calls_otherwise_than_the_file_does_not_count(tmp_path: Path) -> None:
    chapter, _ = make(tmp_path, "Eins", "  - {at: 1, is: heading}", layout=(Layout(1, "item", level=3, label="7"),))
    assert [(p.kind.value, p.level, p.label) for p in chapter.passages] == [("heading", 0, "")]


def test_paragraphs_of_a_box_belong_together(tmp_path: Path) -> None:
    chapter, _ = make(tmp_path, "a\nb\nc", "  - {at: 1-2, is: box}\n  - {at: 3, is: box}")
    one, two, three = (p.group for p in chapter.passages)
    assert one == two != three
    assert 0 not in (one, three)


def test_words_set_apart_follow_their_words_through_normalisation(tmp_path: Path) -> None:
    raw = "  Das\u00adselbe ist sehr wichtig.\nund gilt"
    styles = (
        SourceStyle(1, 16, 20, "emphasis"),
        SourceStyle(1, 2, 11, "link", "https://example.org/"),
        SourceStyle(2, 0, 3, "strong"),
    )
    chapter, _ = make(tmp_path, raw, "  - {at: 1-2, is: paragraph}", styles=styles)
    assert words(chapter.passages[0]) == [
        ("link", "Dasselbe", "https://example.org/"),
        ("emphasis", "sehr", ""),
        ("strong", "und", ""),
    ]


def test_details_where_they_do_not_belong_are_said(tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "x.md"
    path.parent.mkdir()
    head = "---\nsource: {file: a.txt, lines: 1}\ntitle: T\nlanguage: de\ncontributors: null\npublished: null\npublisher: null\n"
    path.write_text(
        f"{head}structure:\n  - {{at: 1, is: quote, level: 2}}\n  - {{at: 1, is: heading, level: x}}\n---\n"
    )
    _, problems = read_chapter(path)
    assert [(p.code, p.message) for p in problems] == [
        (Code.UNKNOWN_KEY, "`level` belongs to `is: heading or item`, not to `is: quote`."),
        (Code.BAD_VALUE, "`level` must be a whole number from 1 to 9."),
    ]


NOTES = """:::{annotation} v3 "Fähre"
:kind: context
Was fuhr.
:::

:::{annotation} v1 "altes" .. v2 "aufs"
:kind: context
Haus.
:::

:::{event} 1921
:id: damm
:at: v4
Was war.
:::
"""


def test_anchors_name_lines_and_rows(tmp_path: Path) -> None:
    chapter, problems = make(tmp_path, POEM, "  - {at: 1, is: title}\n  - {at: 3-7, is: verse}", NOTES)
    assert problems == []
    passages = {p.id: p for p in chapter.passages}
    found = [[surface(passages[s.passage], s) for s in note.anchor.spans] for note in chapter.annotations]
    assert found == [["Fähre"], ["altes Haus,\nes sieht aufs"]]
    assert [note.id for note in chapter.annotations] == ["v3-faehre", "v1-altes-aufs"]
    assert [str(ref) for ref in chapter.events[0].passages] == ["test#v4"]
    line = chapter.find("v4")
    assert line is not None
    assert (line.kind.value, line.text) == ("line", "es bleibt von ihr die Spur.")


def test_a_line_that_is_not_there_is_said(tmp_path: Path) -> None:
    more = ':::{annotation} v9 "Fähre"\n:kind: context\nWas fuhr.\n:::\n'
    _, problems = make(tmp_path, POEM, "  - {at: 1, is: title}\n  - {at: 3-7, is: verse}", more)
    assert [p.code for p in problems] == [Code.ANCHOR_NOT_FOUND]


def test_the_lock_keeps_lines_and_rows_and_knows_them_without_the_text(tmp_path: Path) -> None:
    raw = f"{POEM}\nA\tB\n1\t2"
    structure = "  - {at: 1, is: title}\n  - {at: 3-7, is: verse}\n  - {at: 8-9, is: row}"
    chapter, _ = make(tmp_path, raw, structure)
    path = tmp_path / "passages.lock"
    write_lock(path, renew(None, [chapter]))
    lock, problems = read_lock(path)
    assert lock is not None
    assert problems == []
    assert [entry.id for entry in lock["test"]] == ["t1", "p1", "v1", "v2", "p2", "v3", "v4", "p3", "p3.1", "p3.2"]
    file = read(tmp_path, raw, structure)
    again, problems = bind(file, REGISTERED, normalise(Source("a.txt", "", "text 1", raw))[0], lock["test"])
    assert problems == []
    assert again == chapter
    without, problems = bind(file, replace(REGISTERED, rights=Rights.RESTRICTED), None, lock["test"])
    assert problems == []
    assert [(p.id, [part.id for part in p.parts]) for p in without.passages] == [
        ("t1", []),
        ("p1", ["v1", "v2"]),
        ("p2", ["v3", "v4"]),
        ("p3", ["p3.1", "p3.2"]),
    ]
    row = without.find("p3.2")
    assert row is not None
    assert (row.kind.value, row.text) == ("row", None)


def test_lines_keep_their_ids_when_a_stanza_comes_before(tmp_path: Path) -> None:
    chapter, _ = make(tmp_path, POEM, "  - {at: 1, is: title}\n  - {at: 3-7, is: verse}")
    lock = renew(None, [chapter])["test"]
    raw = POEM.replace("Der Damm\n\n", "Der Damm\n\nNeu ist dieser Vers,\n\n")
    file = read(tmp_path, raw, "  - {at: 1, is: title}\n  - {at: 3-9, is: verse}")
    again, _ = bind(file, REGISTERED, normalise(Source("a.txt", "", "text 1", raw))[0], lock)
    assert [part.id for p in again.passages for part in p.parts] == ["v5", "v1", "v2", "v3", "v4"]
