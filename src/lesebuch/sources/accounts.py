"""What a source says of itself, whatever its format.

What reads a format is imported with the first file that has it: most readers have two or three, and a command is to start at once.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lesebuch.sources.changes import ACCEPT

if TYPE_CHECKING:
    from lesebuch.sources.document import Document
    from lesebuch.sources.told import Told


def _mail(data: bytes) -> "Told":
    from lesebuch.sources.mail import read_mail

    return read_mail(data)


def _srt(data: bytes) -> "Told":
    from lesebuch.sources.subtitles import read_srt

    return read_srt(data)


def _vtt(data: bytes) -> "Told":
    from lesebuch.sources.subtitles import read_vtt

    return read_vtt(data)


def _tei(data: bytes) -> "Told":
    from lesebuch.sources.tei import read_tei

    return read_tei(data)


TELLERS: Mapping[str, Callable[[bytes], "Told"]] = {"eml": _mail, "srt": _srt, "vtt": _vtt, "tei": _tei}
"""By format: what reads both the lines and what is said of them."""


def account(data: bytes, format_: str, changes: str = ACCEPT) -> "Document | None":
    """The document that these bytes are; None if the format says nothing of its lines, or the bytes cannot be read.

    `changes`: what becomes of tracked changes.
    """
    if format_ not in TELLERS:
        from lesebuch.sources.document import read_document

        return read_document(data, format_, changes)
    try:
        return TELLERS[format_](data).document()
    except ValueError:
        return None
