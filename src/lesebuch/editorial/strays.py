"""What lies in a reader's folders and is not read, by its ending, its place or its name."""

from collections.abc import Iterator
from pathlib import Path

from lesebuch.folders import CORPUS, DOCS, GLOSSARY, LOCK, REGISTER
from lesebuch.problems import Code, Problem, Where

_WRITTEN = frozenset({".txt", ".markdown", ".mdown", ".mkd", ".mdx", ".rst", ".rtf", ".doc", ".docx", ".odt"})
"""Endings that programs give to texts which people write; Windows adds one to a name that has another."""
_FIXED = (CORPUS, GLOSSARY, DOCS, REGISTER.parent, REGISTER, LOCK)
"""Folders and files whose names no editor chooses."""


def check_strays(root: Path) -> Iterator[Problem]:
    """A chapter or an entry in a file of another ending, or in a folder within the folder; fixed names in other capitals."""
    for folder, what in ((CORPUS, "a chapter"), (GLOSSARY, "an entry")):
        for path in sorted((root / folder).rglob("*")):
            inner = path.relative_to(root / folder)
            if any(part.startswith((".", "~")) for part in inner.parts) or not path.is_file():
                continue
            ending = path.suffix.lower()
            if ending in _WRITTEN or (ending == ".md" and (len(inner.parts) > 1 or path.suffix != ".md")):
                name = (folder / inner).as_posix()
                message = f"{name} is not read: {what} is a file NAME.md in {folder}/ itself."
                yield Problem(Code.UNREAD_FILE, Where(name), message)
    yield from _misnamed(root)


def _misnamed(root: Path) -> Iterator[Problem]:
    """`Corpus`, `register.yml`: systems that know no capitals find it, others do not."""
    for wanted in _FIXED:
        folder = root / wanted.parent
        if (root / wanted).exists() or not folder.is_dir():
            continue
        for path in sorted(folder.iterdir()):
            if path.name.casefold().replace(".yml", ".yaml") == wanted.name:
                name = path.relative_to(root).as_posix()
                message = f"{name} is not read: it is to be called {wanted.as_posix()}."
                yield Problem(Code.UNREAD_FILE, Where(name), message, "Rename it.")
