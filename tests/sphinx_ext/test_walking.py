"""Nodes are found as docutils finds them, only sooner."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from small_reader import copy_small
from sphinx.cmd.build import main

from lesebuch.sphinx_ext import walking

KINDS = (nodes.section, nodes.paragraph, nodes.emphasis, nodes.strong)
THEIRS, THEIR_WALK = nodes.Node.findall, nodes.Node.walkabout


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
    for condition in (None, *KINDS, nodes.Text, nodes.table, is_long):
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


def test_docutils_is_as_before_when_a_build_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path)
    during = []
    monkeypatch.setattr(walking, "_holds", lambda *asked: during.append(asked) or True)
    assert main(["-q", "-D", "lesebuch_search=0", str(root / "docs"), str(tmp_path / "out")]) == 0
    assert during
    assert (nodes.Node.findall, nodes.Node.walkabout) == (THEIRS, THEIR_WALK)


PRUNINGS = (None, nodes.SkipNode, nodes.SkipChildren, nodes.SkipSiblings, nodes.SkipDeparture, nodes.StopTraversal)


class Witness(nodes.NodeVisitor):
    """Tells all that it is shown, and stops the walk at some nodes."""

    def __init__(self, prunings: list[int], *, leaving: bool) -> None:
        super().__init__(new_document("here", get_default_settings()))
        self.told: list[str] = []
        self._prunings, self._leaving = iter(prunings), leaving

    def dispatch_visit(self, node: nodes.Node) -> None:
        self._tell("in", node)

    def dispatch_departure(self, node: nodes.Node) -> None:
        self._tell("out", node) if self._leaving else self.told.append(f"out {node.astext()}")

    def _tell(self, word: str, node: nodes.Node) -> None:
        self.told.append(f"{word} {type(node).__name__} {node.astext()}")
        if pruning := PRUNINGS[next(self._prunings, 0)]:
            raise pruning


@given(TREES, st.lists(st.integers(0, len(PRUNINGS) - 1), max_size=12), st.booleans())
def test_a_visitor_is_shown_the_same_nodes_and_stops_where_it_stopped(
    tree: nodes.Element, prunings: list[int], leaving: bool
) -> None:
    def seen(walk: Callable[[nodes.Node, nodes.NodeVisitor], bool]) -> tuple[object, list[str]]:
        witness = Witness(prunings, leaving=leaving)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nodes.Node, "walkabout", walk)
            try:
                return tree.walkabout(witness), witness.told
            except nodes.TreePruningException as error:
                return type(error), witness.told

    assert seen(walking.walkabout) == seen(THEIR_WALK)
