"""Drawings where no style sheet reaches them: on paper, and in files for word processors."""

import re

from lesebuch.colours import PRINT

_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]*)\)")


def on_paper(svg: str) -> str:
    """An SVG in which each colour is the one that stands behind its name, and the font is ours."""
    return _VARIABLE.sub(r"\1", svg).replace("currentColor", PRINT["ink"]).replace("sans-serif", "'Source Sans 3'")
