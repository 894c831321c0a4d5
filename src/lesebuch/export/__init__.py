"""A reader for other programs. Pure functions: the command line writes the files."""

from lesebuch.export import records, tei
from lesebuch.export.jsonl import events, glossary, jsonl
from lesebuch.export.myst import myst

__all__ = ["events", "glossary", "jsonl", "myst", "records", "tei"]
