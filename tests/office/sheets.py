"""What stands in files of word processors, read from their XML, passage by passage."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from lesebuch.cli.main import main
from lesebuch.config import Setting
from lesebuch.presentation.orders import Order

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
EDITORS = {"ParagraphNumber", "VerseNumber", "Emendation", "KindOfNote", "SourceNoteMark", "ItemSign"}
"""Styles of characters of what stands between the words of the source and is none."""


def build(root: Path, out: Path, form: str, what: Iterable[str], seeds: str = "") -> subprocess.CompletedProcess[str]:
    """One sheet, which is called `sheet`."""
    given = {Setting.EDITION: "class", Setting.REPORT: "0", Setting.HANDOUT: str(Order(tuple(what)))}
    words = [word for name, value in given.items() for word in ("-D", f"{name}={value}")]
    command = [sys.executable, "-m", "sphinx", "-q", "-b", f"{form}-handout", *words, "-d", f"{out}-trees"]
    environment = {**os.environ, "NO_COLOR": "1", "LESEBUCH_SEEDS": seeds}
    return subprocess.run(
        [*command, str(root / "docs"), str(out)], capture_output=True, text=True, check=False, env=environment
    )


def chapters(root: Path, folder: Path) -> list[dict[str, object]]:
    """The reader as JSON Lines."""
    assert main(["export", "jsonl", "--root", str(root), "-o", str(folder / "reader.jsonl")]) == 0
    return [json.loads(line) for line in (folder / "reader.jsonl").read_text(encoding="utf-8").splitlines()]


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def passages(path: Path) -> dict[str, str]:
    """By the name of the passage, its words without what editors have added."""
    return dict(_docx(path) if path.suffix == ".docx" else _odt(path))


def _docx(path: Path) -> Iterator[tuple[str, str]]:
    body = part(path, "word/document.xml")
    for block in body.iter(f"{W}p"):
        for mark in block.iter(f"{W}bookmarkStart"):
            name = mark.get(f"{W}name") or ""
            table = block.getnext() if _style(block) == "TableNumber" else None
            while table is not None and table.tag != f"{W}tbl":
                table = table.getnext()
            yield name, _docx_words(block) if table is None else _docx_table(table)


def _style(block: etree._Element) -> str:
    return next((style.get(f"{W}val") or "" for style in block.iter(f"{W}pStyle")), "")


def _docx_words(block: etree._Element) -> str:
    made = ""
    for run in block.iter(f"{W}r"):
        if any(style.get(f"{W}val") in EDITORS for style in run.iter(f"{W}rStyle")):
            continue
        for child in run:
            made += {f"{W}t": child.text or "", f"{W}br": "\n"}.get(str(child.tag), "")
    return made


def _docx_table(table: etree._Element) -> str:
    rows = []
    for row in table.iter(f"{W}tr"):
        merged = [cell for cell in row.iter(f"{W}tc") if not _goes_on(cell)]
        # Where a line ends in a cell is a space in the passage's text.
        rows.append(
            "\t".join("".join(_docx_words(p) for p in cell.iter(f"{W}p")).replace("\n", " ") for cell in merged)
        )
    return "\n".join(rows)


def _goes_on(cell: etree._Element) -> bool:
    return any(merge.get(f"{W}val", "continue") == "continue" for merge in cell.iter(f"{W}vMerge"))


def _odt(path: Path) -> Iterator[tuple[str, str]]:
    body = part(path, "content.xml")
    for block in body.iter(f"{T}p", f"{T}h"):
        for mark in block.iter(f"{T}bookmark", f"{T}bookmark-start"):
            name = mark.get(f"{T}name") or ""
            table = block.getnext() if block.get(f"{T}style-name") == "TableNumber" else None
            while table is not None and table.tag != f"{TABLE}table":
                table = table.getnext()
            yield name, _odt_words(block) if table is None else _odt_table(table)


def _odt_words(element: etree._Element) -> str:
    made = element.text or ""
    for child in element:
        if child.tag == f"{T}s":
            made += " " * int(child.get(f"{T}c", "1"))
        elif child.tag == f"{T}line-break":
            made += "\n"
        elif child.tag != f"{T}note" and child.get(f"{T}style-name") not in EDITORS:
            made += _odt_words(child)
        made += child.tail or ""
    return made


def _odt_table(table: etree._Element) -> str:
    rows = []
    for row in table.iter(f"{TABLE}table-row"):
        cells = row.iterchildren(f"{TABLE}table-cell")
        words = ("".join(_odt_words(p) for p in cell.iterchildren(f"{T}p")) for cell in cells)
        rows.append("\t".join(words).replace("\n", " "))
    return "\n".join(rows)
