"""Pipes and devices among the pages, and links that lead back to a folder above: Sphinx would wait or read without an end.

What reads the reader says that the former are no files; here they are only kept from Sphinx, which tells of links that lead
nowhere itself. In projects without a reader nothing changes.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from lesebuch.editorial.site import leads_back
from lesebuch.sphinx_ext.conf.project import has_reader, root_of

_SIGNS = re.compile(r"[*?\[]")
"""What means something in `exclude_patterns`."""


def leave_out(app: Sphinx, config: Config) -> None:
    """On `config-inited`: take them from the sources, and from the bibliographies."""
    folder = Path(app.srcdir)
    if not has_reader(config, root_of(config, folder)):
        return
    found = [_SIGNS.sub(r"[\g<0>]", name) for name in _no_files(folder, config.source_suffix)]
    if found:
        config.exclude_patterns = [*config.exclude_patterns, *found]
    kept = [name for name in config.bibtex_bibfiles if not _is_special(folder / name)]
    if len(kept) < len(config.bibtex_bibfiles):
        config.bibtex_bibfiles = kept


def _no_files(folder: Path, suffixes: Mapping[str, str]) -> Iterator[str]:
    """Pages, by their paths below the folder, that are neither files nor folders, and links to a folder in which they stand."""
    for root, below, names in os.walk(folder, followlinks=True):
        back = [name for name in below if leads_back(root, name)]
        below[:] = [name for name in below if name not in back]
        yield from (Path(root, name).relative_to(folder).as_posix() for name in back)
        for name in names:
            path = Path(root, name)
            if name.endswith(tuple(suffixes)) and _is_special(path):
                yield path.relative_to(folder).as_posix()


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()
