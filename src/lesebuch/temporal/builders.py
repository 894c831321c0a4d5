"""The table of builders: what the `make` of a rule may be."""

from collections.abc import Callable, Mapping

from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.date_builders import (
    build_date,
    build_day_word,
    build_holiday,
    build_nth_holiday,
    build_nth_weekday,
    build_quarter,
)
from lesebuch.temporal.edited import RULE, build_edited
from lesebuch.temporal.relative import (
    build_anaphor,
    build_boundary,
    build_nth_part,
    build_nth_week,
    build_relative,
    build_weekend,
)
from lesebuch.temporal.spans import build_day_counted, build_duration, build_set, build_vague
from lesebuch.temporal.times import build_time
from lesebuch.temporal.view import View
from lesebuch.temporal.years import build_years

Builder = Callable[[View, Context], Meaning | None]

BUILDERS: Mapping[str, Builder] = {
    "date": build_date,
    "years": build_years,
    "relative": build_relative,
    "anaphor": build_anaphor,
    "day-word": build_day_word,
    "holiday": build_holiday,
    "vague": build_vague,
    "duration": build_duration,
    "day-counted": build_day_counted,
    "set": build_set,
    "time": build_time,
    "quarter": build_quarter,
    "boundary": build_boundary,
    "weekend": build_weekend,
    "nth-holiday": build_nth_holiday,
    "nth-weekday": build_nth_weekday,
    "nth-week": build_nth_week,
    "nth-part": build_nth_part,
    RULE: build_edited,
}
