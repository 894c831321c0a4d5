"""References in styles: on the page, and of a passage, through its menu."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
OPEN = "chapters/ovks.html"
OTHERS = "chapters/ivits-unionsstaat.html"
DAY = re.compile(rf"\d{{1,2}}\. \w+ {dt.date.today().year}")  # noqa: DTZ011 - the browser's own day


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    page = context.new_page()
    page.goto(address + OPEN)
    yield page
    context.close()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def open_dialog(page: Page, passage: str = "p3") -> None:
    page.locator(f"#{passage} > .num").click()
    page.locator(".lb-tools").get_by_role("button", name="Quellenangabe").click()


def test_blanks_are_filled_when_the_styles_are_opened(page: Page) -> None:
    box = page.locator(".cite .styles")
    box.locator("summary").click()
    for n in range(4):
        expect(box.locator("dd").nth(n)).to_contain_text(DAY)
        expect(box.locator("dd").nth(n)).to_contain_text(page.url.partition("#")[0])
    box.locator("button.copy").nth(1).click()
    assert clipboard(page).startswith("Lesebuch-Redaktion. (2026).")
    assert DAY.search(clipboard(page))


def test_without_the_script_there_are_blanks_and_files(open_page: Any) -> None:
    page = open_page(OPEN, js=False)
    box = page.locator(".cite .styles")
    box.locator("summary").click()
    expect(box.locator("dd").first).to_contain_text("____")
    with page.expect_download() as download:
        box.get_by_role("link", name="RIS").click()
    assert Path(download.value.path()).read_text("utf-8").startswith("TY  - CHAP")


def test_a_passage_is_cited_in_the_style_that_is_remembered(page: Page) -> None:
    open_dialog(page)
    dialog = page.get_by_role("dialog", name="Quellenangabe: Abs. 3")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    note = dialog.locator(".reference p").first
    expect(note).to_contain_text("Abs.\N{NO-BREAK SPACE}3")
    expect(note).to_contain_text(page.url)
    dialog.get_by_role("combobox").select_option(label="APA")
    expect(note).to_have_text("(Lesebuch-Redaktion, 2026, Abs.\N{NO-BREAK SPACE}3)")
    dialog.get_by_role("button", name="Kopieren").click()
    bracket, _, reference = clipboard(page).partition("\n")
    assert bracket == "(Lesebuch-Redaktion, 2026, Abs.\N{NO-BREAK SPACE}3)"
    assert reference.startswith("Lesebuch-Redaktion. (2026). ")
    assert page.url in reference
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#p3 > .num")).to_be_focused()
    open_dialog(page, "p4")
    expect(page.locator(".lb-cite select")).to_have_value("1")


@pytest.mark.parametrize(("name", "ending"), [("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")])
def test_a_passage_is_saved_for_reference_managers(page: Page, name: str, ending: str) -> None:
    open_dialog(page)
    with page.expect_download() as download:
        page.locator(".lb-cite").get_by_role("link", name=f"Als {name} speichern").click()
    assert download.value.suggested_filename == f"ovks-p3.{ending}"
    text = Path(download.value.path()).read_text("utf-8")
    assert page.url in text
    assert "Kapitel ovks, Abs.\N{NO-BREAK SPACE}3" in text
    assert dt.date.today().isoformat() in text  # noqa: DTZ011 - as above
    if ending == "json":
        assert json.loads(text)[0]["URL"] == page.url


def test_words_that_are_selected_are_cited_too(page: Page) -> None:
    page.evaluate(
        "() => { const r = document.createRange(); r.selectNodeContents(document.getElementById('p2').lastChild);"
        "getSelection().removeAllRanges(); getSelection().addRange(r); }"
    )
    page.locator(".lb-tools").get_by_role("button", name="Quellenangabe").click()
    expect(page.locator(".lb-cite .reference")).to_contain_text("Abs.\N{NO-BREAK SPACE}2")


def test_from_a_file_the_address_stays_blank(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / OTHERS).as_uri())
    page.locator(".cite .styles summary").click()
    first = page.locator(".cite .styles dd").first
    expect(first).to_contain_text(DAY)
    expect(first).not_to_contain_text("file:")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_the_dialog_fits_and_is_accessible(open_page: Any, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page(OPEN, width=width, height=600)
    page.locator(".cite .styles summary").click()
    open_dialog(page)
    box = page.locator(".lb-cite").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
    assert open_page.errors == []
    assert all(request.startswith((open_page.address, "data:", "blob:")) for request in open_page.requests)
