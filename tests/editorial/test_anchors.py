import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.editorial.anchors import AnchorPoint, Miss, Pointer, fold, locate_range, parse
from lesebuch.problems import Code

CASES = [
    ("p2", Pointer(AnchorPoint("p2"))),
    ('p2 "OVKS"', Pointer(AnchorPoint("p2", "OVKS"))),
    ('p2 "OVKS" 3', Pointer(AnchorPoint("p2", "OVKS", 3))),
    ('p2 "a" .. p3 "b"', Pointer(AnchorPoint("p2", "a"), AnchorPoint("p3", "b"))),
    ('p2 "a" 2 .. p3 "b" 4', Pointer(AnchorPoint("p2", "a", 2), AnchorPoint("p3", "b", 4))),
    ('p2 "a" .. "b"', Pointer(AnchorPoint("p2", "a"), AnchorPoint("", "b"))),
    ("p2 .. p4", Pointer(AnchorPoint("p2"), AnchorPoint("p4"))),
    ("17", Pointer(AnchorPoint("17"))),
    ("5-7", Pointer(AnchorPoint("5-7"))),
    ("5 – 7", Pointer(AnchorPoint("5-7"))),
    ('17 "Am Dienstag (1. März)"', Pointer(AnchorPoint("17", "Am Dienstag (1. März)"))),
    ("p2 „a b“", Pointer(AnchorPoint("p2", "a b"))),
    ("p2 „a b”", Pointer(AnchorPoint("p2", "a b"))),
    ('p2 „a b"', Pointer(AnchorPoint("p2", "a b"))),
    ("p2 ‚a‘", Pointer(AnchorPoint("p2", "a"))),
    ("p2 'a'", Pointer(AnchorPoint("p2", "a"))),
    ("p2 »a«", Pointer(AnchorPoint("p2", "a"))),
    ("p2 «a»", Pointer(AnchorPoint("p2", "a"))),
    ("p2 “a”", Pointer(AnchorPoint("p2", "a"))),
    ('p2 "„Ja“, sagte sie"', Pointer(AnchorPoint("p2", "„Ja“, sagte sie"))),
    ('p2 "das "Rad" auf"', Pointer(AnchorPoint("p2", 'das "Rad" auf'))),
    ("p2 „das „Rad“ auf“ 2", Pointer(AnchorPoint("p2", "das „Rad“ auf", 2))),
    ('p2 "a\u00a0 \tb\u00adc"', Pointer(AnchorPoint("p2", "a bc"))),
    ('p2 "u\u0308ber"', Pointer(AnchorPoint("p2", "über"))),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_forms(text: str, expected: Pointer) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text", ["", "OVKS", '"OVKS"', 'p2 "a', "p2 a", 'p2 "a" x', 'p2 "a" ..', 'p2 ""', "P2", 'p2 "a" .. b']
)
def test_what_is_no_anchor(text: str) -> None:
    assert parse(text) is None


def test_white_space_is_any_white_space() -> None:
    at = parse('p1 "40 Meter tief"')
    assert at
    assert locate_range("nur 40\n  Meter tief", at, "p1") == (4, 19)


@pytest.mark.parametrize(
    ("anchor", "text", "code"),
    [
        ('p1 "x"', "a b", Code.ANCHOR_NOT_FOUND),
        ('p1 "a"', "a b a", Code.ANCHOR_AMBIGUOUS),
        ('p1 "a" 3', "a b a", Code.ANCHOR_NOT_FOUND),
        ('p1 "b" .. "a"', "a b", Code.ANCHOR_NOT_FOUND),
        ('p1 "a" .. "b"', "a b b", Code.ANCHOR_AMBIGUOUS),
        ('p1 "b" .. "a" 1', "a b a", Code.ANCHOR_NOT_FOUND),
    ],
)
def test_misses(anchor: str, text: str, code: Code) -> None:
    at = parse(anchor)
    assert at
    found = locate_range(text, at, "p1")
    assert isinstance(found, Miss)
    assert found.code is code


def test_the_end_of_a_range_is_looked_for_behind_its_beginning() -> None:
    at = parse('p1 "b" .. "a"')
    assert at
    assert locate_range("a b c a", at, "p1") == (2, 7)


@given(st.text(alphabet="ab „“\"'»« 1.", min_size=1, max_size=12), st.sampled_from(['""', "„“", "»«", "“”", "‚‘"]))
def test_quoted_words_come_back(words: str, marks: str) -> None:
    """Whatever stands between the marks: if it can be read at all, it is read as these words or as a shorter form."""
    at = parse(f"p1 {marks[0]}{words}{marks[1]}")
    if fold(words):
        assert at is not None
        assert at.first.words == fold(words) or at.first.words in fold(words)


@given(st.text(max_size=60), st.data())
def test_words_of_a_text_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    text = fold(text)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = fold(text[start:end])
    if not words:
        return
    found = locate_range(text, Pointer(AnchorPoint("p1", words)), "p1")
    if isinstance(found, Miss):
        assert found.code is Code.ANCHOR_AMBIGUOUS
    else:
        assert text[found[0] : found[1]] == words
