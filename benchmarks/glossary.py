"""How fast the linker finds 10,000 entries in 5 MB of text, and how that compares with a scan by `re`.

Run: python benchmarks/glossary.py
"""

import random
import re
import time

from lesebuch.glossary import Linker
from lesebuch.model import Entry, EntryKind, Markup
from lesebuch.problems import Where

ENTRIES = 10_000
SIZE = 5_000_000
SHARE = 0.03
SYLLABLES = [
    "ka",
    "sach",
    "stan",
    "tok",
    "ja",
    "jew",
    "bel",
    "rus",
    "min",
    "mos",
    "kau",
    "al",
    "ma",
    "ty",
    "lu",
    "han",
    "do",
    "nez",
    "ber",
    "gal",
    "wor",
    "tun",
    "lis",
    "pra",
    "ter",
    "von",
    "des",
]


def word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))


def main() -> None:
    rng = random.Random(1)
    where = Where("x")
    names = {word(rng).capitalize() + " " + word(rng).capitalize() for _ in range(ENTRIES // 2)}
    names |= {word(rng).capitalize() + word(rng) for _ in range(ENTRIES)}
    chosen = sorted(names)[:ENTRIES]
    rng.shuffle(chosen)
    entries = {f"e{i}": Entry(f"e{i}", n, EntryKind.CONCEPT, Markup("", where), where) for i, n in enumerate(chosen)}
    vocabulary = [word(rng) if number % 3 else word(rng).capitalize() for number in range(30_000)]
    pieces: list[str] = []
    length = 0
    while length < SIZE:
        piece = rng.choice(chosen) + "s" if rng.random() < SHARE else rng.choice(vocabulary)
        pieces.append(piece)
        length += len(piece) + 1
    text = " ".join(pieces)
    start = time.process_time()
    linker = Linker(entries, ["de"])
    built = time.process_time()
    mentions = linker.find(text, "de")
    done = time.process_time()
    print(f"{len(chosen)} entries, {len(text) / 1e6:.1f} MB: automaton {built - start:.2f} s, {len(mentions)} mentions")
    print(
        f"in {done - built:.2f} s = {len(text) / 1e6 / (done - built):.1f} MB/s; together {done - start:.2f} s (asked: 10 s)"
    )
    sample = text[:20_000]
    pattern = re.compile("|".join(map(re.escape, chosen)))
    start = time.process_time()
    pattern.findall(sample)
    scan = (time.process_time() - start) / len(sample)
    print(f"ratio to `re` with one alternative for each term: {scan / ((done - built) / len(text)):.0f} times as fast")


if __name__ == "__main__":
    main()
