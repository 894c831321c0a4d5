"""Pages whose letters PDFium cannot tell, read by pypdf, which knows more of how old programs name them."""

import io

import pypdf

from lesebuch.sources.portable import printed_lines, quiet
from lesebuch.sources.printed.glyphs import PrintedPage, PrintedText

_WIDTH = 0.5
"""Of the size of the letters: how wide one is taken to be, since this reader does not measure them."""


class FirstReader:
    """A PDF as pypdf opens it, which it does when it is first asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._reader: pypdf.PdfReader | None = None

    def sheet(self, number: int) -> PrintedPage:
        """A page, counted from 0; an empty one if it cannot be read."""
        try:
            with quiet():
                if self._reader is None:
                    self._reader = pypdf.PdfReader(io.BytesIO(self._data), strict=False)
                page = self._reader.pages[number]
                lines = printed_lines(page)
                box = page.mediabox
        except Exception:
            return PrintedPage(0, 0)
        pieces = tuple(PrintedText(text, 0, len(text) * size * _WIDTH, y, size) for text, y, size in lines)
        return PrintedPage(float(box.width), float(box.height), pieces)
