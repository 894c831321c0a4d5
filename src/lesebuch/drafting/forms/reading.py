"""All forms of a text, in the order in which they are looked for, and what a draft makes of them."""

from collections.abc import Sequence
from dataclasses import replace

from lesebuch.drafting.forms.dialogue import dialogue
from lesebuch.drafting.forms.letters import letter
from lesebuch.drafting.forms.lists import lists
from lesebuch.drafting.forms.sections import sections
from lesebuch.drafting.forms.verse import verse
from lesebuch.drafting.proposal import Form, OpenDraft, SourceLine, whole
from lesebuch.drafting.wrapped import with_wrapped

_LOOKED_FOR = (dialogue, letter, sections, lists, verse)
"""Verse last: lines of speeches, letters and lists are short, too."""


def forms_of(blocks: Sequence[SourceLine]) -> tuple[list[SourceLine], list[tuple[int, str]]]:
    """The blocks with their forms, and doubts, each with the line that it is about."""
    marked, doubts = with_wrapped(blocks), list[tuple[int, str]]()
    for look in _LOOKED_FOR:
        forms, more = look(marked)
        marked = [_formed(block, forms.get(block.number)) for block in marked]
        doubts += [(min(forms), doubt) for doubt in more]
        if look is lists and not any(block.wrapped for block in marked):
            marked = _wrapped_without(marked)
    return marked, doubts


def _wrapped_without(blocks: Sequence[SourceLine]) -> list[SourceLine]:
    """Wrapped paragraphs of a text whose width its lists hide."""
    wrapped = {block.number: block for block in with_wrapped([block for block in blocks if not block.form])}
    return [wrapped.get(block.number, block) for block in blocks]


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
