"""Whatever a text holds, Typst sets that text: nothing of it is markup, nothing is lost or added."""

import json
from typing import Any

import typst
from docutils import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesebuch.sphinx_ext.typst.code import block, literal, value
from lesebuch.sphinx_ext.typst.handlers import BOOK
from lesebuch.sphinx_ext.typst.translation import Translation

# What Typst's own syntax is made of must be frequent, or the property is hardly tested.
SYNTAX = r"""\"#$*_`<>@[]{}()=-+/~'.:;,^&|%!? """ + "\n\t\r\u00a0\u00ad\u200b\ufeff\x00\x7f"
ANY = st.text(st.one_of(st.sampled_from(SYNTAX), st.characters(exclude_categories=["Cs"])), max_size=60)
MANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def evaluated(expression: str) -> Any:
    return json.loads(typst.eval(b"", expression))


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
    translation = Translation(BOOK, "index")
    code = translation.node(paragraph)
    translation.prove(paragraph, code)
    assert translation.faults == []
    assert plain(evaluated(f"[#{code or '[]'}]")) == paragraph.astext()


def test_a_line_break_in_a_file_is_a_space() -> None:
    words = nodes.inline("", "", nodes.Text("ein \n  Wort"))
    assert plain(evaluated(f"[#{Translation(BOOK, 'index').node(words)}]")) == "ein Wort"


@MANY
@given(
    st.dictionaries(ANY, st.one_of(ANY, st.integers(), st.booleans(), st.none()), max_size=4), st.lists(ANY, max_size=3)
)
def test_values_arrive(options: dict[str, Any], texts: list[str]) -> None:
    assert evaluated(str(value(options))) == options
    assert evaluated(str(value(texts))) == texts


def test_an_empty_block_is_no_content() -> None:
    assert str(value(block([]))) == "[]"
