"""What most pages of a site have in common is the site's: its name and the day in its foot; words around a text may be."""

import pytest

from lesebuch.drafting import Hints, marks, of_the_site, read_page
from lesebuch.sources.page import page_lines

WORDS = (
    "Der Fluss kam in der Nacht über das Ufer, und am Morgen stand das Wasser in drei Straßen. Niemand hatte damit gerechnet.",
    "Im Archiv liegt ein Brief des Lehrers, der die Glocke stiften wollte. Er wurde nie abgeschickt, und keiner weiß warum.",
    "Die Bäckerei am Markt schließt nach achtzig Jahren. Der Meister sagt, er habe genug Brot gebacken und wolle schlafen.",
    "Am Sonntag wird die Orgel geweiht, die zwei Jahre lang in Kisten stand. Gespielt wird, was dem Küster gefällt.",
)
CALL = "Schreiben Sie der Redaktion, wenn Sie mehr von alledem wissen als wir."
MENU = f"<div><b>Alle Themen</b></div><div>{CALL}</div>"


def page(number: int, *, own: str = "h2", foot: str = "Stand: 3. Mai 2021", window: str = "Ortschronik") -> str:
    return f"""<html lang="de"><head><title>{window}</title></head><body><h1>Ortschronik</h1>
<div class="text"><{own}>Seite {number} der Chronik</{own}><p>{WORDS[number]}</p><p>{WORDS[number][::-1]}.</p></div>
<div class="menu-like">{MENU}</div><p>{foot}</p></body></html>"""


def read(text: str, others: list[str]) -> Hints:
    shared = of_the_site([marks(page_lines(one)) for one in (text, *others)])
    return read_page(text, page_lines(text), shared=shared)


def test_a_title_that_most_pages_have_is_the_name_of_the_site() -> None:
    first, *others = [page(number) for number in range(4)]
    assert read(first, []).title == "Ortschronik"
    assert read(first, others[:1]).title == "Ortschronik", "two pages tell nothing"
    assert read(first, others).title == "Seite 0 der Chronik"


def test_where_a_page_has_no_other_title_that_of_the_site_is_in_doubt() -> None:
    first, *others = [page(number, own="p") for number in range(4)]
    found = read(first, others)
    assert found.title == "Ortschronik"
    assert any(remark.startswith("title: ") for remark in found.remarks)


def test_a_window_that_has_the_name_of_the_site_beside_that_of_the_page() -> None:
    first, *others = [page(n, own="p", window=f"Ortschronik - Seite Nummer {n}") for n in range(4)]
    assert read(first, others).title == "Seite Nummer 0"


@pytest.mark.parametrize(
    ("foot", "day"), [("Stand: 3. Mai 2021", None), ("3. Mai 2021", "2021-05-03")], ids=["the site's", "a bare day"]
)
def test_a_day_in_a_line_of_the_site_is_not_that_of_the_text(foot: str, day: str | None) -> None:
    first, *others = [page(number, foot=foot) for number in range(4)]
    assert str(read(first, []).published) == "2021-05-03"
    found = read(first, others)
    assert (None if found.published is None else str(found.published)) == day
    assert any(remark.startswith("date: 2021-05-03") for remark in found.remarks) is (day is None)


def test_lines_below_a_text_that_most_pages_have_stay_and_are_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be a menu, and the closing words of letters, a refrain, or what introduces a series."""
    amen = "<p>So stand es damals in der Zeitung.</p>"
    pages = [page(number).replace("</p></div>", f"</p>{amen}</div>", 1) for number in range(4)]

    def everything(text: str, **_: object) -> str:
        return "\n".join(line.text for line in page_lines(text))

    monkeypatch.setattr("trafilatura.extract", everything)
    found = read(pages[0], pages[1:])
    kept = {line.text for line, hint in zip(page_lines(pages[0]), found.lines, strict=True) if hint.main}
    assert {amen[3:-4], CALL} < kept
    assert [remark for remark in found.remarks if remark.startswith("text: ")] == [
        "text: most pages of this site that are at hand have 2 of the lines from 7 to 8, too; drop what is the site's"
    ]


def test_copies_of_one_text_tell_nothing_of_the_site() -> None:
    first, copy = page(0), page(0).replace("Stand:", "Gedruckt:")
    shared = of_the_site([marks(page_lines(one)) for one in (first, copy, first, page(1))])
    assert shared == frozenset()
