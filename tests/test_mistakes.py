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


@pytest.mark.parametrize("file", [CHAPTER, "seeds/register.yaml", "reader.toml"])
@pytest.mark.parametrize(
    "saved",
    [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")],
    ids=["byte order mark", "Windows line ends"],
)
def test_what_editors_of_windows_add_does_no_harm(root: Path, file: str, saved: Spoil) -> None:
    before = read(root)[1]
    path = root / file
    path.write_bytes(saved(path.read_bytes()))
    assert read(root)[1] == before
