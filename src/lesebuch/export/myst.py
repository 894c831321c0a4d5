"""A chapter as a MyST document of its own: core syntax alone, so that any MyST parser reads it."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from lesebuch.edtf import TimeValue
from lesebuch.export.escaping import escape, finish, wrap
from lesebuch.export.inline import inline
from lesebuch.model import Anchor, Chapter, Markup, Passage, PassageKind, Reader, surface
from lesebuch.myst import WrittenRole, scan, split_title
from lesebuch.presentation import wording
from lesebuch.presentation.arrangement import Section, arrange
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.collation import sort_key
from lesebuch.presentation.index import Index
from lesebuch.presentation.labels import marks_itself, number_of, numbering
from lesebuch.presentation.walk import Closed, Grid, Opened, ShownCell, Step, TableRow, VerseLine, Walk
from lesebuch.problems import Where

_MISSING = r"\[…\]"


def myst(reader: Reader, chapter: Chapter) -> str:
    """The chapter: head note, passages with a target each, notes as footnotes, events, dates, glossary.

    A passage is one block, its target is `SLUG.p3`; read by myst-parser, its text is the passage's text, with
    nothing added but the numbers of footnotes. Roles of ours in the editors' markup become links or plain words.
    """
    blocks = [_front_matter(chapter), *_passages(reader, chapter)]
    blocks += (
        _footnote(
            note.id, note.anchor, wording.note_kind(note.kind, reader.kinds), _linked(note.body.text, reader, chapter)
        )
        for note in chapter.annotations
    )
    for note in chapter.emendations:
        label = _("Textual criticism") + (f", {_('correct:')} {escape(note.to)}" if note.to else "")
        blocks.append(_footnote(note.id, note.anchor, label, _linked(note.body.text, reader, chapter)))
    blocks += _events(reader, chapter)
    blocks += _times(reader, chapter)
    blocks += _glossary(reader, chapter)
    return "\n\n".join(blocks) + "\n"


def _front_matter(chapter: Chapter) -> str:
    """Metadata, as YAML that is also JSON; names that docutils gives a meaning of its own are avoided."""
    values: dict[str, object] = {
        "id": chapter.slug,
        "contributors": [f"{c.name} ({c.role})" for c in chapter.contributors],
        "published": str(chapter.published) if chapter.published else None,
        "publisher": chapter.publisher or None,
        "language": chapter.language,
        "rights": chapter.rights.value,
        "url": chapter.url or None,
        "source": f"{chapter.file}, {chapter.first}-{chapter.last}",
    }
    return "\n".join(["---", *(f"{key}: {json.dumps(value)}" for key, value in values.items()), "---"])


def _passages(reader: Reader, chapter: Chapter) -> Iterator[str]:
    """The blocks. The first title is the document's, unless a heading stands before it."""
    walk = Walk(reader, Index(reader), chapter)
    titled = False
    head = _head(reader, chapter)
    kinds = [passage.kind for passage in chapter.passages]
    first = next((kind for kind in kinds if kind in (PassageKind.TITLE, PassageKind.HEADING)), None)
    if first is not PassageKind.TITLE:
        titled = True
        yield f"# {finish(escape(chapter.title))}"
        yield from head
    depths = dict(_depths(arrange(chapter).text, 2))
    for passage in chapter.passages:
        name = f"{chapter.slug}.{passage.id}"
        target = f"% {passage.kind}\n\n({name})=\n"
        steps = walk.steps(passage)
        line = finish(_line(passage, steps, chapter.slug))
        if passage.kind is PassageKind.TITLE and not titled:
            titled = True
            yield f"{target}# {line}"
            yield from head
        elif passage.kind is PassageKind.HEADING:
            yield f"{target}{'#' * depths.get(passage.id, 2)} {line}"
        elif passage.kind is PassageKind.QUOTE:
            yield f"{target}> {wrap(line, name)}"
        elif passage.kind is PassageKind.VERSE and passage.parts:
            yield target + _verse(steps, chapter.slug)
        elif passage.kind is PassageKind.TABLE and passage.parts:
            yield target + _table(steps, chapter.slug)
        elif passage.kind is PassageKind.ITEM and not marks_itself(passage):
            yield f"{target}{_item_sign(passage)} {_hung(wrap(line, name), _item_sign(passage))}"
        else:
            yield target + wrap(line, name)


def _depths(sections: Iterable[Section], depth: int) -> Iterator[tuple[str, int]]:
    """How deep each heading stands, never deeper than Markdown knows."""
    for section in sections:
        if section.heading:
            yield section.heading.id, min(depth, 6)
        yield from _depths(section.sections, depth + 1)


def _item_sign(item: Passage) -> str:
    """Each item is a list of its own, since its target stands before it; numbers go on all the same."""
    sign = numbering(item)
    number = number_of(item, sign)
    if sign is None or number is None or sign.style != "1":
        return "-"
    return f"{number}{sign.around[-1]}"


def _hung(text: str, sign: str) -> str:
    """Text whose further lines stand under the first one of an item."""
    return text.replace("\n", "\n" + " " * (len(sign) + 1))


def _verse(steps: Sequence[Step], slug: str) -> str:
    """A line each, with hard breaks."""
    lines = [finish(inline(part, slug)) or "&#32;" for part in _parts(steps, VerseLine)]
    return "\\\n".join(lines)


def _table(steps: Sequence[Step], slug: str) -> str:
    """A pipe table. Markdown's have one header row; where the source has none it is empty. What stands behind follows it."""
    rows = [[inline(cell, slug) for cell in _parts(row, ShownCell)] for row in _parts(steps, TableRow)]
    grid = next(step.mark for step in steps if isinstance(step, Opened) and isinstance(step.mark, Grid))
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    if not grid.header:
        rows.insert(0, [""] * width)
    rows.insert(1, _sides(steps, width))
    end = next(n for n, step in enumerate(steps) if isinstance(step, Closed) and step.mark is grid)
    behind = inline(steps[end + 1 :], slug)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + (f"\n\n{behind}" if behind else "")


_SIDES = {"left": ":--", "center": ":-:", "right": "--:"}


def _sides(steps: Sequence[Step], width: int) -> list[str]:
    """To which side the words of each column stand, where all of its cells say the same; below a head the body's."""
    grid = next(step.mark for step in steps if isinstance(step, Opened) and isinstance(step.mark, Grid))
    rows: list[list[str]] = []
    for step in steps:
        if isinstance(step, Opened) and isinstance(step.mark, TableRow):
            rows.append([])
        elif isinstance(step, Opened) and isinstance(step.mark, ShownCell):
            rows[-1] += [step.mark.align] * step.mark.columns
    columns = [{row[n] for row in rows[grid.header :] or rows if n < len(row)} for n in range(width)]
    return [_SIDES.get(sides.pop(), "---") if len(sides) == 1 else "---" for sides in columns]


def _parts(steps: Sequence[Step], kind: type[VerseLine | TableRow | ShownCell]) -> Iterator[Sequence[Step]]:
    """What stands in each mark of a kind."""
    start = 0
    for n, step in enumerate(steps):
        if isinstance(step, Opened) and isinstance(step.mark, kind):
            start = n + 1
        elif isinstance(step, Closed) and isinstance(step.mark, kind):
            yield steps[start:n]


def _head(reader: Reader, chapter: Chapter) -> list[str]:
    if not chapter.head:
        return []
    text = _linked(chapter.head.text, reader, chapter)
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return [f"{ticks}{{admonition}} {_('Introduction')}\n{text}\n{ticks}"]


def _line(passage: Passage, steps: Iterable[Step], slug: str) -> str:
    return ("" if passage.text is not None else _MISSING) + inline(steps, slug)


def _footnote(name: str, anchor: Anchor, label: str, body: str) -> str:
    words = f"{wording.quoted(escape(anchor.words))} " if anchor.words else ""
    return f"[^{name}]: {words}({label})\n\n{_indented(body, 4)}"


def _events(reader: Reader, chapter: Chapter) -> Iterator[str]:
    events = [event for event in reader.events if event.concerns(chapter.slug)]
    if events:
        yield f"## {_('Events')}"
        yield "\n".join(
            f"- {finish(escape(wording.date(event.when)))}\n\n{_indented(_linked(event.body.text, reader, chapter), 2)}"
            for event in events
        )


def _times(reader: Reader, chapter: Chapter) -> Iterator[str]:
    """What the text says of time, with its value; words that are the date already are left out."""
    passages = {passage.id: passage for passage in chapter.passages}
    lines: dict[str, None] = {}
    for time in reader.times.get(chapter.slug, ()) if chapter.available else ():
        words, name = surface(passages[time.span.passage], time.span), time.span.passage
        value = wording.date(TimeValue.parse(time.edtf)) if time.edtf else words
        if value != words:
            line = f"- {wording.quoted(escape(words))} ([{name}](#{chapter.slug}.{name})): {finish(escape(value))}"
            lines[line] = None
    if lines:
        yield f"## {_('Dates and times')}"
        yield "\n".join(lines)


def _glossary(reader: Reader, chapter: Chapter) -> Iterator[str]:
    """The entries that the chapter mentions."""
    slugs = dict.fromkeys(mention.entry for mention in Index(reader).mentions(chapter.slug))
    entries = sorted((reader.entries[slug] for slug in slugs), key=lambda entry: sort_key(entry.term))
    if entries:
        yield f"## {_('Glossary')}"
    for entry in entries:
        yield f"(entry-{entry.slug})=\n**{escape(entry.term)}**\n\n{_linked(entry.body.text, reader, chapter)}"


def _linked(text: str, reader: Reader, chapter: Chapter) -> str:
    """Markup of the editors, its roles turned into what any MyST parser knows: a link, or the words alone."""
    made, end = "", 0
    for role in scan(Markup(text, Where(""))).roles:
        if role.start >= end and (plain := _plain(role, reader, chapter)) is not None:
            made += text[end : role.start] + plain
            end = role.end
    return made + text[end:]


def _plain(role: WrittenRole, reader: Reader, chapter: Chapter) -> str | None:
    """What stands in place of a role of ours; None of another's."""
    label, goal = split_title(role.text)
    if role.name == "entry":
        entry = reader.entries.get(goal)
        return escape(label or (entry.term if entry else goal))
    if role.name.partition(":")[0] == "cite":
        return escape(f"[{role.text.strip()}]")
    if role.name != "passage":
        return None
    slug, _hash, passage = goal.partition("#")
    if slug == chapter.slug:
        return f"[{escape(label or goal)}](#{slug}.{passage})"
    return escape(f"{label} ({goal})" if label else goal)


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line if line else "" for line in text.split("\n"))
