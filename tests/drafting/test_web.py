"""Web pages: the article is told from what is around it; what the page says of itself goes before the words of the text."""

import time
from dataclasses import replace

import pytest

from lesebuch.drafting import Draft, Hints, PageLine, draft, read_page
from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.web import dating
from lesebuch.drafting.web.authorship import labelled
from lesebuch.drafting.web.dating import GUESSED, names_day
from lesebuch.drafting.webhead import outdo, shown_date
from lesebuch.edtf import TimeValue
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.page import page_lines

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
    hints = read_page(text, page_lines(text))
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
        ('<meta itemprop="datePublished" content="2023-05-30">', "2023-05-30", "meta datepublished"),
        (
            '</head><body><time itemprop="datePublished" datetime="2023-05-30 08:00">Dienstag</time>',
            "2023-05-30",
            "meta datepublished",
        ),
        ('<meta name="date" content="1970-01-01T00:00:00">', None, ""),
        ('<meta name="date" content="gestern">', None, ""),
        (
            '<meta name="generator" content="MediaWiki 1.33"></head><body><span class="published">2009-05-27</span>',
            None,
            "",
        ),
        ('<script type="application/ld+json">{broken</script>', None, ""),
        ('<script type="application/ld+json">["x", 3, {"@graph": 1}]</script>', None, ""),
    ],
)
def test_declared_dates_are_as_exact_as_declared(head: str, date: str | None, source: str) -> None:
    made, _, _ = drafted(page(head))
    assert (str(made.published) if made.published else None) == date
    assert made.published_at == ""
    assert source in made.published_note


@pytest.mark.parametrize(
    ("read", "shown", "published", "says"),
    [
        ("2023-05-31", "", "2023-05-31", GUESSED),  # the page shows the day of its own place
        ("2023-08-10", "", "2023-05-30", "meta dc.date (its words have 2023-08-10)"),  # of other texts
        ("2022-03-09", "9. März 2022", "2022-03-09", "meta dc.date (its words have 2022-03-09)"),
        ("2023-08-10", "August 10, 2023 May 30, 2023", "2023-05-30", "meta dc.date (its words have 2023-08-10)"),
        (None, "", "2023-05-30", "meta dc.date"),
    ],
)
def test_a_declared_day_goes_before_another_one_among_the_words_but_for_that_beside_the_title(
    read: str | None, shown: str, published: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dating, "find_date", lambda *_, **__: read)
    made, hints, _ = drafted(page('<meta name="dc.date" content="2023-05-30">', body=f"<p>{shown}</p>"))
    assert (str(made.published), hints.published_from) == (published, says)


def test_a_date_above_the_text_that_differs_from_the_page_is_a_doubt() -> None:
    made, _, lines = drafted(page('<meta name="date" content="2023-05-30">', body="<p>29. Mai 2023</p>"))
    assert str(made.published) == "2023-05-30"
    line = lines.index("29. Mai 2023") + 1
    assert f"date: line {line} gives 2023-05-29, the page's meta date 2023-05-30" in made.doubts
    assert (str(line), "metadata", "published") in [(c.at, c.kind, c.detail) for c in made.structure]


def test_a_date_above_the_text_bears_out_the_page() -> None:
    made, _, lines = drafted(page('<meta name="date" content="2023-05-29">', body="<p>Montag, 29. Mai 2023</p>"))
    assert str(made.published) == "2023-05-29"
    line = lines.index("Montag, 29. Mai 2023") + 1
    assert made.published_at == f'{line} "29. Mai 2023"'


@pytest.mark.parametrize("mark", ["Column 771", "[[Page S694]]", "[S. 12]"])
def test_where_a_page_of_the_printed_edition_begins(mark: str) -> None:
    made, _, lines = drafted(page(body=f"<p>{TWO[::-1]}</p><p>{mark}</p>"))
    assert [lines[claim.line - 1] for claim in made.structure if claim.kind == "page"] == [mark]


def test_a_year_in_a_footer_is_no_date_of_publication() -> None:
    assert drafted(page())[0].published is None


def test_the_version_of_a_script_is_no_date_of_publication() -> None:
    head = '<link rel="stylesheet" href="/a.css?20120206"><script src="/b.js?ver=20120206"></script>'
    assert drafted(page(head).replace("© 2021 ", ""))[0].published is None


@pytest.mark.parametrize(
    ("head", "byline", "names"),
    [
        (
            '<script type="application/ld+json">{"datePublished":"2023-05","author":[{"name":"Jo Muster"},"Ed Probe"]}</script>',
            "",
            ["Jo Muster", "Ed Probe"],
        ),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":{"@id":"#1"}},{"@id":"#1","@type":"Person","name":"Jo Muster"}]}</script>',
            "",
            ["Jo Muster"],
        ),
        ('<meta name="author" content="seebaer77">', "", ["seebaer77"]),
        ('<meta name="author" content="Seebote">', "<p>Von Anna Meier</p>", ["Anna Meier"]),
        ('<meta name="author" content="Seebote">', "", ["Seebote"]),
        ('<meta name="author" content="https://example.org/anna">', "<p>Von Anna Meier</p>", ["Anna Meier"]),
        ('<meta name="author" content="Anna">', '<p class="byline">Text: Anna Meier | 3. Mai 2021</p>', ["Anna Meier"]),
        ("", '<span class="author-name">Anna Meier</span>', ["Anna Meier"]),
        ("", '<a rel="author" href="/anna">Anna Meier</a>', ["Anna Meier"]),
        ("", "<p>03.05.2021 - Anna Meier</p>", ["Anna Meier"]),
        ("", "<p>von Anna Meier und Jo Muster</p>", ["Anna Meier", "Jo Muster"]),
        ("", "<p>Von hier sieht man den Steg.</p>", []),
        (
            '<meta name="dcterms.creator" content="Government of Salzau, Department of Lakes, Piers">',
            "",
            ["Government of Salzau, Department of Lakes, Piers"],
        ),
        ("", '<ol class="references"><li><a href="/author/kahn">Ada Kahn</a> (2013)</li></ol>', []),
        (
            '<meta name="author" content="Seebote"><meta property="article:author_name" content="Ada Kahn">',
            "",
            ["Ada Kahn"],
        ),
        (
            '<meta name="citation_author" content="Ada Kahn"><meta name="citation_author" content="Eva Tal">',
            "",
            ["Ada Kahn", "Eva Tal"],
        ),
        (
            '<meta name="author" content="Seebote">',
            '<strong id="article-byline" aria-hidden="true">Article information</strong><a href="/author/kahn">Ada Kahn</a>',
            ["Ada Kahn"],
        ),
        (
            "",
            '<p class="byline">Seebote</p><a href="/author/kahn">Ada Kahn</a>',
            ["Ada Kahn"],
        ),
        ("", "<p>Von Rasender Reporter</p>", ["Rasender Reporter"]),
        (
            '<meta name="citation_author" content="Kahn, Ada"><meta name="citation_author" content="von Tal, Eva M.">',
            "",
            ["Ada Kahn", "Eva M. von Tal"],
        ),
        ('<meta name="dc.creator" content="Ada Kahn, Eva Tal">', "", ["Ada Kahn", "Eva Tal"]),
        ('<meta name="citation_author" content="Kahn, Jr.">', "", ["Kahn, Jr"]),
        ('<meta name="author" content="Ada Kahn, Salzau, Eva Tal">', "", ["Ada Kahn", "Eva Tal"]),
        ('<meta name="author" content="Kahn Tal, Eva">', "", ["Kahn Tal, Eva"]),
        ("", '<span class="author-name">Ada Kahn hace 2 horas</span>', ["Ada Kahn"]),
        ('<meta name="author" content="Ada Kahn 5 minute read">', "", ["Ada Kahn"]),
        ('<meta name="author" content="Ada Kahn on Monday, May 3, 2021">', "", ["Ada Kahn"]),
        ('<meta name="author" content="delta201">', "", ["delta201"]),
        ('<meta name="author" content="Ada Kahn og Eva Tal">', "", ["Ada Kahn", "Eva Tal"]),
        ('<meta name="author" content="김하나 기자">', "", ["김하나"]),
        ('<meta name="author" content="Ada Kahn y Tal">', "", ["Ada Kahn y Tal"]),
        ('<meta name="author" content="Ada Kahn"><meta name="author" content="SEEBOTE SALZAU">', "", ["Ada Kahn"]),
        ("", '<span class="author-name">Ada Kahn Der Steg: elf Pfähle für 200 Euro</span>', []),
        ('<meta name="author" content="Ada Kahn">', "<p>Senior Staff Writer</p>", ["Ada Kahn"]),
        ('<meta name="author" content="Anna Kahn News Editor">', "", ["Anna Kahn"]),
        ('<meta name="author" content="Verein WindEnergie">', "", ["Verein WindEnergie"]),
        ("", '<a class="become-author-btn">Wie man Autor wird</a>', []),
        ("", "<p>by Taboolaby Taboola</p>", []),
        ('<meta name="author" content="DE SAL,WA,HWS">', "", []),
        (
            '<script type="application/ld+json">[{"@type":"Article","headline":"Brot","author":"Eva Tal"},{"@type":"Article","headline":"Warten auf Holz","author":"Ada Kahn"}]</script>',
            "",
            ["Ada Kahn"],
        ),
    ],
)
def test_authors(head: str, byline: str, names: list[str]) -> None:
    made, _, _ = drafted(page(head, byline=byline))
    assert [credit.name for credit in made.credits] == names


@pytest.mark.parametrize(
    ("window", "head", "heading", "title"),
    [
        ("Warten auf Holz | Seebote", "", "<h1>Warten auf Holz</h1>", "Warten auf Holz"),
        (
            "Warten auf Holz - Der Seebote",
            '<meta property="og:site_name" content="Der Seebote">',
            "",
            "Warten auf Holz",
        ),
        ("Seebote » Archiv » Warten auf Holz am See", "", "", "Warten auf Holz am See"),
        (
            "Warten auf Holz | Seebote",
            "",
            '<h1><a href="/">Seebote</a></h1><h2>Warten auf Holz</h2>',
            "Warten auf Holz",
        ),
        ("Warten auf Holz", "", '<h1><span class="kicker">Der Steg</span> Warten auf Holz</h1>', "Warten auf Holz"),
        ("Der Steg: Warten auf Holz", "", "<h1>Warten auf Holz</h1>", "Warten auf Holz"),
        ("War\u00adten auf Holz", "", "<h1>War\u00adten auf Holz</h1>", "Warten auf Holz"),
        ("Seebote", "", "<h1>Warten auf Holz</h1>", "Warten auf Holz"),
        ("Warten auf Holz - Seebote", "", '<h1>"Kein Brett": Warten auf Holz</h1>', '"Kein Brett": Warten auf Holz'),
        ("Warten auf Holz", "", "<h1><div>Der Steg</div> Warten auf Holz</h1>", "Warten auf Holz"),
        ("Warten auf Holz", "", "<h1>Warten auf Holz<br><small>3. Mai • Rat</small></h1>", "Warten auf Holz"),
        ("Warten auf Holz", "", "<h1>Warten auf Holz<span class='invisible'> | See</span></h1>", "Warten auf Holz"),
        (
            "Der Steg - Warten auf Holz",
            "",
            "<h1><i class='topic-label'>Der Steg</i> Warten auf Holz</h1>",
            "Warten auf Holz",
        ),
        ("Holz fehlt", "", "<h1><style>.a{color:red}</style>Warten auf Holz</h1>", "Warten auf Holz"),
        ("Das Holz am See ist da", "", "<h1>See</h1><h1>Das Holz am See</h1>", "Das Holz am See"),
        ("Holz, das nicht kommt", '<meta property="og:site_name" content="Holz">', "", "Holz, das nicht kommt"),
        (
            "Der Rat und das Holz am See",
            '<meta property="og:site_name" content="Der Rat und das Holz am See">',
            "",
            "Der Rat und das Holz am See",
        ),
    ],
)
def test_titles(window: str, head: str, heading: str, title: str) -> None:
    text = page(head).replace("<title>Warten auf Holz | Seebote</title>", f"<title>{window}</title>")
    text = text.replace("<h1>Warten auf Holz</h1>", heading)
    assert read_page(text, page_lines(text)).title == title


@pytest.mark.parametrize(
    ("around", "title"),
    [
        ('<article class="category-newsletter">{}{}</article>', "Holz für den Steg am See"),
        ('{1}<div class="breadcrumb">{0}</div>', "Das Holz"),
        ("{1}<aside>{0}</aside>", "Das Holz"),
    ],
)
def test_what_holds_an_article_is_no_furniture_whatever_its_class_says(around: str, title: str) -> None:
    text = f"<html><head><title>Das Holz</title></head><body>{around.format('<h1>Holz für den Steg am See</h1>', f'<p>{ONE}</p><p>{TWO}</p>' * 3)}</body></html>"
    assert read_page(text, page_lines(text)).title == title


SURROUNDED = """<!doctype html><html lang="de"><head><title>Warten auf Holz</title></head><body><main><article>
<h1>Warten auf Holz</h1><p class="teaser-text">Seit dem Sturm ist der Steg gesperrt, und alle warten auf neues Holz.</p>
<div class="share-bar"><a href="#">Teilen</a></div><p>{one}</p>
<figure><img src="a.jpg" alt=""><figcaption>Der Steg am Morgen, aufgenommen im Mai des vergangenen Jahres.</figcaption></figure>
<blockquote><p>Wir warten, und das Wasser wartet nicht, sagte der Wirt am ersten Abend zu den Gästen.</p></blockquote>
<h2>Was es kostet</h2><p>{two}</p><p>Lesen Sie auch: <a href="/x">Der Steg vor dem Sturm</a></p>
<div class="author-box"><p>Anna Meier ist Redakteurin beim Seeboten und schreibt seit zehn Jahren über Stege.</p></div>
</article><section id="comments"><h3>Kommentare</h3><p>Das kann doch nicht so schwer sein, so einen Steg zu bauen, oder was meint ihr dazu?</p></section>
<aside><p>Die beliebtesten Texte der Woche, ausgewählt von unserer Redaktion für Sie zum Lesen.</p></aside></main></body></html>"""


@pytest.mark.parametrize("line", ["Реклама:", "Publicité", "广告", "إعلان"])
def test_a_line_that_announces_an_advertisement_is_no_text(line: str) -> None:
    assert reason(line) == "advertisement"
    assert not reason(f"{line} Der Steg ist lang.")


def test_what_stands_in_furniture_is_left_out_with_a_reason_and_marks_decide() -> None:
    made, _, lines = drafted(SURROUNDED.format(one=ONE, two=TWO))
    kinds = {lines[claim.line - 1][:14]: (claim.kind, claim.detail) for claim in made.structure}
    assert kinds["Warten auf Hol"] == ("title", "")
    assert kinds["Teilen"] == ("drop", "sharing links")
    assert kinds["Der Steg am Mo"] == ("caption", "")
    assert kinds["Wir warten, un"] == ("quote", "")
    assert kinds["Was es kostet"] == ("heading", "")
    assert "Seit dem Sturm" not in kinds  # the lead is running text, whatever its class says
    assert lines[made.last - 1] == TWO
    assert lines[made.outside[-1].last - 1].startswith("Die beliebtesten")
    assert [doubt for doubt in made.doubts if doubt.startswith("text:")] == []


def test_much_text_that_is_left_out_is_a_doubt_with_its_lines() -> None:
    other = "".join(
        f'<div class="promo"><p>{n}. Im Hafen liegen wieder Boote, und die Händler zählen ihre Kisten, bevor der Markt am Morgen beginnt.</p></div>'
        for n in range(12)
    )
    made, _, lines = drafted(page().replace("</main>", f"</main>{other}"))
    numbers = [n for n, line in enumerate(lines, 1) if "Im Hafen" in line]
    assert any(d.startswith("text: ") and f"(lines {numbers[0]}-{numbers[-1]})" in d for d in made.doubts)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("von Alexander Rosen", ["Alexander Rosen"]),
        ("Autorinnen: Ada Berg und Eva Tal", ["Ada Berg", "Eva Tal"]),
        ("11.12.2019 - Ada Berg", ["Ada Berg"]),
        ("Protokoll: Ada Berg | 3. Mai", ["Ada Berg"]),
        ("von der Mole bis zum Wehr", []),
        ("Ada Berg", []),
        ("Por Dios", []),
        ("Por Marina", ["Marina"]),
        ("Text & Fotos: Ada Berg", ["Ada Berg"]),
        ("Words and photos: Ada Berg", ["Ada Berg"]),
        ("30.11.2022 - Bonobo - Hafenhalle", []),  # an item of a calendar
        (f"Posted by Marlowe under Hafen | Tags: {'Steg, ' * 40}", ["Marlowe"]),
    ],
)
def test_lines_that_say_whose_text_it_is(line: str, names: list[str]) -> None:
    assert labelled(line) == names


@pytest.mark.parametrize(
    "text", ["", "<", "<html>", "\x00", "<p>kurz</p>", "&#0;&#xD800;", "<title>|</title><p>kurz</p>"]
)
def test_poor_pages_say_nothing_and_raise_nothing(text: str) -> None:
    hints = read_page(text, page_lines(text))
    assert hints.published is None
    assert not hints.authors


@pytest.mark.parametrize(
    ("subheading", "is_one"),
    [
        ("<h2>Was es kostet</h2>", True),
        ("<p><strong>Was es kostet</strong></p>", True),
        ("<p><b><a href='#k'>Was es</a> kostet</b></p>", True),
        ("<p>Was es kostet</p>", False),
        ("<p><strong>Was es</strong> kostet</p>", False),
        ("<h2>Aber niemand weiß, wann es kommt</h2>", True),  # words that stand in the text, too
    ],
)
def test_headings_are_what_the_page_sets_off(subheading: str, is_one: bool) -> None:
    made, _, lines = drafted(page().replace("<h2>Was es kostet</h2>", subheading))
    words = lines.index(ONE) + 2
    assert (words in [claim.line for claim in made.structure if claim.kind == "heading"]) == is_one


def test_where_headings_are_marked_strong_lines_are_none() -> None:
    made, _, lines = drafted(page().replace("</article>", f"<p><strong>Und nun</strong></p><p>{ONE}</p></article>"))
    assert [lines[c.line - 1] for c in made.structure if c.kind == "heading"] == ["Was es kostet"]


def test_where_classes_do_not_mean_what_they_say_the_words_of_the_extractor_stand() -> None:
    texts = [f"{n}. {ONE} {TWO}" for n in range(1, 6)]
    items = "".join(f'<div class="gallery-item__credits"><p>{text}</p></div>' for text in texts)
    made, _, lines = drafted(
        f"<html><head><title>Holz</title></head><body><main><h1>Holz</h1><p>{ONE}</p>{items}</main></body></html>"
    )
    kept = range(made.first, made.last + 1)
    assert [lines[n - 1] for n in kept if lines[n - 1] in texts] == texts
    assert not [claim for claim in made.structure if claim.kind == "drop"]


@pytest.mark.parametrize(
    ("declared", "shown", "names"),
    [
        ("Karl Muster", "Von Anna Meier", ["Anna Meier"]),  # who put it up, and who wrote it
        ("Anna", "Von Anna Meier", ["Anna Meier"]),
        ("Anna Meier", "Von Anna MeierRedaktion", ["Anna Meier"]),
        ("Anna Meier", "Text: Anna Meier 4. März 2021", ["Anna Meier"]),
        ("Karl Muster", "Erstellt von Fabian am Dienstag 6. Mai 2014", ["Fabian"]),
        ("Karl Muster", "Der Rat sprach von Anna Meier und dem Holz", ["Karl Muster"]),
        ("seebote.de", "Am See wartet man auf Holz", []),  # an address is nobody's name
        ("hafen.seebote.de, Kiel", "Am See wartet man auf Holz", []),
        ("anna.meier", "Am See wartet man auf Holz", ["anna.meier"]),
    ],
)
def test_whom_the_page_shows_as_author_goes_before_whom_it_declares(
    declared: str, shown: str, names: list[str]
) -> None:
    made, _, _ = drafted(page(f'<meta name="author" content="{declared}">', f"<p>{shown}</p>"))
    assert [credit.name for credit in made.credits] == names


def test_the_sign_of_an_editor_is_nobody_where_a_name_in_full_is_declared() -> None:
    assert not outdo(["akm"], ["Anna Meier"])
    assert outdo(["akm"], ["admin"])
    assert outdo(["Jo"], ["Anna Meier"])


def test_below_a_label_a_name_needs_no_other_word() -> None:
    made, _, _ = drafted(page("", "").replace("</article>", "<p>Autorin:</p><p>Ada Kahn</p></article>"))
    assert [credit.name for credit in made.credits] == ["Ada Kahn"]
    assert not any(doubt.startswith("author") for doubt in made.doubts)


@pytest.mark.parametrize(
    ("last", "is_note"),
    [
        ("<p><em>Ada Kahn fischt am See. Dieser Text stand zuerst in ihrem Brief an den Verein.</em></p>", True),
        ("<p><i>Mehr vom See steht im <a href='/brief'>Brief der Fischer</a>.</i></p>", True),
        ("<p><em>„Wir warten“, sagt Ada Kahn, und dann geht sie an ihr Boot.</em></p>", False),
        ("<p>Am Ende steht der Steg <em>doch</em> noch.</p>", False),
        ("<p><em>Und wer bezahlt am Ende das Holz für den Steg?</em></p>", False),
    ],
)
def test_last_lines_in_italics_are_a_note(last: str, *, is_note: bool) -> None:
    made, _, lines = drafted(page(body=f"<p>{TWO[::-1]}</p>").replace("</article>", f"{last}</article>"))
    notes = [lines[claim.line - 1] for claim in made.structure if claim.detail == "note on the text"]
    assert len(notes) == is_note
    assert TWO not in notes
    assert any("a note on it" in doubt for doubt in made.doubts) == is_note


def test_a_text_that_is_all_in_italics_has_no_note() -> None:
    text = page().replace(f"<p>{ONE}</p>", f"<p><em>{ONE}</em></p>").replace(f"<p>{TWO}</p>", f"<p><em>{TWO}</em></p>")
    made, _, _ = drafted(text.replace("<h2>Was es kostet</h2>", ""))
    assert not any(claim.detail == "note on the text" for claim in made.structure)


def test_a_name_that_is_an_address_or_none_is_nobodys() -> None:
    for declared in ("https", "No Author"):
        made, _, _ = drafted(page(f'<meta name="author" content="{declared}">'))
        assert [credit.name for credit in made.credits] == ["Anna Meier"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Veröffentlicht am 12. April 2021", "2021-04-12"),
        ("12.04.2021 | Botschaft", "2021-04-12"),
        ("Von Anna Meier, 12. April 2021", "2021-04-12"),
        ("Registriert: 12.04.2021", None),
        ("Erscheinungsdatum: 12.04.2021", None),
        ("Zuletzt geändert am 12.04.2021", None),
        ("(10 dicembre 1945 - 1 luglio 1946)", None),
        ("12.04.2021 bis 3. Mai 2021", None),
        ("Died: September 18, 1970", None),
        ("12.04.2021 - Ada Kahn", "2021-04-12"),
        ("Die Fischer warten seit dem 12. April 2021 auf das Holz.", None),
        ("April 2021", None),
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_the_date_in_a_line_next_to_the_title(line: str, date: str | None, *, above: bool) -> None:
    lines = ["Start", *([line] if above else []), "Der Steg vom 3. Mai 2020", *([] if above else [line]), ONE, TWO]
    found = shown_date([SourceLine(number, text) for number, text in enumerate(lines, 1)], 1 + above)
    assert (None if found is None else str(found[0])) == date


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Erstellt am: 16.08.2019", "2019-08-16"),
        ("Veröffentlicht am 16.08.2019", "2019-08-16"),
        ("Erstellt am 16.08.2019 hatte der Rat einen Plan.", "2019-08-24"),
        ("Aktualisiert: 16.08.2019", "2019-08-24"),
    ],
)
def test_a_day_with_a_label_goes_before_one_that_was_found_among_all_words_of_the_page(line: str, day: str) -> None:
    guessed = Hints(
        lines=(PageLine(False), *(PageLine(True) for _ in range(5))),
        title="Der Steg",
        published=TimeValue.parse("2019-08-24"),
        published_from=GUESSED,
    )
    source, _ = extract("\n".join(["Start", "Der Steg", ONE, TWO, line, ONE[::-1]]).encode(), "a.txt", Where("a"))
    assert source is not None
    for hints, expected in ((guessed, day), (replace(guessed, published_from="meta date"), "2019-08-24")):
        (made,), _ = draft(normalise(source)[0], hints=hints)
        assert str(made.published) == expected


def test_a_day_is_looked_for_in_a_time_that_grows_with_the_page() -> None:
    page = f"<html><body><p>{'ä' * 200_000}</p><p>Am 2. März 2021 und 2019.</p></body></html>"
    began = time.process_time()
    assert not names_day(page, "2020-01-01")
    assert time.process_time() - began < 2.0
    assert names_day(f"{page} January 1, 2020", "2020-01-01")


def test_that_date_goes_before_one_that_was_found_among_all_words_of_the_page() -> None:
    hints = Hints(
        lines=tuple(PageLine(number > 1) for number in range(1, 6)),
        title="Der Steg",
        published=TimeValue.parse("2021-06-30"),
        published_from=GUESSED,
    )
    lines = ["Start", "Der Steg", "12. April 2021", ONE, TWO]
    source, _ = extract("\n".join(lines).encode(), "a.txt", Where("a"))
    assert source is not None
    (made,), _ = draft(normalise(source)[0], hints=hints)
    assert str(made.published) == "2021-04-12"
    assert any("the page's words, as htmldate reads them" in doubt for doubt in made.doubts)
    declared = replace(hints, published_from="meta date")
    (made,), _ = draft(normalise(source)[0], hints=declared)
    assert str(made.published) == "2021-06-30"


def test_lines_in_which_a_site_speaks_for_itself_or_of_the_author_are_dropped() -> None:
    paragraphs = "".join(f"<p>{number}. {ONE}</p>" for number in range(9))
    end = "<p>Möchten Sie diesen Artikel weiter frei lesen, dann freuen wir uns über eine Spende für die Arbeit der Redaktion am See.</p>"
    bio = "<p>Über die Autorin</p><p>Anna Meier ist Fischerin und schreibt seit dem Sturm für den Seeboten über alles, was am See geschieht.</p>"
    made, _, lines = drafted(
        page("", "<p>Von Anna Meier</p>", paragraphs).replace("</article>", f"{end}{bio}</article>")
    )
    kept = {
        number
        for number in range(made.first, made.last + 1)
        if number not in {claim.line for claim in made.structure if claim.kind in ("drop", "metadata")}
    }
    shown = [lines[number - 1] for number in sorted(kept)]
    assert TWO in shown
    assert not any(word in line for line in shown for word in ("Spende", "Fischerin", "Autorin"))


@pytest.mark.parametrize(
    ("title", "above", "below", "names"),
    [
        ("Warten auf Holz", "", "<p>Ada Kahn</p>", ["Ada Kahn"]),
        ("Warten auf Holz", "", "<p>Ada Kahn, Fischerin am See</p>", ["Ada Kahn"]),
        (
            "Warten auf Holz",
            "",
            f"<blockquote><p>{TWO[::-1]}</p></blockquote><p>Ada Kahn, Fischerin</p>",
            [],
        ),  # whose words those are
        ("Warten auf Holz", "", "<p>Hafen, Steg und Wehr</p>", []),
        (
            "Warten auf Holz",
            "",
            f"<p>Autorin: Ada Kahn, Fischerin.</p><p>{ONE[::-1]}</p><p>{TWO[::-1]}</p><p>{ONE[::-1]}</p>",
            ["Ada Kahn"],
        ),
        ("Warten auf Holz", "<p>3. Mai 2021</p><p>Ada Kahn</p>", "", ["Ada Kahn"]),
        ("Rede von Bürgermeisterin Ada Kahn am See", "", "", ["Ada Kahn"]),
    ],
)
def test_where_nothing_declares_the_author_the_text_is_searched(
    title: str, above: str, below: str, names: list[str]
) -> None:
    text = page("", above).replace("</article>", f"{below}</article>").replace("Warten auf Holz", title)
    made, _, _ = drafted(text)
    assert [credit.name for credit in made.credits] == names


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        ("© 2019–2023 Ada Kahn", ["Ada Kahn"]),
        ("Copyright (c) 2012- Ada B. Kahn. All rights reserved.", ["Ada B. Kahn"]),
        ("© Ada Kahn", []),  # of a picture
        ("© 2021 Ada Verlag", []),
        ("© 2021 Hafen Nord", []),
    ],
)
def test_who_owns_a_page_that_names_nobody_wrote_it(owner: str, names: list[str]) -> None:
    made, _, _ = drafted(page("", "").replace("© 2021 Seebote", owner))
    assert [credit.name for credit in made.credits] == names
    assert any("whose the page is" in doubt for doubt in made.doubts) == bool(names)


def test_the_day_and_the_place_of_a_picture_below_the_title_are_not_those_of_the_text() -> None:
    caption = "Steg Salzau Mitte © Seebote, 31.05.2013"
    made, _, _ = drafted(page("", "", f"<p>{caption}</p>"))
    assert made.credits == ()
    assert shown_date([SourceLine(1, "Warten auf Holz"), SourceLine(2, caption)], 0) is None


@pytest.mark.parametrize("end", [f"<p>Ada Kahn</p><p>{ONE[::-1]}.</p>", "<p>Ada Kahn, bitte warte auf uns!</p>"])
def test_no_text_goes_on_below_a_signature_and_no_sentence_is_one(end: str) -> None:
    made, _, _ = drafted(page("", "").replace("</article>", f"{end}</article>"))
    assert made.credits == ()


def _figure(number: int, caption: str) -> str:
    return f'<figure><img src="https://see.example/{number}.jpg"><figcaption>{caption}</figcaption></figure>'


def test_captions_of_pictures_in_an_article_are_captions() -> None:
    """However short they are, and whether or not they are links; those of a list of other texts stay with that list."""
    body = (
        _figure(1, "Der Steg im Nebel. Foto: Ada Kahn") + f"<p>{TWO[::-1]}</p>" + _figure(2, '<a href="/b">Boote</a>')
    )
    others = f'<aside class="related"><p><a href="/x">Mehr vom See</a></p>{_figure(3, "Ein Kran")}<p><a href="/y">Mehr</a></p></aside>'
    text = page(body=body).replace("</article>", f"{_figure(4, 'Netze')}<p>Noch einmal: {TWO}</p></article>{others}")
    made, _, lines = drafted(text)
    shown = {lines[claim.line - 1] for claim in made.structure if claim.kind == "caption"}
    assert shown == {"Der Steg im Nebel. Foto: Ada Kahn", "Boote", "Netze"}
    assert [picture.address[-5:] for picture in made.pictures] == ["1.jpg", "2.jpg", "4.jpg"]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0031)https://seebote.example/holz.html -->",
        "<!--\n Page saved with SingleFile \n url: https://seebote.example/holz.html \n saved date: Mon May 03 2021\n-->",
    ],
)
def test_a_saved_page_knows_where_it_was(comment: str) -> None:
    saved = page().replace("<html", f"{comment}\n<html")
    assert drafted(saved)[1].url == "https://seebote.example/holz.html"
    own = saved.replace("<title>", '<link rel="canonical" href="https://seebote.example/1"><title>')
    assert drafted(own)[1].url == "https://seebote.example/1"


@pytest.mark.parametrize(("day", "published"), [("4. Juli 1876", "1876-07-04"), ("4. Juli 1976", "1976-07-04")])
def test_a_line_with_nothing_but_a_day_dates_an_old_text_too(day: str, published: str) -> None:
    made, _, lines = drafted(page(byline=f'<p class="date">{day}</p>'))
    assert str(made.published) == published
    assert day in lines


def test_a_damaged_character_is_said_where_it_is_in_the_article() -> None:
    made, _, lines = drafted(page(body="<p>Die Br\ufffdcke dar\ufffdber auch.</p>").replace("Sport<", "Sp\ufffdrt<"))
    line = lines.index("Die Br\ufffdcke dar\ufffdber auch.") + 1
    assert [doubt for doubt in made.doubts if "\ufffd" in doubt] == [
        f"text: in line {line} \ufffd stands for what could not be read"
    ]
