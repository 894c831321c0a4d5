"""Who may have written an unmarked text where no rule says so: names beside and below its title or below the text, weighed by their signs.

A line is cut where dates, times, labels and separators stand; what is left may be a name. How much each sign counts was learned from
pages of many sites, as a browser copies them (learned.py).
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesebuch.drafting.body import role_line
from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.datelines import WEEKDAY, find_dates
from lesebuch.drafting.givennames import has_given_name
from lesebuch.drafting.learned import Signs, gaps, score
from lesebuch.drafting.metaline import TIME, UNIT
from lesebuch.drafting.names import is_bare_name, is_office, without_role
from lesebuch.drafting.persons import NO_PERSON
from lesebuch.drafting.proposal import RUNNING, OpenDraft, SourceLine
from lesebuch.drafting.scattered import SAID, stem_of
from lesebuch.drafting.similar import words
from lesebuch.drafting.titlesigns import is_dated, is_running

_LIKELY, _ALSO = 0.35, 0.3
"""From which likelihood on a name is taken for the author's, and another one near it for that of a second author."""
_NEAR = 2
_ABOVE, _BELOW, _PAST = 12, 26, 12
"""Lines above and below the title, and below the text, among which a name may stand."""
_END = 6
"""Running lines at the end of a text below which it is signed."""
_APART = 40
"""Lines without running text behind which another text begins."""
_LOOKED_AT = 12
_LONGEST, _MOST_WORDS, _LONG_NAME = 140, 6, 60
_LABEL_ALONE = 40
_MANY = 12
_LABEL = re.compile(
    r"(?<!\w)(?:[Vv]on|VON|[Bb]y|BY|[Pp]ar|PAR|[Pp]or|POR|[Dd]oor|A[fv]|AF|AV|Di(?=\s[A-Z])|A cura di|[Aa]uthors?|AUTHOR|[Aa]utor(?:[:*_/]?-?in(?:nen)?|en|es|[aieä]|zy|ka)?|AUTOR|"
    r"[Aa]uteure?(?:\(s\)|s)?|[Tt]e[xk](?:t[eoi]?|st)|TEXT|Words|Redaktion|Verfasser(?:in)?|[Rr]edactie|[Ww]ritten|[Pp]osted|Story|Interview|Protokoll|"
    r"Автор(?:ы|и)?|Текст|著者|作者|筆者|執筆|取材・文|撰文|記者|文|글|بقلم|الكاتب|كتب)(?:\s*[:：｜])?(?=\s|[A-ZÀ-ÞА-Я]|$)\s*"
)
_OTHER = re.compile(
    rf"@[\w.]+|\S+@\S+|https?://\S+|(?:vor\s+)?\b\d+\s*(?:{UNIT}|h|m|d)\b(?:\s+ago)?|{TIME.pattern}|(?-i:\b[A-Z]{{2,4}}T\b)|"
    rf"\b(?:{WEEKDAY}|updated|published|posted|veröffentlicht|aktualisiert|publicado|publié|"
    r"lesezeit|(?:min|minute) read|erstellt|stand|last|zuletzt|post a comment|\d+ comments?|kommentare?|lesedauer|share|teilen)\b",
    re.IGNORECASE,
)
"""What stands beside a name and is none: accounts, addresses, times, words about dates."""
_PARTS = re.compile(
    r"[|·•∙●,;&+/()\[\]–—\t]|\s-\s|\s(?:und|and|y|e|et|og|och|i|и|і|та|en|with|mit|con|avec|for|für)\s|\s{2,}"
)
_SMALL = re.compile(
    r"(?:\s+(?:on|am|um|at|el|le|il|vom|den|in|im|aus|op|om|i|the|is|to|from|of|a|der|Uhr|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So))+$"
)
"""What stands behind a name and before a date or a place."""
_PICTURE = re.compile(
    r"\b(?:foto|photo|bild|image|picture|grafik|illustration|credit|getty|reuters|imago|dpa)s?\b", re.IGNORECASE
)
_CONTACT = re.compile(
    r"(?:(?:(?:presse|medien|press|media)[ -]?)?(?:kontakte?|contacts?|stelle|office|enquiries|inquiries)(?: (?:für|for) \w+)?|(?:ihr(?:e)? )?ansprechpartner(?:in)?|"
    r"(?:für |bei )?(?:presse)?(?:an|rück)fragen\b.{0,40}|(?:for )?(?:more|further) information\b.{0,40}|contact(?:s)? presse|contacto(?: de prensa)?|контакты?|контакти)\s*:?",
    re.IGNORECASE,
)
"""Below such a line stands who answers questions, and not who wrote."""
_PRESENTED = r",?\s+(?:\([^)]*\)\s+)?(?:ist|arbeitet|schreibt|hat|is|writes|works|covers|has|joined|was|est|es|è)\b"
"""How a line goes on that says who somebody is."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What may be a name, from `start` to `end` in its line."""

    name: str
    start: int
    end: int
    label: re.Match[str] | None


def read_likely(work: OpenDraft) -> None:
    """Credit who is likely to have written the text, if nobody else is its author yet; and say that it is in doubt."""
    if work.set_off or work.has_author:
        return
    at = work.facts.title_at.split()[:1]
    title = next((i for i, block in enumerate(work.blocks) if at == [str(block.number)]), -1)
    text = next((block.number for block in reversed(work.blocks) if len(block.text) >= RUNNING), 0)
    for block, name in _likely_authors(work.blocks, title):
        doubtful = work.whole and not has_given_name(name)  # what is dated, in a contract or a form
        if doubtful or role_line(block.text) or name == work.facts.publisher:
            continue
        work.credit(name, "author", str(block.number))
        work.doubt_whose(block)
        if block in work.body and len(block.text) <= 2 * len(name):
            work.take(block, "signature" if block.number > text else "byline")


def _likely_authors(blocks: Sequence[SourceLine], title: int) -> list[tuple[SourceLine, str]]:
    """Lines and the names of authors in them, in their order; none where nothing is likely enough. `title` is an index, -1 without one."""
    found = [(1 / (1 + math.exp(-score("author", signs))), i, name) for i, name, signs in signs_of(blocks, title)]
    best, at, _ = max(found, key=lambda each: (each[0], -each[1]), default=(0.0, 0, ""))
    if best < _LIKELY:
        return []
    names: dict[str, int] = {}
    for _, i, name in [each for each in found if each[0] >= _ALSO and abs(each[1] - at) <= _NEAR]:
        names.setdefault(name, i)
    return [(blocks[i], name) for name, i in names.items()]


def signs_of(blocks: Sequence[SourceLine], title: int) -> Iterator[tuple[int, str, Signs]]:
    """Of each part of a line that may be a name, the index of the line, the name, and its signs."""
    head = _Page.of([block.text for block in blocks], [block.number for block in blocks], title)
    for i in head.looked_at():
        if i != title and len(head.texts[i]) <= _LONGEST and not blocks[i].form:
            for part in parts(head.texts[i]):
                signs = (
                    *_itself(part),
                    *_in_line(head, i, part),
                    *_beside(head, i),
                    *_place(head, i, part),
                    *_topics(head, part),
                )
                yield i, part.name, {sign: float(value) for sign, value in signs if value}


def parts(text: str) -> list[_Part]:
    """What is left of a line between dates, times, labels and separators, if it may be a name."""
    rest = text
    for start, end in [*((d.start, d.end) for d in find_dates(text)), *(m.span() for m in _OTHER.finditer(text))]:
        rest = f"{rest[:start]}{'|' * (end - start)}{rest[end:]}"
    labels = [label for label in _LABEL.finditer(rest) if SAID.search(rest[: label.start()])]
    for label in labels:
        rest = f"{rest[: label.start()]}{'|' * (label.end() - label.start())}{rest[label.end() :]}"
    found = []
    at = 0
    for end in [*(m.start() for m in _PARTS.finditer(rest)), len(rest)]:
        bare = _SMALL.sub("", _PARTS.sub("|", rest[at:end]).strip(' .,:*|“”„»«"'))
        start = rest.find(bare, at)
        before = [m for m in labels if m.end() <= start and not text[m.end() : start].strip(' .,:*"')]
        if _may_be_name(bare):
            found.append(_Part(without_role(bare), start, start + len(bare), before[-1] if before else None))
        at = end
    return found


def _may_be_name(text: str) -> bool:
    return (
        1 < len(text) <= _LONG_NAME
        and len(text.split()) <= _MOST_WORDS
        and any(map(str.isalpha, text))
        and not any(map(str.isdigit, text))
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a text, and where it stands among them: `first` to `last` are its running lines, `third` the third of them."""

    texts: Sequence[str]
    gaps: Sequence[float]
    """As `learned.gaps` has them."""
    title: int
    dated: int | None
    """The first line above the text with a date."""
    first: int
    third: int
    last: int
    stems: Sequence[str]
    """The words of the running text."""
    body: str
    titled: Sequence[str]
    around: str
    """All lines near the text, in one."""

    @classmethod
    def of(cls, texts: Sequence[str], numbers: Sequence[int], title: int) -> "_Page":
        runs = [i for i, text in enumerate(texts) if i > max(title, 0) and is_running(text)]
        last = next((a for a, b in pairwise(runs) if b - a > _APART), runs[-1] if runs else len(texts) - 1)
        head = range(max(title - _END + 2, 0), min([*runs[:1], title + _BELOW, len(texts)]))
        body = " ".join(texts[i] for i in runs[:_LOOKED_AT])
        return cls(
            texts=texts,
            gaps=gaps(numbers),
            title=title,
            dated=next((i for i in head if is_dated(texts[i])), None),
            first=runs[0] if runs else len(texts),
            third=runs[2] if len(runs) > 2 else last,
            last=last,
            stems=sorted(set(words(body))),
            body=body,
            titled=words(texts[title]) if title >= 0 else [],
            around=" \n ".join(
                [*texts[max(title - _ABOVE, 0) : title + _BELOW], body, *texts[last : last + _PAST * 2]]
            ),
        )

    def looked_at(self) -> list[int]:
        """Lines near the title and the end of the text."""
        top = max(self.title, 0)
        head = [i for i in range(max(top - _ABOVE, 0), top + _BELOW) if i <= max(self.third, top + _END)]
        foot = range(max(self.last - _END, 0), min(self.last + _PAST + 1, len(self.texts)))
        asked = next((i for i in foot if i > top and _CONTACT.fullmatch(self.texts[i])), len(self.texts))
        return sorted({*head, *foot} & {*range(asked)})


def _itself(part: _Part) -> Iterator[tuple[str, float]]:
    """What kind of words it is made of."""
    name, count = part.name, len(part.name.split())
    given, bare, uncased = has_given_name(name), is_bare_name(name), name == name.swapcase()
    yield "any", 1
    yield "one word", count == 1
    yield "two words", count == 2
    yield "three words", count == 3
    yield "four words", count > 3
    yield "given name", given
    yield "like a name", bare
    yield "given name in a name", given and bare
    yield "small words", not uncased and not all(word[0].isupper() or not word[0].isalpha() for word in name.split())
    yield "no capitals in the script", uncased
    yield "office", is_office(name)
    yield "no person", bool(NO_PERSON.search(name))


def _in_line(head: _Page, i: int, part: _Part) -> Iterator[tuple[str, float]]:
    """What else stands in its line."""
    text = head.texts[i]
    before, behind = text[: part.start].strip(), text[part.end :].strip()
    yield "label", part.label is not None
    yield "label begins", part.label is not None and len(before) <= 8
    yield "begins", not before
    yield "ends", not behind
    yield "given name alone", not before and not behind and has_given_name(part.name)
    yield "share", len(part.name) / len(text)
    yield "other words", min(len(words(text)) - len(part.name.split()), _MANY) / 4
    yield "furniture", bool(reason(text))
    yield "picture", bool(_PICTURE.search(text))
    yield "quotes", text[0] in '„"“»«-–—'
    yield "sentence", text.rstrip('"”').endswith((".", "!", "?"))


def _beside(head: _Page, i: int) -> Iterator[tuple[str, float]]:
    """What stands in the lines around."""
    above, below = "".join(head.texts[max(i - 1, 0) : i]), "".join(head.texts[i + 1 : i + 2])
    yield "label above", 0 < len(above) <= _LABEL_ALONE and bool(_LABEL.match(above)) and not parts(above)
    yield "date", is_dated(head.texts[i])
    yield "date below", is_dated(below)
    yield "beside the first date", head.dated is not None and abs(head.dated - i) <= 1
    yield "blank above", head.gaps[i]
    yield "few words above", bool(above) and len(words(above)) <= 2


def _place(head: _Page, i: int, part: _Part) -> Iterator[tuple[str, float]]:
    """Where its line stands: above the title, below it, within the text or below it."""
    down = i - head.title
    top, under = down > 0 and i < head.first, i > head.last
    within = i > max(head.first, head.title) and not under
    yield "above", down < 0
    yield "first below", top and down == 1
    yield "fourth below", top and 4 <= down <= 7
    yield "far below", top and down > 7
    yield "within", within
    yield "behind the lead", within and i == head.first + 1
    yield "late", within and i > head.third
    yield "under", under
    yield "directly under", i == head.last + 1
    yield "far under", i > head.last + 4
    yield "label under", under and part.label is not None


def _topics(head: _Page, part: _Part) -> Iterator[tuple[str, float]]:
    """Whether title and text speak of it, or it is said again, as who is introduced is."""
    stem = stem_of(part.name)
    in_text = any(word.startswith(stem) for word in head.stems)
    own = part.name in head.body
    yield "in the title", any(word.startswith(stem) for word in head.titled)
    yield (
        "topic",
        in_text and (not own or any(word.startswith(stem) for word in words(head.body.replace(part.name, " ")))),
    )
    yield "in the text", own
    yield "said again", head.around.count(part.name) > 1
    yield "introduced", " " in part.name and bool(re.search(re.escape(part.name) + _PRESENTED, head.around))
