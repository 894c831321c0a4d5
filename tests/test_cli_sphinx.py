"""What commands hand to Sphinx, Sphinx and the extensions know."""

import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from sphinx.cmd.build import get_parser
from sphinx.config import Config

from lesebuch import sphinx_ext, typst
from lesebuch.cli import sphinx
from lesebuch.config import Setting
from lesebuch.presentation.orders import Order


def test_each_setting_is_declared() -> None:
    app = Mock()
    sphinx_ext._add_settings(app)
    typst.setup(app)
    ours = {call.args[0] for call in app.add_config_value.call_args_list}
    assert {setting.value for setting in Setting} <= ours | Config.config_values.keys()


def test_sphinx_reads_the_command_as_it_is_meant() -> None:
    settings = sphinx.for_handout(Order(("ovks",)), "public", ["references.md"])
    made = sphinx.command("typst", Path("r"), Path("out"), Path("trees"), settings, ["-W", "-q"])
    read = get_parser().parse_args(made[3:])
    assert (read.builder, read.sourcedir, read.outputdir, read.doctreedir) == ("typst", "r/docs", "out", "trees")
    assert read.exception_on_warning or read.warningiserror
    assert dict(word.split("=", 1) for word in read.define) == {name.value: value for name, value in settings.items()}
    assert settings[Setting.ONLY].split(",") == ["chapters/ovks.md", "glossary.md", "references.md"]


def test_further_folders_of_sources_come_before_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESEBUCH_SEEDS", "/b")
    assert sphinx.environment([Path("/a")])["LESEBUCH_SEEDS"] == "/a:/b"
    monkeypatch.delenv("LESEBUCH_SEEDS")
    assert sphinx.environment([])["LESEBUCH_SEEDS"] == ""


def test_of_an_exception_only_what_it_says_is_passed_on() -> None:
    said = (
        "Something before.\n\nVersions\n========\n\n* Platform: x\n\nTraceback\n=========\n\n"
        '      File "x.py", line 1, in f\n    sphinx.errors.ConfigError: There is no such edition.\n\n\n'
        "The full traceback has been saved in:\n/tmp/x.log\n\nTo report this error\n"
    )
    assert sphinx.in_short(said) == "Something before.\nThere is no such edition.\nMore on it: /tmp/x.log\n"
    assert sphinx.in_short("WARNING: a word\n") == "WARNING: a word\n"


def test_a_command_that_leaves_all_to_sphinx_starts_without_the_stages() -> None:
    program = "import sys, lesebuch.cli.handout; print(*(name for name in sys.modules if name.startswith('lesebuch.')))"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "lesebuch.cli.handout" in loaded
    stages = ("pipeline", "sources", "normalise", "editorial", "glossary", "temporal", "sphinx_ext")
    assert [name for name in loaded if name.split(".")[1] in stages] == []
