"""`lesebuch suggest events`, as a user runs it on the mini reader."""

from pathlib import Path
from shutil import copytree

import pytest

from lesebuch.cli import main
from lesebuch.directives import parse

MINI = str(Path(__file__).parent / "roots" / "mini")


def suggest(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main.main(["suggest", "events", *arguments, "--root", MINI])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_what_is_printed_can_be_pasted(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = suggest(capsys, "leitung")
    assert code == 0
    directives, _, problems = parse(out, "x.md", 1)
    assert problems == []
    assert [d.argument for d in directives] == ["1998-05-03", "2001", "1998-23"]
    assert "% The reader has it: leitung-plan" in out
    assert err.startswith("3 dated sentences, 2 of them events already.")


def test_new_leaves_out_what_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = suggest(capsys, "leitung", "--new")
    assert "leitung-plan" not in out
    assert "{event} 1998-23" in out


def test_an_unknown_chapter_is_named_with_a_near_one(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = suggest(capsys, "leitungen")
    assert (code, out) == (2, "")
    assert "Did you mean `leitung`?" in err


def test_a_chapter_without_its_text_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = suggest(capsys, "leitung", "--edition", "public")
    assert code == 2
    assert "leitung.txt" in err


def test_a_language_without_rules_for_dates_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copytree(MINI, tmp_path / "reader")
    chapter = root / "corpus" / "leitung.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("language: de", "language: fr"), encoding="utf-8")
    main.main(["suggest", "events", "leitung", "--root", str(root)])
    assert "Dates in French are not found: leitung." in capsys.readouterr().err
