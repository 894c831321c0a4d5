"""Text of scans: pictures, and PDF files whose pages are pictures, are read by Tesseract where it is installed.

What it reads becomes a text file, a line for each paragraph, and that is the source: a build recognises nothing. How sure
Tesseract is of each word (0 to 100, the column `conf` of its TSV output) becomes doubts.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import fmean

from lesebuch.sources import Refusal

PICTURES = ("png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp", "gif", "pnm", "pbm", "pgm", "ppm")
"""What Leptonica, which Tesseract reads pictures with, knows."""
INSTALL = (
    "To have it recognised here, install Tesseract (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-deu poppler-utils; "
    "macOS: brew install tesseract tesseract-lang poppler) and add it again."
)
_SECONDS = 180
"""For a page."""
_PIXELS = 4000
"""Of the longer side of a page of a PDF: 340 for an inch of A4."""
_MOST_PAGES = 1000
_ALL_LANGUAGES = 3
"""Languages up to which all that are installed are looked for at once: more cost time, and letters are mistaken for those of others."""
_SURE = 80
_MOST_NAMED = 10
_FULL = 0.85
"""Of the longest line of a paragraph: shorter lines were not broken because they were full."""
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
_NOT_DIVIDED = re.compile(r"(?:und|oder|bis|sowie|and|or|to|et|ou)\b|[^a-zà-öø-ÿа-я]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is printed."""

    text: str
    right: int
    """Pixel at which it ends."""
    confidences: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read."""

    text: str
    doubts: tuple[str, ...]


def is_picture(path: Path) -> bool:
    """Whether a file is a picture by its name."""
    return path.suffix.lower().removeprefix(".") in PICTURES


def recognise(path: Path, folder: Path, languages: str = "") -> Recognised:
    """The text of a picture or of a PDF; Refusal says why there is none. `languages` as Tesseract names them, such as `deu+fra`.

    `folder` is for what is made on the way.
    """
    if shutil.which("tesseract") is None:
        raise Refusal("it shows its text in pictures, and Tesseract is not installed, which reads them", INSTALL)
    languages = _languages(languages)
    images = [path] if is_picture(path) else _pages(path, folder)
    paragraphs = [paragraph for image in images for paragraph in _paragraphs(_lines(image, languages))]
    if not paragraphs:
        raise Refusal(
            "no text was recognised in it", "Look whether it is the right way up, and sharp enough to be read."
        )
    return Recognised("\n".join(line.text for line in paragraphs) + "\n", tuple(_doubts(paragraphs, languages)))


def _languages(wanted: str) -> str:
    said = _run(["tesseract", "--list-langs"])
    installed = [name for name in said.splitlines()[1:] if name not in ("osd", "equ")]
    names = wanted.split("+") if wanted else installed
    missing = [name for name in names if name not in installed]
    if missing or not names:
        package = f"tesseract-ocr-{(missing or ['deu'])[0].replace('_', '-')}"
        raise Refusal(
            f"Tesseract has no language {', '.join(missing)}".rstrip(),
            f"Installed are {', '.join(installed) or 'none'}. On Debian and Ubuntu: apt install {package}",
        )
    if not wanted and len(names) > _ALL_LANGUAGES:
        reason = f"Tesseract has {len(names)} languages, and it is not said which of them to look for"
        raise Refusal(reason, "Name them: --ocr deu, or --ocr deu+fra for a text in two.")
    return "+".join(names)


def _pages(path: Path, folder: Path) -> Iterator[Path]:
    """Pictures of the pages of a PDF, one at a time: all of a book's would fill a disk."""
    if shutil.which("pdftoppm") is None:
        raise Refusal("its pages are pictures, and Poppler is not installed, which shows them to Tesseract", INSTALL)
    page = folder / "page"
    for number in range(1, _MOST_PAGES + 1):
        named = page.with_suffix(".png")
        named.unlink(missing_ok=True)
        how = f"pdftoppm -singlefile -gray -png -scale-to {_PIXELS} -f {number} -l {number}".split()
        try:
            _run([*how, str(path.resolve()), str(page)])
        except Refusal:
            if number == 1:
                raise
        if not named.exists():
            return
        yield named


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
    except OSError as error:
        raise Refusal(f"{command[0]} cannot be started ({error.strerror})", INSTALL) from error
    except subprocess.TimeoutExpired as error:
        reason = f"{command[0]} did not finish a page in {_SECONDS} seconds"
        raise Refusal(reason, "Scan it at 300 dots per inch, in grey.") from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:160]
        raise Refusal(
            f"{command[0]} cannot read it ({said or f'exit code {done.returncode}'})", "Look whether it is damaged."
        )
    return done.stdout.decode("utf-8", "replace")


def _lines(image: Path, languages: str) -> list[list[_Line]]:
    """The lines that are printed on a page, by paragraph."""
    table = _run(["tesseract", str(image.resolve()), "stdout", "-l", languages, "tsv"])
    rows = [row.split("\t") for row in table.splitlines()[1:]]
    words = [row for row in rows if len(row) == 12 and row[0] == "5" and row[11].strip()]  # its columns
    paragraphs = []
    for _, paragraph in groupby(words, key=lambda row: row[1:4]):
        lines = [list(line) for _, line in groupby(paragraph, key=lambda row: row[4])]
        paragraphs.append([_line(line) for line in lines])
    return paragraphs


def _line(words: Sequence[Sequence[str]]) -> _Line:
    text = " ".join(word[11].strip() for word in words)
    return _Line(text, int(words[-1][6]) + int(words[-1][8]), tuple(float(word[10]) for word in words))


def _paragraphs(found: Sequence[Sequence[_Line]]) -> Iterator[_Line]:
    """Lines that were full become one; short ones, of verse, a title or a list, stay lines."""
    for lines in found:
        full = max(line.right for line in lines) * _FULL
        if all(line.right >= full for line in lines[:-1]):
            yield _joined(lines)
        else:
            yield from lines


def _joined(lines: Sequence[_Line]) -> _Line:
    text = lines[0].text
    for line in lines[1:]:
        if _DIVIDED.search(text) and not _NOT_DIVIDED.match(line.text):
            text = text[:-1] + "\u00ad" + line.text  # normalisation takes it out and records it
        else:
            text = f"{text} {line.text}"
    return _Line(text, lines[-1].right, tuple(value for line in lines for value in line.confidences))


def _doubts(lines: Sequence[_Line], languages: str) -> Iterator[str]:
    overall = fmean(value for line in lines for value in line.confidences)
    yield f"text: it was recognised from a picture (Tesseract, {languages}), {overall:.0f} % sure of its words; compare all of it"
    unsure = [(n, mean) for n, line in enumerate(lines, 1) if (mean := fmean(line.confidences)) < _SURE]
    for number, mean in sorted(unsure, key=lambda pair: pair[1])[:_MOST_NAMED]:
        yield f"text: line {number} was recognised with {mean:.0f} % certainty"
    if len(unsure) > _MOST_NAMED:
        yield f"text: {len(unsure) - _MOST_NAMED} more lines were recognised with less than {_SURE} % certainty"
