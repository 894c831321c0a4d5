"""To which side the words of a cell stand, as each format says it."""

import pytest
from test_changes import docx, odt, region
from test_document import pandoc

from lesebuch.model import Source
from lesebuch.problems import Where
from lesebuch.sources import extract

TABLE = "| Ort | Zahl | Note |\n|:---|---:|:--:|\n| Salzau | 12 | gut |\n| Ulm |  | mittel |\n"
WANTED = [["left", "right", "center"]] * 3


def sides(data: bytes, name: str) -> list[list[str]]:
    source, problems = extract(data, name, Where(name))
    assert source is not None, problems
    return sides_of(source)


def sides_of(source: Source) -> list[list[str]]:
    return [[cell.align for cell in line.cells] for line in source.layout if line.kind == "row"]


@pytest.mark.parametrize("format_", ["docx", "epub"])
def test_as_a_document_says(format_: str) -> None:
    found = sides(pandoc(TABLE, format_), f"a.{format_}")
    assert found[:2] == WANTED[:2]
    assert (found[2][0], found[2][2]) == ("left", "center")  # of an empty cell Word says nothing


def test_as_columns_of_markdown_say() -> None:
    assert sides(TABLE.encode(), "a.md") == WANTED
    assert sides(b"| a | b |\n|---|--:|\n| c | d |\n", "a.md") == [["", "right"]] * 2


def test_a_column_counts_cells_that_reach_into_it() -> None:
    page = "<table><colgroup><col/><col style='text-align: right'/></colgroup><thead><tr><th>Ort</th><th>Zahl</th></tr></thead><tbody><tr><td rowspan='2'>Ulm</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>"
    assert sides(page.encode(), "a.html")[:2] == [["", "right"]] * 2


def jc(text: str, side: str = "", style: str = "") -> str:
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f'<w:jc w:val="{side}"/>' if side else "")
    return f"<w:tc><w:p><w:pPr>{said}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_in_word_each_cell_says_it_for_itself() -> None:
    rows = [
        jc("Ort", "center") + jc("Zahl", "center"),
        jc("Ulm") + jc("12", "end"),
        jc("Bonn", "distribute") + jc("3", "right"),
    ]
    data = docx(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    assert sides(data, "a.docx") == [["center", "center"], ["", "right"], ["", "right"]]


NUMBERS = (
    '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
    '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P1"/>'
    '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="P1"><style:paragraph-properties fo:text-align="center"/></style:style>'
    '<style:style style:name="P4" style:family="paragraph" style:parent-style-name="P4"/>'
    "</office:automatic-styles>"
)


def cell(text: str, style: str) -> str:
    return f'<table:table-cell><text:p text:style-name="{style}">{text}</text:p></table:table-cell>'


def test_a_frame_says_nothing_of_the_table_behind_it() -> None:
    frame = f"<table:table><table:table-row>{cell('Rand', 'P1')}</table:table-row></table:table>"
    table = f"<table:table><table:table-row>{cell('Ort', 'P4')}{cell('12', 'P3')}</table:table-row></table:table>"
    assert sides(odt(f"{frame}<text:p>a</text:p>{table}", before=NUMBERS), "a.odt") == [["", "center"]]


def test_as_styles_of_an_open_document_say() -> None:
    rows = [
        cell("Ort", "P3") + cell("Zahl", "P2"),
        cell("Ulm", "P4") + cell("12", "P1"),
        cell("", "P1") + cell("x", "Y"),
    ]
    table = f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    data = odt(f"<text:p>a</text:p>{table}", region("x", "insertion"), before=NUMBERS)
    assert sides(data, "a.odt") == [["center", "right"], ["", "right"], ["", ""]]
    source, _ = extract(data, "a.odt", Where("a"))
    assert source is not None
    assert source.text == "a\nOrt\tZahl\nUlm\t12\nx"


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ("<td>a<td style='color: red; text-align:right'>1", ["", "right"]),
        ("<td align=CENTER>a<td align=char>1", ["center", ""]),
        ("<td>a<td><p style='text-align: end'>1</p>", ["", "right"]),
        ("<td><p align=right>a</p><p>b</p><td>1", ["", ""]),
        ("<td style='text-align: justify'>a<td style='vertical-align: center'>1", ["", ""]),
    ],
)
def test_as_a_page_says(cells: str, wanted: list[str]) -> None:
    assert sides(f"<table border><tr><th>x<th>y<tr>{cells}</table>".encode(), "a.html")[1] == wanted


def test_a_row_of_a_page_says_it_for_its_cells() -> None:
    page = b"<table><tr><th>x<th>y<tr align=right><td>a<td align=left>1</table>"
    assert sides(page, "a.html") == [["", ""], ["right", "left"]]


def test_as_tei_says() -> None:
    rows = '<row><cell>Ort</cell><cell rend="align(right)">Zahl</cell></row><row rend="center"><cell>Ulm</cell><cell style="text-align: right">12</cell></row>'
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Orte</title></titleStmt></fileDesc></teiHeader><text><body><table>{rows}</table></body></text></TEI>'
    assert sides(text.encode(), "a.tei") == [["", "right"], ["center", "right"]]
