"""How the reader is shown is chosen in one panel, and remembered where the browser allows that."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OPEN = "chapters/ovks.html"
Opened = Callable[..., Page]
# Tops of the lines of the text, as the browser breaks them.
LINES = """() => {
  const range = document.createRange();
  const found = [];
  for (const passage of document.querySelectorAll(".psg:is(.lead, .paragraph, .quote)")) {
    const tops = [];
    const walk = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
      if (node.parentElement.closest(".num, .nr, .recte")) { continue; }
      for (let n = 0; n < node.length; n += 1) {
        range.setStart(node, n); range.setEnd(node, n + 1);
        const box = range.getBoundingClientRect();
        if (box.width && !(box.top < (tops.at(-1) ?? -1e9) + 12)) { tops.push(box.top); }
      }
    }
    found.push(...tops);
  }
  return found;
}"""


def choose(page: Page, setting: str, words: str) -> None:
    panel = page.locator(".lb-settings")
    if not panel.is_visible():
        page.get_by_role("button", name="Leseeinstellungen").click()
    panel.get_by_role("group", name=setting).get_by_role("radio", name=words, exact=True).check(force=True)
    # The page is set anew when the button has answered.
    page.evaluate(
        "() => new Promise((r) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(r)))))"
    )


def size(page: Page) -> float:
    return float(page.locator("#p2").evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))


def test_a_choice_holds_at_once_and_on_the_next_page(open_page: Opened) -> None:
    page = open_page(OPEN)
    before, width = size(page), page.locator("#p2").evaluate("e => e.offsetWidth")
    choose(page, "Schriftgröße", "Groß")
    choose(page, "Zeilenbreite", "Schmal")
    choose(page, "Farben", "Sepia")
    assert size(page) > before * 1.15
    page.goto(page.url.replace("ovks", "unionsstaat"))
    assert size(page) > before * 1.15
    assert page.locator("#p2").evaluate("e => e.offsetWidth") < width
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(244, 236, 216)"
    choose(page, "Schriftgröße", "Normal")
    assert size(page) == before
    page.reload()
    assert size(page) == before
    # Where our words are not in the reader's language, an element that says nothing else names theirs.
    assert page.locator(".lb-settings legend[lang]").count() == 0
    # Before the scripts run, as the build of such a reader has it.
    page.add_init_script(
        "new MutationObserver((_, all) => { if (document.body) { document.body.dataset.words = 'en'; all.disconnect(); } })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.reload()
    page.get_by_role("button", name="Leseeinstellungen").click()
    expect(page.locator(".lb-settings legend").first).to_be_visible()
    assert page.locator(".lb-settings legend").count() == page.locator(".lb-settings legend[lang=en]").count() > 3


def test_larger_type_is_larger_on_all_pages_and_fits(open_page: Opened) -> None:
    page = open_page("index.html", width=320)
    size_of = "e => parseFloat(getComputedStyle(e).fontSize)"
    for name in ("glossary.html", "assignments/neutralitaet.html", "entries/ovks.html", "connections.html", OPEN):
        page.evaluate("localStorage.removeItem('lb-settings')")
        page.goto(open_page.address + name)  # type: ignore[attr-defined]
        words = page.locator(".psg.paragraph, article :is(p:not([class]), .entry-def)").locator("visible=true").first
        before = words.evaluate(size_of)
        page.evaluate("""localStorage.setItem('lb-settings', '{"size":"larger"}')""")
        page.reload()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert words.evaluate(size_of) > before * 1.3, name
    # A heading stays larger than what it stands above.
    assert page.locator(".text-section > h2").first.evaluate(size_of) > size(page)


def test_what_a_browser_keeps_of_a_reader_can_be_deleted(open_page: Opened) -> None:
    """On a machine of a school the next one finds nothing; what other readers keep there stays."""
    page = open_page(OPEN)
    choose(page, "Schriftgröße", "Groß")
    page.evaluate(
        """() => {
          const key = `${lesebuch.reader}:assignments/neutralitaet#1`;
          localStorage.setItem(`lb-answer:${key}`, "geschrieben");
          localStorage.setItem("lb-answer:Anderes Lesebuch:assignments/a#1", "bleibt");
        }"""
    )
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    # Where a text is left, that is kept: not now. (A click would go up to the button again.)
    page.locator("#p4").evaluate("passage => passage.scrollIntoView()")
    with page.expect_navigation():
        page.get_by_role("button", name="Löschen, was dieser Browser behält").dispatch_event("click")
    assert len(asked) == 1
    assert page.evaluate("Object.keys(localStorage)") == ["lb-answer:Anderes Lesebuch:assignments/a#1"]
    expect(page.locator("html")).not_to_have_attribute("data-size", "large")


def test_where_nothing_may_be_stored_a_choice_holds_for_the_page(open_page: Opened) -> None:
    page = open_page("index.html")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(page.url.replace("index.html", OPEN))
    before = size(page)
    choose(page, "Schriftgröße", "Größer")
    choose(page, "Farben", "Dunkel")
    assert size(page) > before * 1.4
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert size(page) == before
    assert open_page.errors == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("stored", ["null", "{", '"x"', '{"size":"huge","terms":7}'])
def test_what_is_stored_and_not_ours_does_no_harm(open_page: Opened, stored: str) -> None:
    page = open_page(OPEN)
    page.evaluate("text => localStorage.setItem('lb-settings', text)", stored)
    page.reload()
    choose(page, "Zeilennummern", "Alle fünf Zeilen")
    expect(page.locator(".lb-lines span").first).to_have_text("5")
    assert open_page.errors == []  # type: ignore[attr-defined]


def test_terms_are_set_off_as_often_as_one_wants(open_page: Opened) -> None:
    page = open_page(OPEN)
    shown = """() => [...document.querySelectorAll(".psg :is(.m, .m2)")]
        .filter((e) => getComputedStyle(e).textDecorationLine === "underline").length"""
    # The Tab key stops at as many.
    stops = """() => [...document.querySelectorAll(".psg :is(.m, .m2)")].filter((e) => e.tabIndex === 0).length"""
    first = page.evaluate(shown)
    assert page.evaluate(stops) == first
    choose(page, "Worterklärungen", "In jedem Abschnitt")
    sections = page.evaluate(shown)
    assert page.evaluate(stops) == sections
    choose(page, "Worterklärungen", "Alle Nennungen")
    whole = page.evaluate(shown)
    assert 0 < first < sections < whole == page.locator(".psg :is(.m, .m2)").count() == page.evaluate(stops)
    choose(page, "Worterklärungen", "Keine")
    page.keyboard.press("Escape")
    assert page.evaluate(shown) == 0
    page.locator(".psg a.m").nth(2).hover()
    page.wait_for_timeout(500)
    expect(page.locator(".lb-card")).to_have_count(0)


def test_notes_may_stand_below_the_text(open_page: Opened) -> None:
    page = open_page(OPEN, width=1440)
    note = page.locator(".note").first
    assert note.evaluate("e => getComputedStyle(e).position") == "absolute"
    choose(page, "Anmerkungen", "Unter dem Text")
    assert note.evaluate("e => getComputedStyle(e).position") == "static"
    page.keyboard.press("Escape")
    page.locator(".psg .nr a").first.hover()
    expect(page.locator(".lb-card")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("chosen", ["Klein", "Größer"])
def test_each_fifth_line_has_its_number(open_page: Opened, width: int, chosen: str) -> None:
    page = open_page(OPEN, width=width)
    choose(page, "Schriftgröße", chosen)
    choose(page, "Zeilennummern", "Alle fünf Zeilen")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    lines = page.evaluate(LINES)
    numbers = page.locator(".lb-lines span").evaluate_all(
        "all => all.map((e) => [Number(e.textContent), e.getBoundingClientRect().top + e.offsetHeight / 2])"
    )
    assert [n for n, _ in numbers] == list(range(5, len(lines) + 1, 5))
    for number, middle in numbers:
        assert 0 <= middle - lines[number - 1] <= 40
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_lines_of_the_printed_page_are_counted_where_they_are_known(open_page: Opened) -> None:
    page = open_page(OPEN)
    # Ten lines of ten characters each in the first passage: two numbers, at the 41st and the 91st character.
    page.evaluate(
        "document.getElementById('p1').dataset.lines = Array.from({ length: 10 }, (_, n) => n * 10).join(' ')"
    )
    choose(page, "Zeilennummern", "Alle fünf Zeilen")
    inside = page.evaluate(
        """() => {
          const box = document.getElementById("p1").getBoundingClientRect();
          return [...document.querySelectorAll(".lb-lines span")]
            .filter((e) => e.getBoundingClientRect().bottom < box.bottom + 2).map((e) => e.textContent);
        }"""
    )
    assert inside == ["5", "10"]
    # On paper each stands at the words where it stands here, in the line that holds them there.
    page.emulate_media(media="print")
    before = page.locator("#p1").evaluate("e => e.childNodes.length")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    placed = page.evaluate(
        """() => [...document.querySelectorAll(".lb-line-number")].map((e) => {
          const range = document.createRange();
          range.setStart(e.previousSibling, e.previousSibling.length - 1);
          range.setEnd(e.previousSibling, e.previousSibling.length);
          const [number, letter] = [e, range].map((one) => one.getBoundingClientRect());
          return [e.textContent, Math.abs((number.top + number.bottom - letter.top - letter.bottom) / 2) < 4, number.left > letter.right];
        })"""
    )
    assert placed == [["5", True, True], ["10", True, True]]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#p1").evaluate("e => e.childNodes.length") == before


def test_the_panel_answers_to_keys(open_page: Opened) -> None:
    page = open_page(OPEN)
    button = page.get_by_role("button", name="Leseeinstellungen")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Schriftgröße").get_by_role("radio", name="Normal")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.keyboard.press("Escape")
    expect(page.locator(".lb-settings")).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("colours", ["Hell", "Dunkel", "Sepia"])
def test_axe_finds_nothing_in_the_panel_and_below_it(open_page: Opened, width: int, colours: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page(OPEN, width=width)
    choose(page, "Farben", colours)
    choose(page, "Zeilennummern", "Alle fünf Zeilen")
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_there_is_no_button_that_does_nothing(open_page: Opened) -> None:
    page = open_page(OPEN, js=False)
    expect(page.locator(".lb-aa")).to_be_hidden()


@pytest.mark.parametrize(
    ("width", "left_out"), [(390, {"Zeilenbreite", "Anmerkungen"}), (768, {"Anmerkungen"}), (1440, set())]
)
def test_nothing_is_offered_that_a_screen_has_no_room_for(open_page: Opened, width: int, left_out: set[str]) -> None:
    page = open_page(OPEN, width=width)
    page.get_by_role("button", name="Leseeinstellungen").click()
    panel = page.locator(".lb-settings")
    expect(panel).to_be_visible()
    legends = set(panel.locator("legend").all_inner_texts())
    assert {"Schriftgröße", "Farben", "Zeilenbreite", "Anmerkungen"} - legends == left_out
