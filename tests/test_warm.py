"""What tests start as Python does what a new interpreter does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypandoc
import pytest

import warm

SAYS = """
import os, sys
print(__name__, __file__, sys.argv, sys.path[0], os.getcwd(), sorted(os.environ), sys.stdin.read(), sys.stdout.encoding)
print(sys.stdout.isatty(), sys.stderr.errors, sys.flags.utf8_mode, os.getpgrp() == os.getpid(), file=sys.stderr)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is the real one")


def run(python: str, folder: Path, *arguments: str, **variables: str) -> tuple[int, str, str]:
    """Exit code and output; of a traceback only what it says."""
    command, environment = [python, *arguments], os.environ | variables
    done = subprocess.run(
        command, cwd=folder, input="gelesen", capture_output=True, text=True, check=False, env=environment
    )
    said, _, traceback = done.stderr.partition("Traceback")
    return done.returncode, done.stdout, said + (traceback.strip().rpartition("\n")[2])


@pytest.mark.parametrize(
    "end", ["", "sys.exit(3)", "sys.exit('nein')", "1 / 0", "os.kill(os.getpid(), 9)", "os._exit(4)"]
)
@pytest.mark.parametrize("how", [["./program.py"], ["-m", "program"]], ids=["file", "module"])
def test_a_program_finds_the_same_world_and_ends_as_it_would(tmp_path: Path, how: list[str], end: str) -> None:
    (tmp_path / "program.py").write_text(SAYS + end, encoding="utf-8")
    assert sys.executable != warm.COLD
    ours, real = (run(python, tmp_path, *how, "a b", "ä", MINE="1") for python in (sys.executable, warm.COLD))
    assert ours == real
    assert "gelesen" in real[1] or "kill" in end or "_exit" in end


def test_what_only_a_new_interpreter_can_do_gets_one(tmp_path: Path) -> None:
    for arguments in (["-c", "import sys; print(sys.argv)"], ["-O", "-c", "print(__debug__)"], ["-"]):
        assert run(sys.executable, tmp_path, *arguments) == run(warm.COLD, tmp_path, *arguments)
    (tmp_path / "program.py").write_text("print(hash('a'))", encoding="utf-8")
    subprocess.run([sys.executable, "program.py"], cwd=tmp_path, check=True, start_new_session=True)
    said = {run(python, tmp_path, "program.py", PYTHONHASHSEED="1") for python in (sys.executable, warm.COLD)}
    assert len(said) == 1


def test_pandoc_says_of_the_same_references_the_same_and_of_others_another(tmp_path: Path) -> None:
    library = tmp_path / "works.json"
    real, ours = pypandoc.get_pandoc_path(), os.environ["PYPANDOC_PANDOC"]
    told = set()
    for title in ("Eins", "Zwei"):
        library.write_text(json.dumps([{"id": "a", "type": "book", "title": title}]), encoding="utf-8")
        for words in ("[@a]", "[@a, 7]"):
            arguments = ["--from", "markdown", "--to", "plain", "--citeproc", "--bibliography", library]
            said = {
                subprocess.run([program, *arguments], input=words, capture_output=True, text=True, check=True).stdout
                for program in (real, ours, ours)
            }
            assert len(said) == 1
            told |= said
    assert len(told) == 4
    assert subprocess.run([ours, "--from", "no"], capture_output=True, input=b"", check=False).returncode


def test_of_a_program_that_is_known_nothing_is_left_over(tmp_path: Path) -> None:
    """What one changes in what was read before, the next does not see."""
    (tmp_path / "program.py").write_text(
        "import lesebuch; print(hasattr(lesebuch, 'x')); lesebuch.x = 1", encoding="utf-8"
    )
    assert [run(sys.executable, tmp_path, "program.py")[1] for _ in range(2)] == ["False\n", "False\n"]
