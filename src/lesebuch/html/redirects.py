"""Pages at the old addresses of chapters that were renamed; they lead to the new ones, also from `file:`, also without scripts."""

import re
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import CHAPTERS, chapter_page
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_if_changed

_MARK = '<meta name="generator" content="Lesebuch: renamed">'
_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">{mark}
<title>{title}</title><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="canonical" href="{address}">
<script>location.replace("{address}" + location.hash)</script>
<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>
</head><body><p>{words} <a href="{address}">{title}</a></p></body></html>
"""
"""The script keeps what stands behind `#`; a refresh by the page itself would lose it."""


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`, before the pages are indexed: one page for each old name, none for names that are old no more."""
    builder: Any = app.builder
    if failed or builder.name not in looks.SITES:
        return
    domain = LesebuchDomain.of(app.env)
    wanted = {}
    for old in domain.reader.renamed.chapters:
        chapter = domain.reader.chapter(old)
        if chapter is None or chapter.slug == old or chapter_page(old) in app.env.found_docs:
            continue
        here, there = builder.get_target_uri(chapter_page(old)), builder.get_target_uri(chapter_page(chapter.slug))
        wanted[Path(builder.get_outfilename(chapter_page(old)))] = _PAGE.format(
            language=escape(str(app.config.language or "en").replace("_", "-"), quote=True),
            mark=_MARK,
            title=escape(chapter.title),
            address=escape(relative_uri(here, there), quote=True),
            words=_("This text has a new address:"),
        )
    _remove_old(Path(app.outdir, CHAPTERS), set(wanted))
    for path, page in wanted.items():
        write_if_changed(path, page)


def _remove_old(folder: Path, wanted: set[Path]) -> None:
    for path in folder.rglob("*.html"):
        if path not in wanted and path.is_file():
            with path.open("rb") as stream:
                ours = re.search(re.escape(_MARK.encode()), stream.read(400))
            if ours:
                path.unlink()
