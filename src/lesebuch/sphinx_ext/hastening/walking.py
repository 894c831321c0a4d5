"""How a build goes through nodes: docutils asks every node for a generator of its own, which takes a tenth of a build.

Some three hundred times a page something looks for nodes of a kind, and mostly there are none: that a loop sees sooner. What
is found, and in which order, stays as it is; so do the words of a node, and what a visitor comes to.
"""

from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

from lesebuch.sphinx_ext.hastening.replacing import replace

_findall, _walkabout, _astext = nodes.Node.findall, nodes.Node.walkabout, nodes.Text.astext


def hasten() -> None:
    """Let nodes be walked through by the functions below."""
    replace(nodes.Node, "findall", lambda _theirs: findall)
    replace(nodes.Node, "walkabout", lambda _theirs: walkabout)
    replace(nodes.Text, "astext", lambda _theirs: astext)


# --- Finding -----------------------------------------------------------------------------------------------------------


def findall(
    self: nodes.Node,
    condition: type | Callable[[nodes.Node], bool] | None = None,
    *args: bool,
    **given: bool,
) -> Iterator[nodes.Node]:
    """As docutils has it; whoever wants anything but a node and all below it gets that from docutils itself."""
    if args or given:
        return _findall(self, condition, *args, **given)
    if isinstance(condition, type):
        return (node for node in _all(self) if isinstance(node, condition)) if _holds(self, (condition,)) else iter(())
    if type(condition) is NodeMatcher and condition.classes and not _holds(self, condition.classes):
        return iter(())
    every = _all(self)
    return every if condition is None else (node for node in every if condition(node))


def _holds(node: nodes.Node, wanted: tuple[type, ...]) -> bool:
    """Whether it is such a node, or one is below it; mostly none is."""
    found = [node]
    for one in found:
        if isinstance(one, wanted):
            return True
        found += one.children
    return False


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    """In the order of the document, and as docutils goes through a tree that changes meanwhile."""
    yield node
    below = [iter(node.children)]
    while below:
        for child in below[-1]:
            yield child
            if child.children:
                below.append(iter(child.children))
                break
        else:
            below.pop()


# --- Visiting, and words -----------------------------------------------------------------------------------------------


def walkabout(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """As docutils has it, without a message to nobody on each step."""
    if visitor.document.reporter.debug_flag:
        return _walkabout(self, visitor)
    is_left = True
    try:
        try:
            visitor.dispatch_visit(self)
        except nodes.SkipNode:
            return False
        except nodes.SkipDeparture:
            is_left = False
        stops = _within(self, visitor)
    except nodes.SkipChildren:
        stops = False
    except nodes.StopTraversal:
        stops = True
    if is_left:
        visitor.dispatch_departure(self)
    return stops


def _within(node: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    try:
        # A copy: what is visited may change what stands beside it.
        return any(child.walkabout(visitor) for child in tuple(node.children))
    except nodes.SkipSiblings:
        return False


def astext(self: nodes.Text) -> str:
    """As docutils has it: only what came from reStructuredText may hold the sign that stands for a backslash."""
    return _astext(self) if "\0" in self else str(self)
