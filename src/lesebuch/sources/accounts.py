"""What a source says of itself, whatever its format."""

from collections.abc import Callable, Mapping

from lesebuch.sources.document import Document, read_document
from lesebuch.sources.mail import read_mail
from lesebuch.sources.subtitles import read_srt, read_vtt
from lesebuch.sources.tei import read_tei
from lesebuch.sources.told import Told

TELLERS: Mapping[str, Callable[[bytes], Told]] = {"eml": read_mail, "srt": read_srt, "vtt": read_vtt, "tei": read_tei}
"""By format: what reads both the lines and what is said of them."""


def account(data: bytes, format_: str) -> Document | None:
    """The document that these bytes are; None if the format says nothing of its lines, or the bytes cannot be read."""
    if format_ not in TELLERS:
        return read_document(data, format_)
    try:
        return TELLERS[format_](data).document()
    except ValueError:
        return None
