"""Events drafted from dated sentences, and happenings that two chapters date differently."""

import handmade
from lesebuch.directives import parse
from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Event, Markup, PassageRef, Reader, Rights
from lesebuch.problems import Code, Where
from lesebuch.temporal import disagreements, suggest, tag_chapter

HERE = Where("corpus/x.md", 7)
WITHDRAWAL = (
    "Die letzten Soldaten der Friedenstruppe verließen Musterland am {} 2022 über den Flughafen von Musterstadt."
)


def chapter(slug: str, *texts: str, rights: Rights = Rights.OPEN, events: tuple[Event, ...] = ()) -> Chapter:
    told = {"published": TimeValue.parse("2023-06-01"), "rights": rights, "events": events}
    return handmade.chapter(*handmade.paragraphs(*texts), slug=slug, **told)


def event(name: str, when: str, text: str, at: str, of: str) -> Event:
    return Event(name, TimeValue.parse(when), (PassageRef(of, at),), Markup(text, HERE), HERE, of)


def reader(*chapters: Chapter) -> Reader:
    times = {c.slug: tag_chapter(c)[0] for c in chapters}
    return Reader(chapters, {}, tuple(e for c in chapters for e in c.events), {}, times)


def test_a_dated_sentence_becomes_an_event_that_parses() -> None:
    it = chapter("a", "Vorher war nichts. Am 3. Mai 2021 tagte der Rat. Nachher auch nicht.")
    (suggestion,) = suggest(reader(it), [it])
    assert suggestion.sentence.text == "Am 3. Mai 2021 tagte der Rat."
    (directive,), free, problems = parse(suggestion.block(repr), "x.md", 1)
    assert (directive.name, directive.argument, directive.options["at"]) == ("event", "2021-05-03", "p1")
    assert directive.body.text == "Am 3. Mai 2021 tagte der Rat."
    assert free == []
    assert problems == []


def test_of_a_restricted_source_only_a_few_words_are_in_the_block() -> None:
    text = "Am 3. Mai 2021 tagte der Rat der Stadt in dem neuen Haus am Ufer des Flusses."
    it = chapter("a", text, rights=Rights.RESTRICTED)
    (suggestion,) = suggest(reader(it), [it])
    body = suggestion.block("“{}”".format).split("\n")[3]
    assert "3. Mai 2021 tagte der Rat" in body
    assert len(body.split()) <= 8
    assert "Ufer" not in body
    assert body.startswith("… “")


def test_what_the_reader_has_is_marked() -> None:
    it = chapter("a", "Am 3. Mai 2021 tagte der Rat.", events=(event("rat", "2021-05", "Der Rat tagt.", "p1", "a"),))
    (suggestion,) = suggest(reader(it), [it])
    assert suggestion.known == ("rat",)


def test_years_and_sets_of_years_are_no_events_of_a_day_but_longer_spans_are_left_out() -> None:
    it = chapter("a", "In den 1990er Jahren zog er um. Im Jahr 2010 kam er zurück.")
    assert [str(s.sentence.when) for s in suggest(reader(it), [it])] == ["2010"]


def test_years_before_our_era_are_as_long_as_others() -> None:
    it = chapter(
        "a", "Die Schlacht war am 12. September 490 v. Chr. in der Ebene. Das 5. Jahrhundert v. Chr. war lang."
    )
    (suggestion,) = suggest(reader(it), [it])
    assert str(suggestion.sentence.when) == "-0489-09-12"
    assert suggestion.id == "e-0489-09-12-a-p1"
    told = "Die Flotte der Stadt verließ am {} den Hafen und segelte nach Osten über das Meer."
    other = event("flotte", "-0414-08-06", told.format("Morgen"), "p1", "b")
    for text, clash in (("6. Juli 415 v. Chr.", True), ("9. Mai 490 v. Chr.", False)):
        both = reader(chapter("a", told.format(text)), chapter("b", "Leer.", events=(other,)))
        assert [p.code for p in disagreements(both)] == ([Code.DATES_DISAGREE] if clash else [])


def test_the_same_happening_with_another_month_is_noted() -> None:
    one = chapter("a", WITHDRAWAL.format("19. Februar"))
    text = "Die letzten Soldaten der Friedenstruppe verlassen Musterland."
    other = chapter("b", "Ohne Datum.", events=(event("abzug", "2022-01-19", text, "p1", "b"),))
    both = reader(one, other)
    (problem,) = disagreements(both)
    assert problem.code is Code.DATES_DISAGREE
    assert "abzug" in problem.message
    assert "a#p1" in problem.message
    (suggestion,) = suggest(both, [one])
    assert [e.id for e in suggestion.disagrees] == ["abzug"]


def test_two_happenings_on_like_dates_are_left_alone() -> None:
    one = chapter("a", WITHDRAWAL.format("19. Februar"))
    other = chapter("b", "Leer.", events=(event("messe", "2022-01-19", "Eröffnung der Buchmesse in Halle", "p1", "b"),))
    assert disagreements(reader(one, other)) == []


def test_the_same_date_is_no_disagreement() -> None:
    one = chapter("a", WITHDRAWAL.format("19. Januar"))
    text = "Die letzten Soldaten der Friedenstruppe verlassen Musterland."
    other = chapter("b", "Leer.", events=(event("abzug", "2022-01-13/2022-01-19", text, "p1", "b"),))
    assert disagreements(reader(one, other)) == []


def test_a_chapter_does_not_disagree_with_itself() -> None:
    text = "Die letzten Soldaten der Friedenstruppe verlassen Musterland."
    one = chapter("a", WITHDRAWAL.format("19. Februar"), events=(event("abzug", "2022-01-19", text, "p1", "a"),))
    assert disagreements(reader(one)) == []
    assert [s.disagrees for s in suggest(reader(one), [one])] == [()]


def test_two_events_that_disagree_are_noted_once_by_their_ids() -> None:
    text = "Die letzten Soldaten der Friedenstruppe verlassen Musterland."
    one = chapter("a", "Leer.", events=(event("abzug", "2022-01-19", text, "p1", "a"),))
    other = chapter("b", "Leer.", events=(event("ende", "2022-02-19", text, "p1", "b"),))
    (problem,) = disagreements(reader(one, other))
    assert problem.message == "The event `ende` is dated 2022-02-19; abzug says 2022-01-19 of what seems the same."
    assert problem.where == HERE


def test_words_of_roles_count_and_citations_do_not() -> None:
    text = "Die letzten {term}`Soldaten <soldat>` der {place}`Friedenstruppe` verlassen Musterland {cite:p}`verlassen`."
    one = chapter("a", WITHDRAWAL.format("19. Februar"))
    other = chapter("b", "Leer.", events=(event("abzug", "2022-01-19", text, "p1", "b"),))
    assert [p.code for p in disagreements(reader(one, other))] == [Code.DATES_DISAGREE]
