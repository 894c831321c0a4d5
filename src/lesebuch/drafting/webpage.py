"""The article of a web page, from what the page says of its lines."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from lesebuch.drafting.body import credit_translator, read_body, role_line
from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.datelines import find_dates, only_date
from lesebuch.drafting.forms import whole_speeches, with_letter, with_open_speeches, with_speeches, with_verse
from lesebuch.drafting.givennames import has_given_name
from lesebuch.drafting.hanlabels import take_labelled
from lesebuch.drafting.marked import whole_groups
from lesebuch.drafting.metaline import has_date
from lesebuch.drafting.names import byline, is_bare_name, is_office
from lesebuch.drafting.proposal import RUNNING, OpenDraft, SourceLine, part, pointer
from lesebuch.drafting.scattered import credit_speaker, is_scattered
from lesebuch.drafting.similar import words
from lesebuch.drafting.titles import date_label, is_metadata
from lesebuch.drafting.web import Hints
from lesebuch.drafting.web.authorship import split_names, without_offices
from lesebuch.drafting.web.dating import DISPUTED, GUESSED
from lesebuch.drafting.webhead import beside_shown_date, first_named, labelled_date, outdo, shown_date, shown_names
from lesebuch.drafting.wrapped import with_wrapped

_NAVIGATION = "navigation"
_FAR = 40
"""Lines between a title and its text."""
_ABOVE, _BELOW = 4, 3
"""Lines around the head and the end of an article in which its author may be named."""
_OPENING = 4
"""Lines above the first paragraph, among which stands who wrote it, and when."""
_OWNED = re.compile(
    r"(?i:copyright\s*)?(?:©|\([cC]\)|(?i:copyright))\s*(?:(?:19|20)\d\d\s*[-–,]?\s*){1,2}(?:by\s+|von\s+)?"
    r"(?P<name>[^\W\d_a-z][\w’'-]+ (?:(?:[^\W\d_a-z]\.|von|van|de|der|den) )*[^\W\d_a-z][\w’'-]+)(?=\W*$|\.\s|\s*[,|·∙–—-]\s)"
)
"""`© 2019–2024 Anna Muster`; what stands below a picture has no year, or one behind the name."""
_LAST = 3
"""Lines at the end of the text that may say who its author is, and those that may be a note on it."""
_IS = r"is|has|was|works|writes|lives|covers|reports|teaches|ist|war|arbeitet|schreibt|lebt|leitet|lehrt|studiert|berichtet|gehört"
_AUTHOR_LABEL = re.compile(
    r"(?:autor(?:in|innen|en)?|authors?|verfasser(?:in)?|texte?(?=\s*(?:[&+/]|und|:)))\b", re.IGNORECASE
)
_SIGNED = 3
"""Lines at the end of a text among which a name stands alone."""
_LONGEST_SIGNATURE = 100
_LONGEST_NOTE = 500
_ASKS = "?？؟"
_STOPPED = re.compile(r"[.!?…][“”\"»)\]*]*$")
_SENTENCE = re.compile(r"[.!?…:;]$")
_PRINTED = re.compile(
    r"(?:\d{1,2} [^\W\d_]{3,9} \d{4}\s?:\s)?(?:Column|Spalte)\s\d{1,4}(?:WH|WS|W|GC|P|MC|PBL)?|\[{1,2}(?:Column|Page|Seite|p\.|S\.)\s?[A-Z]{0,2}\d{1,5}\]{1,2}"
)
"""Where a page or a column of the printed edition begins, as parliaments have it: `Column 771`, `19 July 2011 : Column 772`, `[[Page S694]]`."""
_ALL_TYPED = 0.9
_MUCH = 0.1
"""Of the words of the article: where more was left out, the draft says so."""


def page_article(blocks: Sequence[SourceLine], hints: Hints) -> tuple[list[SourceLine], OpenDraft, list[SourceLine]]:
    """What stands before the article, the article as far as its lines tell, and what stands behind it.

    Lines in between that are no main text are dropped with a reason. `hints.lines` has a line for each line of the source.
    """
    blocks = [
        replace(b, level=line.level, quoted=line.quoted or b.quoted, strong=line.strong)
        for b, line in ((block, hints.lines[block.number - 1]) for block in blocks)
    ]
    blocks = with_open_speeches(_with_typed(blocks, hints))
    main = whole_groups(blocks, [hints.lines[block.number - 1].main for block in blocks])
    blocks, main = with_letter(blocks, whole_speeches(blocks, main))
    first, end = main.index(True), len(main) - main[::-1].index(True)
    while end < len(blocks) and (role_line(blocks[end].text) or byline(blocks[end].text)):
        main[end] = True  # a signature under the text is often taken for furniture
        end += 1
    title = _title_line(blocks, hints.title, first, end) if hints.title else _first_heading(blocks, main, first)
    first = first if title is None else min(first, title)
    main = _with_captions(blocks, main, range(first, end), title)
    article = blocks[first:end]
    work = OpenDraft(tuple(article), list(article), set_off=not _is_typed(article, hints))
    for block in article:
        tool = hints.lines[block.number - 1].tool
        if tool and block.text.endswith(tool):
            work.claim(part(block, len(block.text) - len(tool), len(block.text), "drop", _NAVIGATION))
    text_begins = _claim(work, blocks, main, range(first, end), title, hints)
    _say_what_is_missing(work, [b for b, chosen in zip(blocks, main, strict=True) if not chosen], hints)
    for block in [block for block in work.body if _PRINTED.fullmatch(block.text)]:
        work.take(block, "page")
    with_speeches(work)
    with_verse(work, _paragraphs(hints))
    read_body(work)
    head = first if title is None else title
    _date_beside_title(work, blocks, head, end, hints)
    around = [*blocks[max(first - _ABOVE, 0) : text_begins + _BELOW], *blocks[max(end - _BELOW, first) : end + _BELOW]]
    _authors(work, *shown_names(blocks, head), around, hints)
    if not (work.has_author or hints.authors or hints.offices):
        _owner(work, blocks[text_begins:])
    _take_notes(work)
    return list(blocks[:first]), work, list(blocks[end:])


def _with_typed(blocks: Sequence[SourceLine], hints: Hints) -> list[SourceLine]:
    """The blocks, those of `<pre>` joined which were broken by width, as whole texts of old pages are."""
    typed = [block for block in blocks if hints.lines[block.number - 1].typed]
    joined = {block.number: block for block in with_wrapped(typed, _paragraphs(hints)) if block.wrapped}
    return [joined.get(block.number, block) for block in blocks]


def _is_typed(article: Sequence[SourceLine], hints: Hints) -> bool:
    """Whether nearly all of a text stands in `<pre>`, so that no tag says what its lines are."""
    typed = sum(len(block.text) for block in article if hints.lines[block.number - 1].typed)
    return typed > _ALL_TYPED * sum(len(block.text) for block in article)


def _paragraphs(hints: Hints) -> dict[int, int]:
    """The number of the paragraph in which each line of a page stands."""
    return {number: line.paragraph for number, line in enumerate(hints.lines, 1)}


def _with_captions(blocks: Sequence[SourceLine], main: Sequence[bool], article: range, title: int | None) -> list[bool]:
    """Which blocks are text, with what the page itself marks as captions of pictures that stand above the text or between its lines.

    Who looks for main text often takes them for furniture. Beside lines that are left out, a picture belongs to these.
    """
    chosen = list(main)
    known = [i for i in article if blocks[i].kind != "caption"]
    begins = next((i for i in known if main[i] and i != title), article.stop)
    for index in article:
        if blocks[index].kind == "caption":
            above = next((i for i in reversed(known) if i < index), None)
            below = next((i for i in known if i > index), None)
            stands_in_text = all(i is None or main[i] or i == title for i in (above, below))
            chosen[index] = main[index] or stands_in_text or index < begins
    return chosen


def _claim(
    work: OpenDraft,
    blocks: Sequence[SourceLine],
    main: Sequence[bool],
    article: range,
    title: int | None,
    hints: Hints,
) -> int:
    """Claim the title and what between it and the end is no main text; where the text begins."""
    text = [i for i in article if main[i] and i != title]
    text_begins = next(iter(text), article.stop)
    opening = list(takewhile(lambda i: len(blocks[i].text) < RUNNING, text))[:_OPENING]
    for index in article:
        block = blocks[index]
        if index == title:
            work.set_title(hints.title or block.text, str(block.number))
            work.take(block, "title")
        elif hints.lines[block.number - 1].kind == "subtitle":
            work.take(block, "subtitle")
            text_begins += index == text_begins
        elif not main[index]:
            _leave_out(work, block, hints, head=index < text_begins)
        elif title is not None and words(block.text) == words(hints.title or blocks[title].text):
            work.take(block, "drop", "the title once more")
            text_begins += index == text_begins
        elif (
            index + 1 < article.stop
            and not (block.form or _PRINTED.fullmatch(block.text))
            and _says_by_whom_or_when(block)
        ):
            if index == text_begins or (index in opening and _agrees(block, hints)):
                _leave_out(work, block, hints, head=True)
            text_begins += index == text_begins
    return text_begins


def _says_by_whom_or_when(block: SourceLine) -> bool:
    return is_metadata(block.text) or has_date(block.text) or _says_when(block)


def _agrees(block: SourceLine, hints: Hints) -> bool:
    """Whether a line behind the first ones of a text, such as a lead, says what the page declares: another day may be one that the text is about."""
    names = byline(block.text)
    if names and set(names[0]) & set(hints.authors):
        return True
    return any(date.value == hints.published for date in find_dates(block.text))


def _authors(work: OpenDraft, names: Sequence[str], at: str, around: Sequence[SourceLine], hints: Hints) -> None:
    """Whom the page shows as authors in line `at`, if it shows others than it declares; where neither names any, the lines around the text do."""
    names = without_offices(
        [name for shown in names for name in split_names(shown)] or names, [hints.site] if hints.site else []
    )
    if outdo(names, hints.authors):
        work.credit_authors(names, at)
        if hints.authors:
            work.doubts.append(f"author: line {at} names others than the page declares ({', '.join(hints.authors)})")
    elif not hints.authors:
        work.credit_authors(*first_named(around, loosely=False))
        if not work.has_author:
            _named_alone(work)
    for block in around:
        if byline(block.text):
            credit_translator(work, block)
    _about_authors(work, names or hints.authors)
    _sign(work, {credit.name for credit in work.credits if credit.role == "author"} or {*hints.authors})


def _title_line(blocks: Sequence[SourceLine], title: str, first: int, end: int) -> int | None:
    """The last line above the running text that is the title; the window's title is another's."""
    key = words(title)
    near = range(max(first - _FAR, 0), min(first + _FAR, end))
    found = [i for i in near if key and words(blocks[i].text) == key]
    marked = [i for i in found if blocks[i].level]
    return next(reversed(marked or [i for i in found if blocks[i].number > 1]), None)


def _first_heading(blocks: Sequence[SourceLine], main: Sequence[bool], first: int) -> int | None:
    """The heading with which a text begins whose page declares no title, or its first line in capitals; above it may stand a date or a number of a page."""
    for index in range(first, min(first + _ABOVE, len(blocks))):
        block = blocks[index]
        if block.level or (main[index] and block.text.isupper() and len(block.text) < RUNNING):
            return index
        if main[index] and not (_says_by_whom_or_when(block) or _PRINTED.fullmatch(block.text)):
            break
    return None


def _says_when(block: SourceLine) -> bool:
    """Whether a line has an exact date and little else: sections, tags, the number of comments."""
    return not (block.level or block.kind) and is_scattered(block.text) and bool(find_dates(block.text))


def _leave_out(work: OpenDraft, block: SourceLine, hints: Hints, *, head: bool) -> None:
    """A line that is no main text: above the text it may be metadata."""
    if head and take_labelled(work, block, "byline"):
        return
    if head and byline(block.text):
        work.take(block, "metadata", "author")
    elif head and (only_date(block.text) or date_label(block.text) or has_date(block.text)):
        _date_line(work, block, hints)
        work.take(block, "metadata", "published")
    else:
        work.take(block, "drop", reason(block.text) or _NAVIGATION)


def _date_line(work: OpenDraft, block: SourceLine, hints: Hints) -> None:
    """A date above the text bears out what the page declares, or is a doubt, or is all that there is."""
    label = date_label(block.text)
    for date in find_dates(block.text, old=True) if not (label and label.revised) else ():
        at = pointer(block, date.start, date.end)
        if hints.published is None or date.value == hints.published:
            work.set_date(date.value, at)
        else:
            work.doubts.append(
                f"date: line {block.number} gives {date.value}, the page's {hints.published_from} {hints.published}"
            )
        return


def _date_beside_title(work: OpenDraft, blocks: Sequence[SourceLine], head: int, end: int, hints: Hints) -> None:
    """Where no element of the page declares a date, or its words have another, one beside the title, or with a label in the text or below it, goes before what was found in its words."""
    sure = hints.published is not None and hints.published_from != GUESSED and DISPUTED not in hints.published_from
    if work.facts.published is not None or sure:
        return
    found = shown_date(blocks, head) or labelled_date([*work.body, *blocks[end : end + _BELOW]])
    if found is None:
        return
    value, block = found
    inside = block in work.blocks
    dates = {date.value: date for date in find_dates(block.text)}
    date = dates.get(hints.published or value) or dates[value]  # of several, the one that the page means
    work.set_date(date.value, pointer(block, date.start, date.end) if inside else "", f"line {block.number}")


def _named_alone(work: OpenDraft) -> None:
    """Whom a line of the text names as author; else a name beside the date, or at the end; else who spoke, as the title says."""
    labels = [block for block in work.body if _AUTHOR_LABEL.match(block.text) and byline(block.text)]
    work.credit_authors(*first_named(labels, loosely=False))
    if not work.has_author:
        _named_beside_date(work)
    if not work.has_author:
        _signed(work)
    if not work.has_author:
        credit_speaker(work)


def _owner(work: OpenDraft, below: Sequence[SourceLine]) -> None:
    """Whoever has the right to the whole page, with a year, and is a person: pages that name nobody else are their writer's own."""
    for block in below:
        owned = _OWNED.match(block.text)
        name = owned["name"] if owned else ""
        if is_bare_name(name) and has_given_name(name) and not is_office(name):
            work.credit(name, "author", str(block.number))
            work.doubts.append(f"author: line {block.number} says whose the page is, not who wrote the text")
            return


def _named_beside_date(work: OpenDraft) -> None:
    title = next((i for i, block in enumerate(work.blocks) if str(block.number) == work.facts.title_at), None)
    names, at = beside_shown_date(work, title) if title is not None else ([], "")
    work.credit_authors(names, at)


def _signed(work: OpenDraft) -> None:
    """A name below the last sentence, but for one that stands below a quotation; below it stand but short lines, or a note."""
    last = takewhile(lambda block: block.slanted or len(block.text) <= _LONGEST_SIGNATURE, reversed(work.body[1:]))
    for block in [*last][:_SIGNED][::-1]:
        above = work.blocks[work.blocks.index(block) - 1]
        name = block.text.partition(",")[0].strip()
        if above in work.body and _STOPPED.search(above.text) and _is_signature(block, name):
            work.credit(name, "author", str(block.number))
            work.doubt_whose(block)
            work.take(block, "signature")
            return


def _sign(work: OpenDraft, authors: set[str]) -> None:
    """The last line, if it names the authors, who are known without it, and nobody else."""
    for last in work.body[1:][-1:]:
        plain = not (last.level or last.kind or last.cells) and len(last.text) <= _LONGEST_SIGNATURE
        if plain and authors and {*split_names(last.text)} == authors:
            work.take(last, "signature")


def _is_signature(block: SourceLine, name: str) -> bool:
    """Whether a line has a name alone, or with what its bearer is behind a comma."""
    plain = not (block.level or block.kind or block.cells) and len(block.text) <= _LONGEST_SIGNATURE
    return plain and is_bare_name(name) and not name.isupper() and not _SENTENCE.search(block.text)


def _about_authors(work: OpenDraft, names: Sequence[str]) -> None:
    """The last lines, if they tell who the author is: such a line begins with the name, and the verb follows."""
    for name in names:
        about = re.compile(rf"\W{{0,2}}{re.escape(name)},?\s+(?:[(,][^)]*[),]\s+)?(?:{_IS})\b", re.IGNORECASE)
        for block in [block for block in work.body[1:][-_LAST:] if about.match(block.text)]:
            work.take(block, "drop", "about the author")


def _take_notes(work: OpenDraft) -> None:
    """The last lines, if they are in italics below a text that is not: so pages set what they say of a text, its author or themselves."""
    notes = list(takewhile(_is_set_apart, reversed(work.body)))
    above = work.body[-len(notes) - 1 : -len(notes)]
    if len(notes) <= _LAST and any(not block.slanted for block in above):
        for block in notes:
            work.take(block, "drop", "note on the text")
            work.doubts.append(f"text: line {block.number}, at its end and in italics, is taken for a note on it")


def _is_set_apart(block: SourceLine) -> bool:
    """Whether nothing but italics says what a line is: no quotation marks, which make it somebody's words, and no dash, which makes it a speech.

    What asks is none either: a note tells something.
    """
    plain = not (block.level or block.kind or block.quoted or block.form or block.text[-1] in _ASKS)
    return plain and block.slanted and len(block.text) <= _LONGEST_NOTE and block.text[0].isalnum()


def _say_what_is_missing(work: OpenDraft, left_out: Sequence[SourceLine], hints: Hints) -> None:
    """Running text that was left out is a doubt where it is much."""
    missing = [block for block in left_out if hints.lines[block.number - 1].running]
    count = sum(len(block.text.split()) for block in missing)
    kept = sum(len(block.text.split()) for block in work.body)
    if missing and count > _MUCH * (kept + count):
        numbers = [block.number for block in missing]
        span = ", ".join(f"{a}-{b}" if b > a else f"{a}" for a, b in _spans(numbers))
        work.doubts.append(
            f"text: {count} words in {len(numbers)} lines that look like text were left out (lines {span}); {kept} were kept"
        )


def _spans(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of the lines that follow each other."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans
