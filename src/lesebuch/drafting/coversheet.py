"""The sheet that an archive of papers puts before a file: what the paper is called, how it is cited, how it may be used.

Open archives of universities, JSTOR and others do so; what the sheet says is a record, and no part of the paper.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lesebuch.drafting.names import forwards, is_bare_name, listed
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.similar import words
from lesebuch.drafting.web import Hints
from lesebuch.edtf import TimeValue

COVER = "cover sheet of an archive"
_CITED = re.compile(
    r"(?:empfohlene zitier|suggested citation|(?:how )?to cite this|how to cite|please cite|stable url|pour citer|zitier(?:hinweis|vorschlag|weise))",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"nutzungsbeding|lizenz|licen[cs]e|terms (?:of use|(?:and|&) conditions)|conditions of use|conditions d.utilisation|citable|zitierbar|creativecommons|\bJSTOR\b|\bHAL\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_AUTHORS = re.compile(r"(?:author(?:\(s\)|s)?|autor(?:en|innen)?|auteurs?)\s*:\s*", re.IGNORECASE)
_TURNED = re.compile(r"[^\W\d_][\w’'. -]*,\s[^\W\d_][\w’'. -]*")
_LINK = re.compile(r"https?:.*|\bdoi\b.*", re.IGNORECASE)
_YEAR = r"(?:18|19|20)\d\d"
_BRACKETED = re.compile(rf"\((?:[^\W\d_]+\.?,?\s)?({_YEAR})[a-z]?\)")
_BARE = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")
_HEAD, _BELOW, _APART = 24, 12, 2
"""Lines within which it is said how to cite, lines from there to the terms of use, lines from one of these to the next."""
_TOLD, _SHARED = 2, 0.75
"""Words of a title at least, and how many of them a citation has."""
_PROSE = 400
"""Characters of a line of running text: above one stands no such sheet."""


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """A sheet, and what it says. What it does not say is empty or None."""

    lines: Sequence[SourceLine]
    title: str = ""
    authors: tuple[str, ...] = ()
    published: TimeValue | None = None

    def over(self, hints: Hints) -> Hints:
        """What a file says of itself, where the sheet does not say it better."""
        return replace(
            hints,
            title=self.title or hints.title,
            is_recorded=bool(self.title),
            authors=self.authors or hints.authors,
            typed=hints.typed and not self.authors,
            published=self.published or hints.published,
            published_from="cover sheet" if self.published else hints.published_from,
        )


def cover_sheet(blocks: Sequence[SourceLine]) -> CoverSheet | None:
    """The sheet with which a text begins; None if it begins with none."""
    cited = next((i for i, block in enumerate(blocks[:_HEAD]) if _CITED.match(block.text)), None)
    if cited is None or any(len(block.text) > _PROSE for block in blocks[:cited]):
        return None
    end = cited
    for index, block in enumerate(blocks[cited : cited + _BELOW], cited):
        if _TERMS.search(block.text) and (end == cited or index - end <= _APART):
            end = index
    if end == cited or end + 1 == len(blocks):
        return None
    said = [block.text for block in blocks[:cited] if not _ADDRESS.match(block.text)]
    terms = next(i for i in range(cited, end + 1) if i == end or _TERMS.search(blocks[i].text))
    citation = " ".join(block.text for block in blocks[cited : max(terms, cited + 1)])
    return CoverSheet(
        blocks[: end + 1],
        title=next(
            (text for text in said if not _names(text, citation) and _is_in(text, citation)), said[0] if said else ""
        ),
        authors=next((names for text in said if (names := _names(text, citation))), ()),
        published=_year(citation),
    )


def _is_in(text: str, citation: str) -> bool:
    """Whether nearly all words of a line are cited; above the title, the archive may name itself."""
    own, cited = words(text), set(words(citation))
    return len(own) >= _TOLD and sum(word in cited for word in own) > len(own) * _SHARED


def _names(text: str, citation: str) -> tuple[str, ...]:
    """The people of a line that names nothing else: `Berg, Ada; Tal, Ben`, or `Ada Berg and Ben Tal`; without a label they are cited."""
    bare = _AUTHORS.sub("", text)
    parts = [part.strip() for part in bare.split(";")]
    turned = all(map(_TURNED.fullmatch, parts))
    names = [*map(forwards, parts)] if turned else listed(bare)
    cited = set(words(citation))
    told = bare != text or all(words(name)[-1:] and words(name)[-1] in cited for name in names)
    return tuple(names) if told and names and all(map(is_bare_name, names)) else ()


def _year(citation: str) -> TimeValue | None:
    text = _LINK.sub("", citation)
    years = _BRACKETED.findall(text) or _BARE.findall(text)
    return TimeValue.parse(years[-1]) if years else None
