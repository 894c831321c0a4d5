"""What is German in an output: words of the German catalogue that no file of the reader itself holds."""

import html
import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from lesebuch.presentation import catalogue

_GERMAN = Path(catalogue.__file__).parents[1] / "locale" / "de" / "LC_MESSAGES" / "lesebuch.po"
_SHORTEST = 4
"""Letters of a word; shorter ones may be of any language."""


@cache
def german() -> frozenset[str]:
    """Words of the catalogue's German that its English does not have, in whatever case, and those that dates are told in."""
    with _GERMAN.open("rb") as stream:
        messages = [message for message in read_po(stream) if message.id]
    english = {word.lower() for m in messages for word in _words(m.id)}
    told = {word for m in messages for word in _words(m.string)}
    dates = {"Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember", "Uhr", "Jahrhundert"}
    return frozenset(word for word in told | dates if len(word) >= _SHORTEST and word.lower() not in english)


def foreign_words(output: str, *roots: Path) -> list[str]:
    """German words of an output that are not the editors' or the sources', which lie in `roots`."""
    own = {
        word.lower()
        for root in roots
        for path in root.rglob("*")
        if path.suffix in {".md", ".txt", ".toml", ".bib"}
        for word in _words(path.read_text(encoding="utf-8", errors="replace"))
    }
    # Addresses have the editors' words in small letters.
    return sorted(word for word in german() & set(_words(html.unescape(output))) if word.lower() not in own)


def _words(text: str | tuple[str, ...] | list[str]) -> list[str]:
    whole = text if isinstance(text, str) else " ".join(text)
    # The old addresses of an English reader's sections stay German.
    return re.findall(r"[^\W\d_]+", re.sub(r'\{\w+\}|id="[^"]*"|href="[^"]*"|detokenize\{[^}]*\}', " ", whole))
