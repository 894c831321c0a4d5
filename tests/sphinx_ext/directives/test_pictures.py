"""The directive `{picture}`: what every format shows of it, what `check` asks, and that a restricted one stays at home."""

import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from lxml import etree, html
from small_reader import Build

from lesebuch import pipeline
from lesebuch.config import Edition
from lesebuch.problems import Code

OPEN = """:::{picture} images/hafen.png
:alt: Ein Kran am Kai
:credit: Zeichnung: Ida Brand
:licence: CC BY 4.0
:rights: open
:url: https://example.org/hafen
:name: kran

Der *Kran* von {entry}`altenfurt`.
:::
"""
RESTRICTED = """:::{picture} images/geheim.png
:alt: Der gesperrte Steg
:credit: Foto: Max Roth
:rights: restricted

Der Steg im Winter.
:::
"""


def png(red: int, width: int = 300, height: int = 200) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((red, 80, 120)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def pictured(root: Path) -> Path:
    folder = root / "docs" / "images"
    folder.mkdir()
    (folder / "hafen.png").write_bytes(png(200))
    (folder / "geheim.png").write_bytes(png(50))
    return with_page(root, OPEN, RESTRICTED)


def with_page(root: Path, *blocks: str) -> Path:
    (root / "docs" / "pictures.md").write_text("# Bilder\n\n" + "\n".join(blocks), encoding="utf-8")
    index = root / "docs" / "index.md"
    listed = index.read_text(encoding="utf-8")
    if "\npictures\n" not in listed:
        index.write_text(listed.replace("\nchapters\n", "\npictures\nchapters\n", 1), encoding="utf-8")
    return root


def said(root: Path) -> list[tuple[Code, int]]:
    _reader, problems = pipeline.read(root, Edition.CLASS)
    return [(problem.code, problem.where.line) for problem in problems if problem.where.path == "docs/pictures.md"]


def holds(out: Path, data: bytes) -> list[str]:
    """The files of a build that have these bytes in them, packed or not."""
    found = []
    for path in out.rglob("*"):
        if path.is_file() and ".doctrees" not in path.parts:
            if data in path.read_bytes():
                found.append(path.name)
            elif zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found += [name for name in archive.namelist() if data in archive.read(name)]
    return found


def test_a_page_shows_the_picture_its_caption_and_whose_it_is(pictured: Path, build: Build) -> None:
    built = build(pictured, "-W")
    assert built.code == 0, built.output
    assert said(pictured) == []
    first, second = html.fromstring(built.page("pictures")).xpath('//figure[@class="lb-picture"]')
    (image,) = first.xpath(".//img")
    assert {name: image.get(name) for name in ("alt", "width", "height", "loading", "src")} == {
        "alt": "Ein Kran am Kai",
        "width": "300",
        "height": "200",
        "loading": "lazy",
        "src": "_images/hafen.png",
    }
    assert first.get("id") == "kran"
    assert "Der Kran von Altenfurt." in " ".join(first.text_content().split())
    credit = first.xpath('.//p[@class="credit"]')[0]
    assert credit.text_content() == "Zeichnung: Ida Brand · CC BY 4.0"
    assert credit.xpath("a/@href") == ["https://example.org/hafen"]
    assert second.xpath(".//img/@alt") == ["Der gesperrte Steg"]


@pytest.mark.parametrize("builder", ["html", "singlehtml", "dirhtml", "epub", "latex", "texinfo", "text", "xml"])
def test_no_public_edition_has_a_restricted_picture(pictured: Path, build: Build, builder: str) -> None:
    built = build(pictured, "-b", builder, edition="public", out=builder)
    assert built.code == 0, built.output
    secret, shown = (
        (pictured / "docs/images/geheim.png").read_bytes(),
        (pictured / "docs/images/hafen.png").read_bytes(),
    )
    assert holds(built.out, secret) == []
    assert holds(built.out, b"geheim.png") in ([], ["pictures.md.txt"])
    if builder not in {"text", "xml"}:
        assert holds(built.out, shown)


def test_what_is_not_shown_is_told(pictured: Path, build: Build) -> None:
    page = build(pictured, "-W", edition="public").page("pictures")
    assert "Diese Ausgabe zeigt das Bild nicht. Zu sehen ist: Der gesperrte Steg" in page
    assert "Der Steg im Winter." in page
    assert "Foto: Max Roth" in page


@pytest.mark.parametrize(
    "options", ["", ":rights: unklar\n", ":licence: CC BY 4.0\n", ":rights: open\n", ":rights: open\n:licence: ' '\n"]
)
def test_what_is_in_doubt_is_not_shown(pictured: Path, build: Build, options: str) -> None:
    with_page(pictured, f":::{{picture}} images/geheim.png\n:alt: x\n{options}:::\n")
    built = build(pictured, edition="public")
    assert holds(built.out, (pictured / "docs/images/geheim.png").read_bytes()) == []
    assert "picture-missing" in built.page("pictures")


def test_the_width_is_a_share_of_the_page_and_the_measures_stay(pictured: Path, build: Build) -> None:
    with_page(pictured, OPEN.replace(":name: kran", ":width: 40 %"))
    page = html.fromstring(build(pictured, "-W").page("pictures"))
    (figure,) = page.xpath('//figure[@class="lb-picture"]')
    assert figure.get("style") == "width:40%"
    assert figure.xpath(".//img/@width") == ["300"]


def test_an_epub_has_it_with_its_words(pictured: Path, build: Build) -> None:
    built = build(pictured, "-b", "epub", out="epub")
    with zipfile.ZipFile(next(built.out.glob("*.epub"))) as book:
        page = etree.fromstring(book.read("pictures.xhtml"))
        names = book.namelist()
    assert [image.get("alt") for image in page.iter("{*}img")] == ["Ein Kran am Kai", "Der gesperrte Steg"]
    assert any(name.endswith("hafen.png") for name in names)


def test_check_names_what_is_missing_with_its_line(pictured: Path) -> None:
    with_page(pictured, ":::{picture} images/nirgends.png\n:rights: open\n:::\n")
    assert said(pictured) == [(Code.DEAD_LINK, 3), (Code.MISSING_KEY, 3), (Code.MISSING_KEY, 3)]
    with_page(pictured, ":::{picture} images/hafen.png\n:alt: x\n:::\n")
    assert said(pictured) == [(Code.MISSING_KEY, 3)]
    with_page(pictured, ":::{picture} images/hafen.png\n:alt: x\n:rights: frei\n:::\n")
    assert said(pictured) == [(Code.BAD_VALUE, 5)]
    with_page(pictured, ":::{picture} https://example.org/x.png\n:alt: x\n:rights: restricted\n:::\n")
    assert said(pictured) == [(Code.BAD_MARKUP, 3)]


def test_a_restricted_picture_may_be_absent(pictured: Path, build: Build) -> None:
    (pictured / "docs/images/geheim.png").unlink()
    assert said(pictured) == [
        (
            Code.RESTRICTED_SOURCE,
            pictured.joinpath("docs/pictures.md").read_text().split("\n").index(":::{picture} images/geheim.png") + 1,
        )
    ]
    built = build(pictured, "-W")
    assert built.code == 0, built.output
    assert "Diese Ausgabe zeigt das Bild nicht." in built.page("pictures")


def test_notes_and_entries_may_hold_pictures(pictured: Path, build: Build) -> None:
    path = pictured / "glossary" / "altenfurt.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\n" + OPEN.replace("images/", "/images/").replace(":name: kran\n", ""),
        encoding="utf-8",
    )
    built = build(pictured, "-W")
    assert built.code == 0, built.output
    assert 'alt="Ein Kran am Kai"' in built.page("glossary")
