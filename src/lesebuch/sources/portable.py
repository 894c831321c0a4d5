"""PDF: the text that a PDF carries, its printed lines joined to blocks by a fixed rule.

On each page, a printed line continues the block unless the line before is blank, or is short and ends a sentence, or is very
short (a heading). A hyphen that divides a word at a line's end becomes a soft hyphen, which normalisation then takes
out and records; before a capital letter, "und" and the like it is kept as the hyphen it is.
"""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdf

_SENTENCE_END = re.compile(r"[.!?:…][\"'»«“”‘’)\]]*$")
_SHORT = 0.85
_VERY_SHORT = 0.5
"""Of the longest line of the page."""
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_AND = re.compile(r"(?:und|oder|bis|sowie|and|or|to)\b")
_PROTECTED = "it is protected by a password"


def extract_pdf(data: bytes) -> str:
    """The blocks of a PDF, one a line; ValueError says in plain words why there are none."""
    with _quiet():
        pages = _pages(data)
    lines = [block for page in pages for block in _blocks(page)]
    if not lines:
        raise ValueError(
            "it holds pictures of pages and no text: it was scanned; run text recognition (OCR) on it first"
        )
    return "\n".join(lines)


def _pages(data: bytes) -> list[str]:
    try:
        plain = _decrypted(data) if b"/Encrypt" in data else data
        reader = pypdf.PdfReader(io.BytesIO(plain), strict=False)
        return [page.extract_text() for page in reader.pages]
    except ValueError as error:
        if str(error) == _PROTECTED:
            raise
        raise ValueError("it is a damaged PDF") from error
    except Exception as error:
        # A damaged file makes the reader fail in many ways, which have no common class.
        raise ValueError("it is a damaged PDF") from error


def _decrypted(data: bytes) -> bytes:
    """Where the password is empty, everybody may read: such a file restricts printing and the like alone."""
    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            document.save(target)
    except pikepdf.PasswordError as error:
        raise ValueError(_PROTECTED) from error
    return target.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    """What pypdf logs about small faults of a file is nothing that a reader of messages can use."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _blocks(page: str) -> list[str]:
    lines = [" ".join(line.split(" ")).strip() for line in page.replace("\r", "\n").split("\n")]
    width = max((len(line) for line in lines), default=0)
    blocks: list[str] = []
    before = ""
    for line in lines:
        if line and before and not _ends(before, width):
            blocks[-1] = _joined(blocks[-1], line)
        elif line:
            blocks.append(line)
        before = line
    return blocks


def _ends(line: str, width: int) -> bool:
    return len(line) < width * _VERY_SHORT or (len(line) < width * _SHORT and bool(_SENTENCE_END.search(line)))


def _joined(block: str, line: str) -> str:
    if not _DIVIDED.search(block):
        return f"{block} {line}"
    if _AND.match(line):
        return f"{block} {line}"
    return f"{block[:-1]}\u00ad{line}" if line[0].islower() else block + line
