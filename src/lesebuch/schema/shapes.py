"""The JSON Schema of files that people write, from the shapes that their readers go by."""

import re
from collections.abc import Mapping
from typing import Any

from lesebuch.config import OPTIONS
from lesebuch.limits import VALUE
from lesebuch.model import SLUG, EntryKind
from lesebuch.shapes import (
    LATITUDE,
    LINES,
    LONGITUDE,
    AnchorText,
    Choice,
    Coordinates,
    Date,
    Inner,
    Key,
    Lines,
    Number,
    Owned,
    Shape,
    Texts,
    Value,
    Words,
)
from lesebuch.tables import KEYS as TABLES
from lesebuch.tables import PART

Schema = dict[str, Any]
_WRITTEN = ["string", "number"]
"""Where a text is meant, YAML may see a number: `title: 1984`."""
_TEXT = r"\S"


def of_shape(shape: Shape) -> Schema:
    """A mapping: no other keys than these."""
    schema: Schema = {
        "type": "object",
        "properties": {key.name: _property(key) for key in shape},
        "required": list(shape.required),
        "additionalProperties": False,
    }
    if shape.owned:
        schema["allOf"] = [_rule(owned, shape) for owned in shape.owned]
    return schema


def of_options() -> Schema:
    """The options of reader.toml, from the fields of `config.Config`."""
    text: Schema = {"type": "string", "maxLength": VALUE}
    properties: dict[str, Schema] = {}
    for option in OPTIONS:
        default: Any = option.default
        if option.name in TABLES:
            properties[option.name] = {**_table(option.name), "description": option.metadata["help"]}
            continue
        one = text if isinstance(default, str) else {"type": "array", "items": text}
        shown = default if isinstance(default, str) else list(default)
        properties[option.name] = {**one, "description": option.metadata["help"], "default": shown}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _table(name: str) -> Schema:
    """A table of kinds by their names, or the list of parts."""
    text: Schema = {"type": "string", "minLength": 1}
    texts: Schema = {"type": "object", "additionalProperties": text}
    colour: Schema = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}
    keys: dict[str, Schema] = {
        "label": {"anyOf": [text, texts]},
        "colour": {
            "anyOf": [
                colour,
                {"type": "object", "properties": {"light": colour, "dark": colour}, "additionalProperties": False},
            ]
        },
        "like": {"enum": list(EntryKind)},
        "title": text,
        "chapters": {"type": "array", "items": {"type": "string"}},
        "introduction": {"type": "string"},
    }
    one: Schema = {
        "type": "object",
        "properties": {key: keys[key] for key in TABLES[name]},
        "additionalProperties": False,
    }
    if name == PART:
        return {"type": "array", "items": {**one, "required": ["title"]}}
    return {"type": "object", "propertyNames": {"pattern": rf"^(?:{SLUG.pattern})$"}, "additionalProperties": one}


def _property(key: Key) -> Schema:
    schema = _value(key.value, full=not key.null)
    if key.null:
        schema = _or_null(schema)
    return {**schema, "description": key.help}


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    kind = schema["type"]
    return {**schema, "type": [*(kind if isinstance(kind, list) else [kind]), "null"]}


def _value(value: Value, *, full: bool) -> Schema:
    """`full`: an empty text is not enough."""
    match value:
        case Choice(more=True):
            return {"type": "string", **_pattern(SLUG, full=True), "examples": list(value.words)}
        case Choice():
            return {"enum": list(value.words)}
        case Words():
            kind = "string" if value.pattern else _WRITTEN
            return {"type": kind, **_pattern(value.pattern, full=full), "maxLength": value.longest}
        case Number():
            return {"type": "integer", "minimum": value.low, "maximum": value.high}
        case Date():
            return {"type": _WRITTEN, "format": "edtf", **({"pattern": _TEXT} if full else {})}
        case Coordinates() | Lines():
            return _numbers(value)
        case AnchorText():
            return _place(value)
        case Texts():
            return {"type": "array", "items": _item(value)}
        case Inner():
            inner = of_shape(value.shape)
            return {"type": "array", "items": inner} if value.several else inner


def _numbers(value: Coordinates | Lines) -> Schema:
    if isinstance(value, Lines):
        return {"type": ["string", "integer"], **_pattern(LINES, full=True), "minimum": 1}
    both = [_degrees(LATITUDE, 90), _degrees(LONGITUDE, 180)]
    return {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": both}


def _degrees(pattern: re.Pattern[str], most: int) -> Schema:
    return {"type": ["number", "string"], **_pattern(pattern, full=True), "minimum": -most, "maximum": most}


def _item(value: Texts) -> Schema:
    if value.words:
        return {"enum": list(value.words)}
    kind: Mapping[str, Any] = {"type": _WRITTEN, "pattern": _TEXT} if value.numbers else {"type": "string"}
    return {**kind, "maxLength": value.longest}


def _place(value: AnchorText) -> Schema:
    one: Schema = {"type": ["string", "integer"] if value.line else ["string"], **_pattern(value.pattern, full=True)}
    if value.line:
        one["minimum"] = 0
    if not value.several:
        return one
    return {**one, "type": [*one["type"], "array"], "items": one}


def _pattern(pattern: re.Pattern[str] | None, *, full: bool) -> Schema:
    """All of a text must match, white space around it aside; JSON Schema looks anywhere."""
    if pattern is None:
        return {"pattern": _TEXT} if full else {}
    return {"pattern": rf"^\s*(?:{pattern.pattern}){'' if full else '?'}\s*$"}


def _rule(owned: Owned, shape: Shape) -> Schema:
    """Where the key says one of the words, the other must be there, or may be; elsewhere it must not."""
    said = {"const": owned.words[0]} if len(owned.words) == 1 else {"enum": list(owned.words)}
    rule: Schema = {"if": {"properties": {owned.key: said}, "required": [owned.key]}}
    if owned.must:
        several = isinstance(shape[owned.needs].value, Texts | Inner)
        holds: Schema = {"type": "array"} if several else {"type": _WRITTEN, "pattern": _TEXT}
        rule["then"] = {"required": [owned.needs], "properties": {owned.needs: holds}}
    return {**rule, "else": {"properties": {owned.needs: False}}}
