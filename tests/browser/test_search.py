"""The search leads to the passage: in all its forms a word is found, and the place that it is in comes first or second."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from lesebuch.html import search, search_words
from serving import SETTLED, served

pytestmark = pytest.mark.browser

# What someone types, and the passage that must be the first or the second hit.
QUERIES = {
    # As it stands there.
    "Autogas": "januar-2022#p1",
    "Folter": "januar-2022#p9",
    "Abraham Abkommen Israel": "multivektorpolitik#p12",
    "KEBCO": "oil-routes#p13",
    "Bergkarabach Krieg": "ovks#p5",
    "letzter Sprengkopf kasachischer Boden": "multivektorpolitik#p3",
    "Hunderttausende protestierten": "unionsstaat#p7",
    # In another form.
    "plündern": "januar-2022#p6",
    "Volksaufstände": "januar-2022#p12",
    "Generalstaatsanwaltschaften Liste": "januar-2022#p9",
    "Zollgrenze": "multivektorpolitik#p11",
    "quasistaatlich": "multivektorpolitik#p10",
    "Kernkraftwerke Balchaschsee": "multivektorpolitik#p12",
    "Rubel": "unionsstaat#p5",
    "Hymnen": "unionsstaat#p3",
    "Mittelstreckenraketen": "unionsstaat#p9",
    "Beitrittskandidat": "unionsstaat#p11",
    "Militärstützpunkt": "ovks#p10",
    "Erkundungsmissionen": "ovks#p5",
    "Flüssiggases Preise": "januar-2022#p3",
    "refineries Schwedt": "oil-routes#p13",
    "drone pumping stations": "oil-routes#p10",
    # With an umlaut, with its vowel changed by one, and without it.
    "Eingreifkraft": "ovks#p4",
    "Bündnisfälle": "ovks#p6",
    "buendnisfall": "ovks#p6",
    "oelarbeiter": "januar-2022#p2",
    "Olarbeiter": "januar-2022#p2",
    "seidenstrasse wirtschaftsgurtel": "multivektorpolitik#p6",
    "Zöllen Energiemarkt": "unionsstaat#p7",
    # A part of a compound, from either end, and a compound that is not there.
    "Stützpunkte": "ovks#p10",
    "Trauer": "januar-2022#p8",
    "Gürtel Seidenstraße": "multivektorpolitik#p6",
    "Erkundung": "ovks#p5",
    "Doktrin": "unionsstaat#p7",
    "Wasserstoffpartnerschaft": "multivektorpolitik#p7",
    "Rubelwährung": "unionsstaat#p5",
    "Staatstrauertag": "januar-2022#p8",
    "Unionsgericht": "unionsstaat#p5",
    # In another script, or as other languages write it.
    "习近平": "multivektorpolitik#p6",
    "Назарбаев Семипалатинск": "multivektorpolitik#p3",
    "Nazarbayev Semipalatinsk": "multivektorpolitik#p3",
    "Токаев Мамин": "januar-2022#p5",
    "Лукашенко Ельцин": "unionsstaat#p2",
    "Yeltsin": "unionsstaat#p2",
    "Пашинян": "ovks#p8",
    "Pashinyan": "ovks#p8",
    "Отунбаевой": "ovks#p5",
    "Otunbayeva": "ovks#p5",
    "Масимов": "januar-2022#p10",
    "Massimov": "januar-2022#p10",
    "Serdyukov": "januar-2022#p7",
    "Шойгу Хренин": "unionsstaat#p8",
    "Shoigu Khrenin": "unionsstaat#p8",
    "Oreshnik": "unionsstaat#p9",
    "Карачаганак": "oil-routes#p2",
    "Masadykov": "ovks#p9",
    "Жанаозен": "januar-2022#p2",
    # By another name that the glossary knows.
    "CSTO Taschkent 1992": "ovks#p2",
    "Kernwaffen Verfassung neutral": "unionsstaat#p8",
    "Tokayev Staatsstreich": "januar-2022#p8",
    "Weißrussland Rubel": "unionsstaat#p5",
}


def find(page: Page, address: str, query: str) -> list[str]:
    """Where the hits lead: page and place."""
    page.goto(f"{address}search-page.html?q={quote(query)}")
    expect(page.locator(".lb-results .status")).not_to_have_text("Suche …")
    expect(page.locator(".lb-results .status")).not_to_be_empty()
    links = page.locator(".lb-results li a").evaluate_all("links => links.map(link => link.href)")
    return [re.sub(r"^.*?([\w.-]+)\.html\?q=[^#]*", r"\1", link) for link in links]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("query", QUERIES)
def test_the_passage_is_the_first_or_second_hit(tab: Page, address: str, query: str) -> None:
    assert QUERIES[query] in find(tab, address, query)[:2]


def test_what_is_typed_before_the_search_has_come_stays(browser: Browser, address: str) -> None:
    page = browser.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/lesebuch-search.js*", hold)
    page.goto(f"{address}search-page.html", wait_until="commit")
    page.locator(".lb-find input").fill("Taschkent")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator(".lb-results .status")).to_have_text("Geben Sie ein, was Sie suchen.")
    expect(page.locator(".lb-find input")).to_have_value("Taschkent")
    page.close()


def test_a_hit_says_where_it_is_and_shows_the_words_around(tab: Page, address: str) -> None:
    find(tab, address, "Autogas")
    hit = tab.locator(".lb-results li").first
    expect(hit.locator("a")).to_have_accessible_name("Wie aus einem Preisprotest eine Staatskrise wurde · Absatz 1")
    expect(hit.locator("mark")).to_have_text(["Autogas"])
    assert hit.locator("p").inner_text().startswith("Am Anfang stand der Preis für Autogas. Binnen vier")


def test_a_hit_in_a_title_says_it_once(tab: Page, address: str) -> None:
    find(tab, address, "Unionsstaat")
    hit = tab.locator(".lb-results li:has(a mark)").first
    expect(hit.locator("mark")).to_have_text("Unionsstaat")
    expect(hit).to_have_text("Der Unionsstaat: Was Russland und Belarus verbindet")


@pytest.mark.parametrize("query", ["Januar", "OVKS", "Öl", "Lesebuch", "Vertrag"])
def test_no_title_has_a_sign_and_no_excerpt_a_label(tab: Page, address: str, query: str) -> None:
    assert all("#" in hit for hit in find(tab, address, query))
    tab.keyboard.press("Shift")
    expect(tab.locator(".besides > button:not(.more)")).to_have_count(0)
    assert tab.locator(".lb-results li a").count() >= 10
    for text in tab.locator(".lb-results li").all_inner_texts():
        assert "#" not in text
        assert not re.search(
            r"\[sic|richtig:|Beleg: Zeile|Erschienen|Vorlage|Fundstelle|Genannt in|Rechte|\d[A-ZÄÖÜ]", text
        )


def test_the_words_are_marked_where_a_hit_leads(tab: Page, address: str) -> None:
    find(tab, address, "Ausnahmezustände Tokajew")
    tab.locator(".lb-results li a").first.click()
    tab.wait_for_function("CSS.highlights.has('lb-found')")
    marked = "[...CSS.highlights.get('lb-found')].map((range) => [range.toString(), range.startContainer.parentElement.closest('.psg').id])"
    assert sorted(tab.evaluate(marked)) == [["Ausnahmezustand", "p5"], ["Tokajew", "p5"]]
    expect(tab.locator("#p5")).to_be_in_viewport()
    assert tab.locator("mark").count() == 0


def test_words_are_marked_across_links_and_numbers(tab: Page, address: str) -> None:
    """What stands before a word on the page, and a word that is partly a link, leave the mark where it belongs."""
    for slug, passage, query in (("ovks", "p4", "Konsens Artikel"), ("januar-2022", "p7", "Vertrags Anlagen")):
        tab.goto(f"{address}chapters/{slug}.html?q={quote(query)}#{passage}")
        tab.wait_for_function("CSS.highlights.has('lb-found')")
        words = set(tab.evaluate("[...CSS.highlights.get('lb-found')].map((range) => range.toString())"))
        assert set(query.split()) <= words


def test_the_search_works_without_a_server(tab: Page, site: Path) -> None:
    assert find(tab, f"{site.as_uri()}/", "Militärstützpunkt")[0] == "ovks#p10"
    tab.locator(".lb-results li a").first.click()
    expect(tab.locator("#p10")).to_be_in_viewport()


def test_what_is_said_of_the_texts_comes_with_the_first_move_and_below_them(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{address}search-page.html?q=Unionsstaat")
    expect(page.locator(".lb-results .status")).to_have_text(
        re.compile(r"^\d+ Stellen in den Texten zu „Unionsstaat“$")
    )
    page.evaluate(SETTLED)
    assert "lesebuch-index.js" in asked
    assert "lesebuch-rest.js" not in asked
    expect(page.locator(".besides")).to_have_text("In Anmerkungen, Glossar, Chronologie und Aufgaben")
    before = page.locator(".lb-results li a").evaluate_all("links => links.map(link => link.href)")
    page.keyboard.press("Shift")
    items = page.locator(".besides li a")
    expect(items.first).to_be_visible()
    assert "lesebuch-rest.js" in asked
    # Nothing moves, and below stands only what is no text.
    now = page.locator(".lb-results li a").evaluate_all("links => links.map(link => link.href)")
    assert now[: len(before)] == before
    assert all(re.search(r"#[pvthcbs]\d+(\.\d+)*$", link) for link in before)
    assert not any(re.search(r"#[pvthcbs]\d+(\.\d+)*$", link) for link in now[len(before) :])
    count = int(page.locator(".besides h2").inner_text().rpartition(": ")[2])
    while page.locator(".besides .more:visible").count():
        shown = items.count()
        page.locator(".besides .more").press("Enter")
        expect(items.nth(shown)).to_be_focused()
    expect(items).to_have_count(count)
    page.locator(".lb-results [name=kind]").select_option("note")
    expect(page.locator(".lb-results .status")).to_have_text(re.compile(r"^\d+ Stellen? zu „Unionsstaat“$"))
    expect(page.locator(".besides")).to_have_count(0)
    page.close()


def test_on_a_telephone_hits_begin_on_the_upper_half_of_the_screen(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}search-page.html?q=Unionsstaat")
    first = page.locator(".lb-results li a").first
    assert first.evaluate("link => link.getBoundingClientRect().top") < 422
    expect(page.locator(".filters select").first).to_be_hidden()
    page.locator(".lb-find summary").click()
    page.locator(".lb-results [name=kind]").select_option("text")
    # Whoever has chosen something sees what.
    page.reload()
    expect(page.locator(".lb-results [name=kind]")).to_have_value("text")
    expect(page.locator(".lb-results [name=kind]")).to_be_visible()
    page.set_viewport_size({"width": 700, "height": 800})
    expect(page.locator(".lb-find summary")).to_be_hidden()
    expect(page.locator(".filters select").first).to_be_visible()
    page.close()


def test_what_the_texts_do_not_hold_is_looked_for_everywhere_at_once(tab: Page, address: str) -> None:
    """The first is in the notes alone; of the second the texts hold each word, but no passage both."""
    for query in ("Interfax", "Sprengkopf Unionsstaat"):
        find(tab, address, query)
        expect(tab.locator(".lb-results .status")).not_to_contain_text("in den Texten")


def test_without_its_index_the_search_says_what_else_helps(tab: Page, site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    (copy / "_static" / "lesebuch-index.js").unlink()
    assert find(tab, f"{copy.as_uri()}/", "Öl") == []
    said = tab.locator(".lb-results .status").inner_text()
    assert "Glossar" in said
    assert "Strg+F" in said
    assert "make" not in said


@pytest.fixture(scope="module")
def large(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it would be with an index too large to be loaded whole."""
    copy = shutil.copytree(site, tmp_path_factory.mktemp("large") / "site")
    searched = search.read(copy)
    search.remove(copy)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(search, "_LARGEST", 1)
        assert search.write(copy, searched)
    search_words.write(copy, searched)
    return copy


@pytest.fixture(scope="module")
def large_address(large: Path) -> Iterator[str]:
    with served(large) as address:
        yield address


@pytest.mark.parametrize("query", QUERIES)
def test_a_large_reader_is_searched_as_a_small_one_without_all_its_texts(
    tab: Page, large_address: str, query: str
) -> None:
    asked: list[str] = []
    note = lambda request: asked.append(request.url)  # noqa: E731 - one line says it
    tab.on("request", note)
    hits = find(tab, large_address, query)
    tab.remove_listener("request", note)
    assert QUERIES[query] in hits[:2]
    assert any(url.endswith("/lesebuch-large/words.json") for url in asked)
    assert not any(url.endswith("lesebuch-texts.js") for url in asked)


def test_what_no_text_holds_is_not_found_in_a_large_reader_either(tab: Page, large_address: str) -> None:
    assert find(tab, large_address, "Qwrtzplk") == []
    assert find(tab, large_address, "!?") == []


def test_where_files_of_words_are_missing_all_texts_are_searched(tab: Page, large: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(large, tmp_path / "site")
    shutil.rmtree(copy / search_words.FOLDER)
    with served(copy) as address:
        assert "ovks#p10" in find(tab, address, "Stützpunkte")[:2]


def test_a_hit_in_a_large_reader_leads_to_a_page_that_is_there(tab: Page, large_address: str) -> None:
    find(tab, large_address, "Autogas")
    with tab.expect_navigation() as opened:
        tab.locator(".lb-results li a").first.click()
    assert opened.value is not None
    assert opened.value.ok
    expect(tab.locator("#p1")).to_be_in_viewport()


def test_a_large_reader_is_filtered_by_year(tab: Page, large_address: str) -> None:
    tab.goto(f"{large_address}search-page.html?q=Kasachstan&year=2025")
    expect(tab.locator(".lb-results li a").first).to_be_visible()
    found = tab.locator(".lb-results li a").evaluate_all("links => links.map(link => link.pathname.split('/').at(-1))")
    assert found
    assert all(name.startswith("portnikov-") for name in found)


def test_a_large_reader_asks_before_it_loads_all_texts_for_lines(tab: Page, large_address: str) -> None:
    tab.goto(f"{large_address}search-page.html?q=Unionsstaat&view=lines")
    expect(tab.locator(".lb-results .status")).to_contain_text("MB")
    assert not tab.locator(".kwic").count()
    tab.locator(".lines button").click()
    expect(tab.locator(".kwic td.found").first).to_be_visible()


def test_a_large_reader_shows_what_a_small_one_shows(tab: Page, address: str, large_address: str) -> None:
    def shown(place: str) -> tuple[str, str]:
        find(tab, place, "Autogas")
        hit = tab.locator(".lb-results li").first
        return hit.locator("a").inner_text(), hit.locator("p").inner_text()

    assert shown(large_address) == shown(address)


def test_a_large_reader_is_searched_whole_without_a_server(tab: Page, large: Path) -> None:
    assert "ovks#p10" in find(tab, f"{large.as_uri()}/", "Stützpunkte")[:2]
