"""The drawing has the numbers of the list."""

from itertools import permutations

from lesebuch.edtf import TimeValue
from lesebuch.model import Event, Markup
from lesebuch.presentation.chronology import in_order, items
from lesebuch.problems import Where

WHERE = Where("corpus/chronology.md", 1)


def event(name: str, when: str) -> Event:
    return Event(name, TimeValue.parse(when), (), Markup("Etwas.", WHERE), WHERE)


def test_numbers_are_the_places_in_the_list_whatever_order_events_come_in() -> None:
    events = (event("a", "2022"), event("b", "2021-05-04"), event("c", "2022-03"), event("d", "2021-05-04"))
    listed = [told.id for told in in_order(events)]
    assert listed.index("b") < listed.index("d") < min(listed.index("a"), listed.index("c"))
    for order in permutations(events):
        assert [(item.number, item.id) for item in items(order)] == list(enumerate(listed, 1))
