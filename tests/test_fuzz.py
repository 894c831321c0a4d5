"""A small part of what `benchmarks/fuzz.py` does at length: damaged files by the hundred, always the same ones."""

from pathlib import Path

import pytest

import damage

SEEDS = {"txt": 150, "html": 150, "pdf": 60, "docx": 12, "rtf": 60, "fb2": 40} | dict.fromkeys(
    ("eml", "mhtml", "srt", "vtt", "tei"), 150
)


@pytest.mark.parametrize("kind", damage.WRITTEN)
def test_what_people_write_damaged(tmp_path: Path, kind: str) -> None:
    root = damage.small_root(tmp_path / "mini")
    for seed in range(60):
        damage.try_written(root, kind, seed)


@pytest.mark.parametrize("format_", damage.SOURCES)
def test_sources_damaged(format_: str) -> None:
    sound = damage.originals()[format_]
    for seed in range(SEEDS[format_]):
        damage.try_source(format_, sound, seed)
