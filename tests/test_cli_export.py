"""`lesebuch export`: the files beside the chapters, and what does not go together."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from lesebuch.cli.main import main

MINI = Path(__file__).parent / "roots" / "mini"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copytree(MINI, tmp_path / "mini")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "mini"


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_glossary_and_the_events_are_files_of_their_own(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [
        "export",
        "jsonl",
        "-o",
        "c.jsonl",
        "--glossary",
        "new/g.jsonl",
        "--events",
        "e.jsonl",
        "--root",
        str(root),
    ]
    for _ in range(2):  # what is ours may be written again
        assert main(command) == 0
        said = "Wrote c.jsonl: 3 chapters.\nWrote new/g.jsonl: 4 entries.\nWrote e.jsonl: 4 events.\n"
        assert capsys.readouterr().err == said
    assert ids(Path("c.jsonl")) == ["brunnen", "ferry", "leitung"]
    assert ids(Path("new/g.jsonl")) == ["brunnen", "hartmann", "salzau", "wasserwerk"]
    assert len(ids(Path("e.jsonl"))) == 4


def test_the_chapters_may_go_to_standard_output(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "jsonl", "-o", "-", "--events", "e.jsonl", "--root", str(root)]) == 0
    said = capsys.readouterr()
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == ["brunnen", "ferry", "leitung"]
    assert said.err == "Wrote e.jsonl: 4 events.\n"


def test_tei_is_one_file_or_a_folder(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for target, said in (("c.xml", "Wrote c.xml: 3 chapters.\n"), ("out", "Wrote 3 files into out.\n")):
        for _ in range(2):  # what is ours may be written again
            assert main(["export", "tei", "-o", target, "--root", str(root)]) == 0
            assert capsys.readouterr().err == said
    assert sorted(path.name for path in Path("out").iterdir()) == ["brunnen.xml", "ferry.xml", "leitung.xml"]
    assert main(["export", "tei", "-o", "-", "--edition", "public", "--root", str(root)]) == 0
    said = capsys.readouterr().out
    assert said.count("<TEI ") == 3
    assert "Rathaus" not in said
    assert "Rathaus" in Path("c.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tei", "-o", "chapters.jsonl"], "name a folder, or a file that ends in .xml"),
        (["tei", "-o", "a.xml", "--glossary", "g"], "go with jsonl"),
        (["tei", "-o", "mine.xml"], "is no export of ours"),
        (["myst", "-o", "out", "--glossary", "g"], "go with jsonl"),
        (["jsonl", "-o", "a", "--glossary", "a"], "each needs its own"),
        (["jsonl", "-o", "-", "--glossary", "a", "--events", "./a"], "each needs its own"),
        (["jsonl", "-o", "a", "--events", "mini"], "mini is no file"),
        (["jsonl", "-o", "a", "--events", "-"], "- is no file"),
        (["jsonl", "-o", "a", "--events", "mini/reader.toml"], "is no export of ours"),
        (["jsonl", "-o", "a", "--glossary", "chapters.jsonl"], "is no export of ours"),
    ],
)
def test_what_does_not_go_together_writes_nothing(
    root: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "jsonl", "-o", "chapters.jsonl", "--root", str(root)]) == 0
    Path("mine.xml").write_text("<TEI/>", encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert main(["export", *arguments, "--root", str(root)]) == 2
    assert said in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
