"""Attributes of elements in another language than the page's."""

from html import escape

from babel import Locale, UnknownLocaleError

from lesebuch.presentation.catalogue import current


def direction(tag: str) -> str:
    """`rtl` of a language that is written from right to left, else `ltr`."""
    for name in (tag, tag.partition("-")[0]):
        try:
            return str(Locale.parse(name, sep="-").text_direction)
        except (ValueError, UnknownLocaleError):
            continue
    return "ltr"


def attributes(tag: str) -> str:
    """` lang="ru"`, and `dir` where it is not that of the page; empty for the page's own language, or none."""
    if tag in ("", current()):
        return ""
    turned = direction(tag) != direction(current())
    return f' lang="{escape(tag, quote=True)}"' + (f' dir="{direction(tag)}"' if turned else "")
