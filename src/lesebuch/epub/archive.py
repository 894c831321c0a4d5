"""An EPUB as a file: a ZIP archive that begins with its own type (EPUB Open Container Format 3.3)."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from lesebuch.writing import packed

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


def is_ours(path: Path) -> bool:
    """Whether an EPUB says that it is made by Lesebuch."""
    try:
        with zipfile.ZipFile(path) as book:
            return MARK.encode() in book.read(f"{FOLDER}/{PACKAGE}")
    except (KeyError, OSError, ValueError, zipfile.BadZipFile):
        return False


def archive(files: Mapping[str, bytes]) -> bytes:
    """The archive of files by their paths from the package document."""
    parts = [("mimetype", _TYPE), ("META-INF/container.xml", _CONTAINER)]
    return packed([*parts, *((f"{FOLDER}/{path}", data) for path, data in files.items())], stored=("mimetype",))
