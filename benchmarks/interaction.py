"""How long pages take to answer: the slowest event of each kind of use, with the CPU slowed four times.

    python benchmarks/interaction.py docs/_build/class/html chapters/SLUG.html --runs 5

Needs Chromium and Playwright. Milliseconds from the event to the next paint, as browsers report them for INP (rounded to
8 ms); under 200 is good. Each step is done in so many runs, each with a new page, and its fastest counts: what others want
of the machine makes a step slower, never faster. Beside it stands the work, the time of the CPU that the page's main thread
took for the whole of a step.
"""

import argparse
import shutil
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

_SLOWED = 4
_SETTLED = 500
"""Milliseconds of rest behind each step, so that no event waits for the one before."""
_OBSERVE = """() => {
  const shown = new Map();
  let took = [];
  window.events = () => took.splice(0);
  const key = (event, start) => `${event}${Math.round(start)}`;
  for (const kind of ["pointerdown", "pointerup", "click", "keydown", "keyup"]) {
    addEventListener(kind, ({ timeStamp }) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { shown.set(key(kind, timeStamp), performance.now() - timeStamp); };
      port2.postMessage(0);
    }), true);
  }
  new PerformanceObserver((list) => list.getEntries().filter((e) => e.interactionId).forEach((e) => {
    took.push(Math.min(e.duration, shown.get(key(e.name, e.startTime)) ?? Infinity));
  })).observe({ type: "event", durationThreshold: 16 });
}"""
"""What the browser reports of an event, and the end of the frame that comes next; the smaller of the two. The report of a key
that moves the focus within what is taken away later runs on until that is gone, however many frames were shown before."""
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
    parser.add_argument("--runs", type=int, default=3, help="times that each step is done; its fastest counts")
    given = parser.parse_args()
    path = shutil.which("chromium") or shutil.which("chromium-headless-shell") or shutil.which("chromium-browser")
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
                    address = f"{given.site.resolve().as_uri()}/{page}"
                    runs = [_run(browser, address, width, steps) for _ in range(given.runs)]
                    fastest = [min(times) for times in zip(*runs, strict=True)]
                    slowest, n = max((took.paint, n) for n, took in enumerate(fastest))
                    work = max(took.work for took in fastest)
                    print(f"{width:5} px  {name:10} {slowest:4.0f} ms  {work:4.0f} ms of work  {' '.join(steps[n])}")
        browser.close()


class Took(NamedTuple):
    """What a step took, in milliseconds: from its slowest event to the next paint, and of the page's main thread in all."""

    paint: float
    work: float


def _run(browser: Browser, address: str, width: int, steps: list[Step]) -> list[Took]:
    """The steps one behind the other, on a new page."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    page.wait_for_timeout(_SETTLED)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWED})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(_OBSERVE)
    took = []
    for step in steps:
        before = _busy(session)
        _do(page, step)
        page.wait_for_timeout(_SETTLED)
        painted: list[float] = page.evaluate("window.events()")
        took.append(Took(max(painted, default=0), 1000 * (_busy(session) - before)))
    page.close()
    return took


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
