"""What was proposed is written: chapters, a copy of the source, its entry in the register. All or nothing."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lesebuch.adding.editors import chapter_schema
from lesebuch.adding.ignoring import settle
from lesebuch.adding.parts import Settled, part_of, settled
from lesebuch.adding.proposing import Proposal, is_written
from lesebuch.adding.standing import AddingState, ChapterOrigin
from lesebuch.config import FILE
from lesebuch.drafting import Draft, Repeat, chapter_file, picture_files
from lesebuch.folders import CORPUS, PICTURES, REGISTER
from lesebuch.model import Outside, Registered, Rights, Source
from lesebuch.problems import Code, Problem, Where
from lesebuch.sources import append_register, checksum, find
from lesebuch.writing import create_whole, write_whole


class SourceTerms(NamedTuple):
    """Under what terms a source is added."""

    is_open: bool = False
    licence: str = ""


def keep(
    proposal: Proposal, reader: AddingState, terms: SourceTerms, *, dry: bool = False
) -> tuple[str, list[Problem]]:
    """Write what was proposed; what is to be said of a copy that was made. `dry`: only the reader in memory grows.

    If it cannot be written, nothing is left behind.
    """
    if proposal.text is None:
        return "", []
    entry = _entry(proposal, proposal.text.source, reader, terms)
    shown = sorted({f"{slug}/" for slug, made in proposal.drafts if slug and picture_files(made, slug)})
    part = part_of(proposal.drafts)
    order = settled(reader.root, part, dry=dry) if part else Settled()
    said = [order.said]
    try:
        if not dry:
            place, copied = _write(proposal, reader, entry, order.text)
            pictures = [reader.folders[0] / PICTURES / name for name in shown]
            said.insert(0, settle(reader.root, place, copied=copied, is_open=terms.is_open, pictures=pictures))
    except OSError as error:
        where = os.path.relpath(error.filename) if error.filename else ""
        message = f"{proposal.path.name} was not added: {where}: {error.strerror or error}."
        hint = "Nothing of it was written; check that file and its folder."
        return "", [Problem(Code.UNREADABLE, Where(str(proposal.path)), message, hint)]
    reader.register.append(entry)
    reader.texts.append(proposal.text)
    reader.chapters |= {
        slug: ChapterOrigin(entry.file, made.first, made.last) for slug, made in proposal.drafts if slug
    }
    if shown:
        some = f"{shown[0]} to {shown[-1]}" if len(shown) > 1 else shown[0]
        kept = os.path.relpath(reader.folders[0] / PICTURES)
        said.append(
            f"Its pictures {'would be' if dry else 'are'} in {kept}, under {some}: what is said of the source holds for them."
        )
    return "\n".join(filter(None, said)), []


def _has(path: Path, data: bytes) -> bool:
    """Whether an earlier run, which was ended, has left just this picture."""
    return path.is_file() and path.read_bytes() == data


def _entry(proposal: Proposal, source: Source, reader: AddingState, terms: SourceTerms) -> Registered:
    drafts = proposal.drafts
    alone = drafts[0][1] if len(drafts) == 1 else None
    return Registered(
        file=source.file,
        sha256=source.sha256,
        extractor=source.extractor,
        text_sha256=checksum(source.text),
        rights=Rights.OPEN if terms.is_open else Rights.RESTRICTED,
        where=Where(str(REGISTER)),
        licence=terms.licence,
        title=alone.title if alone and alone.title_at else "",
        url=proposal.url,
        accessed=proposal.accessed,
        outside=tuple(_outside(drafts, reader)),
    )


def _outside(drafts: Iterable[tuple[str, Draft]], reader: AddingState) -> list[Outside]:
    """The lines that belong to no chapter, duplicates among them, in their order."""
    drafts = list(drafts)
    spans = [span for _, made in drafts for span in made.outside]
    own = {made.first: slug for slug, made in drafts if slug}
    for _, made in drafts:
        if made.repeats:
            spans.append(Outside(made.first, made.last, "duplicate", _repeated(made.repeats, own, reader)))
    return sorted(spans, key=lambda span: span.first)


def _repeated(repeat: Repeat, own: dict[int, str], reader: AddingState) -> str:
    """The chapter that is repeated; empty if its source has none."""
    if not repeat.file:
        return own.get(repeat.first, "")
    places = ((slug, *place) for slug, place in reader.chapters.items() if place.file == repeat.file)
    return next((slug for slug, _, first, last in places if first <= repeat.last and repeat.first <= last), "")


def _write(proposal: Proposal, reader: AddingState, entry: Registered, config: str) -> tuple[Path, bool]:
    """Chapters, a copy of the source where no folder of sources has it, reader.toml if `config` is not empty, then the register.

    Where the source lies now, and whether that is a copy.
    """
    written: list[Path] = []
    settings = reader.root / FILE
    before = settings.read_bytes() if config else b""
    there = find([entry], reader.folders).get(entry.file)
    place = there or reader.folders[0] / entry.file
    try:
        if there is None:
            create_whole(place, proposal.path.read_bytes())
            written.append(place)
        written += chapter_schema(reader.root)
        for slug, made in proposal.drafts:
            if slug and not (slug == made.slug and is_written(reader, made, entry.file)):
                chapter = reader.root / CORPUS / f"{slug}.md"
                create_whole(chapter, chapter_file(made, entry.file, slug))
                written.append(chapter)
            for address, name in picture_files(made, slug).items() if slug else ():
                picture = reader.folders[0] / PICTURES / name
                if not _has(picture, proposal.pictures[address]):
                    create_whole(picture, proposal.pictures[address])
                    written.append(picture)
        if config:
            write_whole(settings, config)
        append_register(reader.root / REGISTER, [entry])
    except BaseException:
        if config:
            write_whole(settings, before)
        for done in written:
            done.unlink(missing_ok=True)
        raise
    return place, there is None
