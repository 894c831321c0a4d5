"""A reader's own notes: made, kept, saved, loaded, found again, never lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser
OPEN = "chapters/ovks.html"
SELECT = """([id, from, to]) => { const p = document.getElementById(id);
  const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); const nodes = [];
  for (let n; (n = walk.nextNode());) { if (!n.parentElement.closest('.num, .nr')) { nodes.push(n); } }
  const at = (offset) => { for (const n of nodes) { if (offset <= n.length) { return [n, offset]; } offset -= n.length; } };
  const r = document.createRange(); r.setStart(...at(from)); r.setEnd(...at(to));
  getSelection().removeAllRanges(); getSelection().addRange(r); }"""
MARKED = "[...(CSS.highlights.get('lb-mine') ?? [])].map((range) => range.toString())"
STORED = "Object.entries(localStorage).filter(([key]) => key.startsWith('lb-note:')).map(([key, value]) => [key, JSON.parse(value)])"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(accept_downloads=True, viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address + OPEN)
    return page


def words(page: Page, passage: str) -> str:
    return str(
        page.evaluate(
            "id => { const c = document.getElementById(id).cloneNode(true);"
            "c.querySelectorAll('.num, .nr').forEach((e) => e.remove()); return c.textContent; }",
            passage,
        )
    )


def note(page: Page, passage: str = "p3", body: str = "Das <b>prüfen</b>!") -> None:
    page.locator(f"#{passage} > .num").click()
    page.locator(".lb-tools").get_by_role("button", name="Notieren").click()
    page.get_by_role("textbox", name="Notieren").fill(body)
    page.get_by_role("dialog").get_by_role("button", name="Speichern").click()
    expect(page.locator(".lb-mine-list")).to_be_visible()


def mark(page: Page, passage: str, start: int, end: int) -> None:
    page.evaluate(SELECT, [passage, start, end])
    page.locator(".lb-tools").get_by_role("button", name="Markieren").click()
    expect(page.locator(".lb-mine-list")).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")


def change(page: Page, **fields: object) -> None:
    """As if the note had been made in another edition."""
    page.evaluate(
        "(fields) => { for (const key of Object.keys(localStorage)) { if (key.startsWith('lb-note:')) {"
        "localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), ...fields })); } } }",
        fields,
    )
    page.reload()


def saved(page: Page, name: str, tmp_path: Path) -> Path:
    if not page.locator(".lb-mine .all").count():
        page.get_by_role("button", name="Meine Notizen").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name=name).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_note_and_a_mark_are_there_when_the_page_comes_again(page: Page) -> None:
    text = words(page, "p2")
    mark(page, "p2", 5, 25)
    note(page)
    page.reload()
    items = page.locator(".lb-mine-list li")
    expect(items).to_have_count(2)
    expect(items.nth(0).locator("q")).to_have_text(text[5:25].strip())
    expect(items.nth(1).locator("p")).to_have_text("Das <b>prüfen</b>!")
    marked = page.evaluate(MARKED)
    assert marked == [text[5:25].strip(), words(page, "p3")]
    items.nth(0).get_by_role("link").click()
    assert "#p2:" in page.url
    items.nth(1).get_by_role("button", name="Löschen").click()
    expect(items).to_have_count(1)


def test_marked_words_open_their_note(page: Page) -> None:
    note(page, body="Hier.")
    page.evaluate("document.getElementById('p3').scrollIntoView({ block: 'center' })")
    box = page.locator("#p3").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 250, box["y"] + box["height"] / 2)
    expect(page.get_by_role("textbox", name="Notieren")).to_have_value("Hier.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_by_keys_alone(page: Page) -> None:
    page.locator("#p3 > .num").focus()
    page.keyboard.press("Enter")
    tools = page.locator(".lb-tools")
    expect(tools.locator("button").first).to_be_focused()
    tools.get_by_role("button", name="Notieren").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Notieren")).to_be_focused()
    page.keyboard.type("Getippt")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".lb-mine-list li p")).to_have_text("Getippt")
    expect(page.locator("#p3 > .num")).to_be_focused()


def test_what_was_typed_stays_however_the_note_is_shut(page: Page) -> None:
    field, items = page.get_by_role("textbox", name="Notieren"), page.locator(".lb-mine-list li")
    dialog = page.get_by_role("dialog")

    def begin(passage: str) -> None:
        page.locator(f"#{passage} > .num").click()
        page.locator(".lb-tools").get_by_role("button", name="Notieren").click()
        expect(field).to_be_focused()

    begin("p3")
    # Nothing was typed: there is no note.
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert page.evaluate(STORED) == []
    begin("p3")
    field.fill("Erst so")
    page.keyboard.press("Escape")
    expect(items.locator("p")).to_have_text("Erst so")
    items.get_by_role("button", name="Ändern").click()
    field.fill("Dann so")
    dialog.get_by_role("button", name="Schließen").click()
    expect(items.locator("p")).to_have_text("Dann so")
    # Another page, or another program on a telephone, may come before someone is done.
    items.get_by_role("button", name="Ändern").click()
    field.fill("Halb")
    page.reload()
    expect(items.locator("p")).to_have_text("Halb")


def test_what_was_typed_can_be_taken_back(page: Page) -> None:
    note(page, body="So war es.")
    change, back = page.get_by_role("button", name="Ändern"), page.get_by_role("button", name="Verwerfen")
    change.click()
    expect(back).to_be_hidden()
    page.get_by_role("textbox", name="Notieren").fill("Anders")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    back.click()
    expect(page.locator(".lb-mine-list li p")).to_have_text("So war es.")
    expect(change).to_be_focused()
    # A note that was never kept is none.
    page.locator("#p4 > .num").click()
    page.locator(".lb-tools").get_by_role("button", name="Notieren").click()
    page.get_by_role("textbox", name="Notieren").fill("Doch nicht")
    back.click()
    expect(page.locator(".lb-mine-list li")).to_have_count(1)


# --- A new edition -----------------------------------------------------------------------------------------------------


def test_a_note_follows_its_words_to_another_place(page: Page) -> None:
    """The words of `p3` were once the second paragraph, further behind, with other spaces."""
    text = words(page, "p3")
    note(page)
    change(
        page, first="p2", last="p2", start=4, end=30, exact=text[10:60].replace(" ", "\n"), prefix=text[:10], suffix=""
    )
    item = page.locator(".lb-mine-list li")
    expect(item.get_by_role("link")).to_have_text("Abs.\N{NO-BREAK SPACE}3")
    assert page.evaluate(MARKED) == [text[10:60].strip()]
    ((_, kept),) = page.evaluate(STORED)
    assert (kept["first"], kept["start"]) == ("p3", 10 + len(text[10:60]) - len(text[10:60].lstrip()))


def test_of_words_that_come_more_than_once_the_surroundings_tell(page: Page) -> None:
    whole = page.evaluate("[...document.querySelectorAll('.psg')].map((p) => p.id)")
    texts = {name: words(page, name) for name in whole}
    places = [
        (name, text.index(" der ")) for name, text in texts.items() if " der " in text and text.index(" der ") > 40
    ]
    name, at = places[2]
    note(page)
    prefix, suffix = texts[name][at - 20 : at], texts[name][at + 5 : at + 25]
    change(page, first="p1", last="p1", start=0, end=3, exact="der", prefix=f"{prefix} ", suffix=f" {suffix}")
    assert page.evaluate(MARKED) == ["der"]
    ((_, kept),) = page.evaluate(STORED)
    assert (kept["first"], kept["start"]) == (name, at + 1)


def test_a_note_whose_words_are_gone_is_listed_with_them(page: Page, tmp_path: Path) -> None:
    note(page, body="Wichtig")
    change(page, exact="Quittenkähne im Nebel", prefix="", suffix="")
    section = page.locator(".lb-mine-list")
    expect(section.get_by_role("heading", name="Wörter, die nicht mehr im Text stehen")).to_be_visible()
    expect(section.locator("li")).to_contain_text("Quittenkähne im Nebel")
    assert page.evaluate(MARKED) == []
    assert "Quittenkähne" in saved(page, "Alle speichern (JSON)", tmp_path).read_text("utf-8")


def test_a_note_on_a_chapter_that_is_gone_is_listed_too(page: Page) -> None:
    note(page, body="Wichtig")
    change(page, chapter="gab-es-einmal")
    expect(page.locator(".lb-mine-list")).to_have_count(0)
    page.get_by_role("button", name="Meine Notizen").click()
    dialog = page.get_by_role("dialog", name="Meine Notizen")
    expect(dialog.get_by_role("heading", name="gab-es-einmal")).to_be_visible()
    expect(dialog.locator("li p")).to_have_text("Wichtig")


def test_a_note_follows_a_chapter_that_was_renamed(page: Page) -> None:
    """In the site's list of chapters it has its former name; here the list is given one."""

    def renamed(route: Route) -> None:
        text = route.fetch().text()
        assert '["ovks",' in text
        head, _, rest = text.partition('["ovks",')
        row, _, more = rest.partition("[]]")
        route.fulfill(body=f'{head}["ovks",{row}["vertrag-von-taschkent"]]{more}', content_type="text/javascript")

    page.route("**/lesebuch-chapters.js", renamed)
    note(page, body="Wichtig")
    change(page, chapter="vertrag-von-taschkent")
    expect(page.locator(".lb-mine-list li p")).to_have_text("Wichtig")
    assert [one["chapter"] for _, one in page.evaluate(STORED)] == ["ovks"]


def test_notes_on_a_reader_that_had_another_title_are_offered(page: Page) -> None:
    note(page, body="Wichtig")
    page.evaluate("""() => { for (const [key, value] of Object.entries(localStorage).filter(([one]) => one.startsWith("lb-note:"))) {
      const { id } = JSON.parse(value);
      localStorage.removeItem(key); localStorage.setItem(`lb-note:Lesebuch: alt:${id}`, value); }
      for (const value of ["{", "null", "{}"]) { localStorage.setItem(`lb-note:Anderes:${value}`, value); } }""")
    page.reload()
    page.get_by_role("button", name="Meine Notizen").click()
    dialog = page.get_by_role("dialog", name="Meine Notizen")
    expect(dialog.locator("li")).to_have_count(0)
    dialog.get_by_role("button", name="Notizen zu „Lesebuch: alt“ übernehmen (1)").click()
    expect(dialog.locator("li p")).to_have_text("Wichtig")
    expect(dialog.get_by_role("button", name="übernehmen")).to_have_count(0)
    expect(page.locator(".chapter .lb-mine-list li")).to_have_count(1)


# --- Files -------------------------------------------------------------------------------------------------------------


def test_notes_are_saved_as_web_annotations_and_loaded_elsewhere(
    page: Page, browser: Browser, site: Path, tmp_path: Path
) -> None:
    text = words(page, "p2")
    mark(page, "p2", 5, 25)
    note(page, body="Eins\nzwei")
    path = saved(page, "Alle speichern (JSON)", tmp_path)
    data = json.loads(path.read_text("utf-8"))
    assert data["type"] == "AnnotationCollection"
    first, second = data["first"]["items"]
    assert (first["motivation"], second["motivation"]) == ("highlighting", "commenting")
    assert second["body"] == {"type": "TextualBody", "value": "Eins\nzwei", "format": "text/plain"}
    fragment, quote = first["target"]["selector"]
    assert first["target"]["source"] == page.url.partition("#")[0]
    assert fragment["value"] == "p2"
    span = fragment["refinedBy"]
    assert text[span["start"] : span["end"]] == quote["exact"] == text[5:25].strip()
    assert quote["prefix"].endswith(text[: span["start"]])
    # From a file, in another browser, twice.
    other = browser.new_context(viewport={"width": 1440, "height": 900})
    away = other.new_page()
    away.goto((site / OPEN).as_uri())
    away.get_by_role("button", name="Meine Notizen").click()
    dialog = away.get_by_role("dialog", name="Meine Notizen")
    dialog.locator("input[type=file]").set_input_files(path)
    expect(dialog.locator(".status")).to_have_text("2 von 2 Notizen sind neu.")
    dialog.locator("input[type=file]").set_input_files(path)
    expect(dialog.locator(".status")).to_have_text("0 von 2 Notizen sind neu.")
    expect(dialog.locator("li")).to_have_count(2)
    expect(away.locator(".lb-mine-list li")).to_have_count(2)
    assert away.evaluate(MARKED) == page.evaluate(MARKED)
    other.close()


def test_notes_are_saved_as_markdown_with_references(page: Page, tmp_path: Path) -> None:
    note(page, body="Ein Gedanke")
    text = saved(page, "Als Text speichern (Markdown)", tmp_path).read_text("utf-8")
    title = page.locator("meta[name=citation_title]").get_attribute("content")
    assert f"## {title}\n\n> {words(page, 'p3')}\n\nEin Gedanke\n\n— " in text
    address = page.url.partition("#")[0]
    assert f"Lesebuch-Redaktion · Lesebuch: {title}, Abs.\N{NO-BREAK SPACE}3, <{address}#p3>" in text


@pytest.mark.parametrize("content", ["", "{", "[]", '{"type": "Annotation"}', '[{"target": {"selector": 3}}, null, 4]'])
def test_a_file_without_notes_is_refused_in_words(page: Page, tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, "utf-8")
    page.get_by_role("button", name="Meine Notizen").click()
    dialog = page.get_by_role("dialog", name="Meine Notizen")
    dialog.locator("input[type=file]").set_input_files(path)
    expect(dialog.locator(".status")).to_have_text("In dieser Datei sind keine Notizen.")
    assert page.evaluate(STORED) == []


def test_a_note_of_others_is_text_and_no_markup(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    bad = "<img src=x onerror='document.title = 1'>"
    items = [
        {
            "id": "urn:uuid:1",
            "type": "Annotation",
            "body": bad,
            "target": {
                "source": "https://else.example/chapters/ovks.html",
                "selector": {"type": "TextQuoteSelector", "exact": words(page, "p3")[:40]},
            },
        }
    ]
    path.write_text(json.dumps(items), "utf-8")
    page.get_by_role("button", name="Meine Notizen").click()
    page.locator(".lb-mine input[type=file]").set_input_files(path)
    expect(page.locator(".lb-mine-list li p")).to_have_text(bad)
    expect(page.locator(".lb-mine-list li a")).to_have_text("Abs.\N{NO-BREAK SPACE}3")
    assert page.locator(".lb-mine-list img, .lb-mine img").count() == 0


# --- Tabs, refusals, paper ---------------------------------------------------------------------------------------------


def test_two_tabs_keep_each_others_notes(page: Page, context: BrowserContext, address: str) -> None:
    other = context.new_page()
    other.goto(address + OPEN)
    note(page, body="Hier")
    other.bring_to_front()
    note(other, "p4", "Dort")
    expect(other.locator(".lb-mine-list li")).to_have_count(2)
    expect(page.locator(".lb-mine-list li")).to_have_count(2)


def test_where_nothing_is_kept_it_is_said_and_a_file_helps(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + OPEN)
    note(page, body="Flüchtig")
    expect(page.locator(".lb-mine-list .warn")).to_contain_text("behält Ihre Notizen nicht")
    assert "Flüchtig" in saved(page, "Alle speichern (JSON)", tmp_path).read_text("utf-8")
    assert errors == []


def test_notes_are_printed_with_the_page(page: Page) -> None:
    note(page, body="Gedruckt")
    page.emulate_media(media="print")
    expect(page.locator(".lb-mine-list li p")).to_be_visible()
    expect(page.locator(".lb-mine-list .buttons")).to_be_hidden()
    expect(page.locator(".lb-own")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1440])
def test_list_and_dialog_fit_and_are_accessible(open_page: Any, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = open_page(OPEN, width=width)
    note(page)
    if width < 1000:
        page.locator(".lb-menu").click()
    page.get_by_role("button", name="Meine Notizen").click()
    expect(page.locator(".lb-mine li")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
    page.keyboard.press("Escape")
    assert open_page.errors == []
