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
from lesebuch.drafting.titlesigns import is_metadata, is_site, likelihoods, running_lines

_RUN = 12
"""Lines among which a second running line stands where a text begins."""
_FARTHEST = 400
_NEAR = 3
_SENTENCE = 90
"""Characters of a title that ends as a sentence does, at most."""
_VIEW = 4
"""Lines with which a reader view begins."""
_LIKELY = 0.5
_MUCH_LESS = 4
"""Times that the title is likelier than a line of which nobody needs to hear."""


def title_lines_of(blocks: Sequence[SourceLine]) -> list[int]:
    """The index of the title, and of the line that is not much less likely to be it; none where the first line is it, or nothing can be told."""
    if _is_reader_view(blocks):
        return [1]
    if not _stands_above(blocks):
        return []
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
