"""Search: Pagefind's index of the finished pages, and a page of our own that asks it."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from lesebuch.sphinx_ext import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain

logger = logging.getLogger(__name__)

_BUILDERS = frozenset({"html", "dirhtml"})
KEY = "search"
_FOLDER = "_static/pagefind"
"""Below Sphinx's own folder: a project may have pages in a folder `pagefind`."""
_ENTRY = "pagefind-entry.json"
"""With this file a folder is known as an index of Pagefind's."""
_HTML = """<div class="lb-results" data-pagefind="{path}">
<noscript><p>Die Suche braucht JavaScript. Ohne JavaScript helfen das Glossar und die Liste der Texte weiter.</p></noscript>
<form class="lb-find" role="search"><input type="search" name="q" aria-label="Suchwörter" autocomplete="off"><button>Suchen</button></form>
<p class="status" role="status"></p><ol></ol><button type="button" class="more" hidden>Mehr Treffer</button></div>"""


class SearchPage(SphinxDirective):
    """`{reader-search}`: where the results are shown; in a frame that is not ours, a link to its own search."""

    def run(self) -> list[nodes.Node]:
        """A place that `place` fills when it is known what the pages are written for."""
        LesebuchDomain.of(self.env).use(self.env.docname, KEY)
        return [nodes.raw("", "", format="html", lesebuch=KEY)]


def place(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """On `doctree-resolved`: what the script fills; in a frame that is not ours, a link to the search that it has."""
    domain = LesebuchDomain.of(app.env)
    builder: Any = app.builder
    if KEY not in domain.uses.get(docname, {}) or builder.format != "html":
        return
    html = ""
    if looks.ours(app.config) and builder.name in _BUILDERS:
        html = _HTML.format(path=relative_uri(builder.get_target_uri(docname), f"{_FOLDER}/"))
    elif builder.name in _BUILDERS and builder.search:
        address = relative_uri(builder.get_target_uri(docname), builder.get_target_uri("search"))
        html = f'<p><a href="{address}">Suche</a></p>'
    for raw in doctree.findall(nodes.raw):
        if raw.get("lesebuch") == KEY:
            raw[:] = [nodes.Text(html)]


def index(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: index the pages. The old index goes first, so that nothing of an earlier build stays."""
    if failed or app.builder.name not in _BUILDERS or not app.config.lesebuch_search:
        return
    if not looks.ours(app.config):
        return
    outdir = Path(app.outdir)
    if _is_current(outdir):
        return
    if (outdir / _FOLDER / _ENTRY).is_file():
        shutil.rmtree(outdir / _FOLDER, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "pagefind",
        "--site",
        str(outdir),
        "--output-subdir",
        _FOLDER,
        "--force-language",
        str(app.config.language),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    except OSError as error:
        logger.warning("Pagefind cannot be run: %s. The site has no search.", error, type="lesebuch", subtype="search")
        return
    if done.returncode:
        what = (done.stderr or done.stdout).strip()
        logger.warning("Pagefind failed: %s. The site has no search.", what, type="lesebuch", subtype="search")


def _is_current(outdir: Path) -> bool:
    """Whether no page is newer than the index. One that is gone has its place in a navigation, which is then newer."""
    index = outdir / _FOLDER / _ENTRY
    if not index.is_file():
        return False
    made = index.stat().st_mtime_ns
    return all(page.stat().st_mtime_ns <= made for page in outdir.rglob("*.html"))
