"""What holds of the tagger for any text and any reference."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesebuch.edtf import TimeValue
from lesebuch.temporal import tag

_SAMPLE = (
    "am im vom vor seit in der die das den bis und – - / . , ( ) : 1 3. 5. 12 21 99 1999 2022 2024 16.11.2025 20.30 80er Uhr Mai März "
    "Januar Montag Dienstagabend Sommer Jahr Jahre Jahren Jahrhundert Monat Woche Tage Stunden heute morgen gestern Morgen Abend "
    "vergangenen nächsten diesem letzten zwei drei ein halbes einigen Anfang Ende Mitte Ostern Weihnachten jeden täglich später zuvor "
    "war wird ist hat findet neunziger 19. ersten Hälfte des Quartal Vortag damals v Chr Nacht auf Sonntag \n\n "
    "v.Chr. n.Chr. 480 431 5 446/5 dieses jenem selben Jahres zwischen Dezember Februar Winter oder würde geöffnet außer letzte Woche hundertzwanzig "
    "BC B.C. AD 0 2500 twenty - two hundred score ago this that day week year from to between May 3rd June last Friday first of at am pm every the in"
)
WORDS = _SAMPLE.split(" ")

TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
REFERENCES = st.one_of(
    st.none(),
    st.dates(),
    st.sampled_from(
        ["2023", "2023-05", "[2022-03-01..2022-03-02]", "2022~", "2023-21", "199X", "2022/..", "../2022", "[2021,2022]"]
    ),
)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["de", "en"]), reference=REFERENCES)
def test_expressions_are_sound(text: str, language: str, reference: str | dt.date | None) -> None:
    found = tag(text, language, reference)
    assert tag(text, language, reference) == found
    end = 0
    for expression in found:
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end].strip() == text[expression.start : expression.end]
        assert expression.type in ("DATE", "TIME", "DURATION", "SET")
        assert expression.timex
        assert expression.rule
        if expression.edtf is not None:
            assert str(TimeValue.parse(expression.edtf)) == expression.edtf
        if isinstance(expression.anchor, int):
            assert 0 <= expression.anchor < len(found)
        end = expression.end


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_nothing_relative_is_resolved_without_a_reference(text: str) -> None:
    assert all(expression.anchor != "reference" for expression in tag(text, "de", None))


@pytest.mark.parametrize(
    "piece",
    [
        "Montag ",
        "2022-",
        "am 5. ",
        "vor zwei ",
        "der der ",
        "20.30-",
        "1.",
        "heute und ",
        "(",
        "x" * 10,
        "1.000.",
        "war heute ",
        "„morgen ",
        "Am 3. Mai ",
        "In diesem Jahr ",
        "3. bis ",
        "480 v. Chr. ",
        "2022. Am ",
        "drei Verträge in ",
        "jeden Sonntag 20 Uhr ",
        "hat getagt ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    # Not a timed test: with catastrophic backtracking the longer text would not end within the test run at all.
    found = tag(piece * 3000, "de", "2024-05-15")
    assert len(found) <= 3000 * len(piece)


def test_unknown_languages_have_no_expressions() -> None:
    assert tag("am 5. April 2022", "xx", "2024-05-15") == []
    assert tag("am 5. April 2022", "../de", "2024-05-15") == []


def test_a_reference_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="allowed"):
        tag("gestern", "de", "last week")


def test_text_and_date_references_agree() -> None:
    text = "Am Dienstag kam er, vor drei Jahren nicht."
    assert tag(text, "de", "2024-05-15") == tag(text, "de", dt.date(2024, 5, 15))


def test_country_codes_are_ignored() -> None:
    assert tag("heuer", "de-AT", "2024-05-15")[0].edtf == "2024"
