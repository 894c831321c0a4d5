"""All places of a word, line by line, and the filters of the search."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def lines(tab: Page, address: str, query: str, **choices: str) -> list[str]:
    """The words found, in their order."""
    more = "".join(f"&{name}={quote(value)}" for name, value in choices.items())
    tab.goto(f"{address}search-page.html?q={quote(query)}&view=lines{more}")
    expect(tab.locator(".kwic")).to_be_visible()
    return tab.locator(".kwic td.found").all_inner_texts()


def test_each_place_stands_in_a_line_and_leads_to_its_passage(tab: Page, site: Path) -> None:
    """Without a server, too: 'Unionsstaat' in all its forms, and in the source's words alone."""
    found = lines(tab, f"{site.as_uri()}/", "Unionsstaat")
    assert len(found) > 3
    assert {"Unionsstaat", "Unionsstaates"} <= set(found)
    links = tab.locator(".kwic a").evaluate_all("links => links.map(link => link.hash)")
    assert all(re.fullmatch(r"#[a-z]\d+(?:\.\d+)*", link) for link in links)
    expect(tab.locator(".lb-results .status")).to_have_text(f"{len(found)} Fundstellen von „Unionsstaat“")
    tab.locator(".kwic a").first.click()
    tab.wait_for_function("CSS.highlights?.has('lb-found')")


def test_lines_of_the_texts_load_the_texts_alone(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    texts = lines(tab, address, "Unionsstaat")
    assert "lesebuch-index.js" in asked
    assert "lesebuch-rest.js" not in asked
    tab.locator(".lb-results [name=kind]").select_option("note")
    expect(tab.locator(".lb-results .status")).not_to_contain_text(f"{len(texts)} Fundstellen")
    expect(tab.locator(".kwic td.found").first).to_be_visible()
    assert "lesebuch-rest.js" in asked


def test_lines_are_sorted_by_what_stands_beside_the_word(tab: Page, address: str) -> None:
    for by, side in (("left", "td.left"), ("right", "td.right")):
        lines(tab, address, "Vertrag", sort=by)
        texts = tab.locator(f".kwic {side}").all_text_contents()
        words = tab.evaluate(
            "([texts, left]) => texts.map(text => { const all = text.match(/[\\p{L}\\p{N}]+/gu) ?? ['']; return left ? all.at(-1) : all[0]; })",
            [texts, by == "left"],
        )
        expected = tab.evaluate(
            "words => [...words].sort(new Intl.Collator('de', {sensitivity: 'base', numeric: true}).compare)", words
        )
        assert words == expected
        assert len(set(words)) > 2


def test_compounds_and_other_forms_can_be_left_out(tab: Page, address: str) -> None:
    everything = lines(tab, address, "Vertrag")
    forms = lines(tab, address, "Vertrag", which="forms")
    exact = lines(tab, address, "Vertrag", which="exact")
    assert "Unionsvertrag" in everything
    assert "Unionsvertrag" not in forms
    assert "Vertrags" in forms
    assert set(exact) == {"Vertrag"}
    assert len(exact) < len(forms) < len(everything)


def test_all_forms_of_a_word_are_found_by_the_dictionary(tab: Page, address: str) -> None:
    """Those that no rule makes of one another, and none that only looks like them."""
    found = {word.lower() for word in lines(tab, address, "gehen", which="lemma")}
    assert len(found) > 2
    assert any(word.startswith("ging") for word in found)
    assert {word.lower() for word in lines(tab, address, "ging", which="lemma")} == found
    assert not any("ausgehen" in word or "weitgehend" in word for word in found)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_word_is_not_broken(tab: Page, address: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    lines(tab, address, "OVKS")
    heights = tab.locator(".kwic td.found a").evaluate_all("links => links.map(link => link.getClientRects().length)")
    assert set(heights) == {1}
    rows = tab.locator(".kwic td.found").evaluate_all("cells => cells.map(cell => Math.round(cell.offsetHeight))")
    assert max(rows) < 1.5 * min(rows)
    # Wide letters need more room than digits, by which the column is reckoned.
    lines(tab, address, "Atomwaffen")
    cut = "links => links.filter(link => link.scrollWidth > link.clientWidth).map(link => link.textContent)"
    assert tab.locator(".kwic td.found a").evaluate_all(cut) == []


def test_of_several_words_the_places_where_they_stand_together(tab: Page, address: str) -> None:
    assert set(lines(tab, address, "kollektive Sicherheit", which="forms")) <= {
        "kollektive Sicherheit",
        "kollektiven Sicherheit",
    }


def test_how_often_is_counted_by_text_and_by_year(tab: Page, address: str) -> None:
    found = lines(tab, address, "Lukaschenko")
    tables = tab.locator("table.often").all()
    assert len(tables) == 2
    for table in tables:
        counts = [int(text) for text in table.locator("td.n").all_inner_texts()]
        assert sum(counts) == len(found)
    assert tables[0].locator("td.name").first.inner_text()


def test_the_lines_are_saved_as_a_table(tab: Page, site: Path) -> None:
    found = lines(tab, f"{site.as_uri()}/", "Vertrag", sort="right")
    with tab.expect_download() as download:
        tab.locator("button.csv").click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head[1:3] == ["Wort", "Danach"]
    assert [row[1] for row in rows] == found
    assert all(row[-1].startswith("file:") and "#" in row[-1] for row in rows)


def test_what_begins_like_a_formula_is_none_in_the_table(tab: Page, address: str) -> None:
    """'C5+1': what stands behind the word begins with a sign by which spreadsheets know formulas."""
    lines(tab, address, "C5")
    with tab.expect_download() as download:
        tab.locator("button.csv").click()
    cells = [
        cell for row in csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))) for cell in row
    ]
    assert [cell for cell in cells if cell.startswith("'+1")]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_line_is_wider_than_the_page(tab: Page, address: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    lines(tab, address, "Vertrag")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.locator(".lb-results details").evaluate_all("all => all.forEach(fold => { fold.open = true; })")
    for target in tab.locator(".lb-results :is(.kwic a, select, button:not([hidden]))").all()[:12]:
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 24


def test_choices_filter_and_stay_in_the_address(tab: Page, address: str) -> None:
    tab.goto(f"{address}search-page.html?q=OVKS")
    kind = tab.locator("select[name=kind]")
    kinds = {"entry": "glossary", "task": "assignments/", "event": "", "note": "chapters/", "text": "chapters/"}
    for value, where in kinds.items():
        kind.select_option(value)
        tab.wait_for_function(f"location.search.includes('kind={value}') && document.querySelector('.lb-results li')")
        links = tab.locator(".lb-results li a").evaluate_all("links => links.map(link => link.href)")
        assert links
        assert all(where in link for link in links), value
    assert all(link.split("#")[1][0] in "pthbcsnv" for link in links)
    tab.reload()
    expect(kind).to_have_value("text")


def test_author_and_year_filter_whole_texts(tab: Page, address: str) -> None:
    tab.goto(f"{address}search-page.html?q=Kasachstan&year=2025")
    expect(tab.locator(".lb-results li a").first).to_be_visible()
    links = tab.locator(".lb-results li a").evaluate_all("links => links.map(link => link.pathname.split('/').at(-1))")
    assert links
    assert all(link.startswith("portnikov-") for link in links)
    expect(tab.locator("select[name=year]")).to_have_value("2025")
    tab.locator("select[name=author]").select_option("Vitaly Portnikov")
    expect(tab.locator(".lb-results li a").first).to_be_visible()
