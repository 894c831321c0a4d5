"""The provenance block under a republished or translated text: `Originalquelle`, then fields."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lesebuch.drafting.body import role_line
from lesebuch.drafting.datelines import find_dates
from lesebuch.drafting.proposal import OpenDraft, SourceLine
from lesebuch.drafting.titles import title_line
from lesebuch.edtf import TimeValue
from lesebuch.model import Original

_OPENING = re.compile(
    r"^\W*(?:original(?:quelle|text|artikel)?|quelle(?:nangaben?|nachweis)?|original source|source|provenance|herkunft)\W*$",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^(?P<label>[^\W\d_][\w /()-]{2,50}?)\s*:\s*(?P<value>.*)$")
_LABELS = (
    ("title", r"titel\b.*original|originaltitel|original title|titel|title"),
    ("author", r"autor|verfasser|author"),
    ("published", r"veröffentlich|erschien|entstehung|datum|published|date"),
    ("language", r"originalsprache|sprache|(?:original )?language"),
    ("platform", r"plattform|quelle\b|medium|verlag|platform|source|publisher"),
    ("url", r"link|url|adresse"),
    ("kind", r"art der quelle|textsorte|type"),
    ("translator", r"übersetz|translat"),
)
_LABEL = tuple((field, re.compile(pattern, re.IGNORECASE)) for field, pattern in _LABELS)
_URL = re.compile(r"https?://\S+")
_DOMAIN = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,8}/?$", re.IGNORECASE)
_LANGUAGES = {
    "russisch": "ru", "russian": "ru", "ukrainisch": "uk", "ukrainian": "uk", "englisch": "en", "english": "en",
    "französisch": "fr", "french": "fr", "kasachisch": "kk", "kazakh": "kk", "polnisch": "pl", "polish": "pl",
    "deutsch": "de", "german": "de", "türkisch": "tr", "turkish": "tr", "chinesisch": "zh", "chinese": "zh",
}  # fmt: skip
_LONGEST = 250
_FEWEST_FIELDS = 3


def provenance_start(blocks: Sequence[SourceLine], begin: int = 0) -> int:
    """The block, from `begin` on, at which provenance begins; `len(blocks)` if there is none."""
    for index in range(begin, len(blocks)):
        opened = (
            _OPENING.match(blocks[index].text) and len(_fields(blocks[index + 1 : index + 11])) >= _FEWEST_FIELDS - 1
        )
        if opened or (_field(blocks[index].text) and len(_fields(blocks[index : index + 4])) >= _FEWEST_FIELDS):
            return index
    return len(blocks)


def provenance_end(blocks: Sequence[SourceLine], start: int) -> int:
    """The block behind the provenance: running text, or a line that begins another article."""
    for index in range(start, len(blocks)):
        text = blocks[index].text
        line = title_line(text)
        if blocks[index].wrapped or len(text) > _LONGEST or (line and line.date and not _field(text)):
            return index
    return len(blocks)


def read_provenance(work: OpenDraft, blocks: Sequence[SourceLine]) -> None:
    """Claim the lines and take over what they say; what the head of the article says goes before it."""
    found: dict[str, str] = {}
    for position, block in enumerate(blocks):
        field = _field(block.text)
        named = role_line(block.text)
        if named:
            work.credit(named[1], named[0], str(block.number))
        elif field and field[1]:
            found.setdefault(*field)
            if field[0] == "author":
                _author(work, field[1], block)
            if field[0] == "translator":
                work.credit(field[1], "translator", str(block.number))
        elif _DOMAIN.match(block.text) and position:
            work.set_publisher(block.text.strip("/"), str(block.number))
        if any(character.isalnum() for character in block.text):
            work.take(block, "provenance")
        else:
            work.take(block, "drop", "punctuation left over from the page")
    _original(work, found)


def _author(work: OpenDraft, name: str, block: SourceLine) -> None:
    if not work.has_author:
        work.credit(name, "author", str(block.number))


def _original(work: OpenDraft, found: dict[str, str]) -> None:
    language = found.get("language", "").strip(" .").lower()
    language = _LANGUAGES.get(language, language)
    dates = find_dates(found.get("published", ""))
    published: TimeValue | None = dates[0].value if dates else None
    title = found.get("title", "")
    line = title_line(title)
    if line:
        title = title[slice(*line.title)]
    url = _URL.search(found.get("url", ""))
    if re.fullmatch(r"[a-z]{2,3}", language) or title:
        work.facts = replace(work.facts, original=Original(language, title, published, url[0] if url else ""))
        if published and work.facts.published is not None and str(published) == str(work.facts.published):
            work.doubts.append(f"date: {published} is the date of the original; that of the translation may be later")
    elif url:
        work.set_url(url[0])
    if published and work.facts.published is None and not work.facts.original:
        work.set_date(published, "")


def _fields(blocks: Sequence[SourceLine]) -> list[str]:
    return [field[0] for block in blocks if (field := _field(block.text))]


def _field(text: str) -> tuple[str, str] | None:
    match = _FIELD.match(text) if len(text) <= _LONGEST else None
    if not match:
        return None
    return next(((field, match["value"].strip()) for field, pattern in _LABEL if pattern.match(match["label"])), None)
