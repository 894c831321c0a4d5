"""The directive `{reader-search}`: a field, what may be chosen, and room for what is found."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.sphinx_ext.domain import LesebuchDomain

KEY = "search"
"""What a page with the directive shows, and how its place is known."""


class SearchPage(SphinxDirective):
    """`{reader-search}`: where the results are shown; in a frame that is not ours, a link to its own search."""

    def run(self) -> list[nodes.Node]:
        """A place that HTML's writer fills when it is known what the pages are written for."""
        LesebuchDomain.of(self.env).use(self.env.docname, KEY)
        return [nodes.raw("", "", format="html", lesebuch=KEY)]
