"""How fast the pipeline reads a large reader, without Sphinx, and how much memory it takes.

    python benchmarks/pipeline.py [CHAPTERS]

Makes a reader of so many chapters (default 1,000) of 6 to 8 KB with six notes and two events each, and 300 glossary
entries, in a temporary folder; prints, for each step, megabytes of source text a second on one core, and the share of
the whole. Speeds depend on the machine: the last column gives each as a multiple of a bare loop that reads the same
files and decodes, splits and hashes them.
"""

import hashlib
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lesebuch import editorial, export, glossary, pipeline, sources, temporal
from lesebuch.normalise import normalise

T = TypeVar("T")
SYLLABLES = ("ka", "le", "mo", "ri", "tan", "sel", "du", "fro", "win", "ger", "as", "be", "chu", "ste", "nau")
DATES = ("am 3. Mai 2022", "im vergangenen Jahr", "vor drei Jahren", "am Dienstag", "im Juli 2021", "2019")


def word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(1, 4)))


def paragraph(rng: random.Random, terms: list[str]) -> str:
    words = [word(rng) for _ in range(rng.randint(50, 70))]
    words[0] = words[0].capitalize()
    for _ in range(4):
        words[rng.randrange(2, len(words))] = rng.choice(terms)
    words[rng.randrange(2, len(words))] = rng.choice(DATES)
    return " ".join(words) + "."


def make(root: Path, count: int) -> int:
    """Write the reader; the size of all sources in bytes."""
    rng = random.Random(7)
    for folder in ("seeds", "corpus", "glossary", "docs"):
        (root / folder).mkdir()
    (root / "reader.toml").write_text('title = "Benchmark"\n', encoding="utf-8")
    terms = sorted({word(rng).capitalize() + "stan" for _ in range(300)})
    for term in terms:
        text = f"---\nterm: {term}\nkind: place\n---\n\nEin erfundener Ort.\n"
        (root / "glossary" / f"{term.lower()}.md").write_text(text, encoding="utf-8")
    register = []
    size = 0
    for number in range(count):
        lines = [f"Titel {number}", "Von Ada Wett", *(paragraph(rng, terms) for _ in range(rng.randint(15, 19)))]
        data = "\n\n".join(lines).encode()
        size += len(data)
        (root / "seeds" / f"{number}.txt").write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        register.append(
            f"- {{file: {number}.txt, sha256: {digest}, extractor: text 1, text_sha256: {digest}, rights: open}}\n"
        )
        (root / "corpus" / f"text-{number}.md").write_text(chapter(number, lines), encoding="utf-8")
    (root / "seeds" / "register.yaml").write_text("".join(register), encoding="utf-8")
    return size


def chapter(number: int, lines: list[str]) -> str:
    head = (
        "---\n"
        f"source: {{file: {number}.txt, lines: 1-{2 * len(lines) - 1}}}\n"
        f'title: "Titel {number}"\n'
        "contributors: [{name: Ada Wett, role: author}]\n"
        f'published: "20{10 + number % 15}-0{1 + number % 9}-1{number % 10}"\n'
        "publisher: Bote\nlanguage: de\n"
        "structure:\n  - {at: 1, is: title}\n  - {at: 3, is: byline}\n  - {at: 5, is: lead}\nstatus: reviewed\n---\n\n"
        "Eine Vorbemerkung.\n"
    )
    parts = [head]
    for note in range(1, 7):
        words = " ".join(lines[note + 1].split()[:2])
        parts.append(f'\n:::{{annotation}} p{note} "{words}" 1\n:kind: context\nEine *Anmerkung* mit Text.\n:::\n')
    parts += [f"\n:::{{event}} 20{10 + n}\n:id: e-{number}-{n}\n:at: p{n}\nEtwas geschah.\n:::\n" for n in (1, 2)]
    return "".join(parts)


class Clock:
    """Times steps in CPU seconds of this process."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}

    def __call__(self, name: str, step: Callable[[], T]) -> T:
        """Run a step, and add its time to that name."""
        start = time.process_time()
        value = step()
        self.steps[name] = self.steps.get(name, 0.0) + time.process_time() - start
        return value


def bare(paths: list[Path]) -> int:
    """What no pipeline can do without."""
    total = 0
    for path in paths:
        data = path.read_bytes()
        hashlib.sha256(data).hexdigest()
        total += len(data.decode().split("\n"))
    return total


def measure(root: Path, clock: Clock) -> None:
    """The steps of `pipeline.read`, one after the other."""
    register, _ = clock("register", lambda: sources.read_register(root / "seeds" / "register.yaml"))
    paths = clock("find", lambda: sources.find(register, [root / "seeds"]))
    clock("(bare loop)", lambda: bare(list(paths.values())))
    loaded = clock("load", lambda: {name: sources.load(path, name)[0] for name, path in paths.items()})
    texts = clock("normalise", lambda: {name: normalise(source)[0] for name, source in loaded.items() if source})
    files = sorted((root / "corpus").glob("*.md"))
    read = clock("editorial: read", lambda: [editorial.read_chapter(path)[0] for path in files])
    known = {source.file: source for source in register}
    chapters = clock(
        "editorial: bind",
        lambda: [editorial.bind(file, known[file.source], texts[file.source], None)[0] for file in read if file],
    )
    lost = clock("editorial: coverage", lambda: editorial.coverage(register, texts, chapters))
    if lost:
        raise SystemExit(f"The benchmark's own reader is faulty: {lost[0]}")
    entries, _ = glossary.read_entries(root / "glossary")
    linker = clock("glossary: prepare", lambda: glossary.Linker(entries, ["de"]))
    clock("glossary: link", lambda: [glossary.link(chapter, linker) for chapter in chapters])
    clock("temporal", lambda: [temporal.tag_chapter(chapter) for chapter in chapters])


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        size = make(root, count) / 1e6
        whole = Clock()
        reader, problems = whole("whole", lambda: pipeline.read(root))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if [problem for problem in problems if problem.severity == "error"] or len(reader.chapters) != count:
            raise SystemExit(f"The benchmark's own reader is faulty: {problems[:3]}")
        whole("export: jsonl", lambda: export.jsonl(reader))
        whole("export: myst", lambda: [export.myst(reader, chapter) for chapter in reader.chapters])
        clock = Clock()
        measure(root, clock)
    base = clock.steps["(bare loop)"]
    seconds = whole.steps["whole"]
    print(f"{count} chapters, {size:.1f} MB of source text; peak memory of the process {peak:.0f} MB\n")
    print(f"{'step':24}{'s':>8}{'MB/s':>9}{'share':>8}{'x bare':>9}")
    for step, spent in {**clock.steps, "pipeline.read": seconds, **whole.steps}.items():
        if step != "whole":
            share = f"{spent / seconds:7.0%}" if step in clock.steps else ""
            print(f"{step:24}{spent:8.2f}{size / spent if spent else 0:9.1f}{share:>8}{spent / base:9.1f}")


if __name__ == "__main__":
    main()
