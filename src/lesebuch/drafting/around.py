"""What stands around the articles of a page, a book or a text of Project Gutenberg and belongs to none of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lesebuch.drafting.boilerplate import NEWSLETTER, outside, reason
from lesebuch.drafting.forms.letterwords import is_closing_alone
from lesebuch.drafting.gutenberg import Wrapped
from lesebuch.drafting.proposal import Draft, SourceLine
from lesebuch.model import Outside

NAVIGATION, FRONT_MATTER, ABOVE_TITLE = "navigation", "front matter", "above the title"
_BACK = "back matter"
_NOTICE = "notice of Project Gutenberg"
_FOOT_OF_MAIL = re.compile(
    r"\bunsubscribe\b|\b(?:newsletter|liste|rundbrief) (?:abbestellen|abmelden|austragen)\b|\b(?:abbestellen|se désabonner|se désinscrire"
    r"|отписаться|відписатися)\b|\bmailing list$|/listinfo/",
    re.IGNORECASE,
)
_LINES_OF_FOOT, _LONGEST_OF_FOOT = 8, 220
_RULE = re.compile(r"[_=*-]{5,}")


def above_title(blocks: Sequence[SourceLine]) -> Iterable[Outside]:
    """Each line above a title, with why it is no text."""
    for block in blocks:
        yield Outside(block.number, block.number, reason(block.text) or ABOVE_TITLE)


def with_outside(
    drafts: list[Draft], before: Sequence[SourceLine], after: Sequence[SourceLine], why: str
) -> list[Draft]:
    """What is left of a page or a book around its articles goes to the first and the last of them; `why` it is not in the first."""
    if before and drafts:
        spans = [span for block in before for span in outside([block], why)]
        drafts[0] = replace(drafts[0], outside=(*merged(spans), *drafts[0].outside))
    if after and drafts:
        spans = outside(after, reason(after[0].text) or (_BACK if why == FRONT_MATTER else NAVIGATION))
        drafts[-1] = replace(drafts[-1], outside=(*drafts[-1].outside, *spans))
    return drafts


def above_foot(blocks: Sequence[SourceLine]) -> int:
    """How many blocks of a mail are left without the foot that a newsletter or a list sets below it.

    That is shorter than the mail, and stands below its closing: people write to each other of lists and newspapers, too.
    """
    words = [len(block.text.split()) for block in blocks]
    closings = [i for i, block in enumerate(blocks) if is_closing_alone(block.text)]
    first = max(len(blocks) - _LINES_OF_FOOT, *closings, 1)
    told = (
        i
        for i in range(first, len(blocks))
        if len(blocks[i].text) <= _LONGEST_OF_FOOT
        and _FOOT_OF_MAIL.search(blocks[i].text)
        and sum(words[:i]) > sum(words[i:])
    )
    keep = next(told, len(blocks))
    ruled = 1 < keep < len(blocks) and _RULE.fullmatch(blocks[keep - 1].text)
    return keep - 1 if ruled else keep


def with_foot(drafts: list[Draft], foot: Sequence[SourceLine]) -> list[Draft]:
    """What a newsletter or a list sets below a mail is no text."""
    if foot and drafts:
        span = Outside(foot[0].number, foot[-1].number, NEWSLETTER)
        drafts[-1] = replace(drafts[-1], outside=(*drafts[-1].outside, span))
    return drafts


def with_notices(drafts: list[Draft], around: Wrapped) -> list[Draft]:
    """The record above a text of Project Gutenberg and the licence below it belong to no chapter."""
    for blocks, at in ((around.before, 0), (around.after, -1)):
        if blocks and drafts:
            span = Outside(blocks[0].number, blocks[-1].number, _NOTICE)
            spans = sorted([span, *drafts[at].outside], key=lambda outside: outside.first)
            drafts[at] = replace(drafts[at], outside=tuple(spans))
    return drafts


def merged(spans: Sequence[Outside]) -> list[Outside]:
    """Neighbours with the same reason as one."""
    found: list[Outside] = []
    for span in spans:
        if found and found[-1].reason == span.reason:
            found[-1] = Outside(found[-1].first, span.last, span.reason)
        else:
            found.append(span)
    return found
