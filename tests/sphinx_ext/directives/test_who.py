"""The directive `{who-with-whom}`."""

from pathlib import Path

from lxml import html
from small_reader import Build

PAGE = "---\norphan: true\n---\n# Namen\n\n```{who-with-whom}\n```\n"


def test_where_nothing_stands_together_the_page_says_so(root: Path, build: Build) -> None:
    (root / "docs" / "who.md").write_text(PAGE, encoding="utf-8")
    for entry in (root / "glossary").glob("*.md"):
        entry.unlink()
    article = html.fromstring(build(root).page("who")).find(".//article")
    assert article.find(".//table") is None
    assert article.find(".//p").text_content().startswith("Bisher stehen keine zwei Namen")
