"""A book becomes several chapters: by the pages of an EPUB, by the headings of a long document."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest

from lesebuch.drafting import Draft, Hints, draft, hints_of, read_page
from lesebuch.drafting.books import chapters_of
from lesebuch.drafting.chapternames import chapter_slugs
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.web import PageLine
from lesebuch.edtf import TimeValue
from lesebuch.model import Source
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.document import read_document
from lesebuch.sources.page import page_lines

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


def epub(pages: dict[str, str], missing: str = "", record: str = "") -> bytes:
    """A book with these bodies of pages, in this order; `record` is more of its metadata."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        items = "".join(
            f'<item id="{n}" href="Text/{n}.xhtml" media-type="application/xhtml+xml"/>' for n in [*pages, missing] if n
        )
        spine = "".join(f'<itemref idref="{n}"/>' for n in [*pages, missing] if n)
        book.writestr("buch/paket.opf", PACKAGE.format(items, spine).replace("</metadata>", f"{record}</metadata>"))
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


def titles(made: list[Draft]) -> list[str]:
    return [chapter.title for chapter in made]


def test_the_heading_of_a_part_belongs_to_no_chapter() -> None:
    pages = {
        "erster": "<h1>Erster Teil</h1>", "eins": f"<h2>Der Steg</h2><p>{LONG}</p>", "zwei": f"<h2>Das Boot</h2><p>{LONG}</p>",
        "zweiter": "<h1>Zweiter Teil</h1>", "drei": f"<h2>Das Holz</h2><p>{LONG}</p>",
    }  # fmt: skip
    made = drafts(epub(pages))
    assert titles(made) == ["Der Steg", "Das Boot", "Das Holz"]
    assert [(span.first, span.reason) for span in made[0].outside] == [(1, "front matter")]
    assert [(span.first, span.reason) for span in made[2].outside] == [(6, "between chapters")]


def test_pages_that_are_cut_by_size_are_no_chapters() -> None:
    """As those of books that a program divides: chapters begin and end anywhere in them."""
    pages = {
        "0": f"<h1>Am See</h1><h2>Inhalt</h2><p>Der Steg, das Boot, das Holz</p><h2>Der Steg</h2><p>{LONG}</p>",
        "1": f"<p>{LONG}</p><h2>Das Boot</h2><p>{LONG}</p><h3>Das Ruder</h3><p>{LONG}</p>",
        "2": f"<p>{LONG}</p><h2>Das Holz</h2><p>{LONG}</p>",
    }
    made = drafts(epub(pages))
    assert titles(made) == ["Der Steg", "Das Boot", "Das Holz"]
    assert [(chapter.first, chapter.last) for chapter in made] == [(4, 6), (7, 11), (12, 13)]


def test_a_short_chapter_is_one_and_contents_at_the_end_are_none() -> None:
    pages = {
        "eins": f"<h1>Der Steg</h1><p>{LONG}</p>", "zwei": "<h1>Pause</h1><p>Nichts geschah.</p>", "drei": f"<h1>Das Boot</h1><p>{LONG}</p>",
        "inhalt": f"<h1>Inhalt</h1><p>{LONG}</p>",
    }  # fmt: skip
    made = drafts(epub(pages))
    assert titles(made) == ["Der Steg", "Pause", "Das Boot"]
    assert [(span.first, span.reason) for span in made[-1].outside] == [(7, "back matter")]


def test_a_chapter_of_lists_is_one_and_a_list_goes_on_with_its_chapter() -> None:
    recipes = "".join(f"<li>{LONG}</li>" for _ in "12")
    pages = {
        "eins": f"<h1>Der Steg</h1><p>{LONG}</p>", "weiter": f"<ol>{recipes}</ol>",
        "zwei": f"<h1>Suppen</h1><ol>{recipes}</ol>", "drei": f"<h1>Das Boot</h1><p>{LONG}</p>",
    }  # fmt: skip
    made = drafts(epub(pages))
    assert [(found.title, found.first, found.last, found.outside) for found in made] == [
        ("Der Steg", 1, 4, ()), ("Suppen", 5, 7, ()), ("Das Boot", 8, 9, ()),
    ]  # fmt: skip


def test_a_numbered_story_is_called_by_its_name() -> None:
    pages = {n: f"<h1>{n}</h1><h2>Der {n}. Steg</h2><p>{LONG}</p>" for n in "123"}
    assert titles(drafts(epub(pages))) == ["Der 1. Steg", "Der 2. Steg", "Der 3. Steg"]


def plain(text: str) -> list[Draft]:
    made, problems = draft(normalise(read(text.encode(), "a.txt"))[0], today=TODAY)
    assert not problems
    return made


def chapter(head: str, *, words: int = 20) -> str:
    return f"\n\n{head}\n\n{(LONG + 'Ende. ') * words}\n"


def test_headings_that_count_cut_a_plain_text() -> None:
    contents = "Am See\n\nI. Der Steg\n\nII. Das Boot\n\nIII. Das Holz\n"
    text = (
        contents
        + chapter("KAPITEL I. DER STEG")
        + chapter("1.")
        + chapter("2.")
        + chapter("Kapitel II. Das Boot")
        + chapter("III: Das Holz")
    )
    made = plain(text)
    assert titles(made) == ["KAPITEL I. DER STEG", "Kapitel II. Das Boot", "III: Das Holz"]
    assert {found.part for found in made} == {"a"}
    assert [(span.first, span.last, span.reason) for span in made[0].outside] == [(1, 7, "front matter")]


def test_bare_numbers_cut_a_plain_text_that_has_no_other() -> None:
    assert titles(plain("Am See" + chapter("I.") + chapter("II.") + chapter("III."))) == ["I.", "II.", "III."]


@pytest.mark.parametrize(
    "text",
    [
        chapter("I. Der Steg") + chapter("III. Das Boot") + chapter("IV. Das Holz"),
        chapter("1. Der Steg", words=3) + chapter("2. Das Boot", words=3) + chapter("3. Das Holz", words=3),
        chapter("I. Der Steg") + chapter("II. Das Boot"),
        chapter("LIED I. Der Steg", words=3)
        + chapter("LIED II. Das Boot", words=3)
        + chapter("LIED III. Holz", words=3)
        + chapter("Ende", words=80),
    ],
)
def test_a_plain_text_with_a_few_or_short_sections_is_one(text: str) -> None:
    assert len(plain("Am See" + text)) == 1


NOTICE = "This eBook is for the use of anyone.\n\n"
RECORD = "Title: Am See\n\nAuthor: Ada Berg\n\nTranslator: Ben Tal\n\nRelease Date: May 3, 2004 [EBook #1]\n\nLanguage: German\n\n"
START, END = "*** START OF THE PROJECT GUTENBERG EBOOK AM SEE ***", "*** END OF THE PROJECT GUTENBERG EBOOK AM SEE ***"


def gutenberg(text: str) -> str:
    return f"{NOTICE}{RECORD}{START}\n\nProduced by many\nand others\n\n{text}\n\n{END}\n\nThe licence. {LONG}\n"


def test_what_project_gutenberg_adds_is_no_text() -> None:
    (made,) = plain(gutenberg(f"AM SEE\n\nvon Ada Berg\n\n{LONG}"))
    assert (made.title, made.published) == ("AM SEE", None)
    assert [(credit.name, credit.role) for credit in made.credits if credit.role == "translator"] == [
        ("Ben Tal", "translator")
    ]
    assert [credit.name for credit in made.credits if credit.role == "author"] == ["Ada Berg"]
    assert [(span.first, span.last, span.reason) for span in made.outside] == [
        (1, 16, "notice of Project Gutenberg"), (24, 26, "notice of Project Gutenberg"),
    ]  # fmt: skip


def test_of_a_long_title_the_first_line_is_enough() -> None:
    record = gutenberg(f"AM GROSSEN SEE,\n\nODER DER WINTER\n\n{LONG}").replace(
        "Title: Am See", "Title: Am grossen See, oder Der Winter"
    )
    (made,) = plain(record)
    assert (made.title, made.title_at) == ("AM GROSSEN SEE,", "18")


def test_its_record_gives_the_title_that_no_line_has() -> None:
    (made,) = plain(gutenberg(f"Was der Herausgeber sagt\n\n{LONG}\n\n{LONG}"))
    assert (made.title, made.title_at) == ("Am See", "")
    assert "title: taken from the record above the text; no line of the text has it" in made.doubts


def test_its_record_names_the_part_of_a_book() -> None:
    made = plain(gutenberg("AM SEE" + chapter("I. Der Steg") + chapter("II. Das Boot") + chapter("III. Das Holz")))
    assert titles(made) == ["I. Der Steg", "II. Das Boot", "III. Das Holz"]
    assert {found.part for found in made} == {"Am See"}
    assert {credit.name for found in made for credit in found.credits} == {"Ada Berg", "Ben Tal"}
    assert {found.published for found in made} == {None}


def test_a_page_has_no_blank_line_below_those_who_made_it() -> None:
    lines = [START, "Produced by Karl Tal", "Der Steg", LONG, END, "The licence."]
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"
    made, _ = draft(normalise(read(page.encode(), "a.html"))[0], today=TODAY)
    assert [(span.first, span.last) for span in made[0].outside] == [(1, 2), (5, 6)]


def test_the_headings_of_a_page_of_project_gutenberg_are_its_chapters() -> None:
    """Its title is not the window's, which names the project."""
    chapters = "".join(f"<h2>{name}</h2><p>{LONG * 20}</p>" for name in ("Der Steg", "Das Boot", "Das Holz"))
    body = (
        "".join(f"<p>{line}</p>" for line in RECORD.split("\n\n") if line) + f"<p>{START}</p><h1>Am See</h1>{chapters}"
    )
    page = f"<title>The Project Gutenberg eBook of Am See, by Ada Berg</title>{body}<p>{END}</p>"
    made, _ = draft(
        normalise(read(page.encode(), "a.html"))[0], hints=read_page(page, page_lines(page), TODAY), today=TODAY
    )
    assert titles(made) == ["Der Steg", "Das Boot", "Das Holz"]
    assert {found.part for found in made} == {"Am See"}
    assert {credit.name for found in made for credit in found.credits if credit.role == "author"} == {"Ada Berg"}


def test_a_long_book_may_have_short_chapters() -> None:
    words = "Wort " * 1000
    for count, is_book in ((42, True), (30, False)):
        lines = [(n * 4 + at, text) for n in range(count) for at, text in ((1, f"Chapter {n + 1}"), (3, words))]
        assert (chapters_of([SourceLine(*line) for line in lines], ()) is not None) == is_book


def test_a_chapter_on_time_is_not_where_a_play_takes_place() -> None:
    """What has no heading goes on with it."""
    words = "Wort " * 2000
    lines = [SourceLine(1, "Zeit", level=2), SourceLine(2, words), SourceLine(3, words), SourceLine(4, "Raum", level=2), SourceLine(5, words)]  # fmt: skip
    made = chapters_of(lines, (1, 3, 4), is_book=True)
    assert made
    assert [chapter.blocks for chapter in made.chapters] == [lines[:3], lines[3:]]


def test_a_page_of_which_only_the_notice_is_main_text_is_read_all_the_same() -> None:
    text = normalise(read(f"<p>Vorab {LONG}</p><p>{START}</p><p>Der Steg</p><p>{LONG}</p>".encode(), "a.html"))[0]
    hints = Hints(lines=tuple(PageLine(number == 0) for number in range(4)))
    made, _ = draft(text, hints=hints, today=TODAY)
    assert [(chapter.first, chapter.last) for chapter in made] == [(3, 4)]


@pytest.mark.parametrize("line", ["Acme LLC", "VVX.", "İ."])
def test_what_only_looks_like_a_roman_number_is_none(line: str) -> None:
    assert len(plain(f"Am See\n\n{line}\n\n{LONG}")) == 1


def test_a_text_about_project_gutenberg_keeps_its_lines() -> None:
    (made,) = plain(f"Eine Bibliothek\n\n{LONG}\n\nThe Project Gutenberg eBook ist ein Name.\n\n{LONG}")
    assert "notice of Project Gutenberg" not in {span.reason for span in made.outside}


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


FICTION = """<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>
<author><first-name>Ada</first-name><last-name>Berg</last-name></author><book-title>Am See</book-title><lang>de</lang></title-info></description>
<body><title><p>Am See</p></title>{}</body></FictionBook>"""


def section(title: str, text: str) -> str:
    return f"<section><title><p>{title}</p></title>{text}</section>"


@pytest.mark.parametrize(("words", "count"), [(2, 1), (12, 4)])
def test_sections_of_a_long_novel_are_chapters(words: int, count: int) -> None:
    """A short one stays whole."""
    parts = "".join(
        section(part, "".join(section(name, f"<p>{LONG * words}</p>" * 2) for name in names))
        for part, names in (("Erster Teil", ("Der Steg", "Das Boot")), ("Zweiter Teil", ("Das Holz", "Das Eis")))
    )
    made = drafts(FICTION.format(parts).encode(), "a.fb2")
    assert len(made) == count
    if count > 1:
        assert titles(made) == ["Der Steg", "Das Boot", "Das Holz", "Das Eis"]
        assert {chapter.part for chapter in made} == {"Am See"}


def test_no_long_page_is_left_out_because_a_list_stands_before_it() -> None:
    pages = {
        "eins": f"<h1>Der Steg</h1><p>{LONG}</p>", "bilder": "<h1>Abbildungsverzeichnis</h1><p>Der Steg</p>",
        "mehr": f"<p>{LONG}</p>", "zwei": f"<h1>Das Boot</h1><p>{LONG}</p>",
    }  # fmt: skip
    made = drafts(epub(pages))
    assert [(chapter.title, chapter.first, chapter.last) for chapter in made] == [
        ("Der Steg", 1, 5),
        ("Das Boot", 6, 7),
    ]


@pytest.mark.parametrize(
    "record",
    [
        '<dc:contributor id="t">Ben Tal</dc:contributor><meta property="role" refines="#t">trl</meta><dc:contributor>Lena Probe</dc:contributor>',
        '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="trl">Ben Tal</dc:creator>',
    ],
)
def test_who_translated_a_book_is_named(record: str) -> None:
    (made,) = drafts(epub({"eins": f"<h1>Der Steg</h1><p>{LONG}</p>"}, record=record))
    assert [(credit.name, credit.role) for credit in made.credits] == [
        ("Ada Berg", "author"),
        ("Ben Tal", "translator"),
    ]


def test_chapters_that_are_only_counted_are_called_by_their_book() -> None:
    pages = {"eins": "I", "zwei": "Kapitel 2", "drei": "Der Steg"}
    made = drafts(
        epub({name: f"<h1>{title}</h1><p>{LONG[number:]}</p>" for number, (name, title) in enumerate(pages.items())})
    )
    assert [chapter.slug for chapter in made] == ["am-see-i", "am-see-kapitel-2", "der-steg"]


def test_a_chapter_that_is_set_as_a_quotation_is_none() -> None:
    body = f"<h1>I</h1><p>Annas Tagebuch</p><blockquote><p>{LONG}</p><p>{LONG[::-1]}</p></blockquote>"
    made = drafts(epub({"eins": body}))[0]
    assert not any(claim.kind == "quote" for claim in made.structure)


def test_what_somebody_owns_is_no_name() -> None:
    body = f"<header><h2>I</h2><p>Ada Berg’s Journal.</p></header><p>{LONG}</p>"
    made = drafts(epub({"eins": body}))[0]
    assert [credit.name for credit in made.credits] == ["Ada Berg"]


def test_notes_at_the_end_of_a_book_go_with_their_chapters() -> None:
    def link(number: int) -> str:
        return f'<a id="ref{number}" epub:type="noteref" href="noten.xhtml#n{number}">{number}</a>'

    def note(number: int) -> str:
        back = f'<a href="{"eins" if number < 3 else "zwei"}.xhtml#ref{number}">↩</a>'
        return (
            f'<li id="n{number}" epub:type="endnote"><p>Die {number}. Note.</p><p>Sie hat zwei Absätze. {back}</p></li>'
        )

    data = epub(
        {
            "eins": f"<h1>Der Steg</h1><p>{LONG}{link(1)}</p><p>{LONG}{link(2)}</p>",
            "zwei": f"<h1>Das Boot</h1><p>{LONG[::-1]}{link(3)}</p>",
            "noten": f"<h1>Noten</h1><ol>{note(1)}{note(2)}{note(3)}</ol>",
        }
    )
    lines = read(data).text.split("\n")
    steg, boot = drafts(data)
    assert (steg.title, boot.title) == ("Der Steg", "Das Boot")
    assert [line for line in lines[steg.first - 1 : steg.last] if "Note" in line] == ["Die 1. Note.", "Die 2. Note."]
    assert [line for line in lines[boot.first - 1 : boot.last] if "Note." in line] == ["Die 3. Note."]


def test_a_number_and_the_line_below_are_the_title_of_a_chapter() -> None:
    made = plain(
        "Am See\n\nVon Ada Berg\n"
        + chapter("KAPITEL I.\n\nDer Steg")
        + chapter("KAPITEL II.\n\nKarl Tal")
        + chapter("KAPITEL III.\nDAS HOLZ.")
    )
    assert titles(made) == ["KAPITEL I. Der Steg", "KAPITEL II. Karl Tal", "KAPITEL III. DAS HOLZ"]
    assert [found.slug for found in made] == ["kapitel-i-der-steg", "kapitel-ii-karl-tal", "kapitel-iii-das-holz"]
    assert [[claim.kind for claim in found.structure[:2]] for found in made] == [["title", "title"]] * 3
    assert {(credit.name, credit.role, credit.at) for found in made for credit in found.credits} == {
        ("Ada Berg", "author", "3")
    }
    assert {found.part for found in made} == {"Am See"}


def test_chapters_that_each_volume_counts_from_one_have_the_number_of_their_volume() -> None:
    titles = ["BOOK I", "CHAPTER I", "The Ferry", "BOOK II", "CHAPTER I", "CHAPTER II"]
    names = ["book-i", "chapter-i", None, "book-ii", "book-ii-chapter-i", "chapter-ii"]
    found = chapter_slugs("My Life", [(title, "en") for title in titles])
    assert found == [f"my-life-{name}" if name else "the-ferry" for name in names]
    assert chapter_slugs("Entre nous, lectures françaises à l'usage des écoles", [("IV.", "fr")]) == [
        "entre-nous-lectures-francaises-iv"
    ]


@pytest.mark.parametrize("line", ["„Komm herein!“", "Es regnete.", "wie vorher", "Wo war er nur?"])
def test_a_first_line_of_the_text_is_no_title(line: str) -> None:
    made = plain("".join(chapter(f"{number}\n\n{line}") for number in ("I", "II", "III")))
    assert titles(made) == ["I", "II", "III"]


def test_a_chapter_that_is_but_a_number_has_the_name_of_its_book() -> None:
    text = "".join(chapter(number) for number in ("I", "II", "III"))
    made = plain(f"Die lange Geschichte der Fischer am großen See\n\nVon Ada Berg\n{text}")
    assert titles(made) == ["I", "II", "III"]
    assert [found.slug for found in made] == [f"die-lange-geschichte-der-fischer-{n}" for n in ("i", "ii", "iii")]
    assert all(len(found.slug) <= 40 for found in made)


SMALL_PRINT = (
    "**The Project Gutenberg Etext of Am See, by Ada Berg**\n\nMay, 1997 [Etext #9]\n\n"
    "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***\n\nHier steht, was in alten Dateien an dieser Stelle stand.\n\n"
    "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n"
)


def test_an_old_file_of_project_gutenberg_has_all_of_its_notice_above_the_text() -> None:
    (made,) = plain(f"{SMALL_PRINT}Am See\n\n{LONG}\n\n{LONG}\n\nEnd of the Project Gutenberg Etext of Am See\n")
    assert (made.title, made.title_at, made.published) == ("Am See", "11", None)
    assert [(credit.name, credit.role) for credit in made.credits] == [("Ada Berg", "author")]
    assert [(span.first, span.last, span.reason) for span in made.outside] == [
        (1, 9, "notice of Project Gutenberg"), (17, 17, "notice of Project Gutenberg"),
    ]  # fmt: skip


def test_when_the_file_of_a_book_was_made_is_said_once() -> None:
    data = epub({name: f"<h1>{name}</h1><p>{LONG}{name}</p>" for name in ("Steg", "Boot", "Holz")})
    document = read_document(data, "epub")
    assert document is not None
    hints = replace(hints_of(document, TODAY), published=None, created=TimeValue.parse("2021-05-03"))
    made, _ = draft(normalise(read(data))[0], hints=hints, today=TODAY)
    said = [[doubt for doubt in found.doubts if "the file was made on 2021-05-03" in doubt] for found in made]
    assert [len(doubts) for doubts in said] == [1, 0, 0]


SPOKEN = (
    ("", "<i>Abend am Steg.</i>"),
    ("Ada", "Wer steht am Ufer und ruft?"),
    ("Bela", "Ich bin es nur, der Wirt."),
    ("Ada", "So komm und zähl mit mir."),
    ("", "<i>Sie zählen.</i>"),
    ("", "Es waren elf."),
    ("Bela", "Und zehn sind es noch heute."),
    ("Ada", "Dann fehlt uns also einer."),
    ("Bela", f"Das sage ich ja. {LONG}"),
)


def test_a_play_has_its_cast_before_its_acts_and_its_scenes_are_nobody() -> None:
    """A speech goes on behind a stage direction, also where verse in a cell makes a group of its own."""
    rows = "".join(f"<tr><td>{name}</td><td>{words}</td></tr>" for name, words in SPOKEN)
    table = f"<table>{rows}</table>".replace("<td>Es", '<td epub:type="z3998:verse">Es')
    pages = {
        "impressum": f"<h2>Impressum</h2><p>{LONG}</p>", "personen": "<h2>Personen</h2><ul><li>Ada</li><li>Bela, Wirt</li></ul>",
        "ort": "<h2>Ort der Handlung</h2><p>Am See.</p>", "titel": "<h2>Der Steg</h2>",
        **{name: f"<h2>{name}</h2><h3>Szene I</h3>{table}" for name in ("Akt I", "Akt II")},
    }  # fmt: skip
    made = drafts(epub({name.replace(" ", ""): page for name, page in pages.items()}))
    assert titles(made) == ["Personen", "Akt I", "Akt II"]
    assert {credit.name for found in made for credit in found.credits} == {"Ada Berg"}
    assert [span.reason for span in made[0].outside] == ["imprint", "front matter"]
    kinds = [(claim.kind, claim.form and claim.form.speaker) for claim in made[1].structure]
    assert kinds == [
        ("title", None), ("heading", None), ("paragraph", ""), ("speech", "Ada"), ("speech", "Bela"), ("speech", "Ada"),
        ("paragraph", ""), ("speech", None), ("speech", "Bela"), ("speech", "Ada"), ("speech", "Bela"),
    ]  # fmt: skip


def test_a_book_on_one_page_has_chapters_and_a_play_speakers() -> None:
    """As programs make an EPUB of a web page, below a page with the title."""
    said = "".join(f"<p><b>{'Ada' if n % 2 else 'Bela'}.</b> Es sind {n} Pfähle bis zum Ufer.</p>" for n in range(30))
    acts = "".join(f"<h2>Akt {n}</h2><p>{LONG} {LONG}</p>{said}" for n in ("I", "II", "III"))
    made = drafts(epub({"titel": "<h1>Der Steg</h1>", "buch": f"<h1>Der Steg</h1>{acts}"}))
    assert titles(made) == ["Akt I", "Akt II", "Akt III"]
    speakers = [claim.form.speaker for claim in made[1].structure if claim.form]
    assert speakers == ["Bela.", "Ada."] * 15
