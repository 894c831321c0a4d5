"""`lesebuch handout`."""

from pathlib import Path

import pypdf
import pytest
from printed import letters

from lesebuch.cli.main import main


def text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_it_holds_the_chapter_and_what_belongs_to_it(handout: Path) -> None:
    found = letters(text(handout))
    wanted = [
        "Ein Brunnen für alle",
        "Gemeint sind Bohrmeter",
        "Der alte Brunnen versiegt",
        "Worterklärungen",
        "Name:",
        "Datum:",
    ]
    assert [words for words in wanted if letters(words) not in found] == []


def test_it_holds_nothing_of_other_chapters(handout: Path) -> None:
    found = letters(text(handout))
    assert letters("Das Wasserwerk kündigt eine Leitung an") not in found
    assert letters("Ein Bericht aus der Sicht des Wasserwerks") not in found
    assert "Chronologie" not in found


def test_it_is_a4_with_every_fifth_line_numbered(handout: Path) -> None:
    page = pypdf.PdfReader(handout).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    numbers = [line.strip() for line in text(handout).splitlines() if line.strip().isdigit()]
    assert "5" in numbers


def test_an_unknown_chapter_is_answered_with_names_that_look_like_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", "brunen", "--root", str(root)]) == 2
    assert "There is no chapter 'brunen'. Did you mean brunnen?" in capsys.readouterr().err


def test_a_file_of_others_is_not_overwritten_without_being_asked(
    root: Path, tmp_path: Path, handout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.pdf"
    mine.write_bytes(b"something else")
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(mine)]) == 2
    assert "--force" in capsys.readouterr().err
    assert mine.read_bytes() == b"something else"
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(mine), "--force"]) == 0
    assert mine.read_bytes() == handout.read_bytes()
    # One of ours may be made anew.
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(mine)]) == 0


def test_without_the_text_it_says_so_and_has_the_rest(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "leitung.pdf"
    assert main(["handout", "leitung", "--root", str(root), "--edition", "public", "-o", str(out)]) == 0
    assert "not at hand" in capsys.readouterr().err
    found = letters(text(out))
    assert letters("Anders klingt Hartmann selbst") in found
    assert letters("Sie soll 2001 fertig sein") not in found
