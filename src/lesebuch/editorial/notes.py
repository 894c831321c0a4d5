"""The directives of chapter files: annotation, event, emend."""

import re
from collections.abc import Sequence

from lesebuch.directives import WrittenDirective
from lesebuch.editorial.anchors import parse
from lesebuch.editorial.chapterfile import WrittenEvent, WrittenNote
from lesebuch.edtf import TimeValue
from lesebuch.guesses import meant
from lesebuch.model import SLUG, AnnotationKind
from lesebuch.problems import Code, Problem
from lesebuch.slugs import slug

CHRONOLOGY = "the chronology"
OPTIONS = {"annotation": ("kind", "id"), "emend": ("to", "id"), "event": ("id", "at")}
_COMMENT = re.compile(r"\s+#.*$")


def read_notes(
    found: Sequence[WrittenDirective], kinds: Sequence[str] = tuple(AnnotationKind)
) -> tuple[tuple[WrittenNote, ...], list[Problem]]:
    """Annotations and emendations; any directive that a chapter file does not know is a problem.

    `kinds`: those that a note may have.
    """
    notes: list[WrittenNote] = []
    problems: list[Problem] = []
    for directive in found:
        if directive.name not in OPTIONS:
            names = ", ".join(f"{{{name}}}" for name in OPTIONS)
            message = f"{{{directive.name}}} is no directive of a chapter file; allowed are {names}."
            problems.append(Problem(Code.UNKNOWN_KEY, directive.where, message, meant(directive.name, OPTIONS)))
        elif directive.name != "event":
            note, bad = _note(directive, kinds)
            notes += [note] if note else []
            problems += bad
    return tuple(notes), problems


def _note(directive: WrittenDirective, kinds: Sequence[str]) -> tuple[WrittenNote | None, list[Problem]]:
    problems = _form(directive)
    at = parse(directive.argument)
    if at is None or not at.first.target[:1].isalpha():
        what = f"`{directive.argument}` is no anchor" if directive.argument else f"{{{directive.name}}} has no anchor"
        message = f'{what}: write p2, p2 "words", p2 "words" 3 or p2 "a" .. p3 "b".'
        return None, [*problems, Problem(Code.BAD_VALUE, directive.where, message)]
    kind: str | None = None
    if directive.name == "annotation":
        word = _option(directive, "kind")
        if word in kinds:
            kind = word
        elif word or set(directive.options) <= set(OPTIONS["annotation"]):  # else one may be meant for it
            code, what = (
                (Code.BAD_VALUE, f"`:kind: {word}` is not known") if word else (Code.MISSING_KEY, "`:kind:` is missing")
            )
            message = f"{what}; allowed are {', '.join(kinds)}."
            hint = meant(word, kinds) if word else _miswritten(directive, "kind")
            problems.append(Problem(code, directive.option_where("kind"), message, hint))
        kind = kind or AnnotationKind.CONTEXT
    to = directive.options.get("to", "")
    return WrittenNote(at, kind, _option(directive, "id"), to, directive.body, directive.where), problems


def read_events(found: Sequence[WrittenDirective], owner: str) -> tuple[tuple[WrittenEvent, ...], list[Problem]]:
    """Events; `owner` is what lists them, for messages. The chronology knows no other directive."""
    events: list[WrittenEvent] = []
    problems: list[Problem] = []
    for directive in found:
        if directive.name == "event":
            event, bad = _event(directive, owner)
            events += [event] if event else []
            problems += bad
        elif owner == CHRONOLOGY:
            message = f"{{{directive.name}}} is no directive of the chronology; it lists {{event}} alone."
            problems.append(Problem(Code.UNKNOWN_KEY, directive.where, message))
    return tuple(events), problems


def _event(directive: WrittenDirective, owner: str) -> tuple[WrittenEvent | None, list[Problem]]:
    problems = _form(directive)
    for key in ("id",) if owner == CHRONOLOGY else ("id", "at"):
        if not _option(directive, key):
            message = f"An event of {owner} needs `:{key}:`."
            problems.append(Problem(Code.MISSING_KEY, directive.where, message, _miswritten(directive, key)))
    at = tuple(part.strip() for part in _option(directive, "at").split(",") if part.strip())
    if not directive.argument:
        message = "The event does not say when it happened."
        return None, [*problems, Problem(Code.BAD_EDTF, directive.where, message, "Write :::{event} 2022-03-01.")]
    try:
        when = TimeValue.parse(directive.argument)
    except ValueError as error:
        return None, [*problems, Problem(Code.BAD_EDTF, directive.where, f"{error}.")]
    name = _option(directive, "id")
    if not name:
        return None, problems
    return WrittenEvent(name, when, at, directive.body, directive.where, directive.option_where("at")), problems


def _option(directive: WrittenDirective, key: str) -> str:
    """The value of an option, without the comment that may follow."""
    return _COMMENT.sub("", directive.options.get(key, ""))


def _miswritten(directive: WrittenDirective, key: str) -> str:
    """What to do where an option is missing: a line of the body may be meant for it."""
    for number, line in enumerate(directive.body.text.split("\n")):
        if re.match(rf"\s*:?{key}\s*:", line):
            at = directive.body.where.line + number
            return f"Line {at} is none: write `:{key}: …`, a colon on both sides, in the line below the directive's."
    return f"Write `:{key}: …` in the line below the directive's."


def _form(directive: WrittenDirective) -> list[Problem]:
    """What is wrong with the options and the body, whatever the directive."""
    allowed = OPTIONS[directive.name]
    problems = []
    for key in directive.options:
        if key not in allowed:
            names = ", ".join(f":{name}:" for name in allowed)
            message = f"`:{key}:` is no option of {{{directive.name}}}; allowed are {names}."
            problems.append(Problem(Code.UNKNOWN_KEY, directive.option_where(key), message, meant(key, allowed)))
    name = _option(directive, "id")
    if name and not SLUG.fullmatch(name):
        message = f"`:id: {name}` must be small letters a-z, digits and hyphens, a letter first."
        problems.append(Problem(Code.BAD_VALUE, directive.option_where("id"), message, f"Write `:id: {slug(name)}`."))
    if not directive.body.text.strip():
        message = f"The directive {{{directive.name}}} says nothing."
        problems.append(Problem(Code.BAD_VALUE, directive.where, message, "Write the note below the options."))
    return problems
