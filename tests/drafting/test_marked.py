"""What formats say of blocks comes into the draft: from pages, from Markdown, and as compact ranges into the chapter file."""

import datetime as dt

import pytest

from lesebuch.drafting import Draft, chapter_file, draft, hints_of, read_page
from lesebuch.drafting.marked import with_layout
from lesebuch.drafting.proposal import SourceLine
from lesebuch.model import Layout, SourceCell
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.document import read_document
from lesebuch.sources.page import page_lines

TODAY = dt.date(2026, 11, 20)
LONG = (
    "Der Steg am See ist seit dem Sturm gesperrt, und die Fischer warten auf das Holz. Sie haben im Rat gefragt, im Verein "
    "und bei der Bahn, aber niemand weiß, wann es kommt und wer es am Ende bezahlt, wenn der Winter vorbei ist."
)


def drafted(text: str, name: str) -> Draft:
    source, problems = extract(text.encode(), name, Where(name))
    assert source is not None, problems
    if name.endswith(".html"):
        hints = read_page(text, page_lines(text), TODAY)
    else:
        document = read_document(text.encode(), "markdown")
        assert document is not None
        hints = hints_of(document, TODAY)
    (made,), problems = draft(normalise(source)[0], hints=hints, today=TODAY)
    assert not problems
    return made


def items(made: Draft) -> list[str]:
    lines = chapter_file(made, "a").split("\n")
    return [line.removeprefix("  - {at: ").removesuffix("}") for line in lines if line.startswith("  - {at:")]


def test_markdown() -> None:
    made = drafted(
        f"# Steg\n\n{LONG}[^1]\n\n- Holz\n- Geld\n  1. Euro\n\n## Zahlen\n\n| a | b |\n|--|--|\n| 1 | 2 |\n| 3 | 4 |\n\n{LONG}\n\n"
        "> Wer zahlt?\n>\n> Keiner.\n\n![Der Steg](steg.png)\n\n[^1]: Im Protokoll.\n",
        "a.md",
    )
    assert items(made) == [
        "1, is: title", "3, is: footnote", "4-6, is: item", "7, is: heading", "8-10, is: row", "12, is: quote", "13, is: quote",
        "14, is: figure",
    ]  # fmt: skip
    assert [(picture.address, picture.line, picture.described) for picture in made.pictures] == [("steg.png", 14, True)]


def test_a_row_of_one_cell_is_one_in_its_table_alone() -> None:
    blocks = [SourceLine(number, f"Zeile {number}") for number in (1, 2, 3)]
    cell = (SourceCell(0, 7),)
    rows = (
        Layout(1, "row", group=1, cells=cell),
        Layout(2, "row", group=1, cells=cell),
        Layout(3, "row", group=2, cells=cell),
    )
    assert [block.kind for block in with_layout(blocks, rows)] == ["row", "row", ""]


def page(inner: str) -> str:
    return f"<html lang=de><title>Der Steg am See</title><body><main><article><h1>Der Steg am See</h1><p>{LONG}</p>{inner}<p>{LONG}</p></article></main></body></html>"


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<h2>Was nun fehlt</h2><ul><li>Das Holz aus dem Wald von Salzau<li>Die Nägel aus der Schmiede im Ort</ul>", [
            "4, is: heading", "5-6, is: item"]),
        ("<table><tr><th>Jahr<th>Holz<tr><td>2021<td>kaum Holz am See<tr><td>2022<td>gar keines mehr</table>", ["4-6, is: row"]),
        ("<table><tr><td>Links im Layout der Seite<td>Rechts im Layout der Seite</table>", []),
        ("<blockquote><p>Niemand weiß, wann das Holz endlich kommt.<footer>Ada Berg, Fischerin</footer></blockquote>", [
            "4, is: quote", "5, is: attribution"]),
        ("<div class=poem><p>Ein Steg am See im Wind,<br>ein Boot, ein alter Fischer.</p></div>", ["4-5, is: verse"]),
    ],
)  # fmt: skip
def test_pages(inner: str, wanted: list[str]) -> None:
    made = drafted(page(inner), "a.html")
    assert [item for item in items(made) if not item.endswith("title")] == wanted


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["Ein Steg, ein See,", "ein altes Boot,", "der Wind schläft ein."], "verse"),
        (["Seebote", "Mole 3", "88131 Lindau"], ""),
        (["Der Steg ist lang.", "Das Boot ist alt.", "Der See ist kalt."], ""),
        (["Ein Steg", "ein See"], ""),
        ([LONG[:70].rsplit(" ", 1)[0], LONG[70:150].rsplit(" ", 1)[0], "und niemand weiß es."], "paragraph"),
    ],
)
def test_paragraphs_with_line_breaks(lines: list[str], wanted: str) -> None:
    made = drafted(f"# Steg\n\n{LONG}\n\n" + "\\\n".join(lines) + f"\n\n{LONG[::-1]}\n", "a.md")
    found = [item for item in items(made) if not item.endswith(("title", "lead"))]
    assert found == ([f"3-{2 + len(lines)}, is: {wanted}"] if wanted else [])
    assert any(doubt.startswith("verse: lines 3-5") for doubt in made.doubts) == (wanted == "verse")


def test_numbers_of_notes_are_no_part_of_titles() -> None:
    made = drafted(f"# Der Steg[^1]\n\n{LONG}\n\n[^1]: Im Mai.\n", "a.md")
    assert made.title == "Der Steg"


def test_lines_that_are_strong_throughout_head_what_is_not() -> None:
    law = f"**Gesetz über den Steg**\n\n{LONG}\n\n**Abschnitt 1**\n\n**Das Holz**\n\nHolz ist, was trägt;\n\n{LONG}\n\n**Vom Bezahlen**\n\n1. Wer baut, zahlt.\n2. Wer nutzt, auch.\n\n{LONG}"
    made = drafted(law, "a.md")
    assert [claim.line for claim in made.structure if claim.kind == "heading"] == [3, 4, 7]
    strong = drafted(
        "\n\n".join(f"**{text}**" for text in ("Der Steg am See", "Das Holz", LONG, "Das Geld", LONG)), "a.md"
    )
    assert "heading" not in {claim.kind for claim in strong.structure if claim.line == 2}
