"""Author and date where lines that nobody knows stand between them and the title: buttons, sections, the time that reading takes.

A page that somebody has copied has them so. Only short lines count, and only up to the running text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lesebuch.drafting.body import is_caption
from lesebuch.drafting.datelines import MONTH, WEEKDAY, FoundDate, find_dates
from lesebuch.drafting.forms.runs import EAST_ASIAN
from lesebuch.drafting.givennames import has_given_name, is_given_name
from lesebuch.drafting.names import (
    ADVERTISERS,
    CAPITALISED,
    byline,
    closes_letter,
    is_bare_name,
    is_office,
    listed,
    plain_name,
    without_role,
)
from lesebuch.drafting.persons import ACCOUNT, NO_PERSON, persons
from lesebuch.drafting.proposal import RUNNING, OpenDraft, SourceLine, pointer
from lesebuch.drafting.similar import words

_WITHIN = 16
"""Lines below the title."""
_RUNNING_LINES = 2
"""Running lines, the lead among them, behind which nothing is looked for."""
_SIGNS = 8
"""East Asian signs that say more than a button does."""
_LONGEST = 120
_MOST_WORDS = 9
"""Words that a line with a date has beside it."""
_REVISED = re.compile(r"aktualisiert|geändert|updated|modified|revised|bearbeitet", re.IGNORECASE)
_BY = re.compile(
    r"(?<![^\W\d_])(?:[Vv]on:?|VON|[Bb]y:?|BY|[Pp]ar|[Pp]or(?=\s[A-ZÀ-Þ])|[Aa]uthor:?|[Aa]utor(?:[:*_]?in(?:nen)?|en)?:?|[Tt]exte?(?:\s*(?:&|\+|/|und)\s*(?:Interview|Fotos?|Bilder|Photos?))?:|Words(?: (?:&|and) (?:[Pp]hotos?|[Ii]mages|[Pp]ictures))?:|[Rr]edaktion:)(?:(?<=:)\s*|\s+|(?<=on|or|[Bb]y)(?=[A-ZÄÖÜ][a-zäöüß]+\s[A-ZÄÖÜ]))(?!\s|(?:[Bb]y|[Vv]on)\s|in(?:nen)?\b)"
    rf"(?!(?i:{MONTH})\s\d)(?P<name>[^|·•/–—\d(]{{2,60}}?)"
    rf"(?=\s*(?:$|[|·•/–—@\d(]|\s-\s|\b(?i:{MONTH})\s\d|\b(?:am|um|[OoIi]n|ON|UM|[Aa]t|AT|vom|mit|Uhr|Lesezeit|Fotos?|Photos?|Bild(?:er)?|aktualisiert|[Pp]osted|[Pp]ublished|[Pp]ublicado|[Pp]ublié|[Pp]ubblicato|veröffentlicht|(?:last )?updated|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b))"
)
_WITH_ROLE = re.compile(
    rf"(?P<name>(?!(?:By|Von|Text|Fotos?)\b){CAPITALISED}(?: [A-Z]\.)? {CAPITALISED})(?:,? |,? ?[–|-] )(?:[\w-]+ ){{0,3}}(?:[Ee]ditor|[Cc]orrespondent|[Rr]eporter|[Ww]riter|[Cc]olumnist|Director|Producer|Attorney|Professor|Analyst|Fellow|"
    r"[\w-]*(?:[Rr]edakteur|[Rr]edaktor|[Kk]orrespondent|[Rr]eporter|[Kk]olumnist)(?:in)?)\b[^.]{0,40}"
)
"""`Anna Muster Education editor`, `Anna Muster, Reporterin`: two words are the name."""
_ROLE_BEFORE = re.compile(
    rf"(?:[\w-]*(?:[Rr]edakteur|[Rr]eporter|[Kk]orrespondent|[Kk]olumnist|[Aa]utor|[Ee]xpert))(?:in|e)? (?P<name>{CAPITALISED}(?: {CAPITALISED}){{1,2}})"
)
"""`Gastautor Karl Beispiel`."""
_EAST = re.compile(
    r"(?:著者|作者|筆者|投稿者|執筆者?|記者|撰文|取材・文|文|글|بقلم|الكاتب)(?:\s?[:：｜|/]\s?|\s)(?P<name>[^\s:：｜|/,、。]{2,20}(?: [^\s:：｜|/,、。]{2,20})?)"
)
"""`著者：見本太郎`, and the like in Korean and Arabic."""
_REPORTS = re.compile(
    rf"Aus {CAPITALISED}(?: {CAPITALISED})? bericht\w{{1,3}} (?P<name>{CAPITALISED}(?: {CAPITALISED}){{1,2}})\.?"
)
"""`Aus Paris berichtet Karl Beispiel`."""
_WROTE = re.compile(
    rf"(?P<name>{CAPITALISED}(?: {CAPITALISED}){{1,2}})(?: \((?:Texte?|Words|Texte?,? (?:und|&) \w+)\).{{0,60}}| (?:berichtet|reports|reporting) (?:aus|from) .{{2,40}})"
)
"""`Anna Muster (Text)`, `Karl Beispiel berichtet aus Paris`."""
LABEL_ALONE = re.compile(
    r"(?:(?:artikel|beitrag|text|posted|written|geschrieben|verfasst|veröffentlicht)\s+)?(?:von|by)\s*:?|(?:par|(?:autor(?:in|en|innen)?|authors?|auteur)(?: (?:of the article|des (?:artikels|beitrags|textes)|de l[’']article))?|text)\s*:?",
    re.IGNORECASE,
)
"""A line that says that names follow."""
_PARTS = re.compile(r"\s*[|·•/]\s*|\s+[-–—]\s+|,\s|\s(?:und|and|et)\s")
_DATE_LABEL = re.compile(r"[^|·•/,–—]+:\s*\|")
"""What ends with a colon before a date, marked by the bar in its place, says what day it is, in whatever language."""
_LABELS = re.compile(
    r"\b(?:zuletzt|geändert|aktualisiert|veröffentlicht|publiziert|erstellt|gepostet|posted|published|updated|last|am|on|um|at|von|by|par|uhr|mo|di|mi|do|fr|sa|so"
    rf"|{WEEKDAY})\b\.?|\d{{1,2}}[:.]\d\d(?::\d\d)?",
    re.IGNORECASE,
)
_FIRST_NAME = re.compile(rf"{CAPITALISED} {CAPITALISED}(?=\s)")
"""Two capitalised words, with something behind them."""
_AT_PLACE = re.compile(rf"\bat\s+{CAPITALISED}(?: {CAPITALISED})*")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
"""What a record adds to a line: `[Presented by …]`."""
_CAPITALS = re.compile(r"[A-Z]{2,4}(?: [A-Z]{2,4})*")
"""A time zone, an agency."""
_PRESENTED = re.compile(
    r",?\s+(?:ist|arbeitet|schreibt|leitet|lehrt|forscht|studiert|Jahrgang|geboren|is|writes|works|leads|teaches|born|est|écrit|es|scrive|è)\b"
)
"""How a line goes on that says who somebody is, below the name."""
_NEAR = 2
_LOOKED_AT = 12
"""Running lines whose words are compared with what may be a name."""
_NAMED = 2
"""Words of a name, at least."""
_STEM = 6
"""Letters by which words are compared, so that inflection is none of our business."""
_AND = re.compile(r"\s*(?:,|;|&|\bund\b|\band\b)\s*")
_SPEECH = re.compile(
    rf"(?:Rede|Ansprache|Regierungserklärung|Grußwort|Vortrag|(?P<english>Speech|Remarks|Address))\s(?:von|des|der|by|of)\s(?:(?:[\w-]*(?:[Pp]räsident|[Kk]anzler|[Mm]inister|[Ss]ekretär|[Kk]ommissar|"
    rf"[Bb]ürgermeister)(?:in|s)?|Dr\.|Prof\.|[\w-]*(?:President|Minister|Secretary|Chancellor|Senator))\s)+(?P<name>{CAPITALISED}(?: {CAPITALISED}){{1,2}})",
)
_NICKNAME = re.compile(r"[\w.-]{2,24}(?: [\w.-]{2,24}){0,3}")
_ENDS = re.compile(
    rf"\s*(?:$|[|·•/–—(@]|(?:Fotos?|Photos?|Bild(?:er)?|Lesezeit)\b|(?i:{MONTH})\s\d|\d+\s(?i:comments?|kommentare?)\b|(?i:on|am)\s\d)"
)
"""What may stand behind a name without a date."""
SAID = re.compile(
    r"(?:^|[|·•/–—,:]|\b(?:artikel|beitrag|text|interview|gastbeitrag|kommentar|kolumne|analyse|essay|reportage|pressemitteilung|bericht|story|post|published|posted|written|created|"
    r"report|opinion|author|autor(?:in)?|geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|gepostet|words|texte?))\s*$",
    re.IGNORECASE,
)
"""What stands before such a label, where no date says that the line is about the text: else “von” and “by” are words of a sentence."""


@dataclass(frozen=True, slots=True)
class Topics:
    """What title and running text speak of."""

    title: str
    text: str

    def holds(self, name: str) -> bool:
        """Whether what looks like a name is rather a section, a heading or somebody whom the text is about.

        Who wrote a text is at most introduced there, by the whole name.
        """
        return _has_stem(name, f"{self.title} {self.text.replace(name, ' ')}")

    def without(self, name: str) -> str:
        """A name of at least two words, without the tags that a page shows behind it."""
        parts = name.split()
        while len(parts) > _NAMED and _has_stem(parts[-1], f"{self.title} {self.text}"):
            parts.pop()
        return " ".join(parts)


def read_scattered(work: OpenDraft) -> None:
    """Take author and date from the short lines above the running text, each where it is not known yet."""
    title = _title_line(work)
    head = sorted(
        _head(work), key=lambda block: block.number < title
    )  # what is below the title goes before what is above
    dated = [block for block in head if work.facts.published is None and _date(work, block)]
    if not work.has_author:
        _author(work, head, dated)
    _buttons(work, sorted(head, key=lambda block: block.number))


def is_scattered(text: str) -> bool:
    """Whether a short line holds a date or says who the author is, and so is neither subtitle nor heading."""
    dates = _days(text, old=True)
    return len(text) <= _LONGEST and (bool(said_names(text)) or (bool(dates) and _is_date_line(text, dates)))


def _days(text: str, *, old: bool) -> list[FoundDate]:
    """Dates that name a day, or one of two where a day and a month may change places; `old`: of earlier centuries, too."""
    return [date for date in find_dates(text, old=old) if date.value.is_exact or date.doubt]


def _title_line(work: OpenDraft) -> int:
    return int(work.facts.title_at.split(maxsplit=1)[0]) if work.facts.title_at else 0


def _head(work: OpenDraft) -> Iterator[SourceLine]:
    running = set[str]()  # what a page shows twice counts once
    for block in work.body[:_WITHIN]:
        running |= {block.text} if len(block.text) >= RUNNING else set()
        if block.form:
            return
        if len(running) >= _RUNNING_LINES:
            return
        if len(block.text) <= _LONGEST and (not is_caption(block.text) or said_names(block.text)):
            yield block


def _date(work: OpenDraft, block: SourceLine) -> bool:
    """Whether the line is one with the date of publication: then it is claimed."""
    # A page is of our time, and an old day in its head one of what it tells.
    dates = _days(block.text, old=not work.set_off)
    if not dates or not _is_date_line(block.text, dates):
        return False
    first = dates[0]
    at = pointer(block, first.start, first.end)
    if len(dates) == 1 and _revised(block, first):
        work.set_revised(first.value, at, block.number)
    else:
        work.set_date(first.value, at)
    work.doubt_date(first)
    work.take(block, "dateline")
    return True


def _buttons(work: OpenDraft, head: list[SourceLine]) -> None:
    """One or two words among the lines with author and date are no heading: something to click on, or a section."""
    if work.whole:
        return
    found = [block.number for block in head if block not in work.body]
    numbers = [block.number for block in head]
    last = numbers.index(found[-1]) + 1 if found else -1
    buttons = [b for b in head[: last + 1] if b in work.body and len(b.text.split()) <= 2 and not _is_sentence(b.text)]
    for block in buttons:
        work.take(block, "drop", "navigation")
    if buttons:
        work.doubts.append(f"head: what is in {_lines(buttons)} is taken for buttons or sections of a page")


def _is_sentence(text: str) -> bool:
    """Whether a line of few words ends as a sentence does; in Chinese a whole one has no spaces."""
    return text[-1] in ".?!:。？！：…؟۔" or len(EAST_ASIAN.findall(text)) >= _SIGNS


def _lines(blocks: list[SourceLine]) -> str:
    return ("line " if len(blocks) == 1 else "lines ") + ", ".join(str(block.number) for block in blocks)


def _is_date_line(text: str, dates: Sequence[FoundDate]) -> bool:
    """Whether there is little beside the dates, and no sentence."""
    rest = text
    for date in dates:
        rest = rest.replace(text[date.start : date.end], " ")
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= _MOST_WORDS and not re.search(r"[a-zäöüß]{3}\.$", rest.strip())


def _revised(block: SourceLine, date: FoundDate) -> bool:
    return bool(_REVISED.search(block.text[: date.start]))


def _author(work: OpenDraft, head: list[SourceLine], dated: list[SourceLine]) -> None:
    """Said by a label; or a name beside the date, in its line or next to it."""
    for block, below in zip(head, [*head[1:], None], strict=False):
        if below is not None and LABEL_ALONE.fullmatch(block.text) and len(below.text.split()) <= 5:  # a name
            names = said_names(below.text) or listed(below.text)
            _credit(work, below, [name for name in names if is_bare_name(name)] or names)
            return
        if names := said_names(block.text):
            _credit(work, block, names)
            return
    topics = topics_of(work)
    title = _title_line(work)
    beside = [(block, [n for n in beside_date(block.text, topics) if not topics.holds(n)]) for block in dated]
    named = next((each for each in beside if any(map(has_given_name, each[1]))), None)
    if named is None and not _alone(work, head, topics):
        named = next((each for each in beside if each[1] and each[0].number > title), None)
        if named is None:
            credit_speaker(work)
    if named is not None:
        _credit(work, *named)


def credit_speaker(work: OpenDraft) -> None:
    """Who spoke, where the title says so."""
    speaker = _SPEECH.match(work.facts.title)
    name = speaker["name"] if speaker else ""
    if speaker and speaker["english"]:  # whose titles capitalise what stands behind the name, too
        name = plain_name(name) if is_given_name(name.split()[0]) else ""
    if name:
        work.credit(name, "author", work.facts.title_at)
        work.doubts.append("author: the title says who spoke")


def _alone(work: OpenDraft, head: list[SourceLine], topics: Topics) -> bool:
    """Names alone in a line: beside a date, near the title, or above a line that introduces their bearer."""
    alone = [b for b in head if _are_names(b.text)]
    if work.whole:  # in a contract or a form it is rather what something is called
        alone = [b for b in alone if all(map(has_given_name, persons(b.text)))]
    order = [block.number for block in work.blocks]
    title = _title_line(work)
    first = order.index(title) if title in order else 0
    for block in alone:
        at = order.index(block.number)
        below = work.blocks[at + 1].text if at + 1 < len(work.blocks) else ""
        introduced = below.startswith((f"{block.text} ", f"{block.text},"))
        presented = any(_PRESENTED.match(b.text, len(block.text)) for b in work.blocks if b.text.startswith(block.text))
        topic = any(map(topics.holds, persons(block.text)))
        placed = introduced or _stands_where_authors_do(work, at, first, persons(block.text))
        if presented or (placed and not topic):
            _credit(work, block, persons(block.text))
            work.doubt_whose(block)
            return True
    return False


def _stands_where_authors_do(work: OpenDraft, at: int, title: int, names: Sequence[str]) -> bool:
    """Whether a line of names is beside a date or near the title; `at` and `title` are indexes. Names of persons alone stand elsewhere, too."""
    dated = {claim.line for claim in work.claims if claim.kind == "dateline"}
    # a date below the title says nothing of a section above it
    end = at + _NEAR + 1 if at >= title else min(at + _NEAR + 1, title)
    near = any(block.number in dated for block in work.blocks[max(at - _NEAR, 0) : end])
    if any(map(has_given_name, names)):
        return near or at > title - _NEAR
    return near and at > title


def _are_names(text: str) -> bool:
    names = persons(text)
    return bool(names) and (not text.isupper() or all(map(has_given_name, names)))


def _has_stem(name: str, text: str) -> bool:
    """Whether the last word of a name stands in a text, in whatever form."""
    stem = stem_of(name)
    return any(word.startswith(stem) for word in words(text))


def stem_of(name: str) -> str:
    """What the forms of the last word of a name begin with: its last letter is another one in some."""
    last = (words(name) or [name])[-1]
    return last[:-1] if len(last) >= _STEM else last


def topics_of(work: OpenDraft) -> Topics:
    """The title and the first running lines of an article, wherever they stand."""
    running = [block.text for block in work.blocks if len(block.text) >= RUNNING]
    return Topics(work.facts.title, " ".join(running[:_LOOKED_AT]))


def beside_date(text: str, topics: Topics) -> list[str]:
    """The name beside a date: before it, behind it, or between bars; a single word only between bars. One of a person goes first."""
    rest = _AT_PLACE.sub(" | ", ACCOUNT.sub(" | ", _BRACKETED.sub(" | ", text)))
    for date in find_dates(text):
        rest = rest.replace(text[date.start : date.end], " | ")
    rest = _DATE_LABEL.sub(" | ", rest)
    parts = [part.strip(" .,:-–—\xa0") for part in _PARTS.split(_LABELS.sub(" | ", rest))]
    good = [
        part for part in parts if is_bare_name(part) and not NO_PERSON.search(part) and not _CAPITALS.fullmatch(part)
    ]
    good.sort(key=has_given_name, reverse=True)
    named = topics.without(good[0]) if good else ""
    if not named and (
        found := [m[0] for part in parts[:2] if (m := _FIRST_NAME.match(part)) and not NO_PERSON.search(m[0])]
    ):
        named = found[0]
    if not named and re.search("[|·•]", text):
        named = next((part for part in parts if " " not in part and _is_nickname(part)), "")
    return [named] if named else []


def said_names(text: str) -> list[str]:
    """Names that a short line gives with a label, nicknames where there is a date too."""
    found = byline(text)
    if found:
        return found[0]
    said = text.strip()
    roles = (m for pattern in (_WITH_ROLE, _ROLE_BEFORE, _REPORTS, _WROTE) if (m := pattern.fullmatch(said)))
    if role := next((m for m in roles if is_bare_name(m["name"]) and not is_office(m["name"])), None):
        return [role["name"]]
    match = _BY.search(text)
    if match and text.count("[", 0, match.start()) > text.count("]", 0, match.start()):
        return []  # see _BRACKETED
    if not match:
        return [east["name"]] if (east := _EAST.fullmatch(said)) else []
    names = [
        without_role(name.strip(" .:,"))
        for name in _AND.split(match["name"])
        if _LABELS.sub("", name).strip(" .:,") and not ADVERTISERS.search(name)
    ]
    names = [name for name in names if not is_office(name)] or names
    dated = bool(find_dates(text))
    before = text[: match.start()].strip()
    sure = dated or not before or bool(" " not in before and SAID.search(before))
    labelled = sure or bool(SAID.search(text[: match.start()]))
    says_author = text[: match.start("name")].rstrip().endswith(":")
    alone = says_author or (labelled and bool(_ENDS.match(text, match.end())))
    if not (dated or alone):
        return []
    loose = dated or says_author
    good = names and all(is_bare_name(name) or (sure and _is_nickname(name, alone=not loose)) for name in names)
    good = good and (loose or len(names) == 1 or all(map(is_bare_name, names)))
    return names if good else []


def begins_with_label(text: str) -> bool:
    """Whether it begins with the words that say who wrote something, or these follow what else says so: `Geschrieben von …`."""
    match = _BY.search(text)
    return bool(byline(text)) or bool(
        match and (not text[: match.start()].strip() or SAID.search(text[: match.start()]))
    )


def _is_nickname(text: str, *, alone: bool = False) -> bool:
    """`alone`: whether no more than “von” or “by” says that it is one: then several words are none if one is a small one."""
    return (
        bool(_NICKNAME.fullmatch(text))
        and not closes_letter(text)
        and not (alone and " " in text and any(word.islower() for word in text.split()))
        and any(c.isalpha() for c in text)
        and not NO_PERSON.search(text)
        and not find_dates(text)
    )


def _credit(work: OpenDraft, block: SourceLine, names: list[str]) -> None:
    for name in names:
        work.credit(name.strip(" .,:"), "author", str(block.number))
    for each in [block, *_also(work, block, names)]:
        if each in work.body:
            work.take(each, "byline")


def _also(work: OpenDraft, block: SourceLine, names: list[str]) -> Iterator[SourceLine]:
    """The lines with further names directly below one."""
    if not any(map(has_given_name, names)):
        return
    for below in work.blocks[work.blocks.index(block) + 1 :]:
        further = persons(below.text)
        if not further or not all(map(has_given_name, further)):
            return
        work.credit_authors(further, str(below.number))
        yield below
