"""How long a save takes until its page is there, in `lesebuch serve`, and what it costs.

    python benchmarks/saving.py [CHAPTERS] [--saves 5]

Makes the reader of `site.py` with CHAPTERS (300) chapters, serves it, and changes a sentence in the head note of one chapter after
another. Prints for each save seconds of the clock until the page holds the new words, and of CPU (all processes of the command)
until it is at rest again. Asked: one second by the clock, on a machine that does nothing else. On Linux alone.
"""

import argparse
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
BEFORE = "Eine kurze Einführung"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chapters", type=int, nargs="?", default=300)
    parser.add_argument("--saves", type=int, default=5)
    args = parser.parse_args()
    make = runpy.run_path(str(Path(__file__).with_name("site.py")))["reader"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "reader")
        make(root, args.chapters)
        command = [sys.executable, "-m", "lesebuch.cli.main", "serve", "--root", str(root)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as serving:
            try:
                measure(root, serving.pid, args)
            finally:
                serving.send_signal(signal.SIGINT)


def measure(root: Path, pid: int, args: argparse.Namespace) -> None:
    pages = root / "docs" / "_build" / "serve-class" / "html" / "chapters"
    wait((pages / f"c{args.chapters - 1}.html").is_file)
    before = at_rest(pid)
    print(f"first build of {args.chapters} chapters {before:6.1f} s CPU")
    for number in range(args.saves):
        words, chapter, page = f"Neue Worte {number}", root / f"corpus/c{number}.md", pages / f"c{number}.html"
        text = chapter.read_text(encoding="utf-8").replace(BEFORE, words)
        started = time.monotonic()
        chapter.write_text(text, encoding="utf-8")
        wait(lambda words=words, page=page: words in page.read_text(encoding="utf-8"))  # type: ignore[misc]
        clock, now = time.monotonic() - started, at_rest(pid)
        print(f"save {number + 1}  {clock:6.2f} s clock  {now - before:6.2f} s CPU")
        before = now


def wait(until: Callable[[], bool]) -> None:
    while not until():
        time.sleep(0.05)


def at_rest(pid: int) -> float:
    """Seconds of CPU that it has used when it uses hardly any more."""
    now = used(pid)
    while True:
        time.sleep(2)
        before, now = now, used(pid)
        if now - before < 0.05:
            return now


def used(pid: int) -> float:
    """Seconds of CPU of a process and of all that it has started."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / TICKS
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(used(int(child)) for child in children)


if __name__ == "__main__":
    main()
