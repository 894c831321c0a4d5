"""Names of people and editorial offices, as bylines write them."""

import re

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐӘҒҚҢӨҰҮҺ"
_WORD = rf"[{_UPPER}][\w'’.-]*"
_PARTICLE = r"(?:von|van|de|der|den|zu|zur|al|el|bin|ibn|da|di|du|la|le|ten|ter)"
NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,4}}"
_LABEL = r"(?P<label>[Vv]on|VON|[Bb]y|BY|Text|Autor(?:in|en|innen)?|Verfasser(?:in)?|Authors?|Words)(?P<colon>\s*:)?\s+"
_BYLINE = re.compile(
    rf"{_LABEL}(?P<names>{NAME}(?:\s*(?:,|;|\bund\b|\band\b|&|/)\s*{NAME})*)(?P<rest>(?:\s*[,|·•(–—-]\s*.*)?)"
)
_INLINE = re.compile(
    rf"(?P<label>[Vv]on|VON|By|BY)(?P<colon>\s*:)?\s+(?P<name>{_WORD}\s+(?:{_PARTICLE}\s+)*{_WORD})(?=\s)"
)
_LONGEST = 140


def is_name(text: str) -> bool:
    """Whether it can stand for a person or an office: two capitalised words or more, or one with a hyphen."""
    return bool(re.fullmatch(NAME, text)) and (" " in text or "-" in text) and len(text) <= 60  # noqa: PLR2004 - no name is longer


def byline(text: str) -> tuple[list[str], str] | None:
    """The names of a line that is nothing but a byline, and what follows them (a place, a date); None if it is none."""
    match = _BYLINE.fullmatch(text.rstrip(" ."))
    if not match or len(text) > _LONGEST:
        return None
    listed = [name.strip() for name in re.split(r"\s*(?:,|;|\bund\b|\band\b|&|/)\s*", match["names"]) if name.strip()]
    names = [name for name in listed if is_name(name)]
    if not names and match["colon"] and len(listed) == 1:
        names = listed
    if not names or (not match["colon"] and not is_name(listed[0])):
        return None
    return names, match["rest"]


def inline_byline(text: str) -> tuple[str, int] | None:
    """The name of a byline with which running text begins, and its end; None if there is none.

    Where the name ends cannot be seen, since a sentence begins with a capital too: two words are taken.
    """
    match = _INLINE.match(text)
    return (match["name"], match.end()) if match else None
