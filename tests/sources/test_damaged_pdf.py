"""A PDF of which one page is damaged: that page is named, and all others are read."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import typst

from lesebuch.cli.main import main
from lesebuch.problems import Code, Severity, Where
from lesebuch.sources import extract

WORDS = "Der Damm bei Salzau hat auch in diesem Jahr gehalten. " * 8
BOOK = bytes(typst.compile("#pagebreak()\n".join(f"= Teil {n}\n\n{WORDS}\n" for n in range(1, 6)).encode()))
WHOLE = len(WORDS.split()) + 2
"""Words of a page."""

Spoil = Callable[[pikepdf.Pdf], None]


def packed(change: Callable[[bytes], bytes]) -> Spoil:
    """The packed content of the third page, changed."""

    def spoil(document: pikepdf.Pdf) -> None:
        stream = document.pages[2].obj.Contents
        stream.write(change(stream.read_raw_bytes()), filter=pikepdf.Name.FlateDecode)

    return spoil


def content(data: bytes, packing: str = "") -> Spoil:
    """Other content of the third page."""

    def spoil(document: pikepdf.Pdf) -> None:
        document.pages[2].obj.Contents.write(data, filter=pikepdf.Name(packing) if packing else None)

    return spoil


def no_stream(document: pikepdf.Pdf) -> None:
    document.pages[2].obj.Contents = document.make_indirect(pikepdf.Dictionary())


def no_resources(document: pikepdf.Pdf) -> None:
    document.pages[2].obj.Resources = pikepdf.Array([1])


def form(document: pikepdf.Pdf) -> None:
    """The page draws a form, as many programs make them, and that is damaged."""
    page = document.pages[2].obj
    drawn = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, Resources=page.Resources)
    drawn.BBox = page.MediaBox
    drawn.write(page.Contents.read_raw_bytes()[:300], filter=pikepdf.Name.FlateDecode)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=drawn))
    page.Contents.write(b"/F Do")


DAMAGED: dict[str, Spoil] = {
    "cut off": packed(lambda raw: raw[: len(raw) // 2]),
    "a bad stretch": packed(lambda raw: raw[:60] + bytes(byte ^ 0x55 for byte in raw[60:90]) + raw[90:]),
    "a bad beginning": packed(lambda raw: b"garbage!" + raw[8:]),
    "one wrong byte": packed(lambda raw: raw[:-1] + bytes([raw[-1] ^ 1])),
    "no operators": content(b"BT (((( Tj << [ 1 2 ET \xff\xfe /F1 Tf q Q ]] >> "),
    "a packing that nobody knows": content(b"abc", "/Strange"),
    "another packing": content(b"abcdefghij" * 9, "/LZWDecode"),
    "no stream": no_stream,
    "no resources": no_resources,
    "a form": form,
}


def spoiled(spoil: Spoil) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(BOOK)) as document:
        spoil(document)
        document.save(target, compress_streams=False)
    return target.getvalue()


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_page_is_named_and_all_others_are_read(name: str) -> None:
    source, problems = extract(spoiled(DAMAGED[name]), "a.pdf", Where("a.pdf"))
    assert [(p.code, p.severity) for p in problems] == [(Code.DAMAGED_SOURCE, Severity.WARNING)]
    assert "page 3 is damaged" in problems[0].message
    assert source
    assert [f"Teil {n}" in source.text for n in (1, 2, 4, 5)] == [True] * 4
    assert 4 * WHOLE <= len(source.text.split()) <= 5 * WHOLE


def test_what_is_left_of_a_page_that_is_cut_off_is_read() -> None:
    with pikepdf.open(io.BytesIO(BOOK)) as document:
        half = document.pages[2].obj.Contents.read_bytes()
    source, problems = extract(
        spoiled(packed(lambda _: zlib.compress(half, 0)[: len(half) * 2 // 3])), "a.pdf", Where("a")
    )
    assert problems
    assert source
    assert len(source.text.split()) > 4 * WHOLE + 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: None,
        packed(lambda raw: raw[:-4]),  # without the checksum at its end
        packed(lambda raw: raw + b"\r\n"),
        content(b""),
        lambda document: document.pages[2].obj.__delitem__("/Contents"),
    ],
    ids=["nothing", "no checksum", "a line break", "an empty page", "no content"],
)
def test_of_a_sound_file_nothing_is_said(spoil: Spoil) -> None:
    source, problems = extract(spoiled(spoil), "a.pdf", Where("a"))
    assert source
    assert problems == []


def test_a_file_that_is_cut_off_is_put_together_anew() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(BOOK)) as document:
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = target.getvalue()
    source, problems = extract(data[: data.rindex(b"xref")], "a.pdf", Where("a"))
    assert source
    assert len(source.text.split()) == 5 * WHOLE
    assert "its list of contents is damaged" in problems[0].message


def test_pages_that_are_gone_are_counted() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(BOOK)) as document:
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = target.getvalue()
    assert b"/Count 5 /Kids" in data
    _, problems = extract(data.replace(b"/Count 5 /Kids", b"/Count 7 /Kids"), "a.pdf", Where("a"))
    assert "of 7 pages it has 5" in problems[0].message


def test_many_damaged_pages_are_counted_too() -> None:
    pages = "#pagebreak()\n".join(["Ein Satz.\n"] * 14)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(typst.compile(pages.encode()))) as document:
        for page in document.pages[1:]:
            page.obj.Contents = document.make_stream(b"garbage", Filter=pikepdf.Name.FlateDecode)
        document.save(target, compress_streams=False)
    _, problems = extract(target.getvalue(), "a.pdf", Where("a"))
    assert "pages 2, 3, 4, 5, 6, 7, 8, 9, 10 and 4 more are damaged" in problems[0].message


def test_a_file_without_a_whole_page_is_an_error() -> None:
    def spoil(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.obj.Contents.write(b"garbage", filter=pikepdf.Name.FlateDecode)

    source, [problem] = extract(spoiled(spoil), "a.pdf", Where("a"))
    assert source is None
    assert "a damaged PDF" in problem.message


def test_add_drafts_it_in_doubt_and_check_warns_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    (tmp_path / "damm.pdf").write_bytes(spoiled(DAMAGED["cut off"]))
    monkeypatch.chdir(tmp_path)
    assert main(["add", "damm.pdf"]) == 0
    assert "page 3 is damaged" in " ".join(capsys.readouterr().out.replace("│", " ").split())
    (chapter,) = (tmp_path / "corpus").glob("*.md")
    assert "page 3 is damaged" in chapter.read_text(encoding="utf-8")
    assert main(["lock"]) == 0
    for _ in range(2):
        capsys.readouterr()
        assert main(["check"]) == 0
        said = capsys.readouterr()
        assert "page 3 is damaged" in said.out + said.err
