"""What pandoc is given of a file: its text, as pandoc understands it, and nothing that was not measured."""

from collections.abc import Callable, Mapping

from lesebuch.sources.archive import repack
from lesebuch.sources.fictionbook import as_utf8
from lesebuch.sources.frontmatter import with_plain_values
from lesebuch.sources.plain import decode
from lesebuch.sources.richtext import as_unicode

_PREPARE: Mapping[str, Callable[[bytes], bytes]] = {
    "markdown": lambda data: with_plain_values(decode(data)[0]).encode(),
    "fb2": as_utf8,
}


def prepared(data: bytes, format_: str, changes: str = "") -> bytes:
    """The bytes for pandoc; ValueError says why there are none. `changes`: of RTF, what becomes of tracked changes."""
    if format_ == "rtf":
        return as_unicode(data, changes)
    prepare = _PREPARE.get(format_)
    return prepare(data) if prepare else repack(data, stand_ins=True)
