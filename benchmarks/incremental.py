"""Random edits in a row: after each, the incremental build must be what a clean build is, byte for byte, in both editions.

Run: python benchmarks/incremental.py [EDITS [SEED]]
"""

import random
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "sphinx_ext"))

from random_edits import EDITS, outputs
from small_reader import copy_small, run_sphinx

EDITIONS = ("class", "public")


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = copy_small(folder)
        for number in range(count + 1):
            edit = chance.choice(EDITS) if number else None
            if edit:
                edit(chance, root)
            for edition in EDITIONS:
                clean = folder / "clean"
                shutil.rmtree(clean, ignore_errors=True)
                options = ("-q", "-D", f"lesebuch_edition={edition}", "-D", "lesebuch_search=0")
                grown = run_sphinx(root, folder / edition, *options)
                fresh = run_sphinx(root, clean, *options)
                a, b = outputs(folder / edition), outputs(clean)
                differ = sorted(n for n in a.keys() | b.keys() if a.get(n) != b.get(n))
                wrong += bool(differ) or grown.code != fresh.code
                print(
                    number,
                    edit.__name__ if edit else "-",
                    edition,
                    grown.code,
                    fresh.code,
                    differ or "equal",
                    flush=True,
                )
    print(f"{wrong} of {2 * count + 2} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
