"""How a language is read: a small one of our own, and those of the package, read anew."""

import tomllib
from collections.abc import Iterator

import pytest
from test_cases import CASES, as_expected

from lesebuch.temporal import language as languages
from lesebuch.temporal import numbers, tag
from lesebuch.temporal.language import Language, case_variants, load
from lesebuch.temporal.match import find

_SMALL = r"""
context = ["art", "number"]
adjective_endings = ["ly"]
endings = ["", "s"]
lower_only = ["low"]

[suffixes]
th = "ordinal"

[words.month]
1 = "Jan"
2 = "Feb =feb"

[words.art]
0 = "the"

[words.half]
"0.5" = "half"

[words.low]
1 = "may"

[words.name]
"x" = "noon"

[words.bc]
1 = "BC"

[stems.unit]
Y = "year"

[numbers]
hundred = "hundred"
thousand = "thousand"
units = "one two"
tens = "twenty thirty"
compound = "{ten}{unit}"

[numbers.words]
1 = "one"
2 = "two"
20 = "twenty"
30 = "thirty"

[[compound]]
class = "month_unit"
first = "month"
second = "unit"
slots = ["month", "unit"]

[holiday_rules]
feast = "05-09"

[patterns.plain]
words = "was were"

[patterns.both]
words = "was"
pattern = "ha[sd]"

[patterns.text]
text = "x$"

[macros]
when = "$day month"
day = "day | ordinal"

[[rule]]
name = "day-month"
match = "$when"
make = "date"
kind = "plain"

[[rule]]
name = "pair"
match = "'from' < first:day > ( 'to' | 'till' ) < last:day month >"
make = "date"
share = ["month"]

[[rule]]
name = "lone"
match = "!art < low > !shape_upper"
make = "vague"

[[rule]]
name = "compound"
match = "month_unit"
make = "years"

[[rule]]
name = "units"
match = "number unit bc?"
make = "duration"

[[rule]]
name = "half"
match = "half unit"
make = "duration"

[[rule]]
name = "quickly"
match = "name shape_ending"
make = "vague"

[[rule]]
name = "odd"
match = "name shape_other"
make = "vague"

[[rule]]
name = "low"
match = "name shape_lower"
make = "vague"
"""


@pytest.fixture
def small() -> Language:
    return languages._Builder("small", tomllib.loads(_SMALL)).build()


@pytest.fixture
def anew() -> Iterator[None]:
    """Languages and numbers are remembered: here they are read once more."""
    load.cache_clear()
    numbers._read.cache_clear()
    yield
    load.cache_clear()


Matched = tuple[str, str, list[tuple[str, dict[str, object]]]]


def matched(text: str, language: Language) -> list[Matched]:
    return [
        (
            found.rule.name,
            found.rule.make,
            [(text[start:end], slots) for (start, end), slots in zip(found.spans, found.slots, strict=True)],
        )
        for found in find(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 Jan", ("day-month", "date", [("3 Jan", {"day": 3, "month": 1})])),
        ("on 3 JAN", ("day-month", "date", [("3 JAN", {"day": 3, "month": 1})])),
        ("on 3 feb", ("day-month", "date", [("3 feb", {"day": 3, "month": 2})])),
        ("on 3th Feb", ("day-month", "date", [("3th Feb", {"ordinal": 3, "month": 2})])),
        ("from 3 to 5 Jan", ("pair", "date", [("3", {"first": 3}), ("5 Jan", {"last": 5, "month": 1})])),
        ("from 3 till 5 Jan", ("pair", "date", [("3", {"first": 3}), ("5 Jan", {"last": 5, "month": 1})])),
        ("it may be", ("lone", "vague", [("may", {"low": 1})])),
        ("in JANyears", ("compound", "years", [("JANyears", {"month": 1, "unit": "Y"})])),
        ("in Janyear", ("compound", "years", [("Janyear", {"month": 1, "unit": "Y"})])),
        ("in febyear", ("compound", "years", [("febyear", {"month": 2, "unit": "Y"})])),
        ("two years", ("units", "duration", [("two years", {"number": 2, "unit": "Y"})])),
        ("Two Years", ("units", "duration", [("Two Years", {"number": 2, "unit": "Y"})])),
        ("TWO YEAR", ("units", "duration", [("TWO YEAR", {"number": 2, "unit": "Y"})])),
        ("two years BC", ("units", "duration", [("two years BC", {"number": 2, "unit": "Y", "bc": 1})])),
        ("thirtytwo years", ("units", "duration", [("thirtytwo years", {"number": 32, "unit": "Y"})])),
        ("half year", ("half", "duration", [("half year", {"half": 0.5, "unit": "Y"})])),
        ("noon quickly", ("quickly", "vague", [("noon quickly", {"name": "x", "shape_ending": None})])),
        ("noon quick", ("low", "vague", [("noon quick", {"name": "x", "shape_lower": None})])),
        ("noon §", ("odd", "vague", [("noon §", {"name": "x", "shape_other": None})])),
        ("noon 3.4.5.6", ("odd", "vague", [("noon 3.4.5.6", {"name": "x", "shape_other": None})])),
    ],
)
def test_a_rule_matches_words_by_their_classes(small: Language, text: str, expected: Matched) -> None:
    assert matched(text, small) == [expected]


@pytest.mark.parametrize(
    "text",
    ["3 jan", "the may be", "May be", "MAY be", "may Be", "noon Quick", "two", "the", "janYear", "3 bc", "40 Jan"],
)
def test_no_rule_matches_other_words(small: Language, text: str) -> None:
    assert matched(text, small) == []


def test_a_rule_keeps_its_place_and_its_parameters(small: Language) -> None:
    (found,) = find("3 Jan", small)
    assert (found.rule.order, found.rule.spans, dict(found.rule.params)) == (0, 1, {"kind": "plain"})
    (pair,) = find("from 3 to 5 Jan", small)
    assert (pair.rule.order, pair.rule.spans, dict(pair.rule.params)) == (1, 2, {"share": ["month"]})
    assert [(slot.name, slot.word_class, slot.span) for slot in pair.rule.slots] == [
        ("first", "day", 0),
        ("last", "day", 1),
        ("month", "month", 1),
    ]


def test_a_language_knows_its_patterns_and_feasts(small: Language) -> None:
    assert (small.code, dict(small.holidays), dict(small.suffixes)) == ("small", {"feast": "05-09"}, {"th": "ordinal"})
    found = {name: [w for w in ("was", "were", "has", "had", "xwas", "wasx") if pattern.search(w)]
             for name, pattern in small.patterns.items()}  # fmt: skip
    assert found == {"plain": ["was", "were"], "both": ["was", "has", "had"], "text": ["wasx"]}
    assert not small.patterns["plain"].search("")


@pytest.mark.parametrize("code", ["de", "en"])
def test_what_is_compiled_late_can_be_compiled(code: str) -> None:
    language = load(code)
    assert language
    rules = {rule for found in language.rules_of.values() for rule in found}
    assert len(rules) > 50
    assert all(rule.regex.groups for rule in rules)
    assert all(pattern.pattern for pattern in language.patterns.values())


def test_a_rule_is_tried_only_where_what_it_needs_stands(small: Language) -> None:
    tried = {rule.name for rule in small.rules_of[small.lexicon["Jan"]]}
    assert tried == {"day-month", "pair"}
    assert {rule.name for rule in small.rules_of[small.lexicon["may"]]} == {"lone"}
    assert not small.trigger.search(small.lexicon["the"] + small.lexicon["from"] + small.lexicon["Other"])
    assert small.trigger.search(small.lexicon["Jan"])


def test_a_class_that_does_not_exist_is_named() -> None:
    data = tomllib.loads(_SMALL)
    data["rule"][0]["match"] = "nothing_such"
    with pytest.raises(KeyError, match=r"small\.toml, rule day-month: there is no class nothing_such"):
        languages._Builder("small", data).build()


def test_what_may_be_missing_may_be_missing() -> None:
    data = {
        "context": [],
        "adjective_endings": [],
        "words": {},
        "numbers": {"words": {"3": "three"}},
        "patterns": {},
        "rule": [{"name": "it", "match": "number 'x'", "make": "date"}],
    }
    least = languages._Builder("least", data).build()
    assert (least.holidays, least.compounds, least.suffixes) == ({}, {}, {})
    assert [found.slots for found in find("three x", least)] == [({"number": 3},)]


def test_how_words_may_be_written() -> None:
    assert case_variants("Mai") == {"Mai", "MAI"}
    assert case_variants("may") == {"may", "May", "MAY"}
    assert case_variants("=May") == {"May"}


def test_which_languages_there_are() -> None:
    codes = [
        None if language is None else language.code for language in map(load, ("de", "de-AT", "EN", "fr", "", "../de"))
    ]
    assert codes == ["de", "de", "en", None, None, None]


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("code", ["de", "en"])
def test_a_language_read_anew_finds_the_same(code: str) -> None:
    for case in [case for case in CASES if case.language == code and not case.known_failure][::4]:
        found = [as_expected(expression) for expression in tag(case.text, case.language, case.reference)]
        assert found == list(case.expected), case.text
