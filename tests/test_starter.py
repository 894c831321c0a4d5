"""`lesebuch new` and `lesebuch build`: what a new reader holds, what is refused, and that it builds."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from docutils import nodes
from markdown_it import MarkdownIt

from lesebuch import pipeline
from lesebuch.cli import new
from lesebuch.cli.main import main
from lesebuch.cli.new import LANGUAGES, PAGES, starter
from lesebuch.config import Edition
from lesebuch.presentation import maps, network
from lesebuch.presentation.index import Index
from lesebuch.problems import Code
from lesebuch.sources import EXTRACTORS

SAMPLE = "urheberrecht"


@pytest.fixture
def reader(tmp_path):
    assert main(["new", str(tmp_path / "reader")]) == 0
    return tmp_path / "reader"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("edition", list(Edition))
def test_nothing_is_wrong_with_a_new_reader(reader, edition):
    found, problems = pipeline.read(reader, edition)
    assert [str(problem) for problem in problems] == []
    assert [chapter.slug for chapter in found.chapters] == [SAMPLE]
    assert found.chapters[0].available
    assert {mention.entry for mention in found.mentions[SAMPLE]} == set(found.entries)
    assert found.events
    assert found.chapters[0].annotations


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("edition", list(Edition))
def test_nothing_is_wrong_with_a_new_reader_in_another_language(tmp_path, edition, language):
    assert main(["new", str(tmp_path / "reader"), "--language", language]) == 0
    found, problems = pipeline.read(tmp_path / "reader", edition)
    assert [str(problem) for problem in problems if problem.code is not Code.DRAFT_WORDS] == []
    (chapter,) = found.chapters
    assert chapter.available
    assert chapter.language == language
    assert {mention.entry for mention in found.mentions[chapter.slug]} == set(found.entries)
    assert found.events
    assert all(event.passages for event in found.events)
    assert tomllib.loads((tmp_path / "reader/reader.toml").read_text(encoding="utf-8"))["language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_has_something_for_each_of_its_pages(tmp_path, language):
    main(["new", str(tmp_path / "reader"), "--language", language])
    found, _ = pipeline.read(tmp_path / "reader")
    index = Index(found)
    assert len(network.network(found, index)) > 2
    assert len(maps.places(found, index)) > 2
    assert all(assignment.tasks for assignment in found.assignments.values())
    assert found.assignments
    assert found.quizzes
    assert len(found.events) > 2
    assert [source.extractor for source in found.register] == [f"text {EXTRACTORS['text'][0]}"]


def test_samples_of_all_languages_hold_as_much():
    folders = [
        sorted(name.rpartition("/")[0] for name in starter("x", language, sample=True)) for language in LANGUAGES
    ]
    assert all(others == folders[0] for others in folders)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_can_be_deleted_as_it_says(tmp_path, monkeypatch, capsys, language):
    folder = tmp_path / "reader"
    main(["new", str(folder), "--language", language])
    without = starter("Reader", language, sample=False)
    for name in re.findall(r"`([a-z]+/[a-z./-]+[a-z])`", (folder / "SAMPLE.md").read_text(encoding="utf-8")):
        (folder / name).unlink()
        if name in without:  # only what is of the sample in it goes
            (folder / name).write_bytes(without[name])
    for path in (folder / "glossary").iterdir():
        path.unlink()
    monkeypatch.chdir(folder)
    assert [str(problem) for problem in pipeline.read(folder)[1] if problem.code is not Code.DRAFT_WORDS] == []
    capsys.readouterr()
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"] in ({"error": 0, "warning": 0, "info": n} for n in (0, 1))


def test_each_language_has_the_same_pages():
    pages = [set(starter("x", language, sample=False)) for language in PAGES]
    assert all(others == pages[0] for others in pages)
    headings = [starter("x", language, sample=False)["docs/search-page.md"].splitlines()[4] for language in PAGES]
    assert len(set(headings)) == len(PAGES)
    assert (
        starter("x", "de-AT", sample=True)["docs/search-page.md"]
        == starter("x", "de", sample=True)["docs/search-page.md"]
    )


def test_without_the_sample_a_reader_is_empty_and_still_right(tmp_path):
    folder = tmp_path / "reader"
    assert main(["new", str(folder), "--no-sample"]) == 0
    found, problems = pipeline.read(folder)
    assert problems == []
    assert not found.chapters
    assert not found.register
    assert all(SAMPLE not in name for name in files(folder))
    assert {"seeds", "corpus", "glossary", "docs"} <= {path.name for path in folder.iterdir() if path.is_dir()}


@pytest.mark.parametrize(
    "title", ['Say "no"', r"C:\temp $HOME ${x} {y}", "*a* _b_ [c](d) <e> #f", "Қазақстан 习近平", "a\x7fb"]
)
def test_any_title_is_written_so_that_it_is_read_back(title):
    made = starter(title, sample=False)
    assert tomllib.loads(made["reader.toml"].decode())["title"] == title
    heading = MarkdownIt().parse(made["docs/index.md"].decode())[1]
    assert nodes.unescape("".join(token.content for token in heading.children)) == title


def test_title_is_the_folders_name_unless_given(tmp_path, capsys):
    main(["new", str(tmp_path / "der-rhein")])
    assert "“Der rhein”" in capsys.readouterr().out
    main(["new", os.fsdecode(os.fsencode(tmp_path) + b"/r\xff")])
    assert "“R?”" in capsys.readouterr().out
    main(["new", str(tmp_path / "other"), "--title", "Der Rhein"])
    assert tomllib.loads((tmp_path / "other/reader.toml").read_text(encoding="utf-8"))["title"] == "Der Rhein"


def test_an_empty_folder_will_do(tmp_path):
    assert main(["new", str(tmp_path)]) == 0
    assert (tmp_path / "reader.toml").is_file()


def test_nothing_is_ever_overwritten(reader, capsys):
    before = files(reader)
    assert main(["new", str(reader), "--title", "Another"]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert files(reader) == before


def test_a_file_is_no_folder(tmp_path, capsys):
    (tmp_path / "note").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path / "note")]) == 2
    assert "is a file" in capsys.readouterr().err
    assert (tmp_path / "note").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["new", str(tmp_path / "file" / "reader")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_git_takes_the_sample_and_no_other_source(reader):
    (reader / "seeds" / "article.txt").write_text("Not ours.", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=reader, check=True)
    subprocess.run(["git", "add", "."], cwd=reader, check=True)
    added = subprocess.run(["git", "ls-files"], cwd=reader, check=True, capture_output=True, text=True).stdout.split()
    assert f"seeds/{SAMPLE}.txt" in added
    assert "seeds/register.yaml" in added
    assert "seeds/article.txt" not in added


@pytest.mark.parametrize("edition", ["class", "public"])
def test_a_new_reader_is_built_in_both_forms(reader, edition, monkeypatch, capfd):
    monkeypatch.chdir(reader)
    code = main(["build", "--edition", edition])
    out, err = capfd.readouterr()
    assert code == 0, err
    page = reader / f"docs/_build/{edition}/html/chapters/{SAMPLE}.html"
    html = page.read_text(encoding="utf-8")
    assert 'id="p3"' in html
    assert "an der Landesgrenze" in html
    assert (reader / f"docs/_build/{edition}/pdf/reader.pdf").read_bytes().startswith(b"%PDF-")
    assert f"site  docs/_build/{edition}/html/index.html" in out
    assert f"book  docs/_build/{edition}/pdf/reader.pdf" in out
    data = (reader / f"docs/_build/{edition}/data/reader.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["id"] for line in data.splitlines()] == [SAMPLE]
    assert 'class="lb-network wide"' in (page.parents[1] / "connections.html").read_text(encoding="utf-8")
    assert "<svg" in (page.parents[1] / "map.html").read_text(encoding="utf-8")
    assert "30 Seiten" not in (page.parents[1] / f"assignments/{SAMPLE}.html").read_text(encoding="utf-8")
    assert "_downloads/reader.jsonl" in (reader / f"docs/_build/{edition}/html/index.html").read_text(encoding="utf-8")


def test_an_empty_reader_is_built(tmp_path, monkeypatch, capfd):
    main(["new", str(tmp_path / "reader"), "--no-sample"])
    monkeypatch.chdir(tmp_path / "reader")
    assert main(["build", "--format", "html", "-o", "out"]) == 0, capfd.readouterr().err
    assert (tmp_path / "reader/out/html/glossary.html").is_file()
    assert not (tmp_path / "reader/out/doctrees").exists()


def test_errors_stop_a_build(reader, monkeypatch, capfd):
    chapter = reader / f"corpus/{SAMPLE}.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("15 Prozent", "16 Prozent"), encoding="utf-8")
    monkeypatch.chdir(reader)
    assert main(["build"]) == 1
    err = capfd.readouterr().err
    assert f"corpus/{SAMPLE}.md:" in err
    assert "anchor-not-found" in err
    # Nothing but what was read, for the next build.
    files = [path for path in (reader / "docs/_build").rglob("*") if path.is_file()]
    assert [path.name for path in files if path.parent.name != "reading"] == [".at-work"]


def test_warnings_are_said_once_and_stop_nothing(reader, monkeypatch, capfd):
    (reader / "corpus/passages.lock").unlink()
    monkeypatch.chdir(reader)
    assert main(["build", "--format", "html"]) == 0
    assert capfd.readouterr().err.count("passage-unlocked") == 1


def test_what_sphinx_finds_fails_the_build(reader, monkeypatch, capfd):
    with (reader / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\n{passage}`urheberrecht#p99`\n")
    monkeypatch.chdir(reader)
    assert main(["build", "--format", "html"]) == 1
    err = capfd.readouterr().err
    assert "index.md" in err
    assert "p99" in err
    assert "Traceback" not in err


def test_a_public_site_holds_no_word_of_a_restricted_text(reader, monkeypatch, capfd):
    words = "Im Schuppen hinter dem Deich steht ein Boot."
    source = reader.parent / "bote.txt"
    source.write_text(f"Fund am Deich\n\nVon Mia Korte\n\n12.04.2021\n\n{words}\n", encoding="utf-8")
    monkeypatch.chdir(reader)
    assert main(["add", str(source)]) == 0
    assert main(["build", "--format", "html"]) == 0, capfd.readouterr().err
    assert main(["build", "--format", "html", "--edition", "public"]) == 0, capfd.readouterr().err
    holding = {
        path.relative_to(reader / "docs/_build").parts[0]
        for path in (reader / "docs/_build").rglob("*")
        if path.is_file() and b"hinter dem Deich" in path.read_bytes()
    }
    assert holding == {"class"}
    assert (reader / "docs/_build/public/html/chapters/fund-am-deich.html").is_file()


def test_outside_of_a_reader_there_is_nothing_to_build(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert "lesebuch new DIR" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["new", "build"])
def test_help_has_an_example(command):
    shown = subprocess.run(
        [sys.executable, "-m", "lesebuch.cli.main", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert f"example: lesebuch {command} " in shown.stdout


def test_what_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = new.create_whole

    def interrupt(path: Path, data: bytes) -> None:
        if path.name == "reader.toml":
            raise KeyboardInterrupt
        written(path, data)

    monkeypatch.setattr(new, "create_whole", interrupt)
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        assert main(["new", str(tmp_path / name)]) == 130
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_what_has_failed_fails_again(reader, monkeypatch, capfd):
    # A conf.py of its own kind: check leaves the markup to Sphinx.
    with (reader / "docs/conf.py").open("a", encoding="utf-8") as conf:
        conf.write("\nsuppress_warnings = []\n")
    with (reader / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\n{pasage}`urheberrecht#p1`\n")
    monkeypatch.chdir(reader)
    for _ in range(2):
        assert main(["build", "--format", "html"]) == 1
        assert "pasage" in capfd.readouterr().err


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_in_a_language_without_pages_they_are_english(tmp_path, language):
    folder = tmp_path / "reader"
    assert main(["new", str(folder), "--language", language]) == 0
    assert tomllib.loads((folder / "reader.toml").read_text("utf-8"))["language"] == language
    found, problems = pipeline.read(folder)
    assert {problem.code for problem in problems} <= {Code.DRAFT_WORDS}
    assert [chapter.language for chapter in found.chapters] == ["en"]


def test_a_name_of_a_language_is_no_code(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["new", str(tmp_path / "reader"), "--language", "Turkish"])
    assert "write a code such as tr, not 'Turkish'" in capsys.readouterr().err


def test_the_readme_of_a_reader_is_in_its_language():
    readmes = {language: starter("A", language, sample=False)["README.md"].decode() for language in LANGUAGES}
    assert len({text.splitlines()[2] for text in readmes.values()}) == len(LANGUAGES)
    for text in readmes.values():
        assert re.findall(r"`lesebuch (\w+)", text) == ["add", "check", "build", "lock"]
