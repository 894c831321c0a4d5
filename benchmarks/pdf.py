"""How long the book and all sheets take: `python benchmarks/pdf.py [--edition public] [--runs 3]`, in the folder of a reader.

CPU seconds of all processes, the best of the runs. `make pdf` and `make handouts` measure as a user does: the doctrees are
there, the PDF files are not. What Typst alone takes for the same code, once, is what no work of ours can go below: the ratio
to it is the same on fast and slow machines. No-op: nothing has changed. Goals: `make pdf` below 5 s, 17 sheets below 5 s.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lesebuch import stamps

TYPST = """
import sys
from pathlib import Path
import typst
from lesebuch.glyphs import fonts
from lesebuch.typst.printing import STANDARDS
for name in sys.argv[1:]:
    compiler = typst.Compiler(name, root=str(Path(name).parent), font_paths=fonts())
    compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=0)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edition", choices=["class", "public"], default="class")
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for builder, label in (("typst", "make pdf"), ("typst-handouts", "make handouts")):
            measure(builder, label, Path(folder), args)


def measure(builder: str, label: str, folder: Path, args: argparse.Namespace) -> None:
    """Print what the first run takes, one of which the doctrees are there, Typst alone, and one that has nothing to do."""
    out = folder / builder
    run = partial(sphinx, builder, folder, args.edition)
    print(f"{label}, first in this folder {cpu(run):6.2f} s")
    again, total, alone = [], [], []
    for _ in range(args.runs):
        again.append(cpu(run))
        shutil.rmtree(out)
        total.append(cpu(run))
        codes = sorted(map(str, (out / stamps.WORKING).glob("*.pdf.typ")))
        alone.append(cpu(partial(subprocess.run, [sys.executable, "-c", TYPST, *codes], check=True)))
    made = [path.stat().st_size for path in out.glob("*.pdf")]
    print(
        f"{label}, doctrees there {min(total):6.2f} s, {min(total) / min(alone):4.2f} of Typst alone ({min(alone):.2f} s)"
    )
    print(f"{label}, nothing changed {min(again):6.2f} s")
    print(f"{len(made)} files, {sum(made) / 1e6:.1f} MB")


def sphinx(builder: str, folder: Path, edition: str) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(folder / "doctrees")]
    command += ["-D", f"lesebuch_edition={edition}", "-D", "lesebuch_report=0", "docs", str(folder / builder)]
    subprocess.run(command, check=True)


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds that the processes take which an action starts and waits for."""
    before = os.times()
    action()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
