"""The site as a reader meets it: in the light and in the dark, on a telephone, by keyboard, without scripts, offline."""

import gzip
import os
import re
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from serving import SETTLED, served

pytestmark = pytest.mark.browser

OPEN = "chapters/ovks.html"
RESTRICTED = "chapters/distanz-zum-krieg.html"
ENGLISH = "chapters/oil-routes.html"
PAGES = [
    "index.html",
    "chapters.html",
    OPEN,
    RESTRICTED,
    ENGLISH,
    "glossary.html",
    "chronology.html",
    "sources.html",
    "references.html",
    "assignments/neutralitaet.html",
    "about.html",
    "search-page.html",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host_and_has_no_error(open_page, name: str) -> None:
    page = open_page(name)
    page.evaluate(SETTLED)
    assert [url for url in open_page.requests if not url.startswith(open_page.address)] == []
    assert open_page.errors == []


def test_no_file_names_another_host_where_a_browser_would_load_it(site: Path) -> None:
    # What a licence or an address says is no thing that is loaded.
    loads = re.compile(
        rb"""(?:src|srcset|poster)=["']?(?:https?:)?//|<link(?! rel="(?:license|canonical)")[^>]+href=["']?(?:https?:)?//|url\(["']?(?:https?:)?//|@import"""
    )
    for path in [*site.rglob("*.html"), *site.glob("_static/*.css")]:
        found = loads.search(path.read_bytes())
        assert found is None, f"{path.relative_to(site)}: {found and found[0]!r}"


def test_far_down_in_the_list_of_texts_one_can_search_and_sees_what_has_the_focus(open_page) -> None:
    page = open_page("references.html", height=600)
    field, here = page.locator("#lb-nav .lb-search input"), page.locator("#lb-nav [aria-current]")
    assert page.locator("#lb-nav").evaluate("nav => nav.scrollTop") > 0
    expect(field).to_be_in_viewport(ratio=1)
    expect(here).to_be_in_viewport(ratio=1)
    here.focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        hidden = page.evaluate("""() => { const box = document.activeElement.getBoundingClientRect();
          const over = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
          return document.activeElement.closest("nav") && !document.activeElement.contains(over) && document.activeElement.outerHTML; }""")
        assert not hidden
    field.fill("Unionsstaat")
    field.press("Enter")
    page.wait_for_url("**/search-page.html?q=Unionsstaat")


# Colours hang on what an element is, and on what it stands in. Of what is alike in all that two stay, and the rest goes, for
# which axe takes half a minute on the largest pages. In the light, on a wide screen, it looks at all.
THIN_OUT = """() => {
  const own = ["id", "href", "title", "name", "for", "datetime", "lang", "hreflang", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy",
    "width", "points", "transform"];
  const looks = ({ name }) => !own.includes(name) && !name.startsWith("aria-label") && !name.startsWith("data-");
  const said = (element) => [...element.attributes].filter(looks)
    .reduce((all, { name, value }) => `${all} ${name}=${value}`, element.localName);
  const within = (element, path) => [path, ...[...element.children].flatMap((child) => within(child, `${path}>${said(child)}`))];
  const seen = new Map();
  const thin = (element, path) => {
    if (within(element, path).every((one) => seen.get(one) >= 2)) { element.remove(); return; }
    seen.set(path, (seen.get(path) ?? 0) + 1);
    [...element.children].forEach((child) => thin(child, `${path}>${said(child)}`));
  };
  thin(document.body, "");
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page, name: str, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page(name, dark=dark)
    assert page.evaluate("document.documentElement.dataset.theme") == ("dark" if dark else "light")
    rules = {}
    if dark:  # all is as in the light but for the colours
        rules = {"runOnly": ["color-contrast", "link-in-text-block"]}
        page.evaluate(THIN_OUT)
    found = axe.run(page, options={"resultTypes": ["violations"]} | rules).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200], len(rule["nodes"])) for rule in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_telephone_shows_a_page_without_scrolling_sideways(open_page, name: str) -> None:
    page = open_page(name, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = axe.run(page, options={"runOnly": ["target-size"]}).response["violations"]
    page.evaluate(THIN_OUT)
    found += axe.run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


def test_a_colour_that_is_too_pale_is_found_among_what_is_left(open_page) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page("references.html", width=360, height=740)
    every = page.locator("*").count()
    page.evaluate(THIN_OUT)
    assert page.locator("*").count() < every / 2
    page.add_style_tag(content=".work { color: #aaa !important }")
    found = axe.run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [rule["id"] for rule in found] == ["color-contrast"]


def test_the_first_view_of_every_page_is_small(browser: Browser, request: pytest.FixtureRequest) -> None:
    """Of the larger site, where its texts are at hand."""
    site = request.getfixturevalue("class_site" if os.environ.get("LESEBUCH_SEEDS") else "public_site")
    assert _too_large(browser, site) == {}


def _too_large(browser: Browser, folder: Path) -> dict[str, dict[str, int]]:
    """What a page asks for before anyone does anything, where that is more than it may be: files and their bytes."""
    every = sorted(folder.rglob("*.html"), key=lambda path: -path.stat().st_size)
    # Of the pages of entries, which are all of one kind, the largest.
    entries = [path for path in every if path.parent.name == "entries"]
    pages = sorted({*every} - {*entries[3:]})
    assert any(path.parent.name == "chapters" for path in pages)
    found = {}
    with served(folder) as address:
        for first in range(0, len(pages), _AT_ONCE):
            several = [path.relative_to(folder).as_posix() for path in pages[first : first + _AT_ONCE]]
            for name, asked in _first_views(browser, address, several).items():
                sizes = {file: _over_the_wire(folder / file) for file in asked}
                assert any(file.endswith(".woff2") for file in asked)
                if sum(sizes.values()) > 100_000:
                    found[name] = sizes
    return found


_AT_ONCE = 8
"""Pages that are opened together: each is known to ask no more only when it has been quiet for half a second."""


def _first_views(browser: Browser, address: str, names: list[str]) -> dict[str, set[str]]:
    """By page the files that it asks for, where nothing is there from another page."""
    opened: dict[str, tuple[Page, set[str], set[str]]] = {}
    for name in names:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        asked: set[str] = set()
        answered: set[str] = set()
        page.on("request", lambda request, asked=asked: asked.add(request.url))
        page.on("requestfinished", lambda request, answered=answered: answered.add(request.url))
        page.on("requestfailed", lambda request, answered=answered: answered.add(request.url))
        page.goto(f"{address}{name}")
        opened[name] = page, asked, answered
    for page, asked, answered in opened.values():
        # Not `networkidle`, which on a busy machine now and then never comes.
        before = -1
        while len(asked) > before or not asked <= answered:
            before = len(asked)
            page.wait_for_timeout(500)
        page.evaluate("document.fonts.ready")
        page.context.close()
    return {
        name: {url.removeprefix(address).partition("?")[0] for url in asked if url.startswith(address)}
        for name, (_, asked, _answered) in opened.items()
    }


def test_the_fonts_are_ours_and_not_the_systems(open_page) -> None:
    page = open_page(OPEN)
    page.evaluate(SETTLED)
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    for selector, family in (
        (".about > summary", "Lesebuch Sans"),
        (".note-head .kind", "Lesebuch Sans"),
        ("#p2", "Lesebuch Serif"),
    ):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        used = max(fonts, key=lambda font: font["glyphCount"])
        assert used["isCustomFont"], (selector, fonts)
        assert used["familyName"].startswith(family), (selector, fonts)


def test_what_a_page_asks_for_before_it_is_set_is_used(open_page) -> None:
    """A font that is asked for early and not needed would be weight alone."""
    page = open_page(OPEN)
    early = page.locator("link[rel=preload]").evaluate_all("all => all.map((link) => link.href)")
    assert len(early) == 3
    page.evaluate("document.fonts.ready")
    used = page.evaluate("[...document.fonts].filter((one) => one.status === 'loaded').length")
    assert used >= len(early)
    # Each once: what is asked for early is what the style sheet asks for.
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert [loaded.count(font) for font in early] == [1, 1, 1]


def test_the_number_of_a_note_is_a_word_of_its_own_in_a_heading(open_page) -> None:
    page = open_page(OPEN)
    page.evaluate("document.querySelector('main h2').append(document.querySelector('.psg .nr').cloneNode(true))")
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in tree if node["role"]["value"] == "heading"]
    assert [name for name in names if "Anmerkung 1" in name] == [
        f"{page.locator('main h2').first.evaluate('h => h.firstChild.data')} Anmerkung 1"
    ]


@pytest.mark.parametrize("name", ["chapters.html", "references.html", "entries/lawrow.html"])
def test_letters_twice_as_large_fit_a_narrow_page(open_page, name: str) -> None:
    page = open_page(name, width=320)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_fonts_of_the_system_that_stand_in_for_ours_are_as_wide(open_page) -> None:
    page = open_page(OPEN)
    found = page.evaluate(
        """async () => {
          const text = [...document.querySelectorAll(".psg")].map((all) => all.textContent).join(" ");
          const pen = document.createElement("canvas").getContext("2d");
          const widths = [];
          for (const family of ["Lesebuch Serif", "Lesebuch Serif Times"]) {
            pen.font = `400 400px "${family}"`;
            await document.fonts.load(pen.font, text).catch(() => []);
            widths.push(pen.measureText(text).width);
          }
          const there = [...document.fonts].some(({ family, status }) => family.includes("Times") && status === "loaded");
          return there ? widths : null;
        }"""
    )
    assert page.evaluate("getComputedStyle(document.querySelector('#p2')).fontFamily").startswith(
        '"Lesebuch Serif", "Lesebuch Serif Times"'
    )
    if not found:
        pytest.skip("neither Times New Roman nor Liberation Serif is installed")
    ours, theirs = found
    assert abs(theirs / ours - 1) < 0.03


def test_its_digits_have_the_forms_that_are_asked_for(open_page) -> None:
    page = open_page(OPEN)
    page.evaluate(
        """async () => {
          const line = (font, digits, id) =>
            `<p><span id="${id}" style="font: ${font}; font-variant-numeric: ${digits}">1374</span></p>`;
          document.querySelector("article").innerHTML =
            line("400 40px 'Lesebuch Sans'", "oldstyle-nums", "old") +
            line("400 40px 'Lesebuch Sans'", "lining-nums", "lining") +
            [["400", "Sans"], ["600", "Sans"], ["400", "Serif"], ["600", "Serif"]].map(([weight, family]) =>
              `<p style="font: ${weight} 40px 'Lesebuch ${family}'; font-variant-numeric: tabular-nums">` +
              '<span class="wide">1111</span><span class="wide">0000</span></p>').join("");
          await document.fonts.ready;
        }"""
    )
    assert page.locator("#old").screenshot() != page.locator("#lining").screenshot()
    widths = page.eval_on_selector_all(".wide", "all => all.map(one => one.getBoundingClientRect().width.toFixed(2))")
    assert len(widths) == 8
    assert widths[::2] == widths[1::2]


def test_what_scripts_say_is_loaded_when_one_of_them_speaks(open_page) -> None:
    page = open_page(OPEN)
    page.evaluate(SETTLED)
    assert page.evaluate("globalThis.lesebuchWords === undefined")
    page.locator(".psg .when").first.click()
    page.locator(".lb-card").wait_for()
    assert page.locator(".lb-card .lb-shut").get_attribute("aria-label") == "Schließen"
    page.locator(".lb-aa").click()
    assert "Schriftgröße" in page.locator(".lb-settings").inner_text()


@cache
def _over_the_wire(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data))


def test_a_page_says_once_how_wide_it_is(site: Path) -> None:
    said = {path: path.read_text(encoding="utf-8").count('name="viewport"') for path in site.rglob("*.html")}
    assert {path: count for path, count in said.items() if count != 1} == {}
    assert site / "index.html" in said


def test_a_chapters_page_is_small(site: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (site / "chapters").glob("*.html")}
    assert sizes
    assert max(sizes.values()) < 62_000, sizes


# --- Keyboard ----------------------------------------------------------------------------------------------------------


def _focused(page: Page) -> str:
    return page.evaluate(
        "(e => (e.id ? '#' + e.id : '') + '.' + e.className + ' ' + (e.hash ?? ''))(document.activeElement)"
    )


def test_the_first_key_leads_past_the_navigation(open_page) -> None:
    page = open_page(OPEN)
    page.keyboard.press("Tab")
    skip = page.locator(".lb-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main-content').contains(document.activeElement)")


def test_a_paragraphs_number_is_a_link_with_a_name(open_page) -> None:
    page = open_page(OPEN)
    link = page.locator("#p3").get_by_role("link", name="Absatz 3", exact=True)
    link.focus()
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") == "solid" or _focused(page)
    assert (link.get_attribute("href") or "").endswith("#p3")
    page.keyboard.press("Enter")
    expect(link).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#p3")).to_be_in_viewport()


def test_the_menu_opens_and_closes_by_keyboard(open_page) -> None:
    page = open_page(OPEN, width=360, height=740)
    nav = page.locator("#lb-nav")
    expect(nav).to_be_hidden()
    menu = page.get_by_role("button", name="Inhalt")
    menu.focus()
    page.keyboard.press("Enter")
    expect(nav).to_be_visible()
    assert page.evaluate("document.getElementById('lb-nav').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(nav).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_choice_of_light_or_dark_stays(open_page) -> None:
    page = open_page(OPEN)
    page.get_by_role("button", name="Dunkel darstellen").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(open_page.address + "glossary.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


# --- Search, paper, no scripts -------------------------------------------------------------------------------------------


def test_the_search_finds_what_is_there(open_page) -> None:
    page = open_page("index.html")
    page.keyboard.press("/")
    page.keyboard.type("Pipeline")
    page.keyboard.press("Enter")
    expect(page.locator(".lb-results li a").first).to_be_visible()
    expect(page.locator(".status")).to_contain_text("zu „Pipeline“")
    assert open_page.errors == []


def test_the_search_says_that_it_has_found_nothing(open_page) -> None:
    page = open_page("search-page.html?q=qxzvw")
    expect(page.locator(".status")).to_contain_text("Nichts gefunden")


def test_on_a_telephone_the_search_is_one_touch_away(open_page) -> None:
    page = open_page(OPEN, width=360, height=740)
    page.get_by_role("main").get_by_role("link", name="Im Lesebuch suchen").click()
    page.locator(".lb-find input").fill("qxzvw")
    page.locator(".lb-find button").click()
    expect(page.locator(".status")).to_contain_text("Nichts gefunden")
    expect(page.locator(".lb-find input")).to_have_value("qxzvw")


def test_who_comes_back_is_led_to_where_they_were_reading(open_page) -> None:
    page = open_page("index.html")
    line = page.locator(".lb-read")
    expect(line).to_be_hidden()
    url = page.url
    for passage, said in (("p1", None), ("p4", "Abs.\N{NO-BREAK SPACE}4"), ("p6", "Abs.\N{NO-BREAK SPACE}6")):
        page.goto(url.replace("index.html", OPEN))
        page.locator(f"#{passage}").evaluate("passage => passage.scrollIntoView()")
        for entrance in ("index.html", "chapters.html"):
            page.goto(url.replace("index.html", entrance))
            if said is None:
                expect(line).to_be_hidden()
            else:
                expect(line).to_contain_text(said)
    line.get_by_role("link").click()
    assert page.url.endswith(f"{OPEN}#p6")


def test_without_scripts_a_chapter_can_be_read_and_the_menu_used(open_page) -> None:
    page = open_page(OPEN, width=360, height=740, js=False)
    expect(page.locator("#p1")).to_be_visible()
    expect(page.locator(".lb-mode")).to_be_hidden()
    page.locator(".lb-menu").click()
    expect(page.locator("#lb-nav")).to_be_visible()
    chronology = open_page("chronology.html", js=False)
    expect(chronology.locator(".lb-years")).to_be_visible()


def test_a_missing_text_keeps_its_targets_and_says_why(open_page) -> None:
    page = open_page(f"{RESTRICTED}#p7")
    expect(page.locator("#p7")).to_contain_text("Der Wortlaut fehlt in dieser Ausgabe.")
    expect(page.locator("#p6 .why")).to_be_hidden()


def test_paper_shows_the_text_alone(open_page) -> None:
    page = open_page(OPEN)
    page.emulate_media(media="print")
    for gone in ("#lb-nav", ".lb-bar", ".lb-around"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#p1")).to_be_visible()


def test_an_english_text_says_that_it_is_english(open_page) -> None:
    page = open_page(ENGLISH)
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.locator("#p1").get_attribute("lang") == "en"


def test_a_tap_beside_the_menu_closes_it_where_it_is_no_click(open_page) -> None:
    """On telephones of Apple mere text gets no click."""
    page = open_page("about.html", width=390)
    page.locator(".lb-menu").click()
    expect(page.locator("html.lb-nav-open")).to_have_count(1)
    page.locator("main h1").dispatch_event("pointerup", {"bubbles": True})
    expect(page.locator("html.lb-nav-open")).to_have_count(0)


def test_no_script_looks_behind_in_an_expression(site: Path) -> None:
    """A script that does is none to Safari before 16.4; other than a new function it fails before it is asked."""
    scripts = list(site.rglob("*.js"))
    assert scripts
    assert [path.name for path in scripts if re.search(r"\(\?<[=!]", path.read_text(encoding="utf-8"))] == []
