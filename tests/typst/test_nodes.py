"""Each kind of node is printed as what it is, or refused with its place; nothing vanishes and nothing prints plain."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes
from printed import Printed, build, copy_mini, letters
from sphinx import addnodes

from lesebuch.sphinx_ext import html_in_text
from lesebuch.typst.builder import NOTED
from lesebuch.typst.handlers import BOOK
from lesebuch.typst.translation import TypstTranslation

CONF = """language = "de"
extensions = ["lesebuch"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline", "strikethrough", "tasklist"]
suppress_warnings = ["myst.strikethrough", "toc.not_included", "myst.directive_option"]
"""
# Title, source, and what the code of the book must have of it: a regular expression each.
CASES: dict[str, tuple[str, list[str]]] = {
    "hard break": ("Erste\\\nzweite Zeile", ['"Erste"; linebreak\\(\\); .*"zweite Zeile"']),
    "two blanks": ("Dritte  \nvierte Zeile", ['"Dritte"; linebreak\\(\\)']),
    "strikethrough": ("Ein ~~falsches *sehr*~~ Wort", [r'strike\(\{ "falsches "; emph\(']),
    "sub and super": ("H<sub>2</sub>O m<sup>3</sup>", [r'sub\(\{ "2"', r'super\(\{ "3"']),
    "tags in tags": ("<b>fett <i>schräg</i> fett</b>", [r'strong\(\{ "fett "; emph\(\{ "schräg"']),
    "same tags in tags": ("<b>a<b>b</b>c</b>", [r'strong\(\{ "a"; strong\(\{ "b"; \}, \); "c"']),
    "other tags": ("<u>unter</u> <kbd>Strg</kbd> <mark>gelb</mark> <br> Ende", ["underline", "typed", "highlight", "linebreak"]),
    "a link in HTML": ('<a href="https://example.org/x?a=1&amp;b=2">dorthin</a>', [r'outward\("https://example.org/x\?a=1&b=2"']),
    "classes": ("[Kapitälchen]{.smallcaps} [weg]{.strike}", ["smallcaps", "strike"]),
    "roles": ("x{sub}`7` y{sup}`8`", [r'sub\(\{ "7"', r'super\(\{ "8"']),
    "abbreviation": ("{abbr}`WS (Wasser Salzau)`, {abbr}`WS (Wasser Salzau)`", [r'"WS"; \}; " \(Wasser Salzau\)"; \}; ", "; \{ "WS"; \}; \}, \)']),
    "tasks": ("- [ ] offen\n- [x] getan", ['"☐ "', '"☒ "']),
    "list in list": ("- a\n  - b\n\n    1. c\n    2. d", ["list\\(", r"enum\(start: 1, numbering: \"1\.\""]),
    "numbers that go on": ("5. fünf\n6. sechs", [r"enum\(start: 5"]),
    "a list with brackets": ("```{eval-rst}\nb) zwei\nc) drei\n```", [r'enum\(start: 2, numbering: "a\)"']),
    "definitions": ("Begriff\n: Erklärung\n: Zweite", ["definitions", '"Erklärung"', '"Zweite"']),
    "code without a line": ("```\n```", [r'listing\(""']),
    "fields": ("```{eval-rst}\n:Feld: Wert\n```", ['"Feld"', '"Wert"']),
    "options": ("```{eval-rst}\n-b FILE  Datei\n--alle   Alles\n```", ['"-b"; " "; "FILE"', '"--alle"']),
    "lines": ("```{eval-rst}\n| Zeile eins\n|    innen\n| Zeile drei\n```", [r"lines\(.*1, \{ \"innen\""]),
    "quote": ("> Zitat\n>\n> zwei", ["quotation\\("]),
    "epigraph": ("```{epigraph}\nMotto.\n\n-- Wer\n```", ['source: \\{ .*"Wer"']),
    "code": ("```python\nx  =  1\n\ty\n```", ['listing\\(.*"x  =  1\\\\n']),
    "code with a caption": ("```{code-block} python\n:caption: Überschrift des Codes\nx = 1\n```", ['rubric\\(\\{ "Überschrift des Codes"']),
    "parsed literal": ("```{eval-rst}\n.. parsed-literal::\n\n   fest *betont*\n```", ['"fest ".*"betont"']),
    "doctest": ("```{eval-rst}\n>>> 1\n1\n```", ['">>> 1']),
    "boxes": ("```{danger}\nAchtung hier.\n```\n\n```{error}\nSchlimm.\n```", ['title: "Gefahr"', 'title: "Fehler"']),
    "a box with a title": ("```{admonition} Kasten\nDrin.\n```", ['title: \\{ "Kasten"']),
    "topic": ("```{topic} Thema\nDarin.\n```", ['title: .*"Thema"']),
    "sidebar": ("```{sidebar} Rand\n:subtitle: Unter\nDaneben.\n```", ['"Rand"', '" · "; \\{ "Unter"']),
    "rubric": ("```{rubric} Rubrik\n```", ['rubric\\(\\{ "Rubrik"']),
    "versions": ("```{versionadded} 1.2\nNeues.\n```", ['"Neues."']),
    "columns and centre": ("```{hlist}\n- ha\n- hb\n```\n\n```{centered} Mitte\n```", ['"ha"', 'centered\\(\\{ "Mitte"']),
    "only": ("```{only} html\nNurimNetz.\n```\n\n```{only} typst\nNur im Buch.\n```", ['"Nur im Buch."']),
    "transition": ("vor\n\n---\n\nnach", ["divider\\(\\)"]),
    "figure": (
        "```{figure} dot.svg\n:alt: Ein Punkt\n:width: 40%\n\nBeschriftung\n\nLegende.\n```",
        ['picture\\(alt: "Ein Punkt", alone: true, width: 40%', 'captioned\\(caption: .*"Beschriftung"', 'legend\\(.*"Legende."'],
    ),
    "picture within a line": ("davor ![Punkt](dot.svg) danach", [r'picture\(alt: "Punkt", alone: false']),
    "footnotes": (
        "- Liste[^l]\n\n| Kopf | B |\n|---|---|\n| Zelle[^t] | b |\n\n[^l]: In der Liste.\n[^t]: In der *Tabelle*.",
        ['"Liste"; \\{? ?.*foot\\(.*"In der Liste."', '"Zelle"; .*foot\\(.*"In der "; emph'],
    ),
    "table in list": ("- Punkt\n\n  | A | B |\n  |---|--:|\n  | c | d |", [r"list\(.*grid-table\(.*cell\(align: right"]),
    "spans": (
        "```{eval-rst}\n+-----+-------+\n| K1  | K2    |\n|     +---+---+\n|     | k | l |\n+=====+===+===+\n| x   | y     |\n+     +---+---+\n|     | z | w |\n+-----+---+---+\n```",
        ["header: 2", "down: 2", "across: 2"],
    ),
    "table in table": (
        "```{list-table} Titel der Tabelle\n:header-rows: 1\n* - Kopf\n  - Zwei\n* - a\n  - | i | j |\n    |---|---|\n    | k | l |\n```",
        ['caption: \\{ .*"Titel der Tabelle"', r"cell\(.*grid-table\("],
    ),
    # What comes again on each page may hold no link.
    "a link in the head of a long table": (
        "| [A](https://example.org) | B |\n|---|---|\n" + "| c | d |\n" * 60, [r"grid-table\(.*repeats: false"]
    ),
    "a link to a page": ("[dorthin](überall.md)", [r'inward\(.*"überall"']),
    "a number at the start": ("1\\. August war es.\n\n\\+ plus\n\n\\- minus", ['paragraph\\(kind: "plain", \\{ "1. August', '"\\+ plus"']),
    "formulas": (
        "Mit {math}`a^2`.\n\n```{math}\n:label: eins\n\\sum_{i=1}^n x_i\n```\n\nSiehe {eq}`eins`.\n\n```{math}\na &= b \\\\\nc &= \\text{# „d“}\n```",
        ['formula\\(block: false, alt: "a\\^2", number: "", "a\\^2"', 'alt: "\\\\\\\\sum_{i=1}\\^n x_i", number: "1", "sum_', r'c & ?= ?\\"# „d“\\"|"# „d“'],
    ),
    "container": ("```{container} eigen\nIm Behälter.\n```", ['"Im Behälter."']),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, dict[str, str]]:
    """A book with a section for each case, and the code of each section."""
    folder = tmp_path_factory.mktemp("nodes")
    root = copy_mini(folder)
    docs = root / "docs"
    (docs / "conf.py").write_text(CONF, encoding="utf-8")
    (docs / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>'
    )
    cases = "\n\n".join(f"## {title}\n\n{source}\n" for title, (source, _) in CASES.items())
    (docs / "überall.md").write_text(f"# Alles\n\n{cases}", encoding="utf-8")
    (docs / "index.md").write_text("# Wasser\n\n```{toctree}\nüberall\nglossary\nreferences\n```\n", encoding="utf-8")
    printed = build(root, folder / "pdf")
    code = (folder / "pdf" / ".lesebuch-working" / "reader.pdf.typ").read_text(encoding="utf-8")
    parts = re.split(r"\bsection\(level: 2", code)
    return printed, {title: part for part in parts for title in CASES if f'plain: "{title}"' in part[:400]}


def test_the_book_is_made_without_a_word(made: tuple[Printed, dict[str, str]]) -> None:
    printed, _ = made
    assert printed.code == 0, printed.output
    assert "WARNING" not in printed.output
    assert "NurimNetz" not in printed.letters


@pytest.mark.parametrize("case", CASES)
def test_each_kind_is_printed_as_what_it_is(made: tuple[Printed, dict[str, str]], case: str) -> None:
    code = made[1][case].replace("\n", " ")
    assert [pattern for pattern in CASES[case][1] if not re.search(pattern, code)] == [], code


def test_bookmarks_and_contents_hold_titles_alone(root: Path, tmp_path: Path) -> None:
    index = root / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(
        f"{text}\n## Titel *schräg* {{cite}}`bote-1998-rat`[^n] ![Punkt](dot.svg)\n\n[^n]: Die ganze Note.\n"
    )
    (root / "docs" / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output

    def titles(items: list[object]) -> Iterator[str]:
        for item in items:
            yield from titles(item) if isinstance(item, list) else [item.title]  # type: ignore[attr-defined]

    found = list(titles(printed.reader.outline))
    assert "Titel schräg (Wett, 1998) Punkt" in found
    assert not any("Note" in title for title in found)
    assert letters("Die ganze Note.") in printed.letters


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<details><summary>Mehr</summary>Verborgenes Wissen</details>", "'Mehr Verborgenes Wissen'"),
        ('Ein <img src="x.png"> Bild', "'<img>'"),
        ('<iframe src="https://example.org"></iframe>', "'<iframe>'"),
    ],
)
def test_html_that_cannot_be_printed_is_said_with_its_place(root: Path, tmp_path: Path, source: str, told: str) -> None:
    index = root / "docs" / "index.md"
    index.write_text(f"# Titel\n\nAnfang.\n\n{source}\n", encoding="utf-8")
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0
    assert f"index.md:5: WARNING: This HTML is not printed: {told}." in printed.output


@pytest.mark.parametrize("tex", [r"\unbekannt{x}", r"\frac{1"])
def test_a_formula_that_cannot_be_read_is_an_error_at_its_place(root: Path, tmp_path: Path, tex: str) -> None:
    (root / "docs" / "index.md").write_text(f"# Titel\n\n{{math}}`a`\n\n```{{math}}\n{tex}\n```\n", encoding="utf-8")
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 1
    assert re.search(r"index\.md:[56]: ERROR: The formula .* cannot be read as TeX\.", printed.output)
    assert printed.output.count("cannot be read as TeX") == 1


def test_tags_without_words_are_no_loss(root: Path, tmp_path: Path) -> None:
    (root / "docs" / "index.md").write_text(
        '# Titel\n\n<!-- Anmerkung -->\n\n<div class="a">\n\nInhalt <span>im Bereich</span>.\n\n</div>\n\n<b>offen\n',
        encoding="utf-8",
    )
    printed = build(root, tmp_path / "pdf")
    assert "not printed" not in printed.output
    assert letters("Inhalt im Bereich") in printed.letters


def test_a_picture_on_another_host_is_not_fetched(root: Path, tmp_path: Path) -> None:
    (root / "docs" / "index.md").write_text("# Titel\n\n![Bild](https://example.invalid/a.png)\n", encoding="utf-8")
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 1
    assert "index.md:3: ERROR: The picture https://example.invalid/a.png lies on another host" in printed.output
    assert "Could not fetch" not in printed.output


# --- All kinds that there are --------------------------------------------------------------------------------------------

PARTS = {
    # Of lists, tables, figures and so on, which take them themselves.
    "title", "list_item", "term", "classifier", "definition", "definition_list_item", "field", "field_name", "field_body",
    "option_list_item", "option_group", "option", "option_string", "option_argument", "line", "label",
    "entry", "row", "colspec", "thead", "tbody", "tgroup",
    # Of the front matter that Sphinx takes away.
    "author", "authors", "organization", "address", "contact", "version", "revision", "status", "date", "copyright",
    # Base classes, and what is resolved before a writer sees it.
    "Element", "TextElement", "FixedTextElement", "PureTextElement", "pending", "citation_reference",
    "substitution_reference", "only", "pending_xref", "pending_xref_condition",
}  # fmt: skip
REFUSED = {"header", "footer", "decoration", "productionlist", "production"}


def test_each_kind_of_node_is_printed_or_refused() -> None:
    kinds = {
        cls for module in (nodes, addnodes) for cls in vars(module).values() if inspect.isclass(cls) and issubclass(cls, nodes.Element)
    }  # fmt: skip
    unknown = {cls.__name__ for cls in kinds if cls not in BOOK}
    assert {name for name in unknown if not name.startswith(("desc", "_desc"))} == PARTS | REFUSED


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_refused_names_its_place(name: str) -> None:
    kind = getattr(nodes, name, None) or getattr(addnodes, name)
    node = kind("", "x") if issubclass(kind, nodes.TextElement) else kind()
    node.source, node.line = "corpus/a.md", 7
    translation = TypstTranslation(BOOK, "index")
    translation.look(node, noted=NOTED)
    translation.node(node)
    (fault,) = translation.faults
    assert fault.message == f"There is no way to print a node of the kind {name!r}."
    assert (fault.node.source, fault.node.line) == ("corpus/a.md", 7)


def test_folding_keeps_every_word() -> None:
    paragraph = nodes.paragraph()
    for part in ["<b>", "a", "<i>", "b", "</b>", "c", "</i>", "<br/>", "<hr>", "</u>", "d"]:
        html = part.startswith("<")
        paragraph += nodes.raw("", part, format="html") if html else nodes.Text(part)
    html_in_text.fold(nodes.section("", paragraph))
    words = "".join(t.astext() for t in paragraph.findall(nodes.Text) if not isinstance(t.parent, nodes.raw))
    assert words == "abcd"
