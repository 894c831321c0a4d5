"""What documents say of their lines and words, beside the text: Markdown, Word, OpenDocument."""

import io
import re
import subprocess
import zipfile

import pypandoc
import pytest

from lesebuch.model import Layout, Source
from lesebuch.problems import Where
from lesebuch.sources import EXTRACTORS, extract

MARKDOWN = """# Der Steg

Er ist *gesperrt*, **sagt** der [Rat](https://rat.example/steg).[^1] Mehr [hier](#unten).

1. Holz
   - Eiche
   - Lärche

   Noch vom Holz
2. Nägel

> Niemand weiß es.

[^1]: Im Protokoll.

    Auf Seite 3.

| Jahr |  | Holz |
|------|--|------|
| 2021 |  | kaum |

Ein Steg,\\
ein See,\\
ein Boot.

![Der Steg im Mai](bilder/steg.png)

Ende[^2] mit ![Boot](boot.png) darin.

[^2]: Zweite.
"""


def pandoc(markdown: str, to: str) -> bytes:
    run = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", to, "-o", "-"]
    return subprocess.run(run, input=markdown.encode(), capture_output=True, check=True).stdout


def read(data: bytes, name: str, extractor: str = "") -> Source:
    source, problems = extract(data, name, Where(name), extractor)
    assert not problems, problems
    assert source is not None
    return source


def shown(source: Source) -> list[str]:
    """Each line as `kind level label group: text`."""
    said = {layout.line: layout for layout in source.layout}
    assert list(said) == sorted(said)
    assert len(said) == len(source.layout)
    result = []
    for number, line in enumerate(source.text.split("\n"), 1):
        layout = said.get(number, Layout(number))
        what = (layout.kind, layout.level or "", layout.label, layout.group and f"g{layout.group}", layout.target)
        result.append(" ".join(str(part) for part in what if part) + f": {line}")
    return result


def styles(source: Source) -> list[str]:
    lines = source.text.split("\n")
    assert list(source.styles) == sorted(source.styles, key=lambda s: (s.line, s.start, -s.end))
    return [
        f"{s.line} {s.kind} “{lines[s.line - 1][s.start : s.end]}”{' ' if s.target else ''}{s.target}"
        for s in source.styles
    ]


def test_markdown() -> None:
    source = read(MARKDOWN.encode(), "a.md")
    assert shown(source) == [
        "heading 1: Der Steg", ": Er ist gesperrt, sagt der Rat.[1] Mehr hier.", "footnote 1 g1: Im Protokoll.",
        "footnote 1 g1: Auf Seite 3.", "item 1 1 g2: Holz", "item 2 g2: Eiche", "item 2 g2: Lärche", "1 g2: Noch vom Holz",
        "item 1 2 g2: Nägel", "quote g3: Niemand weiß es.", "row g4: Jahr\t\tHolz", "row g4: 2021\t\tkaum", "g5: Ein Steg,",
        "g5: ein See,", "g5: ein Boot.", "figure bilder/steg.png: Der Steg im Mai", ": Ende[2] mit Boot darin.",
        "footnote 2 g6: Zweite.",
    ]  # fmt: skip
    assert styles(source) == [
        "2 emphasis “gesperrt”", "2 strong “sagt”", "2 link “Rat” https://rat.example/steg", "2 noteref “[1]” 1",
        "17 noteref “[2]” 2", "17 image “Boot” boot.png",
    ]  # fmt: skip
    (mark,) = (style for style in source.styles if style.kind == "noteref" and style.target == "1")
    assert source.text.split("\n")[1][: mark.start].endswith("der Rat.")


def test_cells_are_columns_of_the_line() -> None:
    source = read(MARKDOWN.encode(), "a.md")
    head, body = (layout for layout in source.layout if layout.kind == "row")
    assert [(c.start, c.end, c.header) for c in head.cells] == [(0, 4, True), (4, 4, True), (6, 10, True)]
    assert [(c.start, c.end, c.header) for c in body.cells] == [(0, 4, False), (4, 4, False), (6, 10, False)]


IN_CELLS = """<table><tr><th>Holz</th><th>wozu</th></tr>
<tr><td><p>Eiche</p><p>hart</p></td><td><ul><li>Steg</li><li>Boot</li></ul></td></tr>
<tr><td>Lärche</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"""


def from_html(page: str, to: str) -> bytes:
    run = [pypandoc.get_pandoc_path(), "-f", "html", "-t", to, "-o", "-"]
    return subprocess.run(run, input=page.encode(), capture_output=True, check=True).stdout


@pytest.mark.parametrize("format_", ["docx", "odt", "epub"])
def test_what_stands_in_a_cell_is_text_of_the_cell(format_: str) -> None:
    source = read(from_html(f"<h1>Der Steg</h1>{IN_CELLS}", format_), f"a.{format_}")
    found = [line.partition(": ")[2] for line in shown(source) if line.startswith("row")]
    # Of a table in a cell, pandoc reads nothing in an OpenDocument text: there its rows are text of the cell.
    assert found == ["Holz\twozu", "Eiche hart\tSteg Boot", "Lärche\ta b" if format_ == "odt" else "a\tb"]
    lines = source.text.split("\n")
    breaks = [(lines[s.line - 1], s.start, s.end) for s in source.styles if s.kind == "break"]
    assert breaks == [("Eiche hart\tSteg Boot", 5, 6), ("Eiche hart\tSteg Boot", 15, 16)]
    items = [(lines[s.line - 1][s.start : s.end], s.target) for s in source.styles if s.kind == "item"]
    assert items == [("Steg", ""), ("Boot", "")]
    older = read(from_html(f"<h1>Der Steg</h1>{IN_CELLS}", format_), f"a.{format_}", f"{format_} 2")
    assert "Steg\nBoot" in older.text


def test_a_table_with_a_heading_in_a_cell_lays_a_page_out() -> None:
    page = "<table><tr><td><h2>Der Steg</h2></td><td><p>Rand</p></td></tr></table>"
    assert shown(read(from_html(page, "docx"), "a.docx")) == ["heading 2 g1: Der Steg", "g1: Rand"]


@pytest.mark.parametrize(
    ("format_", "older", "before"),
    [
        ("docx", "docx 6", ["heading 2 g1: Holz", "g1: Eiche", "g1: hart"]),
        ("odt", "odt 4", ["row g1: Eiche\thart"]),  # in which headings in cells were lost
    ],
)
def test_headings_of_columns_are_a_row(format_: str, older: str, before: list[str]) -> None:
    page = "<table><tr><td><h2>Holz</h2></td><td></td></tr><tr><td>Eiche</td><td>hart</td></tr></table>"
    data = from_html(page, format_)
    assert shown(read(data, f"a.{format_}")) == ["row g1: Holz", "row g1: Eiche\thart"]
    assert shown(read(data, f"a.{format_}", older)) == before


def test_a_table_of_one_column_holds_short_lines() -> None:
    def column(*cells: str) -> list[str]:
        rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
        return shown(read(from_html(f"<table>{rows}</table>", "docx"), "a.docx"))

    assert column("Eiche", "Lärche") == ["row g1: Eiche", "row g1: Lärche"]
    assert column("<p>Eiche</p><p>hart</p>", "Lärche") == ["g1: Eiche", "g1: hart", "g1: Lärche"]
    assert column("Eiche", "hart " * 60)[0] == "g1: Eiche"


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_a_table_of_one_cell_is_a_box_unless_it_holds_a_line_or_most_of_the_text(format_: str) -> None:
    def framed(inside: str, text: str = "Am Ufer steht ein Haus. " * 9) -> list[str]:
        page = f"<p>{text}</p><table><tr><td>{inside}</td></tr></table>"
        return shown(read(from_html(page, format_), f"a.{format_}"))[1:]

    inside = "<p>Merke</p><ul><li>Eiche ist hart.</li></ul><p>Lärche ist weich.</p>"
    assert framed(inside) == ["box g1: Merke", "item 1 g2: Eiche ist hart.", "box g1: Lärche ist weich."]
    assert framed("Das Haus") == ["g1: Das Haus"]
    assert framed(inside, "Am Ufer") == ["g1: Merke", "item 1 g2: Eiche ist hart.", "g1: Lärche ist weich."]


def test_cells_that_span_and_cells_that_are_empty() -> None:
    markdown = """
+---+---+---+
|   | a | b |
+===+===+===+
| c     | d |
+---+---+   |
| e | f |   |
+---+---+---+
"""
    for format_ in ("docx", "odt"):
        rows = [layout for layout in read(pandoc(markdown, format_), f"a.{format_}").layout if layout.kind == "row"]
        assert [[(c.start, c.end) for c in row.cells] for row in rows] == [
            [(0, 0), (0, 1), (2, 3)], [(0, 1), (2, 3)], [(0, 1), (2, 3)],
        ]  # fmt: skip
        assert [[(c.columns, c.rows) for c in row.cells] for row in rows][1] == [(2, 1), (1, 2)]


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_office(format_: str) -> None:
    found = shown(read(pandoc(MARKDOWN, format_), f"a.{format_}"))
    assert found[0] == "heading 1: Der Steg"
    for wanted in ("item 1 1", "item 2", "item 1 2"):
        assert any(re.match(rf"{wanted}\b.*: (?:Holz|Eiche|Nägel)$", line) for line in found), wanted
    assert any(re.match(r"footnote 1 g\d+: Im Protokoll\.$", line) for line in found)
    assert any(re.match(r"row g\d+: 2021\t\tkaum$", line) for line in found)
    assert any(re.match(r"quote g\d+: Niemand weiß es\.$", line) for line in found)
    broken = [line for line in found if re.search(r": (?:Ein Steg,|ein See,|ein Boot\.)$", line)]
    assert len(broken) == 3
    assert len({line.split(":")[0] for line in broken}) == 1


@pytest.mark.parametrize("format_", ["docx", "odt", "markdown"])
def test_older_versions_keep_their_text(format_: str) -> None:
    data = MARKDOWN.encode() if format_ == "markdown" else pandoc(MARKDOWN, format_)
    name = f"a.{format_}".replace("markdown", "md")
    old, new = read(data, name, f"{format_} 1"), read(data, name)
    newest = f"{format_} {EXTRACTORS[format_][0]}"
    assert (old.extractor, new.extractor) == (f"{format_} 1", newest)
    assert "Ein Steg, ein See, ein Boot." in old.text.split("\n")
    assert "Ein Steg, ein See, ein Boot." not in new.text
    assert read(data, name, f"{format_} 7").extractor == newest


def test_letters_and_roman_numbers() -> None:
    written = "c. drei\nd. vier\n\n<!-- -->\n\niv) vier\nv) fünf\n\n<!-- -->\n\n(2) zwei"
    source = read(pandoc(written, "odt"), "a.odt")
    assert [layout.label for layout in source.layout] == ["c", "d", "iv)", "v)", "(2)"]


# Word files with what pandoc does not write.

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHAPE = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
    '<w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def paragraph(text: str, style: str = "", inner: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{inner}</w:p>"


def word(body: str, more: dict[str, str] | None = None, styles: str = "") -> bytes:
    """A Word file of pandoc's with another body, other members beside it, and more styles."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pandoc("x", "docx"))) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
            elif name == "word/styles.xml":
                text = text.replace(b"</w:styles>", f"{styles}</w:styles>".encode())
            new.writestr(name, (more or {}).pop(name, text))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return target.getvalue()


def test_text_boxes_stand_once_behind_their_paragraph() -> None:
    first = SHAPE.format(paragraph("Im Kasten") + paragraph("Noch darin"))
    second = SHAPE.format(paragraph("Zweiter Kasten"))
    source = read(word(paragraph("Vorher", inner=first + second) + paragraph("Nachher")), "a.docx")
    assert shown(source) == [
        ": Vorher", "box g1: Im Kasten", "box g1: Noch darin", "box g2: Zweiter Kasten", ": Nachher",
    ]  # fmt: skip


def test_a_box_keeps_what_stands_in_its_fields() -> None:
    field = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Im Feld')}</w:sdtContent></w:sdt>"
    data = word(paragraph("Vorher", inner=SHAPE.format(paragraph("Im Kasten") + field)))
    assert shown(read(data, "a.docx")) == [": Vorher", "box g1: Im Kasten", "box g1: Im Feld"]
    assert read(data, "a.docx", "docx 3").text == "Vorher\nIm Kasten"


def test_captions_keep_their_number() -> None:
    field = '<w:fldSimple w:instr=" SEQ Tabelle "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    caption = f'<w:p><w:pPr><w:pStyle w:val="Beschriftung"/></w:pPr><w:r><w:t xml:space="preserve">Tabelle </w:t></w:r>{field}<w:r><w:t>: Holz</w:t></w:r></w:p>'
    style = '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
    table = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    source = read(word(table + caption + paragraph("Text"), styles=style), "a.docx")
    assert shown(source) == ["row g1: a\tb", "caption: Tabelle 1: Holz", ": Text"]


def test_a_row_that_begins_later_loses_no_cell() -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in "abc")
    fewer = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in "def")
    source = read(word(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{late}{fewer}</w:tr></w:tbl>"), "a.docx")
    assert source.text == "a\tb\tc\nd\te\tf"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Gedicht", "verse"), ("Quote", "quote"), ("Dialog", "speech"), ("Salutation", "salutation"), ("Closing", "closing"),
        ("Signature", "signature"), ("Caption", "caption"), ("Standard", ""), ("Gedichtband", ""),
    ],
)  # fmt: skip
def test_names_of_styles(name: str, kind: str) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="X1"><w:name w:val="{name}"/></w:style>'
    source = read(
        word(paragraph("Davor") + paragraph("Eine Zeile", "X1") + paragraph("Danach"), styles=style), "a.docx"
    )
    assert [layout.kind for layout in source.layout if layout.line == 2] == ([kind] if kind else [])


def test_a_subtitle_below_a_heading_is_a_heading_of_its_own() -> None:
    names = {"X1": "Subtitle", "X2": "heading 1"}
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/></w:style>'
    made = "".join(style.format(*both) for both in names.items())
    lines = [("Ein Bericht", "X1"), ("Ufer", "X2"), ("Steg", "X1"), ("Boot", "X1"), ("Wald", "X2")]
    text = paragraph("Davor") + "".join(paragraph(words, name) + paragraph("Text") for words, name in lines)
    source = read(word(text, styles=made), "a.docx")
    said = [(layout.kind, layout.level) for layout in source.layout]
    assert said == [("subtitle", 0), ("heading", 1), ("heading", 2), ("heading", 2), ("heading", 1)]


def test_styles_of_characters_set_words_apart() -> None:
    style = '<w:style w:type="character" w:styleId="X2"><w:name w:val="Strong"/></w:style>'
    run = '<w:r><w:rPr><w:rStyle w:val="X2"/></w:rPr><w:t xml:space="preserve"> sehr</w:t></w:r>'
    source = read(word(paragraph("Das ist", inner=run), styles=style), "a.docx")
    assert styles(source) == ["1 strong “sehr”"]


def test_pictures_without_words_are_marked_where_they_stand() -> None:
    data = pandoc("Vorher\n\n![](fehlt.png)\n\nNachher\n\n![](auch.png)", "markdown")
    source = read(data, "a.md")
    assert styles(source) == ["2 image “” fehlt.png", "2 image “” auch.png"]
    assert [style.start for style in source.styles] == [0, len("Nachher")]


def test_no_picture_is_lost_that_stands_before_a_line_break() -> None:
    """Word hangs pictures on the beginning of a paragraph, and the words may begin on its second line."""
    text = "Eins.\n\n![](a.png)![](b.png)\\\nZwei.\n\n![](c.png)\\\n![](d.png)\n\nDrei."
    source = read(text.encode(), "a.md")
    assert source.text == "Eins.\nZwei.\nDrei."
    assert [(s.line, s.target) for s in source.styles] == [(2, "a.png"), (2, "b.png"), (3, "c.png"), (3, "d.png")]


def test_damaged_members_of_word_are_pandocs_to_judge() -> None:
    source = read(word(paragraph("Text"), {"word/styles.xml": "<w:styles", "word/comments.xml": "<"}), "a.docx")
    assert source.text == "Text"
