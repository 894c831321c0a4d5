"""Defaults for a reader's conf.py, so that a new one needs one line; what conf.py sets itself stays.

They are for projects with our theme: those that name it, and those that name no theme, load this extension alone and
have a reader.toml. All others keep what they have.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from lesebuch.config import FILE
from lesebuch.config_reading import read_config
from lesebuch.folders import CORPUS, GLOSSARY
from lesebuch.source_texts import folders
from lesebuch.sphinx_ext import markup
from lesebuch.sphinx_ext.conf import looks, settings
from lesebuch.sphinx_ext.conf.project import root_of
from lesebuch.sphinx_ext.references import bibtex_plugins

logger = logging.getLogger(__name__)

_DEFAULTS: dict[str, Any] = {
    "language": "de",
    "html_sidebars": {"**": ["lesebuch-sidebar-nav-bs.html"]},
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_use_index": False,
    "html_permalinks_icon": "#",
    "smartquotes": False,
    "exclude_patterns": ["_build"],
    "myst_enable_extensions": sorted(markup.SYNTAX),
    "bibtex_default_style": bibtex_plugins.NAME,
    "bibtex_reference_style": bibtex_plugins.NAME,
}

# The theme renders the templates of each of these once only to see whether they are empty; our layout has its own.
_THEME_OPTIONS: dict[str, Any] = {
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": [],
    "article_header_start": [],
    "article_header_end": [],
    "article_footer_items": [],
    "footer_content_items": [],
    "content_footer_items": [],
    "footer_start": [],
    "footer_end": [],
    "primary_sidebar_end": [],
    "secondary_sidebar_items": [],
    # Else every page is searched for addresses of code hosts.
    "shorten_urls": False,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_prev_next": True,
    "back_to_top_button": False,
}


def apply(app: Sphinx, config: Config) -> None:
    """On `config-inited`, before the theme looks at its options."""
    srcdir = Path(app.srcdir).resolve()
    confdir = Path(app.confdir).resolve()
    root = root_of(config, srcdir)
    given = settings.given(config)
    reader = (root / FILE).is_file()
    if "html_theme" not in given and list(config.extensions) == ["lesebuch"] and reader:
        config.html_theme = looks.THEME
    if looks.ours(config):
        values = _DEFAULTS | settings.from_reader(root, srcdir, confdir)
        config.html_theme_options = _THEME_OPTIONS | dict(config.html_theme_options)
    else:
        values = _needed(config, settings.from_reader(root, srcdir, confdir))
        if reader and "html_theme" not in given:
            logger.info('lesebuch: for the looks of a reader, say html_theme = "%s" in conf.py', looks.THEME)
    for name, value in values.items():
        if name not in given:
            setattr(config, name, value)
    if reader and (patterns := _sources(root, srcdir, config)):
        config.exclude_patterns = [*config.exclude_patterns, *patterns]


def _needed(config: Config, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a project needs that has another theme: without files sphinxcontrib-bibtex would stop the build."""
    values: dict[str, Any] = {"bibtex_bibfiles": given["bibtex_bibfiles"]}
    if "sphinxcontrib.bibtex" not in config.extensions:
        values |= {name: _DEFAULTS[name] for name in ("bibtex_default_style", "bibtex_reference_style")}
    return values


def _sources(root: Path, srcdir: Path, config: Config) -> list[str]:
    """Patterns of the reader's files within the source directory: they are no pages, and may be restricted."""
    seeds = folders(root, read_config(root / FILE)[0], [root / folder for folder in config.lesebuch_seeds])
    named = {folder.resolve(): "**" for folder in seeds}
    named |= {(root / folder).resolve(): "*.md" for folder in (CORPUS, GLOSSARY)}
    below = ((folder.relative_to(srcdir), what) for folder, what in named.items() if srcdir in folder.parents)
    return [f"{folder.as_posix()}/{what}" for folder, what in below]
