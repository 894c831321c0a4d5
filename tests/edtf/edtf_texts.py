"""Texts in EDTF, of all levels, for tests of properties."""

import datetime as dt

from hypothesis import strategies as st

MARK = st.sampled_from(["", "?", "~", "%"])
PLAIN_YEAR = st.integers(0, 9999).map("{:04}".format)
EARLY_YEAR = st.integers(1, 9999).map("-{:04}".format)
LONG_YEAR = st.builds("Y{}{}".format, st.sampled_from(["", "-"]), st.integers(10_000, 10**12))
POWER_YEAR = st.builds("Y{}{}E{}".format, st.sampled_from(["", "-"]), st.integers(1, 999), st.integers(1, 9))
YEAR = st.one_of(PLAIN_YEAR, EARLY_YEAR)
ESTIMATE = st.builds("{}S{}".format, st.one_of(YEAR.filter("0000".__ne__), LONG_YEAR, POWER_YEAR), st.integers(1, 12))
MONTH = st.integers(1, 12).map("{:02}".format)
PART = st.integers(21, 41).map(str)
DAY = st.integers(1, 28).map("{:02}".format)


@st.composite
def masked(draw: st.DrawFn) -> str:
    """A date some of whose digits are unknown; a day that some month has."""
    parts = draw(st.one_of(st.tuples(PLAIN_YEAR), st.tuples(PLAIN_YEAR, MONTH), st.tuples(PLAIN_YEAR, MONTH, DAY)))
    text = "-".join(parts)
    hidden = draw(st.sets(st.integers(0, len(text) - 1), min_size=1))
    return "".join("X" if n in hidden and c != "-" else c for n, c in enumerate(text))


@st.composite
def marked(draw: st.DrawFn) -> str:
    """A date with a mark before and behind each part."""
    parts = draw(st.one_of(st.tuples(YEAR), st.tuples(YEAR, st.one_of(MONTH, PART)), st.tuples(YEAR, MONTH, DAY)))
    return "-".join(f"{draw(MARK)}{part}{draw(MARK)}" for part in parts)


MOMENT = st.builds(
    "{}T{}{}".format,
    st.dates().map(dt.date.isoformat),
    st.times().map(lambda time: time.isoformat("seconds")),
    st.sampled_from(["", "Z", "+02", "-03:30", "+14:00", "-12"]),
)
DATE = st.one_of(marked(), masked(), LONG_YEAR, POWER_YEAR, ESTIMATE)
EDGE = st.sampled_from(["", ".."])


@st.composite
def _pair(draw: st.DrawFn, form: str) -> str:
    from lesebuch.edtf import TimeValue  # the strategies themselves need no code of ours

    ends = sorted((draw(DATE), draw(DATE)), key=lambda text: TimeValue.parse(text).earliest_day)
    # A span of a set from a date to itself is that date, and is written so.
    return ends[0] if form == "{}..{}" and ends[0] == ends[1] else form.format(*ends)


INTERVAL = st.one_of(
    _pair("{}/{}"), st.builds("{}/{}".format, DATE, EDGE), st.builds("{}/{}".format, EDGE, DATE), st.just("../..")
)
MEMBER = st.one_of(DATE, MOMENT, _pair("{}..{}"), DATE.map("..{}".format), DATE.map("{}..".format))
SET = st.builds(
    "{0[0]}{1}{0[1]}".format, st.sampled_from(["[]", "{}"]), st.lists(MEMBER, min_size=1, max_size=4).map(",".join)
)
VALUE = st.one_of(DATE, MOMENT, INTERVAL, SET)
