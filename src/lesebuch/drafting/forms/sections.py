"""Headings that count: paragraphs and articles of a law, numbered chapters."""

import re
from collections.abc import Sequence
from itertools import pairwise

from lesebuch.drafting.forms.runs import LineRun, runs_of
from lesebuch.drafting.proposal import LineForm, Looked, SourceLine, is_open
from lesebuch.numerals import in_style

_SECTION = re.compile(
    r"(?P<word>§|art(?:ikel|icle|\.)?|статья|стаття|глава|розділ|раздел|kapitel|chapter|chapitre|abschnitt|section|teil|part(?:ie)?|buch|book|livre|titel|title|titre|anhang|"
    r"anlage|annex|appendix|第)\s*(?P<number>\d{1,4}|[IVXLC]{1,7}|[一二三四五六七八九十百零]{1,6})(?P<letter>[a-z]?)(?=$|[\s.:,–—)\-章条節节])(?P<rest>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?P<number>[IVX]{1,5}|\d{1,2})(?P<sub>(?:\.\d{1,2})*)\.?\s+(?![^\W\d_]\.)[^\W\d_a-zäöüßа-я][^\n]{1,90}(?<![.;,:])$"
)
_ROMAN = [in_style(number, "UpperRoman") for number in range(1, 16)]
_ARABIC = [str(number) for number in range(1, 31)]
_MISSED = 2
"""Of headings, one may be damaged."""
_FEWEST_COUNTED = 3
_RUNNING = 120
"""Characters of a line that is running text."""
_LONGEST = 150
_FEWEST = 2
_SENTENCE = re.compile(r"(?<!\d)[.;,]$")
"""A number may stand before the full stop: `Art. 5.`"""


def sections(blocks: Sequence[SourceLine]) -> Looked:
    """Lines that are numbered as the parts of a text are, and that have text below them; no doubts."""
    found: dict[str, list[SourceLine]] = {}
    for run in runs_of(blocks):
        match = _SECTION.match(run.texts[0])
        if match and _may_be_heading(run, match):
            found.setdefault(match["word"].casefold(), []).append(run.blocks[0])
    several = [block for same in found.values() if len(same) >= _FEWEST for block in same]
    return {block.number: LineForm("heading") for block in (*several, *_counted(blocks)) if block is not blocks[-1]}, []


def _counted(blocks: Sequence[SourceLine]) -> list[SourceLine]:
    """Headings of an essay, which count from one, `I. Introduction`, `2 The dam`, each above running text; `2.1` goes with them."""
    for numbers in (_ROMAN, _ARABIC):
        chain: list[SourceLine] = []
        below: list[SourceLine] = []
        last = 0
        for block, following in pairwise(blocks):
            match = _NUMBERED.match(block.text) if is_open(block) and not block.wrapped else None
            if match is None or not _is_above_text(following):
                continue
            if match["sub"]:
                below.append(block)
            elif match["number"] in numbers[last : last + _MISSED]:
                last = numbers.index(match["number"]) + 1
                chain.append(block)
        if len(chain) >= _FEWEST_COUNTED and chain[0] is not blocks[0]:
            return [*chain, *(below if numbers is _ARABIC else [])]
    return []


def _is_above_text(following: SourceLine) -> bool:
    """Whether running text, or the heading of a part of the section, stands below."""
    running = len(following.text) >= _RUNNING or (len(following.text) >= _RUNNING / 2 and following.text[-1] in ".:")
    return running or following.wrapped or bool((match := _NUMBERED.match(following.text)) and match["sub"])


def _may_be_heading(run: LineRun, match: re.Match[str]) -> bool:
    block = run.blocks[0]
    if not is_open(block) or block.wrapped or len(block.text) > _LONGEST or "\t" in block.text:
        return False
    rest = match["rest"].strip()
    return not (_SENTENCE.search(block.text) and len(rest) > 1) and not rest[:1].islower()
