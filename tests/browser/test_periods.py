"""The chronology by period, text and whom it names: drawing and list show the same, with fingers, keys and on paper."""

from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from lesebuch.edtf import Day
from lesebuch.presentation import timeline
from serving import ROOT

SEEN = """[...document.querySelectorAll('.lb-years a')].filter(a => a.getBoundingClientRect().height > 0)
  .map(a => a.getAttribute('href').slice(1))"""
DRAWING = ".lb-years"
DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"
"""What is chosen answers before it is drawn."""
LISTED = "[...document.querySelectorAll('.events.chronology tbody tr')].filter(r => r.offsetHeight).map(r => r.id)"


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_what_is_chosen_shows_in_the_drawing_and_in_the_list(open_page, width: int) -> None:
    page = open_page("chronology.html", width=width)
    every = page.evaluate(LISTED)
    assert set(page.evaluate(SEEN)) == set(every)
    high = page.locator(DRAWING).bounding_box()["height"]
    page.locator("[name=from]").select_option("2022")
    page.locator("[name=to]").select_option("2022")
    page.evaluate(DRAWN)
    some = page.evaluate(LISTED)
    assert 0 < len(some) < len(every)
    assert set(page.evaluate(SEEN)) == set(some)
    assert page.locator(DRAWING).bounding_box()["height"] < high
    expect(page.locator(".lb-periods output")).to_have_text(f"{len(some)} von {len(every)} Ereignissen")
    page.locator("[name=entry]").select_option("kind:person")
    page.evaluate(DRAWN)
    fewer = page.evaluate(LISTED)
    assert 0 < len(fewer) < len(some)
    assert set(page.evaluate(SEEN)) == set(fewer)
    page.locator(".lb-periods button").click()
    page.evaluate(DRAWN)
    assert page.evaluate(LISTED) == every
    assert page.locator(DRAWING).bounding_box()["height"] == high


@pytest.mark.browser
def test_a_period_does_not_end_before_it_begins(open_page) -> None:
    page = open_page("chronology.html")
    page.locator("[name=to]").select_option("1992")
    page.locator("[name=from]").select_option("2022")
    expect(page.locator("[name=to]")).to_have_value("2022")


@pytest.mark.browser
def test_a_text_has_the_events_that_it_tells(open_page) -> None:
    page = open_page("chronology.html")
    page.locator("[name=chapter]").select_option("ovks")
    page.evaluate(DRAWN)
    for told in page.locator(".events.chronology tbody tr:visible .told").all():
        assert told.locator("a[href^='chapters/ovks.html']").count()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_targets_have_24_pixels_and_nothing_scrolls_sideways(open_page, width: int) -> None:
    page = open_page("chronology.html", width=width)
    heights = page.evaluate("[...document.querySelectorAll('.lb-years a')].map(a => a.getBoundingClientRect().height)")
    assert min(heights) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_without_scripts_all_is_there_and_nothing_to_choose(open_page) -> None:
    page = open_page("chronology.html", js=False)
    expect(page.locator(".lb-periods")).to_be_hidden()
    expect(page.locator(DRAWING)).to_be_visible()
    assert len(page.evaluate(SEEN)) >= len(page.evaluate(LISTED))


@pytest.mark.browser
def test_on_paper_the_drawing_fits_on_a_sheet(open_page) -> None:
    page = open_page("chronology.html")
    page.emulate_media(media="print")
    # The lower of A4 and Letter, and the narrower, without margins, at 96 pixels an inch.
    page.set_viewport_size({"width": 643, "height": 889})
    box = page.locator(DRAWING).bounding_box()
    # Below the heading, which else would have the first sheet for itself.
    assert 100 < box["y"] < box["y"] + box["height"] <= 889
    # Numbers can be read: five points.
    size = page.locator(f"{DRAWING} a:visible b").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 5 / 72 * 96
    assert page.locator(".timeline").evaluate("e => e.scrollWidth <= e.clientWidth")
    # On whatever paper someone has.
    sheets = pikepdf.open(BytesIO(page.pdf(format="Letter", prefer_css_page_size=True)))
    assert sheets.pages[0].mediabox[2:] == [612, 792]


@pytest.mark.browser
def test_on_paper_the_list_is_set_close_and_places_stand_in_one_line(open_page) -> None:
    page = open_page("chronology.html")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 643, "height": 956})
    rows = page.locator(".events.chronology tbody tr")
    height = page.locator(".events.chronology tbody").bounding_box()["height"]
    # Two lines of words, one of places, and little between the rows.
    assert height / rows.count() < 66
    told = rows.locator(".told").filter(has=page.locator("li:nth-child(2)")).first
    assert (
        told.locator("li").evaluate_all("all => all.map((one) => getComputedStyle(one).display)")[:2] == ["inline"] * 2
    )


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_mark_and_no_words_stand_on_others(open_page, width: int) -> None:
    page = open_page("chronology.html", width=width)
    page.evaluate("document.fonts.ready")
    over = page.evaluate("""() => [...document.querySelectorAll(".lb-years .yr")].flatMap((row) => {
      const edge = row.getBoundingClientRect();
      const boxes = [...row.querySelectorAll("a")].map((a) => [a.getAttribute("href"), a.getBoundingClientRect()]);
      const out = boxes.filter(([, b]) => b.left < edge.left - 1 || b.right > edge.right + 1 || b.bottom > edge.bottom);
      const on = boxes.filter(([, b], n) => boxes.some(([, c], m) => m < n && b.top < c.bottom && c.top < b.bottom && b.left < c.right && c.left < b.right));
      return [...out, ...on].map(([id]) => id);
    })""")
    assert over == []


@pytest.mark.browser
def test_paper_has_what_is_chosen_however_soon_it_is_printed(open_page) -> None:
    page = open_page("chronology.html")
    page.locator("[name=from]").select_option("2022")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    some = page.evaluate(LISTED)
    page.emulate_media(media="print")
    assert set(page.evaluate(SEEN)) == set(some) != set()


@pytest.mark.browser
def test_marks_are_seen_in_forced_colours(open_page) -> None:
    page = open_page("chronology.html")
    page.emulate_media(forced_colors="active")
    sure, unsure = (page.locator(f".lb-years a{kind} b").first for kind in (":not(.u)", ".u"))
    colours = "e => ['backgroundColor', 'borderTopColor', 'color'].map((name) => getComputedStyle(e)[name])"
    ground, edge, number = sure.evaluate(colours)
    assert ground == edge != number
    ground, edge, number = unsure.evaluate(colours)
    assert ground != edge
    assert ground != number


@pytest.mark.browser
def test_a_chapter_has_its_events_drawn_below_the_text_and_folded(open_page) -> None:
    page = open_page("chapters/januar-2022.html")
    fold = page.locator(".timeline-fold")
    expect(fold.locator("figure")).to_be_hidden()
    assert page.evaluate(
        "[...document.querySelectorAll('.psg')].every(p => p.compareDocumentPosition(document.querySelector('.timeline-fold')) & 4)"
    )
    fold.locator("summary").click()
    goal = fold.locator(".lb-years a").first
    expect(goal).to_be_visible()
    assert page.locator(goal.get_attribute("href")).count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_in_another_theme_what_is_unfolded_is_seen(browser: Browser, width: int) -> None:
    sheet = (ROOT / "src/lesebuch/html/anywhere/lesebuch-anywhere.css").read_text(encoding="utf-8")
    drawn = timeline.draw(
        [timeline.DrawnEvent(0, "a", Day(2020, 1, 1), Day(2020, 1, 2), True, "")], shape=timeline.NARROW
    )
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(
        f'<style>{sheet}</style><details class="timeline-fold" open><figure class="timeline">{drawn}</figure></details>'
    )
    expect(page.locator("svg")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("svg")).to_be_hidden()
    page.close()
