"""Makes the pictures of the README from a public build: no picture can show a text that is not ours.

Run: make EDITION=public && .venv/bin/python scripts/pictures.py    (needs Chromium and pdftoppm)
"""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

CHAPTER = "ovks"
"""One of our own texts, with notes, glossary links and events."""
WIDTH = 1340
"""Pixels: wide enough for notes beside the text, and still without the navigation."""
ROOT = Path(__file__).parent.parent
PUBLIC = ROOT / "docs" / "_build" / "public"
IMAGES = ROOT / "docs" / "images"


def main() -> int:
    """Write docs/images/chapter.png and page.png; 1 if something is missing."""
    browser = shutil.which("chromium") or shutil.which("chromium-headless-shell") or shutil.which("chromium-browser")
    page = PUBLIC / "html" / "chapters" / f"{CHAPTER}.html"
    book = PUBLIC / "pdf" / "reader.pdf"
    missing = [name for name, there in (("chromium", browser), ("pdftoppm", shutil.which("pdftoppm"))) if not there]
    missing += [str(path) for path in (page, book) if not path.is_file()]
    if missing or browser is None:
        print(f"Missing: {', '.join(missing)}", file=sys.stderr)
        return 1
    IMAGES.mkdir(exist_ok=True)
    _site(browser, page, IMAGES / "chapter.png")
    _book(book, IMAGES / "page.png")
    return 0


def _site(browser: str, page: Path, image: Path) -> None:
    with sync_playwright() as play:
        window = play.chromium.launch(executable_path=browser).new_page(
            viewport={"width": WIDTH, "height": 1300}, color_scheme="light"
        )
        window.goto(page.as_uri())
        window.wait_for_load_state("networkidle")
        # Without the navigation: it lists titles of texts that are not ours.
        edge = window.locator("main").bounding_box()
        left = edge["x"] if edge else 0
        window.screenshot(path=image, clip={"x": left, "y": 0, "width": WIDTH - left, "height": 1300})
        window.context.browser.close()


def _book(book: Path, image: Path) -> None:
    """The second page of the chapter: paragraphs, numbers in the margin, footnotes."""
    pages = PdfReader(book)
    start = pages.named_destinations[f"{CHAPTER}.p1"]
    number = (pages.get_destination_page_number(start) or 0) + 2
    command = ["pdftoppm", "-r", "88", "-f", str(number), "-l", str(number), "-singlefile", "-png", str(book)]
    subprocess.run([*command, str(image.with_suffix(""))], check=True)


if __name__ == "__main__":
    sys.exit(main())
