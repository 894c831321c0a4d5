"""What a web page shows around its title: who wrote the text, and when.

Readers see this, and so it is kept right where declarations are not: those often name who put the text up, or the day of a
change. Measured on pages of 240 sites, a name that the page shows with a label is right nine times as often as the one that it
declares, where the two differ; a date beside the title is right where it differs from one that was found among all words of the page.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lesebuch.drafting.body import is_caption
from lesebuch.drafting.datelines import find_dates
from lesebuch.drafting.names import byline, is_bare_name, listed
from lesebuch.drafting.proposal import RUNNING, OpenDraft, SourceLine, pointer
from lesebuch.drafting.scattered import LABEL_ALONE, beside_date, said_names, topics_of
from lesebuch.drafting.titles import date_label
from lesebuch.drafting.web.authorship import labelled
from lesebuch.edtf import TimeValue

_ABOVE, _BELOW = 6, 14
"""Lines around the title."""
_DIRECTLY_ABOVE = 3
"""Lines in which a date needs no label."""
_RUNNING_LINES = 2
"""Running lines, the lead among them, behind which nothing is looked for."""
_LONGEST_NAMES, _LONGEST_DATE = 140, 160
_MOST_WORDS = 9
"""Words that a line with a date has beside it."""
_SIGN = 5
"""Letters of a sign that an editor puts below a text, at most."""
_DAY = 10
"""Characters of a day in ISO 8601."""
_NO_PUBLICATION = re.compile(
    r"aktualisiert|geändert|updated|modified|revised|bearbeitet|registriert|registered|joined|mitglied|member|erscheinungs|release|geboren|born|veranstaltung"
    r"|\bdied\b|\bdeath\b|gestorben|verstorben|\bnée? le\b|décédé|\b(?:nat|mort)[oa] il\b|\bnacid[oa]\b|\bfalleci|родил|скончал|doğum|ölüm",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\W{0,2}\s*(?:[-–—~～]|\b(?:bis|to|until|till|au|al|do|по|до)\b)\s*", re.IGNORECASE)
"""What stands between the first and the last day of something that the line tells of."""


def shown_names(blocks: Sequence[SourceLine], title: int) -> tuple[list[str], str]:
    """Whom the first line around the title that says so names as authors, and that line; `title` is an index of `blocks`."""
    return first_named([*blocks[max(title - _ABOVE, 0) : title], *_below(blocks, title)])


def first_named(lines: Sequence[SourceLine], *, loosely: bool = True) -> tuple[list[str], str]:
    """The names of the first line that says who wrote the text, or stands below one that does, and its number.

    `loosely`: words beside the names do not matter, if the line is short.
    """
    label = False
    for block in lines:
        found = byline(block.text)
        names = found[0] if found else labelled(block.text)
        if not names and loosely and len(block.text) <= _LONGEST_NAMES:
            names = said_names(block.text)
        names = names or (_below_label(block.text) if label else [])
        if names:
            return names, str(block.number)
        label = bool(LABEL_ALONE.fullmatch(block.text))
    return [], ""


def _below_label(text: str) -> list[str]:
    """The names of a line below one that says that they are authors; behind one may stand for whom its bearer writes: `Anna Muster/dpa`."""
    return [name for name in listed(text) if is_bare_name(name)] if len(text.split()) <= _MOST_WORDS else []


def _named(text: str) -> list[str]:
    """The names of a line, if it has nothing else."""
    names = listed(text.strip(" ,"))
    return names if names and all(map(is_bare_name, names)) else []


def read_shown(work: OpenDraft) -> None:
    """Author and date of a printed page, whose head is cut up by lists and headings: what stands around its title, each where nothing else gave it."""
    line = work.facts.title_at
    index = next((i for i, block in enumerate(work.blocks) if str(block.number) == line), None)
    if index is None:
        return
    if not work.has_author:
        names, at = shown_names(work.blocks, index)
        if not names:
            names, at = beside_shown_date(work, index)
        work.credit_authors(names, at)
    found = shown_date(work.blocks, index) if work.facts.published is None else None
    if found is not None:
        value, block = found
        date = next(date for date in find_dates(block.text) if date.value == value)
        work.set_date(value, pointer(block, date.start, date.end))


def beside_shown_date(work: OpenDraft, title: int) -> tuple[list[str], str]:
    """Whom a line below the title names beside a date, or alone in the line above or below one; and that line."""
    topics, below = topics_of(work), list(_below(work.blocks, title))[1:]
    dated = [len(b.text) <= _LONGEST_DATE and bool(find_dates(b.text)) and not _dates_picture(b) for b in below]
    for i, block in enumerate(below):
        if dated[i]:
            names = [name for name in beside_date(block.text, topics) if " " in name]  # one word is rather a section
        elif any(dated[max(i - 1, 0) : i + 2]):
            names = _named(block.text)
        else:
            continue
        if names and not any(map(topics.holds, names)):
            work.doubt_whose(block)
            return names, str(block.number)
    return [], ""


def outdo(shown: Sequence[str], declared: Sequence[str]) -> bool:
    """Whether the names shown are others than those declared, not less or more of the same, and not the signs of whom names in full are declared."""
    own, others = [name.casefold() for name in shown], [name.casefold() for name in declared]
    signs = all(len(name) <= _SIGN and (name.islower() or name.isupper()) for name in shown)
    if not own or set(own) <= set(others) or (signs and all(" " in name for name in declared)):
        return False
    return not any(a != b and a.startswith(b) and not _is_fuller(a, b) for a in own for b in others)


def _is_fuller(name: str, declared: str) -> bool:
    """Whether a first name was declared, and the whole name is shown."""
    return " " not in declared and len(name.split()) == 2  # first and last name


def shown_date(blocks: Sequence[SourceLine], title: int) -> tuple[TimeValue, SourceLine] | None:
    """The day in the line next to the title that holds little else, and that line."""
    above = [(block, title - index) for index, block in enumerate(blocks[:title])][: -_ABOVE - 1 : -1]
    below = [(block, 0) for block in _below(blocks, title)]
    for block, distance in (*below[1:], *above):
        far = distance > _DIRECTLY_ABOVE and not date_label(block.text)
        if far or len(block.text) > _LONGEST_DATE or _dates_picture(block):
            continue
        days = [date for date in find_dates(block.text) if date.value.is_exact and len(str(date.value)) == _DAY]
        lasts = any(_UNTIL.fullmatch(block.text[a.end : b.start]) for a, b in pairwise(days))
        if days and not lasts and _says_little(block.text, days[0].start, days[-1].end):
            return days[0].value, block
    return None


def labelled_date(blocks: Sequence[SourceLine]) -> tuple[TimeValue, SourceLine] | None:
    """The day of publication that a line of the text gives with a label and nothing else, and that line."""
    for block in blocks:
        label = date_label(block.text) if len(block.text) <= _LONGEST_DATE else None
        if (
            label
            and not label.revised
            and label.date.value.is_exact
            and _says_little(block.text, label.date.start, label.end)
        ):
            return label.date.value, block
    return None


def _says_little(text: str, start: int, end: int) -> bool:
    """Whether a line says nothing but a date of publication, and perhaps whose or of what section."""
    if _NO_PUBLICATION.search(text[:start]):
        return False
    rest = text[:start] + " " + text[end:]
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= _MOST_WORDS and not re.search(r"[^\W\d_]{3}\.$", rest.strip())


def _below(blocks: Sequence[SourceLine], title: int) -> Iterator[SourceLine]:
    """The title and the lines below it, up to the running text."""
    running = 0
    for block in blocks[title : title + _BELOW]:
        running += len(block.text) >= RUNNING
        if running >= _RUNNING_LINES:
            return
        yield block


def _dates_picture(block: SourceLine) -> bool:
    """Whether a line is about a picture: its day and its names are those of the picture."""
    return block.kind == "caption" or is_caption(block.text)
