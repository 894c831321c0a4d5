"""PDF, second version: what tags, fonts and places say of its lines."""

import io
import re
from collections import Counter

import pikepdf
import pytest
import typst

from lesebuch.model import Layout, Source, SourceStyle
from lesebuch.problems import Where
from lesebuch.sources import aside, deadline, extract
from lesebuch.sources.printed import glyphs
from lesebuch.sources.printed.doubles import without_doubles
from lesebuch.sources.printed.leftwards import in_reading_order
from lesebuch.sources.printed.lines import PrintedLine, read_lines, with_stretched
from lesebuch.sources.printed.notes import take_tagged_notes
from lesebuch.sources.printed.tags import Tag

SENTENCE = "Der Damm bei Salzau hielt auch in diesem Frühjahr dem Wasser stand, obwohl niemand daran geglaubt hatte. "
ENGLISH = "The dam at Salzau held the water back this spring too, although nobody had believed that it would. "


def made(text: str) -> bytes:
    return bytes(typst.compile(text.encode()))


def bare(data: bytes) -> bytes:
    """The same pages without any tags or marks."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        del document.Root.StructTreeRoot
        for page in document.pages:
            drawn = [
                part
                for part in pikepdf.parse_content_stream(page)
                if str(part.operator) not in ("BDC", "BMC", "EMC", "DP", "MP")
            ]
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(drawn))
        document.save(target)
    return target.getvalue()


def read(data: bytes) -> Source:
    source, problems = extract(data, "a.pdf", Where("a.pdf"))
    assert not problems, problems
    assert source is not None
    return source


def told(source: Source) -> list[tuple[str, str]]:
    """Kind and words of each line, soft hyphens gone."""
    kinds = {one.line: one.kind for one in source.layout}
    lines = source.text.replace("\u00ad", "").split("\n")
    return [(kinds.get(number, ""), line) for number, line in enumerate(lines, 1)]


def of(source: Source, kind: str) -> list[str]:
    return [line for what, line in told(source) if what == kind]


def paragraph(number: int, sentence: str = SENTENCE, times: int = 7) -> str:
    return f"Absatz {number}. " + (sentence * times).strip()


BOTH = pytest.mark.parametrize("made_so", [lambda data: data, bare], ids=["tagged", "bare"])


@BOTH
def test_headings_and_paragraphs(made_so) -> None:
    text = f'#set text(lang: "de", hyphenate: true)\n= Der Damm\n{paragraph(1)}\n\n== Das Frühjahr\n{paragraph(2)}\n\n{paragraph(3)}\n'
    source = read(made_so(made(text)))
    assert told(source) == [
        ("heading", "Der Damm"),
        ("", paragraph(1)),
        ("heading", "Das Frühjahr"),
        ("", paragraph(2)),
        ("", paragraph(3)),
    ]
    assert [one.level for one in source.layout] == [1, 2]


def test_authors_and_addresses_below_a_title_are_no_headings() -> None:
    lines = [
        ("18pt", "Der Damm bei Salzau"),
        ("13pt", "Ada Berg"),
        ("12pt", "Amt am See"),
        ("12pt", "Am Steg 3, 24256 Salzau"),
    ]
    above = "\n\n".join(f"#text({size}, weight: 700)[{line}]" for size, line in [*lines, ("12pt", "Worum es geht")])
    source = read(bare(made(f"{above}\n\n{paragraph(1)}\n\n#text(12pt, weight: 700)[Das Frühjahr]\n\n{paragraph(2)}")))
    assert of(source, "heading") == ["Der Damm bei Salzau", "Worum es geht", "Das Frühjahr"]
    assert [one.level for one in source.layout if one.kind == "heading"] == [1, 2, 2]


def test_notes_that_count_on_over_the_pages_are_no_page_numbers() -> None:
    said = ["Zuletzt im Frühjahr.", "Wer es war, weiß niemand.", "So steht es im Heft.", "Der Müller hat es erzählt."]
    notes = [f"#place(bottom)[#text(8pt)[{number} {words}]]" for number, words in enumerate(said, 1)]
    pages = [f"{note}\n{paragraph(number, times=3)}" for number, note in enumerate(notes)]
    source = read(bare(made("#set page(width: 11cm, height: 14cm)\n" + "\n#pagebreak()\n".join(pages))))
    assert not of(source, "page")
    assert all(any(words in line for kind, line in told(source) if kind != "drop") for words in said)


PAGES = """
#set page(width: 11cm, height: 14cm, header: [Salzauer Hefte #h(1fr) 1999], footer: context align(center, counter(page).display()))
#set par(justify: true)
#counter(page).update(40)
"""


@BOTH
def test_paragraphs_go_on_over_pages_and_what_stands_beside_them_is_dropped(made_so) -> None:
    text = PAGES + "\n\n".join(paragraph(number, times=9) for number in range(1, 8))
    source = read(made_so(made(text)))
    assert of(source, "") == [paragraph(number, times=9) for number in range(1, 8)]
    assert [one.label for one in source.layout if one.kind == "page"] == of(source, "page")
    assert of(source, "page")[:3] == ["40", "41", "42"]
    assert {re.sub(r"\s+", " ", line) for line in of(source, "drop")} <= {
        "Salzauer Hefte 1999",
        "Salzauer Hefte",
        "1999",
    }
    assert {one.label for one in source.layout if one.kind == "drop"} == {"running head"}


def test_a_paragraph_whose_tag_ends_with_the_page_goes_on_over_it() -> None:
    begun, rest = SENTENCE.strip().split(" dem ", 1)
    data = made(f"{paragraph(1)}\n\n{begun}\n#pagebreak()\ndem {rest}\n\n{paragraph(2)}\n#pagebreak()\n{paragraph(3)}")
    assert told(read(data)) == [("", line) for line in (paragraph(1), SENTENCE.strip(), paragraph(2), paragraph(3))]
    old, _ = extract(data, "a.pdf", Where("a.pdf"), "pdf 4")
    assert old is not None
    assert begun in old.text.split("\n")


def test_a_page_break_stands_before_what_begins_on_the_page() -> None:
    data = bare(made(PAGES + "\n\n".join(paragraph(number, times=4) for number in range(1, 9))))
    lines = told(read(data))
    at = lines.index(("page", "41"))
    above = [line for kind, line in lines[:at] if not kind]
    below = [line for kind, line in lines[at:] if not kind]
    first = next(line for line in below if line)
    with pikepdf.open(io.BytesIO(data)) as document:
        del document.pages[1:]
        target = io.BytesIO()
        document.save(target)
    on_first = read(target.getvalue()).text
    assert all(line[:12] in on_first for line in above)
    assert first[:12] not in on_first


def test_what_recurs_in_the_text_is_no_running_head() -> None:
    pages = [f"= Teil {number}\n\n{paragraph(number)}\n#pagebreak(weak: true)\n" for number in range(1, 5)]
    source = read(bare(made(PAGES + "\n".join(pages))))
    assert of(source, "heading") == [f"Teil {number}" for number in range(1, 5)]
    assert len(of(source, "")) == 4


def test_headings_with_which_pages_begin_are_no_running_heads() -> None:
    """Whose style those within the pages have, too; where they stand, on a page of a book its running head would."""
    names = ["Der Damm", "Das Holz", "Der Wirt", "Die Fähre", "Das Eis"]
    pages = [
        f"= {name}\n\n{paragraph(at, times=2)}\n\n= Nach: {name}\n\n{paragraph(at + 5, times=2)}"
        for at, name in enumerate(names)
    ]
    data = bare(
        made(
            "#set page(width: 14cm, height: 14cm)\n#show heading: set block(below: 2em)\n"
            + "\n#pagebreak()\n".join(pages)
        )
    )
    assert of(read(data), "heading") == [each for name in names for each in (name, f"Nach: {name}")]
    old, _ = extract(data, "a.pdf", Where("a.pdf"), "pdf 5")
    assert old is not None
    assert {*names} <= {*of(old, "drop")}


def test_two_columns_are_read_one_after_the_other() -> None:
    body = "\n\n".join(paragraph(number, times=3) for number in range(1, 9))
    text = (
        f"#align(center, text(17pt)[Ein Titel über beiden Spalten])\n#columns(2)[\n#set par(justify: true)\n{body}\n]"
    )
    source = read(bare(made(text)))
    assert told(source) == [
        ("heading", "Ein Titel über beiden Spalten"),
        *(("", paragraph(number, times=3)) for number in range(1, 9)),
    ]


def test_a_line_that_ends_early_ends_no_paragraph_that_began_with_an_indent() -> None:
    texts = [
        f"({n}) Wer weiß noch, dass in einem anderen Frühjahr zum ersten Mal Frau \\\nBerg den Damm gebaut hat? {SENTENCE * 3}"
        for n in "abc"
    ]
    source = read(
        bare(made("#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n" + "\n\n".join(texts)))
    )
    assert [line.strip() for _, line in told(source)] == [text.replace(" \\\n", " ").strip() for text in texts]


JOURNAL = """#set page(width: 16cm, height: 16cm, margin: 1cm)
#set text(size: 10pt)
#set super(typographic: false)
#text(17pt)[Der Damm und seine Folgen]

#text(12pt)[Ada Berg#super[1], Ben Tal#super[2]]

#text(7pt)[#super[1]Institut für Wasser, Salzau #linebreak() #super[2]Institut für Holz, Selent]

#set par(justify: true)
#text(9pt)[ABSTRACT]

"""


def test_small_type_above_the_text_of_a_page_is_no_note() -> None:
    columns = f"#columns(2)[{paragraph(1)}\n\n{paragraph(2)}\n\n{paragraph(3)}]"
    source = read(bare(made(f"{JOURNAL}#text(8pt)[Kurz gesagt: {SENTENCE}]\n\n{columns}")))
    lines = [line for _, line in told(source)]
    assert of(source, "footnote") == []
    assert lines.index("ABSTRACT") < next(i for i, line in enumerate(lines) if line.startswith("Absatz 1"))
    assert next(i for i, line in enumerate(lines) if "Institut für Wasser" in line) < lines.index("ABSTRACT")


def test_the_short_last_line_of_a_paragraph_across_columns_belongs_to_it() -> None:
    columns = f"#columns(2)[{paragraph(1)}\n\n{paragraph(2)}\n\n{paragraph(3)}]"
    source = read(
        bare(
            made(
                f"{JOURNAL}Kurz gesagt: {SENTENCE}Der Damm bei Salzau hielt auch in diesem Frühjahr dem Wasser stand, so sagen sie. Ende.\n\n{columns}"
            )
        )
    )
    (across,) = [line for _, line in told(source) if line.startswith("Kurz gesagt")]
    assert across.endswith("Ende.")


def test_columns_drawn_line_by_line_are_read_one_after_the_other() -> None:
    left = [f"die linke Spalte hat ihre Zeile {number}" for number in range(1, 9)]
    right = [f"und die rechte hat ihre Zeile {number}" for number in range(1, 9)]
    drawn = "".join(
        f"#place(top + left, dx: 0cm, dy: {number * 0.5}cm)[{a}]\n#place(top + left, dx: 8.5cm, dy: {number * 0.5}cm)[{b}]\n"
        for number, (a, b) in enumerate(zip(left, right, strict=True))
    )
    source = read(bare(made(drawn)))
    words = " ".join(source.text.split())
    assert [words.index(line) for line in (*left, *right)] == sorted(words.index(line) for line in (*left, *right))


def test_lines_beside_a_picture_are_a_paragraph() -> None:
    narrow = " ".join(f"Das ist ein Satz Nummer {number} neben dem Bild." for number in range(12))
    text = f"#set par(justify: true)\n#box(width: 7cm)[{narrow}] \\\n{paragraph(1)}\n\n{paragraph(2)}"
    assert [line for _, line in told(read(bare(made(text))))][:1] == [narrow]


def test_notes_at_the_foot_have_their_marks() -> None:
    raised = "#set super(typographic: false)\n"
    text = f"{raised}{paragraph(1)} Das weiß jeder.#footnote[Wer es nicht weiß, der fragt.] So ist es.#footnote[So war es auch.]\n\n{paragraph(2)}"
    source = read(bare(made(text)))
    notes = [one for one in source.layout if one.kind == "footnote"]
    assert [note.label for note in notes] == ["1", "2"]
    assert [re.sub(r"^\d\s*", "", line) for line in of(source, "footnote")] == [
        "Wer es nicht weiß, der fragt.",
        "So war es auch.",
    ]
    assert [(style.kind, style.target) for style in source.styles if style.kind == "noteref"] == [
        ("noteref", "1"),
        ("noteref", "2"),
    ]
    style = next(style for style in source.styles if style.kind == "noteref")
    assert source.text.split("\n")[style.line - 1][style.start : style.end] == "1"


def test_a_title_of_several_lines_is_one() -> None:
    title = "Wie der Damm bei Salzau hielt \\ und was die Leute \\ davon erzählen"
    source = read(bare(made(f"#text(22pt)[{title}]\n\n{paragraph(1)}")))
    assert told(source)[0] == ("heading", "Wie der Damm bei Salzau hielt und was die Leute davon erzählen")


def test_hyphens_of_compounds_stay_where_the_text_has_them_elsewhere() -> None:
    page = "#set page(width: 6cm, height: 30cm)\n"
    words = "a well-known dam " * 12
    source = read(bare(made(page + words)))
    assert source.text.replace("\u00ad", "").split() == words.split()


def test_words_set_apart() -> None:
    source = read(bare(made(f"{paragraph(1)} Das ist _schief_ und das *fett*.")))
    (line,) = source.text.split("\n")
    assert {(style.kind, line[style.start : style.end]) for style in source.styles} == {
        ("emphasis", "schief"),
        ("strong", "fett"),
    }


TABLE = "#table(columns: 3, column-gutter: 1em, table.header[Jahr][Pegel][Ort], [1997], [3 m], [Salzau], [1998], [4 m], [Selent])\n"


def test_rows_of_a_table_are_lines_with_tabs() -> None:
    for data in (made(TABLE + paragraph(1)), bare(made(f"{paragraph(2)}\n#set text(10pt)\n{TABLE}{paragraph(1)}"))):
        source = read(data)
        assert of(source, "row") == ["Jahr\tPegel\tOrt", "1997\t3 m\tSalzau", "1998\t4 m\tSelent"]
        rows = [one for one in source.layout if one.kind == "row"]
        lines = source.text.split("\n")
        assert [[lines[r.line - 1][c.start : c.end] for c in r.cells] for r in rows] == [
            line.split("\t") for line in of(source, "row")
        ]
        assert len({row.group for row in rows}) == 1


WRAPPED = "die Pacht der Wiesen am Ufer, die der Bauer bis zum Herbst schuldig blieb"
CELLS = f"[Jahr], [Posten], [Mark], [1897], [{WRAPPED}], [112], [1898], [], [98], [1899], [Zaun und Tor], [7], [1900], [{WRAPPED}], [9]"


@pytest.mark.parametrize(
    "look",
    [
        "inset: (x: 1.5pt), stroke: 0.5pt",
        "column-gutter: 6pt, stroke: (y: 0.5pt)",
        "inset: (x: 1.5pt, y: 5pt), stroke: none, fill: (_, y) => if calc.even(y) { luma(230) }",
        "column-gutter: 6pt, stroke: none, row-gutter: 5pt",
    ],
    ids=["rules", "rules across", "grounds", "white space"],
)  # fmt: skip
def test_a_table_without_tags_is_one_however_its_cells_are_parted(look: str) -> None:
    text = f"{paragraph(1)}\n\n#table(columns: (3cm, 5cm, 2cm), {look}, {CELLS})\n\n{paragraph(2)}"
    source = read(bare(made(text)))
    assert [row.replace("\u00ad", "") for row in of(source, "row")] == [
        "Jahr\tPosten\tMark",
        f"1897\t{WRAPPED}\t112",
        "1898\t\t98",
        "1899\tZaun und Tor\t7",
        f"1900\t{WRAPPED}\t9",
    ]
    assert len({one.group for one in source.layout if one.kind == "row"}) == 1
    assert [line for kind, line in told(source) if not kind] == [paragraph(1), paragraph(2)]


def test_cells_of_a_grid_may_go_over_columns_and_rows_and_its_first_row_may_name_them() -> None:
    cells = "[*Ort*], table.cell(colspan: 2)[*Pegel*], table.cell(rowspan: 2)[Salzau], [1], [2], [3], [4]"
    source = read(bare(made(f"#table(columns: (3cm, 3cm, 3cm), {cells})")))
    assert of(source, "row") == ["Ort\tPegel", "Salzau\t1\t2", "3\t4"]
    rows = [one.cells for one in source.layout if one.kind == "row"]
    assert [[(c.header, c.columns, c.rows) for c in row] for row in rows] == [
        [(True, 1, 1), (True, 2, 1)],
        [(False, 1, 2), (False, 1, 1), (False, 1, 1)],
        [(False, 1, 1), (False, 1, 1)],
    ]


def test_rows_that_no_rule_parts_are_told_by_their_figures() -> None:
    rows = ", ".join(f"[Ort {n}], [{n * 7}]" for n in range(1, 6))
    look = "stroke: (x, y) => (x: 0.5pt, top: if y < 2 { 0.5pt }, bottom: if y == 5 { 0.5pt })"
    source = read(bare(made(f"#table(columns: (4cm, 4cm), {look}, [Wo], [Wieviel], {rows})")))
    assert of(source, "row") == ["Wo\tWieviel", *(f"Ort {n}\t{n * 7}" for n in range(1, 6))]


def test_contents_and_numbered_equations_are_no_tables() -> None:
    titles = ["Der Damm", "Das Frühjahr", "Der Herbst", "Die Pacht", "Das Tor"]
    entries = "".join(f"[{title}], [{5 + 8 * n}]," for n, title in enumerate(titles))
    sums = "".join(f"[a + {n} = b - {n}], [({n})]," for n in range(1, 4))
    text = f"#grid(columns: (1fr, auto), row-gutter: 6pt, {entries})\n{paragraph(1)}\n#grid(columns: (1fr, auto), row-gutter: 6pt, {sums})"
    source = read(bare(made(text)))
    assert of(source, "row") == []
    assert [line for _, line in told(source)][:5] == [f"{title} {5 + 8 * n}" for n, title in enumerate(titles)]


def test_short_texts_side_by_side_that_are_drawn_one_after_the_other_are_no_table() -> None:
    left, right = SENTENCE.strip() + " Am Ende stand er noch.", ENGLISH.strip() + " It stood."
    source = read(
        bare(made(f"{paragraph(1)}\n#grid(columns: (4.5cm, 4.5cm), column-gutter: 1cm, [{left}], [{right}])"))
    )
    assert " ".join(line for _, line in told(source)) == f"{paragraph(1)} {left} {right}"


def test_tags_tell_cells_of_the_head_and_items_of_lists() -> None:
    source = read(made(TABLE + "- eins\n- zwei\n  - drei\n"))
    first = next(one for one in source.layout if one.kind == "row")
    assert [cell.header for cell in first.cells] == [True] * 3
    assert [(one.kind, one.level) for one in source.layout if one.kind == "item"] == [
        ("item", 1),
        ("item", 1),
        ("item", 2),
    ]


def test_bullets_that_are_drawn_begin_items() -> None:
    """As browsers print lists."""
    dots = "#set list(marker: box(baseline: -2pt, circle(radius: 1.5pt, fill: black)))"
    source = read(
        bare(made(f"{dots}\n{paragraph(1)}\n\n*Waren*\n- Salz\n- {SENTENCE}\n  - und Holz\n- Eis\n\n{paragraph(2)}"))
    )
    assert told(source) == [
        ("", paragraph(1)),
        ("heading", "Waren"),
        ("item", "Salz"),
        ("item", SENTENCE.strip()),
        ("item", "und Holz"),
        ("item", "Eis"),
        ("", paragraph(2)),
    ]
    assert [(one.level, one.group == source.layout[1].group) for one in source.layout[1:]] == [
        (level, True) for level in (1, 1, 2, 1)
    ]


def test_items_in_the_next_column_are_of_no_list_within() -> None:
    dots = "#set list(marker: box(baseline: -2pt, circle(radius: 1.5pt, fill: black)))\n#set page(columns: 2)"
    items = "\n".join(f"- {SENTENCE}" for _ in range(12))
    source = read(bare(made(f"{dots}\n{paragraph(1, times=8)}\n\n{items}")))
    assert [(one.kind, one.level) for one in source.layout] == [("item", 1)] * 12


def test_the_words_for_a_picture_are_a_line() -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    text = f'{paragraph(1)}\n#image(bytes({list(picture)}.map(int)), format: "svg", alt: "Ein schwarzes Quadrat")\n{paragraph(2)}'.replace(
        "[", "(", 0
    )
    text = text.replace(str(list(picture)), "(" + ", ".join(map(str, picture)) + ")")
    source = read(made(text))
    assert told(source) == [("", paragraph(1)), ("figure", "Ein schwarzes Quadrat"), ("", paragraph(2))]


@BOTH
def test_no_character_is_lost(made_so) -> None:
    text = (
        PAGES
        + f"= Kopf\n{ENGLISH * 9}\n\n{TABLE}- eins\n- zwei\n\n{paragraph(1)}#footnote[Eine Note.]\n\n#columns(2)[{SENTENCE * 6}]"
    )
    data = made_so(made(text))
    source = read(data)
    printed = Counter(re.sub(r"[\s\u00ad-]", "", ENGLISH * 9 + SENTENCE * 6 + paragraph(1)))
    found = Counter(re.sub(r"[\s\u00ad-]", "", source.text))
    assert not printed - found
    assert read(data) == source


def test_ligatures_are_letters() -> None:
    source = read(bare(made("Der Schiffer fischt am Fluss, der Stifter schafft Kraft.")))
    assert source.text == "Der Schiffer fischt am Fluss, der Stifter schafft Kraft."


def letters(words: str, *wide: str, font: str = "", x: float = 0) -> list[glyphs.Letter]:
    """Letters as PDFium gives them, 5 points apart; those of each of `wide` are one glyph, of 12 points."""
    size = glyphs.Font(10, bold=False, italic=False, mark=-1, artifact=False)
    done = []
    for part in re.split(f"({'|'.join(wide)})", words) if wide else [words]:
        step = 0 if part in wide else 5
        for character in part:
            done.append(glyphs.Letter(character, True, x, 100, (x, 98, x + (step or 12), 108), size, 0, font))
            x += step
        x += 0 if step else 12
    return done


def test_a_ligature_wider_than_high_is_part_of_its_word() -> None:
    pieces = glyphs._Pieces(0)
    for letter in letters("Das Thema", "Th"):
        glyphs._take(letter, pieces)
    assert [piece.text for piece in pieces.done] == ["Das Thema"]


def test_letters_read_by_the_table_of_another_system_are_those_that_were_meant() -> None:
    read_so, misread = letters("f¸r die Grˆfle ªM‰rz´", "fl", font="Swift"), set[str]()
    assert "".join(one.text for one in glyphs._as_meant(read_so, misread)) == "für die Größe »März«"
    assert misread == {"Swift"}
    right = "für die Größe „März“, don’t, c’était ‰ 1ª"
    assert "".join(one.text for one in glyphs._as_meant(letters(right, font="Serif"), misread)) == right
    turkish = "dag˘lar"
    assert "".join(one.text for one in glyphs._as_meant(letters(turkish, font="Neue"), misread)) == turkish
    odd = "“x·y – xÈy” – “der Satz” – “die Größe” – “das Maß”"
    assert "".join(one.text for one in glyphs._as_meant(letters(odd, font="Sans"), misread)) == odd
    later = letters("‹ber", font="Swift")
    assert "".join(one.text for one in glyphs._as_meant(later, misread)) == "Über"


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    twice = [*letters("Schaffen", "ff"), *letters("Schaffen", "ff", x=0.4)]
    assert "".join(one.text for one in without_doubles(twice)) == "Schaffen"


def test_columns_below_much_that_goes_across_are_read_one_after_the_other() -> None:
    columns = f"#set par(justify: false)\n#columns(2)[{paragraph(2, times=4)}\n\n{paragraph(3, times=4)}]"
    source = read(bare(made(f"{paragraph(1, times=30)}\n\n{columns}")))
    assert [line for _, line in told(source)] == [
        paragraph(1, times=30),
        paragraph(2, times=4),
        paragraph(3, times=4),
    ]


def test_a_source_that_was_registered_with_the_third_version_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = f"#columns(2)[{paragraph(2, times=4)}\n\n{paragraph(3, times=4)}]"
    data = bare(made(f"{paragraph(1, times=30)}\n\n{columns}"))
    old, _ = extract(data, "a.pdf", Where("a.pdf"), "pdf 3")
    new, _ = extract(data, "a.pdf", Where("a.pdf"))
    assert old is not None
    assert new is not None
    assert (old.extractor, new.extractor) == ("pdf 3", "pdf 7")
    assert old.text != new.text
    monkeypatch.setattr(
        glyphs, "_letters", lambda _: letters("Das ", font="Swift") + letters("f¸r f¸r", font="Swift", x=20)
    )
    texts = [[piece.text for piece in glyphs.read_sheet(Page(), misread).pieces] for misread in (None, set[str]())]
    assert texts == [["Das f¸r f¸r"], ["Das für für"]]


def test_an_abstract_that_is_set_wider_than_the_notes_is_a_paragraph() -> None:
    small = "#set text(8pt)\n"
    notes = "\n\n".join(small + paragraph(number, times=5) for number in range(3, 6))
    abstract = f"#[#set text(8pt)\n#set par(leading: 1em)\n{paragraph(1)}]"
    source = read(bare(made(f"{abstract}\n\n{paragraph(2, times=20)}\n\n{notes}")))
    assert told(source)[0] == ("", paragraph(1))


def test_text_that_runs_up_the_page_is_set_aside() -> None:
    source = read(
        bare(made(f"#place(left + horizon, dx: -2cm, rotate(-90deg)[Archiv 1999])\n{paragraph(1)}\n\n{paragraph(2)}"))
    )
    assert told(source) == [("drop", "Archiv 1999"), ("", paragraph(1)), ("", paragraph(2))]


def test_a_source_that_was_registered_with_the_first_version_keeps_its_text() -> None:
    data = made(PAGES + "\n\n".join(paragraph(number) for number in range(1, 5)))
    old, _ = extract(data, "a.pdf", Where("a.pdf"), "pdf 1")
    new, _ = extract(data, "a.pdf", Where("a.pdf"))
    assert old is not None
    assert new is not None
    assert (old.extractor, new.extractor) == ("pdf 1", "pdf 7")
    assert old.layout == ()
    assert "Salzauer Hefte" in old.text.split("\n")[0]
    assert old.text != new.text


def test_a_page_that_does_not_end_is_named_and_all_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_ASIDE", aside.Aside("lesebuch.sources.extracting:answer", 1))
    data = made("#pagebreak()\n".join(f"= Teil {number}\n\n{paragraph(number)}\n" for number in range(1, 4)))
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        page = document.pages[1]
        again = page.Contents.read_bytes() * 2000
        page.Contents = document.make_stream(again)
        document.save(target)
    source, problems = extract(target.getvalue(), "a.pdf", Where("a.pdf"))
    assert source is not None
    assert "page 2 is left out" in problems[0].message
    assert of(source, "heading") == ["Teil 1", "Teil 3"]
    assert of(source, "") == [paragraph(1), paragraph(3)]


PROSE = "Der Damm hält seit elf Jahren, und wer am Ufer wohnt, der weiß noch, was das Holz damals gekostet hat und wer es bezahlte. "


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_in_the_margin_are_no_text(step: int) -> None:
    numbering = f'numbering: n => if calc.rem(n, {step}) == 0 {{[#n]}}, numbering-scope: "page"'
    text = f"#set page(width: 11cm, height: 16cm)\n#set par(justify: true)\n#set par.line({numbering})\n" + PROSE * 14
    source = read(bare(made(text)))
    numbers = of(source, "drop")
    assert numbers[0].startswith(f"{step} {2 * step} {3 * step}")
    assert len(numbers) == 2  # a line for each page
    assert of(source, "") == [(PROSE * 14).strip()]


def test_words_that_are_not_parted_leave_room_within_a_paragraph() -> None:
    link = "so steht es im Protokoll des Rates vom Mai"
    before = "Wer am Ufer wohnt, der weiß noch, was das Holz damals gekostet hat und wie lange alle warten mussten und wie oft sie fragten"
    behind = "und niemand hat es je bestritten, auch der Wirt nicht, obwohl er sonst nichts glaubt und alles besser weiß als andere."
    text = f"{before} #box[{link}] {behind}"
    source = read(bare(made("#set page(width: 10cm, height: 14cm)\n" + text)))
    assert of(source, "") == [text.replace("#box[", "").replace("]", "").strip()]


def test_numbers_of_rows_are_no_numbers_of_lines() -> None:
    rows = "".join(f"[{number}], [Pfahl aus Eiche], [am Ufer]," for number in range(1, 20))
    source = read(bare(made(f"#set page(width: 12cm, height: 18cm)\n#table(columns: 3, stroke: none, {rows})")))
    assert not of(source, "drop")
    assert "19" in source.text


def test_a_bare_number_below_a_running_foot_is_none_of_the_text() -> None:
    foot = "footer: [Salzauer Hefte, Jahrgang 1999 #linebreak() #h(1fr) #context (7 * calc.rem(counter(page).get().first() * 3, 5))]"
    text = f"#set page(width: 11cm, height: 14cm, {foot})\n" + "\n\n".join(
        paragraph(number, times=9) for number in range(1, 8)
    )
    source = read(bare(made(text)))
    assert of(source, "") == [paragraph(number, times=9) for number in range(1, 8)]


def test_a_page_as_wide_as_numbers_can_be_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_ASIDE", aside.Aside("lesebuch.sources.extracting:answer", 2))
    data = made("\n\n".join(paragraph(number) for number in range(1, 4)))
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        font = next(iter(page.Resources.Font))
        far = "".join(f"BT {font} 12 Tf 1 0 0 1 {at}00000000 700 Tm <0001> Tj ET\n" for at in range(9))
        page.Contents = document.make_stream(page.Contents.read_bytes() + b"\n" + far.encode())
        document.save(target)
    source, problems = extract(target.getvalue(), "a.pdf", Where("a.pdf"))
    assert not problems
    assert source is not None
    assert paragraph(2) in source.text


def test_no_page_is_to_blame_for_what_comes_after_all_pages() -> None:
    def told(*pages: int) -> tuple[bytes, int | None]:
        return aside._answer(io.BytesIO(b"".join(b'{"begun": %d}\n' % page for page in pages)))

    assert told(0, 1) == (b"", 1)
    assert told(0, 1, deadline.NO_PAGE) == (b"", None)


def test_kinds_are_those_of_chapter_files() -> None:
    source = read(bare(made(PAGES + "\n\n".join(paragraph(number) for number in range(1, 5)))))
    assert all(isinstance(one, Layout) for one in source.layout)
    assert all(isinstance(one, SourceStyle) for one in source.styles)
    assert [one.line for one in source.layout] == sorted({one.line for one in source.layout})


SAME = b"""/CIDInit /ProcSet findresource begin begincmap /CMapName /Same def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <3000> <9FFF> <3000> endbfrange
endcmap end"""
"""A table in which the number of a letter is its number in Unicode."""


def japanese(lines: list[str]) -> bytes:
    """A page whose lines run downwards, in a font that is named and not embedded."""
    drawn = "".join(
        f"BT /F 12 Tf 1 0 0 1 {300 - 20 * column} {500 - 14 * row} Tm <{ord(character):04x}> Tj ET\n"
        for column, line in enumerate(lines)
        for row, character in enumerate(line)
    )
    name, dictionary = pikepdf.Name, pikepdf.Dictionary
    target = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(400, 600)).obj
        system = dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Japan1"), Supplement=2)
        descriptor = dictionary(
            Type=name.FontDescriptor, FontName=name("/HeiseiMin-W3"), Flags=4, FontBBox=[0, -200, 1000, 900],
            ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
        )  # fmt: skip
        letters = dictionary(
            Type=name.Font, Subtype=name.CIDFontType0, BaseFont=name("/HeiseiMin-W3"), CIDSystemInfo=system, DW=1000,
            FontDescriptor=document.make_indirect(descriptor),
        )  # fmt: skip
        font = dictionary(
            Type=name.Font, Subtype=name.Type0, BaseFont=name("/HeiseiMin-W3"), Encoding=name("/Identity-H"),
            ToUnicode=document.make_stream(SAME),
            DescendantFonts=[document.make_indirect(letters)],
        )  # fmt: skip
        page.Resources = dictionary(Font=dictionary(F=document.make_indirect(font)))
        page.Contents = document.make_stream(drawn.encode())
        document.save(target)
    return target.getvalue()


def test_a_font_that_is_not_in_the_file_costs_no_letter() -> None:
    lines = ["湖の堤は今年も水を止めた", "誰もそれを信じなかった春", "漁師は木を待ち続けている"]
    found = Counter("".join(read(japanese(lines)).text.split()))
    assert found == Counter("".join(lines))


class Page:
    """A page as PDFium gives it, as far as it is asked."""

    raw = None

    def get_textpage(self) -> "Page":
        return self

    def get_size(self) -> tuple[float, float]:
        return 400, 600

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        ("ءانيملا ىلإ ةنيفسلا تلصو", "وصلت السفينة إلى الميناء"),
        ("ףרוחב אב ץיקה", "הקיץ בא בחורף"),
        (".Port of Lund ىلإ ةنيفسلا تلصو", "وصلت السفينة إلى Port of Lund."),
        ("Python 3 جمانرب ةغل", "لغة برنامج Python 3"),
        (".1934 ماع يف", "في عام 1934."),
        ("2024 - 2 سرام", "مارس 2 - 2024"),
        ("12 500 نط", "طن 12 500"),
        ("5% بلط", "طلب 5%"),
        ("1-2 דומע", "עמוד 1-2"),
        ("(ةنيفس( تلصو", "وصلت (سفينة)"),
    ],
)
def test_words_that_run_to_the_left_are_read_by_their_places(drawn: str, text: str) -> None:
    font = glyphs.Font(10, bold=False, italic=False, mark=-1, artifact=False)
    words = [
        [glyphs.Letter(drawn[at], True, 6 * at, 9, (6 * at, 9, 6 * at + 6, 18), font) for at in range(*word.span())]
        for word in re.finditer(r"\S+", drawn)
    ]
    space, end = glyphs.Letter(" ", True, 0, 9, (0, 9, 0, 9), font), glyphs.Letter("")
    given = [letter for word in reversed(words) for letter in [*word, space]]
    found = in_reading_order([*given, end])
    assert "".join(letter.text for letter in found) == text
    assert in_reading_order(letters("the harbour of 1934")) == letters("the harbour of 1934")


def test_letters_of_one_glyph_and_marks_that_are_drawn_higher_stay_with_their_word() -> None:
    font = glyphs.Font(10, bold=False, italic=False, mark=-1, artifact=False)
    places = [("ا", 40, 9), ("ل", 40, 9), ("م", 34, 9), (" ", 34, 9), ("ا", 28, 11), ("\u064b", 28, 11)]
    given = [glyphs.Letter(text, True, x, y, (x, y, x + 6, y + 9), font) for text, x, y in places]
    found = in_reading_order(given)
    assert "".join(letter.text for letter in found) == "لام\u064bا"
    assert {letter.y for letter in found if letter.printed} == {9}


def test_lines_that_run_downwards_are_read_from_right_to_left(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["湖の堤は今年も水を止めた", "誰もそれを信じなかった春", "漁師は木を待ち続けている"]
    font = glyphs.Font(12, False, False, -1, False)
    letters = [
        glyphs.Letter(character, True, x, y, (x, y, x + 12, y + 12), font, 0)
        for column, line in enumerate(lines)
        for row, character in enumerate(line)
        for x, y in [(300 - 20 * column, 500 - 14 * row)]
    ]
    monkeypatch.setattr(glyphs, "_letters", lambda _: letters)
    sheet = glyphs.read_sheet(Page(), set())
    assert [line.text for line in read_lines(sheet, 0, {})] == lines


def before(data: bytes) -> list[tuple[str, str]]:
    """As the sixth version told it."""
    source, _ = extract(data, "a.pdf", Where("a.pdf"), "pdf 6")
    assert source is not None
    return told(source)


def test_a_page_that_is_laid_out_as_a_table_is_none() -> None:
    data = made(f"#table(columns: 1, stroke: none, [{paragraph(1)}], [{paragraph(2)}\n\n{paragraph(3)}])")
    assert told(read(data)) == [("", paragraph(number)) for number in (1, 2, 3)]
    assert {kind for kind, _ in before(data)} == {"row"}
    table = made("#table(columns: 2, [Jahr], [Eis], [1903], [Ja], [1904], [Nein])")
    assert of(read(table), "row") == ["Jahr\tEis", "1903\tJa", "1904\tNein"]


def test_headings_that_no_tag_names_where_tags_name_few() -> None:
    parts = "\n\n".join(f"*Teil {name}*\n\n{paragraph(at)}" for at, name in enumerate(("eins", "zwei", "drei"), 1))
    large = f"#[#set par(spacing: 0.7em)\n#text(20pt)[*Der Damm*]\n\n#text(20pt)[*von Salzau*]]\n\n{paragraph(7)}"
    data = made(f"= Ein Titel\n{paragraph(9)}\n\n{parts}\n\n{large}\n\n*• Ein Punkt*\n\n{paragraph(8)}")
    headings = [one for one in read(data).layout if one.kind == "heading"]
    assert of(read(data), "heading") == [
        "Ein Titel", "Teil eins", "Teil zwei", "Teil drei", "Der Damm von Salzau"
    ]  # fmt: skip
    assert [one.level for one in headings[:4]] == [1, 3, 3, 3]
    assert [line for kind, line in before(data) if kind == "heading"] == ["Ein Titel"]
    styled = made("\n\n".join(f"= Titel {n}\n{paragraph(n)}\n\n*Fett*\n\n{paragraph(n + 4)}" for n in (1, 2, 3)))
    assert of(read(styled), "heading") == ["Titel 1", "Titel 2", "Titel 3"]


def test_several_notes_that_one_tag_names_are_parted_and_stand_below_the_page() -> None:
    def line(text: str, y: float, tag: Tag, mark: str = "") -> PrintedLine:
        small = [glyphs.PrintedText(mark, 10, 14, y + 4, 6)] if mark else []
        return PrintedLine([*small, glyphs.PrintedText(text, 14, 90, y, 9)], 0, 0, tag).settle()

    body, note = Tag(1, 1), Tag(2, 2, "footnote")
    above = PrintedLine(
        [glyphs.PrintedText("Das Eis", 10, 50, 99, 9), *(glyphs.PrintedText(n, 50, 54, 103, 6) for n in "12")],
        0,
        0,
        body,
    ).settle()
    run = [
        above,
        line("Erste Note", 30, note, "1"),
        line("geht weiter", 20, note),
        line("Zweite Note", 10, note, "2"),
        line("hielt.", 88, body),
    ]
    found = take_tagged_notes([run])
    assert [one.text for one in run] == ["Das Eis12", "hielt."]
    assert [(one.label, len(one.lines)) for one in found[0]] == [("1", 2), ("2", 1)]


def test_words_that_justification_draws_far_apart_are_one_line() -> None:
    def words(y: float, *places: tuple[str, float, float]) -> list[PrintedLine]:
        return [PrintedLine([glyphs.PrintedText(text, x0, x1, y, 9)], 0, 0).settle() for text, x0, x1 in places]

    whole = words(100, ("Der Damm bei Salzau hielt auch", 10, 150))
    apart = words(89, ("dem", 10, 30), ("Wasser", 55, 85), ("des", 110, 125), ("30", 150, 150))
    drawn = [*apart[:3], *words(89, ("Teichs", 150, 150))]
    assert [one.text for one in with_stretched([*whole, *drawn])] == [whole[0].text, "dem Wasser des Teichs"]
    figures = [
        *words(100, ("Der Damm bei Salzau hielt auch", 10, 150)),
        *words(89, ("Summe", 10, 40), ("30", 140, 150)),
    ]
    assert len(with_stretched(figures)) == 3
    uneven = [
        *words(100, ("Der Damm bei Salzau hielt auch", 10, 150)),
        *words(89, ("a", 10, 30), ("b", 60, 80), ("c", 140, 150)),
    ]
    assert len(with_stretched(uneven)) == 4


def test_the_number_of_a_first_page_stands_at_its_foot() -> None:
    head, foot = "[#(here().page() + 100)]", "if here().page() == 1 [101]"
    page = f"#set page(width: 14cm, height: 14cm, header: context {{ if here().page() > 1 {head} }}, footer: context {{ {foot} }})\n"
    words = ["Damm", "Eis", "Holz", "Wirt", "Moor"]
    data = bare(made(page + "\n#pagebreak()\n".join(f"Das {word} " * 40 for word in words)))
    assert [one.label for one in read(data).layout if one.kind == "page"] == ["101", "102", "103", "104", "105"]
    assert ("page", "101") not in before(data)


def test_the_head_and_foot_of_a_browser_on_one_page() -> None:
    page = "#set page(header: [Der Damm - Salzauer Hefte #h(1fr) Seite 1 von 1], footer: [https://hefte.example/damm #h(1fr) 3.5.1903])\n"
    data = bare(made(f"{page}{paragraph(1)}\n\n{paragraph(2)}"))
    assert [line for kind, line in told(read(data)) if kind != "drop"] == [paragraph(1), paragraph(2)]
    assert len(before(data)) > len([one for one in told(read(data)) if one[0] != "drop"])


def test_names_of_the_parts_of_a_figure_do_not_go_on_with_the_text() -> None:
    long = "Der Damm bei Salzau hielt auch in diesem Frühjahr dem Wasser stand obwohl niemand daran glaubte und "
    columns = f"#columns(2)[{(long * 3).strip()}#linebreak(justify: true)#colbreak() (a) Vorher #h(1cm) (b) Nachher\n\nauch {SENTENCE}]"
    lines = [line for _, line in told(read(bare(made(f"#set par(justify: true)\n{columns}"))))]
    assert lines == [f"{(long * 3).strip()} auch {SENTENCE.strip()}", "(a) Vorher (b) Nachher"]


def test_a_line_longer_than_verse_goes_on_though_it_has_room() -> None:
    long = "Neben dem Bild, das rechts davon steht, ist eine Zeile noch so lang wie"
    verse = "Der Damm, der hielt,\\\ndas Wasser schwieg,\\\nund niemand kam"
    data = bare(made(f"#set page(width: 30cm)\n{long}\\\ndiese hier.\n\n{verse}"))
    assert told(read(data))[0] == ("", f"{long} diese hier.")
    assert len(told(read(data))) == 4


def test_the_lines_of_a_reference_that_hang_below_its_number_belong_to_it() -> None:
    works = "\n\n".join(
        f"[{n}] A. Beispiel und B. Beispiel. Der Damm bei Salzau und sein.\\\nIn: Salzauer Hefte {n}, neue Folge, erschienen im Jahr.\\\nIn Salzau, am Damm."
        for n in (1, 2, 3)
    )
    data = bare(made(f"#set page(width: 14cm)\n#set par(hanging-indent: 2em, spacing: 0.65em)\n{works}"))
    assert [line[:4] for _, line in told(read(data))] == ["[1] ", "[2] ", "[3] "]


def test_a_table_above_two_columns_whose_rules_reach_over_both() -> None:
    rows = ", ".join(
        f"[{year}], [Das Eis hielt bis in den März hinein], [{n} Tage]" for n, year in enumerate(range(1903, 1909))
    )
    table = f"#table(columns: (3cm, 1fr, 3cm), stroke: none, table.hline(), [*Jahr*], [*Eis*], [*Dauer*], table.hline(), {rows}, table.hline())"
    body = "\n\n".join(paragraph(number, times=3) for number in range(1, 9))
    data = bare(
        made(
            f'#set page(columns: 2)\n#set par(justify: true)\n{body}\n#place(top, scope: "parent", float: true)[{table}]'
        )
    )
    source = read(data)
    assert [line for line in of(source, "row") if line.startswith("1905")] == [
        "1905\tDas Eis hielt bis in den März hinein\t2 Tage"
    ]
    assert " ".join(of(source, "")) == " ".join(paragraph(number, times=3) for number in range(1, 9))
    assert not [line for kind, line in before(data) if kind == "row" and line.startswith("1905")]


def test_notes_as_large_as_the_text_and_numbers_of_paragraphs_beside_it() -> None:
    number = "#place(dx: -2cm)[\\[{}\\]]"
    body = f"{number.format(1)}Das Eis#super(typographic: false)[1] und der Damm#super(typographic: false)[2]. {paragraph(1)}\n\n{paragraph(2)}"
    notes = "1\\. Das auf der Salz.\n\n2\\. Der bei Salzau."
    data = bare(made(f"{body}\n\n{notes}\n#pagebreak()\n{number.format(5)}{paragraph(3)}"))
    assert of(read(data), "footnote") == ["1. Das auf der Salz.", "2. Der bei Salzau."]
    assert of(read(data), "drop") == ["[1]", "[5]"]
    assert [style.target for style in read(data).styles if style.kind == "noteref"] == ["1", "2"]
    listed = bare(made(f"{body}\n\n1\\. Das auf der Salz.\n\n3\\. Der bei Salzau."))
    assert of(read(listed), "footnote") == []
    works = "".join(f"#grid(columns: (1.6cm, 1fr), [\\[{n}\\]], [{SENTENCE * 3}])\n" for n in (1, 2, 3))
    for text in (works, f"{paragraph(1)}\n#pagebreak()\n{works}"):
        assert of(read(bare(made(text))), "drop") == []


def test_a_title_that_is_drawn_last_is_read_first() -> None:
    title = "#place(top, dy: -1.5cm, text(20pt)[Der Damm hielt])"
    data = bare(made(f"{paragraph(1)}\n\n{paragraph(2)}\n{title}"))
    assert told(read(data))[0] == ("heading", "Der Damm hielt")
    assert before(data)[0] == ("", paragraph(1))
    assert told(read(bare(made(f"{paragraph(1, times=1)}\n{title}"))))[0][1].startswith("Absatz 1."), "as on a map"
    within = bare(made(f"{paragraph(1)}\n\n{paragraph(2)}\n#place(top, dy: 3cm, text(20pt)[Salzau])\n{title}"))
    assert told(read(within))[0][1].startswith("Absatz 1.")
