"""Zip containers (docx, odt, epub): checked and packed anew before another program sees them."""

import io
import zipfile
import zlib
from collections.abc import Iterable

from lesebuch.limits import MEMBERS, UNPACKED_BYTES
from lesebuch.sources.refusal import Refusal, oversized, password

MAX_UNPACKED = UNPACKED_BYTES
MAX_MEMBERS = MEMBERS
_PASSWORD_FLAG = 0x1
_OLE = b"\xd0\xcf\x11\xe0"
_MEDIA = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".tif",
    ".tiff",
    ".bmp",
    ".emf",
    ".wmf",
    ".mp3",
    ".mp4",
    ".wav",
    ".ttf",
    ".otf",
    ".woff",
    ".woff2",
)


def repack(data: bytes, *, stand_ins: bool = False) -> bytes:
    """The same container without its pictures, holding just what was measured; ValueError says why it is refused.

    With `stand_ins` pictures are there, but empty: pandoc leaves out a picture that is not there, and its description with it.

    The sizes that a container declares are not trusted: members are unpacked under a cap, and the program that reads on gets
    a container made of them. Thus it sees the bytes that were checked, however the original was put together.
    """
    if data.startswith(_OLE):
        raise Refusal(
            "it is protected by a password, or in the format of Word before 2007",
            "Open it in a word processor and save it as .docx, without a password.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _pack(archive, stand_ins=stand_ins)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, OverflowError) as error:
        raise ValueError("it is no intact zip container: the file is cut off or damaged") from error
    except NotImplementedError as error:
        raise ValueError("it is packed in a way that office programs do not use") from error


def declared_size(data: bytes) -> int:
    """Bytes of all members but pictures, as the container says; `repack` refuses one that lies. 0 if it is no container."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(member.file_size for member in _wanted(archive.infolist()))
    except (zipfile.BadZipFile, OSError, OverflowError, NotImplementedError, ValueError):
        return 0


def _wanted(members: Iterable[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    return [m for m in members if not m.is_dir() and not m.filename.lower().endswith(_MEDIA)]


def _pack(archive: zipfile.ZipFile, *, stand_ins: bool) -> bytes:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise ValueError(f"it holds {len(members)} members, more than {MAX_MEMBERS}")
    if any(member.flag_bits & _PASSWORD_FLAG for member in members):
        raise password()
    wanted = _wanted(members)
    if sum(member.file_size for member in wanted) > MAX_UNPACKED:
        raise oversized(MAX_UNPACKED // 1_000_000)
    target = io.BytesIO()
    left = MAX_UNPACKED
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for member in wanted:
            with archive.open(member) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise oversized(MAX_UNPACKED // 1_000_000)
            packed.writestr(zipfile.ZipInfo(member.filename), content)
        for member in members if stand_ins else ():
            if not member.is_dir() and member not in wanted:
                packed.writestr(zipfile.ZipInfo(member.filename), b"")
    return target.getvalue()
