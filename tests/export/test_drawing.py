"""`lesebuch suggest quiz`: what is drawn up can be saved as it is printed, and its answers are true."""

from pathlib import Path
from shutil import copytree

import pytest

from lesebuch.cli.main import main
from lesebuch.editorial import read_quizzes
from lesebuch.model import QuestionKind
from lesebuch.pipeline import read

MINI = Path(__file__).parents[1] / "roots" / "mini"
PLACES = {
    "muehle": ("Mühle", "Eine Mühle mahlt Korn zu Mehl für das Brot der Leute. Mehr steht hier nicht."),
    "wehr": ("Wehr", "Ein Wehr staut das Wasser eines Flusses auf {cite}`x`."),
    "furt": ("Furt", "An der Furt kann man zu Fuß durch einen Fluss gehen."),
    "deich": ("Deich", "Der Deich schützt das Land dahinter vor dem hohen Wasser."),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A reader with four places that its texts mention, and four events."""
    root = copytree(MINI, tmp_path / "mini")
    for slug, (term, said) in PLACES.items():
        entry = f"---\nterm: {term}\nkind: concept\n---\n\n{said}\n"
        (root / "glossary" / f"{slug}.md").write_text(entry, encoding="utf-8")
    chronology = root / "corpus" / "chronology.md"
    events = [
        f"\n:::{{event}} {year}-05-0{n}\n:id: e{n}\n:at: leitung#p1\nEs geschieht zum Beispiel Nummer {n}.\n:::\n"
        for n, year in enumerate((1804, 1811, 1899, 1902), 1)
    ]
    told = "\n:::{event} 1850-05-09\n:id: e9\n:at: leitung#p1\nEs geschieht 1850, und das verrät die Antwort.\n:::\n"
    chronology.write_text(chronology.read_text(encoding="utf-8") + "".join(events) + told, encoding="utf-8")
    for chapter in ("brunnen", "ferry", "leitung"):
        path = root / "corpus" / f"{chapter}.md"
        kept = path.read_text(encoding="utf-8").split("\n:::{event}")
        path.write_text(kept[0] + "\n", encoding="utf-8")
    return root


def suggest(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["suggest", "quiz", *arguments, "--root", str(root)])
    return capsys.readouterr().out


def test_what_is_printed_can_be_saved_and_is_in_order(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = suggest(root, capsys)
    assert suggest(root, capsys) == out
    (root / "docs" / "quiz").mkdir()
    (root / "docs" / "quiz" / "drawn.yaml").write_text(out, encoding="utf-8")
    quizzes, problems = read_quizzes(root / "docs" / "quiz")
    assert problems == []
    reader, problems = read(root)
    assert [problem for problem in problems if "quiz" in problem.where.path] == []
    when = {event.body.text: event.when for event in reader.events}
    orderings = [q for q in quizzes["drawn"].questions if q.kind is QuestionKind.ORDERING]
    assert orderings
    for question in orderings:
        days = [when[text].earliest_day for text in question.order]
        assert days == sorted(days)
    choices = [q for q in quizzes["drawn"].questions if q.kind is QuestionKind.CHOICE]
    assert choices
    for question in choices:
        said = next(text for text in when if text in question.ask)
        assert question.right == (when[said].format("de"),)
    assert "1850" not in "".join(q.ask + "".join(q.order) for q in quizzes["drawn"].questions)


def test_the_file_into_which_a_quiz_is_written_is_empty_and_no_error(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs" / "quiz").mkdir()
    (root / "docs" / "quiz" / "drawn.yaml").touch()
    (root / "docs" / "quiz" / "wrong.yaml").write_text("title: 3\n", encoding="utf-8")
    assert main(["suggest", "quiz", "--root", str(root)]) == 1
    said = capsys.readouterr().err
    assert "drawn.yaml" not in said
    assert "wrong.yaml" in said


def test_no_event_no_entry_no_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "quiz", "ferry", "--root", str(MINI)]) == 2
    assert "too little" in capsys.readouterr().err


def test_definitions_are_a_sentence_without_the_term_and_without_works(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (root / "corpus").glob("*.md"):  # without texts nothing is mentioned, and all entries are taken
        if file.stem != "chronology":
            file.unlink()
    (root / "seeds" / "register.yaml").write_text("", encoding="utf-8")
    out = suggest(root, capsys)
    assert "Eine … mahlt Korn zu Mehl für das Brot der Leute." in out
    assert "Mehr steht" not in out
    assert "cite" not in out
    assert "[x]" not in out


def test_new_goes_with_events_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "quiz", "--new", "--root", str(MINI)]) == 2
    assert "--new goes with events" in capsys.readouterr().err
