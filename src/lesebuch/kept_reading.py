"""What a build has worked out of a reader, kept in files for whoever reads it next: those of a chapter or a source in one.

A value is found by all that it was made from: the bytes of files, the bytes of what was worked out before, what else its key
holds, and the programs. So nothing is ever out of date; what is not found is made. What was complained of is not kept: it may
be gone the next time, as when a machine had no time for a file.

Unpickled is what lies among what builds have made, as Sphinx does with its environment there. A clone has none of it, and whoever
can write it can write `conf.py`, too, which is run.
"""

import copyreg
import io
import pickle
import zlib
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, partial
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Any, TypeVar

from lesebuch.problems import Problem
from lesebuch.stage_memory import Memory, Same, Stamp
from lesebuch.writing import write_made

T = TypeVar("T")

_ENDING = ".read"
_SIZE = 20
"""Bytes of a digest."""
_Parts = dict[bytes, bytes]
"""Packed values by their names."""


class Kept(Memory):
    """A memory of which a part is in a folder. For a process that reads a reader and ends: it forgets nothing."""

    def __init__(self, folder: Path, programs: str) -> None:
        """`programs`: their state. What others have left in the folder is not taken for theirs."""
        super().__init__()
        self._folder = folder
        self._programs = _digest(programs.encode("utf-8", "surrogateescape"))
        self._known: dict[Same, tuple[bytes, str]] = {}
        """Of what was worked out the digest, and from what."""
        self._stored: dict[str, _Parts] = {}
        self._asked: dict[str, _Parts] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """As the parent; what this process does not know the folder may."""
        return super().get(key, partial(self._recalled, key, make))

    def save(self) -> None:
        """Keep what was asked for, and nothing else. Where that cannot be written, the next has more to do."""
        with suppress(OSError):
            self._save()

    def _save(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for origin, parts in self._asked.items():
            if parts.keys() != self._stored[origin].keys():
                payload = pickle.dumps(parts)
                write_made(self._file(origin), _digest(payload) + payload)
        wanted = set(map(self._file, self._asked))
        for path in set(self._folder.glob(f"*{_ENDING}")) - wanted:
            path.unlink(missing_ok=True)

    def _recalled(self, key: Hashable, make: Callable[[], T]) -> T:
        origin, name = self._origin(key), self._name(key)
        if origin is None or name is None:
            return make()
        packed = self._parts(origin).get(name)
        if packed is None:
            value = make()
            packed = _packed(value)
            # A file that was changed while it was read would be taken for what it was.
            if packed is None or name != self._name(key):
                return value
        else:
            value = pickle.loads(zlib.decompress(packed))  # noqa: S301 - see above
        made = _digest(packed), origin
        self._known[Same(value)] = made
        if isinstance(value, tuple) and value:
            self._known[Same(value[0])] = made
        if not _is_complained_of(value):
            self._asked.setdefault(origin, {})[name] = packed
        return value

    def _origin(self, key: Hashable) -> str | None:
        """The file that a value was made from first; empty: none. None if nobody knows."""
        for part in key if isinstance(key, tuple) else ():
            if isinstance(part, Stamp):
                return part.path
            if isinstance(part, Same) and part.thing is not None:
                return self._known[part][1] if part in self._known else None
        return ""

    def _name(self, key: Hashable) -> bytes | None:
        """A digest of a key; None if something in it has no bytes of its own."""
        out = io.BytesIO()
        pickler = pickle.Pickler(out)
        # Else equal keys would differ where one has the same thing twice and the other two equal ones.
        pickler.fast = True
        pickler.dispatch_table = copyreg.dispatch_table | {Same: self._reduced, Stamp: _content}
        try:
            pickler.dump((self._programs, key))
        except _UNPICKLED:
            return None
        return _digest(out.getvalue())

    def _reduced(self, part: Same) -> tuple[Any, ...]:
        return bytes, () if part.thing is None else (self._known[part][0],)

    def _parts(self, origin: str) -> _Parts:
        """What the folder has of an origin; nothing if its file is damaged."""
        if origin not in self._stored:
            try:
                data = self._file(origin).read_bytes()
            except OSError:
                data = b""
            whole = len(data) > _SIZE and data[:_SIZE] == _digest(data[_SIZE:])
            self._stored[origin] = pickle.loads(data[_SIZE:]) if whole else {}  # noqa: S301 - see above
        return self._stored[origin]

    def _file(self, origin: str) -> Path:
        return self._folder / f"{_digest(origin.encode('utf-8', 'surrogateescape')).hex()}{_ENDING}"


_UNPICKLED = (pickle.PicklingError, TypeError, AttributeError, ValueError, KeyError, RecursionError, OSError)
"""What is said of things that have no bytes, or none that may be read."""


def _content(stamp: Stamp) -> tuple[Any, ...]:
    """A file in a key: its path, which messages name, and its bytes."""
    path = Path(stamp.path)
    if not path.is_file():
        return tuple, ((stamp.path, None),)
    with path.open("rb") as stream:  # of any size, unlike what stages read
        return tuple, ((stamp.path, file_digest(stream, _Digest).digest()),)


def _packed(value: object) -> bytes | None:
    out = io.BytesIO()
    try:
        _Packing(out).dump(value)
    except _UNPICKLED:
        return None
    return zlib.compress(out.getvalue(), 1)


class _Packing(pickle.Pickler):
    """Takes records apart faster than dataclasses do, which ask for the fields of each one anew."""

    def reducer_override(self, thing: object) -> Any:  # noqa: ANN401 - as pickle has it
        """The class of a record and its values; all else as pickle does it."""
        kind: type[Any] = type(thing)
        names = _names(kind)  # type: ignore[arg-type]
        return (_restored, (kind, *(getattr(thing, name) for name in names))) if names else NotImplemented


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass with slots, which have all that there is of it; of any other class none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) and "__slots__" in vars(kind) else ()


def _restored(kind: type, *values: object) -> object:
    made: object = object.__new__(kind)
    for name, value in zip(_names(kind), values, strict=True):
        object.__setattr__(made, name, value)
    return made


def _is_complained_of(value: object) -> bool:
    """Whether it is a value with problems."""
    parts = value if isinstance(value, tuple) else (value,)
    return any(isinstance(part, list) and part and isinstance(part[0], Problem) for part in parts)


_Digest = partial(blake2b, digest_size=_SIZE)


def _digest(data: bytes) -> bytes:
    return _Digest(data).digest()
