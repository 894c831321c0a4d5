"""Fixtures: the small reader, and its book."""

from pathlib import Path

import pytest
from printed import Printed, build, copy_mini

from lesebuch.cli.main import main


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_mini(tmp_path)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The small reader's book, to look at, not to change."""
    folder = tmp_path_factory.mktemp("book")
    made = build(copy_mini(folder), folder / "pdf")
    assert made.code == 0, made.output
    return made


@pytest.fixture(scope="session")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handout of the small reader."""
    folder = tmp_path_factory.mktemp("handout")
    out = folder / "brunnen.pdf"
    assert main(["handout", "brunnen", "--root", str(copy_mini(folder)), "-o", str(out)]) == 0
    return out
