"""Years before our era, which the calendar of the standard library does not know: their values in TIMEX3 and EDTF.

A year is counted as astronomers and EDTF do: 1 BC is 0, 431 BC is -430. Nothing is counted in days here.
"""

from lesebuch.temporal.calendar import SEASONS, same_day
from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.view import View

_CYCLE = 400
"""Years after which leap years recur."""
_CENTURY, _MILLENNIUM = 100, 1000


def ancient_date(
    view: View, year: int, month: int | None = None, day: int | None = None, season: str | None = None
) -> Meaning | None:
    """A year before our era, or its month, day or season; None if the month has no such day."""
    if month is not None and not same_day(year % _CYCLE + _CYCLE, month, day or 1):
        return None
    timex, edtf = _timex_year(year), _edtf_year(year)
    if month is not None:
        part = f"-{month:02}" + (f"-{day:02}" if day is not None else "")
        timex, edtf = timex + part, edtf + part
    elif season is not None:
        timex, edtf = f"{timex}-{season}", f"{edtf}-{21 + SEASONS.index(season)}"
    approx = "~" if view.mod == "APPROX" else ""
    return Meaning("DATE", timex, view.mod, edtf + approx, explicit=True, ancient=year)


def ancient_pair(view: View, first: int, second: int) -> Meaning | None:
    """A year of a calendar that begins in another season, 446/5 BC: it lies in two of ours; with a dash from year to year.

    None if the second is not the later or, with a stroke, not the next.
    """
    if second <= first or (second > first + 1 and not view.params.get("span")):
        return None
    timex = f"{_timex_year(first)}/{_timex_year(second)}"
    return Meaning("DATE", timex, view.mod, f"{_edtf_year(first)}/{_edtf_year(second)}", explicit=True, ancient=first)


def ancient_period(view: View, number: int, unit: str) -> Meaning:
    """A century (CE) or millennium (ML) before our era: the fifth holds the years 500 to 401."""
    if unit == "ML":
        return Meaning("DATE", f"BC{number - 1}", view.mod, f"-{number - 1}XXX", ancient=1 - number * _MILLENNIUM)
    return Meaning("DATE", f"BC{number - 1:02}", view.mod, f"-{number - 1:02}XX", ancient=1 - number * _CENTURY)


def ancient_decade(view: View, number: int) -> Meaning:
    """The 490s before our era: 499 to 490."""
    first, last = -number - 8, 1 - number
    edtf = f"{_edtf_year(first)}/{_edtf_year(last)}"
    return Meaning("DATE", f"BC{number // 10:03}", view.mod, edtf, ancient=first)


def told_ancient(context: Context, sentences: int) -> tuple[int, int] | None:
    """Index and year of the last date before the expression, if that is an exact year before our era."""
    for index, result in context.dates(sentences):
        return (index, result.ancient) if result.ancient is not None and result.explicit else None
    return None


def count_from_ancient(context: Context, sentences: int, count: int) -> tuple[str, str, int] | None:
    """TIMEX3 value, EDTF value and index: so many years after the last date, if that is a year before our era."""
    told = told_ancient(context, sentences)
    if told is None:
        return None
    index, year = told
    return _timex_year(year + count), _edtf_year(year + count), index


def _timex_year(year: int) -> str:
    return f"BC{1 - year:04}" if year <= 0 else f"{year:04}"


def _edtf_year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"
