"""Paragraphs with line breaks in them: verse, or running text that was broken by hand."""

from collections.abc import Iterable, Sequence

from lesebuch.drafting.proposal import LineForm, OpenDraft, SourceLine

_FEWEST_LINES = 3
_LONGEST_VERSE = 60
_LEAST_BROKEN = 45
"""Characters of a line that was broken because it was full."""
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "“", "”", "»", '"')


def read_broken(work: OpenDraft) -> None:
    """Claim what was broken: short lines without figures are verse, and a doubt; full ones are one paragraph.

    Where the format sets lines off, only what was broken by width is joined.
    """
    for lines in _paragraphs(work.body):
        if lines[0].wrapped:
            form = LineForm("paragraph", lines[0].group)  # another may stand directly below it
            for block in lines:
                work.take(block, "paragraph", form=form)
        elif work.set_off:
            continue
        elif _is_verse(lines):
            _take_verse(work, lines, "one paragraph")
        elif _is_running(lines):
            for block in lines:
                work.take(block, "paragraph")


def read_quoted(work: OpenDraft) -> None:
    """Claim what the format marks as quotations; a poem within one is verse."""
    for lines in _groups(block for block in work.body if block.quoted and not block.kind):
        if _is_verse(lines):
            _take_verse(work, lines, "one quotation")
        else:
            for block in lines:
                work.take(block, "quote")


def _take_verse(work: OpenDraft, lines: Sequence[SourceLine], where: str) -> None:
    for block in lines:
        work.take(block, "verse")
    work.doubts.append(f"verse: lines {lines[0].number}-{lines[-1].number} are short lines of {where}")


def _paragraphs(body: Sequence[SourceLine]) -> list[list[SourceLine]]:
    broken = (block for block in body if block.group and not (block.kind or block.level or block.quoted))
    return [lines for lines in _groups(broken) if len(lines) > 1]


def _groups(blocks: Iterable[SourceLine]) -> list[list[SourceLine]]:
    """Lines that follow one another in one group."""
    found: list[list[SourceLine]] = []
    for block in blocks:
        if found and block.group and found[-1][-1].group == block.group and found[-1][-1].number == block.number - 1:
            found[-1].append(block)
        else:
            found.append([block])
    return found


def _is_verse(lines: Sequence[SourceLine]) -> bool:
    short = all(len(block.text) <= _LONGEST_VERSE for block in lines)
    figures = any(character.isdigit() for block in lines for character in block.text)
    return (
        len(lines) >= _FEWEST_LINES
        and short
        and not figures
        and not all(b.text.endswith(_SENTENCE_ENDS) for b in lines)
    )


def _is_running(lines: Sequence[SourceLine]) -> bool:
    return all(len(block.text) >= _LEAST_BROKEN and not block.text.endswith(_SENTENCE_ENDS) for block in lines[:-1])
