"""Attributes of elements in another language than the page's."""

from html import escape

from lesebuch.presentation.catalogue import current
from lesebuch.presentation.direction import is_rightward


def direction(tag: str) -> str:
    """`rtl` of a language that is written from right to left, else `ltr`."""
    return "ltr" if is_rightward(tag) else "rtl"


def attributes(tag: str) -> str:
    """` lang="ru"`, and `dir` where it is not that of the page; empty for the page's own language, or none."""
    if tag in ("", current()):
        return ""
    turned = direction(tag) != direction(current())
    return f' lang="{escape(tag, quote=True)}"' + (f' dir="{direction(tag)}"' if turned else "")
