"""Glossary: reads the entries and finds every mention of them in the chapters."""

from lesebuch.glossary.entries import ENTRY, read_entries
from lesebuch.glossary.linker import Linker, link
from lesebuch.glossary.naming import named

__all__ = ["ENTRY", "Linker", "link", "named", "read_entries"]
