"""What an editor says of time expressions, in place of the tagger."""

import re
from dataclasses import dataclass

from lesebuch.edtf import TimeValue
from lesebuch.temporal.calendar import Period, make_date
from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.view import View

RULE = "editor"
_POINT = re.compile(r"(?P<sign>-?)(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?(?P<time>T.*)?")
_SEASONS = {
    "21": "SP",
    "22": "SU",
    "23": "FA",
    "24": "WI",
    "33": "Q1",
    "34": "Q2",
    "35": "Q3",
    "36": "Q4",
    "40": "H1",
    "41": "H2",
}
"""Seasons, quarters and halves of EDTF, as TIMEX3 has them."""
_UNKNOWN = "XXXX"
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Edited:
    """Words of a text and what they mean: they are one expression, or, with no result, none."""

    start: int
    end: int
    result: Meaning | None


def result_of(value: TimeValue, found: Meaning | None = None) -> Meaning:
    """The result for an EDTF value; a duration that the tagger found remains one, and leads to the value."""
    text = str(value)
    plain = text.rstrip("?~%")
    mod = "APPROX" if text[-1:] in ("~", "%") else None
    point = _POINT.fullmatch(plain)
    period, ancient = _period(point) if point else (None, None)
    if found is not None and found.type == "DURATION":
        timex, kind, mod = found.timex, found.type, found.mod
    else:
        timex, kind = _timex(plain), "TIME" if point and point["time"] else "DATE"
    known = period is not None or ancient is not None
    return Meaning(kind, timex, mod, text, None, period, explicit=known, ancient=ancient)


def build_edited(view: View, _context: Context) -> Meaning | None:
    """What the editor says."""
    result = view.get("result")
    return result if isinstance(result, Meaning) else None


def _timex(text: str) -> str:
    """The TIMEX3 value of an EDTF value; XXXX where TIMEX3 has none, as for one of several dates."""
    first, slash, last = text.partition("/")
    if slash:
        return f"{_timex(first)}/{_timex(last)}"
    point = _POINT.fullmatch(text.rstrip("?~%"))
    if point is None:
        return _UNKNOWN
    year, month, day = point["year"], point["month"], point["day"]
    if point["sign"]:
        year = f"BC{int(year) + 1:04}" if year.isdigit() else f"BC{year.rstrip('X')}"
    elif year == "0000":
        year = "BC0001"
    if month is None:
        return year if year == _UNKNOWN else year.rstrip("X")
    return "-".join(part for part in (year, _SEASONS.get(month, month), day) if part) + (point["time"] or "")[:6]


def _period(point: "re.Match[str]") -> tuple[Period | None, int | None]:
    """The period that later expressions count from, or the year before our era; of what is not known, neither."""
    year, month, day = point["year"], point["month"], point["day"]
    if not (year + (month or "") + (day or "")).isdigit():
        return None, None
    number = int(point["sign"] + year)
    if number <= 0:
        return None, number
    if month is None:
        return Period.year(number), None
    if int(month) > _MONTHS:
        return (Period.season(number, _SEASONS[month]) if month in _SEASONS else None), None
    return Period("D" if day else "M", make_date(number, int(month), int(day or 1))), None
