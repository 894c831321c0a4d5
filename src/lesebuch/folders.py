"""What the files and folders of a reader are called, and the folders with sources that a variable names.

It imports next to nothing, so that a command which hands all else to another process starts at once.
"""

import os
import posixpath
import unicodedata
from pathlib import Path

REGISTER = Path("seeds", "register.yaml")
CORPUS = Path("corpus")
LOCK = CORPUS / "passages.lock"
RENAMED = CORPUS / "renamed.toml"
CHRONOLOGY = CORPUS / "chronology.md"
GLOSSARY = Path("glossary")
DOCS = Path("docs")
ASSIGNMENTS = "assignments"
"""In `docs` and on the site: the pages that are tasks; `index` there is the list of them."""
TEACHER_PAGE = f"{ASSIGNMENTS}/{{}}-teacher"
"""The page with the expected answers of an assignment, whose name goes into it."""
PICTURES = "pictures"
"""In a folder of sources: pictures that the sources show."""
SEEDS_VARIABLE = "LESEBUCH_SEEDS"


def written(folder: Path) -> list[Path]:
    """The documents that people have written in a folder, by their names. macOS lays a `._NAME` beside each on disks of others."""
    return sorted(folder.glob("[!.]*.md"))


def chapter_files(root: Path) -> list[Path]:
    """Those of a reader's chapters."""
    return [path for path in written(root / CORPUS) if path.name != CHRONOLOGY.name]


def folded(name: str) -> str:
    """A file's name as systems may take it: some know no capitals, some compose letters, and `./a` is `a`."""
    return posixpath.normpath(unicodedata.normalize("NFC", name).casefold())


def closed(root: Path) -> list[str]:
    """Folders of a reader that this user may not read: what lies in them would seem not to be there."""
    named = [root / folder for folder in (CORPUS, GLOSSARY, DOCS, REGISTER.parent)]
    # Within a folder that may be read and not entered `Path` raises.
    folders = [path for path in (*named, *(root / DOCS).glob("*/")) if os.path.isdir(path)]  # noqa: PTH112
    return [path.relative_to(root).as_posix() for path in folders if not os.access(path, os.R_OK | os.X_OK)]


def no_folders(root: Path) -> list[str]:
    """What is called as one of a reader's folders and is none, so that all in it would seem not to be there."""
    named = (root / folder for folder in (CORPUS, GLOSSARY, DOCS, REGISTER.parent))
    return [path.name for path in named if path.exists() and not path.is_dir()]


def outside() -> list[Path]:
    """The folders with sources that the environment names. `~NAME` where nobody has that name is a folder's."""
    named = os.environ.get(SEEDS_VARIABLE, "").split(os.pathsep)
    return [Path(os.path.expanduser(name)) for name in named if name]  # noqa: PTH111 - `Path` raises
