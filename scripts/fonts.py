"""Bring the fonts of the book into the package: `python scripts/fonts.py` (for maintainers, once for a new version).

Needs `pip install fonttools`, npm, and Debian's packages fonts-noto-cjk (1:20220127+repack1-1) and fonts-noto-core
(20201225-1). Makes, in src/lesebuch/typst/fonts/:

- Source Sans 3 from the npm package `source-sans`, as it is: its licence reserves the name "Source" for files that
  nobody has changed, subsets included.
- A subset of Noto Serif CJK SC: the 6,763 characters of GB 2312, the 5,401 common ones of Big5 for texts from Taiwan and
  Hong Kong, kana, and East Asian punctuation with its full-width forms.
- Noto Naskh Arabic, regular and bold, as it is: DejaVu Sans Mono has the letters, but each as wide as any other.

Libertinus Serif and DejaVu Sans Mono come with the `typst` wheel.
"""

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

SANS = "source-sans@3.52.0"
STYLES = ("Regular", "It", "Semibold", "SemiboldIt")
CJK = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
CJK_SC = 2
"""Number of the simplified Chinese face in the collection."""
ARABIC = tuple(Path(f"/usr/share/fonts/truetype/noto/NotoNaskhArabic-{weight}.ttf") for weight in ("Regular", "Bold"))
FONTS = Path(__file__).parent.parent / "src" / "lesebuch" / "typst" / "fonts"


def common_characters() -> str:
    """The signs of GB 2312 (rows 1 to 9) and all its characters, level 1 of Big5, and kana."""
    cells = range(0xA1, 0xFF)
    simplified = _decoded("gb2312", [*range(0xA1, 0xAA), *range(0xB0, 0xF8)], cells)
    traditional = _decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *cells])
    kana = set(map(chr, range(0x3041, 0x30FF)))
    # What is not East Asian comes from the other fonts, which are made for it.
    return "".join(sorted(character for character in simplified | traditional | kana if character >= "\u3000"))


def _decoded(encoding: str, rows: Iterable[int], cells: Iterable[int]) -> set[str]:
    return set("".join(bytes([row, cell]).decode(encoding, errors="ignore") for row in rows for cell in cells))


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
    write_licence(out, "NotoSerifCJK-LICENSE.txt")


def bring_arabic() -> None:
    """Take both weights as they are."""
    for file in ARABIC:
        shutil.copyfile(file, FONTS / file.name)
    write_licence(FONTS / ARABIC[0].name, "NotoNaskhArabic-LICENSE.txt")


def write_licence(file: Path, name: str) -> None:
    """The notice that a font carries, and the terms of the Open Font License."""
    licence = (FONTS / "SourceSans3-LICENSE.md").read_text(encoding="utf-8")
    terms = licence[licence.index("This Font Software") :]
    with TTFont(file) as font:
        notice = font["name"].getDebugName(0)
    (FONTS / name).write_text(f"{notice}\n\n{terms}", encoding="utf-8")


def main() -> None:
    """Make all."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        bring_sans(Path(folder))
    make_cjk()
    bring_arabic()


if __name__ == "__main__":
    main()
