"""CPU time of the site against plain Sphinx on the same bare text, in one run.

    python benchmarks/site.py [CHAPTERS] [--thrice]

Makes a reader of CHAPTERS (1,000) synthetic chapters of 6 to 8 KB: numbered passages, 6 notes, 30 mentions, 2 events each;
a glossary of 120 entries with backlinks, a chronology, sphinx-book-theme, the search index. Against it: the same text as
Markdown, myst-parser, the basic theme without sidebar, with Sphinx's own search index. Prints seconds of CPU (all processes), the ratio, and sizes of
pages. The ratio depends on whether PyStemmer is installed, which Sphinx's index uses if it is there, and ours never: with it plain
Sphinx needs less than half the time. With --thrice also three times as many chapters: how time grows.

Asked: a ratio of at most 1.4 with the search index, at most 3.2 for three times the chapters, a chapter's page under 60 KB.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

SYLLABLES = "ba be bi da de do fa fe ga go ha ka ke la le li ma me mo na ne no ra re ro sa se so ta te to wa we".split()
ENTRIES = 120
NOTES = 6
MENTIONS = 30
PARAGRAPHS = 14


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """20,000 words, and how often each comes, added up: as in a language, the n-th as often as 1/n (Zipf)."""
    rng = random.Random(1)
    found = list(dict.fromkeys("".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(30_000)))[:20_000]
    return found, list(accumulate(1 / rank for rank in range(1, len(found) + 1)))


def words(rng: random.Random, count: int) -> list[str]:
    known, weights = vocabulary()
    return rng.choices(known, cum_weights=weights, k=count)


def terms() -> list[str]:
    rng = random.Random(7)
    return sorted({"".join(rng.choices(SYLLABLES, k=4)).capitalize() + "stan" for _ in range(ENTRIES)})


def paragraph(rng: random.Random, names: list[str], mentions: int) -> str:
    text = words(rng, rng.randint(68, 88))
    for place in rng.sample(range(len(text)), mentions):
        text[place] = rng.choice(names)
    for place in range(9, len(text), rng.randint(9, 14)):
        text[place] += "."
    made = " ".join(text)
    # Not `capitalize`, which makes all else small, names too.
    return made[0].upper() + made[1:]


def chapter(number: int, names: list[str]) -> tuple[list[str], str]:
    """The paragraphs, and the chapter file."""
    rng = random.Random(number)
    share = [MENTIONS // PARAGRAPHS] * PARAGRAPHS
    for extra in rng.sample(range(PARAGRAPHS), MENTIONS - sum(share)):
        share[extra] += 1
    text = [paragraph(rng, names, count) for count in share]
    year, month, day = 2000 + number % 25, number % 12 + 1, number % 28 + 1
    date = f"{year}-{month:02}-{day:02}"
    lines = [
        f"---\nsource: {{file: s{number}.txt, lines: 1-{2 * PARAGRAPHS + 1}}}",
        f"title: Kapitel {number}\ncontributors: [{{name: Vera Muster {number}, role: author}}]",
        f"published: {date}\npublisher: Blatt\nurl: null\nlanguage: de\nstructure:\n  - {{at: 1, is: title}}\nstatus: reviewed\n---\n",
        "Eine kurze Einführung in den Text.\n",
    ]
    for note in range(NOTES):
        passage = text[2 * note].split()
        start = rng.randint(5, len(passage) - 12)
        anchor = " ".join(passage[start : start + 9])
        lines.append(
            f':::{{annotation}} p{2 * note + 1} "{anchor}"\n:kind: context\nEine Anmerkung mit *Betonung*.\n:::\n'
        )
    lines += [
        f":::{{event}} {date}\n:id: e-{number}-{event}\n:at: p{event + 1}\nEtwas geschah.\n:::\n" for event in range(2)
    ]
    return text, "\n".join(lines)


def reader(root: Path, count: int) -> None:
    """The synthetic reader."""
    names = terms()
    for folder in ("seeds", "corpus", "glossary", "docs"):
        (root / folder).mkdir(parents=True)
    register = []
    for number in range(count):
        text, file = chapter(number, names)
        seed = "\n\n".join([f"Kapitel {number}", *text]) + "\n"
        (root / "seeds" / f"s{number}.txt").write_text(seed, encoding="utf-8")
        (root / "corpus" / f"c{number}.md").write_text(file, encoding="utf-8")
        register.append(
            f"- {{file: s{number}.txt, sha256: {sha256(seed.encode()).hexdigest()}, extractor: text 1, "
            f"text_sha256: {sha256(seed.encode()).hexdigest()}, rights: open, licence: CC0, title: '', url: '', accessed: null}}\n"
        )
    (root / "seeds" / "register.yaml").write_text("".join(register), encoding="utf-8")
    for name in names:
        entry = f"---\nterm: {name}\nkind: place\n---\n\nEin Ort dieses Namens.\n"
        (root / "glossary" / f"{name.lower()}.md").write_text(entry, encoding="utf-8")
    (root / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    docs = root / "docs"
    (docs / "conf.py").write_text('language = "de"\nextensions = ["lesebuch"]\n', encoding="utf-8")
    pages = {
        "chapters": "chapter-list",
        "glossary": "glossary-list",
        "chronology": "chronology",
        "sources": "source-list",
    }
    for page, directive in pages.items():
        (docs / f"{page}.md").write_text(f"# {page}\n\n```{{{directive}}}\n```\n", encoding="utf-8")
    toctree = "\n".join(pages)
    (docs / "index.md").write_text(f"# Probe\n\n```{{toctree}}\n{toctree}\n```\n", encoding="utf-8")
    (docs / "search-page.md").write_text(
        "---\norphan: true\n---\n\n# Suche\n\n```{reader-search}\n```\n", encoding="utf-8"
    )


def plain(root: Path, count: int) -> None:
    """The same text for plain Sphinx."""
    docs = root / "docs"
    docs.mkdir(parents=True)
    names = terms()
    for number in range(count):
        text, _ = chapter(number, names)
        (docs / f"c{number}.md").write_text("\n\n".join([f"# Kapitel {number}", *text]) + "\n", encoding="utf-8")
    settings = 'extensions = ["myst_parser"]\nhtml_theme = "basic"\nhtml_sidebars = {"**": []}\nlanguage = "de"\n'
    (docs / "conf.py").write_text(settings, encoding="utf-8")
    toctree = "\n".join(f"c{number}" for number in range(count))
    (docs / "index.md").write_text(f"# Probe\n\n```{{toctree}}\n{toctree}\n```\n", encoding="utf-8")


def build(root: Path, *options: str) -> tuple[float, float]:
    """Seconds of CPU and of the clock."""
    return timed([sys.executable, "-m", "sphinx", "-q", *options, str(root / "docs"), str(root / "out")])


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds of CPU, of all processes, and of the clock."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - started


def report(name: str, count: int, cpu: float, clock: float) -> None:
    print(
        f"{name:<10} {count:>6} chapters  {cpu:7.1f} s CPU  {clock:7.1f} s clock  {1000 * cpu / count:6.1f} ms a chapter"
    )


def run(folder: Path, count: int) -> float:
    """Seconds of CPU, the search index included."""
    root = folder / f"reader-{count}"
    reader(root, count)
    cpu, clock = build(root)
    report("lesebuch", count, cpu, clock)
    pages = sorted((root / "out" / "chapters").glob("*.html"), key=lambda path: path.stat().st_size)
    text = (root / "out" / "glossary.html").stat().st_size
    print(
        f"           {len(pages)} pages, the largest {pages[-1].stat().st_size / 1000:.1f} KB; glossary {text / 1000:.0f} KB"
    )
    return cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chapters", type=int, nargs="?", default=1000)
    parser.add_argument("--thrice", action="store_true", help="also three times as many chapters")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain(folder / "plain", options.chapters)
        cpu, clock = build(folder / "plain")
        report("plain", options.chapters, cpu, clock)
        print(f"           PyStemmer is {'' if find_spec('Stemmer') else 'not '}installed")
        ours = run(folder, options.chapters)
        print(f"ratio to plain Sphinx, search index included: {ours / cpu:.2f} (asked: at most 1.40)")
        if options.thrice:
            thrice = run(folder, 3 * options.chapters) / ours
            print(f"three times the chapters: {thrice:.2f} times (asked: at most 3.20)")


if __name__ == "__main__":
    main()
