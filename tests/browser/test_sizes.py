"""What one points at is large enough to be hit, and the size of type holds for all words of a page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Opened = Callable[..., Page]
PAGES = [
    "index.html",
    "chapters.html",
    "chapters/ovks.html",
    "chapters/distanz-zum-krieg.html",
    "glossary.html",
    "entries/kasachstan.html",
    "chronology.html",
    "connections.html",
    "map.html",
    "sources.html",
    "references.html",
    "assignments/neutralitaet.html",
    "about.html",
    "search-page.html?q=Unionsstaat",
    "search-page.html?q=Unionsstaat&view=lines",
]
# WCAG 2.5.8, but for its spacing: every target has 24 pixels both ways. A link within a sentence may be as high as its line,
# and a number of a map or a line of a network says what the list below it says, too.
SMALL = """() => {
  const lone = (link) => {
    const block = link.closest("p, dd, dt, li, td, th, h1, h2, h3, .psg");
    return !block || block.textContent.replace(/\\s/g, "") === link.textContent.replace(/\\s/g, "");
  };
  const found = [];
  for (const fold of document.querySelectorAll("details")) { fold.open = true; }
  for (const one of document.querySelectorAll("a[href], button, summary, input:not([type=radio]), select, textarea, [tabindex='0']")) {
    const { width, height } = one.getBoundingClientRect();
    const exempt = one.matches(".lb-skip, .lb-map a, .network a:has(line)") || (one.matches("a:not(.headerlink)") && getComputedStyle(one).display === "inline" && !lone(one));
    if (width > 1 && !exempt && getComputedStyle(one).visibility === "visible" && Math.min(width, height) < 23.95) {
      found.push(`${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 30)}: ${width} x ${height}`);
    }
  }
  return found;
}"""
# By what they are and where they stand, the sizes of all words; drawings have sizes of their own, and so have numbers of notes in the text.
TYPE = """() => {
  const sizes = {};
  for (const fold of document.querySelectorAll("details")) { fold.open = true; }
  const walk = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const one = node.parentElement;
    if (!node.data.trim() || !one.getClientRects().length || one.closest("svg, .lb-years, h1, option, button, .headerlink, .nr")) { continue; }
    sizes[`${one.tagName}.${one.className} in ${one.parentElement.className} ${one.parentElement.parentElement.className}`] = parseFloat(getComputedStyle(one).fontSize);
  }
  return sizes;
}"""


def opened(page: Page, address: str) -> None:
    """The page, when its scripts have had time to add what they add."""
    page.goto(address)
    if "?q=" in address:
        page.locator(".lb-results li a, .kwic td.found").first.wait_for()
    page.evaluate("() => new Promise((done) => { requestIdleCallback(() => requestIdleCallback(done)); })")


@pytest.mark.parametrize("width", [390, 1440])
def test_every_target_has_24_pixels(open_page: Opened, width: int) -> None:
    page = open_page("about.html", width=width)
    found = {}
    for name in PAGES:
        opened(page, open_page.address + name)  # type: ignore[attr-defined]
        found[name] = page.evaluate(SMALL)
    assert {name: small for name, small in found.items() if small} == {}


def test_all_words_become_larger_and_none_too_small(open_page: Opened) -> None:
    page = open_page("about.html")
    for name in PAGES:
        sizes = {}
        for size in ("normal", "larger", "small"):
            page.evaluate("""size => localStorage.setItem("lb-settings", JSON.stringify({ size }))""", size)
            opened(page, open_page.address + name)  # type: ignore[attr-defined]
            sizes[size] = page.evaluate(TYPE)
        normal = sizes["normal"]
        assert len(normal) > 3, name
        assert {
            what: (size, sizes["larger"][what]) for what, size in normal.items() if sizes["larger"][what] < size * 1.4
        } == {}, name
        assert {what: sizes["small"][what] for what in normal if sizes["small"][what] < min(normal[what], 11)} == {}, (
            name
        )


# WCAG 1.4.12, and text at twice its size.
WIDE = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
TWICE = "html{font-size:200%!important}"


def test_wide_letters_and_large_ones_scroll_no_page_sideways(open_page: Opened) -> None:
    page = open_page("about.html", width=320)
    for name in ("chronology.html", "entries/kasachstan.html", "search-page.html?q=Unionsstaat&view=lines"):
        for style in (WIDE, TWICE):
            opened(page, open_page.address + name)  # type: ignore[attr-defined]
            page.add_style_tag(content=style)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (name, style)
