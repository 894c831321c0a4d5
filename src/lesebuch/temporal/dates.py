"""Builders for dates: written out, partial, relative, anaphoric, feasts, years, decades and centuries."""

from lesebuch.temporal.calendar import Period, add_days, holiday, make_date, nth_weekday, same_day
from lesebuch.temporal.choosing import PRESENT, pick_weekday, pick_year
from lesebuch.temporal.context import Context, Result
from lesebuch.temporal.numbers import full_year
from lesebuch.temporal.view import View

UNKNOWN_DAY = "XXXX-XX-XX"
UNIT_SIZE = {unit: size for size, unit in enumerate(("D", "WE", "W", "M", "S", "Q", "H", "Y", "DE", "CE", "ML"))}
_CURRENT_CENTURY = 2000
_LEAP_YEAR = 2000
_FAR = 20
"""Years that a decade without its century (the thirties) lies back at least, if it is not the running one."""
_PLAIN_DECADE = 40
"""From the forties on it is always the last decade of that name: in 1999 nobody meant the 1880s."""


def dated(period: Period, anchor: str | int | None, mod: str | None = None) -> Result:
    """The result for a period that is known."""
    edtf = period.edtf + ("~" if mod == "APPROX" and "/" not in period.edtf else "")
    return Result("DATE", period.timex, mod, edtf, anchor, period)


# --- Dates


def build_date(view: View, context: Context) -> Result | None:
    """A day, month or season, with or without a year; a weekday."""
    month, day = _month_day(view)
    year = _year(view, context)
    weekday = view.get("weekday")
    season = view.get("season")
    if month is None and season is None:
        return _weekday(view, context, weekday) if weekday is not None else None
    if year is not None:
        period = _in_year(year[0], month, day, season)
        if period is None:
            return None
        result = dated(period, year[1], view.mod)
        result.explicit, result.dated = year[1] is None, day is not None
        return result
    return _partial(view, context, month, day)


def _month_day(view: View) -> tuple[int | None, int | None]:
    for name in ("dmy", "iso"):
        value = view.get(name)
        if value is not None:
            return value[1], value[2]
    if view.get("day_month") is not None:
        return view.get("day_month")[0], view.get("day_month")[1]
    month = view.get("month") or view.get("month_number")
    day = view.get("day") or view.get("ordinal")
    return month, day


def _year(view: View, context: Context) -> tuple[int, str | int | None] | None:
    """The year that the words give, and its anchor."""
    for name in ("dmy", "iso"):
        if view.get(name) is not None:
            return view.get(name)[0], None
    if view.get("year") is not None:
        return view.number("year"), None
    if view.get("two_digits") is not None:
        return full_year(f"{view.number('two_digits'):02}"), None
    if view.get("rel") is not None and context.reference is not None:
        return context.reference.year + view.number("rel"), "reference"
    if view.get("same") is not None:
        index, previous = next(context.earlier(3), (None, None))
        if previous is not None and previous.period is not None and index is not None:
            return previous.period.first.year + view.number("same"), index
    return None


def _in_year(year: int, month: int | None, day: int | None, season: str | None) -> Period | None:
    if day is not None and month is not None:
        date = same_day(year, month, day)
        return Period("D", date) if date else None
    if month is not None:
        return Period("M", make_date(year, month, 1))
    return Period.season(year, season) if season else None


def _partial(view: View, context: Context, month: int | None, day: int | None) -> Result | None:
    season, weekday = view.get("season"), view.get("weekday")

    def period_in(year: int) -> Period | None:
        return _in_year(year, month, day, season)

    def on_weekday(year: int) -> Period | None:
        near = context.reference is None or abs(year - context.reference.year) <= 1
        period = period_in(year)
        return period if near and period is not None and period.first.weekday() == weekday else None

    picked = pick_year(context, on_weekday) if weekday is not None and day is not None else None
    if view.get("same") is None:  # "of the same year" counts from a date in the text or not at all
        picked = picked or pick_year(context, period_in)
    if picked is None and _in_year(_LEAP_YEAR, month, day, season) is None:
        return None
    if picked is None:
        days = f"-{day:02}" if day is not None else ""
        return Result("DATE", f"XXXX-{season}" if season else f"XXXX-{month:02}{days}", view.mod)
    result = dated(*picked, view.mod)
    result.dated = day is not None
    if isinstance(result.anchor, int):
        result.explicit = True
    return result


def _weekday(view: View, context: Context, weekday: int) -> Result:
    offset = view.around.get("day_adjective")
    if offset is not None and context.reference is not None:
        return dated(Period("D", add_days(context.reference, int(offset))), "reference", view.mod)
    picked = pick_weekday(view, context, weekday)
    if picked is None:
        return Result("DATE", f"XXXX-WXX-{weekday + 1}", view.mod)
    return dated(*picked, view.mod)


def build_years(view: View, context: Context) -> Result | None:
    """A year, decade, century or millennium that the words name."""
    bc = view.get("bc") is not None
    for name in ("year", "small_year"):
        if view.get(name) is not None:
            return _numbered_year(view, context, view.number(name), bc=bc)
    if view.get("decade") is not None and view.number("decade") % 10 == 0:
        if view.params.get("check") == "full" and view.number("decade") < 1000:  # noqa: PLR2004
            return None
        return _decade(view, context, view.number("decade"))
    if view.get("ordinal") is not None or view.get("day") is not None:
        number = view.number("ordinal") or view.number("day")
        unit = str(view.get("unit") or "CE")
        step = 1000 if unit == "ML" else 100
        if bc:
            return Result("DATE", f"BC{number - 1:02}", view.mod, f"-{number - 1:02}XX" if unit == "CE" else None)
        result = dated(Period(unit, make_date(max((number - 1) * step, 1), 1, 1)), None, view.mod)
        result.explicit = False
        return result
    return None


def _numbered_year(view: View, context: Context, year: int, *, bc: bool) -> Result | None:
    if bc:
        return Result("DATE", f"BC{year:04}", view.mod, f"-{year - 1:04}" if year > 1 else "0000")
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
        second = int(pair) if int(pair) >= 100 else year - year % 100 + int(pair)  # noqa: PLR2004
        result.timex, result.edtf = f"{year}/{second}", f"{year}/{second}" if second > year else None
    return result


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
    recent = 1800 <= year <= now + 30  # noqa: PLR2004
    approximate = bool(patterns["approximate"].search(before))
    if patterns["counted"].match(after):
        return recent and not approximate and year % 100 != 0
    return year <= now + 30 and not ((approximate or not recent) and year % 100 == 0)


def _decade(view: View, context: Context, number: int) -> Result:
    if number >= 1000:  # noqa: PLR2004 - written in full: 1990er
        return dated(Period("DE", make_date(number, 1, 1)), None, view.mod)
    now = context.reference.year if context.reference else _CURRENT_CENTURY
    century = now - now % 100
    start = century + number
    if start > now:
        return dated(Period("DE", make_date(start - 100, 1, 1)), None, view.mod)
    if 0 < number < _PLAIN_DECADE and now - start < _FAR and view.get("rel") is None:
        # In 2024 "the twenties" are either: the words do not say.
        return Result("DATE", f"XX{number // 10}", view.mod)
    return dated(Period("DE", make_date(start, 1, 1)), None, view.mod)


def build_quarter(view: View, context: Context) -> Result | None:
    """The first half, the third quarter: of a year that is named, or of the running one."""
    name = f"{view.get('quarter_name')}{view.number('ordinal') or view.number('day')}"
    if name not in ("Q1", "Q2", "Q3", "Q4", "H1", "H2"):
        return None
    year = _year(view, context)
    if year is not None:
        result = dated(Period.season(year[0], name), year[1], view.mod)
        result.explicit = year[1] is None
        return result
    picked = pick_year(context, lambda number: Period.season(number, name))
    return dated(*picked, view.mod) if picked else Result("DATE", f"XXXX-{name}", view.mod)


# --- Today, feasts


def build_day_word(view: View, context: Context) -> Result:
    """Today, yesterday, tomorrow …; "today" is nowadays where the sentence says nothing of a single day."""
    offset = view.number("day_word")
    vague = view.get("vague_value")
    if vague is not None and _is_nowadays(context):
        return Result("DATE", str(vague))
    day, anchor = context.now()
    if day is None:
        return Result("DATE", UNKNOWN_DAY)
    result = dated(Period("D", add_days(day, offset)), anchor, view.mod)
    if context.language.patterns["until_now"].search(context.before()):
        # "Until today" is no date of the story: nothing is counted from it.
        result.period = None
    return result


def _is_nowadays(context: Context) -> bool:
    patterns = context.language.patterns
    before, after = context.before(24), context.after(24)
    if patterns["today_before"].search(before) or patterns["today_after"].match(after):
        return False
    if patterns["nowadays_before"].search(before) or patterns["nowadays_after"].match(after):
        return True
    if context.matches("today_sentence"):
        return False
    return context.tense() in (PRESENT, 0)


def build_holiday(view: View, context: Context) -> Result | None:
    """A feast, with its computed date."""
    rule = context.language.holidays.get(str(view.get("holiday")))
    if rule is None:
        return None
    first, _, last = rule.partition("/")
    year = _year(view, context)
    if year is not None:
        picked: tuple[Period, str | int | None] | None = (holiday(first, year[0]), year[1])
    else:
        picked = pick_year(context, lambda number: holiday(first, number))
    if picked is None:
        month_day = f"XXXX-{first}" if first[:1].isdigit() else UNKNOWN_DAY
        return Result("DATE", month_day, view.mod)
    result = dated(*picked, view.mod)
    result.explicit = year is not None and year[1] is None
    if last and picked[0].first:
        result.edtf = f"{picked[0].edtf}/{holiday(last, picked[0].first.year).edtf}"
    return result


def build_nth_holiday(view: View, context: Context) -> Result | None:
    """The first day of Christmas, the third Sunday of Advent."""
    names = view.params["holidays"]
    number = view.number("ordinal") or view.number("day")
    if not 1 <= number <= len(names):
        return None
    return build_holiday(View({**view.slots, "holiday": names[number - 1]}, view.around, view.params), context)


def build_nth_weekday(view: View, context: Context) -> Result | None:
    """The first Sunday in October, the last Friday of May 2020."""
    number = view.number("ordinal") or view.number("day")
    month, weekday = view.number("month"), view.number("weekday")
    if number not in (-1, 1, 2, 3, 4):
        return None

    def period_in(year: int) -> Period:
        return Period("D", nth_weekday(year, month, weekday, number))

    year = _year(view, context)
    if year is not None:
        result = dated(period_in(year[0]), year[1], view.mod)
        result.explicit = year[1] is None
        return result
    picked = pick_year(context, period_in)
    return dated(*picked, view.mod) if picked else Result("DATE", f"XXXX-{month:02}-XX", view.mod)
