"""Glossary: reads the entries and finds every mention of them in the chapters."""

from lesebuch.glossary.entries import read_entries
from lesebuch.glossary.linker import Linker, link

__all__ = ["Linker", "link", "read_entries"]
