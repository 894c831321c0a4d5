"""The command line overwrites and removes nothing that it has not made."""

import errno
import shutil
from pathlib import Path

import pytest

from lesebuch.cli import new
from lesebuch.cli.main import main

MINI = Path(__file__).parent / "roots" / "mini"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.mark.parametrize(
    "text",
    ['{"id": "mein", "wert": 1}\n', '{"id": "', "[" * 100_000, "mein Text\n", "[]\n"],
    ids=["object", "cut off", "deep", "text", "list"],
)
def test_jsonl_of_others_stays(root: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_text(text, encoding="utf-8")
    assert main(["export", "jsonl", "-o", str(mine), "--root", str(root)]) == 2
    assert mine.read_text(encoding="utf-8") == text
    assert "is no export of ours" in capsys.readouterr().err


@pytest.mark.parametrize("text", ['---\nid: "ferry"\ntitle: Meine Notiz\n---\n\nText\n', "---\n", "id: x\n"])
def test_markdown_of_others_stays(root: Path, tmp_path: Path, text: str) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "ferry.md").write_text(text, encoding="utf-8")
    assert main(["export", "myst", "-o", str(folder), "--root", str(root)]) == 2
    assert [path.name for path in folder.iterdir()] == ["ferry.md"]
    assert (folder / "ferry.md").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("form", ["jsonl", "myst"])
def test_an_export_is_made_again(root: Path, tmp_path: Path, form: str) -> None:
    for _ in range(2):
        assert main(["export", form, "-o", str(tmp_path / "out"), "--root", str(root)]) == 0


def test_a_build_does_not_go_into_a_folder_of_others(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs" / "conf.py").write_text('extensions = ["lesebuch"]\n', encoding="utf-8")
    page = tmp_path / "site" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"mine")
    assert main(["build", "--root", str(root), "-o", str(page.parents[1]), "--format", "html"]) == 2
    assert "holds files that Lesebuch did not make" in capsys.readouterr().err
    assert page.read_bytes() == b"mine"
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]


def test_a_reader_that_cannot_be_made_takes_away_only_what_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    original = new.create_whole
    count = 0

    def full(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == 5:
            (folder / "mine.md").write_bytes(b"mine")  # somebody is quicker
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        original(path, data)

    monkeypatch.setattr(new, "create_whole", full)
    assert main(["new", str(folder)]) == 1
    left = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
    assert left == ["mine.md"]
