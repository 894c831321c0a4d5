import shutil
from pathlib import Path

import pytest

from lesebuch import export, pipeline, sources
from lesebuch.config import Config, Edition, find_root, read_config
from lesebuch.model import PassageRef, Rights
from lesebuch.pipeline import read
from lesebuch.problems import Code

MINI = Path(__file__).parent / "roots" / "mini"
SECRET = ("Rathaus", "Beide Seiten", "den Bau einer", "Von Jonas", "fertig sein")
"""Words that only the restricted text has; its notes and titles do not quote them."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


def test_a_class_edition_has_every_text() -> None:
    reader, problems = read(MINI)
    assert problems == []
    assert [chapter.slug for chapter in reader.chapters] == ["brunnen", "leitung", "ferry"]
    assert all(chapter.available for chapter in reader.chapters)
    assert [event.id for event in reader.events] == [
        "brunnen-versiegt",
        "brunnen-offen",
        "leitung-plan",
        "leitung-fertig",
    ]
    passage = reader.passage(PassageRef("leitung", "p2"))
    assert passage
    assert "Rathaus" in (passage.text or "")


def test_a_public_edition_holds_no_restricted_word() -> None:
    reader, problems = read(MINI, Edition.PUBLIC)
    assert problems == []
    everything = repr(reader) + export.jsonl(reader) + "".join(export.myst(reader, c) for c in reader.chapters)
    assert [word for word in SECRET if word in everything] == []
    assert {chapter.slug: chapter.available for chapter in reader.chapters} == {
        "brunnen": True,
        "leitung": False,
        "ferry": True,
    }
    assert "leitung" not in reader.mentions
    assert "leitung" not in reader.times


def test_the_secret_words_are_in_the_text() -> None:
    text = (MINI / "seeds" / "leitung.txt").read_text(encoding="utf-8")
    assert [word for word in SECRET if word not in text] == []


def test_a_public_edition_never_opens_a_restricted_file(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    load = sources.load

    def spy(path: Path, name: str = "") -> object:
        opened.append(path.name)
        return load(path, name)

    monkeypatch.setattr(pipeline.sources, "load", spy)
    read(MINI, Edition.PUBLIC)
    assert sorted(opened) == ["brunnen.txt", "ferry.md"]


@pytest.mark.parametrize("rights", ["rights: free", "rights:", "title: x"])
def test_unknown_rights_count_as_restricted(root: Path, rights: str) -> None:
    register = root / "seeds" / "register.yaml"
    register.write_text(
        register.read_text(encoding="utf-8").replace("  rights: open", "  " + rights, 1), encoding="utf-8"
    )
    reader, _ = read(root, Edition.PUBLIC)
    chapter = reader.chapter("brunnen")
    assert chapter
    assert chapter.rights is Rights.RESTRICTED
    assert not chapter.available
    assert "Bürgermeisterin drehte" not in repr(reader)


def test_an_unregistered_source_is_never_shown(root: Path) -> None:
    register = root / "seeds" / "register.yaml"
    register.write_text("", encoding="utf-8")
    for edition in Edition:
        reader, problems = read(root, edition)
        assert not any(chapter.available for chapter in reader.chapters)
        assert [p.code for p in problems].count(Code.UNREGISTERED_SOURCE) == len(reader.chapters)


def test_sources_are_found_by_checksum_wherever_they_lie(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "eins", tmp_path / "zwei"
    first.mkdir()
    second.mkdir()
    (root / "seeds" / "leitung.txt").rename(first / "anders.dat")
    (root / "seeds" / "brunnen.txt").rename(second / "brunnen.txt")
    assert {p.code for p in read(root)[1]} == {Code.RESTRICTED_SOURCE, Code.MISSING_SOURCE}
    monkeypatch.setenv(pipeline.SEEDS_VARIABLE, str(first))
    reader, problems = read(root, seeds=[second])
    assert problems == []
    assert all(chapter.available for chapter in reader.chapters)


def test_an_empty_root_is_a_reader_without_chapters(tmp_path: Path) -> None:
    (tmp_path / "reader.toml").write_text("")
    reader, problems = read(tmp_path)
    assert reader.chapters == ()
    assert problems == []


def test_a_faulty_chapter_takes_no_other_with_it(root: Path) -> None:
    (root / "corpus" / "ferry.md").write_bytes(b"\xff\xfe\x00---")
    (root / "corpus" / "Große Fahrt.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    reader, problems = read(root)
    assert [chapter.slug for chapter in reader.chapters] == ["brunnen", "leitung"]
    codes = {problem.code for problem in problems if problem.where.path.startswith("corpus/")}
    assert {Code.UNREADABLE, Code.BAD_VALUE} <= codes


def test_places_are_relative_to_the_root(root: Path) -> None:
    (root / "seeds" / "leitung.txt").unlink()
    (root / "docs" / "references.bib").unlink()
    (root / "corpus" / "passages.lock").unlink()
    problems = read(root)[1]
    assert len(problems) > 3
    assert [problem for problem in problems if problem.where.path.startswith("/")] == []


def test_progress_is_told(root: Path) -> None:
    told: list[tuple[str, int, int]] = []
    read(root, progress=lambda *what: told.append(what))
    assert ("Reading chapters", 2, 3) in told
    assert {what for what, _, _ in told} == {
        "Reading sources",
        "Reading chapters",
        "Linking the glossary",
        "Finding dates",
    }


def test_config(tmp_path: Path) -> None:
    (tmp_path / "reader.toml").write_text('title = "T"\nseeds = ["a", "b"]\n')
    assert read_config(tmp_path / "reader.toml") == (Config(title="T", seeds=("a", "b")), [])
    below = tmp_path / "x" / "y"
    below.mkdir(parents=True)
    assert find_root(below) == tmp_path
