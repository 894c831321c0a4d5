"""The names of each entry, for a search that finds all of them when it is asked for one."""

from collections import Counter
from collections.abc import Iterable

from lesebuch.model import Entry, EntryKind, Reader


def names(reader: Reader) -> tuple[tuple[str, ...], ...]:
    """Of each entry that has several its term and variants, of people the last word of a name, too; in order of the entries.

    A last word that entries share (two people of a family) is no name of either.
    """
    last = Counter(word for entry in reader.entries.values() for word in {*_last_words(entry)})
    found = (_names(entry, last) for entry in reader.entries.values())
    return tuple(names for names in found if len(names) > 1)


def _names(entry: Entry, last: Counter[str]) -> tuple[str, ...]:
    own = [word for word in _last_words(entry) if last[word] == 1]
    return tuple(dict.fromkeys([entry.term, *entry.variants, *own]))


def _last_words(entry: Entry) -> Iterable[str]:
    if entry.forms is EntryKind.PERSON:
        for name in (entry.term, *entry.variants):
            *before, word = name.split()
            # Not the epithet of a name (Peter der Große), nor an initial.
            if before and word[0].isupper() and not before[-1][0].islower() and len(word.rstrip(".")) > 1:
                yield word
