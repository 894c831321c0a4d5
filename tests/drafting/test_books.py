"""A book becomes several chapters: by the pages of an EPUB, by the headings of a long document."""

import datetime as dt
import io
import zipfile

import pytest

from lesebuch.drafting import Draft, draft, hints_of
from lesebuch.model import Source
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.document import read_document

TODAY = dt.date(2026, 11, 20)
LONG = "Der Steg am See ist seit dem Sturm gesperrt, und die Fischer warten auf das Holz aus dem Wald. " * 10
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="buch/paket.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Am See</dc:title>'
    "<dc:creator>Ada Berg</dc:creator><dc:date>1921</dc:date><dc:language>de</dc:language></metadata><manifest>{}</manifest><spine>{}</spine></package>"
)


def epub(pages: dict[str, str], missing: str = "") -> bytes:
    """A book with these bodies of pages, in this order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        items = "".join(
            f'<item id="{n}" href="Text/{n}.xhtml" media-type="application/xhtml+xml"/>' for n in [*pages, missing] if n
        )
        spine = "".join(f'<itemref idref="{n}"/>' for n in [*pages, missing] if n)
        book.writestr("buch/paket.opf", PACKAGE.format(items, spine))
        for name, body in pages.items():
            page = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{name}</title></head><body>{body}</body></html>'
            book.writestr(f"buch/Text/{name}.xhtml", page)
    return target.getvalue()


def read(data: bytes, name: str = "a.epub") -> Source:
    source, problems = extract(data, name, Where(name))
    assert not problems, problems
    assert source is not None
    return source


def drafts(data: bytes, name: str = "a.epub") -> list[Draft]:
    document = read_document(data, name.rpartition(".")[2].replace("md", "markdown"))
    assert document is not None
    made, problems = draft(normalise(read(data, name))[0], hints=hints_of(document, TODAY), today=TODAY)
    assert not problems
    return made


def test_pages_become_chapters_in_their_order() -> None:
    made = drafts(
        epub(
            {
                "deckel": "<h1>Am See</h1><p>Ada Berg</p>",
                "inhalt": "<ol><li>Der Steg</li><li>Das Boot</li></ol>",
                "eins": f"<h1>Der Steg</h1><p>{LONG}</p>",
                "bild": "<p>* * *</p>",
                "zwei": f"<h2>Noch vom Steg</h2><p>{LONG}</p>",
                "drei": f"<h1>Das Boot</h1><p>{LONG[::-1]}</p>",
            },
            missing="vier",
        )
    )
    assert [(chapter.title, chapter.first, chapter.last) for chapter in made] == [
        ("Der Steg", 5, 9),
        ("Das Boot", 10, 11),
    ]
    assert [(span.first, span.last, span.reason) for span in made[0].outside] == [(1, 4, "front matter")]
    assert [(credit.name, str(chapter.published)) for chapter in made for credit in chapter.credits] == [
        ("Ada Berg", "1921")
    ] * 2
    assert [chapter.part for chapter in made] == ["Am See"] * 2


def test_an_article_is_no_book() -> None:
    made = drafts(epub({"eins": f"<h1>Der Steg</h1><p>{LONG}</p>", "zwei": "<p>Impressum</p>"}))
    assert [(chapter.title, chapter.part) for chapter in made] == [("Der Steg", "")]


@pytest.mark.parametrize(("words", "count"), [(3, 1), (15, 4)])
def test_headings_of_a_long_document_begin_chapters(words: int, count: int) -> None:
    text = "Vorwort am See\n\n" + "".join(f"# Kapitel {n}\n\n{(LONG + f'Ende {n}. ') * words}\n\n" for n in "abcd")
    made = drafts(text.encode(), "a.md")
    assert len(made) == count
    if count > 1:
        assert [chapter.title for chapter in made] == [f"Kapitel {n}" for n in "abcd"]
        assert {chapter.part for chapter in made} == {"a"}  # the file's name, where nothing else has the book's title
        assert [(span.first, span.last) for span in made[0].outside] == [(1, 1)]


def test_what_a_page_of_a_book_says() -> None:
    source = read(
        epub(
            {
                "eins": "<h1>Ein<br/>Steg</h1><p>Er ging<a epub:type='noteref' href='noten.xhtml#n'>1</a>&nbsp;heim.</p><p><img src='../steg.png' alt='Der Steg'/></p>"
                "<p class='verse'>Ein Steg,<br/>ein See</p><p><img src='../boot.png' alt=''/></p><p>Ende <img src='../x.png' alt='Boot'/>.</p>"
                "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>",
                "noten": "<div><aside epub:type='footnote' id='n'><p>Ins Dorf.</p></aside></div>",
            }
        )
    )
    assert source.text.split("\n") == [
        "Ein Steg", "Er ging1\u00a0heim.", "Der Steg", "Ein Steg,", "ein See", "Ende Boot.", "a\tb", "Ins Dorf.",
    ]  # fmt: skip
    assert [(said.line, said.kind, said.label, said.target) for said in source.layout] == [
        (1, "heading", "", ""), (3, "figure", "", "buch/steg.png"), (4, "verse", "", ""), (5, "verse", "", ""), (7, "row", "", ""),
        (8, "footnote", "1", ""),
    ]  # fmt: skip
    assert [(s.line, s.start, s.end, s.kind, s.target) for s in source.styles] == [
        (2, 7, 8, "noteref", "1"), (6, 0, 0, "image", "buch/boot.png"), (6, 5, 9, "image", "buch/x.png"),
    ]  # fmt: skip


@pytest.mark.parametrize("member", ["META-INF/container.xml", "buch/paket.opf"])
def test_a_book_without_its_record_is_refused(member: str) -> None:
    whole = epub({"eins": "<p>Text</p>"})
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, "<" if name == member else old.read(name))
    source, problems = extract(target.getvalue(), "a.epub", Where("a"))
    assert source is None
    assert "package document" in problems[0].message
    assert read_document(target.getvalue(), "epub") is None


def test_a_page_that_is_no_xml_is_read_as_html() -> None:
    assert read(epub({"eins": "<p>Ein <b>Steg</p><p>am See"})).text == "Ein Steg\nam See"
