"""FB2 (FictionBook): made UTF-8 for the program that reads it, out of its container if it lies in one.

Most are Russian books in Windows-1251, as their first line says; many are passed on as `.fb2.zip`.
"""

import io
import re
import zipfile
import zlib

from lesebuch.limits import UNPACKED_BYTES
from lesebuch.sources.plain import decode
from lesebuch.sources.refusal import Refusal, oversized, password

_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
_TAG = re.compile(rb"<[^>]*>")
_BINARY = re.compile(r"<binary\b[^>]*>[^<]*</binary\s*>")
"""Pictures, in the letters of Base64; they are no text."""
_HINT = "Open it in a reading program and save it as .epub."


def as_utf8(data: bytes) -> bytes:
    """The document in UTF-8, without its pictures; ValueError if it is none."""
    if data.startswith(b"PK\x03\x04"):
        data = _unpacked(data)
    text = _decoded(data)
    if "<FictionBook" not in text[:5_000]:
        raise Refusal("it is no FictionBook file", _HINT)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff"))
    return _BINARY.sub("", text).encode("utf-8", "replace")


def _decoded(data: bytes) -> str:
    declared = _DECLARED.match(data)
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass  # it is not what it says; the bytes tell
    if b"\0" in data:
        return decode(data)[0]
    _, encoding = decode(_TAG.sub(b" ", data))  # the letters of its tags would tell nothing
    return data.decode(encoding, "replace")


def _unpacked(data: bytes) -> bytes:
    """The one book of a zip container."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            books = [member for member in archive.infolist() if member.filename.lower().endswith(".fb2")]
            if len(books) != 1:
                raise Refusal(f"{len(books)} books are in it", "Unpack it and add the files that are in it.")
            if books[0].flag_bits & 0x1:
                raise password()
            with archive.open(books[0]) as stream:
                content = stream.read(UNPACKED_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, OverflowError, NotImplementedError) as error:
        raise ValueError("it is no intact zip container: the file is cut off or damaged") from error
    if len(content) > UNPACKED_BYTES:
        raise oversized(UNPACKED_BYTES // 1_000_000)
    return content
