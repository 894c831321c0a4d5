"""The browser that tests open: Chromium without its windows where the system has that, which is thrice as fast; else whole."""

import shutil

import pytest

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")


def path() -> str:
    """Where Chromium is; the test is skipped where none is installed."""
    for name in PROGRAMS:
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("Chromium is not installed (Debian: apt install chromium-headless-shell)")
