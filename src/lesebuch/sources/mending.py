"""PDF once more, by a second reader: which pages are damaged, and what is left of them.

The first reader (pypdf) gives up a page whose stream is cut off, and takes one that does not unpack for an empty page. Here
streams are unpacked as far as they go, under a limit, so that neither a bomb nor a loop costs more than other files do.
"""

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import pikepdf

from lesebuch.limits import UNPACKED_BYTES
from lesebuch.sources.refusal import password

_INFORMATION = {"title": "/Title", "creator": "/Author", "created": "/CreationDate"}
_DATE = re.compile(r"(?:D:)?(\d{4})(?:(\d\d)(\d\d)?)?")
"""ISO 32000-1, 7.9.4."""
_PIECE = 256
"""Bytes unpacked at once: of a piece with an error in it nothing comes out."""


class SecondReader:
    """A PDF as pikepdf opens it: where its tables are damaged, it looks for the objects themselves."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = self._document = document
        self.count = len(document.pages)
        self.is_locked = document.is_encrypted
        self.is_mended = any("xref" in warning or "trailer" in warning for warning in map(str, document.get_warnings()))
        """Whether its tables were put together anew."""
        self._sound: dict[tuple[int, int], bool] = {}
        """By their numbers, the streams that were looked at."""

    @property
    def declared(self) -> int:
        """How many pages the file says that it has."""
        found = self._document.Root.get("/Pages", pikepdf.Dictionary()).get("/Count", 0)
        return found if isinstance(found, int) else 0

    def whole(self) -> bytes:
        """The file written anew: without encryption, its tables in order."""
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def is_damaged(self, number: int) -> bool:
        """Whether something that a page draws, counted from 0, cannot be unpacked to its end."""
        try:
            page = self._document.pages[number].obj
            if not isinstance(page.get("/Resources", pikepdf.Dictionary()), pikepdf.Dictionary):
                return True
            return not all(self._is_sound(stream) for stream in _streams(page))
        except Exception:
            return True

    def is_unreadable(self, number: int) -> bool:
        """Whether a page has content, but none that can be understood."""
        try:
            page = self._document.pages[number]
            contents = [stream.read_bytes() for stream in _contents(page.obj)]
            self._document.get_warnings()  # what it has said of other pages is gone with it
            drawn = pikepdf.parse_content_stream(page)
            return any(text.strip() for text in contents) and (not drawn or bool(self._document.get_warnings()))
        except Exception:
            return True

    def has_fonts_elsewhere(self, number: int) -> bool:
        """Whether a page has fonts of Chinese, Japanese or Korean that are not in the file, or whose letters only a table elsewhere tells."""
        try:
            fonts = pikepdf.Page(self._document.pages[number].obj).resources.get("/Font", pikepdf.Dictionary())
            return any(font.get("/Subtype") == "/Type0" and _is_elsewhere(font) for font in fonts.values())
        except Exception:
            return False

    def rest(self, number: int) -> bytes:
        """A PDF of one page with what is left of its content; ValueError or pikepdf.PdfError if that is nothing."""
        page = self._document.pages[number]
        left = b"\n".join(_unpacked(stream)[0] for stream in _contents(page.obj))
        with pikepdf.new() as alone:
            alone.pages.append(page)
            (copy,) = alone.pages
            copy.obj.Contents = alone.make_stream(left)
            with suppress(pikepdf.PdfError):  # then it is taken as it stands
                copy.obj.Contents = alone.make_stream(
                    pikepdf.unparse_content_stream(pikepdf.parse_content_stream(copy))
                )
            target = io.BytesIO()
            alone.save(target)
        return target.getvalue()

    def _is_sound(self, stream: pikepdf.Object) -> bool:
        key = stream.objgen
        if key not in self._sound:
            self._sound[key] = _unpacked(stream)[1]
        return self._sound[key]


def second_reader(data: bytes) -> SecondReader | None:
    """None if it cannot open the file either; Refusal if that needs a password.

    Where the password is empty, everybody may read: such a file restricts printing and the like alone.
    """
    try:
        return SecondReader(pikepdf.open(io.BytesIO(data)))
    except pikepdf.PasswordError as error:
        raise password() from error
    except Exception:
        return None


def information(data: bytes) -> Mapping[str, Sequence[str]]:
    """What a PDF says of itself: title, creator, created, language. Empty if it cannot be opened."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            info = document.docinfo
            said = {name: str(info.get(key, "")).strip() for name, key in _INFORMATION.items()}
            said["language"] = str(document.Root.get("/Lang", "")).strip()
    except Exception:
        return {}
    date = _DATE.match(said["created"])
    said["created"] = "-".join(filter(None, date.groups())) if date else ""
    return {name: [text] for name, text in said.items() if text}


def _is_elsewhere(font: pikepdf.Object) -> bool:
    """Whether a composite font needs more than the file has."""
    if "/ToUnicode" not in font and not str(font.get("/Encoding", "")).startswith("/Identity"):
        return True
    described = font.DescendantFonts[0].get("/FontDescriptor", pikepdf.Dictionary())
    return not any(key.startswith("/FontFile") for key in described.keys())  # noqa: SIM118 - it is no dict


def _contents(page: pikepdf.Object) -> list[pikepdf.Object]:
    found = page.get("/Contents")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _streams(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """What a page draws: its content, and the forms that it uses, each once."""
    yield from _contents(page)
    resources: list[pikepdf.Object] = [pikepdf.Page(page).resources]
    seen = set()
    while resources:
        for item in resources.pop().get("/XObject", {}).values():
            if item.objgen in seen or item.get("/Subtype") != "/Form":
                continue
            seen.add(item.objgen)
            yield item
            if "/Resources" in item:
                resources.append(item.Resources)


def _unpacked(stream: pikepdf.Object) -> tuple[bytes, bool]:
    """What a stream holds, as far as it can be unpacked, and whether that is all. Of other packings than zip nothing is said."""
    if _filters(stream) != ["/FlateDecode"] or "/DecodeParms" in stream:
        return (stream.read_raw_bytes() if not _filters(stream) else b""), True
    raw = stream.read_raw_bytes()
    text, state = _inflated(raw, zlib.MAX_WBITS)
    if state != "whole":  # without regard to the checksum at its end, which some programs leave out
        bare, ended = _inflated(raw[2:], -zlib.MAX_WBITS)
        text = max(text, bare, key=len)
        state = "whole" if (state, ended) == ("cut", "whole") else state
    return text, state == "whole"


def _filters(stream: pikepdf.Object) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(one) for one in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _inflated(raw: bytes, window: int) -> tuple[bytes, str]:
    """What comes out before an error or the end, and whether it is `whole`, `cut` or `broken`."""
    unpacking = zlib.decompressobj(window)
    pieces: list[bytes] = []
    left = UNPACKED_BYTES
    try:
        for at in range(0, len(raw), _PIECE):
            pieces.append(unpacking.decompress(raw[at : at + _PIECE], left))
            left -= len(pieces[-1])
            if unpacking.eof or left <= 0:
                return b"".join(pieces), "whole"
    except zlib.error:
        return b"".join(pieces), "broken"
    return b"".join(pieces), "cut"
