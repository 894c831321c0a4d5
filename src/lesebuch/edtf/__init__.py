"""Dates as exact as they are known, in the notation EDTF: levels 0 to 2 of ISO 8601-2:2019.

The profile is that of the Library of Congress (https://www.loc.gov/standards/datetime/). Years are astronomical and
without limits that matter: 0000 is 1 BC, -0430 is 431 BC.

>>> TimeValue.parse("[2022-03-01..2022-03-02]").format("de")
'zwischen dem 1. und 2. März 2022'
"""

from lesebuch.edtf.days import Day, day_number
from lesebuch.edtf.kinds import Edge, ValueKind
from lesebuch.edtf.point import EdtfDate
from lesebuch.edtf.value import TimeValue
from lesebuch.edtf.year_words import year_in_words

__all__ = ["Day", "Edge", "EdtfDate", "TimeValue", "ValueKind", "day_number", "year_in_words"]
