"""Sources that are too much: refused with one line, whatever reads them, and what comes next is read as ever."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest

from lesebuch import limits
from lesebuch.problems import Code, Where
from lesebuch.sources import aside, deadline, extract, extracting, office

PARAGRAPHS = b"<p>Ein Satz in einem Absatz.</p>\n" * 3_000


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process aside that has a twentieth of a second."""
    aside._ASIDE.end()
    monkeypatch.setattr(aside._ASIDE, "_seconds", 0.05)
    yield
    aside._ASIDE.end()


def refused(data: bytes, name: str, words: str) -> None:
    source, problems = extract(data, name, Where(name))
    assert source is None
    assert [problem.code for problem in problems] == [Code.BAD_SOURCE]
    assert words in problems[0].message
    assert "\n" not in str(problems[0])


def test_what_is_read_aside_is_what_is_read_at_once() -> None:
    assert len(PARAGRAPHS) > extracting._AT_ONCE["html"]
    source, problems = extract(PARAGRAPHS, "a.html", Where("a.html"))
    assert not problems
    assert source
    assert source.text == extracting.EXTRACTORS["html"][1](PARAGRAPHS)[0]
    assert source.extractor == "html 4"


def test_a_refusal_aside_keeps_its_hint() -> None:
    source, [problem] = extract(b"%PDF-1.7\n1 0 obj\n<< /Type", "a.pdf", Where("a.pdf"))
    assert source is None
    assert "PDF" in problem.message


@pytest.mark.usefixtures("_short")
def test_what_takes_too_long_is_refused_and_the_next_is_read() -> None:
    attributes = b"<p " + b" ".join(b"a%d" % n for n in range(60_000)) + b">Ein Satz.</p>"
    refused(attributes, "a.html", "takes more than")
    assert aside._ASIDE._process is None
    aside._ASIDE.end()
    source, problems = extract(b"<p>Ein Satz.</p>" + b" " * 60_000, "b.html", Where("b.html"))
    assert source or "takes more than" in problems[0].message  # a start in a twentieth of a second is not promised


def test_a_reader_that_breaks_off_is_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    aside._ASIDE.end()
    monkeypatch.setattr(aside, "_START", "import os; os.kill(os.getpid(), 11)")
    refused(PARAGRAPHS, "a.html", "broke off")
    monkeypatch.undo()
    assert extract(PARAGRAPHS, "a.html", Where("a.html"))[0]


def test_a_module_in_the_folder_of_work_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    aside._ASIDE.end()
    assert extract(PARAGRAPHS, "a.html", Where("a.html"))[0]


def test_the_process_aside_ends_with_its_owner() -> None:
    code = (
        "from lesebuch.sources import aside, extract; from lesebuch.problems import Where\n"
        "extract(b'<p>Ein Satz.</p>' * 9000, 'a.html', Where('a'))\n"
        "print(aside._ASIDE._process.pid, flush=True)\n"
        "import os; os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    for _ in range(600):
        if not _runs(pid):
            break
        subprocess.run(["sleep", "0.05"], check=True)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="the system cannot count another program's seconds")
def test_pandoc_has_as_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = tmp_path / "pandoc"
    busy.write_text("#!/bin/sh\nwhile :; do :; done\n")
    busy.chmod(0o755)
    monkeypatch.setattr(deadline, "SECONDS", 1)
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(busy))
    with pytest.raises(ValueError, match="takes pandoc more than"):
        office.extract_office(b"Text", "markdown")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wort " * (limits.CHARACTERS // 5 + 1), "its text has"),
        ("ab\n" * limits.LINES, "lines, more than"),
        ("wort " * (limits.LINE // 5 + 1), "a line of it has"),
        ("Ein e" + "\u0301\u0316" * limits.MARKS + " zu viel.", "in line 1, a letter has more than"),
        ("Gut.\n" + "e" + "\u0316" * (limits.MARKS + 1), "in line 2"),
    ],
    ids=["characters", "lines", "line", "marks", "marks of one kind"],
)
def test_what_is_no_text_that_anybody_reads(text: str, words: str) -> None:
    refused(text.encode(), "a.txt", words)


@pytest.mark.parametrize(
    "text", ["─" * 5_000, "e\u0301" * 5_000, "e" + "\u0301" * 30, "。" * 1_000, "\u0e01\u0e33" * 2_000, "…" * 999]
)
def test_rulers_and_accents_are_text(text: str) -> None:
    assert extract(text.encode(), "a.txt", Where("a.txt"))[0]


def test_a_row_of_many_cells_is_read_in_one_go() -> None:
    """In a time that grows as their number: as its square, it would take minutes."""
    source, _ = extract(b"<table><tr>" + b"<td>x</td>" * 40_000, "a.html", Where("a.html"))
    assert source
    assert source.text == "\t".join("x" * 40_000)


def test_a_line_of_many_direction_marks_is_normalised() -> None:
    from lesebuch.normalise import normalise

    source, _ = extract(("\u200ea" * 90_000).encode(), "a.txt", Where("a.txt"))
    assert source
    assert normalise(source)[0].lines[0].text == "a" * 90_000


def test_each_process_has_its_own() -> None:
    """A process that Sphinx has forked must not talk to its parent's."""
    assert extract(PARAGRAPHS, "a.html", Where("a.html"))[0]
    before = aside._ASIDE._process
    pid = os.fork()
    if not pid:
        ours = aside._ASIDE._running() is not before
        aside._ASIDE.end()
        os._exit(0 if ours else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert extract(PARAGRAPHS, "a.html", Where("a.html"))[0]
