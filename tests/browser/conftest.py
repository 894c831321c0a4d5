"""The site of this repository's own reader, in its public edition, served from this machine and opened in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed")
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

import chromium
from serving import served

# As long as Playwright waits for all else: its five seconds for this are too few for a busy machine.
expect.set_options(timeout=30_000)

# What Chromium would ask of other hosts by itself is switched off, so that only the pages' own requests are seen.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(public_site: Path) -> Path:
    """The built pages."""
    return public_site


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the pages are served."""
    with served(site) as address:
        yield address


class Opener:
    """Opens pages; keeps what they ask for and what goes wrong in them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._contexts: list[BrowserContext] = []

    def __call__(self, name: str, *, width: int = 1280, height: int = 900, dark: bool = False, js: bool = True) -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=js,
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", self._failed)
        page.on("response", lambda r: self.errors.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.goto(self.address + name)
        return page

    def _failed(self, request: Request) -> None:
        """What a page is still waiting for when it is left is no fault of it; without its own parts none is."""
        given_up = request.failure == "net::ERR_ABORTED" and request.resource_type in ("font", "image", "fetch")
        if not given_up:
            self.errors.append(f"failed: {request.url} ({request.failure})")

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Opener]:
    opener = Opener(browser, address)
    yield opener
    opener.close()
