"""Times as HTML's attribute `datetime` has them."""

import re

from lesebuch.edtf import TimeValue, ValueKind

_MILLISECONDS = len("hh:mm:ss.sss")
"""All that HTML has of a time of day."""


def html_datetime(value: TimeValue) -> str:
    """The value as HTML's `datetime` knows it: a day, a month, a year or a moment of our era; empty for all others."""
    if value.kind is not ValueKind.POINT:
        return ""
    point, year = value.points[0], value.points[0].years
    plain = "X" not in str(point) and not point.mark and point.season is None and year.estimate is None
    if not plain or year.first < 1:
        return ""
    if point.time == "24:00:00":  # HTML has no such hour
        return ""
    zone = f"{point.zone}:00" if re.fullmatch("[+-][0-9]{2}", point.zone) else point.zone
    parts = "-".join(part for part in (f"{year.first:04}", point.month, point.day) if part)
    return f"{parts}T{point.time[:_MILLISECONDS]}{zone}" if point.time else parts
