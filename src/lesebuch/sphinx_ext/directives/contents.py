"""The directives `{chapter-list}` (with the chapters' part of the navigation) and `{source-list}`."""

from collections import defaultdict

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.model import Chapter, Outside, Reader, Registered
from lesebuch.presentation import citation, ids, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import foreign, markup
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.directives.chapter_parts import field, link
from lesebuch.sphinx_ext.domain import LesebuchDomain


class ChapterList(SphinxDirective):
    """`{chapter-list}`: all chapters, by part or by year, and a hidden toctree for each group."""

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "chapters")
        holder = ours.chapter_list()
        made: list[nodes.Node] = [holder]
        for group in domain.index.groups:
            part = group.name if domain.reader.parts else ""
            shown = ours.chapter_group(ids=ids.group(group.name), label=group.label, part=part)
            if group.part and group.part.introduction:
                introduction = ours.part_introduction(part=group.name)
                markup.parse(self, group.part.introduction, introduction)
                shown += introduction
            shown += [_item(chapter) for chapter in group.chapters]
            holder += shown
            if part:
                made.append(ours.part_opening(label=group.label, part=part))
            made.append(toctree(self.env.docname, [ids.chapter_page(chapter.slug) for chapter in group.chapters]))
        return made


def toctree(parent: str, pages: list[str]) -> nodes.compound:
    """A hidden table of contents."""
    tree = addnodes.toctree(parent=parent, entries=[(None, page) for page in pages], includefiles=pages)
    tree.attributes |= {"maxdepth": 1, "glob": False, "hidden": True, "includehidden": False}
    tree.attributes |= {"numbered": 0, "titlesonly": True, "caption": None, "rawentries": []}
    wrapper = nodes.compound(classes=["toctree-wrapper"])
    wrapper += tree
    return wrapper


def _item(chapter: Chapter) -> ours.chapter_item:
    item = ours.chapter_item(chapter=chapter.slug, title=chapter.title, byline=wording.byline(chapter))
    item["date"], item["length"] = wording.date(chapter.published), wording.length(chapter)
    item["names"], item["year"] = ", ".join(wording.signed(chapter)), citation.certain(chapter.published)[:4]
    item["available"] = chapter.available
    item["language"] = chapter.language
    item["title_language"] = foreign.title_language(chapter)
    return item


class SourceList(SphinxDirective):
    """`{source-list}`: each source with its chapters, provenance and rights."""

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "sources")
        holder = ours.source_list()
        made: dict[str, list[Chapter]] = defaultdict(list)
        for chapter in sorted(domain.reader.chapters, key=lambda c: c.first):
            made[chapter.file].append(chapter)
        for number, source in enumerate(domain.reader.register, 1):
            holder += _source(source, made[source.file], domain.reader, number)
        return [holder]


def _source(source: Registered, chapters: list[Chapter], reader: Reader, number: int) -> ours.source_item:
    title = source.title or (chapters[0].title if len(chapters) == 1 else source.file)
    item = ours.source_item(ids=[f"source-{number}"], title=title, file=source.file, rights=str(source.rights))
    item["language"] = foreign.title_language(chapters[0]) if chapters and title == chapters[0].title else ""
    rows: list[tuple[str, str, list[nodes.Node]]] = [
        ("rights", _("Rights"), [nodes.Text(source.licence or wording.RIGHTS[source.rights])]),
        ("chapters", _("Chapters"), _chapters(chapters)),
        ("url", _("Available at"), [link(source.url)] if source.url else []),
        ("accessed", _("Accessed"), [nodes.Text(wording.date(source.accessed))] if source.accessed else []),
        ("outside", _("Omitted"), _outside(source.outside, reader)),
        ("file", _("File"), [nodes.literal("", source.file)]),
        ("sha256", _("Checksum"), [nodes.literal("", source.sha256[:16]), nodes.Text(" … (SHA-256)")]),
    ]
    item += [field(name, label, *children) for name, label, children in rows if children]
    return item


def _chapters(chapters: list[Chapter]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for n, chapter in enumerate(chapters):
        if n:
            made.append(nodes.Text("; "))
        made.append(ours.passage_link("", "", foreign.title(chapter), chapter=chapter.slug, passage=""))
        made.append(nodes.Text(_(" (lines {first}–{last})").format(first=chapter.first, last=chapter.last)))
    return made


def _outside(outside: tuple[Outside, ...], reader: Reader) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for n, lines in enumerate(outside):
        span = _("line {first}") if lines.first == lines.last else _("lines {first}–{last}")
        said = wording.labelled(span.format(first=lines.first, last=lines.last), _(lines.reason))
        made.append(nodes.Text(f"{'; ' if n else ''}{said}"))
        if lines.of:
            original = reader.chapter(lines.of)
            title = original.title if original else lines.of
            made += [nodes.Text(_(" of ")), ours.passage_link("", title, chapter=lines.of, passage="")]
    return made
