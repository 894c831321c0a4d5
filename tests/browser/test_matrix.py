"""Whatever a reader does with the pages: by mouse, keys and touch, on narrow and on wide screens, served and from files."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ElementHandle, Error, Page
from uses import ESCAPE, MENU, OUTSIDE, SELECT, SHUT, USES, Use

pytestmark = pytest.mark.browser

# What pages would ask of the system is written down instead; a page that is left and come back to is loaded anew.
INSTEAD = """
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } });
  window.print = () => { window.printed = true; };
  HTMLAnchorElement.prototype.click = function () { window.saved = this.download; };
"""
# A place on the screen with nothing that answers, on it or within a finger's breadth.
NOWHERE = """() => {
  const own = "a, button, summary, input, label, select, textarea, [tabindex], form, dialog, .lb-card, .lb-tools, .note:focus, .lb-settings, header, .lb-bar";
  const dialog = document.querySelector("dialog[open]");
  const box = dialog?.getBoundingClientRect();
  const free = (x, y) => (box ? y < box.top || y > box.bottom || x < box.left || x > box.right : !document.elementFromPoint(x, y)?.closest(own));
  for (let y = 4; y < innerHeight; y += 12) {
    for (let x = 4; x < innerWidth; x += 12) {
      if ([-20, 0, 20].every((right) => [-20, 0, 20].every((down) => free(x + right, y + down)))) { return [x, y]; }
    }
  }
  return null;
}"""


class Hand:
    """Does all that in one tab, by `mouse`, `keys` or `touch`."""

    def __init__(self, page: Page, base: str, by: str) -> None:
        self.page = page
        self._base = base
        self._by = by
        self._width = page.viewport_size["width"] if page.viewport_size else 0
        self.doing = ""
        """What has failed, if something has."""

    def does(self, use: Use) -> bool:
        return use.above < self._width < use.below and (use.keys or self._by != "keys")

    def ends(self, use: Use) -> tuple[str, ...]:
        """What comes where the focus is goes by Escape; its button is no stop of the keys."""
        return tuple(end for end in use.ends if end != SHUT or (self._by, use.how) != ("keys", "point"))

    def load(self, name: str) -> None:
        self.page.goto(self._base + name)

    def shown(self, selector: str, *, last: bool = False) -> ElementHandle:
        """The first that is there to be seen, or the last."""
        found = self.page.query_selector(f"{selector} >> visible=true >> nth={-1 if last else 0}")
        assert found, f"{selector} is not to be seen"
        return found

    def is_seen(self, use: Use) -> bool:
        return bool(self.page.evaluate(f"() => !!({use.seen})"))

    def wait(self, what: str) -> None:
        self.page.wait_for_function(f"() => !!({what})")

    def begin(self, use: Use) -> None:
        """Raises where nothing answers."""
        if use.way and not (use.way == MENU and self.page.locator(use.at).is_visible()):
            self._press(self.shown(*use.way))
        self.page.wait_for_selector(f"{use.at} >> visible=true")
        hows = {"point": self._point, "choose": self._choose, "select": self._select}
        hows.get(use.how, self._press)(self.shown(use.at))
        self.page.keyboard.type(use.typed)
        self.wait(use.seen)

    def end(self, use: Use, way: str) -> None:
        if way == ESCAPE:
            self.page.keyboard.press("Escape")
        elif way == OUTSIDE:
            place = self.page.evaluate(NOWHERE)
            assert place is not None, "no place beside it"
            (self.page.touchscreen.tap if self._by == "touch" else self.page.mouse.click)(*place)
        else:
            self._press(self.shown(".lb-shut" if way == SHUT else use.at, last=way == SHUT))
        self.wait(f"!({use.seen})")

    def leave(self, use: Use) -> None:
        """As it was before."""
        if use.how == "follow":
            self.page.go_back()
            self.page.wait_for_selector(f"{use.at} >> visible=true")
        elif use.after:
            self.page.evaluate(use.after)
        if use.way or use.how == "select":
            self.page.evaluate("getSelection().removeAllRanges()")
            for _ in range(3):
                self.page.keyboard.press("Escape")

    # --- How it is done

    def _press(self, found: ElementHandle) -> None:
        if self._by == "touch":
            found.tap()
        elif self._by == "mouse":
            found.click()
        else:
            self._focus(found)
            self.page.keyboard.press("Space" if found.evaluate("e => e.matches('label')") else "Enter")

    def _point(self, found: ElementHandle) -> None:
        if self._by == "mouse":
            self.page.mouse.move(0, 0)
            found.hover()
        elif self._by == "keys":
            self._focus(found)
        else:
            self._press(found)

    def _choose(self, found: ElementHandle) -> None:
        if self._by == "keys":
            self._focus(found)
            self.page.keyboard.press("ArrowDown")
        else:
            found.select_option(index=1)

    def _select(self, found: ElementHandle) -> None:
        if self._by == "mouse":
            found.evaluate("e => e.scrollIntoView({ block: 'center' })")
            box = found.bounding_box()
            assert box is not None
            self.page.mouse.move(box["x"] + 10, box["y"] + 12)
            self.page.mouse.down()
            self.page.mouse.move(box["x"] + 130, box["y"] + 12, steps=3)
            self.page.mouse.up()
        else:
            self.page.evaluate(SELECT)

    def _focus(self, found: ElementHandle) -> None:
        """As Tab would bring it there; what Tab does not reach has no place among keys."""
        assert found.evaluate(
            "e => { document.activeElement.blur(); (e.control ?? e).focus(); return document.activeElement.tabIndex >= 0; }"
        )
        # A key makes the focus one that is shown.
        self.page.keyboard.press("Shift")


def failures(hand: Hand, uses: list[Use]) -> Iterator[str]:
    for name, group in groupby(filter(hand.does, uses), lambda use: use.page):
        hand.load(name)
        for use in group:
            for end in hand.ends(use) or ("",):
                try:
                    hand.doing = "before"
                    assert not hand.is_seen(use), "seen before it is begun"
                    hand.doing = "begun"
                    hand.begin(use)
                    hand.doing = "ended"
                    if end:
                        hand.end(use, end)
                    hand.doing = "left"
                    hand.leave(use)
                except (AssertionError, Error) as error:
                    yield f"{name}: {use.name} {end}: {(str(error) or 'not so').splitlines()[0]} ({hand.doing})"
                    hand.page.evaluate("localStorage.clear()")
                    hand.load("about.html")
                    hand.load(name)


@pytest.fixture
def hands(browser: Browser) -> Iterator[Callable[..., Hand]]:
    made: list[BrowserContext] = []

    def hand(base: str, by: str, width: int, **more: object) -> Hand:
        touch = {"has_touch": True, "is_mobile": width < 1000} if by == "touch" else {}
        context = browser.new_context(
            viewport={"width": width, "height": 844}, reduced_motion="reduce", **touch, **more
        )  # type: ignore[arg-type]
        made.append(context)
        context.add_init_script(INSTEAD)
        return Hand(context.new_page(), base, by)

    yield hand
    for context in made:
        context.close()


@pytest.mark.parametrize(
    ("width", "by"),
    [
        # Whoever enlarges a page has a narrow window with a mouse, or with keys.
        *((320, by) for by in ("mouse", "keys", "touch")),
        (768, "touch"),
        *((1440, by) for by in ("mouse", "keys", "touch")),
    ],
)
def test_each_thing_is_answered(hands: Callable[..., Hand], address: str, by: str, width: int) -> None:
    assert list(failures(hands(address, by, width), USES)) == []


def test_so_it_is_from_files(hands: Callable[..., Hand], site: Path) -> None:
    assert list(failures(hands(f"{site.as_uri()}/", "mouse", 1440), USES)) == []
