"""Fixtures that tests of several packages share."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import warm
from lesebuch.presentation import catalogue

# No test is timed: on a busy machine an example may take as long as it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# What tests run in processes of their own would read every module from its source again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

COUNT = 5


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
