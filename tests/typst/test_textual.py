"""Verse, lists, tables, boxes and words set apart in print, and what keeps them accessible."""

import shutil
from pathlib import Path

import pytest
import typst
from printed import Printed, boxes, build, letters, needs_poppler

from jvm import Check
from lesebuch import editorial, pipeline, sources
from lesebuch.cli.main import main
from lesebuch.config import Edition
from lesebuch.folders import LOCK
from lesebuch.typst import textual
from lesebuch.typst.code import call

BLOCKS = Path(__file__).parents[1] / "roots" / "blocks"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("blocks")
    shutil.copytree(BLOCKS, folder / "reader")
    printed = build(folder / "reader", folder / "pdf")
    assert printed.code == 0, printed.output
    return printed


def test_each_word_of_the_sources_is_printed(made: Printed) -> None:
    reader, _ = pipeline.read(BLOCKS, Edition.CLASS)
    for chapter in reader.chapters:
        for passage in chapter.passages:
            if chapter.slug not in {"brief", "ordnung"}:  # what is written from the right a PDF tells in another order
                for line in (passage.text or "").replace("\t", "\n").split("\n"):
                    assert letters(line) in made.letters or any(c.isdigit() for c in line), line


def test_of_the_lines_of_a_poem_each_fifth_has_its_number(made: Printed) -> None:
    pages = [made.pages[number - 1] for number in made.pages_with("Der Fährmann zählt die Leute nicht")]
    (page,) = [page for page in pages if "Zitieren" in page]
    lines = [line.split("\xa0") for line in page.splitlines() if "\xa0" in line and line[-1].isdigit()]
    assert [
        (line[0].strip(), line[-1])
        for line in lines
        if len(line) == 2 and not line[0].startswith(("Mai", "Ereignisse"))
    ] == [
        ("2 Der Fährmann zählt die Leute nicht,", "5"),
        ("die Brücke in das Land.", "10"),
    ]


PLAY = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Am Wehr</title></titleStmt>
<publicationStmt><p>Ungedruckt</p></publicationStmt><sourceDesc><p>Handschrift</p></sourceDesc></fileDesc></teiHeader>
<text xml:lang="de"><body><div><head>Am Wehr</head>
<sp><speaker>MÜLLERIN</speaker><l>Das Rad steht still seit gestern Nacht,</l><l>der Bach ist leer, das Wehr verwacht.</l></sp>
<sp><speaker>KNECHT</speaker><l>So lasst mich oben Steine räumen,</l><l>eh wir den ganzen Tag versäumen.</l></sp>
</div></body></text></TEI>"""


@needs_poppler
def test_whoever_speaks_stands_with_the_verse_and_apart_from_others(tmp_path: Path) -> None:
    root, source, sheet = tmp_path / "reader", tmp_path / "wehr.xml", tmp_path / "sheet.pdf"
    source.write_text(PLAY, "utf-8")
    assert main(["new", str(root)]) == 0
    assert main(["add", str(source), "--root", str(root), "--open", "--licence", "CC0"]) == 0
    (chapter,) = [path for path in (root / "corpus").glob("*.md") if "wehr" in path.name]
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output
    assert main(["handout", chapter.stem, "--root", str(root), "-o", str(sheet)]) == 0
    for pdf in (printed.pdf, sheet):
        places = {word: box for page in boxes(pdf) for box, word in page}
        within = places["lasst"][1] - places["KNECHT"][3]
        between = places["KNECHT"][1] - places["verwacht."][3]
        assert 0 < within < between / 1.5


def test_book_and_handouts_keep_to_the_standards(verapdf: Check, made: Printed, tmp_path: Path) -> None:
    assert verapdf(made.pdf) == []
    root = tmp_path / "reader"
    shutil.copytree(BLOCKS, root)
    for slug in ("gedicht", "zahlen", "brief", "ordnung"):
        out = tmp_path / f"{slug}.pdf"
        assert main(["handout", slug, "--root", str(root), "-o", str(out)]) == 0
        assert verapdf(out) == [], slug


def test_a_long_table_breaks_and_has_its_header_on_each_page(tmp_path: Path) -> None:
    root = tmp_path / "reader"
    shutil.copytree(BLOCKS, root)
    rows = "".join(f"Ort {n}\t{n}\t{n + 1}\t{n + 2}\n" for n in range(100, 190))
    seed = root / "seeds" / "zahlen.txt"
    text = seed.read_text("utf-8")
    head = "Ort\t2019\t2020\t2021\n"
    seed.write_text(f"Viele Zahlen\n\n{head}{rows}", "utf-8")
    assert head in text
    source, _ = sources.load(seed, seed.name)
    assert source is not None
    register = root / "seeds" / "register.yaml"
    known = register.read_text("utf-8").split("- file: ")
    mine = next(part for part in known if part.startswith("zahlen"))
    old = mine.split("sha256: ")[1].split()[0]
    register.write_text("- file: ".join(known).replace(old, source.sha256), "utf-8")
    (root / "corpus" / "zahlen.md").write_text(
        "---\nsource: {file: zahlen.txt, lines: 1-93}\ntitle: Viele Zahlen\ncontributors: null\npublished: null\n"
        "publisher: null\nlanguage: de\nstructure:\n  - {at: 1, is: title}\n  - {at: 3-93, is: row, header: 1}\n---\n",
        "utf-8",
    )
    (root / "docs" / "index.md").write_text("# Formen\n\n```{toctree}\nchapters\nglossary\nchronology\n```\n", "utf-8")
    reader, _ = pipeline.read(root, Edition.CLASS)
    editorial.write_lock(root / LOCK, editorial.renew({}, reader.chapters))
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output
    pages = [page for page in printed.pages if "Ort 1" in page]
    assert len(pages) > 1
    assert all("2019 2020 2021" in " ".join(page.split()) for page in pages)


def rows_of(*rows: list[tuple[int, int]], side: str = "") -> list[textual._Cells]:
    return [[(across, down, side, call("x")) for across, down in row] for row in rows]


def test_cells_stand_to_the_side_that_the_source_says() -> None:
    assert (
        str(textual._filled(rows_of([(1, 1)], side="right"), 1)[0][0])
        == "cell(across: 1, down: 1, align: right, x(), )"
    )


@pytest.mark.parametrize(
    ("rows", "columns", "cells"),
    [
        ([[(1, 1), (1, 1)], [(1, 1)]], 2, [2, 2]),  # a short row is filled
        ([[(1, 1), (1, 3)], [(1, 1)]], 2, [2, 1]),  # a cell that spans more rows than there are
        ([[(5, 1)], [(1, 1), (1, 1)]], 2, [1, 2]),  # or more columns
        ([[(1, 2), (2, 1)], [(3, 1)]], 3, [2, 1]),  # or into one that is taken
        ([[(1, 1)] * 3], 2, [2]),  # a row with too many
    ],
)
def test_any_rows_fill_the_table(rows: list[list[tuple[int, int]]], columns: int, cells: list[int]) -> None:
    filled = textual._filled(rows_of(*rows), columns)
    assert [len(row) for row in filled] == cells
    code = ", ".join(str(cell).replace("x()", "[]") for row in filled for cell in row)
    cell = "#let cell(body, across: 1, down: 1) = table.cell(colspan: across, rowspan: down, body)\n"
    typst.compile(f"{cell}#table(columns: {columns}, {code})".encode(), font_paths=[], ignore_system_fonts=True)


def test_a_missing_poem_keeps_targets_for_its_lines(tmp_path: Path) -> None:
    root = tmp_path / "reader"
    shutil.copytree(BLOCKS, root)
    register = root / "seeds" / "register.yaml"
    register.write_text(register.read_text("utf-8").replace("rights: open", "rights: restricted"), "utf-8")
    printed = build(root, tmp_path / "pdf", edition="public")
    assert printed.code == 0, printed.output
    names = set(printed.reader.named_destinations)
    assert {"gedicht.v3", "gedicht.p2", "zahlen.p7.2"} <= names
