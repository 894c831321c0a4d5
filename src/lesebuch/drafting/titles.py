"""Lines that begin an article: `Title | Author. Date`, or a title with a byline or a date under it."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.datelines import FoundDate, find_dates, only_date
from lesebuch.drafting.givennames import has_given_name
from lesebuch.drafting.names import ROLE_BEHIND, byline, is_name
from lesebuch.drafting.proposal import SourceLine

_LONGEST_TITLE = 180
_LONG = 200
"""A line from which on it is running text."""
_BODY = 2
"""Running lines above a title, where nothing says who wrote what stands there, or when: one may be the lead, and what is below it a name."""
_TIME_OF_DAY = 20
"""Characters that may stand behind a date."""
_STOPS = ".,;:。，；：、।۔،؛"
"""Signs at the end of a line with which no title ends, in any script."""
_SEVERAL_SENTENCES = re.compile(r"[.!?][“”\"»]?\s+[A-ZÄÖÜ„“\"»].*[.!]$")
_FIELD = re.compile(r"^[^\W\d_][\w /-]{2,40}:\s")
_LABEL = re.compile(
    r"^\W*(?P<label>date|datum|stand|veröffentlicht(?:\s+am)?|veröffentlichung|erschienen(?:\s+am)?|erscheinungsdatum|publiziert(?:\s+am)?|erstellt(?:\s+am)?|"
    r"published(?:\s+on)?|posted(?:\s+on)?|updated(?:\s+on)?|aktualisiert(?:\s+am)?|zuletzt aktualisiert(?:\s+am)?|last updated(?:\s+on)?|last modified|"
    r"publiée?(?:\s+le)?|mise? à jour(?:\s+le)?|modifiée?(?:\s+le)?|publicado(?:\s+(?:el|em))?|actualizado(?:\s+el)?|pubblicato(?:\s+il)?|aggiornato(?:\s+il)?|"
    r"gepubliceerd(?:\s+op)?|opublikowano|zaktualizowano|опубликовано|обновлено|опубліковано|оновлено|дата(?:\s+публикации|\s+публікації)?|"
    r"ausgabe|heft|issue)\b\s*:?\s*",
    re.IGNORECASE,
)
_FEWEST = 4
"""Letters of a title below another text: `on` stands between a name and a date."""
_COMMENTS = re.compile(
    r"\s(?:says|said|writes|wrote|sagte?|schreibt|schrieb|meinte?|dit|a écrit|dice|ha scritto|ha detto|escribió|пишет|написала?|пише)$"
)
"""How a line ends that names who comments on a page; the day stands below it."""
_REVISED = re.compile(
    r"aktualisiert|updated|mise? à jour|modifi|actualizado|aggiornato|zaktualizowano|обновлено|оновлено", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TitleLine:
    """`Title | Author. Date`: offsets of its parts; the date may be missing."""

    title: tuple[int, int]
    bar: int
    author: tuple[int, int]
    date: FoundDate | None


@dataclass(frozen=True, slots=True)
class DateLabel:
    """`Veröffentlicht am 5. April 2022`, at the start of a line."""

    label: str
    start: int
    end: int
    date: FoundDate

    @property
    def revised(self) -> bool:
        """Whether it is the date of a revision: the text is not younger, and may be older."""
        return bool(_REVISED.search(self.label))


def title_line(text: str) -> TitleLine | None:
    """Read a line of the form `Title | Author. Date` or `Title | Author`; None if it has another."""
    bar = text.rfind("|")
    if bar < 1 or len(text) > _LONGEST_TITLE + 80 or (_FIELD.match(text) and not find_dates(text[bar:])):
        return None
    tail = text[bar + 1 :]
    dates = find_dates(tail, old=True)
    date = dates[0] if len(dates) == 1 and not tail[dates[0].end :].strip(" .") else None
    if dates and not date:
        return None
    name_end = date.start if date else len(tail)
    name = tail[:name_end].strip(" .,;·-–—")
    if not (is_name(name) or (date and name and name[0].isupper() and len(name.split()) == 1)):
        return None
    start = bar + 1 + tail.index(name)
    end = bar + 1 + len(tail[:name_end].rstrip(" ,;·-–—"))
    moved = replace(date, start=bar + 1 + date.start, end=len(text)) if date else None
    return TitleLine((0, len(text[:bar].rstrip())), bar, (start, max(end, start + len(name))), moved)


def title_like(text: str) -> bool:
    """Whether a line can be a title: short, one sentence or none, without a full stop."""
    if (
        not 2 <= len(text) <= _LONGEST_TITLE or text[-1] in _STOPS or not any(c.isalpha() for c in text)
    ):  # a letter is no title
        return False
    return not _SEVERAL_SENTENCES.search(text) and not date_label(text) and not byline(text)


def date_label(text: str) -> DateLabel | None:
    """A labelled date at the start of a line; what follows it on the line is left to the caller."""
    label = _LABEL.match(text)
    if not label:
        return None
    dates = find_dates(text[: label.end() + 60], old=True)
    if not dates or not re.fullmatch(
        r"(?!.*\b(?:by|von|par)(?:\b|(?=[A-ZÄÖÜ])))[\w,.\s]{0,16}", text[label.end() : dates[0].start]
    ):
        return None
    return DateLabel(label["label"], label.start("label"), dates[0].end, dates[0])


def starts(blocks: Sequence[SourceLine], skipped: Container[int] = ()) -> list[int]:
    """The blocks at which articles begin; the first is always one, those of `skipped` (line numbers) never are.

    A later one needs running text before it, so that a subheading or a byline of the first article is none.
    """
    found = [0]
    running, said = 0, False
    marked = any(block.level for block in blocks)  # then an article begins with a heading
    for index, block in enumerate(blocks):
        candidate = index and running and block.number not in skipped and (block.level or not marked) and not block.form
        enough = said or running >= _BODY
        if candidate and (_titled(block) or (enough and _headed(blocks, index))):
            found.append(index)
            running, said = 0, False
        running += len(block.text) >= _LONG
        said = said or is_metadata(block.text)
    return found


def _titled(block: SourceLine) -> bool:
    line = title_line(block.text)
    return bool(line and line.date)


def _headed(blocks: Sequence[SourceLine], index: int) -> bool:
    """A title with a byline or a date line under it, and running text after that. Who comments on a page, and when, looks like one."""
    text = blocks[index].text
    if index + 2 >= len(blocks) or not title_like(text) or not is_metadata(blocks[index + 1].text):
        return False
    if (
        len(text) < _FEWEST
        or reason(text)
        or ROLE_BEHIND.search(text)
        or _COMMENTS.search(text)
        or (has_given_name(text) and is_name(text))
    ):
        return False
    return any(len(block.text) >= _LONG for block in blocks[index + 2 : index + 6])


def is_metadata(text: str) -> bool:
    """Whether a line says nothing but by whom a text is, or of what day."""
    return bool(byline(text) or only_date(text) or _whole_label(text))


def _whole_label(text: str) -> bool:
    label = date_label(text)
    return bool(label and len(text) - label.end < _TIME_OF_DAY)
