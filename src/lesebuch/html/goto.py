"""The names of all chapters in one script, which a page loads when someone types where to go."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.html.calling import call
from lesebuch.model import Chapter
from lesebuch.presentation import wording
from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_if_changed

_FILE = "lesebuch-chapters.js"


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: for each chapter its slug, title, byline, address, the number of its last paragraph, and what it was called before."""
    builder = app.builder
    if failed or not isinstance(builder, StandaloneHTMLBuilder) or not looks.ours(app.config):
        return
    reader = LesebuchDomain.of(app.env).reader
    renamed = reader.renamed
    rows = [
        [
            *(c.slug, c.title, wording.byline(c), builder.get_target_uri(chapter_page(c.slug)), _last(c)),
            renamed.former(renamed.chapters, c.slug),
        ]
        for c in reader.chapters
        if chapter_page(c.slug) in app.env.all_docs
    ]
    text = call("lesebuchChapters", rows)
    write_if_changed(Path(app.outdir, "_static", _FILE), text)


def _last(chapter: Chapter) -> int:
    numbers = [passage.id[1:] for passage in chapter.passages if passage.id.startswith("p")]
    return max((int(number) for number in numbers if number.isdigit()), default=0)
