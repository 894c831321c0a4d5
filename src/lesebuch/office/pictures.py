"""Pictures as addresses that hold their data: pandoc's sandbox reads no files. Drawings are made pictures of dots, which every word processor shows."""

import io
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

import segno
import typst
from sphinx.util.images import get_image_size

from lesebuch.glyphs import fonts

_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_DOTS_PER_INCH = 200


class Embedded(NamedTuple):
    """A picture of a document."""

    data: str
    """Its `data:` address; empty if there is none, or none that can be read."""
    size: tuple[int, int] | None = None
    """Its width and its height in dots, where the file says so."""

    def height(self, share: float = 1) -> str:
        """How high it is to be, where it would leave no room for its caption; else empty. `share`: of the width of the text."""
        wide, high = self.size or (1, 0)
        shown = min(wide * _MM_PER_DOT, _TEXT * share) / wide * high
        return f"{_HIGHEST}mm" if shown > _HIGHEST else ""


_MM_PER_DOT = 25.4 / 96
_TEXT, _HIGHEST = 124, 140
"""The width of the text and three fifths of its height, in millimetres."""


def embedded(path: Path) -> Embedded:
    """The picture at a path."""
    if not path.is_file():
        return Embedded("")
    kind = _TYPES.get(path.suffix.lower())
    data = path.read_bytes() if kind else _drawn(path)
    return Embedded(
        f"data:{kind or 'image/png'};base64,{b64encode(data).decode()}" if data else "", get_image_size(path)
    )


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
