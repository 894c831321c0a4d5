"""What a private edition that is put on a server says to search engines."""

from pathlib import Path

from sphinx.application import Sphinx

from lesebuch.sphinx_ext import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_whole

_SITES = frozenset({"html", "dirhtml", "singlehtml"})
_ROBOTS = "robots.txt"
_NO_ROBOTS = "# Lesebuch: this edition is for private use.\nUser-agent: *\nDisallow: /\n"


def keep_out(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: a private edition that is put on a server after all is not for search engines.

    A robots.txt that is not ours stays as it is; the pages say `noindex` too. In a site of others it would keep
    search engines from their pages.
    """
    if failed or app.builder.name not in _SITES or not looks.ours(app.config):
        return
    path = Path(app.outdir, _ROBOTS)
    ours_is_there = path.is_file() and path.read_bytes() == _NO_ROBOTS.encode()
    if LesebuchDomain.of(app.env).private:
        if not path.exists():
            write_whole(path, _NO_ROBOTS)
    elif ours_is_there:
        path.unlink()
