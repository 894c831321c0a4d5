"""Every date that the texts name, and where."""

from collections import defaultdict

from lesebuch.edtf import TimeValue
from lesebuch.model import PassageRef, Reader
from lesebuch.temporal import dated_times

Places = dict[PassageRef, list[str]]
"""Passages in the reader's order, and the words of each that give the date."""


def date_index(reader: Reader) -> tuple[tuple[TimeValue, Places], ...]:
    """Dates in order of time. Of a chapter without its text there are none; what spans more than a year is left out."""
    found: dict[TimeValue, Places] = defaultdict(lambda: defaultdict(list))
    for chapter in reader.chapters:
        for time, when, words in dated_times(chapter, reader.times.get(chapter.slug, ())):
            places = found[when][PassageRef(chapter.slug, time.span.passage)]
            if words not in places:
                places.append(words)
    return tuple(sorted(found.items(), key=lambda item: item[0].sort_key))
