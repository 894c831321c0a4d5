"""Which line of an unmarked text is its title, where others stand above the running text.

What somebody copies from a page begins with whatever stood there: sections, buttons, a kicker, author and date. Each line above the
running text has signs (titlesigns.py), and the one for which they speak most is the title. Texts without paragraphs of running text
(verse, lists) are not looked at.
"""

from collections.abc import Sequence

from lesebuch.drafting.metaline import READING
from lesebuch.drafting.names import is_bare_name
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.scattered import is_scattered
from lesebuch.drafting.titles import title_like
from lesebuch.drafting.titlesigns import is_metadata, is_sentence, is_site, likelihoods, running_lines

_RUN = 12
"""Lines among which a second running line stands where a text begins."""
_FARTHEST = 400
_NEAR = 3
_SENTENCE = 90
"""Characters of a title that ends as a sentence does, at most."""
_VIEW = 4
"""Lines with which a reader view begins."""
_SHORT = 100
"""Characters of a sentence that is text, where no line is longer."""
_LIKELY = 0.5
_MUCH_LESS = 4
"""Times that the title is likelier than a line of which nobody needs to hear."""


def title_lines_of(blocks: Sequence[SourceLine]) -> list[int]:
    """The index of the title, and of the line that is not much less likely to be it; none where the first line is it, or nothing can be told."""
    if _is_reader_view(blocks):
        return [1]
    if not _stands_above(blocks):
        below = _below_metadata(blocks)
        return _above_short(blocks) if below is None else [below]
    found = likelihoods(blocks)
    if not any(title_like(blocks[i].text) and not is_metadata(blocks[i].text) for i in found):
        return []
    best, *others = sorted(found, key=lambda i: (-found[i], i))
    if (best, others[:1]) == (0, [1]) and [is_bare_name(block.text) for block in blocks[:2]] == [True, False]:
        return [1]  # an author stands above the title
    unsure = [i for i in others[:1] if found[i] * _MUCH_LESS > found[best]]
    if not best:
        text = blocks[0].text
        ended = len(text) <= _SENTENCE and not title_like(text) and not is_scattered(text)
        unsure = unsure if title_like(text) and not is_metadata(text) else []
        return [0, *unsure] if unsure or (ended and found[0] > _LIKELY) else []
    return [best, *unsure]


def _is_reader_view(blocks: Sequence[SourceLine]) -> bool:
    """Whether a browser's reader view begins so: site, title, perhaps the author, and how long it takes to read."""
    lines = [block.text for block in blocks[:_VIEW]]
    return any(map(READING.fullmatch, lines[2:])) and is_site(lines[0]) and title_like(lines[1])


def _above_short(blocks: Sequence[SourceLine]) -> list[int]:
    """The title of a page whose paragraphs are short, if one line is surely likelier than all others."""
    if any(b.form or b.level or b.wrapped or b.kind for b in blocks):
        return []
    text = next((i for i, b in enumerate(blocks) if len(b.text) >= _SHORT and is_sentence(b.text)), 0)
    found = likelihoods(blocks) if text else {}
    best = max(found, key=lambda i: found[i], default=0)
    return [best] if 0 < best < text and found[best] > _LIKELY and title_like(blocks[best].text) else []


def _below_metadata(blocks: Sequence[SourceLine]) -> int | None:
    """The first line, of those that begin a text, that is neither author nor date."""
    first = next((i for i, block in enumerate(blocks[:_NEAR]) if not is_scattered(block.text)), None)
    if any(block.form for block in blocks[: (first or 0) + 1]):
        return None
    return first if first and not blocks[first].level and title_like(blocks[first].text) else None


def leading(blocks: Sequence[SourceLine], title: int) -> int:
    """How many lines at the start stand above the title, an index, and say nothing of it: author and date are left."""
    beside = range(max(title - _NEAR, 0), title)
    return next((i for i in beside if is_metadata(blocks[i].text) or is_bare_name(blocks[i].text)), title)


def _stands_above(blocks: Sequence[SourceLine]) -> bool:
    """Whether lines of which no format says what they are stand above running text, or above what is told by its looks."""
    running = next((i for i in running_lines([block.text for block in blocks]) if i < _FARTHEST), 0)
    menu = next((i for i, block in enumerate(blocks) if block.form is None or block.form.kind != "item"), 0)
    formed = next((i for i, block in enumerate(blocks[:_FARTHEST]) if block.form and i >= menu), None)
    first = formed if formed is not None and (formed < running or not running) else running
    return bool(first) and not any(b.level or b.wrapped or b.kind for b in blocks[:first])
