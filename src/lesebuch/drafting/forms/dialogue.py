"""Who speaks: interviews, plays, minutes, transcripts.

Names of speakers recur, take turns and stand where lines begin. In which manner a text sets them off (before a colon, before a full
stop, before a dash, or on a line of their own) is told by what recurs most; a label that does not recur, such as that of a recipe's
ingredients, is none. What stands between two speeches and names nobody stays what it is: a stage direction, a heading, a paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from statistics import median

from lesebuch.drafting.forms.questions import questions
from lesebuch.drafting.forms.runs import LONGEST_LINE, LineRun, full, is_broken, is_wrapped, runs_of
from lesebuch.drafting.forms.speakernames import (
    BOLD,
    CAPITALS,
    LONGEST_NAME,
    MANNERS,
    SCENE,
    Named,
    is_person,
    is_titled,
    speaker_named,
)
from lesebuch.drafting.proposal import LineForm, Looked, SourceLine, is_open

_FEWEST = {BOLD: 4, CAPITALS: 5, "colon": 4, "timed": 4, "line": 4, "stop": 5, "dash": 5, "alone": 5}
"""Speeches by speakers who speak more than once."""
_SHARE = {BOLD: 0.3, CAPITALS: 0.45, "colon": 0.3, "timed": 0.3, "line": 0.02, "stop": 0.45, "dash": 0.45, "alone": 0.3}
"""Of the paragraphs (of the lines, in a text without blank ones) from the first to the last speech, those that name a speaker. In minutes, a speech has many."""
_SHARE_OF_LINES_ALONE = 0.1
_MANY, _PERSONS, _SHARE_OF_MINUTES = 20, 0.7, 0.05
"""Speeches from which on a text is minutes, if so many of them are of persons with titles, offices or several names."""
_AT_START = 0.45
"""Of such lines those that stand below a blank one, where blank lines part speeches."""
_SPEAKERS = 2
"""Somebody who asks, and somebody who answers."""
_TURNS = 0.6
"""Speeches whose speaker is another than that of the one before."""
_LABELS, _EVENLY, _IN_ORDER = 4, 1 / 3, 0.75
"""What is filled in again and again, a forecast for instance, has so many labels, none of which is before more of the values, and each mostly follows the same one."""
_SAID, _SENTENCE = 0.6, 60
"""Share of the speeches that are sentences, which end with a stop, or are of so many characters."""
_ENDS = re.compile(r"[.!?…。！？–—)\]][\"”“»«_]*$")
_MOST_SILENT = 0.2
"""Share of lines without a word between the first and the last speech."""
_WORD = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.!?…。！？:;,–—)\]][\"”“»«’'_*]*$")
_FEWEST_ENDED = 0.4
_OFTEN = 8
"""Times that a line with a stop, and not in capitals, is there if it is a name."""
_SURE = 8
"""Speeches from which on there is no doubt."""
_PARTICLE = 3
"""Letters of `von`, `wa`."""
_FEWEST_LETTERS = 5
_FEWEST_OF_SONG, _MOST_FULL = 3, 0.3
_BLANKS = 0.1
"""Blank lines for each line, from which on they part what belongs together."""
_NUMBERED = re.compile(r"\s(?:[IVXLC]+|\d+)\W*$")
"""Of a song, a scene, a picture."""
_POINT = re.compile(r"[^\d.!?]{2,30}\s\d{1,3}\s?[a-z]?:")
"""Of an agenda."""
DIRECTION = re.compile(r"_?[(\[].*[)\]][._]*|_.*_")


def dialogue(blocks: Sequence[SourceLine]) -> Looked:
    """The forms of lines that are spoken, and the doubts."""
    runs = runs_of(blocks)
    found = max((_speeches(blocks, runs, manner) for manner in (BOLD, *MANNERS, CAPITALS)), key=len)
    if not found:
        return questions(blocks)
    forms = dict(_forms(blocks, runs, found))
    forms |= {
        run.blocks[0].number: LineForm("heading")
        for run in runs
        if len(run.blocks) == 1 and run.blocks[0].number not in forms and SCENE.fullmatch(run.texts[0])
    }
    forms |= _directions(runs, forms)
    first, last = blocks[found[0].index].number, blocks[found[-1].index].number
    doubt = f"dialogue: lines {first}-{last} look like speeches; they are few"
    return forms, [] if len(found) >= _SURE else [(first, doubt)]


def _directions(runs: Sequence[LineRun], forms: Mapping[int, LineForm]) -> dict[int, LineForm]:
    """Paragraphs between speeches that were broken by width."""
    joined: dict[int, LineForm] = {}
    for run in runs:
        free = not any(block.number in forms or block.wrapped or not is_open(block) for block in run.blocks)
        if free and len(run.blocks) > 1 and is_wrapped([run.texts]):
            joined |= {block.number: LineForm("paragraph", run.blocks[0].number) for block in run.blocks}
    return joined


# --- Speakers ----------------------------------------------------------------------------------------------------------


def _speeches(blocks: Sequence[SourceLine], runs: Sequence[LineRun], manner: str) -> list[Named]:
    """The speeches of a text in that manner; none if it has none."""
    found = [each for i, block in enumerate(blocks) if is_open(block) and (each := speaker_named(block, i, manner))]
    found = [each for each in found if blocks[each.index].speaks] or found  # where the page tells, nothing else does
    named, within, blank = _at_beginnings(blocks, runs, found, manner)
    counts = Counter(each.key for each in named)
    recurring = [
        each for each in named if each.office or counts[each.key] > 1 + bool(_NUMBERED.search(_words(blocks, each)))
    ]
    if len(recurring) < _FEWEST[manner] or len({each.key for each in recurring}) < _SPEAKERS:
        return []
    first, last = recurring[0].index, recurring[-1].index
    said = sum(_says(blocks[each.index], each) for each in recurring)
    if manner in (BOLD, CAPITALS, "colon") and said < _SAID * len(recurring):
        return []
    if _has_figures(blocks[first : last + 1]) or (manner == "alone" and _is_menu(blocks, recurring)):
        return []
    between = [each for each in named if first <= each.index <= last]
    if sum(one.key != other.key for one, other in pairwise(between)) < _TURNS * (len(between) - 1):
        return []
    if _is_filled_in(blocks, between):
        return []
    units = sum(first <= run.first <= last for run in runs) if blank else last - first + 1
    if len(recurring) < _least_share(blocks, recurring, manner, blank=blank) * units:
        return []
    known = [each for each in named if each.office or counts[each.key] > 1 or _is_alike(blocks, each, recurring)]
    keys = {each.key for each in known}
    return sorted([*known, *(each for each in within if each.key in keys)], key=lambda each: each.index)


def _is_filled_in(blocks: Sequence[SourceLine], named: Sequence[Named]) -> bool:
    """Whether names are rather labels: they come in the same order again and again, with few words behind each."""
    counts = Counter(each.key for each in named)
    if len(counts) < _LABELS or not 1 < max(counts.values()) <= _EVENLY * len(named):
        return False
    pairs = Counter((one.key, other.key) for one, other in pairwise(named))
    usual = sum(max(n for (one, _), n in pairs.items() if one == key) for key in {one for one, _ in pairs})
    short = median(len(blocks[each.index].text) - each.end for each in named) < _SENTENCE
    return short and usual >= _IN_ORDER * (len(named) - 1)


def _least_share(blocks: Sequence[SourceLine], recurring: Sequence[Named], manner: str, *, blank: bool) -> float:
    """Which share of the units names a speaker at least: in minutes, where many speeches are long, fewer do."""
    if manner == "alone" and not blank:
        return _SHARE_OF_LINES_ALONE
    minutes = manner == "colon" and len(recurring) >= _MANY and _are_persons(blocks, recurring)
    return _SHARE_OF_MINUTES if minutes else _SHARE[manner]


def _are_persons(blocks: Sequence[SourceLine], recurring: Sequence[Named]) -> bool:
    return sum(is_person(blocks[each.index], each) for each in recurring) >= _PERSONS * len(recurring)


def _has_figures(blocks: Sequence[SourceLine]) -> bool:
    """Whether many lines are without a word, as those of a diagram are, whose labels recur."""
    silent = sum(not _WORD.search(block.text) for block in blocks)
    return silent > _MOST_SILENT * len(blocks)


def _is_menu(blocks: Sequence[SourceLine], named: Sequence[Named]) -> bool:
    """Whether hardly anything below what may be names ends as speech does: the buttons of a page recur, too."""
    ends = [blocks[below.index - 1].text for below in named[1:]]
    timed = any(
        block.text[0] in "([0123456789" or block.text[-1].isdigit() for block in (blocks[n.index] for n in named)
    )
    return not timed and sum(bool(_ENDED.search(text)) for text in ends) < _FEWEST_ENDED * len(ends)


def _at_beginnings(
    blocks: Sequence[SourceLine], runs: Sequence[LineRun], found: Sequence[Named], manner: str
) -> tuple[list[Named], list[Named], bool]:
    """The lines that may begin a speech, those that do only if their name is known from these, and whether blank lines part speeches."""
    starts = {run.first for run in runs}
    again: list[Named] = []
    if manner == "alone":  # below other lines it is rather a refrain
        ends = {run.first + len(run.blocks) - 1 for run in runs if len(run.blocks) > 1}
        named = [each for each in found if each.index not in ends]
    elif manner == "line":
        named = list(found)
    else:  # a line that recurs whole may be a refrain
        named = list({blocks[each.index].text: each for each in reversed(found)}.values())[::-1]
        first = set(named)
        again = [each for each in found if each not in first]
    at_start = sum(each.index in starts for each in named)
    if len(runs) > _BLANKS * len(blocks) + 1 and at_start >= _AT_START * len(named):
        parted = [each for each in named if each.index in starts]
        return parted, [*again, *(each for each in named if each.index not in starts)], True
    if manner == "alone":
        often = {text for text, count in Counter(blocks[each.index].text for each in named).items() if count >= _OFTEN}
        named = [
            each
            for each in named
            if (block := blocks[each.index]).speaks
            or block.text.isupper()
            or (block.text in often and block.text[-1] in ".:")
        ]
    return named, again, False


def _is_alike(blocks: Sequence[SourceLine], one: Named, recurring: Sequence[Named]) -> bool:
    """Whether somebody who speaks once is named as all others are, between their speeches or beside them."""
    if _NUMBERED.search(_words(blocks, one)):
        return False
    capitals = all(_words(blocks, each).isupper() for each in recurring)
    if capitals:  # a single letter is rather a word of the text, such as `I` or `O`
        return _words(blocks, one).isupper() and len(_words(blocks, one).strip(" ._")) > 1
    if one.office or is_titled(blocks[one.index]):
        return True
    if not is_person(blocks[one.index], one) and _are_persons(blocks, recurring):
        return False
    near = recurring[0].index - 1 <= one.index <= recurring[-1].index + 1
    near = near or (_is_alone(blocks, one) and blocks[one.index].text[-1] in ":：")
    return near and not any(word[0].islower() and len(word) > _PARTICLE for word in _words(blocks, one).split())


def is_said(text: str) -> bool:
    """Whether words are long enough for a sentence, or end as one."""
    return len(text) >= _SENTENCE or bool(_ENDS.search(text))


def _says(block: SourceLine, each: Named) -> bool:
    """Whether a sentence stands behind a name: else it is a label, and what stands behind it a value."""
    alone = each.end >= len(block.text)
    return alone or is_said(block.text)


def _words(blocks: Sequence[SourceLine], each: Named) -> str:
    return blocks[each.index].text[: each.name]


# --- What they say -----------------------------------------------------------------------------------------------------


def _forms(
    blocks: Sequence[SourceLine], runs: Sequence[LineRun], found: Sequence[Named]
) -> Iterator[tuple[int, LineForm]]:
    ends = _run_ends(runs)
    following = [each.index for each in found[1:]] + [len(blocks)]
    bodies = [range(each.index, min(ends[each.index], after)) for each, after in zip(found, following, strict=True)]
    bodies = [_with_next(body, blocks, ends, after) for body, after in zip(bodies, following, strict=True)]
    groups = [
        [b.text for b in blocks[body.start + _is_alone(blocks, each) : body.stop] if not _is_direction(b)]
        for each, body in zip(found, bodies, strict=True)
    ]
    verse = is_broken(groups, set_so=all(blocks[each.index].speaks for each in found))
    joined = verse or is_wrapped(groups)
    width = max((len(text) for texts in groups for text in texts[:-1]), default=0)
    for each, body in zip(found, bodies, strict=True):
        alone = _is_alone(blocks, each)
        if verse and alone:
            yield from _in_verse(blocks, each, body)
        elif not alone and _is_song([blocks[i].text for i in body], width):
            yield blocks[each.index].number, LineForm("speech", speaker=_speaker(blocks[each.index], each))
            yield from ((blocks[i].number, LineForm("verse", blocks[body.start + 1].number)) for i in body[1:])
        else:
            yield from _in_prose(blocks, each, body, joined=joined)


def _is_direction(block: SourceLine) -> bool:
    """Whether a line says what is done on the stage."""
    return block.slanted or bool(DIRECTION.fullmatch(block.text))


def _is_alone(blocks: Sequence[SourceLine], each: Named) -> bool:
    return each.end >= len(blocks[each.index].text)


def _run_ends(runs: Sequence[LineRun]) -> dict[int, int]:
    """From each line to where its run ends."""
    return {run.first + i: run.first + len(run.blocks) for run in runs for i in range(len(run.blocks))}


def _with_next(body: range, blocks: Sequence[SourceLine], ends: Mapping[int, int], after: int) -> range:
    """With the next run where a name stands alone in its own."""
    alone = len(body) == 1 and MANNERS["alone"].match(blocks[body.start].text)
    if not alone or body.stop >= after or not is_open(blocks[body.stop]):
        return body
    return range(body.start, min(ends[body.stop], after))


def _in_verse(blocks: Sequence[SourceLine], each: Named, body: range) -> Iterator[tuple[int, LineForm]]:
    """The name, with what stands in brackets directly below it; then stanzas, which a stage direction parts."""
    lines = blocks[body.start + 1 : body.stop]
    beside = list(takewhile(_is_direction, lines))
    name = LineForm("speech", blocks[each.index].number if beside else 0, speaker=blocks[each.index].text)
    yield from ((block.number, name) for block in (blocks[each.index], *beside))
    group = 0
    for block in lines[len(beside) :]:
        if _is_direction(block):
            group = 0
            continue
        group = group or block.number
        yield block.number, LineForm("verse", group)


def _is_song(texts: Sequence[str], width: int) -> bool:
    """Lines that end long before those of the other speeches do, where these were broken by width."""
    return (
        len(texts) >= _FEWEST_OF_SONG
        and width <= LONGEST_LINE
        and sum(full(texts, width)) <= _MOST_FULL * (len(texts) - 1)
    )


def _speaker(block: SourceLine, each: Named) -> str:
    """The words that say who speaks, but for what a chapter file need not say: who stands before the first colon."""
    words = block.text[: each.end].rstrip()
    plain = words.endswith((":", "：")) and not re.search(r"[\d(\[]", words) and len(words) <= LONGEST_NAME
    return "" if plain else words


def _in_prose(
    blocks: Sequence[SourceLine], each: Named, body: range, *, joined: bool
) -> Iterator[tuple[int, LineForm]]:
    """A speech, all lines of it or the first alone: then those below are paragraphs of it."""
    first, speaker = blocks[each.index], _speaker(blocks[each.index], each)
    one = LineForm(
        "speech", first.number if len(body) > 1 and (joined or _is_alone(blocks, each)) else 0, speaker=speaker
    )
    yield first.number, one
    begun = beside = not _is_alone(blocks, each)  # else what is said begins on the next line
    below = iter(blocks[body.start + 1 : body.stop])
    for block in below:
        if joined or not begun:
            yield block.number, one
        elif beside and _is_title(block.text):
            heading = [block, *takewhile(lambda line: _is_title(line.text), below)]
            yield from ((line.number, LineForm("heading")) for line in heading)
            return  # what stands below it nobody says
        elif not (_is_direction(block) or _POINT.fullmatch(block.text)):
            yield block.number, LineForm("speech", speaker=None)
        begun = begun or not _is_direction(block)


def _is_title(text: str) -> bool:
    """Whether a line in capitals heads what comes next, as points of an agenda are headed in minutes."""
    return text.isupper() and len(_WORD.findall(text)) >= _FEWEST_LETTERS and not _ENDED.search(text)
