"""Mails (.eml) and saved pages (.mhtml), as RFC 5322, 2045 to 2047, 2557 and 3676 have them.

The rules for a mail: the first lines are its subject, who sent it and when, `to:` and `cc:`; then its words, then a line
`attachment: NAME` for each file with it, which is not read. Of the versions in which a mail has its words, the last is taken,
which is the richest (RFC 2046, 5.1.4), unless it has less than a quarter of the words of another: a page in the way of pages,
plain text line by line, lines that the sender's program broke (`format=flowed`) joined. A line that begins with `>` is quoted.
What postmen wrote is left out.

Of a saved page, the page is read, in the way of pages.
"""

import email
import email.policy
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from lesebuch.sources.page import decode_html, html_lines, one_line
from lesebuch.sources.plain import decode
from lesebuch.sources.refusal import Refusal
from lesebuch.sources.told import Told, ToldLine

_HTML, _PLAIN = "text/html", "text/plain"
_PAGES = (_HTML, "application/xhtml+xml")
_DEEPEST = 50
"""Parts within each other. A mail that was passed on five times has ten."""
_MOST = 2_000
"""Parts of a mail."""
_QUOTING = re.compile(r"(?:> ?)+")
_BEGINNING = 200
"""Bytes in which a mail has no zero, unless an editor has saved it as UTF-16."""
_SIGNATURE = "-- "
_ADDRESSES = ("to", "cc")


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of a mail, or the name of a file with it."""

    kind: str
    text: str
    flowed: bool = False
    joined: bool = False
    """Whether a space at the end of a flowed line is no part of the text (DelSp)."""


def read_mail(data: bytes, *, newest: bool = True) -> Told:
    """The lines of a mail; ValueError says in plain words why there are none.

    `newest`: by the rules above. Version 1 left blank lines out, and took the last version that has words, however few.
    """
    message = _parsed(data)
    parts = list(_parts(message, [0], 0, newest=newest))
    groups = itertools.count(1)
    body = [line for part in parts if part.kind for line in _lines(part, groups)]
    named = [ToldLine(f"attachment: {part.text}", "property") for part in parts if not part.kind]
    if not any(line.text for line in body):
        what = "all that it has is attached to it" if named else "no text is in it"
        raise Refusal(what, "Save the attached file from your mail program and add that." if named else "")
    subject, date = _header(message, "Subject"), _header(message, "Date")
    authors = tuple(dict.fromkeys(name for name in _names(str(message.get("From", ""))) if name))
    head = [ToldLine(subject, "title"), *(ToldLine(name, "author") for name in authors), ToldLine(date, "date")]
    head += [ToldLine(f"{name}: {_header(message, name)}", "property") for name in _ADDRESSES if _header(message, name)]
    return Told(
        [*(line for line in head if line.text), *(line for line in _spaced(body) if line.text or newest), *named],
        title=subject,
        authors=authors,
        date=_day(date),
        language=_header(message, "Content-Language").partition(",")[0],
        url=_header(message, "Archived-At").strip("<> "),
    )


def saved_page(data: bytes) -> tuple[bytes, str]:
    """The page in an archive, in UTF-8, and its address, empty if the archive does not say; ValueError if there is none."""
    message = _parsed(data)
    for part in _walk(message, [0], 0):
        if part.get_content_type() in _PAGES:
            address = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
            return _decoded(part).encode("utf-8", "replace"), address if address.startswith("http") else ""
    raise Refusal("no page is in it", "Open it in a browser and save it as a web page, HTML only (.html).")


def archived(data: bytes) -> Callable[[str], bytes | None]:
    """From the address or the `cid:` by which a page calls a part of its archive to what is in that; None if there is none.

    Where an archive cannot be read to its end, it has the parts before.
    """
    parts: dict[str, Message[str, str]] = {}
    with suppress(ValueError):
        for part in _walk(_parsed(data), [0], 0):
            parts.setdefault(_header(part, "Content-Location"), part)
            parts.setdefault(f"cid:{_header(part, 'Content-ID').strip('<> ')}", part)
    for nameless in ("", "cid:"):
        parts.pop(nameless, None)

    def find(address: str) -> bytes | None:
        part = parts.get(address)
        found = None if part is None else part.get_payload(decode=True)
        return found if isinstance(found, bytes) else None

    return find


def _parsed(data: bytes) -> "Message[str, str]":
    if b"\0" in data[:_BEGINNING]:
        with suppress(ValueError):  # it is no text at all: that is said below
            data = decode(data)[0].encode("utf-8", "replace")
    try:
        message = email.message_from_bytes(data.lstrip(b"\r\n \t\xef\xbb\xbf"), policy=email.policy.compat32)
    except RecursionError as error:
        raise ValueError("its parts are nested too deeply") from error
    if not message.keys():
        raise Refusal("it does not begin as a mail does", "If it is a text, let its name end in .txt.")
    return message


def _walk(message: "Message[str, str]", count: list[int], depth: int) -> Iterator["Message[str, str]"]:
    """The parts that are none of others, in their order."""
    count[0] += 1
    if depth > _DEEPEST or count[0] > _MOST:
        raise ValueError("its parts are nested too deeply" if depth > _DEEPEST else f"it has more than {_MOST} parts")
    if not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _walk(part, count, depth + 1)


def _parts(message: "Message[str, str]", count: list[int], depth: int, *, newest: bool) -> Iterator[_Part]:
    count[0] += 1
    if depth > _DEEPEST or count[0] > _MOST:
        raise ValueError("its parts are nested too deeply" if depth > _DEEPEST else f"it has more than {_MOST} parts")
    kind = message.get_content_type()
    if kind == "message/rfc822" or not message.is_multipart():
        yield from _single(message, kind)
        return
    inner = [
        list(_parts(part, count, depth + 1, newest=newest))
        for part in message.get_payload()
        if isinstance(part, Message)
    ]
    if kind == "multipart/alternative":
        words = [_words(parts) for parts in inner]
        least = max(words, default=0) / 4 if newest else 1
        fit = [parts for parts, number in zip(inner, words, strict=True) if number and number >= least]
        inner = fit[-1:]
    for parts in inner:
        yield from parts


def _words(parts: Sequence[_Part]) -> int:
    return sum(len(line.text.split()) for part in parts if part.kind for line in _lines(part, itertools.count(1)))


def _single(message: "Message[str, str]", kind: str) -> Iterator[_Part]:
    name = _plain_name(message)
    attached = message.get_content_disposition() == "attachment"
    if kind in (_PLAIN, *_PAGES) and not attached:
        flowed = str(message.get_param("format", "")).lower() == "flowed"
        joined = str(message.get_param("delsp", "")).lower() == "yes"
        yield _Part(_HTML if kind in _PAGES else _PLAIN, _decoded(message), flowed, joined)
    elif kind == "message/rfc822" and message.is_multipart():
        inner = next(iter(message.get_payload()), None)
        yield _Part("", name or (_header(inner, "Subject") if isinstance(inner, Message) else "") or "a mail")
    elif name or attached:
        yield _Part("", name or kind)


def _plain_name(message: "Message[str, str]") -> str:
    try:
        return _spelt(message.get_filename() or "")
    except (ValueError, LookupError, TypeError):  # what a damaged header makes of it
        return ""


def _decoded(part: "Message[str, str]") -> str:
    """The characters of a part: as it declares them, else as they look."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        pass
    try:
        return decode_html(data) if part.get_content_type() in _PAGES else decode(data)[0]
    except ValueError:  # a letter of another encoding among others is no reason to lose a mail
        return data.decode("utf-8", "replace")


def _spaced(lines: Sequence[ToldLine]) -> Iterator[ToldLine]:
    """With one blank line where there are several, and none at the end."""
    last = max(number for number, line in enumerate(lines) if line.text)
    for before, line in itertools.pairwise([ToldLine(""), *lines[: last + 1]]):
        if line.text or before.text:
            yield line


def _lines(part: _Part, groups: Iterator[int]) -> Iterator[ToldLine]:
    """The lines of a part, without blank ones at its ends. What is quoted at one depth is one quotation, what follows `-- ` a box."""
    if part.kind == _HTML:
        yield from (ToldLine(line) for line in html_lines(part.text))
        return
    lines = part.text.replace("\r\n", "\n").strip("\n").split("\n")
    group, depth, signed = 0, 0, False
    for line in _flowed(lines, part.joined) if part.flowed else lines:
        text = one_line(line).rstrip()
        before, depth = depth, _depth(text)
        signed = signed and not depth
        if depth != before:
            group = next(groups) if depth else 0
        if text.strip():
            yield ToldLine(text, "quote" if depth else "box" if signed else "", group=group)
        else:
            yield ToldLine("")
        if line == _SIGNATURE and not depth:
            signed, group = True, next(groups)


def _depth(text: str) -> int:
    """How often it was quoted."""
    signs = _QUOTING.match(text)
    return signs[0].count(">") if signs else 0


def _flowed(lines: Sequence[str], joined: bool) -> Iterator[str]:
    """Lines that end with a space go on in the next (RFC 3676); quoted ones stay as they are."""
    whole = ""
    for line in lines:
        if line.startswith(">") or line == _SIGNATURE:
            if whole:
                yield whole
            whole = ""
            yield line
            continue
        text = line.removeprefix(" ")  # a space that protects the line's beginning
        whole += text
        if text.endswith(" "):
            whole = whole[:-1] if joined else whole
        else:
            yield whole
            whole = ""
    if whole:
        yield whole


def _header(message: "Message[str, str]", name: str) -> str:
    return _spelt(str(message.get(name, "")))


def _spelt(value: str) -> str:
    """A header in the characters that it stands for (RFC 2047), in one line."""
    try:
        pieces = [_piece(text, charset) for text, charset in decode_header(value)]
    except (HeaderParseError, ValueError, LookupError):
        pieces = [value]
    text = "".join(pieces).encode("utf-8", "surrogateescape")
    try:
        return " ".join(text.decode().split())
    except UnicodeDecodeError:
        return " ".join(text.decode("cp1252", "replace").split())


def _piece(text: bytes | str, charset: str | None) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode(charset or "ascii", "surrogateescape" if not charset else "replace")
    except (LookupError, ValueError):
        return decode(text)[0]


def _names(sender: str) -> list[str]:
    """Who is named, or the address of who is not."""
    return [_spelt(name).strip(" '\"") or address for name, address in getaddresses([sender])]


def _day(date: str) -> str:
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
