"""What is known when an expression is read, where ranges lie, what an editor or an inexact reference changes."""

import datetime as dt

import pytest

from lesebuch.edtf import TimeValue
from lesebuch.temporal import tag
from lesebuch.temporal.calendar import Period
from lesebuch.temporal.context import Context, Meaning, sentence_ends
from lesebuch.temporal.edited import Edited, result_of
from lesebuch.temporal.language import Language, load
from lesebuch.temporal.match import find
from lesebuch.temporal.ranges import items
from lesebuch.temporal.tagger import tag_edited

TODAY = dt.date(2024, 5, 15)


def german() -> Language:
    language = load("de")
    assert language is not None
    return language


def context(
    text: str, *words: str, told: tuple[Meaning | None, ...] = (), reference: dt.date | None = TODAY
) -> Context:
    """The last of `words` is being read."""
    places = [(text.index(word), text.index(word) + len(word)) for word in words]
    return Context(text, german(), reference, sentence_ends(text, german()), list(told), places)


def day(text: str) -> Meaning:
    return Meaning("DATE", text, edtf=text, period=Period("D", dt.date.fromisoformat(text)), explicit=True)


SPOKEN = day("2021-05-03")


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Am TAG sagte er: „HEUTE", (dt.date(2021, 5, 3), 0)),
        ("Am TAG sagte er etwas. „HEUTE", (dt.date(2021, 5, 3), 0)),
        ("Am TAG kam er. Er sah es. „HEUTE", (TODAY, "reference")),
        ("Am TAG sagte er: HEUTE", (TODAY, "reference")),
        ("Am TAG sagte er: „So.“ HEUTE", (TODAY, "reference")),
        ("Am TAG sagte er: „So.\nHEUTE", (TODAY, "reference")),
        ("„Am TAG kam ich HEUTE", (TODAY, "reference")),
        ("Am TAG sagte er: „Das „Haus“. HEUTE", (TODAY, "reference")),
        ("Am TAG sagte er: „Eins. Zwei. Drei. HEUTE", (dt.date(2021, 5, 3), 0)),
        ("Alt.\nAm TAG sagte er: „HEUTE", (dt.date(2021, 5, 3), 0)),
    ],
)
def test_in_a_quotation_today_is_the_day_on_which_it_was_said(text: str, now: object) -> None:
    assert context(text, "TAG", "HEUTE", told=(SPOKEN,)).now() == now


def test_only_a_day_says_when_something_was_said() -> None:
    text = "Am TAG sagte er: „HEUTE"
    month = Meaning("DATE", "2021-05", period=Period("M", dt.date(2021, 5, 1)))
    clock = Meaning("TIME", "2021-05-03T10:00", period=Period("D", dt.date(2021, 5, 3)))
    for told in (month, clock, None, Meaning("DURATION", "P3D")):
        assert context(text, "TAG", "HEUTE", told=(told,)).now() == (TODAY, "reference")
        assert context(text, "TAG", "HEUTE", told=(told,), reference=None).now() == (None, None)


def test_what_stands_around_an_expression() -> None:
    it = context("0123456789ABCDEFXYZfedcba9876543210", "XYZ")
    assert (it.start, it.end, it.before(), it.after()) == (16, 19, "456789ABCDEF", "fedcba987654")
    assert (it.before(3), it.after(3), it.before(40), it.after(40)) == (
        "DEF",
        "fed",
        "0123456789ABCDEF",
        "fedcba9876543210",
    )


def test_earlier_expressions_come_nearest_first() -> None:
    told = (day("2021-05-01"), None, Meaning("DURATION", "P3D"), day("2021-05-04"))
    it = context("A kam. B kam. C kam. D kam. HIER", "A", "B", "C", "D", "HIER", told=told)
    assert [index for index, _ in it.earlier(9)] == [3, 0]
    assert [index for index, _ in it.before_this(9)] == [3, 2, 0]
    assert [index for index, _ in it.before_this(2)] == [3, 2]
    assert [index for index, _ in it.before_this(0)] == []
    assert [it.sentence(place) for place, _ in it.places] == [0, 1, 2, 3, 4]


def test_a_date_before_our_era_ends_what_is_earlier() -> None:
    told = (day("2021-05-01"), Meaning("DATE", "BC0431", ancient=-430), day("2021-05-04"))
    it = context("A, B, C, HIER", "A", "B", "C", "HIER", told=told)
    assert [index for index, _ in it.earlier(0)] == [2]
    assert [index for index, _ in it.dates(0)] == [2, 1, 0]


def test_the_bounds_of_a_sentence() -> None:
    text = "Eins kam. Zwei HIER kam. Drei kam."
    assert context(text, "HIER").sentence_bounds(15, 19) == (10, 25)
    assert context(text, "Eins").sentence_bounds(0, 4) == (0, 10)
    assert context(text, "Drei").sentence_bounds(25, 29) == (25, 34)
    far = "x" * 500
    assert context(far, "x").sentence_bounds(400, 410) == (100, 500)
    assert context(far, "x").sentence_bounds(50, 60) == (0, 360)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Er kam HIER an.", -1),
        ("Er wird HIER kommen.", 1),
        ("Er wohnt HIER.", 2),
        ("Das Haus HIER.", 0),
        ("Er kam. Dann HIER.", 0),
        ("Er ist HIER gekommen.", -1),
        ("Er ist HIER.", 2),
        ("Er ist HIER; gekommen war nichts.", 2),
        ("Dass er gekommen ist HIER", -1),
        ("Er wird HIER getötet worden sein.", -1),
        ("Er wird HIER, getötet worden sein.", 1),
        ("Er wohnt HIER, kam aber.", 2),
        ("Er kam, wohnt HIER.", 2),
    ],
)
def test_the_tense_is_that_of_the_nearest_verb(text: str, tense: int) -> None:
    assert context(text, "HIER").tense() == tense


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Er hatte HIER gelebt.", True),
        ("Er lebte HIER.", False),
        ("Er lebte HIER. Er hatte gelebt.", False),
        ("Er hatte gelebt. HIER kam er.", False),
        ("Er hatte gelebt, HIER kam er.", False),
        ("HIER kam er, er hatte gelebt.", False),
    ],
)
def test_the_pluperfect_looks_back_in_its_clause(text: str, *, back: bool) -> None:
    assert context(text, "HIER").looks_back(0) is back


def test_who_is_in_doubt() -> None:
    doubt = Meaning("DATE", "2024-05-13", doubtful=True)
    it = context("A B C HIER", "A", "B", "C", "HIER", told=(doubt, day("2024-05-13"), None))
    assert [it.in_doubt(anchor) for anchor in (0, 1, 2, None, "reference")] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Eins. Zwei.", [6]),
        ("Eins! Zwei? Drei… Vier: Fünf", [6, 12, 18, 24]),
        ("Am 3. Mai. Dann", [11]),
        ("Am 3. Der", [6]),
        ("z. B. Haus", []),
        ("Eins.“ Zwei", [7]),
        ("Eins.“ „Zwei", [7]),
        ("Eins. zwei", []),
        ("Eins\n\nzwei", [6]),
        ("Eins\nzwei", []),
        ("Eins... Zwei", []),
        ("Im Jahr 1999. Mai", [14]),
    ],
)
def test_where_sentences_end(text: str, ends: list[int]) -> None:
    assert sentence_ends(text, german()) == ends


def test_without_rules_each_stop_ends_a_sentence() -> None:
    assert sentence_ends("Am 3. Mai. Dann", None) == [6, 11]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("vom 3. bis 5. Mai 2021", [1, None]),
        ("3. Mai 2021 bis 5. Juni 2021", [1, None]),
        ("3. Mai 2021 und 5. Juni 2021", [None, None]),
        ("zwischen 3. Mai 2021 und 5. Juni 2021", [1, None]),
        ("3. Mai 2021 kam er bis zum Ende ganz anders als am 5. Juni 2021", [None, None]),
        ("3. Mai 2021 bis 2022", [None, None]),
        ("Montag bis Freitag", [1, None]),
        ("von 8 bis 10 Uhr", [1, None]),
        ("gestern bis 5. Juni 2024", [1, None]),
        ("zwei Tage bis 5. Juni 2024", [None, None]),
    ],
)
def test_which_expression_ends_a_range(text: str, ends: list[int | None]) -> None:
    assert [item.until for item in items(text, find(text, german()), german(), ())] == ends


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 3, ["editor", "2021-05-03"]),
        (0, 4, ["editor"]),
        (13, 18, ["editor"]),
        (14, 18, ["2021-05-03", "editor"]),
        (15, 18, ["2021-05-03", "editor"]),
        (6, 9, ["editor"]),
    ],
)
def test_what_is_edited_replaces_what_it_touches(start: int, end: int, found: list[str]) -> None:
    text = "Am 3. Mai 2021 kam er."
    assert text[3:14] == "3. Mai 2021"
    edited = Edited(start, end, result_of(TimeValue.parse("1999")))
    values = [e.rule if e.rule == "editor" else e.edtf for e in tag_edited(text, "de", None, [edited])]
    assert values == found


@pytest.mark.parametrize(
    ("reference", "text", "timex", "edtf"),
    [
        ("2023?", "Gestern kam er.", "XXXX-XX-XX", None),
        ("2023%", "Gestern kam er.", "XXXX-XX-XX", None),
        ("2022/..", "Gestern kam er.", "XXXX-XX-XX", None),
        ("../2022", "Gestern kam er.", "XXXX-XX-XX", None),
        ("2023-05", "Gestern kam er.", "2023-XX-XX", "[2023-04-30..2023-05-30]"),
        ("2023-05", "Im vorigen Monat kam er.", "2023-04", "2023-04"),
        ("2023", "Im vorigen Monat kam er.", "202X-XX", "[2022-12..2023-11]"),
        ("[2023-05-10..2023-05-11]", "Gestern kam er.", "2023-05-XX", "[2023-05-09..2023-05-10]"),
    ],
)
def test_what_an_inexact_reference_leaves_open(reference: str, text: str, timex: str, edtf: str | None) -> None:
    (found,) = tag(text, "de", reference)
    assert (found.timex, found.edtf) == (timex, edtf)
