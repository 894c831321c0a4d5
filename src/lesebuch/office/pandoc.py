"""Pandoc's tree, as JSON has it, and pandoc itself: it runs in its sandbox, and the same tree gives the same bytes."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeAlias

import pypandoc

from lesebuch.presentation.catalogue import plain
from lesebuch.presentation.direction import is_rightward

Node: TypeAlias = dict[str, Any]
"""A block or an inline of pandoc's tree: its kind under `t`, what it holds under `c`."""
Made: TypeAlias = list[Node]

VERSION = [1, 23]
"""Of pandoc's types."""
BLOCKS = frozenset(
    "Plain Para LineBlock CodeBlock RawBlock BlockQuote OrderedList BulletList DefinitionList Header HorizontalRule Table Figure Div".split()
)
"""Kinds of node that stand for themselves."""
INLINES = frozenset(
    "Str Emph Underline Strong Strikeout Superscript Subscript SmallCaps Code LineBreak Math RawInline Link Image Note Span".split()
)
"""Kinds of node that stand within a line."""
_TIMEOUT = 120


class PandocError(Exception):
    """What pandoc finds wrong, in its own words."""


def attributes(id_: str = "", **given: str) -> list[Any]:
    """Attributes of a node; `style` is the name of a style in the reference document, empty values are left out."""
    names = {"style": "custom-style"}
    return [id_, [], [[names.get(key, key), text] for key, text in given.items() if text]]


def words(text: str) -> Node:
    """Words as they are, with all their spaces."""
    return {"t": "Str", "c": plain(text)}


def span(inlines: Made, id_: str = "", **given: str) -> Node:
    """Words with a style or a language."""
    return {"t": "Span", "c": [attributes(id_, **given), inlines]}


def wrapped(kind: str, inlines: Made) -> Node:
    """Words in emphasis and its like: a node that holds nothing but others."""
    return {"t": kind, "c": inlines}


def paragraph(inlines: Made, style: str = "", **given: str) -> Node:
    """A paragraph, in a style of the reference document."""
    made = {"t": "Para", "c": inlines}
    return div([made], style=style, **given) if style or any(given.values()) else made


def div(blocks: Made, **given: str) -> Node:
    """Blocks with a style or a language."""
    return {"t": "Div", "c": [attributes(**given), blocks]}


TURNED = "<!--rtl-->"
"""Begins a paragraph that is written from right to left, in odt alone: pandoc leaves its direction out there (see `package`)."""


STRAIGHT = "<!--ltr-->"
"""Begins a paragraph that is not, in docx alone: a note has the direction of the words at which its mark stands (see `package`)."""


def directed(blocks: Made, language: str) -> Made:
    """Blocks in a language and in its direction."""
    if is_rightward(language):
        return [div(blocks, lang=language)]
    mark = {"t": "RawInline", "c": ["opendocument", TURNED]}
    return [div(_paragraphs(blocks, lambda inlines: [mark, *inlines]), lang=language, dir="rtl")]


def straight(blocks: Made, language: str) -> Made:
    """Blocks in a language that is written from left to right, at words in another one. They stay what they are: a footnote begins with one."""
    mark = {"t": "RawInline", "c": ["openxml", STRAIGHT]}
    made: Made = _paragraphs(blocks, lambda inlines: [mark, span(inlines, lang=language, dir="ltr")])
    return made


def _paragraphs(part: Any, changed: Callable[[Made], Made]) -> Any:
    """Blocks with all their paragraphs and headings changed."""
    if isinstance(part, list):
        return [_paragraphs(one, changed) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("t") in ("Para", "Plain"):
        return part | {"c": changed(part["c"])}
    if part.get("t") == "Header":
        level, given, inlines = part["c"]
        return part | {"c": [level, given, changed(inlines)]}
    return part | {"c": _paragraphs(part["c"], changed)} if "c" in part else part


def link(address: str, inlines: Made) -> Node:
    """A link; `#name` leads within the document."""
    return {"t": "Link", "c": [attributes(), inlines, [address, ""]]}


def image(address: str, alt: str, *, width: str = "", height: str = "") -> Node:
    """A picture; `address` holds its data."""
    return {"t": "Image", "c": [attributes(width=width, height=height), [words(alt)], [address, ""]]}


def header(level: int, inlines: Made) -> Node:
    """A heading; word processors know nine levels."""
    return {"t": "Header", "c": [max(1, min(level, 9)), attributes(), inlines]}


def cell(blocks: Made, *, align: str = "AlignDefault", across: int = 1, down: int = 1) -> list[Any]:
    """A cell of a table; `across` and `down`: how many columns and rows it spans."""
    return [attributes(), {"t": align}, down, across, blocks]


def table(head: Sequence[list[Any]], body: Sequence[list[Any]], widths: Sequence[float], caption: Made) -> Node:
    """A table of rows of cells. `widths`: a share for each column; 0 leaves it to the word processor."""
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": w} if w else {"t": "ColWidthDefault"}] for w in widths]
    rows = [[[attributes(), row] for row in part] for part in (head, body)]
    return {
        "t": "Table",
        "c": [
            attributes(),
            [None, [{"t": "Plain", "c": caption}] if caption else []],
            columns,
            [attributes(), rows[0]],
            [[attributes(), 0, [], rows[1]]],
            [attributes(), []],
        ],
    }


def is_block(node: Node) -> bool:
    """Whether it stands for itself and not within a line."""
    return node["t"] in BLOCKS


def anchored(blocks: Made, names: Iterable[str]) -> Made:
    """The blocks with places that links lead to, within the first paragraph: around it they would be sections of the document."""
    anchors = [span([], name) for name in names]
    if not anchors:
        return blocks
    holder = _first_line(blocks)
    if holder is None:
        return [{"t": "Plain", "c": anchors}, *blocks]
    if holder["t"] == "Header":
        holder["c"][2] = [*anchors, *holder["c"][2]]
    else:
        holder["c"] = [*anchors, *holder["c"]]
    return blocks


def _first_line(blocks: Made) -> Node | None:
    for node in blocks[:1]:
        if node["t"] in ("Para", "Plain", "Header"):
            return node
        if node["t"] == "Div":
            return _first_line(node["c"][1])
        if node["t"] in ("BulletList", "BlockQuote"):
            return _first_line(node["c"][0] if node["t"] == "BulletList" else node["c"])
        if node["t"] == "OrderedList":
            return _first_line(node["c"][1][0])
    return None


def _parted(content: Any) -> Any:
    """The tree with spaces between words as pandoc has them: within words each would be an element of its own in odt."""
    if isinstance(content, list):
        return [
            part
            for item in content
            for part in (_words(item["c"]) if isinstance(item, dict) and item["t"] == "Str" else [_parted(item)])
        ]
    if isinstance(content, dict):
        return {key: _parted(value) for key, value in content.items()}
    return content


def _spaced(blocks: Made) -> Made:
    """With room between a table or a list and a paragraph below it, and what is asked on the page of the lines for the answer."""
    made: Made = []
    for block, following in zip_longest(blocks, blocks[1:]):
        below = made and made[-1]["t"] in ("Table", "BulletList", "OrderedList")
        asked = "Asked" if following and style_of(following).startswith("AnswerLine") else ""
        style = asked + ("BelowList" if below else "")
        made.append(div([block], style=style) if style and block["t"] == "Para" else block)
    return made


def style_of(block: Node) -> str:
    """The style that a block has from the reference document, empty where it has none of its own."""
    return dict(block["c"][0][2]).get("custom-style", "") if block["t"] == "Div" else ""


_SPACE = re.compile(r"(?<=[^\s]) (?=[^\s])")
"""One space between words; others stay as they are."""


def _words(text: str) -> Made:
    made: Made = []
    for word in _SPACE.split(text):
        made += [*([{"t": "Space"}] if made else []), words(word)]
    return made


def document(blocks: Made, meta: dict[str, str]) -> bytes:
    """Pandoc's tree, as it reads it."""
    given: dict[str, Node] = {name: {"t": "MetaInlines", "c": [words(text)]} for name, text in meta.items() if text}
    if keywords := given.get("keywords"):
        given["keywords"] = {"t": "MetaList", "c": [keywords]}
    return json.dumps({"pandoc-api-version": VERSION, "meta": given, "blocks": _parted(_spaced(blocks))}).encode()


_UNTRANSLATED = re.compile(
    r"^\[WARNING\] (?:Could not load translations for .*(?:\n  .*)*|The term \w+ has no translation defined\.)\n?",
    re.MULTILINE,
)
"""Pandoc has no words for some languages, such as Chinese without its script; a sheet shows none of pandoc's."""


def write(document: bytes, form: str, reference: Path) -> bytes:
    """A `document` as docx or odt. PandocError with what pandoc says. `reference`: a document with the styles."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from", "json", "--to", form, "--output", "-"]
    command += [f"--reference-doc={reference}"]
    try:
        run = subprocess.run(
            command,
            input=document,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PandocError(str(error)) from None
    said = _UNTRANSLATED.sub("", run.stderr.decode("utf-8", "replace")).strip()
    if run.returncode or said:
        # What else it warns of is words or pictures that are not in the file.
        raise PandocError(said)
    return run.stdout
