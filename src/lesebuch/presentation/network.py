"""Who is named with whom: people and organisations of the same passages, laid out and drawn, and texts that share most.

The layout is that of Fruchterman and Reingold (1991), from a circle in the order of the names, so that the same reader
gives the same drawing; then boxes that lie on one another are moved apart.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import combinations
from math import cos, hypot, log, pi, sin

from lesebuch.model import EntryKind, Reader
from lesebuch.presentation import lettering, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.catalogue import say_number
from lesebuch.presentation.collation import sort_key
from lesebuch.presentation.index import Index
from lesebuch.presentation.timeline import SCREEN

MOST = 24
"""Names that one drawing holds; those of most passages."""
WIDTH, HEIGHT = 720.0, 640.0
NARROW = 320.0
"""Width of a drawing for telephones, which is the higher for it."""
_ROOM = 42.0
"""Of its height, for each name."""
NEAR, LOW = 8, 340.0
"""Names around one of them, and how high a drawing of so few is."""
_ROUNDS = 200
_PULL = 2.0
_LETTER = 7.6
"""Width of a letter of a name, as wide as most fonts have it."""
_HIGH = 33.0
"""Height of a box: 24 pixels where the drawing is as narrow as it may be."""
_APART = 6.0


@dataclass(frozen=True, slots=True)
class Named:
    """A person or an organisation."""

    entry: str
    term: str
    person: bool
    near: tuple[tuple[str, int], ...]
    """The others of the drawing in the same passages, and how many; the most first."""
    x: float = 0.0
    y: float = 0.0
    """The middle of its box."""
    most: float = WIDTH - 4
    """What its box may measure in width."""

    @property
    def width(self) -> float:
        """Of its box."""
        return min(len(self.term) * _LETTER + 18, self.most)

    @property
    def label(self) -> str:
        """The name, cut if it is too long for the box."""
        letters = int((self.width - 18) / _LETTER + 0.01)
        return self.term if len(self.term) <= letters else self.term[: letters - 1].rstrip() + "…"


def network(reader: Reader, index: Index) -> tuple[Named, ...]:
    """People and organisations that passages name together, by alphabet, each in its place."""
    together = _together(reader, index)
    totals = Counter[str]()
    for (one, other), count in together.items():
        totals.update({one: count, other: count})
    chosen = {entry for entry, _count in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:MOST]}
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (one, other), count in together.items():
        if {one, other} <= chosen:
            near[one].append((other, count))
            near[other].append((one, count))
    order = sorted(near, key=lambda entry: (sort_key(reader.entries[entry].term), entry))
    names = [
        Named(
            entry,
            reader.entries[entry].term,
            reader.entries[entry].forms is EntryKind.PERSON,
            tuple(sorted(near[entry], key=lambda item: (-item[1], item[0]))),
        )
        for entry in order
    ]
    return _placed(names)


def beside(entry: str, reader: Reader, index: Index) -> tuple[Named, ...]:
    """An entry, and those that are often named with it, none in its place yet; empty if there are none."""
    near = [slug for slug, _count in index.neighbours(entry, NEAR)]
    chosen = [entry, *near] if near else []
    counts = {slug: dict(index.neighbours(slug, len(reader.entries))) for slug in chosen}
    return tuple(
        Named(
            slug,
            reader.entries[slug].term,
            reader.entries[slug].forms is EntryKind.PERSON,
            tuple((other, counts[slug][other]) for other in chosen if other in counts[slug]),
        )
        for slug in chosen
    )


def around(names: Sequence[Named]) -> tuple[Named, ...]:
    """The first of the names in the middle of the others."""
    turns = [2 * pi * n / (len(names) - 1) for n in range(len(names) - 1)]
    places = [(0.5, 0.5), *((0.5 + 0.5 * sin(turn), 0.5 - 0.5 * cos(turn)) for turn in turns)]
    return _apart([[x * WIDTH, y * LOW] for x, y in places], names, (WIDTH, height(len(names))))


def narrowed(names: Sequence[Named]) -> tuple[Named, ...]:
    """The same names on a sheet as wide as a telephone: near to one another who was near, further down the sheet."""
    wide, high = (NARROW, _narrow_height(len(names)))
    places = [[named.x / WIDTH * wide, named.y / height(len(names)) * high] for named in names]
    return _apart(places, [replace(named, most=wide - 4) for named in names], (wide, high))


def _together(reader: Reader, index: Index) -> Counter[tuple[str, str]]:
    wanted = {
        slug for slug, entry in reader.entries.items() if entry.forms in {EntryKind.PERSON, EntryKind.ORGANISATION}
    }
    counts = Counter[tuple[str, str]]()
    for chapter in reader.chapters:
        passages: dict[str, set[str]] = defaultdict(set)
        for mention in index.mentions(chapter.slug):
            if mention.entry in wanted:
                passages[mention.span.passage].add(mention.entry)
        for named in passages.values():
            counts.update(combinations(sorted(named), 2))
    return Counter({pair: count for pair, count in counts.items() if count > 1})


# --- Layout ------------------------------------------------------------------------------------------------------------


def _placed(names: Sequence[Named]) -> tuple[Named, ...]:
    if not names:
        return ()
    numbers = {named.entry: n for n, named in enumerate(names)}
    links = [(n, numbers[other]) for n, named in enumerate(names) for other, _count in named.near if n < numbers[other]]
    points = [[cos(2 * pi * n / len(names)), sin(2 * pi * n / len(names))] for n in range(len(names))]
    best = (4 / len(names)) ** 0.5
    for step in range(_ROUNDS):
        _move(points, links, best, 0.2 * (1 - step / _ROUNDS))
    high = height(len(names))
    return _apart(_fitted(points, high), names, (WIDTH, high))


def _apart(places: list[list[float]], names: Sequence[Named], sheet: tuple[float, float]) -> tuple[Named, ...]:
    """Names at their places, as far as they are on the sheet and not on one another."""
    places = [_within(place, named, sheet) for place, named in zip(places, names, strict=True)]
    for _round in range(_ROUNDS):
        if not _part(places, names, sheet):
            break
    return tuple(replace(n, x=round(x, 1), y=round(y, 1)) for n, (x, y) in zip(names, places, strict=True))


def _move(points: list[list[float]], links: Sequence[tuple[int, int]], best: float, most: float) -> None:
    """One round: all points repel one another, linked ones attract; none goes further than `most`.

    A pull to the middle keeps parts without a link to the rest from drifting away.
    """
    forces = [[-_PULL * x, -_PULL * y] for x, y in points]

    def push(one: int, other: int, strength: float) -> None:
        for axis in (0, 1):
            force = (points[one][axis] - points[other][axis]) * strength
            forces[one][axis] += force
            forces[other][axis] -= force

    for one, other in combinations(range(len(points)), 2):
        push(one, other, (best / _distance(points[one], points[other])) ** 2)
    for one, other in links:
        push(one, other, -_distance(points[one], points[other]) / best)
    for point, force in zip(points, forces, strict=True):
        length = max(hypot(*force), 1e-9)
        for axis in (0, 1):
            point[axis] += force[axis] / length * min(length, most)


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    return max(hypot(one[0] - other[0], one[1] - other[1]), 1e-3)


def _fitted(points: Sequence[Sequence[float]], high: float) -> list[list[float]]:
    """The points as places on the sheet."""
    lows, highs = [min(axis) for axis in zip(*points, strict=True)], [max(axis) for axis in zip(*points, strict=True)]
    shares = [
        [(value - low) / ((high - low) or 1) for value, low, high in zip(point, lows, highs, strict=True)]
        for point in points
    ]
    return [[x * WIDTH, y * high] for x, y in shares]


def _within(place: Sequence[float], named: Named, sheet: tuple[float, float]) -> list[float]:
    x, y = place
    wide, high = sheet
    return [
        min(max(x, named.width / 2 + 2), wide - named.width / 2 - 2),
        min(max(y, _HIGH / 2 + 2), high - _HIGH / 2 - 2),
    ]


def _part(places: list[list[float]], names: Sequence[Named], sheet: tuple[float, float]) -> bool:
    """Move boxes that lie on one another apart, up and down, which needs the least room; whether any did."""
    moved = False
    for one, other in combinations(range(len(names)), 2):
        apart = (names[one].width + names[other].width) / 2 + _APART - abs(places[one][0] - places[other][0])
        below = _HIGH + _APART - abs(places[one][1] - places[other][1])
        if apart <= 0 or below <= 0.1:  # less cannot be seen
            continue
        moved = True
        sign = 1 if places[one][1] >= places[other][1] else -1
        places[one] = _within([places[one][0], places[one][1] + sign * below / 2], names[one], sheet)
        places[other] = _within([places[other][0], places[other][1] - sign * below / 2], names[other], sheet)
    return moved


# --- Drawing -----------------------------------------------------------------------------------------------------------


def place(entry: str) -> str:
    """Id of the row that a name in the drawing leads to."""
    return f"with-{entry}"


def pairs(names: Sequence[Named], own: str = "") -> tuple[tuple[Named, Named], ...]:
    """Those that passages name together, each two once and in the order of the names; `own`: with this entry alone, which comes first."""
    by_name = {named.entry: named for named in names}
    found = {tuple(sorted((named.entry, other))): None for named in names for other, _count in named.near}
    wanted = (pair for pair in found if not own or own in pair)
    order = list(by_name)
    ordered = (sorted(pair, key=lambda entry: (entry != own, order.index(entry))) for pair in wanted)
    return tuple((by_name[one], by_name[other]) for one, other in ordered)


def both(one: str, other: str) -> str:
    """Id of the list of the passages that name both."""
    # No name of an entry holds a point.
    return f"both-{'.'.join(sorted((one, other)))}"


def say_both(one: Named, other: Named) -> str:
    """What that list is called."""
    return _("{one} and {other}").format(one=one.term, other=other.term)


def height(count: int) -> float:
    """Of a drawing of so many names: a few of them need no large sheet."""
    return HEIGHT if count > NEAR + 1 else LOW


def _narrow_height(count: int) -> float:
    return max(count * _ROOM, LOW)


def describe(names: Sequence[Named]) -> str:
    """What the drawing shows, for those who do not see it."""
    links = sum(len(named.near) for named in names) // 2
    message = _("Network of {n} names, {links}: who is named in the same passages. The table below says it in words.")
    return message.format(n=len(names), links=say_number("{n} link", "{n} links", links))


def draw(names: Sequence[Named], *, narrow: bool = False, own: str = "") -> str:
    """The SVG element: a box for each name, round for people, and lines, the thicker the more passages name both.

    A name leads to its row, a line to the list of the passages. `narrow`: on a sheet for telephones; `own`: the page has
    lists for this entry alone.
    """
    shape, wide, high = "wide", WIDTH, height(len(names))
    if narrow:
        names = narrowed(names)
        shape, wide, high = "narrow", NARROW, _narrow_height(len(names))
    lines = "".join(_line(one, other, own) for one, other in pairs(names))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lb-network {shape}" viewBox="0 0 {wide:g} {high:g}" '
        f'aria-labelledby="lb-network-{shape}" aria-describedby="lb-network-{shape}-desc"><title id="lb-network-{shape}">{_("Who is named with whom")}</title>'
        f'<desc id="lb-network-{shape}-desc">{escape(describe(names))}</desc>'
    )
    return head + lines + "".join(_box(named) for named in names) + "</svg>"


_HIT = 28
"""How wide a line is for who points at it."""


def _line(one: Named, other: Named, own: str) -> str:
    count = dict(one.near)[other.entry]
    ends = f'x1="{one.x:g}" y1="{one.y:g}" x2="{other.x:g}" y2="{other.y:g}"'
    line = f'<line {ends} stroke="{SCREEN.edge}" stroke-width="{1 + 1.6 * log(count):.1f}"/>'
    if own not in {"", one.entry, other.entry}:
        return line
    said = wording.labelled(say_both(one, other), say_number("{n} passage", "{n} passages", count))
    hit = f'<path d="M{one.x:g} {one.y:g}L{other.x:g} {other.y:g}" stroke="none" stroke-width="{_HIT}" pointer-events="stroke"/>'
    href = escape(both(one.entry, other.entry), quote=True)
    return f'<a href="#{href}" tabindex="-1"><title>{escape(said)}</title>{line}{hit}</a>'


def _box(named: Named) -> str:
    round_ = _HIGH / 2 if named.person else 3
    box = (
        f'<rect x="{named.x - named.width / 2:.1f}" y="{named.y - _HIGH / 2:.1f}" width="{named.width:.1f}" height="{_HIGH:g}" '
        f'rx="{round_:g}" fill="{SCREEN.on_mark}" stroke="{SCREEN.mark}" stroke-width="1.5"/>'
    )
    text = (
        f'<text x="{named.x:.1f}" y="{named.y + 5:.1f}" text-anchor="middle" font-size="15" fill="{SCREEN.text}" '
        f'style="{lettering.FONT}">{escape(named.label)}</text>'
    )
    whole = f"<title>{escape(named.term)}</title>" if named.label != named.term else ""
    return f'<a href="#{escape(place(named.entry), quote=True)}" tabindex="-1">{whole}{box}{text}</a>'


# --- Texts -------------------------------------------------------------------------------------------------------------


_COMMON = 40
"""Texts: what more of them mention tells none from another, and to compare all of these would take long."""
Shared = tuple[tuple[str, tuple[str, ...]], ...]
"""Other texts, and the entries that they mention, too; what few mention comes first."""


def related(reader: Reader, index: Index, most: int = 3) -> tuple[tuple[str, Shared], ...]:
    """Of each chapter those that share most with it; what few chapters mention counts more."""
    named = {chapter.slug: {m.entry for m in index.mentions(chapter.slug)} for chapter in reader.chapters}
    texts: dict[str, list[str]] = defaultdict(list)
    for slug, entries in named.items():
        for entry in sorted(entries):
            texts[entry].append(slug)
    telling = {entry: log(len(named) / len(slugs)) for entry, slugs in texts.items() if len(slugs) <= _COMMON}
    found = []
    for slug, entries in named.items():
        worth = Counter[str]()
        for entry in sorted(entries & telling.keys()):
            for other in texts[entry]:
                worth[other] += telling[entry]  # type: ignore[assignment]  # of a real number, too
        del worth[slug]
        best = sorted(worth, key=lambda other: (-worth[other], other))[:most]
        shared = (sorted(entries & named[other], key=lambda entry: (len(texts[entry]), entry)) for other in best)
        if best:
            found.append((slug, tuple((other, tuple(common)) for other, common in zip(best, shared, strict=True))))
    return tuple(found)


def some(reader: Reader, shared: Sequence[str], most: int = 3) -> str:
    """Names of the first entries, and a sign that there are more."""
    return ", ".join(reader.entries[entry].term for entry in shared[:most]) + (" …" if len(shared) > most else "")
