"""The JSON Schema of what is exported, from the types of `export.records`, which the exports themselves are checked by."""

from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

Schema = dict[str, Any]
_NAMES: dict[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def of_record(record: type) -> Schema:
    """An object of a file, a line of it. Other keys may come with later versions: programs pass over what they do not know."""
    schema = _of(record)
    schema["properties"]["schema"] = {"const": schema["properties"]["schema"]["description"].removeprefix("= ")}
    return schema


def _of(kind: Any) -> Schema:  # noqa: ANN401 - any type
    if get_origin(kind) is NotRequired:
        return _of(get_args(kind)[0])
    if get_origin(kind) is Annotated:
        inner, *texts = get_args(kind)
        return {**_of(inner), "description": texts[0]}
    if get_origin(kind) is UnionType:
        return _union(list(map(_of, get_args(kind))))
    if get_origin(kind) is list:
        return {"type": "array", "items": _of(get_args(kind)[0])}
    if get_origin(kind) is Literal:
        return {"type": "string", "enum": list(get_args(kind))}
    if is_typeddict(kind):
        hints = get_type_hints(kind, include_extras=True)
        properties = {name: _of(hint) for name, hint in hints.items()}
        required = [name for name, hint in hints.items() if get_origin(hint) is not NotRequired]
        return {"type": "object", "description": kind.__doc__, "properties": properties, "required": required}
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [member.value for member in kind]}
    return {"type": _NAMES[kind]}


def _union(schemas: list[Schema]) -> Schema:
    """A type or null: the only unions that there are, so that each key is one column."""
    one, null = schemas
    if null != {"type": "null"}:
        raise TypeError(f"A key holds one type or null, not {schemas}.")
    return {**one, "type": [one["type"], "null"]}
