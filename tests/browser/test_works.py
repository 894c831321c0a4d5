"""The list of works in the browser: a field that leaves what holds some words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_field_leaves_the_works_with_some_words(open_page: Callable[..., Page]) -> None:
    page = open_page("references.html")
    works = page.locator(".work")
    total = works.count()
    assert total >= 20
    field = page.get_by_label("Nur Werke mit diesen Wörtern zeigen")
    field.fill("2022 reuters")
    shown = [work for work in works.all() if work.is_visible()]
    assert 0 < len(shown) < total
    for work in shown:
        assert "reuters" in work.inner_text().lower()
    expect(page.locator(".lb-filter p")).to_have_text(f"{len(shown)} von {total} Werken")
    visible = page.locator("h2.letter:visible").all_inner_texts()
    assert visible == page.locator(".letters.works a:visible").all_inner_texts()
    page.evaluate(f"location.hash = '{works.nth(0).get_attribute('id')}'")
    expect(field).to_have_value("")
    expect(works.nth(0)).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 1440])
def test_the_list_is_accessible(open_page: Callable[..., Page], width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page("references.html", width=width)
    expect(page.locator(".lb-filter")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
