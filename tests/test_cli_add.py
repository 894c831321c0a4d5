"""`lesebuch add` and `lesebuch extract`, as a person runs them."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from lesebuch.adding import keeping
from lesebuch.cli.main import main
from lesebuch.model import Registered
from lesebuch.schema import schema
from lesebuch.sources import read_register

CASES = Path(__file__).parent / "drafting" / "cases"


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "reader"
    (root / "corpus").mkdir(parents=True)
    (root / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    monkeypatch.chdir(root / "corpus")  # the reader is found from any folder in it
    monkeypatch.delenv("LESEBUCH_SEEDS", raising=False)
    return root


def tree(root: Path) -> dict[str, str]:
    return {
        str(p.relative_to(root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in root.rglob("*") if p.is_file()
    }


def test_all_cases_become_chapters_that_check_clean(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(map(str, CASES.glob("*.txt")))
    assert main(["add", *files]) == 0
    said = capsys.readouterr().out
    assert f"{len(list((reader / 'corpus').glob('*.md')))} chapters drafted, 1 duplicate" in said
    assert main(["lock"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "error" not in said
    assert "warning" not in said


def test_the_register(reader: Path) -> None:
    assert main(["add", str(CASES / "collection.txt"), str(CASES / "english.txt")]) == 0
    entries, problems = read_register(reader / "seeds" / "register.yaml")
    assert not problems
    assert [(entry.file, entry.rights.value) for entry in entries] == [
        ("collection.txt", "restricted"),
        ("english.txt", "restricted"),
    ]
    assert [(o.first, o.last, o.reason, o.of) for o in entries[0].outside] == [
        (13, 17, "duplicate", "warum-die-baecker-frueh-aufstehen")
    ]
    assert (reader / "corpus" / "warum-die-baecker-frueh-aufstehen.md").is_file()
    assert (reader / "seeds" / "english.txt").read_bytes() == (CASES / "english.txt").read_bytes()


def test_open_and_licence(reader: Path) -> None:
    assert main(["add", "--open", "--licence", "CC BY 4.0", str(CASES / "english.txt")]) == 0
    entries, _ = read_register(reader / "seeds" / "register.yaml")
    assert (entries[0].rights.value, entries[0].licence) == ("open", "CC BY 4.0")


def test_a_second_run_changes_nothing(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(CASES / "english.txt")
    assert main(["add", file]) == 0
    before = tree(reader)
    capsys.readouterr()
    assert main(["add", file]) == 0
    assert "is registered already" in capsys.readouterr().out
    assert tree(reader) == before


def test_the_same_file_twice_in_one_run(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(CASES / "english.txt")
    assert main(["add", file, file]) == 0
    assert "is registered already" in capsys.readouterr().out
    assert len(read_register(reader / "seeds" / "register.yaml")[0]) == 1


def test_a_dry_run_writes_nothing(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(reader)
    assert main(["add", "--dry-run", str(CASES / "english.txt")]) == 0
    assert "1 chapter found" in capsys.readouterr().out
    assert tree(reader) == before


@pytest.mark.usefixtures("reader")
def test_bad_files_fail_and_the_others_are_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "gone.html").write_text("<title>Seebote</title><h1>Seite nicht gefunden</h1><p>Der Steg ist fort.</p>")
    bad = [str(tmp_path / name) for name in ("empty.txt", "binary.txt", "broken.docx", "none.txt", "gone.html")]
    assert main(["add", *bad[:2], str(CASES / "english.txt"), *bad[2:]]) == 1
    captured = capsys.readouterr()
    errors = captured.err.strip().split("\n")
    assert len(errors) == 5
    assert all(any(path in line for line in errors) for path in bad)
    assert "a server's word that the page cannot be had" in captured.err
    assert "Traceback" not in captured.err
    assert "1 chapter drafted" in captured.out
    assert "5 files failed" in captured.out


def test_names_and_line_ends_that_cannot_work(reader: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / os.fsdecode(b"br\xfccke.txt")
    broken.write_text("Titel\n\nText.\n", encoding="utf-8")
    old = tmp_path / "mac.txt"
    old.write_bytes(b"Titel\r\rVon Anna Muster\r\rText.\r")
    blank = tmp_path / "blank.txt"
    blank.write_text(" \u00ad\n\ufeff\n", encoding="utf-8")
    assert main(["add", str(broken), str(old), str(blank), str(CASES / "english.txt")]) == 1
    said = capsys.readouterr()
    assert "Rename the file" in said.err
    assert "line ends of Unix" in said.err
    assert str(blank) in said.err
    assert "1 chapter drafted" in said.out
    assert len(read_register(reader / "seeds" / "register.yaml")[0]) == 1


def test_names_that_a_terminal_might_take_for_markup(reader: Path, tmp_path: Path) -> None:
    path = tmp_path / f"[red]a[_b] {'ä' * 115}.txt"
    path.write_text("Titel\n\nDas ist ein Text.\n", encoding="utf-8")
    assert main(["add", str(path)]) == 0
    assert (reader / "seeds" / path.name).is_file()


def test_interrupted_it_says_what_was_added(
    reader: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    append = keeping.append_register

    def interrupted(path: Path, entries: Iterable[Registered]) -> None:
        if path.exists():
            raise KeyboardInterrupt
        append(path, entries)

    monkeypatch.setattr(keeping, "append_register", interrupted)
    assert main(["add", str(CASES / "english.txt"), str(CASES / "headed.txt")]) == 130
    assert "english.txt" in capsys.readouterr().out
    found = sorted(path.name for path in reader.rglob("*") if path.is_file())
    assert found == [
        "chapter.schema.json",
        "english.txt",
        "reader.toml",
        "register.yaml",
        "the-bridge-that-the-islanders-built.md",
    ]


def test_chapters_are_never_overwritten(reader: Path) -> None:
    mine = reader / "corpus" / "the-bridge-that-the-islanders-built.md"
    mine.write_text("mine", encoding="utf-8")
    assert main(["add", str(CASES / "english.txt")]) == 0
    assert mine.read_text(encoding="utf-8") == "mine"
    assert (reader / "corpus" / "the-bridge-that-the-islanders-built-2.md").is_file()


def test_sources_are_never_overwritten(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (reader / "seeds").mkdir()
    (reader / "seeds" / "english.txt").write_text("another text", encoding="utf-8")
    before = tree(reader)
    assert main(["add", str(CASES / "english.txt")]) == 1
    assert "File exists" in capsys.readouterr().err
    assert tree(reader) == before


def test_nothing_is_left_when_the_register_cannot_be_written(reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "register.yaml")

    monkeypatch.setattr(keeping, "append_register", fail)
    before = tree(reader)
    assert main(["add", str(CASES / "english.txt")]) == 1
    assert tree(reader) == before


@pytest.mark.usefixtures("reader")
def test_a_name_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(CASES / "english.txt")]) == 0
    for name in ("english.txt", "English.TXT"):  # one file where capitals do not count
        (tmp_path / name).write_text(f"Another text than that, {name}, which has its own words.", encoding="utf-8")
        assert main(["add", str(tmp_path / name)]) == 1
        assert "Another source is registered under the name english.txt" in capsys.readouterr().err


def test_a_repeat_of_a_registered_source(reader: Path, tmp_path: Path) -> None:
    assert main(["add", str(CASES / "revised.txt")]) == 0
    again = tmp_path / "again.txt"
    again.write_text((CASES / "revised.txt").read_text(encoding="utf-8").replace("Hagel", "Sturm"), encoding="utf-8")
    assert main(["add", str(again)]) == 0
    entries, _ = read_register(reader / "seeds" / "register.yaml")
    [repeat] = [entry for entry in entries if entry.file == "again.txt"]
    assert [(o.first, o.last, o.reason, o.of) for o in repeat.outside] == [
        (1, 9, "duplicate", "das-museum-schliesst-fuer-ein-jahr")
    ]
    assert len(list((reader / "corpus").glob("*.md"))) == 1


def test_sources_in_a_folder_of_sources_are_not_copied(reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESEBUCH_SEEDS", f"{reader}{os.pathsep}{CASES}")
    assert main(["add", str(CASES / "english.txt")]) == 0
    assert sorted(p.name for p in (reader / "seeds").iterdir()) == ["register.yaml"]


def test_a_broken_register_is_not_added_to(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (reader / "seeds").mkdir()
    (reader / "seeds" / "register.yaml").write_text("- {file: a", encoding="utf-8")
    before = tree(reader)
    assert main(["add", str(CASES / "english.txt")]) == 1
    assert "register.yaml" in capsys.readouterr().err
    assert tree(reader) == before


def test_outside_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["add", str(CASES / "english.txt")]) == 2
    assert "reader.toml" in capsys.readouterr().err


def test_wrong_use() -> None:
    with pytest.raises(SystemExit) as error:
        main(["add"])
    assert error.value.code == 2


def test_extract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("eins\r\n\r\nd\u00fcrei\x1b[2J\n".encode())
    assert main(["extract", str(path)]) == 0
    assert capsys.readouterr().out == "1  eins\n3  d\u00fcrei\ufffd[2J\n"
    assert main(["extract", str(tmp_path)]) == 1
    assert "it is a folder" in capsys.readouterr().err


@pytest.mark.usefixtures("reader")
def test_the_five_sources(real_seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", *sorted(map(str, real_seeds.glob("00[0-4]_*.txt")))]) == 0
    assert "12 chapters drafted, 1 duplicate" in capsys.readouterr().out
    assert main(["lock"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    assert "12 chapters, 0 glossary entries, 0 events" in capsys.readouterr().out


def test_a_document_becomes_a_chapter_with_its_own_headings(reader: Path) -> None:
    """Fails where headings are guessed: one is a sentence, and a short line that is none looks like one."""
    long = "Der Steg ist zu, und niemand weiß, wann das Holz kommt. " * 5
    text = f"---\ntitle: Der Steg\nauthor: Ada Berg\n---\n\n# Wer bezahlt das am Ende.\n\n{long}\n\nKein Holz\n\n{long}\n\n> Wir warten.\n"
    (reader / "steg.md").write_text(text, encoding="utf-8")
    assert main(["add", str(reader / "steg.md")]) == 0
    chapter = (reader / "corpus" / "der-steg.md").read_text(encoding="utf-8")
    assert chapter.partition("structure:\n")[2].splitlines()[:4] == [
        "  - {at: 1, is: title}", "  - {at: 2, is: byline}", "  - {at: 3, is: heading}", "  - {at: 7, is: quote}",
    ]  # fmt: skip
    assert "contributors:\n  - {name: Ada Berg, role: author}  # line 2\n" in chapter
    assert main(["lock"]) == 0
    assert main(["check"]) == 0


def test_a_title_in_another_script_and_one_without_a_letter(reader: Path, tmp_path: Path) -> None:
    """The first is written in Latin letters; for the second stands the name of its file."""
    words = "水坝今年也保住了村庄。人们说，秋天还要把它加高。钱已经批准了。" * 5
    for name, title in (("wasser-am-damm.txt", "水坝"), ("jahr-am-damm.txt", "1945")):
        (tmp_path / name).write_text(f"{title}\n\n{title}{words}\n", encoding="utf-8")
        assert main(["add", str(tmp_path / name)]) == 0
    assert {path.name for path in (reader / "corpus").iterdir()} == {"shui-ba.md", "jahr-am-damm.md"}


def test_a_draft_names_a_schema_that_is_there(reader: Path) -> None:
    """As an editor of text finds it: from the folder of the chapter, without a network."""
    assert main(["add", str(CASES / "english.txt")]) == 0
    (chapter,) = (reader / "corpus").glob("*.md")
    marker, line = chapter.read_text(encoding="utf-8").splitlines()[:2]
    prefix = "# yaml-language-server: $schema="
    assert (marker, line.startswith(prefix)) == ("---", True)
    named = chapter.parent / line.removeprefix(prefix)
    assert named.resolve().is_relative_to(reader.resolve())
    front = yaml.safe_load(chapter.read_text(encoding="utf-8").split("---\n")[1])
    validator = Draft202012Validator(json.loads(named.read_text(encoding="utf-8")))
    assert not list(validator.iter_errors(front))
    assert list(validator.iter_errors(front | {"statu": "draft"}))


@pytest.mark.parametrize(
    ("there", "after"),
    [('{"$id": "urn:lesebuch:schema:chapter:0"}', schema("chapter")), ("mine", "mine"), ('["mine"]', '["mine"]')],
)
def test_an_older_schema_of_ours_is_renewed_and_no_other_file(reader: Path, there: str, after: str) -> None:
    (reader / ".lesebuch").mkdir()
    path = reader / ".lesebuch" / "chapter.schema.json"
    path.write_text(there, encoding="utf-8")
    assert main(["add", str(CASES / "english.txt")]) == 0
    assert path.read_text(encoding="utf-8") == after
