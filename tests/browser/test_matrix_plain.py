"""What is left of it without scripts, and on paper."""

import time
from collections.abc import Callable
from itertools import groupby

import pytest
from playwright.sync_api import Browser, Error, Page
from test_matrix import Hand, failures, hands
from uses import ESCAPE, PLAIN, USES

__all__ = ["hands"]
pytestmark = pytest.mark.browser

# Controls that are there to be seen, but for fields to write in and what a form sends to another page.
DEAD = """() => [...document.querySelectorAll("button, select, input, [role=button]")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.form?.hasAttribute("action")).map((e) => e.outerHTML.slice(0, 80))"""
# What is of no use on paper.
SCREEN = """() => [...document.querySelectorAll("button, select, input, .lb-bar, .lb-card, .lb-tools, dialog, .lb-settings")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true })).map((e) => e.outerHTML.slice(0, 80))"""
PAGES = list(dict.fromkeys(use.page for use in USES))


class Slow(Hand):
    """Asks again and again: without scripts no page tells when it has become as it should."""

    def wait(self, what: str) -> None:
        end = time.monotonic() + 5
        while not self._is(what):
            assert time.monotonic() < end, f"not so: {what}"
            time.sleep(0.02)

    def _is(self, what: str) -> bool:
        """No, while a page gives way to the next."""
        try:
            return bool(self.page.evaluate(f"() => !!({what})"))
        except Error:
            return False


@pytest.mark.parametrize(("width", "by"), [(320, "touch"), (1440, "mouse"), (1440, "keys")])
def test_without_scripts_each_thing_is_answered(browser: Browser, address: str, by: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        java_script_enabled=False,
        has_touch=by == "touch",
        reduced_motion="reduce",
    )
    assert list(failures(Slow(context.new_page(), address, by), PLAIN)) == []
    context.close()


def test_without_scripts_nothing_offers_what_it_cannot_do(open_page: Callable[..., Page]) -> None:
    page = open_page(PAGES[0], js=False)
    for name in PAGES:
        page.goto(f"{open_page.address}{name}")  # type: ignore[attr-defined]
        assert page.evaluate(DEAD) == [], name


def test_paper_shows_nothing_that_is_for_the_screen(hands: Callable[..., Hand], address: str) -> None:
    """Whatever stands open when a page is printed."""
    hand = hands(address, "mouse", 1440)
    for name, uses in groupby(USES, lambda use: use.page):
        for use in [None, *(use for use in uses if ESCAPE in use.ends and hand.does(use))]:
            hand.load(name)
            if use:
                hand.begin(use)
            hand.page.emulate_media(media="print")
            assert hand.page.evaluate(SCREEN) == [], f"{name}: {use and use.name}"
            hand.page.emulate_media(media="screen")
