"""Web pages: the article is told from what is around it; a date counts only where the page declares it."""

import pytest

from lesebuch.drafting import Draft, Hints, draft, read_page
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract

ONE = (
    "Der Steg am See ist seit dem Sturm gesperrt, und die Fischer warten auf das Holz. Sie haben im Rat gefragt, im Verein "
    "und bei der Bahn, aber niemand weiß, wann es kommt und wer es am Ende bezahlt."
)
TWO = (
    "Die Stadt rechnet mit hohen Kosten und will erst im Frühjahr entscheiden. Bis dahin liegen die Boote an der Mole des "
    "Segelvereins, der dafür keine Gebühr verlangt und sich über die Gesellschaft freut."
)


def page(head: str = "", byline: str = "<p>Von Anna Meier</p>", body: str = "") -> str:
    return f"""<!doctype html><html lang="de"><head><title>Warten auf Holz | Seebote</title>{head}</head><body>
<div class="cookie"><p>Wir verwenden Cookies.</p><button>Alle annehmen</button></div>
<nav><ul><li><a href="/">Start</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Warten auf Holz</h1>{byline}{body}<p>{ONE}</p><h2>Was es kostet</h2><p>{TWO}</p></article></main>
<footer><p>Rundbrief abonnieren</p><p>© 2021 Seebote</p><p>Impressum</p></footer></body></html>"""


def drafted(text: str) -> tuple[Draft, Hints, list[str]]:
    source, problems = extract(text.encode(), "a.html", Where("a"))
    assert source is not None, problems
    hints = read_page(text)
    drafts, problems = draft(normalise(source)[0], hints=hints)
    assert not problems
    assert len(drafts) == 1
    return drafts[0], hints, source.text.split("\n")


def test_main_text_and_surroundings() -> None:
    made, hints, lines = drafted(page())
    assert lines[made.first - 1] == "Warten auf Holz"
    assert lines[made.last - 1] == TWO
    assert (made.title, hints.site, made.publisher) == ("Warten auf Holz", "Seebote", "Seebote")
    assert [credit.name for credit in made.credits] == ["Anna Meier"]
    assert made.published is None  # the year in the footer is no date of publication
    assert [(lines[o.first - 1], o.reason) for o in made.outside] == [
        ("Warten auf Holz | Seebote", "navigation"),
        ("Wir verwenden Cookies.", "cookie notice"),
        ("Alle annehmen", "navigation"),
        ("Rundbrief abonnieren", "newsletter call"),
        ("© 2021 Seebote", "imprint"),
    ]
    assert [f"{lines[c.line - 1]}: {c.kind}" for c in made.structure if c.kind == "heading"] == [
        "Was es kostet: heading"
    ]


@pytest.mark.parametrize(
    ("head", "date", "source"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-05-30T08:00:00+02:00"}</script>',
            "2023-05-30",
            "JSON-LD",
        ),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2023-05"}]}</script>', "2023-05", "JSON-LD"),
        ('<meta property="article:published_time" content="2023-05-30">', "2023-05-30", "meta article:published_time"),
        ('<meta name="date" content="2023">', "2023", "meta date"),
        ('<meta name="date" content="gestern">', None, ""),
        ('<script type="application/ld+json">{broken</script>', None, ""),
        ('<script type="application/ld+json">["x", 3, {"@graph": 1}]</script>', None, ""),
    ],
)
def test_declared_dates_are_as_exact_as_declared(head: str, date: str | None, source: str) -> None:
    made, _, _ = drafted(page(head))
    assert (str(made.published) if made.published else None) == date
    assert made.published_at == ""
    assert source in made.published_note


def test_a_date_in_the_text_goes_before_the_page_and_a_difference_is_a_doubt() -> None:
    made, _, lines = drafted(page('<meta name="date" content="2023-05-30">', body="<p>29. Mai 2023</p>"))
    assert str(made.published) == "2023-05-29"
    assert lines[int(made.published_at.split()[0]) - 1] == "29. Mai 2023"
    assert made.doubts == ("date: the page's meta date gives 2023-05-30, taken is 2023-05-29",)


def test_authors_of_the_page_serve_where_the_text_names_none() -> None:
    head = '<script type="application/ld+json">{"datePublished":"2023-05","author":[{"name":"Jo Muster"},"Redaktion"]}</script>'
    made, _, _ = drafted(page(head, byline=""))
    assert [(credit.name, credit.at) for credit in made.credits] == [("Jo Muster", "")]


@pytest.mark.parametrize("text", ["", "<", "<html>", "\x00", "<p>kurz</p>", "&#0;&#xD800;"])
def test_poor_pages_say_nothing_and_raise_nothing(text: str) -> None:
    hints = read_page(text)
    assert hints.published is None
    assert not hints.authors
