"""What speaks for a line above a text as its title, and what against it: signs that mean the same in any language.

How much each counts was learned from pages of many sites, as a browser copies them (learned.py).
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lesebuch.drafting.body import is_caption
from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.datelines import find_dates
from lesebuch.drafting.forms.runs import EAST_ASIAN
from lesebuch.drafting.learned import Signs, gaps, score
from lesebuch.drafting.metaline import READING, TIME, has_date
from lesebuch.drafting.names import byline, is_bare_name
from lesebuch.drafting.proposal import RUNNING, SourceLine
from lesebuch.drafting.scattered import is_scattered, said_names
from lesebuch.drafting.similar import words
from lesebuch.drafting.titles import title_like

_MANY_LONG = 5
"""Long lines that tell how a text is written: classical Arabic and Thai have no stops."""
_RUNS = 3
"""Running lines behind which there is no title any more: of what stands above it some may be long."""
_FARTHEST = 400
_LOOKED_AT = 12
"""Running lines whose words are compared with a title."""
_STEM, _CONTENT = 5, 4
"""Letters by which words are compared, so that inflection is none of our business; letters from which on a word says something."""
_SHORT, _LONG, _LONGEST = 10, 90, 250
"""Characters of a title: fewer say nothing where they stand in another line; from so many on it is rather a sentence; and the most."""
_LEAD = 60
_DATED = 140
"""Characters of a line with author or date, at most."""
_SECTION = 3
"""Words that a section or a button has at most."""
_AROUND = 5
"""Lines above and below that tell whether a line stands in a menu."""
_ONE_SIGN = 2
"""East Asian signs that a word has."""
_AS_LETTERS = 2
"""Letters that such a sign stands for beside itself."""
_MANY = 20
_SENTENCE = re.compile(r"[.!?…؟۔।][“”\"»)\]]*(?:\s|$)|[。！？]")
_NOTICE = re.compile(r"\bcookies?\b|\bjavascript\b|\bbrowser\b", re.IGNORECASE)
_TRAIL = re.compile(
    r"\s[›»>/]\s|^\W*/|[›»>|]\s*$|^(?:home|start(?:seite)?)\b|^sie (?:sind|befinden sich) hier\b|^you are here\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)+(?:com|org|net|info|edu|gov|(?!js|ts|py|cs|md)[a-z]{2})/?(?:\S*/\S*)?", re.IGNORECASE
)
"""The address of a site, as reader views of browsers show it above the title."""
_PART = re.compile(r"[IVXLC]+\.\s|§")
_BUTTON = re.compile(
    r"\b(?:menü|menu|suche|search|login|anmelden|abmelden|registrieren|kontakt|contact|impressum|datenschutz|newsletter|abo(?:nnieren)?|e-?paper|facebook|twitter|"
    r"instagram|pinterest|whatsapp|youtube|rss|podcasts?|account|log ?(?:in|out)|sign ?(?:in|up|out)|subscribe|skip to|zum inhalt|lesezeit|kommentare?|comments?|teilen|share|"
    r"drucken|print|anzeige|werbung|downloads?|bewertung(?:en)?|votes?|minuten|merkliste|cookies?|javascript|browser)\b|@|^https?:|www\.",
    re.IGNORECASE,
)  # fmt: skip


def is_sentence(text: str) -> bool:
    """Whether a sentence ends in a line."""
    return bool(_SENTENCE.search(text))


def is_running(text: str) -> bool:
    """Whether a line has sentences of a text: lists of tags have none, and what a browser cannot do is no text."""
    return _is_long(text) and is_sentence(text)


def running_lines(texts: Sequence[str]) -> list[int]:
    """The running lines, by their index: where most of many long lines have no stop, the text is written without, and all are."""
    long = [i for i, text in enumerate(texts) if _is_long(text)]
    stopped = [i for i in long if is_sentence(texts[i])]
    return long if len(long) >= _MANY_LONG and len(stopped) < len(long) / 2 else stopped


def _is_long(text: str) -> bool:
    length = len(text) + _AS_LETTERS * len(EAST_ASIAN.findall(text))
    return length >= RUNNING and not _NOTICE.search(text)


def is_metadata(text: str) -> bool:
    """Whether a line above a text gives an author or a date."""
    return bool(byline(text)) or has_date(text) or is_scattered(text)


def is_dated(text: str) -> bool:
    """Whether a line is short and holds a date."""
    return len(text) <= _DATED and bool(find_dates(text))


def likelihoods(blocks: Sequence[SourceLine]) -> dict[int, float]:
    """How likely each line above the running text is its title, by its index; together they make 1. Empty if no line can be."""
    scores = {i: score("title", signs) for i, signs in signs_of(blocks).items()}
    best = max(scores.values(), default=0.0)
    shares = {i: math.exp(each - best) for i, each in scores.items()}
    whole = sum(shares.values())
    return {i: part / whole for i, part in shares.items()}


def signs_of(blocks: Sequence[SourceLine]) -> dict[int, Signs]:
    """The signs of each line that may be a title, by its index."""
    head = _Head.of(blocks)
    return {
        i: {
            name: float(value)
            for signs in (_itself, _place, _taken_up, _around, _beside, _repeated, _set_off)
            for name, value in signs(head, i).items()
            if value
        }
        for i, block in enumerate(blocks[: head.end])
        if not (block.form or i in head.runs) and _may_be_title(block.text)
    }


def _may_be_title(text: str) -> bool:
    """Some letters, no number of a part or time of day before them, and no stop behind them in a script whose titles have none."""
    if not 1 < len(text) <= _LONGEST or not any(map(str.isalpha, text)):
        return False
    return not (
        _PART.match(text) or TIME.match(text) or is_site(text) or READING.fullmatch(text) or text.endswith("。")
    )


def is_site(text: str) -> bool:
    """Whether a line is nothing but the address of a site."""
    return bool(_SITE.fullmatch(text))


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines above the running text, and what is known of each. All lists are as long as `texts`, which goes on below `end`."""

    end: int
    texts: Sequence[str]
    words: Sequence[Sequence[str]]
    counts: Sequence[int]
    keys: Sequence[str]
    runs: Sequence[int]
    """The running lines."""
    names: Sequence[bool]
    dates: Sequence[bool]
    metadata: Sequence[bool]
    said: Sequence[bool]
    gaps: Sequence[float]
    """As `learned.gaps` has them."""
    repeats: Mapping[str, int]
    stems: frozenset[str]
    """Of the words of the running text."""

    def runs_below(self, i: int) -> Sequence[int]:
        """Running lines below one."""
        return self.runs[bisect_right(self.runs, i) :]

    @classmethod
    def of(cls, blocks: Sequence[SourceLine]) -> "_Head":
        whole = running_lines([block.text for block in blocks])
        end = min(len(blocks), _FARTHEST, *whole[_RUNS : _RUNS + 1])
        texts = [block.text for block in blocks[: end + _AROUND * 2]]
        own = [words(text) for text in texts]
        keys = [" ".join(each) for each in own]
        return cls(
            end=end,
            texts=texts,
            words=own,
            counts=[max(len(w), len(EAST_ASIAN.findall(t)) // _ONE_SIGN) for w, t in zip(own, texts, strict=True)],
            keys=keys,
            runs=[i for i in whole if i < len(texts)],
            names=[is_bare_name(text) for text in texts],
            dates=[is_dated(text) for text in texts],
            metadata=[is_metadata(text) for text in texts],
            said=[len(text) <= _DATED and bool(said_names(text)) for text in texts],
            gaps=gaps([block.number for block in blocks[: len(texts)]], end),
            repeats=Counter(" ".join(words(block.text)) for block in blocks),
            stems=frozenset(w[:_STEM] for i in whole[:_LOOKED_AT] for w in words(blocks[i].text)),
        )


def _itself(head: _Head, i: int) -> Signs:
    """Length, ends, and what kinds of lines it looks like."""
    text, count = head.texts[i], head.counts[i]
    button = bool(_BUTTON.search(text))
    return {
        "one word": count == 1,
        "two words": count == 2,
        "four or five words": count in (4, 5),
        "a sentence's words": 13 <= count <= 17,
        "long": max(len(text) - _LONG, 0) / 50,
        "some length": count >= 4 and len(text) >= 20,
        "ends with a stop": text.rstrip('"”»').endswith("."),
        "begins small": text[0].islower(),
        "quotes": text[0] in "«»„\"“‚'‘",
        "colon": ":" in text[:-1],
        "author or date": head.metadata[i],
        "date": head.dates[i],
        "caption": is_caption(text),
        "furniture": bool(reason(text)),
        "button": button,
        "short button": button and count <= _SECTION,
        "trail": bool(_TRAIL.search(text)),
        "like a title": title_like(text),
    }


def _place(head: _Head, i: int) -> Signs:
    """Where it stands: the first line, and how far above running text."""
    below = head.runs_below(i)
    distance = below[0] - i if below else 60
    above = bisect_right(head.runs, i)
    return {
        "first": i == 0,
        "distance": math.log(distance),
        "far": distance > 15,
        "directly above": distance == 1,
        "above no text": not below,
        "text above": above > 0,
        "texts above": above,
        "texts below": min(sum(j <= i + 20 for j in below), 4) / 4,
    }


def _taken_up(head: _Head, i: int) -> Signs:
    """How many of its words stand in the running text, too, and in the first line of it below."""
    own = [word[:_STEM] for word in head.words[i] if len(word) >= _CONTENT]
    below = head.runs_below(i)[:1]
    first = {word[:_STEM] for j in below for word in head.words[j]}
    return {
        "no long word": not own,
        "taken up": sum(stem in head.stems for stem in own) / max(len(own), 2),
        "taken up at once": sum(stem in first for stem in own) / max(len(own), 2),
    }


def _around(head: _Head, i: int) -> Signs:
    """Lines above and below: a menu has few words, a section or a kicker stands above a title, a lead below it."""
    count, above = head.counts[i], head.counts[max(i - _AROUND, 0) : i]
    over, under = "".join(head.texts[max(i - 1, 0) : i]), "".join(head.texts[i + 1 : i + 2])
    section = bool(over) and head.counts[i - 1] <= _SECTION
    return {
        "words above": _mean(above),
        "words below": _mean(head.counts[i + 1 : i + 1 + _AROUND]),
        "more words than above": i > 0 and count > 1.5 * max(above, default=0),
        "lead below": len(under) >= _LEAD,
        "longer below": len(under) > 1.5 * len(head.texts[i]),
        "section above": section,
        "kicker above": section and count > _SECTION,
    }


def _mean(counts: Sequence[int]) -> float:
    return sum(min(count, _MANY) for count in counts) / max(len(counts), 1) / 10


def _beside(head: _Head, i: int) -> Signs:
    """Author and date stand below a title, or directly above it."""
    return {
        "metadata below": any(head.metadata[i + 1 : i + 2]),
        "metadata second below": any(head.metadata[i + 2 : i + 3]),
        "metadata third below": any(head.metadata[i + 3 : i + 4]),
        "metadata further below": any(head.metadata[i + 4 : i + 7]),
        "metadata above": any(head.metadata[max(i - 1, 0) : i]),
        "date below": any(head.dates[i + 1 : i + 2]),
        "date near below": any(head.dates[i + 2 : i + 4]),
        "date above": any(head.dates[max(i - 1, 0) : i]),
        "author below": any(head.said[i + 1 : i + 2]),
        "author near below": any(head.said[i + 2 : i + 4]),
        "name below": any(head.names[i + 1 : i + 2]),
    }


def _repeated(head: _Head, i: int) -> Signs:
    """A trail of links, the window's title and what a button shares hold the title, too."""
    key, count = head.keys[i], head.counts[i]
    others = [other for other in head.keys[: head.end] if other != key]
    return {
        "said again": head.repeats[key] > 1,
        "said again below": key in head.keys[i + 1 : head.end],
        "ends another": count >= _SECTION and any(other.endswith(f" {key}") for other in others),
        "ends one near": _ends(head.texts[i], head.texts[max(i - 8, 0) : i + 3]),
    }


def _ends(text: str, others: Sequence[str]) -> bool:
    """Whether others go on before the same words, with or without a space."""
    end = text.casefold()
    return len(text) >= _SHORT and any(len(o) > len(text) + 1 and o.casefold().endswith(end) for o in others)


def _set_off(head: _Head, i: int) -> Signs:
    """Blank lines above and below, as browsers copy headings."""
    above, below = head.gaps[i], head.gaps[i + 1] if i + 1 < len(head.gaps) else 0.0
    return {"blank above": above, "blank below": below}
