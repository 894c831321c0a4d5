"""What an editor's answer to a doubt makes of a draft. Nothing is asked or printed here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from lesebuch.adding.doubts import Doubt, read_doubt
from lesebuch.drafting import Claim, Credit, Draft, slug
from lesebuch.edtf import TimeValue
from lesebuch.model import Text
from lesebuch.shapes import LANGUAGE

KINDS = ("paragraph", "heading", "subtitle", "lead", "caption", "quote", "verse", "byline", "signature")
"""What a line may be changed to."""
_PARAGRAPH, _AUTHOR, _DROP, _TEXT = "paragraph", "author", "drop", "text"
_OF_HEAD = ("title", "byline")
_IN_REVIEW = "given by the editor"
_LINE = re.compile(r"line ([0-9]{1,9})", re.IGNORECASE)
_OFFERED = re.compile(
    r"it may be (line [0-9]+)|(line [0-9]+) may (?:be a name|name one)|line [0-9]+ gives ([0-9X~?-]+), taken is"
)
"""What a doubt itself names in place of what was taken."""


class Answer(Enum):
    """What to do with what is in doubt. Each is given by its first letter."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"
    LATER = "later"


class ReviewQuestion(NamedTuple):
    """What is asked of an editor."""

    doubt: Doubt
    proposed: str
    """What the draft has now; empty where the doubt is a word to the editor, and nothing hangs on it."""
    answers: tuple[Answer, ...]
    wanted: str
    """What is asked for where something is to be changed."""


class _About(NamedTuple):
    """What hangs on a doubt, and how it is changed."""

    proposed: Callable[[Draft, Doubt], str]
    wanted: str
    change: Callable[[Draft, Doubt, str, Text], Draft]
    """ValueError says what is wrong with what was given."""
    drop: Callable[[Draft, Doubt, Text], Draft] | None = None


def question(made: Draft, index: int) -> ReviewQuestion:
    """What to ask about the doubt with this index."""
    doubt = read_doubt(made.doubts[index])
    about = _about(made, doubt)
    if about is None:
        return ReviewQuestion(doubt, "", (Answer.KEEP, Answer.LATER), "")
    answers = [answer for answer in Answer if answer is not Answer.DROP or about.drop]
    offer = _offered(doubt)
    return ReviewQuestion(
        doubt, about.proposed(made, doubt), tuple(answers), about.wanted + (f" (Enter: {offer})" if offer else "")
    )


def _offered(doubt: Doubt) -> str:
    """What a change is to where nothing is typed; empty if the doubt names nothing."""
    match = _OFFERED.search(doubt.words)
    return next(filter(None, match.groups())) if match else ""


def answered(made: Draft, index: int, answer: Answer, value: str, text: Text) -> Draft:
    """The draft after an answer; ValueError says what is wrong with `value`.

    Who keeps something has settled that one doubt. Who changes or drops a title, a date or the authors has settled all doubts about them.
    """
    if answer is Answer.LATER:
        return made
    doubt = read_doubt(made.doubts[index])
    about = _about(made, doubt)
    kept = (*made.doubts[:index], *made.doubts[index + 1 :])
    if answer is Answer.KEEP or about is None:
        return replace(made, doubts=kept)
    if answer is Answer.CHANGE:
        made = about.change(made, doubt, value.strip() or _offered(doubt), text)
    elif about.drop:
        made = about.drop(made, doubt, text)
    if doubt.about in _FIELDS:
        head = frozenset(claim.line for claim in made.structure if claim.kind in _OF_HEAD)
        kept = tuple(other for other in kept if not _is_settled(read_doubt(other), doubt.about, head))
    return replace(made, doubts=kept)


def _is_settled(doubt: Doubt, about: str, head: frozenset[int]) -> bool:
    """Whether nothing is left to ask once a field is what an editor says: what a line is that has become title or byline, neither."""
    return doubt.about == about or (doubt.about in _LINES and bool(doubt.lines) and head.issuperset(doubt.lines))


def _about(made: Draft, doubt: Doubt) -> _About | None:
    if doubt.about == _TEXT:  # other doubts of it say how it was read, and drop nothing
        return _OF_TEXT if any(claim.kind == _DROP for claim in _claims(made, doubt.lines)) else None
    return _FIELDS.get(doubt.about) or (_OF_LINES if doubt.about in _LINES and doubt.lines else None)


def _change_title(made: Draft, _doubt: Doubt, value: str, text: Text) -> Draft:
    number = _line_number(made, value)
    if not number:
        if not value:
            raise ValueError("a chapter must have a title")
        same = value == made.title
        return replace(made, title=value, title_at=made.title_at if same else "", slug=slug(value, made.language))
    words = _words(text, number)
    if not words:
        raise ValueError(f"line {number} is empty")
    old = [claim.line for claim in made.structure if claim.kind == "title" and claim.line != number]
    made = _with_kind(made, old, "subtitle", text)  # the words stay, as what stands above or below a title
    made = _with_kind(made, [number], "title", text)
    return replace(made, title=words.rstrip("."), title_at=str(number), slug=slug(words, made.language))


def _change_date(made: Draft, _doubt: Doubt, value: str, _text: Text) -> Draft:
    return replace(made, published=TimeValue.parse(value), published_at="", published_note=_IN_REVIEW)


def _drop_date(made: Draft, _doubt: Doubt, _text: Text) -> Draft:
    return replace(made, published=None, published_at="", published_note="")


def _authors(made: Draft, _doubt: Doubt) -> str:
    return "; ".join(credit.name for credit in made.credits if credit.role == _AUTHOR) or "nobody"


def _change_authors(made: Draft, doubt: Doubt, value: str, text: Text) -> Draft:
    number = _line_number(made, value)
    names = [" ".join(name.split()) for name in (_words(text, number) if number else value).split(";")]
    names = [name for name in names if name]
    if not names:
        raise ValueError("no name was given; to have none, drop them")
    lines = [number] if number else [line for line in doubt.lines if _words(text, line) == "; ".join(names)]
    free = [line for line in lines if not any(claim.line == line for claim in made.structure)]
    made = _with_kind(made, free, "byline", text)
    at = str(lines[0]) if lines else ""
    return replace(made, credits=(*(Credit(name, _AUTHOR, at) for name in names), *_others(made)))


def _drop_authors(made: Draft, _doubt: Doubt, _text: Text) -> Draft:
    return replace(made, credits=_others(made))


def _others(made: Draft) -> tuple[Credit, ...]:
    return tuple(credit for credit in made.credits if credit.role != _AUTHOR)


def _change_language(made: Draft, _doubt: Doubt, value: str, _text: Text) -> Draft:
    if not LANGUAGE.fullmatch(value):
        raise ValueError("it must be a code such as de, en or kk-Latn")
    return replace(made, language=value)


def _kinds(made: Draft, doubt: Doubt) -> str:
    found = [claim.kind for claim in made.structure if claim.line in doubt.lines]
    return ", ".join(dict.fromkeys(found)) or _PARAGRAPH


def _change_kind(made: Draft, doubt: Doubt, value: str, text: Text) -> Draft:
    if value not in KINDS:
        raise ValueError(f"a line can be made one of these: {', '.join(KINDS)}")
    return _with_kind(made, doubt.lines, value, text)


def _drop_lines(made: Draft, doubt: Doubt, text: Text) -> Draft:
    return _with_kind(made, doubt.lines, _DROP, text, "no part of the text")


def _left_out(made: Draft, doubt: Doubt) -> str:
    dropped = sum(claim.kind == _DROP for claim in _claims(made, doubt.lines))
    return f"{dropped} of {len(doubt.lines)} lines stand in the chapter, and are dropped"


def _take_in(made: Draft, doubt: Doubt, value: str, text: Text) -> Draft:
    """Lines that were left out become paragraphs; those beside the chapter stay outside."""
    named = read_doubt(f"text: lines {value}").lines if value else doubt.lines
    lines = [claim.line for claim in _claims(made, named) if claim.kind == _DROP]
    if not lines:
        raise ValueError(f"the chapter has the lines {made.first} to {made.last}, and drops none of these")
    for line in lines:  # each a paragraph of its own
        made = _with_kind(made, [line], _PARAGRAPH, text)
    return made


def _claims(made: Draft, lines: Sequence[int]) -> list[Claim]:
    named = frozenset(lines)
    return [claim for claim in made.structure if claim.line in named]


def _with_kind(made: Draft, numbers: Sequence[int], kind: str, text: Text, detail: str = "") -> Draft:
    """The draft with these lines, each as a whole, claimed as this kind."""
    wanted = [number for number in numbers if made.first <= number <= made.last and _words(text, number)]
    parted = {claim.line for claim in made.structure if not claim.at.isdigit()}
    if clash := parted.intersection(wanted):
        raise ValueError(f"parts of line {min(clash)} are several things; change it in the chapter file")
    claims = [claim for claim in made.structure if claim.line not in wanted]
    if kind != _PARAGRAPH or len(wanted) > 1:  # a line of which nothing is said is a paragraph
        claims += [Claim(n, 0, len(text.lines[n - 1].text), str(n), kind, detail) for n in wanted]
    return replace(made, structure=tuple(sorted(claims, key=lambda claim: (claim.line, claim.start))))


def _line_number(made: Draft, value: str) -> int:
    """The line that is meant by `line 3`; 0 if none is."""
    match = _LINE.fullmatch(value)
    if match and not made.first <= int(match[1]) <= made.last:
        raise ValueError(f"the chapter has the lines {made.first} to {made.last}")
    return int(match[1]) if match else 0


def _words(text: Text, number: int) -> str:
    return text.lines[number - 1].text if number <= len(text.lines) else ""


_FIELDS: Mapping[str, _About] = {
    "title": _About(lambda made, _: made.title, "the title, or `line 3` for the words of a line", _change_title),
    "date": _About(
        lambda made, _: str(made.published or "unknown"),
        "the date as EDTF, such as 2021-05-03, 2021-05 or 2021~",
        _change_date,
        _drop_date,
    ),
    "author": _About(
        _authors,
        "the name, several with ; between them, or `line 3` for the words of a line",
        _change_authors,
        _drop_authors,
    ),
    "language": _About(lambda made, _: made.language, "the code, such as de, en or kk-Latn", _change_language),
}
_LINES = frozenset(["heading", "subtitle", "caption", "verse", "head"])
_OF_TEXT = _About(_left_out, "the lines to take in, such as 188, 190-192 (Enter: all that are named)", _take_in)
_OF_LINES = _About(_kinds, f"what it is: {', '.join(KINDS)}", _change_kind, _drop_lines)
