"""What a builder sees of a match."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lesebuch.temporal.language import Value


@dataclass(frozen=True, slots=True)
class View:
    """The slots of one span and the parameters of its rule."""

    slots: Mapping[str, Value]
    around: Mapping[str, Value]
    params: Mapping[str, Any]
    lent: frozenset[str] = frozenset()
    """The slots that another span of the rule lends."""

    def get(self, name: str) -> Value:
        """The value of a slot, else of the parameter of that name, else None."""
        value = self.slots.get(name)
        return self.params.get(name) if value is None else value

    def number(self, name: str, default: int = 0) -> int:
        """A slot or parameter that is a whole number."""
        value = self.get(name)
        return int(value) if isinstance(value, int | float) else default

    @property
    def nth(self) -> int:
        """The number of an ordinal, in words or in digits; 0 if there is none."""
        return self.number("ordinal") or self.number("day")

    @property
    def mod(self) -> str | None:
        """START, MID, END (a part of a period) or APPROX and its like; None if nothing is said."""
        part = self.get("part") or self.around.get("part")
        approx = self.get("approx") or self.around.get("approx")
        return part or approx
