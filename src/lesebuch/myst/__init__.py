"""MyST as myst-parser reads it, without Sphinx: what stands where in a piece of markup, and which names a site knows."""

from lesebuch.myst.found import CodeBlock, Directive, Link, Scan, Target, WrittenRole
from lesebuch.myst.known import KnownMarkup, known
from lesebuch.myst.options import read_options, split_title
from lesebuch.myst.parser import BLOCKS, PARSER
from lesebuch.myst.raw_html import Html
from lesebuch.myst.scanning import IN_CHAPTERS, scan

__all__ = [
    "BLOCKS",
    "IN_CHAPTERS",
    "PARSER",
    "CodeBlock",
    "Directive",
    "Html",
    "KnownMarkup",
    "Link",
    "Scan",
    "Target",
    "WrittenRole",
    "known",
    "read_options",
    "scan",
    "split_title",
]
