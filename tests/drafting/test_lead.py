"""The lead between a page's heading and its text, where extractors take it for a teaser."""

import pytest

from lesebuch.drafting import read_page
from lesebuch.drafting.web import maintext
from lesebuch.sources.page import page_lines

PARAGRAPH = (
    "Der Bach steigt seit dem Morgen, und die Leute am Ufer tragen ihre Sachen in den ersten Stock, wo es noch trocken ist; wer keinen hat, "
    "stellt sie auf den Tisch und wartet, was der Abend bringt, denn für die Nacht ist noch mehr Regen angesagt als für den Tag."
)
LEAD = "Am Bach wird das Wasser knapp unter der Brücke gemessen, und niemand weiß, ob sie hält."


def test_a_lead_below_a_heading_that_is_main_text_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        "<html><head><title>Der Bach steigt am Morgen | Dorfblatt</title></head><body><nav><a href='/'>Start</a></nav><div id='page'>"
        f"<section class='head'><div><div><h1>Der Bach steigt am Morgen</h1><div class='teaser-text'>{LEAD}</div></div></div></section>"
        f"<div><div><div><div class='text'><p>{PARAGRAPH}</p><p>{PARAGRAPH.replace('Bach', 'Fluss')}</p>"
        f"<p>{PARAGRAPH.replace('Bach', 'See')}</p></div></div></div></div></div></body></html>"
    )
    shown = page_lines(page)
    taken = "\n".join(line.text for line in shown[1:] if line.text not in (LEAD, "Start"))
    monkeypatch.setattr(maintext.trafilatura, "extract", lambda *_, **__: taken)
    main = [line.text for line, said in zip(shown, read_page(page, shown).lines, strict=True) if said.main]
    assert LEAD in main
