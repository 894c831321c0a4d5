"""The map: names that lead to the glossary, by mouse, key and finger, in one drawing that fits the screen."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "shape"), [(320, "narrow"), (390, "narrow"), (768, "wide"), (1440, "wide")])
def test_one_drawing_is_shown_and_its_names_can_be_touched(open_page: Any, width: int, shape: str) -> None:
    page = open_page("map.html", width=width)
    shown = page.locator(".map").first.locator("svg:visible")
    assert shown.evaluate_all("all => all.map(svg => svg.classList[1])") == [shape]
    heights = shown.locator("a").evaluate_all(
        "all => all.filter(a => !/^[0-9]/.test(a.textContent.replace(a.querySelector('title').textContent, '')))"
        ".map(a => a.getBoundingClientRect().height)"
    )
    assert len(heights) > 8
    assert min(heights) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert open_page.errors == []


def test_a_name_leads_to_its_entry_by_mouse_and_by_key(open_page: Any) -> None:
    page = open_page("map.html")
    page.locator(".map svg.wide a[aria-label='Astana'] .hit").first.click()
    expect(page).to_have_url(re.compile("glossary.html#astana$"))
    page.go_back()
    page.locator(".map svg.wide a[aria-label='Almaty']").first.focus()
    assert page.locator(".map svg.wide a[aria-label='Almaty'] .hit").first.evaluate(
        "hit => getComputedStyle(hit).stroke !== 'none'"
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("glossary.html#almaty$"))


def test_the_map_is_there_without_scripts_and_follows_the_dark(open_page: Any) -> None:
    assert open_page("map.html", js=False).locator(".map svg.wide").first.is_visible()

    def colour(*, dark: bool) -> str:
        land = open_page("map.html", dark=dark).locator(".map svg.wide path").first
        return str(land.evaluate("path => getComputedStyle(path).fill"))

    assert colour(dark=True) != colour(dark=False)


def test_the_list_names_what_the_drawing_does(open_page: Any) -> None:
    page = open_page("map.html")
    drawn = page.locator(".map").first.locator("svg.wide a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    listed = (
        page.locator("ol.map-places")
        .first.locator("li > p a")
        .evaluate_all("all => all.map(a => a.getAttribute('href'))")
    )
    assert set(drawn) <= set(listed)
    assert len(listed) == len(set(listed))
