"""YAML that people write, with the line of each key and item, so that a problem can point at it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from lesebuch.problems import Code, Problem, Where

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_PLAIN_WORDS = {
    "cannot start any token": (
        "a tab, or a character that YAML keeps for itself",
        "Indent with spaces; put a value that begins with @, % or ` in quotation marks.",
    ),
    "mapping values are not allowed": (
        "a second colon in a line",
        "Put a value that holds a colon and a space in quotation marks.",
    ),
    "could not find expected ':'": ("a line that is no key with a value", "Write `key: value`, and indent lists."),
    "expected ',' or": ("a bracket or a brace that is not closed", "Close it, and quote values that contain commas."),
}
"""What the parser says about the commonest slips, in words that help: what is wrong, and what to do."""
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Block:
    """A YAML mapping: the values, and the place of each key and of each item of a list."""

    path: str
    line: int
    """Of the first key, counted from 1 in the file."""
    values: dict[str, object]
    """Scalars as YAML gives them, lists as `list`, mappings as `Block`. Dates stay text: EDTF is not YAML's."""
    lines: dict[str, int] = field(default_factory=dict)
    items: dict[str, list[int]] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def get(self, key: str) -> object:
        """The value; None where the key is missing or says null."""
        return self.values.get(key)

    def where(self, key: str = "") -> Where:
        """The place of a key, or of the block."""
        return Where(self.path, self.lines.get(key, self.line))

    def item_where(self, key: str, index: int) -> Where:
        """The place of an item of the list under a key."""
        places = self.items.get(key, [])
        return Where(self.path, places[index]) if index < len(places) else self.where(key)


def load(text: str, path: str, first_line: int = 1) -> tuple[Block | None, list[Problem]]:
    """Read a YAML mapping. `first_line` is the line of the file on which `text` begins."""
    node, problems = _compose(text, path, first_line)
    if node is None:
        return (None if problems else Block(path, first_line, {})), problems
    if not isinstance(node, yaml.MappingNode):
        where = Where(path, first_line + node.start_mark.line)
        return None, [Problem(Code.BAD_YAML, where, "Here must be keys and values, such as `title: …`.")]
    return _block(node, path, first_line, problems), problems


def load_list(text: str, path: str) -> tuple[list[Block], list[Problem]]:
    """Read a YAML list of mappings; items that are none are problems and are left out."""
    node, problems = _compose(text, path, 1)
    if node is None:
        return [], problems
    if not isinstance(node, yaml.SequenceNode):
        return [], [Problem(Code.BAD_YAML, Where(path, 1), "Here must be a list, each item beginning with `- `.")]
    blocks = []
    for item in node.value:
        if isinstance(item, yaml.MappingNode):
            blocks.append(_block(item, path, 1, problems))
        else:
            where = Where(path, 1 + item.start_mark.line)
            problems.append(Problem(Code.BAD_YAML, where, "An item must be keys and values, such as `- file: …`."))
    return blocks, problems


def front_matter(text: str, path: str) -> tuple[Block | None, str, int, list[Problem]]:
    """Split a file into its front matter and its body; the third value is the line on which the body begins."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        problem = Problem(
            Code.BAD_YAML,
            Where(path, 1),
            "The front matter has no end." if opening else "The file has no front matter.",
            "Begin with a line `---`, then keys and values, then a line `---`.",
        )
        return None, text, 1, [problem]
    block, problems = load(text[opening.end() + 1 : closing.start()], path, 2)
    body = text[closing.end() + 1 :]
    return block, body, text.count("\n", 0, closing.end()) + 2, problems


def _compose(text: str, path: str, first_line: int) -> tuple[yaml.Node | None, list[Problem]]:
    try:
        return yaml.compose(text, Loader=_Loader), []
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(path, first_line + mark.line, mark.column + 1) if mark else Where(path, first_line)
        said = str(error.problem or error.context)
        what, hint = next((plain for words, plain in _PLAIN_WORDS.items() if words in said), (said, ""))
        return None, [Problem(Code.BAD_YAML, where, f"This is not valid YAML: {what}.", hint)]
    except yaml.YAMLError as error:
        return None, [Problem(Code.BAD_YAML, Where(path, first_line), f"This is not valid YAML: {error}.")]


def _block(node: yaml.MappingNode, path: str, first_line: int, problems: list[Problem]) -> Block:
    block = Block(path, first_line + node.start_mark.line, {})
    for key_node, value_node in node.value:
        line = first_line + key_node.start_mark.line
        key = str(key_node.value)
        if key in block.values:
            problems.append(Problem(Code.BAD_YAML, Where(path, line), f"The key `{key}` stands here twice."))
            continue
        block.lines[key] = line
        block.values[key] = _value(value_node, path, first_line, problems)
        if isinstance(value_node, yaml.SequenceNode):
            block.items[key] = [first_line + item.start_mark.line for item in value_node.value]
    return block


def _value(node: yaml.Node, path: str, first_line: int, problems: list[Problem]) -> object:
    if isinstance(node, yaml.MappingNode):
        return _block(node, path, first_line, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path, first_line, problems) for item in node.value]
    return _scalar(node)


def _scalar(node: yaml.Node) -> object:
    """Plain scalars: null, booleans and decimal integers; everything else stays the text that was written."""
    text = str(node.value)
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return text.lower() in ("true", "yes", "on")
    if node.tag == "tag:yaml.org,2002:int" and re.fullmatch(r"0|[1-9][0-9]*", text):
        return int(text)
    return text


_PLAIN = re.compile(r"[^\W\d_][\w ./()–äöüß-]*")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def quoted(text: str) -> str:
    """A text as a YAML scalar that reads back as the same text, also within `{…}` and `[…]`; plain where that is safe."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _RESERVED:
        return text
    if "'" not in text and text.isprintable():
        return f"'{text}'"
    # A JSON string is a YAML scalar; what YAML does not print is written as an escape.
    return "".join(c if c.isprintable() else _escape(c) for c in json.dumps(text, ensure_ascii=False))


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - the Basic Multilingual Plane
