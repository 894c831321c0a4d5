"""make, as a person runs it, in a copy of this repository's own small part: names with spaces, wrong words, a busy port.

Only what stands in the Makefile and in scripts/ is tried; the reader is a small one, and the set-up counts as done.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lesebuch.cli.main import main

ROOT = Path(__file__).parents[1]
ODD = "zwei worte: Größe #1, 100 % $HOME, it's"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A new reader in a folder with an odd name, with our Makefile and an environment that runs this Python."""
    root = tmp_path / ODD
    assert main(["new", str(root)]) == 0
    shutil.copytree(ROOT / "scripts", root / "scripts")
    shutil.copy(ROOT / "Makefile", root)
    (root / "requirements").mkdir()
    for name in ("requirements/reader.txt", "pyproject.toml"):
        (root / name).write_text("", encoding="utf-8")
    (root / ".venv" / "bin").mkdir(parents=True)
    for name, started in (("python", ""), ("lesebuch", " -m lesebuch.cli.main")):
        program = root / ".venv" / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}"{started} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    (root / ".venv" / "reader-ready").write_text("", encoding="utf-8")
    return root


def make(root: Path, *arguments: str, seeds: str = "") -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in ("LESEBUCH_SEEDS", "MAKEFLAGS")}
    environment |= {"LESEBUCH_SEEDS": seeds} if seeds else {}
    done = subprocess.run(["make", *arguments], cwd=root, capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in done.stderr
    return done


def built(done: subprocess.CompletedProcess[str]) -> bool:
    assert done.returncode == 0, done.stderr
    return "Building the site" in done.stderr


def test_a_site_is_built_again_if_a_source_has_changed(checkout: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "Meine Quellen $x"
    seeds.mkdir()
    (checkout / "seeds" / "Mein Text.txt").write_text("x", encoding="utf-8")
    assert built(make(checkout, "html"))
    assert not built(make(checkout, "html"))
    (seeds / "a b.txt").write_text("y", encoding="utf-8")
    assert built(make(checkout, "html", seeds=str(seeds)))
    assert not built(make(checkout, "html", seeds=str(seeds)))
    page = checkout / "docs" / "_build" / "class" / "html" / "chapters" / "urheberrecht.html"
    assert "an der Landesgrenze" in page.read_text(encoding="utf-8")


def test_what_is_gone_from_a_site_is_made_again(checkout: Path) -> None:
    assert built(make(checkout, "html"))
    site = checkout / "docs" / "_build" / "class" / "html"
    before = contents(site)
    damages: tuple[Callable[[Path], object], ...] = (Path.unlink, lambda path: path.write_bytes(b"x"))
    for damage in damages:
        for name in before:
            if name.endswith((".html", ".js", ".css", ".svg", ".inv")):
                damage(site / name)
        assert built(make(checkout, "html"))
        now = contents(site)
        assert " ".join(name for name in {*before, *now} if before.get(name) != now.get(name)) == ""
    assert not built(make(checkout, "html"))


def test_what_is_gone_from_a_site_is_made_again_when_a_source_has_changed_too(checkout: Path) -> None:
    assert built(make(checkout, "html"))
    site = checkout / "docs" / "_build" / "class" / "html"
    before = contents(site)
    pages = [name for name in before if name.endswith((".html", ".js", ".css"))]
    for name in pages:
        (site / name).write_bytes(b"x")
    page = checkout / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEin neuer Satz.\n", encoding="utf-8")
    assert built(make(checkout, "html"))
    assert "Ein neuer Satz." in (site / "index.html").read_text(encoding="utf-8")
    now = contents(site)
    assert [name for name in pages if now[name] == b"x"] == []


def test_what_is_gone_from_the_sheets_is_made_again(checkout: Path) -> None:
    make(checkout, "handouts")
    sheets = checkout / "docs" / "_build" / "class" / "handouts"
    before = contents(sheets)
    for gone in ("urheberrecht.pdf", ".lesebuch-working/urheberrecht.pdf.lines.json"):
        (sheets / gone).unlink()
        make(checkout, "handouts")
        assert contents(sheets) == before
        (sheets / gone).write_bytes(b"x")
        make(checkout, "handouts")
        assert contents(sheets) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_offers_the_sheets_that_are_made_of_the_same_state(checkout: Path) -> None:
    page = checkout / "docs" / "_build" / "class" / "html" / "chapters" / "urheberrecht.html"
    assert built(make(checkout, "handouts", "html"))
    assert "_downloads/sheets/urheberrecht.pdf" in page.read_text("utf-8")
    assert not built(make(checkout, "handouts", "html"))
    (checkout / "glossary" / "berner-uebereinkunft.md").touch()
    assert built(make(checkout, "html"))
    assert "_downloads" not in page.read_text("utf-8")


def test_a_site_offers_the_data_of_its_edition(checkout: Path) -> None:
    out = checkout / "docs" / "_build" / "public"
    assert built(make(checkout, "EDITION=public", "data", "html"))
    assert "_downloads/reader.jsonl" in (out / "html" / "index.html").read_text("utf-8")
    data = (out / "html" / "_downloads" / "reader.jsonl").read_bytes()
    assert data == (out / "data" / "reader.jsonl").read_bytes()
    assert (out / "html" / "_downloads" / "reader.xml").read_bytes() == (out / "tei" / "reader.xml").read_bytes()
    assert all(json.loads(line)["passages"] for line in data.decode().splitlines())
    assert not built(make(checkout, "EDITION=public", "data", "html"))


def test_a_text_from_elsewhere_is_shown_and_gone_again(checkout: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "Meine Quellen"
    seeds.mkdir()
    (checkout / "seeds" / "urheberrecht.txt").rename(seeds / "ein anderer name.txt")
    page = checkout / "docs" / "_build" / "class" / "html" / "chapters" / "urheberrecht.html"
    assert built(make(checkout, "html", seeds=str(seeds)))
    assert "an der Landesgrenze" in page.read_text(encoding="utf-8")
    register = checkout / "seeds" / "register.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace("rights: open", "rights: restricted"), "utf-8")
    assert built(make(checkout, "html"))
    assert "an der Landesgrenze" not in page.read_text(encoding="utf-8")


def test_what_is_wrong_is_said_and_make_fails(checkout: Path) -> None:
    with (checkout / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n{pasage}`x`\n")
    done = make(checkout, "html")
    assert done.returncode == 2
    assert "index.md:" in done.stderr
    assert "Nothing was built: correct the errors first." in done.stderr


def test_an_edition_that_does_not_exist(checkout: Path) -> None:
    done = make(checkout, "EDITION=pulbic", "html")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "write EDITION=class or EDITION=public" in done.stderr
    assert not (checkout / "docs" / "_build").exists()


def test_docs_that_cannot_be_written(checkout: Path) -> None:
    (checkout / "docs" / "_build").write_text("", encoding="utf-8")  # what stops root, too
    done = make(checkout, "html")
    assert done.returncode == 2
    assert "docs/_build" in done.stderr


@pytest.mark.parametrize("port", ["abc", "0", "65536", "", "-1", "8000 8001", "it's", "٣"])
def test_a_port_that_is_none(checkout: Path, port: str) -> None:
    done = make(checkout, f"PORT={port}", "serve")
    assert done.returncode == 2
    assert "write a number from 1 to 65535" in done.stderr
    assert not (checkout / "docs" / "_build").exists()


def test_a_port_in_use(checkout: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = make(checkout, f"PORT={port}", "serve")
    assert done.returncode == 2
    assert f"The port {port} is in use." in done.stderr
    assert not (checkout / "docs" / "_build").exists()


def test_a_python_that_is_not_there(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    done = make(checkout, "PYTHON=python9.9", "html")
    assert done.returncode == 2
    assert "There is no program 'python9.9'." in done.stderr
    assert not (checkout / ".venv").exists()
