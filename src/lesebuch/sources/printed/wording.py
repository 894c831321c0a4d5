"""The words of a block, as a line of the source; and which of them are set apart."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from lesebuch.sources.printed.lines import PrintedLine, is_raised, worded
from lesebuch.sources.printed.setting import Typesetting

_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_AND = re.compile(r"(?:und|oder|bis|sowie|and|or|to|et|ou|y|o|i|и|или)\b")
_FIRST = re.compile(r"\w+(?:-\w+)*")
_LAST = re.compile(r"\w+(?:-\w+)*-$")
_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029\t\0]")


@dataclass(slots=True)
class StyledWords:
    """Text with stretches that are set apart: (start, end, kind)."""

    text: str = ""
    apart: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, text: str, kinds: Sequence[str]) -> None:
        """More of it."""
        start = len(self.text)
        self.text += text
        for kind in kinds:
            near = next(
                (i for i, (_, end, k) in enumerate(self.apart) if k == kind and not self.text[end:start].strip()), None
            )
            if near is None:
                self.apart.append((start, len(self.text), kind))
            else:
                self.apart[near] = (self.apart[near][0], len(self.text), kind)


def words_of(lines: Sequence[PrintedLine], setting: Typesetting) -> StyledWords:
    """The lines as one, words divided at their ends put together with a soft hyphen."""
    words = StyledWords()
    plain = all(line.bold for line in lines)
    for index, line in enumerate(lines):
        if index:
            _join(words, line.text, setting)
        start = True
        for text, piece in worded(line.pieces):
            text = _BREAKS.sub(" ", text)
            if start:
                text = text.lstrip()
            if not text:
                continue
            start = False
            raised = is_raised(piece, line)
            kinds = ["superscript"] if raised else []
            kinds += ["strong"] if piece.bold and not plain and not setting.bold else []
            kinds += ["emphasis"] if piece.italic else []
            words.add(text, kinds)
        stripped = words.text.rstrip()
        words.text = stripped
    words.apart = [span for span in (_trimmed(words.text, *one) for one in words.apart) if span[0] < span[1]]
    return words


def _trimmed(text: str, start: int, end: int, kind: str) -> tuple[int, int, str]:
    end = min(end, len(text))
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip())), kind


def _join(words: StyledWords, following: str, setting: Typesetting) -> None:
    """What stands between the end of a line and the next."""
    text = words.text
    if not text:
        return
    if not _DIVIDED.search(text) or _AND.match(following):
        words.text += "" if _is_unspaced(text[-1], following[:1]) else " "
        return
    if not following[:1].islower():
        return
    first, last = _FIRST.match(following), _LAST.search(text)
    if first and last:
        whole = f"{last[0]}{first[0]}".casefold()
        if whole in setting.words and whole.replace("-", "") not in setting.words:
            return
    words.text = f"{text[:-1]}\u00ad"


def _is_unspaced(before: str, after: str) -> bool:
    """Between characters of Chinese and Japanese stands no space."""
    return all(c and unicodedata.east_asian_width(c) in "WF" and not "\uac00" <= c <= "\ud7a3" for c in (before, after))
