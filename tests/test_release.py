"""What a release is called, everywhere."""

import re
import tomllib
from pathlib import Path

import yaml

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
