"""What `check` passes is built, and what fails a build `check` names: both are asked about the same small mistakes.

All mistakes stand in one reader, each on a page (in a note, an entry, an event) of its own, so that one build tells of all.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mistakes import MARK, NOTES, PAGES, RIGHT, RIGHT_NOTES, UNPRINTED

from lesebuch.cli.main import main
from lesebuch.pipeline import read
from lesebuch.problems import Severity

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360606000000004"
    "0001f61738550000000049454e44ae426082"
)
ABOUT = "# Über uns\n\n(about-label)=\n## Ein Teil\n\n(auf-zwei-seiten)=\n## Noch einer\n"
KINDS = ("annotation", "entry", "event")
RIGHT_IN_ENTRIES = {list(NOTES).index("link of a note as from the start page")}
"""The glossary's page lies beside the start page."""


@dataclass
class Answers:
    """By page: the lines that each names."""

    checked: dict[str, list[str]] = field(default_factory=dict)
    warned: dict[str, list[str]] = field(default_factory=dict)
    built: dict[str, list[str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    """What a build says of no page."""


def name_of(title: str) -> str:
    return "m-" + re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if MARK in line)


def make(folder: Path, pages: dict[str, str]) -> Path:
    root = folder / "reader"
    assert main(["new", str(root)]) == 0
    docs = root / "docs"
    (docs / "files").mkdir()
    (docs / "files" / "plan.pdf").write_bytes(b"%PDF-1.4\n")
    (docs / "files" / "teil.txt").write_text("Ein Satz.\n", encoding="utf-8")
    for name in ("ok.png", "zwei worte.png"):
        (docs / name).write_bytes(PICTURE)
    (docs / "about.md").write_text(ABOUT, encoding="utf-8")
    for title, text in pages.items():
        (docs / f"{name_of(title)}.md").write_text(text.replace(MARK, ""), encoding="utf-8")
    start = docs / "index.md"
    listed = "references\nabout\n" + "".join(f"{name_of(title)}\n" for title in pages)
    start.write_text(start.read_text(encoding="utf-8").replace("references\n", listed), encoding="utf-8")
    return root


def ask(root: Path, builder: str = "html") -> Answers:
    answers = Answers()
    for problem in read(root)[1]:
        page = problem.where.path.removeprefix("docs/").removesuffix(".md")
        said = answers.checked if problem.severity is Severity.ERROR else answers.warned
        said.setdefault(page, []).append(str(problem.where.line))
    # Without what the extension reports of the same check: Sphinx, myst-parser and our roles shall speak for themselves.
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "--no-color", "-b", builder]
    command += ["-D", "lesebuch_report=0", "-D", "lesebuch_edition=class", str(root / "docs"), str(root / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in done.stderr.splitlines():
        if match := re.match(r".*?/(?:reader|docs)/([\w/-]+)\.md(?::(\d*))?: (?:WARNING|ERROR|CRITICAL)", line):
            answers.built.setdefault(match[1].removeprefix("docs/"), []).append(match[2] or "")
        else:
            answers.rest.append(line)
    assert (done.returncode != 0) == bool(answers.built or answers.rest), done.stderr
    return answers


@pytest.fixture(scope="session")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return ask(make(tmp_path_factory.mktemp("wrong"), PAGES))


@pytest.fixture(scope="session")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("right"), RIGHT)


@pytest.mark.parametrize("title", PAGES)
def test_a_mistake_fails_the_build_and_is_named_by_check(wrong: Answers, title: str) -> None:
    page = name_of(title)
    assert wrong.built.get(page), "the build says nothing"
    assert wrong.checked.get(page) == [str(line_of(PAGES[title]))]


def test_what_is_right_passes_both(right: Path) -> None:
    answers = ask(right)
    assert answers.checked == {}
    assert answers.built == {}
    assert answers.rest == []


@pytest.mark.parametrize("builder", ["html", "typst"])
def test_what_the_book_does_not_print_is_a_warning(tmp_path: Path, builder: str) -> None:
    answers = ask(make(tmp_path, UNPRINTED), builder)
    assert answers.checked == {}
    lines = {name_of(title): [str(line_of(text))] for title, text in UNPRINTED.items()}
    assert {page: found for page, found in answers.warned.items() if page.startswith("m-")} == lines
    assert set(answers.built) == (set() if builder == "html" else set(lines))


def annotation(number: int, text: str) -> str:
    return f":::::{{annotation}} p{number % 3 + 1}\n:kind: context\n:id: n{number}\n{text}:::::\n\n"


def with_notes(folder: Path, texts: Iterable[str]) -> Path:
    """A reader that says each text in an annotation, an entry and an event."""
    root = make(folder, {})
    chapter, events = root / "corpus" / "urheberrecht.md", root / "corpus" / "chronology.md"
    for number, text in enumerate(texts):
        clean = text.replace(MARK, "")
        with chapter.open("a", encoding="utf-8") as stream:
            stream.write("\n" + annotation(number, clean))
        entry = f"---\nterm: Begriff {number}\nkind: concept\n---\n\n{clean}"
        (root / "glossary" / f"e{number}.md").write_text(entry, encoding="utf-8")
        with events.open("a", encoding="utf-8") as stream:
            stream.write(f"\n:::::{{event}} 200{number}\n:id: ev{number}\n{clean}:::::\n")
    return root


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return ask(with_notes(tmp_path_factory.mktemp("notes"), NOTES.values()))


def test_what_is_right_in_notes_passes_both(tmp_path: Path) -> None:
    answers = ask(with_notes(tmp_path, RIGHT_NOTES))
    assert answers.checked == {}
    assert answers.built == {}
    assert answers.rest == []


@pytest.mark.parametrize("kind", KINDS)
def test_mistakes_in_what_chapters_entries_and_events_say(notes: Answers, kind: str) -> None:
    count = len(NOTES)
    if kind == "entry":
        for number, text in enumerate(NOTES.values()):
            line = str(line_of(text) + 5)
            page = f"glossary/e{number}"
            assert notes.checked.get(page, []) == ([] if number in RIGHT_IN_ENTRIES else [line]), text
            assert bool(notes.built.get(page)) == (number not in RIGHT_IN_ENTRIES), text
        return
    page = "corpus/urheberrecht" if kind == "annotation" else "corpus/chronology"
    assert len(notes.checked[page]) >= count - 2
    # The build names the first line of a paragraph, and says some things twice: what counts is that both see as much.
    assert set(notes.checked[page]) == set(notes.built[page])


def test_sphinx_says_each_mistake_once(tmp_path: Path) -> None:
    root = make(tmp_path, {"x": "# A\n\n{pasage}`x` und [x](nirgends.md)\n\n![Bild](nirgends.png)\n"})
    command = [sys.executable, "-m", "sphinx", "-q", "--no-color", "-b", "html", str(root / "docs"), str(root / "out")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert said.count("pasage") == said.count("nirgends.md") == said.count("nirgends.png") == 1
