"""How each kind of node is written: one table. A kind that is not in it is an error."""

from collections.abc import Mapping

from docutils import nodes

from lesebuch.office import blocks, chapters, inlines
from lesebuch.office.translation import Handler

SHEET: Mapping[type[nodes.Node], Handler] = {**inlines.HANDLERS, **blocks.HANDLERS, **chapters.HANDLERS}
