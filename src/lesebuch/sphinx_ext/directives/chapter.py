"""The directive `{chapter}`: a whole page from a Chapter."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from lesebuch.model import Chapter, Passage
from lesebuch.presentation.arrangement import Section, arrange
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.walk import Walk
from lesebuch.sphinx_ext import foreign, markup
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf.settings import collection_of
from lesebuch.sphinx_ext.directives import chapter_parts, passages
from lesebuch.sphinx_ext.directives.source_pictures import ChapterPictures
from lesebuch.sphinx_ext.domain import LesebuchDomain


class ChapterDirective(SphinxDirective):
    """`{chapter} SLUG` makes the section of a chapter; it is all that a chapter's page holds."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the page; a name that the reader does not know is an error at the directive's line."""
        domain = LesebuchDomain.of(self.env)
        slug = self.arguments[0].strip()
        chapter = domain.reader.chapter(slug)
        domain.use(self.env.docname, f"chapter:{slug}")
        domain.use(self.env.docname, f"related:{slug}")
        domain.use(self.env.docname, f"shared:{slug}")
        if chapter is None:
            raise self.error(f"There is no chapter {slug!r}; it would be corpus/{slug}.md.")
        # A project need not list its chapters: Sphinx would miss each of them in the tables of contents.
        self.env.metadata[self.env.docname]["orphan"] = True
        return [self._section(domain, chapter)]

    def _section(self, domain: LesebuchDomain, chapter: Chapter) -> nodes.section:
        page = arrange(chapter)
        # Not `slug`: myst-parser makes a second id of a section's attribute of that name.
        name = page.title.id if page.title else chapter.slug
        top = nodes.section(ids=[name], chapter=chapter.slug, classes=["chapter"])
        language = current()
        supplied = _title(chapter.title, foreign.title_language(chapter), language)
        top += _heading(page.title, chapter, language) if page.title else supplied
        pictures = ChapterPictures(chapter, Path(self.env.srcdir))
        top += _blocks(page.front, chapter, language, pictures)
        top += pictures.at([page.title] if page.title else [])
        top += chapter_parts.metadata(chapter, collection_of(self.config), domain.reader.kinds)
        if chapter.head and chapter.head.text.strip():
            note = ours.head_note()
            markup.parse(self, chapter.head, note)
            top += note
        if not chapter.available:
            top += chapter_parts.missing(chapter)
        for section in page.text:
            top += _text(section, chapter, language, pictures)
        parts = (
            chapter_parts.notes(self, chapter, domain.reader.kinds),
            chapter_parts.events(self, chapter, domain.reader, domain.shared.get(chapter.slug, ())),
            chapter_parts.entries(chapter, domain.index),
            chapter_parts.cite(self, chapter),
        )
        top += [part for part in parts if part is not None]
        return top


def _heading(passage: Passage, chapter: Chapter, language: str) -> nodes.title:
    """Of a title that is not at hand the editors' file has the words."""
    text, own = passage.text or chapter.title, passage.language or chapter.language
    return _title(text, own, language, passage=passage.id, kind=str(passage.kind))


def _title(text: str, own: str, language: str, **attributes: str) -> nodes.title:
    """A title; `own`: the language that it is in, `language`: the page's."""
    # The words are marked, too: tables of contents copy them, and not the title.
    shown = foreign.words(text, own)
    # They are the source's words: nobody is to translate them.
    title = nodes.title("", "", shown, **attributes, support_smartquotes=False, translatable=False)
    if own != language:
        title["language"] = own
        title["classes"] += foreign.classes(own)
    return title


def _blocks(
    shown: Sequence[Passage], chapter: Chapter, language: str, pictures: ChapterPictures
) -> list[nodes.Element]:
    if chapter.available or not shown:
        return passages.blocks(shown, chapter, language, pictures)
    missing = [passages.block(passage, chapter, language) for passage in shown]
    return [ours.missing_passages("", *missing, chapter=chapter.slug)]


def _text(section: Section, chapter: Chapter, language: str, pictures: ChapterPictures) -> list[nodes.Element]:
    first = pictures.at([section.heading]) if section.heading else []
    blocks = [*first, *_blocks(section.passages, chapter, language, pictures)]
    if section.heading is None:
        return blocks
    heading = _heading(section.heading, chapter, language)
    below = [node for inner in section.sections for node in _text(inner, chapter, language, pictures)]
    return [nodes.section("", heading, *blocks, *below, ids=[section.heading.id], classes=["text-section"])]


def name(app: Sphinx, doctree: nodes.document) -> None:
    """Call a page by the chapter's title in navigation, on `doctree-read`: the source may have a full stop behind it."""
    domain = LesebuchDomain.of(app.env)
    for top in doctree.children:
        if isinstance(top, nodes.section) and (chapter := domain.reader.chapter(top.get("chapter", ""))):
            app.env.titles[app.env.docname] = nodes.title("", "", foreign.title(chapter))
            app.env.longtitles[app.env.docname] = nodes.title("", "", foreign.title(chapter))


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
    walk = Walk(domain.reader, domain.index, chapter)
    for block in _text_blocks(top):
        if block.get("passage", "") in wanted:
            block.children = []
            passage = wanted[block["passage"]]
            passages.fill(block, passage, walk.steps(passage))


def _text_blocks(holder: nodes.Element) -> Iterator[nodes.Element]:
    """The titles and passages of the text, not what the commentary holds."""
    for child in holder.children:
        if isinstance(child, nodes.title | ours.passage):
            yield child
        elif isinstance(child, ours.text_group | nodes.section) and not isinstance(child, ours.apparatus):
            yield from _text_blocks(child)
