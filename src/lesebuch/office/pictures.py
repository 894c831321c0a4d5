"""Pictures as addresses that hold their data: pandoc's sandbox reads no files. Drawings are made pictures of dots, which every word processor shows."""

import io
from base64 import b64encode
from pathlib import Path

import segno
import typst

from lesebuch.glyphs import fonts

_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_DOTS_PER_INCH = 200


def embedded(path: Path) -> str:
    """The picture as a `data:` address; empty if there is none, or none that can be read."""
    if not path.is_file():
        return ""
    kind = _TYPES.get(path.suffix.lower())
    data = path.read_bytes() if kind else _drawn(path)
    return f"data:{kind or 'image/png'};base64,{b64encode(data).decode()}" if data else ""


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
