"""What a value is, and how an interval may end."""

from enum import Enum


class ValueKind(Enum):
    """What a value is."""

    POINT = "point"
    INTERVAL = "interval"
    ONE_OF = "one of"
    ALL_OF = "all of"


class Edge(Enum):
    """An end of an interval that is no date."""

    OPEN = ".."
    """It goes on."""
    UNKNOWN = ""
    """It has an end; nobody knows which."""
