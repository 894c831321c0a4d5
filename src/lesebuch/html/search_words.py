"""Which pages hold which word: what a search loads of a reader whose texts are too much to load for one query.

All words are one file, in which a browser finds any part of a word; lists of pages come by the thousand words, and the words
of each page are a file. So a large reader is searched as a small one is, by the same script (`lesebuch-large.js`).
"""

import json
import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from heapq import nlargest
from operator import sub
from pathlib import Path

from lesebuch.html.searched import Searched

FOLDER = "_static/lesebuch-large"
FILE = f"{FOLDER}/words.json"
_STEP = 1000
"""Words whose lists of pages are a file."""
_BEST = 60
"""Pages of a word that are told apart, as those that hold it most often: a search looks into so many."""
_SOURCES = re.compile(r"[pvth]\d+(?:\.\d+)*")
"""Ids of the sources' own words, which count more than what is said of them; so in `lesebuch-find.js`."""
_SIGNS = string.punctuation + "…„“”»«‚‘’›‹–—·•¿¡。、，：；？！《》「」"


def write(outdir: Path, searched: Iterable[Searched]) -> None:
    """Write the folder anew."""
    pages = [page for page in searched if page.units]
    own, places = _places(pages)
    known = [*sorted(own), *sorted(places.keys() - own)]
    folder = outdir / FOLDER
    remove(outdir)
    folder.mkdir(parents=True, exist_ok=True)
    for n, page in enumerate(pages):
        _dump(folder / f"page-{n}.json", [page.address, page.title, page.units])
    for n in range(0, len(known), _STEP):
        _dump(folder / f"{n // _STEP}.json", [_listed(places[word]) for word in known[n : n + _STEP]])
    # Last of all: with it the folder counts as whole.
    said = {"pages": [page.address for page in pages], "step": _STEP}
    _dump(outdir / FILE, said | {"own": " ".join(known[: len(own)]), "rest": " ".join(known[len(own) :])})


def remove(outdir: Path) -> None:
    """Take away what an earlier build has written, be it one that was interrupted, and nothing else that is there."""
    folder = outdir / FOLDER
    for path in folder.glob("*.json"):
        path.unlink()
    with suppress(OSError):
        folder.rmdir()


class _Stripped(dict[str, str]):
    """Words in small letters without the signs around them: most stand on many pages, and are looked at once."""

    def __missing__(self, part: str) -> str:
        word = self[part] = part.strip(_SIGNS)
        return word


def _places(pages: Sequence[Searched]) -> tuple[set[str], dict[str, list[int]]]:
    """The words of the sources; and of each word the numbers of its pages, each followed by how often it stands there."""
    own: set[str] = set()
    places: dict[str, list[int]] = defaultdict(list)
    stripped = _Stripped()
    for n, page in enumerate(pages):
        counted: Counter[str] = Counter()
        for is_own in (True, False):
            texts = (text for id_, text, *_ in page.units if bool(_SOURCES.fullmatch(id_)) == is_own)
            counted.update(map(stripped.__getitem__, " ".join(texts).lower().split()))
            if is_own:
                own.update(counted)
        for word, count in counted.items():
            places[word] += (n, count)
    # What is nothing but signs.
    own.discard("")
    places.pop("", None)
    return own, places


def _listed(places: Sequence[int]) -> list[list[int]]:
    """The numbers of the pages, each less the one before, and those that hold the word most often, if there are many."""
    pages, counts = places[::2], places[1::2]
    steps = list(map(sub, pages, [0, *pages]))
    best = nlargest(_BEST, range(len(pages)), key=counts.__getitem__) if len(pages) > _BEST else []
    return [steps, [pages[n] for n in best]]


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
