"""What a file was made from, in a stamp beside it: what would be the same is not made anew, and only what is ours is removed."""

import hashlib
from collections.abc import Container
from pathlib import Path

from lesebuch.writing import write_whole

_ENDING = ".made-from"


def stamp_of(file: Path) -> Path:
    """Where it is written down. A file without a stamp is somebody else's."""
    return file.with_name(f"{file.name}{_ENDING}")


def stands(file: Path, mark: str, *beside: Path) -> bool:
    """Whether a file was made from just that, and is as it was made; `beside`: others that were made with it."""
    stamp = stamp_of(file)
    return file.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == _said(file, mark, beside)


def note(file: Path, mark: str, *beside: Path) -> None:
    """Write down what a file was made from."""
    write_whole(stamp_of(file), _said(file, mark, beside))


def remove(file: Path, *beside: Path) -> None:
    """Remove a file, if it is ours."""
    if (stamp := stamp_of(file)).is_file():
        for one in (file, *beside, stamp):
            one.unlink(missing_ok=True)


def others(folder: Path, ending: str, names: Container[str]) -> list[Path]:
    """Files of ours with an ending (`.pdf`) that bear none of the names."""
    stamped = [stamp.with_suffix("") for stamp in folder.glob(f"*{ending}{_ENDING}")]
    return [file for file in stamped if file.stem not in names]


def _said(file: Path, mark: str, beside: tuple[Path, ...]) -> str:
    made = [path.read_bytes() for path in (file, *beside) if path.is_file()]
    digest = hashlib.blake2b(b"\0".join(made), digest_size=16)
    return f"{mark} {digest.hexdigest()}"
