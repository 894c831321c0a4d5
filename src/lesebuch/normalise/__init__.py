"""Normalise: from a `Source` to a `Text`, every step recorded, every character mapped back to line and column."""

from lesebuch.normalise.characters import RULES
from lesebuch.normalise.lines import normalise

__all__ = ["RULES", "normalise"]
