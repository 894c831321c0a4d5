"""Verse: lines that end before they are full, alike in length, and mostly with rhymes or with a capital letter at each beginning.

A stanza is a run of such lines; neighbouring stanzas are judged together, since a few lines tell little. How long a line is to the
ear, its vowels say (its characters, in a script without them); lists and addresses vary more than verse does.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, pstdev

from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.forms.runs import EAST_ASIAN, LineRun, full, runs_of
from lesebuch.drafting.names import is_bare_name
from lesebuch.drafting.proposal import LineForm, Looked, SourceLine, is_open

_LONGEST = 90
_FEWEST = 4
"""Lines of a poem."""
_FEWEST_SURE = 6
_VOWELS = re.compile(r"[aeiouyæœøаеёиоуыэюяіїєαεηιουω]+", re.IGNORECASE)
_END = re.compile(r"[^\W\d_]+(?=[^\w]*$)")
_V = "aeiouyæœøаеёиоуыэюяіїє"
_SOUND = re.compile(rf"[{_V}]+[^{_V}]+e[^{_V}]{{0,2}}$|[{_V}]+[^{_V}]*$")
"""An e in the last syllable is not heard in a rhyme alone: the vowel before it is."""
_ALIKE = str.maketrans(
    {"ä": "e", "ö": "e", "ü": "i", "y": "i", "ß": "s", "é": "e", "è": "e", "ê": "e", "ё": "о", "ы": "и"}
)
"""Vowels that poets take for the same."""
_NEAR = 4
"""Lines within which one rhymes."""
_STOPS = ".!?…。！？"
_PAUSES = ",;:–—-，；：、"
_MARKED = re.compile(r"[-*•‣▪·+]\s|[(\[]?\d{1,3}[.):\]]|[§€$£]|https?:|\S+@\S|.*[|\t]|.*\d{2,}.*\d{2,}")
_MOST_MARKED, _MOST_NAMED = 0.15, 0.4
_NUMBER = re.compile(r"\W*(?:\d{1,3}|[IVXLC]{1,6})\W*")
_SEVERAL = 12
_FEW = 2
_FULL = 0.85
_ALL_OF_IT = 0.85
"""Share of the lines of a text that is a poem and nothing else."""
_HEAD = 2
"""Lines that are its title and author."""
_SURE, _PROBABLE = 4.0, 2.5
"""Points."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """Shares of the lines of a poem, or of what looks like one."""

    count: int
    rhymed: float
    capital: float
    """Begin with a capital letter, or with one of a script that has none."""
    paused: float
    """End with a comma or the like."""
    stopped: float
    spread: float
    """Of their lengths to the ear, by their mean."""
    full: float
    """Which were full."""
    mean: float
    marked: float
    """Are items, addresses or the like."""
    named: float
    """Are nothing but a name."""


def verse(blocks: Sequence[SourceLine]) -> Looked:
    """The forms of lines of verse, and the doubts."""
    forms: dict[int, LineForm] = {}
    doubts = []
    for poem in _poems(blocks):
        lines = [block for run in poem for block in run.blocks]
        points = _points([run.texts for run in poem], all_of_it=len(lines) + _HEAD >= _ALL_OF_IT * len(blocks))
        if points < _PROBABLE:
            continue
        for run in poem:
            forms |= {block.number: LineForm("verse", run.blocks[0].number) for block in run.blocks}
        if points < _SURE:
            doubt = f"verse: lines {lines[0].number}-{lines[-1].number} look like verse"
            doubts.append((lines[0].number, doubt))
    return forms, doubts


# --- Where a poem may be -----------------------------------------------------------------------------------------------


def _poems(blocks: Sequence[SourceLine]) -> Iterator[list[LineRun]]:
    """Neighbouring runs of short lines, without a title above and a name below them."""
    waiting: list[LineRun] = []
    for run in _short(runs_of(blocks)):
        if run is None:
            yield from _trimmed(waiting)
            waiting = []
        else:
            waiting.append(run)
    yield from _trimmed(waiting)


def _short(runs: Sequence[LineRun]) -> Iterator[LineRun | None]:
    """Runs of short lines, and None where another one parts them. Of a run with long lines, the short ones between are looked at."""
    for run in runs:
        if all(_may_be(block) for block in run.blocks):
            yield run
            continue
        start = 0
        for index, block in enumerate((*run.blocks, None)):
            if block is None or not _may_be(block):
                yield None
                if index - start >= _FEWEST:
                    yield LineRun(run.blocks[start:index], run.first + start)
                    yield None
                start = index + 1


def _may_be(block: SourceLine) -> bool:
    return is_open(block) and not block.wrapped and not block.cells and len(block.text) <= _LONGEST


def _trimmed(runs: list[LineRun]) -> Iterator[list[LineRun]]:
    if not runs:
        return
    usual = median(len(run.blocks) for run in runs for _ in run.blocks)  # of most lines: titles stand alone
    while runs and _is_head(runs, usual):
        runs = runs[1:]
    while runs and len(runs[-1].blocks) == 1 and (usual > 1 or not _ends_verse(runs[-1].texts[0])):
        runs = runs[:-1]
    runs = [run for run in runs if not _is_heading(run, usual)]
    if runs:
        runs[0] = _without_title(runs[0], runs[1:])
    if runs and sum(len(run.blocks) for run in runs) >= _FEWEST and any(len(run.blocks) > 1 for run in runs):
        yield runs


def _is_head(runs: Sequence[LineRun], usual: float) -> bool:
    """Title, author, dedication: fewer lines than a stanza has, and no comma behind the first."""
    lines = runs[0].texts
    if len(runs) == 1 or len(lines) >= max(usual, 2):
        return False
    if len(lines) == 1:
        return usual > 1 or bool(_NUMBER.fullmatch(lines[0])) or not _ends_verse(lines[0])
    return len(lines) <= 2 + (len(runs) > 2) and not _ends_verse(lines[0])  # title and author


def _is_heading(run: LineRun, usual: float) -> bool:
    """A line between stanzas that is the title of another poem, or its number."""
    line = run.texts[0]
    few = line.isupper() or len(line.split()) <= _FEW or (line[0].isupper() and not _ends_verse(line))
    return usual > _FEW and len(run.blocks) == 1 and bool(_NUMBER.fullmatch(line) or few)


def _without_title(run: LineRun, others: Sequence[LineRun]) -> LineRun:
    """A title directly above the first stanza: its length, or the number of lines of the others, tells."""
    lines = run.texts
    lengths = {len(other.blocks) for other in others if len(other.blocks) > 1}
    more = len(lengths) == 1 and len(lines) == min(lengths) + 1
    if len(lines) <= _FEWEST - 1 or _ends_verse(lines[0]) or run.first:
        return run
    short = _length(lines[0]) < 0.75 * sum(map(_length, lines[1:])) / (len(lines) - 1)
    return LineRun(run.blocks[1:], run.first + 1) if more or (short and not lengths) or is_bare_name(lines[1]) else run


def _ends_verse(line: str) -> bool:
    return line.rstrip("”“\"»«’')")[-1:] in _STOPS + _PAUSES


# --- Whether it is one -------------------------------------------------------------------------------------------------


def _points(stanzas: Sequence[Sequence[str]], *, all_of_it: bool) -> float:
    looks = _looks(stanzas)
    ended = looks.stopped + looks.paused
    like_verse = looks.rhymed >= 0.4 or (looks.capital > 0.9 and (ended > 0.6 or looks.count > _SEVERAL))
    if looks.marked > _MOST_MARKED or looks.named > _MOST_NAMED or (looks.full > _FULL and not like_verse):
        return 0.0
    stanza = [len(lines) for lines in stanzas if len(lines) > 1]
    points = 6.0 * min(looks.rhymed, 0.5)
    points += 1.5 * (looks.spread < 0.2) + 0.75 * (looks.spread < 0.3) - 1.5 * (looks.spread > 0.45)
    points += 1.5 * (looks.capital > 0.9 and looks.paused > 0.15) + 0.75 * (looks.paused > 0.2)
    points += 1.0 * (ended > 0.3) - 1.5 * (looks.stopped > 0.8)
    points += 0.75 * (len(stanza) > 1 and len(set(stanza)) == 1 and stanza[0] > 2) + 1.0 * all_of_it
    points -= 2.0 * (looks.capital < 0.5 and ended < 0.4)
    points -= 2.0 * (looks.mean < 3.5) + 1.0 * (looks.count < _FEWEST_SURE) + 1.0 * (ended < 0.1)
    return points


def _looks(stanzas: Sequence[Sequence[str]]) -> _Looks:
    lines = [line for stanza in stanzas for line in stanza]
    count = len(lines)
    lengths = [_length(line) for line in lines]
    mean = sum(lengths) / count
    width = sorted(map(len, lines))[count * 95 // 100]
    told = [each for stanza in stanzas for each in full(stanza, width)]
    ends = [line.rstrip("”“\"»«’')_") for line in lines]
    return _Looks(
        count,
        rhymed=_rhymed([_ending(line) for line in lines]),
        capital=sum(not next((c for c in line if c.isalpha()), "a").islower() for line in lines) / count,
        paused=sum(end[-1:] in _PAUSES for end in ends if end) / count,
        stopped=sum(end[-1:] in _STOPS for end in ends if end) / count,
        spread=pstdev(lengths) / mean if mean else 1.0,
        full=sum(told) / len(told) if told else 0.0,
        mean=mean,
        marked=sum(bool(_MARKED.match(line) or reason(line)) for line in lines) / count,
        named=sum(is_bare_name(line) and not _ends_verse(line) for line in lines) / count,
    )


def _length(line: str) -> int:
    """Syllables, or signs of East Asian scripts; words, of a script that writes no vowels."""
    plain = "".join(c for c in unicodedata.normalize("NFD", line) if not unicodedata.combining(c))
    return len(_VOWELS.findall(plain)) or len(EAST_ASIAN.findall(line)) or 2 * len(line.split())


def _ending(line: str) -> tuple[str, str]:
    """What of the last word sounds in a rhyme, from its last full vowel on, and the word."""
    match = _END.search(line)
    word = match[0].casefold().translate(_ALIKE) if match else ""
    sound = _SOUND.search(word)
    return (sound[0] if sound and len(sound[0]) > 1 else word[-2:]), word


def _rhymed(endings: Sequence[tuple[str, str]]) -> float:
    """The share of lines whose ending sounds in one of the next or the last few, in another word."""
    hits: set[int] = set()
    for i, (end, word) in enumerate(endings):
        for j in range(i + 1, min(i + _NEAR, len(endings))):
            other, another = endings[j]
            if end and end == other and word != another:
                hits |= {i, j}
    return len(hits) / len(endings) if endings else 0.0
