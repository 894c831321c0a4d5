"""The pages of a book: which there are, and the pictures on them."""

import io
import zipfile

import pytest

from lesebuch.model import Source
from lesebuch.problems import Where
from lesebuch.sources import account, extract

CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b/o.opf"/></rootfiles></container>'
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><style>.a {{fill: red}}</style>{}</svg>'


def book(pages: dict[str, str], spine: str, items: str = "") -> bytes:
    """A container with pages, in the order of the spine; more items of its manifest."""
    told = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in pages)
    order = "".join(f'<itemref idref="{name}"/>' for name in spine.split())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
        packed.writestr("META-INF/container.xml", CONTAINER)
        opf = f'<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>{told}{items}</manifest><spine>{order}</spine></package>'
        packed.writestr("b/o.opf", opf)
        for name, page in pages.items():
            packed.writestr(f"b/{name}.xhtml", PAGE.format(page))
    return target.getvalue()


def read(data: bytes, version: str = "") -> Source:
    source, problems = extract(data, "a.epub", Where("a"), version)
    assert not problems
    assert source
    return source


def pictures(source: Source) -> list[tuple[int, int, str]]:
    return [(style.line, style.start, style.target) for style in source.styles if style.kind == "image"]


def test_pictures_without_words_stay_on_their_page() -> None:
    pages = {"a": '<p>Steg</p><img src="1.png"/>', "b": '<img src="2.png"/><p>Boot</p>'}
    assert pictures(read(book(pages, "a b"))) == [(1, 4, "b/1.png"), (2, 0, "b/2.png")]


def test_pictures_of_pages_without_a_word_stand_before_the_next_line_or_at_the_end() -> None:
    pages = {"a": '<img src="1.png"/>', "b": "<p>Boot</p>", "c": '<img src="../3.png" alt=""/>'}
    assert pictures(read(book(pages, "a b c"))) == [(1, 0, "b/1.png"), (1, 4, "3.png")]


def test_a_picture_with_words_is_a_figure_beside_one_without() -> None:
    source = read(book({"a": '<img src="1.png"/><img src="2.png" alt="Ein Steg"/><img src="3.png"/>'}, "a"))
    assert [(line.kind, line.target) for line in source.layout] == [("figure", "b/2.png")]
    assert pictures(source) == [(1, 0, "b/1.png"), (1, 8, "b/3.png")]


@pytest.mark.parametrize("address", ["l:href", "href"])
def test_a_picture_within_a_drawing_is_a_picture_and_its_style_no_text(address: str) -> None:
    drawn = DRAWN.format(f'<image {address}="1.png"/>')
    data = book({"a": f"<p>Steg</p>{drawn}<p>Boot</p>"}, "a")
    assert (read(data).text, pictures(read(data))) == ("Steg\nBoot", [(2, 0, "b/1.png")])
    assert ".a {fill: red}" in read(data, "epub 3").text


def test_what_stands_in_for_an_item_that_is_no_page_is_read() -> None:
    items = '<item id="j" href="j.json" media-type="application/json" fallback="k"/><item id="k" href="k.png" media-type="image/png" fallback="b"/>'
    items += '<item id="l" href="l.json" media-type="application/json" fallback="l"/>'
    data = book({"a": "<p>Steg</p>", "b": "<p>Boot</p>"}, "a j l", items)
    assert (read(data).text, read(data, "epub 3").text) == ("Steg\nBoot", "Steg")


def test_pages_that_are_drawings_are_told() -> None:
    drawings = '<item id="s" href="s.svg" media-type="image/svg+xml"/><item id="t" href="t.svg" media-type="image/svg+xml" fallback="a"/>'
    told = account(book({"a": "<p>Steg</p>"}, "a s t", drawings), "epub")
    assert told
    assert [remark.partition(",")[0] for remark in told.remarks] == ["text: 1 of its pages is a drawing (SVG)"]
