"""The text begins on the first screen of every chapter; what is known of it stands in one line, the rest is folded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from serving import AT_REST, served

pytestmark = pytest.mark.browser

SCREENS = pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
# The top of the first line of the text; of a text that is not here, of the words that say so.
FIRST = """() => {
  const own = ":not(.subtitle, .byline, .dateline)";
  const first = [...document.querySelectorAll(`.chapter .psg${own}, .chapter .missing`)].find((e) => e.getClientRects().length);
  return first.getBoundingClientRect().top + 2 * parseFloat(getComputedStyle(first).lineHeight);
}"""


def below(browser: Browser, folder: Path, width: int, height: int) -> dict[str, float]:
    """The chapters whose first two lines of text do not fit on the screen."""
    chapters = sorted((folder / "chapters").glob("*.html"))
    assert chapters
    page = browser.new_page(viewport={"width": width, "height": height})
    found = {}
    with served(folder) as address:
        for path in chapters:
            page.goto(f"{address}chapters/{path.name}")
            page.evaluate(AT_REST)
            if (end := page.evaluate(FIRST)) > height:
                found[path.stem] = end
    page.close()
    return found


@SCREENS
def test_the_text_begins_on_the_first_screen(browser: Browser, site: Path, width: int, height: int) -> None:
    assert below(browser, site, width, height) == {}


@SCREENS
def test_a_protected_text_begins_there_too(browser: Browser, class_site: Path, width: int, height: int) -> None:
    assert below(browser, class_site, width, height) == {}


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "none"])
def test_the_folds_open_by_keyboard_and_say_all(open_page: Callable[..., Page], js: bool) -> None:
    page = open_page("chapters/ovks.html", js=js)
    expect(page.locator(".lb-line")).to_contain_text("Lesebuch-Redaktion")
    expect(page.locator(".meta")).to_be_hidden()
    page.locator(".about > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".meta .f-rights")).to_be_visible()
    note = page.locator(".head-note")
    shown = note.locator(".first").inner_text()
    expect(note.locator("p").first).to_be_hidden()
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(note.locator("p").first).to_be_visible()
    assert note.locator("p").first.inner_text().startswith(shown)
    # Its first sentence stands there once.
    expect(note.locator(".first")).to_be_hidden()


def test_paper_has_no_folds(open_page: Callable[..., Page]) -> None:
    page = open_page("chapters/ovks.html")
    page.emulate_media(media="print")
    expect(page.locator(".head-note p").first).to_be_visible()
    expect(page.locator(".meta .f-source")).to_be_visible()


@pytest.mark.parametrize("name", ["ovks", "merkur-partner"], ids=["with notes", "without"])
def test_a_chapter_has_its_contents_at_every_width(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(f"chapters/{name}.html", js=False)
    contents = page.locator(".lb-toc a:visible")
    fold = page.locator(".lb-here summary")
    for width in (320, 360, 390, 640, 768, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        if fold.is_visible():
            expect(contents).to_have_count(0)
            fold.click()
        assert contents.count() >= 3
        shown = page.evaluate("""() => [...document.querySelectorAll('.lb-bar > *, .lb-toc a')].map((e) => e.getBoundingClientRect())
          .filter(({ width }) => width).map(({ left, right }) => [left, right])""")
        assert [box for box in shown if box[0] < 0 or box[1] > width] == []
        if fold.is_visible():
            fold.click()


def test_escape_folds_the_contents_wherever_the_focus_is(open_page: Callable[..., Page]) -> None:
    page = open_page("chapters/ovks.html")
    fold = page.locator(".lb-here")
    for focus in (".lb-here summary", ".lb-aa", "body"):
        fold.locator("summary").click()
        expect(fold).to_have_attribute("open", "")
        # As a browser leaves it behind a print preview.
        page.evaluate(
            "focus => focus === 'body' ? document.activeElement.blur() : document.querySelector(focus).focus()", focus
        )
        page.keyboard.press("Escape")
        expect(fold).not_to_have_attribute("open", "")
        assert page.evaluate(
            "focus => document.activeElement.matches(focus)", focus if focus == ".lb-aa" else ".lb-here summary"
        )
