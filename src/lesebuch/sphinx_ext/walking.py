"""How a build looks for nodes: docutils asks every node for a generator of its own, which takes a tenth of a build.

Some three hundred times a page something looks for nodes of a kind, and mostly there are none: that a loop sees sooner. What
is found, and in which order, stays as it is.
"""

from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.application import Sphinx

from lesebuch.sphinx_ext.domain import LesebuchDomain

_docutils = nodes.Node.findall


def hasten(app: Sphinx) -> None:
    """When the reader has been read, where there is one."""
    if LesebuchDomain.of(app.env).reader.chapters:
        nodes.Node.findall = findall  # type: ignore[method-assign,assignment]


def restore(_app: Sphinx, _failed: Exception | None) -> None:
    """On `build-finished`: as before, for those who build from within a longer program."""
    if nodes.Node.findall is findall:
        nodes.Node.findall = _docutils  # type: ignore[method-assign]


def findall(
    self: nodes.Node,
    condition: type | Callable[[nodes.Node], bool] | None = None,
    *args: bool,
    **given: bool,
) -> Iterator[nodes.Node]:
    """As docutils has it; whoever wants anything but a node and all below it gets that from docutils itself."""
    if args or given:
        return _docutils(self, condition, *args, **given)
    if isinstance(condition, type):
        return _docutils(self, condition) if _holds(self, condition) else iter(())
    every = _all(self)
    return every if condition is None else (node for node in every if condition(node))


def _holds(node: nodes.Node, wanted: type) -> bool:
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
