"""Word, OpenDocument, EPUB, RTF, FB2 and Markdown: read by pandoc, a line for each block of its document tree (`tree.py`).

Where pandoc leaves words of a file out, it is prepared for pandoc first (`word.py`, `opentext.py`).
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import pypandoc

from lesebuch.limits import MEMORY_BYTES, SECONDS
from lesebuch.sources import deadline, opentext, word
from lesebuch.sources.archive import repack
from lesebuch.sources.changes import ACCEPT, ALL
from lesebuch.sources.extracted import Extracted
from lesebuch.sources.officeline import OfficeLine, as_extracted
from lesebuch.sources.page import decode_html, one_line
from lesebuch.sources.plain import decode
from lesebuch.sources.refusal import Refusal
from lesebuch.sources.richtext import as_unicode
from lesebuch.sources.tree import RULES, meta_texts, read_tree
from lesebuch.sources.treewords import Node

TIMEOUT = 600 if sys.platform == "linux" else 60
"""Seconds of the clock. Of computing, pandoc has `SECONDS` where the system counts them (`deadline.allow`): a busy machine refuses nothing."""
_MEMORY = f"-M{MEMORY_BYTES}"
_ONCE = 6
"""Rules by which a Word file is read without the files that are put in it."""
_MIME = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,40}?(?i:mime-version|content-type):")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\0?\s*\0?<")
_TOO_DEEP = "its parts are nested too deeply"
_HEAP_EXHAUSTED = 251
"""The exit code of a Haskell program that reaches its limit of memory."""
_EPUB = ("title", "subtitle", "author", "creator")
FORMATS: Mapping[str, str] = {
    "docx": "docx+styles",
    "odt": "odt",
    "epub": "epub",
    "rtf": "rtf",
    "fb2": "fb2",
    # Plain CommonMark with what sources use; no extension that changes characters (smart quotes, emoji, mathematics).
    "markdown": "commonmark+pipe_tables+footnotes+strikeout+yaml_metadata_block",
}


def extract_office(data: bytes, format_: str, rules: int = RULES, changes: str = ACCEPT) -> Extracted:
    """The lines of a document by the newest rules or older ones (`tree.py`); ValueError says in plain words why there are none."""
    tree = office_tree(data, format_, rules, changes)
    return as_extracted(office_lines(tree, format_, rules, changed=changes == ALL))


def extract_office_1(data: bytes, format_: str) -> Extracted:
    """As version 1 did: a line break is a space, and of a Word file what pandoc gives of it."""
    tree = _parsed(_pandoc(data, "docx" if format_ == "docx" else FORMATS[format_]))
    return as_extracted(office_lines(tree, format_, rules=1))


def office_tree(data: bytes, format_: str, rules: int = RULES, changes: str = ACCEPT) -> Node:
    """The tree of a document as pandoc gives it: `meta` and `blocks`. ValueError as above."""
    options: Sequence[str] = ()
    parts: Sequence[bytes] = ()
    if format_ == "docx":
        parts = word.embedded(data) if rules > 6 else ()
        data = word.completed(data, rules)
        options = () if changes == ACCEPT else (f"--track-changes={changes}",)
    elif format_ == "odt" and rules > 2:
        data = opentext.completed(data, changes, bracketed=rules > 4, whole=rules > 7)
    tree = _parsed(_pandoc(data, FORMATS[format_], options))
    if parts:
        try:
            blocks = {f"{word.EMBEDDED}{number}": _part(part, changes) for number, part in enumerate(parts)}
        except ValueError as error:
            reason = f"another file is put into it (altChunk), and cannot be read: {error}"
            raise Refusal(reason, "Open it in Word and save it, which makes one text of both.") from error
        try:
            tree = {**tree, "blocks": _put_in(tree["blocks"], blocks)}
        except RecursionError as error:
            raise ValueError(_TOO_DEEP) from error
    return tree


def _part(data: bytes, changes: str) -> list[Node]:
    """The blocks of a file that is put into a Word file; one within it is not read."""
    from lesebuch.sources.mail import saved_page  # noqa: PLC0415 - which builds upon this, and few Word files have one in them

    blocks: list[Node]
    if data.startswith(word.ZIP):
        blocks = office_tree(repack(data), "docx", _ONCE, changes)["blocks"]
    elif data.startswith(b"{\\rtf"):
        blocks = office_tree(as_unicode(data, ""), "rtf")["blocks"]
    elif _MIME.match(data) or _MARKUP.match(data):
        page = saved_page(data)[0] if _MIME.match(data) else decode_html(data).encode("utf-8", "replace")
        blocks = _parsed(_pandoc(page, "html"))["blocks"]
    else:
        lines = (line.strip() for line in decode(data)[0].splitlines())
        blocks = [{"t": "Para", "c": [{"t": "Str", "c": line}]} for line in lines if line]
    return blocks


def _put_in(nodes: list[Any], parts: Mapping[str, list[Node]]) -> list[Any]:
    """The nodes with the blocks of each file in the place of the paragraph that stands for it."""
    done: list[Any] = []
    for node in nodes:
        if isinstance(node, list):
            done.append(_put_in(node, parts))
        elif not isinstance(node, dict) or not isinstance(node.get("c"), list):
            done.append(node)
        elif node["t"] in ("Para", "Plain"):
            said = node["c"][0].get("c") if len(node["c"]) == 1 else None
            done.extend(parts.get(said, [node]) if isinstance(said, str) else [node])
        else:
            done.append(node | {"c": _put_in(node["c"], parts)})
    return done


def _parsed(data: bytes) -> Node:
    try:
        tree: Node = json.loads(data)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    return tree


def office_lines(tree: Node, format_: str, rules: int = RULES, *, changed: bool = False) -> Sequence[OfficeLine]:
    """The lines of a tree, in their order; ValueError as above. `changed`: whether tracked changes are in it, marked."""
    # RTF has signs for changes alone: an ODT of older rules has none, and nobody writes such characters.
    signed = (format_ == "odt" and rules > 2) or (format_ == "rtf" and changed)
    try:
        # The metadata of an EPUB is a library's record; what its pages print is in the blocks.
        return read_tree(tree, rules=rules, keys=_EPUB if format_ == "epub" else (), changed=changed, signed=signed)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error


def office_metadata(tree: Node) -> Mapping[str, Sequence[str]]:
    """The metadata of a tree, as `meta_texts` has it; ValueError as above."""
    try:
        return meta_texts(tree)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error


def _pandoc(data: bytes, format_: str, options: Sequence[str] = ()) -> bytes:
    command = [pypandoc.get_pandoc_path(), "+RTS", _MEMORY, "-RTS", "--sandbox", *options]
    command += ["--from", format_, "--to", "json"]
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as run:
            deadline.allow(run.pid)
            try:
                tree, said_bytes = run.communicate(data, timeout=TIMEOUT)
            except subprocess.TimeoutExpired as error:
                run.kill()
                raise ValueError(f"pandoc did not finish reading it in {TIMEOUT} seconds") from error
    except OSError as error:
        raise ValueError(f"pandoc cannot be started ({error.strerror})") from error
    if run.returncode:
        said = one_line(said_bytes.decode("utf-8", "replace")).strip()
        if deadline.told_by(run.returncode):
            raise ValueError(f"reading it takes pandoc more than {SECONDS} seconds")
        if run.returncode == _HEAP_EXHAUSTED:
            raise ValueError("reading it needs more than 1 GB of memory")
        raise ValueError(f"pandoc cannot read it ({said[:160] or f'exit code {run.returncode}'})")
    return tree
