"""Reads the values of a YAML block, each as what it must be; what is wrong becomes a problem with its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lesebuch import limits
from lesebuch.edtf import TimeValue
from lesebuch.problems import Code, Problem, Where
from lesebuch.yamlfile import Block

_NUMBER = rf"([1-9][0-9]{{0,{limits.DIGITS - 1}}})"
_LINES = re.compile(rf"{_NUMBER}(?:\s*[-\u2013]\s*{_NUMBER})?")


@dataclass(slots=True)
class Fields:
    """A block that is being read, and the problems found in it."""

    block: Block
    name: str
    """What the block is, for messages: `a chapter file`."""
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: Code, message: str, where: Where) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, where, message))

    def only(self, allowed: Sequence[str]) -> None:
        """All keys must be among these."""
        for key in self.block:
            if key not in allowed:
                message = f"`{key}` is no key of {self.name}; allowed are {', '.join(allowed)}."
                self.report(Code.UNKNOWN_KEY, message, self.block.where(key))

    def need(self, key: str) -> bool:
        """Whether a required key is there."""
        if key in self.block:
            return True
        self.report(Code.MISSING_KEY, f"`{key}` is missing in {self.name}.", self.block.where())
        return False

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; '' where it is missing or null."""
        if required and not self.need(key):
            return ""
        value = self.block.get(key)
        if value is None:
            if required:
                self.report(Code.BAD_VALUE, f"`{key}` must not be empty.", self.block.where(key))
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and (value.strip() or not required):
            return value.strip()
        self.report(Code.BAD_VALUE, f"`{key}` must be a text.", self.block.where(key))
        return ""

    def matching(self, key: str, pattern: re.Pattern[str], form: str, *, required: bool = False) -> str:
        """A text of a given form; '' where it is missing, null or of another form."""
        value = self.text(key, required=required)
        if not value or pattern.fullmatch(value):
            return value
        self.report(Code.BAD_VALUE, f"`{key}: {value}` must be {form}.", self.block.where(key))
        return ""

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of some words."""
        value = self.text(key)
        if value and value not in allowed:
            message = f"`{key}: {value}` is not known; allowed are {', '.join(allowed)}."
            self.report(Code.BAD_VALUE, message, self.block.where(key))
        return value if value in allowed else default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.block.get(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.report(Code.BAD_VALUE, f"`{key}` must be a list of texts, such as [a, b].", self.block.where(key))
        return ()

    def date(self, key: str) -> TimeValue | None:
        """An EDTF date; None where it is missing or null."""
        if isinstance(self.block.get(key), list | Block):
            message = f'`{key}`: a set of dates stands in quotation marks, such as "[2022-03-01..2022-03-02]".'
            self.report(Code.BAD_EDTF, message, self.block.where(key))
            return None
        text = self.text(key)
        if not text:
            return None
        try:
            return TimeValue.parse(text)
        except ValueError as error:
            self.report(Code.BAD_EDTF, f"`{key}`: {error}.", self.block.where(key))
            return None

    def lines(self, key: str) -> tuple[int, int] | None:
        """Lines `FIRST-LAST`, or one line."""
        if not self.need(key):
            return None
        match = _LINES.fullmatch(str(self.block.get(key)).strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first <= last:
            return first, last
        message = f"`{key}` must be a line or a range of lines, such as 1-35."
        self.report(Code.BAD_VALUE, message, self.block.where(key))
        return None

    def inner(self, key: str, name: str, allowed: Sequence[str]) -> "Fields | None":
        """A block within; its problems are noted here."""
        value = self.block.get(key)
        if value is None:
            return None
        if not isinstance(value, Block):
            example = ", ".join(f"{k}: …" for k in allowed[:2])
            self.report(Code.BAD_VALUE, f"`{key}` must be written as {{{example}}}.", self.block.where(key))
            return None
        return self._within(value, name, allowed)

    def blocks(self, key: str, name: str, allowed: Sequence[str]) -> "Iterator[Fields]":
        """A list of blocks; each comes with its own fields, and its problems are noted here."""
        value = self.block.get(key)
        if value is None:
            return
        example = ", ".join(f"{k}: …" for k in allowed[:2])
        if not isinstance(value, list):
            message = f"`{key}` must be a list of items such as {{{example}}}."
            self.report(Code.BAD_VALUE, message, self.block.where(key))
            return
        for index, item in enumerate(value):
            if isinstance(item, Block):
                yield self._within(item, name, allowed)
            else:
                message = f"An item of `{key}` must be written as {{{example}}}."
                self.report(Code.BAD_VALUE, message, self.block.item_where(key, index))

    def _within(self, block: Block, name: str, allowed: Sequence[str]) -> "Fields":
        within = Fields(block, name, self.problems)
        within.only(allowed)
        return within
