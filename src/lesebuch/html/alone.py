"""Where Sphinx looks for the theme of a project that names it and does not load the extension, without which it shows nothing."""

from typing import NoReturn

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError


def setup(_app: Sphinx) -> NoReturn:
    """Say what is missing: by now it is too late to load the extension, whose words and settings the templates need."""
    raise ExtensionError('html_theme = "lesebuch" needs extensions = ["lesebuch"] in conf.py')
