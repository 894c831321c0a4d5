"""The book holds the words of the reader's texts, each passage as the data for programs have it; so with e-book and sheets, beside their own tests."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from lesebuch.cli.main import main

ROOT = Path(__file__).parents[1]


def letters(text: str) -> str:
    """Letters and digits alone: lines and pages break where they want, with a hyphen that nobody sees elsewhere."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text)))


@pytest.fixture(scope="module")
def chapters(real_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    out = tmp_path_factory.mktemp("data") / "reader.jsonl"
    assert real_seeds.is_dir()
    assert main(["export", "jsonl", "--edition", "class", "--root", str(ROOT), "-o", str(out)]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def pieces(chapter: dict[str, Any], passage: dict[str, Any]) -> Iterator[str]:
    """The words of a passage between the marks of notes and corrections, which stand within them."""
    cuts = {0, len(passage["text"])}
    for mark in (*chapter["annotations"], *chapter["emendations"]):
        cuts |= {mark["start"], mark["end"]} if mark["passage"] == passage["id"] else set()
        cuts |= {mark["end"]} if mark.get("end_passage") == passage["id"] else set()
        # The number of a note stands behind the name in which its words end.
        named = [term for term in chapter["terms"] if term["passage"] == passage["id"] == mark["passage"]]
        cuts |= {term["end"] for term in named if term["start"] < mark["end"] < term["end"]}
    for start, end in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
        yield letters(passage["text"][start:end])


def stands(piece: str, whole: str) -> bool:
    """In one, or with one break in it for a page or a mark within a word: a word that differs is found out either way."""
    return piece in whole or any(piece[:n] in whole and piece[n:] in whole for n in range(1, len(piece)))


def test_each_passage_stands_in_the_book(chapters: list[dict[str, Any]], tmp_path: Path) -> None:
    options = ["-q", "-b", "typst", "-D", "lesebuch_edition=class", "-d", str(tmp_path / "trees")]
    command = [sys.executable, "-m", "sphinx", *options, str(ROOT / "docs"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 0, done.stderr
    [path] = (tmp_path / "out").glob("*.pdf")
    whole = letters("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
    told = [(chapter, passage) for chapter in chapters for passage in chapter["passages"] if passage["text"]]
    assert len(told) > 300
    missing = [
        (chapter["id"], passage["id"])
        for chapter, passage in told
        if not all(stands(piece, whole) for piece in pieces(chapter, passage))
    ]
    assert missing == []


def test_a_passage_that_differs_is_found_out() -> None:
    whole = letters("Der Fluss trägt im Winter kein Schiff. 12 Fußnote. Die Brücke ist Kopf aus Holz.")
    assert stands(letters("Die Brücke ist aus Holz."), whole)
    assert not stands(letters("Die Brücke ist aus Stein."), whole)
