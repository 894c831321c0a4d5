"""Mistakes that editors make: each is one error that names its place, and not a dozen that follow from it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lesebuch.pipeline import read
from lesebuch.problems import Severity

MINI = Path(__file__).parent / "roots" / "mini"
CHAPTER = "corpus/leitung.md"
BOOKS = "docs/references.bib"
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
    "a part of a work that is not listed": (
        BOOKS, lambda data: data + b"@incollection{a, title = {x}, crossref = {bote-1998}}\n", f"{BOOKS}:", "names `bote-1998` as the work",
    ),
    "German names of fields": (
        BOOKS, lambda data: data + b"@book{a, titel = {x}, editor = {X}, year = 1}\n", f"{BOOKS}:", "no `title`, but `titel`",
    ),
    "a note in a note": (
        CHAPTER, lambda data: data + FIRST.encode() + FIRST.encode() + b":::\n\n:::\n", "corpus/leitung.md:", "before the next one begins",
    ),
    "no reason for what is dropped": (
        CHAPTER, lambda data: data.replace(b"is: byline", b"is: drop"), "corpus/leitung.md:", "needs `reason: …`",
    ),
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


def test_a_file_in_the_place_of_a_folder_is_one_error(root: Path) -> None:
    shutil.rmtree(root / "corpus")
    (root / "corpus").write_text("", encoding="utf-8")
    reader, problems = read(root)
    assert [(str(problem.where), problem.code.name) for problem in problems] == [("corpus", "UNREADABLE")]
    assert not reader.chapters


def test_a_register_that_is_gone_is_one_error(root: Path) -> None:
    (root / "seeds" / "register.yaml").unlink()
    errors = [problem for problem in read(root)[1] if problem.severity is Severity.ERROR]
    assert [(str(problem.where), problem.code.name) for problem in errors] == [
        ("seeds/register.yaml", "UNREGISTERED_SOURCE")
    ]


def test_what_macos_puts_beside_a_file_is_no_chapter(root: Path) -> None:
    before = read(root)
    for folder in ("corpus", "glossary"):
        (root / folder / "._a.md").write_bytes(b"\0")
    assert read(root) == before


@pytest.mark.parametrize(
    ("file", "text", "where"),
    [
        ("index.md", "# A\n\n```{toctre}\nb\n```\n", "docs/index.md:3"),
        ("conf.py", "a = [\n", "docs/conf.py:1"),
        ("quiz/q.yaml", "title: x\nquestions:\n- {kind: choice, ask: x, right: x, wrong: [y]}\n", "docs/quiz/q.yaml:3"),
    ],
)
def test_one_mistake_on_the_site_is_one_error(root: Path, file: str, text: str, where: str) -> None:
    docs = root / "docs"
    (docs / "quiz").mkdir()
    (docs / "conf.py").write_text('extensions = ["lesebuch"]\n', encoding="utf-8")
    (docs / "index.md").write_text("# A\n\n```{toctree}\n:glob:\nb\n*/*\n```\n", encoding="utf-8")
    (docs / "b.md").write_text("# B\n\n```{bibliography}\n```\n", encoding="utf-8")
    assert not [problem for problem in read(root)[1] if problem.severity is Severity.ERROR]
    (docs / file).write_text(text, encoding="utf-8")
    assert [str(p.where) for p in read(root)[1] if p.severity is Severity.ERROR] == [where]


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
