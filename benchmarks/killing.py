"""Commands ended at random: every file stays whole, and the next run comes to what an undisturbed one makes, byte for byte.

Run: python benchmarks/killing.py [TIMES OF EACH COMMAND [SEED]]
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "sphinx_ext"))

from small_reader import copy_small

TEXT = "Der Damm h\u00e4lt\n\nVon Mia Korte\n\nDer alte Damm bei Salzau hat das Hochwasser vom 3. Mai 2001 \u00fcberstanden.\n"
COMMANDS: dict[str, Sequence[str]] = {
    "add": ("add", "../damm.txt"),
    "lock": ("lock", "--yes"),
    "export": ("export", "jsonl", "-o", "x.jsonl"),
    "handout": ("handout", "bruecke", "-o", "x.pdf"),
    "build": ("build",),
}
_NOTED = {"environment.pickle", ".buildinfo", "searchindex.js"}
"""What Sphinx notes for itself, with times in it."""


def run(root: Path, command: Sequence[str], seconds: float | None = None) -> int:
    """The exit code; with `seconds`, of a command that is ended then, with all that it has started."""
    line = [sys.executable, "-m", "lesebuch.cli.main", *command]
    null = subprocess.DEVNULL
    with subprocess.Popen(line, cwd=root, stdout=null, stderr=null, start_new_session=True) as process:
        if seconds is not None:
            time.sleep(seconds)
            for pid in _below(process.pid):
                _end(pid)
        return process.wait()


def _below(pid: int) -> list[int]:
    """A process and those that it has started, which may be groups of their own."""
    said = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in said.splitlines()]
    found = [pid]
    for one in found:
        found += [child for child, parent in pairs if parent == one]
    return found


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def files(root: Path) -> dict[str, bytes]:
    """All that the reader holds and its builds show; not what Sphinx and drafts leave for themselves."""
    found = {path.relative_to(root): path for path in root.rglob("*") if path.is_file()}
    return {
        str(name): path.read_bytes()
        for name, path in found.items()
        if "doctrees" not in name.parts and name.name not in _NOTED and not name.name.startswith(".lesebuch-")
    }


def written(found: dict[str, bytes]) -> dict[str, bytes]:
    """What is written whole or not at all; pages are Sphinx's, which writes them in place."""
    return {name: data for name, data in found.items() if "_build" not in Path(name).parts}


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "damm.txt").write_text(TEXT, encoding="utf-8")
        sound = copy_small(folder)
        for kind, command in COMMANDS.items():
            whole = Path(shutil.copytree(sound, folder / f"whole-{kind}"))
            begun = time.monotonic()
            if run(whole, command):
                print(f"{kind}: does not work undisturbed either")
                return 1
            seconds = time.monotonic() - begun
            before, after = files(sound), files(whole)
            failed = 0
            for _ in range(times):
                root = Path(shutil.copytree(sound, folder / "again"))
                run(root, command, chance.uniform(0.1, seconds))
                torn = [
                    name
                    for name, data in written(files(root)).items()
                    if data not in (before.get(name), after.get(name))
                ]
                code = run(root, command)
                now = files(root)
                differ = sorted(name for name in now.keys() | after.keys() if now.get(name) != after.get(name))
                if torn or code or differ:
                    failed += 1
                    print(kind, "torn", torn, "code", code, "differ", differ, flush=True)
                shutil.rmtree(root)
            wrong += failed
            print(f"{kind:8} {times} times within {seconds:.1f} s, {failed} not recovered", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
