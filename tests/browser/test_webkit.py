"""What a reader does most, in WebKit: no other engine runs on iPhones and iPads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("websocket", reason="websocket-client is not installed")
import webkit
from test_matrix_firefox import begin, end, load
from uses import CHAPTER, USES

from serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[webkit.Page]:
    if missing := webkit.missing():
        pytest.skip(f"{', '.join(missing)}: not installed (Debian: apt install webkit2gtk-driver xvfb)")
    browser = webkit.WebKit()
    page = webkit.Page(browser)
    page.go(address + "about.html")
    yield page
    browser.close()


@pytest.mark.parametrize("width", [1440, 480])
def test_what_is_done_most_is_answered(page: webkit.Page, address: str, width: int) -> None:
    page.resize(width, 844)
    for name in ("note", "term", "passage", "settings", "line"):
        use = next(use for use in USES if use.name == name)
        load(page, address + use.page, use)
        begin(page, use, "mouse")
        end(page, use, use.ends[0] if use.ends else "", "mouse")


def test_what_is_copied_is_on_the_clipboard(page: webkit.Page, address: str) -> None:
    page.resize(1440, 844)
    page.go(address + CHAPTER)
    page.click("#p3 > .num")
    page.click(".lb-tools [name=link]")
    page.click(".lb-search input")
    page.paste()
    page.wait("document.querySelector('.lb-search input').value.endsWith('ovks.html#p3')")


def test_a_reader_is_kept_and_searched_without_a_network(page: webkit.Page, site: Path) -> None:
    with served(site) as address:
        page.go(address + "index.html")
        page.click(".lb-keep")
        page.wait("document.querySelector('.lb-keep').textContent === 'Auf diesem Gerät gespeichert'")
    page.go(address + "search-page.html?q=Taschkent")
    page.wait("document.querySelectorAll('.lb-results ol li').length > 0")


def test_it_is_said_how_long_answers_are_kept(page: webkit.Page, address: str) -> None:
    page.go(address + "assignments/neutralitaet.html")
    page.wait("document.querySelector('.lb-answers')?.textContent.includes('sieben Tage')")
