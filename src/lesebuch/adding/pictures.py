"""The pictures of a source: those that it holds are kept beside it, and of the others it is said why they are not."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import typst

from lesebuch.drafting import Draft
from lesebuch.model import Source, picture_key
from lesebuch.sources import Refusal
from lesebuch.sources.pictures import Found, finder, picture_of, picture_words

_MOST = 500
"""Pictures of a source that are kept."""
_SMALLEST = 200
"""Bytes. What has fewer is a dot that counts visitors, or stands where a script would put a picture."""
_NAMED = 5
_SHOWN = 60
"""Characters of an address that is shown."""
_PAGES = frozenset(["html", "mhtml"])
_REPORT = 0.4
"""Of the characters of an article: where captions have more, it is a report in pictures, which says in them what it has to say."""
LOST = "caption of a picture that is not kept"
"""Why a line of a page is dropped."""


@dataclass(slots=True)
class Keeping:
    """The pictures of a source, one after the other."""

    find: Found
    words: Mapping[str, str]
    """By address: what a web page says that it shows."""
    kept: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """By address: the bytes, and the ending for the name."""
    refused: dict[str, str] = field(default_factory=dict)
    """By address: why it is not kept; empty of what is no picture to look at."""

    @classmethod
    def of(cls, source: Source, path: Path) -> "Keeping":
        """Those of a source, which lies there."""
        data = path.read_bytes()
        return cls(finder(source.format, data, path), picture_words(data, source.format))

    def look_at(self, address: str) -> None:
        """Keep it, or say why not."""
        if address in self.kept or address in self.refused:
            return
        try:
            found = picture_of(address, self.find)
        except Refusal as error:
            self.refused[address] = str(error)
            return
        if len(found[0]) < _SMALLEST:
            self.refused[address] = ""
        elif len(self.kept) == _MOST:
            self.refused[address] = f"there are more than {_MOST}"
        elif not _prints(*found):
            self.refused[address] = "it is damaged"
        else:
            self.kept[address] = found

    def settled(self, made: Draft) -> Draft:
        """The draft with what is known of its pictures."""
        pictures = []
        for picture in made.pictures:
            self.look_at(picture.address)
            alt = "" if picture.described else self.words.get(picture.address, "")
            pictures.append(replace(picture, ending=self.kept.get(picture.address, (b"", ""))[1], alt=alt))
        made = replace(made, pictures=tuple(pictures))
        missing = [picture.address for picture in made.pictures if self.refused.get(picture.address)]
        return replace(made, doubts=(*made.doubts, _said(missing, self.refused))) if missing else made


def with_pictures(drafts: Sequence[Draft], source: Source, path: Path) -> tuple[list[Draft], dict[str, bytes]]:
    """The drafts with what can be had of their pictures, and the bytes of these by address."""
    if not any(made.pictures for made in drafts):
        return list(drafts), {}
    keeping = Keeping.of(source, path)
    done = [made if made.repeats else _without_lost(keeping.settled(made), source) for made in drafts]
    return done, {address: data for address, (data, _) in keeping.kept.items()}


def _without_lost(made: Draft, source: Source) -> Draft:
    """Of a web page without the captions of pictures that are not kept: they tell of what nobody sees; but for a report in pictures.

    A document holds its pictures; where one is missing, it is damaged, and an editor will put it right.
    """
    lost = {picture.address for picture in made.pictures if not picture.ending}
    if source.format not in _PAGES or not lost:
        return made
    lines = {entry.line for entry in source.layout if entry.kind == "caption" and entry.target in lost}
    if _share(lines, made, source) > _REPORT:
        return made
    structure = tuple(
        replace(claim, kind="drop", detail=LOST) if claim.kind == "caption" and claim.line in lines else claim
        for claim in made.structure
    )
    return replace(made, structure=structure)


def _share(lines: set[int], made: Draft, source: Source) -> float:
    """Of the characters of an article, those in lines."""
    dropped = {claim.line for claim in made.structure if claim.kind == "drop"}
    article = [
        (number, text) for number, text in enumerate(source.text.split("\n"), 1) if made.first <= number <= made.last
    ]
    whole = sum(len(text) for number, text in article if number not in dropped)
    return sum(len(text) for number, text in article if number in lines) / max(whole, 1)


def _said(missing: Sequence[str], refused: Mapping[str, str]) -> str:
    reasons = dict.fromkeys(refused[address] for address in missing)
    some = [f"{_short(address)} ({refused[address]})" for address in missing[:_NAMED]]
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    if len(reasons) == 1:
        some = [f"{', '.join(map(_short, missing[:_NAMED]))}{more} ({next(iter(reasons))})"]
        more = ""
    return f"pictures: the source shows some that are not kept: {', '.join(some)}{more}"


def _short(address: str) -> str:
    key = picture_key(address)
    return key if len(key) <= _SHOWN else f"…{key[-_SHOWN:]}"


def _prints(data: bytes, ending: str) -> bool:
    """Whether the book can show it: a damaged picture would fail the build of all of it."""
    with tempfile.TemporaryDirectory(prefix="lesebuch-") as folder:
        Path(folder, f"picture{ending}").write_bytes(data)
        page = f'#set page(width: 9cm, height: 9cm)\n#image("picture{ending}", width: 1cm)'
        try:
            typst.Compiler(page.encode(), root=folder).compile(format="pdf")
        except (typst.TypstError, RuntimeError):
            return False
    return True
