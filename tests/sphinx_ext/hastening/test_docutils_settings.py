"""docutils' settings are worked out once a build, and each document has its own."""

from pathlib import Path
from typing import Any

import pytest
import sphinx.util.docutils
from docutils.frontend import Values
from docutils.parsers.rst import Parser
from docutils.readers.standalone import Reader
from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base
from small_reader import copy_small
from sphinx.cmd.build import main

from lesebuch.sphinx_ext.hastening import docutils_settings
from lesebuch.sphinx_ext.hastening.docutils_settings import once

_GIVEN = {"defaults": {"traceback": True, "language_code": "de"}, "read_config_files": False}


def held(values: Values) -> dict[str, Any]:
    return {name: value for name, value in vars(values).items() if not isinstance(value, DependencyList)}


def test_they_are_what_docutils_says() -> None:
    asked = sphinx.util.docutils._get_settings
    remembering = once(asked)
    for _ in range(2):
        assert held(remembering(Reader, Parser(), **_GIVEN)) == held(asked(Reader, Parser(), **_GIVEN))
    assert held(once(base.get_default_settings)(Parser)) == held(base.get_default_settings(Parser))


def test_they_are_asked_for_once_for_the_same_components_and_defaults() -> None:
    asked: list[object] = []

    def ask(*components: object, **given: Any) -> Values:
        asked.append((components, given))
        return Values({"styles": ["a"], "language": given["defaults"]["language"]})

    remembering = once(ask)
    german, english = {"language": "de"}, {"language": "en"}
    assert [remembering(Parser(), defaults=dict(german)).language for _ in range(3)] == ["de"] * 3
    assert remembering(Parser(), defaults=english).language == "en"
    assert remembering(Reader, defaults=german).language == "de"
    assert len(asked) == 3


def test_what_one_document_changes_no_other_sees() -> None:
    remembering = once(lambda *_components, **_given: Values({"styles": ["a"]}))
    first = remembering(Parser)
    first.styles.append("b")
    first.title = "one"
    first.record_dependencies.add("picture.png")
    second = remembering(Parser)
    assert second.styles == ["a"]
    assert not hasattr(second, "title")
    assert second.record_dependencies.list == []


def test_after_a_build_all_is_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sphinx.util.docutils._get_settings, base.get_default_settings
    taken: list[object] = []
    monkeypatch.setattr(docutils_settings, "once", lambda function: taken.append(function) or once(function))
    out = tmp_path / "out"
    assert main(["-q", "-b", "xml", str(copy_small(tmp_path) / "docs"), str(out)]) == 0
    assert taken == [*before]
    assert (sphinx.util.docutils._get_settings, base.get_default_settings) == before
