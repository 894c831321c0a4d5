"""How long the book takes: `python benchmarks/pdf.py [--edition public]`, in the folder of a reader.

`make pdf` measures as a user does: the doctrees are there, the PDF is not. The parts are of the same book: what Typst
takes to compile it, and what naming the passages takes. No-op: nothing has changed. Goal: `make pdf` below 5 s.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lesebuch.typst import printing

RUNS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edition", choices=["class", "public"], default="class")
    edition = parser.parse_args().edition
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "pdf")
        first = timed(lambda: sphinx(Path(folder), edition))
        print(f"{'first build, doctrees read':34} {first:6.2f} s")
        again, total = [], []
        for _ in range(RUNS):
            again.append(timed(lambda: sphinx(Path(folder), edition)))
            shutil.rmtree(out)
            total.append(timed(lambda: sphinx(Path(folder), edition)))
        print(f"{'make pdf, doctrees there':34} {min(total):6.2f} s  (best of {RUNS}; goal: 5 s)")
        print(f"{'nothing changed':34} {min(again):6.2f} s")
        main_file = out / "reader.typ"
        named = [timed(lambda: fresh(main_file)) for _ in range(RUNS)]
        print(f"{'of it, Typst and the destinations':34} {min(named):6.2f} s")
        pdf = printing.print_file(main_file, timestamp=0)
        print(f"{len(pdf.destinations)} destinations, {len(pdf.pdf) / 1e6:.1f} MB, {os.cpu_count()} processors")


def sphinx(folder: Path, edition: str) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "typst", "-d", str(folder / "doctrees")]
    command += ["-D", f"lesebuch_edition={edition}", "-D", "lesebuch_report=0", "docs", str(folder / "pdf")]
    subprocess.run(command, check=True)


def fresh(main_file: Path) -> None:
    """In a process of its own: Typst remembers what it has laid out before."""
    code = "import sys; from pathlib import Path; from lesebuch.typst import printing as p;"
    code += " p.print_file(Path(sys.argv[1]), timestamp=0)"
    subprocess.run([sys.executable, "-c", code, str(main_file)], check=True)


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
