"""Builds of the small reader as PDF, and what the tests ask of a PDF."""

import html
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pypdf
import pytest
import yaml

from lesebuch import sources

MINI = Path(__file__).parents[1] / "roots" / "mini"
PAGES = {
    "conf.py": 'language = "de"\nextensions = ["lesebuch"]\n',
    "index.md": "# Wasser für Salzau\n\nZum Gebrauch.\n\n```{toctree}\nchapters\nglossary\nchronology\nassignments/rundgang\nsources\nreferences\n```\n",
    "chapters.md": "# Texte\n\n```{chapter-list}\n```\n",
    "glossary.md": "# Glossar\n\n```{glossary-list}\n```\n",
    "chronology.md": "# Chronologie\n\n```{chronology}\n```\n",
    "sources.md": "# Quellen\n\n```{source-list}\n```\n",
    "references.md": "# Literatur\n\n```{bibliography}\n```\n",
}


needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="needs poppler-utils (apt install poppler-utils)"
)
Box = tuple[float, float, float, float]
"""Where a word stands, in points from the upper left corner of its page: left, top, right, bottom."""


@dataclass(frozen=True)
class Printed:
    """A finished run of the builder."""

    code: int
    output: str
    pdf: Path

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.pdf)

    @cached_property
    def pages(self) -> list[str]:
        return [page.extract_text() for page in self.reader.pages]

    @cached_property
    def letters(self) -> str:
        return letters(" ".join(self.pages))

    def pages_with(self, words: str) -> list[int]:
        """The numbers of the pages on which words stand, from 1."""
        return [number for number, page in enumerate(self.pages, 1) if letters(words) in letters(page)]

    def page_of(self, words: str) -> int:
        """The page on which words stand for the first time."""
        return self.pages_with(words)[0]


def letters(text: str) -> str:
    """Letters and digits alone: pages break lines and words where they want."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text)))


def laid_out(pdf: Path) -> list[list[str]]:
    """Page by page the lines as they stand on the paper; what is far apart in a line has spaces between."""
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in _told(pdf, "-layout").split("\f")]


def boxes(pdf: Path) -> list[list[tuple[Box, str]]]:
    """Page by page the words with where they stand."""
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    return [
        [((float(a), float(b), float(c), float(d)), html.unescape(text)) for a, b, c, d, text in word.findall(page)]
        for page in re.findall(r"<page [^>]*>(.*?)</page>", _told(pdf, "-bbox"), re.DOTALL)
    ]


def _told(pdf: Path, how: str) -> str:
    return subprocess.run(["pdftotext", how, str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def copy_mini(folder: Path) -> Path:
    """The small reader with pages to print."""
    root = folder / "reader"
    shutil.copytree(MINI, root)
    for name, text in PAGES.items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    return root


def build(root: Path, out: Path, edition: str = "class", builder: str = "typst") -> Printed:
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-D", f"lesebuch_edition={edition}", "-d", f"{out}-trees"]
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("LESEBUCH_SEEDS", None)
    done = subprocess.run(
        [*command, str(root / "docs"), str(out)], capture_output=True, text=True, check=False, env=environment
    )
    return Printed(done.returncode, done.stdout + done.stderr, out / "reader.pdf")


def replace_source(root: Path, name: str, old: str, new: str) -> None:
    """Change words of a source, and register it anew."""
    path = root / "seeds" / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    source, _ = sources.load(path, name)
    assert source is not None
    register = root / "seeds" / "register.yaml"
    entries = yaml.safe_load(register.read_text(encoding="utf-8"))
    for entry in entries:
        if entry["file"] == name:
            entry |= {"sha256": source.sha256, "text_sha256": sources.checksum(source.text)}
    register.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")


ASSIGNMENT = """# Am Brunnen

::::{task} Das Rad
:operator: Erklären
:answer-space: 6

:::{material} brunnen#p1-p2
:::

Wozu dient das Rad?

:::{expected}
Ahornblatt und Birnbaum.
:::
::::
"""
"""An assignment of the small reader: a task, material, an expected answer."""
