"""Subtitles of web pages that are set as headings, and the names of known authors at the end of a text."""

import datetime as dt

import pytest

from lesebuch.drafting import draft, read_page
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.page import page_lines

TEXT = [
    f"<p>Der Steg am See ist seit {weeks} Wochen gesperrt, und die Fischer warten noch immer auf das Holz aus dem Norden, das schon bezahlt ist.</p>"
    for weeks in ("drei", "vier", "fünf", "sechs")
]
TITLE = "<header><h1>Der Steg am See bleibt zu</h1>{}</header>"
DECK = "Warum die Fischer auf Holz warten, das schon bezahlt ist"
BODY = f"<div>{TEXT[0]}{TEXT[1]}<h2>Was kommt</h2>{TEXT[2]}{TEXT[3]}</div>"


def kinds(article: str, head: str = "") -> list[tuple[str, str]]:
    """Kind and words of what is claimed within the article."""
    data = f"<html lang=de><head><title>Der Steg am See bleibt zu</title>{head}</head><body><article>{article}</article></body></html>"
    source, _ = extract(data.encode(), "a.html", Where("a.html"))
    assert source
    hints = read_page(data, page_lines(data), dt.date(2026, 11, 20))
    (made,), _ = draft(normalise(source)[0], hints=hints, today=dt.date(2026, 11, 20))
    lines = source.text.split("\n")
    return [(claim.kind, lines[claim.line - 1]) for claim in made.structure if claim.kind not in ("title", "drop")]


@pytest.mark.parametrize(
    ("article", "kind"),
    [
        (TITLE.format(f"<h2>{DECK}</h2>") + BODY.replace("h2", "h3"), "subtitle"),
        (TITLE.format(f"<h2 class=top>{DECK}</h2>") + BODY, "subtitle"),
        (TITLE.format("") + f"<div><h2 class=page-summary>{DECK}</h2>{''.join(TEXT)}</div>", "subtitle"),
        (TITLE.format(f"<h2>{DECK}</h2>") + BODY, "heading"),
        (TITLE.format("") + f"<div><h2>{DECK}</h2>{''.join(TEXT)}</div>", "heading"),
        (TITLE.format(f"<p>{DECK}</p>") + BODY, ""),
    ],
    ids=["other level", "other class", "called so", "set as sections", "beside the text", "paragraph"],
)
def test_a_heading_below_the_title_that_heads_no_section_is_a_subtitle(article: str, kind: str) -> None:
    assert [k for k, words in kinds(article) if words == DECK] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("last", "signed"), [("Anna Muster und Karl Beispiel", True), ("Anna Muster", False), ("Eva Probe", False)]
)
def test_the_names_of_all_known_authors_below_a_text_are_a_signature(last: str, *, signed: bool) -> None:
    head = '<meta name="author" content="Anna Muster"><meta name="author" content="Karl Beispiel">'
    article = f"{TITLE.format('')}<div>{''.join(TEXT)}<p>{last}</p></div>"
    assert (("signature", last) in kinds(article, head)) == signed
