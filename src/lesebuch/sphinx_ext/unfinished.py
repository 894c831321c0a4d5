"""A build that was ended in its middle leaves pages half-written, which Sphinx takes for finished: the next makes all anew."""

from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.config import Config

from lesebuch.config import MARKER, UNFINISHED


def recover(app: Sphinx, _config: Config) -> None:
    """On `config-inited`, before Sphinx looks at what it knows of an earlier build: it knows nothing."""
    if Path(app.outdir, UNFINISHED).exists():
        Path(app.doctreedir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def begin(app: Sphinx) -> None:
    """On `builder-inited`, when the folder is known as ours."""
    if Path(app.outdir, MARKER).is_file():
        Path(app.outdir, UNFINISHED).touch()


def end(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`, last of all."""
    if not failed:
        Path(app.outdir, UNFINISHED).unlink(missing_ok=True)
