"""The scanner reads what myst-parser reads, and knows the names that a site knows."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from lesebuch import myst
from lesebuch.model import Markup
from lesebuch.myst import PARSER, known, read_options, scan, scanning
from lesebuch.problems import Where
from lesebuch.sphinx_ext.conf.defaults import _DEFAULTS

ROOT = Path(__file__).parents[2]
THEIRS = create_md_parser(MdParserConfig(enable_extensions=set(_DEFAULTS["myst_enable_extensions"])), RendererHTML)
PIECES = st.lists(
    st.sampled_from(
        ["{a}`b`", "`", "``", "~~~", "```", ":::", "{note}", "\n", "\n\n", "> ", "- ", "    ", "% ", "(x)=\n", "[x](y)", "[^a]",
         "[^a]: ", "![p](q)", "<!--", "-->", "\\", "|", "---", "+++", "Wort", ": ", "{#id}", "<project:x.md>", "\t", "ä", "#"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


MERE = st.lists(
    st.sampled_from(["Wort", " ", "ß", "1.", "-", "--", "*", "**", "_", "__", "/", ":", "::", "(x)", '"', "’", "„", "…", "\nwo", "\n\nA"]),
    min_size=3,
    max_size=30,
).map("".join)  # fmt: skip


@given(MERE)
def test_in_mere_words_there_is_nothing_to_find(text: str) -> None:
    """The short way of `scan` and the long one say the same."""
    if not scanning._WORDS.fullmatch(text):
        return
    scanner = scanning._Scanner(Markup(text, Where("a.md", 1)), {})
    scanner.blocks(text, 0, 0)
    assert scanner.found == scan(Markup(text, Where("a.md", 1))) == scanning.Scan()


@pytest.mark.parametrize("sign", [*"[]<>{}`$=#|\\~&%+@^", "\n- ", "\n---", "\n1. ", "\n: ", "\n    ", "\t"])
def test_what_may_begin_markup_is_read_the_long_way(sign: str) -> None:
    assert scanning._WORDS.fullmatch("Zwei Wörter.\nUnd *drei*!\n")
    assert not scanning._WORDS.fullmatch(f"Zwei{sign} Wörter.")


def test_the_table_of_names_is_that_of_the_registries() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "known_markup.py")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    table = ROOT / "src" / "lesebuch" / "myst" / "known.json"
    assert said == table.read_text(encoding="utf-8"), f"write it anew: python scripts/known_markup.py > {table.name}"


def test_names_of_docutils_in_german() -> None:
    assert "hinweis" in known("de-AT").directives
    assert "hinweis" not in known("en").directives


@pytest.mark.parametrize("ruler", ["core", "block", "inline"])
def test_the_rules_are_those_of_myst_parser(ruler: str) -> None:
    theirs = [rule for rule in getattr(THEIRS, ruler).ruler.get_active_rules() if rule != "wordcount"]
    assert getattr(PARSER, ruler).ruler.get_active_rules() == theirs


@given(PIECES)
def test_the_tokens_are_those_of_myst_parser(text: str) -> None:
    ours = [(token.type, token.content, token.info, token.map) for token in PARSER.parse(text, {})]
    assert ours == [(token.type, token.content, token.info, token.map) for token in THEIRS.parse(text, {})]


@given(PIECES)
def test_every_place_lies_in_the_text(text: str) -> None:
    found = scan(Markup(text, Where("a.md", 7)))
    lines = text.split("\n")
    for kind in (
        "roles",
        "links",
        "pictures",
        "targets",
        "headings",
        "directives",
        "codes",
        "footnotes",
        "footnote_refs",
    ):
        for item in getattr(found, kind):
            assert 7 <= item.where.line <= 7 + len(lines)
    end = 0
    for role in found.roles:
        if role.start >= 0:
            assert text[role.start : role.end].startswith(f"{{{role.name}}}`")
            assert text[role.end - 1] == "`"
            assert role.start >= end
            end = role.end
            line, column = role.where.line - 7, role.where.column - 1
            assert lines[line][column:].startswith(f"{{{role.name}}}")


def test_places() -> None:
    text = (
        "Ein {a}`1`, `` {no}`2` `` und {b}``3\nnoch`` {c}`4`.\n\n> {d}`5`\n\n:::{note}\n:name: x\n\n{e}`6`\n:::\n\n"
        "| {f}`7` |\n|---|\n| x {g}`8` |\n\n- eins\n  - {h}`9`\n"
    )
    found = scan(Markup(text, Where("a.md", 10)))
    places = {role.name: (role.where.line, role.where.column) for role in found.roles}
    assert places == {
        "a": (10, 5), "b": (10, 31), "c": (11, 8), "d": (13, 3), "e": (18, 1), "f": (21, 3), "g": (23, 5), "h": (26, 5),
    }  # fmt: skip
    assert [text[role.start : role.end] for role in found.roles][:3] == ["{a}`1`", "{b}``3\nnoch``", "{c}`4`"]
    assert found.targets == [myst.Target("x", Where("a.md", 15), titled=False)]


@pytest.mark.parametrize(
    ("content", "options", "used"),
    [
        (":a: 1\n:b-c: zwei: drei\n\nText", {"a": "1", "b-c": "zwei: drei"}, 2),
        (":a:\nText", {"a": ""}, 1),
        (":::{x}\n:::", {}, 0),
        ("Text\n:a: 1", {}, 0),
        ("---\na: 1\nb: 2\n---\nText", {"a": "1", "b": "2"}, 4),
        ("---\na: 1", {"a": "1"}, 2),
        ("", {}, 0),
    ],
)
def test_options(content: str, options: dict[str, str], used: int) -> None:
    read, places, lines = read_options(content)
    assert (read, lines) == (options, used)
    for key, line in places.items():
        assert key in content.split("\n")[line]


def test_directives_within_directives_without_end() -> None:
    text = "\n".join(":" * n + "{note}" for n in range(300, 3, -1)) + "\nText\n"
    assert scan(Markup(text, Where("a.md", 1))).directives
