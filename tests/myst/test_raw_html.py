"""HTML in markup: what it shows, and its words."""

import pytest

from lesebuch.myst.raw_html import tags, words


@pytest.mark.parametrize(
    ("html", "shown", "said"),
    [
        ('<img alt="a > b" src="steg.png">', [("img", "steg.png", 0)], ""),
        ("<p title='2 > 0'>Der Steg</p>", [], "Der Steg"),
        ('<p title="offen>Der Steg</p>', [], "Der Steg"),
        ('<img src="a.png" alt="offen>', [("img", "a.png", 0)], ""),
        ("<b>Salz</b> < 3 > 2", [], "Salz < 3 > 2"),
    ],
)
def test_quoted_values_may_hold_brackets(html: str, shown: list[tuple[str, str, int]], said: str) -> None:
    assert list(tags(html)) == shown
    assert words(html) == said


def test_a_quotation_mark_that_nothing_closes_takes_no_time() -> None:
    assert words("<p '" * 20_000).startswith("<p '")
    assert words("<p " + "a='" * 20_000) == " ".join(["<p", "a='" * 20_000])
