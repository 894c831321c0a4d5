"""The directive `{glossary-list}` and the role `{entry}`."""

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from lesebuch.model import Entry
from lesebuch.myst import split_title
from lesebuch.presentation import ids, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.glossary_parts import GlossaryPage
from lesebuch.problems import Code
from lesebuch.sphinx_ext import markup
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.directives.contents import toctree
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.passage_quotes import links

logger = logging.getLogger(__name__)


class _Glossary(SphinxDirective):
    """What both directives show."""

    def _groups(self, domain: LesebuchDomain, groups: Iterable[tuple[str, Sequence[Entry]]]) -> ours.glossary_list:
        holder = ours.glossary_list()
        for letter, listed in groups:
            entries = [entry for entry in listed if domain.gathered is None or entry.slug in domain.gathered]
            if not entries:
                continue
            group = ours.glossary_group(ids=[ids.letter(letter)], letter=letter)
            group += [self._entry(domain, entry) for entry in entries]
            holder += group
        return holder

    def _entry(self, domain: LesebuchDomain, entry: Entry) -> ours.glossary_entry:
        kinds = domain.reader.kinds
        made = ours.glossary_entry(
            ids=[entry.slug], term=entry.term, kind=str(entry.kind), label=wording.entry_kind(entry.kind, kinds)
        )
        renamed = domain.reader.renamed
        made["former"] = list(renamed.former(renamed.entries, entry.slug))
        made["colour"] = kinds.entries[entry.kind].light if entry.kind in kinds.entries else ""
        made["variants"] = list(entry.variants)
        made["coordinates"] = wording.coordinates(*entry.coordinates) if entry.coordinates else ""
        if entry.wikidata:
            made["wikidata"] = entry.wikidata
        markup.parse(self, entry.body, made)
        see = [domain.reader.entries[slug] for slug in entry.see if slug in domain.reader.entries]
        if see:
            made += _others("see", _("See also:"), ((entry, "") for entry in see))
        if told := domain.index.backlinks(entry.slug):
            made += links("entry", told, domain.reader, entry=entry.slug)
        # For the screen alone: in a book it would be long, and cannot be followed with a click.
        if near := domain.index.neighbours(entry.slug):
            counted = ((domain.reader.entries[slug], f" ({count})") for slug, count in near)
            made += addnodes.only("", _others("near", _("Often named with:"), counted), expr="html")
        return made

    def _index(self, domain: LesebuchDomain, page: str, parts: Iterable[GlossaryPage]) -> list[nodes.Node]:
        """Where the parts are, and a hidden toctree of them."""
        rows = [
            (ids.part_page(page, p.name), p.label, p.entries[0].term, p.entries[-1].term, len(p.entries)) for p in parts
        ]
        letters = [(ids.part_page(page, part.name), part.label) for part in domain.letters]
        made = ours.glossary_index(parts=rows, letters=letters)
        return [made, toctree(self.env.docname, [row[0] for row in rows])] if rows else [made]


class GlossaryList(_Glossary):
    """`{glossary-list}`: every entry, by letter, each with the passages that mention it; of a large glossary its pages."""

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        domain = LesebuchDomain.of(self.env)
        page = self.env.docname
        domain.use(page, "glossary")
        if not domain.is_split(page):
            return [self._groups(domain, domain.index.letters)]
        return self._index(domain, page, domain.letters)


class GlossaryPart(_Glossary):
    """`{glossary-part} NAME`: a page of a large glossary; made by Lesebuch itself."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the page."""
        domain = LesebuchDomain.of(self.env)
        name, here = self.arguments[0], self.env.docname
        domain.use(here, f"glossary-part:{name}")
        part = domain.parts.get(name)
        if part is None:
            raise self.error(f"The glossary has no part {name!r}.")
        # A project need not list these pages.
        self.env.metadata[here]["orphan"] = True
        title = _("Glossary: {letters}").format(letters=part.label)
        top = nodes.section("", nodes.title("", title), ids=[f"part-{part.name}"])
        top += self._index(domain, here.removesuffix(f"-{name}"), part.parts)
        if not part.parts:
            top += self._groups(domain, [(part.label[:1], part.entries)])
        return [top]


def _others(kind: str, said: str, entries: Iterable[tuple[Entry, str]]) -> nodes.paragraph:
    """A list of entries, each with the words that stand behind it."""
    made = nodes.paragraph("", f"{said} ", classes=[kind])
    for n, (entry, behind) in enumerate(entries):
        made += nodes.Text(", ") if n else []
        made += ours.entry_link("", entry.term, entry=entry.slug)
        made += nodes.Text(behind) if behind else []
    return made


class EntryRole(SphinxRole):
    """`` {entry}`slug` `` or `` {entry}`words <slug>` `` links to a glossary entry."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Link, or warn and leave the words."""
        words, slug = split_title(self.text)
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, f"entry:{slug}")
        entry = domain.reader.entries.get(slug)
        if entry is None:
            now = domain.reader.renamed.entries.get(slug)
            hint = f"It is called {now!r} now." if now else Code.UNKNOWN_ENTRY.hint
            message = f"There is no glossary entry {slug!r}. {hint}"
            logger.warning(message, type="lesebuch", subtype=str(Code.UNKNOWN_ENTRY), location=self.get_location())
            return [nodes.inline("", words or slug)], []
        return [ours.entry_link("", words or entry.term, entry=slug)], []
