"""In which direction a language is written."""

from babel import Locale, UnknownLocaleError

_SCRIPTS = frozenset({"arab", "aran", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "mand", "samr"})
"""Of ISO 15924, those written from right to left."""


def is_rightward(language: str) -> bool:
    """Whether a language (BCP 47) is written from left to right; so is one that nobody knows."""
    script = next((part.lower() for part in language.split("-")[1:] if len(part) == 4), "")  # ISO 15924
    if script:
        return script not in _SCRIPTS
    try:
        return str(Locale.parse(language, sep="-").text_direction) != "rtl"
    except (ValueError, UnknownLocaleError):
        return True
