"""Java for checkers that run for a moment each."""

import shutil

import pytest

BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""No second compiler and no threads that collect: both pay for long runs alone."""


def java(*arguments: str) -> list[str]:
    """A command; without Java the test is passed over."""
    program = shutil.which("java")
    if program is None:
        pytest.skip("needs Java (Debian: apt install default-jre-headless)")
    return [program, *BRIEF, *arguments]
