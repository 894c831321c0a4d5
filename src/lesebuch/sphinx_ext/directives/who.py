"""The directive `{who-with-whom}`: a drawn network of names, a table of the same, and the texts that share most."""

from collections.abc import Mapping, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.model import Reader
from lesebuch.presentation import network, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import foreign
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.passage_quotes import links


class WhoWithWhom(SphinxDirective):
    """`{who-with-whom}`: people and organisations that the same passages name, and which text to read next."""

    def run(self) -> list[nodes.Node]:
        """Build the drawing and the tables; what there is nothing of is left out, and where there is nothing at all a sentence says so."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "network")
        names = network.network(domain.reader, domain.index)
        made: list[nodes.Node] = []
        if names:
            drawn = {"svg": network.draw(names), "narrow": network.draw(names, narrow=True)}
            made += [ours.network(alt=network.describe(names), **drawn), _names(names)]
        texts = domain.related
        if texts:
            made.append(_texts(domain.reader, texts))
        # For the screen alone: in a book it would be long, and cannot be followed with a click.
        if names:
            made.append(addnodes.only("", *_pairs(domain, names), expr="html"))
        return made or [
            nodes.paragraph(
                "",
                _("So far no two names in this reader occur in the same paragraph, and no two texts share entries."),
            )
        ]


def _names(names: tuple[network.Named, ...]) -> nodes.table:
    terms = {named.entry: named.term for named in names}
    rows = []
    for named in names:
        near = nodes.paragraph()
        for n, (other, count) in enumerate(named.near):
            near += [
                nodes.Text(" · " if n else ""),
                ours.entry_link("", terms[other], entry=other),
                *_count(named.entry, other, count),
            ]
        own = nodes.paragraph("", "", ours.entry_link("", named.term, entry=named.entry))
        row = _row(own, near)
        row["ids"] = [network.place(named.entry)]
        rows.append(row)
    return _table((_("Name"), _("Named with (passages)")), rows)


def _count(entry: str, other: str, count: int) -> list[nodes.Node]:
    """In how many passages; where there is a list of them, it is a link to that."""
    link = nodes.reference("", f"({count})", refid=network.both(entry, other), internal=True)
    return [
        nodes.Text(" "),
        addnodes.only("", link, expr="html"),
        addnodes.only("", nodes.Text(f"({count})"), expr="not html"),
    ]


def _pairs(domain: LesebuchDomain, names: Sequence[network.Named]) -> list[nodes.Node]:
    """Of each two names the passages that name both."""
    listed = nodes.definition_list(classes=["pairs"])
    for one, other in network.pairs(names):
        told = domain.index.both(one.entry, other.entry)
        listed += nodes.definition_list_item(
            "",
            nodes.term("", network.say_both(one, other), ids=[network.both(one.entry, other.entry)]),
            nodes.definition("", links("event", told, domain.reader)),
        )
    return [nodes.rubric("", _("Passages that name both")), listed]


_LISTED = 2
"""Related texts in a row, each with one name that it shares: below a chapter there are more."""


def _texts(reader: Reader, texts: Mapping[str, network.Shared]) -> nodes.table:
    rows = []
    for slug, near in texts.items():
        others = nodes.paragraph()
        for n, (other, shared) in enumerate(near[:_LISTED]):
            names = network.some(reader, shared, most=1)
            others += [nodes.Text("; " if n else ""), _chapter(reader, other, again=True), nodes.Text(f" ({names})")]
        rows.append(_row(nodes.paragraph("", "", _chapter(reader, slug)), others))
    return _table((_("Text"), _("Related texts (entries in common)")), rows)


def _chapter(reader: Reader, slug: str, *, again: bool = False) -> nodes.Node:
    """A link to a chapter; `again`: the table has it in a row of its own, too, and there says on paper on which page it begins."""
    chapter = reader.chapter(slug)
    assert chapter is not None  # the network is made of the reader's chapters
    title = foreign.words(wording.short(chapter.title), foreign.title_language(chapter))
    return ours.passage_link("", "", title, chapter=slug, passage="", listed=True, again=again)


def _table(heads: tuple[str, str], rows: list[nodes.row]) -> nodes.table:
    group = nodes.tgroup("", nodes.colspec(colwidth=35), nodes.colspec(colwidth=65), cols=2)
    group += nodes.thead("", _row(*(nodes.paragraph("", head) for head in heads)))
    group += nodes.tbody("", *rows)
    return nodes.table("", group, classes=["who"])


def _row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))
