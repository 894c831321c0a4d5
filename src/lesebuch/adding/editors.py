"""What editors of text find beside the chapters: the schema that a draft names in its first line.

The line must lead to a file of the reader: an address on the network would be fetched, and a path into the place where
Lesebuch is installed holds on one machine alone. So the schema is copied once, and goes into version control with the rest.
"""

import json
from pathlib import Path

from lesebuch.drafting import SCHEMA
from lesebuch.schema import schema
from lesebuch.writing import create_whole, write_whole

_OURS = "urn:lesebuch:schema:"


def chapter_schema(root: Path) -> list[Path]:
    """See to it that the schema is there and is that of this version; the files that are new.

    A file of that name that is no schema of ours stays as it is.
    """
    path, now = root / SCHEMA, schema("chapter")
    try:
        there = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        create_whole(path, now)
        return [path]
    except (OSError, UnicodeError):
        return []
    if there != now and _is_ours(there):
        write_whole(path, now)
    return []


def _is_ours(text: str) -> bool:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and str(read.get("$id")).startswith(_OURS)
