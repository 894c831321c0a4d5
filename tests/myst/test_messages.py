"""What `check` says of each mistake, word for word: `golden/messages.txt`, which people read before they change it.

Written anew by `python tests/myst/test_messages.py`.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from mistakes import NOTES, PAGES, RIGHT, RIGHT_NOTES, UNPRINTED
from test_agreement import make, name_of, with_notes

from lesebuch.pipeline import read
from lesebuch.problems import Code, Problem

GOLDEN = Path(__file__).parent / "golden" / "messages.txt"


def said(problem: Problem) -> str:
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{problem.where} {problem.code}: {problem.message}{hint}"


def of_pages(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """A paragraph for each page: its title, and what is said of it."""
    problems = read(make(folder, dict(pages)))[1]
    paths = {title: f"docs/{name_of(title)}.md" for title in pages}
    told = [[title, *(said(p) for p in problems if p.where.path == path)] for title, path in paths.items()]
    rest = [said(p) for p in problems if p.where.path not in paths.values()]
    return ["\n".join(lines) for lines in [*told, ["elsewhere", *rest]]]


def everything(folder: Path) -> str:
    notes = [said(p) for p in read(with_notes(folder / "notes", NOTES.values()))[1]]
    parts = [
        *of_pages(folder / "pages", PAGES),
        *of_pages(folder / "unprinted", UNPRINTED),
        "\n".join(["notes", *notes]),
    ]
    return "\n\n".join(parts) + "\n"


def test_each_mistake_is_told_in_these_words(tmp_path: Path) -> None:
    assert everything(tmp_path).split("\n\n") == GOLDEN.read_text(encoding="utf-8").split("\n\n")


def test_of_what_is_right_nothing_is_said_but_what_is_not_printed(tmp_path: Path) -> None:
    problems = read(make(tmp_path / "pages", RIGHT))[1] + read(with_notes(tmp_path / "notes", RIGHT_NOTES))[1]
    expected = {Code.NOT_PRINTED, Code.UNUSED_ENTRY, Code.LIST_IN_TEXT, Code.NO_MARKUP}
    assert {problem.code for problem in problems} <= expected
    unclosed = [problem for problem in problems if problem.code is Code.NO_MARKUP]
    assert all("never closed" in problem.message for problem in unclosed)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(everything(Path(name)), encoding="utf-8")
