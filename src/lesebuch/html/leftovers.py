"""What earlier builds have left in the output: a chapter that is taken out must be gone from the site, and from its search."""

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.html import search
from lesebuch.presentation.ids import CHAPTERS, part_page
from lesebuch.sphinx_ext.domain import LesebuchDomain

_MARK = b'<section class="chapter"'
"""What a page of ours holds; anything else in the folder is not ours to remove."""
_PART_MARK = b'<nav class="letters"'
"""What a page with a part of the glossary holds."""


def remove(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`, before the pages are indexed."""
    env, builder = app.env, app.builder
    if failed or not isinstance(builder, StandaloneHTMLBuilder):
        return
    pages = {Path(builder.get_outfilename(name)) for name in env.found_docs}
    gone = [
        page
        for page, mark in _ours(builder, LesebuchDomain.of(env).glossary_page)
        if page not in pages and page.is_file() and mark in page.read_bytes()
    ]
    for page in gone:
        page.unlink()
    if gone or not app.config.lesebuch_search:
        search.remove(Path(app.outdir))


def _ours(builder: StandaloneHTMLBuilder, glossary: str) -> Iterator[tuple[Path, bytes]]:
    """Files that may be pages of ours, and what they hold if they are."""
    folder = Path(builder.outdir)
    yield from ((page, _MARK) for page in folder.joinpath(CHAPTERS).rglob(f"*{builder.out_suffix}"))
    if glossary:
        pattern = Path(builder.get_outfilename(part_page(glossary, "*"))).relative_to(folder)
        yield from ((page, _PART_MARK) for page in folder.glob(str(pattern)))
