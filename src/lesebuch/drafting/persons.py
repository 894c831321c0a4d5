"""Lines of nothing but names of persons, as pages show them above a text."""

import re
from itertools import pairwise

from lesebuch.drafting.givennames import has_given_name, is_given_name
from lesebuch.drafting.names import CAPITALISED, is_bare_name, is_office, listed, without_role

ACCOUNT = re.compile(r",?\s*(?<![\w.])@\w+|(?<=[a-zß-ÿ])@\w+")
"""A name in a network, behind that of a person."""
_LONG_NAME = 3
"""Words that a single name has without doubt."""
_PLACE = re.compile(CAPITALISED)
NO_PERSON = re.compile(
    r"\b(?:uhr|min|minuten|minutes|read|lesezeit|kommentare?|comments?|news|teilen|share|drucken|print|startseite|politik|sport|kultur|wirtschaft|admin|[ap]m|the|these|those|this|der|die|das|dem|den|diese[mnrs]?)\b",
    re.IGNORECASE,
)
"""What is no name, though it stands where names do."""


def persons(text: str) -> list[str]:
    """The persons of a line of nothing but names; a place or an agency may stand between them: `Anna Muster, Bern, Karl Beispiel`."""
    bare = ACCOUNT.sub("", text)
    names = [] if NO_PERSON.search(bare) else _run_together(bare) or listed(bare)
    people = [name for name in names if is_bare_name(name)]
    places = [name for name in names if name not in people]
    enough = len(people) > len(places) or (people and len(places) == 1 and all(map(has_given_name, people)))
    people = [without_role(name) for name in people]
    return people if enough and all(_PLACE.fullmatch(name) or is_office(name) for name in places) else []


def _run_together(text: str) -> list[str]:
    """The names of `Anna Muster Karl Beispiel`: one begins with each given name that does not stand behind another."""
    words = text.split()
    begins = [i for i, word in enumerate(words) if is_given_name(word) and not (i and is_given_name(words[i - 1]))]
    names = [" ".join(words[a:b]) for a, b in pairwise([*begins, len(words)])]
    several = len(names) > 1 and begins[0] == 0 and len(words) > _LONG_NAME
    return names if several and all(map(is_bare_name, names)) else []
