"""Remembers what was worked out, for a process that reads the same reader again and again."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """A thing as part of a key: equal to itself alone, and alive as long as the key is."""

    thing: object

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


class Memory:
    """Values by what they were made from. What was not asked for since the last turn is forgotten."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value that was made for an equal key, or a new one. It must not be changed by whoever gets it."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        value: T = self._now[key]
        return value

    def turn(self) -> None:
        """A round is over."""
        self._before, self._now = self._now, {}


class Nothing(Memory):
    """Remembers nothing: for whoever reads once."""

    def get(self, _key: Hashable, make: Callable[[], T]) -> T:
        """A new one."""
        return make()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as part of a key: where it lies, and what changes if it does."""

    path: str
    state: tuple[int, ...] = ()
    """Empty: it cannot be looked at."""


def stamp(path: Path) -> Stamp:
    """That of a file. Of what cannot be looked at, such as a link to itself, whoever reads it says so."""
    try:
        stat = path.stat()
    except OSError:
        return Stamp(str(path))
    return Stamp(str(path), (stat.st_size, stat.st_mtime_ns, stat.st_ino))
