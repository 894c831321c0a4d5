"""What students write into an assignment stays in their browser, and can be saved with its references."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lesebuch.cli.main import main
from serving import SHARES, built, served

pytestmark = pytest.mark.browser

PAGE = "assignments/neutralitaet.html"
Opened = Callable[..., Page]
WORDS = 'Erstens <b>Öl</b>,\nzweitens "Grenze".'


def first(page: Page) -> Locator:
    return page.locator(".answer textarea").first


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_a_field_is_as_wide_as_the_page(open_page: Opened) -> None:
    """Its sheet is one for pages with tasks alone, and this page names it."""
    page = open_page(PAGE)
    assert page.locator('link[href*="lesebuch-tasks.css"]').count() == 1
    assert first(page).evaluate("field => field.offsetWidth === field.parentElement.clientWidth")


def test_an_answer_is_there_again(open_page: Opened) -> None:
    page = open_page(PAGE)
    first(page).fill(WORDS)
    page.reload()
    expect(first(page)).to_have_value(WORDS)
    expect(page.locator(".answer textarea").nth(1)).to_have_value("")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Antworten löschen").click()
    expect(first(page)).to_have_value("")
    page.reload()
    expect(first(page)).to_have_value("")


def test_what_was_written_to_a_task_that_is_gone_is_shown_and_saved(open_page: Opened) -> None:
    page = open_page(PAGE)
    first(page).fill(WORDS)
    page.evaluate("""() => { const [kept] = Object.keys(localStorage).filter((key) => key.startsWith("lb-answer:"));
      localStorage.setItem(kept.replace(/#.*/, "#task-before"), "Von gestern."); }""")
    page.reload()
    expect(page.locator(".lb-left pre")).to_have_text("Von gestern.")
    assert "Von gestern." in saved(page, "Antworten speichern")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Antworten löschen").click()
    expect(page.locator(".lb-left")).to_be_hidden()
    page.reload()
    expect(page.locator(".lb-left")).to_be_hidden()
    # Nor is it lost where no task is left on a page.
    page.evaluate("localStorage.setItem(`lb-answer:${lesebuch.reader}:about#task-before`, 'Von vorgestern.')")
    page.goto(page.url.replace("assignments/neutralitaet", "about"))
    expect(page.locator(".lb-left pre")).to_have_text("Von vorgestern.")
    assert "Von vorgestern." in saved(page, "Antworten speichern")
    # A server names a folder without its page.
    page.evaluate("localStorage.setItem(`lb-answer:${lesebuch.reader}:assignments/index#task-before`, 'Von damals.')")
    page.goto(page.url.replace("about.html", "assignments/"))
    expect(page.locator(".lb-left pre")).to_have_text("Von damals.")


def test_a_telephone_sends_answers_as_they_are_saved(open_page: Opened) -> None:
    page = open_page(PAGE)
    expect(page.get_by_role("button", name="Antworten senden")).to_have_count(0)
    page.add_init_script(SHARES)
    page.reload()
    first(page).fill(WORDS)
    page.get_by_role("button", name="Antworten senden").click()
    name, kind, text = page.evaluate(
        "shared.files[0].text().then((text) => [shared.files[0].name, shared.files[0].type, text])"
    )
    assert (name, kind) == ("neutralitaet.html", "text/html")
    assert text == saved(page, "Antworten speichern")


def test_answers_are_saved_with_tasks_and_references(open_page: Opened) -> None:
    page = open_page(PAGE)
    first(page).fill(WORDS)
    title = page.locator("h1").inner_text().removesuffix("#").strip()
    document = saved(page, "Antworten speichern")
    assert "Erstens &lt;b&gt;Öl&lt;/b&gt;" in document
    assert f"<title>{title}</title>" in document
    assert "/chapters/multivektorpolitik.html#p1-p3" in document
    assert "<textarea" not in document
    assert "<script" not in document
    markdown = saved(page, "Als Text speichern (Markdown)")
    assert markdown.startswith(f"# {title}\n")
    assert f"\n\n{WORDS}\n\n" in markdown
    assert "/chapters/multivektorpolitik.html#p1-p3)" in markdown


def test_a_hint_unfolds_and_the_choice_is_remembered(open_page: Opened) -> None:
    page = open_page(PAGE)
    hint = page.locator("details.hint").first
    expect(hint).not_to_have_attribute("open", "")
    page.emulate_media(media="print")
    expect(hint).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Leseeinstellungen").click()
    page.get_by_role("group", name="Hilfen").get_by_role("radio", name="Offen").check(force=True)
    expect(hint).to_have_attribute("open", "")
    page.reload()
    expect(page.locator("details.hint").first).to_have_attribute("open", "")


ROWS = """# Am Fluss

::::{task} Eins
:answer-space: 3

Erste Frage.
::::

:::{workspace}
:::

:::{workspace}
:::

Ein Absatz.

:::{workspace}
:::

::::{task} Zwei

Zweite Frage.
::::

:::{workspace}
:::
"""


def test_what_stands_above_a_space_is_saved_once(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "reader"
    assert main(["new", str(root)]) == 0
    (root / "docs" / "assignments" / "fluss.md").write_text(f"---\n---\n{ROWS}", encoding="utf-8")
    page = browser.new_page()
    with served(built(root, tmp_path / "out")) as address:
        page.goto(f"{address}assignments/fluss.html")
        # Printed, a space in which nothing is written has its lines without the field, which no page could break.
        page.emulate_media(media="print")
        expect(page.locator(".answer textarea").first).to_be_hidden()
        box = page.locator(".answer").first
        lines = int(box.evaluate("box => getComputedStyle(box).getPropertyValue('--lines')"))
        assert box.bounding_box()["height"] == pytest.approx(lines * 9 / 25.4 * 96, abs=2)
        page.emulate_media(media="screen")
        for n, field in enumerate(page.locator(".answer textarea").all()):
            field.fill(f"Antwort {n}")
        document = saved(page, "Antworten speichern")
    page.close()
    assert re.findall(r"\w+ Frage|Antwort \d|Ein Absatz", document) == [
        *("Erste Frage", "Antwort 0", "Antwort 1", "Antwort 2"),
        *("Ein Absatz", "Antwort 3"),
        *("Zweite Frage", "Antwort 4"),
    ]
    assert "<script" not in document


def test_what_is_expected_can_be_hidden_and_stays_so(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "reader"
    assert main(["new", str(root)]) == 0
    options = root / "reader.toml"
    options.write_text(f'answers = "always"\n{options.read_text(encoding="utf-8")}', encoding="utf-8")
    task = "# Am Fluss\n\n::::{task} Eins\nErste Frage.\n\n:::{expected}\nDas Ufer.\n:::\n::::\n"
    (root / "docs" / "assignments" / "fluss.md").write_text(f"---\n---\n{task}", encoding="utf-8")
    page = browser.new_page()
    with served(built(root, tmp_path / "out")) as address:
        page.goto(f"{address}assignments/fluss-teacher.html")
        words, title = page.get_by_text("Das Ufer."), page.locator(".expected-title")
        expect(words).to_be_visible()
        page.locator(".lb-aa").click()
        page.locator("input[name=lb-expected][value=hidden]").check(force=True)
        expect(words).to_be_hidden()
        expect(title).to_be_visible()
        page.reload()
        expect(title).to_be_visible()
        expect(words).to_be_hidden()
    page.close()
