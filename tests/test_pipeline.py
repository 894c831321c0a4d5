import gc
import os
import shutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from lesebuch import export, folders, myst, pipeline, sources
from lesebuch.config import Config, Edition, find_root
from lesebuch.config_reading import read_config
from lesebuch.glyphs import FONTS
from lesebuch.limits import PROBLEMS
from lesebuch.model import PassageRef, Rights, SourcePicture
from lesebuch.pipeline import read
from lesebuch.problems import Code, Problem, Where
from lesebuch.stage_memory import Memory

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

    def spy(path: Path, name: str = "", extractor: str = "") -> object:
        opened.append(path.name)
        return load(path, name, extractor)

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
        hints = [p.hint for p in problems if p.code is Code.UNREGISTERED_SOURCE]
        assert len(hints) == 1  # for all chapters: the cause is one
        # Who adds the sources again has each chapter twice, and is to know it.
        assert all("delete the chapters that it drafts" in hint for hint in hints)


def test_sources_are_found_by_checksum_wherever_they_lie(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "eins", tmp_path / "zwei"
    first.mkdir()
    second.mkdir()
    (root / "seeds" / "leitung.txt").rename(first / "anders.dat")
    (root / "seeds" / "brunnen.txt").rename(second / "brunnen.txt")
    assert {p.code for p in read(root)[1]} == {Code.RESTRICTED_SOURCE, Code.MISSING_SOURCE}
    monkeypatch.setenv(folders.SEEDS_VARIABLE, str(first))
    reader, problems = read(root, seeds=[second])
    assert problems == []
    assert all(chapter.available for chapter in reader.chapters)


def test_for_a_sheet_no_dates_are_looked_for_and_nothing_is_checked(root: Path) -> None:
    with (root / "corpus" / "leitung.md").open("a", encoding="utf-8") as file:
        file.write(":::{event} 2024\n:id: siehe\n:at: p1\nSiehe {passage}`nirgends#p1`.\n:::\n")
    whole, problems = read(root)
    assert whole.times["brunnen"]
    assert Code.DEAD_PASSAGE in {p.code for p in problems}
    sheet, others = read(root, sheet=list((root / "corpus").glob("*.md")))
    assert Code.DEAD_PASSAGE not in {p.code for p in others}
    assert sheet == replace(whole, times={}, named={})


def test_for_a_sheet_of_the_pages_none_but_assignments_are_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "docs" / "index.md").write_text("# Anfang\n", encoding="utf-8")
    scan = Mock(wraps=myst.scan)
    monkeypatch.setattr(myst, "scan", scan)
    sheet, _ = read(root, sheet=[root / "corpus" / "leitung.md"])
    assert [call.args[0].where.path for call in scan.call_args_list] == ["docs/assignments/rundgang.md"]
    assert sheet.assignments == read(root)[0].assignments


def test_a_public_edition_is_checked_whole_even_for_a_sheet(root: Path) -> None:
    with (root / "corpus" / "leitung.md").open("a", encoding="utf-8") as file:
        file.write(":::{event} 2024\n:id: siehe\n:at: p1\nSiehe {passage}`nirgends#p1`.\n:::\n")
    sheet = [root / "corpus" / "leitung.md"]
    assert read(root, Edition.PUBLIC, sheet=sheet) == read(root, Edition.PUBLIC)


@pytest.mark.parametrize(
    ("added", "texts"),
    [
        ("", {"ferry", "brunnen"}),
        ("As in {passage}`leitung#p2`.", {"brunnen", "leitung", "ferry"}),
        ("```{include} more.md\n```", {"brunnen", "leitung", "ferry"}),
    ],
)
def test_for_a_sheet_no_other_texts_are_read_than_those_that_it_may_quote(
    root: Path, added: str, texts: set[str]
) -> None:
    path = root / "corpus" / "ferry.md"
    path.write_text(path.read_text("utf-8").replace("\n---\n", f"\n---\n\n{added}\n", 1), encoding="utf-8")
    reader, _ = read(root, sheet=[path])
    assert {chapter.slug for chapter in reader.chapters if chapter.available} == texts


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


def test_progress_counts_from_nothing_to_the_last_but_one(root: Path) -> None:
    told: list[tuple[str, int, int]] = []
    read(root, progress=lambda *what: told.append(what))
    assert told == [
        (what, done, 3)
        for what in ("Reading sources", "Reading chapters", "Linking the glossary", "Finding dates")
        for done in range(3)
    ]


def test_chapters_stand_in_order_of_their_days_and_those_without_one_last(root: Path) -> None:
    day = root / "corpus" / "leitung.md"
    text = day.read_text(encoding="utf-8")
    assert "\npublished: " in text
    old = text[text.index("\npublished: ") :].split("\n")[1]
    for given, order in (
        ("published: 1998-04-11", ["leitung", "brunnen", "ferry"]),
        ("published: 1998-04-12", ["brunnen", "leitung", "ferry"]),
        ("published: -0430", ["leitung", "brunnen", "ferry"]),
        ("published: null", ["brunnen", "ferry", "leitung"]),
    ):
        day.write_text(text.replace(old, given), encoding="utf-8")
        assert [chapter.slug for chapter in read(root)[0].chapters] == order


def test_events_stand_in_order_of_their_days_then_of_their_ids(root: Path) -> None:
    with (root / "corpus" / "chronology.md").open("a", encoding="utf-8") as stream:
        for day, name in (("1995", "a"), ("1995", "z"), ("-0430", "m"), ("1998-04-11", "b")):
            stream.write(f"\n:::{{event}} {day}\n:id: {name}\nEtwas.\n:::\n")
    assert [event.id for event in read(root)[0].events] == [
        "m", "a", "brunnen-versiegt", "z", "b", "brunnen-offen", "leitung-plan", "leitung-fertig",
    ]  # fmt: skip


def test_of_one_kind_in_one_file_so_many_problems_are_told_as_somebody_may_read() -> None:
    def problem(number: int, path: str = "a.md", code: Code = Code.BAD_VALUE) -> Problem:
        return Problem(code, Where(path, number), f"Fault {number}.")

    many = [problem(number) for number in range(1, 1301 + PROBLEMS)]
    others = [problem(1, "b.md"), problem(2, code=Code.OVERLAP)]
    shown = pipeline._limited([*many[:5], *others, *many[5:]])
    assert shown[:7] == [*many[:5], *others]
    assert shown[7:-1] == many[5:PROBLEMS]
    assert shown[-1] == Problem(
        Code.BAD_VALUE, many[PROBLEMS].where, "There are 1,300 more problems of this kind in this file."
    )
    exactly = many[:PROBLEMS]
    assert pipeline._limited(exactly) == exactly


def test_sources_lie_at_home_too(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    (home / "texte").mkdir(parents=True)
    (root / "seeds" / "leitung.txt").rename(home / "texte" / "leitung.txt")
    assert [p.code for p in read(root)[1]] == [Code.RESTRICTED_SOURCE]
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv(folders.SEEDS_VARIABLE, os.pathsep.join(["", "~/texte", "~nobody-of-this-name/x", ""]))
    assert read(root)[1] == []


def test_a_source_of_other_bytes_is_named_with_its_place(root: Path) -> None:
    (root / "seeds" / "brunnen.txt").write_text("anders", encoding="utf-8")
    found = [p for p in read(root)[1] if p.code is Code.CHANGED_SOURCE]
    assert [(str(p.where), p.message) for p in found] == [
        ("seeds/register.yaml:4", "seeds/brunnen.txt is not the file that was registered: its checksum differs.")
    ]


def test_garbage_is_collected_again_after_reading(root: Path) -> None:
    assert gc.isenabled()
    read(root)
    assert gc.isenabled()
    gc.disable()
    try:
        read(root)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_faulty_chapter_makes_no_lines_seem_lost(root: Path) -> None:
    (root / "corpus" / "ferry.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert Code.LOST_TEXT not in {problem.code for problem in read(root)[1]}


def test_a_register_that_cannot_be_read_is_one_thing_to_put_right(root: Path) -> None:
    (root / "seeds" / "register.yaml").write_text("- file: [", encoding="utf-8")
    codes = {problem.code for problem in read(root)[1]}
    assert Code.BAD_YAML in codes
    assert not codes & {Code.UNREGISTERED_SOURCE, Code.PASSAGE_UNLOCKED}


def test_folders_of_fonts_are_the_readers_own(root: Path) -> None:
    shutil.copytree(FONTS, root / "schriften", ignore=lambda _folder, names: sorted(names)[1:])
    (root / "netz").mkdir()
    (root / "netz" / "a.woff2").write_bytes(b"wOF2")
    config = root / "reader.toml"
    config.write_text(
        config.read_text(encoding="utf-8") + '\nfonts = ["schriften", "netz", "fehlt"]\n', encoding="utf-8"
    )
    assert [(str(p.where), p.message) for p in read(root)[1]] == [
        ("reader.toml", "`fonts` names fehlt, and there is no such folder."),
        ("reader.toml", "`fonts` names netz, and no font is in it that the book can use."),
    ]


_EDITS = (
    ("seeds/register.yaml", "{lines: 17, reason: newsletter call}", "{lines: 3, reason: newsletter call}"),
    ("seeds/register.yaml", "\n  rights: open", "\n  rights: restricted"),
    ("glossary/salzau.md", "term: Salzau", "term: Salzaue"),
    ("glossary/brunnen.md", "see: [salzau]", "see: [nirgends]"),
    ("corpus/brunnen.md", "lines: 1-15", "lines: 1-13"),
    ("corpus/ferry.md", "\n---\n\n", "\n---\n\nSee {entry}`nothing`. "),
)


@pytest.mark.parametrize("edition", list(Edition))
def test_who_remembers_reads_what_anybody_reads(root: Path, edition: Edition) -> None:
    memory = Memory()
    found = [read(root, edition, memory=memory)]
    for name, before, after in _EDITS:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        for words in (text.replace(before, after, 1), text):
            path.write_text(words, encoding="utf-8")
            memory.turn()
            found.append(read(root, edition, memory=memory))
            assert found[-1] == read(root, edition), name
    # Each edit is seen, and gone again when it is taken back.
    assert [name for (name, *_), changed in zip(_EDITS, found[1::2], strict=True) if changed == found[0]] == []
    assert all(mended == found[0] for mended in found[2::2])


def test_who_remembers_sees_that_the_file_of_a_picture_is_another(tmp_path: Path) -> None:
    file = tmp_path / "pictures" / "a.png"
    file.parent.mkdir()
    picture = SourcePicture("a.png", "a.png", Where("corpus/brunnen.md", 3), alt="Ein Brunnen")
    chapter = replace(read(MINI)[0].chapters[0], pictures=(picture,))
    memory = Memory()
    found = []
    for content in (b"no picture", b"\x89PNG\r\n\x1a\n"):
        file.write_bytes(content)
        memory.turn()
        found.append(Code.BAD_VALUE in {p.code for p in pipeline._pictured(chapter, [tmp_path], memory)[1]})
    assert found == [True, False]
