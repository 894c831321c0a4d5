"""A title is made into HTML once, and another title is another; tables of contents are as Sphinx makes them."""

from pathlib import Path

import pytest
from docutils import nodes
from small_reader import copy_small
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import document_toc

from lesebuch.html.partials import contents, directly, once, writes_as_known
from lesebuch.html.translator import LesebuchTranslator


def test_each_title_is_rendered_once_and_all_else_each_time() -> None:
    asked: list[nodes.Node | None] = []

    def render(node: nodes.Node | None) -> dict[str, str]:
        asked.append(node)
        return {"title": node.astext() if node else ""}

    remembering = once(render)
    first, twin, other = (nodes.title("", text) for text in ("Eins", "Eins", "Zwei"))
    for _ in range(3):
        assert [remembering(title)["title"] for title in (first, twin, other)] == ["Eins", "Eins", "Zwei"]
    assert list(map(id, asked)) == list(map(id, (first, twin, other)))
    listed = nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "Eins")))
    for node in (listed, listed, None, None):
        remembering(node)
    assert len(asked) == 7


def test_what_a_page_changes_in_its_title_no_other_sees() -> None:
    remembering = once(lambda _node: {"title": "Eins"})
    title = nodes.title("", "Eins")
    remembering(title)["title"] = "Null"
    assert remembering(title)["title"] == "Eins"


def test_a_title_of_words_needs_no_translator_until_more_is_asked_for() -> None:
    asked: list[nodes.Node | None] = []

    def render(node: nodes.Node | None) -> dict[str, str]:
        asked.append(node)
        return {"title": "whole", "fragment": f"<h1>{node.astext() if node else ''}</h1>"}

    rendering = once(directly(render))
    words = nodes.title("", "", nodes.Text("Öl & <Gas>, "), nodes.Text('"neu" @ 5'))
    parts = rendering(words)
    assert parts["title"] == "Öl &amp; &lt;Gas&gt;, &quot;neu&quot; &#64; 5"
    assert not asked
    assert parts["fragment"] == '<h1>Öl & <Gas>, "neu" @ 5</h1>'
    assert asked == [words]
    with pytest.raises(KeyError):
        parts["other"]
    for other in (nodes.title("", "", nodes.emphasis("", "Öl")), nodes.paragraph("", "Öl"), None):
        assert rendering(other)["title"] == "whole"


def test_tables_of_contents_are_as_sphinx_makes_them(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    page = '# Öl & "Gas" <neu>\n\n## Mit *Nachdruck*\n\n## Zwei\n\n### Drei @ 3\n\n### Vier\n'
    (root / "docs" / "more.md").write_text(f"---\norphan: true\n---\n\n{page}", encoding="utf-8")
    app = Sphinx(root / "docs", root / "docs", tmp_path / "out", tmp_path / "trees", "html", status=None, warning=None)
    app.build()
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    # The theme below ours makes a translator of its own of it: that is no reason to go the long way.
    assert writes_as_known(builder.get_translator_class(), app.registry.translation_handlers)
    short = 0
    for name in sorted(app.env.found_docs):
        made = contents(document_toc(app.env, name, app.tags))  # type: ignore[arg-type]
        whole = StandaloneHTMLBuilder.render_partial(builder, document_toc(app.env, name, app.tags))
        assert made in {whole["fragment"], ""}
        assert whole["title"] == ""
        short += bool(made)
    # All but lists of pages, and headings with more than words.
    assert short > len(app.env.found_docs) / 2


def test_a_table_of_contents_with_more_than_words_is_left_to_sphinx() -> None:
    def item(*within: nodes.Node, **more: str) -> nodes.list_item:
        link = nodes.reference("", "", *within, internal=True, refuri="#a&b", anchorname="#a&b", **more)
        return nodes.list_item("", addnodes.compact_paragraph("", "", link))

    plain = nodes.bullet_list("", item(nodes.Text("A & B")))
    assert contents(plain) == '<ul>\n<li><a class="reference internal" href="#a&amp;b">A &amp; B</a></li>\n</ul>\n'
    assert not contents(nodes.bullet_list("", item(nodes.emphasis("", "A"))))
    assert not contents(nodes.bullet_list("", item(nodes.Text("A")), item(nodes.Text("B"), secnumber="1")))
    assert not contents(nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "A"))))
    assert not contents(nodes.bullet_list("", item(nodes.Text("A")), classes=["current"]))
    styled = item(nodes.Text("A"))
    styled["classes"] = ["toctree-l1"]
    assert not contents(nodes.bullet_list("", styled))
    assert not contents(nodes.bullet_list())


def test_who_writes_links_or_lists_in_another_way_is_asked() -> None:
    class Table(LesebuchTranslator):
        def visit_table(self, _node: nodes.Node) -> None: ...

    class Link(LesebuchTranslator):
        def visit_reference(self, _node: nodes.Node) -> None: ...

    assert writes_as_known(LesebuchTranslator, {})
    assert writes_as_known(Table, {"html": {"passage": ()}})
    assert not writes_as_known(Link, {})
    assert not writes_as_known(StandaloneHTMLBuilder.default_translator_class, {})
    assert not writes_as_known(Table, {"html": {"list_item": ()}})
