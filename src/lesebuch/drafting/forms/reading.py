"""All forms of a text, in the order in which they are looked for, and what a draft makes of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lesebuch.drafting.forms.dialogue import dialogue
from lesebuch.drafting.forms.letters import is_salutation, letter, letter_on_page
from lesebuch.drafting.forms.lists import lists
from lesebuch.drafting.forms.sections import sections
from lesebuch.drafting.forms.spokenrows import spoken_rows
from lesebuch.drafting.forms.tables import tables
from lesebuch.drafting.forms.verse import verse
from lesebuch.drafting.names import is_bare_name
from lesebuch.drafting.proposal import LineForm, OpenDraft, SourceLine, is_all_quoted
from lesebuch.drafting.wrapped import with_wrapped

_LOOKED_FOR = (dialogue, letter, sections, lists, tables, verse)
"""Verse last: lines of speeches, letters and lists are short, too."""
_FEWEST_SPEECHES, _SPOKEN = 50, 0.3
"""Speeches of a play, and their share of its lines."""
_BESIDE = ("margin", "page")
"""Kinds of lines at the end of a page."""


def forms_of(blocks: Sequence[SourceLine]) -> tuple[list[SourceLine], list[tuple[int, str]]]:
    """The blocks with their forms, and doubts, each with the line that it is about; forms go on over the ends of pages."""
    marked, doubts = _over_pages(blocks), list[tuple[int, str]]()
    for look in _LOOKED_FOR:
        forms, more = look(marked)
        marked = [_formed(block, forms.get(block.number)) for block in marked]
        doubts += more
        if look is lists and not any(block.wrapped or block.kind or block.level for block in marked):
            marked = with_wrapped(marked)  # its lists hid the width of the text
    beside = (block for block in blocks if block.kind in _BESIDE)
    return sorted([*marked, *beside], key=lambda block: block.number), doubts


def _over_pages(blocks: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines of the text alone, each of which knows the one above it."""
    beside = {block.number for block in blocks if block.kind in _BESIDE}
    text = []
    for block in blocks:
        above = block.number - 1
        while above in beside:
            above -= 1
        if block.number not in beside:
            text.append(replace(block, above=above) if above + 1 < block.number else block)
    return text


def _formed(block: SourceLine, form: LineForm | None) -> SourceLine:
    return block if form is None else replace(block, form=form, kind="", wrapped=False, group=0)


def with_spoken_rows(blocks: Sequence[SourceLine]) -> list[SourceLine]:
    """The blocks with the forms of dialogues that are set as tables."""
    forms = spoken_rows(blocks)
    return [_formed(block, forms.get(block.number)) for block in blocks]


def with_play(blocks: Sequence[SourceLine]) -> list[SourceLine]:
    """The blocks of a book with the forms of its speeches, if it is a play: in a novel few lines name who speaks."""
    forms, _ = dialogue(blocks)
    spoken = sum(form.kind == "speech" and form.speaker is not None for form in forms.values())
    if spoken < max(_FEWEST_SPEECHES, _SPOKEN * len(blocks)):
        return list(blocks)
    return [_formed(block, forms.get(block.number)) for block in blocks]


def with_letter(blocks: Sequence[SourceLine], chosen: Sequence[bool]) -> tuple[list[SourceLine], list[bool]]:
    """The blocks of a web page with the forms of a letter, and which are text.

    Whoever chose them may have taken the short lines above and below a letter for furniture, and the salutation directly above any text.
    """
    text = [
        index for index, (block, is_text) in enumerate(zip(blocks, chosen, strict=True)) if is_text and not block.level
    ]
    forms = letter_on_page(blocks, text[0], text[-1] + 1) if text else {}
    formed = [_formed(block, forms.get(block.number)) for block in blocks]
    told = forms.keys() | {
        block.number for at in text[:1] for block in blocks[max(at - 1, 0) : at] if is_salutation(block)
    }
    return formed, [was or block.number in told for block, was in zip(blocks, chosen, strict=True)]


def with_speeches(work: OpenDraft) -> None:
    """Give the running text of a web page the forms of its speeches. What else its lines are, the page says itself."""
    work.body = with_spoken_rows(work.body)
    forms, doubts = dialogue(work.body)
    work.body = [_formed(block, forms.get(block.number)) for block in work.body]
    work.doubts += [doubt for _, doubt in doubts]


def with_verse(work: OpenDraft, paragraphs: Mapping[int, int]) -> None:
    """Give lines of a web page that line breaks alone part the form of verse, if they look like it.

    `paragraphs` has the number of the paragraph for each line. A paragraph of one line is none of verse, and parts poems.
    """
    lines = Counter(paragraphs.get(block.number, 0) for block in work.body)
    body = [replace(block, quoted=False) for block in work.body] if is_all_quoted(work.body) else work.body
    marked = [
        replace(block, group=number) if lines[number] > 1 else replace(block, wrapped=True)
        for block in body
        for number in [paragraphs.get(block.number, 0)]
    ]
    forms, doubts = verse(marked)
    work.body = [_formed(block, forms.get(block.number)) for block in work.body]
    if forms:  # programmes and lists of names are set so, too: on a page it is never sure
        work.doubts += [doubt for _, doubt in doubts] or [f"verse: lines {min(forms)}-{max(forms)} look like verse"]


def read_forms(work: OpenDraft) -> None:
    """Claim the lines that have a form."""
    for block in [block for block in work.body if block.form]:
        assert block.form
        if block.form.kind == "signature":
            _signed(work, block)
        work.take(block, block.form.kind, form=block.form)


def _signed(work: OpenDraft, block: SourceLine) -> None:
    """Who signs a letter wrote it."""
    name = block.text.rstrip(" .")
    if is_bare_name(name) and not work.has_author:
        work.credit(name, "author", str(block.number))
