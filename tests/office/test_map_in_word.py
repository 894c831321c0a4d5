"""A map on a sheet for word processors: a picture with words, and the list of places."""

import sys
import zipfile
from pathlib import Path

import pytest

TYPST = Path(__file__).parents[1] / "typst"
sys.path.insert(0, str(TYPST))

from printed import copy_mini  # noqa: E402 - from a neighbour
from sheets import build  # noqa: E402


@pytest.mark.parametrize(("form", "holding"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_a_sheet_holds_the_map_as_a_picture_with_words(tmp_path: Path, form: str, holding: str) -> None:
    root = copy_mini(tmp_path)
    entry = root / "glossary" / "salzau.md"
    entry.write_text(
        entry.read_text(encoding="utf-8").replace("kind: place", "kind: place\ncoordinates: [54.3, 10.3]"),
        encoding="utf-8",
    )
    page = root / "docs" / "assignments" / "rundgang.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n```{map}\n:caption: Wo Salzau liegt\n```\n", encoding="utf-8")
    done = build(root, tmp_path / form, form, ["assignments/rundgang"])
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(tmp_path / form / f"sheet.{form}") as sheet:
        told = sheet.read(holding).decode("utf-8")
        pictures = [name for name in sheet.namelist() if name.endswith(".png") and "humbnail" not in name]
        assert len(sheet.read(pictures[0])) > 10_000
    assert "Karte mit 1 Ort: Salzau." in told
    assert "Wo Salzau liegt" in told
    assert "Natural Earth" in told
    assert "54,3° N" in told
