"""Pictures that a source holds or lies beside: their bytes, and whether browsers and the book can show them.

Where each format has them: Word in `word/media/` (ECMA-376, part 1, 15.2.14), OpenDocument in `Pictures/`, an EPUB where its
pages say, a saved page as parts of its archive (RFC 2557) or in a folder beside it, or within the address itself (`data:`).
Nothing is fetched, and no file is read that does not lie in the folder of the source or below it.
"""

import base64
import binascii
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from lesebuch.limits import PICTURE_BYTES
from lesebuch.sources.mail import archived, saved_page
from lesebuch.sources.page import decode_html, parse_html
from lesebuch.sources.refusal import Refusal

_DATA = re.compile(r"data:[^,]*?(?P<base64>;base64)?,", re.IGNORECASE)
_SHOWN = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*+<svg\b", re.DOTALL), ".svg"),
)  # fmt: skip
"""How files begin that browsers and Typst show, and the endings of their names."""
_BEGINNING = 4096
_WORDS = 200
"""Characters of a description. What is longer belongs into the text."""
_HERE = "Save the picture from its page or program, as PNG or JPEG, and add it by hand."
_CONVERT = "Save it as PNG or JPEG, and add it by hand."

Found = Callable[[str], bytes | None]
"""From an address to the bytes, at most one more than `PICTURE_BYTES` of them; None if they are not at hand."""


def finder(format_: str, data: bytes, path: Path) -> Found:
    """How the pictures of a source are found: it is of that format, these bytes are it, and there it lies."""
    made = _FINDERS.get(format_)
    return made(data, path) if made else lambda _address: None


def picture_of(address: str, find: Found) -> tuple[bytes, str]:
    """A picture of a source: its bytes, and the ending for its name. Refusal says why it is not to be had."""
    found = _embedded(address) or find(address)
    if not found:
        raise Refusal("it is not in the file" if "://" not in address else "it lies on another host", _HERE)
    if len(found) > PICTURE_BYTES:
        raise Refusal(f"it has more than {PICTURE_BYTES // 1_000_000} MB", "Make it smaller, and add it by hand.")
    ending = next((ending for magic, ending in _SHOWN if magic.match(found, 0, _BEGINNING)), "")
    if not ending:
        raise Refusal("it is in a format that browsers do not show", _CONVERT)
    return found, ending


def picture_words(data: bytes, format_: str) -> Mapping[str, str]:
    """What a web page says of its pictures to those who do not see them, by address; of other formats it is in the text."""
    if format_ not in ("html", "mhtml"):
        return {}
    try:
        tree = parse_html(decode_html(data if format_ == "html" else saved_page(data)[0]))
    except ValueError:
        return {}
    found: dict[str, str] = {}
    for image in () if tree is None else tree.iter("img"):
        words = " ".join((image.get("alt") or "").split())
        if words and len(words) <= _WORDS:
            found.setdefault(image.get("src") or image.get("data-src") or "", words)
    return found


def _embedded(address: str) -> bytes | None:
    match = _DATA.match(address)
    if not match:
        return None
    try:
        content = unquote_to_bytes(address[match.end() :])
        return base64.b64decode(content) if match["base64"] else content
    except (binascii.Error, ValueError):
        return None


def _packed(folder: str, data: bytes, _path: Path) -> Found:
    def find(address: str) -> bytes | None:
        name = posixpath.normpath(posixpath.join(folder, unquote(address)))
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as stream:
                return stream.read(PICTURE_BYTES + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            return None

    return find


def _beside(path: Path, address: str) -> bytes | None:
    """A file in the folder of the source or below it."""
    folder = path.resolve().parent
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        file = (folder / unquote(parts.path)).resolve()
        if not file.is_relative_to(folder) or not file.is_file():
            return None
        with file.open("rb") as stream:
            return stream.read(PICTURE_BYTES + 1)
    except (OSError, ValueError):
        return None


_FINDERS: Mapping[str, Callable[[bytes, Path], Found]] = {
    "docx": partial(_packed, "word"),
    "odt": partial(_packed, ""),
    "epub": partial(_packed, ""),
    "html": lambda _data, path: partial(_beside, path),
    "markdown": lambda _data, path: partial(_beside, path),
    "mhtml": lambda data, _path: archived(data),
}
