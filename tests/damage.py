"""Damage to files, the same for the same seed: what hands, programs, disks and enemies do to them."""

import random
import shutil
import subprocess
from pathlib import Path

import pypandoc
import typst

from lesebuch.pipeline import read
from lesebuch.problems import Severity, Where
from lesebuch.sources import extract

MINI = Path(__file__).parent / "roots" / "mini"
WRITTEN = {
    "options": "reader.toml",
    "register": "seeds/register.yaml",
    "chapter": "corpus/brunnen.md",
    "chronology": "corpus/chronology.md",
    "lock": "corpus/passages.lock",
    "entry": "glossary/brunnen.md",
    "page": "docs/assignments/rundgang.md",
    "references": "docs/references.bib",
}
"""Kinds of file that people write, and one of each."""
SOURCES = ("txt", "html", "pdf", "docx", "rtf", "fb2", "eml", "mhtml", "srt", "vtt", "tei")
PIECES = (
    b"", b"\n", b"\t", b" ", b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\x1b[", b"\xed\xa0\x80", "\u202e".encode(), "\u0301".encode() * 9,
    b"---\n", b":::\n", b":::{event} 2020\n", b"```{passage} x#p1\n", b"{passage}`", b"{cite}`", b"`" * 9, b"[" * 30, b"{" * 30, b"- " * 30,
    b"&a ", b"*a", b"<<: ", b"!!map ", b"? ", b": ", b"'", b'"', b"\\", b"null", b"99999999999999999999", b"-1", b"1-999999999", b"p99999",
    b"..", "…".encode(), "„".encode(), b"open", b"restricted", b"{at: 1, is: title}", b"@misc{", b"<div>" * 20, b"<tr><td>" * 9, b"&#0;",
    b"]]>", b"<!--", b"%%EOF", b"stream\n", b"obj", b"(", b"PK\3\4",
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A copy with a few places changed, repeated, cut, swapped or moved."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(start + chance.choice((0, 1, 1, 4, 20, 200)), len(data))
        at = chance.randrange(len(data) + 1)
        how = chance.randrange(6)
        if how == 0:
            data = data[:start] + data[end:]
        elif how == 1:
            data = data[:at] + data[start:end] * chance.choice((1, 2, 50)) + data[at:]
        elif how == 2:
            data = data[:start] + bytes(chance.randrange(256) for _ in range(end - start)) + data[end:]
        elif how == 3 and chance.random() < 0.2:
            data = data[:start]
        else:
            data = data[:start] + chance.choice(PIECES) + data[end:]
    return data


def originals() -> dict[str, bytes]:
    """A sound source of each format."""
    markdown = "# Der Damm\n\nEin *Satz* vom 3. Mai 2001.\n\n- eins\n- zwei\n\n| a | b |\n|---|---|\n| c | d |\n"
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "docx", "-o", "-"]
    docx = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout
    page = "<!doctype html><html><head><title>Der Damm</title></head><body><table><tr><td>a<td>b</table><p>Ein Satz.<pre>c\nd"
    return {
        "txt": (MINI / "seeds" / "brunnen.txt").read_bytes(),
        "html": page.encode(),
        "pdf": bytes(typst.compile(b"= Der Damm\n\nEin Satz vom 3. Mai 2001.")),
        "docx": docx,
        "rtf": rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 T;}}\f0 \'c4\'e0\par\trowd\cellx9\intbl a\cell\row\u1076?}",
        "fb2": b"<?xml version='1.0' encoding='windows-1251'?><FictionBook><body><section><p>\xc4\xe0</p></section></body></FictionBook>",
        "eml": b"From: A <a@example.org>\nSubject: =?utf-8?q?D=C3=A4mme?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain; format=flowed\n\nEin \nSatz.\n--x\nContent-Type: text/html\n\n<p>Zwei.\n--x--\n",
        "mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>Ein Satz.\n--x--\n",
        "srt": b"1\n00:00:01,000 --> 00:00:02,000\n<i>Ein</i> Satz.\n\n2\n00:00:03,000 --> 00:00:04,000\n- Ja.\n",
        "vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Ein <b>Satz</b> &amp; zwei<00:01.500> mehr.\n\nNOTE x\n",
        "tei": b"<TEI><teiHeader/><text><body><div><head>A</head><sp><speaker>B.</speaker><l>c<note n='1'>d</note></l></sp>"
        b"<table><row><cell>e</cell></row></table><p>f-<lb/>g</p></div></body></text></TEI>",
    }


def small_root(folder: Path) -> Path:
    """The small reader without the source that another program must read."""
    root = Path(shutil.copytree(MINI, folder))
    (root / "corpus" / "ferry.md").unlink()
    register = root / "seeds" / "register.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text[: text.index("- file: ferry.md")], encoding="utf-8")
    return root


def try_written(root: Path, kind: str, seed: int) -> None:
    """Read the reader with one file damaged; whatever is raised, is raised. The file is put back."""
    path = root / WRITTEN[kind]
    sound = path.read_bytes()
    path.write_bytes(damaged(sound, random.Random(f"{kind} {seed}")))
    try:
        _, problems = read(root)
        assert all(problem.message and "\n" not in str(problem) for problem in problems)
        assert all(problem.where.path for problem in problems)
    finally:
        path.write_bytes(sound)


def try_source(format_: str, sound: bytes, seed: int) -> None:
    """Extract a damaged source: a text, with a warning at most, or one error."""
    data = damaged(sound, random.Random(f"{format_} {seed}"))
    source, problems = extract(data, f"a.{format_}", Where("a"))
    assert len(problems) <= 1
    assert (source is None) == any(problem.severity is Severity.ERROR for problem in problems)
