"""Fixtures: the small reader, and builds of it."""

from pathlib import Path

import pytest
from small_reader import Build, Built, copy_small, run_sphinx


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small(tmp_path)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small reader's class build, to look at, not to change."""
    folder = tmp_path_factory.mktemp("small")
    return run_sphinx(copy_small(folder), folder / "out", "-W", "--keep-going", "-D", "lesebuch_edition=class")


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Run sphinx-build as a user does: arguments, then the edition (None: none is named) and the folder.

    `cold`: in an interpreter that starts anew, which has sets in another order.
    """

    def run(root: Path, *arguments: str, edition: str | None = "class", out: str = "", cold: bool = False) -> Built:
        named = () if edition is None else ("-D", f"lesebuch_edition={edition}")
        return run_sphinx(root, tmp_path / (out or f"out-{edition}"), *named, *arguments, cold=cold)

    return run
