"""What commands hand to Sphinx, Sphinx and the extensions know."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TextIO
from unittest.mock import Mock

import pytest
from sphinx.application import Sphinx
from sphinx.cmd.build import get_parser
from sphinx.config import Config

import warm
from lesebuch import copies, html, sphinx_ext, typst
from lesebuch.cli import sphinx
from lesebuch.config import HANDOUTS, WRITERS, Setting
from lesebuch.presentation.orders import Order
from lesebuch.stage_memory import Nothing


def test_each_setting_is_declared() -> None:
    app = Mock()
    sphinx_ext._add_settings(app)
    typst.setup(app)
    html.setup(app)
    ours = {call.args[0] for call in app.add_config_value.call_args_list}
    assert {setting.value for setting in Setting} <= ours | Config.config_values.keys()


@pytest.mark.parametrize("builder", HANDOUTS.values())
def test_of_the_writers_only_that_of_the_sheet_is_loaded(builder: str, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('extensions = ["lesebuch"]', encoding="utf-8")
    writer = sphinx.for_handout(Order(("ovks",)), "class", [], builder)[Setting.WRITERS]
    loaded = {}
    for settings in ({Setting.WRITERS.value: writer}, {}):
        app = Sphinx(tmp_path, tmp_path, tmp_path / "out", tmp_path / "trees", builder, settings, status=None)
        loaded[len(settings)] = [name for name in WRITERS if f"lesebuch.{name}" in app.extensions]
    assert loaded == {1: [writer], 0: list(WRITERS)}


def test_sphinx_reads_the_command_as_it_is_meant() -> None:
    settings = sphinx.for_handout(Order(("ovks",)), "public", ["references.md"], "typst-handout")
    made = sphinx.command("typst", Path("r"), Path("out"), Path("trees"), settings, ["-W", "-q"])
    read = get_parser().parse_args(made[3:])
    assert (read.builder, read.sourcedir, read.outputdir, read.doctreedir) == ("typst", "r/docs", "out", "trees")
    assert read.exception_on_warning or read.warningiserror
    assert dict(word.split("=", 1) for word in read.define) == {name.value: value for name, value in settings.items()}
    assert settings[Setting.ONLY].split(",") == ["chapters/ovks.md", "references.md"]


def test_further_folders_of_sources_come_before_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESEBUCH_SEEDS", "/b")
    assert sphinx.environment([Path("/a")])["LESEBUCH_SEEDS"] == "/a:/b"
    monkeypatch.delenv("LESEBUCH_SEEDS")
    assert sphinx.environment([])["LESEBUCH_SEEDS"] == ""


def test_a_zone_of_time_that_is_named_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    assert sphinx.environment([]).get("TZ") == (":/etc/localtime" if Path("/etc/localtime").exists() else None)
    monkeypatch.setenv("TZ", "Asia/Almaty")
    assert sphinx.environment([])["TZ"] == "Asia/Almaty"


CONF = """\
import os, sys, beside
sys.stderr.write(f"{beside.WORD} {os.environ.get('WORD')} {os.environ.get('GONE')} {sys.argv[1:3]} {__name__}\\n")
print("nobody hears this")
"""


@pytest.mark.parametrize("run", [sphinx._started, partial(sphinx._copied, memory=Nothing())])
def test_a_copy_of_this_process_runs_sphinx_as_another_interpreter_does(
    run: Callable[[list[str], Mapping[str, str], TextIO], int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(CONF, encoding="utf-8")
    (docs / "index.rst").write_text("Ä\n=\n\n.. nothing::\n", encoding="utf-8")
    (tmp_path / "beside.py").write_text("WORD = 'ö'", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONE", "is still there")
    command = sphinx.command("dummy", tmp_path, tmp_path / "out", tmp_path / "trees", {}, ["-q", "-W"])
    environment = {name: value for name, value in os.environ.items() if name != "GONE"} | {"WORD": "ü"}
    before = list(sys.argv), list(sys.path), gc.get_threshold()
    with (tmp_path / "heard").open("w+", encoding="utf-8") as heard:
        code = run(command, environment | {"PYTHONUTF8": "1"}, heard)
        heard.seek(0)
        said = heard.read()
    assert code == 1
    assert said.startswith("ö ü None ['--no-color', '-q'] builtins\n")
    assert f'{docs / "index.rst"}:4: ERROR: Unknown directive type "nothing"' in said
    assert capfd.readouterr() == ("", "")
    assert (sys.argv, sys.path, gc.get_threshold()) == before
    assert "beside" not in sys.modules
    assert os.environ["GONE"] == "is still there"


@pytest.mark.parametrize(
    ("alone", "encoding", "there"), [(1, "UTF-8", True), (2, "UTF-8", False), (1, "cp1252", False)]
)
def test_the_process_is_copied_only_where_that_is_safe(
    alone: int, encoding: str, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "are_safe", lambda: alone == 1)
    monkeypatch.setattr("locale.getencoding", lambda: encoding)
    monkeypatch.setattr(sys, "flags", Mock(utf8_mode=0))
    assert not sphinx._may_copy()  # Sphinx is loaded here, with what others have told it
    monkeypatch.delitem(sys.modules, "sphinx")
    assert sphinx._may_copy() is there


def test_what_all_copies_need_is_read_once_and_nothing_of_it_runs() -> None:
    program = (
        "import sys; from lesebuch.cli import sphinx; from lesebuch import copies; sphinx.load()\n"
        "from sphinx.util.docutils import additional_nodes\n"
        "print('myst_parser' in sys.modules, 'typst' in sys.modules, sphinx._may_copy(), copies.are_safe(), *additional_nodes)\n"
        "print('requests' in sys.modules)"
    )
    loaded = subprocess.run([warm.COLD, "-X", "utf8", "-c", program], check=True, capture_output=True, text=True)
    linux = str(sys.platform == "linux")
    assert loaded.stdout.split() == ["True", "True", linux, linux, "False"]


def test_of_an_exception_only_what_it_says_is_passed_on() -> None:
    said = (
        "Something before.\n\nVersions\n========\n\n* Platform: x\n\nTraceback\n=========\n\n"
        '      File "x.py", line 1, in f\n    sphinx.errors.ConfigError: There is no such edition.\n\n\n'
        "The full traceback has been saved in:\n/tmp/x.log\n\nTo report this error\n"
    )
    assert sphinx.in_short(said) == "Something before.\nThere is no such edition.\nMore on it: /tmp/x.log\n"
    assert sphinx.in_short("WARNING: a word\n") == "WARNING: a word\n"


def test_of_what_the_system_refuses_only_the_file_and_the_reason_are_told() -> None:
    said = (
        "Something before.\nExtension error (lesebuch.html.pages)!\n\nVersions\n========\n\nTraceback\n=========\n\n"
        "    sphinx.errors.ExtensionError: Handler <function prepare at 0x7f0a> for event 'builder-inited' threw an exception "
        "(exception: [Errno 28] No space left on device: '/a/lesebuch.css' -> None)\n\n"
        "The full traceback has been saved in:\n/tmp/x.log\n"
    )
    assert sphinx.in_short(said) == "Something before.\n/a/lesebuch.css: No space left on device.\n"


def test_who_has_nothing_to_build_waits_for_no_model() -> None:
    program = "import sys, lesebuch.cli.build; print(*(name for name in sys.modules if name.startswith('lesebuch.')))"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "lesebuch.cli.build" in loaded
    assert {f"lesebuch.{name}" for name in ("model", "edtf", "problems", "config_reading")}.isdisjoint(loaded)


def test_a_command_that_leaves_all_to_sphinx_starts_without_the_stages() -> None:
    program = "import sys, lesebuch.cli.handout; print(*(name for name in sys.modules if name.startswith('lesebuch.')))"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "lesebuch.cli.handout" in loaded
    stages = ("pipeline", "sources", "normalise", "editorial", "glossary", "temporal", "sphinx_ext")
    assert [name for name in loaded if name.split(".")[1] in stages] == []


def test_a_sheet_which_shows_no_dates_is_made_without_what_finds_them() -> None:
    program = (
        "import sys, lesebuch.sphinx_ext, lesebuch.typst; print(*(n for n in sys.modules if n.startswith('lesebuch.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "lesebuch.pipeline" in loaded
    assert "lesebuch.temporal" not in loaded


def test_a_sheet_is_made_without_what_fetches_searches_and_guesses() -> None:
    program = (
        "import sys; from importlib import import_module; from lesebuch.cli import sphinx; sphinx._leave_out()\n"
        "sphinx._leave_out_builders()\n"
        "from sphinx.application import builtin_extensions\n"
        "for name in (*builtin_extensions, 'lesebuch.sphinx_ext', 'lesebuch.typst'): import_module(name)\n"
        "unused = 'requests', 'snowballstemmer.among', '_ssl', 'doctest', 'charset_normalizer', 'PIL._imaging'\n"
        "unused += 'sphinx.builders._epub_base', 'sphinx.writers.manpage', 'sphinx.writers.text', 'pypdfium2'\n"
        "print('myst_parser' in sys.modules, *(name for name in unused if name in sys.modules))\n"
        # Nor is all that is installed searched for plugins.
        "from lesebuch.sphinx_ext import bibtex_plugins; print(bibtex_plugins._installed.cache_info().misses)\n"
        # Whoever waits for an event of what is left out has nothing to wait for, but no error.
        "from unittest.mock import Mock; app = Mock()\n"
        "for name in builtin_extensions:\n  if 'linkcheck' in name: import_module(name).setup(app)\n"
        "print(*app.add_event.call_args.args)\n"
        "from sphinx.util import requests; import snowballstemmer, ssl; from sphinx.ext import doctest\n"
        "print(callable(requests.get), callable(snowballstemmer.stemmer), callable(ssl.create_default_context), callable(doctest.setup))\n"
        "from docutils.parsers.rst.directives import images; print(callable(images.PIL.Image.open))"
    )
    loaded = subprocess.run([warm.COLD, "-c", program], check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == ["True", "0", "linkcheck-process-uri", *["True"] * 5]


@pytest.mark.parametrize(
    ("extensions", "own", "there"),
    [(["lesebuch"], None, False), (["lesebuch", "x"], None, True), (["lesebuch"], print, True)],
)
def test_builders_that_make_no_sheet_are_set_up_for_others_alone(
    extensions: list[str], own: object, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "sphinx.builders.manpage"
    monkeypatch.setattr(sphinx, "_OTHER_BUILDERS", (name,))
    monkeypatch.setitem(sys.modules, name, sys)  # so that it is afterwards as it was
    del sys.modules[name]
    sphinx._leave_out_builders()
    app = Mock(config=Mock(extensions=extensions, setup=own))
    assert sys.modules[name].setup(app)["parallel_read_safe"]
    assert app.add_builder.called is there


def test_only_where_documents_are_kept_the_code_is_asked_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sphinx_ext, "code_version", lambda: 7)
    versions = []
    for order, report in (("ovks", False), ("ovks", True), ("", False)):
        config: Any = {Setting.HANDOUT.value: order, Setting.REPORT.value: report}
        versions.append(sphinx_ext._version(config))
    assert versions == [1, 7, 7]
