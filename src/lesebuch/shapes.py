"""What may stand in a file that people write, key by key: those who read it go by this, and its JSON Schema is made from it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lesebuch import limits

NUMBER = rf"([1-9][0-9]{{0,{limits.DIGITS - 1}}})"
LINES = re.compile(rf"{NUMBER}(?:\s*[-\u2013]\s*{NUMBER})?")
"""`15` or `1-35`."""
LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
    r"(?:-[A-WYZa-wyz0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?"
)
"""As BCP 47 (RFC 5646, section 2.1) has it: language, script, region, variants, extensions, private use."""
ADDRESS = re.compile(r"https?://\S+")
SHA256 = re.compile(r"[0-9a-f]{64}")
WIKIDATA = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Words:
    """A text; where it may be any, a number is read as one."""

    pattern: re.Pattern[str] | None = None
    """What all of it must match, in the part of the syntax that JavaScript has, too."""
    form: str = ""
    """What that is, for messages: `an address that begins with https:// or http://`."""
    longest: int = limits.VALUE


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    words: tuple[str, ...]
    more: bool = False
    """Whether reader.toml may add others."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts."""

    numbers: bool = False
    """Whether an item may be a number, which is read as a text."""
    longest: int = limits.VALUE
    words: tuple[str, ...] = ()
    """If there are any, each item is one of them."""


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date."""


LATITUDE = re.compile(r"[-+]?(?:90(?:\.0+)?|[1-8]?[0-9](?:\.[0-9]+)?)")
LONGITUDE = re.compile(r"[-+]?(?:180(?:\.0+)?|(?:1[0-7][0-9]|[1-9]?[0-9])(?:\.[0-9]+)?)")
"""Degrees, with a point before the fraction."""


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A list of two numbers, latitude and longitude in degrees (WGS 84): north and east are positive."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A line or a range of lines."""


@dataclass(frozen=True, slots=True)
class AnchorText:
    """An anchor."""

    line: bool
    """Whether it counts lines of the source; else passages."""
    pattern: re.Pattern[str]
    """What all of it must match, as far as a pattern can say it."""
    several: bool = False
    """Whether there may be a list of them."""


@dataclass(frozen=True, slots=True)
class Inner:
    """Keys and values within."""

    shape: "Shape"
    several: bool = False
    """Whether it is a list of such items."""


Value = Words | Choice | Number | Texts | Date | Coordinates | Lines | AnchorText | Inner


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what it holds, and what that is for, in a sentence."""

    name: str
    value: Value
    help: str
    required: bool = False
    """Whether it must be there."""
    null: bool = True
    """Whether it may say null, or nothing."""


@dataclass(frozen=True, slots=True)
class Owned:
    """Of an item: where `key` says one of `words`, `needs` must be there, or may be; elsewhere it must not."""

    key: str
    words: tuple[str, ...]
    needs: str
    must: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """A file's keys, or those of a part of it."""

    name: str
    """What it is, for messages: `a chapter file`."""
    keys: tuple[Key, ...]
    owned: tuple[Owned, ...] = ()
    elsewhere: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By what others make a key of: the key under which it stands here, and how, for messages."""

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys)

    def __getitem__(self, name: str) -> Key:
        return next(key for key in self.keys if key.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """All keys that are allowed."""
        return tuple(key.name for key in self.keys)

    @property
    def required(self) -> tuple[str, ...]:
        """Those that must be there."""
        return tuple(key.name for key in self.keys if key.required)


def must(name: str, value: Value, text: str) -> Key:
    """A key that must be there and say something."""
    return Key(name, value, text, required=True, null=False)
