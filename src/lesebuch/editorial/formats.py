"""What the format of a source says of the lines of a chapter, and of words in them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from lesebuch.model import Layout, PassageKind, SourceStyle, Text

_NOTHING = Layout(0)


class LineFormats:
    """Looked up by line. A line that the chapter file calls otherwise than the format does is what the file says."""

    def __init__(self, text: Text, first: int, last: int) -> None:
        self._text = text
        self._layout = {entry.line: entry for entry in _between(text.source.layout, first, last)}
        self._styles: dict[int, list[SourceStyle]] = defaultdict(list)
        for style in _between(text.source.styles, first, last):
            self._styles[style.line].append(style)

    def of(self, line: int, kind: str) -> Layout:
        """What is said of a line of that kind."""
        found = self._layout.get(line)
        name = PassageKind.ROW.value if kind == PassageKind.TABLE else kind
        return found if found and found.kind == name else _NOTHING

    def styles(self, line: int) -> Sequence[SourceStyle]:
        """The words of a line that are set apart."""
        return self._styles.get(line, ())

    def raw(self, line: int) -> str:
        """A line as the source has it."""
        return self._raw[line - 1]

    @cached_property
    def _raw(self) -> list[str]:
        return self._text.source.text.split("\n")


def _between(entries: Sequence[Layout] | Sequence[SourceStyle], first: int, last: int) -> list:  # type: ignore[type-arg]
    """Those of the lines `first` to `last`; they stand in order of their lines."""
    start = bisect_left(entries, first, key=lambda entry: entry.line)
    return list(entries[start : bisect_left(entries, last + 1, lo=start, key=lambda entry: entry.line)])
