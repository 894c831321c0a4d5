"""Annotated readers and teaching corpora from a folder of sources."""

__version__ = "0.1.0"
