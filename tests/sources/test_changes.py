"""Tracked changes of documents: found, told, and taken as they are wanted."""

import io
import subprocess
import zipfile

import pypandoc
import pytest

from lesebuch.model import Source
from lesebuch.problems import Where
from lesebuch.sources import extract, parted
from lesebuch.sources.document import read_document
from lesebuch.sources.tracked import Tracked, differing, tracked

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
BY = 'w:id="1" w:author="{}" w:date="2024-01-01T00:00:00Z"'
ADA, BO = BY.format("Ada Berg"), BY.format("Bo Tal")


def packed(format_: str, member: str, content: str, more: dict[str, str] | None = None) -> bytes:
    run = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", format_, "-o", "-"]
    plain = subprocess.run(run, input=b"x", capture_output=True, check=True).stdout
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != member and name not in (more or {}):
                new.writestr(name, old.read(name))
        for name, text in ((member, content), *(more or {}).items()):
            new.writestr(name, text)
    return target.getvalue()


def docx(body: str, more: dict[str, str] | None = None) -> bytes:
    return packed("docx", "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>", more)


def odt(body: str, changes: str = "", before: str = "") -> bytes:
    tracked_changes = f"<text:tracked-changes>{changes}</text:tracked-changes>"
    whole = f'<office:document-content {ODT} xmlns:dc="http://purl.org/dc/elements/1.1/">{before}<office:body><office:text>{tracked_changes}{body}</office:text></office:body></office:document-content>'
    return packed("odt", "content.xml", whole)


def region(id_: str, kind: str, deleted: str = "", author: str = "Ada Berg") -> str:
    info = f"<office:change-info><dc:creator>{author}</dc:creator></office:change-info>"
    return f'<text:changed-region text:id="{id_}"><text:{kind}>{info}{deleted}</text:{kind}></text:changed-region>'


def point(id_: str, kind: str = "change") -> str:
    return f'<text:{kind} text:change-id="{id_}"/>'


def added(id_: str, words: str) -> str:
    return f"{point(id_, 'change-start')}{words}{point(id_, 'change-end')}"


def words(text: str, name: str = "t") -> str:
    return f'<w:r><w:{name} xml:space="preserve">{text}</w:{name}></w:r>'


def inserted(text: str, by: str = ADA) -> str:
    return f"<w:ins {by}>{words(text)}</w:ins>"


def deleted(text: str, by: str = ADA) -> str:
    return f"<w:del {by}>{words(text, 'delText')}</w:del>"


def read(data: bytes, format_: str, changes: str = "") -> Source:
    source, problems = extract(data, f"a.{format_}", Where("a"), changes=changes)
    assert not problems
    assert source is not None
    return source


def marked(source: Source) -> list[str]:
    lines = source.text.split("\n")
    return [f"{style.kind}: {lines[style.line - 1][style.start : style.end]}" for style in source.styles]


WORD = (
    f"<w:p>{words('Der Steg ')}{deleted('war ')}{inserted('ist ')}{words('alt.')}</w:p>"
    f"<w:p><w:moveTo {BO}>{words('Am See.')}</w:moveTo></w:p><w:p>{words('Holz')}</w:p><w:p><w:moveFrom {BO}>{words('Am See.')}</w:moveFrom></w:p>"
)
OPEN = odt(
    f"<text:p>Der Steg {point('d')}{added('i', 'ist ')}alt.</text:p><text:p>Holz</text:p>",
    region("d", "deletion", "<text:p>war </text:p>") + region("i", "insertion", author="Bo Tal"),
)
RICH = rb"{\rtf1\ansi{\*\revtbl {Unknown;}{Ada Berg;}{B\'f6 Tal;}}Der Steg {\deleted\revauthdel1 war }{\revised\revauth2 ist }alt.\par Holz\par}"


@pytest.mark.parametrize(
    ("data", "format_", "wanted"),
    [
        (docx(WORD), "docx", Tracked(1, 1, 1, ("Ada Berg", "Bo Tal"))),
        (docx(f"<w:p>{inserted('a')}{inserted('b')}{inserted('c', BO)}</w:p>"), "docx", Tracked(2, 0, 0, ("Ada Berg", "Bo Tal"))),
        (docx(f"<w:p><w:pPr><w:rPr><w:ins {ADA}/></w:rPr></w:pPr>{inserted('a')}</w:p><w:p/>"), "docx", Tracked(1, 0, 0, ("Ada Berg",))),
        (docx(f"<w:p><w:pPr><w:rPr><w:del {ADA}/></w:rPr></w:pPr>{words('a')}</w:p><w:p/>"), "docx", Tracked(0, 1, 0, ("Ada Berg",))),
        (docx(f"<w:p><w:ins {ADA}/>{words('a')}</w:p>"), "docx", Tracked()),
        (docx(words("a")), "docx", Tracked()),
        (OPEN, "odt", Tracked(1, 1, 0, ("Ada Berg", "Bo Tal"))),
        (RICH, "rtf", Tracked(1, 1, 0, ("Ada Berg", "Bö Tal"))),
        (rb"{\rtf1 a}", "rtf", Tracked()),
        (b"no container", "docx", Tracked()),
        (b"<ins>a</ins>", "html", Tracked()),
    ],
)  # fmt: skip
def test_changes_are_counted(data: bytes, format_: str, wanted: Tracked) -> None:
    assert tracked(data, format_) == wanted
    assert bool(tracked(data, format_)) == (wanted != Tracked())


def test_changes_in_notes_count() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{inserted("Mehr.")}</w:p></w:footnote></w:footnotes>'
    assert tracked(docx("<w:p/>", {"word/footnotes.xml": notes}), "docx").insertions == 1


@pytest.mark.parametrize(
    ("data", "format_", "wanted"),
    [
        (docx(WORD), "docx", {"": "Der Steg ist alt.|Am See.|Holz", "reject": "Der Steg war alt.|Holz|Am See.", "all": "Der Steg war ist alt.|Am See.|Holz|Am See."}),
        (OPEN, "odt", {"": "Der Steg ist alt.|Holz", "reject": "Der Steg war alt.|Holz", "all": "Der Steg war ist alt.|Holz"}),
        (RICH, "rtf", {"": "Der Steg ist alt.|Holz", "reject": "Der Steg war alt.|Holz", "all": "Der Steg war ist alt.|Holz"}),
    ],
)  # fmt: skip
def test_changes_are_taken_as_they_are_wanted(data: bytes, format_: str, wanted: dict[str, str]) -> None:
    for changes, text in wanted.items():
        source = read(data, format_, changes)
        assert source.text.replace("\n", "|") == text
        assert parted(source.extractor) == (source.version, changes or "accept")
        assert not marked(source) or changes == "all"
    shown = marked(read(data, format_, "all"))
    assert [mark for mark in ("deleted: war", "inserted: ist") if mark in shown] == ["deleted: war", "inserted: ist"]


@pytest.mark.parametrize("changes", ["reject", "all"])
def test_a_source_is_read_as_it_was_registered(changes: str) -> None:
    first = read(OPEN, "odt", changes)
    again, _ = extract(OPEN, "a.odt", Where("a"), first.extractor)
    assert again == first
    other, _ = extract(OPEN, "a.odt", Where("a"), first.extractor, "accept")
    assert other == read(OPEN, "odt")


@pytest.mark.parametrize("extractor", ["docx 1 reject", "docx 3 all", "docx 4 nonsense", "docx", "rtf 2 all"])
def test_what_people_wrote_into_the_register_is_read(extractor: str) -> None:
    source, problems = extract(docx(WORD), "a.docx", Where("a"), extractor)
    assert source is not None, problems
    assert source.text.startswith("Der Steg ")


def test_an_rtf_file_keeps_the_text_that_it_had() -> None:
    source, _ = extract(RICH, "a.rtf", Where("a"), "rtf 2")
    assert source is not None
    assert source.text == "Der Steg war ist alt.\nHolz"
    assert marked(source) == ["deleted: war"]


def test_a_comment_is_no_text_where_all_changes_are_shown() -> None:
    comments = (
        f'<w:comments {W}><w:comment w:id="7" w:author="Bo"><w:p>{words("Stimmt das?")}</w:p></w:comment></w:comments>'
    )
    body = f'<w:p><w:commentRangeStart w:id="7"/>{inserted("Holz")}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>'
    data = docx(body, {"word/comments.xml": comments, "word/_rels/document.xml.rels": rels})
    assert read(data, "docx", "all").text == "Holz"
    document = read_document(data, "docx", "all")
    assert document is not None
    assert document.remarks == (
        "changes: 1 insertion by Ada Berg tracked (line 1); what was inserted and what was deleted is in the text, marked",
        "comments: 1 in the margin is left out",
    )


def test_comments_of_an_open_document_are_told() -> None:
    note = "<office:annotation><text:p>Stimmt das?</text:p></office:annotation>"
    document = read_document(odt(f"<text:p>Holz{note}</text:p>"), "odt")
    assert document is not None
    assert [line.text for line in document.lines] == ["Holz"]
    assert document.remarks == ("comments: 1 in the margin is left out",)


DELETED = {
    "in a line": ("<text:p>a {}c</text:p>", "<text:p>b </text:p>", ["a c", "a b c"]),
    "over two paragraphs": ("<text:p>Ein {}Ende.</text:p>", "<text:p>Anfang.</text:p><text:p>Kein </text:p>", ["Ein Ende.", "Ein Anfang.|Kein Ende."]),
    "a whole paragraph": ("<text:p>a</text:p><text:p>{}c</text:p>", "<text:h text:outline-level='2'>b</text:h><text:p/>", ["a|c", "a|b|c"]),
    "with a table": (
        "<text:p>a{}</text:p>",
        "<text:p/><table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table><text:p/>",
        ["a", "a|b\tc"],
    ),
    "within words set apart": ("<text:p>a <text:span>b{}</text:span></text:p>", "<text:p> c</text:p>", ["a b", "a b c"]),
    "between blocks": ("<text:p>a</text:p>{}<text:p>c</text:p>", "<text:p>b</text:p>", ["a|c", "a|b|c"]),
    "nothing": ("<text:p>a{}</text:p>", "", ["a", "a"]),
}  # fmt: skip


@pytest.mark.parametrize("case", DELETED)
def test_what_was_deleted_stands_where_it_was(case: str) -> None:
    body, gone, (accepted, rejected) = DELETED[case]
    data = odt(body.replace("{}", point("d")), region("d", "deletion", gone))
    assert read(data, "odt").text.replace("\n", "|") == accepted
    assert read(data, "odt", "reject").text.replace("\n", "|") == rejected
    shown = read(data, "odt", "all")
    assert shown.text.replace("\n", "|") == rejected
    assert all(mark.startswith("deleted: ") for mark in marked(shown))


def test_a_heading_that_was_deleted_is_one() -> None:
    body, gone, _ = DELETED["a whole paragraph"]
    source = read(odt(body.replace("{}", point("d")), region("d", "deletion", gone)), "odt", "reject")
    assert [(one.line, one.kind, one.level) for one in source.layout] == [(2, "heading", 2)]


INSERTED = {
    "over two paragraphs": (
        f"<text:p>Ein {point('i', 'change-start')}Anfang.</text:p><text:p>Kein {point('i', 'change-end')}Ende.</text:p>",
        ["Ein Anfang.|Kein Ende.", "Ein Ende."], ["inserted: Anfang.", "inserted: Kein"],
    ),
    "with a list": (
        f"<text:p>a{point('i', 'change-start')}</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list><text:p>{point('i', 'change-end')}c</text:p>",
        ["a|b|c", "ac"], ["inserted: b"],
    ),
    "with words set apart": (
        f"<text:p>a {point('i', 'change-start')}b <text:span>c</text:span> d{point('i', 'change-end')} e</text:p>",
        ["a b c d e", "a  e"], ["inserted: b", "inserted: c", "inserted: d"],
    ),
    "with a note": (
        f"<text:p>a{point('i', 'change-start')}<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note>{point('i', 'change-end')}</text:p>",
        ["a[1]|b", "a"], ["noteref: [1]", "inserted: b"],
    ),
    "without an end": (f"<text:p>a {point('i', 'change-start')}b</text:p>", ["a b", "a b"], []),
}  # fmt: skip


@pytest.mark.parametrize("case", INSERTED)
def test_what_was_inserted_is_taken_out(case: str) -> None:
    body, (accepted, rejected), shown = INSERTED[case]
    data = odt(body, region("i", "insertion"))
    assert read(data, "odt").text.replace("\n", "|") == accepted
    assert read(data, "odt", "reject").text.replace("\n", "|") == " ".join(rejected.split())
    everything = read(data, "odt", "all")
    assert everything.text.replace("\n", "|") == accepted
    assert marked(everything) == shown


def test_what_ends_before_it_begins_takes_nothing_away() -> None:
    body = f"<text:p>Der {point('c', 'change-end')}Steg</text:p><text:p>am {point('c', 'change-start')}See</text:p>"
    assert read(odt(body, region("c", "insertion")), "odt", "reject").text == "Der Steg\nam See"


def test_what_was_inserted_and_deleted_never_was_there() -> None:
    both = f"b {point('d')}c "
    body = f"<text:p>a {added('i', both)}d</text:p>"
    data = odt(body, region("i", "insertion") + region("d", "deletion", "<text:p>x </text:p>"))
    assert [read(data, "odt", changes).text for changes in ("accept", "reject", "all")] == [
        "a b c d",
        "a d",
        "a b x c d",
    ]
    assert marked(read(data, "odt", "all")) == ["inserted: b", "inserted: x c", "deleted: x"]


def test_signs_of_ours_in_a_text_mark_nothing() -> None:
    data = odt(f"<text:p>\ufdd0a\ufdd2 {added('i', 'b')}</text:p>", region("i", "insertion"))
    source = read(data, "odt", "all")
    assert source.text == "\ufffda\ufffd b"
    assert marked(source) == ["inserted: b"]


def test_the_lines_of_changes_are_told() -> None:
    same = "".join(f"<w:p>{words(f'Zeile {n}.')}</w:p>" for n in range(3))
    body = f"{same}<w:p>{words('Neu ')}{inserted('hier')}</w:p>{same}<w:p>{deleted('Ganz weg.')}</w:p><w:p>{words('Ende.')}</w:p>"
    told = {}
    for changes in ("accept", "reject", "all"):
        document = read_document(docx(body), "docx", changes)
        assert document is not None
        told[changes] = document.remarks[0]
    assert "tracked (lines 4, 8);" in told["accept"]
    assert "tracked (lines 4, 8);" in told["reject"]
    assert "tracked (lines 4, 8);" in told["all"]


def test_lines_that_differ_are_found_in_long_documents_of_lines_that_recur() -> None:
    lines = ["same", "again"] * 20_000
    assert list(differing(lines, [*lines[:30_000], "new", *lines[30_000:]])) == [30_000]
    assert list(differing([*lines, "old"], lines)) == [40_000]
    assert list(differing(lines, lines)) == []
    assert list(differing(["a", "b", "c", "d"], ["a", "B", "c", "D"])) == [1, 3]
