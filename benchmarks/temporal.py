"""How fast the time tagger reads, on one core: KB/s for German and English sentences of our own.

    python benchmarks/temporal.py [FILE.txt …]

Without files it reads the sentences of tests/temporal/cases, over and over: they hold an expression in each line, many times as
many as a newspaper does. With files (German) it reads those.
"""

import re
import sys
import time
from pathlib import Path

from lesebuch.temporal import tag

CASES = Path(__file__).parent.parent / "tests" / "temporal" / "cases"
MARK = re.compile(r"\[([^|\[\]]+)\|[^|]*\|(?:-|\[[^\]]*\]|[^\]|]*)(?:\|(?:ref|\d+))?\]")
FILLER = {
    "de": "Die Bewohner der Siedlung erzählen gern von den Wegen, auf denen ihre Großeltern in die Steppe kamen, und von den Brunnen. ",
    "en": "People in the settlement like to talk of the roads on which their grandparents came to the steppe, and of the wells. ",
}
ROUNDS = 5


def sample(language: str) -> str:
    """The sentences of the cases, each among three that say nothing of time, as in a newspaper."""
    lines = [
        MARK.sub(r"\1", line)
        for path in sorted(CASES.glob(f"{language}*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "ref:"))
    ]
    return "\n".join(f"{line} {FILLER[language] * 3}" for line in lines)


def measure(text: str, language: str) -> tuple[float, int]:
    """The best of some rounds, in KB/s, and the number of expressions."""
    tag(text[:1000], language, "2024-05-15")  # reads the rules
    best, found = float("inf"), 0
    for _ in range(ROUNDS):
        start = time.process_time()
        found = len(tag(text, language, "2024-05-15"))
        best = min(best, time.process_time() - start)
    return len(text.encode()) / best / 1000, found


def main() -> None:
    """Print a line a text."""
    files = [Path(name) for name in sys.argv[1:]]
    texts = [(path.name, "de", path.read_text(encoding="utf-8")) for path in files]
    for name, language, text in texts or [(code, code, sample(code)) for code in FILLER]:
        speed, found = measure(text, language)
        print(f"{name}: {len(text.encode()) / 1000:.0f} KB, {found} expressions, {speed:.0f} KB/s")


if __name__ == "__main__":
    main()
