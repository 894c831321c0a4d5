"""`lesebuch status`: what there is, and what is open."""

import json
import shutil
from pathlib import Path

import pytest

from lesebuch.cli.main import main
from lesebuch.editing.status import QUESTIONS, status
from lesebuch.pipeline import read

MINI = Path(__file__).parents[1] / "roots" / "mini"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    monkeypatch.chdir(folder)
    return folder


def names(root: Path) -> dict[str, list[str]]:
    return {key: [item.name for item in items] for key, items in status(read(root)[0]).items()}


def test_what_is_open_is_named(root: Path) -> None:
    assert names(root) == {
        "drafts": ["leitung", "ferry"],
        "no-text": [],
        "no-head-note": [],
        "no-notes": [],
        "passages-without-note": ["leitung#p1", "leitung#p3", "ferry#p2", "ferry#p3"],
        "bare-passages": [],
        "passages-without-task": ["brunnen#p1", "brunnen#p3", "leitung#p3", "ferry#p1", "ferry#p2", "ferry#p3"],
        "no-events": [],
        "no-date": ["ferry"],
        "notes-without-reference": ["brunnen#p1-das-rad", "brunnen#c1", "ferry#p1-the-well-ran-dry"],
        "events-without-reference": ["brunnen-versiegt", "brunnen-offen", "leitung-plan", "leitung-fertig"],
        "entries-without-mention": [],
        "entries-without-reference": ["brunnen", "salzau", "wasserwerk"],
        "older-extractor": ["brunnen.txt", "leitung.txt", "ferry.md"],
    }
    assert list(names(root)) == [question.key for question in QUESTIONS]


def test_it_follows_what_is_done(root: Path) -> None:
    path = root / "corpus" / "leitung.md"
    text = path.read_text(encoding="utf-8").replace("status: draft", "status: reviewed")
    head = "Ein Bericht aus der Sicht des Wasserwerks."
    path.write_text(text.replace(head, "").split(":::")[0], encoding="utf-8")
    (root / "corpus" / "chronology.md").unlink()
    (root / "glossary" / "neu.md").write_text("---\nterm: Nirgends\nkind: place\n---\n\nEin Ort.\n", encoding="utf-8")
    (root / "seeds" / "brunnen.txt").unlink()
    now = names(root)
    assert now["drafts"] == ["ferry"]
    assert now["no-head-note"] == now["no-notes"] == ["leitung"]
    assert now["no-events"] == ["leitung", "ferry"]
    assert now["no-text"] == ["brunnen"]
    assert "neu" in now["entries-without-mention"]


def test_for_people_and_for_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["counts"]["chapters"] == 3
    assert said["open"]["drafts"][0] == {"name": "leitung", "path": "corpus/leitung.md", "line": 2}
    assert main(["status"]) == 0
    shown = capsys.readouterr().out
    assert "Chapters that are drafts" in shown
    for what, one in {"entries": "entry", "assignments": "assignment", "reviewed": "reviewed"}.items():
        number = said["counts"][what]
        assert f", {number} {one if number == 1 else what}," in shown
    assert any(number == 1 for number in said["counts"].values())
    (root / "corpus" / "ferry.md").write_text("kaputt", encoding="utf-8")
    assert main(["status"]) == 0
    assert "lesebuch check" in capsys.readouterr().out
