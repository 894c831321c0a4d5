"""What somebody may have meant who wrote a name that there is not."""

import difflib
from collections.abc import Iterable

_SHORT = 2
"""Letters of a name that is near to any word."""
_FEW = 5
"""Names that a hint gives at most."""
_CALLED = {
    **dict.fromkeys(("titel", "name"), "title"),
    **dict.fromkeys(("autor", "autorin", "autoren", "verfasser", "verfasserin", "authors"), "author"),
    **dict.fromkeys(("herausgeber", "herausgeberin", "hrsg"), "editor"),
    **dict.fromkeys(("übersetzer", "übersetzerin"), "translator"),
    **dict.fromkeys(("datum", "date", "erschienen", "veröffentlicht"), "published"),
    **dict.fromkeys(("sprache", "lang"), "language"),
    **dict.fromkeys(("verlag", "zeitung"), "publisher"),
    **dict.fromkeys(("adresse", "link"), "url"),
    **dict.fromkeys(("fertig", "geprüft", "final"), "reviewed"),
    **dict.fromkeys(("offen", "frei"), "open"),
    **dict.fromkeys(("zitat", "blockquote"), "quote"),
    **dict.fromkeys(("koordinaten", "lage"), "coordinates"),
    **dict.fromkeys(("begriff", "stichwort", "wort"), "term"),
    **dict.fromkeys(("answer", "solution", "antwort", "lösung", "erwartung"), "expected"),
    "quelle": "source",
    "rolle": "role",
    "art": "kind",
    "zeilen": "lines",
    "rechte": "rights",
    "gesperrt": "restricted",
    "entwurf": "draft",
    "überschrift": "heading",
    "untertitel": "subtitle",
    "vorspann": "lead",
    "absatz": "paragraph",
    "strophe": "verse",
    "bild": "figure",
    "fußnote": "footnote",
    "unterschrift": "signature",
    "ort": "place",
    "vertrag": "treaty",
    "ereignis": "event",
    "konzept": "concept",
    "werk": "work",
    "vergleich": "comparison",
    "anmerkung": "annotation",
    "siehe": "see",
    "lizenz": "licence",
    "kapitel": "chapters",
}
"""What people who write German, or for other programs, call what stands in the files of a reader; in small letters."""


def nearest(word: str, names: Iterable[str]) -> str:
    """The name that somebody may have meant who wrote a word; empty if none is near."""
    names = list(names)
    called = _CALLED.get(word.lower(), "")
    if called in names:
        return called
    near = difflib.get_close_matches(word.lower(), [name for name in names if len(name) > _SHORT], 1)
    return near[0] if near else ""


def several(word: str, names: Iterable[str]) -> str:
    """A hint at the names that are near to a word, the nearest first, or that hold it; empty if none does."""
    names = list(dict.fromkeys(names))
    near = difflib.get_close_matches(word, names) or [name for name in names if word in name][:_FEW]
    return f"Did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""


def meant(word: str, names: Iterable[str]) -> str:
    """A hint at the name that is nearest to a word; empty if none is near."""
    name = nearest(word, names)
    return f"Did you mean `{name}`?" if name else ""
