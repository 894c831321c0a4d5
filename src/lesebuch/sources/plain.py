"""Plain text: from bytes to characters, with nothing changed but the byte order mark."""

import codecs
import re

from lesebuch.sources.refusal import Refusal

_MARKS = (  # UTF-32 before UTF-16: its little-endian mark begins with the other's.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866")
_FREQUENT = frozenset("оеаинтсрвлкмдія")
"""Two thirds of the letters of a Russian or Ukrainian text."""
_FOREIGN = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, *, errors: str = "strict") -> tuple[str, str]:
    """The text and the name of its encoding; ValueError says in plain words why it is no text.

    `errors`, as in `bytes.decode`: what becomes of UTF-8 in which single characters are damaged.

    Tried in this order: byte order mark, UTF-16 that shows by its zero bytes, strict UTF-8, Windows-1252 where it gives
    mostly plain letters, a Cyrillic encoding, and what charset-normalizer finds for the rest.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    wide = _utf16_without_mark(data)
    if wide:
        return _strict(data, wide), wide
    if b"\x00" in data:
        raise ValueError("it holds zero bytes: this is no text")
    text, encoding = _eight_bit(data, errors)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 20:
        raise ValueError("it is full of control characters: this is no text")
    return text, encoding


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"it says that it is {encoding.upper()}, but byte {error.start + 1} is not") from error


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 shows in Latin text by a zero in every second byte; empty if it does not."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4:  # two characters
        return ""
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half // 2 and even <= half // 50:
        return "utf-16-le"
    return "utf-16-be" if even > half // 2 and odd <= half // 50 else ""


def _eight_bit(data: bytes, errors: str) -> tuple[str, str]:
    try:
        # Halves of characters, which damaged programs write, do not make it another encoding.
        return data.decode("utf-8", "surrogatepass"), "utf-8"
    except UnicodeDecodeError as error:
        # A text that is UTF-8 up to a cut in its last character is a cut file, not another encoding.
        if error.start >= len(data) - 3 and error.start > 0 and not data[: error.start].isascii():
            raise Refusal(
                "it is UTF-8, but it ends in the middle of a character: the file is cut off", "Fetch it again."
            ) from error
        if _mostly_utf8(data):
            if errors != "strict":
                return data.decode("utf-8", errors), "utf-8"
            line = data.count(b"\n", 0, error.start) + 1
            reason = f"it is UTF-8, but not in line {line}, which is damaged or in another encoding"
            raise Refusal(reason, "Correct that line in an editor, and save the file as UTF-8.") from error
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        pass
    else:
        if _plausible(text):
            return text, "cp1252"
    cyrillic = _cyrillic(data)
    if cyrillic:
        return data.decode(cyrillic), cyrillic
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few texts come so far

    best = from_bytes(data).best()
    if best is None:
        raise ValueError("no known encoding fits it")
    return _strict(data, best.encoding), best.encoding


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are in UTF-8 than bytes are not: in another encoding that is next to impossible."""
    beyond = [character for character in data.decode("utf-8", "surrogateescape") if not character.isascii()]
    damaged = sum("\udc80" <= character <= "\udcff" for character in beyond)
    return len(beyond) > 2 * damaged


def _cyrillic(data: bytes) -> str:
    """The Cyrillic encoding in which the letters beyond ASCII are mostly the frequent small ones; empty if none is."""
    best, most = "", 0.5
    for encoding in _CYRILLIC:
        try:
            letters = [letter for letter in _FOREIGN.findall(data.decode(encoding)[:_SAMPLE]) if not letter.isascii()]
        except UnicodeDecodeError:
            continue
        share = sum(letter in _FREQUENT for letter in letters) / max(len(letters), 1)
        if share > most:
            best, most = encoding, share
    return best


def _plausible(text: str) -> bool:
    """Whether it reads like a language of Western Europe: where Cyrillic was meant, nearly all letters are accented."""
    letters = _FOREIGN.findall(text[:_SAMPLE])
    return sum(not letter.isascii() for letter in letters) <= len(letters) * 0.4
