"""Where the time of a site goes: seconds of CPU, other processes included, by part of the build.

    python benchmarks/site_parts.py [CHAPTERS]

Builds the reader of `site.py` (300 chapters) in this process, asks before and after each listener and each step of Sphinx
how much time was used, and prints the parts that take most, each without those of the others that it calls.
"""

import argparse
import resource
import runpy
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from docutils.transforms import Transformer
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.cmd.build import main as build
from sphinx.environment import BuildEnvironment
from sphinx.events import EventManager
from sphinx.jinja2glue import BuiltinTemplateLoader

STEPS: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Sphinx, ("__init__",)),
    (Builder, ("build", "read", "read_doc", "write_doctree")),
    (StandaloneHTMLBuilder, ("write_doc", "handle_page", "get_doc_context", "gen_pages_from_extensions", "finish")),
    (BuildEnvironment, ("get_doctree", "get_and_resolve_doctree")),
    (Transformer, ("apply_transforms",)),
    (BuiltinTemplateLoader, ("render",)),
)
"""What of Sphinx is told apart, beside the listeners of events."""


class Clocks:
    """Seconds of CPU by part, and how often each was asked for."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()  # type: ignore[assignment]
        self.times: Counter[str] = Counter()
        self._inner: list[float] = []

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, which tells how long it took by itself."""

        @wraps(function, assigned=("__doc__",), updated=())
        def told(*arguments: Any, **given: Any) -> Any:
            before = used()
            self._inner.append(0)
            try:
                return function(*arguments, **given)
            finally:
                whole = used() - before
                self.seconds[name] += whole - self._inner.pop()  # type: ignore[assignment]
                self.times[name] += 1
                if self._inner:
                    self._inner[-1] += whole

        return told

    def hang(self) -> None:
        """Put clocks on listeners and steps."""
        connect = EventManager.connect

        def connected(events: EventManager, name: str, callback: Callable[..., Any], priority: int) -> int:
            where = f"{callback.__module__}.{getattr(callback, '__qualname__', type(callback).__name__)}"
            return connect(events, name, self.timed(f"{name}: {where}", callback), priority)  # type: ignore[call-overload]

        EventManager.connect = connected  # type: ignore[method-assign,assignment]
        for holder, names in STEPS:
            for name in names:
                setattr(holder, name, self.timed(f"{holder.__name__}.{name}", getattr(holder, name)))


def used() -> float:
    """Seconds of CPU of this process and of those that it has waited for."""
    each = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in each)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chapters", type=int, nargs="?", default=300)
    options = parser.parse_args()
    reader = runpy.run_path(str(Path(__file__).with_name("site.py")))["reader"]
    clocks = Clocks()
    clocks.hang()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "reader"
        reader(root, options.chapters)
        before = used()
        if build(["-q", str(root / "docs"), str(root / "out")]):
            raise SystemExit("The site was not built.")
        whole = used() - before
    print(f"{whole:7.2f} s  100.0 %  all")
    for part, seconds in clocks.seconds.most_common(30):
        print(f"{seconds:7.2f} s  {100 * seconds / whole:5.1f} %  {clocks.times[part]:6} times  {part}")


if __name__ == "__main__":
    main()
