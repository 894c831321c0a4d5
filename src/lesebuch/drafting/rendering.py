"""A draft as a chapter file. Comments say from which line each proposal was taken, and what is doubtful."""

from collections.abc import Iterator, Sequence

from lesebuch.drafting.proposal import Claim, Draft
from lesebuch.model import picture_key
from lesebuch.yamlfile import quoted

SCHEMA = ".lesebuch/chapter.schema.json"
"""In the reader's folder: what an editor that knows schemas completes keys and marks mistakes by."""
_RANGED = frozenset(["item", "row", "verse", "speech", "figure", "footnote", "box", "paragraph"])
"""Kinds of which an item of several lines is the same as one for each, or where the lines make one table, stanza or paragraph."""
_PARTED = frozenset(["item", "speech", "footnote"])
"""Kinds of which each line is a passage of its own, unless the item says that they are one."""


def picture_files(draft: Draft, slug: str) -> dict[str, str]:
    """The pictures of a draft by address, each with the file that is to hold it: its name tells it from all of other chapters."""
    had = [picture for picture in draft.pictures if picture.ending]
    return {picture.address: f"{slug}/{slug}-{number}{picture.ending}" for number, picture in enumerate(had, 1)}


def chapter_file(draft: Draft, file: str, slug: str = "") -> str:
    """The text of corpus/SLUG.md (default: as the draft has it): front matter with `status: draft`, and a head note to be written."""
    lines = ["---", f"# yaml-language-server: $schema=../{SCHEMA}"]
    lines.append(f"source: {{file: {quoted(file)}, lines: {_span(draft.first, draft.last)}}}")
    lines.append(f"title: {quoted(draft.title)}" + (_from(draft.title_at) or "  # not in the source"))
    if not draft.title_at:
        lines.append("supplied: [title]")
    lines += _contributors(draft)
    published = quoted(str(draft.published)) if draft.published else "null"
    lines.append(f"published: {published}" + _comment(_origin(draft)))
    if draft.published and draft.published_at:
        lines.append(f"evidence: {{published: {quoted(draft.published_at)}}}")
    lines.append(f"publisher: {quoted(draft.publisher) if draft.publisher else 'null'}" + _from(draft.publisher_at))
    lines.append(f"url: {quoted(draft.url) if draft.url else 'null'}")
    lines.append(f"language: {draft.language}")
    lines += _original(draft)
    if draft.structure:
        lines.append("structure:")
        lines += [f"  - {_item(claim, last)}" for claim, last in _ranges(draft.structure)]
    lines += _pictures(draft, slug or draft.slug)
    lines.append("status: draft")
    lines += [f"# To check: {_one_line(doubt)}" for doubt in draft.doubts]
    lines.append("---")
    return "\n".join(lines) + "\n"


def _contributors(draft: Draft) -> list[str]:
    if not draft.credits:
        return ["contributors: []"]
    lines = ["contributors:"]
    for credit in draft.credits:
        origin = _from(credit.at) or "  # the source's metadata"
        lines.append(f"  - {{name: {quoted(credit.name)}, role: {credit.role}}}{origin}")
    return lines


def _pictures(draft: Draft, slug: str) -> list[str]:
    files = picture_files(draft, slug)
    lines = ["pictures:"] if draft.pictures else []
    for picture in draft.pictures:
        name = files.get(picture.address, "")
        alt = None if picture.described else picture.alt
        lines.append(f"  - {picture_item(picture_key(picture.address), name, alt)}  # line {picture.line}")
    return lines


def picture_item(key: str, name: str, alt: str | None) -> str:
    """An item of `pictures`. `name` is empty of one that is not kept; `alt` is None where words of the source say what it shows."""
    fields = [f"of: {quoted(key)}", f"file: {quoted(name) if name else 'null'}"]
    if name and alt is not None:
        fields.append(f"alt: {quoted(alt) if alt else 'null'}")
    return f"{{{', '.join(fields)}}}"


def _original(draft: Draft) -> list[str]:
    original = draft.original
    if original is None:
        return []
    fields = [("language", original.language), ("title", original.title)]
    fields += [("published", str(original.published) if original.published else ""), ("url", original.url)]
    inner = ", ".join(f"{key}: {quoted(value) if value else 'null'}" for key, value in fields)
    return [f"original: {{{inner}}}"]


def _ranges(claims: Sequence[Claim]) -> Iterator[tuple[Claim, int]]:
    """Claims with the line to which each goes on: whole lines of a kind, one directly below the other, are one item."""
    waiting: tuple[Claim, int] | None = None
    for claim in claims:
        if waiting:
            first, last = waiting
            whole = claim.at.isdigit() and first.at.isdigit()
            below = claim.line == last + 1 or (claim.form is not None and claim.form.group)  # one may hold blank lines
            if whole and below and claim.kind == first.kind and _go_together(first, claim):
                waiting = first, claim.line
                continue
            yield waiting
        waiting = claim, claim.line
    if waiting:
        yield waiting


def _go_together(first: Claim, claim: Claim) -> bool:
    """Whether one item says all of two lines of a kind."""
    form = claim.form
    if form is None:
        return first.form is None and claim.kind in _RANGED
    return form == first.form and (form.group != 0 or not form.speaker)


def _item(claim: Claim, last: int) -> str:
    at = claim.at if claim.at.isdigit() else quoted(claim.at)
    at = f"{claim.line}-{last}" if last > claim.line else at
    detail = {"metadata": "field", "drop": "reason"}.get(claim.kind)
    said = f", {detail}: {quoted(claim.detail)}" if detail else ""
    return f"{{at: {at}, is: {claim.kind}{said}{_details(claim, last)}}}"


def _details(claim: Claim, last: int) -> str:
    """What the looks of lines say beyond their kind."""
    form = claim.form
    if form is None:
        return ""
    level = f", level: {form.level}" if form.level > 1 else ""
    one = ", as: one" if form.group and last > claim.line and claim.kind in _PARTED else ""
    header = f", header: {form.header}" if form.header else ""
    if form.speaker == "":
        return level + one + header
    return f"{level}{one}, speaker: {'null' if form.speaker is None else quoted(form.speaker)}"


def _origin(draft: Draft) -> str:
    """Where the date was taken from."""
    if draft.published is None:
        return "unknown: the text does not say"
    line = f"line {draft.published_at.split()[0]}" if draft.published_at else ""
    return ": ".join(part for part in (line, draft.published_note) if part)


def _from(at: str) -> str:
    return _comment(f"line {at.split(maxsplit=1)[0]}" if at else "")


def _comment(text: str) -> str:
    return f"  # {_one_line(text)}" if text else ""


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _span(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else str(first)
