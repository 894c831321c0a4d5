"""Messages that nobody hears are not made: of each event, and of each title, Sphinx writes down all that it was given."""

import logging

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE

from lesebuch.sphinx_ext.domain import LesebuchDomain

_logger = logging.getLogger(NAMESPACE)


def leave_out(app: Sphinx) -> None:
    """When the reader has been read, where there is one: what is of less weight than any handler takes goes to none."""
    if LesebuchDomain.of(app.env).reader.chapters:
        _logger.setLevel(min((handler.level for handler in _logger.handlers), default=0) or logging.DEBUG)


def restore(_app: Sphinx, _failed: Exception | None) -> None:
    """On `build-finished`: as Sphinx has it, for those who build from within a longer program."""
    _logger.setLevel(logging.DEBUG)
