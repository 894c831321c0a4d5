"""Pictures that sources hold: what is taken for one, and how they are found."""

from email.message import Message
from pathlib import Path

import pytest

from lesebuch.sources import Refusal, mail
from lesebuch.sources.pictures import finder, picture_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
HERE = Path("a.mhtml")


@pytest.mark.parametrize("before", [b"", b'<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg>\n', b"<!---->" * 400])
def test_a_drawing_is_known_behind_what_stands_before_it(before: bytes) -> None:
    assert picture_of("a.svg", lambda _: before + SVG) == (before + SVG, ".svg")


def test_comments_before_no_drawing_are_read_once() -> None:
    """A pattern that tries each way in which comments may be one longer one takes longer than the universe is old."""
    with pytest.raises(Refusal, match="a format that browsers do not show"):
        picture_of("a.svg", lambda _: b"<!---->" * 400 + b"<p>")


def archive(parts: int) -> bytes:
    """A page, so many pictures, and behind them parts that nest too deeply."""
    part = "--q\r\nContent-Type: image/png\r\nContent-Location: https://see.example/{0}.png\r\nContent-ID: <{0}@x>\r\n\r\nBild {0}"
    lines = ["MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=q\r\n"]
    lines += ["--q\r\nContent-Type: text/html\r\n\r\n<p>Der See</p>", *(part.format(n) for n in range(parts))]
    inner = "".join(f"Content-Type: multipart/mixed; boundary=q{n}\r\n\r\n--q{n}\r\n" for n in range(80))
    return "\r\n".join([*lines, f"--q\r\n{inner}"]).encode()


def test_an_archive_is_read_once_for_all_its_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[bytes]()
    parsed = mail._parsed

    def counted(data: bytes) -> "Message[str, str]":
        read.append(data)
        return parsed(data)

    monkeypatch.setattr(mail, "_parsed", counted)
    find = finder("mhtml", archive(9), HERE)
    assert [find(f"https://see.example/{n}.png") for n in range(9)] == [b"Bild %d" % n for n in range(9)]
    assert find("cid:7@x") == b"Bild 7"
    assert find("") is find("cid:") is find("https://see.example/9.png") is None
    assert len(read) == 1


@pytest.mark.parametrize("data", [b"", b"\0", b"no mail at all", archive(3_000)], ids=["empty", "zero", "text", "many"])
def test_an_archive_that_cannot_be_read_has_no_pictures_and_no_fault(data: bytes) -> None:
    with pytest.raises(Refusal, match="lies on another host"):
        picture_of("https://see.example/2999.png", finder("mhtml", data, HERE))
