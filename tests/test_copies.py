"""Copies of a process: what is worked out in one, and that none is made where it would wait for ever."""

import subprocess
import sys
from pathlib import Path

import pytest

from lesebuch import copies

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")


def told(program: str, *arguments: str) -> str:
    """What a program says that has a process of its own: that of the tests has threads."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout.strip()


def test_what_is_worked_out_apart_leaves_nothing_here() -> None:
    program = """
import os
from lesebuch import copies, glyphs
print(copies.are_safe(), copies.apart(os.getpid) != os.getpid())
print(glyphs.missing({"\\N{TIBETAN LETTER KA}", "\\N{GREEK SMALL LETTER ALPHA}"}), copies.are_safe())
glyphs.fonts(); glyphs.sample(["a"])
print(copies.are_safe(), copies.apart(os.getpid) == os.getpid())
"""
    assert told(program).splitlines() == ["True True", "frozenset({'\N{TIBETAN LETTER KA}'}) True", "False True"]


def test_a_fault_is_raised_here() -> None:
    program = """
from lesebuch import copies
try:
    copies.apart(int, "x")
except ValueError as error:
    print(error)
"""
    assert told(program) == "invalid literal for int() with base 10: 'x'"


def test_of_an_interruption_the_copy_says_nothing() -> None:
    program = """
import os, signal, sys
from lesebuch import copies
sys.stderr = sys.stdout
os.dup2(1, 2)
here = os.getpid()
def work():
    if os.getpid() != here:
        signal.raise_signal(signal.SIGINT)
    return "done"
print(copies.apart(work))
"""
    assert told(program) == "done"


def test_where_nobody_can_tell_there_are_other_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr(copies, "_THREADS", tmp_path)
    (tmp_path / "1").touch()
    assert copies.are_safe()
    (tmp_path / "2").touch()
    assert not copies.are_safe()
    monkeypatch.setattr(copies, "_THREADS", tmp_path / "none")
    assert not copies.are_safe()


def test_a_build_reads_a_chapter_once_for_all_that_it_builds(tmp_path: Path) -> None:
    program = """
import os, sys
from lesebuch import editorial
from lesebuch.cli.main import main
read, log = editorial.read_chapter, sys.argv[2]
def logged(path, kinds):
    with open(log, "a") as file:
        file.write(f"{os.getpid()} {path.name}\\n")
    return read(path, kinds)
editorial.read_chapter = logged
sys.exit(main(["new", sys.argv[1]]) or main(["build", "--format", "handouts", "--root", sys.argv[1]]) or main(["build", "--format", "pdf", "--root", sys.argv[1]]))
"""
    root, log = tmp_path / "reader", tmp_path / "log"
    told(program, str(root), str(log))
    assert (root / "docs" / "_build" / "class" / "pdf" / "reader.pdf").is_file()
    lines = log.read_text().split("\n")[:-1]
    chapters = list((root / "corpus").glob("*.md"))
    names = [line.split()[1] for line in lines]
    # Once for both commands, of which the first keeps what it read, and by the process that says what is wrong.
    assert chapters
    assert {name: names.count(name) for name in names} == dict.fromkeys(names, 1)
    assert len({line.split()[0] for line in lines}) == 1
