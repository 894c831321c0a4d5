"""Pictures that sources show: which file holds each, and which are not at hand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lesebuch.folders import PICTURES
from lesebuch.guesses import meant
from lesebuch.limits import PICTURE_BYTES
from lesebuch.model import Chapter, Passage, PassageKind, SourcePicture, picture_key
from lesebuch.problems import Code, Problem

_SHOWING = (PassageKind.FIGURE, PassageKind.CAPTION)
_BEGINNINGS = {
    ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".gif": b"GIF8", ".webp": b"RIFF", ".svg": b"",
}  # fmt: skip
"""Of files that browsers and Typst show, by their endings."""
_FIT = "Save it as PNG or JPEG, and smaller."
_MOST = 80
"""Characters of an address that is shown."""


def picture_files(chapter: Chapter, folders: Sequence[Path]) -> dict[str, Path]:
    """The files of a chapter's pictures that are there: name -> path, in the first of the folders that has it."""
    found = {}
    for name in dict.fromkeys(picture.file for picture in chapter.pictures if picture.file):
        path = next((path for folder in folders if (path := folder / PICTURES / name).is_file()), None)
        if path:
            found[name] = path
    return found


def with_pictures(chapter: Chapter, paths: Mapping[str, Path]) -> tuple[Chapter, list[Problem]]:
    """The chapter with the files of its pictures. Where the text is not shown, it has none, and nothing is said of them."""
    if not chapter.available:
        return (replace(chapter, pictures=()) if chapter.pictures else chapter), []
    pictures = tuple(replace(picture, path=paths.get(picture.file)) for picture in chapter.pictures)
    described = {picture_key(p.target) for p in chapter.passages if p.kind is PassageKind.FIGURE}
    problems = [problem for picture in pictures for problem in _file_problems(picture, described)]
    problems += _source_problems(chapter, pictures)
    return (replace(chapter, pictures=pictures) if pictures else chapter), problems


def _file_problems(picture: SourcePicture, described: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the file of a picture, or with what is said of it. `described`: pictures of which the source says what they show."""
    if picture.file and picture.path is None:
        message = f"The picture {PICTURES}/{picture.file} is in no folder of sources."
        yield Problem(Code.NO_PICTURE, picture.where, message)
    elif picture.file and not picture.alt and picture.of not in described:
        message = f"No words say what the picture {picture.file} shows."
        yield Problem(Code.UNDESCRIBED_PICTURE, picture.where, message, "Write `alt: …` for those who do not see it.")
    if picture.path and (why := _unfit(picture.path)):
        yield Problem(Code.BAD_VALUE, picture.where, f"The picture {PICTURES}/{picture.file} {why}.", _FIT)


def _source_problems(chapter: Chapter, pictures: Sequence[SourcePicture]) -> Iterator[Problem]:
    """Pictures that the chapter names and the source does not show, and the other way round."""
    shown = dict.fromkeys(key for passage in chapter.passages for key in shown_by(passage))
    for picture in pictures:
        if picture.file and picture.of not in shown:
            message = f"The source shows no picture {picture.of} in this chapter."
            yield Problem(Code.UNUSED_RULE, picture.where, message, _named(picture.of, shown))
    known = {picture.of for picture in pictures}
    if missing := [key for key in shown if key not in known]:
        some = ", ".join(key if len(key) <= _MOST else f"{key[:_MOST]}…" for key in missing)
        message = f"The source shows pictures that the chapter does not name: {some}."
        yield Problem(Code.NO_PICTURE, chapter.where, message)


def _named(of: str, shown: Collection[str]) -> str:
    return meant(of, shown) or "Correct `of:`, or take the item away: what it says is shown nowhere."


def _unfit(path: Path) -> str:
    """Why a file cannot be shown as a picture, as the end of a sentence; '' if it can."""
    beginning = _BEGINNINGS.get(path.suffix.lower())
    if beginning is None:
        return "is in a format that browsers do not show"
    size = path.stat().st_size
    if size > PICTURE_BYTES:
        return f"has {size / 1_000_000:.1f} MB, and {PICTURE_BYTES // 1_000_000} MB at most may be shown"
    with path.open("rb") as stream:
        if stream.read(len(beginning)) != beginning:
            return f"is no {path.suffix[1:].upper()}, whatever its name says"
    return ""


def shown_by(passage: Passage) -> Iterator[str]:
    """The pictures that stand in a passage or beside it, as `picture_key` has them."""
    if passage.kind in _SHOWING and passage.target:
        yield picture_key(passage.target)
    for style in passage.styles:
        if style.kind == "image" and style.target:
            yield picture_key(style.target)
