"""A reader for other programs. Pure functions: the command line writes the files."""

from lesebuch.export.jsonl import jsonl
from lesebuch.export.myst import myst

__all__ = ["jsonl", "myst"]
