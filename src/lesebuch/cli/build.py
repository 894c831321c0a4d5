"""`lesebuch build`: the site, the book, the e-book and the handouts of a reader, by Sphinx in a process of its own."""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from lesebuch import stamps
from lesebuch.cli import built
from lesebuch.cli.folder_lock import alone
from lesebuch.cli.opening import UserError, add_reader_arguments, config_of, named_path, read_reader, report, root_of
from lesebuch.config import MARKER, SHEETS, SHEETS_FOLDERS, Setting
from lesebuch.folders import DOCS, TEACHER_PAGE
from lesebuch.writing import DRAFT, write_whole

if TYPE_CHECKING:
    from lesebuch.model import Reader
    from lesebuch.stage_memory import Memory

_STEP = re.compile(r"(reading sources|writing output)\.\.\. *\[ *(\d+)%\]")
_STEPS = {"reading sources": "reading", "writing output": "writing"}

Step = Callable[[str, int], None]
"""Called with what is being done, and how much of it is, in per cent."""


@dataclass(frozen=True, slots=True)
class BuildFormat:
    """A thing to build: Sphinx's builder, the folder in the output, the file to open, and what it is called."""

    builder: str
    """Empty: it is no work of Sphinx."""
    folder: str
    file: str
    """Empty: all of the folder."""
    label: str
    offers: tuple[str, ...] = ()
    """What it tells of, where that is made of the same state: the site offers it, the e-book names the pages of the book."""

    @property
    def failure(self) -> str:
        """What is said where it could not be built."""
        return f"The {self.label} {'was' if self.file else 'were'} not built."


FORMATS = {
    "html": BuildFormat("html", "html", "index.html", "site", ("pdf", "epub", "handouts", "docx", "jsonl", "tei")),
    "pdf": BuildFormat("typst", "pdf", "reader.pdf", "book"),
    "epub": BuildFormat("ebook", "epub", "reader.epub", "e-book", ("pdf",)),
    "handouts": BuildFormat(SHEETS[".pdf"], SHEETS_FOLDERS[0], "", "handouts"),
    "docx": BuildFormat(SHEETS[".docx"], SHEETS_FOLDERS[1], "", "handouts for Word"),
    "jsonl": BuildFormat("", "data", "reader.jsonl", "data"),
    "tei": BuildFormat("", "tei", "reader.xml", "data as TEI"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Check a reader, then build its book, its e-book, a class handout of each chapter and assignment, its data as JSON Lines and TEI, "
        "and its site, which offers what is built with it. Errors stop the build; what `lesebuch check` only warns of "
        "does not. What stands as it would be built is left as it is. The class edition shows every text that is at hand and is for private use; the public edition "
        "never shows a text that is not open."
    )
    parser.epilog = "example: lesebuch build --edition public --format html"
    add_reader_arguments(parser)
    parser.add_argument(
        "--format",
        action="append",
        choices=[*FORMATS, "all"],
        help="what to build (default: all); may be repeated",
    )
    parser.add_argument(
        "-o", "--output", type=named_path, metavar="DIR", help="where to write it (default: docs/_build/EDITION)"
    )


def run(args: argparse.Namespace) -> int:
    """Build; 1 if the reader has errors or Sphinx finds something wrong."""
    root = root_of(args)
    if not (root / DOCS / "conf.py").is_file():
        raise UserError(f"There is no conf.py in {_seen(root / DOCS)}. A new reader has one: lesebuch new DIR")
    output: Path = (args.output or root / DOCS / "_build" / args.edition).absolute()
    if output.exists() and not output.is_dir():
        raise UserError(f"{args.output} is a file; the build needs a folder.")
    chosen = args.format or ["all"]
    wanted = [form for name, form in FORMATS.items() if name in chosen or "all" in chosen]
    for form in wanted:
        _check_folder(output / form.folder)
    with alone(built.kept(root, args.edition), held=_HELD, wait=True):
        plan = _Plan(root, output, args, _sources(root, args))
        if plan.is_done(wanted):
            print("Nothing has changed since the last build.")
        elif not _built(wanted, plan):
            return 1
    print(f"The reader ({args.edition} edition) is ready:")
    for form in wanted:
        print(f"  {form.label}  {_seen(output / form.folder / form.file)}")
        if form is FORMATS["html"]:
            # No page leads there, so that students do not come upon them.
            for answers in sorted((output / form.folder).glob(f"{TEACHER_PAGE.format('*')}.html")):
                print(f"  with answers, linked nowhere  {_seen(answers)}")
    return 0


_HELD = "Another process builds this edition. This one begins when that has ended; Ctrl+C if you need only one."


def _sources(root: Path, args: argparse.Namespace) -> str:
    """The state of all that is read: of the reader's folder, of further folders of sources, and of the programs."""
    folders = [path.resolve() for path in args.seeds]
    named = "\n".join([args.edition, *map(str, folders)])
    return f"{named}\n{built.state_of([*built.inputs_of(root), *folders], root)}"


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where a reader lies, and where what is built of it."""

    root: Path
    output: Path
    args: argparse.Namespace
    sources: str
    """The state of all that is read, before anything was built."""

    @property
    def kept(self) -> Path:
        """What builds keep for the next."""
        return built.kept(self.root, self.args.edition)

    def is_done(self, wanted: Iterable[BuildFormat]) -> bool:
        """Whether all of it stands as it was built from the same sources, of which nothing was to be said."""
        return all(self.stands(form, warned=False) for form in wanted)

    def folder(self, form: BuildFormat) -> Path:
        """What it is built to."""
        return self.output / form.folder

    def stands(self, form: BuildFormat, *, warned: bool) -> bool:
        """Whether it is as it would be built. `warned`: what was read was complained of, then as now."""
        return built.is_built(self.folder(form), self.state(form, warned=warned), self.note_of(form))

    def offered(self, form: BuildFormat) -> list[Path]:
        """The folders of what it tells of, as far as that stands."""
        told = [FORMATS[name] for name in form.offers]
        return [
            self.folder(other) for other in told if self.stands(other, warned=False) or self.stands(other, warned=True)
        ]

    def state(self, form: BuildFormat, *, warned: bool) -> str:
        """All that something is made from."""
        return "\n".join([*(["warned"] if warned else []), *map(str, self.offered(form)), self.sources])

    def note_of(self, form: BuildFormat) -> Path:
        """Where it is written down how something was built. It names every source, and is not for those who see a site."""
        folder = str(self.folder(form))
        return self.kept / f".built-{form.folder}-{sha256(folder.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}"


def _in_order(wanted: Iterable[BuildFormat]) -> list[BuildFormat]:
    """The site comes last: it offers what there is."""
    return sorted(wanted, key=lambda form: form.builder == "html")


def _built(wanted: Sequence[BuildFormat], plan: _Plan) -> bool:
    """Whether the reader could be read and all be built, one after the other; what stands as it would be built is left."""
    # Whoever has nothing to build needs none of it.
    from lesebuch.cli import sphinx
    from lesebuch.cli.check import summary
    from lesebuch.problems import Severity

    # What was read, now or by an earlier command. Each build asks it, and reads itself only what has changed since.
    memory = built.reading(plan.kept)
    reader, problems = read_reader(plan.args, memory=memory)
    memory.save()
    told = [problem for problem in problems if problem.severity is not Severity.INFO]
    report(told)
    print(summary(problems, reader))
    if any(problem.severity is Severity.ERROR for problem in problems):
        print("Nothing was built: correct the errors first.", file=sys.stderr)
        return False
    sphinx.load()
    anew = False
    for form in _in_order(wanted):
        if plan.stands(form, warned=bool(told)) and not (anew and form.offers):
            continue
        folder, note, state = plan.folder(form), plan.note_of(form), plan.state(form, warned=bool(told))
        changed = built.is_changed(folder, note)
        built.forget(note)
        anew = True
        if not form.builder:
            _write_data(folder, plan.args, form.file, reader)
        elif not _build(plan, form, memory, changed=changed):
            print(form.failure, file=sys.stderr)
            return False
        built.note(folder, state, note)
    return True


def _write_data(folder: Path, args: argparse.Namespace, name: str, reader: "Reader") -> None:
    """The corpus, in a folder that says of which edition it is."""
    from lesebuch.export import jsonl, tei
    from lesebuch.presentation import catalogue

    config = config_of(args)
    catalogue.use(config.language)
    write_whole(folder / MARKER, f"{args.edition}\n")
    write_whole(folder / name, jsonl(reader) if name.endswith(".jsonl") else tei.corpus(reader, config))


def _check_folder(folder: Path) -> None:
    """UserError if building there would overwrite what is not ours."""
    if not folder.is_dir() or (folder / MARKER).is_file():
        return
    # A build that was ended as it began has left the draft of its mark.
    if any(not path.name.startswith(DRAFT) for path in folder.iterdir()):
        raise UserError(f"{_seen(folder)} holds files that Lesebuch did not make. Name another folder with -o.")


def _build(plan: _Plan, form: BuildFormat, memory: "Memory", *, changed: bool) -> bool:
    """Run Sphinx; its warnings go to standard error, and any of them is a failure.

    `changed`: not all is there as a build has made it; of a site Sphinx would not miss it, and all else is written anew each time.
    """
    from lesebuch.cli import sphinx

    # Those for Word are made to be changed.
    for before, now in stamps.set_aside(plan.folder(form), ".docx"):
        print(f"{_seen(before)} was changed since it was made; it is now {now.name!r}.", file=sys.stderr)
    doctrees = plan.kept / "doctrees"
    settings = {Setting.EDITION: plan.args.edition, Setting.REPORT: "0"}
    if form.offers:
        settings[Setting.OFFERS] = sphinx.folders(plan.offered(form))
    options = ["-W", "--keep-going", "-j", "auto", *sphinx.ANEW * (changed and form is FORMATS["html"])]
    command = sphinx.command(form.builder, plan.root, plan.folder(form), doctrees, settings, options)
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        # Before the bar: it has a thread, and a process with threads cannot be copied.
        sphinx.running(command, sphinx.environment(plan.args.seeds), said, memory) as process,
        _progress(form.label) as step,
    ):
        for line in process.told:
            if found := _STEP.search(line):
                step(_STEPS[found[1]], int(found[2]))
        code = process.wait()
        said.seek(0)
        messages = said.read()
    print(sphinx.in_short(messages), end="", file=sys.stderr)
    if code:
        sphinx.forget(doctrees)
    return code == 0


@contextmanager
def _progress(label: str) -> Iterator[Step]:
    """A bar where there is a terminal to show it, else a line; rich is imported only for the bar."""
    if not sys.stderr.isatty():
        print(f"Building the {label} ...", file=sys.stderr, flush=True)
        yield lambda _what, _percent: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"Building the {label}", total=100)
        yield lambda what, percent: bar.update(task, description=f"Building the {label}: {what}", completed=percent)


def _seen(path: Path) -> str:
    """A path as short as it can be given: from the current folder, where it lies below it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir) else relative
