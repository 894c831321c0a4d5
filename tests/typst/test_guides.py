"""Running heads: a list says with what its page begins and ends, a chapter's page which chapter it is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from printed import Printed, build, copy_mini

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils (apt install poppler-utils)")
WORDS = " ".join(f"Wort{n}" for n in range(70))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A reader whose glossary has several pages."""
    folder = tmp_path_factory.mktemp("guides")
    root = copy_mini(folder)
    for n in range(60):
        entry = root / "glossary" / f"ort-{n:02d}.md"
        entry.write_text(f"---\nterm: Ort{n:02d}\nkind: place\n---\n\n{WORDS}.\n", encoding="utf-8")
    made = build(root, folder / "pdf")
    assert made.code == 0, made.output
    return made


def pages(pdf: Path) -> list[list[str]]:
    shown = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in shown.split("\f")]


def test_a_page_of_the_glossary_names_its_first_and_last_entry(long: Printed) -> None:
    checked = 0
    for page in pages(long.pdf):
        found = re.search(r"Glossar: (Ort\d\d) – (Ort\d\d)", page[0]) if page else None
        if not found:
            continue
        # Entries begin with their names, in the left column or in the right one.
        begun = re.findall(r"\b(Ort\d\d)\s+Ort\b", "\n".join(page[1:]))
        assert (min(begun), max(begun)) == (found[1], found[2])
        checked += 1
    assert checked >= 3


def test_a_page_says_its_number_and_the_reader_or_the_chapter(long: Printed) -> None:
    for number, page in enumerate(pages(long.pdf), 1):
        heads = [line for line in page[:1] if re.search(rf"^{number}\s{{3,}}|\s{{3,}}{number}$", line)]
        if number > 3 and heads and "Glossar" not in heads[0]:
            even = number % 2 == 0
            assert heads[0].startswith(str(number)) is even
            if even:
                assert heads[0].endswith("Wasser für Salzau")
