"""The catalogues with our words: in which languages there are any, and which of them are drafts."""

from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
FILE = Path("LC_MESSAGES", "lesebuch.po")
_DRAFT = "# status: draft"
"""In the head of a catalogue that nobody has reviewed."""


@cache
def languages() -> tuple[str, ...]:
    """All languages with words of ours; English needs no catalogue."""
    return ("en", *sorted(path.parents[1].name for path in LOCALE.glob(f"*/{FILE.as_posix()}")))


@cache
def drafts() -> tuple[str, ...]:
    """Those whose catalogue says that nobody has reviewed it."""
    return tuple(name for name in languages() if _DRAFT in _head(LOCALE / name / FILE))


def _head(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\nmsgid")[0] if path.is_file() else ""


def language_code(name: str) -> str:
    """The code of a language by its name, in one of ours: `de` of *Deutsch*, *German*, *allemand*; '' if none is called so."""
    from babel import Locale  # noqa: PLC0415 - whoever reads a code and no name needs none of it

    plain = name.strip().lower()
    for language in languages():
        for code, called in Locale.parse(language).languages.items():
            if called.lower() == plain:
                return str(code).replace("_", "-")
    return ""
