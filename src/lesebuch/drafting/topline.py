"""Which line of an unmarked text is its title, where others stand above the running text.

What somebody copies from a page begins with whatever stood there: sections, buttons, a kicker, author and date. The first line is
the title unless it is surely something else, or another one speaks for itself: it has more than a few words, the running text takes
them up, date or byline stand beside it. Texts without paragraphs of running text (verse, lists) are not looked at.
"""

import re
from collections.abc import Sequence

from lesebuch.drafting.body import is_caption
from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.metaline import has_date
from lesebuch.drafting.names import byline, is_bare_name
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.scattered import is_scattered
from lesebuch.drafting.similar import words
from lesebuch.drafting.titles import title_like

_RUNNING = 180
"""Characters from which on a line is running text."""
_RUN = 12
"""Lines among which a second running line stands where a text begins."""
_FARTHEST = 400
_LOOKED_AT = 12
"""Running lines whose words are compared with a title."""
_STEM = 5
"""Letters by which words are compared, so that inflection is none of our business."""
_CONTENT = 4
"""Letters from which on a word says something."""
_NEAR = 3
_FEW = 2
"""Words that a section or a button has."""
_LONG = 90
"""Characters from which on a line is rather a sentence."""
_SHORT = 45
_LEAD = 60
_LAST = 100
"""Lines above the text among which its title stands."""
_COUNTED = 40
"""Lines from which on it does not matter how far above."""
_STOPPED = 2.0
"""What a line that ends as a sentence does is behind."""
_SENTENCES = 110
"""Characters that such a title has at most."""
_STOP = re.compile(r"[.?!](?=.)")
_FIRST = 3.0
"""What the first line has ahead: a text without anything above its title is the rule."""
_PER_LINE = 0.035
_ARROW = re.compile(r"^[←‹«<]\s|\s[→›»>]\s*$")
"""What leads to the text before and the text after."""
_SENTENCE = re.compile(r"[.!?…][“”\"»)\]]*(?:\s|$)")
_BAR = re.compile(r"\s[|»›·–—-]\s(?!.*\s[|»›·–—-]\s)")
"""The last bar of a line: behind it a window's title names the site."""
_TRAIL = re.compile(
    r"\s[›»>/]\s|^\W*/|[›»>|]\s*$|^(?:home|start(?:seite)?)\b|^sie (?:sind|befinden sich) hier\b|^you are here\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:[IVXLC]+\.|\d{1,2}\.?\d*\.?\s|§|art(?:ikel|\.)?\s*\d|(?:\w+\s)?(?:kapitel|chapter|teil|part|abschnitt|akt|szene|act|scene)\b)",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"\b(?:menü|menu|suche|search|login|anmelden|abmelden|registrieren|kontakt|contact|impressum|datenschutz|newsletter|abo(?:nnieren)?|e-?paper|facebook|twitter|"
    r"instagram|pinterest|whatsapp|youtube|rss|podcasts?|account|log ?(?:in|out)|sign ?(?:in|up|out)|subscribe|skip to|zum inhalt|lesezeit|kommentare?|comments?|teilen|share|"
    r"drucken|print|anzeige|werbung|downloads?|bewertung(?:en)?|votes?|minuten|merkliste|cookies?|javascript|browser)\b|@|^https?:|www\.",
    re.IGNORECASE,
)  # fmt: skip


_NOTICE = re.compile(r"\bcookies?\b|\bjavascript\b|\bbrowser\b", re.IGNORECASE)


def title_line_of(blocks: Sequence[SourceLine]) -> int | None:
    """The index of the title; None where the first line is as likely as any, or nothing can be told."""
    begins = _text_begins(blocks)
    if not begins:
        return _below_metadata(blocks)
    head = [block.text for block in blocks[:begins]]
    text = {word[:_STEM] for block in _running(blocks[begins:]) for word in words(block.text)}
    keys = [" ".join(words(line)) for line in head]
    metadata = [is_metadata(line) for line in head]
    scores = {
        i: _by_itself(head[i])
        + _taken_up(head[i], text)
        + _beside(metadata, i)
        - _STOPPED * (not _may_be_title(head[i], first=i == 0))
        + _around(head[i - 1 : i], head[i + 1] if i + 1 < len(head) else blocks[begins].text)
        + _repeated(keys, i, head[i])
        - _PER_LINE * min(len(head) - i, _COUNTED)
        + (_FIRST if i == 0 else 0)
        for i in {*range(min(begins, 1)), *range(max(begins - _LAST, 0), begins)}
        if not (metadata[i] or blocks[i].form) and (_may_be_title(head[i], first=i == 0) or _may_be_sentences(head[i]))
    }
    if not any(_may_be_title(head[i], first=i == 0) for i in scores):
        return None
    best = max(scores, key=lambda at: (scores[at], -at), default=0)
    return best if best or (best in scores and not title_like(head[0])) else None


def _below_metadata(blocks: Sequence[SourceLine]) -> int | None:
    """The first line, of those that begin a text, that is neither author nor date."""
    first = next((i for i, block in enumerate(blocks[:_NEAR]) if not is_scattered(block.text)), None)
    if any(block.form for block in blocks[: (first or 0) + 1]):
        return None
    return first if first and not blocks[first].level and title_like(blocks[first].text) else None


def _may_be_title(text: str, *, first: bool) -> bool:
    """Some titles end with a full stop; only of a short first line that is likely."""
    return title_like(text) or (first and len(text) <= _SHORT and title_like(text.rstrip(".")))


def _may_be_sentences(text: str) -> bool:
    """Whether it may be such a title as blogs have: sentences, as in `Lost? So are we.`, which count for less than other lines."""
    return len(text) <= _SENTENCES and text[-1] in ".?!" and title_like(_STOP.sub("", text.rstrip(".")) or ".")


def leading(blocks: Sequence[SourceLine]) -> int:
    """How many lines at the start stand above the title and say nothing of it: author and date are left."""
    at = title_line_of(blocks) or 0
    beside = range(max(at - _NEAR, 0), at)
    return next((i for i in beside if is_metadata(blocks[i].text) or is_bare_name(blocks[i].text)), at)


def is_metadata(text: str) -> bool:
    """Whether a line above a text gives an author or a date."""
    return bool(byline(text)) or has_date(text) or is_scattered(text)


def _text_begins(blocks: Sequence[SourceLine]) -> int:
    """The first line of running text that has more of it near; 0 where there is none, or the format says what lines are."""
    running = [i for i, block in enumerate(blocks[:_FARTHEST]) if _is_running(block.text)]
    menu = next((i for i, block in enumerate(blocks) if block.form is None or block.form.kind != "item"), 0)
    formed = next((i for i, block in enumerate(blocks[:_FARTHEST]) if block.form and i >= menu), None)
    if formed is not None and formed <= (running or [formed])[0]:
        return 0 if any(block.level or block.kind for block in blocks[:formed]) else formed
    for i, following in zip(running, [*running[1:], None], strict=False):
        last = following is None and len(running) == 1
        if last or (following is not None and following - i <= _RUN):
            plain = not any(b.level or b.wrapped or b.cells or b.kind for b in blocks[:i])
            return i if plain else 0
    return 0


def _running(blocks: Sequence[SourceLine]) -> list[SourceLine]:
    return [block for block in blocks if _is_running(block.text)][:_LOOKED_AT]


def _is_running(text: str) -> bool:
    """Whether a line has sentences of a text: lists of tags have none, and what a browser cannot do is no text."""
    return len(text) >= _RUNNING and bool(_SENTENCE.search(text)) and not _NOTICE.search(text)


def _by_itself(text: str) -> float:
    """How much a line looks like a title, and not like a section, a button or a caption."""
    count = len(words(text))
    score = -2.4 if count <= _FEW else -1.25 if count == _FEW + 1 else 0.0
    score -= 0.015 * max(len(text) - _LONG, 0)
    score += 0.8 * (text[0] in '«»„"“') + 0.8 * (":" in text) - 0.8 * text[0].islower()
    score -= (
        4.0 * bool(_ARROW.search(text))
        + 0.75 * bool(_TRAIL.search(text))
        + 0.75 * bool(reason(text))
        + 3.0 * is_caption(text)
        + 1.5 * is_bare_name(text)
    )
    if _BUTTON.search(text):
        score -= 1.5 if count <= _FEW + 1 else 0.5
    return score - 3.0 * bool(_NUMBERED.match(text))


def _taken_up(text: str, taken_up: set[str]) -> float:
    """How many of the words stand in the running text, too."""
    own = [word for word in words(text) if len(word) >= _CONTENT]
    return 3.2 * sum(word[:_STEM] in taken_up for word in own) / max(len(own), 2) if own else -0.4


def _beside(metadata: Sequence[bool], i: int) -> float:
    """Author and date stand below a title, or directly above it."""
    directly, near = metadata[i + 1 : i + 2], metadata[i + 2 : i + 1 + _NEAR]
    return (2.25 if any(directly) else 1.5 * any(near)) + 0.7 * any(metadata[max(i - 1, 0) : i])


def _around(above: Sequence[str], below: str) -> float:
    """A section or a kicker stands above a title, a lead or the text below it."""
    return 0.6 * any(len(words(line)) <= _FEW + 1 for line in above) + 0.9 * (len(below) >= _LEAD)


def _repeated(keys: Sequence[str], i: int, text: str) -> float:
    """A trail of links and the window's title hold the title at one of their ends: neither is it."""
    key, others = keys[i], [other for j, other in enumerate(keys) if j != i]
    if key and any(other != key and other.endswith(key) for other in others):
        return 1.5
    within = [other for other in others if " " in other and key != other]
    bar = _BAR.search(text)
    long = [other for other in within if other.count(" ") > 1]
    windows = [] if bar is None else [" ".join(words(part)) for part in (text[: bar.start()], text[bar.end() :])]
    if any(key.endswith(f" {other}") or other in windows for other in long):
        return -4.0
    if any(key.startswith(other) for other in long):  # what a button shares may be cut off in the middle
        return -2.0
    return -0.5 if any(key.endswith(other) for other in within) else 0.0
