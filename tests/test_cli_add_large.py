"""`lesebuch add` with what is too much to look at closely: the draft says so, and still holds every line."""

from pathlib import Path

import pytest

from lesebuch.adding import pages
from lesebuch.cli.main import main
from lesebuch.drafting import articles, cutting, draft, read_page
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.page import decode_html, page_lines

SENTENCE = "Der Damm bei Salzau hat auch in diesem Jahr gehalten, sagte Mia Korte am Morgen."
PAGE = f"""<!doctype html><html lang="de"><head><title>Der Damm hält</title>
<meta property="article:published_time" content="2021-05-03T08:00"><meta name="author" content="Mia Korte"></head>
<body><nav><a href="/">Start</a></nav><article><h1>Der Damm hält</h1>{f"<p>{SENTENCE}</p>" * 8}</article></body></html>"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_asked_of_the_process_aside_is_what_the_page_says() -> None:
    page = decode_html(PAGE.encode())
    hints, doubt = pages.page_hints(PAGE.encode())
    assert hints == read_page(page, page_lines(page))
    assert hints
    assert str(hints.published) == "2021-05-03"
    assert doubt == ""


def test_a_page_that_takes_too_long_is_drafted_with_all_its_lines(
    reader: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages._ASIDE.end()
    monkeypatch.setattr(pages._ASIDE, "_seconds", 0.01)
    long = PAGE.replace("</article>", "".join(f"<p>{n}. {SENTENCE}</p>" for n in range(600)) + "</article>")
    (reader / "damm.html").write_text(long, encoding="utf-8")
    assert main(["add", "damm.html"]) == 0
    pages._ASIDE.end()
    assert "too large or too tangled" in " ".join(capsys.readouterr().out.replace("│", " ").split())
    (chapter,) = (reader / "corpus").glob("*.md")
    assert "too large or too tangled" in chapter.read_text(encoding="utf-8")
    assert main(["lock"]) == 0
    assert main(["check"]) == 0  # no word is lost


@pytest.mark.parametrize("limit", ["DRAFTED_LINES", "DRAFTED_CHARACTERS"])
def test_a_very_long_text_is_drafted_to_its_end(
    reader: Path, monkeypatch: pytest.MonkeyPatch, limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # a row is a line
    monkeypatch.setattr(cutting, limit, {"DRAFTED_LINES": 20, "DRAFTED_CHARACTERS": 20 * len(SENTENCE)}[limit])
    lines = [
        "Der Damm hält",
        "Von Mia Korte",
        "3. Mai 2021",
        *(f"{n}. {SENTENCE}" for n in range(50)),
        "Übersetzt von Jan Moor",
    ]
    (reader / "damm.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    assert main(["add", "damm.txt"]) == 0
    said = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "so long that nothing was looked for behind line" in said
    (chapter,) = (reader / "corpus").glob("*.md")
    text = chapter.read_text(encoding="utf-8")
    assert f"lines: 1-{2 * len(lines) - 1}}}" in text
    assert "title: Der Damm hält" in text
    assert "Jan Moor" not in text
    assert main(["lock"]) == 0
    assert main(["check"]) == 0
    capsys.readouterr()
    (reader / "copy.txt").write_text("\n\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert main(["add", "copy.txt"]) == 0
    assert "1 duplicate" in capsys.readouterr().out


def test_of_very_many_doubts_some_are_listed() -> None:
    prose = "Der Damm bei Salzau hat auch in diesem Jahr gehalten, sagte die Deichgräfin am Morgen im Rathaus."
    # Where no other line is a heading, a question may be one, or a short paragraph.
    lines = "\n\n".join(["Der Damm", prose, *(line for n in range(60) for line in (f"Und wer zahlt {n}?", prose))])
    source, _ = extract(lines.encode(), "a.txt", Where("a"))
    assert source
    made, _ = draft(normalise(source)[0])
    assert sum(len(one.doubts) for one in made) <= len(made) * (articles._MOST_DOUBTS + 1)
    assert any("more of this kind" in doubt for one in made for doubt in one.doubts)
