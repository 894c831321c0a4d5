"""Running heads: a list says with what its page begins and ends, a chapter's page which chapter it is."""

import re

import pytest
from printed import Printed, build, copy_mini, laid_out, needs_poppler

pytestmark = needs_poppler
WORDS = " ".join(f"Wort{n}" for n in range(70))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A reader whose glossary has several pages, as has the introduction of a chapter."""
    folder = tmp_path_factory.mktemp("guides")
    root = copy_mini(folder)
    chapter = root / "corpus" / "brunnen.md"
    head, begin, rest = chapter.read_text(encoding="utf-8").partition("\nDer Bericht")
    filling = "\n".join(f"Absatz {n}: {WORDS}.\n" for n in range(24))
    chapter.write_text(f"{head}\n{filling}{begin}{rest}", encoding="utf-8")
    for n in range(60):
        entry = root / "glossary" / f"ort-{n:02d}.md"
        entry.write_text(f"---\nterm: Ort{n:02d}\nkind: place\n---\n\n{WORDS}.\n", encoding="utf-8")
    made = build(root, folder / "pdf")
    assert made.code == 0, made.output
    return made


def test_a_page_of_the_glossary_names_its_first_and_last_entry(long: Printed) -> None:
    checked = 0
    for page in laid_out(long.pdf):
        found = re.search(r"Glossar: (Ort\d\d) – (Ort\d\d)", page[0]) if page else None
        if not found:
            continue
        # Entries begin with their names, in the left column or in the right one.
        begun = re.findall(r"\b(Ort\d\d)\s+Ort\b", "\n".join(page[1:]))
        assert (min(begun), max(begun)) == (found[1], found[2])
        checked += 1
    assert checked >= 3


def test_a_page_says_its_number_and_the_reader_or_the_chapter(long: Printed) -> None:
    # Pages within the chapter: those on which something begins at the top have no head.
    within = {n: page for n, page in enumerate(laid_out(long.pdf), 1) if "Absatz" in str(page)}
    heads = {n: re.split(r"\s{3,}", page[0]) for n, page in within.items() if page[0] != "Texte"}
    left = {n: head for n, head in heads.items() if n % 2 == 0}
    right = {n: head for n, head in heads.items() if n % 2}
    assert left
    assert right
    assert left == {n: [str(n), "Wasser für Salzau"] for n in left}
    assert right == {n: ["Ein Brunnen für alle", str(n)] for n in right}
