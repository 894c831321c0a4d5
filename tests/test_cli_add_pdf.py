"""A printed text becomes a chapter: what stands beside it is dropped, its pages can be cited."""

from pathlib import Path

import pytest
import typst

from lesebuch.cli.main import main
from lesebuch.pipeline import read

SENTENCE = "Der Damm bei Salzau hielt auch in diesem Frühjahr dem Wasser stand, obwohl niemand daran geglaubt hatte. "
PAGES = """
#set document(title: "Der Damm bei Salzau – Salzauer Hefte", author: "Anna Meier", date: datetime(year: 1999, month: 3, day: 4))
#set page(width: 11cm, height: 14cm, header: [Salzauer Hefte 3], footer: context align(center, counter(page).display()))
#counter(page).update(40)
= Der Damm bei Salzau
"""


def test_add_drops_running_heads_and_keeps_pages_and_paragraphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paragraphs = [f"Absatz {number}. " + (SENTENCE * 9).strip() for number in range(1, 8)]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    (tmp_path / "damm.pdf").write_bytes(typst.compile((PAGES + "\n\n".join(paragraphs)).encode()))
    monkeypatch.chdir(tmp_path)
    assert main(["add", "damm.pdf"]) == 0
    (chapter,) = (tmp_path / "corpus").glob("*.md")
    drafted = chapter.read_text(encoding="utf-8")
    assert "title: Der Damm bei Salzau  # line" in drafted
    assert "is: drop, reason: running head" in drafted
    assert "name: Anna Meier" in drafted
    assert main(["lock"]) == 0
    assert main(["check"]) == 0, capsys.readouterr()
    reader, _ = read(tmp_path)
    (made,) = reader.chapters
    assert [p.text for p in made.passages if p.kind == "paragraph"] == paragraphs
    pages = [p for p in made.passages if p.kind == "page"]
    assert [p.text for p in pages][:2] == ["40", "41"]
