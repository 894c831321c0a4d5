"""Last changes for HTML, where what docutils writes by itself fails accessibility checks."""

from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from lesebuch.html import cited_in
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks


def cite_works(app: Sphinx, document: nodes.document, _page: str) -> None:
    """On `doctree-resolved`: cited works as entries of our own, without the label, which our citations do not show, and the role that ARIA has retired.

    Their ids stay, since citations lead there.
    """
    if app.builder.format != "html" or not looks.ours(app.config):
        return
    works = []
    for citation in list(document.findall(nodes.citation)):
        work = ours.cited_work(ids=citation["ids"])
        work += [child for child in citation.children if not isinstance(child, nodes.label)]
        citation.replace_self(work)
        works.append(work)
    cited_in.fill(works, app.env, app.builder)


class EmptyHeads(SphinxPostTransform):
    """Tables whose head says nothing have none: MyST's tables cannot be written without."""

    default_priority = 900
    formats = ("html",)
    _kept: ClassVar[tuple[type[nodes.Node], ...]] = (nodes.Text, nodes.image)

    def run(self, **_kwargs: object) -> None:
        """Remove each head without text and pictures."""
        if not looks.ours(self.config):
            return
        for head in list(self.document.findall(nodes.thead)):
            if not any(isinstance(node, self._kept) for node in head.findall()):
                head.parent.remove(head)
