"""How long pages take to answer: the slowest event of each kind of use, with the CPU slowed four times.

    python benchmarks/interaction.py docs/_build/class/html chapters/SLUG.html

Needs Chromium and Playwright. Milliseconds from the event to the next paint, as browsers report them for INP (rounded to
8 ms); under 200 is good. On a machine that does other work they say little: then look at the work, which is the time of
the CPU that the page's main thread took for the whole of a step.
"""

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

_SLOWED = 4
_SETTLED = 500
"""Milliseconds of rest behind each step, so that no event waits for the one before."""
_OBSERVE = """() => {
  window.events = [];
  new PerformanceObserver((list) => list.getEntries().forEach((e) => {
    if (e.interactionId) { window.events.push([e.duration, `${e.name} ${e.target?.className ?? ""}`]); }
  })).observe({ type: "event", durationThreshold: 16 });
}"""
Step = tuple[str, str]
_SETTINGS = ("larger", "wide", "dark", "section", "all", "five", "below", "small")
_CHAPTER: dict[str, list[Step]] = {
    "previews": [("click", ".psg .nr a"), ("key", "Escape"), ("click", ".psg .when"), ("key", "Tab"), ("key", "Tab")],
    "settings": [("click", ".lb-aa"), *(("click", f".lb-settings input[value={value}]") for value in _SETTINGS)],
    "passages": [("click", "#p2 > .num"), ("key", "ArrowRight"), ("key", "Escape")],
    "go to": [("key", "g"), ("key", "a"), ("key", "b"), ("key", "4")],
    "folds": [("click", ".head-note summary"), ("click", ".about summary"), ("click", ".lb-here summary")],
}
_GLOSSARY: dict[str, list[Step]] = {
    "glossary": [
        ("key", "Tab"),
        ("click", ".lb-aa"),
        ("click", ".lb-settings input[value=larger]"),
        ("click", ".lb-mode"),
    ],
}
_CHRONOLOGY: dict[str, list[Step]] = {
    "periods": [("select", ".lb-periods select[name=from]"), ("select", ".lb-periods select[name=entry]"),
                ("click", ".lb-periods button"), ("click", ".lb-years a")],
}  # fmt: skip
_SEARCH: dict[str, list[Step]] = {
    "search": [("click", ".lb-results input"), *(("key", key) for key in "Kasachstan")],
    "filters": [("select", ".lb-results select[name=kind]"), ("select", ".lb-results select[name=year]")],
}
_LINES: dict[str, list[Step]] = {
    "lines": [("select", f".lb-results select[name={name}]") for name in ("sort", "which")],
}
_ENTRY: dict[str, list[Step]] = {"entry": [("key", "Tab"), ("click", ".lb-aa"), ("click", ".lb-mode")]}


def main() -> None:
    """Print the slowest event of each kind of use."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("chapter", help="path of a chapter's page within the site")
    parser.add_argument("--word", default="Kasachstan", help="a frequent word of the texts")
    given = parser.parse_args()
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        entry = next(iter(sorted((given.site / "entries").glob("*.html"), key=lambda p: -p.stat().st_size)), None)
        asked = f"search-page.html?q={given.word}"
        pages = [
            (given.chapter, _CHAPTER),
            ("glossary.html", _GLOSSARY),
            ("chronology.html", _CHRONOLOGY),
            (asked, _SEARCH),
            (f"{asked}&view=lines", _LINES),
            *([(f"entries/{entry.name}", _ENTRY)] if entry else []),
        ]
        for page, uses in pages:
            for width in (390, 1280):
                for name, steps in uses.items():
                    slowest, event, work = _slowest(browser, f"{given.site.resolve().as_uri()}/{page}", width, steps)
                    print(f"{width:5} px  {name:10} {slowest:4.0f} ms  {work:4.0f} ms of work  {event}")
        browser.close()


def _slowest(browser: Browser, address: str, width: int, steps: list[Step]) -> tuple[float, str, float]:
    """The slowest event with its name, and the most work that a step gave the page's main thread; milliseconds."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    page.wait_for_timeout(_SETTLED)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWED})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(_OBSERVE)
    work = []
    for step in steps:
        before = _busy(session)
        _do(page, step)
        page.wait_for_timeout(_SETTLED)
        work.append(1000 * (_busy(session) - before))
    events: list[tuple[float, str]] = page.evaluate("window.events")
    page.close()
    return *max(events, default=(0, "")), max(work)


def _busy(session: CDPSession) -> float:
    """Seconds of CPU that the main thread has worked, however many others wanted the machine."""
    return next(m["value"] for m in session.send("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration")


def _do(page: Page, step: Step) -> None:
    kind, what = step
    if kind == "key":
        page.keyboard.press(what)
    elif kind == "select":
        # As a person does it by keyboard: the event is a key's.
        page.locator(what).first.focus()
        page.keyboard.press("ArrowDown")
    elif page.locator(what).count() and ((found := page.locator(what).first).is_visible() or "input" in what):
        found.click(force=True)


if __name__ == "__main__":
    main()
