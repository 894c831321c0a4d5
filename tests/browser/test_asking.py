"""Pages without notes load previews when they are asked for; whoever asks before they are there is answered as after."""

import re
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed")
from playwright.sync_api import Browser, Page, Route, expect

from lesebuch.cli.main import main
from serving import built, served

pytestmark = pytest.mark.browser

SCRIPT = "**/lesebuch-notes.js*"
CHAPTER = "chapters/urheberrecht.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A reader whose chapter has terms and dates, and no notes."""
    folder = tmp_path_factory.mktemp("asking")
    root = folder / "reader"
    assert main(["new", str(root)]) == 0
    path = root / CHAPTER.replace("chapters", "corpus").replace(".html", ".md")
    text = re.sub(r":::\{annotation\}.*?\n:::\n", "", path.read_text("utf-8"), flags=re.DOTALL)
    path.write_text(text, encoding="utf-8")
    with served(built(root, folder / "out")) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """The chapter on a telephone, with settings as they are remembered."""
    made = []

    def opened(settings: str = "{}") -> Page:
        context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
        made.append(context)
        page = context.new_page()
        page.add_init_script(f"localStorage.setItem('lb-settings', '{settings}')")
        page.goto(address + CHAPTER)
        assert page.locator("script[src*='lesebuch-ask.js']").count() == 1
        return page

    yield opened
    for context in made:
        context.close()


TOUCH = "bubbles: true, cancelable: true, composed: true, pointerType: 'touch', detail: 1"


@pytest.mark.parametrize("what", [".psg a.m", ".psg .when"])
@pytest.mark.parametrize("late", ["pressed", "up again"])
def test_a_tap_is_answered_whenever_the_script_arrives(phone: Callable[..., Page], what: str, late: str) -> None:
    page = phone()
    held: list[Route] = []
    page.route(SCRIPT, lambda route: held.append(route))  # noqa: PLW0108 - Playwright asks for a function of its own
    at = page.locator(what).first
    at.evaluate(f"e => e.dispatchEvent(new PointerEvent('pointerdown', {{ {TOUCH} }}))")
    while not held:
        page.wait_for_timeout(20)
    if late == "pressed":
        held[0].continue_()
        page.wait_for_function("lesebuch.previews")
    at.evaluate(f"e => e.dispatchEvent(new PointerEvent('click', {{ {TOUCH} }}))")
    if late == "up again":
        held[0].continue_()
    expect(page.locator(".lb-card")).to_have_count(1)
    assert page.url.endswith(CHAPTER)


def test_a_tap_opens_one_preview_and_another_closes_it(phone: Callable[..., Page]) -> None:
    page = phone()
    at = page.locator(".psg .when").first
    at.tap()
    expect(page.locator(".lb-card")).to_have_count(1)
    at.tap()
    expect(page.locator(".lb-card")).to_have_count(0)


def test_dates_that_nobody_wants_to_be_told_stay_silent(phone: Callable[..., Page]) -> None:
    page = phone('{"dates": "never"}')
    page.locator(".psg .when").first.tap()
    page.wait_for_function("lesebuch.previews")
    page.wait_for_timeout(200)
    expect(page.locator(".lb-card")).to_have_count(0)


def test_a_term_that_nobody_wants_to_be_told_leads_to_its_entry(phone: Callable[..., Page]) -> None:
    page = phone('{"terms": "none"}')
    page.locator(".psg a.m").first.tap()
    page.wait_for_url(lambda url: "#" in url and CHAPTER not in url)


def test_where_the_script_cannot_be_had_a_term_leads_to_its_entry(phone: Callable[..., Page]) -> None:
    page = phone()
    page.route(SCRIPT, lambda route: route.abort())
    page.locator(".psg a.m").first.tap()
    page.wait_for_url(lambda url: "#" in url and CHAPTER not in url)
