"""How long a chapter's page takes to answer: the slowest event of each kind of use, with the CPU slowed four times.

    python benchmarks/interaction.py docs/_build/class/html chapters/SLUG.html

Needs Chromium and Playwright. Milliseconds from the event to the next paint, as browsers report them for INP (rounded to
8 ms); under 200 is good. On a machine that does other work the numbers say little.
"""

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

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


def main() -> None:
    """Print the slowest event of each kind of use."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("chapter", help="path of a chapter's page within the site")
    given = parser.parse_args()
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for page, uses in ((given.chapter, _CHAPTER), ("glossary.html", _GLOSSARY)):
            for width in (390, 1280):
                for name, steps in uses.items():
                    slowest, event = _slowest(browser, (given.site / page).resolve().as_uri(), width, steps)
                    print(f"{width:5} px  {name:10} {slowest:4.0f} ms  {event}")
        browser.close()


def _slowest(browser: Browser, address: str, width: int, steps: list[Step]) -> tuple[float, str]:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    page.wait_for_timeout(_SETTLED)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWED})
    page.evaluate(_OBSERVE)
    for step in steps:
        _do(page, step)
        page.wait_for_timeout(_SETTLED)
    events: list[tuple[float, str]] = page.evaluate("window.events")
    page.close()
    return max(events, default=(0, ""))


def _do(page: Page, step: Step) -> None:
    kind, what = step
    if kind == "key":
        page.keyboard.press(what)
    elif (found := page.locator(what).first).is_visible() or "input" in what:
        found.click(force=True)


if __name__ == "__main__":
    main()
