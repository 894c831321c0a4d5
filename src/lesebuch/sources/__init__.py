"""Sources: from bytes to extracted text, complete and the same each time. No heuristic looks at what a text says."""

from lesebuch.sources.accounts import account
from lesebuch.sources.document import Document, printed_document, read_document
from lesebuch.sources.extracting import EXTRACTORS
from lesebuch.sources.finding import changed, find, misplaced
from lesebuch.sources.kinds import ENDINGS, KINDS
from lesebuch.sources.loading import MAX_BYTES, checksum, extract, load
from lesebuch.sources.mail import saved_page
from lesebuch.sources.page import decode_html, page_lines
from lesebuch.sources.pictures import picture_of, picture_words
from lesebuch.sources.refusal import Refusal
from lesebuch.sources.register import SOURCE, append_register, read_register

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
