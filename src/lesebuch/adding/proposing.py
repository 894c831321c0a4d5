"""From a file to what could be added of it. Nothing is written here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lesebuch.adding.gathering import Given
from lesebuch.adding.pages import page_hints
from lesebuch.adding.pictures import with_pictures
from lesebuch.adding.records import Record, joined, record_of
from lesebuch.adding.scans import Scans, is_scan, with_text
from lesebuch.adding.standing import AddingState
from lesebuch.drafting import STAND_IN, Draft, Hints, chapter_file, draft, hints_of, slug, unique
from lesebuch.edtf import TimeValue
from lesebuch.folders import CORPUS, folded
from lesebuch.model import Source, Text
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Problem, Where
from lesebuch.sources import Refusal, account, load, parted
from lesebuch.sources.document import printed_document
from lesebuch.sources.mail import saved_page
from lesebuch.sources.tracked import Tracked, tracked
from lesebuch.textfile import read_text

_TITLES = 3
"""Lines at the top of a source among which its title is, for whoever knows that."""
_RENAME = "Rename the file and add it again."
_INSTEAD = {
    "error": (
        "it is a server's word that the page cannot be had",
        "Look whether the address is right, or whether the page lies in the Internet Archive.",
    ),
    "check": ("it asks whether a person reads it, and the text is not in it", ""),
    "consent": ("it asks for consent before it shows the text, and the text is not in it", ""),
    "sign-in": ("it asks to sign in before it shows the text, and the text is not in it", ""),
    "script": ("its text comes by a script, and is not in it", ""),
}
"""Why a page that came in the place of a text is no source, and what to do, where that is not what `_SAVE_SHOWN` says."""
_SAVE_SHOWN = "Open it in a browser, and save the page once its text is seen there; or copy the text into a .txt file."
_NOT_CHAPTERS = ("chronology",)
"""Files in corpus/ that are no chapters."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be added of a source."""

    given: Given
    text: Text | None = None
    """None where there is nothing to add."""
    drafts: tuple[tuple[str, Draft], ...] = ()
    """With the slug, which is empty for a duplicate."""
    note: str = ""
    """Why nothing is to be done, as a clause about the file."""
    url: str = ""
    accessed: TimeValue | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By their addresses within the source: what is in those that are kept."""

    @property
    def path(self) -> Path:
        """The file."""
        return self.given.path


Decide = Callable[[Path, Tracked], str]
"""What becomes of the tracked changes of a file, one of `CHANGES`."""


def propose(
    given: Given, reader: AddingState, scans: Scans | None = None, decide: Decide | None = None
) -> tuple[Proposal, list[Problem]]:
    """What could be added of a file; of a scan only with `scans`. Without `decide` all changes are accepted."""
    nothing = Proposal(given)
    if not given.path.name.isprintable():
        message = f"The name {given.path.name!a} has characters that cannot be written down in the register."
        return nothing, [Problem(Code.BAD_VALUE, Where(ascii(str(given.path))), message, _RENAME)]
    source, problems = load(given.path)
    if source is None and scans and is_scan(given.path, problems):
        try:
            given = with_text(given, scans)
        except Refusal as error:
            message = f"{given.path.name} cannot be used as a source: {error}."
            return nothing, [Problem(Code.BAD_SOURCE, Where(str(given.path)), message, error.hint)]
        nothing = Proposal(given)
        source, problems = load(given.path)
    if source is None:
        return nothing, problems
    known = next((entry for entry in reader.register if entry.sha256 == source.sha256), None)
    if known:
        return replace(nothing, note=f"is registered already, as {known.file} ({known.where})"), []
    refused = _refused(source, given.path, reader)
    if refused:
        return nothing, [refused]
    if decide and (found := tracked(given.path.read_bytes(), source.format)):
        source, problems = load(given.path, changes=decide(given.path, found))
        if source is None:
            return nothing, problems
    return _drafted(given, normalise(source)[0], [problem.message for problem in problems], reader)


def with_drafts(proposal: Proposal, drafts: Sequence[Draft], reader: AddingState) -> Proposal:
    """The proposal with these drafts, in the place of its own."""
    return replace(proposal, drafts=tuple(zip(_slugs(drafts, reader, proposal.path), drafts, strict=True)))


def is_written(reader: AddingState, made: Draft, file: str) -> bool:
    """Whether an earlier run, which was ended before it could register the source, has left just this chapter."""
    text, _ = read_text(reader.root / CORPUS / f"{made.slug}.md", made.slug)
    return text == chapter_file(made, file, made.slug)


def _refused(source: Source, path: Path, reader: AddingState) -> Problem | None:
    """Why a file that can be read is still not to be added."""
    if "\n" not in source.text and source.text.strip("\r").count("\r") > 1:
        message = f"The lines of {path.name} end as on Macs before 2001 (CR): here all of it would be one line."
        hint = "Open it in an editor and save it with the line ends of Unix (LF) or Windows (CRLF)."
        return Problem(Code.BAD_SOURCE, Where(str(path)), message, hint)
    if taken := next((entry.file for entry in reader.register if folded(entry.file) == folded(source.file)), ""):
        message = f"Another source is registered under the name {taken}."
        return Problem(Code.DUPLICATE_ID, Where(str(path)), message, _RENAME)
    return None


def _drafted(given: Given, text: Text, doubts: Sequence[str], reader: AddingState) -> tuple[Proposal, list[Problem]]:
    """`doubts` are about the source, whatever is in it."""
    hints, unsaid = _hints(text.source, given)
    if hints and hints.instead:
        reason, hint = _INSTEAD[hints.instead]
        message = f"{given.path.name} cannot be used as a source: {reason}."
        return Proposal(given), [Problem(Code.BAD_SOURCE, Where(str(given.path)), message, hint or _SAVE_SHOWN)]
    record = _record(given, text, hints, reader)
    hints = joined(hints, record) if record else hints
    drafts, problems = draft(text, known=reader.texts, hints=hints)
    problems = [replace(problem, where=Where(str(given.path))) for problem in problems]
    if not drafts:
        return Proposal(given), problems
    doubts = (*given.doubts, *doubts, *filter(None, [unsaid]))
    drafts[0] = replace(drafts[0], doubts=(*doubts, *drafts[0].doubts))
    drafts, kept = with_pictures(drafts, text.source, given.path)
    url = given.url or (drafts[0].url if len(drafts) == 1 else "")
    accessed = given.accessed or (record.accessed if record else None)
    return with_drafts(Proposal(given, text, url=url, accessed=accessed, pictures=kept), drafts, reader), problems


def _hints(source: Source, given: Given) -> tuple[Hints | None, str]:
    """What a web page or a document says of itself, and the doubt where it cannot be told; None for a file that is only text."""
    format_, data = source.format, given.path.read_bytes()
    if format_ == "html":
        return page_hints(data, given.shared)
    if format_ == "mhtml":
        page, address = saved_page(data)
        hints, unsaid = page_hints(page)
        return hints and replace(hints, url=hints.url or address), unsaid
    document = (
        printed_document(data, source) if format_ == "pdf" else account(data, format_, parted(source.extractor)[1])
    )
    return (None if document is None else hints_of(document)), ""


def _record(given: Given, text: Text, hints: Hints | None, reader: AddingState) -> Record | None:
    """What a reference manager knows of this source."""
    titles = [line.text for line in text.lines if line.text][:_TITLES]
    said = ("", "") if hints is None else (hints.title, hints.url)
    return record_of(given.path, [said[0], *titles], [given.url, said[1]], reader.records)


def _slugs(drafts: Sequence[Draft], reader: AddingState, path: Path) -> list[str]:
    slugs: list[str] = []
    for made in drafts:
        taken = {*reader.chapters, *slugs, *_NOT_CHAPTERS}
        if made.slug not in slugs and is_written(reader, made, path.name):
            taken.discard(made.slug)
        # A title without a letter makes no slug; the name that its owner gave the file may.
        name = slug(path.stem) if made.slug == STAND_IN else made.slug
        slugs.append("" if made.repeats else unique(name, taken))
    return slugs
