"""Defaults for a reader's conf.py, so that a new one needs one line; what conf.py sets itself stays."""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from lesebuch.sphinx_ext import bibliography
from lesebuch.sphinx_ext.identity import from_reader
from lesebuch.sphinx_ext.reading import root_of

_HERE = Path(__file__).parent

_DEFAULTS: dict[str, Any] = {
    "html_theme": "sphinx_book_theme",
    "language": "de",
    "html_sidebars": {"**": ["lesebuch-sidebar-nav-bs.html"]},
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_use_index": False,
    "html_permalinks_icon": "#",
    "smartquotes": False,
    "exclude_patterns": ["_build"],
    "myst_enable_extensions": ["colon_fence", "deflist", "attrs_inline"],
    "bibtex_default_style": bibliography.NAME,
    "bibtex_reference_style": bibliography.NAME,
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
    # What conf.py or the command line gives; Sphinx has no public name for it, and themes read it in the same way.
    given = set(config._raw_config) | set(config.overrides)  # noqa: SLF001
    srcdir = Path(app.srcdir)
    for name, value in (_DEFAULTS | from_reader(root_of(config, srcdir), srcdir)).items():
        if name not in given:
            setattr(config, name, value)
    if config.html_theme == "sphinx_book_theme":
        config.html_theme_options = _THEME_OPTIONS | dict(config.html_theme_options)
        config.templates_path = [str(_HERE / "templates"), *config.templates_path]
