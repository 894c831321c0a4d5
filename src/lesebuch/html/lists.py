"""HTML of the lists: events, glossary, chapters, sources."""

from collections import Counter
from html import escape
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from lesebuch.html import cited_in, entries
from lesebuch.html.languages import attributes, isolated
from lesebuch.html.links import Pages, here, listed, places_in
from lesebuch.html.textual import Visitors, between, ending
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import is_spoken, say_number
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.collation import sort_key
from lesebuch.presentation.ids import letter
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks

_MANY = 6
"""Chapters from which on a list of mentions is closed until it is opened, or stands on the page of the entry."""


# --- Links -------------------------------------------------------------------------------------------------------------


def visit_passage_link(self: Any, node: ours.passage_link) -> None:
    """A link to a passage."""
    href = Pages.of(self.builder).passage(node["chapter"], node["passage"], self.docnames[-1])
    # A script makes `#p3-p7` of it, an address that no browser knows by itself.
    last = f' data-last="{node["last"]}"' if node.get("last") else ""
    # A short name is none that a reader must know.
    title = f' title="{escape(node["title"])}"' if node.get("title") else ""
    self.body.append(f'<a class="ref" href="{href or "#"}"{last}{title}>')


def visit_entry_link(self: Any, node: ours.entry_link) -> None:
    """A link to a glossary entry."""
    href = Pages.of(self.builder).entry(node["entry"], self.docnames[-1])
    self.body.append(f'<a class="m" href="{href or "#"}">')


def visit_passage_links(self: Any, node: ours.passage_links) -> None:
    """Chapter by chapter the passages; a long list is folded, or stands elsewhere."""
    refs, docname, pages = node["refs"], self.docnames[-1], Pages.of(self.builder)
    if not refs:
        raise nodes.SkipNode
    rows = [places_in(slug, title, ids, pages, docname) for slug, title, ids in refs]
    listing = f"<ul>{''.join(rows)}</ul>"
    if node["kind"] == "event":
        self.body.append(f'<div class="told">{listing}</div>')
    else:
        count = sum(len(ids) for _, _, ids in refs)
        texts = say_number("{n} text", "{n} texts", len(refs))
        where = say_number("{n} passage", "{n} passages", count)
        named = _("Named in {texts}, {passages}").format(texts=texts, passages=where)
        page = entries.address(self.builder, node.get("entry", ""), docname)
        folded = len(refs) >= _MANY or node["kind"] == "place"
        self.body.append(told(named, listing, page, folded=folded))
    raise nodes.SkipNode


def told(named: str, listing: str, page: str, *, folded: bool) -> str:
    """Where something is named, and a link to the page that has all its places with the words around them.

    A list that one would have to open stands on that page alone: it is one click away here and there, and weighs here.
    """
    if page and folded:
        return f'<p class="told in-lines"><a href="{page}">{named}</a></p>'
    more = f'<p class="in-lines"><a href="{page}">{_("Every occurrence in context")}</a></p>' if page else ""
    state = "" if folded else ' open="open"'
    return f'<details class="told"{state}><summary>{named}</summary>{listing}{more}</details>'


# --- Events ------------------------------------------------------------------------------------------------------------


def visit_event_list(self: Any, node: ours.event_list) -> None:
    """One table of the chronology; in a chapter the same without numbers."""
    chronology = node["kind"] == "chronology"
    number = f'<th scope="col" class="n">{_("No.")}</th>' if chronology else ""
    self.body.append(
        f'<table class="events{" chronology" if chronology else ""}"><thead><tr>{number}<th scope="col">{_("Date")}</th>'
        f'<th scope="col">{_("Event")}</th></tr></thead><tbody>'
    )


def visit_event(self: Any, node: ours.event) -> None:
    """A row."""
    number = f'<td class="n">{node["number"]}</td>' if "number" in node else ""
    unsure = "" if node["exact"] else ' class="unsure"'
    self.body.append(
        f'<tr id="{node["ids"][0]}">{number}<th scope="row"{unsure}{_found_by(node)}>{escape(node["label"])}</th><td>{_former(node)}'
    )


def _found_by(node: ours.event) -> str:
    """By what a script finds an event of the chronology: years, chapters, entries and their kinds."""
    if "entries" not in node:
        return ""
    first, last = node["years"] or ("", "")
    chapters = " ".join(slug for links in node.findall(ours.passage_links) for slug, *_ in links["refs"])
    kinds = sorted({f"kind:{kind}" for _, kind in node["entries"]})
    entries = " ".join([*(slug for slug, _ in node["entries"]), *kinds])
    return f' data-years="{first} {last}" data-chapters="{chapters}" data-entries="{escape(entries, quote=True)}"'


def _former(node: Any) -> str:
    """Places for links that name what something was called before."""
    return "".join(f'<span id="{name}"></span>' for name in node.get("former", ()))


# --- Glossary ----------------------------------------------------------------------------------------------------------


def visit_glossary_list(self: Any, node: ours.glossary_list) -> None:
    """First the letters, as links; a part of a large glossary has those of all parts. Then the kinds, for a script."""
    if any(isinstance(sibling, ours.glossary_index) for sibling in node.parent.children):
        self.body.append(f'{_kinds(self, node)}<div class="glossary">')
        return
    groups = list(node.findall(ours.glossary_group))
    letters = "".join(f'<a href="#{group["ids"][0]}">{escape(group["letter"])}</a>' for group in groups)
    links = f'<nav class="letters" aria-label="{_("Letters")}">{letters}</nav>' if len(groups) > 1 else ""
    self.body.append(f'{links}{_kinds(self, node)}<div class="glossary">')


def _kinds(self: Any, node: ours.glossary_list) -> str:
    """Buttons that show the entries of one kind: they do so by a script, and have their place before it comes."""
    counted = Counter(entry["label"] for entry in node.findall(ours.glossary_entry))
    if len(counted) < 2 or not looks.are_our_pages(self.builder):
        return ""
    buttons = f'<button type="button" value="">{_("All")} ({counted.total()})</button>' + "".join(
        f'<button type="button" value="{escape(kind)}">{escape(kind)} ({counted[kind]})</button>'
        for kind in sorted(counted, key=sort_key)
    )
    return f'<div class="kinds" role="group" aria-label="{_("Kind")}" hidden>{buttons}</div>'


def visit_glossary_group(self: Any, node: ours.glossary_group) -> None:
    """A letter."""
    self.body.append(f'<section id="{node["ids"][0]}"><h2 class="letter">{escape(node["letter"])}</h2>')


def visit_glossary_index(self: Any, node: ours.glossary_index) -> None:
    """The letters of a large glossary, and the parts of this page, each with its first and last term."""
    pages, here = Pages.of(self.builder), self.docnames[-1]
    current = ' aria-current="page"'
    letters = "".join(
        f'<a href="{pages.page(page, here) or "#"}"{current if page == here else ""}>{escape(label)}</a>'
        for page, label in node["letters"]
    )
    rows = "".join(
        f'<li><a href="{pages.page(page, here)}"><b>{escape(label)}</b> {escape(first)} – {escape(last)}</a> '
        f'<span class="n">{count}</span></li>'
        for page, label, first, last, count in node["parts"]
    )
    parts = f'<ul class="glossary-parts">{rows}</ul>' if rows else ""
    script = ""
    if self.builder.name in {"html", "dirhtml"}:
        address = relative_uri(self.builder.get_target_uri(here), "_static/lesebuch-glossary.js")
        script = f'<script defer="defer" src="{address}"></script>'
    self.body.append(f'<nav class="letters" aria-label="{_("Letters")}">{letters}</nav>{parts}{script}')
    raise nodes.SkipNode


def visit_glossary_entry(self: Any, node: ours.glossary_entry) -> None:
    """An entry: term with its permalink, kind, other spellings."""
    slug = node["ids"][0]
    where = f' · <span class="geo">{escape(node["coordinates"])}</span>' if node["coordinates"] else ""
    self.body.append(
        f'<article class="entry kind-{node["kind"]}" id="{slug}">{_former(node)}<h3>{escape(node["term"])}'
        f'<a class="headerlink" href="#{slug}" aria-hidden="true" tabindex="-1" title="{_("Link to the entry {term}").format(term=escape(node["term"], quote=True))}">#</a></h3>'
        f'<p class="entry-kind">{node["label"]}{where}</p><div class="def">'
    )


def visit_entry_index(self: Any, node: ours.entry_index) -> None:
    """The entries that a chapter mentions, each with its passages."""
    docname, pages = self.docnames[-1], Pages.of(self.builder)
    rows = []
    for slug, term, ids in node["entries"]:
        href = pages.entry(slug, docname)
        shown = f'<a class="m" href="{href}">{escape(term)}</a>' if href else escape(term)
        rows.append(f"<li>{shown} {listed(ids, [f'#{here(self, i)}' for i in ids])}</li>")
    self.body.append(f'<ul class="entry-index">{"".join(rows)}</ul>\n')
    raise nodes.SkipNode


def further_ids(node: nodes.Element) -> str:
    """Targets for all ids of a node but the first, which the element itself bears."""
    return "".join(f'<span id="{other}"></span>' for other in node["ids"][1:])


# --- Chapters and sources ----------------------------------------------------------------------------------------------


def visit_chapter_group(self: Any, node: ours.chapter_group) -> None:
    """A part or a year: its name, what the editors say of it, the chapters."""
    name = f"<h2>{escape(node['label'])}</h2>" if node["label"] else ""
    listing = "" if isinstance(node.next_node(), ours.part_introduction) else '<ol class="chapters">'
    self.body.append(f'<section class="year" id="{node["ids"][0]}">{further_ids(node)}{name}{listing}')


def skip(_self: object, _node: nodes.Element) -> None:
    """Nothing: it is for books alone."""
    raise nodes.SkipNode


def visit_chapter_item(self: Any, node: ours.chapter_item) -> None:
    """A chapter: title, author, date, and whether its text is here."""
    href = Pages.of(self.builder).passage(node["chapter"], "", self.docnames[-1])
    tags = [] if node["available"] else [_("text not included")]
    if not is_spoken(node["language"]):
        tags.append(wording.language(node["language"]))
    said = [isolated(escape(node["byline"]))] if node["byline"] else []
    said += [f'<span class="tag">{escape(tag)}</span>' for tag in tags]
    lang = attributes(node["title_language"])
    line = "\N{EN SPACE}".join(said)
    by = f'<span class="by">{line}</span>' if said else ""
    length = f'<span class="length"><span> · </span>{escape(node["length"])}</span>' if node["length"] else ""
    date = f'<span class="date">{escape(node["date"])}{length}</span>'
    self.body.append(f'<li><a href="{href}"{lang}>{escape(node["title"])}</a>{date}{by}</li>')
    raise nodes.SkipNode


def visit_cited_work(self: Any, node: ours.cited_work) -> None:
    """A work in the list of references; before the first of a letter the letter, before the first of all, all letters."""
    if node.get("letters"):
        links = "".join(f'<a href="#{letter(label)}">{escape(label)}</a>' for label in node["letters"])
        self.body.append(f'{_filter(self)}<nav class="letters works" aria-label="{_("Letters")}">{links}</nav>')
    if node.get("letter"):
        self.body.append(f'<h2 class="letter" id="{letter(node["letter"])}">{escape(node["letter"])}</h2>')
    self.body.append(f'<div class="work" id="{node["ids"][0]}">{further_ids(node)}')


def _filter(self: Any) -> str:
    """A field that leaves the works with its words, by a script; it has its place before that comes."""
    if not looks.are_our_pages(self.builder):
        return ""
    field = f'<label>{_("Show only works containing these words")}<input type="search" autocomplete="off"></label>'
    return f'<div class="lb-filter" hidden>{field}<p role="status"></p></div>'


def depart_cited_work(self: Any, node: ours.cited_work) -> None:
    """Where it is cited: a link to the first place of each page, and by numbers to the others."""
    pages = Pages.of(self.builder)
    shown = []
    cited: cited_in.Places = node.get("places", ())
    for docname, title, places in cited:
        addresses = [pages.place(docname, place, self.docnames[-1]) for place in places]
        first, *others = addresses
        more = "".join(
            f' <a href="{href}" aria-label="{escape(title, quote=True)}, {n}">{n}</a>'
            for n, href in enumerate(others, 2)
        )
        shown.append(f'<a href="{first}">{escape(wording.short(title))}</a>{more}')
    if shown:
        self.body.append(f'<p class="cited-in">{_("Cited in:")} {" · ".join(shown)}</p>')
    self.body.append("</div>\n")


def visit_source_item(self: Any, node: ours.source_item) -> None:
    """A source."""
    self.body.append(
        f'<section class="source" id="{node["ids"][0]}"><h2{attributes(node["language"])}>{escape(node["title"])}</h2><dl class="meta">'
    )


LISTS: dict[type[nodes.Element], Visitors] = {
    ours.passage_link: (visit_passage_link, ending("</a>")),
    ours.entry_link: (visit_entry_link, ending("</a>")),
    ours.passage_links: (visit_passage_links, None),
    ours.event_list: (visit_event_list, ending("</tbody></table>\n")),
    ours.event: (visit_event, ending("</td></tr>\n")),
    ours.event_body: between('<div class="told-body">', "</div>"),
    ours.glossary_list: (visit_glossary_list, ending("</div>\n")),
    ours.glossary_group: (visit_glossary_group, ending("</section>\n")),
    ours.glossary_index: (visit_glossary_index, None),
    ours.glossary_entry: (visit_glossary_entry, ending("</div></article>\n")),
    ours.entry_index: (visit_entry_index, None),
    ours.chapter_list: between('<div class="chapter-list">', "</div>\n"),
    ours.chapter_group: (visit_chapter_group, ending("</ol></section>\n")),
    ours.part_introduction: between('<div class="part-intro">', '</div><ol class="chapters">'),
    ours.part_opening: (skip, None),
    ours.chapter_item: (visit_chapter_item, None),
    ours.cited_work: (visit_cited_work, depart_cited_work),
    ours.source_list: between('<div class="sources">', "</div>\n"),
    ours.source_item: (visit_source_item, ending("</dl></section>\n")),
}
