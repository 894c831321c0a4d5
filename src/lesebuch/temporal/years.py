"""The builder for years, decades, centuries and millennia that the words name."""

from lesebuch.temporal.ancient import ancient_date, ancient_decade, ancient_pair, ancient_period
from lesebuch.temporal.calendar import Period, make_date
from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.date_builders import dated
from lesebuch.temporal.view import View

_CURRENT_CENTURY = 2000
_FAR = 20
"""Years that a decade without its century (the thirties) lies back at least, if it is not the running one."""
_PLAIN_DECADE = 40
"""From the forties on it is always the last decade of that name: in 1999 nobody meant the 1880s."""


def build_years(view: View, context: Context) -> Meaning | None:
    """A year, decade, century or millennium that the words name."""
    bc = view.get("bc") is not None
    for name in ("year", "small_year", "long_year"):
        if view.get(name) is not None:
            return _numbered_year(view, context, view.number(name), bc=bc)
    if view.get("decade") is not None and view.number("decade") % 10 == 0:
        if view.params.get("check") == "full" and view.number("decade") < 1000:
            return None
        if bc:
            return ancient_decade(view, view.number("decade"))
        return _decade(view, context, view.number("decade"))
    if view.get("ordinal") is not None or view.get("day") is not None:
        number = view.nth
        unit = str(view.get("unit") or "CE")
        step = 1000 if unit == "ML" else 100
        if bc:
            return ancient_period(view, number, unit)
        result = dated(Period(unit, make_date(max((number - 1) * step, 1), 1, 1)), None, view.mod)
        result.explicit = False
        return result
    return None


def _numbered_year(view: View, context: Context, year: int, *, bc: bool) -> Meaning | None:
    if bc:
        pair = view.get("pair")
        return ancient_pair(view, 1 - year, 1 - _second_year(year, pair)) if pair else ancient_date(view, 1 - year)
    if view.params.get("check") == "bare" and not _is_year(context, year):
        return None
    if context.language.patterns["quantity"].match(context.after(40).lstrip()):
        # "He earned in a year 2000 euros" reads like the year 2000, in German.
        return None
    result = dated(Period.year(year), None, view.mod)
    result.explicit = True
    if (
        view.params.get("check") == "span"
        and view.get("month_number")
        and year % 100 + 1 != view.number("month_number")
    ):
        return dated(Period("M", make_date(year, view.number("month_number"), 1)), None)
    pair = view.get("two_digits") or view.slots.get("month_number") or view.slots.get("pair")
    if pair is not None:
        # A pair of years, 1925/26.
        second = _second_year(year, pair)
        result.timex = f"{year:04}/{second:04}"
        result.edtf = result.timex if second > year else None
    return result


def _second_year(year: int, pair: int) -> int:
    """The second year of a pair, of which only the last digits are written: 1925/26, 446/5."""
    size = 10 if year < 1000 and pair < 10 else 100
    return pair if pair >= 100 else year - year % size + pair


def _is_year(context: Context, year: int) -> bool:
    """Whether four digits without a word that says so are a year: patterns of the language decide."""
    patterns = context.language.patterns
    before, after = context.before(30).rstrip(), context.after(40).lstrip()
    if patterns["quantity"].match(after) or patterns["numbered"].search(before):
        return False
    if "by_so_many" in patterns and patterns["by_so_many"].search(before):
        # "Built about 1420", but "fell by 1420".
        return not context.matches("amount_verb") and not patterns["counted"].match(after)
    if patterns["year_context"].search(before):
        return True
    now = context.reference.year if context.reference else _CURRENT_CENTURY
    recent = 1800 <= year <= now + 30
    approximate = bool(patterns["approximate"].search(before))
    if patterns["counted"].match(after):
        return recent and not approximate and year % 100 != 0
    return year <= now + 30 and not ((approximate or not recent) and year % 100 == 0)


def _decade(view: View, context: Context, number: int) -> Meaning:
    century = view.nth
    if century and number < 100:  # the twenties of the 19th century
        number += (century - 1) * 100
    if number >= 100:  # written in full: 1990er
        return dated(Period("DE", make_date(number, 1, 1)), None, view.mod)
    now = context.reference.year if context.reference else _CURRENT_CENTURY
    century = now - now % 100
    start = century + number
    if start > now:
        return dated(Period("DE", make_date(start - 100, 1, 1)), None, view.mod)
    if 0 < number < _PLAIN_DECADE and now - start < _FAR and view.get("rel") is None:
        # In 2024 "the twenties" are either: the words do not say.
        return Meaning("DATE", f"XX{number // 10}", view.mod)
    return dated(Period("DE", make_date(start, 1, 1)), None, view.mod)
