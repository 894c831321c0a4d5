"""The glossary leads on: by kind, to all places of a term in lines, to what is named with it."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from lesebuch.colours import contrast

pytestmark = pytest.mark.browser

ENTRIES = ".glossary .entry:visible"


def test_a_kind_shows_its_entries_alone(open_page: Any) -> None:
    page = open_page("glossary.html")
    buttons = page.locator(".kinds button")
    expect(buttons.first).to_have_attribute("aria-pressed", "true")
    everything = page.locator(ENTRIES).count()
    counted = 0
    kinds = page.locator(".entry").evaluate_all("all => new Set(all.map((e) => /kind-\\S+/.exec(e.className)[0])).size")
    assert buttons.count() == 1 + kinds
    for button in buttons.all()[1:]:
        button.click()
        kind, _, number = button.inner_text().rpartition(" ")
        shown = page.locator(f"{ENTRIES} .entry-kind").all_text_contents()
        # Of a place with its coordinates behind it.
        assert {text.partition(" · ")[0] for text in shown} == {kind}
        assert len(shown) == int(number.strip("()"))
        counted += len(shown)
        letters = page.locator(".letters a:visible").count()
        assert letters == page.locator(".glossary h2:visible").count()
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 24
    assert counted == everything
    assert open_page.errors == []


@pytest.mark.parametrize(
    ("name", "made", "below"),
    [
        ("glossary.html", ".kinds", ".glossary"),
        ("references.html", ".lb-filter", ".letters.works"),
        ("chronology.html", ".lb-periods", ".timeline"),
    ],
)
def test_what_stands_below_choices_does_not_move_when_they_come(
    open_page: Any, name: str, made: str, below: str
) -> None:
    page = open_page(name, width=390)
    expect(page.locator(made)).to_be_visible()
    there = page.locator(below).first.bounding_box()
    page.locator(made).evaluate("box => { box.hidden = true; }")
    expect(page.locator(made)).to_be_hidden()
    assert page.locator(below).first.bounding_box() == there


def test_what_is_chosen_is_seen_in_forced_colours(open_page: Any) -> None:
    page = open_page("glossary.html")
    page.emulate_media(forced_colors="active")
    grounds = page.locator(".kinds button").evaluate_all("all => all.map((e) => getComputedStyle(e).backgroundColor)")
    assert grounds[0] not in grounds[1:]


def test_a_link_to_an_entry_of_another_kind_finds_it(open_page: Any) -> None:
    page = open_page("glossary.html")
    page.get_by_role("button", name="Person").click()
    expect(page.locator("#ovks")).to_be_hidden()
    page.evaluate("location.hash = 'ovks'")
    expect(page.locator("#ovks")).to_be_in_viewport()


def test_without_scripts_all_entries_and_letters_are_there(open_page: Any) -> None:
    page = open_page("glossary.html", js=False)
    expect(page.locator(".kinds")).to_be_hidden()
    assert page.locator(ENTRIES).count() == page.locator(".glossary .entry").count() > 0
    assert page.locator(".letters a").count() == page.locator(".glossary h2").count()


def test_an_entry_leads_to_its_places_in_lines_and_to_its_neighbours(open_page: Any) -> None:
    page = open_page("glossary.html")
    near = page.locator("#ovks .near a")
    assert near.count() > 1
    assert all(page.locator(target).count() == 1 for target in near.evaluate_all("all => all.map(link => link.hash)"))
    page.locator("#ovks .in-lines a").evaluate("link => link.click()")
    expect(page.locator("h1")).to_have_text("OVKS")
    assert page.locator(".places li .line b").count() > 5
    page.locator(".places a").first.click()
    expect(page.locator(".psg:target")).to_be_in_viewport()
    page.go_back()
    page.locator("a[href*='view=lines']").click()
    expect(page.locator(".kwic")).to_be_visible()
    found = set(page.locator(".kwic td.found").all_inner_texts())
    assert {"OVKS", "Organisation des Vertrags über kollektive Sicherheit"} <= found
    assert open_page.errors == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_of_an_entry_is_accessible(open_page: Any, width: int, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page("entries/ovks.html", width=width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200], len(rule["nodes"])) for rule in found] == []
    line, paper = page.locator(".lb-network line").first.evaluate(
        "line => [getComputedStyle(line).stroke, getComputedStyle(document.body).backgroundColor]"
    )
    assert (
        contrast(*(f"#{''.join(f'{int(n):02x}' for n in re.findall(r'[0-9]+', rgb)[:3])}" for rgb in (line, paper)))
        >= 3
    )
