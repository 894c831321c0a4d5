"""What earlier builds have left in the output: a chapter that is taken out must be gone from the site, and from its search."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.html import search
from lesebuch.presentation.ids import CHAPTERS

_MARK = b'<section class="chapter"'
"""What a page of ours holds; anything else in the folder is not ours to remove."""


def remove(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`, before the pages are indexed."""
    env, builder = app.env, app.builder
    if failed or not isinstance(builder, StandaloneHTMLBuilder):
        return
    pages = {Path(builder.get_outfilename(name)) for name in env.found_docs}
    gone = [
        page
        for page in Path(app.outdir, CHAPTERS).rglob(f"*{builder.out_suffix}")
        if page not in pages and page.is_file() and _MARK in page.read_bytes()
    ]
    for page in gone:
        page.unlink()
    if gone or not app.config.lesebuch_search:
        search.remove(Path(app.outdir))
