"""Sources: from bytes to extracted text, complete and the same each time. No heuristic looks at what a text says."""

from lesebuch.sources.loading import EXTRACTORS, MAX_BYTES, checksum, extract, load

__all__ = ["EXTRACTORS", "MAX_BYTES", "checksum", "extract", "load"]
