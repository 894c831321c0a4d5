"""Sources: from bytes to extracted text, complete and the same each time. No heuristic looks at what a text says.

What only `lesebuch add` needs (properties of documents, elements of pages, pictures) stands in modules of its own, which
are imported by their names: whoever reads other formats need not load them.
"""

from lesebuch.sources.accounts import account
from lesebuch.sources.changes import CHANGES, parted
from lesebuch.sources.extracting import EXTRACTORS, is_older
from lesebuch.sources.finding import changed, find, is_converted, misplaced, unlisted
from lesebuch.sources.kinds import ENDINGS, KINDS
from lesebuch.sources.loading import MAX_BYTES, checksum, extract, load
from lesebuch.sources.refusal import Refusal
from lesebuch.sources.register import SOURCE, append_register, read_register

__all__ = [
    "CHANGES",
    "ENDINGS",
    "EXTRACTORS",
    "KINDS",
    "MAX_BYTES",
    "SOURCE",
    "Refusal",
    "account",
    "append_register",
    "changed",
    "checksum",
    "extract",
    "find",
    "is_converted",
    "is_older",
    "load",
    "misplaced",
    "parted",
    "read_register",
    "unlisted",
]
