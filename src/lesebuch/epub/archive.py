"""An EPUB as a file: a ZIP archive that begins with its own type (EPUB Open Container Format 3.3)."""

import datetime as dt
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

FOLDER = "EPUB"
PACKAGE = "package.opf"
MARK = "Lesebuch: e-book"
"""In its metadata: by it a later run knows a file of ours."""
_TYPE = b"application/epub+zip"
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
""".encode()
_FIRST, _LAST = 1980, 2107
"""Years that a ZIP archive can write."""


def is_ours(path: Path) -> bool:
    """Whether an EPUB says that it is made by Lesebuch."""
    try:
        with zipfile.ZipFile(path) as book:
            return MARK.encode() in book.read(f"{FOLDER}/{PACKAGE}")
    except (KeyError, OSError, ValueError, zipfile.BadZipFile):
        return False


def archive(files: Mapping[str, bytes], day: dt.date) -> bytes:
    """The archive of files by their paths from the package document. All bear the same day: the same files, the same bytes."""
    stamp = (min(max(day.year, _FIRST), _LAST), day.month, day.day, 12, 0, 0)
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        _write(book, "mimetype", _TYPE, stamp, zipfile.ZIP_STORED)
        _write(book, "META-INF/container.xml", _CONTAINER, stamp)
        for path, data in files.items():
            _write(book, f"{FOLDER}/{path}", data, stamp)
    return made.getvalue()


def _write(
    book: zipfile.ZipFile,
    path: str,
    data: bytes,
    stamp: tuple[int, int, int, int, int, int],
    method: int = zipfile.ZIP_DEFLATED,
) -> None:
    entry = zipfile.ZipInfo(path, stamp)
    # Else it says on which system it was made.
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.compress_type = method
    book.writestr(entry, data)
