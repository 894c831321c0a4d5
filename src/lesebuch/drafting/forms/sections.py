"""Headings that count: paragraphs and articles of a law, numbered chapters."""

import re
from collections.abc import Sequence

from lesebuch.drafting.forms.runs import Run, runs_of
from lesebuch.drafting.proposal import Form, Looked, SourceLine, is_open

_SECTION = re.compile(
    r"(?P<word>§|art(?:ikel|icle|\.)?|статья|стаття|глава|розділ|раздел|kapitel|chapter|chapitre|abschnitt|section|teil|part(?:ie)?|buch|book|livre|titel|title|titre|anhang|"
    r"anlage|annex|appendix|第)\s*(?P<number>\d{1,4}|[IVXLC]{1,7}|[一二三四五六七八九十百零]{1,6})(?P<letter>[a-z]?)(?=$|[\s.:,–—)\-章条節节])(?P<rest>.*)",
    re.IGNORECASE,
)
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
    return {block.number: Form("heading") for block in several if block is not blocks[-1]}, []


def _may_be_heading(run: Run, match: re.Match[str]) -> bool:
    block = run.blocks[0]
    if not is_open(block) or block.wrapped or len(block.text) > _LONGEST or "\t" in block.text:
        return False
    rest = match["rest"].strip()
    return not (_SENTENCE.search(block.text) and len(rest) > 1) and not rest[:1].islower()
