"""A small reader, built where a test wants it: one open text, one restricted text, all kinds of marks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import warm
from lesebuch import editorial, pipeline, sources
from lesebuch.config import Edition
from lesebuch.folders import LOCK

SMALL = Path(__file__).parent / "roots" / "small"
RESTRICTED = {"hafen.txt"}


@dataclass(frozen=True)
class Built:
    """A finished run of sphinx-build."""

    code: int
    output: str
    out: Path

    def page(self, name: str) -> str:
        return (self.out / f"{name}.html").read_text(encoding="utf-8")


Build = Callable[..., Built]


def copy_small(folder: Path) -> Path:
    """A copy of the small reader with a register and a lock that fit it."""
    root = folder / "reader"
    shutil.copytree(SMALL, root)
    write_register(root)
    write_lock(root)
    return root


def write_register(root: Path) -> None:
    entries = []
    for path in sorted((root / "seeds").glob("*.txt")):
        source, problems = sources.load(path, path.name)
        assert source is not None, problems
        rights = "restricted" if path.name in RESTRICTED else "open"
        entries.append(
            f"- file: {path.name}\n  sha256: {source.sha256}\n  extractor: {source.extractor}\n"
            f"  text_sha256: {sources.checksum(source.text)}\n  rights: {rights}\n  licence: ''\n"
            "  title: ''\n  url: ''\n  accessed: null\n"
        )
    (root / "seeds" / "register.yaml").write_text("".join(entries), encoding="utf-8")


def write_lock(root: Path) -> None:
    reader, _ = pipeline.read(root, Edition.CLASS)
    editorial.write_lock(root / LOCK, editorial.renew({}, reader.chapters))


def run_sphinx(root: Path, target: Path, *arguments: str, docs: Path | None = None, cold: bool = False) -> Built:
    command = [
        warm.COLD if cold else sys.executable,
        "-m",
        "sphinx",
        *arguments,
        str(docs or root / "docs"),
        str(target),
    ]
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("LESEBUCH_SEEDS", None)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return Built(done.returncode, done.stdout + done.stderr, target)
