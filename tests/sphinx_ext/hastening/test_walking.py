"""Nodes are found, visited and read as docutils does it, only sooner."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from small_reader import copy_small
from sphinx.cmd.build import main
from sphinx.util.nodes import NodeMatcher

from lesebuch.sphinx_ext.hastening import walking

KINDS = (nodes.section, nodes.paragraph, nodes.emphasis, nodes.strong)
THEIRS = nodes.Node.findall
THEIR_WALK, THEIR_WORDS = nodes.Node.walkabout, nodes.Text.astext


def of(shape: list[object]) -> nodes.Element:
    """A tree: a number is a text, a list an element whose first number says of which kind."""
    made = KINDS[len(shape) % len(KINDS)]()
    for part in shape:
        made += of(part) if isinstance(part, list) else nodes.Text(str(part))
    return made


TREES = st.recursive(st.integers(0, 9), lambda inner: st.lists(inner, max_size=5), max_leaves=40).map(
    lambda shape: of(shape if isinstance(shape, list) else [shape])
)


def is_long(node: nodes.Node) -> bool:
    return len(node.children) > 1


@given(TREES)
def test_the_same_nodes_in_the_same_order(tree: nodes.Element) -> None:
    matchers = (NodeMatcher(*KINDS[:2]), NodeMatcher(nodes.table), NodeMatcher(nodes.section, ids=[]), NodeMatcher())
    for condition in (None, *KINDS, nodes.Text, nodes.table, is_long, *matchers):
        assert list(map(id, walking.findall(tree, condition))) == list(map(id, THEIRS(tree, condition)))
    for place in tree.children:
        assert list(walking.findall(place, siblings=True)) == list(THEIRS(place, siblings=True))
        assert list(walking.findall(place, None, False)) == list(THEIRS(place, None, False))


@pytest.mark.parametrize("condition", [None, nodes.paragraph, lambda node: isinstance(node, nodes.paragraph)])
def test_a_tree_that_changes_meanwhile_is_gone_through_as_docutils_does(
    condition: type | Callable[[nodes.Node], bool] | None,
) -> None:
    def seen(find: Callable[..., object]) -> list[str]:
        tree = of([[1], [2, [3]], [4], [5, 6]])
        told = []
        for node in find(tree, condition):  # type: ignore[attr-defined]
            told.append(node.astext())
            if isinstance(node, nodes.paragraph) and len(told) < 9:
                node.parent.insert(node.parent.index(node) + 1, nodes.paragraph("", "neu"))
                node.clear()
        return told

    assert seen(walking.findall) == seen(THEIRS)


def test_nodes_of_a_kind_are_not_looked_for_as_docutils_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "_findall", None)
    assert [node.astext() for node in walking.findall(of([[1], [2, [3]]]), nodes.Text)] == ["1", "2", "3"]


def test_docutils_is_as_before_when_a_build_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path)
    during = []
    monkeypatch.setattr(walking, "_holds", lambda *asked: during.append(asked) or True)
    assert main(["-q", "-D", "lesebuch_search=0", str(root / "docs"), str(tmp_path / "out")]) == 0
    assert during
    assert nodes.Node.findall is THEIRS
    assert nodes.Node.walkabout is THEIR_WALK
    assert nodes.Text.astext is THEIR_WORDS


class Visitor(nodes.GenericNodeVisitor):
    """Notes where it comes and goes; of some nodes, by how many there were before, it says that something is to be skipped."""

    def __init__(self, document: nodes.document, skips: dict[int, type[Exception]]) -> None:
        super().__init__(document)
        self.seen: list[tuple[str, int]] = []
        self._skips = skips

    def default_visit(self, node: nodes.Node) -> None:
        self.seen.append(("visit", id(node)))
        if wanted := self._skips.get(len(self.seen)):
            raise wanted

    def default_departure(self, node: nodes.Node) -> None:
        self.seen.append(("depart", id(node)))


SKIPS = (nodes.SkipNode, nodes.SkipChildren, nodes.SkipSiblings, nodes.SkipDeparture, nodes.StopTraversal)


@given(TREES, st.dictionaries(st.integers(1, 30), st.sampled_from(SKIPS), max_size=4))
def test_a_visitor_comes_to_the_same_nodes(tree: nodes.Element, skips: dict[int, type[Exception]]) -> None:
    document = new_document("a")
    document += tree
    told = []
    for walk in (THEIR_WALK, walking.walkabout):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nodes.Node, "walkabout", walk)
            visitor = Visitor(document, skips)
            told.append((_outcome(document, visitor), visitor.seen))
    assert told[0] == told[1]


def _outcome(document: nodes.document, visitor: Visitor) -> object:
    try:
        return document.walkabout(visitor)
    except nodes.TreePruningException as raised:
        return type(raised)


@given(st.text(st.sampled_from("a \0\n")))
def test_a_text_says_the_same_words(words: str) -> None:
    text = nodes.Text(words)
    assert walking.astext(text) == THEIR_WORDS(text)
    assert type(walking.astext(text)) is str
