"""`lesebuch add --review`: what is in doubt is asked in the terminal, one after the other."""

from collections.abc import Callable

from rich.text import Text as Words

from lesebuch.adding import Proposal
from lesebuch.adding.review import Answer, ReviewQuestion, answered, question
from lesebuch.cli.console import Console
from lesebuch.drafting import Draft
from lesebuch.model import Text
from lesebuch.sources.changes import ACCEPT, CHANGES, REJECT
from lesebuch.sources.tracked import Tracked

Ask = Callable[[str], str]
"""As `input`: KeyboardInterrupt ends all of it."""
_SHOWN = 3
_LONGEST = 300
"""Lines and characters of the source that are shown."""
_AT_ENDS = ("title", "author", "date")
_BY_LETTER = {answer.value[0]: answer for answer in Answer} | {answer.value: answer for answer in Answer}


def walk_through(proposal: Proposal, ask: Ask, out: Console) -> list[Draft]:
    """The drafts as they are after all answers. Nothing is written meanwhile."""
    text = proposal.text
    return [
        _reviewed(slug, made, text, ask, out) if slug and text is not None else made for slug, made in proposal.drafts
    ]


def ask_changes(name: str, found: Tracked, ask: Ask, out: Console) -> str:
    """What becomes of the tracked changes of a file, one of `CHANGES`. Enter accepts them."""
    out.print(Words(f"\n{name}: {found} tracked.", style="yellow"), soft_wrap=True)
    by_answer = {"": ACCEPT, "a": ACCEPT, "r": REJECT, **{choice: choice for choice in CHANGES}}
    while True:
        given = ask("reject (r), have all in the text, marked (all), accept (Enter)? ").strip().lower()
        if given in by_answer:
            return by_answer[given]
        out.print(Words("Answer with Enter or r or all."), soft_wrap=True)


def _reviewed(slug: str, made: Draft, text: Text, ask: Ask, out: Console) -> Draft:
    if made.doubts:
        out.print(Words(f"\ncorpus/{slug}.md, {len(made.doubts)} in doubt.", style="bold"), soft_wrap=True)
        out.print(
            "keep: it is right as it is. Enter leaves one for later; Ctrl+C ends, and nothing of this source is written.",
            soft_wrap=True,
        )
    at = 0
    while at < len(made.doubts):  # an answer may settle several
        asked = question(made, at)
        _show(asked, made, text, out)
        before = len(made.doubts)
        made = _settled(made, at, asked, text, ask, out)
        at += len(made.doubts) == before
    return made


def _show(asked: ReviewQuestion, made: Draft, text: Text, out: Console) -> None:
    out.print()
    out.print(Words(f"{asked.doubt.about}: {asked.doubt.words}", style="yellow"), soft_wrap=True)
    for number in asked.doubt.lines[:_SHOWN] or _ends(asked, made, text):
        words = text.lines[number - 1].text if number <= len(text.lines) else ""
        out.print(Words(f"  line {number} | {words[:_LONGEST]}{'…' if len(words) > _LONGEST else ''}"), soft_wrap=True)
    if asked.proposed:
        out.print(Words(f"  proposed: {asked.proposed}"), soft_wrap=True)


def _ends(asked: ReviewQuestion, made: Draft, text: Text) -> list[int]:
    """Where a title, an author or a date would stand, if the doubt names no line: the first lines of the chapter, and the last."""
    if asked.doubt.about not in _AT_ENDS:
        return []
    own = [line.number for line in text.lines[made.first - 1 : made.last] if line.text]
    return [*own[:_SHOWN], *own[_SHOWN:][-1:]]


def _settled(made: Draft, at: int, asked: ReviewQuestion, text: Text, ask: Ask, out: Console) -> Draft:
    names = ", ".join(f"{answer.value} ({_key(answer)})" for answer in asked.answers)
    while True:
        given = ask(f"{names}? ").strip().lower()
        answer = _BY_LETTER.get(given) if given else Answer.LATER
        if answer not in asked.answers:
            out.print(Words(f"Answer with {' or '.join(_key(answer) for answer in asked.answers)}."), soft_wrap=True)
            continue
        value = ask(f"{asked.wanted}: ") if answer is Answer.CHANGE else ""
        try:
            return answered(made, at, answer, value, text)
        except ValueError as error:
            out.print(Words(f"That cannot be: {error}."), soft_wrap=True)


def _key(answer: Answer) -> str:
    return "Enter" if answer is Answer.LATER else answer.value[0]
