"""What a release is called, everywhere."""

import re
import tomllib
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
import yaml
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

import lesebuch

ROOT = Path(__file__).parents[1]


def test_the_version_stands_in_the_package_and_all_others_follow_it() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in told["project"]
    assert told["project"]["dynamic"] == ["version"]
    source = ROOT / told["tool"]["hatch"]["version"]["path"]
    assert (
        re.search(r'^__version__ = "(.+)"$', source.read_text(encoding="utf-8"), re.MULTILINE)[1]
        == lesebuch.__version__
    )
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == lesebuch.__version__


def test_the_changelog_begins_with_the_version_or_with_what_it_will_be() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first = re.search(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?\n\n(.*)$", text, re.MULTILINE)
    assert first is not None
    name, day, line = first.groups()
    if name == "Unreleased":
        assert line == f"What {lesebuch.__version__} will be."
    else:
        assert (name, bool(day)) == (lesebuch.__version__, True)


def test_the_theme_without_the_extension_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = told["project"]["entry-points"]["sphinx.html_themes"]
    points = EntryPoints(EntryPoint(name, value, "sphinx.html_themes") for name, value in named.items())
    monkeypatch.setattr("sphinx.theming.entry_points", lambda group: points.select(group=group))
    (tmp_path / "conf.py").write_text('html_theme = "lesebuch"\n', encoding="utf-8")
    (tmp_path / "index.rst").write_text("Eins\n====\n", encoding="utf-8")
    with pytest.raises(ExtensionError, match=r'needs extensions = \["lesebuch"\]'):
        Sphinx(tmp_path, tmp_path, tmp_path / "out", tmp_path / "dt", "html", status=None, warning=None)
