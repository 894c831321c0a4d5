"""A glossary on several pages: old addresses lead on, previews come from the script of the page, from files too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed")
from playwright.sync_api import Browser, Page

from lesebuch.cli.main import main
from lesebuch.presentation.glossary_parts import FROM
from serving import built, served

ENTRY = "berner-uebereinkunft"


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    root = folder / "reader"
    assert main(["new", str(root)]) == 0
    for number in range(FROM):
        text = f"---\nterm: Weg {number}\nkind: concept\n---\n\nNur hier.\n"
        (root / "glossary" / f"weg-{number}.md").write_text(text, encoding="utf-8")
    return built(root, folder / "out", request.param)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def name(out: Path, page: str) -> str:
    return f"{page}.html" if (out / f"{page}.html").is_file() else f"{page}/index.html"


@pytest.mark.parametrize("way", ["served", "file"])
def test_an_old_address_leads_to_the_entry(page: Page, large: Path, way: str) -> None:
    with served(large) as address:
        base = address if way == "served" else f"{large.as_uri()}/"
        page.goto(f"{base}{name(large, 'glossary')}#{ENTRY}")
        page.wait_for_url(lambda url: "glossary-b" in url)
        assert page.url.endswith(f"#{ENTRY}")
        assert page.locator(f"#{ENTRY} h3").is_visible()


def test_an_address_of_nothing_stays(page: Page, large: Path) -> None:
    page.goto(f"{large.as_uri()}/{name(large, 'glossary')}#constructor")
    page.wait_for_timeout(300)
    assert page.url.endswith("#constructor")
    assert page.locator(".glossary-parts").is_visible()


def test_a_preview_has_the_definition(page: Page, large: Path) -> None:
    chapter = next(
        path for path in sorted((large / "chapters").rglob("*.html")) if f"#{ENTRY}" in path.read_text("utf-8")
    )
    with served(large) as address:
        page.goto(f"{address}{chapter.relative_to(large).as_posix()}")
        page.locator(f"a.m[href*='#{ENTRY}']").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        page.locator(".lb-card").wait_for(state="visible")
        assert page.locator(".lb-card p").count() == 2
