"""Book and handout speak the reader's language."""

from pathlib import Path

import pypdf
import pytest
from printed import Printed, build, copy_mini, letters

from english import foreign_words
from lesebuch.cli.main import main


def in_language(root: Path, language: str) -> Path:
    for path in (root / "reader.toml", root / "docs" / "conf.py"):
        path.write_text(
            path.read_text(encoding="utf-8").replace('language = "de"', f'language = "{language}"'), encoding="utf-8"
        )
    return root


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Printed]:
    folder = tmp_path_factory.mktemp("english")
    root = in_language(copy_mini(folder), "en")
    made = build(root, folder / "pdf")
    assert made.code == 0, made.output
    return root, made


def test_an_english_book_is_english_wherever_the_words_are_ours(english: tuple[Path, Printed]) -> None:
    root, made = english
    assert [word for page in made.pages for word in foreign_words(page, root)] == []
    for words in (
        "Contents",
        "Edited by Redaktion Salzau",
        "Class edition, as of 1 May 2024",
        "About this book",
        "p. ",
    ):
        assert letters(words) in made.letters, words
    assert str(made.reader.trailer["/Root"]["/Lang"]) == "en"


def test_a_german_book_has_words_that_would_be_found(book: Printed, english: tuple[Path, Printed]) -> None:
    found = {word for page in book.pages for word in foreign_words(page, english[0])}
    assert {"Inhalt", "Herausgegeben", "Ereignisse", "Gesetzt"} <= found


def test_an_english_handout_is_english(english: tuple[Path, Printed], tmp_path: Path) -> None:
    root, _ = english
    out = tmp_path / "brunnen.pdf"
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(out)]) == 0
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert foreign_words(text, root) == []
    assert letters("Page 1 of") in letters(text)
    assert letters("Terms") in letters(text)


@pytest.mark.parametrize(("language", "tag"), [("de-CH", "de-CH"), ("zh-Hans", "zh")])
def test_a_language_with_region_or_script_is_printed(tmp_path: Path, language: str, tag: str) -> None:
    made = build(in_language(copy_mini(tmp_path), language.replace("-", "_")), tmp_path / "pdf")
    assert made.code == 0, made.output
    assert str(made.reader.trailer["/Root"]["/Lang"]) == tag


def test_a_french_sheet_has_spaces_before_colons_and_keeps_ranges_together(tmp_path: Path) -> None:
    root = in_language(copy_mini(tmp_path), "fr")
    # Words of all lengths, so that some line would end after a dash.
    level = " ".join(f"{'m' * length} 1–3" for length in range(1, 31))
    long = f"---\nlevel: {level}\n---\n\n# Wege\n\nEin Wort."
    (root / "docs" / "assignments" / "wege.md").write_text(f"{long}\n", encoding="utf-8")
    assert main(["handout", "wege", "--root", str(root), "-o", str(tmp_path / "wege.pdf")]) == 0
    lines = pypdf.PdfReader(tmp_path / "wege.pdf").pages[0].extract_text().split("\n")
    head = " ".join(lines[:4]).replace("\u00a0", " ")
    assert "Nom :" in head
    assert "Date :" in head
    assert not [line for line in lines if line.rstrip().endswith(("–", "§"))]
    assert sum(line.count("1–3") for line in lines) == 30
