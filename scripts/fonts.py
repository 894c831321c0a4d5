"""Bring the fonts of the book into the package: `python scripts/fonts.py` (for maintainers, once for a new version).

Needs `pip install fonttools`, npm, and Debian's package fonts-noto-cjk (1:20220127+repack1-1). Makes, in
src/lesebuch/typst/fonts/:

- Source Sans 3 from the npm package `source-sans`, as it is: its licence reserves the name "Source" for files that
  nobody has changed, subsets included.
- A subset of Noto Serif CJK SC: the 3,755 common characters of GB 2312 level 1, and East Asian punctuation.

Libertinus Serif and DejaVu Sans Mono come with the `typst` wheel.
"""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont

SANS = "source-sans@3.52.0"
STYLES = ("Regular", "It", "Semibold", "SemiboldIt")
CJK = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
CJK_SC = 2
"""Number of the simplified Chinese face in the collection."""
FONTS = Path(__file__).parent.parent / "src" / "lesebuch" / "typst" / "fonts"


def common_characters() -> str:
    """GB 2312 level 1: rows 16 to 55; and the punctuation of row 1."""
    codes = [*range(0xA1A1, 0xA1FF), *(row << 8 | cell for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))]
    characters = (code.to_bytes(2, "big").decode("gb2312", errors="ignore") for code in codes)
    # What is not East Asian comes from the other fonts, which are made for it.
    return "".join(character for character in characters if character >= "\u3000")


def bring_sans(folder: Path) -> None:
    """Take the files that the book uses out of the npm package."""
    subprocess.run(["npm", "pack", "--silent", SANS], cwd=folder, check=True)
    archive = next(folder.glob("source-sans-*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    for style in STYLES:
        name = f"SourceSans3-{style}.ttf"
        shutil.copyfile(folder / "package" / "TTF" / name, FONTS / name)
    shutil.copyfile(folder / "package" / "LICENSE.md", FONTS / "SourceSans3-LICENSE.md")


def make_cjk() -> None:
    """Make the subset; `pyftsubset` comes with fonttools."""
    out = FONTS / "NotoSerifCJKsc-Common.otf"
    options = ["--layout-features=kern,vert,locl,ccmp", "--no-hinting", "--desubroutinize", "--name-IDs=*"]
    command = ["pyftsubset", str(CJK), f"--font-number={CJK_SC}", f"--text={common_characters()}", *options]
    subprocess.run([*command, f"--output-file={out}"], check=True)
    licence = (FONTS / "SourceSans3-LICENSE.md").read_text(encoding="utf-8")
    terms = licence[licence.index("This Font Software") :]
    with TTFont(out) as font:
        notice = font["name"].getDebugName(0)
    (FONTS / "NotoSerifCJK-LICENSE.txt").write_text(f"{notice}\n\n{terms}", encoding="utf-8")


def main() -> None:
    """Make all."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        bring_sans(Path(folder))
    make_cjk()


if __name__ == "__main__":
    main()
