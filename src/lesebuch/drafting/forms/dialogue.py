"""Who speaks: interviews, plays, minutes, transcripts.

Names of speakers recur, take turns and stand where lines begin. In which manner a text sets them off (before a colon, before a full
stop, before a dash, or on a line of their own) is told by what recurs most; a label that does not recur, such as that of a recipe's
ingredients, is none. What stands between two speeches and names nobody stays what it is: a stage direction, a heading, a paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from lesebuch.drafting.forms.questions import questions
from lesebuch.drafting.forms.runs import LineRun, full, is_broken, is_wrapped, runs_of
from lesebuch.drafting.proposal import LineForm, Looked, SourceLine, is_open

_TIME = r"(?:[(\[]?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?[)\]]?[\s–-]+)?"
_LETTERS = r"[^:：.,!?…\"„“”»«()\[\]]{0,39}?"
_SHORT = r"(?:\w|Dr|Prof|St|Mr|Mrs|Ms|Hr|Fr|Frl|Mme|M)\.\s?"
_NAME = rf"[_\[]?(?P<name>(?:{_SHORT}){{0,3}}[^\W\d_]{_LETTERS}(?:\b{_SHORT}{_LETTERS}){{0,4}})_?\]?"
_MORE = r"(?:,?\s*[(\[][^)\]]{1,160}[)\]]|,\s[^.:：!?\"„“”»«]{1,120}?)?"
_MANNERS: Mapping[str, re.Pattern[str]] = {
    "colon": re.compile(rf"{_TIME}{_NAME}{_MORE}\s?(?:[:](?=\s|_|$)|：)_?"),
    "stop": re.compile(rf"{_NAME}{_MORE}\.(?:\s?[–—-]{{1,2}})?_?(?=\s|$|[\[(])"),
    "dash": re.compile(rf"{_NAME}{_MORE}\s[–—](?=\s)"),
    "line": re.compile(rf"{_TIME}{_NAME}{_MORE}\s?[:：]_?$"),
    "alone": re.compile(rf"{_TIME}{_NAME}{_MORE}(?:[.:]?_?|\s+[(\[]?(?:\d{{1,2}}:)?\d{{1,2}}:\d\d[)\]]?)$"),
}
_BOLD = "bold"
"""Strong words at the beginning, where the format says so."""
_MOST_WORDS = 6
_LONGEST_NAME = 48
_FEWEST = {_BOLD: 4, "colon": 4, "line": 4, "stop": 5, "dash": 5, "alone": 5}
"""Speeches by speakers who speak more than once."""
_SHARE = {_BOLD: 0.3, "colon": 0.3, "line": 0.02, "stop": 0.45, "dash": 0.45, "alone": 0.3}
"""Of the paragraphs (of the lines, in a text without blank ones) from the first to the last speech, those that name a speaker. In minutes, a speech has many."""
_SHARE_OF_LINES_ALONE = 0.1
_AT_START = 0.45
"""Of such lines those that stand below a blank one, where blank lines part speeches."""
_SPEAKERS = 2
"""Somebody who asks, and somebody who answers."""
_TURNS = 0.6
"""Speeches whose speaker is another than that of the one before."""
_SAID, _SENTENCE = 0.6, 60
"""Share of the speeches that are sentences, which end with a stop, or are of so many characters."""
_ENDS = re.compile(r"[.!?…。！？–—)\]][\"”“»«_]*$")
_MOST_SILENT = 0.2
"""Share of lines without a word between the first and the last speech."""
_WORD = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.!?…。！？:;,–—)\]][\"”“»«’'_*]*$")
_FEWEST_ENDED = 0.4
_SURE = 8
"""Speeches from which on there is no doubt."""
_FEWEST_OF_SONG, _MOST_FULL = 3, 0.3
_BLANKS = 0.1
"""Blank lines for each line, from which on they part what belongs together."""
_NUMBERED = re.compile(r"\s(?:[IVXLC]+|\d+)\W*$")
"""Of a song, a scene, a picture."""
_POINT = re.compile(r"[^\d.!?]{2,30}\s\d{1,3}\s?[a-z]?:")
"""Of an agenda."""
_DIRECTION = re.compile(r"_?[(\[].*[)\]][._]*|_.*_")


@dataclass(frozen=True, slots=True)
class _Named:
    """A line that may begin a speech."""

    index: int
    key: str
    name: int
    """Where the name ends."""
    end: int
    """Behind the words that say who speaks."""


_SCENE = re.compile(
    r"(?:(?:end|fin)[e]?\s|конец\s|кінець\s)?(?:\S+\s+){0,3}(?:akt|aufzug|auftritt|szene|scene|bild|vorspiel|nachspiel|act|acte|scène|tableau|prolog(?:ue)?|epilog(?:ue)?|действие|явление|сцена|"
    r"картина|акт|дія|ява|scena|atto|acto|escena)\b.{0,20}",
    re.IGNORECASE,
)
"""Lines above the parts of a play."""


def dialogue(blocks: Sequence[SourceLine]) -> Looked:
    """The forms of lines that are spoken, and the doubts."""
    runs = runs_of(blocks)
    found = max((_speeches(blocks, runs, manner) for manner in (_BOLD, *_MANNERS)), key=len)
    if not found:
        return questions(blocks)
    forms = dict(_forms(blocks, runs, found))
    forms |= {
        run.blocks[0].number: LineForm("heading")
        for run in runs
        if len(run.blocks) == 1 and run.blocks[0].number not in forms and _SCENE.fullmatch(run.texts[0])
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


def _speeches(blocks: Sequence[SourceLine], runs: Sequence[LineRun], manner: str) -> list[_Named]:
    """The speeches of a text in that manner; none if it has none."""
    found = [each for i, block in enumerate(blocks) if is_open(block) and (each := _named(block, i, manner))]
    named, within, blank = _at_beginnings(blocks, runs, found, manner)
    counts = Counter(each.key for each in named)
    recurring = [each for each in named if counts[each.key] > 1 + bool(_NUMBERED.search(_words(blocks, each)))]
    if len(recurring) < _FEWEST[manner] or len({each.key for each in recurring}) < _SPEAKERS:
        return []
    first, last = recurring[0].index, recurring[-1].index
    said = sum(_says(blocks[each.index], each) for each in recurring)
    if manner in (_BOLD, "colon") and said < _SAID * len(recurring):
        return []
    if _has_figures(blocks[first : last + 1]) or (manner == "alone" and _is_menu(blocks, recurring)):
        return []
    between = [each for each in named if first <= each.index <= last]
    if sum(one.key != other.key for one, other in pairwise(between)) < _TURNS * (len(between) - 1):
        return []
    units = sum(first <= run.first <= last for run in runs) if blank else last - first + 1
    least = _SHARE_OF_LINES_ALONE if manner == "alone" and not blank else _SHARE[manner]
    if len(recurring) < least * units:
        return []
    known = [each for each in named if counts[each.key] > 1 or _is_alike(blocks, each, recurring)]
    keys = {each.key for each in known}
    return sorted([*known, *(each for each in within if each.key in keys)], key=lambda each: each.index)


def _has_figures(blocks: Sequence[SourceLine]) -> bool:
    """Whether many lines are without a word, as those of a diagram are, whose labels recur."""
    silent = sum(not _WORD.search(block.text) for block in blocks)
    return silent > _MOST_SILENT * len(blocks)


def _is_menu(blocks: Sequence[SourceLine], named: Sequence[_Named]) -> bool:
    """Whether hardly anything below what may be names ends as speech does: the buttons of a page recur, too."""
    ends = [blocks[below.index - 1].text for below in named[1:]]
    timed = any(
        block.text[0] in "([0123456789" or block.text[-1].isdigit() for block in (blocks[n.index] for n in named)
    )
    return not timed and sum(bool(_ENDED.search(text)) for text in ends) < _FEWEST_ENDED * len(ends)


def _at_beginnings(
    blocks: Sequence[SourceLine], runs: Sequence[LineRun], found: Sequence[_Named], manner: str
) -> tuple[list[_Named], list[_Named], bool]:
    """The lines that may begin a speech, those within a paragraph, and whether blank lines part speeches."""
    starts = {run.first for run in runs}
    if manner == "alone":  # below other lines it is rather a refrain
        ends = {run.first + len(run.blocks) - 1 for run in runs if len(run.blocks) > 1}
        named = [each for each in found if each.index not in ends]
    elif manner == "line":
        named = list(found)
    else:  # a line that recurs whole is a refrain, too
        named = list({blocks[each.index].text: each for each in reversed(found)}.values())[::-1]
    at_start = sum(each.index in starts for each in named)
    if len(runs) > _BLANKS * len(blocks) + 1 and at_start >= _AT_START * len(named):
        parted = [each for each in named if each.index in starts]
        return parted, [each for each in named if each.index not in starts], True
    if manner == "alone":
        named = [each for each in named if blocks[each.index].text.isupper()]
    return named, [], False


def _named(block: SourceLine, index: int, manner: str) -> _Named | None:
    if manner == _BOLD:
        return _named_in_bold(block, index)
    match = _MANNERS[manner].match(block.text)
    if match is None:
        return None
    name = match["name"].strip("_ ")
    if block.text[: match.start("name")].endswith("[") and not block.text[match.end("name") :].startswith(("]", "_]")):
        return None  # a stage direction
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or name[0].islower():
        return None
    if manner not in ("colon", "line") and any(
        word[0].islower() and len(word) > 3 for word in words[1:]
    ):  # `von`, `der`, `le`
        return None
    if manner == "alone" and name.upper() != name and block.text[-1] not in ".:)]_0123456789":
        return None
    if _SCENE.fullmatch(block.text):
        return None
    return _Named(index, name.casefold(), match.end("name"), match.end())


def may_be_name(text: str) -> bool:
    """Whether words that stand by themselves, in a cell for instance, may be the name of a speaker."""
    match = _MANNERS["alone"].match(text.strip())
    return match is not None and len(match["name"].split()) <= _MOST_WORDS and not match["name"][0].islower()


def is_said(text: str) -> bool:
    """Whether words are long enough for a sentence, or end as one."""
    return len(text) >= _SENTENCE or bool(_ENDS.search(text))


def is_name_alone(block: SourceLine) -> bool:
    """Whether a line may be the name of a speaker, and has nothing else."""
    return _named(block, 0, "alone") is not None


def _named_in_bold(block: SourceLine, index: int) -> _Named | None:
    name = block.text[: block.bold].strip(" .:：–—-")
    if not 0 < block.bold < len(block.text) or not name or len(name) > _LONGEST_NAME or name[0].islower():
        return None
    end = block.bold + (block.text[block.bold : block.bold + 1] in (":", "："))
    return (
        _Named(index, name.casefold(), block.text.index(name) + len(name), end)
        if len(name.split()) <= _MOST_WORDS
        else None
    )


def _is_alike(blocks: Sequence[SourceLine], one: _Named, recurring: Sequence[_Named]) -> bool:
    """Whether somebody who speaks once is named as all others are, between their speeches or beside them."""
    if _NUMBERED.search(_words(blocks, one)):
        return False
    capitals = all(_words(blocks, each).isupper() for each in recurring)
    if capitals:  # a single letter is rather a word of the text, such as `I` or `O`
        return _words(blocks, one).isupper() and len(_words(blocks, one).strip(" ._")) > 1
    near = recurring[0].index - 1 <= one.index <= recurring[-1].index + 1
    near = near or (_is_alone(blocks, one) and blocks[one.index].text[-1] in ":：")
    return near and all(not word[0].islower() for word in _words(blocks, one).split())


def _says(block: SourceLine, each: _Named) -> bool:
    """Whether a sentence stands behind a name: else it is a label, and what stands behind it a value."""
    alone = each.end >= len(block.text)
    return alone or is_said(block.text)


def _words(blocks: Sequence[SourceLine], each: _Named) -> str:
    return blocks[each.index].text[: each.name]


# --- What they say -----------------------------------------------------------------------------------------------------


def _forms(
    blocks: Sequence[SourceLine], runs: Sequence[LineRun], found: Sequence[_Named]
) -> Iterator[tuple[int, LineForm]]:
    ends = _run_ends(runs)
    following = [each.index for each in found[1:]] + [len(blocks)]
    bodies = [range(each.index, min(ends[each.index], after)) for each, after in zip(found, following, strict=True)]
    bodies = [_with_next(body, blocks, ends, after) for body, after in zip(bodies, following, strict=True)]
    groups = [
        [b.text for b in blocks[body.start + _is_alone(blocks, each) : body.stop] if not _is_direction(b)]
        for each, body in zip(found, bodies, strict=True)
    ]
    verse = is_broken(groups)
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
    return block.slanted or bool(_DIRECTION.fullmatch(block.text))


def _is_alone(blocks: Sequence[SourceLine], each: _Named) -> bool:
    return each.end >= len(blocks[each.index].text)


def _run_ends(runs: Sequence[LineRun]) -> dict[int, int]:
    """From each line to where its run ends."""
    return {run.first + i: run.first + len(run.blocks) for run in runs for i in range(len(run.blocks))}


def _with_next(body: range, blocks: Sequence[SourceLine], ends: Mapping[int, int], after: int) -> range:
    """With the next run where a name stands alone in its own."""
    alone = len(body) == 1 and _MANNERS["alone"].match(blocks[body.start].text)
    if not alone or body.stop >= after or not is_open(blocks[body.stop]):
        return body
    return range(body.start, min(ends[body.stop], after))


def _in_verse(blocks: Sequence[SourceLine], each: _Named, body: range) -> Iterator[tuple[int, LineForm]]:
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
    """Lines that end long before those of the other speeches do."""
    return len(texts) >= _FEWEST_OF_SONG and sum(full(texts, width)) <= _MOST_FULL * (len(texts) - 1)


def _speaker(block: SourceLine, each: _Named) -> str:
    """The words that say who speaks, but for what a chapter file need not say: who stands before the first colon."""
    words = block.text[: each.end].rstrip()
    plain = words.endswith((":", "：")) and not re.search(r"[\d(\[]", words) and len(words) <= _LONGEST_NAME
    return "" if plain else words


def _in_prose(
    blocks: Sequence[SourceLine], each: _Named, body: range, *, joined: bool
) -> Iterator[tuple[int, LineForm]]:
    """A speech, all lines of it or the first alone: then those below are paragraphs of it."""
    first, speaker = blocks[each.index], _speaker(blocks[each.index], each)
    one = LineForm(
        "speech", first.number if len(body) > 1 and (joined or _is_alone(blocks, each)) else 0, speaker=speaker
    )
    yield first.number, one
    begun = not _is_alone(blocks, each)  # else what is said begins on the next line
    for block in blocks[body.start + 1 : body.stop]:
        if joined or not begun:
            yield block.number, one
        elif not (_is_direction(block) or _POINT.fullmatch(block.text)):
            yield block.number, LineForm("speech", speaker=None)
        begun = begun or not _is_direction(block)
