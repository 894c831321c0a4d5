"""Each character that is lost is named, at its line and column; each line that is taken twice, too."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

import handmade
from lesebuch.editorial import coverage
from lesebuch.model import (
    Chapter,
    Dropped,
    Metadata,
    Outside,
    Passage,
    PassageKind,
    Registered,
    Rights,
    Run,
    Source,
    SourceSpan,
    Text,
)
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Where

REGISTER = Where("seeds/register.yaml", 4)


def text_of(raw: str) -> Text:
    return normalise(Source("a.txt", "", "text 1", raw))[0]


def registered(*outside: Outside) -> Registered:
    return Registered("a.txt", "", "text 1", "", Rights.OPEN, REGISTER, outside=outside)


def chapter(
    slug: str, first: int, last: int, spans: Sequence[tuple[int, int, int]] = (), file: str = "a.txt"
) -> Chapter:
    """A chapter that drops these stretches of the source: line, start, end."""
    dropped = tuple(Dropped("x", (SourceSpan(*span),)) for span in spans)
    where = Where(f"corpus/{slug}.md", 2)
    return handmade.chapter(slug=slug, file=file, first=first, last=last, where=where, dropped=dropped, available=False)


def said(raw: str, *chapters: Chapter, outside: Sequence[Outside] = ()) -> list[str]:
    problems = coverage([registered(*outside)], {"a.txt": text_of(raw)}, chapters)
    return [f"{p.where} {p.code.name}: {p.message}" for p in problems]


@pytest.mark.parametrize(
    ("line", "spans", "lost"),
    [
        ("abcd", [(0, 4)], []),
        ("abcd", [(0, 3)], [(4, "d")]),
        ("abcd", [(1, 4)], [(1, "a")]),
        ("abcd", [(0, 1), (2, 4)], [(2, "b")]),
        ("abcd", [(2, 4), (0, 1)], [(2, "b")]),
        ("abcd", [(0, 2), (2, 4)], []),
        ("abcd", [(0, 3), (1, 2), (3, 4)], []),
        ("abcd", [(0, 4), (1, 2)], []),
        ("abcd", [(1, 2)], [(1, "a"), (3, "cd")]),
        ("ab cd", [(0, 2), (3, 5)], []),
        ("  ab  cd  ", [(2, 4)], [(7, "cd")]),
        ("ab  .  cd", [(0, 2), (7, 9)], [(5, ".")]),
        ("a\tb", [(0, 1)], [(3, "b")]),
        ("a\u00adb", [(0, 1), (2, 3)], []),
        ("a\u00adb", [(0, 1)], [(3, "b")]),
        ("a\u00adb\u200bc", [(0, 1), (4, 5)], [(3, "b")]),
        ("u\u0308b", [(2, 3)], [(1, "u\u0308")]),
        ("au\u0308b", [(0, 2), (3, 4)], [(3, "\u0308")]),
    ],
)
def test_gaps_of_a_line(line: str, spans: list[tuple[int, int]], lost: list[tuple[int, str]]) -> None:
    found = said(f"x\n{line}", chapter("eins", 1, 2, [(1, 0, 1), *((2, *span) for span in spans)]))
    assert found == [f"a.txt:2:{column} LOST_TEXT: These words are in no chapter: “{words}”." for column, words in lost]


def test_passages_and_metadata_take_words_as_well() -> None:
    made = replace(
        chapter("eins", 1, 1, [(1, 4, 5)]),
        passages=(Passage("p1", PassageKind.LEAD, "ab", (Run(0, 2, 1, 0, 2),)),),
        metadata=(Metadata("url", (SourceSpan(1, 2, 4),)),),
    )
    assert said("abcde", made) == []
    assert said("abcdef", made) == ["a.txt:1:6 LOST_TEXT: These words are in no chapter: “f”."]


@pytest.mark.parametrize(
    ("raw", "spans", "outside", "lines"),
    [
        ("a\nb\nc", [(1, 0, 1), (2, 0, 1), (3, 0, 1)], [], []),
        ("a\nb\nc", [(2, 0, 1)], [], ["1 is from a", "3 is from c"]),
        ("a\n\nb", [], [], ["1-3 are from a"]),
        ("a\n  \n\u00a0\nb\nc\nd", [(5, 0, 1)], [], ["1-4 are from a", "6 is from d"]),
        ("  a  \nb", [(2, 0, 1)], [], ["1 is from a"]),
        ("a\nb\nc\nd", [(1, 0, 1)], [(2, 3)], ["4 is from d"]),
        ("a\nb\nc\nd", [(4, 0, 1)], [(2, 2)], ["1 is from a", "3 is from c"]),
        ("a\nb", [], [(1, 2)], []),
        ("a\nb\nc", [(1, 0, 1)], [(3, 3)], ["2 is from b"]),
    ],
)
def test_lines_that_nobody_takes(
    raw: str, spans: list[tuple[int, int, int]], outside: list[tuple[int, int]], lines: list[str]
) -> None:
    found = said(raw, chapter("eins", 9, 9, spans), outside=[Outside(*out, "x") for out in outside])
    expected = []
    for line in lines:
        numbers, verb, _, words = line.split(" ")
        some = "Line" if verb == "is" else "Lines"
        expected.append(
            f"a.txt:{numbers.split('-')[0]} LOST_TEXT: {some} {numbers} {verb} in no chapter, from “{words}” on."
        )
    assert found == expected


def test_hints_speak_of_one_line_or_of_more() -> None:
    problems = coverage([registered()], {"a.txt": text_of("a\nb\nc\nd")}, [chapter("x", 3, 3, [(3, 0, 1)])])
    assert [p.hint for p in problems] == [
        "Give them to a chapter, or list them under `outside` in seeds/register.yaml with a reason.",
        "Give it to a chapter, or list it under `outside` in seeds/register.yaml with a reason.",
    ]


def test_long_words_are_cut() -> None:
    made = chapter("eins", 1, 2, [(1, 0, 1)])
    assert said("a" + "b" * 40, made) == [f"a.txt:1:2 LOST_TEXT: These words are in no chapter: “{'b' * 40}”."]
    assert said("a" + "b" * 41, made) == [f"a.txt:1:2 LOST_TEXT: These words are in no chapter: “{'b' * 39}…”."]
    assert said("a\n" + "b" * 41, made) == [f"a.txt:2 LOST_TEXT: Line 2 is in no chapter, from “{'b' * 39}…” on."]


@pytest.mark.parametrize(
    ("ranges", "outside", "overlaps"),
    [
        ([(1, 2), (3, 4)], [], []),
        ([(1, 3), (3, 4)], [], [("c2", "Line 3 of a.txt is taken by c1 and by c2.")]),
        ([(3, 4), (1, 3)], [], [("c1", "Line 3 of a.txt is taken by c2 and by c1.")]),
        ([(1, 4), (2, 3)], [], [("c2", "Lines 2-3 of a.txt are taken by c1 and by c2.")]),
        ([(1, 4), (2, 2), (4, 5)], [], [
            ("c2", "Line 2 of a.txt is taken by c1 and by c2."), ("c3", "Line 4 of a.txt is taken by c1 and by c3.")]),
        ([(1, 2), (2, 5), (5, 6)], [], [
            ("c2", "Line 2 of a.txt is taken by c1 and by c2."), ("c3", "Line 5 of a.txt is taken by c2 and by c3.")]),
        ([(1, 3)], [(3, 4)], [("", "Line 3 of a.txt is taken by c1 and by `outside` (x).")]),
        ([(1, 3)], [(4, 4)], []),
        ([(2, 3)], [(1, 2)], [("c1", "Line 2 of a.txt is taken by `outside` (x) and by c1.")]),
        ([(1, 1), (1, 1)], [], [("c2", "Line 1 of a.txt is taken by c1 and by c2.")]),
    ],
)  # fmt: skip
def test_lines_that_are_taken_twice(
    ranges: list[tuple[int, int]], outside: list[tuple[int, int]], overlaps: list[tuple[str, str]]
) -> None:
    chapters = [chapter(f"c{number}", *lines) for number, lines in enumerate(ranges, 1)]
    made = registered(*(Outside(*lines, "x") for lines in outside))
    problems = coverage([made], {}, chapters)
    assert [(p.code, p.where, p.message) for p in problems] == [
        (Code.OVERLAP, Where(f"corpus/{slug}.md", 2) if slug else REGISTER, message) for slug, message in overlaps
    ]


def test_lines_that_the_source_does_not_have() -> None:
    found = coverage([registered(Outside(2, 2, "x"), Outside(2, 3, "y"))], {"a.txt": text_of("a\nb")}, [])
    assert [(p.code, p.where, p.message, p.hint) for p in found if p.code is Code.ANCHOR_NOT_FOUND] == [
        (
            Code.ANCHOR_NOT_FOUND, REGISTER, "`outside` names lines 2-3, but a.txt has 2.",
            "Correct the lines under `outside` of a.txt.",
        )
    ]  # fmt: skip


def test_each_source_is_judged_by_its_own_chapters() -> None:
    other = replace(registered(), file="b.txt")
    texts = {"a.txt": text_of("a"), "b.txt": text_of("b\nc")}
    chapters = [chapter("eins", 1, 1, [(1, 0, 1)]), chapter("zwei", 1, 1, [(1, 0, 1)], "b.txt")]
    found = coverage([registered(), other], texts, chapters)
    assert [str(p.where) for p in found] == ["b.txt:2"]
    assert coverage([registered(), other], {}, chapters) == []
