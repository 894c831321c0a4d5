"""All sheets of a reader for Word: what would be the same stays, what is asked for no more goes."""

import shutil
from pathlib import Path

from lesebuch.cli.main import main

MINI = Path(__file__).parents[1] / "roots" / "mini"


def _build(root: Path, out: Path) -> dict[str, int]:
    """By the names of the sheets the times at which they were written."""
    assert main(["build", "--root", str(root), "--format", "docx", "-o", str(out)]) == 0
    return {path.stem: path.stat().st_mtime_ns for path in (out / "handouts-docx").glob("*.docx")}


def test_one_changed_chapter_makes_its_own_sheet(tmp_path: Path) -> None:
    root, out = tmp_path / "reader", tmp_path / "out"
    shutil.copytree(MINI, root)
    pages = {
        "conf.py": 'extensions = ["lesebuch"]\n',
        "index.md": "# Wasser\n\n```{toctree}\nchapters\nglossary\nchronology\nassignments/rundgang\nreferences\n```\n",
        "chapters.md": "# Texte\n\n```{chapter-list}\n```\n",
        "glossary.md": "# Glossar\n\n```{glossary-list}\n```\n",
        "chronology.md": "# Chronologie\n\n```{chronology}\n```\n",
        "references.md": "# Literatur\n\n```{bibliography}\n```\n",
    }
    for name, text in pages.items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    first = _build(root, out)
    assert {"brunnen", "leitung", "ferry", "rundgang"} <= first.keys()

    chapter = root / "corpus" / "ferry.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("publisher: null", "publisher: Ferry News"),
        encoding="utf-8",
    )
    second = _build(root, out)
    assert {name for name in first if first[name] != second[name]} == {"ferry"}

    damaged = out / "handouts-docx" / "leitung.docx"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    gone = root / "docs" / "assignments" / "rundgang.md"
    gone.unlink()
    index = root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("assignments/rundgang\n", ""), encoding="utf-8")
    third = _build(root, out)
    assert {name for name in third if second[name] != third[name]} == {"leitung"}
    assert "rundgang" not in third
    assert not list((out / "handouts-docx").glob("rundgang*"))
