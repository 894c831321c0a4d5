"""Files that are whole at every moment: whoever reads one, even after a crash or a full disk, finds the old or the new."""

import errno
import io
import os
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

DRAFT = ".lesebuch-draft-"
"""How the names of drafts begin. Not the file's own name, which may be as long as the system allows already."""
_ABANDONED = 3600
"""Seconds after which a draft is nobody's: whoever wrote it was ended before it was done."""

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that archives know."""


def write_whole(path: Path, data: str | bytes) -> None:
    """Write a file, or replace it, in one step; OSError if that fails, and then nothing has changed. Folders are made.

    Text is written as UTF-8 with the line ends that it has. A link stays a link: what it leads to is replaced. Devices and
    pipes are written to.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(_bytes(data))
        return
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    mode = target.stat().st_mode & 0o777 if target.exists() else None
    with _draft(target, _bytes(data), mode) as draft:
        draft.replace(target)


def write_if_changed(path: Path, text: str) -> None:
    """As `write_whole`; a file that says the same already stays as it is, with its time."""
    if not path.is_file() or path.read_bytes() != text.encode():
        write_whole(path, text)


def write_made(path: Path, data: str | bytes) -> None:
    """As `write_if_changed`, for one of the many files of a site, in a folder that is there.

    Nobody waits until the disk has it: any build makes it anew.
    """
    data = _bytes(data)
    with suppress(FileNotFoundError):
        if path.read_bytes() == data:
            return
    _sweep(path.parent)
    draft = path.with_name(f"{DRAFT}{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def create_whole(path: Path, data: str | bytes) -> None:
    """Write a file that does not exist yet; FileExistsError if it does, OSError if it cannot be written."""
    with _draft(path, _bytes(data), None) as draft:
        try:
            path.hardlink_to(draft)  # unlike a rename, this never replaces another file
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK):
                raise
            with path.open("xb") as stream:  # a file system without links
                stream.write(_bytes(data))


def packed(
    parts: Iterable[tuple[str, bytes]], *, stored: tuple[str, ...] = (), comment: str = "", level: int = 6
) -> bytes:
    """A ZIP archive of files by their names, in the order given: the same files, the same bytes.

    `stored`: names of parts that are not compressed. `level`: how much is done to make the others small, from 1 to 9.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment.encode()
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            # Else the system on which it is made would show.
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, data, compresslevel=level)
    return out.getvalue()


def _bytes(data: str | bytes) -> bytes:
    return data.encode("utf-8") if isinstance(data, str) else data


@contextmanager
def _draft(path: Path, data: bytes, mode: int | None) -> Iterator[Path]:
    """A finished file beside the one that is meant, gone again at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=DRAFT)
        draft = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(0o666 & ~_umask() if mode is None else mode)
        yield draft
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # of the draft nobody knows
        raise
    finally:
        if draft:
            draft.unlink(missing_ok=True)


@cache  # each folder once, since many files are written into some
def _sweep(folder: Path) -> None:
    """Take away the drafts that writers who were ended have left in a folder."""
    for draft in folder.glob(f"{DRAFT}*"):
        with suppress(OSError):
            if time.time() - draft.lstat().st_mtime > _ABANDONED:
                draft.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
