"""Reads the values of a YAML block, each as what it must be; what is wrong becomes a problem with its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lesebuch.catalogues import language_code
from lesebuch.edtf import TimeValue
from lesebuch.folders import CORPUS, GLOSSARY
from lesebuch.guesses import meant, nearest
from lesebuch.model import SLUG
from lesebuch.problems import Code, Problem, Where
from lesebuch.shapes import LANGUAGE, LINES, Choice, Inner, Number, Shape, Words
from lesebuch.yamlfile import YamlMapping

_AT_HOME = (("a chapter file", "source", CORPUS), ("an entry", "term", GLOSSARY))
"""Kinds of files, a key by which each is known, and where it belongs."""

_OPENS = "Put a text that begins with a bracket or a brace in quotation marks."
_TAKEN = {bool: "Put yes, no, on and off in quotation marks.", list: _OPENS, YamlMapping: _OPENS}
"""What to do where YAML takes a text for something else."""


@dataclass(slots=True)
class Fields:
    """A block that is being read, and the problems found in it."""

    block: YamlMapping
    shape: Shape
    """What may stand in it."""
    problems: list[Problem] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)
    """Keys that are there under another name, of which enough is said."""

    def report(self, code: Code, message: str, where: Where, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(code, where, message, hint))

    def misplaced(self) -> bool:
        """Whether the file is one of another kind, which is said; then nothing else of it is to be judged."""
        for name, key, folder in _AT_HOME:
            if name != self.shape.name and key in self.block and key not in self.shape.names:
                own = [required for required in self.shape.required if required in self.block]
                if len(own) < len(self.shape.required):
                    message = f"This is {name}, and not {self.shape.name}."
                    self.report(Code.BAD_VALUE, message, self.block.where(), f"Move it to {folder}/.")
                    return True
        return False

    def only(self) -> None:
        """All keys must be known."""
        names = self.shape.names
        glued = [key for key in self.block if key not in names and key.partition(":")[0] in names]
        for key in self.block:
            if key in names:
                continue
            near, hint = self._instead(key)
            self.meant.add(near)
            if key in glued[1:]:  # who leaves out the space behind one colon leaves it out behind all
                continue
            message = f"`{key}` is no key of {self.shape.name}; allowed are {', '.join(names)}."
            self.report(Code.UNKNOWN_KEY, message, self.block.where(key), hint)

    def fitting(self) -> None:
        """Keys that belong to items of some kinds alone are there where they must be, and nowhere else."""
        for owned in self.shape.owned:
            kind, needed = self.block.get(owned.key), self.block.get(owned.needs)
            if kind in owned.words and owned.must and (needed is None or not str(needed).strip()):
                message = f"`{owned.key}: {kind}` needs `{owned.needs}: …`."
                self.report(Code.MISSING_KEY, message, self.block.where())
            elif kind and kind not in owned.words and owned.needs in self.block:
                mine = " or ".join(owned.words)
                message = f"`{owned.needs}` belongs to `{owned.key}: {mine}`, not to `{owned.key}: {kind}`."
                self.report(Code.UNKNOWN_KEY, message, self.block.where(owned.needs))

    def _instead(self, key: str) -> tuple[str, str]:
        """The key that somebody may have meant by one that there is not, and what to do."""
        name, colon, value = key.partition(":")
        if colon and name in self.shape.names:
            return name, f"Write a space behind each colon: `{name}: {value}`."
        near, elsewhere = nearest(key, self.shape.names), self.shape.elsewhere
        other = key.lower() if key.lower() in elsewhere else "" if near else nearest(key, elsewhere)
        if other:
            name, form = elsewhere[other]
            return name, f"Write `{name}: {form}`."
        return near, meant(key, self.shape.names)

    def need(self, key: str) -> bool:
        """Whether a key is there, and says something if it must."""
        if key not in self.block:
            if self.shape[key].required and key not in self.meant:
                self.report(Code.MISSING_KEY, f"`{key}` is missing in {self.shape.name}.", self.block.where())
            return False
        if self.block.get(key) is None and not self.shape[key].null:
            hint = "A value that begins with # stands in quotation marks." if self.shape[key].required else ""
            self.report(Code.BAD_VALUE, f"`{key}` must not be empty.", self.block.where(key), hint)
            return False
        return True

    def text(self, key: str) -> str:
        """A text, of one line however it is written; '' where it is missing or null."""
        if not self.need(key):
            return ""
        value = self.block.get(key)
        if value is None:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and (value.strip() or self.shape[key].null):
            return " ".join(filter(None, map(str.strip, value.split("\n"))))
        hint = _TAKEN.get(type(value), "")
        self.report(Code.BAD_VALUE, f"`{key}` must be a text.", self.block.where(key), hint)
        return ""

    def matching(self, key: str) -> str:
        """A text of a given form; '' where it is missing, null or of another form."""
        value, words = self.text(key), self.shape[key].value
        if not value or not isinstance(words, Words) or not words.pattern or words.pattern.fullmatch(value):
            return value
        code = language_code(value) if words.pattern is LANGUAGE else ""
        hint = f"Write `{key}: {code}`." if code else ""
        self.report(Code.BAD_VALUE, f"`{key}: {value}` must be {words.form}.", self.block.where(key), hint)
        return ""

    def choice(self, key: str, default: str, words: tuple[str, ...] = (), table: str = "") -> str:
        """One of some words, to the letter; `words`: all that are allowed, if the shape leaves them open; `table`: where others are declared."""
        value, choice, written = self.text(key), self.shape[key].value, self.block.get(key)
        allowed = words or (choice.words if isinstance(choice, Choice) else ())
        blank = isinstance(written, str) and self.shape[key].null
        known = value in allowed and value == written
        if (value or blank) and not known:
            message = f"`{key}: {written}` is not known; allowed are {', '.join(allowed)}."
            hint = meant(value, allowed)
            if table and SLUG.fullmatch(value):
                hint = f"{hint} Or declare one of your own: [{table}.{value}] in reader.toml.".strip()
            self.report(Code.BAD_VALUE, message, self.block.where(key), hint)
        return value if known else default

    def number(self, key: str) -> int:
        """A whole number; 0 where it is missing, null or beyond what it may be."""
        value, range_ = self.block.get(key), self.shape[key].value
        if value is None or not isinstance(range_, Number):
            return 0
        if isinstance(value, int) and not isinstance(value, bool) and range_.low <= value <= range_.high:
            return value
        message = f"`{key}` must be a whole number from {range_.low} to {range_.high}."
        self.report(Code.BAD_VALUE, message, self.block.where(key))
        return 0

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.block.get(key)
        if value is None:
            return ()
        numbers = getattr(self.shape[key].value, "numbers", False)
        if numbers and isinstance(value, list):
            value = [str(item) if isinstance(item, int) and not isinstance(item, bool) else item for item in value]
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            for number, item in enumerate(value):
                if not item.strip():
                    self.report(Code.BAD_VALUE, f"An item of `{key}` is empty.", self.block.item_where(key, number))
            return tuple(item.strip() for item in value)
        hint = f"Write `{key}: [one, two]`; put yes, no, on and off in quotation marks."
        self.report(Code.BAD_VALUE, f"`{key}` must be a list of texts.", self.block.where(key), hint)
        return ()

    def date(self, key: str) -> TimeValue | None:
        """An EDTF date; None where it is missing or null."""
        if isinstance(self.block.get(key), list | YamlMapping):
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
        match = LINES.fullmatch(str(self.block.get(key)).strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first <= last:
            return first, last
        message = f"`{key}` must be a line or a range of lines, such as 1-35."
        self.report(Code.BAD_VALUE, message, self.block.where(key))
        return None

    def inner(self, key: str) -> "Fields | None":
        """A block within; its problems are noted here."""
        value, shape = self.block.get(key), self._shape(key)
        if value is None:
            self.need(key)
            return None
        if not isinstance(value, YamlMapping):
            self.report(Code.BAD_VALUE, f"`{key}` must be written as {_example(shape)}.", self.block.where(key))
            return None
        return self._within(value, shape)

    def blocks(self, key: str) -> "Iterator[Fields]":
        """A list of blocks; each comes with its own fields, and its problems are noted here."""
        value, shape = self.block.get(key), self._shape(key)
        if value is None:
            return
        if not isinstance(value, list):
            message = f"`{key}` must be a list of items such as {_example(shape)}."
            self.report(Code.BAD_VALUE, message, self.block.where(key))
            return
        for index, item in enumerate(value):
            if isinstance(item, YamlMapping):
                yield self._within(item, shape)
            else:
                message = f"An item of `{key}` must be written as {_example(shape)}."
                self.report(Code.BAD_VALUE, message, self.block.item_where(key, index))

    def _shape(self, key: str) -> Shape:
        value = self.shape[key].value
        return value.shape if isinstance(value, Inner) else Shape(f"`{key}`", ())

    def _within(self, block: YamlMapping, shape: Shape) -> "Fields":
        within = Fields(block, shape, self.problems)
        within.only()
        return within


def _example(shape: Shape) -> str:
    return "{" + ", ".join(f"{name}: …" for name in shape.names[:2]) + "}"
