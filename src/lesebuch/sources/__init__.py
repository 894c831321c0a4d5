"""Sources: from bytes to extracted text, complete and the same each time. No heuristic looks at what a text says."""

from importlib import import_module
from typing import TYPE_CHECKING

from lesebuch.sources.accounts import account
from lesebuch.sources.extracting import EXTRACTORS
from lesebuch.sources.finding import changed, find, misplaced
from lesebuch.sources.kinds import ENDINGS, KINDS
from lesebuch.sources.loading import MAX_BYTES, checksum, extract, load
from lesebuch.sources.refusal import Refusal
from lesebuch.sources.register import SOURCE, append_register, read_register

if TYPE_CHECKING:
    from lesebuch.sources.document import Document, printed_document, read_document
    from lesebuch.sources.mail import saved_page
    from lesebuch.sources.page import decode_html, page_lines
    from lesebuch.sources.pictures import picture_of, picture_words

__all__ = [
    "ENDINGS",
    "EXTRACTORS",
    "KINDS",
    "MAX_BYTES",
    "SOURCE",
    "Document",
    "Refusal",
    "account",
    "append_register",
    "changed",
    "checksum",
    "decode_html",
    "extract",
    "find",
    "load",
    "misplaced",
    "page_lines",
    "picture_of",
    "picture_words",
    "printed_document",
    "read_document",
    "read_register",
    "saved_page",
]

_LATER = {
    "Document": "document",
    "printed_document": "document",
    "read_document": "document",
    "saved_page": "mail",
    "decode_html": "page",
    "page_lines": "page",
    "picture_of": "pictures",
    "picture_words": "pictures",
}
"""Names of this package that only `lesebuch add` needs, and their modules."""


def __getattr__(name: str) -> object:
    """A name of `_LATER`: what reads single formats is not imported for those who read others."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
