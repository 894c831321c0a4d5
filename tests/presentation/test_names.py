"""Under which names a search knows an entry."""

from handmade import entry
from lesebuch.model import Reader
from lesebuch.presentation.names import names


def of(*entries: tuple[str, str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    made = (entry(f"e{n}", term, kind, variants=variants) for n, (term, kind, variants) in enumerate(entries))
    return names(Reader(entries={one.slug: one for one in made}))


def test_an_entry_is_known_by_its_term_and_its_variants() -> None:
    assert of(("Seehafen", "place", ("Hafen", "Гавань"))) == (("Seehafen", "Hafen", "Гавань"),)


def test_what_has_one_name_need_not_be_listed() -> None:
    assert of(("Seehafen", "place", ()), ("Ada", "person", ())) == ()


def test_people_are_known_by_their_last_names() -> None:
    assert of(("Ada Kahn", "person", ("Ada M. Khan",))) == (("Ada Kahn", "Ada M. Khan", "Kahn", "Khan"),)


def test_a_last_word_that_two_share_or_that_is_an_epithet_is_no_name() -> None:
    assert of(("Ada Kahn", "person", ()), ("Ben Kahn", "person", ()), ("Karl der Kahle", "person", ())) == ()


def test_other_things_have_no_last_names() -> None:
    assert of(("Alter Hafen", "place", ())) == ()
