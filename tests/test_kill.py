"""Commands that are ended at any moment: every file is whole, and the next run comes to the same end as the first would have."""

import argparse
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lesebuch.cli import build, handout
from lesebuch.cli.main import main
from lesebuch.cli.opening import UserError
from lesebuch.config import MARKER
from lesebuch.pipeline import read
from lesebuch.problems import Severity
from lesebuch.writing import DRAFT

MINI = Path(__file__).parent / "roots" / "mini"
TEXT = """Der Damm hält

Von Mia Korte

Der alte Damm bei Salzau hat das Hochwasser vom 3. Mai 2001 überstanden, sagte der Deichgraf am Morgen.

Im Herbst soll er dennoch höher werden. Das Geld dafür hat der Rat schon im vergangenen Jahr bewilligt.
"""
_STEPS = ("fsync", "link", "rename", "replace", "unlink", "chmod")
"""What a file goes through until it is there."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # What a command leaves that can no longer tidy up goes with the test.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    # As a corrected source, too, some of whose words are those of the old one.
    (tmp_path / "leitung-neu.txt").write_bytes((folder / "seeds" / "leitung.txt").read_bytes() + b"\nNachtrag.\n")
    (tmp_path / "damm.txt").write_text(TEXT, encoding="utf-8")
    return folder


def ended_at(step: int, command: list[str]) -> bool:
    """Run a command in a process of its own, which ends itself, without a word, before this step; whether it came so far."""
    pid = os.fork()
    if not pid:
        left = [step]

        def deadly(do: Callable[..., object]) -> Callable[..., object]:
            def done(*arguments: object, **named: object) -> object:
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
                left[0] -= 1
                return do(*arguments, **named)

            return done

        for name in _STEPS:
            setattr(os, name, deadly(getattr(os, name)))
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        code = 99
        try:
            code = main(command)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def files(root: Path) -> dict[str, bytes]:
    """All files but the drafts of those that were never finished, which are hidden."""
    found = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def printed(_root: Path, _args: argparse.Namespace, _order: object, folder: Path, _builder: str) -> tuple[int, str]:
    """A sheet as Sphinx leaves it, without Sphinx."""
    (folder / "out").mkdir()
    (folder / "out" / "sheet.pdf").write_bytes(b"%PDF-1.7 " + handout._MARKS[0])
    return 0, ""


@pytest.mark.parametrize(
    "command",
    [
        ["add", "../damm.txt"],
        ["lock", "--yes"],
        ["export", "jsonl", "-o", "x.jsonl"],
        ["handout", "brunnen", "-o", "x.pdf"],
        ["rename", "leitung", "rohr"],
        ["replace", "leitung", "../leitung-neu.txt"],
    ],
    ids=lambda c: c[0],
)
def test_whenever_a_command_ends_files_are_whole_and_the_next_run_recovers(
    root: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if command[0] == "lock":
        (root / "corpus" / "passages.lock").write_text("brunnen p1 paragraph 10 0123456789abcdef\n", encoding="utf-8")
    monkeypatch.setattr(handout, "_make", printed)
    before = files(root)
    whole = root.parent / "whole"
    shutil.copytree(root, whole)
    monkeypatch.chdir(whole)
    assert not ended_at(10**6, command)
    after = files(whole)
    assert after != before
    step, ended = 0, True
    while ended:
        again = root.parent / f"again-{step}"
        shutil.copytree(root, again)
        monkeypatch.chdir(again)
        ended = ended_at(step, command)
        for name, data in files(again).items():
            assert data in (before.get(name), after.get(name)), (step, name)
        assert not ended_at(10**6, command)
        assert files(again) == after, step
        step += 1
    assert step > 2
    if command[0] == "add":
        assert not [p for p in read(again)[1] if p.severity is Severity.ERROR]


def test_a_build_that_was_ended_as_it_began_has_left_nothing_of_others(tmp_path: Path) -> None:
    (tmp_path / f"{DRAFT}x").touch()
    build._check_folder(tmp_path)
    (tmp_path / "page.html").touch()
    with pytest.raises(UserError, match="did not make"):
        build._check_folder(tmp_path)
    (tmp_path / MARKER).touch()
    build._check_folder(tmp_path)
