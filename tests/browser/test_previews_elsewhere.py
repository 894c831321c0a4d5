"""A theme that is not ours: previews by mouse, keys and touch, in the colours of the place where they open; answers are kept."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from lesebuch.cli.main import main
from serving import built, served

pytestmark = pytest.mark.browser
COLOURS = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
AROUND = (
    "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.psg')).color]"
)


def test_notes_terms_and_dates_have_previews_and_answers_are_kept(tmp_path: Path, browser: Browser) -> None:
    assert main(["new", str(tmp_path / "reader")]) == 0
    site = built(tmp_path / "reader", tmp_path / "out", "html", "-D", "html_theme=furo")
    with served(site) as address, browser.new_context(color_scheme="dark", has_touch=True) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}chapters/urheberrecht.html")
        card, term = page.locator(".lb-card"), page.locator(".psg a.m").first
        page.locator(".psg .nr a").first.hover()
        expect(card).to_contain_text("an keine Förmlichkeiten gebunden")
        assert card.evaluate(COLOURS) == page.evaluate(AROUND)
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        page.locator(".psg .when").first.hover()
        expect(card).to_contain_text("9 September 1886")
        page.keyboard.press("Escape")
        page.locator(".psg .when").first.focus()
        page.keyboard.press("Tab")
        expect(term).to_be_focused()
        expect(card).to_contain_text("Bern")
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        expect(term).to_be_focused()
        page.locator(".psg .nr a").nth(1).tap()
        expect(card).to_contain_text("Eine treibende Kraft")
        page.locator(".lb-shut").tap()
        expect(card).to_have_count(0)
        # What a citation means its title says there, as sphinxcontrib-bibtex writes it.
        assert page.locator(".bibtex-citation a").first.get_attribute("title")
        page.goto(f"{address}assignments/urheberrecht.html")
        page.locator(".answer textarea").first.fill("1886 in Bern")
        expect(page.locator(".lb-answers [role=status]")).to_contain_text("stay in this browser")
        page.reload()
        expect(page.locator(".answer textarea").first).to_have_value("1886 in Bern")
        # Apart from those of other readers on the same server.
        assert [key.split("#")[0] for key in page.evaluate("Object.keys(localStorage)") if key.startswith("lb-")] == [
            "lb-answer:/:assignments/urheberrecht"
        ]
        assert not errors
