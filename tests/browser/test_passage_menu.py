"""Passages have addresses, down to the word; from their numbers, and from selected words, one takes link or quotation along."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from serving import SHARES

pytestmark = pytest.mark.browser

OPEN = "chapters/ovks.html"
Opened = Callable[..., Page]
SELECT = """([from, start, to, end]) => {
  const place = (id, offset) => {
    const walk = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    let rest = offset;
    for (let node; (node = walk.nextNode());) {
      if (node.parentElement.closest(".num, .nr, .recte")) { continue; }
      if (rest <= node.length) { return [node, rest]; }
      rest -= node.length;
    }
  };
  const range = document.createRange();
  range.setStart(...place(from, start));
  range.setEnd(...place(to, end));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
MARKED = """() => ({
  passages: [...document.querySelectorAll(".lb-marked")].map((e) => e.id),
  words: [...(CSS.highlights.get("lb-passage") ?? [])].map((range) => {
    const copy = range.cloneContents();
    copy.querySelectorAll(".num, .nr, .recte").forEach((e) => e.remove());
    return copy.textContent;
  }),
})"""


@pytest.fixture
def page(open_page: Opened) -> Page:
    page = open_page(OPEN)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def words(page: Page, passage: str) -> str:
    """The text of a passage, as the source has it."""
    return str(
        page.evaluate(
            """id => { const copy = document.getElementById(id).cloneNode(true);
            copy.querySelectorAll(".num, .nr, .recte").forEach((e) => e.remove()); return copy.textContent; }""",
            passage,
        )
    )


def test_a_telephone_sends_words_with_their_place(page: Page) -> None:
    page.add_init_script(SHARES)
    page.reload()
    page.evaluate(SELECT, ["p1", 0, "p1", 20])
    page.get_by_role("button", name="Teilen").click()
    shared = page.evaluate("shared.text")
    page.evaluate(SELECT, ["p1", 0, "p1", 20])
    page.get_by_role("button", name="Zitat kopieren").click()
    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    assert shared == clipboard(page)
    assert "/chapters/ovks.html#p1:0-" in shared


# --- Addresses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "passages"),
    [("p2-p4", ["p2", "p3", "p4"]), ("p3-p3", ["p3"]), ("b1-p1", ["b1", "b2", "p1"])],
)
def test_a_range_is_marked(open_page: Opened, where: str, passages: list[str]) -> None:
    page = open_page(f"{OPEN}#{where}")
    assert page.evaluate(MARKED) == {"passages": passages, "words": []}
    expect(page.locator(f"#{passages[0]}")).to_be_in_viewport()


@pytest.mark.parametrize("where", ["p4-p2", "p2-p99", "x", "p2:5-", "p2-5", "p2-ovks-x", "%", "p2:9999-99999"])
def test_what_names_nothing_marks_nothing_and_breaks_nothing(open_page: Opened, where: str) -> None:
    page = open_page(f"{OPEN}#{where}")
    assert page.evaluate(MARKED)["passages"] == []
    assert "".join(page.evaluate(MARKED)["words"]) == ""
    page.locator("#p2 > .num").click()
    expect(page.locator(".lb-tools")).to_be_visible()
    assert open_page.errors == []  # type: ignore[attr-defined]


def test_words_have_an_address_that_marks_them(page: Page) -> None:
    text = words(page, "p2")
    page.goto(page.url.partition("#")[0] + "#p2:10-60")
    page.reload()
    assert page.evaluate(MARKED)["words"] == [text[10:60]]
    page.evaluate("location.hash = '#p2:5-p3:20'")
    expect(page.locator("#p2")).to_be_in_viewport()
    assert page.evaluate(MARKED)["words"][0].replace("\n", "") == text[5:] + words(page, "p3")[:20]


def test_the_passages_of_a_missing_text_are_marked_too(open_page: Opened) -> None:
    page = open_page("chapters/distanz-zum-krieg.html#p2-p3")
    assert page.evaluate(MARKED) == {"passages": ["p2", "p3"], "words": []}


def test_a_browser_finds_the_words_without_our_script(open_page: Opened) -> None:
    page = open_page(OPEN, js=False, height=500)
    text = words(page, "p9")
    part = text.split(". ")[0].split()[:5]
    page.goto(page.url + "#p9:0-10:~:text=" + "%20".join(part))
    expect(page.locator("#p9")).to_be_in_viewport()


# --- The number's menu -------------------------------------------------------------------------------------------------


def test_the_number_offers_the_link_and_the_quotation(page: Page) -> None:
    number = page.locator("#p3 > .num")
    before = page.evaluate("scrollY")
    number.click()
    tools = page.get_by_role("toolbar", name="Abs. 3")
    expect(tools).to_be_visible()
    assert page.evaluate("scrollY") == before
    assert page.url.endswith("#p3")
    tools.get_by_role("button", name="Link kopieren").click()
    assert clipboard(page) == page.url
    expect(tools).to_have_count(0)
    number.click()
    tools.get_by_role("button", name="Zitat kopieren").click()
    title = page.locator("meta[name=citation_title]").get_attribute("content")
    assert (
        clipboard(page) == f"„{words(page, 'p3')}“ (Lesebuch-Redaktion: {title}, Abs.\N{NO-BREAK SPACE}3, {page.url})"
    )


def test_the_menu_answers_to_keys(page: Page) -> None:
    number = page.locator("#p3 > .num")
    number.focus()
    page.keyboard.press("Enter")
    tools = page.locator(".lb-tools")
    expect(tools.locator("button").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tools.locator("button").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(tools).to_have_count(0)
    expect(number).to_be_focused()
    number.click()
    number.click()
    expect(tools).to_have_count(0)


def test_other_scripts_add_what_they_offer(page: Page) -> None:
    page.evaluate(
        """lesebuch.passages.add({ name: "x", title: "Merken", when: (at) => at.text.length > 5,
        run: (at) => { document.title = at.address + at.text.slice(0, 4); } })"""
    )
    page.locator("#p3 > .num").click()
    page.get_by_role("button", name="Merken").click()
    assert page.title() == f"{page.url}{words(page, 'p3')[:4]}".strip()


# --- Selected words ----------------------------------------------------------------------------------------------------


def test_selected_words_offer_the_same(page: Page) -> None:
    text = words(page, "p2")
    page.evaluate(SELECT, ["p2", 4, "p2", 30])
    tools = page.locator(".lb-tools")
    expect(tools).to_be_visible()
    tools.get_by_role("button", name="Link kopieren").click()
    link = clipboard(page)
    start = 4 + len(text[4:30]) - len(text[4:30].lstrip())
    end = 4 + len(text[4:30].rstrip())
    assert f"#p2:{start}-{end}:~:text=" in link
    assert unquote(link.partition("text=")[2]).split(",")[0].split()[0] == text[start:end].split()[0]
    page.goto("about:blank")
    page.goto(link)
    assert page.evaluate(MARKED)["words"] == [text[start:end]]


def test_words_of_several_passages_are_quoted_a_paragraph_each(page: Page) -> None:
    page.evaluate(SELECT, ["p2", 5, "p3", 9])
    page.locator(".lb-tools").get_by_role("button", name="Zitat kopieren").click()
    quoted, _, reference = clipboard(page).rpartition(" (")
    assert quoted == f"„{words(page, 'p2')[5:].strip()}\n\n{words(page, 'p3')[:9].strip()}“"
    assert "Abs.\N{NO-BREAK SPACE}2–3" in reference


def test_the_menu_goes_when_nothing_is_selected(page: Page) -> None:
    page.evaluate(SELECT, ["p2", 4, "p2", 30])
    expect(page.locator(".lb-tools")).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.locator(".lb-tools")).to_have_count(0)


def test_words_beyond_the_basic_plane_count_once(page: Page) -> None:
    page.evaluate(
        """() => { const p = document.getElementById("p2"); p.lastChild.data = "𝔄𝔅 cd " + p.lastChild.data; }"""
    )
    text = words(page, "p2")
    at = text.index("cd")
    page.evaluate(f"location.hash = '#p2:{at}-{at + 2}'")
    page.wait_for_function(f"({MARKED})().words.length")
    assert page.evaluate(MARKED)["words"] == ["cd"]


# --- Paper, files, small screens ---------------------------------------------------------------------------------------


def test_one_passage_is_printed_with_its_notes(page: Page) -> None:
    page.evaluate("window.print = () => { window.printed = true; }")
    passage = page.locator(".psg.paragraph:has(.nr)").first
    other = page.locator(".psg.paragraph").last
    passage.locator("> .num").click()
    page.get_by_role("button", name="Stelle drucken").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    note = str(passage.locator(".nr a").first.get_attribute("href"))
    for seen in (
        passage,
        page.locator(note),
        page.locator("h1"),
        page.locator(".lb-line .byline"),
        page.locator(".citation"),
    ):
        expect(seen).to_be_visible()
    for gone in (other, page.locator(".entry-index"), page.locator(".head-note")):
        expect(gone).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(other).to_be_visible()


def test_what_is_printed_keeps_its_headings_and_no_empty_room(page: Page) -> None:
    page.evaluate("window.print = () => {}")
    page.evaluate("getSelection().setBaseAndExtent(document.querySelector('#p3'), 0, document.querySelector('#p4'), 2)")
    page.get_by_role("button", name="Stelle drucken").click()
    page.emulate_media(media="print")
    expect(page.locator("#h2 > h2")).to_be_visible()
    expect(page.locator("#h3 > h2")).to_be_hidden()
    # On the screen it is as high as the notes beside it.
    chapter = page.locator("section.chapter")
    chapter.evaluate("chapter => { chapter.style.minHeight = '9000px'; }")
    assert chapter.evaluate("chapter => chapter.offsetHeight") < 9000


def test_a_paragraph_is_shown_large_and_left_by_escape(page: Page) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    number = page.locator("#p3 > .num")
    number.click()
    before = page.evaluate("scrollY")
    page.get_by_role("button", name="Groß zeigen").click()
    large = page.get_by_role("dialog", name="Abs. 3")
    shown = large.locator(".psg")
    assert shown.inner_text() == words(page, "p3")
    assert shown.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 25
    assert large.evaluate("e => e.scrollHeight <= e.clientHeight && e.clientWidth === innerWidth")
    assert axe.run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(page.locator(".lb-tools")).to_have_count(0)
    expect(number).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_from_a_file_a_link_names_the_chapter_and_not_the_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((site / OPEN).as_uri() + "#p2-p3")
    assert page.evaluate(MARKED)["passages"] == ["p2", "p3"]
    page.locator("#p3 > .num").click()
    page.get_by_role("button", name="Link kopieren").click()
    page.wait_for_timeout(200)
    assert clipboard(page) == "ovks#p3"
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_the_menu_fits_on_small_screens(open_page: Opened, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page(OPEN, width=width)
    page.locator("#p3 > .num").click()
    box = page.locator(".lb-tools").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


# --- Go to -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("Unionsstaat 7", "unionsstaat.html#p7"),
        ("unionsst § 7", "unionsstaat.html#p7"),
        ("Unionsstaat, Abs. 2-4", "unionsstaat.html#p2-p4"),
        ("lawrow 7", "portnikov-lawrow.html#p7"),
        ("portnikov-lawrow#p7", "portnikov-lawrow.html#p7"),
        ("portnikov lawrow", "portnikov-lawrow.html"),
        ("januar 2022 3", "januar-2022.html#p3"),
        ("januar-2022#p3", "januar-2022.html#p3"),
        ("p4", "ovks.html#p4"),
        ("4", "ovks.html#p4"),
    ],
)
def test_a_word_of_the_title_and_a_number_lead_to_a_passage(page: Page, typed: str, where: str) -> None:
    page.keyboard.press("g")
    field = page.locator(".lb-goto input")
    expect(field).to_be_focused()
    field.fill(typed)
    expect(page.locator(".lb-goto li a").first).to_have_attribute("href", page.url.rpartition("/")[0] + "/" + where)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{where}")


def test_what_is_not_there_is_said(page: Page) -> None:
    field = page.locator(".lb-goto input")
    page.keyboard.press("g")
    field.fill("qxzv 7")
    expect(page.locator(".lb-goto li")).to_have_text("Kein Text mit diesem Namen.")
    field.fill("ovks 900")
    expect(page.locator(".lb-goto li").first).to_contain_text("nur")
    page.keyboard.press("Escape")
    expect(page.locator(".lb-goto li")).to_have_count(0)
