"""Pictures as addresses that hold their data: pandoc's sandbox reads no files. Drawings are made pictures of dots, which every word processor shows."""

import io
import struct
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

import imagesize
import segno
import typst

from lesebuch.glyphs import fonts

_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_DOTS_PER_INCH = 200


class Embedded(NamedTuple):
    """A picture of a document."""

    data: str
    """Its `data:` address; empty if there is none, or none that can be read."""
    size: tuple[float, float] = (0, 0)
    """Its width and its height in millimetres, as a document has it that says nothing of them; zeros if they are not known."""

    def height(self, share: float | None = None) -> str:
        """How high it is to be, where it would leave no room for its caption; else empty.

        `share`: how wide it is to be, of the width of the text; None: as wide as it is.
        """
        wide, high = self.size
        shown = min(wide, _TEXT) if share is None else _TEXT * share
        return f"{_HIGHEST}mm" if wide and shown / wide * high > _HIGHEST else ""


_TEXT, _HIGHEST = 124, 140
"""The width of the text and three fifths of its height, in millimetres."""
_DOTS, _MILLIMETRES = 72, 25.4
"""How many dots pandoc takes for an inch where a picture says nothing of it, and what an inch is."""


def embedded(path: Path) -> Embedded:
    """The picture at a path."""
    if not path.is_file():
        return Embedded("")
    kind = _TYPES.get(path.suffix.lower())
    data = path.read_bytes() if kind else _drawn(path)
    return (
        Embedded(f"data:{kind or 'image/png'};base64,{b64encode(data).decode()}", _size(data)) if data else Embedded("")
    )


def _size(data: bytes) -> tuple[float, float]:
    try:
        size, dots = imagesize.get(io.BytesIO(data)), imagesize.getDPI(io.BytesIO(data))
    except (ValueError, struct.error):
        return 0, 0
    # Of some files these are no dots, but that one is as wide as it is high.
    wide, high = (
        max(count, 0) * _MILLIMETRES / (per if per > 1 else _DOTS) for count, per in zip(size, dots, strict=True)
    )
    return wide, high


def of_drawing(svg: str) -> str:
    """The same of a drawing of ours."""
    data = _made('image(bytes(sys.inputs.svg), format: "svg")', svg=svg)
    return f"data:image/png;base64,{b64encode(data).decode()}" if data else ""


def of_code(address: str) -> str:
    """The same of an address, as a code that a telephone reads."""
    made = io.BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="png", scale=8, border=0)
    return f"data:image/png;base64,{b64encode(made.getvalue()).decode()}"


def _drawn(path: Path) -> bytes:
    """A drawing, or a picture in a format that word processors do not know, as PNG."""
    return _made(f'image("{path.name}")', path.parent)


def _made(image: str, root: Path | None = None, **inputs: str) -> bytes:
    """What Typst makes of an image, on a page of its size."""
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n#{image}"
    try:
        compiler = typst.Compiler(
            source.encode(), root=str(root) if root else None, font_paths=fonts(()), sys_inputs=inputs
        )
        made = compiler.compile(format="png", ppi=_DOTS_PER_INCH)
    except (typst.TypstError, RuntimeError):
        return b""
    return made if isinstance(made, bytes) else b""
