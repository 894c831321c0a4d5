"""A page for each chapter, as Sphinx wants to find it: a file that holds the directive `{chapter}` and nothing else."""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util import logging

from lesebuch.model import Reader
from lesebuch.presentation.ids import CHAPTERS

logger = logging.getLogger(__name__)

_STUB = "% Made by Lesebuch from corpus/{slug}.md. Edit that file, not this one.\n\n```{{chapter}} {slug}\n```\n"
_OURS = re.compile(rb"% Made by Lesebuch [^\n]*\n\s*```\{chapter\} [^\n]*\n```\s*")
"""A stub of this or an earlier version, and nothing that somebody has written into it."""


def write_stubs(folder: Path, reader: Reader) -> None:
    """A stub for each chapter, written only if it changes, so that Sphinx sees no change where there is none.

    Stubs of chapters that are gone go. All else in the folder is somebody's own and stays as it is, byte for byte.
    """
    if not reader.chapters and not folder.is_dir():
        return
    wanted = {f"{chapter.slug}.md": _STUB.format(slug=chapter.slug).encode() for chapter in reader.chapters}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, stub in wanted.items():
            _write_stub(folder / name, stub)
        for path in sorted(folder.glob("*.md")):
            if path.name not in wanted and path.is_file() and _OURS.fullmatch(path.read_bytes()):
                path.unlink()
    except OSError as error:
        raise ConfigError(
            f"{error.filename or folder} cannot be written ({error.strerror}); Lesebuch needs to put a page for each "
            f"chapter into {folder}. Make that folder writable, or build a copy of the project."
        ) from None


def _write_stub(path: Path, stub: bytes) -> None:
    if path.is_symlink() or path.exists():
        found = path.read_bytes() if path.is_file() else None
        if found == stub:
            return
        # A stub that was cut off while it was written is the beginning of one.
        if found is None or path.is_symlink() or not (stub.startswith(found) or _OURS.fullmatch(found)):
            logger.error(
                "%s is not made by Lesebuch and stays as it is; the chapter %r has no page. Move that file, or rename the "
                "chapter in corpus/.",
                path,
                path.stem,
                type="lesebuch",
                subtype="own-file",
                location=str(path),
            )
            return
    path.write_bytes(stub)


def forget_doctrees(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: doctrees of chapters that are gone go, too; Sphinx writes one anew whenever it is needed."""
    if failed:
        return
    known = {Path(app.doctreedir, f"{name}.doctree") for name in app.env.found_docs}
    for doctree in Path(app.doctreedir, CHAPTERS).rglob("*.doctree"):
        if doctree not in known:
            doctree.unlink()
