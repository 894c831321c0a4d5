"""What must hold for any text."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from replaying import replay

from lesebuch.model import Source, Text, locate
from lesebuch.normalise import normalise
from lesebuch.normalise.characters import CHANGED

TRICKY = st.sampled_from(
    "\r\n\t \u00a0\u00ad\u200b\u200c\u200d\ufeff\u0308\u0327\u0302uäa\u212b\u2028\x00\x85\u200fשب각न्\u0958👩👧x\u3000"
)
ANY = st.text(st.one_of(TRICKY, st.characters(exclude_categories=["Cs"])), max_size=60)


def text_of(raw: str) -> Text:
    text, problems = normalise(Source("x.txt", "", "text 1", raw))
    assert not problems
    return text


def raw_lines(raw: str) -> list[str]:
    lines = raw.split("\n")
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


@given(ANY)
@example("u\u00ad\u0308 \u00a0")
@example("a\u0327\u0302")
@example(" \r\r\n \u00a0x\r")
def test_edits_replay_and_every_character_is_accounted_for(raw: str) -> None:
    text = text_of(raw)
    assert [line.number for line in text.lines] == list(range(1, len(raw_lines(raw)) + 1))
    for line, source in zip(text.lines, raw_lines(raw), strict=True):
        edits = [edit for edit in text.edits if edit.line == line.number]
        assert replay(source, edits) == line.text
        covered = {c for e in edits for c in range(e.start, e.end)}
        covered |= {c for r in line.runs for c in range(r.column, r.column + r.width)}
        assert covered == set(range(len(source)))


@given(ANY)
@example("u\u00ad\u0308 \u00a0")
def test_every_character_maps_back(raw: str) -> None:
    text = text_of(raw)
    for line, source in zip(text.lines, raw_lines(raw), strict=True):
        assert sum(run.length for run in line.runs) == len(line.text)
        for index, character in enumerate(line.text):
            (span,) = locate(line.runs, index, index + 1)
            assert span.line == line.number
            assert 0 <= span.start < span.end <= len(source)
            there = source[span.start : span.end]
            kept = unicodedata.normalize("NFC", CHANGED.sub("", there))
            assert character == " " or character in there or character in kept


@given(ANY)
def test_lines_are_composed_trimmed_and_normal(raw: str) -> None:
    lines = [line.text for line in text_of(raw).lines]
    for line in lines:
        assert unicodedata.is_normalized("NFC", line)
        assert line.strip(" ") == line
        assert not set(line) & set("\r\t\n\u00a0\u00ad\u200b\ufeff\x00\x85\u2028")


@given(ANY)
def test_twice_is_once(raw: str) -> None:
    once = text_of(raw)
    again = text_of("\n".join(line.text for line in once.lines))
    assert [line.text for line in again.lines][: len(once.lines)] == [line.text for line in once.lines][
        : len(again.lines)
    ]
    assert not any(edit.rule in ("compose", "trim") for edit in again.edits)
