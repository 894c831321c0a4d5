"""`lesebuch add` of a book: its chapters are a part of the reader."""

import random
import tomllib
from pathlib import Path

import pytest

from lesebuch.cli.main import main
from lesebuch.config_reading import read_config

WORDS = "Steg See Sturm Fischer Holz Wald Boot Ufer Netz Nebel Regen Brücke Dorf Rat Kahn Schilf".split()


def chapter(number: int) -> str:
    """Long enough for a chapter of a book, and like no other."""
    drawn = random.Random(number)
    return " ".join(
        f"Am {drawn.choice(WORDS)} lag {drawn.choice(WORDS)} bei {drawn.choice(WORDS)}." for _ in range(400)
    )


BOOK = "---\ntitle: 'Am \"See\"'\n---\n\n" + "".join(
    f"# Kapitel {name}\n\n{chapter(n)}\n\n" for n, name in enumerate(("eins", "zwei", "drei"))
)
CHAPTERS = ["kapitel-eins", "kapitel-zwei", "kapitel-drei"]
PART = {"title": 'Am "See"', "chapters": CHAPTERS}


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "buch.md").write_text(BOOK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "before",
    [
        b'title = "Probe"  # unsere\n',
        b'title = "Probe"',
        b'\xef\xbb\xbftitle = "Probe"\r\n[roles.photographer]\r\nlabel = "Fotos"\r\n',
        b'title = "Probe"\n[[part]]\ntitle = "Vorher"\nchapters = []\n',
    ],
    ids=["plain", "no line end", "Windows", "another part"],
)
def test_the_chapters_of_a_book_become_a_part(reader: Path, before: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = reader / "reader.toml"
    path.write_bytes(before)
    assert main(["add", "--dry-run", "buch.md"]) == 0
    assert path.read_bytes() == before
    assert "would stand at its end" in capsys.readouterr().out
    assert main(["add", "buch.md"]) == 0
    assert "with its 3 chapters stands at its end" in capsys.readouterr().out
    after = path.read_bytes()
    assert after.startswith(before)
    assert (b"\r\n" in before) == (b"\r\n" in after.removeprefix(before))
    assert tomllib.loads(after.decode("utf-8-sig"))["part"][-1] == PART
    config, problems = read_config(path)
    assert not problems
    assert config.part[-1].chapters == tuple(CHAPTERS)


@pytest.mark.parametrize(
    ("before", "other", "said"), [("", True, True), ("", False, False), ("[[part]]\n", True, False)]
)
def test_with_its_first_part_a_reader_is_told_of_its_other_chapters(
    reader: Path, capsys: pytest.CaptureFixture[str], before: str, other: bool, said: bool
) -> None:
    text = before and f'{before}title = "Vorher"\nchapters = ["alt"]\n'
    (reader / "reader.toml").write_text(f'title = "Probe"\n{text}', encoding="utf-8")
    (reader / "corpus" / "chronology.md").write_text("", encoding="utf-8")
    if other:
        (reader / "corpus" / "alt.md").write_text("", encoding="utf-8")
    assert main(["add", "buch.md"]) == 0
    assert ("your other chapters follow behind it" in capsys.readouterr().out) is said


def test_where_it_cannot_be_written_it_is_said(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = 'title = "Probe"\npart = [{title = "Vorher", chapters = []}]\n'
    (reader / "reader.toml").write_text(before, encoding="utf-8")
    main(["add", "buch.md"])
    assert (reader / "reader.toml").read_text(encoding="utf-8") == before
    said = capsys.readouterr().out
    assert "paste this into reader.toml" in said
    assert tomllib.loads(said[said.index("[[part]]") : said.index("]\n", said.index("[[part]]") + 8) + 1])["part"] == [
        PART
    ]
    assert {path.stem for path in (reader / "corpus").glob("*.md")} == set(CHAPTERS)


def test_a_run_that_was_ended_before_it_had_registered_the_book_leaves_one_part(reader: Path) -> None:
    (reader / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    assert main(["add", "buch.md"]) == 0
    once = (reader / "reader.toml").read_bytes()
    (reader / "seeds" / "register.yaml").unlink()
    assert main(["add", "buch.md"]) == 0
    assert (reader / "reader.toml").read_bytes() == once
    assert main(["lock"]) == 0
    assert main(["check"]) == 0


def test_what_cannot_be_registered_leaves_no_part(reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (reader / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    before = (reader / "reader.toml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lesebuch.adding.keeping.append_register", full)
    assert main(["add", "buch.md"]) == 1
    assert (reader / "reader.toml").read_bytes() == before
    assert not list((reader / "corpus").glob("*.md"))
