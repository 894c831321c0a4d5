"""A page or a file from the web, for `lesebuch add` alone, and only where an address is given. No build ever fetches."""

import re
import time
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lesebuch.sources import ENDINGS, MAX_BYTES

_PAUSE = 20
"""Seconds without a byte after which it is given up."""
_SECONDS = 120
"""For all of a file."""
_CHUNK = 1 << 16
_ENDINGS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "text/markdown": "md", "application/pdf": "pdf",
    "application/rtf": "rtf", "text/rtf": "rtf", "application/epub+zip": "epub", "text/vtt": "vtt", "application/tei+xml": "tei",
    "application/xml": "xml", "text/xml": "xml", "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}  # fmt: skip
ADDRESS = re.compile(r"https?://[^\s/]\S*$", re.IGNORECASE)


def fetch(url: str, folder: Path) -> Path:
    """The file at an address, saved in the folder as it came; ValueError says in plain words why there is none."""
    # Servers refuse who does not say that it can read pages.
    head = {"User-Agent": "Mozilla/5.0 (compatible; lesebuch)", "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=head), timeout=_PAUSE) as answer:  # noqa: S310 - `ADDRESS` lets through no other scheme
            data = _read(answer)
            name = _name(url, answer.headers)
    except urllib.error.HTTPError as error:
        raise ValueError(f"the server answers {error.code} ({error.reason})") from error
    except urllib.error.URLError as error:
        raise ValueError(f"there is no connection ({error.reason})") from error
    except (OSError, ValueError) as error:
        raise ValueError(str(error) or "the connection broke off") from error
    path = folder / name
    path.write_bytes(data)
    return path


def _read(answer: object) -> bytes:
    data = bytearray()
    end = time.monotonic() + _SECONDS
    while chunk := answer.read(_CHUNK):  # type: ignore[attr-defined]  # as urlopen gives it
        data += chunk
        if len(data) > MAX_BYTES:
            raise ValueError(f"it has more than the {MAX_BYTES // 1_000_000} MB that a source may have")
        if time.monotonic() > end:
            raise ValueError(f"it takes more than {_SECONDS} seconds")
    return bytes(data)


def _name(url: str, headers: Message) -> str:
    """A name that says where it is from, and in its ending what it is."""
    parts = urlsplit(url)
    stem = re.sub(r"[^\w.-]+", "-", unquote(f"{parts.hostname or ''}{parts.path}")).strip("-.")[:100]
    ending = _ENDINGS.get(headers.get_content_type(), "")
    before, _, own = stem.rpartition(".")
    if own.lower() in ENDINGS and before and parts.path:
        return stem if not ending or own.lower() != "htm" else f"{before}.html"
    return f"{stem}.{ending or 'html'}"
