"""Anchors: how editors point at words. `p2`, `p2 "words"`, `p2 "words" 3`, `p2 "a" .. p3 "b"`, `p2 "a" .. "b"`.

The same grammar serves `structure`, where a line number or a range of lines stands in place of the passage.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lesebuch import limits
from lesebuch.problems import Code

_CLOSERS = {
    "„": '“”"',
    "‚": "‘’'",
    '"': '"',
    "'": "'",
    "“": "”“",
    "‘": "’",
    "»": "«",
    "«": "»",
    "”": "”",
    "›": "‹",
    "‹": "›",
}
_WORDS = rf"\s*(?:(?:[{''.join(_CLOSERS)}]|\.\.|…)[\s\S]*)?"
_COUNT = rf"[0-9]{{1,{limits.DIGITS}}}(?![0-9])"
_TARGET = re.compile(rf"[a-z]{_COUNT}(?:\.{_COUNT})?|{_COUNT}(?:[ \t]*[-\u2013][ \t]*{_COUNT})?")
LINE = re.compile(rf"{_COUNT}{_WORDS}")
LINES = re.compile(rf"{_COUNT}(?:[ \t]*[-\u2013][ \t]*{_COUNT})?{_WORDS}")
PASSAGE = re.compile(rf"[a-z]{_COUNT}(?:\.{_COUNT})?{_WORDS}")
"""What anchors look like; `parse` says whether they are any. For schemas."""
_ODD_SPACE = re.compile(r"\s{2}|[^\S ]")
_NUMBER = re.compile(_COUNT)
_IGNORED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class AnchorPoint:
    """A passage or line, and words in it."""

    target: str
    """`p2`, `17` or `5-7`; empty in the second half of a range: the same as the first."""
    words: str = ""
    number: int = 0
    """Which of several occurrences, from 1; 0 says that there must be only one."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """An anchor as written: a point, or a range from a point to another."""

    first: AnchorPoint
    last: AnchorPoint | None = None

    @property
    def words(self) -> str:
        """What can be shown where the text is missing; `a … b` of a range."""
        ends = [self.first.words, self.last.words if self.last else ""]
        return " … ".join(words for words in ends if words)


def parse(text: str) -> Pointer | None:
    """Read an anchor; None if it is none, or longer than anything that points at a few words."""
    text = text.strip()
    target = _TARGET.match(text)
    if not target:
        return None
    return parse_words(text[target.end() :], re.sub(r"\s", "", target[0]).replace("\u2013", "-"))


def parse_words(text: str, target: str = "") -> Pointer | None:
    """Read what follows the target: `"a"`, `"a" 3`, `"a" .. "b"`; None if it is none of these."""
    if len(text) > limits.ANCHOR:
        return None
    return next(_pointers(text, target), None)


def words_form(text: str) -> str:
    """What is wrong with `:words:` that `parse_words` does not read."""
    return f'`:words: {text}` must be "words", "words" 2 or "first" .. "last".'


def _pointers(text: str, target: str) -> Iterator[Pointer]:
    for first, rest in _points(text, target):
        if not rest:
            yield Pointer(first)
        elif rest.startswith(("..", "…")):
            tail = rest.removeprefix("…").removeprefix("..").strip()
            found = _TARGET.match(tail)
            for last, more in _points(tail[found.end() :] if found else tail, found[0] if found else ""):
                if not more and (last.words or last.target):
                    yield Pointer(first, last)


def _points(text: str, target: str) -> Iterator[tuple[AnchorPoint, str]]:
    """Every way to read a point, with what is left: a quotation mark may also stand within the words."""
    text = text.strip()
    closers = _CLOSERS.get(text[:1])
    if closers is None:
        yield AnchorPoint(target), text
        return
    for at in range(2, len(text)):
        if text[at] not in closers:
            continue
        rest = text[at + 1 :].lstrip()
        number = _NUMBER.match(rest)
        words = fold(text[1:at])
        if number and words:
            yield AnchorPoint(target, words, int(number[0])), rest[number.end() :].lstrip()
        elif words and (not rest or rest.startswith(("..", "…"))):
            yield AnchorPoint(target, words), rest


_TYPED = str.maketrans(dict.fromkeys("’‘‚ʼ`´", "'") | dict.fromkeys("“”„«»‹›", '"') | dict.fromkeys("–—‑‐−", "-"))
"""What keyboards have in the place of a sign that a text is printed with."""
_LONGEST_SEARCH = 20_000
"""Characters of a passage in which words are looked for that are only like others."""
_LIKE = 0.85
_PUNCTUATION = '.,;:!?()…"“”„«»'


def fold(words: str) -> str:
    """Words as normalised text has them: composed, without soft hyphens, white space as one space."""
    return " ".join(unicodedata.normalize("NFC", words.translate(_IGNORED)).split())


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """All places of the words in a normalised text, white space modulo white space; they do not overlap."""
    if " " in words and _ODD_SPACE.search(text):
        pattern = r"\s+".join(map(re.escape, words.split()))
        return [match.span() for match in re.finditer(pattern, text)]
    # Nearly all texts: a pattern of its own for each note costs more than everything else here.
    places = []
    at = text.find(words)
    while at >= 0:
        places.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return places


def nearly(text: str, words: str) -> str:
    """The words of a text that were meant: other only in capitals, accents, apostrophes, quotation marks or dashes, or by a slip.

    '' if there are none, or several: a hint that may be wrong helps nobody.
    """
    places = occurrences(_loosely(text), _loosely(words))
    if places:
        return text[slice(*places[0])] if len({text[a:b] for a, b in places}) == 1 else ""
    tokens = list(re.finditer(r"\S+", text[:_LONGEST_SEARCH]))
    count = len(words.split())
    spans = [(tokens[n].start(), tokens[n + count - 1].end()) for n in range(len(tokens) - count + 1)]
    near = difflib.get_close_matches(words, [text[a:b] for a, b in spans], 1, _LIKE)
    return near[0].strip(_PUNCTUATION) if near else ""


def _loosely(text: str) -> str:
    """A text of the same length, without the differences that nobody sees who types it anew."""
    return "".join(unicodedata.normalize("NFD", character)[0].lower()[:1] for character in text.translate(_TYPED))


@dataclass(frozen=True, slots=True)
class Miss:
    """Why an anchor has no one place."""

    code: Code
    message: str


def locate(text: str, point: AnchorPoint, name: str) -> tuple[int, int] | Miss:
    """The place of a point's words, all of the text if it has none; `name` is what the text is, for messages."""
    if not point.words:
        return 0, len(text)
    return _choose(occurrences(text, point.words), point, name)


def locate_range(text: str, at: Pointer, name: str) -> tuple[int, int] | Miss:
    """From the first words to the last, in one text; the last are looked for behind the first."""
    found = locate(text, at.first, name)
    if at.last is None or isinstance(found, Miss):
        return found
    places = occurrences(text, at.last.words) if at.last.words else [(0, len(text))]
    if not at.last.number:
        places = [place for place in places if place[0] >= found[0] and place[1] >= found[1]]
    last = _choose(places, at.last, f"{name} behind “{at.first.words}”")
    if isinstance(last, Miss) or last[1] >= found[1]:
        return last if isinstance(last, Miss) else (found[0], last[1])
    return Miss(Code.ANCHOR_NOT_FOUND, f"In {name}, “{at.last.words}” stands before “{at.first.words}”.")


def _choose(found: list[tuple[int, int]], point: AnchorPoint, name: str) -> tuple[int, int] | Miss:
    if not found:
        return Miss(Code.ANCHOR_NOT_FOUND, f"The words “{point.words}” do not occur in {name}.")
    if point.number > len(found):
        message = f"There is no occurrence {point.number} of “{point.words}” in {name}, only {len(found)}."
        return Miss(Code.ANCHOR_NOT_FOUND, message)
    if not point.number and len(found) > 1:
        return Miss(Code.ANCHOR_AMBIGUOUS, f"The words “{point.words}” occur {len(found)} times in {name}.")
    return found[max(point.number, 1) - 1]
