"""What stands on one page, wherever it comes: stanzas, ends of letters, pictures and tables with their captions."""

import re
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
import yaml
from PIL import Image
from printed import boxes, build, copy_mini, laid_out, needs_poppler

from lesebuch.cli.main import main
from lesebuch.sphinx_ext import columns

PIECES = 45


def _letters() -> tuple[str, list[dict[str, str]]]:
    """Letters of all lengths, each with a poem and a quotation behind it; and what their lines are."""
    lines, structure = ["Briefe", ""], [{"at": "1", "is": "title"}]
    for n in range(PIECES):
        lines.append(f"Liebe {n}. Nora,")
        structure.append({"at": str(len(lines)), "is": "salutation"})
        lines += [f"Zeile {k} von Brief {n}." for k in range(1 + n % 7)]
        lines += [f"Es grüßt zum {n}. Mal", f"Karl {n}"]
        end = len(lines)
        structure += [{"at": str(end - 1), "is": "closing"}, {"at": str(end), "is": "signature"}]
        lines += [f"Strophe {n} Vers {k}" for k in range(1, 6)]
        structure.append({"at": f"{end + 1}-{end + 5}", "is": "verse"})
        lines += [f"Wer {n} Mal schreibt, wartet.", f"Aus dem {n}. Buch"]
        structure += [{"at": str(end + 6), "is": "quote"}, {"at": str(end + 7), "is": "attribution"}]
    return "\n".join(lines) + "\n", structure


def _tables() -> str:
    """Small tables, each with words above it, between texts of all lengths."""
    made = []
    for n in range(PIECES):
        made += [f"<p>Zeile {k} vor Reihe {n}, wie sie der Wärter schrieb.</p>" for k in range(1 + n % 5)]
        rows = f"<tr><th>Ort {n}</th><th>Pegel</th></tr><tr><td>oben</td><td>{n},5</td></tr>"
        made.append(f"<table><caption>Reihe {n}: Pegel</caption>{rows}</table>")
    return (
        f"<html lang='de'><title>Reihen</title><h1>Reihen</h1>{''.join(made)}<p>Danach kam keine Reihe mehr.</p></html>"
    )


def _chapter(root: Path, source: Path) -> Path:
    """The draft that is made of a source."""
    before = set((root / "corpus").glob("*.md"))
    assert main(["add", str(source), "--root", str(root), "--open", "--licence", "CC BY 4.0"]) == 0
    (made,) = set((root / "corpus").glob("*.md")) - before
    return made


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("together")
    root = copy_mini(folder)
    text, structure = _letters()
    (folder / "briefe.txt").write_text(text, encoding="utf-8")
    draft = _chapter(root, folder / "briefe.txt")
    head = yaml.safe_load(draft.read_text("utf-8").split("---")[1])
    head["structure"] = structure
    draft.write_text(f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n", encoding="utf-8")
    Image.new("RGB", (350, 900), "#7a5c3a").save(folder / "turm.png")
    note = "<td>vorläufig, nach Angaben des Amtes in Salzau</td>"
    numbers = "<td>3164,4</td><td>7491,1</td><td>1987,2</td><td>5185,0</td><td>810,4</td><td>959,4</td>"
    rows = "".join(f"<tr><td>{year}</td>{numbers}{note}</tr>" for year in range(1990, 1999))
    names = "".join(
        f"<th>{name}</th>"
        for name in ("Jahr", "Salzau oben", "Salzau unten", "Neuwerk", "Altwerk", "Mündung", "Mittel", "Bemerkung")
    )
    caption = "<caption>Tabelle 1: Pegel</caption>"
    table = f"<html lang='de'><title>Pegel</title><h1>Pegel</h1><p>Zuvor.</p><table>{caption}<tr>{names}</tr>{rows}</table></html>"
    (folder / "pegel.html").write_text(table, encoding="utf-8")
    more = "Der Turm steht am Fluss, und der Fluss steht am Turm. " * 8
    (folder / "turm.md").write_text(f"# Der Turm\n\n{more}\n\n![Der hohe Turm](turm.png)\n\n{more}\n", encoding="utf-8")
    (folder / "reihe.html").write_text(_tables(), encoding="utf-8")
    slugs = [draft.stem, *(_chapter(root, folder / name).stem for name in ("pegel.html", "turm.md", "reihe.html"))]
    made = {}
    for name, slug in zip(("briefe", "pegel", "turm", "reihe"), slugs, strict=True):
        made[name] = folder / f"{name}.pdf"
        assert main(["handout", slug, "--root", str(root), "-o", str(made[name])]) == 0
    page = f"# Pegel\n\n::::{{task}} Lesen\n\n:::{{material}} {slugs[1]}#p1\n:::\n\nLesen Sie.\n::::\n"
    (root / "docs" / "assignments" / "lesen.md").write_text(page, encoding="utf-8")
    made["lesen"] = folder / "lesen.pdf"
    assert main(["handout", "lesen", "--root", str(root), "-o", str(made["lesen"])]) == 0
    return made


@needs_poppler
def test_a_short_stanza_is_on_one_page(sheets: dict[str, Path]) -> None:
    pages = laid_out(sheets["briefe"])
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for stanza in re.findall(r"Strophe (\d+) Vers", " ".join(page)):
            found.setdefault(stanza, []).append(number)
    assert len(found) == PIECES
    assert len(pages) > 4
    assert [stanza for stanza, on in found.items() if len(on) != 5 or len(set(on)) > 1] == []


@needs_poppler
def test_who_signs_a_letter_stands_with_its_last_words(sheets: dict[str, Path]) -> None:
    for page in laid_out(sheets["briefe"]):
        together = " ".join(page)
        assert re.findall(r"zum (\d+)\. Mal", together) == re.findall(r"Karl (\d+)", together)


@needs_poppler
@pytest.mark.parametrize(
    ("first", "next_one"),
    [
        (r"Liebe (\d+)\. Nora", r"Zeile 0 von Brief (\d+)\."),
        (r"Wer (\d+) Mal", r"Aus dem (\d+)\. Buch"),
    ],
)
def test_what_leads_to_the_next_stands_with_it(sheets: dict[str, Path], first: str, next_one: str) -> None:
    pages = [" ".join(page) for page in laid_out(sheets["briefe"])]
    assert len(re.findall(first, " ".join(pages))) == PIECES
    assert [n for n, page in enumerate(pages, 1) if re.findall(first, page) != re.findall(next_one, page)] == []


@needs_poppler
def test_a_table_stands_with_the_words_above_it(sheets: dict[str, Path]) -> None:
    pages = [" ".join(page) for page in laid_out(sheets["reihe"])]
    captions = [re.findall(r"Reihe (\d+): Pegel", page) for page in pages]
    assert sum(map(len, captions)) == PIECES
    assert captions == [re.findall(r"Ort (\d+)", page) for page in pages]


@needs_poppler
def test_a_high_picture_leaves_room_for_its_text_and_its_caption(sheets: dict[str, Path]) -> None:
    pages = pypdf.PdfReader(sheets["turm"]).pages
    (page,) = [page for page in pages if page.images]
    words = page.extract_text()
    assert "Der hohe Turm" in words
    assert words.count("am Fluss") > 6


@needs_poppler
def test_words_of_a_table_have_the_room_that_numbers_leave(sheets: dict[str, Path]) -> None:
    page = next(page for page in laid_out(sheets["pegel"]) if any("Tabelle 1" in line for line in page))
    rows = [n for n, line in enumerate(page) if re.match(r"(19|20)\d\d ", line)]
    assert len(rows) == 9
    assert max(after - row for row, after in pairwise(rows)) <= 3


@needs_poppler
def test_a_table_that_is_quoted_has_its_caption_and_begins_where_it_is_named(sheets: dict[str, Path]) -> None:
    first = laid_out(sheets["lesen"])[0]
    at = next(n for n, line in enumerate(first) if re.fullmatch(r"M ?1", line))
    assert "Tabelle 1: Pegel" in first[at + 1]
    assert "3164,4" in " ".join(first)


def test_a_column_of_single_words_has_their_room_and_no_more() -> None:
    rows = [["1990", "vorläufig, nach Angaben des Amtes in Salzau, die noch niemand geprüft hat"]]
    number, words = columns.shares(rows, 2, 40)
    assert number == pytest.approx(7 / 40)
    assert number + words == pytest.approx(1)


@needs_poppler
def test_what_a_short_entry_refers_to_begins_no_column(tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    for n in range(60):
        told = "Ein Ding, das es in diesem Ort gibt, und von dem hier die Rede ist. " * (1 + n % 4)
        entry = f"---\nterm: Ding {n}\nkind: concept\nsee: [brunnen, salzau, wasserwerk, hartmann]\n---\n\n{told}\n"
        (root / "glossary" / f"ding-{n}.md").write_text(entry, encoding="utf-8")
    made = build(root, tmp_path / "pdf")
    assert made.code == 0, made.output
    columns_begin = []
    for page in boxes(made.pdf):
        sides = {box[0] for box, word in page if word == "Ding" and box[1] > 55}
        for side in sides:
            words = [(box[1], word) for box, word in page if abs(box[0] - side) < 1 and box[1] > 55]
            columns_begin.append(min(words)[1])
    assert len(columns_begin) > 4
    assert set(columns_begin) == {"A", "Ding"}
