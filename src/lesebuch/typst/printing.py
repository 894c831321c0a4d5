"""From Typst code to a PDF: compiles with our fonts alone, takes warnings for errors, gives passages their names."""

import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import pikepdf
import typst

from lesebuch.config import LINES
from lesebuch.glyphs import FONTS, fonts, sample
from lesebuch.typst import spoken
from lesebuch.typst.linebreaks import Counted, line_starts, printed_lines
from lesebuch.typst.tagging import FileTerms, group, state
from lesebuch.writing import write_whole

HERE = Path(__file__).parent
TEMPLATE = HERE / "template"
STANDARDS: tuple[Literal["ua-1"], Literal["a-2a"]] = ("ua-1", "a-2a")
"""PDF/UA-1 and PDF/A-2a: tagged, with alternative texts, all fonts embedded, each letter with its meaning."""


PICTURES = "pictures"
"""The folder for pictures, beside the template."""
FITTING = "fitting.json"
"""What is known of the pages from the layout before, for the template: see `Fitting`."""
FAMILIES = ("Libertinus Serif", "Source Sans 3")
"""What every page is set in; other families stand in for characters that these lack."""


class PrintError(Exception):
    """What Typst finds wrong, in its own words."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a named destination leads."""

    name: str
    page: int
    """Counted from 1."""
    x: float
    y: float
    """In points from the top left corner of the page."""
    title: str = ""
    """Of what lies there, if it has one."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and what is known of its pages."""

    pdf: bytes
    lines: Mapping[str, list[int]]
    """By passage the characters at which lines begin, of those that were to be counted."""


def print_file(
    main: Path,
    *,
    timestamp: int,
    folders: tuple[str, ...] = (),
    terms: FileTerms | None = None,
    counted: Counted | None = None,
) -> Printed:
    """The PDF of `main`, which lies beside the template. The same files, fonts, timestamp and terms give the same bytes.

    `timestamp`: in seconds since 1970; `terms`: for the metadata; `counted`: the passages whose lines are to be known, of a
    document that says where they are. Raises PrintError for what Typst calls an error or a warning.
    """
    made = _settled(main, timestamp, folders)
    if made.warnings:
        raise PrintError("\n".join(made.warnings))
    places = [Destination(*place) for places_of_document in made.told["destinations"] for place in places_of_document]
    leads = [Destination(*place) for places_of_document in made.told["leads"] for place in places_of_document]
    if lost := [place.name for place in (*places, *leads) if not place.page]:
        raise PrintError(f"These places are nowhere on the pages: {', '.join(lost)}")
    starts = line_starts(counted, printed_lines(made.pdf, **made.told["lines"][0])) if counted else {}
    return Printed(finish(made.pdf, places, terms, leads), starts)


@dataclass(frozen=True, slots=True)
class Fitting:
    """What helps a document whose pages do not end where they should."""

    shorter: Mapping[str, int] = field(default_factory=dict)
    """Which pages end sooner for the sake of a note: by what begins last on them the number of lines."""
    tighter: frozenset[str] = frozenset()
    """The chapters and lists that are set closer, so that their last lines have no page for themselves."""
    in_vain: frozenset[str] = frozenset()
    """Those that were, and whose last lines had one nevertheless: they are set as all others."""
    halves: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """With which items the columns of the last page begin, but the first: by the number of the list."""
    numbers: str = ""
    """What is told of the numbers of pages (`fixed`): nothing, or what of them is fixed."""

    def file(self) -> str:
        """What the template reads."""
        halves = sorted(name for names in self.halves.values() for name in names)
        return json.dumps({"shorter": dict(self.shorter), "tighter": sorted(self.tighter), "halves": halves})

    def inputs(self) -> dict[str, str]:
        """What the template is told aside."""
        return {"fixed": self.numbers} if self.numbers else {}


@dataclass(frozen=True, slots=True)
class _Made:
    """What Typst makes of a file, its warnings, and what the document says of itself."""

    pdf: bytes
    warnings: list[str]
    told: Mapping[str, list[Any]]
    """By their labels the values of `_TOLD`."""

    @property
    def settled(self) -> bool:
        return not any(_UNSETTLED in warning for warning in self.warnings)

    @property
    def early(self) -> list[str]:
        """What begins last on pages that should end sooner, for the sake of a note; empty if all notes stand where they should."""
        return [name for names in self.told["early"] for name in names]

    def fitting(self, before: Fitting) -> Fitting:
        """What would help, besides what did before; the same if nothing is left to be helped."""
        shorter = dict(before.shorter)
        for name in self.early:
            shorter[name] = min(shorter.get(name, 0) + _STEP, _MOST)
        lists = [found for told in self.told["last-pages"] for found in told]
        scraps = {name for names in self.told["scraps"] for name in names}
        scraps |= {found["name"] for found in lists if found["scrap"]}
        in_vain = before.in_vain | (before.tighter & scraps)
        tighter = (before.tighter | scraps) - in_vain
        halves = {n: names for n, names in before.halves.items() if {*names} <= {*lists[n]["items"]}}
        for n, found in enumerate(lists):
            # That of a list which is to be a page shorter is another page then.
            if n not in halves and found["breaks"] and not (found["scrap"] and found["name"] in tighter):
                halves[n] = (*found["breaks"],)
        return replace(before, shorter=shorter, tighter=tighter, in_vain=in_vain, halves=halves)


def _settled(main: Path, timestamp: int, folders: tuple[str, ...]) -> _Made:
    """Set a document, and help where Typst does not find the end of a page by itself."""
    fitting, numbers = Fitting(), iter(_NUMBERS)
    for left in reversed(range(_ROUNDS + 1)):
        made = _compiled(main, timestamp, folders, fitting, draft=left > 0)
        if (better := made.fitting(fitting)) != fitting:
            fitting = better
        elif not made.settled and (fixed := next(numbers, "")):
            fitting = replace(fitting, numbers=fixed)
        else:
            break
    return made


_ROUNDS = 20
"""So often a document is set anew at most; each time one more page ends where it should."""
_STEP, _MOST = 2, 8
"""By so many lines, and no more, a page ends sooner for the sake of a note."""
_UNSETTLED = "did not converge"
"""What Typst says where the width of a page's number moves the page, and that the number, without an end."""
_NUMBERS = ("digits", "numbers")
"""What then is of one width, so that no number moves anything: digits, which nobody sees, and where that is not enough the numbers."""


def _compiled(main: Path, timestamp: int, folders: tuple[str, ...], fitting: Fitting, *, draft: bool = False) -> _Made:
    """`draft`: without the PDF and its warnings where it is to be set anew."""
    # In a file, not among the inputs: what has not changed is not set anew.
    write_whole(main.with_name(FITTING), fitting.file())
    try:
        compiler = typst.Compiler(
            str(main), root=str(main.parent), font_paths=fonts(folders), sys_inputs=fitting.inputs()
        )
        # At once, and before the PDF, which takes no layout of its own: each question looks through the whole document.
        found = _answered(compiler)
        told = {name: [item["value"] for item in found if item["label"] == f"<{name}>"] for name in _TOLD}
        if draft and (made := _Made(b"", [], told)).fitting(fitting) != fitting:
            return made
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=list(STANDARDS), timestamp=timestamp)
    except typst.TypstError as error:
        # One fault of the template is said once for each place.
        said = dict.fromkeys(part.strip() for part in error.diagnostic.split("\n\n") if part.strip())
        raise PrintError("\n\n".join(said)) from None
    assert isinstance(pdf, bytes)  # a PDF is one file
    return _Made(pdf, [warning.diagnostic.strip() for warning in warnings], told)


def _answered(compiler: typst.Compiler) -> list[dict[str, Any]]:
    """What the template tells of the pages, as elements with labels and values."""
    try:
        elements: list[dict[str, Any]] = json.loads(compiler.query(_QUESTION))
    except RuntimeError:
        # That says what is wrong, and not where; a `TypstError` of the compiler says both.
        compiler.compile(format="pdf")
        raise
    return elements


_TOLD = ("destinations", "leads", "lines", "early", "scraps", "last-pages")
_QUESTION = f"selector(<{_TOLD[0]}>)" + "".join(f".or(<{name}>)" for name in _TOLD[1:])
"""What the template says of a document."""


def families(signs: Iterable[str], folders: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The fonts of a book that holds these signs, all of which some font has."""
    known = {family.replace(" ", "").casefold(): family for family in fonts(folders).families()}
    wanted = sorted(signs)
    used = {known.get(name.casefold(), name) for name in embedded(sample(wanted, folders))} if wanted else set()
    return (*FAMILIES, *sorted(used.difference(FAMILIES)))


def embedded(pdf: bytes) -> set[str]:
    """The fonts in a PDF by their PostScript names, without the styles."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        named = [
            str(item.BaseFont)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/BaseFont" in item
        ]
    return {re.sub(r"^/(?:[A-Z]{6}\+)?([^-]+).*", r"\1", name) for name in named}


def write_template(folder: Path) -> None:
    """Put the template and its words where a document can import them: Typst reads nothing outside the folder of its document."""
    folder.mkdir(exist_ok=True)
    files = {path.name: path.read_bytes() for path in sorted(TEMPLATE.glob("*.typ"))}
    for name, data in (files | {spoken.FILE: spoken.file().encode(), FITTING: Fitting().file().encode()}).items():
        target = folder / name
        if not target.is_file() or target.read_bytes() != data:
            target.write_bytes(data)


def older(folder: Path) -> Iterable[Path]:
    """What lies among books and sheets of a version that had all it was working with there."""
    template = _template_files()
    for path in (*folder.glob("*"), *folder.glob(f"{PICTURES}/*")):
        ours = (
            path.name in template
            or path.name == _OLDER_FITTING
            or path.name.endswith(LINES)
            or _OLDER_PICTURE.search(path.as_posix())
        )
        if path.is_file() and (ours or (path.suffix == ".typ" and path.read_bytes().startswith(_OLDER_CODE))):
            yield path


_OLDER_CODE = (b'#import "book.typ"', b'#import "handout.typ"')
_OLDER_FITTING = "shorter.json"
_OLDER_PICTURE = re.compile(rf"/{PICTURES}/[0-9a-f]{{8}}-[^/]+$")


def fingerprint(main: Path, folders: tuple[str, ...] = (), terms: FileTerms | None = None) -> str:
    """Of all that makes the PDF of `main`: document, template, pictures, fonts, terms, the versions of the programs."""
    folder = main.parent
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{version('typst')} {pikepdf.__version__} {STANDARDS} {_fonts_at_hand(folders)} {terms}".encode())
    template = [folder / name for name in sorted(_template_files() - {FITTING})]
    for path in (main, *template, *sorted((folder / PICTURES).glob("*"))):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _template_files() -> set[str]:
    return {*(path.name for path in TEMPLATE.glob("*.typ")), spoken.FILE, FITTING}


@cache
def _fonts_at_hand(folders: tuple[str, ...]) -> str:
    """What tells these fonts from others. They are the same for all sheets of a run.

    Of ours names, sizes and times are enough: to read all takes longer than to finish a sheet.
    """
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(FONTS.iterdir()):
        stat = path.stat()
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    for path in (path for name in folders for path in sorted(Path(name).rglob("*")) if path.is_file()):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def finish(
    pdf: bytes, places: Sequence[Destination], terms: FileTerms | None = None, leads: Sequence[Destination] = ()
) -> bytes:
    """Add sections, named destinations and terms, and lead links to their places (`leads`).

    Nothing that depends on the day or the machine enters the file.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        group(document)
        if places:
            _name(document, places)
        if leads:
            _lead(document, leads)
        if terms is not None:
            state(document, terms)
        out = io.BytesIO()
        # Object streams: a tagged book has thousands of small objects, and so takes a third of the space.
        document.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return out.getvalue()


def _name(document: pikepdf.Pdf, places: Sequence[Destination]) -> None:
    pages = list(document.pages)
    named: dict[bytes, pikepdf.Object] = dict(_named(document))
    for place in places:
        page = pages[place.page - 1]
        top = float(page.mediabox[3]) - place.y
        # A line above the words stays visible.
        at = pikepdf.Array([page.obj, pikepdf.Name.XYZ, 0, round(top + 12, 2), 0])
        named[place.name.encode()] = document.make_indirect(pikepdf.Dictionary(D=at))
    _set_named(document, named)


def _lead(document: pikepdf.Pdf, places: Sequence[Destination]) -> None:
    """Make links of addresses that the template has made up (`towards`), as Typst makes them: with a place, and where it is in words."""
    pages = list(document.pages)
    known = {place.name: place for place in places}
    for page in pages:
        for link in page.get("/Annots", ()):
            address = bytes(link.A.URI) if "/A" in link and "/URI" in link.A else b""
            if not address.startswith(_LEADING):
                continue
            # Typst writes the bytes of UTF-8; what they say as a text of a PDF is something else.
            place = known[address.removeprefix(_LEADING).decode()]
            to = pages[place.page - 1]
            top = float(to.mediabox[3]) - max(place.y - _ABOVE, 0)
            link.Dest = pikepdf.Array([to.obj, pikepdf.Name.XYZ, round(place.x, 2), round(top, 2), 0])
            link.Contents = ", ".join(filter(None, (place.title, spoken.page(place.page))))
            del link["/A"]


_LEADING = b":"
"""As `leading` in the template."""
_ABOVE = 10
"""So much above a place a link leads, in points: what is linked is below the edge."""


def _named(document: pikepdf.Pdf) -> Iterable[tuple[bytes, pikepdf.Object]]:
    """The destinations that Typst itself has named: headings."""
    names = document.Root.get("/Names")
    tree = None if names is None else names.get("/Dests")
    if tree is None:
        return []
    return [(key if isinstance(key, bytes) else key.encode(), item) for key, item in pikepdf.NameTree(tree).items()]


def _set_named(document: pikepdf.Pdf, named: Mapping[bytes, pikepdf.Object]) -> None:
    """Write the name tree: leaves of some names, sorted by their bytes, as ISO 32000-1, 7.9.6 asks."""
    names = sorted(named)
    width = 64
    leaves = []
    for start in range(0, len(names), width):
        part = names[start : start + width]
        flat = [item for name in part for item in (pikepdf.String(name.decode()), named[name])]
        limits = [pikepdf.String(part[0].decode()), pikepdf.String(part[-1].decode())]
        leaf = pikepdf.Dictionary(Limits=pikepdf.Array(limits), Names=pikepdf.Array(flat))
        leaves.append(document.make_indirect(leaf))
    tree = document.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array(leaves)))
    if "/Names" not in document.Root:
        document.Root.Names = pikepdf.Dictionary()
    document.Root.Names.Dests = tree
