"""Whatever cannot be read gives one clear problem, and never an exception."""

import io
import os
import random
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pypandoc
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesebuch.problems import Code, Where
from lesebuch.sources import archive, extract, load, loading, office


def one_problem(path: Path, words: str, code: Code = Code.BAD_SOURCE) -> None:
    source, problems = load(path)
    assert source is None
    assert [problem.code for problem in problems] == [code]
    assert words in problems[0].message
    assert "\n" not in str(problems[0])


def pdf_bytes(text: str = "Ein Satz in einem PDF.") -> bytes:
    return bytes(typst.compile(text.encode()))


def docx_bytes(markdown: str = "# Titel\n\nEin Absatz.\n") -> bytes:
    run = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "docx", "-o", "-"]
    return subprocess.run(run, input=markdown.encode(), capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.md", "a.docx", "a.odt", "a.epub", "a.pdf", "a.rtf", "a.fb2", "noname"]
)
@pytest.mark.parametrize("data", [b"", b"   \n\t\n", bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\x00" * 50])
def test_empty_and_binary(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    source, problems = load(path)
    if name == "a.html" and source is not None:
        return  # any bytes are some page; what is in them is the editor's to judge
    assert source is None
    assert [problem.code for problem in problems] == [Code.BAD_SOURCE]


def test_empty_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    one_problem(path, "the file is empty")


def test_a_picture_called_txt(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    one_problem(path, "it is a picture, not text")


@pytest.mark.parametrize(
    ("data", "words", "hint"),
    [
        (b"<!DOCTYPE html><html><p>Text</p></html>", "it is a web page", ".html"),
        (b"\xef\xbb\xbf<html><p>Text</p></html>", "it is a web page", ".html"),
        (
            b"From: <Saved by a browser>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\n\r\nText",
            "a mail, or a page",
            ".mhtml",
        ),
        (b"<?xml version='1.0'?><a>Text</a>", "it is XML", ".txt"),
        (rb"{\rtf1 Text}", "it is an RTF file", ".rtf"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "before 2007", ".docx"),
        (b"PK\x03\x04" + bytes(50), "a container", "unpack"),
        (
            "Brücke über größere Flüsse.\nEine Z\xe4hlung\n".encode().replace(b"\xc3\xa4", b"\xe4"),
            "not in line 2",
            "UTF-8",
        ),
    ],
)
def test_what_is_no_text_says_what_to_do(tmp_path: Path, data: bytes, words: str, hint: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    one_problem(path, words)
    assert hint in load(path)[1][0].hint


@pytest.mark.parametrize(
    "text", ["Riffe sterben", "Flach am See", "RIFFE STERBEN", "ID3 und Ogg", "MIME: ein Clown", "Bmwelt"]
)
def test_titles_that_begin_like_a_binary_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{text}\n\nDas ist der Text.\n", encoding="utf-8")
    assert load(path)[0] is not None


def test_half_a_character_is_shown_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Brücke \ud83d und Fluß\n".encode("utf-8", "surrogatepass"))
    source, problems = load(path)
    assert not problems
    assert source is not None
    assert source.text == "Brücke \ufffd und Fluß\n"


def test_missing(tmp_path: Path) -> None:
    one_problem(tmp_path / "a.txt", "no such file", Code.UNREADABLE)


def test_folder(tmp_path: Path) -> None:
    one_problem(tmp_path, "it is a folder", Code.UNREADABLE)


def test_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    one_problem(tmp_path / "a.txt", "symbolic links", Code.UNREADABLE)


def test_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    one_problem(tmp_path / "a.txt", "no ordinary file", Code.UNREADABLE)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # the superuser may read everything, so the mode alone proves nothing
    one_problem(path, "permission denied", Code.UNREADABLE)


def test_a_gigabyte_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    one_problem(path, "1074 MB, more than the 64 MB", Code.UNREADABLE)


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr(loading, "MAX_BYTES", 100)
    assert load(path)[0] is not None
    before = path.stat()
    path.write_bytes(b"x" * 101)
    monkeypatch.setattr(Path, "stat", lambda *_args, **_kwargs: before)
    one_problem(path, "more than", Code.UNREADABLE)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
def test_zip_bomb(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(200):
            member.write(bytes(1 << 20))
    assert path.stat().st_size < 1_000_000
    one_problem(path, "zip bomb")


def test_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(archive.MAX_UNPACKED + 1))
    size = (archive.MAX_UNPACKED + 1).to_bytes(4, "little")
    path = tmp_path / "a.docx"
    path.write_bytes(target.getvalue().replace(size, (100).to_bytes(4, "little")))
    one_problem(path, "no intact zip container")


def test_zip_with_very_many_members(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(archive.MAX_MEMBERS + 1):
            packed.writestr(f"{number}", b"")
    one_problem(path, "members")


def test_cut_docx(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    data = docx_bytes()
    path.write_bytes(data[: len(data) // 2])
    one_problem(path, "cut off or damaged")


def test_zip_that_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("hello.txt", "hello")
    one_problem(path, "pandoc cannot read it")


def test_docx_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    one_problem(path, "protected by a password")


def test_zip_member_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    data = bytearray(docx_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    one_problem(path, "protected by a password")


def test_pandoc_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "pandoc"
    slow.write_text(f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "TIMEOUT", 1)
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(slow))
    path = tmp_path / "a.md"
    path.write_text("Text")
    one_problem(path, "did not finish")
    with pytest.raises(ProcessLookupError):  # it was ended
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_pandoc_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(tmp_path / "none"))
    path = tmp_path / "a.md"
    path.write_text("Text")
    one_problem(path, "pandoc cannot be started")


def test_scanned_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page()
        picture = document.make_stream(bytes(3 * 4), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        picture.Width, picture.Height, picture.ColorSpace, picture.BitsPerComponent = 2, 2, pikepdf.Name.DeviceRGB, 8
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        page.Contents = document.make_stream(b"q 600 0 0 800 0 0 cm /Im0 Do Q")
        document.save(path)
    one_problem(path, "a scanner makes them")


def test_pdf_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.open(io.BytesIO(pdf_bytes())) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    one_problem(path, "protected by a password")


def test_pdf_that_restricts_printing_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.open(io.BytesIO(pdf_bytes())) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="o", user=""))
    source, problems = load(path)
    assert not problems
    assert source is not None
    assert source.text == "Ein Satz in einem PDF."


def test_cut_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type")
    one_problem(path, "PDF")


def test_text_cut_in_a_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Grüße aus der Steppe, viele Grüß".encode()[:-2] + "ü".encode()[:1])
    one_problem(path, "cut off")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["docx", "pdf", "html", "txt"]), st.integers(0, 2**32))
def test_damaged_files_never_raise(format_: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(
        {"docx": DOCX, "pdf": PDF, "html": b"<html><p>Text &amp; <b>mehr</p>" * 5, "txt": b"Text " * 9}[format_]
    )
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    del data[chance.randint(len(data) // 2, len(data)) :]
    source, problems = extract(bytes(data), f"a.{format_}", Where("a"))
    codes = [problem.code for problem in problems]
    assert codes == [Code.BAD_SOURCE] if source is None else codes in ([], [Code.DAMAGED_SOURCE])


def packed(format_: str) -> bytes:
    """A container as it is meant to be: its type comes first."""
    run = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", format_, "-o", "-"]
    return subprocess.run(run, input=b"Ein Satz.", capture_output=True, check=True).stdout


def test_an_opendocument_text_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", bytes(range(256)))
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    one_problem(path, "protected by a password")


def test_a_book_whose_pages_are_locked(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    said = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
        '<CipherData><CipherReference URI="EPUB/text/ch001.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    path.write_bytes(packed("epub"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("META-INF/encryption.xml", said.replace("text/ch001.xhtml", "fonts/a.otf"))
    assert load(path)[0] is not None
    path.write_bytes(packed("epub"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("META-INF/encryption.xml", said)
    one_problem(path, "locked by a copy protection")


DOCX, PDF = docx_bytes(), pdf_bytes()


@pytest.mark.parametrize(
    ("name", "data", "words", "hint"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a Word document from before 2007", ".docx"),
        ("a.pages", b"PK\x03\x04" + bytes(50), "Apple's Pages", "Word (.docx)"),
        ("a.fodt", b'<?xml version="1.0"?><office:document/>', "OpenDocument", "LibreOffice"),
        ("a.opml", b'<?xml version="1.0"?><opml/>', "OPML", ".docx"),
        ("a.wpd", b"\xffWPC" + bytes(100), "WordPerfect", ".docx"),
        ("a.ppt", b"\xd0\xcf\x11\xe0" + bytes(600), "PowerPoint", ".pdf"),
        ("A.XLS", b"\xd0\xcf\x11\xe0" + bytes(600), "Excel", ".html"),
        ("a.mobi", bytes(60) + b"BOOKMOBI" + bytes(60), "Kindle", ".epub"),
    ],
)
def test_files_of_other_programs_say_whose_they_are(
    tmp_path: Path, name: str, data: bytes, words: str, hint: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    one_problem(path, words)
    assert hint in load(path)[1][0].hint


@pytest.mark.parametrize(
    ("name", "data", "extractor"),
    [
        ("a.doc", rb"{\rtf1 Ein Satz.\par}", "rtf 4"),
        ("a.doc", b"<!DOCTYPE html><html><p>Ein Satz.</p></html>", "html 4"),
        ("a.doc", b"Ein Satz.", "text 2"),
        ("a.pages", b"Ein Satz.", "text 2"),
        ("noname", rb"{\rtf1 Ein Satz.\par}", "rtf 4"),
        ("a.doc", docx_bytes("Ein Satz."), "docx 7"),
        ("a.docm", docx_bytes("Ein Satz."), "docx 7"),
        ("A.DOTX", docx_bytes("Ein Satz."), "docx 7"),
        ("a.ott", packed("odt"), "odt 5"),
        ("a.zip", packed("odt"), "odt 5"),
        ("download", packed("epub"), "epub 4"),
    ],
)
def test_a_name_that_tells_nothing_leaves_it_to_the_bytes(
    tmp_path: Path, name: str, data: bytes, extractor: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    source, problems = load(path)
    assert not problems
    assert source
    assert (source.text.strip(), source.extractor) == ("Ein Satz.", extractor)


@pytest.mark.parametrize("damaged", [b"Br\xfccke", b"Br\xc3cke", b"Br\xc3"])
def test_a_page_with_a_damaged_character_is_read_as_browsers_show_it(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "a.html"
    text = "<p>Der Weg über die größere Brücke ist für Fußgänger gesperrt.</p>".encode()
    path.write_bytes(b"<title>Weg</title>" + text + b"<ul><li>" + damaged + b"</ul>")
    source, problems = load(path)
    assert source is not None
    assert not problems
    assert "größere Brücke" in source.text
    assert "Br\ufffd" in source.text
