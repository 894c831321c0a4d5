"""YAML that people write, with the line of each key and item, so that a problem can point at it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from lesebuch import limits
from lesebuch.problems import Code, Problem, Where
from lesebuch.yamlslips import slip

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NEARLY_FENCE = re.compile(r"^[ \t]*(?:[-–—]{2,}|—|- - -)[ \t]*$", re.MULTILINE)
_KEY_OR_ITEM = re.compile(r"[a-z][\w-]*:[ \t\n]|[ \t]*- |[ \t]+[a-z][\w-]*:[ \t\n]")
_FLAT = "Close the brackets; no file here needs such depth."
_OUT = "Write the value out; put one that begins with & or * in quotation marks."
_ONCE = "Leave one of them. In a list each item begins with `- `: without that, its keys belong to the item above."
_ITEM = "If another item begins here, write `- ` before it; else give each key once."
_CUT = "Put the value in quotation marks; a comment has a space behind its `#`."
_COMMA = "Put a value that holds a comma in quotation marks."
_TAG = "Leave it out; put a value that begins with ! in quotation marks."
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_AROUND = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset(form for word in ("yes", "true", "on") for form in (word, word.title(), word.upper()))
_FALSE = frozenset(form for word in ("no", "false", "off") for form in (word, word.title(), word.upper()))
"""As YAML 1.1 has them."""
_INTEGER = re.compile(rf"0|[1-9][0-9]{{0,{limits.DIGITS - 1}}}")
"""A longer one stays the text that it is: nothing here counts so far."""
_BEHIND_KEY = re.compile(r"\s*:")
_GLUED_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")
"""`#1` behind a value, as in `title: Chapter #1`."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """A YAML mapping: the values, and the place of each key and of each item of a list."""

    path: str
    line: int
    """Of the first key, counted from 1 in the file."""
    values: dict[str, object]
    """Scalars as YAML gives them, lists as `list`, mappings as `YamlMapping`. Dates stay text: EDTF is not YAML's."""
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


def load(text: str, path: str, first_line: int = 1) -> tuple[YamlMapping | None, list[Problem]]:
    """Read a YAML mapping. `first_line` is the line of the file on which `text` begins."""
    value, where, problems = _Reading(path, first_line).document(text)
    if where is None:
        return (None if problems else YamlMapping(path, first_line, {})), problems
    if not isinstance(value, YamlMapping):
        problems.append(Problem(Code.BAD_YAML, where, "Here must be keys and values, such as `title: …`."))
        return None, problems
    return value, problems


def load_list(text: str, path: str) -> tuple[list[YamlMapping], list[Problem]]:
    """Read a YAML list of mappings; items that are none are problems and are left out."""
    reading = _Reading(path, 1)
    value, where, problems = reading.document(text)
    if where is None:
        return [], problems
    if not isinstance(value, list):
        problems.append(Problem(Code.BAD_YAML, Where(path, 1), "Here must be a list, each item beginning with `- `."))
        return [], problems
    problems += [
        Problem(Code.BAD_YAML, place, "An item must be keys and values, such as `- file: …`.")
        for item, place in zip(value, reading.places, strict=True)
        if not isinstance(item, YamlMapping)
    ]
    return [item for item in value if isinstance(item, YamlMapping)], problems


def front_matter(text: str, path: str) -> tuple[YamlMapping | None, str, int, list[Problem]]:
    """Split a file into its front matter and its body; the third value is the line on which the body begins."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        message = "The front matter has no end." if opening else "The file has no front matter."
        hint = _nearly_fenced(text[opening.end() :] if opening else text.lstrip().partition("\n")[0])
        return None, text, 1, [Problem(Code.BAD_YAML, Where(path, 1), message, hint)]
    front, body = text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :]
    line = text.count("\n", 0, closing.end()) + 1
    if _goes_on(front, body):
        message = "The front matter ends here, and more of it follows."
        hint = "Remove this line `---`: keys between it and the next one would be text of the page."
        return None, text, 1, [Problem(Code.BAD_YAML, Where(path, line), message, hint)]
    block, problems = load(front, path, 2)
    return block, body, line + 1, problems


def _goes_on(front: str, body: str) -> bool:
    """Whether the body begins with more keys and values, which a line `---` ends. A heading underlined with hyphens is none."""
    closing = _FENCE.search(body) if _KEY_OR_ITEM.match(body) else None
    if closing is None:
        return False
    block, problems = load(front + body[: closing.start()], "")
    return block is not None and not problems


def _nearly_fenced(text: str) -> str:
    """What to do where a fence is missed: in the text behind the opening one, or in the first line that is not blank."""
    if text.strip() == "---":
        return "Let the file begin with its line `---`: no space and no line stands before it."
    if nearly := _NEARLY_FENCE.search(text):
        return f"Write three hyphens, `---`, instead of `{nearly[0].strip()}`."
    return "Begin with a line `---`, then keys and values, then a line `---`."


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value with its place: the keys that lead to it, without the numbers of items; line from 1, columns from 0."""

    keys: tuple[str, ...]
    text: str
    line: int
    start: int
    end: int
    """Quotation marks included."""


def scalars(text: str, first_line: int = 1) -> Iterator[Scalar]:
    """All values that stand in one line, as far as the text is YAML; `load` says what is wrong with it."""
    stack: list[tuple[bool, str]] = []  # whether it is a mapping, and the key that was read last
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                stack.append((isinstance(event, yaml.MappingStartEvent), ""))
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                _value_read(stack)
            elif isinstance(event, yaml.ScalarEvent):
                if stack and stack[-1] == (True, ""):
                    stack[-1] = True, str(event.value)
                    continue
                start, end = event.start_mark, event.end_mark
                if start and end and start.line == end.line:
                    keys = tuple(key for mapping, key in stack if mapping)
                    yield Scalar(keys, str(event.value), first_line + start.line, start.column, end.column)
                _value_read(stack)
    except yaml.YAMLError:
        return


def _value_read(stack: list[tuple[bool, str]]) -> None:
    """What follows in a mapping is a key."""
    if stack and stack[-1][0]:
        stack[-1] = True, ""


class _Faulty(Exception):  # noqa: N818 - it never leaves this module
    """Reading stops here; what is wrong is noted."""


class _Reading:
    """Reads one document from the parser's events.

    Not from its tree: to build that, parsers call themselves for each level and follow aliases, and files that are nested some
    thousand times, or that contain themselves, end the interpreter.
    """

    def __init__(self, path: str, first_line: int) -> None:
        self._path = path
        self._first_line = first_line
        self._text = ""
        self._problems: list[Problem] = []
        self._left = limits.YAML_NODES
        self.places: list[Where] = []
        """Of the items of the list that was read last: of the document, if it is one."""

    def document(self, text: str) -> tuple[object, Where | None, list[Problem]]:
        """The value and the place of the document; no place: there is none, or it cannot be read."""
        where: Where | None = None
        value: object = None
        self._text = text
        try:
            events = yaml.parse(text, Loader=_Loader)
            for event in events:
                if isinstance(event, _AROUND):
                    continue
                if where:
                    raise self._fault(event, "a second document", "Remove the line `---` in the middle.")
                where = self._where(event)
                value = self._value(event, events, 1)
        except yaml.MarkedYAMLError as error:
            self._broken(error, text)
        except yaml.YAMLError as error:
            where = Where(self._path, self._first_line)
            said = str(error).split("\n", 1)[0]
            self._problems.append(Problem(Code.BAD_YAML, where, f"This is not valid YAML: {said}."))
        except _Faulty:
            pass
        else:
            return value, where, self._problems
        return None, None, self._problems

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
        self._left -= 1
        if depth > limits.YAML_DEPTH:
            raise self._fault(event, f"more than {limits.YAML_DEPTH} lists and mappings within each other", _FLAT)
        if self._left < 0:
            raise self._fault(
                event, f"more than {limits.YAML_NODES:,} keys and values in one file", "Cut it into parts."
            )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._fault(event, "anchors and aliases (`&name`, `*name`) are not used here", _OUT)
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag is not None:
            raise self._fault(event, f"tags such as `{event.tag}` are not used here", _TAG)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._block(event, events, depth)
        return self._list(events, depth)

    def _list(self, events: Iterator[yaml.Event], depth: int) -> list[object]:
        values, places = [], []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            places.append(self._where(event))
            values.append(self._value(event, events, depth + 1))
        self.places = places
        return values

    def _block(self, start: yaml.MappingStartEvent, events: Iterator[yaml.Event], depth: int) -> YamlMapping:
        block = YamlMapping(self._path, self._where(start).line, {})
        again: dict[str, int] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise self._fault(event, "a key must be a word", "Write `key: value`.")
            self._value(event, events, depth)  # what is wrong with it as a value is wrong with it as a key
            key, line = event.value, self._where(event).line
            if key[:1].isspace():
                raise self._fault(event, "a blank that is no ordinary space", "Type it anew, as a space.")
            if not key.isprintable():
                raise self._fault(event, "a key that holds a character which cannot be seen", "Type the key anew.")
            if start.flow_style and block.values and ":" not in key and not self._behind(event, _BEHIND_KEY):
                raise self._fault(event, f"`{key}` stands behind a comma and has no value", _COMMA)
            value = self._value(next(events), events, depth + 1)
            if key in block.values:
                again.setdefault(key, line)
                continue
            block.lines[key] = line
            block.values[key] = value
            if isinstance(value, list):
                block.items[key] = [place.line for place in self.places]
        self._problems += self._twice(again, next(iter(block.values), ""))
        return block

    def _twice(self, again: dict[str, int], first: str) -> Iterator[Problem]:
        """Keys that stand twice. If all begins anew it is most likely another item, and one thing that is wrong."""
        keys = list(again)
        if len(keys) > 1 and keys[0] == first:
            named = f"`{keys[0]}` and `{keys[1]}`" if len(keys) == 2 else f"`{keys[0]}` and {len(keys) - 1} more keys"
            yield Problem(Code.BAD_YAML, Where(self._path, again[first]), f"From here {named} stand twice.", _ITEM)
            return
        for key, line in again.items():
            yield Problem(Code.BAD_YAML, Where(self._path, line), f"The key `{key}` stands here twice.", _ONCE)

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        """Plain scalars: null, booleans and decimal integers; everything else stays the text that was written."""
        text = str(event.value)
        if len(text) > limits.VALUE:
            raise self._fault(
                event, f"a value of more than {limits.VALUE:,} characters", "Look for a missing quotation mark."
            )
        if not event.implicit[0]:
            if _CONTROL.search(text):
                raise self._fault(event, "a value holds a control character or half a character", "Remove its escape.")
            return text
        if comment := self._behind(event, _GLUED_COMMENT):
            where = Where(self._path, self._first_line + self._text.count("\n", 0, comment.start()))
            message = f"From `{comment[1]}` on YAML takes this line for a comment."
            self._problems.append(Problem(Code.BAD_YAML, where, message, _CUT))
            raise _Faulty
        if text in _NULL:
            return None
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        return int(text) if _INTEGER.fullmatch(text) else text

    def _behind(self, event: yaml.Event, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self._text, event.end_mark.index) if event.end_mark else None

    def _where(self, event: yaml.Event) -> Where:
        return Where(self._path, self._first_line + (event.start_mark.line if event.start_mark else 0))

    def _fault(self, event: yaml.Event, what: str, hint: str) -> _Faulty:
        self._problems.append(Problem(Code.BAD_YAML, self._where(event), f"This is not valid YAML: {what}.", hint))
        return _Faulty()

    def _broken(self, error: yaml.MarkedYAMLError, text: str) -> None:
        found = slip(error, text)
        where = Where(self._path, self._first_line + found.line, found.column + 1)
        self._problems.append(Problem(Code.BAD_YAML, where, f"This is not valid YAML: {found.what}.", found.hint))


_PLAIN = re.compile(r"[^\W\d_][\w ./()–äöüß-]*")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def quoted(text: str) -> str:
    """A text as a YAML scalar that reads back as the same text, also within `{…}` and `[…]`; plain where that is safe."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _RESERVED:
        return text
    if "'" not in text and all(map(_is_shown, text)):
        return f"'{text}'"
    # A JSON string is a YAML scalar; what YAML does not print is written as an escape.
    return "".join(c if _is_shown(c) else _escape(c) for c in json.dumps(text, ensure_ascii=False))


def _is_shown(character: str) -> bool:
    """What YAML prints; the spaces that do not break, which French has before its signs, are for people to read, too."""
    return character.isprintable() or character in "\u00a0\u202f"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # the Basic Multilingual Plane
