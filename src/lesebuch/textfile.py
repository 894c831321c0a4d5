"""Reads the text files that people write: whole, within limits, or not at all and with the reason."""

import os
import re
import stat
from pathlib import Path

from lesebuch.limits import FILE_BYTES
from lesebuch.problems import Code, Problem, Where

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no text holds: neither XML nor a browser takes them. Tabs, line ends and page breaks are none of them."""
_CONFLICT = re.compile(
    r"^<{7} .*\n(?P<ours>(?:(?!={7}$|\|{7} |<{7} ).*\n)*)"
    r"(?P<theirs>(?:\|{7} .*\n(?:(?!={7}$|<{7} ).*\n)*)?={7}\n(?:(?!>{7} |<{7} ).*\n)*>{7} .*)$",
    re.MULTILINE,
)
"""What git leaves between two versions of the same lines, with or without the version from which both come.

None begins within another: else a file of nothing but beginnings would be read once for each."""
_LEFT_MARK = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)
"""One of those marks alone: somebody has decided for a version and forgotten a line of the marks."""
_SHOWN = 30
"""Characters before a fault that a message quotes."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DOCUMENTS = {b"PK\x03\x04": "a Word or another office file", b"{\\rtf": "an RTF file", b"%PDF-": "a PDF file"}
"""How files begin that a word processor has saved under the name of a text file, and what they are."""


class _RefusedError(Exception):
    """Why a file is not read, as a clause, and what to do, as a sentence."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


def name_in_folder(path: Path) -> str:
    """What problems call a file that lies in a folder of the reader: `corpus/ovks.md`."""
    return f"{path.parent.name}/{path.name}"


def read_text(path: Path, name: str, limit: int = FILE_BYTES) -> tuple[str | None, list[Problem]]:
    r"""The text of a file: UTF-8, with or without a byte order mark; any line ends, which become `\n`.

    `name` is what problems call it. None, with one problem, if it is not there, no ordinary file, larger than `limit` bytes, or
    no text. Where git has left two versions of some lines, the text has the first, and each place is a problem.
    """
    try:
        data = _bytes(path, limit)
    except _RefusedError as error:
        return None, [_problem(name, f"The file cannot be read: {error}.", hint=error.hint)]
    except OSError as error:
        said = os.strerror(error.errno).lower() if error.errno else "the system refuses it"
        return None, [_problem(name, f"The file cannot be read: {said}.")]
    if kind := next((kind for head, kind in _DOCUMENTS.items() if data.startswith(head)), None):
        hint = "Save it in that program as plain text, with UTF-8 as its encoding."
        return None, [_problem(name, f"The file is no text, but {kind}.", hint=hint)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16):
            return None, [_problem(name, "The file is not UTF-8 text, but UTF-16.", hint="Save it as UTF-8.")]
        if b"\0" in data:
            return None, [_problem(name, "The file is no text: it holds zero bytes.", hint="Save it as UTF-8 text.")]
        line = data.count(b"\n", 0, error.start) + 1
        before = data[: error.start].rpartition(b"\n")[2].decode("utf-8", "replace")
        letter = f"a letter behind “{before[-_SHOWN:]}”" if before else "the first letter of this line"
        message = f"The file is not UTF-8 text: {letter} is in another encoding."
        return None, [_problem(name, message, line, "Save it anew, with UTF-8 as its encoding.")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"The file holds a control character (U+{ord(found[0]):04X}), which is no text."
        return None, [_problem(name, message, line, "Delete it; an editor shows it as a box or not at all.")]
    return _first_versions(text, name)


def _first_versions(text: str, name: str) -> tuple[str, list[Problem]]:
    """The text as it was before a merge that git could not finish: what follows from the doubled lines is said once."""
    problems = []
    for found in _CONFLICT.finditer(text):
        first, last = (text.count("\n", 0, place) + 1 for place in found.span())
        message = f"Lines {first}-{last} hold two versions of the same words, as git leaves them when it cannot merge."
        problems.append(Problem(Code.MERGE_CONFLICT, Where(name, first), message))
    # Lines keep their numbers.
    text = _CONFLICT.sub(lambda found: "\n" + found["ours"] + "\n" * found["theirs"].count("\n"), text)
    if not problems and (left := _LEFT_MARK.search(text)):
        line = text.count("\n", 0, left.start()) + 1
        message = f"Line {line} is a mark that git leaves where it cannot merge."
        problems.append(Problem(Code.MERGE_CONFLICT, Where(name, line), message, "Delete it, if one version is left."))
    return text, problems


def _bytes(path: Path, limit: int) -> bytes:
    """_RefusedError says why not; a pipe or a device is never opened, since that may wait for ever."""
    try:
        status = path.stat()
    except ValueError as error:  # a name that no file can have
        raise _RefusedError("its name holds a zero character") from error
    if stat.S_ISDIR(status.st_mode):
        raise _RefusedError("it is a folder", "Rename the folder.")
    if not stat.S_ISREG(status.st_mode):
        raise _RefusedError("it is no ordinary file", "Put a text file in its place, or remove it.")
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise _RefusedError(
            f"it has more than {limit:,} bytes", "Look for what was pasted by mistake, or cut it into parts."
        )
    return data


def _problem(name: str, message: str, line: int = 0, hint: str = "") -> Problem:
    return Problem(Code.UNREADABLE, Where(name, line), message, hint)
