"""Previews answer to mouse, keys and touch alike; notes stand beside their words, or open where they are asked for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from serving import AT_REST, served

pytestmark = pytest.mark.browser

OPEN = "chapters/ovks.html"
Opened = Callable[..., Page]
# Of all notes: how many overlap another, and how far the farthest stands from its number.
BESIDE = """() => {
  const boxes = [...document.querySelectorAll(".notes-list > .note")].map((note) => {
    const box = note.getBoundingClientRect();
    const number = document.querySelector(`.nr a[href="#${CSS.escape(note.id)}"]`).getBoundingClientRect();
    return { top: box.top, bottom: box.bottom, left: box.left, right: box.right, off: Math.abs(box.top - number.top) };
  });
  const text = Math.max(...[...document.querySelectorAll(".psg")].map((e) => e.getBoundingClientRect().right));
  const sorted = boxes.toSorted((a, b) => a.top - b.top);
  return {
    count: boxes.length,
    overlaps: sorted.filter((box, n) => n && box.top < sorted[n - 1].bottom - 0.5).length,
    clear: boxes.every((box) => box.left > text && box.right <= document.documentElement.clientWidth),
    off: Math.max(0, ...boxes.map(({ off }) => off)),
  };
}"""


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + OPEN)
    yield page
    context.close()


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")


# --- Beside the words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 1366, 1440, 1920])
def test_notes_stand_beside_their_words_and_none_overlaps(browser: Browser, class_site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    offs = []
    with served(class_site) as address:
        for path in sorted((class_site / "chapters").glob("*.html")):
            page.goto(f"{address}chapters/{path.name}")
            page.evaluate(AT_REST)
            found = page.evaluate(BESIDE)
            assert found["overlaps"] == 0, path.stem
            assert found["clear"] or not found["count"], path.stem
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            offs.append(found["off"])
    page.close()
    near = sum(off <= 340 for off in offs)
    assert near >= len(offs) - 3, offs


def test_a_number_points_out_its_note_and_leads_there_and_back(open_page: Opened) -> None:
    page = open_page(OPEN)
    number = page.locator(".psg .nr a").first
    note = page.locator(".note").first
    number.hover()
    expect(page.locator(".noted.on").first).to_be_visible()
    expect(note).to_contain_class("on")
    expect(page.locator(".lb-card")).to_have_count(0)
    before = page.evaluate("scrollY")
    number.click()
    expect(note).to_be_focused()
    # The text does not jump: the note is there already.
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Escape")
    assert page.url.endswith("#" + str(page.locator(".psg .nr").first.get_attribute("id")))
    expect(number).to_be_in_viewport()


def test_notes_move_with_the_folds_above_them(open_page: Opened) -> None:
    page = open_page(OPEN)
    page.locator(".head-note summary").click()
    page.wait_for_timeout(100)
    found = page.evaluate(BESIDE)
    assert found["overlaps"] == 0
    assert found["off"] < 340


def test_on_paper_notes_stand_below_the_text(open_page: Opened) -> None:
    page = open_page(OPEN)
    page.emulate_media(media="print")
    note = page.locator(".note").first
    assert note.evaluate("e => getComputedStyle(e).position") == "static"
    expect(page.locator("#anmerkungen > h2")).to_be_visible()


# --- By mouse ----------------------------------------------------------------------------------------------------------


def test_a_preview_within_a_preview(open_page: Opened) -> None:
    page = open_page(OPEN, width=900)
    link = page.locator(".note:has(.bibtex-citation) .back").first.get_attribute("href")
    page.locator(f"{link} a").hover()
    card = page.locator("#lb-card-0")
    expect(card).to_be_visible()
    card.locator(".bibtex-citation a").first.hover()
    inner = page.locator("#lb-card-1")
    expect(inner).to_be_visible()
    expect(inner.locator("a")).not_to_have_count(0)
    inner.locator("a").first.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    expect(inner).to_be_visible()
    page.mouse.move(2, 2)
    expect(page.locator(".lb-card")).to_have_count(0)
    assert open_page.errors == []  # type: ignore[attr-defined]


def test_what_is_clicked_stays_until_it_is_closed(open_page: Opened) -> None:
    page = open_page(OPEN, width=900)
    number = page.locator(".psg .nr a").first
    card = page.locator(".lb-card")
    for close in ("key", "button", "outside", "again"):
        number.click()
        expect(card).to_be_focused()
        page.mouse.wheel(0, 60)
        expect(card).to_be_visible()
        match close:
            case "key":
                page.keyboard.press("Escape")
                expect(number).to_be_focused()
            case "button":
                card.get_by_role("button", name="Schließen").click()
                expect(number).to_be_focused()
            case "outside":
                page.mouse.click(4, 400)
            case "again":
                number.click()
        expect(card).to_have_count(0)


def test_a_citation_shows_the_whole_work(open_page: Opened) -> None:
    page = open_page(OPEN, width=900)
    citation = page.locator(".notes-list .bibtex-citation a").first
    # The page itself holds no more than name and year.
    assert citation.get_attribute("title") is None
    listed = page.context.new_page()
    listed.goto(page.evaluate("e => e.href", citation.element_handle()))
    whole = listed.locator(":target > p").first.inner_text()
    assert len(whole) > len(citation.inner_text()) + 20
    citation.click()
    card = page.locator(".lb-card")
    expect(card.locator(".lb-card-text > p").first).to_have_text(whole)
    expect(card.get_by_role("link", name="Im Literaturverzeichnis")).to_be_visible()
    assert "references" not in page.url


# --- By keys -----------------------------------------------------------------------------------------------------------


def test_focus_shows_a_preview_whose_links_the_keys_reach(open_page: Opened) -> None:
    page = open_page(OPEN, width=900)
    tab_to(page, ".psg a.m")
    card = page.locator(".lb-card")
    expect(card).to_be_visible()
    assert len(card.inner_text()) > 40
    # Reading on does not close it.
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('.psg a.m')")
    number = page.locator(".note:has(.bibtex-citation) .back").first.get_attribute("href")
    tab_to(page, f"{number} a")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.lb-card a')")
    expect(page.locator("#lb-card-1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#lb-card-1")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(card).to_have_count(0)
    expect(page.locator(f"{number} a")).to_be_focused()


def test_the_keys_go_on_behind_the_words(open_page: Opened) -> None:
    page = open_page(OPEN, width=900)
    number = page.locator(".psg .nr a").first
    number.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".lb-card")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if not page.locator("#lb-card-0").count():
            break
    assert page.evaluate(
        "([a]) => !!(a.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
        " && !!document.activeElement.closest('.chapter')",
        [number.element_handle()],
    )


# --- By touch ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "what", [".psg .nr a", ".psg a.m", ".psg a.m2", ".psg .when", ".notes-list .bibtex-citation a"]
)
def test_a_tap_opens_a_sheet(phone: Page, what: str) -> None:
    asked = phone.locator(what).first
    url = phone.url
    asked.tap()
    sheet = phone.locator(".lb-sheet")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None
    assert (round(box["x"]), round(box["width"]), round(box["y"] + box["height"])) == (0, 390, 844)
    assert phone.url == url
    # What was tapped is still in sight.
    words = asked.bounding_box()
    assert words is not None
    assert words["y"] + words["height"] <= box["y"] + 1
    sheet.get_by_role("button", name="Schließen").tap()
    expect(sheet).to_have_count(0)
    asked.tap()
    expect(sheet).to_be_visible()
    phone.touchscreen.tap(195, 20)
    expect(sheet).to_have_count(0)


def test_a_sheet_leads_to_all_places_of_a_term(phone: Page) -> None:
    term = phone.locator(".psg a.m").first
    slug = (term.get_attribute("href") or "").partition("#")[2]
    term.tap()
    phone.get_by_role("link", name="Alle Fundstellen im Zusammenhang").tap()
    expect(phone.locator("main h2").first).to_have_text("Alle Fundstellen im Zusammenhang")
    assert phone.url.endswith(f"/entries/{slug}.html")


def test_a_tap_in_a_sheet_opens_another(phone: Page) -> None:
    link = phone.locator(".note:has(.bibtex-citation) .back").first.get_attribute("href")
    phone.locator(f"{link} a").tap()
    phone.locator("#lb-card-0 .bibtex-citation a").first.tap()
    expect(phone.locator("#lb-card-1")).to_contain_text("http")
    phone.locator("#lb-card-1 .lb-shut").tap()
    expect(phone.locator("#lb-card-0")).to_be_visible()
    expect(phone.locator("#lb-card-1")).to_have_count(0)


# --- Without scripts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 390, 900, 1440])
def test_without_scripts_a_number_opens_its_note_on_the_screen(open_page: Opened, width: int) -> None:
    page = open_page(OPEN, width=width, height=800, js=False)
    number = page.locator("#p2 .nr a, #p3 .nr a, #p4 .nr a").first
    number.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    number.click()
    note = page.locator(".note:target")
    expect(note).to_be_in_viewport(ratio=1)
    expect(number).to_be_in_viewport()
    assert page.evaluate("scrollY") == before
    note.locator(".lb-shut").click()
    expect(note).to_have_count(0)
    expect(number).to_be_in_viewport()
    # The list below the text is there as ever.
    page.goto(page.url.partition("#")[0] + "#anmerkungen")
    expect(page.locator("#anmerkungen > h2")).to_be_in_viewport()
    expect(page.locator(".note").first).to_be_in_viewport()


# --- What is read out, what can be seen --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_an_open_preview(open_page: Opened, width: int, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page(OPEN, width=width, dark=dark)
    page.locator(".notes-list .bibtex-citation a").first.click()
    expect(page.locator(".lb-card")).to_be_visible()
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


def test_a_foreign_heading_says_its_language(open_page: Opened) -> None:
    page = open_page("chapters/oil-routes.html")
    assert page.locator("h1").get_attribute("lang") == "en"
    assert {page.locator(f"#{i} > h2").get_attribute("lang") for i in ("h1", "h2")} == {"en"}


def test_letters_hide_nothing_that_has_the_focus(open_page: Opened) -> None:
    page = open_page("glossary.html", height=500)
    page.locator(".entry a").last.focus()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        end = page.evaluate("document.querySelector('.letters').getBoundingClientRect().bottom")
        assert top >= end - 1
