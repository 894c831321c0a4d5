"""Whoever builds what stands already waits for nothing, and whatever has changed is built."""

import os
import sysconfig
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from lesebuch.cli import build
from lesebuch.cli.built import is_changed, note, state_of
from lesebuch.cli.folder_lock import alone
from lesebuch.cli.main import main
from lesebuch.cli.sphinx import ANEW
from lesebuch.config import MARKER
from lesebuch.folders import SEEDS_VARIABLE
from lesebuch.stage_memory import Memory


@dataclass
class Sphinx:
    """In its place: writes one file for each thing that it is asked for, and remembers what that was."""

    asked: list[str] = field(default_factory=list)
    works: bool = True

    def build(self, plan: Any, form: build.BuildFormat, _memory: Memory, *, changed: bool) -> bool:
        self.asked.append(f"{form.folder}{'!' * changed}")
        folder = plan.output / form.folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).write_text(plan.args.edition, encoding="utf-8")
        (folder / (form.file or "sheet.pdf")).write_text(
            " ".join(path.name for path in plan.offered(form)), encoding="utf-8"
        )
        return self.works

    def taken(self) -> list[str]:
        """What it was asked for since somebody has looked."""
        asked, self.asked = self.asked, []
        return asked


@pytest.fixture
def sphinx(monkeypatch: pytest.MonkeyPatch) -> Sphinx:
    made = Sphinx()
    monkeypatch.setattr(build, "_build", made.build)
    return made


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(SEEDS_VARIABLE, raising=False)
    root = tmp_path / "reader"
    assert main(["new", str(root)]) == 0
    (root / "styles").mkdir()
    (root / "styles/print.css").write_text("h2 {}", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.usefixtures("sphinx")
def test_who_builds_an_edition_waits_for_whoever_builds_it(reader: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = ""
    with ThreadPoolExecutor(1) as pool:
        with alone(reader / "docs/_build/class", held="", wait=False):
            second = pool.submit(main, ["build", "--format", "jsonl"])
            while "when that has ended" not in said and not second.done():
                said += capfd.readouterr().err
            assert main(["build", "--format", "jsonl", "--edition", "public"]) == 0
            assert not second.done()
            assert not (reader / "docs/_build/class/data").exists()
        assert second.result(60) == 0
    assert (reader / "docs/_build/class/data/reader.jsonl").is_file()


def test_one_process_serves_an_edition(reader: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with alone(reader / "docs/_build/serve-class", held="", wait=False):
        assert main(["serve"]) == 2
    assert "Another `lesebuch serve`" in capfd.readouterr().err


@pytest.mark.usefixtures("reader")
def test_what_stands_is_not_built_again(sphinx: Sphinx, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert sphinx.taken() == [build.FORMATS[name].folder for name in ("pdf", "epub", "handouts", "docx", "html")]
    capfd.readouterr()
    assert main(["build"]) == 0
    assert not sphinx.taken()
    said = capfd.readouterr().out
    assert "Nothing has changed" in said
    assert "docs/_build/class/html/index.html" in said


@pytest.mark.usefixtures("reader")
def test_another_edition_output_or_choice_of_things_is_another_build(sphinx: Sphinx) -> None:
    for arguments in ([], ["--edition", "public"], ["-o", "out"]):
        for expected in (["html"], []):
            assert main(["build", "--format", "html", *arguments]) == 0
            assert sphinx.taken() == expected, arguments
    # A site that offers a book is not the one without.
    assert main(["build"]) == 0
    assert "html" in sphinx.taken()


@pytest.mark.usefixtures("reader")
def test_of_several_formats_each_is_built_and_once(sphinx: Sphinx, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--format", "html", "--format", "pdf", "--format", "html"]) == 0
    assert sphinx.taken() == ["pdf", "html"]
    said = capfd.readouterr().out
    assert "docs/_build/class/html/index.html" in said
    assert "docs/_build/class/pdf/reader.pdf" in said
    assert main(["build", "--format", "pdf", "--format", "all"]) == 0
    assert sphinx.taken() == [build.FORMATS[name].folder for name in ("epub", "handouts", "docx", "html")]


def change_chapter(root: Path) -> None:
    (chapter,) = set(root.glob("corpus/*.md")) - {root / "corpus/chronology.md"}
    chapter.write_text(chapter.read_text("utf-8") + "\n", encoding="utf-8")


def change_what_only_conf_py_names(root: Path) -> None:
    (root / "styles/own.css").write_text("p { color: red }", encoding="utf-8")


def same_size_and_time(root: Path) -> None:
    text = root / "styles/print.css"
    before = text.stat()
    text.write_text("h1 {}", encoding="utf-8")
    os.utime(text, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch_an_entry(root: Path) -> None:
    next(root.glob("glossary/*.md")).touch()


def test_what_a_link_leads_to_is_a_source(reader: Path, sphinx: Sphinx, tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "a.svg").write_text("<svg/>", encoding="utf-8")
    (reader / "docs/images").symlink_to(pictures, target_is_directory=True)
    (pictures / "back").symlink_to(pictures, target_is_directory=True)
    assert main(["build", "--format", "html"]) == 0
    sphinx.taken()
    (pictures / "a.svg").write_text("<svg></svg>", encoding="utf-8")
    for expected in (["html"], []):
        assert main(["build", "--format", "html"]) == 0
        assert sphinx.taken() == expected


@pytest.mark.parametrize("change", [change_chapter, touch_an_entry, change_what_only_conf_py_names, same_size_and_time])
def test_whatever_has_changed_is_built(reader: Path, sphinx: Sphinx, change: Callable[[Path], None]) -> None:
    assert main(["build", "--format", "html"]) == 0
    sphinx.taken()
    change(reader)
    for expected in (["html"], []):
        assert main(["build", "--format", "html"]) == 0
        assert sphinx.taken() == expected


def test_what_is_no_source_changes_nothing(reader: Path, sphinx: Sphinx) -> None:
    assert main(["build", "--format", "html"]) == 0
    assert main(["build", "--format", "html", "-o", "out", "--edition", "public"]) == 0
    sphinx.taken()
    for name in (".git/index", "env/pyvenv.cfg", "env/lib/module.py", "docs/_build/log"):
        path = reader / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("other", encoding="utf-8")
    assert main(["build", "--format", "html"]) == 0
    assert not sphinx.taken()


@pytest.mark.usefixtures("reader")
def test_a_further_folder_of_sources_counts(sphinx: Sphinx, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for arguments, expected in (([], ["html"]), (["--seeds", str(seeds)], ["html"]), (["--seeds", str(seeds)], [])):
        assert main(["build", "--format", "html", *arguments]) == 0
        assert sphinx.taken() == expected
    changes = (lambda path: path.write_text("Text", encoding="utf-8"), lambda path: path.rename(seeds / "b.txt"))
    for change in (*changes, lambda _path: (seeds / "b.txt").unlink()):
        change(seeds / "a.txt")
        assert main(["build", "--format", "html", "--seeds", str(seeds)]) == 0
        assert sphinx.taken() == ["html"]


@pytest.mark.parametrize("option", ["seeds", "references", "fonts"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_reader_toml_names_elsewhere_counts(tmp_path: Path, option: str, mark: str) -> None:
    root, other = tmp_path / "reader", tmp_path / "other"
    root.mkdir()
    other.mkdir()
    (root / "reader.toml").write_text(f'{mark}{option} = ["../other", "no\\u0000path"]\n', encoding="utf-8")
    before = state_of([root], root)
    assert state_of([root], root) == before
    (other / "file").write_text("new", encoding="utf-8")
    assert state_of([root], root) != before


@pytest.mark.parametrize("text", ["seeds = [", "seeds = 3", "a = " + "[" * 10_000])
def test_of_a_broken_reader_toml_the_usual_folders_count(tmp_path: Path, text: str) -> None:
    (tmp_path / "reader.toml").write_text(text, encoding="utf-8")
    before = state_of([], tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/file").write_text("new", encoding="utf-8")
    assert state_of([], tmp_path) != before


def test_a_home_that_nobody_has_is_a_folder_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SEEDS_VARIABLE, "~nobody-of-this-name/texte")
    assert "~nobody-of-this-name/texte" in state_of([], tmp_path)


def test_what_somebody_has_removed_is_made_again_whole_and_the_site_with_it(reader: Path, sphinx: Sphinx) -> None:
    assert main(["build"]) == 0
    sphinx.taken()
    (reader / "docs/_build/class/pdf/reader.pdf").unlink()
    assert main(["build"]) == 0
    assert sphinx.taken() == ["pdf!", "epub", "html"]
    (reader / "docs/_build/class/data/reader.jsonl").unlink()
    assert main(["build"]) == 0
    assert (reader / "docs/_build/class/data/reader.jsonl").is_file()
    assert "html" in sphinx.taken()


def test_warnings_are_said_each_time_though_nothing_is_built(
    reader: Path, sphinx: Sphinx, capfd: pytest.CaptureFixture[str]
) -> None:
    (reader / "corpus/passages.lock").unlink()
    for expected in (["html"], []):
        assert main(["build", "--format", "html"]) == 0
        assert sphinx.taken() == expected
        assert "passage-unlocked" in capfd.readouterr().err


def test_what_was_wrong_and_is_corrected_is_built(reader: Path, sphinx: Sphinx) -> None:
    page = reader / "docs/index.md"
    right = page.read_text(encoding="utf-8")
    for text, code, expected in ((f"{right}\n{{pasage}}`x`\n", 1, []), (right, 0, ["html"])):
        page.write_text(text, encoding="utf-8")
        assert main(["build", "--format", "html"]) == code
        assert sphinx.taken() == expected


@pytest.mark.usefixtures("reader")
def test_after_a_failure_it_is_tried_again_and_what_is_left_is_made_anew(sphinx: Sphinx) -> None:
    sphinx.works = False
    for expected in ("html", "html!"):
        assert main(["build", "--format", "html"]) == 1
        assert sphinx.taken() == [expected]


@pytest.mark.usefixtures("sphinx")
def test_what_is_given_away_does_not_name_the_sources(reader: Path) -> None:
    assert main(["build", "-o", "out"]) == 0
    assert not any(b"corpus" in path.read_bytes() for path in (reader / "out/html").rglob("*") if path.is_file())


def test_what_was_read_is_read_anew_for_a_changed_site_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(side_effect=InterruptedError)
    monkeypatch.setattr("lesebuch.cli.sphinx.command", asked)
    plan: Any = Mock()
    plan.kept, plan.folder.return_value, plan.offered.return_value = tmp_path, tmp_path, []
    anew = []
    for form in (form for form in build.FORMATS.values() if form.builder):
        for changed in (True, False):
            with pytest.raises(InterruptedError):
                build._build(plan, form, Mock(), changed=changed)
            if {*ANEW} <= {*asked.call_args.args[-1]}:
                anew.append((form.folder, changed))
    assert anew == [("html", True)]


def test_a_folder_is_changed_whatever_it_was_made_from(tmp_path: Path) -> None:
    site, where = tmp_path / "html", tmp_path / "note"
    assert not is_changed(site, where), "there is none"
    site.mkdir()
    page = site / "index.html"
    page.write_text("whole", encoding="utf-8")
    assert is_changed(site, where), "nobody knows whether a build that was interrupted has left it"
    note(site, "sources\nas they were", where)
    assert not is_changed(site, where)
    page.write_text("damaged", encoding="utf-8")
    assert is_changed(site, where)
    note(site, "sources\nas they are", where)
    page.unlink()
    assert is_changed(site, where)


def test_a_package_of_another_version_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "site-packages"
    (packages / "sphinx-9.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sysconfig, "get_path", lambda _name: str(packages))
    before = state_of([], tmp_path)
    assert state_of([], tmp_path) == before
    (packages / "sphinx-9.0.dist-info").rename(packages / "sphinx-9.1.dist-info")
    assert state_of([], tmp_path) != before
