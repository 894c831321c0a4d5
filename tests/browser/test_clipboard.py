"""What a reader copies is what the source says: no number, no date, no correction of ours; with scripts and without."""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from lesebuch import pipeline
from lesebuch.config import Edition
from lesebuch.export import jsonl
from serving import ROOT, served

pytestmark = pytest.mark.browser
Row = dict[str, Any]

# Helpers that the page needs: the text nodes of a passage without what is ours, and a range between two of its places.
SELECT = """
([from, start, to, end]) => {
  const shown = (id) => { const e = document.getElementById(id); return e.tagName === "SECTION" ? e.querySelector("h1, h2, h3, h4, h5, h6") : e; };
  const place = (id, offset, first) => {
    const walk = document.createTreeWalker(shown(id), NodeFilter.SHOW_TEXT);
    let last = null;
    for (let node; (node = walk.nextNode());) {
      if (node.parentElement.closest(".num, .nr, .recte, .headerlink")) { continue; }
      if (node.parentElement.matches("table, thead, tbody, tr")) { continue; }
      if (offset < node.length || (!first && offset === node.length)) { return [node, offset]; }
      offset -= node.length;
      last = node;
    }
    return [last, last.length];
  };
  const range = document.createRange();
  if (start === null) { range.selectNode(shown(from)); } else {
    range.setStart(...place(from, start, true));
    range.setEnd(...place(to, end, false));
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
"""


class Copier:
    """Selects on a page, copies with the keys, and reads the clipboard: there, or on another page where it has no scripts."""

    def __init__(self, browser: Browser, address: str, *, js: bool, css: bool, first: str = "about.html") -> None:
        self._address = address
        self._css = css
        self._copying = browser.new_context(java_script_enabled=js)
        reading = self._copying if js else browser.new_context()
        reading.grant_permissions(["clipboard-read", "clipboard-write"])
        self._reader: Page | None = None
        if not js:
            self._reader = reading.new_page()
            self._reader.goto(address + first)
        self.page: Page | None = None

    def open(self, slug: str) -> None:
        if self.page:
            self.page.close()
        self.page = self._copying.new_page()
        self.page.goto(f"{self._address}chapters/{slug}.html")
        if not self._css:
            self.page.add_style_tag(content="* { user-select: text !important }")

    def __call__(self, *where: object) -> tuple[str, str]:
        """Plain text and HTML of what is copied."""
        assert self.page
        if self._reader:
            self.page.bring_to_front()
        self.page.evaluate(SELECT, list(where))
        self.page.keyboard.press("Control+C")
        if self._reader:
            self._reader.bring_to_front()
        return tuple(
            (self._reader or self.page).evaluate(
                """async () => {
                    const [item] = await navigator.clipboard.read();
                    const html = await (await item.getType("text/html")).text();
                    const body = new DOMParser().parseFromString(html, "text/html").body;
                    return [await navigator.clipboard.readText(), body.textContent];
                }"""
            )
        )

    def close(self) -> None:
        self._copying.close()
        if self._reader:
            self._reader.context.close()


Start = Callable[..., Copier]


@pytest.fixture
def copier(browser: Browser) -> Iterator[Start]:
    started: list[Copier] = []

    def start(address: str, **how: bool) -> Copier:
        started.append(Copier(browser, address, **how))
        return started[-1]

    yield start
    for one in started:
        one.close()


def corpus(edition: Edition, folders: tuple[Path, ...] = ()) -> list[Row]:
    reader, _ = pipeline.read(ROOT, edition, folders)
    rows = [json.loads(line) for line in jsonl(reader).splitlines()]
    return [row for row in rows if any(passage["text"] for passage in row["passages"])]


# Without scripts the style sheet alone must do, and where a browser does not heed it, the script.
HOW = pytest.mark.parametrize(
    "how",
    [{"js": True, "css": True}, {"js": False, "css": True}, {"js": True, "css": False}],
    ids=["both", "css", "js"],
)


def bare(passage: Row, text: str) -> str:
    """Of a table without what parts its cells, of which the markup says where they end."""
    return re.sub(r"[\t\n]", "", text) if passage["kind"] == "table" else text


def check_whole(copy: Copier, rows: list[Row]) -> int:
    count = 0
    for row in rows:
        copy.open(row["id"])
        for passage in row["passages"]:
            plain, html = copy(passage["id"], None, passage["id"], None)
            assert plain.strip("\n") == passage["text"], f"{row['id']}#{passage['id']}"
            assert bare(passage, html).strip() == bare(passage, passage["text"]), f"{row['id']}#{passage['id']}"
            count += 1
    return count


@HOW
def test_a_passage_is_copied_as_the_source_has_it(copier: Start, address: str, how: dict[str, bool]) -> None:
    assert check_whole(copier(address, **how), corpus(Edition.PUBLIC)) > 50


def test_a_passage_of_a_protected_text_is_copied_as_the_source_has_it(
    copier: Start, class_site: Path, real_seeds: Path
) -> None:
    protected = [row for row in corpus(Edition.CLASS, (real_seeds,)) if row["rights"] == "restricted"]
    with served(class_site) as address:
        assert check_whole(copier(address, js=True, css=True), protected) > 200


@HOW
def test_a_part_of_a_passage_is_copied_as_the_source_has_it(copier: Start, address: str, how: dict[str, bool]) -> None:
    copy, chance = copier(address, **how), random.Random(8)
    for row in corpus(Edition.PUBLIC):
        copy.open(row["id"])
        for passage in (p for p in row["passages"] if len(p["text"].split()) > 5):
            words = list(re.finditer(r"\S+", passage["text"]))
            first = chance.randrange(len(words) - 2)
            last = chance.randrange(first + 1, len(words))
            part = passage["text"][words[first].start() : words[last].end()]
            start = len(bare(passage, passage["text"][: words[first].start()]))
            end = start + len(bare(passage, part))
            plain, _ = copy(passage["id"], start, passage["id"], end)
            assert plain == part, f"{row['id']}#{passage['id']}"


@HOW
def test_several_passages_are_copied_a_paragraph_each(copier: Start, address: str, how: dict[str, bool]) -> None:
    copy = copier(address, **how)
    for row in corpus(Edition.PUBLIC):
        copy.open(row["id"])
        ids = [passage["id"] for passage in row["passages"]]
        texts = [passage["text"] for passage in row["passages"]]
        first = ids.index("p1")
        start, end = texts[first].index(" ") + 1, texts[-1].rindex(" ")
        plain, html = copy(ids[first], start, ids[-1], end)
        wanted = [texts[first][start:], *texts[first + 1 : -1], texts[-1][:end]]
        assert [line for line in plain.splitlines() if line] == "\n".join(wanted).split("\n")
        assert "".join(html.split()) == "".join("".join(wanted).split())


def test_a_screen_reader_is_told_the_date_and_the_note(open_page) -> None:
    page = open_page("chapters/ovks.html")
    label = page.locator(".when").first.get_attribute("data-when")
    number = page.locator(".nr a").first.inner_text()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    said = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node["ignored"]]
    assert any(role == "StaticText" and name.strip() == f"({label})" for role, name in said)
    assert any(name == f"Anmerkung {number}" for _, name in said)
