"""An Arabic text with a note, in the small German reader: what runs from right to left, and what does not."""

from pathlib import Path

from printed import copy_mini

from lesebuch.cli.main import main

TEXT = "ميناء على النهر\n\nوصلت السفينة الأولى إلى الميناء الجديد في الصباح.\n"
CHAPTER = """---
source: {file: hafen.txt, lines: 1-3}
title: ميناء على النهر
contributors: []
published: null
publisher: null
language: ar
structure:
  - {at: 1, is: title}
---

:::{annotation} p1 "السفينة"
:kind: context
Ein Dampfer kam.
:::
"""


def copy_harbour(folder: Path) -> Path:
    """The small reader with pages to print and the chapter `hafen`."""
    root = copy_mini(folder)
    (folder / "hafen.txt").write_text(TEXT, encoding="utf-8")
    assert main(["add", str(folder / "hafen.txt"), "--root", str(root), "--open", "--licence", "CC BY-SA 4.0"]) == 0
    (drafted,) = [path for path in (root / "corpus").glob("*.md") if "hafen.txt" in path.read_text(encoding="utf-8")]
    drafted.unlink()
    (root / "corpus" / "hafen.md").write_text(CHAPTER, encoding="utf-8")
    assert main(["lock", "--yes", "--root", str(root)]) == 0
    return root
