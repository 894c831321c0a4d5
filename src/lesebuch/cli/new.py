"""`lesebuch new`: a new reader in a folder of its own, from the files in `lesebuch.starter`."""

import argparse
import re
import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from lesebuch.catalogues import language_code
from lesebuch.cli.opening import UserError, named_path
from lesebuch.config import toml_text
from lesebuch.shapes import LANGUAGE
from lesebuch.writing import create_whole

LANGUAGES = ("de", "en", "fr")
"""Those of the sample, a folder each in `lesebuch.starter`; the first is the default."""
PAGES = (*LANGUAGES, "uk", "ru")
"""Those of the pages, which are there for each language that has a catalogue."""
_OTHERS = "en"
_FOLDERS = ("seeds", "corpus", "glossary", "docs")
_TEMPLATE = ".in"
_DOT = "dot-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Make a new reader: reader.toml, folders for sources, chapters and glossary, and the pages of the site, "
        "with a short chapter as an example. Nothing is ever overwritten: DIR must be new or empty."
    )
    parser.epilog = 'example: lesebuch new my-reader --title "Der Rhein, 1815-1914"'
    parser.add_argument("dir", type=named_path, metavar="DIR", help="the folder to make")
    parser.add_argument("--title", default="", help="title of the reader (default: the folder's name)")
    said = (
        f"of its pages, as a code: {', '.join(PAGES)} (default: {LANGUAGES[0]}), or any other, such as it or ar; then "
        f"these are English, for you to translate. The sample chapter is in {', '.join(LANGUAGES)}, else in English"
    )
    parser.add_argument("--language", type=_language, metavar="CODE", default=LANGUAGES[0], help=said)
    parser.add_argument("--no-sample", action="store_true", help="without the sample chapter")


def _language(code: str) -> str:
    if not LANGUAGE.fullmatch(code):
        meant = language_code(code)
        raise argparse.ArgumentTypeError(f"write a code such as {meant or 'de, en or kk-Latn'}, not {code!r}")
    return code


def run(args: argparse.Namespace) -> int:
    """Make the reader; UserError if the folder holds anything."""
    folder: Path = args.dir
    if folder.is_symlink() and not folder.exists():
        raise UserError(f"{folder} is a link that leads nowhere.")
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file. Name a folder that does not exist yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise UserError(f"{folder} is not empty, and nothing is overwritten. Name a folder that does not exist yet.")
    title = " ".join(args.title.split()) or _title_of(folder)
    title = title.encode("utf-8", "replace").decode("utf-8")  # names of folders may hold bytes that are no letters
    _make(folder, starter(title, args.language, sample=not args.no_sample))
    print(f"Made the reader “{title}” in {folder}. What next:")
    print(f"  cd {shlex.quote(str(folder))}")
    print("  lesebuch build       the site and the book" + ("" if args.no_sample else ", with the example"))
    print("  lesebuch add FILE    a chapter from a source of yours")
    return 0


def _make(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or none: a second try must not find half a reader."""
    # Of a path all that lie above it, but for the last: that is ".".
    inner = {path for name in files for path in Path(name).parents[:-1]} | {Path(name) for name in _FOLDERS}
    folders = [folder, *(folder / path for path in sorted(inner))]
    made = [path for path in folders if not path.exists()]
    written: list[Path] = []
    try:
        for name, data in files.items():
            create_whole(folder / name, data)
            written.append(folder / name)
        for path in folders:
            path.mkdir(exist_ok=True)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for path in reversed(made):
            with suppress(OSError):  # somebody has put something there meanwhile
                path.rmdir()
        raise


def _nearest(language: str, known: Sequence[str]) -> str:
    """The language itself, whatever its country; else English."""
    main = language.partition("-")[0].lower()
    return main if main in known else _OTHERS


def starter(title: str, language: str = LANGUAGES[0], *, sample: bool) -> dict[str, bytes]:
    """The files of a new reader by their paths: the base and, laid over it, the pages of a language and the sample."""
    root = files("lesebuch.starter")
    found = _tree(root / "base", "") | _tree(root / _nearest(language, PAGES) / "pages", "")
    if sample:
        found |= _tree(root / _nearest(language, LANGUAGES) / "sample", "")
    words = {
        "language": language,
        "title_toml": toml_text(title),
        "title_md": re.sub(r"([\\`*_{}\[\]<>#|$~!&])", r"\\\1", title),
    }
    result = {}
    for name, data in sorted(found.items()):
        if name.endswith(_TEMPLATE):
            result[name.removesuffix(_TEMPLATE)] = Template(data.decode()).substitute(words).encode()
        else:
            result[name] = data
    return result


def _tree(folder: Traversable, prefix: str) -> dict[str, bytes]:
    """All files below a folder; `dot-` becomes a dot, which the package itself must not have: git would obey it there."""
    found: dict[str, bytes] = {}
    for item in folder.iterdir():
        name = f".{item.name.removeprefix(_DOT)}" if item.name.startswith(_DOT) else item.name
        if item.is_dir():
            found |= _tree(item, f"{prefix}{name}/")
        else:
            found[prefix + name] = item.read_bytes()
    return found


def _title_of(folder: Path) -> str:
    """`my-reader` as a title: `My reader`."""
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip()
    return words[:1].upper() + words[1:] or "Lesebuch"
