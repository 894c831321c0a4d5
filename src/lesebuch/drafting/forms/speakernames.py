"""The names of speakers, where lines begin: in which manner they are set off, and what may be one.

Whoever holds an office speaks by it, with the name in brackets: `The Minister of Works (Mr. Berg):`. The name tells who it is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from lesebuch.drafting.proposal import SourceLine

_TIME = r"(?:[(\[]?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?[)\]]?[\s–-]+)?"
_LETTERS = r"[^:：.,!?…\"„“”»«()\[\]]{0,39}?"
_TITLES = "Dr|Prof|St|Mr|Mrs|Ms|Hr|Fr|Frl|Mme|Hon|Rev|Eng|Ing|Mag|Sen|Rep|Dep|Abg|Sr|Sra|Dra|Gen|Col|Maj|Capt|Lt"
_TITLES += f"|{_TITLES.upper()}"
_TITLED = re.compile(rf"(?:{_TITLES}|M)\b")
_SHORT = rf"(?:(?:\w|hon|{_TITLES})\.|\((?:{_TITLES})\.?\))\s?"
_NAME = rf"[_\[]?(?P<name>(?:{_SHORT}){{0,5}}[^\W\d_]{_LETTERS}(?:\b{_SHORT}{_LETTERS}){{0,4}})_?\]?"
_MORE = r"(?:(?:,?\s*[(\[][^)\]]{1,160}[)\]]){1,3}|,\s[^.:：!?\"„“”»«]{1,120}?)?"
_QUESTION = r"(?:[A-Z]{0,2}\d{1,3}\.\s+(?:\[\d+\]\s+)?(?=[^:：]{2,120}\)\s?:))?"
"""The number of what is asked in a parliament, before whoever asks, with constituency or party in brackets."""
_SEAT = re.compile(r"\s*(?:\([^()]{2,80}\)\s*){2,3}[:：]_?")
"""`(Nordsee) (Lab):`"""
MANNERS: Mapping[str, re.Pattern[str]] = {
    "colon": re.compile(rf"{_TIME}{_QUESTION}{_NAME}{_MORE}\s?(?:[:](?=\s|_|$)|：)_?"),
    "stop": re.compile(rf"{_NAME}{_MORE}\.(?:\s?[–—-]{{1,2}})?_?(?=\s|$|[\[(])"),
    "dash": re.compile(rf"{_NAME}{_MORE}\s[–—](?=\s)"),
    "timed": re.compile(rf"{_NAME}\s*[(\[](?:\d{{1,2}}:)?\d{{1,2}}:\d\d(?:[.,]\d{{1,3}})?[)\]]\s(?=\S)"),
    "line": re.compile(rf"{_TIME}{_NAME}{_MORE}\s?[:：]_?$"),
    "alone": re.compile(rf"{_TIME}{_NAME}{_MORE}(?:[.:]?_?|\s+[(\[]?(?:\d{{1,2}}:)?\d{{1,2}}:\d\d[)\]]?)$"),
}
BOLD = "bold"
"""Strong words at the beginning, where the format says so."""
_ABBREVIATION = 3
"""Letters of a name from which on it is no `EU`."""
CAPITALS = "capitals"
"""Words in capitals at the beginning, behind which scripts set a tab."""
_OFFICE = re.compile(
    rf"(?P<office>(?=[^\W\d_])[^:：!?…\"„“”»«()\[\]]{{1,120}}?)\s?\((?P<name>(?:{_SHORT}|(?:{_TITLES}|M)\s){{1,3}}[^\W\d_][^:：!?…\"„“”»«()\[\]\d]{{1,60}})\)\s?[:：](?=\s|$)"
)
"""Behind the office, the name with its title in brackets; other words there say of which party somebody is, or how it is said."""
_ASKED = re.compile(r"Q(?=\s{2,}\S|\s[^\W\d_a-z])")
"""How records of press conferences begin a question, with no sign but a space."""
_SAYS = re.compile(
    r"\b(?:گفت|افزود|کرد|کردند|داشت|داد|نوشت|است|אמר|אמרה|אמרו|הוסיף|הוסיפה|כתב|כתבה|сказал|сказала|сказав|заявив|заявила|заявил|деді|айтты)$"
    r"|^و?(?:قال|قالت|أضاف|أضافت|أكد|أكدت|صرح|صرحت|أوضح|أوضحت|تابع|تابعت|ذكر|ذكرت|كتب)\b"
)
"""Somebody, and that he said it: a sentence of a report, in scripts without capitals too."""
_MOST_WORDS = 6
LONGEST_NAME = 48
SCENE = re.compile(
    r"(?:(?:end|fin)[e]?\s|конец\s|кінець\s)?(?:\S+\s+){0,3}(?:akt|aufzug|auftritt|szene|scene|bild|vorspiel|nachspiel|act|acte|scène|tableau|prolog(?:ue)?|epilog(?:ue)?|действие|явление|сцена|"
    r"картина|акт|дія|ява|scena|atto|acto|escena)\b.{0,20}",
    re.IGNORECASE,
)
"""Lines above the parts of a play."""


@dataclass(frozen=True, slots=True)
class Named:
    """A line that may begin a speech."""

    index: int
    key: str
    name: int
    """Where the name ends."""
    end: int
    """Behind the words that say who speaks."""
    office: bool = False
    """Whether an office stands there, with the name in brackets, or behind the name where somebody was elected, and for whom; or `Q`, for whoever asks."""


def speaker_named(block: SourceLine, index: int, manner: str) -> Named | None:
    """Who speaks, if a line begins a speech in that manner."""
    if manner in _SET_OFF:
        return _SET_OFF[manner](block, index)
    if manner == "alone" and block.speaks:
        return Named(index, block.text.casefold(), len(block.text), len(block.text))
    if manner == "colon" and (named := _named_by_office(block.text, index)):
        return named
    if manner == "colon" and (asked := _ASKED.match(block.text)):
        return Named(index, "q", asked.end(), asked.end(), office=True)
    match = MANNERS[manner].match(block.text)
    if match is None:
        return None
    name = match["name"].strip("_ ")
    if block.text[: match.start("name")].endswith("[") and not block.text[match.end("name") :].startswith(("]", "_]")):
        return None  # a stage direction
    if not _may_name(name, block.text, manner) or SCENE.fullmatch(block.text):
        return None
    seated = manner == "colon" and bool(_SEAT.fullmatch(block.text, match.end("name"), match.end()))
    return Named(index, name.casefold(), match.end("name"), match.end(), office=seated)


def _named_by_office(text: str, index: int) -> Named | None:
    match = _OFFICE.match(text)
    if match is None or match["office"][0].islower() or len(match["name"].split()) > _MOST_WORDS:
        return None
    return Named(index, match["name"].casefold(), match.end("office"), match.end(), office=True)


def _may_name(name: str, text: str, manner: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or name[0].islower() or _SAYS.search(name):
        return False
    small = any(word[0].islower() and len(word) > 3 for word in words[1:])  # but `von`, `der`, `le`
    if manner not in ("colon", "line") and small:
        return False
    return manner != "alone" or name.upper() == name or text[-1] in ".:)]_0123456789"


def is_person(block: SourceLine, each: Named) -> bool:
    """Whether whoever is named has a title, an office or several names: a single word may as well be a label."""
    return each.office or len(block.text[: each.name].split()) > 1 or is_titled(block)


def is_titled(block: SourceLine) -> bool:
    """Whether a line begins with a title, such as `Dr.`."""
    return bool(_TITLED.match(block.text))


def may_be_name(text: str) -> bool:
    """Whether words that stand by themselves, in a cell for instance, may be the name of a speaker."""
    match = MANNERS["alone"].match(text.strip())
    return match is not None and len(match["name"].split()) <= _MOST_WORDS and not match["name"][0].islower()


def is_name_alone(block: SourceLine) -> bool:
    """Whether a line may be the name of a speaker, and has nothing else."""
    return speaker_named(block, 0, "alone") is not None


def _named_in_bold(block: SourceLine, index: int) -> Named | None:
    name = block.text[: block.bold].strip(" .:：–—-")
    if not 0 < block.bold < len(block.text) or not name or len(name) > LONGEST_NAME or name[0].islower():
        return None
    end = block.bold + (block.text[block.bold : block.bold + 1] in (":", "："))
    return (
        Named(index, name.casefold(), block.text.index(name) + len(name), end)
        if len(name.split()) <= _MOST_WORDS
        else None
    )


def _named_in_capitals(block: SourceLine, index: int) -> Named | None:
    words = block.text.split(" ")
    name = " ".join(takewhile(lambda word: word.isupper() and sum(map(str.isalpha, word)) > 1, words[:_MOST_WORDS]))
    said = block.text[len(name) :]
    if len(name) < _ABBREVIATION or name[-1] in ".:!?" or len(name) > LONGEST_NAME or SCENE.fullmatch(name):
        return None
    sentence = any(map(str.islower, said)) and not said.lstrip()[0].islower()
    return Named(index, name.casefold(), len(name), len(name)) if sentence else None


_SET_OFF: Mapping[str, Callable[[SourceLine, int], Named | None]] = {BOLD: _named_in_bold, CAPITALS: _named_in_capitals}
