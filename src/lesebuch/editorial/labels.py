"""What links of a site may lead to: labels, headings, terms, equations."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.problems import Code, Problem, Where

_BUILT_IN = ("genindex", "modindex", "search", "py-modindex")
"""Labels that every site has."""


_OBJECTS = frozenset({"option", "cmdoption", "confval", "productionlist", "describe", "object", "eval-rst"})


@dataclass(slots=True)
class Names:
    """What links may lead to."""

    labels: dict[str, tuple[set[str], bool]] = field(default_factory=dict)
    """Name -> the pages that have it, and whether a link without words finds some there."""
    anchors: dict[str, set[str]] = field(default_factory=dict)
    """Page -> what else in it has an id that a link of the same page may name: its headings."""
    terms: set[str] = field(default_factory=set)
    equations: set[str] = field(default_factory=set)
    objects: bool = False
    """Whether some page describes options, key words or settings, to which roles of those names lead."""


def normal(name: str) -> str:
    """A label as Sphinx compares it."""
    return " ".join(name.lower().split())


def names_of(pieces: Sequence[ScannedMarkup]) -> Names:
    """All that the pieces name."""
    names = Names({name: ({""}, True) for name in _BUILT_IN})
    for piece in pieces:
        for target in piece.found.targets:
            pages, titled = names.labels.get(normal(target.name), (set(), False))
            names.labels[normal(target.name)] = (pages | set(piece.pages), titled or target.titled is not False)
        for page in piece.pages:
            anchors = names.anchors.setdefault(page, set())
            for heading in piece.found.headings:
                anchors |= {normal(heading.text), made_id(heading.text)}
        for directive in piece.found.directives:
            if directive.name.lower() in ("glossary", "std:glossary"):
                names.terms |= set(_terms(directive.content))
            if label := directive.options.get("label"):
                names.equations.add(label)
            names.objects = names.objects or directive.name.lower() in _OBJECTS
    return names


def _terms(content: str) -> Iterator[str]:
    """The terms of a `{glossary}`: lines that are not indented; behind a colon stands a classifier."""
    for line in content.split("\n"):
        if line.strip() and not line[0].isspace() and not line.startswith((":", "..")):
            yield re.split(" +: +", line)[0].strip().lower()


def made_id(text: str) -> str:
    """An id as docutils makes it of the words of a heading."""
    plain = "".join(_LETTERS.get(c, c) for c in text.lower())
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", " ".join(plain.split())))


_LETTERS = {"ß": "sz", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t"}


def doubles(pieces: Sequence[ScannedMarkup]) -> Iterator[Problem]:
    """Labels that are given twice: on one page, or on two where both have a title."""
    here: dict[tuple[str, str], Where] = {}
    everywhere: dict[str, Where] = {}
    yield from _double_names(pieces)
    for piece in pieces:
        for target in piece.found.targets:
            name = normal(target.name)
            other = next((here[page, name] for page in piece.pages if (page, name) in here), None)
            if other is None and target.titled:
                other = everywhere.get(name)
            if other is not None:
                yield Problem(Code.DUPLICATE_ID, target.where, f"The label `{target.name}` is used in {other} already.")
            elif len(piece.pages) > 1:
                pages = " and ".join(piece.pages)
                message = f"The label `{target.name}` would be given twice: this text stands on the pages {pages}."
                yield Problem(Code.DUPLICATE_ID, target.where, message, "Remove it.")
            for page in piece.pages:
                here.setdefault((page, name), target.where)
            if target.titled:
                everywhere.setdefault(name, target.where)


def _double_names(pieces: Sequence[ScannedMarkup]) -> Iterator[Problem]:
    """Equations and terms that are named twice; they have names of their own in the whole site."""
    seen: dict[tuple[str, str], Where] = {}
    for directive in (directive for piece in pieces for directive in piece.found.directives):
        names: list[tuple[str, str]] = []
        if directive.name.lower() == "math" and directive.options.get("label"):
            names = [("equation", directive.options["label"])]
        elif directive.name.lower() in ("glossary", "std:glossary"):
            names = [("term", term) for term in _terms(directive.content)]
        for kind, name in names:
            if (kind, name) in seen:
                message = f"The {kind} `{name}` is given in {seen[kind, name]} already."
                yield Problem(Code.DUPLICATE_ID, directive.where, message)
            seen.setdefault((kind, name), directive.where)
