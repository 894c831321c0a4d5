"""docs/quiz/*.yaml: what is read, and what `check` says of it, with its line."""

import json
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from jsonschema import Draft202012Validator

from lesebuch.editorial import read_quizzes
from lesebuch.pipeline import read
from lesebuch.schema import schema

MINI = Path(__file__).parents[1] / "roots" / "mini"
GOOD = """title: Wasser
assignment: rundgang
questions:
  - kind: choice
    ask: Wann wird der Brunnen gebaut?
    right: [1890]
    wrong: [1950, nie]
    why: So steht es im Text.
    see: [brunnen#p1, leitung]
  - kind: matching
    ask: Was gehört zusammen?
    pairs:
      - {this: Salz, that: ein Fluss}
      - {this: Salzau, that: ein Ort}
  - kind: ordering
    ask: Was kam zuerst?
    order: [Brunnen, Leitung, Werk]
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "wasser.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_all_three_kinds_are_read(tmp_path: Path) -> None:
    quizzes, problems = read_quizzes(folder(tmp_path, GOOD))
    assert problems == []
    choice, matching, ordering = quizzes["wasser"].questions
    assert (choice.right, choice.wrong, choice.why) == (("1890",), ("1950", "nie"), "So steht es im Text.")
    assert [str(at) for at in choice.see] == ["brunnen#p1", "leitung"]
    assert matching.pairs == (("Salz", "ein Fluss"), ("Salzau", "ein Ort"))
    assert ordering.order == ("Brunnen", "Leitung", "Werk")
    assert ordering.where.line == 16


def test_the_schema_takes_what_check_takes() -> None:
    validator = Draft202012Validator(json.loads(schema("quiz")))
    assert list(validator.iter_errors(yaml.safe_load(GOOD))) == []
    for old, new in (("right: [1890]", "richtig: [1890]"), ("order: [", "right: ["), ("kind: choice", "kind: essay")):
        assert list(validator.iter_errors(yaml.safe_load(GOOD.replace(old, new))))


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("kind: choice", "kind: essay", 4, "`kind: essay` is not known"),
        ("    right: [1890]\n", "", 4, "`kind: choice` needs `right: …`"),
        ("    right: [1890]", "    richtig: [1890]", 6, "`richtig` is no key of a question"),
        ("wrong: [1950, nie]", "wrong: [1890, nie]", 7, "`1890` stands here twice"),
        ("wrong: [1950, nie]", "wrong: []", 7, "where `kind` is choice; it has 0."),
        ("wrong: [1950, nie]", 'wrong: ["", nie]', 7, "An item of `wrong` is empty"),
        ("that: ein Ort", "that: ein Fluss", 12, "`ein Fluss` stands here twice"),
        ("order: [Brunnen, Leitung, Werk]", "order: [Brunnen]", 17, "where `kind` is ordering; it has 1."),
        ("order: [Brunnen", "right: [Brunnen", 17, "`right` belongs to `kind: choice`, not to `kind: ordering`"),
        ("title: Wasser", "title: [a]", 1, "`title` must be a text"),
    ],
)
def test_a_fault_is_said_with_its_line_and_its_question_left_out(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in GOOD
    quizzes, problems = read_quizzes(folder(tmp_path, GOOD.replace(old, new)))
    found = [problem for problem in problems if said in problem.message]
    assert [(problem.where.path, problem.where.line) for problem in found] == [("docs/quiz/wasser.yaml", line)]
    assert len(quizzes["wasser"].questions) == (3 if old.startswith("title") else 2)


def test_what_it_names_must_be_there(tmp_path: Path) -> None:
    root = copytree(MINI, tmp_path / "mini")
    (root / "docs" / "quiz").mkdir()
    wrong = GOOD.replace("rundgang", "umweg").replace("brunnen#p1, leitung", "brunnen#p99, leitung")
    (root / "docs" / "quiz" / "wasser.yaml").write_text(wrong, encoding="utf-8")
    _, problems = read(root)
    said = {(problem.where.line, str(problem.code)) for problem in problems if "quiz" in problem.where.path}
    assert {line for line, _ in said} == {2, 9}
