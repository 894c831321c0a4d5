"""HTML in a piece of markup: what of it shows something of its own, and the words of a block of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from lesebuch.problems import Where

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|title)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_INNER = r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+"""
"""What stands in a tag; quoted values may hold `>`. At `<` it ends in any case, so that each sign is read once."""
_TAG = re.compile(rf"</?[a-zA-Z]{_INNER}>|</?[a-zA-Z][^<>]*>")
_SHOWN = re.compile(
    rf"<(img|picture|video|audio|iframe|object|embed|svg|canvas|math)\b({_INNER}|[^<>]*)", re.IGNORECASE
)
"""Tags that show something though they hold no words."""
_SOURCE = re.compile(r"""(?<![\w-])src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Html:
    """Something that HTML shows: a tag, or words of a block (`name` is '' then)."""

    name: str
    source: str
    """The file that the tag shows, or the words."""
    where: Where
    alone: bool
    """Whether it stands within `{only}`, for one kind of output."""


def tags(html: str) -> Iterator[tuple[str, str, int]]:
    """Name, file and offset of each tag that shows something; what stands in comments is nothing."""
    for match in _SHOWN.finditer(_blanked(html)):
        source = _SOURCE.search(match[2])
        yield match[1].lower(), unescape(next(filter(None, source.groups()), "")) if source else "", match.start()


def words(html: str) -> str:
    """The words of a block of HTML, without its tags."""
    return " ".join(unescape(_TAG.sub(" ", _blanked(html))).split())


def _blanked(html: str) -> str:
    """The same lines and offsets without what nobody sees."""
    for unseen in (_COMMENT, _UNSEEN):
        html = unseen.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), html)
    return html
