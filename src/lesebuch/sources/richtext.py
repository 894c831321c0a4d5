r"""RTF: made plain for the program that reads it, its characters beyond ASCII written as themselves (UTF-8).

RTF has characters as bytes of the code page of their font (`\'e9`), or as numbers with a stand-in for old programs
(`\u1084?`). Pandoc knows one code page and drops letters behind some stand-ins, so both are resolved here; all else stays as
it is. The rules: RTF Specification 1.9.1, "Character Set", "Font Table" and "Unicode RTF".
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lesebuch.sources.refusal import Refusal

_TOKEN = re.compile(
    rb"\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<word>[A-Za-z]+)(?P<number>-?\d{1,10})? ?|(?P<symbol>\\[^A-Za-z'])|(?P<brace>[{}])"
    rb"|(?P<ends>[\r\n\0]+)|(?P<high>[\x80-\xff]+)|(?P<plain>[^\\{}\r\n\0\x80-\xff]+)|(?P<stray>\\'?)",
    re.DOTALL,
)
_CHARSETS: Mapping[int, str] = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
"""Of a font, by the number of its character set. Set 0 (ANSI) and 1 (default) are the code page of the file."""
_NAMED: Mapping[bytes, str] = {b"mac": "mac-roman", b"pc": "cp437", b"pca": "cp850"}
_INNER_CELL = b"nestcell"
"""Ends a cell of a table within a cell. Pandoc loses the words of such a table, so each becomes a paragraph of the outer cell."""
_UNREAD = (b"nesttableprops", b"nonesttables", b"pict")
"""Groups with the form of such a table, and with its text once more for programs that cannot show it; and pictures, in whose
place pandoc puts the word `image`."""
_ESCAPED = re.compile(rb"[\\{}]")
_DEEPEST = 1_000
"""Groups within each other. A table in a table has twenty."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a pair of braces."""

    font: int = -1
    stand_in: int = 1
    """How many characters stand behind a numbered one, for programs that do not know it."""
    defines_fonts: bool = False
    mute: bool = False
    """Whether nothing of it is handed on."""


def as_unicode(data: bytes) -> bytes:
    """The same document with its characters in UTF-8; Refusal if it is no RTF."""
    if not data.lstrip().startswith(rb"{\rtf"):
        raise Refusal("it does not begin as RTF does", "Open it in a word processor and save it as .docx.")
    return b"".join(_Reading(data).pieces())


class _Reading:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._page = "cp1252"
        self._raw_page = "utf-8" if _is_utf8(data) else ""
        """Of bytes that stand there unescaped, which programs write in UTF-8 that know no better."""
        self._fonts: dict[int, str] = {}
        self._default = -1
        self._group = _Group()
        self._outer: list[_Group] = []
        self._bytes = bytearray()
        """Characters that are not decoded yet: in some code pages, one is two bytes."""
        self._units: list[int] = []
        """Numbers of characters (UTF-16) that may be halves."""
        self._skip = 0

    def pieces(self) -> Iterator[bytes]:
        """The document, piece by piece."""
        at = 0
        while match := _TOKEN.match(self._data, at):
            at = match.end()
            kind = match.lastgroup
            if kind == "hex":
                yield from self._byte(int(match["hex"], 16))
                continue
            if kind == "ends":
                continue
            if kind in ("number", "word"):
                word, number = match["word"], match["number"]
                if word == b"bin":
                    at += max(int(number or 0), 0)
                    continue
                yield from self._control(word, None if number is None else int(number), match[0])
            else:
                yield from self._text(kind or "", match[0])
        yield self._flush()

    def _byte(self, value: int) -> Iterator[bytes]:
        if self._skip:
            self._skip -= 1
            return
        if self._units:
            yield self._flush()
        self._bytes.append(value)

    def _control(self, word: bytes, number: int | None, whole: bytes) -> Iterator[bytes]:
        if word == b"u" and number is not None:
            if self._bytes:
                yield self._flush()
            self._units.append(number % 0x10000)
            self._skip = self._group.stand_in
            return
        if self._skip:  # a control word counts as a character
            self._skip -= 1
            return
        yield self._flush()
        if word == b"uc":
            self._group = replace(self._group, stand_in=max(number or 0, 0))
            return
        self._learn(word, number)
        if not self._group.mute:
            yield rb"\par " if word == _INNER_CELL else whole.rstrip(b" ") + b" "

    def _learn(self, word: bytes, number: int | None) -> None:
        """What a control word says of code pages."""
        if word == b"f" and number is not None:
            self._group = replace(self._group, font=number)
        elif word == b"fonttbl":
            self._group = replace(self._group, defines_fonts=True)
        elif word == b"fcharset" and self._group.defines_fonts and number is not None and number in _CHARSETS:
            self._fonts[self._group.font] = _CHARSETS[number]
        elif word == b"deff" and number is not None:
            self._default = number
        elif word in _UNREAD:
            self._group = replace(self._group, mute=True)
        elif word == b"plain":
            self._group = replace(self._group, font=-1)
        elif word in _NAMED:
            self._page = _NAMED[word]
        elif word == b"ansicpg" and number:
            self._page = _known(f"cp{number}") or self._page

    def _text(self, kind: str, text: bytes) -> Iterator[bytes]:
        if kind == "brace":
            self._skip = 0
            yield self._flush()
            self._brace(text)
            yield text
            return
        if self._skip and kind == "symbol":
            self._skip -= 1
            return
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        if kind == "high":
            for value in text:
                yield from self._byte(value)
        elif text:
            yield self._flush()
            yield b"" if kind == "stray" or self._group.mute else text

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self._outer) >= _DEEPEST:
                raise ValueError("its parts are nested too deeply")
            self._outer.append(self._group)
        elif self._outer:
            self._group = self._outer.pop()

    def _flush(self) -> bytes:
        """What is decoded by now, with what RTF itself means by a character escaped."""
        if self._units:
            halves = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            text = halves.decode("utf-16-le", "replace")
        elif self._bytes:
            text = self._decoded(bytes(self._bytes))
        else:
            return b""
        self._units.clear()
        self._bytes.clear()
        return b"" if self._group.mute else _ESCAPED.sub(rb"\\\g<0>", text.encode())

    def _decoded(self, data: bytes) -> str:
        if self._raw_page:
            try:
                return data.decode(self._raw_page)
            except UnicodeDecodeError:
                pass
        font = self._group.font if self._group.font >= 0 else self._default
        return data.decode(self._fonts.get(font, self._page), "replace")


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _known(page: str) -> str:
    """The name if Python knows the code page, else empty."""
    if page == "cp65001":
        return "utf-8"
    try:
        codecs.lookup(page)
    except LookupError:
        return ""
    return page
