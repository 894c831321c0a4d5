"""The words of a passage as MyST: links, footnotes, emphasis, as far as it reads as the same text again."""

from collections.abc import Iterable

from lesebuch.export.escaping import escape
from lesebuch.presentation.outward import Linked, Marked, Referred
from lesebuch.presentation.walk import Closed, Mentioned, NoteNumber, Opened, PlainWords, Set, Step

_SIGNS = {"emphasis": "*", "strong": "**", "speaker": "**"}


def inline(steps: Iterable[Step], slug: str) -> str:
    """Steps in a line. Times and the words of notes have no mark of their own, nor has what core syntax cannot say.

    Emphasis is marked where its first and its last character are letters or digits: there alone Markdown never takes its
    sign for another. Within emphasis none is marked.
    """
    given = list(steps)
    made = ""
    ends: list[str] = []
    for n, step in enumerate(given):
        match step:
            case PlainWords(text):
                made += escape(text)
            case Opened(mark):
                sign = _opening(mark, given[n:]) if isinstance(mark, Set) else ""
                sign = "" if made.endswith("*") or "*" in "".join(ends) else sign
                made += sign or ("[" if isinstance(mark, Mentioned | Linked | Referred) else "")
                ends.append(sign or _closing(mark, slug))
            case Closed():
                made += ends.pop()
            case Marked(label, to):
                shown = escape(f"[{label}]")
                made += f"[{shown}](#{slug}.{to.note})" if to else shown
            case NoteNumber(note):
                made += f"[^{note.id}]"
            case _:
                pass
    return made


def _closing(mark: object, slug: str) -> str:
    match mark:
        case Mentioned(entry):
            return f"](#entry-{entry})"
        case Linked(address):
            return f"](<{escape(address)}>)"
        case Referred(note):
            return f"](#{slug}.{note})"
        case _:
            return ""


def _opening(mark: Set, steps: list[Step]) -> str:
    """The sign of emphasis on the words that follow; '' where it has none, or none that is safe."""
    sign = _SIGNS.get(mark.kind, "")
    if not sign:
        return ""
    depth, text = 0, ""
    for step in steps:
        if isinstance(step, PlainWords):
            text += step.text
        elif isinstance(step, Opened | Closed):
            depth += 1 if isinstance(step, Opened) else -1
            if isinstance(step.mark, Mentioned | Linked | Referred):
                return ""  # a bracket at its edge is no letter
        elif isinstance(step, NoteNumber):
            return ""
        if not depth:
            break
    return sign if text[:1].isalnum() and text[-1:].isalnum() else ""
