"""The command line as a person meets it."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lesebuch.cli import check
from lesebuch.cli.main import COMMANDS, main

MINI = Path(__file__).parent / "roots" / "mini"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    monkeypatch.chdir(root / "docs")
    return root


def test_commands_are_listed_and_sorted(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    names = [command.name for command in COMMANDS]
    assert names == sorted(names)
    assert all(command.help in out for command in COMMANDS)


def test_help_imports_no_stage() -> None:
    code = (
        "import sys\nfrom lesebuch.cli.main import main\n"
        "try:\n main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith('lesebuch.') and m.count('.') == 1], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "['lesebuch.cli']"


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_each_help_has_an_example_and_fits_a_terminal(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    said = capsys.readouterr().out
    assert f"\nexample: lesebuch {name}" in said
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["check", "--nonsense"], ["export", "jsonl"], ["export", "pdf", "-o", "x"]]
)
def test_wrong_use_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    assert "usage: lesebuch" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("lesebuch ")


def test_no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "There is no reader.toml here or in a folder above." in capsys.readouterr().err
    assert main(["check", "--root", str(tmp_path)]) == 2
    assert f"There is no reader.toml in {tmp_path}." in capsys.readouterr().err


def test_interruption_is_130(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert root

    def interrupt(_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "run", interrupt)
    assert main(["check"]) == 130
    assert capsys.readouterr().err == "Interrupted.\n"


def test_interruption_while_a_command_is_imported_is_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lesebuch.cli.main.import_module", interrupt)
    assert main(["check"]) == 130
    assert capsys.readouterr().err == "Interrupted.\n"


def test_the_root_is_found_upwards_and_places_are_seen_from_here(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "glossary" / "brunnen.md").unlink()
    assert main(["check"]) == 1
    assert "../corpus/ferry.md:18:7: error: There is no glossary entry `brunnen`." in capsys.readouterr().out


def test_export_jsonl(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "out.jsonl"
    assert main(["export", "jsonl", "-o", str(target)]) == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["brunnen", "ferry", "leitung"]
    capsys.readouterr()
    assert main(["export", "jsonl", "-o", "-", "--edition", "public", "--root", str(root)]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 3
    assert "Rathaus" not in out


def test_export_myst(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert root
    folder = tmp_path / "myst"
    assert main(["export", "myst", "-o", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["brunnen.md", "ferry.md", "leitung.md"]
    assert main(["export", "jsonl", "-o", str(folder)]) == 2
    assert main(["export", "myst", "-o", str(folder / "ferry.md")]) == 2
    assert "is a file" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["../corpus", "../reader.toml"])
def test_export_never_replaces_what_is_not_an_export(
    root: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main(["export", "myst" if target == "../corpus" else "jsonl", "-o", target]) == 2
    assert "is no export of ours" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_folders_of_sources_that_are_not_there(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--seeds", "nowhere"]) == 2
    assert "There is no folder nowhere" in capsys.readouterr().err
    monkeypatch.setenv("LESEBUCH_SEEDS", str(root / "nowhere"))
    assert main(["check"]) == 0
    assert f"LESEBUCH_SEEDS names {root / 'nowhere'}" in capsys.readouterr().err


def test_a_broken_register_is_one_problem_and_not_one_a_chapter(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (root / "seeds" / "register.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\t- file: tab.txt\n")
    assert main(["check", "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["path"] for problem in problems if problem["severity"] == "error"] == ["../seeds/register.yaml"]


def test_a_terminal_without_our_letters(root: Path) -> None:
    command = [sys.executable, "-m", "lesebuch.cli.main", "export", "jsonl", "-o", "-", "--root", str(root)]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert json.loads(done.stdout.decode("utf-8").splitlines()[0])["id"]
    command[3:6] = ["check", "--format", "text"]
    command.remove("-")
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert b"Traceback" not in done.stderr
    assert done.stdout.isascii()


def test_export_of_a_reader_with_errors_is_written_and_is_1(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "glossary" / "brunnen.md").unlink()
    assert main(["export", "jsonl", "-o", str(tmp_path / "out")]) == 1
    assert (tmp_path / "out").read_text(encoding="utf-8").count("\n") == 3
    assert "[unknown-entry]" in capsys.readouterr().err


def test_lock(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lock = root / "corpus" / "passages.lock"
    before = lock.read_bytes()
    assert main(["lock"]) == 0
    assert "up to date" in capsys.readouterr().out
    lock.unlink()
    assert main(["lock"]) == 0
    assert lock.read_bytes() == before
    chapter = root / "corpus" / "leitung.md"
    chapter.write_text(chapter.read_text().replace("{at: 2, is: byline}", "{at: 2, is: drop, reason: x}"))
    assert main(["check"]) == 1
    capsys.readouterr()
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["lock"]) == 1
    assert "leitung: gone, never to be used again: b1" in capsys.readouterr().out
    assert lock.read_bytes() == before
    assert main(["lock", "--yes"]) == 0
    assert b"leitung b1 gone 14" in lock.read_bytes()
    assert main(["check"]) == 0


def test_lock_keeps_a_chapter_that_cannot_be_read_and_one_without_text(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = root / "corpus" / "passages.lock"
    before = lock.read_bytes()
    (root / "corpus" / "ferry.md").write_text("no front matter")
    (root / "seeds" / "leitung.txt").unlink()
    assert main(["lock"]) == 0
    assert lock.read_bytes() == before
    assert "up to date" in capsys.readouterr().out
    # Where nothing is read, nothing is known of it.
    (root / "glossary").rename(root / "other")
    (root / "glossary").write_text("")
    assert main(["lock"]) == 1
    assert "glossary: error: This is a file" in capsys.readouterr().err
