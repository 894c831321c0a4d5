"""Builds of the small reader as PDF, and what the tests ask of a PDF."""

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


def letters(text: str) -> str:
    """Letters and digits alone: pages break lines and words where they want."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text)))


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
