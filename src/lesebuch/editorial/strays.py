"""Files in `corpus/` and `glossary/` that look like chapters or entries, and are read by nobody."""

from collections.abc import Iterator
from pathlib import Path

from lesebuch.folders import CORPUS, GLOSSARY
from lesebuch.problems import Code, Problem, Where

_WRITTEN = frozenset({".txt", ".markdown", ".mdown", ".mkd", ".mdx", ".rst", ".rtf", ".doc", ".docx", ".odt"})
"""Endings that programs give to texts which people write; Windows adds one to a name that has another."""


def check_strays(root: Path) -> Iterator[Problem]:
    """A chapter or an entry in a file of another ending, or in a folder within the folder."""
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
