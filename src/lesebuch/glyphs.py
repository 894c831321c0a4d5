"""Which characters the fonts of the book have: Typst is asked, which will print them.

No list of what a font covers is kept: such a list would have to know the fonts within Typst and those that a reader adds,
and a letter with its accents may fail where each of them alone does not.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import typst

from lesebuch.copies import apart

FONTS = Path(__file__).parent / "typst" / "fonts"
FALLBACK = ("Libertinus Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", "DejaVu Sans Mono")
"""Families of ours that are asked for a sign one after the other."""
# Nearly all of most texts; that the fonts have these is tested.
_USUAL = "\t\n\r -~\u00a0-\u017f\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026\u20ac"
_RARE = re.compile(f"[^{_USUAL}]")
_JOINER = "\u200d"
# Variation selectors and the skin tones of emoji belong to the sign before them, as marks do.
_MODIFIERS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]")
_FIRST = 2
"""The line of the first sign in the file of `sample`."""
_PLACE = re.compile(r"┌─ [^\n]*?:(\d+):\d+\n")


@cache
def fonts(folders: tuple[str, ...] = ()) -> typst.Fonts:
    """Our fonts, those in the wheel, and those of the reader's own folders; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS), *folders])


def holds_fonts(folder: Path) -> bool:
    """Whether there is any in a folder that Typst reads."""
    return apart(_holds_fonts, str(folder))


def _holds_fonts(folder: str) -> bool:
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return bool(found.families())


def signs(text: str) -> frozenset[str]:
    """The signs of a text that not every font has: each with the marks on it, emoji joined to one as one."""
    rare = frozenset(_RARE.findall(text))
    marks = "".join(c for c in rare if unicodedata.category(c).startswith("M") or _MODIFIERS.match(c))
    if not marks and _JOINER not in rare:
        return rare
    one = rf"[^\s{marks}]?[{marks}]+|\S" if marks else r"\S"
    sign = re.compile(rf"(?:{one})(?:{_JOINER}(?:{one}))*|\s")
    return frozenset(found for found in sign.findall(text) if _RARE.search(found))


def pattern(missing: Iterable[str]) -> str:
    """A regular expression, for Python and for Typst, that finds signs, several in a row as one."""
    return f"(?:{'|'.join(re.escape(sign) for sign in sorted(missing, key=lambda sign: (-len(sign), sign)))})+"


def missing(wanted: Iterable[str], folders: tuple[str, ...] = ()) -> frozenset[str]:
    """Those of the signs that no font has, or that PDF/A forbids (private use)."""
    asked = frozenset(wanted)
    return _missing(asked, folders) if asked else frozenset()


@cache
def _missing(wanted: frozenset[str], folders: tuple[str, ...]) -> frozenset[str]:
    # Typst has threads, and a process that has read a reader is copied for each thing that is built of it.
    return apart(_lacking, sorted(wanted), folders)


def _lacking(asked: list[str], folders: tuple[str, ...]) -> frozenset[str]:
    try:
        sample(asked, folders)
    except typst.TypstError as error:
        return frozenset(asked[int(line) - _FIRST] for line in _PLACE.findall(error.diagnostic))
    return frozenset()


def sample(wanted: Sequence[str], folders: tuple[str, ...] = ()) -> bytes:
    """A PDF with each sign in a paragraph, and on a line of the file, of its own; TypstError if one cannot be printed."""
    stack = ", ".join(f'"{family}"' for family in FALLBACK)
    lines = [f'#set document(title: "x"); #set text(font: ({stack}))']
    lines += ['#par(text("{}"))'.format("".join(f"\\u{{{ord(c):x}}}" for c in sign)) for sign in wanted]
    compiler = typst.Compiler("\n".join(lines).encode(), font_paths=fonts(folders))
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=0)
    assert isinstance(pdf, bytes)  # a PDF is one file
    return pdf


def described(sign: str) -> str:
    """`U+1F600 GRINNING FACE`, of each of its characters."""
    return ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '')}".rstrip() for c in sign)
