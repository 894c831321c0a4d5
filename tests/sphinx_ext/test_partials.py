"""A title is made into HTML once, and another title is another."""

from docutils import nodes

from lesebuch.html.partials import once


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
