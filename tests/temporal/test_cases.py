"""The tagger against sentences of our own; what each holds is written by hand, see cases/README.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lesebuch.temporal import TimeExpression, tag

_CASES = Path(__file__).parent / "cases"
_MARK = re.compile(
    r"\[(?P<words>[^|\[\]]+)\|(?P<type>[A-Z]+) (?P<timex>\S+?)(?: (?P<mod>[A-Z_]+))?"
    r"\|(?P<edtf>-|\[[^\]]*\]|[^\]|]*)(?:\|(?P<anchor>ref|\d+))?\]"
)

Expected = tuple[int, int, str, str, str | None, str | None, str | int | None]


@dataclass(frozen=True)
class Case:
    file: str
    line: int
    language: str
    reference: str | None
    text: str
    expected: tuple[Expected, ...]
    known_failure: bool


def read_cases() -> Iterator[Case]:
    for path in sorted(_CASES.glob("*.txt")):
        reference: str | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("ref: "):
                reference = None if line == "ref: -" else line.removeprefix("ref: ")
            elif line and not line.startswith("#"):
                text, expected = _parse(line.removeprefix("FAIL "))
                yield Case(path.stem, number, path.stem[:2], reference, text, expected, line.startswith("FAIL "))


def _parse(line: str) -> tuple[str, tuple[Expected, ...]]:
    text, end, expected = "", 0, []
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        start = len(text)
        text += mark["words"]
        edtf = None if mark["edtf"] == "-" else mark["edtf"]
        anchor = {None: None, "ref": "reference"}.get(mark["anchor"], mark["anchor"])
        index = int(anchor) if anchor is not None and anchor.isdigit() else anchor
        expected.append((start, len(text), mark["type"], mark["timex"], mark["mod"], edtf, index))
        end = mark.end()
    return text + line[end:], tuple(expected)


def as_expected(found: TimeExpression) -> Expected:
    return found.start, found.end, found.type, found.timex, found.mod, found.edtf, found.anchor


CASES = list(read_cases())


def test_there_are_enough_sentences() -> None:
    assert len({case.text for case in CASES}) >= 300


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case.file}:{case.line}",
            marks=[pytest.mark.xfail(strict=True, reason="known to be wrong")] if case.known_failure else [],
        )
        for case in CASES
    ],
)
def test_case(case: Case) -> None:
    found = [as_expected(expression) for expression in tag(case.text, case.language, case.reference)]
    assert found == list(case.expected)
