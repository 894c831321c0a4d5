"""What documents say of themselves: styles of lines, properties of files."""

import io
import re
import subprocess
import zipfile

import pypandoc
import pytest

from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.document import read_document

MARKDOWN = """---
title: Der Steg am See
subtitle: Ein Bericht
author: [Ada Berg, Karl Tal]
date: 2021-05-03
lang: de
---

# Das Holz

Der Steg ist gesperrt.[^1]

> Niemand weiß, wann es kommt.
>
> - Zitierter Punkt

- Erster Punkt

  ## Überschrift im Punkt

| Jahr | Holz |
|------|------|
| 2021 | kaum |

    holz = 0

[^1]: So steht es am Steg.
"""
CORE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY f "mitten">]>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>"""

WORD_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def pandoc(markdown: str, to: str) -> bytes:
    run = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", to, "-o", "-"]
    return subprocess.run(run, input=markdown.encode(), capture_output=True, check=True).stdout


def replaced(data: bytes, member: str, change: dict[str, str] | str | bytes) -> bytes:
    """The container with another member of this name, or with words of it exchanged."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == member:
                text = content.decode()
                for before, after in change.items() if isinstance(change, dict) else ():
                    assert before in text
                    text = text.replace(before, after)
                text = change if isinstance(change, str) else text
                content = change if isinstance(change, bytes) else text.encode()
            new.writestr(name, content)
    return target.getvalue()


def kinds(data: bytes, format_: str) -> list[str]:
    document = read_document(data, format_)
    assert document is not None
    return [f"{line.kind}{line.level or ''}{' quoted' if line.quoted else ''}: {line.text}" for line in document.lines]


def test_markdown_says_what_its_lines_are() -> None:
    assert kinds(MARKDOWN.encode(), "markdown") == [
        "title: Der Steg am See", "subtitle: Ein Bericht", "author: Ada Berg", "author: Karl Tal", "date: 2021-05-03",
        "property: lang: de", "heading1: Das Holz", ": Der Steg ist gesperrt.[1]", "footnote: So steht es am Steg.",
        " quoted: Niemand weiß, wann es kommt.", "item: Zitierter Punkt", "item: Erster Punkt",
        "heading2: Überschrift im Punkt", "row: Jahr\tHolz", "row: 2021\tkaum", "code: holz = 0",
    ]  # fmt: skip


@pytest.mark.parametrize("format_", ["docx", "odt", "epub", "markdown"])
def test_the_lines_are_those_of_the_source(format_: str) -> None:
    data = MARKDOWN.encode() if format_ == "markdown" else pandoc(MARKDOWN, format_)
    source, problems = extract(data, f"a.{format_}".replace("markdown", "md"), Where("a"))
    assert source is not None, problems
    document = read_document(data, format_)
    assert document is not None
    assert [line.text for line in document.lines] == source.text.split("\n")
    found = kinds(data, format_)
    wanted = ["heading1: Das Holz", " quoted: Niemand weiß, wann es kommt.", "row: 2021\tkaum"]
    assert [line for line in found if line in wanted] == wanted
    assert ("heading1: Der Steg am See" if format_ == "epub" else "title: Der Steg am See") in found


def test_a_heading_of_the_ninth_level_is_one_of_the_sixth() -> None:
    data = replaced(pandoc("###### Sechs\n\nText.", "docx"), "word/document.xml", {"Heading6": "Heading9"})
    assert kinds(data, "docx")[0] == "heading6: Sechs"


@pytest.mark.parametrize(
    ("inner", "title", "authors", "created", "language"),
    [
        ("<dc:title>Ein  Steg</dc:title><dc:creator>Ada Berg</dc:creator>", "Ein Steg", ("Ada Berg",), "", ""),
        ("<dc:title>Microsoft Word - steg.doc</dc:title><dc:creator>python-docx</dc:creator>", "", (), "", ""),
        ("<dc:title>steg_final_2</dc:title><dc:creator>Propriétaire</dc:creator>", "", (), "", ""),
        ("<dc:title>Brief-Vorlage</dc:title><dc:creator>(anonymous)</dc:creator>", "", (), "", ""),
        ("<dc:title>Dokument1</dc:title><dc:creator>Microsoft Office User</dc:creator>", "", (), "", ""),
        ("<dc:title>4711.indd</dc:title>", "", (), "", ""),
        ("<dcterms:created>2021-05-03T08:00:00Z</dcterms:created>", "", (), "2021-05-03T08:00:00Z", ""),
        ("<dcterms:created>1980-01-01T00:00:00Z</dcterms:created><dc:language>de-CH</dc:language>", "", (), "", "de-CH"),
        ("<dc:title>&e;</dc:title><dc:language/>", "", (), "", ""),
    ],
)  # fmt: skip
def test_properties_of_word(inner: str, title: str, authors: tuple[str, ...], created: str, language: str) -> None:
    document = read_document(replaced(pandoc("Text", "docx"), "docProps/core.xml", CORE.format(inner)), "docx")
    assert document is not None
    assert (document.title, document.authors, document.created, document.language) == (
        title,
        authors,
        created,
        language,
    )
    assert document.typed
    assert document.date == ""  # when a file was made is not when its text was published


@pytest.mark.parametrize("core", ["", "<a", "<a/>", "\0", "<a>" + "x" * 4_000_001 + "</a>"])
def test_properties_that_cannot_be_read_are_none(core: str) -> None:
    document = read_document(replaced(pandoc("Text", "docx"), "docProps/core.xml", core), "docx")
    assert document is not None
    assert document.title == ""
    assert [line.text for line in document.lines] == ["Text"]


def test_properties_of_an_open_document() -> None:
    meta = "<dc:title>Steg</dc:title><meta:initial-creator>Ada Berg</meta:initial-creator><dc:creator>Jo</dc:creator>"
    data = pandoc("Text", "odt")
    old = re.search(
        r"<office:meta>.*</office:meta>", zipfile.ZipFile(io.BytesIO(data)).read("meta.xml").decode(), re.DOTALL
    )
    assert old
    document = read_document(replaced(data, "meta.xml", {old[0]: f"<office:meta>{meta}</office:meta>"}), "odt")
    assert document is not None
    assert (document.title, document.authors, document.typed) == ("Steg", ("Ada Berg",), True)


def test_properties_of_an_epub() -> None:
    source = "---\ntitle: Steg\nauthor: Ada Berg\ndate: 2021-05\nlang: de-AT\npublisher: Seebote\nidentifier: https://example.org/steg\n---\n\n# Holz\n\nText."
    document = read_document(pandoc(source, "epub"), "epub")
    assert document is not None
    assert (document.title, document.authors, document.date) == ("Steg", ("Ada Berg",), "2021-05")
    assert (document.language, document.publisher, document.url) == ("de-AT", "Seebote", "https://example.org/steg")
    assert not document.typed


@pytest.mark.parametrize(
    ("dates", "published", "created"),
    [
        ("<dc:date>1921</dc:date>", "1921", "2024-05-01T08:00:00Z"),
        ("<dc:date>2024-05-01</dc:date>", "", "2024-05-01T08:00:00Z"),
        ("<dc:date>2024-05-01T08:00:00Z</dc:date><dc:date>1921-03</dc:date>", "1921-03", "2024-05-01T08:00:00Z"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", "", "2024-05-01T08:00:00Z"),
        ('<dc:date opf:event="conversion">2011-01-01</dc:date><dc:date opf:event="publication">1921</dc:date>', "1921", "2024-05-01T08:00:00Z"),
    ],
    ids=["given", "pandoc's", "both", "Calibre's", "EPUB 2"],
)  # fmt: skip
def test_the_day_on_which_a_book_was_made_is_not_that_of_its_text(dates: str, published: str, created: str) -> None:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'{dates}<meta property="dcterms:modified">2024-05-01T08:00:00Z</meta></metadata><manifest><item id="a" href="text/ch001.xhtml"'
        ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    document = read_document(replaced(pandoc("# Steg\n\nText.", "epub"), "EPUB/content.opf", package), "epub")
    assert document is not None
    assert (document.date, document.created) == (published, created)


@pytest.mark.parametrize(
    ("data", "format_"), [(b"PK\x03\x04", "docx"), (b"", "odt"), (b"Text", "text"), (b"<p>", "html")]
)
def test_what_is_no_document_says_nothing(data: bytes, format_: str) -> None:
    assert read_document(data, format_) is None


def test_what_word_keeps_beside_the_text_is_told() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Der Steg ist </w:t></w:r><w:del w:id="1" w:author="a" w:date="2021-05-03T00:00:00Z"><w:r><w:delText>offen</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a" w:date="2021-05-03T00:00:00Z"><w:r><w:t>gesperrt.</w:t></w:r></w:ins></w:p><w:altChunk xmlns:r="r" r:id="teil"/>'
    )
    data = replaced(pandoc("x", "docx"), "word/document.xml", WORD_BODY.format(body))
    document = read_document(data, "docx")
    assert document is not None
    assert [line.text for line in document.lines] == ["Der Steg ist gesperrt."]
    assert [remark.partition(":")[0] for remark in document.remarks] == ["changes", "text"]
    assert "1 insertion, 1 deletion by a tracked (line 1); the text is as if all were accepted" in document.remarks[0]
    assert "a part of another file" in document.remarks[1]


CHUNK = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="a"/>'


def with_part(part: bytes, body: str) -> bytes:
    """A Word file with that body, into which another file can be put."""
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="/word/fontTable.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"/></Relationships>'
    file = replaced(pandoc("x", "docx"), "word/document.xml", WORD_BODY.format(body))
    return replaced(replaced(file, "word/_rels/document.xml.rels", links), "word/fontTable.xml", part)


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("<html><head><title>x</title></head><body><h1>Der Steg</h1><p>Er ist <b>alt</b>.</p></body></html>", ["Der Steg", "Er ist alt."]),
        ("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Der Steg.</p>", ["Der Steg."]),
        (r"{\rtf1\ansi Der Steg.\par}", ["Der Steg."]),
        ("Der Steg.\r\n\r\nEr ist alt.", ["Der Steg.", "Er ist alt."]),
    ],
)  # fmt: skip
def test_another_file_that_is_put_into_a_word_file_is_read_there(part: str, lines: list[str]) -> None:
    document = read_document(with_part(part.encode(), f"{w('Davor.')}{CHUNK}{w('Danach.')}"), "docx")
    assert document is not None
    assert [line.text for line in document.lines] == ["Davor.", *lines, "Danach."]
    assert not document.remarks


def test_what_is_put_into_a_word_file_and_not_read_is_told() -> None:
    inner = with_part(b"Ganz innen.", w("Innen.") + CHUNK)
    document = read_document(with_part(inner, w("Davor.") + CHUNK), "docx")
    assert document is not None
    assert [line.text for line in document.lines] == ["Davor.", "Innen."]
    assert "a part of another file" in document.remarks[0]
    source, (problem,) = extract(with_part(inner[:400], CHUNK), "a.docx", Where("a.docx"))
    assert source is None
    assert "another file is put into it (altChunk), and cannot be read: it is no intact zip" in problem.message


def test_brackets_around_the_mark_of_a_note_are_part_of_it() -> None:
    data = pandoc("Der Steg[^1] (alt[^2]).\n\n[^1]: Im Protokoll.\n\n[^2]: Nein.", "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body, notes = (archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    mark = re.compile(r"<w:r>(?:(?!</w:r>).)*<w:footnoteRef[^>]*/>\s*</w:r>", re.DOTALL)
    body, notes = (mark.sub(lambda m: f"{run.format('(')}{m[0]}{run.format(')')}", text) for text in (body, notes))
    data = replaced(replaced(data, "word/document.xml", body), "word/footnotes.xml", notes)
    new, _ = extract(data, "a.docx", Where("a.docx"))
    old, _ = extract(data, "a.docx", Where("a.docx"), "docx 5")
    assert new
    assert old
    assert new.text.split("\n") == ["Der Steg[1] (alt[2]).", "Im Protokoll.", "Nein."]
    assert "()" in old.text


FORMS = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word_lines(body: str) -> list[str]:
    document = read_document(replaced(pandoc("x", "docx"), "word/document.xml", WORD_BODY.format(body)), "docx")
    assert document is not None
    return [line.text for line in document.lines]


def w(text: str, style: str = "") -> str:
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{said}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_title_of_several_paragraphs_is_whole() -> None:
    body = (
        w("Der Steg", "Title") + w("am See", "Title") + w("Ein Bericht", "Subtitle") + w("in zwei Teilen", "Subtitle")
    )
    assert word_lines(body + w("Text.")) == ["Der Steg am See", "Ein Bericht in zwei Teilen", "Text."]


def test_titles_are_known_by_the_name_of_their_style_and_not_by_its_id() -> None:
    translated = replaced(pandoc("x", "docx"), "word/styles.xml", {'w:styleId="Title"': 'w:styleId="Ttulo"'})
    body = w("Der Steg", "Ttulo") + w("am See", "Ttulo") + w("Text.")
    document = read_document(replaced(translated, "word/document.xml", WORD_BODY.format(body)), "docx")
    assert document is not None
    assert [line.text for line in document.lines] == ["Der Steg am See", "Text."]


def numbered_paragraph(text: str, list_: int | None, level: int, style: str = "") -> str:
    """In a list, or where its style says."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += "" if list_ is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
    return f"<w:p><w:pPr>{said}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def counted(*paragraphs: str) -> list[str]:
    """The lines of `law_of`, with their kinds."""
    return kinds(law_of(*paragraphs), "docx")


def law_of(*paragraphs: str) -> bytes:
    """A Word file with three lists: articles and their paragraphs, a plain one, and the second with another beginning."""

    def level(number: int, format_: str, text: str, style: str = "") -> str:
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        start = f'<w:start w:val="1"/><w:numFmt w:val="{format_}"/>{named}<w:lvlText w:val="{text}"/>'
        return f'<w:lvl w:ilvl="{number}">{start}</w:lvl>'

    law = level(0, "decimal", "§ %1", "Heading1") + level(1, "decimal", "(%2)") + level(2, "lowerLetter", "%1.%2 %3)")
    law += level(3, "lowerLetter", "(%4)") + level(4, "lowerRoman", "%5.")
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="1">{law}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
        "</w:numbering>"
    )
    heading = {
        '<w:name w:val="heading 1" />': '<w:name w:val="heading 1" /><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    }
    styled = replaced(replaced(pandoc("x", "docx"), "word/styles.xml", heading), "word/numbering.xml", numbering)
    return replaced(styled, "word/document.xml", WORD_BODY.format("".join(paragraphs)))


def test_numbers_that_word_counts_are_read_where_a_law_is_cited_by_them() -> None:
    paragraphs = (
        numbered_paragraph("Vom Steg", None, 0, "Heading1"),
        numbered_paragraph("Der Steg ist offen.", 1, 1),
        numbered_paragraph("Er ist breit,", 1, 2),
        numbered_paragraph("Er ist zu.", 1, 1),
        numbered_paragraph("Vom See", None, 0, "Heading1"),
        numbered_paragraph("Der See ist tief.", 1, 1),
        numbered_paragraph("Der See ist kalt.", 3, 1),
        numbered_paragraph("Ein Punkt", 2, 0),
    )
    assert counted(*paragraphs) == [
        "heading1: § 1 Vom Steg", ": (1) Der Steg ist offen.", ": 1.1 a) Er ist breit,", ": (2) Er ist zu.",
        "heading1: § 2 Vom See", ": (1) Der See ist tief.", ": (7) Der See ist kalt.", "item: Ein Punkt",
    ]  # fmt: skip


def test_items_below_a_paragraph_with_a_number_count_as_word_counts_them() -> None:
    paragraphs = (
        numbered_paragraph("Vom Steg", None, 0, "Heading1"),
        numbered_paragraph("Verboten ist:", 1, 1),
        numbered_paragraph("Baden,", 1, 3),
        numbered_paragraph("im See,", 1, 4),
        numbered_paragraph("im Bach,", 1, 4),
        numbered_paragraph("Angeln.", 3, 3),
        numbered_paragraph("Auch das geht nicht:", 1, 1),
        numbered_paragraph("Rudern.", 1, 3),
    )
    document = read_document(law_of(*paragraphs), "docx")
    assert document is not None
    assert [f"{line.label} {line.text}".strip() for line in document.lines[1:]] == [
        "(1) Verboten ist:", "(a) Baden,", "i im See,", "ii im Bach,", "(b) Angeln.", "(2) Auch das geht nicht:", "(a) Rudern."
    ]  # fmt: skip
    assert [line.depth for line in document.lines if line.label] == [1, 2, 2, 1, 1]


def test_what_is_numbered_below_items_is_an_item_with_its_number_in_its_words() -> None:
    """And was none by version 6, whose text is the same; below a heading it is a paragraph of a law."""
    items = (numbered_paragraph(text, 2, level) for text, level in (("Steg", 0), ("Holz", 1), ("Seil", 1), ("See", 0)))
    law = law_of(*items, numbered_paragraph("Vom Steg", None, 0, "Heading1"), numbered_paragraph("Er ist offen.", 1, 1))
    document = read_document(law, "docx")
    assert document is not None
    assert [(line.kind, line.depth, line.label, line.text) for line in document.lines] == [
        ("item", 1, "1", "Steg"), ("item", 2, "1.1", "1.1. Holz"), ("item", 2, "1.2", "1.2. Seil"), ("item", 1, "2", "See"),
        ("heading", 0, "", "§ 1 Vom Steg"), ("", 0, "", "(1) Er ist offen."),
    ]  # fmt: skip
    kept, _ = extract(law, "a.docx", Where("a.docx"), "docx 6")
    assert kept is not None
    assert kept.text == "\n".join(line.text for line in document.lines)
    assert [layout.line for layout in kept.layout if layout.kind == "item"] == [1, 4]


def test_a_style_of_headings_that_holds_sentences_numbers_paragraphs() -> None:
    said = "Der Steg am See ist seit dem Frühjahr gesperrt, und niemand weiß, wann das Holz für ihn kommt"
    below = (numbered_paragraph(f"{said}{end}", None, 0, "Heading2") for end in (".", "; und", "."))
    lines = counted(numbered_paragraph("Vom Steg.", None, 0, "Heading1"), *below)
    assert lines == ["heading1: § 1 Vom Steg.", f": {said}.", f": {said}; und", f": {said}."]
    heading = numbered_paragraph(f"{said}.", None, 0, "Heading2")
    assert kinds(law_of(heading, w("Er war alt.")), "docx") == [f"heading2: {said}.", ": Er war alt."]


def test_what_is_in_the_outline_is_a_heading_whatever_its_style() -> None:
    """And not what is a sentence, or in a table of contents: programs number the paragraphs of laws by it."""
    level = '<w:outlineLvl w:val="1"/></w:pPr>'
    first = numbered_paragraph("Vom Steg", 1, 1).replace("</w:pPr>", level)
    sentence = numbered_paragraph("Er ist zu.", 1, 1).replace("</w:pPr>", level)
    contents = f"<w:sdt><w:sdtContent>{first}</w:sdtContent></w:sdt>"
    lines = counted(contents, first, sentence, numbered_paragraph("Der Steg", 1, 2))
    assert lines == [": (1) Vom Steg", "heading2: (2) Vom Steg", ": (3) Er ist zu.", ": 1.3 a) Der Steg"]
    kept, _ = extract(law_of(first), "a.docx", Where("a.docx"), "docx 5")
    assert kept is not None
    assert (kept.text, kept.layout) == ("(1) Vom Steg", ())


def test_a_numbered_line_in_bold_with_text_below_it_is_a_heading_where_nothing_says_what_is() -> None:
    def bold(text: str, level: int = 0) -> str:
        return numbered_paragraph(text, 2, level).replace("<w:t>", "<w:rPr><w:b/></w:rPr><w:t>")

    text = w("Der Steg ist offen.")
    assert counted(bold("Vom Steg"), text, bold("Vom See"), text) == [
        "heading1: 1. Vom Steg", ": Der Steg ist offen.", "heading1: 2. Vom See", ": Der Steg ist offen."
    ]  # fmt: skip
    assert counted(bold("Steg"), bold("See"), text) == ["item: Steg", "item: See", ": Der Steg ist offen."]
    assert counted(bold("Steg"), text, numbered_paragraph("See", 2, 0))[0] == "item: Steg"
    styled = counted(numbered_paragraph("Vom Holz", None, 0, "Heading1"), bold("Steg"), text, bold("See"), text)
    assert styled[1] == "item: Steg"
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(law_of(bold("Steg"), text, bold("See"), text))) as old,
        zipfile.ZipFile(target, "w") as new,
    ):
        for name in old.namelist():
            if name != "word/styles.xml":
                new.writestr(name, old.read(name))
    assert kinds(target.getvalue(), "docx")[::2] == ["item: Steg", "item: See"]  # there is no style to give


def test_of_words_in_several_forms_the_first_is_read() -> None:
    def forms(new: str, old: str) -> str:
        return (
            f'<mc:AlternateContent {FORMS}><mc:Choice Requires="w14">{new}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
        )

    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    within = f"<w:p>{run.format('Der ')}{forms(run.format('neue'), run.format('alte'))}{run.format(' Steg.')}</w:p>"
    assert word_lines(within + forms(w("Neu."), w("Alt."))) == ["Der neue Steg.", "Neu."]


def test_a_reading_stands_behind_its_words() -> None:
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    assert word_lines(f"<w:p>{ruby}<w:r><w:t>です。</w:t></w:r></w:p>") == ["漢字(かんじ)です。"]
    one = ruby.removeprefix("<w:r>").removesuffix("</w:r>")
    several = f"<w:p><w:r><w:rPr/><w:t>これは</w:t>{one}<w:t>と</w:t>{one}</w:r></w:p>"
    assert word_lines(several) == ["これは漢字(かんじ)と漢字(かんじ)"]


def test_an_indent_that_is_no_number_is_none() -> None:
    odd = '<w:p><w:pPr><w:ind w:left="--5"/></w:pPr><w:r><w:t>Der Damm ist alt.</w:t></w:r></w:p>'
    assert word_lines(odd) == ["Der Damm ist alt."]


@pytest.mark.parametrize(("indented", "quoted"), [(1, 1), (3, 0)])
def test_what_is_indented_is_a_quotation_where_it_is_not_much(indented: int, quoted: int) -> None:
    paragraph = (
        '<w:p><w:pPr><w:ind w:left="720"/></w:pPr><w:r><w:t>Der Damm ist alt, und das Holz fehlt.</w:t></w:r></w:p>'
    )
    body = w("Der Damm ist alt, und das Holz fehlt. ") * 4 + paragraph * indented
    document = read_document(replaced(pandoc("x", "docx"), "word/document.xml", WORD_BODY.format(body)), "docx")
    assert document is not None
    assert sum(line.quoted for line in document.lines) == quoted
