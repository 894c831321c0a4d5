"""Builds that are ended in their middle, and sources that no build may open."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from random_edits import outputs
from small_reader import Build

import warm

_HALF = """
import os, pathlib, signal, sys
whole = pathlib.Path.write_text
def half(path, text, *more, **named):
    if path.name == {name!r}:
        whole(path, text[:len(text) // 2], *more, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(path, text, *more, **named)
pathlib.Path.write_text = half
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
QUICK = ("-q", "-D", "lesebuch_search=0")


def test_what_a_build_left_half_written_the_next_one_makes_anew(root: Path, build: Build, tmp_path: Path) -> None:
    """A page that is cut off and newer than its source would stay as it is."""
    command = [warm.COLD, "-c", _HALF.format(name="bruecke.html"), *QUICK, "-D", "lesebuch_edition=class"]
    out = tmp_path / "grown"
    ended = subprocess.run([*command, str(root / "docs"), str(out)], capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    half = (out / "chapters" / "bruecke.html").read_bytes()
    grown = build(root, *QUICK, out="grown")
    clean = build(root, *QUICK, out="clean")
    assert (grown.code, clean.code) == (0, 0), grown.output
    old, new = outputs(grown.out), outputs(clean.out)
    assert new["chapters/bruecke.html"].startswith(half)
    assert len(half) < len(new["chapters/bruecke.html"])
    assert sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)) == []


@pytest.mark.parametrize("kind", ["pipe", "no end"])
def test_what_is_no_file_is_said_and_not_opened(root: Path, tmp_path: Path, kind: str) -> None:
    for name in ("x.md", "assignments/y[1].md", "references.bib"):
        path = root / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to("/dev/zero")
    (root / "docs" / "up").symlink_to("..")
    command = [warm.COLD, "-m", "sphinx", *QUICK, str(root / "docs"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert "up/" not in done.stderr  # nor are pages read once more that lie above themselves
    for name in ("x.md", "y[1].md", "references.bib"):
        assert sum(name in line and "cannot be read" in line for line in done.stderr.splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out" / "index.html").is_file()
    assert not (tmp_path / "out" / "x.html").exists()
