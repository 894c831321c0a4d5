"""What commands hand to Sphinx, which runs in a process of its own, and what of its words they pass on."""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from lesebuch.config import Setting
from lesebuch.folders import DOCS, SEEDS_VARIABLE
from lesebuch.presentation.ids import GLOSSARY
from lesebuch.presentation.orders import Order, page_patterns

_REPORT = "\nVersions\n========\n"
"""With this Sphinx begins its report of an exception."""


def command(
    builder: str, root: Path, output: Path, doctrees: Path, settings: Mapping[Setting, str], options: Iterable[str] = ()
) -> list[str]:
    """The program and its arguments. `root`: the reader's folder; `settings`: what holds whatever conf.py says."""
    given = [word for name, value in settings.items() for word in ("-D", f"{name}={value}")]
    folders = ["-d", str(doctrees), str(root / DOCS), str(output)]
    return [sys.executable, "-m", "sphinx", "--no-color", *options, "-b", builder, *given, *folders]


def for_handout(order: Order, edition: str, bibliographies: Iterable[str]) -> dict[Setting, str]:
    """Settings for a sheet: of all documents it needs those that it takes from, the glossary and those that list works."""
    return {
        Setting.EDITION: edition,
        Setting.REPORT: "0",
        Setting.HANDOUT: str(order),
        Setting.AUDIENCE: "teacher" if order.teacher else "student",
        Setting.ROOT: next(iter(order.pages)),
        Setting.ONLY: ",".join([*page_patterns(order), f"{GLOSSARY}.md", *bibliographies]),
        # Of the documents left out nothing is missing.
        Setting.SILENT: "toc,myst.xref_missing,myst.domains",
    }


def folders(several: Iterable[Path]) -> str:
    """Folders as Sphinx takes them for a setting: any sign may stand in their names."""
    return json.dumps([str(folder.absolute()) for folder in several], ensure_ascii=False)


def environment(seeds: Iterable[Path]) -> dict[str, str]:
    """The variables of this process, with further folders of sources."""
    named = [*(str(path.resolve()) for path in seeds), os.environ.get(SEEDS_VARIABLE, "")]
    return os.environ | {SEEDS_VARIABLE: os.pathsep.join(filter(None, named)), "PYTHONUTF8": "1"}


def in_short(messages: str) -> str:
    """What Sphinx said: of an exception only what it says and where its traceback was saved, not the traceback."""
    before, _, report = messages.partition(_REPORT)
    if not report:
        return messages
    trace, _, rest = report.partition("The full traceback has been saved in:")
    last = [line.strip() for line in trace.splitlines() if line.strip()][-1]
    # `sphinx.errors.ConfigError: what is wrong`: the class tells users nothing.
    what = re.sub(r"^[\w.]+(?:Error|Exception): ", "", last)
    place = next(iter(rest.split()), "")
    return f"{before.strip()}\n{what}\n".lstrip() + (f"More on it: {place}\n" if place else "")


def forget(doctrees: Path) -> None:
    """After a failure: Sphinx would take a page for finished that it has complained of, and say nothing the next time."""
    with suppress(OSError):
        (doctrees / "environment.pickle").unlink()
