"""Drawings as pictures of dots: reading systems have fonts of any width, and words of a vector drawing would run into one another."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from lesebuch.glyphs import fonts
from lesebuch.presentation import timeline
from lesebuch.presentation.drawings import on_paper
from lesebuch.presentation.timeline_parts import Room, split

_LINK = re.compile(r"</?a\b[^>]*>")
_PAGE = '#set page(width: auto, height: auto, margin: 4pt, fill: white)\n#image("drawing.svg")'
_DOTS_PER_INCH = 190
# As wide as a small screen, as high as what is left below a heading.
_ROOM = Room(timeline.DrawingSize("paper", 400.0, 52.0, 2, 24.0), 440.0, 520.0)


def timelines(items: Sequence[timeline.DrawnEvent]) -> list[tuple[str, str]]:
    """A timeline in as many parts as it needs, so that each fits on a small screen: drawing and alternative text."""
    return split(items, _ROOM)


def as_file(svg: str) -> bytes:
    """A drawing of ours as PNG, on white, in the dark, too. As a picture its links lead nowhere."""
    with TemporaryDirectory(prefix="lesebuch-") as folder:
        Path(folder, "drawing.svg").write_text(on_paper(_LINK.sub("", svg)), encoding="utf-8")
        compiler = typst.Compiler(_PAGE.encode(), root=folder, font_paths=fonts(()))
        made = compiler.compile(format="png", ppi=_DOTS_PER_INCH)
    assert isinstance(made, bytes)
    return made
