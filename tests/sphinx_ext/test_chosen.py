"""What of a text stands on a sheet for which some passages of it are chosen."""

import pytest
from docutils import nodes
from docutils.utils import new_document

from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.sheets import choose


def _passage(id_: str) -> ours.passage:
    kind = {"c": "caption", "p": "paragraph", "q": "table"}[id_[0]]
    return ours.passage("", nodes.Text(id_), passage=id_, kind=kind)


@pytest.mark.parametrize(
    ("text", "chosen", "left"),
    [
        ("p1 c1 q2 p3", "q2", "[…] c1 q2 […]"),
        ("p1 q2 c1 p3", "q2", "[…] q2 c1 […]"),
        ("c1 q1 c2 q2", "q2", "[…] c2 q2"),
        ("p1 c1 q2 p3", "p1", "p1 […]"),
        ("p1 c1 p2 q3", "q3", "[…] q3"),
        ("PICTURE c1 q2", "q2", "[…] q2"),
        ("PICTURE c1 q2", "c1", "PICTURE c1 […]"),
    ],
)
def test_a_caption_comes_with_its_table(text: str, chosen: str, left: str) -> None:
    tree = new_document("sheet")
    holder = nodes.section(chapter="c")
    for id_ in text.split():
        holder += ours.picture("", nodes.Text("PICTURE"), of="c1") if id_ == "PICTURE" else _passage(id_)
    tree += holder
    choose(tree, {chosen}, "c")
    assert " ".join(node.astext() for node in holder.children) == left
