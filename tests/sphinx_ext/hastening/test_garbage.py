"""The garbage collector is as it was after a build, and does not go through all that is left when the process ends."""

import gc
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.cmd.build import main

from lesebuch.sphinx_ext.hastening import garbage

_BUILDS = """
import atexit, gc, sys
from sphinx.cmd.build import main
atexit.register(lambda: print("kept" if gc.get_freeze_count() > 1000 else "searched"))
for _ in range(2):
    assert main(sys.argv[1:]) == 0
    assert not gc.get_freeze_count()
"""


def test_after_a_build_all_is_as_before(root: Path, tmp_path: Path) -> None:
    before = gc.get_threshold()
    assert main(["-q", "-b", "text", str(root / "docs"), str(tmp_path / "out")]) == 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_at_the_end_nothing_is_searched(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _BUILDS, "-q", "-b", "text", str(root / "docs"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "kept"


def test_what_a_longer_program_has_frozen_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as one whose copies build: they, too, look seldom."""
    domain = SimpleNamespace(reader=SimpleNamespace(chapters=["one"]))
    monkeypatch.setattr(garbage, "LesebuchDomain", SimpleNamespace(of=lambda _env: domain))
    app: Any = SimpleNamespace(env=None)
    before = gc.get_threshold()
    gc.freeze()
    try:
        garbage.settle(app)
        assert gc.get_threshold()[0] > before[0]
        garbage.restore(app, None)
        assert gc.get_threshold() == before
        assert gc.get_freeze_count() > 1000
    finally:
        gc.unfreeze()
