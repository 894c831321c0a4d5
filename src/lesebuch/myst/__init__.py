"""MyST as myst-parser reads it, without Sphinx: what stands where in a piece of markup, and which names a site knows."""

from lesebuch.myst.known import KnownMarkup, known
from lesebuch.myst.options import read_options
from lesebuch.myst.parser import BLOCKS, PARSER
from lesebuch.myst.scanning import (
    IN_CHAPTERS,
    CodeBlock,
    Directive,
    Footnote,
    Heading,
    Link,
    Role,
    Rule,
    Scan,
    Target,
    scan,
)

__all__ = [
    "BLOCKS",
    "IN_CHAPTERS",
    "PARSER",
    "CodeBlock",
    "Directive",
    "Footnote",
    "Heading",
    "KnownMarkup",
    "Link",
    "Role",
    "Rule",
    "Scan",
    "Target",
    "known",
    "read_options",
    "scan",
]
