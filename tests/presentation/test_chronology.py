"""The drawing has the numbers of the list; texts know what others tell."""

from itertools import permutations

from handmade import chapter, entry, paragraphs
from lesebuch.edtf import TimeValue
from lesebuch.model import Event, Markup, PassageRef, Reader
from lesebuch.presentation.chronology import in_order, items, shared
from lesebuch.problems import Where

WHERE = Where("corpus/chronology.md", 1)


def event(name: str, when: str) -> Event:
    return Event(name, TimeValue.parse(when), (), Markup("Etwas.", WHERE), WHERE)


def refs(*named: str) -> tuple[PassageRef, ...]:
    return tuple(PassageRef(*name.split("#")) for name in named)


def test_numbers_are_the_places_in_the_list_whatever_order_events_come_in() -> None:
    events = (event("a", "2022"), event("b", "2021-05-04"), event("c", "2022-03"), event("d", "2021-05-04"))
    listed = [told.id for told in in_order(events)]
    assert listed.index("b") < listed.index("d") < min(listed.index("a"), listed.index("c"))
    for order in permutations(events):
        assert [(item.number, item.id) for item in items(order)] == list(enumerate(listed, 1))


def test_each_text_knows_who_else_tells_its_events() -> None:
    chapters = tuple(chapter(*paragraphs("Eins.", None), slug=slug) for slug in "abc")
    told = Markup("Ein {entry}`damm` bricht {cite}`bote-1998-rat`.", WHERE)
    events = (
        Event("spaet", TimeValue.parse("2022"), refs("b#p1", "a#p2", "a#p1"), Markup("Spät.", WHERE), WHERE),
        Event("frueh", TimeValue.parse("2021"), refs("a#p1", "b#p2"), told, WHERE),
        Event("eins", TimeValue.parse("2021"), refs("c#p1", "c#p2"), told, WHERE),
        # No link leads to what is not there.
        Event("fort", TimeValue.parse("2021"), refs("c#p1", "b#p3", "d#p1"), told, WHERE),
    )
    found = shared(Reader(chapters, {"damm": entry("damm", "Alter Damm")}, events))
    assert [(event.words, event.here, event.others) for event in found["a"]] == [
        ("Ein Alter Damm bricht.", ("p1",), (("b", ("p2",)),)),
        ("Spät.", ("p2", "p1"), (("b", ("p1",)),)),
    ]
    assert [event.others for event in found["b"]] == [(("a", ("p1",)),), (("a", ("p2", "p1")),)]
    assert set(found) == {"a", "b"}
