"""Whether `{who-with-whom}` has anything to show."""

from collections import Counter, defaultdict
from itertools import combinations

from lesebuch.model import EntryKind, Reader

DIRECTIVE = "who-with-whom"
_DRAWN = frozenset({EntryKind.PERSON, EntryKind.ORGANISATION})


def shows_anything(reader: Reader) -> bool:
    """Whether two people or organisations share more than one passage, or two texts an entry: less is not drawn."""
    texts = Counter(slug for mentions in reader.mentions.values() for slug in {mention.entry for mention in mentions})
    if any(count > 1 for count in texts.values()):
        return True
    passages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chapter, mentions in reader.mentions.items():
        for mention in mentions:
            entry = reader.entries.get(mention.entry)
            if entry and entry.forms in _DRAWN:
                passages[chapter, mention.span.passage].add(mention.entry)
    pairs = Counter(pair for named in passages.values() for pair in combinations(sorted(named), 2))
    return any(count > 1 for count in pairs.values())
