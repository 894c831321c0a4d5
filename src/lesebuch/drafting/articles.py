"""`draft`: from a text to the articles in it, each with all that can be proposed for its chapter."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import PurePath

from lesebuch.drafting.around import (
    ABOVE_TITLE,
    FRONT_MATTER,
    NAVIGATION,
    above_foot,
    with_foot,
    with_notices,
    with_outside,
)
from lesebuch.drafting.authorsigns import read_likely
from lesebuch.drafting.below import read_below
from lesebuch.drafting.body import read_body
from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.books import Parts, chapters_of
from lesebuch.drafting.chapternames import TitlePage, chapter_slugs, read_numbered_title, title_page
from lesebuch.drafting.contents import take_contents
from lesebuch.drafting.correspondence import read_letter
from lesebuch.drafting.coversheet import COVER, cover_sheet
from lesebuch.drafting.cutting import Found, articles, chapters, looked_at
from lesebuch.drafting.forms import forms_of, with_open_speeches, with_play, with_spoken_rows
from lesebuch.drafting.givennames import has_given_name
from lesebuch.drafting.gutenberg import Wrapped, unwrapped, with_title
from lesebuch.drafting.head import read_above, read_head
from lesebuch.drafting.language import recognise
from lesebuch.drafting.marked import pictures, with_emphasis, with_layout
from lesebuch.drafting.metaline import date_from_address
from lesebuch.drafting.names import is_bare_name
from lesebuch.drafting.pressrecord import read_record
from lesebuch.drafting.proposal import Draft, OpenDraft, Repeat, SourceLine, is_all_quoted
from lesebuch.drafting.provenance import provenance_start, read_provenance
from lesebuch.drafting.published import PublishedDate, from_text
from lesebuch.drafting.scattered import read_scattered
from lesebuch.drafting.similar import DUPLICATE, RELATED, Shingles, share, shingles
from lesebuch.drafting.styles import read_styles, with_styles
from lesebuch.drafting.web import Hints
from lesebuch.drafting.webhead import read_shown
from lesebuch.drafting.webpage import page_article
from lesebuch.drafting.wrapped import with_wrapped
from lesebuch.model import Text
from lesebuch.problems import Code, Problem, Where
from lesebuch.slugs import slug

_BOOKS = ("epub", "fb2", "html")
"""Formats that are for books; and pages, of which those come here alone that Project Gutenberg has made of one."""
_ENCODED = frozenset(["tei"])
"""Formats that name title, author and each heading: none is guessed."""
_WRITTEN = frozenset(["docx", "odt", "rtf"])
"""Formats of word processors: what stands in such a file belongs to its text, and no page is around it."""
_PART = "between chapters"
_HEAD = 8
"""Blocks among which an author is named."""
_MOST_DOUBTS = 20
_SILENT = ("drop", "metadata", "byline", "dateline", "signature")
"""Kinds of lines whose words may be in another language than the text, or in none."""
_UNREAD = "\ufffd"
_UNDATED = PublishedDate(None, doubts=("date: the text gives none",))
_STAND_IN = 6
"""Words of the text that stand in for a missing title."""


def draft(
    text: Text, *, known: Sequence[Text] = (), hints: Hints | None = None, today: dt.date | None = None
) -> tuple[list[Draft], list[Problem]]:
    """The articles of a source in their order, duplicates among them marked.

    `known` are the texts of sources registered already; `hints` is what a web page says of itself (drafting/web.py). `today`
    is the last day on which a text can have been published (default: the current one). Every line that is not blank is in a
    draft or in the `outside` of one.
    """
    today = today or dt.datetime.now(tz=dt.UTC).date()
    blocks = _blocks(text)
    kept = above_foot(blocks) if text.source.format == "eml" else len(blocks)
    blocks, foot = blocks[:kept], blocks[kept:]
    cover = cover_sheet(blocks) if hints is not None and hints.whose == "file" else None
    if cover is not None and hints is not None:
        blocks, hints = blocks[len(cover.lines) :], cover.over(hints)
    around = unwrapped(blocks)
    if around and hints is not None:
        hints = replace(
            hints, whose="file", title=around.title or hints.title
        )  # all between record and licence is text
    ready = _ready(text, around.blocks if around else blocks, hints, "" if around is None else around.title)
    if not ready.blocks:
        return [], [Problem(Code.BAD_SOURCE, Where(text.source.file), f"{text.source.file} holds no text.")]
    book = ready.book
    before, after, part, page = list[SourceLine](), list[SourceLine](), "", TitlePage()
    looked, rest = (ready.blocks, []) if book else looked_at(ready.blocks)
    if hints is not None and hints.whose == "page" and not rest and any(_mains(ready.blocks, hints)):
        before, work, after = page_article(ready.blocks, hints)
        works = [(list(work.blocks), work)]
    else:
        if book is not None:
            before, after, page = book.before, book.after, title_page(book.before)
            part = (hints.title if hints else "") or (around.title if around else "") or page.title
            part = part or PurePath(text.source.file).stem
            # The record is the book's: its chapters have titles of their own.
            hints = hints and replace(hints, title="")
        found = chapters(book) if book else articles(looked, rest, whole=text.source.format in _WRITTEN)
        works = _read_all(found, text, around, hints, in_book=bool(book))
    hints = _with_record(works, around, hints)
    drafts: list[Draft] = []
    sets = [(Repeat(t.source.file, first, last, 0.0), s) for t in known for first, last, s in _known(t)]
    for article, work in works:
        work.doubts += [doubt for line, doubt in ready.unsure if article[0].number <= line <= article[-1].number]
        read_letter(work, is_whole=not book)
        if not (hints and hints.authors):
            page.credit(work)
        made = _drafted(work, hints, today, is_news=not (book or around))
        if book and hints:
            hints = replace(hints, created=None)  # once said, of all chapters of a book
        if rest and work is works[-1][1]:
            made, article = _with_rest(made, rest), [*article, *rest]
        shown = pictures(text.source, made.first, made.last, _left_out(made))
        marked, own = _compared(replace(made, part=part, pictures=shown), article, sets)
        sets.append((Repeat("", marked.first, marked.last, 0.0), own))
        drafts.append(marked)
    drafts = _named(drafts, part) if book else drafts
    drafts = with_outside(drafts, before, after, FRONT_MATTER if book else NAVIGATION)
    drafts = with_outside(drafts, cover.lines, (), COVER) if cover else drafts
    drafts = with_foot(drafts, foot)
    return with_notices(drafts, around) if around else drafts, []


def _named(drafts: Sequence[Draft], book: str) -> list[Draft]:
    """The chapters of a book with names by which they are told apart."""
    names = chapter_slugs(book, [(made.title, made.language) for made in drafts])
    return [replace(made, slug=name) for made, name in zip(drafts, names, strict=True)]


def _mains(blocks: Sequence[SourceLine], hints: Hints) -> Iterable[bool]:
    """Of each line, whether the page has it as main text."""
    return (hints.lines[block.number - 1].main for block in blocks if hints.lines)


def _with_record(
    works: Sequence[tuple[object, OpenDraft]], around: Wrapped | None, hints: Hints | None
) -> Hints | None:
    """What Project Gutenberg's record adds: title, people; and that the date of the file is none of the text."""
    if around is None:
        return hints
    for _, work in works:
        for name, role in around.people:
            if role != "author":
                work.credit(name, role, "")
    said = hints or Hints(whose="file")
    authors = said.authors or tuple(name for name, role in around.people if role == "author")
    made = said.published or said.created
    title = said.title if len(works) > 1 else said.title or around.title
    return replace(said, title=title, authors=authors, typed=False, published=None, created=made)


@dataclass(frozen=True, slots=True)
class _Ready:
    """The lines of a source with all that is known of each before articles are looked for."""

    blocks: list[SourceLine]
    unsure: list[tuple[int, str]]
    """Doubts about what lines are, each with its line."""
    book: Parts | None = None


def _ready(text: Text, blocks: list[SourceLine], hints: Hints | None, title: str) -> _Ready:
    """`title` is what a record above the text gives, of which no format knows."""
    unsure: list[tuple[int, str]] = []
    book: Parts | None = None
    if hints is None and not text.source.layout:
        blocks, unsure = forms_of(with_wrapped(blocks))
        book = chapters_of(blocks, ())
        blocks = with_title(blocks, title) if title and not book else blocks
    blocks = with_emphasis(with_layout(blocks, text.source.layout), text.source)
    if hints is not None and hints.whose == "file":
        blocks = with_styles(blocks, hints)
        if is_all_quoted(blocks):  # it is only indented
            blocks = [replace(block, quoted=False) for block in blocks]
        blocks = with_open_speeches(with_spoken_rows(blocks))
        if text.source.format == "eml":
            blocks = with_wrapped(blocks)  # its program may have broken the lines of a mail by width
        is_book = text.source.format in _BOOKS
        book = chapters_of(blocks, hints.starts, is_book=is_book)
        book = book and chapters_of(with_play(blocks), hints.starts, is_book=is_book)
        blocks, unsure = (blocks, unsure) if book else forms_of(blocks)
    return _Ready(blocks, unsure, book)


def _blocks(text: Text) -> list[SourceLine]:
    """The lines that are not blank, with what normalisation takes from them."""
    return [
        SourceLine(line.number, line.text, raw.strip().count("\t"), indent=len(raw) - len(raw.lstrip()))
        for line, raw in zip(text.lines, text.source.text.split("\n"), strict=False)
        if line.text
    ]


def _left_out(made: Draft) -> set[int]:
    """The lines of an article that nobody sees."""
    dropped = {claim.line for claim in made.structure if claim.kind == "drop"}
    return dropped.union(*(range(span.first, span.last + 1) for span in made.outside))


def _with_rest(made: Draft, rest: Sequence[SourceLine]) -> Draft:
    """The last article goes on to the end of the source."""
    doubt = f"text: it is so long that nothing was looked for behind line {rest[0].number - 1}"
    return replace(made, last=rest[-1].number, doubts=(*made.doubts, doubt))


def _read_all(
    found: Iterable[Found],
    text: Text,
    around: Wrapped | None,
    hints: Hints | None,
    *,
    in_book: bool,
) -> list[tuple[list[SourceLine], OpenDraft]]:
    """Each article with what is told of it."""
    named = around.title if around and not in_book and hints is None else ""
    format_ = text.source.format
    return [(article.blocks, _read(article, hints, named, format_, in_book=in_book)) for article in found]


def _read(
    found: Found,
    hints: Hints | None,
    named: str,
    format_: str,
    *,
    in_book: bool,
) -> OpenDraft:
    """What the styles of an article's lines say, and then the lines by themselves. `named` is the title if no line of it may be one."""
    article, furniture, encoded = found.blocks, found.furniture, format_ in _ENCODED
    work = OpenDraft(tuple(article), list(article), set_off=encoded, whole=format_ in _WRITTEN)
    if named and not any(block.level for block in article):
        work.set_title(named)
        work.doubts.append("title: taken from the record above the text; no line of the text has it")
    if in_book:
        read_numbered_title(work)
    work.outside += furniture
    if left := [span for span in furniture if span.last < article[0].number]:
        first, last = left[0].first, left[-1].last
        said = f"lines {first}-{last} stand" if last > first else f"line {first} stands"
        work.doubts.append(f"title: {said} above it, left out")
    take_contents(work)
    work.recorded = read_record(work)
    start = len(work.body) if work.recorded else provenance_start(work.body) or len(work.body)
    end = next((i for i, block in enumerate(work.body) if i > start and block.wrapped), len(work.body))
    provenance, below = work.body[start:end], work.body[end:]  # a record may stand above the text, too
    del work.body[start:]
    recorded = hints is not None and hints.is_recorded
    text = read_styles(work, "" if hints is None else hints.title, is_recorded=recorded)
    if recorded and not work.facts.title and hints is not None:
        work.set_title(hints.title)
        work.doubts.append("title: taken from the record or cover sheet; no heading of the text has it")
    above = 0 if encoded and work.facts.title else read_head(work, found.titles)
    if not work.recorded:
        read_scattered(work)
    if work.styled:
        read_shown(work)
    read_above(work, above)
    if not (work.recorded or work.styled):
        read_below(work)
        read_likely(work)
    work.body = sorted([*work.body, *text, *provenance, *below], key=lambda block: block.number)
    read_provenance(work, provenance)
    read_body(work)
    return work


def _drafted(work: OpenDraft, hints: Hints | None, today: dt.date, *, is_news: bool) -> Draft:
    """`is_news`: whether the days that it names may be close to its publication."""
    if hints is not None:
        work.doubts += hints.remarks
        _from_page(work, hints)
    if work.facts.published is None:
        evidence = from_text(work.blocks, today) if is_news else _UNDATED
        work.doubts += evidence.doubts
        if evidence.value is not None:
            work.set_date(evidence.value, evidence.at, evidence.note)
        if work.facts.published is None and hints is not None and hints.created:
            work.doubts.append(f"date: the file was made on {hints.created}; its text may be older")
    date_from_address(work)
    _check(work, today)
    return _finished(work, "" if hints is None else hints.language)


def _from_page(work: OpenDraft, hints: Hints) -> None:
    """What the page's metadata says fills what is still open; where it and the text differ is for the editor."""
    if not work.facts.title and hints.title:
        work.set_title(hints.title)
        work.doubts.append(f"title: taken from the {hints.whose}'s metadata; no line of the text has it")
    if not work.has_author:
        for name in hints.authors or hints.offices:
            work.credit(name, "author", "")
            if hints.typed:
                work.doubts.append(f"author: the file's properties name {name}, who may only have typed the text")
    for name in hints.translators:
        work.credit(name, "translator", "")
    if hints.published is not None:
        work.set_date(hints.published, "", f"the {hints.whose}'s {hints.published_from}")
    work.set_publisher(hints.site)
    work.set_url(hints.url)


def _check(work: OpenDraft, today: dt.date) -> None:
    if unread := [block.number for block in work.blocks if _UNREAD in block.text]:
        others = f" and {len(unread) - 1} others" if len(unread) > 1 else ""
        work.doubts.append(f"text: in line {unread[0]}{others} {_UNREAD} stands for what could not be read")
    if not work.has_author:
        unsure = [claim.kind in ("subtitle", "heading") or claim.detail == ABOVE_TITLE for claim in work.claims]
        plain = {claim.line for claim, is_unsure in zip(work.claims, unsure, strict=True) if not is_unsure}
        ends = [block for block in (*work.blocks[:_HEAD], work.blocks[-1]) if block.number not in plain]
        names = [block for block in ends if " " in block.text and is_bare_name(block.text) and not reason(block.text)]
        line = min(names, key=lambda block: not has_given_name(block.text)).number if names else 0
        work.doubts.append("author: the text names none" + (f"; line {line} may be a name" if line else ""))
    if work.facts.published is not None and work.facts.published.earliest > today:
        work.doubts.append(f"date: {work.facts.published} lies in the future")


def _finished(work: OpenDraft, language: str) -> Draft:
    if not work.facts.title:
        work.set_title(f"{' '.join(_opening(work).split()[:_STAND_IN])} …")
        work.doubts.append("title: the text gives none; the first words stand in for it")
    code, doubt = recognise(_spoken(work), language)
    work.doubts += [doubt] if doubt else []
    if code != "en" and not doubt:
        _day_first(work)
    return Draft(
        **{fact.name: getattr(work.facts, fact.name) for fact in fields(work.facts)},
        first=work.blocks[0].number,
        last=work.blocks[-1].number,
        slug=slug(work.facts.title, code),
        language=code,
        credits=tuple(work.credits),
        structure=tuple(sorted(work.claims, key=lambda claim: (claim.line, claim.start))),
        outside=tuple(work.outside),
        doubts=_few(work.doubts),
    )


def _day_first(work: OpenDraft) -> None:
    """Of 5/4/2022, the fifth of April: where a text is not in English, nobody puts the month first."""
    for date in work.slashed:
        if date.value == work.facts.published:
            work.facts = replace(work.facts, published=date.day_first)
            work.doubts.remove(date.doubt)
            return


def _spoken(work: OpenDraft) -> list[str]:
    """The lines whose words tell the language: running text, and speeches, items and captions, too, of which some texts consist."""
    silent = {claim.line for claim in work.claims if claim.kind in _SILENT and claim.at == str(claim.line)}
    return [block.text for block in work.blocks if block.number not in silent] or [b.text for b in work.blocks]


def _few(doubts: Sequence[str]) -> tuple[str, ...]:
    """As many as somebody may read."""
    more = len(doubts) - _MOST_DOUBTS
    return (*doubts[:_MOST_DOUBTS], f"and {more:,} more of this kind") if more > 1 else tuple(doubts)


def _opening(work: OpenDraft) -> str:
    """Where the words of the article begin, behind a byline in its first line."""
    unsaid = {claim.line for claim in work.claims if claim.kind in ("figure", "caption", "drop", "page")}
    block = next((block for block in work.blocks if block.number not in unsaid), work.blocks[0])
    behind = max((c.end for c in work.claims if c.line == block.number and c.kind in ("byline", "metadata")), default=0)
    return block.text[behind:] or (work.body[0].text if work.body else block.text)


def _known(text: Text) -> Iterable[tuple[int, int, Shingles]]:
    """The articles of a registered source, so that a repeat is matched with the one that it repeats."""
    blocks = [SourceLine(line.number, line.text) for line in text.lines if line.text]
    looked, rest = looked_at(blocks)
    for article in articles(looked, rest) if blocks else ():
        whole = [*article.blocks, *rest] if article.blocks[-1] is looked[-1] else article.blocks
        yield whole[0].number, whole[-1].number, shingles(block.text for block in whole)


def _compared(
    made: Draft, article: Sequence[SourceLine], sets: Sequence[tuple[Repeat, Shingles]]
) -> tuple[Draft, Shingles]:
    own = shingles(block.text for block in article)
    best, most = None, 0.0
    for place, other in sets:
        common = share(own, other)
        if common > most:
            best, most = place, common
    if best is None or most < RELATED:
        return made, own
    repeat = Repeat(best.file, best.first, best.last, most)
    if most >= DUPLICATE:
        return replace(made, repeats=repeat), own
    place_name = f"{best.file} " if best.file else ""
    doubt = f"duplicate: {most:.0%} of it stands in {place_name}lines {best.first}-{best.last} too"
    return replace(made, doubts=(*made.doubts, doubt)), own
