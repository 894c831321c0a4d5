"""Slips in YAML, TOML and BibTeX, and what git leaves of a merge: each is told at its place, in words that help."""

import shutil
from pathlib import Path

import pytest

from lesebuch.config import read_config
from lesebuch.editorial.documents import read_references
from lesebuch.pipeline import read
from lesebuch.problems import Code, Severity
from lesebuch.textfile import read_text
from lesebuch.yamlfile import load

MINI = Path(__file__).parent / "roots" / "mini"

YAML = {
    "a colon without a space": ("title:Wasser\nlanguage: de\n", 1, "without a space"),
    "a colon without a space, last": ("language: de\ntitle:Wasser\n", 2, "no key with a value"),
    "a tab": ("list:\n\t- a\n", 2, "a tab"),
    "a tab behind an item": ("list:\n  - a\n\t- b\n", 3, "a tab"),
    "a no-break space before an item": ("a: b\nlist:\n  - {a: b}\n\xa0\xa0- {a: b}\n", 4, "no ordinary space"),
    "a no-break space behind a colon": ("a:\xa0b\nc: d\n", 1, "no ordinary space"),
    "an item further left": ("list:\n  - a\n - b\nc: d\n", 3, "indented otherwise"),
    "an item further right": ("list:\n  - {a: b}\n    - {a: b}\n", 3, "indented otherwise"),
    "a brace": ("list:\n  - {a: b\nstatus: c\n", 2, "opens here and is not closed"),
    "a bracket": ("names: [a, b\nc: d\ne: f\n", 1, "opens here and is not closed"),
    "a number sign in brackets": ("c: d\nsee: [a #b]\n", 2, "opens here and is not closed"),
    "a quotation mark": ("a: b\ntitle: 'Wasser\nc: d\n", 2, "a quotation mark that opens here"),
    "quotation marks within each other": ('a: b\ntitle: "Das "Wasser" fehlt"\n', 2, "behind a closing quotation mark"),
    "an apostrophe": ("title: 'l'eau'\n", 1, "behind a closing quotation mark"),
    "a backslash": ('title: "a\\q"\n', 1, "a backslash"),
    "a list behind a key": ("list: - a\n", 1, "a list that begins behind a key"),
    "a sign that YAML keeps": ("title: @a\n", 1, "keeps for itself"),
    "a second colon": ("title: Wasser: ein Streit\n", 1, "a second colon"),
    "a bracket that begins a value": ("title: ]a\n", 1, "where a value begins"),
}

TOML = {
    "no quotation marks": ('date = "2020"\ntitle = Wasser\n', 2, "without quotation marks"),
    "curly quotation marks": ("title = “Wasser”\n", 1, "curly"),
    "a colon": ('title: "Wasser"\n', 1, "without `=`"),
    "a quotation mark is missing": ('title = "Wasser\ndate = "2020"\n', 1, "not closed"),
    "quotation marks within each other": ('title = "Das "Wasser" fehlt"\n', 1, "behind the end of a value"),
    "a bracket": ('editors = ["Ada"\ntitle = "x"\n', 2, "a bracket"),
    "an option twice": ('title = "a"\ntitle = "b"\n', 2, "twice"),
    "a line of words": ('title = "a"\n- b\n', 2, "`=`"),
}


@pytest.mark.parametrize("name", YAML)
def test_slips_in_yaml(name: str) -> None:
    text, line, words = YAML[name]
    block, problems = load(text, "a.yaml")
    assert block is None
    (problem,) = problems
    assert problem.where.line == line
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize("name", TOML)
def test_slips_in_toml(tmp_path: Path, name: str) -> None:
    text, line, words = TOML[name]
    (tmp_path / "reader.toml").write_text(text, encoding="utf-8")
    _, problems = read_config(tmp_path / "reader.toml")
    (problem,) = [problem for problem in problems if problem.code is Code.BAD_TOML]
    assert problem.where.line == line
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("@book{a,\n  title = {x}\n  year = {2000},\n}\n", 3, "a comma is missing before this line"),
        ("@book{a,\n  title = {x},\n}\n@book{b,\n  title = {x,\n}\n@book{c,\n  title = {x},\n}\n", 4, "of `b` is not closed"),
    ],
)  # fmt: skip
def test_slips_in_bibtex(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "a.bib").write_text(text, encoding="utf-8")
    _, (problem,) = read_references(tmp_path, ["a.bib"])
    assert problem.where.line == line
    assert words in problem.message


CONFLICT = "a\n<<<<<<< HEAD\nb\nc\n{middle}=======\nd\n>>>>>>> branch\ne\n"


@pytest.mark.parametrize("middle", ["", "||||||| 1a2b3c4\nx\n"], ids=["two versions", "and the common one"])
def test_of_two_versions_the_first_is_read_and_lines_keep_their_numbers(tmp_path: Path, middle: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(CONFLICT.format(middle=middle), encoding="utf-8")
    text, (problem,) = read_text(path, "a.md")
    assert text is not None
    assert [line for line in text.split("\n") if line] == ["a", "b", "c", "e"]
    assert text.split("\n")[2] == "b"
    assert text.count("\n") == path.read_text(encoding="utf-8").count("\n")
    assert problem.code is Code.MERGE_CONFLICT
    assert problem.where.line == 2


@pytest.mark.parametrize("text", ["=======\n", "<<<<<<< a\nb\n", "Titel\n=======\n\n>>>>>>> b\n"])
def test_what_only_looks_like_a_part_of_it_is_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert read_text(tmp_path / "a.md", "a.md") == (text, [])


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("corpus/brunnen.md", "status: reviewed"),
        ("corpus/leitung.md", ":kind: comparison"),
        ("corpus/chronology.md", ":id: leitung-fertig"),
        ("corpus/passages.lock", None),
        ("glossary/brunnen.md", "kind: concept"),
        ("docs/assignments/rundgang.md", None),
        ("docs/references.bib", None),
        ("seeds/register.yaml", "  rights: open"),
        ("reader.toml", 'language = "de"'),
    ],
)
def test_a_merge_that_git_left_open_is_told_once_in_each_file(tmp_path: Path, file: str, line: str | None) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    path = root / file
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index(line) if line else len(lines) - 1
    doubled = ["<<<<<<< HEAD", lines[at], "=======", f"{lines[at]}x", ">>>>>>> other"]
    path.write_text("\n".join([*lines[:at], *doubled, *lines[at + 1 :], ""]), encoding="utf-8")
    errors = [problem for problem in read(root)[1] if problem.severity is Severity.ERROR]
    assert [(problem.code, str(problem.where)) for problem in errors] == [(Code.MERGE_CONFLICT, f"{file}:{at + 1}")]
