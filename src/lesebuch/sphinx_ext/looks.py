"""Whether a project is a reader that looks as readers do, or someone else's, of which nothing changes unasked."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from lesebuch.sphinx_ext import translator

THEME = "lesebuch"
_FOLDER = Path(__file__).parent / "templates"


def ours(config: Config) -> bool:
    """Whether the project has our theme, and with it all that a reader sets by itself."""
    return bool(config.html_theme == THEME)


def register(app: Sphinx) -> None:
    """Make the theme known."""
    app.add_html_theme(THEME, str(_FOLDER))
    app.connect("config-inited", translate, priority=101)


def translate(app: Sphinx, config: Config) -> None:
    """On `config-inited`, behind the defaults: our translator, before a theme looks for one to build on."""
    if ours(config):
        for name in translator.BUILDERS:
            app.set_translator(name, translator.LesebuchTranslator)
