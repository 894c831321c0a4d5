"""Write the colours of `lesebuch.colours` into the style sheet: `python scripts/colours.py`; Typst and drawings take them by themselves."""

import re
from collections.abc import Mapping
from pathlib import Path

from lesebuch.colours import DARK, LIGHT

SHEET = Path(__file__).parents[1] / "src" / "lesebuch" / "html" / "sheets" / "lesebuch.css"
BLOCKS: Mapping[str, Mapping[str, str]] = {"html {": LIGHT, 'html[data-theme="dark"] {': DARK}


def written(sheet: str) -> str:
    """The style sheet with the colours as the table has them."""
    for head, colours in BLOCKS.items():
        start = sheet.index(f"\n{head}\n")
        end = sheet.index("\n}", start)
        lines = [line for line in sheet[start:end].split("\n") if not re.match(r"  --lb-\w+: #", line)]
        at = next((n for n, line in enumerate(lines) if "--pst-" in line), len(lines))
        lines[at:at] = [f"  --lb-{name}: {colour};" for name, colour in colours.items()]
        sheet = sheet[:start] + "\n".join(lines) + sheet[end:]
    return sheet


if __name__ == "__main__":
    SHEET.write_text(written(SHEET.read_text(encoding="utf-8")), encoding="utf-8")
