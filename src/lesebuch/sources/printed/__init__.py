"""PDF, second version: what a PDF says itself decides (tags, bookmarks, fonts, places); where it is silent, fixed rules do.

Each character that a page prints stands in one line of the text: paragraphs as they go on over lines, columns and pages, then
the notes at the foot of the page, and before what begins on a page its running heads, feet and its number (`margins.py`).
"""

from lesebuch.sources.printed.pagewise import extract_pdf

__all__ = ["extract_pdf"]
