"""The same in Firefox: what a reader does most, by mouse, keys and touch, from a server and without one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

pytest.importorskip("websocket", reason="websocket-client is not installed")
from firefox import Firefox

if TYPE_CHECKING:
    from firefox import Page

pytestmark = pytest.mark.browser

OPEN = "chapters/ovks.html"
Opened = Callable[..., "Page"]


def started(folder: Path, **preferences: object) -> Iterator[Firefox]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("Firefox is not installed (Debian: apt install firefox-esr)")
    firefox = Firefox(program, folder / "profile", **preferences)
    yield firefox
    firefox.close()


def opener(firefox: Firefox, address: str) -> Iterator[Opened]:
    """Opens pages of a site, or others by their full addresses; leaves no tab and no setting behind."""
    with ExitStack() as after:

        def open_page(name: str, width: int = 1280, height: int = 900) -> "Page":
            page = firefox.page(urljoin(address, name), width, height)
            after.callback(page.close)
            after.callback(page.ask, "localStorage.clear()")
            return page

        yield open_page


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    yield from started(tmp_path_factory.mktemp("firefox"))


@pytest.fixture
def opened(firefox: Firefox, address: str) -> Iterator[Opened]:
    yield from opener(firefox, address)


SHOWN = "document.querySelectorAll('.lb-card').length"


def test_notes_stand_beside_their_words_and_apart(opened: Opened) -> None:
    page = opened(OPEN, 1440)
    page.wait("document.documentElement.classList.contains('lb-placed')")
    apart = page.ask("""(() => {
      const boxes = [...document.querySelectorAll(".notes-list > .note")].map((e) => e.getBoundingClientRect());
      return [boxes.length, boxes.every((b, n) => !n || b.top >= boxes[n - 1].bottom), boxes.every((b) => b.right <= innerWidth)];
    })()""")
    assert apart[0] > 2
    assert apart[1:] == [True, True]


def test_a_preview_comes_by_mouse_and_goes_by_escape(opened: Opened) -> None:
    page = opened(OPEN, 900)
    page.point(".psg a.m")
    page.wait(f"{SHOWN} === 1")
    page.press("Escape")
    page.wait(f"{SHOWN} === 0")
    page.click(".psg .nr a")
    page.wait("document.activeElement.matches('.lb-card')")
    page.press("Escape")
    page.wait("document.activeElement.matches('.psg .nr a')")


def test_the_keys_reach_what_is_in_a_preview(opened: Opened) -> None:
    page = opened(OPEN, 900)
    page.ask(
        "document.querySelector(document.querySelector('.note:has(.bibtex-citation) .back').getAttribute('href')).querySelector('a').focus()"
    )
    page.press("Enter")
    page.wait("document.activeElement.matches('.lb-card')")
    page.press("Tab")
    page.wait("document.activeElement.matches('.lb-card a')")


@pytest.mark.parametrize("what", [".psg .nr a", ".psg a.m", ".psg .when"])
def test_a_finger_opens_a_sheet_at_the_bottom(opened: Opened, what: str) -> None:
    page = opened(OPEN, 390, 844)
    page.click(what, kind="touch")
    page.wait(f"{SHOWN} === 1")
    box = page.ask("document.querySelector('.lb-card').getBoundingClientRect().toJSON()")
    # Beside a bar to scroll with, if there is one.
    assert [box["left"], box["width"]] == [0, page.ask("document.documentElement.clientWidth")]
    assert round(box["bottom"]) == 844
    page.click(".lb-card .lb-shut", kind="touch")
    page.wait(f"{SHOWN} === 0")


@pytest.mark.parametrize("kind", ["mouse", "touch"])
def test_a_work_is_shown_where_it_is_cited(opened: Opened, kind: str) -> None:
    page = opened("chronology.html", 900)
    page.click(".bibtex-citation a", kind=kind)
    page.wait("document.querySelector('.lb-card')?.innerText.includes('http')")
    assert "references" not in page.ask("location.href")


def test_a_passage_has_a_menu_and_so_have_selected_words(opened: Opened) -> None:
    page = opened(OPEN)
    page.click("#p2 > .num")
    page.wait("document.querySelector('.lb-tools')?.getClientRects().length > 0")
    page.press("Escape")
    page.wait("!document.querySelector('.lb-tools')?.getClientRects().length")
    page.ask("""(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("#p3"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    })()""")
    page.wait("document.querySelector('.lb-tools')?.getClientRects().length > 0")


def test_an_address_marks_its_passages(opened: Opened) -> None:
    page = opened(f"{OPEN}#p3-p5")
    page.wait("[...document.querySelectorAll('.lb-marked')].map((e) => e.id).join() === 'p3,p4,p5'")


def test_settings_hold_on_the_next_page(opened: Opened) -> None:
    page = opened(OPEN)
    size = "parseFloat(getComputedStyle(document.querySelector('#p2')).fontSize)"
    before = page.ask(size)
    page.click(".lb-aa")
    page.click(".lb-settings label:has(input[value=larger])")
    page.wait(f"{size} > {before}")
    page.go(page.ask("new URL('januar-2022.html', location.href).href"))
    assert page.ask(size) > before


def test_go_to_and_the_menu_of_a_telephone(opened: Opened) -> None:
    page = opened(OPEN, 390, 844)
    page.click(".lb-menu", kind="touch")
    page.wait("document.querySelector('#lb-nav').getBoundingClientRect().left >= 0")
    page.click(".lb-goto input", kind="touch")
    page.press(*"januar 4")
    page.wait("document.querySelector('.lb-goto li a')?.hash === '#p4'")
    page.press("Enter")
    page.wait("location.pathname.endsWith('januar-2022.html') && location.hash === '#p4'")


@pytest.mark.parametrize("offline", [False, True], ids=["server", "file"])
def test_search_and_concordance(opened: Opened, site: Path, address: str, offline: bool) -> None:
    base = f"{site.as_uri()}/" if offline else address
    page = opened(f"{base}search-page.html?q=B%C3%BCndnisfall")
    page.wait("document.querySelector('.lb-results li a')?.href.includes('ovks')")
    page.click(".lb-results li a")
    page.wait("CSS.highlights?.has('lb-found')")
    page.go(f"{base}search-page.html?q=Unionsstaat&view=lines")
    page.wait("document.querySelectorAll('.kwic td.found').length > 3")


def test_the_chronology_shows_what_is_chosen(opened: Opened) -> None:
    page = opened("chronology.html")
    drawn = "[...document.querySelectorAll('.lb-years a')].filter((a) => a.getClientRects().length).length"
    before = page.ask(drawn)
    page.ask(
        "(() => { const year = document.querySelector('[name=from]'); year.value = '2022'; year.dispatchEvent(new Event('change', { bubbles: true })); })()"
    )
    page.wait(f"0 < {drawn} && {drawn} < {before}")


@pytest.mark.parametrize("name", [OPEN, "glossary.html", "chronology.html", "references.html", "search-page.html"])
@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_is_wider_than_the_screen(opened: Opened, name: str, width: int) -> None:
    page = opened(name, width)
    assert page.ask("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Without scripts in pages; what a test asks is no page's."""
    yield from started(tmp_path_factory.mktemp("silent"), **{"javascript.enabled": False})


@pytest.fixture
def unscripted(silent: Firefox, site: Path) -> Iterator[Opened]:
    yield from opener(silent, f"{site.as_uri()}/")


def test_without_scripts_a_number_leads_to_its_note(unscripted: Opened) -> None:
    page = unscripted(OPEN, 390, 844)
    assert page.ask("document.documentElement.classList.contains('js')") is False
    page.click(".psg .nr a", kind="touch")
    page.wait("document.querySelector('.note:target') !== null")
    box = page.ask("document.querySelector('.note:target').getBoundingClientRect().toJSON()")
    assert 0 <= box["top"] < 844


def test_without_scripts_lists_and_drawing_are_whole(unscripted: Opened, site: Path) -> None:
    page = unscripted("chronology.html", 390, 844)
    rows, drawn = page.ask(
        "['.events.chronology tbody tr', '.lb-years a'].map((s) => [...document.querySelectorAll(s)].filter((e) => e.getClientRects().length).length)"
    )
    assert drawn >= rows > 10
    page.go(f"{site.as_uri()}/glossary.html")
    assert page.ask("[...document.querySelectorAll('.entry')].every((e) => e.getClientRects().length)")
