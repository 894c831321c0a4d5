"""The colours of site, book and drawings, each once: the style sheet is written from these (`scripts/colours.py`), Typst and SVG take them."""

import re
from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "paper": "#fdfbf6",
    "panel": "#f5f1e8",
    "ink": "#24211c",
    "soft": "#5f594e",
    "rule": "#ddd5c4",
    "edge": "#8d826d",
    "accent": "#8a2f1d",
    "faint": "#b9ad97",
    "mark": "#f3e6c4",
    "found": "#f2c14e",
    "sea": "#b8ccd7",
}
DARK: Mapping[str, str] = {
    "paper": "#181816",
    "panel": "#211f1c",
    "ink": "#e6e0d4",
    "soft": "#aaa293",
    "rule": "#3a362f",
    "edge": "#8b8272",
    "accent": "#e7a58b",
    "faint": "#6d6557",
    "mark": "#4a3d1d",
    "found": "#8a6210",
    "sea": "#1c2c35",
}
PRINT: Mapping[str, str] = {
    "paper": "#ffffff",
    "ink": "#222222",
    "soft": "#5a5a5a",
    "rule": "#bebebe",
    "accent": LIGHT["accent"],
}
ENOUGH = 4.5
"""The contrast that small text needs (WCAG 2.2, 1.4.3)."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether it is a colour as `#8a2f1d`."""
    return bool(_HEX.fullmatch(text))


def contrast(one: str, other: str) -> float:
    """How much two colours differ, from 1 to 21, as WCAG 2.2 reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )  # the standard's
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
