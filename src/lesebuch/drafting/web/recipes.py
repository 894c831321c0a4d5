"""Which lines of a page are a recipe: ingredients, steps, times, yield and nutrition, which extractors take for links and forms.

A page says so by microdata (schema.org Recipe, https://schema.org/Recipe) or by JSON-LD, whose words are looked up among the lines;
where it does neither, a heading such as `Zutaten` does, if a list of amounts follows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from lxml import etree

from lesebuch.drafting.similar import words
from lesebuch.drafting.web.furniture import is_furniture
from lesebuch.drafting.web.metadata import json_ld

_PROPERTIES = frozenset(
    "recipeIngredient ingredients recipeInstructions recipeYield prepTime cookTime totalTime performTime nutrition".split()
)
_CONTROLS = frozenset(("button", "select", "option", "textarea", "nav", "head"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMS = frozenset(("li", "tr", "dd", "dt"))
_INGREDIENTS = re.compile(
    r"\W*(?:(?:die|les|the|gli|los) )?(?:zutaten(?:liste)?|ingredients?(?: list)?|ingrédients?|ingredientes|ingredienti|ingrediënten"
    r"|składniki|ингредиенты|інгредієнти|suroviny|hozzávalók|malzemeler|ingredienser|ainekset|المكونات|材料|食材)\b.{0,40}",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"\W*(?:(?:die|la|the) )?(?:zubereitung|anleitung|so (?:geht|wird)['’]?s|instructions|directions|method|preparation|préparation|preparación"
    r"|elaboración|modo de (?:preparo|fazer)|preparo|como fazer|preparazione|procedimento|bereiding(?:swijze)?|przygotowanie|sposób przygotowania"
    r"|приготовление|приготування|postup|elkészítés|yapılışı|fremgangsmåde|valmistusohje|طريقة التحضير|做法|步骤|作り方)\b.{0,40}",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d\s*(?:min(?:s|\.|ut\w*)?|mn|мин\w*|хв\w*|std\.?|stunden?|h\d*|hrs?|hours?|heures?|horas?|ore|godz\w*|час\w*|год\w*)(?!\w)|分钟|小时",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"portion|person(?:en|nes|as|e)\b|serv(?:es|ings?)\b|yield|porcj|порц|racion|porcion|porç|stück\b|unidades",
    re.IGNORECASE,
)
_NUTRITION = re.compile(
    r"\d\s*(?:kcal|kj|cal|m?g|µg|ккал|кдж|м?г)\b|\b(?:kcal|kj|calories|kalorien|brennwert|ккал)\b", re.IGNORECASE
)
_ENERGY = re.compile(r"(?:\b|\d)(?:kcal|kj|calories|kalorien|brennwert|calorías|kalorie|ккал|кдж)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,/½¼¾ –-]+")
_AMOUNT = re.compile(r"[\d½¼¾⅓⅔]")
_FEWEST = 2
"""Lines of a list of ingredients."""
_LONGEST = 30
"""Words of an ingredient, or of the step of a list, below the words at which running text is told by extractors."""
_FACT = 12
"""Words of a line that gives a time or a number of portions."""
_EACH = 5
"""Words for each time, where a line has several."""
_LABEL = 4
"""Words of what such a line is about, and lines of the element that holds both."""
_ABOVE = 3
"""Lines between a list and its heading."""
_HEAD = 60
"""Lines between the page's heading and the recipe."""
_BEHIND = 40
"""Lines behind the lists among which the nutrition begins."""
_NUTRIENTS = 25
"""Lines that it has at most."""
_FACTS = 3
"""Values of a list of nutrition."""
_HALF = 0.5
_MOST = 0.8
"""Of the ingredients or steps: an element that holds as many is where they stand."""
_JOINED = 3
"""Lines over which an ingredient goes: amount, unit, name."""
_RUNNING = 5
"""Words from which on a line may be a piece of a step."""


class Shown(Protocol):
    """A line of a page, as the extraction gives it."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def element(self) -> etree._Element:
        """The innermost element in which it begins."""

    @property
    def linked(self) -> float:
        """Share of its characters that are links, 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    key: str
    """Its letters and digits."""
    count: int
    """Of its words."""
    linked: float
    path: tuple[etree._Element, ...]
    """Its element and those above, up to the body."""

    @property
    def free(self) -> bool:
        """Whether it stands in nothing that is pressed or chosen from."""
        return bool(self.key) and not any(e.tag in _CONTROLS for e in self.path)

    @property
    def short(self) -> bool:
        """Whether it can be a label."""
        return self.free and self.count <= _LABEL and self.linked < _HALF


def recipe_lines(shown: Sequence[Shown]) -> set[int]:
    """Indexes of the lines of which the recipe is made, with the headings of its lists; empty where the page has none."""
    lines = [_line(one) for one in shown]
    parts = [*_marked(lines), *_declared(lines, shown[0].element.getroottree().getroot() if shown else None)]
    known = {i for part in parts for i in _at_home(lines, part)}
    if len(known) < _FEWEST:
        known = _listed(lines, _INGREDIENTS, amounts=True)
        known |= _listed(lines, _STEPS, amounts=False) if known else set()
    if not known:
        return set()
    known |= _facts(lines, known)
    known |= _headings(lines, known)
    return known | {
        i for i in _headings(lines, known) if _INGREDIENTS.match(lines[i].text) or _STEPS.match(lines[i].text)
    }


def _line(shown: Shown) -> _Line:
    path = tuple(takewhile(lambda e: e.tag not in ("body", "html"), (shown.element, *shown.element.iterancestors())))
    said = words(shown.text)
    return _Line(shown.text, "".join(said), len(said), shown.linked, path)


def _marked(lines: Sequence[_Line]) -> Iterator[set[int]]:
    """For each property of a recipe the lines in elements that have it."""
    found: dict[str, set[int]] = {}
    for i, line in enumerate(lines):
        for at, element in enumerate(line.path):
            name = element.get("itemprop") or ""
            if name in _PROPERTIES and line.free and _is_of_recipe(line.path[at + 1 :]):
                found.setdefault(name, set()).add(i)
    yield from found.values()


def _is_of_recipe(above: Sequence[etree._Element]) -> bool:
    kinds = (element.get("itemtype") or "" for element in above)
    return any(kind.rstrip("/").endswith("/Recipe") for kind in kinds)


def _declared(lines: Sequence[_Line], tree: etree._Element | None) -> Iterator[set[int]]:
    """The lines that hold the ingredients of the page's JSON-LD, and those that hold its steps."""
    recipes = [found for item in json_ld(tree) for found in _recipes(item)] if tree is not None else []
    ingredients = {key for one in recipes for text in _texts(one.get("recipeIngredient")) if (key := _key(text))}
    steps = [_key(re.sub(r"<[^>]+>", " ", text)) for one in recipes for text in _texts(one.get("recipeInstructions"))]
    named = {i for start in range(len(lines)) for i in _spelt(lines, start, ingredients)}
    yield named | _whole_list(lines, named, len(ingredients))
    yield {
        i
        for i, line in enumerate(lines)
        if line.free and (line.key in steps or (line.count >= _RUNNING and any(line.key in step for step in steps)))
    }


def _recipes(item: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    kinds = item.get("@type")
    if "Recipe" in (kinds if isinstance(kinds, list) else [kinds]):
        yield item
    main = item.get("mainEntity")
    if isinstance(main, dict):
        yield from _recipes(main)


def _texts(value: object) -> Iterator[str]:
    """The texts of a value of schema.org: a string, a HowToStep, a HowToSection, or a list of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(value.get("itemListElement") or value.get("text") or value.get("name"))


def _key(text: str) -> str:
    return "".join(words(text))


def _spelt(lines: Sequence[_Line], start: int, keys: set[str]) -> Iterable[int]:
    """The lines from `start` on that are one of the ingredients, its amount before or behind its name."""
    for length in range(1, _JOINED + 1):
        some = [line.key for line in lines[start : start + length]]
        if keys & {"".join(some), "".join(reversed(some))} and all(line.free for line in lines[start : start + length]):
            return range(start, start + length)
    return ()


def _whole_list(lines: Sequence[_Line], named: set[int], count: int) -> set[int]:
    """All lines of the list in which ingredients stand: others are often spelt another way than the page declares them. `count`: how many it declares."""
    shared = set.intersection(*(set(lines[i].path) for i in named)) if len(named) >= _FEWEST else set()
    home = next((e for e in lines[min(named)].path if e in shared), None) if shared else None
    inside = {i for i, line in enumerate(lines) if home is not None and home in line.path and line.key}
    return {i for i in inside if lines[i].free} if len(inside) <= _JOINED * count else set()


def _at_home(lines: Sequence[_Line], part: set[int]) -> set[int]:
    """Of lines that a page has twice, for telephones or as tags, those in the first and innermost element that has most of them."""
    held: dict[etree._Element, set[str]] = {}
    for i in sorted(part):
        for element in lines[i].path:
            held.setdefault(element, set()).add(lines[i].key)
    most = [element for element, keys in held.items() if len(keys) >= _MOST * len({lines[i].key for i in part})]
    if not most:
        return part
    outer = {above for element in most for above in element.iterancestors()}
    home = next(element for element in most if element not in outer)
    return {i for i in part if home in lines[i].path or lines[i].key not in held[home]}


def _listed(lines: Sequence[_Line], heading: re.Pattern[str], *, amounts: bool) -> set[int]:
    """The lines of the list below a heading; `amounts`: half of them have a number."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if line.free and line.linked < _HALF and line.count <= _FACT and heading.fullmatch(line.text.strip()):
            items = _items_below(lines, i)
            numbers = sum(bool(_AMOUNT.search(lines[j].text)) for j in items)
            if len(items) >= _FEWEST and (not amounts or numbers >= _HALF * len(items)):
                found.update(items)
    return found


def _items_below(lines: Sequence[_Line], heading: int) -> list[int]:
    """The items and rows below a heading, and below the smaller headings between them."""
    found: list[int] = []
    for i in range(heading + 1, len(lines)):
        line = lines[i]
        if line.free and line.linked < _HALF and line.count <= _LONGEST and any(e.tag in _ITEMS for e in line.path):
            found.append(i)
        elif i - (found[-1] if found else heading) > (1 if found else _ABOVE):
            break
    return found


def _facts(lines: Sequence[_Line], known: set[int]) -> set[int]:
    """Times, portions and nutrition between the page's heading and the last step, and nutrition behind it, with their labels."""
    first, last = min(known), max(known)
    titles = [i for i in range(max(first - _HEAD, 0), first) if any(e.tag in ("h1", "h2") for e in lines[i].path)]
    held = Counter(element for line in lines for element in line.path)
    firsts = [i for i in titles if any(e.tag == "h1" for e in lines[i].path)]
    begins = next(iter((*reversed(firsts), *titles)), first)
    found: set[int] = set()
    for i in range(begins, last + 1):
        found |= set() if i in known else _fact(lines, i, held, (_TIME, _SERVED, _NUTRITION))
    energy = (i for i in range(last + 1, min(last + 1 + _BEHIND, len(lines))) if _ENERGY.search(lines[i].text))
    at = next(energy, None)
    if at is None:
        return found
    near = range(max(at - _ABOVE, last + 1), min(at + _NUTRIENTS, len(lines)))
    behind = {j for i in near for j in _fact(lines, i, held, (_NUTRITION,))}
    return found | (behind if sum(bool(_AMOUNT.search(lines[i].text)) for i in behind) >= _FACTS else set())


def _fact(
    lines: Sequence[_Line], i: int, held: Mapping[etree._Element, int], units: Sequence[re.Pattern[str]]
) -> set[int]:
    """A line that gives a value, with its label; empty if it is another."""
    line = lines[i]
    longest = max(_FACT, _EACH * len(_TIME.findall(line.text)))
    plain = line.free and line.count <= longest and line.linked < _HALF and not is_furniture(line.path[0])
    if not plain or not _AMOUNT.search(line.text):
        return set()
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(lines) and _is_label(lines[j], line, held)]
    if any(unit.search(line.text) for unit in units):
        return {i, *beside[:1]}
    if _NUMBER.fullmatch(line.text.strip()):
        named = [j for j in beside if _SERVED.search(lines[j].text) or _NUTRITION.search(lines[j].text)]
        return {i, *named[:1]} if named else set()
    return set()


def _is_label(label: _Line, line: _Line, held: Mapping[etree._Element, int]) -> bool:
    """Whether one line says what the other is about: both stand in one small element."""
    together = set(label.path[:_LABEL]) & set(line.path[:_LABEL])
    return label.short and not _AMOUNT.search(label.text) and any(held[e] <= _LABEL for e in together)


def _headings(lines: Sequence[_Line], known: set[int]) -> set[int]:
    """The headings of the lists, and what ends with a colon above a part of one."""
    found: set[int] = set()
    for i in known:
        for j in range(i - 1, max(i - 1 - _ABOVE, -1), -1):
            if j in known:
                break
            line = lines[j]
            heading = any(e.tag in _HEADINGS for e in line.path) or (j == i - 1 and line.text.rstrip().endswith(":"))
            if heading and line.free and line.count <= _FACT and line.linked < _HALF:
                found.add(j)
                break
    return found
