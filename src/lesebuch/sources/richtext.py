r"""RTF: made plain for the program that reads it, its characters beyond ASCII written as themselves (UTF-8).

RTF has characters as bytes of the code page of their font (`\'e9`), or as numbers with a stand-in for old programs
(`\u1084?`). Pandoc knows one code page and drops letters behind some stand-ins, so both are resolved here; all else stays as
it is. The rules: RTF Specification 1.9.1, "Character Set", "Font Table" and "Unicode RTF".
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lesebuch.sources.changes import ACCEPT, ALL, REJECT
from lesebuch.sources.marking import INSERTED, UNCHANGED
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
_SAID = (
    *(b"par", b"line", b"tab", b"emdash", b"endash", b"lquote", b"rquote", b"ldblquote", b"rdblquote"),
    *(b"bullet", b"emspace", b"enspace", b"footnote", b"chftn"),
)
"""What stands for words, or for where they end."""
_AUTHORS = (b"revauth", b"revauthdel")
_INSERTED, _UNCHANGED = INSERTED.encode(), UNCHANGED.encode()
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
    inserted: bool = False
    deleted: bool = False
    author: int = -1
    """Who changed it, by the place in the list of authors."""
    lists_authors: bool = False


def as_unicode(data: bytes, changes: str = "") -> bytes:
    """The same document with its characters in UTF-8; Refusal if it is no RTF.

    `changes`: what becomes of tracked changes; empty: what was deleted is there, struck through.
    """
    return b"".join(_begun(data, changes).pieces())


def changes_in(data: bytes) -> Sequence[tuple[str, str]]:
    """The tracked changes in their order: `insertion` or `deletion`, and whose it is. Refusal as above."""
    reading = _begun(data, "")
    for _ in reading.pieces():
        pass
    authors = "".join(reading.authors).split(";")
    return [(kind, authors[who] if 0 <= who < len(authors) else "") for kind, who in reading.changed]


def _begun(data: bytes, changes: str) -> "_Reading":
    if not data.lstrip().startswith(rb"{\rtf"):
        raise Refusal("it does not begin as RTF does", "Open it in a word processor and save it as .docx.")
    return _Reading(data, changes)


class _Reading:
    def __init__(self, data: bytes, changes: str) -> None:
        self._data = data
        self._changes = changes
        self.changed: list[tuple[str, int]] = []
        """Changes and their authors."""
        self.authors: list[str] = []
        self._last: tuple[str, int] | None = None
        """What became of the last word."""
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
        self._learn_change(word, number)
        if word == b"deleted" and self._changes not in ("", ALL):  # nothing of it is left that could be struck through
            return
        if word in _SAID and self._is_gone():
            return
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

    def _learn_change(self, word: bytes, number: int | None) -> None:
        """What a control word says of tracked changes."""
        if word == b"revised":
            self._group = replace(self._group, inserted=number != 0)
        elif word == b"deleted":
            self._group = replace(self._group, deleted=number != 0)
        elif word in _AUTHORS:
            self._group = replace(self._group, author=-1 if number is None else number)
        elif word == b"revtbl":
            self._group = replace(self._group, lists_authors=True)
        elif word == b"plain":
            self._group = replace(self._group, inserted=False, deleted=False)

    def _is_gone(self) -> bool:
        """Whether what stands here is no part of the text, as changes are taken."""
        return (self._changes == ACCEPT and self._group.deleted) or (self._changes == REJECT and self._group.inserted)

    def _said(self, text: bytes) -> bytes:
        """Words, as far as they are in the text, between signs if they were inserted and that is to be seen."""
        group = self._group
        if group.lists_authors:
            self.authors.append(text.decode("utf-8", "replace"))
            return text
        if group.mute:
            return b""
        if not text.strip():
            return b"" if self._is_gone() else text
        changed = "deletion" if group.deleted else "insertion" if group.inserted else ""
        now = (changed, group.author) if changed else None
        if now and now != self._last:
            self.changed.append(now)
        self._last = now
        if self._is_gone():
            return b""
        return _INSERTED + text + _UNCHANGED if group.inserted and self._changes == ALL else text

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
            yield b"" if kind == "stray" else self._said(text)

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
        return self._said(_ESCAPED.sub(rb"\\\g<0>", text.encode()))

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
