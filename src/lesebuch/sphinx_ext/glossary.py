"""The directive `{glossary-list}` and the role `{entry}`."""

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from lesebuch.model import Entry
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.problems import Code
from lesebuch.sphinx_ext import markup
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain

logger = logging.getLogger(__name__)


class GlossaryList(SphinxDirective):
    """`{glossary-list}`: every entry, by letter, each with the passages that mention it."""

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "glossary")
        holder = ours.glossary_list()
        for letter, entries in domain.index.letters:
            group = ours.glossary_group(
                ids=[f"letter-{letter.lower()}" if letter != "#" else "letter-other"], letter=letter
            )
            group += [self._entry(domain, entry) for entry in entries]
            holder += group
        return [holder]

    def _entry(self, domain: LesebuchDomain, entry: Entry) -> ours.glossary_entry:
        kinds = domain.reader.kinds
        made = ours.glossary_entry(
            ids=[entry.slug], term=entry.term, kind=str(entry.kind), label=wording.entry_kind(entry.kind, kinds)
        )
        renamed = domain.reader.renamed
        made["former"] = list(renamed.former(renamed.entries, entry.slug))
        made["colour"] = kinds.entries[entry.kind].light if entry.kind in kinds.entries else ""
        made["variants"] = list(entry.variants)
        if entry.wikidata:
            made["wikidata"] = entry.wikidata
        markup.parse(self, entry.body, made)
        see = [domain.reader.entries[slug] for slug in entry.see if slug in domain.reader.entries]
        if see:
            made += _see(see)
        titles = {chapter.slug: chapter.title for chapter in domain.reader.chapters}
        refs = [(slug, wording.short(titles[slug]), list(ids)) for slug, ids in domain.index.backlinks(entry.slug)]
        if refs:
            made += ours.passage_links(kind="entry", refs=refs)
        return made


def _see(entries: list[Entry]) -> nodes.paragraph:
    made = nodes.paragraph("", _("See also:") + " ", classes=["see"])
    for n, entry in enumerate(entries):
        if n:
            made += nodes.Text(", ")
        made += ours.entry_link("", entry.term, entry=entry.slug)
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


def split_title(text: str) -> tuple[str, str]:
    """`words <target>` as (words, target); a bare target has no words."""
    text = text.strip()
    if text.endswith(">") and "<" in text:
        words, _, target = text[:-1].rpartition("<")
        return words.strip(), target.strip()
    return "", text
