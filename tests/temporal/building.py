"""Helpers for tests of builders: a context, the slots of a match, what is built of them."""

import datetime as dt

from lesebuch.temporal.builders import BUILDERS
from lesebuch.temporal.calendar import Period
from lesebuch.temporal.context import Context, Meaning, sentence_ends
from lesebuch.temporal.language import load
from lesebuch.temporal.view import View

TODAY = dt.date(2024, 5, 15)
PAST, NOTHING, PRESENT = "Er kam ", "", "Er wohnt hier "


def context(text: str = "", reference: dt.date | None = TODAY, earlier: tuple[Meaning, ...] = ()) -> Context:
    """The expression that is being read stands at the end of the text; earlier ones at its beginning."""
    german = load("de")
    assert german is not None
    places = [(0, 0)] * len(earlier) + [(len(text), len(text))]
    return Context(text, german, reference, sentence_ends(text, german), list(earlier), places)


def day(text: str, *, explicit: bool = True) -> Meaning:
    date = dt.date.fromisoformat(text)
    return Meaning("DATE", text, edtf=text, period=Period("D", date), explicit=explicit)


def built(make: str, slots: dict[str, object], where: Context, **params: object) -> tuple[object, ...] | None:
    found = BUILDERS[make](View(slots, {}, params), where)
    return None if found is None else (found.type, found.timex, found.mod, found.edtf, found.anchor)


def date(timex: str, edtf: str | None = None, anchor: str | int | None = "reference") -> tuple[object, ...]:
    return "DATE", timex, None, edtf or timex, anchor


def unknown(timex: str, kind: str = "DATE") -> tuple[object, ...]:
    return kind, timex, None, None, None


def whole(make: str, slots: dict[str, object], where: Context, **params: object) -> Meaning:
    found = BUILDERS[make](View(slots, {}, params), where)
    assert found is not None
    return found
