"""What is kept of a reading is what anybody reads, whatever has happened to the files since."""

import shutil
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesebuch import editorial
from lesebuch.cli import built, sphinx
from lesebuch.cli.main import main
from lesebuch.config import Edition
from lesebuch.kept_reading import Kept
from lesebuch.pipeline import read
from lesebuch.problems import Code, Problem, Where
from lesebuch.stage_memory import Nothing, Same, stamp

T = TypeVar("T")
MINI = Path(__file__).parent / "roots" / "mini"
FILES = [
    "seeds/register.yaml",
    "reader.toml",
    *sorted(
        f"{folder}/{path.name}" for folder in ("corpus", "glossary", "docs") for path in (MINI / folder).glob("*.md")
    ),
]


def reading(root: Path, edition: Edition, folder: Path) -> object:
    """As a command reads that keeps what it has read."""
    memory = Kept(folder, "1")
    found = read(root, edition, memory=memory)
    memory.save()
    return found


def edited(text: str, at: int, how: str) -> str:
    """With another line in the place of one, without it, or with it twice."""
    lines = text.split("\n")
    at %= len(lines)
    lines[at : at + 1] = {"cut": [], "twice": [lines[at]] * 2, "shorter": [lines[at][:-1]], "other": ["Ein Kahn."]}[how]
    return "\n".join(lines)


EDITS = st.tuples(st.sampled_from(FILES), st.integers(0, 40), st.sampled_from(["cut", "twice", "shorter", "other"]))


@settings(max_examples=12, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=3), st.sampled_from(list(Edition)))
def test_after_any_edits_it_is_what_anybody_reads(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int, str]], edition: Edition
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    root = Path(shutil.copytree(MINI, folder / "mini"))
    before = reading(root, edition, folder / "reading")
    for name, at, how in edits:
        path = root / name
        path.write_text(edited(path.read_text(encoding="utf-8"), at, how), encoding="utf-8")
        assert reading(root, edition, folder / "reading") == read(root, edition)
        # A single sheet reads less, and asks the same.
        sheet = sorted((root / "corpus").glob("*.md"))[:1]
        memory = Kept(folder / "reading", "1")
        assert read(root, edition, memory=memory, sheet=sheet) == read(root, edition, sheet=sheet)
    for name, *_ in edits:
        shutil.copyfile(MINI / name, root / name)
    assert reading(root, edition, folder / "reading") == before


def test_what_events_name_is_asked_anew_where_editors_write_in_another_language(tmp_path: Path) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    for name, old, new in (
        ("corpus/chronology.md", "Die Leitung soll", "Die Leitung zu den „wells“ soll"),
        ("reader.toml", 'language = "de"', 'language = "en"'),
    ):
        before = reading(root, Edition.CLASS, tmp_path / "reading")
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        after = reading(root, Edition.CLASS, tmp_path / "reading")
        assert after == read(root) != before


class Counted:
    """Works out what a file says, and counts how often."""

    def __init__(self, path: Path) -> None:
        self.path, self.times = path, 0

    def __call__(self) -> tuple[str, list[Problem]]:
        self.times += 1
        return self.path.read_text(encoding="utf-8"), []


@pytest.fixture
def made(tmp_path: Path) -> Counted:
    path = tmp_path / "a.md"
    path.write_text("eins", encoding="utf-8")
    return Counted(path)


def asked(made: Counted, folder: Path, programs: str = "1") -> str:
    memory = Kept(folder, programs)
    found = memory.get(("a", stamp(made.path)), made)[0]
    # What is made from it is found by its bytes.
    assert memory.get(("b", Same(found)), found.upper) == found.upper()
    memory.save()
    return found


def test_nothing_is_worked_out_twice_but_what_has_changed(made: Counted, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    assert [asked(made, folder), asked(made, folder), made.times] == ["eins", "eins", 1]
    # Of the same length and, it may be, of the same time.
    made.path.write_text("zwei", encoding="utf-8")
    assert [asked(made, folder), made.times] == ["zwei", 2]
    # Another state of the programs makes all of it anew.
    assert [asked(made, folder, "2"), made.times] == ["zwei", 3]
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:-9] + bytes(9), lambda _: b""])
def test_a_damaged_file_is_none(made: Counted, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    asked(made, tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert [asked(made, tmp_path / "kept"), made.times] == ["eins", 2]


def test_what_changes_while_it_is_read_is_not_kept(made: Counted, tmp_path: Path) -> None:
    def meanwhile() -> tuple[str, list[Problem]]:
        found = made()
        made.path.write_text("zwei", encoding="utf-8")
        return found

    key = "a", stamp(made.path)
    memory = Kept(tmp_path / "kept", "1")
    memory.get(key, meanwhile)
    memory.save()
    made.path.write_text("eins", encoding="utf-8")
    Kept(tmp_path / "kept", "1").get(key, made)
    assert made.times == 2


def test_what_was_complained_of_is_not_kept(made: Counted, tmp_path: Path) -> None:
    problem = Problem(Code.BAD_SOURCE, Where("a.md", 1), "Reading it takes more than 60 seconds.")
    for _ in range(2):
        memory = Kept(tmp_path / "kept", "1")
        assert memory.get(("a", stamp(made.path)), lambda: (made()[0], [problem])) == ("eins", [problem])
        memory.save()
    assert made.times == 2


def test_where_it_cannot_be_written_it_is_read_anew(made: Counted, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder", encoding="utf-8")
    assert [asked(made, tmp_path / "kept"), asked(made, tmp_path / "kept"), made.times] == ["eins", "eins", 2]


class Asked(Kept):
    """Notes what it does not find."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "1")
        self.missed: list[object] = []

    def _recalled(self, key: Hashable, make: Callable[[], T]) -> T:
        return super()._recalled(key, lambda: self.missed.append(key) or make())


def test_all_of_a_reading_can_be_kept(tmp_path: Path) -> None:
    """Else a stage whose value has no bytes of its own would make all behind it anew, and nobody would notice."""
    reading(MINI, Edition.CLASS, tmp_path / "kept")
    memory = Asked(tmp_path / "kept")
    read(MINI, memory=memory)
    assert memory.missed == []


def test_a_check_and_a_sheet_ask_what_a_build_has_kept_and_leave_it_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    chapters = Mock(wraps=editorial.read_chapter)
    monkeypatch.setattr(editorial, "read_chapter", chapters)
    said = Mock(return_value=(0, ""))
    monkeypatch.setattr(sphinx, "said", said)
    slug = min(path.stem for path in (root / "corpus").glob("*.md") if path.stem != "chronology")
    commands = ["check"], ["handout", slug, "-o", str(tmp_path / "sheet.pdf")]
    for command in commands:
        main([*command, "--root", str(root)])
    assert chapters.called
    assert type(said.call_args.args[-1]) is Nothing
    assert not (root / "docs" / "_build").exists()
    kept = built.kept(root, "class")
    memory = built.reading(kept)
    read(root, Edition.CLASS, memory=memory)
    memory.save()
    before = {path: path.stat().st_mtime_ns for path in kept.rglob("*")}
    chapters.reset_mock()
    for command in commands:
        main([*command, "--root", str(root)])
    assert not chapters.called
    assert type(said.call_args.args[-1]) is Kept
    assert {path: path.stat().st_mtime_ns for path in kept.rglob("*")} == before
