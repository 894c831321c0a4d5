"""The directive `{chapter}`: a whole page from a Chapter."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from lesebuch.model import Chapter, Passage, PassageKind
from lesebuch.presentation.index import heading
from lesebuch.sphinx_ext import chapter_parts, markup, passages
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.settings import collection_of


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
        # A project need not list its chapters: Sphinx would miss each of them in the tables of contents.
        self.env.metadata[self.env.docname]["orphan"] = True
        return [self._section(domain, chapter)]

    def _section(self, domain: LesebuchDomain, chapter: Chapter) -> nodes.section:
        title = heading(chapter)
        # Not `slug`: myst-parser makes a second id of a section's attribute of that name.
        top = nodes.section(ids=[title or chapter.slug], chapter=chapter.slug, classes=["chapter"])
        language = self.config.language or "de"
        top += _title(chapter, title, language)
        body = _Body(chapter, language, top, title)
        body.front()
        top += chapter_parts.metadata(chapter, collection_of(self.config))
        if chapter.head and chapter.head.text.strip():
            note = ours.head_note()
            markup.parse(self, chapter.head, note)
            top += note
        if not chapter.available:
            top += chapter_parts.missing(chapter)
        body.rest()
        parts = (
            chapter_parts.notes(self, chapter),
            chapter_parts.events(self, chapter, domain.reader),
            chapter_parts.entries(chapter, domain.index),
            chapter_parts.cite(self, chapter),
        )
        top += [part for part in parts if part is not None]
        return top


def _title(chapter: Chapter, passage: str, language: str) -> nodes.title:
    found = next((p for p in chapter.passages if p.id == passage), None)
    if found is None:
        return nodes.title("", chapter.title)
    return _heading(found, found.text or chapter.title, chapter, language)


def _heading(passage: Passage, text: str, chapter: Chapter, language: str) -> nodes.title:
    title = nodes.title("", text, passage=passage.id, kind=str(passage.kind), support_smartquotes=False)
    if chapter.language != language:
        title["language"] = chapter.language
    return title


_FRONT = frozenset({PassageKind.SUBTITLE, PassageKind.BYLINE, PassageKind.DATELINE, PassageKind.TITLE})


class _Body:
    """Appends the passages to the page: a section for each heading, all others to the section that is open."""

    def __init__(self, chapter: Chapter, language: str, top: nodes.section, title: str) -> None:
        self._chapter = chapter
        self._language = language
        self._top = top
        self._open: nodes.Element = top
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
            row = ours.missing_passages(chapter=self._chapter.slug)
            row += [passages.block(passage, self._chapter, self._language) for passage in shown]
            self._top += row
            return
        for passage in shown:
            if passage.kind is PassageKind.HEADING and passage.text is not None:
                self._open = nodes.section(ids=[passage.id], classes=["text-section"])
                self._open += _heading(passage, passage.text, self._chapter, self._language)
                self._top += self._open
            else:
                self._open += passages.block(passage, self._chapter, self._language)


def name(app: Sphinx, doctree: nodes.document) -> None:
    """Call a page by the chapter's title in navigation, on `doctree-read`: the source may have a full stop behind it."""
    domain = LesebuchDomain.of(app.env)
    for top in doctree.children:
        if isinstance(top, nodes.section) and (chapter := domain.reader.chapter(top.get("chapter", ""))):
            app.env.titles[app.env.docname] = nodes.title("", chapter.title)
            app.env.longtitles[app.env.docname] = nodes.title("", chapter.title)


def mark(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put the marks into the passages, on `doctree-resolved`: last of all, whatever the builder.

    Marks are by far the most of a chapter's nodes, and each transform looks at every node; tables of contents copy
    headings, and in navigation links within links and numbers of notes have no place.
    """
    domain = LesebuchDomain.of(app.env)
    tops = [section for section in doctree.findall(nodes.section) if "chapter" in section]
    for top in tops:
        if chapter := domain.reader.chapter(top["chapter"]):
            _mark(domain, chapter, top)


def _mark(domain: LesebuchDomain, chapter: Chapter, top: nodes.section) -> None:
    wanted = {passage.id: passage for passage in chapter.passages if passage.text is not None}
    builder = passages.PassageBuilder(domain.reader, domain.index, chapter)
    blocks = [*top.children, *(child for s in top.children if isinstance(s, nodes.section) for child in s.children)]
    for block in blocks:
        if isinstance(block, nodes.title | ours.passage) and block.get("passage", "") in wanted:
            block.children = []
            builder.fill(block, wanted[block["passage"]])
