"""What commands hand to Sphinx, which runs in a process of its own, and what of its words they pass on."""

import gc
import json
import locale
import multiprocessing
import os
import re
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

from lesebuch import copies
from lesebuch.config import HANDOUT_WRITERS, WRITERS, Setting
from lesebuch.folders import DOCS, SEEDS_VARIABLE
from lesebuch.presentation.orders import Order, page_patterns
from lesebuch.stage_memory import Memory

_ARGUMENTS = 3
"""Where the arguments of Sphinx begin in a `command`: behind the interpreter, `-m` and the name."""
ANEW = ["-E", "-a"]
"""Options for a folder in which not all is as a build has left it: all is read and written, whatever the times of files say."""
_REPORT = "\nVersions\n========\n"
"""With this Sphinx begins its report of an exception."""
_REFUSED = re.compile(r"\[Errno \d+\] (?P<why>[^:]+): '(?P<path>[^']+)'")
"""What the system says of a file: a full disk, a folder that is another's. Whose code met it is nothing to a user."""
_WHOSE_HANDLER = re.compile(r"^Extension error \([\w.]+\)!$", re.MULTILINE)


def command(
    builder: str, root: Path, output: Path, doctrees: Path, settings: Mapping[Setting, str], options: Iterable[str] = ()
) -> list[str]:
    """The program and its arguments. `root`: the reader's folder; `settings`: what holds whatever conf.py says."""
    given = [word for name, value in settings.items() for word in ("-D", f"{name}={value}")]
    folders = ["-d", str(doctrees), str(root / DOCS), str(output)]
    return [sys.executable, "-m", "sphinx", "--no-color", *options, "-b", builder, *given, *folders]


def for_handout(order: Order, edition: str, lists: Iterable[str], builder: str) -> dict[Setting, str]:
    """Settings for a sheet: of all documents it needs those that it takes from, and `lists` of entries and works."""
    return {
        Setting.EDITION: edition,
        Setting.REPORT: "0",
        Setting.WRITERS: HANDOUT_WRITERS[builder],
        Setting.HANDOUT: str(order),
        Setting.AUDIENCE: "teacher" if order.teacher else "student",
        Setting.ROOT: next(iter(order.pages)),
        Setting.ONLY: ",".join([*page_patterns(order), *lists]),
        # Of the documents left out nothing is missing.
        Setting.SILENT: "toc,myst.xref_missing,myst.domains",
    }


def folders(several: Iterable[Path]) -> str:
    """Folders as Sphinx takes them for a setting: any sign may stand in their names."""
    return json.dumps([str(folder.absolute()) for folder in several], ensure_ascii=False)


def environment(seeds: Iterable[Path]) -> dict[str, str]:
    """The variables of this process, with further folders of sources."""
    named = [*(str(path.resolve()) for path in seeds), os.environ.get(SEEDS_VARIABLE, "")]
    ours = {SEEDS_VARIABLE: os.pathsep.join(filter(None, named)), "PYTHONUTF8": "1"}
    return _zone(_LOCALTIME) | os.environ | ours


_LOCALTIME = Path("/etc/localtime")


def _zone(file: Path) -> dict[str, str]:
    """The zone that holds where none is named. Babel, which Sphinx reads, then takes it as it is; else it looks at six hundred others for its name.

    Of a file that holds none Babel would complain; in containers it may be empty, or a folder.
    """
    try:
        with file.open("rb") as stream:
            return {"TZ": f":{file}"} if stream.read(4) == b"TZif" else {}
    except OSError:
        return {}


def said(command: list[str], environment: Mapping[str, str], memory: Memory) -> tuple[int, str]:
    """Run a `command` that nobody watches: its exit code, and what it said on standard error.

    Where that is safe the process is a copy of this one, which has read half of what Sphinx needs and need not tidy up in the
    end: of a single sheet, to start and to end another interpreter is a fifth of the time. In it the stages ask `memory`.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as heard:
        run = partial(_copied, memory=memory) if _may_copy() else _started
        code = run(command, environment, heard)
        heard.seek(0)
        return code, heard.read()


def _may_copy() -> bool:
    """Not where the copy would read files in another encoding, or have a Sphinx that others have used."""
    utf8 = bool(sys.flags.utf8_mode) or locale.getencoding().lower() == "utf-8"
    return utf8 and (_loaded or "sphinx" not in sys.modules) and copies.are_safe()


_loaded = False
"""Whether the Sphinx of this process was loaded by `load`, and has never run here."""


def load() -> None:
    """Read the code of Sphinx, and of ours that it calls, once for all copies of this process; none of it runs."""
    global _loaded  # noqa: PLW0603 - modules are of the process, too
    if not _loaded and _may_copy():
        from lesebuch.pipeline import no_garbage  # all stages; a single sheet is made without them

        with no_garbage():
            _leave_out()
            known = import_module("sphinx.application").builtin_extensions
            for name in ("sphinx.cmd.build", *known, *(f"lesebuch.{part}" for part in ("sphinx_ext", *WRITERS))):
                import_module(name)
            import_module("lesebuch.sphinx_ext").code_version()
        _loaded = True


def _started(command: list[str], environment: Mapping[str, str], heard: TextIO) -> int:
    nowhere = subprocess.DEVNULL
    return subprocess.run(command, env=environment, check=False, stdin=nowhere, stdout=nowhere, stderr=heard).returncode


def _copied(command: list[str], environment: Mapping[str, str], heard: TextIO, memory: Memory) -> int:
    """As `_started`. Whoever interrupts us ends the copy, too."""
    process = _fork(_once, command[_ARGUMENTS:], environment, None, heard.fileno(), memory)
    process.start()
    try:
        process.join()
    except BaseException:
        process.kill()
        process.join()
        raise
    assert process.exitcode is not None  # it has ended
    return process.exitcode


@contextmanager
def running(command: list[str], environment: Mapping[str, str], heard: TextIO, memory: Memory) -> Iterator["Running"]:
    """A `command` at work, whose standard error is `heard`; it has ended when the block has.

    Where that is safe the process is a copy of this one, in which the stages ask `memory` before they read anything anew.
    Whoever interrupts us ends it, and the processes that it has started: they are a group of their own.
    """
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8", errors="replace") as told:  # noqa: PTH123 - a descriptor is what is there
        try:
            if _may_copy():
                at_work = _copy_at_work(command, environment, (reading, writing, heard.fileno()), told, memory)
            else:
                at_work = _interpreter_at_work(command, environment, writing, heard, told)
        finally:
            os.close(writing)
        try:
            yield at_work
        except BaseException:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(at_work.pid, signal.SIGTERM)
            raise
        finally:
            at_work.wait()


@dataclass(frozen=True, slots=True)
class Running:
    """A process at work."""

    pid: int
    """Of it, and of its group."""
    told: TextIO
    """What it says on standard output, while it says it."""
    wait: Callable[[], int]
    """Waits for its end, and gives its exit code; as often as one asks."""


def _interpreter_at_work(
    command: list[str], environment: Mapping[str, str], writing: int, heard: TextIO, told: TextIO
) -> Running:
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=environment, stdin=nowhere, stdout=writing, stderr=heard, process_group=0, text=True
    )
    return Running(process.pid, told, process.wait)


def _copy_at_work(
    command: list[str], environment: Mapping[str, str], ends: tuple[int, int, int], told: TextIO, memory: Memory
) -> Running:
    """`ends`: of the pipe for what it says, and for what it complains of."""
    process = _fork(_remembering, command[_ARGUMENTS:], environment, *ends, memory)
    process.start()
    assert process.pid is not None  # it has been started
    # As the copy itself does: whoever is first.
    with suppress(ProcessLookupError, PermissionError):
        os.setpgid(process.pid, process.pid)

    def ended() -> int:
        process.join()
        assert process.exitcode is not None  # it has ended
        return process.exitcode

    return Running(process.pid, told, ended)


def _fork(work: Callable[..., None], *given: object) -> BaseProcess:
    return multiprocessing.get_context("fork").Process(target=work, args=given)


def _once(arguments: list[str], environment: Mapping[str, str], told: int | None, heard: int, memory: Memory) -> None:
    # What is there stays to the end; of what is still to come little is garbage.
    gc.freeze()
    gc.disable()
    _leave_out()
    _leave_out_builders()
    _in_copy(arguments, environment, told, heard, memory)


def _leave_out() -> None:
    """Have Sphinx load nothing that no build of ours uses."""
    for name in _UNUSED:
        _load_when_used(name)
    _load_when_used(_LINKCHECK, setup=_set_up_event)


def _leave_out_builders() -> None:
    """Have Sphinx load none of the builders that make no sheet, unless somebody is there who may ask for what they set up."""
    for name in _OTHER_BUILDERS:
        _load_when_used(name, setup=partial(_set_up_for_others, name))


def _set_up_for_others(name: str, app: Any) -> Any:  # noqa: ANN401 - Sphinx is not read here
    """What the extension sets up; nothing if the project has no extension but ours."""
    if list(app.config.extensions) == ["lesebuch"] and not app.config.setup:
        return {"parallel_read_safe": True, "parallel_write_safe": True}
    return sys.modules[name].__getattr__("setup")(app)


def _set_up_event(app: Any) -> dict[str, object]:  # noqa: ANN401 - Sphinx is not read here
    """Of the check of links only its event, for which extensions of others or `conf.py` may wait in any build."""
    app.add_event("linkcheck-process-uri")
    return {"parallel_read_safe": True, "parallel_write_safe": True}


_UNUSED = ("sphinx.util.requests", "ssl", "snowballstemmer", "sphinx.ext.doctest", "PIL.Image")
"""What Sphinx imports for other purposes: to fetch something, to make the index of a search that is not ours, to try examples.

And to look at pictures, which few pages have.
"""
_OTHER_BUILDERS = (
    *(f"sphinx.builders.{name}" for name in ("changes", "epub3", "latex", "manpage", "texinfo", "text", "xml")),
    *(f"sphinxcontrib.{name}" for name in ("applehelp", "devhelp", "htmlhelp", "qthelp", "serializinghtml")),
)
"""Whose options nothing of ours reads, unlike those of Sphinx' site."""
_NAMED_WHOLE = {"PIL"}
"""Packages of which others say `import PIL.Image; PIL.Image.open`, and not `from PIL import Image`."""
_LINKCHECK = "sphinx.builders.linkcheck"
"""The one extension of Sphinx' own that fetches something wherever it is loaded."""


def _load_when_used(name: str, **at_hand: Any) -> None:
    """Have something in the place of a module that reads its code when it is asked for what is in it and not at hand.

    Not as `importlib.util.LazyLoader`: in Python 3.11 to import a module is to ask for something.
    """
    if name in sys.modules:
        return
    stand_in = sys.modules[name] = ModuleType(name)
    vars(stand_in).update(at_hand)
    package, _, below = name.rpartition(".")
    if package in _NAMED_WHOLE:
        setattr(import_module(package), below, stand_in)

    def found(attribute: str) -> object:
        if sys.modules[name] is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    stand_in.__getattr__ = found  # type: ignore[method-assign]


def _remembering(
    arguments: list[str], environment: Mapping[str, str], reading: int, told: int, heard: int, memory: Memory
) -> None:
    gc.freeze()  # what is there stays to the end
    os.setpgid(0, 0)
    os.close(reading)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _in_copy(arguments, environment, told, heard, memory)


def _in_copy(
    arguments: list[str], environment: Mapping[str, str], told: int | None, heard: int, memory: Memory
) -> None:
    """All that `python -m sphinx` is: its streams, variables, arguments, and the current folder as a place of modules."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a descriptor is what is wanted
        os.dup2(nowhere.fileno() if told is None else told, 1)
    os.dup2(heard, 2)
    sys.stdout, sys.stderr = (
        os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False) for number in (1, 2)
    )
    os.environ.clear()
    os.environ.update(environment)
    # Here alone: the other process has no Sphinx, so that it can be copied again.
    from lesebuch.sphinx_ext import intake

    intake.remembered = memory
    sys.argv = ["sphinx", *arguments]
    if not sys.flags.safe_path:
        sys.path.insert(0, str(Path.cwd()))
    runpy.run_module("sphinx", run_name="__main__", alter_sys=True)


def in_short(messages: str) -> str:
    """What Sphinx said: of an exception only what it says and where its traceback was saved, not the traceback."""
    before, _, report = messages.partition(_REPORT)
    if not report:
        return messages
    trace, _, rest = report.partition("The full traceback has been saved in:")
    last = [line.strip() for line in trace.splitlines() if line.strip()][-1]
    if refused := _REFUSED.search(last):
        before = _WHOSE_HANDLER.sub("", before)
        return f"{before.strip()}\n{refused['path']}: {refused['why']}.\n".lstrip()
    # `sphinx.errors.ConfigError: what is wrong`: the class tells users nothing.
    what = re.sub(r"^[\w.]+(?:Error|Exception): ", "", last)
    place = next(iter(rest.split()), "")
    return f"{before.strip()}\n{what}\n".lstrip() + (f"More on it: {place}\n" if place else "")


def forget(doctrees: Path) -> None:
    """After a failure: Sphinx would take a page for finished that it has complained of, and say nothing the next time."""
    with suppress(OSError):
        (doctrees / "environment.pickle").unlink()
