"""A title is made into HTML once, and another title is another."""

import pytest
from docutils import nodes

from lesebuch.html.partials import directly, once


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
