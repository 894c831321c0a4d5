"""TypstCode of Typst as a value: each kind of value and each character, written out."""

import pytest
from docutils import nodes

from lesebuch.typst.code import NOTHING, TypstCode, Value, block, call, literal, text, value


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("", '""'),
        ("Straße", '"Straße"'),
        ('"', r'"\""'),
        ("\\", r'"\\"'),
        ("a\\nb", r'"a\\nb"'),
        ("\n", r'"\n"'),
        ("\r", r'"\r"'),
        ("\t", r'"\t"'),
        ("\u00a0", r'"\u{a0}"'),
        ("\x00", r'"\u{0}"'),
        ("\u200dx", r'"\u{200d}x"'),
        ('a\n"ä\\\U000e0001', r'"a\n\"ä\\\u{e0001}"'),
        ("#set $x$ *_`", '"#set $x$ *_`"'),
    ],
)
def test_a_text_is_a_string_literal(given: str, written: str) -> None:
    assert literal(given) == written


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(UnicodeEncodeError):
        literal("a\ud800")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (None, "none"),
        (True, "true"),
        (False, "false"),
        (1, "1"),
        (0.5, "0.5"),
        ('a"', r'"a\""'),
        ([], "()"),
        ([1], "(1, )"),
        (("a", None), '("a", none, )'),
        ({}, "(:)"),
        ({"a b": 1, '"': [2]}, r'("a b": 1, "\"": (2, ), )'),
        (NOTHING, "[]"),
        (TypstCode(("x", "()")), "x()"),
    ],
)
def test_a_value_is_an_expression(given: Value, written: str) -> None:
    assert str(value(given)) == written


def test_a_call_has_its_options_first_and_their_names_as_typst_writes_them() -> None:
    made = call("foot", TypstCode(("[x]",)), 2, page_ref=1, label="a_b")
    assert str(made) == 'foot(page-ref: 1, label: "a_b", [x], 2, )'
    assert str(call("line")) == "line()"


def test_a_block_leaves_out_what_is_empty() -> None:
    assert str(block([TypstCode(("a",)), NOTHING, TypstCode(("b",))])) == "{ a; b; }"
    assert str(block([TypstCode(("a",)), TypstCode(("b",))], separator="\n")) == "{ a\nb\n}"
    assert block([]) is NOTHING
    assert block([NOTHING]) is NOTHING
    assert not NOTHING
    assert block([TypstCode(("a",))])


def test_texts_of_the_doctree_stay_recognisable() -> None:
    node = nodes.Text('ein "Wort"')
    made = call("par", text(node.astext(), node), "Zutat")
    assert [(word.text, word.node) for word in made.words] == [('ein "Wort"', node)]
    assert str(made) == r'par("ein \"Wort\"", "Zutat", )'
    assert text("", node) is NOTHING


def test_characters_are_those_that_may_be_printed() -> None:
    node = nodes.Text("習\u00a0a\U000e0001")
    assert call("par", text(node.astext(), node), "\u202f").characters == 'par("習\u00a0a\U000e0001", "\u202f", )'
