"""Whatever a reader does with the pages, in Firefox: by mouse on a wide screen, by touch on a telephone."""

import json
import time
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("websocket", reason="websocket-client is not installed")
from test_firefox import Opened, firefox, opened
from test_matrix import INSTEAD
from uses import AGAIN, ESCAPE, MENU, SHUT, USES, Use

if TYPE_CHECKING:
    from firefox import Page

__all__ = ["firefox", "opened"]
pytestmark = pytest.mark.browser

# Gives the first, or the last, that is there to be seen a name by which it is clicked.
NAMED = """(() => {
  document.querySelector("[data-hand]")?.removeAttribute("data-hand");
  const found = [...document.querySelectorAll(SELECTOR)].filter((e) => e.checkVisibility({ visibilityProperty: true })).at(PLACE);
  found?.setAttribute("data-hand", "");
  return !!found;
})()"""
LEFT_OUT = {"selected words", "own notes", "go to"}
"""What `test_firefox.py` does by itself, or the menu brings, which is an own one on each screen."""


def click(page: "Page", selector: str, by: str, place: int = 0) -> None:
    page.wait(NAMED.replace("SELECTOR", json.dumps(selector)).replace("PLACE", str(place)))
    page.click("[data-hand]", kind=by)


def begin(page: "Page", use: Use, by: str) -> None:
    if use.way and use.way != MENU:
        click(page, use.way[0], by)
    if use.how == "point" and by == "mouse":
        page.point(use.at)
    elif use.how == "choose":
        at = json.dumps(use.at)
        page.ask(
            f"(() => {{ const one = document.querySelector({at}); one.selectedIndex = 1; one.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
        )
    else:
        click(page, use.at, by)
    if use.typed:
        page.press(*use.typed)
    page.wait(f"!!({use.seen})")


def end(page: "Page", use: Use, way: str, by: str) -> None:
    if way == ESCAPE:
        page.press("Escape")
    elif way in (SHUT, AGAIN):
        click(page, ".lb-shut" if way == SHUT else use.at, by, -1 if way == SHUT else 0)
    else:
        return
    page.wait(f"!({use.seen})")


def load(page: "Page", address: str, use: Use) -> None:
    """Until what scripts add is there, and all stands where it stays."""
    page.ask("localStorage.clear()")
    page.go(address)
    page.ask(f"(() => {{ {INSTEAD} }})()")
    page.wait(f"!!document.querySelector({json.dumps((*use.way, use.at)[0])}) && document.fonts.status === 'loaded'")
    before = None
    while before != (before := page.ask("[document.documentElement.scrollHeight, document.head.childElementCount]")):
        time.sleep(0.15)


def failures(page: "Page", base: str, width: int, by: str) -> Iterator[str]:
    done = [use for use in USES if use.above < width < use.below and use.name not in LEFT_OUT]
    for name, uses in groupby(done, lambda use: use.page):
        fresh = False
        for use in uses:
            if not fresh:
                load(page, base + name, use)
            for way in use.ends[:1] or ("",):
                try:
                    begin(page, use, by)
                    end(page, use, way, by)
                except AssertionError as error:
                    yield f"{use.name} {way}: {error}"
            # What ends leaves the page as it was.
            fresh = bool(use.ends) and not use.way


@pytest.mark.parametrize(("width", "by"), [(1440, "mouse"), (390, "touch")])
def test_each_thing_is_answered(opened: Opened, address: str, width: int, by: str) -> None:
    page = opened("about.html", width, 844)
    assert list(failures(page, address, width, by)) == []
