"""A picture of `{picture}` on a sheet for word processors and in the book, and no restricted one in public."""

import sys
import zipfile
from pathlib import Path

TYPST = Path(__file__).parents[1] / "typst"
sys.path.insert(0, str(TYPST))

import printed  # noqa: E402 - from a neighbour
import pytest  # noqa: E402
from PIL import Image  # noqa: E402
from printed import copy_mini, letters  # noqa: E402
from sheets import W, build, part  # noqa: E402

from lesebuch.office.pictures import embedded  # noqa: E402

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "page.png"
BLOCK = """
:::{{picture}} pump.png
:alt: Eine Pumpe am Brunnen
:credit: Zeichnung: Ida Brand
:licence: CC BY 4.0
:rights: {rights}

Die Pumpe.
:::
"""


def pictured(folder: Path, rights: str) -> Path:
    root = copy_mini(folder)
    page = root / "docs" / "assignments" / "rundgang.md"
    page.write_text(page.read_text(encoding="utf-8") + BLOCK.format(rights=rights), encoding="utf-8")
    (page.parent / "pump.png").write_bytes(PICTURE.read_bytes())
    return root


def test_a_sheet_has_the_picture_its_caption_and_its_words(tmp_path: Path) -> None:
    root = pictured(tmp_path, "restricted")
    done = build(root, tmp_path / "docx", "docx", ["assignments/rundgang"])
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(tmp_path / "docx" / "sheet.docx") as sheet:
        told = sheet.read("word/document.xml").decode("utf-8")
        assert PICTURE.read_bytes() in [sheet.read(name) for name in sheet.namelist() if name.endswith(".png")]
    for words in ("Eine Pumpe am Brunnen", "Die Pumpe.", "Zeichnung: Ida Brand · CC BY 4.0"):
        assert words in told


def test_the_book_has_it_and_a_public_one_says_that_it_has_not(tmp_path: Path) -> None:
    root = pictured(tmp_path, "restricted")
    whole = printed.build(root, tmp_path / "class")
    public = printed.build(root, tmp_path / "public", edition="public")
    assert (whole.code, public.code) == (0, 0), whole.output + public.output

    def images(made: printed.Printed) -> int:
        return sum(len(page.images) for page in made.reader.pages)

    assert images(whole) == images(public) + 1
    assert letters("Die Pumpe. Zeichnung: Ida Brand") in whole.letters
    assert letters("Diese Ausgabe zeigt das Bild nicht. Zu sehen ist: Eine Pumpe am Brunnen") in public.letters
    assert not list((tmp_path / "public").rglob("*pump*"))


def test_a_high_picture_leaves_room_for_its_caption_and_no_row_is_on_two_pages(tmp_path: Path) -> None:
    root = pictured(tmp_path, "restricted")
    page = root / "docs" / "assignments" / "rundgang.md"
    table = "\n| Jahr | Pegel |\n| --- | --- |\n| 1990 | 12 |\n"
    page.write_text(page.read_text(encoding="utf-8") + table, encoding="utf-8")
    Image.new("RGB", (350, 900)).save(page.parent / "pump.png")
    done = build(root, tmp_path / "docx", "docx", ["assignments/rundgang"])
    assert (done.returncode, done.stderr) == (0, "")
    document = part(tmp_path / "docx" / "sheet.docx", "word/document.xml")
    millimetre = 36_000
    sizes = [
        (int(size.get("cx", "0")) / millimetre, int(size.get("cy", "0")) / millimetre)
        for size in document.iter("{*}extent")
    ]
    assert [(round(wide), round(high)) for wide, high in sizes] == [(54, 140)]
    rows = list(document.iter(f"{W}tr"))
    assert rows
    assert [row for row in rows if row.find(f"{W}trPr/{W}cantSplit") is None] == []


@pytest.mark.parametrize(
    ("size", "dots", "share", "height"),
    [
        # Of 300 dots per inch it is 85 mm high, of 72 it would be wider than the text.
        ((600, 1000), 300, None, ""),
        ((600, 1000), None, None, "140mm"),
        # Nobody says how many dots: it is 159 mm high.
        ((300, 450), None, None, "140mm"),
        ((300, 390), None, None, ""),
        # It is made wider than it is.
        ((60, 200), 300, 0.5, "140mm"),
        ((60, 100), 300, 0.5, ""),
    ],
)
@pytest.mark.parametrize("ending", [".png", ".jpg"])
def test_a_picture_is_made_lower_only_if_it_would_be_too_high(
    tmp_path: Path, ending: str, size: tuple[int, int], dots: int | None, share: float | None, height: str
) -> None:
    path = tmp_path / f"a{ending}"
    Image.new("RGB", size).save(path, **({"dpi": (dots, dots)} if dots else {}))
    assert embedded(path).height(share) == height


def test_a_picture_that_says_no_size_has_no_height(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="0" height="9"/>', encoding="utf-8")
    for name in ("a.png", "a.svg", "none.png"):
        assert embedded(tmp_path / name).height() == ""
