"""Read without a network: what was read, and all of it when someone asks; a new edition takes over."""

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from serving import SETTLED, Quiet, served

pytestmark = pytest.mark.browser


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "site"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def until(page: Page, promised: str) -> None:
    """Wait for a promise to say yes; `wait_for_function` takes the promise itself for a yes."""
    for _ in range(100):
        if page.evaluate(promised):
            return
        page.wait_for_timeout(100)
    raise AssertionError(promised)


def kept(context: BrowserContext, address: str) -> Page:
    """A page of a reader that is kept on the device."""
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Zum Offline-Lesen speichern").click()
    expect(page.locator(".lb-keep")).to_have_text("Auf diesem Gerät gespeichert", timeout=60_000)
    return page


def test_nobody_who_does_not_ask_gets_a_worker(context: BrowserContext, copy: Path) -> None:
    with served(copy) as address:
        page = context.new_page()
        page.goto(address + "chapters/ovks.html")
        page.evaluate(SETTLED)
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        assert page.locator("link[rel=manifest]").count() == 1


def test_all_pages_are_kept_when_someone_asks(context: BrowserContext, copy: Path) -> None:
    with served(copy) as address:
        page = kept(context, address + "index.html")
        # Where the reader is introduced; on other pages at their foot.
        expect(page.locator("h1 ~ .lb-offers .lb-keep")).to_be_visible()
    for name in json.loads((copy / "reader-files.json").read_text("utf-8")):
        if name.endswith(".html") and "_static" not in name:
            answer = page.goto(address + name)
            assert answer is not None
            assert answer.from_service_worker
    page.goto(f"{address}search-page.html?q=Taschkent")
    expect(page.locator(".lb-results ol li").first).to_be_visible()
    # What is not at hand is said in our words, and what is, however deep the address.
    page.evaluate(
        "url => caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.delete(url))",
        f"{address}glossary.html",
    )
    answer = page.goto(f"{address}tief/unten/nichts.html#p3")
    assert answer is not None
    assert answer.status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text("Diese Seite ist nicht auf diesem Gerät")
    listed = page.locator("article li a")
    assert page.locator("article li a[href$='/glossary.html']").count() == 0
    assert page.locator(f"article li a[href='{address}chapters/ovks.html']").count() == 1
    page.get_by_role("link", name="Noch einmal versuchen").click()
    expect(listed.first).to_be_visible()
    listed.filter(has_text="Die OVKS").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ein Bündnis")


def rewritten(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


class Train(Quiet):
    """Under way: the line goes dead, and addresses without `.html` are what the server prefers."""

    dead = threading.Event()
    again = threading.Event()

    def do_GET(self) -> None:  # noqa: N802  named by the protocol
        if self.dead.is_set() and "worker" not in self.path:
            self.again.wait(60)
        if self.path == "/about.html":
            self.send_response(301)
            self.send_header("Location", "/about")
            self.end_headers()
            return
        self.path = "/about.html" if self.path == "/about" else self.path
        super().do_GET()


def test_a_dead_line_holds_up_no_page_that_is_kept(context: BrowserContext, copy: Path) -> None:
    worker = copy / "reader-worker.js"
    rewritten(worker, "PATIENCE = 4000", "PATIENCE = 200")
    with served(copy, Train) as address:
        page = kept(context, address + "index.html")
        Train.dead.set()
        try:
            page.goto(address + "chapters/ovks.html")
            # A new edition that cannot be had in full holds up none either.
            rewritten(worker, '"version": "', '"version": "neu')
            page.evaluate("navigator.serviceWorker.getRegistration().then((r) => { r.update(); })")
            until(page, "caches.keys().then((names) => names.length === 2)")
            page.goto(address + "chapters.html")
        finally:
            Train.again.set()
            Train.dead.clear()
    # What a server has led on from is a page like others.
    page.goto(address + "about.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_reader_that_cannot_be_kept_says_so(context: BrowserContext, copy: Path) -> None:
    (copy / "offline.html").unlink()
    with served(copy) as address:
        page = context.new_page()
        page.goto(address + "index.html")
        page.get_by_role("button", name="Zum Offline-Lesen speichern").click()
        expect(page.locator(".lb-keep")).to_have_text("Das hat nicht geklappt. Noch einmal versuchen")
        expect(page.locator(".lb-keep")).to_be_enabled()


def test_a_new_edition_takes_over_and_keeps_what_was_kept(context: BrowserContext, copy: Path) -> None:
    with served(copy) as address:
        page = kept(context, address + "chapters/ovks.html")
        path = copy / "chapters" / "ovks.html"
        path.write_text(path.read_text("utf-8").replace("</h1>", " NEU</h1>"), encoding="utf-8")
        worker = copy / "reader-worker.js"
        worker.write_text(worker.read_text("utf-8").replace('"version": "', '"version": "neu'), encoding="utf-8")
        page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")
        until(
            page,
            "caches.keys().then((names) => names.length === 1 && names[0].split(':').pop().startsWith('neu'))",
        )
    page.goto(address + "chapters/ovks.html")
    expect(page.locator("h1")).to_contain_text("NEU")


def test_from_a_file_nothing_is_offered_and_nothing_fails(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / "chapters/ovks.html").as_uri())
    page.wait_for_timeout(300)
    expect(page.locator(".lb-keep")).to_be_hidden()
    expect(page.get_by_role("link", name="Alle Seiten als ZIP-Datei")).to_be_visible()
    assert said == []
    page.close()
