"""Tracked changes on the command line: `add` tells and asks, the register keeps the choice, `replace` and builds hold to it."""

import io
import sys
from pathlib import Path

import pytest

from lesebuch.cli.asking import ask_changes
from lesebuch.cli.console import Console
from lesebuch.cli.main import main
from lesebuch.pipeline import read
from lesebuch.problems import Severity
from lesebuch.sources.tracked import Tracked
from test_cli_review import in_terminal

sys.path.insert(0, str(Path(__file__).parent / "sources"))

from test_changes import deleted, docx, inserted, words

SENTENCE = "Der Damm bei Salzau hat auch in diesem Jahr gehalten, sagte die Deichgräfin am Morgen im Rathaus."


def document(*more: str) -> bytes:
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Der Damm hält</w:t></w:r></w:p>'
    changed = f"<w:p>{words('Das Meer ')}{deleted('stieg')}{inserted('fiel')}{words(f' am Abend. {SENTENCE}')}</w:p>"
    return docx(
        "".join([title, f"<w:p>{words(SENTENCE)}</w:p>", changed, *(f"<w:p>{words(one)}</w:p>" for one in more)])
    )


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    (tmp_path / "damm.docx").write_bytes(document())
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LESEBUCH_SEEDS", raising=False)
    return tmp_path


def registered(reader: Path) -> str:
    return (reader / "seeds" / "register.yaml").read_text(encoding="utf-8")


def text(reader: Path) -> str:
    assert main(["lock"]) == 0
    made, problems = read(reader)
    assert not [str(problem) for problem in problems if problem.severity is Severity.ERROR]
    chapter = made.chapters[0]
    return " | ".join(passage.text or "" for passage in chapter.passages)


def test_unasked_all_changes_are_accepted_and_told(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "damm.docx", "--open"]) == 0
    told = "changes: 1 insertion, 1 deletion by Ada Berg tracked (line 3); the text is as if all were accepted"
    assert "1 deletion by Ada Berg" in " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert f"# To check: {told}" in (reader / "corpus" / "der-damm-haelt.md").read_text(encoding="utf-8")
    assert "extractor: docx 7\n" in registered(reader)
    assert "Das Meer fiel am Abend." in text(reader)


@pytest.mark.parametrize(
    ("changes", "wanted"), [("reject", "Das Meer stieg am Abend."), ("all", "Das Meer stieg fiel am Abend.")]
)
def test_the_choice_is_kept(reader: Path, changes: str, wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "damm.docx", "--open", "--changes", changes]) == 0
    assert f"extractor: docx 7 {changes}\n" in registered(reader)
    assert wanted.replace("stieg fiel", "stiegfiel") in text(reader)
    assert main(["status"]) == 0
    assert "read as they once were" not in capsys.readouterr().out
    before = registered(reader)
    assert main(["add", "damm.docx", "--changes", "accept"]) == 0
    assert registered(reader) == before


def test_where_nothing_is_tracked_nothing_is_kept(reader: Path) -> None:
    (reader / "steg.docx").write_bytes(docx(f"<w:p>{words(SENTENCE)}</w:p>"))
    assert main(["add", "steg.docx", "--changes", "reject"]) == 0
    assert "extractor: docx 7\n" in registered(reader)


def test_a_source_that_is_replaced_keeps_the_choice(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "damm.docx", "--open", "--changes", "reject"]) == 0
    assert main(["lock"]) == 0
    (reader / "neu.docx").write_bytes(document("Ein neuer Absatz, den es vorher nicht gab."))
    capsys.readouterr()
    assert main(["replace", "der-damm-haelt", "neu.docx"]) == 0
    assert (
        "neu.docx: 1 insertion, 1 deletion by Ada Berg tracked; the text is as if all were rejected."
        in capsys.readouterr().out
    )
    assert "extractor: docx 7 reject\n" in registered(reader)
    assert "Das Meer stieg am Abend." in text(reader)


def test_the_choice_can_be_changed(reader: Path) -> None:
    assert main(["add", "damm.docx", "--open", "--changes", "reject"]) == 0
    assert main(["lock"]) == 0
    assert main(["replace", "der-damm-haelt", "damm.docx", "--changes", "accept"]) == 0
    assert "extractor: docx 7\n" in registered(reader)
    assert "Das Meer fiel am Abend." in text(reader)


@pytest.mark.usefixtures("reader")
def test_extract_shows_the_lines_as_they_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "damm.docx", "--changes", "reject"]) == 0
    assert "3  Das Meer stieg am Abend." in capsys.readouterr().out


def test_a_choice_that_is_none_is_wrong_use(reader: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["add", "damm.docx", "--changes", "some"])
    assert ended.value.code == 2
    assert not (reader / "seeds").exists()


@pytest.mark.parametrize(
    ("typed", "wanted"), [([""], "accept"), (["a"], "accept"), (["x", "R"], "reject"), (["all"], "all")]
)
def test_what_is_asked(typed: list[str], wanted: str) -> None:
    said, given = io.StringIO(), iter(typed)
    found = Tracked(2, 0, 1, ("Ada Berg",))
    assert ask_changes("a.docx", found, lambda _prompt: next(given), Console(file=said, width=200)) == wanted
    assert "a.docx: 2 insertions, 1 move by Ada Berg tracked." in said.getvalue()
    assert ("Answer with" in said.getvalue()) == (typed[0] == "x")


def test_in_a_terminal_it_is_asked_before_all_else(reader: Path) -> None:
    code, said = in_terminal([b"all\r", *[b"k\r"] * 4], "damm.docx")
    assert code == 0, said
    assert said.index("1 deletion by Ada Berg tracked.") < said.index("corpus/der-damm-haelt.md")
    assert "extractor: docx 7 all\n" in registered(reader)


@pytest.mark.parametrize("ended", [b"\x03", b"\x04"])
def test_who_does_not_answer_adds_nothing(reader: Path, ended: bytes) -> None:
    code, said = in_terminal([ended], "damm.docx")
    assert code == 130, said
    assert sorted(path.name for path in reader.iterdir()) == ["corpus", "damm.docx", "reader.toml"]
