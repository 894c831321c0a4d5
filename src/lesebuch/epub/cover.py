"""The cover: a picture of the title, drawn with the book's own fonts, so that it needs none of the reading system's."""

import json
from collections.abc import Mapping
from pathlib import Path

import typst

from lesebuch.colours import LIGHT
from lesebuch.glyphs import FALLBACK, fonts

_TEMPLATE = Path(__file__).with_name("cover.typ")
_DOTS_PER_INCH = 192
"""1600 by 2560 dots of 600 by 960 points, which shops and reading systems ask for."""


def draw(title: str, subtitle: str, lines: tuple[str, ...], lang: str, folders: tuple[str, ...] = ()) -> bytes:
    """The cover as PNG. `lines`: what stands at its foot; `folders`: the reader's own fonts."""
    said: Mapping[str, object] = {
        "title": title,
        "subtitle": subtitle,
        "lines": lines,
        "families": FALLBACK,
        "lang": lang.partition("-")[0],
        **{name: LIGHT[name] for name in ("paper", "ink", "soft", "accent")},
    }
    compiler = typst.Compiler(
        _TEMPLATE.read_bytes(), sys_inputs={"said": json.dumps(said, ensure_ascii=False)}, font_paths=fonts(folders)
    )
    made = compiler.compile(format="png", ppi=_DOTS_PER_INCH)
    if isinstance(made, bytes):
        return made
    # A title that fills more than one page is cut off.
    return made[0] if made else b""
