"""Mistakes that editors make: each is one error that names its place, and not a dozen that follow from it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lesebuch.pipeline import read
from lesebuch.problems import Severity

MINI = Path(__file__).parent / "roots" / "mini"
CHAPTER = "corpus/leitung.md"
FIRST = "\n:::{annotation} p1\n:kind: context\nEin Wort.\n"

Spoil = Callable[[bytes], bytes]
MISTAKES: dict[str, tuple[str, Spoil, str, str]] = {
    "the end of a note is missing before another note": (
        CHAPTER, lambda data: data + FIRST.encode() + FIRST.encode() + b":::\n", "corpus/leitung.md:", "before the next one begins",
    ),
    "the end of the last note is missing": (CHAPTER, lambda data: data + FIRST.encode(), "corpus/leitung.md:", "never closed"),
    "a tab": (CHAPTER, lambda data: data.replace(b"\ntitle:", b"\n\ttitle:"), "corpus/leitung.md:", "a tab"),
    "no end of the front matter": (
        CHAPTER, lambda data: data.replace(b"\n---\n", b"\n"), "corpus/leitung.md:1", "The front matter has no end",
    ),
    "an end amid the front matter": (
        CHAPTER, lambda data: data.replace(b"\ntitle:", b"\n---\ntitle:"), "corpus/leitung.md:3", "and more of it follows",
    ),
    "saved as UTF-16": (CHAPTER, lambda data: data.decode().encode("utf-16"), "corpus/leitung.md", "not UTF-8"),
    "the register has a tab": ("seeds/register.yaml", lambda data: data + b"\t- file: a.txt\n", "seeds/register.yaml:", "a tab"),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_error(root: Path, name: str) -> None:
    file, spoil, place, words = MISTAKES[name]
    path = root / file
    path.write_bytes(spoil(path.read_bytes()))
    _, problems = read(root)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert [problem.code.name for problem in errors] == [errors[0].code.name], errors
    assert str(errors[0].where).startswith(place)
    assert words in errors[0].message


FAULTS = {
    CHAPTER: b"\n:::{annotation} p99\n:kind: context\nEin Wort.\n:::\n",
    "corpus/chronology.md": b"\n:::{event} 2020\n:id: neu\n{pasage}`x`\n:::\n",
    "corpus/passages.lock": b"no line of a lock file\n",
    "glossary/brunnen.md": b"\n\nEin {entry}`fehlt`.\n",
    "docs/assignments/rundgang.md": b"\n\n{passage}`brunnen#p99`\n",
    "docs/references.bib": b"@misc{bote-1998-rat, title = {x}}\n",
    "seeds/register.yaml": b"\n- file: x.txt\n  rigths: open\n",
    "reader.toml": b"\nno-option = 1\n",
}
"""A fault at the end of each file that people write, so that the line of the problem tells whether lines are counted."""


@pytest.mark.parametrize("file", FAULTS)
@pytest.mark.parametrize(
    "saved",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    ],
    ids=["byte order mark", "Windows line ends", "line ends of old Macs", "both of Windows"],
)
def test_what_editors_of_other_systems_add_does_no_harm(root: Path, file: str, saved: Spoil) -> None:
    path = root / file
    clean, path_data = read(root)[1], path.read_bytes()
    path.write_bytes(saved(path_data))
    assert read(root)[1] == clean
    path.write_bytes(path_data + FAULTS[file])
    before = read(root)[1]
    path.write_bytes(saved(path_data + FAULTS[file]))
    assert read(root)[1] == before
    assert before != clean
