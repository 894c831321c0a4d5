"""Edits as an editor makes them, at random, and the comparison of what two builds have left."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from small_reader import write_lock, write_register

Edit = Callable[[random.Random, Path], None]
NEW = ("Kahn", "Schleuse", "Markttag", "am 7. Juni 2022", "der Hafenverein", "Altenfurts Rat")


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def _chapter(chance: random.Random, root: Path) -> Path:
    return chance.choice(sorted(p for p in (root / "corpus").glob("*.md") if p.stem != "chronology"))


def _entry(chance: random.Random, root: Path) -> Path:
    return chance.choice(sorted((root / "glossary").glob("*.md")))


def definition(chance: random.Random, root: Path) -> None:
    with _entry(chance, root).open("a", encoding="utf-8") as stream:
        stream.write(f"\nDazu gehört {chance.choice(NEW)}.\n")


def term(chance: random.Random, root: Path) -> None:
    _replace(_entry(chance, root), "term: ", chance.choice(["term: Neu-", "term: Groß-"]))


def entry(chance: random.Random, root: Path) -> None:
    name = f"neu-{chance.randrange(1000)}"
    text = f"---\nterm: {chance.choice(['Brücke', 'Taler', 'Poller', 'Kosten'])}{chance.choice(['', 'bau'])}\nkind: concept\n---\n\nEin Wort.\n"
    (root / "glossary" / f"{name}.md").write_text(text, encoding="utf-8")


def note(chance: random.Random, root: Path) -> None:
    with _chapter(chance, root).open("a", encoding="utf-8") as stream:
        stream.write(f"\n:::{{annotation}} p1\n:kind: context\nDas ist {chance.choice(NEW)}.\n:::\n")


def event(chance: random.Random, root: Path) -> None:
    with (root / "corpus" / "chronology.md").open("a", encoding="utf-8") as stream:
        day, name = chance.randint(1, 28), chance.randrange(100_000)
        stream.write(
            f"\n:::{{event}} 2021-0{chance.randint(1, 9)}-{day:02}\n:id: neu-{name}\nEs war {chance.choice(NEW)}.\n:::\n"
        )


def title(chance: random.Random, root: Path) -> None:
    _replace(_chapter(chance, root), "title: ", f"title: {chance.choice(['Neu', 'Alt'])} und ")


def published(chance: random.Random, root: Path) -> None:
    path = _chapter(chance, root)
    lines = path.read_text(encoding="utf-8").split("\n")
    lines = [
        f'published: "{chance.choice(["2019", "2021-05", "2023-01-02"])}"' if x.startswith("published:") else x
        for x in lines
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def language(chance: random.Random, root: Path) -> None:
    path = _chapter(chance, root)
    tag = chance.choice(["de", "en", "ru", "ar"])
    text = re.sub(r"^language: .*$", f"language: {tag}", path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def seed(chance: random.Random, root: Path) -> None:
    path = chance.choice(sorted((root / "seeds").glob("*.txt")))
    _replace(path, ".", f", sagte {chance.choice(NEW)}.")
    write_register(root)
    write_lock(root)


def rights(chance: random.Random, root: Path) -> None:
    path = root / "seeds" / "register.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = chance.choice([n for n, line in enumerate(lines) if "rights:" in line])
    lines[at] = f"  rights: {chance.choice(['open', 'restricted'])}"
    path.write_text("\n".join(lines), encoding="utf-8")


def page(chance: random.Random, root: Path) -> None:
    with (root / "docs" / "index.md").open("a", encoding="utf-8") as stream:
        stream.write(f"\nSiehe {{passage}}`bruecke#p{chance.randint(1, 3)}` und {chance.choice(NEW)}.\n")


def name(chance: random.Random, root: Path) -> None:
    _replace(root / "reader.toml", 'title = "', f'title = "{chance.choice(["Ein", "Das"])} ')


def rename(chance: random.Random, root: Path) -> None:
    old = next(path.stem for path in (root / "corpus").glob("hafen*.md"))
    new = f"hafen{chance.randrange(1000)}"
    (root / "corpus" / f"{old}.md").rename(root / "corpus" / f"{new}.md")
    for path in (*root.glob("corpus/*"), *root.glob("docs/*.md"), *root.glob("glossary/*.md")):
        text = path.read_text(encoding="utf-8")
        for form in ("`{}#", "<{}#", "<{}>", "} {}#", ":at: {}#", "`{}`", "\n{} "):
            text = text.replace(form.replace("{}", old), form.replace("{}", new))
        path.write_text(text, encoding="utf-8")


EDITS: tuple[Edit, ...] = (
    definition,
    term,
    entry,
    note,
    event,
    title,
    published,
    language,
    seed,
    rights,
    page,
    name,
    rename,
)
_OWN = (".doctrees", ".buildinfo", ".lesebuch-edition")
"""What a build notes for the next one."""


def outputs(folder: Path) -> dict[str, bytes]:
    """All files of a site, by their names."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(_OWN)}
