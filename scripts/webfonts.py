"""Cut the fonts of the site: `python scripts/webfonts.py` (for maintainers, once for a new version).

Needs `pip install fonttools brotli` and npm. Writes src/lesebuch/html/static/fonts/*.woff2 and the style sheet that names
them, html/sheets/lesebuch-fonts.css. A browser loads a slice when a page has a letter of it, so letters that pages
nearly always have stand in one slice, those of a script or a family of languages in another.

The licence reserves the name "Source" for files that nobody has changed. A slice has another name: Lesebuch Serif is Source
Serif 4 (from the npm package `@fontsource/source-serif-4`), Lesebuch Sans is Source Sans 3 (from the book's own files).

Until the slices are there, a page shows a font of the system, as wide and as high as ours: so the lines end where they will,
and nothing moves. How wide the system's are is measured in free fonts that have the same widths.
"""

import io
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SERIF = "source-serif-4@5.3.1"
REPOSITORY = Path(__file__).parent.parent
HTML = REPOSITORY / "src" / "lesebuch" / "html"
FONTS = HTML / "static" / "fonts"
SHEET = HTML / "sheets" / "lesebuch-fonts.css"
SANS = HTML.parent / "typst" / "fonts"
OUR_TEXTS = ("docs/about.md", "docs/index.md", "seeds/oil-routes.md")
"""How often a letter stands in German and English."""

_NEARLY_ALWAYS = "20-23,25-3B,3D,3F,41-5B,5D,5F,61-7A,7C,A0,A7,AB,B0,B6,B7,BB,C4,D6,D7,DC,DF,E4,E9,F6,FC,2013-2014,2018-201A,201C-201E,2026,202F,2039-203A,2192"
_SIGNS = (
    "24,3C,3E,40,5C,5E,60,7B,7D-7E,A1-A6,A8-AA,AC-AF,B1-B5,B8-BA,BC-BF,F7,2010-2012,2015,2020-2022,2030,2032-2033,"
    "20AC,2122,2190-2191,2193,2212"
)
SLICES = {
    # Name: letters, and the file of the serif that has them.
    "core": (_NEARLY_ALWAYS, "latin"),
    "latin": ("C0-C3,C5-D5,D8-DB,DD-DE,E0-E3,E5-E8,EA-F5,F8-FB,FD-FF,131,152-153", "latin"),
    "signs": (_SIGNS, "latin"),
    # Of the letters that are seldom in German and English, a name brings one or two: of Turkish, of a Slavic language.
    "latin-turkish": ("102-103,11E-11F,130,15E-15F,162-163,218-21B", "latin-ext"),
    "latin-slavic": (
        "104-107,10C-111,118-11B,139-13A,13D-13E,141-144,147-148,154-155,158-15B,160-161,164-165,16E-16F,179-17E",
        "latin-ext",
    ),
    "latin-a": (
        "100-101,108-10B,112-117,11C-11D,120-12F,132-138,13B-13C,13F-140,145-146,149-151,156-157,15C-15D,166-16D,170-178,17F",
        "latin-ext",
    ),
    "latin-more": ("180-217,21C-2BA,2BD-2C5,1E00-1E9F,1EF2-1EFF,20A0-20AB,20AD-20C4", "latin-ext"),
    "cyrillic": ("401,404,406-407,40E,410-44F,451,454,456-457,45E,490-491", "cyrillic"),
    "cyrillic-south": ("301,400,402-403,405,408-40D,40F,450,452-453,455,458-45D,45F,2116", "cyrillic"),
    "cyrillic-asia": ("492-493,49A-49B,4A2-4A3,4AE-4AF,4BA-4BB,4D8-4D9,4E8-4E9", "cyrillic-ext"),
    "cyrillic-kazakh": ("4B0-4B1", "cyrillic"),
    "cyrillic-more": ("460-48F,494-499,49C-4A1,4A4-4AD,4B2-4B9,4BC-4D7,4DA-4E7,4EA-52F", "cyrillic-ext"),
}
FACES = (
    ("Lesebuch Serif", "serif", 400, "normal"),
    ("Lesebuch Serif", "serif", 600, "normal"),
    ("Lesebuch Serif", "serif", 400, "italic"),
    ("Lesebuch Sans", "sans", 400, "normal"),
    ("Lesebuch Sans", "sans", 600, "normal"),
)
WIDER = {"sans": 1.06, "serif": 1.0}
"""How much larger than it was drawn a font is shown: with it, small letters of both are equally high."""
STAND_INS = (
    # A family, which of ours it is for, the system's fonts of one shape, upright and inclined, and a package of one as wide.
    ("Lesebuch Serif Times", "serif", ("Times New Roman", "Liberation Serif"), "tinos@5.3.0"),
    ("Lesebuch Serif Noto", "serif", ("Noto Serif",), "noto-serif@5.3.0"),
    ("Lesebuch Sans Arial", "sans", ("Arial", "Liberation Sans"), "arimo@5.3.0"),
    ("Lesebuch Sans Roboto", "sans", ("Roboto",), "roboto@5.3.0"),
)
"""Of Windows, Apple and Linux the first of each, of Android the second."""
SET_IN = "20-52F,2010-2193"
"""The letters for which a font of the system stands in: it is not to change the size of scripts that ours do not have."""
FEATURES = ["kern", "liga"]
DIGITS = {"sans": ["onum"], "serif": []}
"""Forms of digits that the style sheets ask for. Those of tables are what both fonts have where nothing is asked."""
MARKS = ["ccmp", "locl", "mark", "mkmk"]
"""Features for letters that are put together, as southern Slavic languages have them."""
_IDLE = ["BASE", "STAT"]
"""Tables for choosing among many styles and for lines of several scripts in East Asian text."""
_NAMES = {1: "{family}", 3: "{family} {style} {slice}", 4: "{family} {style}", 6: "{packed}-{style}", 16: "{family}"}


def letters(ranges: str) -> set[int]:
    """The code points of a list of ranges, in hexadecimal digits."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def ranges_said(ranges: str) -> str:
    """A list of ranges as a style sheet writes it."""
    return ", ".join(f"U+{part}" for part in ranges.split(","))


def cut(font: Path, points: set[int], features: list[str], names: dict[str, str]) -> bytes | None:
    """A slice as WOFF2; None if the font has no letter of it."""
    with TTFont(font, recalcTimestamp=False) as source:
        if not points & set(source.getBestCmap()):
            return None
        # Of the licence, the copyright and its address; its words lie beside the slices.
        options = subset.Options(hinting=False, layout_features=features, name_IDs=[0, 1, 2, 3, 4, 6, 14])
        options.drop_tables += _IDLE
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(source)
        for record in source["name"].names:
            if record.nameID in _NAMES:
                record.string = _NAMES[record.nameID].format(**names)
        source.flavor = "woff2"
        made = io.BytesIO()
        source.save(made)
    return made.getvalue()


def unpacked(package: str, parent: Path) -> Path:
    """The folder of files of an npm package of fonts, and how their names begin: `FOLDER/NAME`."""
    name = package.rpartition("@")[0]
    folder = parent / name
    folder.mkdir()
    subprocess.run(["npm", "pack", "--silent", f"@fontsource/{package}"], cwd=folder, check=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package" / "files" / name


def in_style(start: Path, file: str, weight: int, style: str) -> Path:
    """A file of those of `unpacked`."""
    return start.with_name(f"{start.name}-{file}-{weight}-{style}.woff2")


def face(family: str, name: str, weight: int, style: str, ranges: str) -> str:
    """A rule of the style sheet.

    A tenth of a second's patience: else one that is there before the first view is swapped in behind it, and lines move.
    """
    slant = " font-style: italic;" if style == "italic" else ""
    size = "" if WIDER[name.partition("-")[0]] == 1 else f" size-adjust: {WIDER[name.partition('-')[0]]:.0%};"
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight};{slant} font-display: fallback;{size} '
        f'src: url(fonts/{name}) format("woff2"); unicode-range: {ranges_said(ranges)}; }}'
    )


def stand_ins(parent: Path) -> Iterator[str]:
    """Rules of the style sheet: fonts of the system, made as wide and as high as ours in each style.

    `size-adjust` is the mean width of a letter of ours by that of theirs; what else is said of a font is a part of that size.
    """
    texts = "".join((REPOSITORY / name).read_text(encoding="utf-8") for name in OUR_TEXTS)
    for family, short, systems, package in STAND_INS:
        start = unpacked(package, parent)
        for weight, style in [(weight, style) for _, which, weight, style in FACES if which == short]:
            bold = weight > 400
            file = in_style(start, "latin", 700 if bold else 400, style)
            with TTFont(FONTS / f"{short}-core-{weight}-{style}.woff2") as ours, TTFont(file) as theirs:
                often = Counter(
                    letter
                    for letter in map(ord, texts)
                    if letter in ours.getBestCmap() and letter in theirs.getBestCmap()
                )
                size = WIDER[short] * mean_width(ours, often) / mean_width(theirs, often)
                shown = WIDER[short] / ours["head"].unitsPerEm / size
                ascent, descent = ours["hhea"].ascent * shown, -ours["hhea"].descent * shown
            variant = " ".join(filter(None, ("Bold" if bold else "", "Italic" if style == "italic" else "")))
            local = ", ".join(f'local("{f"{name} {variant}".strip()}")' for name in systems)
            yield (
                f'@font-face {{ font-family: "{family}"; {"font-weight: 600; " if bold else ""}'
                f"{'font-style: italic; ' if style == 'italic' else ''}size-adjust: {size:.1%}; "
                f"ascent-override: {ascent:.1%}; descent-override: {descent:.1%}; line-gap-override: 0%; "
                f"src: {local}; unicode-range: {ranges_said(SET_IN)}; }}"
            )


def mean_width(font: TTFont, often: Counter[int]) -> float:
    """The mean width of letters, each as often as it stands in texts, in parts of the font's size."""
    names, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[names[letter]][0] * times for letter, times in often.items())
    return total / often.total() / font["head"].unitsPerEm


def slices(start: Path) -> Iterator[str]:
    """Cut all fonts, the serif from its package; the rules of the style sheet that name them."""
    for family, short, weight, style in FACES:
        for slice_, (ranges, file) in SLICES.items():
            sans = SANS / f"SourceSans3-{'Semibold' if weight == 600 else 'Regular'}.ttf"
            font = in_style(start, file, weight, style) if short == "serif" else sans
            names = {
                "family": family,
                "packed": family.replace(" ", ""),
                "style": f"{weight} {style}",
                "slice": slice_,
            }
            features = [*FEATURES, *DIGITS[short], *(MARKS if slice_ == "cyrillic-south" else ())]
            # The sans is not for reading; of letters that are seldom it has one weight.
            rare = short == "sans" and weight != 400 and slice_.endswith("-more")
            if not rare and (data := cut(font, letters(ranges), features, names)):
                file_name = f"{short}-{slice_}-{weight}-{style}.woff2"
                (FONTS / file_name).write_bytes(data)
                print(file_name, len(data))
                yield face(family, file_name, weight, style, ranges)


def main() -> None:
    """Cut all, and write the style sheet."""
    for old in FONTS.glob("*.woff2"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        rules = [*slices(unpacked(SERIF, Path(name))), *stand_ins(Path(name))]
    SHEET.write_text("/* Made by scripts/webfonts.py. */\n" + "\n".join(rules) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
