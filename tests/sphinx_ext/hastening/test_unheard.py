"""Messages that no handler takes are not made while a reader is built; whoever wants to hear them does."""

import logging
from pathlib import Path

import pytest
from sphinx.cmd.build import main

_TELLING = """

def _tell(app, *_rest):
    import logging
    with (app.outdir / "told").open("a") as file:
        print(logging.getLogger("sphinx").level, file=file)


def setup(app):
    app.connect("env-before-read-docs", _tell)
"""


_FAILING = """

def _fail(*_rest):
    import logging
    from sphinx.errors import ConfigError
    raise ConfigError(f"at level {logging.getLogger('sphinx').level}")


def setup(app):
    app.connect("env-before-read-docs", _fail)
"""


def test_only_what_somebody_hears_is_said(root: Path, tmp_path: Path) -> None:
    conf = root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + _TELLING, encoding="utf-8")
    levels = []
    for loudness in ("-q", "-vv"):
        out = tmp_path / loudness
        assert main([loudness, "-b", "text", str(root / "docs"), str(out)]) == 0
        levels.append(int((out / "told").read_text(encoding="utf-8")))
        assert logging.getLogger("sphinx").level == logging.DEBUG, "as Sphinx leaves it"
    assert levels == [logging.INFO, logging.DEBUG]


def test_a_build_that_fails_leaves_it_as_it_was(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + _FAILING, encoding="utf-8")
    assert main(["-q", "-b", "text", str(root / "docs"), str(tmp_path / "out")]) == 2
    assert f"at level {logging.INFO}" in capsys.readouterr().err
    assert logging.getLogger("sphinx").level == logging.DEBUG
