"""The network of names: a drawing that leads into the table, the same in words."""

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_each_name_leads_to_its_row_which_says_the_same(open_page: Any) -> None:
    page = open_page("connections.html")
    links = page.locator(".network .wide a:has(rect)").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    assert len(links) > 3
    for link in links:
        row = page.locator(f"[id='{link[1:]}']")
        assert (
            row.locator("a").first.inner_text() == page.locator(f".network .wide a[href='{link}'] text").text_content()
        )
    lines = page.locator(".network .wide line").count()
    counted = sum(page.locator(f"[id='{link[1:]}'] td:nth-child(2) a.m").count() for link in links)
    assert counted == 2 * lines
    expect(page.locator(f"[id='{links[0][1:]}'] a").first).to_have_attribute("href", f"glossary.html#{links[0][6:]}")
    assert open_page.errors == []


@pytest.mark.parametrize("name", ["connections.html", "entries/kasachstan.html"])
def test_a_line_and_a_number_lead_to_the_passages_that_name_both(open_page: Any, name: str) -> None:
    """Without scripts: each list is as long as it is said to be, and its links lead to passages that there are."""
    page = open_page(name, width=1280, js=False)
    numbers = page.locator("table.who a[href^='#both-']")
    said = numbers.evaluate_all("all => all.map(one => [one.getAttribute('href'), one.textContent])")
    assert {href for href, _ in said} == {
        *page.locator(".network .wide a:has(line)").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    }
    for href, count in said:
        listed = page.locator(f"[id='{href[1:]}'] + dd .ps a")
        assert f"({listed.count()})" == count
    numbers.first.click()
    place = page.locator("dt:target")
    expect(place).to_be_in_viewport()
    wanted = place.get_attribute("id").removeprefix("both-").split(".")
    page.locator("dt:target + dd .ps a").first.click()
    named = page.locator(".psg:target")
    expect(named).to_be_visible()
    linked = named.locator("a[href*='#']").evaluate_all("all => all.map(one => one.getAttribute('href').split('#')[1])")
    assert len(wanted) == 2
    assert set(wanted) <= set(linked)


@pytest.mark.parametrize(
    ("width", "shape"), [(320, "narrow"), (640, "narrow"), (641, "wide"), (992, "wide"), (1280, "wide")]
)
def test_the_names_can_be_touched_and_the_drawing_is_whole_on_the_screen(
    open_page: Any, width: int, shape: str
) -> None:
    page = open_page("connections.html", width=width)
    shown = page.locator(".network svg:visible")
    assert shown.evaluate_all("all => all.map(svg => svg.classList[1])") == [shape]
    boxes = shown.locator("rect").evaluate_all("all => all.map(box => box.getBoundingClientRect().toJSON())")
    assert min(box["height"] for box in boxes) >= 24
    assert min(box["left"] for box in boxes) >= 0
    assert max(box["right"] for box in boxes) <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_telephone_a_list_of_words_and_what_is_said_of_them_stands_in_one_column(open_page: Any) -> None:
    page = open_page("connections.html", width=390)
    term = page.locator(".pairs dt").first.evaluate("one => one.getBoundingClientRect().toJSON()")
    said = page.locator(".pairs dd").first.evaluate("one => one.getBoundingClientRect().toJSON()")
    assert said["top"] >= term["bottom"]
    assert said["width"] > 300


def test_the_drawing_is_there_without_scripts_and_follows_the_dark(open_page: Any) -> None:
    def colour(**how: Any) -> str:
        box = open_page("connections.html", **how).locator(".network .wide rect").first
        expect(box).to_be_visible()
        return str(box.evaluate("box => getComputedStyle(box).fill")) if how.get("js", True) else ""

    colour(js=False)
    assert colour() != colour(dark=True)


def test_lines_and_names_keep_the_colours_that_someone_has_forced(open_page: Any) -> None:
    page = open_page("connections.html")
    page.emulate_media(forced_colors="active")
    line, name, ground = page.evaluate("""() => {
      const [line, name] = [".network line", ".network rect"].map((one) => getComputedStyle(document.querySelector(one)).stroke);
      return [line, name, getComputedStyle(document.body).backgroundColor];
    }""")
    text = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert line == text
    assert len({line, name, ground}) == 3


def test_a_chapter_leads_on_to_related_texts_and_says_what_they_share(open_page: Any) -> None:
    page = open_page("chapters/ovks.html", js=False)
    links = page.locator(".lb-further li a")
    expect(links).to_have_count(3)
    for shared in page.locator(".lb-further li span").all_inner_texts():
        assert shared.split(", ")[0]
    title = links.first.inner_text()
    links.first.click()
    assert title.rstrip(" …") in page.locator("h1").inner_text()
    page.emulate_media(media="print")
    expect(page.locator(".lb-further")).to_be_hidden()
