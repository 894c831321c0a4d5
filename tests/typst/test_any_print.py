"""Whatever a text holds, Typst sets that text: nothing of it is markup, nothing is lost or added."""

import json
import re
from collections import Counter
from typing import Any

import pytest
import typst
from docutils import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesebuch.typst.code import NOTHING, TypstCode, block, call, literal, value
from lesebuch.typst.code import text as text_of
from lesebuch.typst.handlers import BOOK
from lesebuch.typst.translation import TypstTranslation

# What Typst's own syntax is made of, in its strings, at the start of a line and anywhere: texts are put together from it, or
# the property is hardly tested.
ESCAPED = list('"\\\n\r\t')
UNSEEN = list("\u00a0\u00ad\u200b\u2028\ufeff\x00\x07\x7f\x9f\ue000\u0378\U000e0001\U0010ffff")
SYNTAX = [
    *r"#$*_`<>@[]{}()=-+/~'.:;,^&|%!?",
    *(
        "\\u{41}",
        "\\n",
        '\\"',
        "\\\\",
        "\\",
        "//",
        "/*",
        "*/",
        "--",
        "---",
        "...",
        "-?",
        "~",
        "#{",
        "```",
        "<a>",
        "@a",
        "'",
        "“",
    ),
    *(
        "1. August",
        "10. ",
        "+ ",
        "- ",
        "/ a: b",
        "= ",
        "== ",
        "https://a.example/b-c",
        "www.a.example",
        "\u0301",
        "𓀀",
        "ß",
    ),
]
PIECE = st.one_of(
    st.sampled_from(ESCAPED),
    st.sampled_from(UNSEEN),
    st.sampled_from(SYNTAX),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)
LINES = st.lists(
    st.tuples(st.sampled_from(["", "", "1. ", "10. ", "+ ", "- ", "= ", "/ "]), PIECE).map("".join), max_size=4
)
ANY = st.one_of(
    st.lists(PIECE, max_size=10).map("".join), LINES.map("\n".join), st.sampled_from(["", "Wort", "– § „a“"])
)
MANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
FUNCTIONS = "let address(..pieces) = pieces.pos().join()"
"""What the translation of a text may call."""


def evaluated(expression: str) -> Any:
    return json.loads(typst.eval(b"", f"{{ {FUNCTIONS}; {expression} }}"))


def test_the_texts_reach_every_branch() -> None:
    """Of a thousand texts each character that is written in another way, alone and with others."""
    seen: Counter[str] = Counter()

    @settings(max_examples=1000, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(ANY)
    def look(text: str) -> None:
        seen.update(set(ESCAPED) & set(text))
        seen["unseen"] += any(not character.isprintable() and character not in ESCAPED for character in text)
        seen["as it is"] += text.isprintable() and '"' not in text and "\\" not in text
        seen["line begins like a list"] += bool(re.search(r"(?m)^(\d+\.|[-+=/]) ", text))

    look()
    assert set(seen) == {*ESCAPED, "unseen", "as it is", "line begins like a list"}
    assert min(seen.values()) >= 40, seen


def plain(content: Any) -> str:
    """The text of content as Typst serialises it."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(map(plain, content))
    if not isinstance(content, dict):
        return ""
    func = content.get("func")
    if func == "text":
        return str(content["text"])
    if func == "space":
        return " "
    return "".join(plain(content[key]) for key in ("children", "body", "child") if key in content)


# Twenty texts a compilation: it is the start of the compiler that takes time, not the text.
@MANY
@given(st.lists(ANY, min_size=1, max_size=20))
def test_a_literal_is_its_text(texts: list[str]) -> None:
    assert evaluated(f"({''.join(f'{literal(text)}, ' for text in texts)})") == texts


@MANY
@given(st.lists(st.tuples(st.sampled_from(["", "emph", "strong", "super"]), ANY), min_size=1, max_size=12))
def test_inline_nodes_give_their_text_again(parts: list[tuple[str, str]]) -> None:
    wrappers = {"emph": nodes.emphasis, "strong": nodes.strong, "super": nodes.superscript}
    paragraph = nodes.inline()
    for kind, text in parts:
        if "\n" in text or "\r" in text:
            continue  # a line break in an editor's file becomes a space; that has a test of its own
        paragraph += wrappers[kind]("", "", nodes.Text(text)) if kind else nodes.Text(text)
    translation = TypstTranslation(BOOK, "index")
    code = translation.node(paragraph)
    translation.prove(paragraph, (words.node for words in code.words))
    assert translation.faults == []
    assert plain(evaluated(f"[#{code or '[]'}]")) == paragraph.astext()


def test_a_line_break_in_a_file_is_a_space() -> None:
    words = nodes.inline("", "", nodes.Text("ein \n  Wort"))
    assert plain(evaluated(f"[#{TypstTranslation(BOOK, 'index').node(words)}]")) == "ein Wort"


VALUES = st.recursive(
    st.one_of(ANY, st.integers(-(2**53), 2**53), st.floats(-1e6, 1e6), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(ANY, inner, max_size=3)),
    max_leaves=8,
)


@MANY
@given(st.lists(VALUES, max_size=12))
def test_values_arrive(values: list[Any]) -> None:
    assert evaluated(str(value(values))) == values


@pytest.mark.parametrize("same", [True, 1, 1.5, None, [], {}, ["a"], [[]], {"a": {}}, -3])
def test_a_value_keeps_its_type(same: Any) -> None:
    found = evaluated(str(value(same)))
    assert found == same
    assert type(found) is type(same)


def test_an_empty_block_is_no_content() -> None:
    assert str(value(block([]))) == "[]"
    assert str(value(NOTHING)) == "[]"
    assert not NOTHING
    assert not block([NOTHING, NOTHING])
    assert not text_of("", nodes.Text(""))


def test_blocks_and_calls_are_what_typst_reads() -> None:
    inside = block([value("a"), NOTHING, value("b")])
    assert str(inside) == '{ "a"; "b"; }'
    assert str(block([value("a")], "\n")) == '{ "a"\n}'
    assert (
        str(call("f", inside, NOTHING, 1, page_ref=True, to=None))
        == 'f(page-ref: true, to: none, { "a"; "b"; }, [], 1, )'
    )
    assert str(call("f")) == "f()"
    assert evaluated('{ let f(a, b: 2) = (a, b); f("x", b: 3) }') == ["x", 3]


def test_code_knows_the_texts_in_it() -> None:
    node = nodes.Text("x\u200b")
    code = call("f", block([text_of("x\u200b", node), value("y\\")]), to="z\ue000")
    assert [words.node for words in code.words] == [node]
    assert {"x", "y", "z", "\u200b", "\ue000"} <= set(code.characters)
    assert bool(TypstCode(("x",)))


def test_a_lone_surrogate_is_no_text_of() -> None:
    with pytest.raises(UnicodeEncodeError):
        literal("a\ud800")
