"""`lesebuch add --review`: doubts are asked about in a terminal, and the answers are what is written."""

import io
import os
import pty
import re
import select
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import warm
from lesebuch.adding import AddingState, Proposal, propose
from lesebuch.adding.doubts import read_doubt
from lesebuch.adding.gathering import Given
from lesebuch.adding.review import Answer, answered, question
from lesebuch.cli import asking
from lesebuch.cli.console import Console
from lesebuch.cli.main import main
from lesebuch.drafting import Claim, Credit, Draft
from lesebuch.model import Text

SENTENCE = "Der Damm bei Salzau hat auch in diesem Jahr gehalten, sagte die Deichgräfin am Morgen im Rathaus."
TEXT = f"""Der Damm hält

Ada Berg

Zwischen den Jahren

{SENTENCE} {SENTENCE}

Wer zahlt?

{SENTENCE} {SENTENCE}
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    (tmp_path / "damm.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LESEBUCH_SEEDS", raising=False)
    return tmp_path


@pytest.fixture
def proposal(reader: Path) -> Proposal:
    found, problems = propose(Given(reader / "damm.txt"), AddingState(reader, [reader / "seeds"], [], [], {}))
    assert not problems
    return found


@pytest.fixture
def made(proposal: Proposal) -> Draft:
    return proposal.drafts[0][1]


@pytest.fixture
def text(proposal: Proposal) -> Text:
    assert proposal.text is not None
    return proposal.text


def about(made: Draft, what: str) -> int:
    return next(i for i, doubt in enumerate(made.doubts) if doubt.startswith(f"{what}: "))


def test_lines_that_were_left_out_can_be_taken_in(made: Draft, text: Text) -> None:
    lines = [number for number, line in enumerate(text.lines, 1) if line.text.strip()][-2:]
    for line in lines:
        made = answered(replace(made, doubts=(f"heading: line {line} may be one",)), 0, Answer.DROP, "", text)
    made = replace(
        made,
        doubts=(
            f"text: 9 words in 2 lines that look like text were left out (lines {lines[0]}, {lines[1]}); 80 were kept",
        ),
    )
    assert question(made, 0).proposed == "2 of 2 lines stand in the chapter, and are dropped"
    with pytest.raises(ValueError, match="drops none of these"):
        answered(made, 0, Answer.CHANGE, "1", text)
    one = answered(made, 0, Answer.CHANGE, str(lines[0]), text)
    assert [claim.line for claim in one.structure if claim.kind == "drop"] == [lines[1]]
    both = answered(made, 0, Answer.CHANGE, "", text)
    assert not any(claim.line in lines for claim in both.structure)
    assert both.doubts == ()


def test_how_a_line_was_read_is_a_doubt_of_its_own(made: Draft, text: Text) -> None:
    last = max(number for number, line in enumerate(text.lines, 1) if line.text.strip())
    made = answered(replace(made, doubts=(f"heading: line {last} may be one",)), 0, Answer.DROP, "", text)
    read = "text: line 1 was recognised with 60 % certainty"
    made = replace(made, doubts=(f"text: 4 words in 1 lines were left out (lines {last})", read))
    assert (question(made, 1).proposed, question(made, 1).answers) == ("", (Answer.KEEP, Answer.LATER))
    assert answered(made, 0, Answer.CHANGE, "", text).doubts == (read,)


@pytest.mark.parametrize(
    ("doubt", "kind", "lines"),
    [
        ("date: line 4 gives 2021-05-03, taken is 2021-05-04", "date", (4,)),
        ("title: it may be line 3, and line 2 a kicker above it", "title", (3, 2)),
        ("verse: lines 3-5 are short lines of one paragraph", "verse", (3, 4, 5)),
        ("head: what is in lines 3, 7 is taken for buttons or sections of a page", "head", (3, 7)),
        ("text: 40 words in 3 lines that look like text were left out (lines 5-6, 9); 80 were kept", "text", (5, 6, 9)),
        ("date: no year fits “line 5 May” (line 3)", "date", (3,)),
        ("duplicate: 40% of it stands in other.txt lines 3-9 too", "duplicate", ()),
        ("language: too few words tell it", "language", ()),
    ],
)
def test_the_lines_of_a_doubt(doubt: str, kind: str, lines: tuple[int, ...]) -> None:
    assert (read_doubt(doubt).about, read_doubt(doubt).lines) == (kind, lines)


def test_who_keeps_something_has_settled_one_doubt(made: Draft, text: Text) -> None:
    at = about(made, "date")
    after = answered(made, at, Answer.KEEP, "", text)
    assert len(after.doubts) == len(made.doubts) - 1
    assert made.doubts[at] not in after.doubts
    assert answered(made, at, Answer.LATER, "", text) == made


def test_a_date_that_is_changed_or_dropped(made: Draft, text: Text) -> None:
    at = about(made, "date")
    after = answered(made, at, Answer.CHANGE, " 2021-05 ", text)
    assert (str(after.published), after.published_at) == ("2021-05", "")
    assert not any(doubt.startswith("date: ") for doubt in after.doubts)
    with pytest.raises(ValueError, match=r"3\. Mai"):
        answered(made, at, Answer.CHANGE, "3. Mai", text)
    assert answered(made, at, Answer.DROP, "", text).published is None


@pytest.mark.parametrize(
    ("doubt", "offer"),
    [
        ("date: line 4 gives 2021-05-03, taken is 2021-05-04", "2021-05-03"),
        ("author: the text names none; line 3 may be a name", "line 3"),
        ("author: line 3 may name one", "line 3"),
        ("author: line 3 gives a name without saying whose", ""),
        ("heading: line 3 may be one", ""),
    ],
)
def test_a_change_needs_no_typing_where_the_doubt_names_what_it_is_to_be(made: Draft, doubt: str, offer: str) -> None:
    assert question(doubtful(made, doubt), 0).wanted.partition(" (Enter: ")[2] == (f"{offer})" if offer else "")


def test_where_nothing_is_named_both_ends_of_the_chapter_are_shown(
    made: Draft, proposal: Proposal, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = doubtful(made, "author: the text names none")
    asking.walk_through(replace(proposal, drafts=[("damm", asked)]), lambda _: "", Console())
    shown = capsys.readouterr().out
    assert [int(number) for number in re.findall(r"line (\d+) \|", shown)] == [1, 3, 5, 11]


def doubtful(made: Draft, *doubts: str) -> Draft:
    return replace(made, doubts=doubts)


def kinds(made: Draft) -> dict[int, str]:
    return {claim.line: claim.kind for claim in made.structure}


def test_a_title_that_is_given_is_not_the_sources(made: Draft, text: Text) -> None:
    made = doubtful(made, "title: it may be line 5, and line 1 a kicker above it", "title: another doubt")
    after = answered(made, 0, Answer.CHANGE, "Vom Damm", text)
    assert (after.title, after.title_at, after.slug, after.doubts) == ("Vom Damm", "", "vom-damm", ())
    with pytest.raises(ValueError, match="must have a title"):
        answered(made, 1, Answer.CHANGE, " ", text)
    with pytest.raises(ValueError, match="the lines 1 to 11"):
        answered(made, 0, Answer.CHANGE, "line 99", text)
    with pytest.raises(ValueError, match="line 2 is empty"):
        answered(made, 0, Answer.CHANGE, "line 2", text)
    assert Answer.DROP not in question(made, 0).answers


@pytest.mark.parametrize("given", ["line 5", ""])
def test_a_title_that_another_line_has(given: str, made: Draft, text: Text) -> None:
    about_it = "subtitle: line 5 may be a heading"
    made = doubtful(made, "title: it may be line 5, and line 1 a kicker above it", about_it)
    assert question(made, 0).wanted.endswith("(Enter: line 5)")
    after = answered(made, 0, Answer.CHANGE, given, text)
    assert (after.title, after.title_at, after.doubts) == ("Zwischen den Jahren", "5", ())
    assert kinds(after) == {1: "subtitle", 3: "byline", 5: "title", 9: "heading"}


def test_authors_that_are_changed_or_dropped(made: Draft, text: Text) -> None:
    made = replace(
        doubtful(made, "author: line 3 gives a name"), credits=(*made.credits, Credit("Jan Moor", "editor", ""))
    )
    after = answered(made, 0, Answer.CHANGE, "Ada  Berg; Mia Korte", text)
    assert [(credit.name, credit.role, credit.at) for credit in after.credits] == [
        ("Ada Berg", "author", ""), ("Mia Korte", "author", ""), ("Jan Moor", "editor", ""),
    ]  # fmt: skip
    assert [c.name for c in answered(made, 0, Answer.DROP, "", text).credits] == ["Jan Moor"]
    with pytest.raises(ValueError, match="no name was given"):
        answered(made, 0, Answer.CHANGE, " ; ", text)


def test_a_line_with_nothing_but_the_name_that_is_given_is_the_byline(made: Draft, text: Text) -> None:
    free = tuple(claim for claim in made.structure if claim.line != 3)
    made = replace(doubtful(made, "author: the text names none; line 3 may be a name"), structure=free, credits=())
    for given in ("Ada Berg", "line 3"):
        after = answered(made, 0, Answer.CHANGE, given, text)
        assert [(credit.name, credit.at) for credit in after.credits] == [("Ada Berg", "3")]
        assert kinds(after)[3] == "byline"


def test_a_line_is_made_another_kind(made: Draft, text: Text) -> None:
    made = doubtful(made, "heading: line 9 may be one")
    assert question(made, 0).proposed == "heading"
    assert 9 not in kinds(answered(made, 0, Answer.CHANGE, "paragraph", text))
    assert kinds(answered(made, 0, Answer.CHANGE, "quote", text))[9] == "quote"
    (dropped,) = [claim for claim in answered(made, 0, Answer.DROP, "", text).structure if claim.line == 9]
    assert (dropped.kind, dropped.detail) == ("drop", "no part of the text")
    with pytest.raises(ValueError, match="one of these: paragraph, heading"):
        answered(made, 0, Answer.CHANGE, "song", text)


def test_a_line_of_which_parts_are_claimed_stays(made: Draft, text: Text) -> None:
    parts = (Claim(9, 0, 3, '9 "Wer"', "drop", "separator"),)
    made = replace(doubtful(made, "heading: line 9 may be one"), structure=parts)
    with pytest.raises(ValueError, match="parts of line 9"):
        answered(made, 0, Answer.CHANGE, "heading", text)


def test_a_language(made: Draft, text: Text) -> None:
    made = doubtful(made, "language: too few words tell it")
    assert answered(made, 0, Answer.CHANGE, "kk-Latn", text).language == "kk-Latn"
    with pytest.raises(ValueError, match="a code such as"):
        answered(made, 0, Answer.CHANGE, "German", text)


def test_a_word_to_the_editor_can_only_be_taken_note_of(made: Draft) -> None:
    made = doubtful(made, "pictures: the source shows some that are not copied: a.png")
    assert question(made, 0).answers == (Answer.KEEP, Answer.LATER)


def answers(*given: str) -> Iterator[str]:
    yield from given
    raise AssertionError("nothing more is to be asked")


def test_it_asks_until_an_answer_can_be(proposal: Proposal) -> None:
    said = io.StringIO()
    typed = answers("x", "k", "c", "Mai", "c", "2021-05")
    (after,) = asking.walk_through(proposal, lambda _prompt: next(typed), Console(file=said, width=200))
    assert (str(after.published), after.doubts) == ("2021-05", ())
    assert "line 3 | Ada Berg" in said.getvalue()
    assert "Answer with k or c or d or Enter." in said.getvalue()
    assert "That cannot be: " in said.getvalue()


def test_what_is_left_for_later_is_asked_once(proposal: Proposal) -> None:
    typed = answers("", "")
    (after,) = asking.walk_through(proposal, lambda _prompt: next(typed), Console(file=io.StringIO()))
    assert after == proposal.drafts[0][1]


def test_without_a_terminal_it_says_so_and_adds_nothing(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "--review", "damm.txt"]) == 2
    assert "--review asks in a terminal, and there is none here" in capsys.readouterr().err
    assert sorted(path.name for path in reader.iterdir()) == ["corpus", "damm.txt", "reader.toml"]


def in_terminal(typed: list[bytes], *files: str) -> tuple[int, str]:
    """Run it in a terminal, where each answer is typed as soon as it asks; the exit code and what is on the screen."""
    pid, screen = pty.fork()
    if not pid:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests may be deaf to it
        os.execv(warm.COLD, [warm.COLD, "-m", "lesebuch.cli.main", "add", "--review", *files])
    said, end = b"", time.monotonic() + 600
    left, seen, again = list(typed), 0, 2
    while time.monotonic() < end:
        if not select.select([screen], [], [], 5)[0]:
            if again and not left and typed[-1:] == [b"\x03"]:
                # Python loses an interrupt that comes within a finaliser: whoever types it again is heard.
                os.write(screen, typed[-1])
                again -= 1
            continue
        try:
            said += (more := os.read(screen, 4096))
        except OSError:  # it has closed the terminal
            break
        if not more:
            break
        if left and re.search(rb"(?:\(Enter\)\? |~: )$", said[seen:]):
            seen = len(said)
            os.write(screen, left.pop(0))
    assert not left
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode("utf-8", "replace")


def test_in_a_terminal_the_answers_are_written_and_a_second_run_changes_nothing(reader: Path) -> None:
    code, said = in_terminal([b"k\r", b"c\r", b"2021-05\r"], "damm.txt")
    assert code == 0, said
    assert "1 chapter drafted, 0 duplicates, 0 in doubt" in said
    chapter = reader / "corpus" / "der-damm-haelt.md"
    written = chapter.read_text(encoding="utf-8")
    assert "published: '2021-05'  # given by the editor\n" in written
    assert "To check" not in written
    assert main(["lock"]) == 0
    assert main(["check"]) == 0
    code, said = in_terminal([], "damm.txt")
    assert (code, chapter.read_text(encoding="utf-8")) == (0, written)
    assert "is registered already" in said


@pytest.mark.parametrize("ended", [b"\x03", b"\x04"])
def test_interrupted_nothing_of_the_source_is_written(reader: Path, ended: bytes) -> None:
    (reader / "steg.txt").write_text(TEXT.replace("Damm", "Steg"), encoding="utf-8")
    code, said = in_terminal([b"\r", b"\r", b"k\r", ended], "damm.txt", "steg.txt")
    assert code == 130, said
    found = {str(path.relative_to(reader)) for path in reader.rglob("*") if path.is_file()}
    assert found == {
        "damm.txt", "steg.txt", "reader.toml", "seeds/damm.txt", "seeds/register.yaml", "corpus/der-damm-haelt.md",
        ".lesebuch/chapter.schema.json",
    }  # fmt: skip
