"""`lesebuch add` with scans: pictures of text, and PDF files that hold nothing else."""

import shutil
import subprocess
from pathlib import Path

import pytest
import typst

from lesebuch.adding import recognising
from lesebuch.cli.main import main
from lesebuch.sources import read_register

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None
    or "deu"
    not in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout.split(),
    reason="Tesseract with German is not installed",
)
needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="Poppler is not installed")
PAGE = """#set page(width: 14cm, height: 16cm, margin: 1.5cm, fill: white)
#set text(size: 12pt, lang: "de", hyphenate: false)
#text(size: 18pt)[Der Damm hält]

#v(1em)
Der alte Damm bei Salzau hat das Hochwasser überstanden, sagte der Deichgraf am Morgen, und niemand im Ort hat nasse Füße
bekommen. Im Herbst soll er dennoch höher werden. Das Geld dafür hat der Rat schon im vergangenen Jahr bewilligt.

#v(1em)
Am Fluss ist Ruh, \\
das Wasser steigt nicht mehr, \\
die Nacht deckt zu."""
TITLE = "Der Damm hält"


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("LESEBUCH_SEEDS", raising=False)
    (tmp_path / "page.typ").write_text(PAGE, encoding="utf-8")
    typst.compile("page.typ", output="damm.png", format="png", ppi=200.0)
    return tmp_path


def scanned(root: Path, pages: int) -> None:
    (root / "scan.typ").write_text(
        "#set page(width: 14cm, height: 16cm, margin: 0cm)\n" + '#image("damm.png", width: 100%)\n' * pages,
        encoding="utf-8",
    )
    typst.compile("scan.typ", output="scan.pdf")


@needs_tesseract
def test_a_picture_becomes_a_text_and_a_chapter(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "damm.png"]) == 0
    said = capsys.readouterr().out
    lines = (reader / "seeds" / "damm.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == TITLE
    assert lines[1].startswith("Der alte Damm bei Salzau")
    assert lines[1].endswith("bewilligt.")
    assert lines[2:] == ["Am Fluss ist Ruh,", "das Wasser steigt nicht mehr,", "die Nacht deckt zu."]
    assert "it was recognised from a picture (Tesseract, " in said
    assert "% sure of its words; compare all of it" in (reader / "corpus" / "der-damm-haelt.md").read_text(
        encoding="utf-8"
    )
    entries, _ = read_register(reader / "seeds" / "register.yaml")
    assert [(entry.file, entry.extractor.split()[0], entry.rights.value) for entry in entries] == [
        ("damm.txt", "text", "restricted")
    ]
    assert main(["lock"]) == 0
    assert main(["check"]) == 0
    before = {path: path.read_bytes() for path in reader.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["add", "damm.png"]) == 0
    assert "is registered already" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in reader.rglob("*") if path.is_file()} == before


@needs_tesseract
@needs_poppler
def test_all_pages_of_a_scanned_pdf(reader: Path) -> None:
    scanned(reader, 2)
    assert main(["add", "scan.pdf", "--ocr", "deu"]) == 0
    assert (reader / "seeds" / "scan.txt").read_text(encoding="utf-8").count(TITLE) == 2


@needs_tesseract
def test_what_is_read_badly_is_in_doubt(reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "_SURE", 101)  # all is read badly
    assert main(["add", "damm.png"]) == 0
    chapter = (reader / "corpus" / "der-damm-haelt.md").read_text(encoding="utf-8")
    assert chapter.count("# To check: text: line ") == 5


@needs_tesseract
@pytest.mark.parametrize(
    ("languages", "said"),
    [("deu+xxx", "Tesseract has no language xxx"), ("../deu", "Tesseract has no language ../deu")],
)
def test_a_language_that_is_not_there(
    reader: Path, capsys: pytest.CaptureFixture[str], languages: str, said: str
) -> None:
    assert main(["add", "damm.png", "--ocr", languages]) == 1
    assert said in capsys.readouterr().err
    assert not (reader / "seeds").exists()


@needs_tesseract
def test_many_languages_are_not_guessed_among(
    reader: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(recognising, "_ALL_LANGUAGES", 0)
    assert main(["add", "damm.png"]) == 1
    assert "--ocr deu" in capsys.readouterr().err
    assert not (reader / "seeds").exists()


@needs_tesseract
def test_a_picture_of_nothing(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (reader / "page.typ").write_text("#set page(width: 9cm, height: 9cm, fill: white)\n", encoding="utf-8")
    typst.compile("page.typ", output="leer.png", format="png")
    (reader / "kaputt.png").write_bytes((reader / "leer.png").read_bytes()[:60])
    assert main(["add", "leer.png", "kaputt.png"]) == 1
    said = capsys.readouterr().err
    assert "no text was recognised in it" in said
    assert "kaputt.png cannot be used as a source: tesseract cannot read it" in said


def test_without_tesseract_it_says_what_to_install(
    reader: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(reader))
    scanned(reader, 1)
    assert main(["add", "damm.png", "scan.pdf"]) == 1
    said = capsys.readouterr().err
    assert said.count("Tesseract is not installed") == 2
    assert said.count("apt install tesseract-ocr") == 2


def test_a_pdf_that_is_damaged_is_no_scan(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (reader / "kaputt.pdf").write_bytes(b"%PDF-1.7\nnothing")
    assert main(["add", "kaputt.pdf"]) == 1
    assert "Tesseract" not in capsys.readouterr().err


def test_words_divided_at_the_end_of_a_line() -> None:
    def joined(*lines: str) -> str:
        return recognising._joined([recognising._Line(line, 100, (90.0,)) for line in lines]).text

    assert joined("das Hoch-", "wasser") == "das Hoch\u00adwasser"
    assert joined("Vor-", "und Nachteile") == "Vor- und Nachteile"
    assert joined("die Nord-", "Süd-Achse") == "die Nord- Süd-Achse"
    assert joined("bis -", "dann") == "bis - dann"
