"""All sheets of a reader for Word: what would be the same stays, what is asked for no more goes."""

import shutil
from pathlib import Path

import pytest

from lesebuch.cli.main import main

MINI = Path(__file__).parents[1] / "roots" / "mini"


def _build(root: Path, out: Path) -> dict[str, int]:
    """By the names of the sheets the times at which they were written."""
    assert main(["build", "--root", str(root), "--format", "docx", "-o", str(out)]) == 0
    return {path.stem: path.stat().st_mtime_ns for path in (out / "handouts-docx").glob("*.docx")}


def _drop_assignment(root: Path) -> None:
    (root / "docs" / "assignments" / "rundgang.md").unlink()
    index = root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("assignments/rundgang\n", ""), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "reader"
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
    return root


def test_one_changed_chapter_makes_its_own_sheet(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = _build(root, out)
    assert {"brunnen", "leitung", "ferry", "rundgang"} <= first.keys()

    chapter = root / "corpus" / "ferry.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("publisher: null", "publisher: Ferry News"),
        encoding="utf-8",
    )
    second = _build(root, out)
    assert {name for name in first if first[name] != second[name]} == {"ferry"}

    _drop_assignment(root)
    third = _build(root, out)
    assert third.items() <= second.items()
    assert "rundgang" not in third
    assert not list((out / "handouts-docx").glob("rundgang*"))


def test_what_a_teacher_has_changed_is_kept_beside_what_is_made_anew(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    first = _build(root, out)
    folder = out / "handouts-docx"
    sheet = folder / "leitung.docx"
    made = sheet.read_bytes()
    for changed in (b"with words of a teacher's", b"with other words"):
        sheet.write_bytes(changed)
        capsys.readouterr()
        _build(root, out)
        assert "leitung.docx was changed since it was made; it is now 'leitung (changed" in capsys.readouterr().err
        assert sheet.read_bytes() == made
    assert (folder / "leitung (changed).docx").read_bytes() == b"with words of a teacher's"
    assert (folder / "leitung (changed 2).docx").read_bytes() == b"with other words"

    (folder / "rundgang.docx").write_bytes(b"changed, too")
    _drop_assignment(root)
    last = _build(root, out)
    assert last.keys() - first.keys() == {"leitung (changed)", "leitung (changed 2)", "rundgang (changed)"}
    assert "rundgang" not in last
