"""Lines that belong to a text by their `<section>`: encyclopaedias and laws have one for each of their parts.

Extractors judge each part by itself, and leave out its heading, and parts that are lists.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from lesebuch.drafting.web.line import HALF_LINK, LITTLE_LINK, LONG, Line, ends_sentence, is_heading, is_running

_NUMBER = re.compile(r"\d+")
_FEWEST = 4
"""Sections side by side that hold running text of an article: fewer are parts of the page."""
_MOST = 0.6
"""Of parts side by side hold text, and of their words are text."""
_LABELS = 3
"""Lines of a part that may be set above its text: a day, a kind, a title. More are a form, or what a forum says of who writes."""
_NEAR = 4
"""Lines below a heading among which its section begins."""


def in_sections(lines: Sequence[Line], chosen: Sequence[bool], free: Sequence[bool], first: int) -> set[int]:
    """Indexes of lines in a section beside others that hold chosen text. `free`: which lines may be text; `first`: where that begins."""
    paths = [[e for e in line.path if e.tag == "section"] for line in lines]
    holding = {
        e for path, line, main in zip(paths, lines, chosen, strict=True) if main and is_running(line) for e in path
    }
    beside = Counter(map(_kind, holding))
    alike = {e for e in {e for path in paths for e in path} if beside[_kind(e)] >= _FEWEST}
    alike |= {e for path in paths for at, e in enumerate(path) if not alike.isdisjoint(path[at:])}  # parts of parts
    ordered = list(dict.fromkeys(e for path in paths for e in reversed(path) if e in alike))
    # Below a text stand several in a row that hold none of it: notes on its author, and who has the rights to it.
    taken = alike & holding | {
        e for above, e, below in zip(ordered, ordered[1:], ordered[2:], strict=False) if {above, below} <= holding
    }
    found: set[int] = set()
    for i, (line, path) in enumerate(zip(lines, paths, strict=True)):
        inside = taken if i >= first else alike & holding
        plain = line.linked < LITTLE_LINK or _is_linked_text(line)
        if free[i] and plain and not inside.isdisjoint(path[:1]):
            found.add(i)
    # The heading of a section of which nothing is left would have nothing below it.
    kept = {e for i in found for e in paths[i] if not is_heading(lines[i])} | holding
    found = {i for i in found if not is_heading(lines[i]) or paths[i][0] in kept}
    return found | set(_headings_above(lines, paths, kept & alike))


def in_parts(lines: Sequence[Line], chosen: Sequence[bool], free: Sequence[bool]) -> set[int]:
    """Indexes of lines in elements side by side of which most hold chosen text: entries of a timeline, questions and answers.

    Extractors take the sentences of such parts, and leave out what is set above them.
    """
    every: Counter[etree._Element] = Counter()
    held: Counter[etree._Element] = Counter()
    for line, main in zip(lines, chosen, strict=True):
        every.update(dict.fromkeys(line.path, line.count))
        if main:
            held.update(dict.fromkeys(line.path, line.count))
    groups: dict[tuple[etree._Element | None, str], list[etree._Element]] = {}
    for e in every:
        groups.setdefault((e.getparent(), e.tag), []).append(e)
    parts = {e for group in groups.values() if _is_text_in_parts(group, every, held) for e in group if held[e]}
    found: dict[etree._Element, list[int]] = {}
    for i, line in enumerate(lines):
        part = next((e for e in line.path if e in parts), None)
        if part is not None and free[i] and not chosen[i] and line.linked < LITTLE_LINK:
            found.setdefault(part, []).append(i)
    return {i for some in found.values() if len(some) <= _LABELS for i in some}


def _is_text_in_parts(
    group: Sequence[etree._Element], every: Counter[etree._Element], held: Counter[etree._Element]
) -> bool:
    """Whether most of the elements, and of their words, are chosen."""
    holding = sum(held[e] > 0 for e in group)
    words = sum(every[e] for e in group)
    return holding >= max(_FEWEST, _MOST * len(group)) and sum(held[e] for e in group) >= _MOST * words


def _headings_above(
    lines: Sequence[Line], paths: Sequence[Sequence[etree._Element]], kept: set[etree._Element]
) -> Iterator[int]:
    """Headings that stand directly above their section, and not in it."""
    for i, line in enumerate(lines):
        if is_heading(line) and line.linked < HALF_LINK:
            below = next((j for j in range(i + 1, min(i + _NEAR, len(lines))) if lines[j].linked < HALF_LINK), i)
            parents = {e.getparent() for e in paths[below] if e in kept and e not in paths[i]}
            if not parents.isdisjoint(line.path):
                yield i


def _kind(section: etree._Element) -> tuple[etree._Element | None, str]:
    """What sections side by side have in common: what they are in, and what they are called, without a number."""
    name = next(iter((section.get("class") or "").split()), "")
    return section.getparent(), _NUMBER.sub("", name)


def _is_linked_text(line: Line) -> bool:
    """Whether it is running text with links to what it names, as encyclopaedias have them."""
    return line.count >= LONG and line.linked < HALF_LINK and ends_sentence(line)
