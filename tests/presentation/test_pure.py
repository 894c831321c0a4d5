"""The parts that need no Sphinx: the timeline, citations, quotations, words."""

import datetime as dt
import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from lesebuch.editorial import Miss
from lesebuch.edtf import TimeValue
from lesebuch.html.sidebar import inner_toc
from lesebuch.model import Chapter, Contributor
from lesebuch.myst import split_title
from lesebuch.presentation import catalogue, citation, collation, timeline, wording
from lesebuch.presentation.datetimes import html_datetime
from lesebuch.presentation.quotation import cut
from lesebuch.problems import Code

SVG = "{http://www.w3.org/2000/svg}"


def item(number: int, first: str, last: str = "", *, sure: bool = True) -> timeline.DrawnEvent:
    start, end = TimeValue.parse(first).earliest_day, TimeValue.parse(last or first).latest_day
    return timeline.DrawnEvent(number, f"e{number}", start, end, sure, f"<{first}>")


def rects(svg: str) -> dict[str, list[tuple[float, float, float]]]:
    """By the event's id: left, right and top of its marks."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    for link in ET.fromstring(svg).iter(f"{SVG}a"):
        rect = link.find(f"{SVG}rect")
        assert rect is not None
        left, top = float(rect.attrib["x"]), float(rect.attrib["y"])
        found.setdefault(link.attrib["href"], []).append((left, left + float(rect.attrib["width"]), top))
    return found


days = st.dates(dt.date(1990, 1, 1), dt.date(2025, 12, 31))
spans = st.tuples(days, st.integers(0, 900), st.booleans())


@given(st.lists(spans, min_size=1, max_size=30))
def test_the_timeline_shows_every_event_and_no_two_marks_touch(cases: list[tuple[dt.date, int, bool]]) -> None:
    items = [
        item(n, str(first), str(min(first + dt.timedelta(length), dt.date(2026, 1, 1))), sure=sure)
        for n, (first, length, sure) in enumerate(sorted(cases))
    ]
    drawn = rects(timeline.draw(items))
    assert drawn.keys() == {f"#e{n}" for n in range(len(items))}
    marks = sorted((top, left, right) for places in drawn.values() for left, right, top in places)
    for (top, _, right), (next_top, left, _) in itertools.pairwise(marks):
        assert next_top > top or left > right - 0.2  # coordinates are given to a tenth


def test_days_stand_in_the_order_of_the_year() -> None:
    drawn = rects(timeline.draw([item(1, "2022-01-20"), item(2, "2022-06-01"), item(3, "2022-12-30")]))
    lefts = [drawn[f"#e{n}"][0][0] for n in (1, 2, 3)]
    assert lefts == sorted(lefts)


def test_what_is_only_roughly_known_is_hollow_and_as_long_as_the_doubt() -> None:
    svg = timeline.draw([item(1, "2022-03-01", "2022-03-31", sure=False), item(2, "2022-03-10")])
    (doubt,), (day,) = rects(svg)["#e1"], rects(svg)["#e2"]
    assert doubt[1] - doubt[0] > day[1] - day[0]
    assert svg.count('stroke-dasharray="4 3"') == 1
    assert "1 davon" in timeline.describe([item(1, "2022-03-01", sure=False)])


def test_the_timeline_escapes_and_repeats_itself() -> None:
    items = [item(1, "2022-03-01")]
    assert "&lt;2022-03-01&gt;" in timeline.draw(items)
    assert timeline.draw(items) == timeline.draw(items)
    assert "var(--lb" not in timeline.draw(items, timeline.PAPER).replace("var(--lb-sans", "")


def chapter(**fields: object) -> Chapter:
    return handmade.chapter(**{"title": "Wohin? Ein Versuch", "available": False} | fields)


READER = citation.Collection("Lesebuch", "https://example.org/lb/")
ADA = Contributor("Ada Muster", "author")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Wohin? Ein Versuch. o. D. Zitiert nach: Lesebuch, Kapitel „x“, https://example.org/lb/chapters/x.html."),
        (
            {"contributors": (ADA,), "publisher": "Bote", "published": TimeValue.parse("2022-03-01")},
            (
                "Ada Muster: Wohin? Ein Versuch. In: Bote, 1. März 2022. "
                "Zitiert nach: Lesebuch, Kapitel „x“, https://example.org/lb/chapters/x.html."
            ),
        ),
    ],
)
def test_a_citation_says_what_is_known(fields: dict[str, object], expected: str) -> None:
    assert citation.line(chapter(**fields), READER) == expected


def test_a_citation_has_no_stop_twice() -> None:
    catalogue.use("zh", tagged=True)
    try:
        shown = catalogue.plain(citation.line(chapter(title="「何必曰利？」"), citation.Collection("Lesebuch")))
    finally:
        catalogue.use("de")
    assert shown == "「何必曰利？」 n.d. Cited from: Lesebuch."


@pytest.mark.parametrize(
    ("edtf", "year"),
    [
        ("2022-03-01", "year = {2022}"),
        ("2022-03", "year = {2022}"),
        ("[2022-03-01..2022-03-02]", "date = {[2022-03-01..2022-03-02]}"),
        ("2022~", "date = {2022~}"),
        # BibTeX and reference managers have no seasons and no years before our era: `date` alone, which biblatex reads.
        ("2022-21", "date = {2022-21}"),
        ("-0043-03-15", "date = {-0043-03-15}"),
        ("0000", "date = {0000}"),
    ],
)
def test_a_citation_claims_no_more_than_is_known(edtf: str, year: str) -> None:
    text = citation.bibtex(chapter(published=TimeValue.parse(edtf), contributors=(ADA,)), READER)
    assert year in text
    assert year.startswith("year") == ("year =" in text)


def test_a_text_of_the_editors_own_stands_in_the_reader() -> None:
    own = chapter(contributors=(ADA,), publisher="Wir", published=TimeValue.parse("2026-10"))
    reader = citation.Collection("Lesebuch", "https://example.org/lb/", editors=("Ada Muster", "Bo Muster"))
    page = "https://example.org/lb/chapters/x.html"
    assert citation.line(own, reader) == (
        f"Ada Muster: Wohin? Ein Versuch. In: Lesebuch, Oktober 2026, Kapitel „x“, {page}."
    )
    text = citation.bibtex(own, reader)
    assert text.startswith("@incollection{x-2026,")
    assert "booktitle = {{Lesebuch}}" in text
    assert f"url = {{{page}}}" in text
    assert "Wir" not in text


@pytest.mark.parametrize(
    ("edtf", "key"),
    [
        ("2022-03-01", "x-2022"),
        ("[..2022]", "x-2022"),
        ("0044", "x-44"),
        ("-0043", "x-44bc"),
        ("0000", "x-1bc"),
        ("../..", "x"),
        (None, "x"),
    ],
)
def test_the_key_of_a_citation_names_the_year(edtf: str | None, key: str) -> None:
    made = chapter(published=edtf and TimeValue.parse(edtf))
    assert citation.bibtex(made, READER).startswith(f"@misc{{{key},\n")


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2022", "2022"),
        ("2022-03", "2022-03"),
        ("2022-03-01", "2022-03-01"),
        ("2022-03-01T14:30:00", "2022-03-01T14:30:00"),
        ("2022-03-01T14:30:00Z", "2022-03-01T14:30:00Z"),
        ("2022-03-01T14:30:00.123456+0200", "2022-03-01T14:30:00.123+0200"),
        ("2022-03-01T14:30:00+02", "2022-03-01T14:30:00+02:00"),
        ("2022-03-01T14:30:00-03:30", "2022-03-01T14:30:00-03:30"),
        ("0044-03-15", "0044-03-15"),
        ("0001", "0001"),
        ("Y12345", "12345"),
        ("Y12E4", "120000"),
        # HTML has no form for these.
        *((text, "") for text in ("0000", "-0043", "-0043-03-15", "Y-17E7", "2022-21", "2022~", "2022-~03", "202X")),
        *((text, "") for text in ("2022-XX", "2022/2023", "[2022]", "1848S2", "1848S4", "2022-03-01T24:00:00")),
    ],
)
def test_html_gets_the_dates_that_it_has_a_form_for(edtf: str, expected: str) -> None:
    assert html_datetime(TimeValue.parse(edtf)) == expected


def test_years_before_our_era_stand_above_those_after_it() -> None:
    items = [item(1, "-0430-04-12"), item(2, "-0043-03-15"), item(3, "0044"), item(4, "2022")]
    svg = timeline.draw(items)
    tops = [rects(svg)[f"#e{n}"][0][2] for n in (1, 2, 3, 4)]
    assert tops == sorted(set(tops))
    names = re.findall(r'font-weight="600"[^>]*>([^<]+)<', svg)
    assert names == ["431 v. Chr.", "44 v. Chr.", "44 n. Chr.", "2022"]
    assert timeline.describe(items).startswith("Zeitleiste mit 4 Ereignissen, 431 v. Chr. bis 2022.")


def test_one_event_is_not_said_to_be_several() -> None:
    assert timeline.describe([item(1, "2022")]) == "Zeitleiste mit 1 Ereignis, 2022. Die Liste darunter nennt es."
    assert "2 Ereignissen, 2022; 1 davon ist nur" in timeline.describe([item(1, "2022"), item(2, "2022", sure=False)])


def test_a_day_has_the_same_place_in_each_year() -> None:
    lefts = [
        rects(timeline.draw([item(1, f"{year}-12-31"), item(2, "-0430")]))["#e1"][0][0] for year in ("-0430", "2022")
    ]
    assert lefts[0] == pytest.approx(lefts[1], abs=0.1)


def test_the_names_of_years_do_not_reach_into_the_drawing() -> None:
    for year in ("2022", "-0430", "Y-170000001"):
        svg = timeline.draw([item(1, year)])
        assert min(left for left, _, _ in rects(svg)["#e1"]) >= 8 * len(
            wording.year(str(TimeValue.parse(year).earliest_day.year))
        )


@pytest.mark.parametrize(
    ("number", "name"), [("", "Ohne Datum"), ("2022", "2022"), ("-430", "431 v. Chr."), ("44", "44 n. Chr.")]
)
def test_headings_of_years(number: str, name: str) -> None:
    assert wording.year(number) == name


def test_deep_time_has_as_many_rows_as_ends() -> None:
    svg = timeline.draw([item(1, "Y-45E8", "Y-17E7"), item(2, "2022")])
    assert svg.count('font-weight="600"') == 3
    assert len(svg) < 20_000
    assert "4,5 Mrd. v. Chr." in svg


def test_bibtex_escapes_and_keeps_agencies_whole() -> None:
    made = chapter(title="Öl & Gas: 100 %", contributors=(Contributor("Agentur Nord", "signature"),))
    text = citation.bibtex(made, READER)
    assert r"title = {{Öl \& Gas: 100 \%}}" in text
    assert "author = {{Agentur Nord}}" in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("„zwei“", "zwei"),
        ('"zwei" .. "vier"', "zwei drei vier"),
        ("„zwei“ … „drei“", "zwei drei"),
        ("'zwei' .. ‚drei‘", "zwei drei"),
        ("»eins« .. ›drei‹", "eins zwei drei"),
        ("“zwei drei”", "zwei drei"),
        ('"ei" 3', "ei"),
        ('"ei"', Code.ANCHOR_AMBIGUOUS),
        ('"ei" 4', Code.ANCHOR_NOT_FOUND),
        ("„fünf“", Code.ANCHOR_NOT_FOUND),
        ("„vier“ .. „zwei“", Code.ANCHOR_NOT_FOUND),
        ("zwei", Code.BAD_VALUE),
        ("", Code.BAD_VALUE),
    ],
)
def test_a_part_of_a_passage_is_cut_out(words: str, expected: str | Code) -> None:
    text = "eins zwei drei vier"
    found = cut(text, words, "a#p1")
    assert (found.code if isinstance(found, Miss) else text[slice(*found)]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ovks#p3", ("", "ovks#p3")), ("die Stelle <ovks#p3>", ("die Stelle", "ovks#p3")), ("a <b> <c>", ("a <b>", "c"))],
)
def test_words_and_target_of_a_role(text: str, expected: tuple[str, str]) -> None:
    assert split_title(text) == expected


def test_terms_are_sorted_as_german_is() -> None:
    terms = ["Zürich", "Öl", "Oder", "„Osten“", "Ärger", "Straße", "Strasse 2"]
    assert sorted(terms, key=collation.sort_key) == ["Ärger", "Oder", "Öl", "„Osten“", "Straße", "Strasse 2", "Zürich"]


def test_the_inner_part_of_a_table_of_contents() -> None:
    assert inner_toc('<ul>\n<li><a href="#">Titel</a><ul><li>A</li><li>B<ul><li>C</li></ul></li></ul></li></ul>') == (
        "<ul><li>A</li><li>B<ul><li>C</li></ul></li></ul>"
    )
    assert inner_toc('<ul><li><a href="#">Titel</a></li></ul>') == ""
    # A toctree that is hidden leaves an empty list.
    assert inner_toc('<ul><li><a href="#">Titel</a><ul>\n</ul></li></ul>') == ""
    assert inner_toc("") == ""
