"""The directive `{chapter}`: a whole page from a Chapter."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from lesebuch.model import Chapter, Passage, PassageKind
from lesebuch.sphinx_ext import apparatus, markup, passages
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.index import heading


class ChapterDirective(SphinxDirective):
    """`{chapter} SLUG` makes the section of a chapter; it is all that a chapter's page holds."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the page; a name that the reader does not know is an error at the directive's line."""
        domain = LesebuchDomain.of(self.env)
        slug = self.arguments[0].strip()
        chapter = domain.reader.chapter(slug)
        domain.use(self.env.docname, f"chapter:{slug}")
        if chapter is None:
            raise self.error(f"There is no chapter {slug!r}; it would be corpus/{slug}.md.")
        return [self._section(domain, chapter)]

    def _section(self, domain: LesebuchDomain, chapter: Chapter) -> nodes.section:
        title = heading(chapter)
        # Not `slug`: myst-parser makes a second id of a section's attribute of that name.
        top = nodes.section(ids=[title or chapter.slug], chapter=chapter.slug, classes=["chapter"])
        top += _title(chapter, title)
        body = _Body(domain, chapter, self.config.language or "de", top, title)
        body.front()
        top += apparatus.metadata(chapter)
        if chapter.head and chapter.head.text.strip():
            note = ours.head_note()
            markup.parse(self, chapter.head, note)
            top += note
        if not chapter.available:
            top += apparatus.missing(chapter)
        body.rest()
        parts = (
            apparatus.notes(self, chapter),
            apparatus.events(self, chapter, domain.reader),
            apparatus.entries(chapter, domain.reader, domain.index),
            apparatus.cite(self, chapter),
        )
        top += [part for part in parts if part is not None]
        return top


def _title(chapter: Chapter, passage: str) -> nodes.title:
    title = nodes.title("", chapter.title)
    if passage:
        title["passage"], title["kind"] = passage, str(PassageKind.TITLE)
        text = next(p.text for p in chapter.passages if p.id == passage)
        if text is not None:
            title.children = []
            title += nodes.Text(text)
    return title


_FRONT = frozenset({PassageKind.SUBTITLE, PassageKind.BYLINE, PassageKind.DATELINE, PassageKind.TITLE})


class _Body:
    """Appends the passages to the page: a section for each heading, all others to the section that is open."""

    def __init__(self, domain: LesebuchDomain, chapter: Chapter, language: str, top: nodes.section, title: str) -> None:
        self._chapter = chapter
        self._language = language
        self._top = top
        self._open: nodes.Element = top
        self._builder = passages.PassageBuilder(domain.reader, domain.index, chapter)
        shown = [passage for passage in chapter.passages if passage.id != title]
        front = next((n for n, passage in enumerate(shown) if passage.kind not in _FRONT), len(shown))
        self._front, self._rest = shown[:front], shown[front:]

    def front(self) -> None:
        """What stands with the title, above the metadata: subtitle, byline, dateline."""
        self._add(self._front)

    def rest(self) -> None:
        """The text."""
        self._add(self._rest)

    def _add(self, shown: list[Passage]) -> None:
        if not self._chapter.available and shown:
            row = ours.missing_passages(slug=self._chapter.slug)
            row += [passages.build(passage, self._chapter, self._builder, self._language) for passage in shown]
            self._top += row
            return
        for passage in shown:
            if passage.kind is PassageKind.HEADING and passage.text is not None:
                self._open = nodes.section(ids=[passage.id], classes=["text-section"])
                self._open += nodes.title("", passage.text, passage=passage.id, kind=str(passage.kind))
                self._top += self._open
            else:
                self._open += passages.build(passage, self._chapter, self._builder, self._language)


def mark_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Put the marks into titles, on `doctree-read` after the tables of contents have copied their text.

    Those copies stand in navigation, where numbers of notes and links within links have no place.
    """
    top = next((s for s in doctree.children if isinstance(s, nodes.section) and "chapter" in s), None)
    domain = LesebuchDomain.of(app.env)
    chapter = domain.reader.chapter(top["chapter"]) if top else None
    if top is None or chapter is None:
        return
    for table in (app.env.titles, app.env.longtitles):
        # Without a final full stop that the source may have.
        table[app.env.docname] = nodes.title("", chapter.title)
    wanted = {passage.id: passage for passage in chapter.passages}
    titles = [
        t
        for s in (top, *top.children)
        if isinstance(s, nodes.section)
        for t in s.children
        if isinstance(t, nodes.title)
    ]
    builder = passages.PassageBuilder(domain.reader, domain.index, chapter)
    for title in titles:
        passage = wanted.get(title.get("passage", ""))
        if passage and passage.text is not None:
            title.children = []
            builder.fill(title, passage)
            if chapter.language != (app.config.language or "de"):
                title["language"] = chapter.language
