"""All forms of a text, in the order in which they are looked for, and what a draft makes of them."""

from collections.abc import Sequence
from dataclasses import replace

from lesebuch.drafting.forms.dialogue import dialogue
from lesebuch.drafting.forms.verse import verse
from lesebuch.drafting.proposal import Form, OpenDraft, SourceLine, whole

_LOOKED_FOR = (dialogue, verse)
"""Speeches first: their lines are short, too."""


def forms_of(blocks: Sequence[SourceLine]) -> tuple[list[SourceLine], list[tuple[int, str]]]:
    """The blocks with their forms, and doubts, each with the line that it is about."""
    marked, doubts = list(blocks), list[tuple[int, str]]()
    for look in _LOOKED_FOR:
        forms, more = look(marked)
        marked = [_formed(block, forms.get(block.number)) for block in marked]
        doubts += [(min(forms), doubt) for doubt in more]
    return marked, doubts


def _formed(block: SourceLine, form: Form | None) -> SourceLine:
    return block if form is None else replace(block, form=form, wrapped=False, group=0)


def read_forms(work: OpenDraft) -> None:
    """Claim the lines that have a form."""
    for block in [block for block in work.body if block.form]:
        assert block.form
        if any(claim.line == block.number for claim in work.claims):
            work.take(block, block.form.kind)
        else:
            work.claim(replace(whole(block, block.form.kind), form=block.form))
            work.body.remove(block)
