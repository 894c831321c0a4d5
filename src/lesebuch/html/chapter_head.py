"""The head of a chapter's page in HTML: one line under the title, the rest folded, so that the text begins at once.

Other writers keep the order of the doctree: paper has no fold, and a book's page is not a screen.
"""

from docutils import nodes
from sphinx.application import Sphinx

from lesebuch.html import head
from lesebuch.html.translator import BOOKS
from lesebuch.model import Chapter
from lesebuch.presentation.arrangement import arrange
from lesebuch.presentation.headline import Fact, untold
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf.settings import collection_of
from lesebuch.sphinx_ext.domain import LesebuchDomain

_IN_LINE = frozenset({"byline", "dateline"})
_SHORT = 160
"""Characters of a head note up to which folding it would save no room."""


def arrange_heads(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """On `doctree-resolved`, when the marks stand in the passages. An EPUB is set as a book is."""
    if app.builder.format != "html":
        return
    for title in doctree.findall(nodes.title):
        if "language" in title:
            # docutils makes the attribute `lang` of it.
            title["classes"] = [f"language-{title['language']}"]
    if app.builder.name in BOOKS:
        return
    domain = LesebuchDomain.of(app.env)
    for top in [section for section in doctree.findall(nodes.section) if "chapter" in section]:
        if chapter := domain.reader.chapter(top["chapter"]):
            times = domain.reader.times.get(chapter.slug, ())
            facts = untold(chapter, collection_of(app.config), arrange(chapter).front, times)
            _gather(top, facts)
            _fold(top, chapter)


def _gather(top: nodes.section, facts: tuple[Fact, ...]) -> None:
    """Put byline and dateline into one line, with the facts that they do not say."""
    block = next(iter(_children(top, ours.metadata_block)))
    line = ours.chapter_line()
    front = [p for p in top.children[: top.index(block)] if isinstance(p, ours.passage) and p["kind"] in _IN_LINE]
    top.insert(top.index(front[0]) if front else top.index(block), line)
    for passage in front:
        top.remove(passage)
    people = [_fact(fact) for fact in facts if fact.name not in ("publisher", "published")]
    place = [_fact(fact) for fact in facts if fact.name == "publisher"]
    time = [_fact(fact) for fact in facts if fact.name == "published"]
    named = [passage for passage in front if passage["kind"] == "byline"]
    # Passages keep the order of the source, whatever stands between them.
    behind = front.index(named[-1]) + 1 if named else 0
    line += [*people, *front[:behind], *place, *front[behind:], *time]
    if not line.children:
        top.remove(line)


def _fact(fact: Fact) -> nodes.inline:
    return nodes.inline("", fact.words, classes=["fact", fact.name])


def _fold(top: nodes.section, chapter: Chapter) -> None:
    for block in _children(top, ours.metadata_block):
        block["folded"] = True
    for note in _children(top, ours.head_note):
        text = head.plain_words(note)
        note["folded"] = chapter.available and len(text) > _SHORT
        note["first"] = head.first_sentences(text)
    # Of a text that is not here there is nothing to come to sooner than the words that say so.
    for missing in _children(top, ours.missing_text):
        top.remove(missing)
        top.insert(top.index(next(iter(_children(top, ours.metadata_block)))), missing)
    rows = _children(top, ours.missing_passages)
    if len(rows) > 1:
        rows[-1][:0] = [passage for row in rows[:-1] for passage in row.children]
        for row in rows[:-1]:
            top.remove(row)


def _children(top: nodes.section, kind: type[nodes.Element]) -> list[nodes.Element]:
    return [child for child in top.children if isinstance(child, kind)]
