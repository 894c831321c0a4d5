"""Plain text: the bytes of every encoding give the same characters, and nothing else is changed."""

import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.problems import Where
from lesebuch.sources import extract, load

TEXT = "Grüße aus Almaty: „Öl“ – 5 €\r\n\r\nZweite\u00a0Zeile mit So\u00adft hyphen\tund\x0bmehr.\n"


@pytest.mark.parametrize(
    ("mark", "encoding", "name"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
        (b"", "cp1252", "cp1252"),
    ],
)
def test_encodings(tmp_path: Path, mark: bytes, encoding: str, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + TEXT.encode(encoding))
    source, problems = load(path)
    assert not problems
    assert source is not None
    assert (source.text, source.encoding, source.extractor) == (TEXT, name, "text 2")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_is_not_read_as_accented_latin(encoding: str) -> None:
    text = "Президент Казахстана заявил, что страна продолжит сотрудничество со всеми соседями. " * 5
    source, problems = extract(text.encode(encoding), "a.txt", Where("a.txt"))
    assert not problems
    assert source is not None
    assert source.text == text


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\x00" not in text and not text.startswith("\ufeff")))
def test_utf8_is_never_changed(text: str) -> None:
    data = text.encode("utf-8")
    source, problems = extract(data, "a.txt", Where("a.txt"))
    if source is None:  # text that begins like a PDF or a picture, or is full of control characters
        assert len(problems) == 1
        assert data[:4] in (b"%PDF", b"GIF8", b"RIFF", b"{\\rt", b"PK\x03\x04") or any(
            ord(c) < 32 or ord(c) == 127 for c in text
        )
    elif source.encoding == "utf-8":
        assert source.text == text


def test_the_name_in_the_register_says_how_to_read(tmp_path: Path) -> None:
    path = tmp_path / "whatever.bin"
    path.write_text("<p>eins<p>zwei", encoding="utf-8")
    source, _ = load(path, "page.html")
    assert source is not None
    assert (source.file, source.text, source.extractor) == ("page.html", "eins\nzwei", "html 4")
