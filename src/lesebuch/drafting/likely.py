"""The author of an unmarked text whom no label names: the likeliest of the names near its title and its end."""

from lesebuch.drafting.authorsigns import likely_authors
from lesebuch.drafting.body import role_line
from lesebuch.drafting.givennames import has_given_name
from lesebuch.drafting.proposal import OpenDraft
from lesebuch.drafting.titlesigns import RUNNING


def read_likely(work: OpenDraft) -> None:
    """Credit who is likely to have written the text, if nobody else is its author yet; and say that it is in doubt."""
    if work.set_off or work.has_author:
        return
    at = work.facts.title_at.split()[:1]
    title = next((i for i, block in enumerate(work.blocks) if at == [str(block.number)]), -1)
    text = next((block.number for block in reversed(work.blocks) if len(block.text) >= RUNNING), 0)
    for block, name in likely_authors(work.blocks, title):
        doubtful = work.whole and not has_given_name(name)  # what is dated, in a contract or a form
        if doubtful or role_line(block.text) or name == work.facts.publisher:
            continue
        work.credit(name, "author", str(block.number))
        work.doubts.append(f"author: line {block.number} gives a name without saying whose")
        if block in work.body and len(block.text) <= 2 * len(name):
            work.take(block, "signature" if block.number > text else "byline")
