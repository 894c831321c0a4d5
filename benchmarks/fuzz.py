"""Damaged files by the thousand, of twelve kinds: nothing may be raised. Says which seeds do, and the slowest of each kind.

Run: python benchmarks/fuzz.py [FILES OF EACH KIND [FIRST SEED [KIND ...]]]
"""

import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import damage


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        root = damage.small_root(Path(name) / "mini")
        sound = damage.originals()
        kinds: dict[str, Callable[[int], None]] = {
            **{kind: lambda seed, kind=kind: damage.try_written(root, kind, seed) for kind in damage.WRITTEN},  # type: ignore[misc]
            **{kind: lambda seed, kind=kind: damage.try_source(kind, sound[kind], seed) for kind in damage.SOURCES},  # type: ignore[misc]
        }
        for kind, attempt in kinds.items():
            if sys.argv[3:] and kind not in sys.argv[3:]:
                continue
            slowest, wrong = (0.0, first), []
            for seed in range(first, first + count):
                begun = time.monotonic()
                try:
                    attempt(seed)
                except Exception:  # noqa: BLE001 - that is what is looked for
                    wrong.append(seed)
                    traceback.print_exc(limit=-2)
                slowest = max(slowest, (time.monotonic() - begun, seed))
            failed += len(wrong)
            print(
                f"{kind:12} {count} files, {len(wrong)} raised {wrong[:9]}, slowest {slowest[0]:.2f} s (seed {slowest[1]})",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
