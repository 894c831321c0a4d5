"""`lesebuch add`: drafts chapter files and register entries. It proposes; people decide; it overwrites nothing."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.markup import escape
from rich.progress import Progress
from rich.table import Table
from rich.text import Text as Words

from lesebuch.cli.console import Console
from lesebuch.cli.gathering import Given, gather
from lesebuch.cli.ignoring import settle
from lesebuch.cli.pages import page_hints
from lesebuch.cli.reading import named_path, root_of
from lesebuch.cli.records import Record, joined, record_of
from lesebuch.config import FILE, read_config
from lesebuch.drafting import Draft, Hints, Repeat, chapter_file, draft, hints_of, unique
from lesebuch.folders import SEEDS_VARIABLE
from lesebuch.model import Outside, Registered, Rights, Text
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Problem, Severity, Where
from lesebuch.sources import KINDS, account, append_register, checksum, find, load, read_register, saved_page
from lesebuch.textfile import read_text
from lesebuch.writing import create_whole
from lesebuch.yamlfile import Block, front_matter

NAME = "add"
_REGISTER = Path("seeds", "register.yaml")
_MANY = 6
_TITLES = 3
"""Lines at the top of a source among which its title is, for whoever knows that."""
_RENAME = "Rename the file and add it again."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Draft chapter files (corpus/SLUG.md) and entries of seeds/register.yaml from sources: "
        f"{KINDS}. Everything is a proposal that says where it was taken from. No file is overwritten."
    )
    parser.epilog = "example: lesebuch add ~/Downloads/article.html --open --licence 'CC BY 4.0'"
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a source, a folder of sources, the address of a page (it is fetched now), or an export of Zotero "
        "(RIS, CSL-JSON) with what is known of the sources",
    )
    parser.add_argument("--fetch", action="store_true", help="fetch the addresses of a FILE that is a list of them")
    parser.add_argument(
        "--root", type=named_path, metavar="DIR", help=f"the reader's folder (default: the next {FILE} upwards)"
    )
    parser.add_argument(
        "--open", action="store_true", help="the text may be published (default: restricted to class use)"
    )
    parser.add_argument("--licence", default="", help="licence of the text, such as 'CC BY-SA 4.0'")
    parser.add_argument("--dry-run", action="store_true", help="show what would be drafted, and write nothing")


@dataclass(slots=True)
class _Reader:
    """What is there, and grows while files are added."""

    root: Path
    folders: list[Path]
    register: list[Registered]
    texts: list[Text]
    chapters: dict[str, tuple[str, int, int]]
    """Slug -> file and lines."""
    records: list[Record] = field(default_factory=list)
    """What a reference manager knows of the sources."""


@dataclass(slots=True)
class _Result:
    """What became of a file."""

    given: Given
    drafts: list[tuple[str, Draft]] = field(default_factory=list)
    """With the slug; empty for a duplicate."""
    copied: str = ""
    """What is to be said of the copy that was made."""
    problems: list[Problem] = field(default_factory=list)
    note: str = ""

    @property
    def path(self) -> Path:
        """The file."""
        return self.given.path


def run(args: argparse.Namespace) -> int:
    """Add the files, each for itself; 1 if one of them failed."""
    root = root_of(args)
    reader, problems = _read(root)
    if problems:
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1
    out = Console()
    results: list[_Result] = []
    with TemporaryDirectory(prefix="lesebuch-") as folder:
        gathered = gather(args.files, Path(folder), fetching=args.fetch)
        for problem in gathered.problems:
            print(problem, file=sys.stderr)
        for note in gathered.notes:
            out.print(Words(note), soft_wrap=True)
        reader.records = gathered.records
        failed = len(gathered.problems) + _add_all(gathered.files, reader, args, results)
    _summary(results, failed, out, dry=args.dry_run)
    return 1 if failed else 0


def _add_all(files: Sequence[Given], reader: _Reader, args: argparse.Namespace, results: list[_Result]) -> int:
    """Add files, each for itself; how many failed. `results` grows meanwhile."""
    out, err = Console(), Console(stderr=True)
    failed = 0
    try:
        with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
            task = progress.add_task("Adding", total=len(files))
            for given in files:
                progress.update(task, description=escape(given.path.name))
                result = _add(given, reader, args)
                results.append(result)
                failed += bool(result.problems)
                for problem in result.problems:
                    print(problem, file=sys.stderr)
                progress.advance(task)
    finally:  # interrupted, too: what was added is there
        for result in results:
            _show(result, out)
    return failed


def _read(root: Path) -> tuple[_Reader, list[Problem]]:
    """The reader as it stands; what is wrong with its register must be put right before it grows."""
    config, problems = read_config(root / FILE)
    folders = [root / folder for folder in config.seeds]
    outside = os.environ.get(SEEDS_VARIABLE, "").split(os.pathsep)
    folders += [Path(os.path.expanduser(name)) for name in outside if name]  # noqa: PTH111 - `Path` raises
    register, more = read_register(root / _REGISTER)
    problems = [problem for problem in [*problems, *more] if problem.severity is Severity.ERROR]
    texts = []
    extractors = {entry.file: entry.extractor for entry in register}
    for name, path in find(register, folders).items():
        source, _ = load(path, name, extractors[name])
        if source is not None:
            texts.append(normalise(source)[0])
    return _Reader(root, folders, list(register), texts, _chapters(root / "corpus")), problems


def _chapters(folder: Path) -> dict[str, tuple[str, int, int]]:
    chapters = {}
    for path in sorted(folder.glob("*.md")):
        file, first, last = "", 0, 0
        with suppress(OSError, UnicodeError, ValueError):
            text, _ = read_text(path, str(path))
            block, _, _, _ = front_matter(text or "", str(path))
            source = block.get("source") if block else None
            if isinstance(source, Block):
                start, _, end = str(source.get("lines")).partition("-")
                file, first, last = str(source.get("file")), int(start), int(end or start)
        chapters[path.stem] = (file, first, last)
    return chapters


def _add(given: Given, reader: _Reader, args: argparse.Namespace) -> _Result:
    path = given.path
    result = _Result(given)
    if not path.name.isprintable():
        message = f"The name {path.name!a} has characters that cannot be written down in the register."
        result.problems = [Problem(Code.BAD_VALUE, Where(ascii(str(path))), message, _RENAME)]
        return result
    source, problems = load(path)
    if source is None:
        result.problems = problems
        return result
    if "\n" not in source.text and source.text.strip("\r").count("\r") > 1:
        message = f"The lines of {path.name} end as on Macs before 2001 (CR): here all of it would be one line."
        hint = "Open it in an editor and save it with the line ends of Unix (LF) or Windows (CRLF)."
        result.problems = [Problem(Code.BAD_SOURCE, Where(str(path)), message, hint)]
        return result
    known = next((entry for entry in reader.register if entry.sha256 == source.sha256), None)
    if known:
        result.note = f"is registered already, as {known.file} ({known.where})"
        return result
    if any(entry.file == source.file for entry in reader.register):
        message = f"Another source is registered under the name {source.file}."
        result.problems.append(Problem(Code.DUPLICATE_ID, Where(str(path)), message, _RENAME))
        return result
    try:
        _propose(result, normalise(source)[0], [problem.message for problem in problems], reader, args)
    except OSError as error:
        place = os.path.relpath(error.filename) if error.filename else ""
        message = f"{path.name} was not added: {place}: {error.strerror or error}."
        hint = "Nothing of it was written; check that file and its folder."
        result.problems.append(Problem(Code.UNREADABLE, Where(str(path)), message, hint))
        result.drafts = []
    return result


def _hints(extractor: str, path: Path) -> tuple[Hints | None, str]:
    """What a web page or a document says of itself, and the doubt where it cannot be told; None for a file that is only text."""
    format_, data = extractor.split(maxsplit=1)[0], path.read_bytes()
    if format_ == "html":
        return page_hints(data)
    if format_ == "mhtml":
        page, address = saved_page(data)
        hints, unsaid = page_hints(page)
        return hints and replace(hints, url=hints.url or address), unsaid
    document = account(data, format_)
    return (None if document is None else hints_of(document)), ""


def _propose(result: _Result, text: Text, doubts: Sequence[str], reader: _Reader, args: argparse.Namespace) -> None:
    """Draft, and write what was drafted; OSError if that fails, and then nothing is left behind.

    `doubts` are about the source, whatever is in it.
    """
    source = text.source
    hints, unsaid = _hints(source.extractor, result.path)
    record = _record(result.given, text, hints, reader)
    hints = joined(hints, record) if record else hints
    drafts, problems = draft(text, known=reader.texts, hints=hints)
    result.problems = [replace(problem, where=Where(str(result.path))) for problem in problems]
    if not drafts:
        return
    drafts[0] = replace(drafts[0], doubts=(*doubts, *filter(None, [unsaid]), *drafts[0].doubts))
    result.drafts = list(zip(_slugs(drafts, reader, source.file), drafts, strict=True))
    entry = Registered(
        file=source.file,
        sha256=source.sha256,
        extractor=source.extractor,
        text_sha256=checksum(source.text),
        rights=Rights.OPEN if args.open else Rights.RESTRICTED,
        where=Where(str(_REGISTER)),
        licence=args.licence,
        title=drafts[0].title if len(drafts) == 1 and drafts[0].title_at else "",
        url=result.given.url or (drafts[0].url if len(drafts) == 1 else ""),
        accessed=result.given.accessed or (record.accessed if record else None),
        outside=tuple(_outside(result.drafts, reader)),
    )
    if not args.dry_run:
        place, copied = _write(reader, result.path, result.drafts, entry)
        result.copied = settle(reader.root, place, copied=copied, is_open=args.open)
    reader.register.append(entry)
    reader.texts.append(text)
    reader.chapters |= {slug: (source.file, made.first, made.last) for slug, made in result.drafts if slug}


def _record(given: Given, text: Text, hints: Hints | None, reader: _Reader) -> Record | None:
    """What a reference manager knows of this source."""
    titles = [line.text for line in text.lines if line.text][:_TITLES]
    said = ("", "") if hints is None else (hints.title, hints.url)
    return record_of(given.path, [said[0], *titles], [given.url, said[1]], reader.records)


def _slugs(drafts: Sequence[Draft], reader: _Reader, file: str) -> list[str]:
    slugs: list[str] = []
    for made in drafts:
        taken = {*reader.chapters, *slugs, "chronology"}
        if made.slug not in slugs and _is_written(reader, made, file):
            taken.discard(made.slug)
        slugs.append("" if made.repeats else unique(made.slug, taken))
    return slugs


def _is_written(reader: _Reader, made: Draft, file: str) -> bool:
    """Whether an earlier run, which was ended before it could register the source, has left just this chapter."""
    text, _ = read_text(reader.root / "corpus" / f"{made.slug}.md", made.slug)
    return text == chapter_file(made, file)


def _outside(drafts: Sequence[tuple[str, Draft]], reader: _Reader) -> list[Outside]:
    """The lines that belong to no chapter, duplicates among them, in their order."""
    spans = [span for _, made in drafts for span in made.outside]
    own = {made.first: slug for slug, made in drafts if slug}
    for _, made in drafts:
        if made.repeats:
            spans.append(Outside(made.first, made.last, "duplicate", _repeated(made.repeats, own, reader)))
    return sorted(spans, key=lambda span: span.first)


def _repeated(repeat: Repeat, own: dict[int, str], reader: _Reader) -> str:
    """The chapter that is repeated; empty if its source has none."""
    if not repeat.file:
        return own.get(repeat.first, "")
    places = ((slug, *place) for slug, place in reader.chapters.items() if place[0] == repeat.file)
    return next((slug for slug, _, first, last in places if first <= repeat.last and repeat.first <= last), "")


def _write(reader: _Reader, path: Path, drafts: Sequence[tuple[str, Draft]], entry: Registered) -> tuple[Path, bool]:
    """Chapters, a copy of the source where no folder of sources has it, then the register. All or nothing.

    Where the source lies now, and whether that is a copy.
    """
    written: list[Path] = []
    there = find([entry], reader.folders).get(entry.file)
    place = there or reader.folders[0] / entry.file
    try:
        if there is None:
            create_whole(place, path.read_bytes())
            written.append(place)
        for slug, made in drafts:
            if slug and not (slug == made.slug and _is_written(reader, made, entry.file)):
                chapter = reader.root / "corpus" / f"{slug}.md"
                create_whole(chapter, chapter_file(made, entry.file))
                written.append(chapter)
        append_register(reader.root / _REGISTER, [entry])
    except BaseException:
        for done in written:
            done.unlink(missing_ok=True)
        raise
    return place, there is None


def _show(result: _Result, out: Console) -> None:
    """What was found, from which line, and what is in doubt."""
    if result.note:
        out.print(Words(f"{result.path.name} {result.note}; nothing was changed."), soft_wrap=True)
    if not result.drafts:
        return
    table = Table(title=Words(result.path.name), title_justify="left")
    for header in ("", "found", "from"):
        table.add_column(header, overflow="fold")
    for slug, made in result.drafts:
        for what, found, origin in _rows(slug, made):
            table.add_row(Words(what), Words(found, style="yellow" if what == "in doubt" else ""), Words(origin))
        table.add_section()
    out.print(table)
    if result.copied:
        out.print(Words(result.copied), soft_wrap=True)


def _rows(slug: str, made: Draft) -> Iterator[tuple[str, str, str]]:
    lines = _lines(range(made.first, made.last + 1))
    if made.repeats:
        place = made.repeats
        name = f"{place.file}, " if place.file else ""
        there = _lines(range(place.first, place.last + 1))
        yield "duplicate", f"of {name}{there} ({place.share:.0%} the same)", lines
        return
    yield "chapter", f"corpus/{slug}.md", lines
    yield "title", made.title, _line(made.title_at) or "not in the text"
    for credit in made.credits:
        yield credit.role, credit.name, _line(credit.at) or "the source's metadata"
    origin = _line(made.published_at) or (made.published_note if made.published else "")
    yield "published", str(made.published or "unknown"), origin
    if made.publisher:
        yield "publisher", made.publisher, _line(made.publisher_at) or "the source's metadata"
    yield from _structure(made)
    for span in made.outside:
        yield "outside", span.reason, _lines(range(span.first, span.last + 1))
    for doubt in made.doubts:
        yield "in doubt", doubt, ""


def _structure(made: Draft) -> Iterator[tuple[str, str, str]]:
    """The kinds of blocks that the rows above do not name, with their lines."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for claim in made.structure:
        if claim.kind not in ("title", "byline", "metadata", "signature"):
            kinds.setdefault((claim.kind, claim.detail), []).append(claim.line)
    for (kind, detail), numbers in kinds.items():
        yield kind, detail or f"{len(numbers)} {'line' if len(numbers) == 1 else 'lines'}", _lines(numbers)


def _line(at: str) -> str:
    return f"line {at.split(maxsplit=1)[0]}" if at else ""


def _lines(numbers: Sequence[int]) -> str:
    """`line 3`, `lines 5, 17`; of many, the first and the last."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if isinstance(numbers, range) or len(numbers) > _MANY:
        return f"lines {numbers[0]}-{numbers[-1]}"
    return f"lines {', '.join(map(str, numbers))}"


def _summary(results: Sequence[_Result], failed: int, out: Console, *, dry: bool) -> None:
    drafts = [pair for result in results for pair in result.drafts]
    chapters = sum(bool(slug) for slug, _ in drafts)
    doubts = sum(len(made.doubts) for slug, made in drafts if slug)
    parts = [f"{chapters} {'chapter' if chapters == 1 else 'chapters'} {'found' if dry else 'drafted'}"]
    parts.append(f"{len(drafts) - chapters} {'duplicate' if len(drafts) - chapters == 1 else 'duplicates'}")
    parts.append(f"{doubts} in doubt")
    parts += [f"{failed} {'file' if failed == 1 else 'files'} failed"] if failed else []
    out.print(Words(", ".join(parts) + "."))
    if chapters and not dry:
        out.print(Words("Read them through in corpus/, then run: lesebuch check"))
