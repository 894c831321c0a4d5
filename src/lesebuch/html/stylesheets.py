"""The style of a page: which of our sheets it asks for, by what it shows, and the colours of the reader's own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docutils import nodes

from lesebuch.html import packing, tasks
from lesebuch.model import Kind, Kinds, PassageKind
from lesebuch.presentation import ids
from lesebuch.sphinx_ext import nodes as ours

SHEETS = (
    packing.SHEET,
    "lesebuch-pictures.css",
    "lesebuch-lists.css",
    "lesebuch-blocks.css",
    "lesebuch-maps.css",
    "lesebuch-search.css",
    "lesebuch-entry.css",
    tasks.STYLE,
)
"""In the order in which they override one another; see `unused`."""
_BARE = (nodes.document, nodes.section, nodes.title, nodes.Text, nodes.raw, nodes.paragraph)
"""What a page may have without a list."""
_SET = (ours.text_group, ours.set_apart, ours.own_ref, ours.own_mark, ours.verse_line, ours.grid)
_PROSE = frozenset(
    {
        PassageKind.TITLE,
        PassageKind.SUBTITLE,
        PassageKind.BYLINE,
        PassageKind.DATELINE,
        PassageKind.LEAD,
        PassageKind.PARAGRAPH,
        PassageKind.QUOTE,
        PassageKind.HEADING,
        PassageKind.CAPTION,
        PassageKind.SIGNATURE,
        PassageKind.PROVENANCE,
    }
)


class ShownNodes:
    """The nodes of a page by their kinds, which are few: a chapter has hundreds of nodes, and much is asked of them."""

    def __init__(self, found: Iterable[nodes.Node]) -> None:
        self._kinds: dict[type, list[Any]] = {}
        for node in found:
            self._kinds.setdefault(type(node), []).append(node)

    def holds(self, *kinds: type) -> bool:
        """Whether there is any of a kind, or of one that is made of it."""
        return any(issubclass(kind, kinds) for kind in self._kinds)

    def holds_nothing_but(self, *kinds: type) -> bool:
        """Whether there is something, and all of it of these kinds."""
        return bool(self._kinds) and all(issubclass(kind, kinds) for kind in self._kinds)

    def of(self, *kinds: type) -> Iterator[Any]:
        """All of these."""
        for kind, found in self._kinds.items():
            if issubclass(kind, kinds):
                yield from found


def unused(shown: ShownNodes, *, chapter: bool, entry: bool, searches: bool, one: bool) -> tuple[str, ...]:
    """The style sheets that a page does without, by what their names end in.

    `chapter`, `entry`, `searches`: whether it is a chapter, an entry, or has a form for searching; `one`: whether it holds the
    whole site.
    """
    used = {
        "lesebuch-search.css": searches,
        "lesebuch-entry.css": entry,
        tasks.STYLE: tasks.is_shown(shown.of(*tasks.KINDS)),
        "lesebuch-maps.css": shown.holds(ours.place_map),
        "lesebuch-pictures.css": one or shown.holds(ours.timeline, ours.picture),
        "lesebuch-lists.css": not chapter and not (searches and shown.holds_nothing_but(*_BARE)),
        "lesebuch-blocks.css": one or _has_blocks(shown),
        "pygments.css": _has_code(shown),
        # What is used of it stands in a sheet of ours, see `shipping.py`.
        "sphinx-book-theme.css": False,
    }
    return tuple(name for name, is_used in used.items() if not is_used)


def _has_blocks(shown: ShownNodes) -> bool:
    """Whether there is anything but paragraphs and headings: lists, tables, verse, speeches, words set apart."""
    return shown.holds(*_SET) or any(node["kind"] not in _PROSE for node in shown.of(ours.passage))


def _has_code(shown: ShownNodes) -> bool:
    """Whether a page shows code in colours, which are a style sheet of their own."""
    return shown.holds(nodes.literal_block) or any("code" in node["classes"] for node in shown.of(nodes.literal))


def colours(kinds: Kinds) -> str:
    """The colours that reader.toml gives to kinds of notes and entries, as an element `style`; empty where no kind has a colour. Dark pages are known as the theme marks them."""
    notes = {f".note.{ids.kind(name)} .kind,.nr.{ids.kind(name)} a": kind for name, kind in kinds.notes.items()}
    entries = {f".entry.kind-{name} .entry-kind": kind for name, kind in kinds.entries.items()}
    rules = "".join(_rules(notes | entries))
    return f"<style>{rules}</style>" if rules else ""


def _rules(kinds: Mapping[str, Kind]) -> list[str]:
    light = [f"{_within('', which)}{{color:{kind.light}}}" for which, kind in kinds.items() if kind.light]
    dark = [
        f"{_within('[data-theme=dark] ', which)}{{color:{kind.dark}}}" for which, kind in kinds.items() if kind.dark
    ]
    return light + dark


def _within(context: str, selectors: str) -> str:
    """As strong as the rules of the style sheets, behind which it stands."""
    return ",".join(f"{context}body {selector}" for selector in selectors.split(","))
