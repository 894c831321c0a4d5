"""Each colour stands once: style sheet, Typst and drawings have those of the table."""

import re
import runpy
from pathlib import Path

import lesebuch
from lesebuch.colours import DARK, ENOUGH, LIGHT, PRINT, contrast
from lesebuch.presentation import timeline
from lesebuch.typst import spoken

CODE = Path(lesebuch.__file__).parent
HEX = re.compile(r"#[0-9a-fA-F]{6}\b")


def test_the_style_sheet_is_written_from_the_table() -> None:
    script = runpy.run_path(str(CODE.parents[1] / "scripts" / "colours.py"))
    sheet = (CODE / "html" / "sheets" / "lesebuch.css").read_text(encoding="utf-8")
    assert script["written"](sheet) == sheet
    assert script["written"](sheet.replace(LIGHT["accent"], "#123456")) == sheet
    assert {name: sheet.count(f"--lb-{name}: {colour};") for name, colour in LIGHT.items()} == dict.fromkeys(LIGHT, 1)


def test_book_and_drawings_have_the_accent_of_the_site() -> None:
    assert f'accent: rgb("{LIGHT["accent"]}")' in spoken.file()
    assert timeline.PAPER.mark == PRINT["accent"] == LIGHT["accent"]
    assert LIGHT["accent"] in timeline.SCREEN.mark


def test_no_other_file_names_a_colour() -> None:
    named = {
        path.name: found
        for pattern in ("presentation/**/*.py", "html/**/*.py", "typst/**/*.py", "html/**/*.html", "**/*.typ")
        for path in CODE.glob(pattern)
        if (found := HEX.findall(path.read_text(encoding="utf-8")))
    }
    assert named == {}


def test_colours_that_are_to_be_printed_are_so_in_chromium_before_136() -> None:
    """Which knows the property by its first name alone."""
    sheets = {path.name: path.read_text(encoding="utf-8") for path in CODE.glob("html/**/*.css")}
    alone = re.compile(r"(?<!-webkit-print-color-adjust: exact; )(?<!-webkit-)print-color-adjust")
    assert [name for name, sheet in sheets.items() if alone.search(sheet)] == []


def test_words_can_be_read_on_paper_of_all_kinds() -> None:
    for colours in (LIGHT, DARK, PRINT):
        assert min(contrast(colours[ink], colours["paper"]) for ink in ("ink", "soft", "accent")) > ENOUGH
