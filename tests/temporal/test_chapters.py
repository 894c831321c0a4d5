"""Time expressions of a chapter: what the chapter file says of them, and what its emendations change."""

from dataclasses import replace

import pytest

import handmade
from handmade import emendation, paragraphs
from lesebuch.edtf import TimeValue
from lesebuch.model import Anchor, Chapter, Emendation, Markup, Passage, PassageKind, Span, TimeRule
from lesebuch.problems import Code, Where
from lesebuch.temporal import tag_chapter
from lesebuch.temporal.emended import read

HERE = Where("corpus/x.md", 7)


def span_of(where: tuple[Passage, ...], words: str) -> Span:
    passage = next(p for p in where if p.text and words in p.text)
    start = (passage.text or "").index(words)
    return Span(passage.id, start, start + len(words))


def chapter(
    *texts: str | None,
    times: dict[str, str | None] | None = None,
    emend: dict[str, str] | None = None,
    language: str = "de",
) -> Chapter:
    shown = paragraphs(*texts)
    rules = tuple(
        TimeRule(span_of(shown, words), TimeValue.parse(edtf) if edtf else None, HERE)
        for words, edtf in (times or {}).items()
    )
    slips = tuple(emendation(words, span_of(shown, words), words=words, to=to) for words, to in (emend or {}).items())
    published = TimeValue.parse("2022-03-01")
    return handmade.chapter(*shown, language=language, published=published, emendations=slips, time_rules=rules)


Found = tuple[str, str, str, str | None, str | None, str | int | None, str]


def found_in(it: Chapter) -> list[Found]:
    texts = {p.id: p.text or "" for p in it.passages}
    return [
        (texts[t.span.passage][t.span.start : t.span.end], t.type, t.timex, t.mod, t.edtf, t.anchor, t.rule)
        for t in tag_chapter(it)[0]
    ]


def test_expressions_stand_in_their_passages_and_lean_on_those_before() -> None:
    it = chapter("Am 3. Mai 2021 kam er.", None, "Am nächsten Tag ging er.", "Heute regnet es, am 4. Juni 2021 nicht.")
    times, problems = tag_chapter(it)
    assert problems == []
    assert [(t.span, t.edtf, t.anchor) for t in times] == [
        (Span("p1", 3, 14), "2021-05-03", None),
        (Span("p3", 3, 15), "2021-05-04", 0),
        (Span("p4", 0, 5), None, None),
        (Span("p4", 20, 32), "2021-06-04", None),
    ]


def test_a_rule_corrects_a_date_and_others_count_from_it() -> None:
    it = chapter("Am 3. Mai kam er. Am nächsten Tag ging er.", times={"3. Mai": "1921-05-03"})
    assert found_in(it) == [
        ("3. Mai", "DATE", "1921-05-03", None, "1921-05-03", None, "editor"),
        ("nächsten Tag", "DATE", "1921-05-04", None, "1921-05-04", 0, "next-day"),
    ]
    assert tag_chapter(it)[1] == []


def test_a_rule_removes_an_expression() -> None:
    it = chapter("Der Roman 1984 erschien 1949. Im selben Jahr zog er um.", times={"1984": None})
    assert [found[:5] for found in found_in(it)] == [
        ("1949", "DATE", "1949", None, "1949"),
        ("selben Jahr", "DATE", "1949", None, "1949"),
    ]


def test_a_rule_without_words_removes_all_of_a_passage() -> None:
    it = chapter(
        "Am 3. Mai 2021 kam er und ging am 4. Mai 2021.", times={"Am 3. Mai 2021 kam er und ging am 4. Mai 2021.": None}
    )
    assert found_in(it) == []
    assert tag_chapter(it)[1] == []


def test_a_rule_adds_what_the_tagger_does_not_find() -> None:
    it = chapter(
        "Nach dem großen Brand zog er um. Ein Jahr später kam er zurück.", times={"dem großen Brand": "1842-05"}
    )
    assert found_in(it) == [
        ("dem großen Brand", "DATE", "1842-05", None, "1842-05", None, "editor"),
        ("Ein Jahr später", "DURATION", "P1Y", None, "1843", 0, "duration-later"),
    ]


def test_a_rule_takes_the_place_of_all_that_it_touches() -> None:
    it = chapter(
        "Er blieb vom 3. bis 5. Mai 2021 hier. Gestern ging er.", times={"3. bis 5. Mai 2021": "2021-05-03/2021-05-05"}
    )
    assert found_in(it) == [
        ("3. bis 5. Mai 2021", "DATE", "2021-05-03/2021-05-05", None, "2021-05-03/2021-05-05", None, "editor"),
        ("Gestern", "DATE", "2022-02-28", None, "2022-02-28", "reference", "day-word"),
    ]


def test_a_duration_stays_one_and_leads_elsewhere() -> None:
    it = chapter("Vor rund drei Jahren kam er.", times={"rund drei Jahren": "1919"})
    assert found_in(it) == [("rund drei Jahren", "DURATION", "P3Y", "APPROX", "1919", None, "editor")]


@pytest.mark.parametrize(
    ("edtf", "kind", "timex", "mod"),
    [
        ("2021-05-04T10:30:00", "TIME", "2021-05-04T10:30", None),
        ("2021-22", "DATE", "2021-SU", None),
        ("2021-35", "DATE", "2021-Q3", None),
        ("2021-40", "DATE", "2021-H1", None),
        ("199X", "DATE", "199", None),
        ("19XX", "DATE", "19", None),
        ("2021-XX-XX", "DATE", "2021-XX-XX", None),
        ("2021~", "DATE", "2021", "APPROX"),
        ("2021-05%", "DATE", "2021-05", "APPROX"),
        ("2021?", "DATE", "2021", None),
        ("2021/2022-03", "DATE", "2021/2022-03", None),
        ("2021/..", "DATE", "2021/XXXX", None),
        ("[2021,2022]", "DATE", "XXXX", None),
        ("-0430-04-12", "DATE", "BC0431-04-12", None),
        ("-0430", "DATE", "BC0431", None),
        ("0000", "DATE", "BC0001", None),
        ("-04XX", "DATE", "BC04", None),
        ("0079", "DATE", "0079", None),
    ],
)
def test_type_and_timex_follow_from_the_value(edtf: str, kind: str, timex: str, mod: str | None) -> None:
    it = chapter("Es war an jenem Morgen.", times={"jenem Morgen": edtf})
    assert found_in(it) == [("jenem Morgen", kind, timex, mod, edtf, None, "editor")]


@pytest.mark.parametrize(
    ("edtf", "later"),
    [
        ("2019-05-04", "2020"),
        ("2019-05", "2020"),
        ("2019", "2020"),
        ("2019-22", "2020"),
        ("-0430", "-0429"),
        ("0000", "0001"),
        ("201X", None),
        ("2019/2020", None),
    ],
)
def test_a_year_later_counts_from_the_value(edtf: str, later: str | None) -> None:
    it = chapter("Es war an jenem Morgen. Ein Jahr später kam er.", times={"jenem Morgen": edtf})
    assert [found[4] for found in found_in(it)] == [edtf, later]


def test_a_range_ends_after_what_the_rule_says() -> None:
    it = chapter("Vom Nikolausfest bis 5. Januar war zu.", times={"Nikolausfest": "1999-12-06"})
    assert [found[4] for found in found_in(it)] == ["1999-12-06", "2000-01-05"]


def test_where_the_language_has_no_rules_the_editor_speaks_alone() -> None:
    it = chapter("Le 4 mai 2021, et hier.", times={"hier": "2022-02-28", "4 mai 2021": "2021-05-04"}, language="fr")
    assert found_in(it) == [
        ("4 mai 2021", "DATE", "2021-05-04", None, "2021-05-04", None, "editor"),
        ("hier", "DATE", "2022-02-28", None, "2022-02-28", None, "editor"),
    ]


@pytest.mark.parametrize(
    ("words", "edtf", "message"),
    [
        ("3. Mai 2021", "2021-05-03", "The words of p1 have this date without the rule."),
        ("kam er", None, "No time expression is found in these words of p1."),
    ],
)
def test_a_rule_that_changes_nothing_is_a_problem(words: str, edtf: str | None, message: str) -> None:
    it = chapter("Am 3. Mai 2021 kam er.", times={words: edtf})
    times, problems = tag_chapter(it)
    assert [(p.code, p.where, p.message) for p in problems] == [(Code.UNUSED_RULE, HERE, message)]
    assert [(t.edtf, t.rule) for t in times] == [("2021-05-03", "date-day-month-year")]


def test_the_date_follows_the_emendation() -> None:
    it = chapter("Er kam letztes Jahr. Am nächsten Tag ging er.", emend={"letztes Jahr": "dieses Jahr"})
    assert found_in(it)[0] == ("letztes Jahr", "DATE", "2022", None, "2022", "reference", "relative")
    assert tag_chapter(it)[1] == []


def test_an_emendation_of_a_part_keeps_the_whole_expression() -> None:
    it = chapter("Vorher. Am 31. Mai 2021 kam er, am 4. Juli 2021 ging er.", emend={"31.": "1.", "Juli": "August"})
    assert [(found[0], found[4]) for found in found_in(it)] == [
        ("31. Mai 2021", "2021-05-01"),
        ("4. Juli 2021", "2021-08-04"),
    ]


def test_an_emendation_of_other_words_moves_nothing() -> None:
    it = chapter("Der Brnnen brach am 4. Mai 2021, der Damm am 5.", emend={"Brnnen": "Brunnen", "Damm": "Deich"})
    assert [(found[0], found[4]) for found in found_in(it)] == [("4. Mai 2021", "2021-05-04")]
    # A longer and a shorter one before the date: the span is still on the words of the source.
    it = chapter(
        "Ein Fehler, ein zu langer Fehler, am 4. Mai 2021.",
        emend={"Fehler,": "rechtes Wort,", "zu langer Fehler": "Wort"},
    )
    assert [t.span for t in tag_chapter(it)[0]] == [Span("p1", 37, 48)]


def test_an_emendation_can_take_a_date_away_or_bring_one() -> None:
    it = chapter("Im Raum stand er 1984 da, und Mei 2021 auch.", emend={"1984": "lange", "Mei": "Mai"})
    assert [(found[0], found[4]) for found in found_in(it)] == [("Mei 2021", "2021-05")]


def test_two_dates_for_one_word_give_one_expression() -> None:
    it = chapter(
        "Er kam damals, und gestern ging er. Am Tag darauf schlief er.", emend={"damals": "1990 oder am 4. Mai 2021"}
    )
    assert [(found[0], found[4], found[5]) for found in found_in(it)] == [
        ("damals", "1990", None),
        ("gestern", "2022-02-28", "reference"),
        ("Tag darauf", "2022-03-01", 1),
    ]


def test_a_rule_on_emended_words_has_the_last_word() -> None:
    it = chapter("Er kam letztes Jahr an.", emend={"letztes Jahr": "dieses Jahr"}, times={"letztes Jahr": "1999"})
    assert [(found[0], found[4]) for found in found_in(it)] == [("letztes Jahr", "1999")]
    it = chapter("Ein Fehlr, dann kam letztes Jahr.", emend={"Fehlr": "großer Fehler"}, times={"letztes Jahr": "1999"})
    assert [(found[0], found[4]) for found in found_in(it)] == [("letztes Jahr", "1999")]


def test_emendations_without_new_words_or_on_several_passages_are_left_alone() -> None:
    shown = paragraphs("Er kam letztes Jahr.", "Er ging 1999.")
    both = Anchor((Span("p1", 7, 20), Span("p2", 0, 7)), "letztes … ging")
    whole = Anchor((Span("p2", 0, 13),))
    notes = (
        Emendation("a", Anchor((span_of(shown, "letztes Jahr"),), "letztes Jahr"), "", Markup("", HERE), HERE),
        Emendation("b", both, "2001", Markup("", HERE), HERE),
        Emendation("c", whole, "2002", Markup("", HERE), HERE),
    )
    it = handmade.chapter(*shown, published=TimeValue.parse("2022-03-01"), emendations=notes)
    assert [found[4] for found in found_in(it)] == ["2021", "1999"]


def test_the_way_to_the_emended_words_and_back() -> None:
    it = chapter("Am 3. Nai 2021 kam er.", emend={"Nai": "Maien"})
    reading = read(it.passages[0], it.emendations)
    assert reading.text == "Am 3. Maien 2021 kam er."
    spans = {
        (0, 3): (0, 3),
        (3, 6): (3, 6),
        (3, 9): (3, 11),
        (6, 9): (6, 11),
        (7, 8): (6, 11),
        (9, 14): (11, 16),
        (10, 14): (12, 16),
    }
    assert {span: reading.emended(*span) for span in spans} == spans
    back = {
        (0, 3): (0, 3),
        (3, 6): (3, 6),
        (3, 11): (3, 9),
        (6, 11): (6, 9),
        (8, 9): (6, 9),
        (11, 16): (9, 14),
        (12, 16): (10, 14),
    }
    assert {span: reading.original(*span) for span in back} == back


def test_a_date_does_not_run_on_from_cell_to_cell_but_does_from_line_to_line() -> None:
    text = "3.\tMai 2020\n7.\tJuni 2020"
    it = replace(chapter(text), passages=(Passage("p1", PassageKind.TABLE, text),))
    assert [(found[0], found[4]) for found in found_in(it)] == [("Mai 2020", "2020-05"), ("Juni 2020", "2020-06")]
    verse = "am 3.\nMai 2020"
    it = replace(chapter(verse), passages=(Passage("p1", PassageKind.VERSE, verse),))
    assert [found[4] for found in found_in(it)] == ["2020-05-03"]
