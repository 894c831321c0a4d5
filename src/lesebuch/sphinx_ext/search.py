"""Search: Pagefind's index of the finished pages, and a page of our own that asks it."""

import shutil
import subprocess
import sys
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)

FOLDER = "pagefind"
"""Of the index, in the output."""
MARK = ".lesebuch"
"""A file that says that the index is ours."""
_HTML = """<div class="lb-results" data-pagefind="{path}">
<noscript><p>Die Suche braucht JavaScript. Ohne JavaScript helfen das Glossar und die Liste der Texte weiter.</p></noscript>
<form class="lb-find" role="search"><input type="search" name="q" aria-label="Suchwörter" autocomplete="off"><button>Suchen</button></form>
<p class="status" role="status"></p><ol></ol><button type="button" class="more" hidden>Mehr Treffer</button></div>"""


class SearchPage(SphinxDirective):
    """`{reader-search}`: where the results are shown."""

    def run(self) -> list[nodes.Node]:
        """A place that the script fills."""
        depth = "../" * self.env.docname.count("/")
        return [nodes.raw("", _HTML.format(path=f"{depth}{FOLDER}/"), format="html")]


def index(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: index the pages. The old index goes first, so that nothing of an earlier build stays."""
    if failed or app.builder.name != "html" or not app.config.lesebuch_search:
        return
    outdir = Path(app.outdir)
    if _is_current(outdir):
        return
    shutil.rmtree(outdir / FOLDER, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "pagefind",
        "--site",
        str(outdir),
        "--output-subdir",
        FOLDER,
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
    elif (outdir / FOLDER).is_dir():
        (outdir / FOLDER / MARK).touch()


def _is_current(outdir: Path) -> bool:
    """Whether no page is newer than the index. One that is gone has its place in a navigation, which is then newer."""
    index = outdir / FOLDER / "pagefind-entry.json"
    if not index.is_file():
        return False
    made = index.stat().st_mtime_ns
    return all(page.stat().st_mtime_ns <= made for page in outdir.rglob("*.html"))
