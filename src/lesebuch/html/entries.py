"""A page for each glossary entry: all its places in context, the events that name it, and with whom it is named.

No page of docutils: a thousand of them would take as long as the rest of a site. What stands on such a page is worked out
from the reader, and the page is written anew only if that has changed, or its frame.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from sphinx.application import Sphinx

from lesebuch import __version__
from lesebuch.html.languages import attributes
from lesebuch.html.links import Pages, own_pages, places_in
from lesebuch.html.pages import SEARCH_PAGE, chapters_of, sidebar_of
from lesebuch.html.previews import definition
from lesebuch.model import Chapter, Entry
from lesebuch.presentation import ids, network, rights, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.catalogue import say_number
from lesebuch.presentation.context import MOST, ContextLine, lines, shown
from lesebuch.presentation.ids import entry_page
from lesebuch.sphinx_ext import intake, prose
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.foreign import title_language
from lesebuch.stage_memory import Memory, Nothing, Same, stamp
from lesebuch.writing import write_if_changed

_STATE = ".lesebuch-entries.json"
"""In the site's folder: by the name of each page a sum of what it was made from."""
_NOT_SHOWN: Mapping[str, Any] = {"head": None, "annotations": (), "emendations": (), "events": ()}
"""Of a chapter what no page of an entry shows, and editors change most; events come from the chronology."""
T = TypeVar("T")
_Place = tuple[str, str, str, tuple[str, ...]]
"""Of a chapter its slug, its title, the language of that, and passages."""
_Pair = tuple[network.Named, network.Named, tuple[_Place, ...]]
Page = tuple[str, dict[str, Any], str]
"""What Sphinx writes a page from: its name, the words of the template, and the template."""


def address(builder: Any, slug: str, seen_from: str) -> str:
    """The address of an entry's page; empty if it has none."""
    index = LesebuchDomain.of(builder.env).index
    # Of a process that stays the builder does, too, and the index does not.
    known, own = getattr(builder, "lesebuch_entries", (None, frozenset()))
    if known is not index:
        own = frozenset(own_pages(builder))
        builder.lesebuch_entries = index, own
    return Pages.of(builder).page(entry_page(slug), seen_from) if slug in own else ""


def collect(app: Sphinx) -> Iterator[Page]:
    """On `html-collect-pages`: the pages that are not as they were."""
    wanted = own_pages(app.builder)
    if app.builder.name not in looks.SITES:
        return
    domain = LesebuchDomain.of(app.env)
    out: Any = app.builder
    state = Path(app.outdir, _STATE)
    before = _read(state)
    now: dict[str, str] = {}
    maker = _Maker(app, wanted) if wanted else None
    made_of = maker.made_of() if maker and intake.watched else None
    files = (Path(out.get_outfilename(entry_page(slug))) for slug in wanted)
    if made_of and made_of == getattr(out, "lesebuch_entries_of", None) and all(file.is_file() for file in files):
        return
    # Who begins anew may do so because a page is damaged; of a process that stays that is its first build alone.
    anew = app.fresh_env_used and not hasattr(out, "lesebuch_collected")
    out.lesebuch_collected = True
    for slug in wanted:
        assert maker is not None
        name, context = entry_page(slug), maker.context(slug)
        whose = rights.of_page(chapters_of(context["lesebuch_quoted"], domain.reader), "", "")
        shown = [__version__, maker.frame, context["title"], context["body"], whose]
        now[name] = sha256(json.dumps(shown).encode()).hexdigest()
        if anew or before.get(name) != now[name] or not Path(out.get_outfilename(name)).is_file():
            yield name, context, "page.html"
    for name in before.keys() - now.keys():
        if name not in app.env.found_docs:
            Path(out.get_outfilename(name)).unlink(missing_ok=True)
    if maker:
        maker.memory.turn()
        out.lesebuch_entries_of = made_of
    if now:
        write_if_changed(state, json.dumps(now, indent=0) + "\n")
    else:
        state.unlink(missing_ok=True)


def _read(state: Path) -> dict[str, str]:
    try:
        found = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class _Maker:
    """What all pages of entries share."""

    def __init__(self, app: Sphinx, wanted: Sequence[str]) -> None:
        self._domain = LesebuchDomain.of(app.env)
        self._builder: Any = app.builder
        self._pages = Pages.of(app.builder)
        self._search = SEARCH_PAGE if SEARCH_PAGE in app.env.all_docs else ""
        # Of a process that stays: the parts of pages, by what they were made of and where the pages are to which they lead.
        memory = Memory() if intake.watched else Nothing()
        self.memory: Memory = self._builder.__dict__.setdefault("lesebuch_entry_parts", memory)
        self._events = self._read(app, self._told, self._domain.chronology_page)
        self._definitions = self._read(app, self._defined, *sorted(set(self._domain.entry_pages.values())))
        config, sidebar = app.config, sidebar_of(app)
        # What stands around the text of a page of which nothing is known but its name.
        private = rights.is_private(self._domain.reader)
        said = (
            private,
            config.lesebuch_editors,
            config.project,
            config.html_title,  # of the window; `project` may be set by conf.py
            config.html_baseurl,
            config.language,
            config.lesebuch_subtitle,
            config.lesebuch_licence,
        )
        self.frame = [sidebar.render(entry_page("x")), *map(str, said)]
        addresses = sorted(app.env.found_docs), sorted(self._domain.entry_pages.items()), wanted, config.language
        self._addresses = sha256(repr(addresses).encode()).hexdigest()

    def made_of(self) -> tuple[object, ...]:
        """All that tells what stands on the pages; if a save changes none of it, not one of them is looked at."""
        reader = self._domain.reader
        chapters = [replace(chapter, **_NOT_SHOWN) for chapter in reader.chapters]
        told = self._events, self._definitions
        return self.frame, self._addresses, chapters, reader.mentions, reader.entries, reader.kinds, *told

    def _read(self, app: Sphinx, what: Callable[..., T], *pages: str) -> T:
        """What doctrees say, read again only if they have been written again."""
        stamps = [stamp(Path(app.doctreedir, f"{page}.doctree")) for page in pages]
        named = tuple(self._domain.reader.named.items())
        return self.memory.get((what.__name__, *stamps, named), lambda: what(app, *pages))

    def _told(self, app: Sphinx, page: str) -> Mapping[str, list[tuple[str, str, str]]]:
        """By entry, of each event that names it: id, date, words; in the order of the chronology."""
        told = app.env.get_doctree(page).findall(ours.event) if page else ()
        named = {ids.event(event): entries for event, entries in self._domain.reader.named.items()}
        found: dict[str, list[tuple[str, str, str]]] = {}
        for node in told:
            words = " ".join(prose.plain(body) for body in node.findall(ours.event_body))
            for entry in named.get(node["ids"][0], ()):
                found.setdefault(entry, []).append((node["ids"][0], node["label"], words))
        return found

    def _defined(self, app: Sphinx, *pages: str) -> Mapping[str, str]:
        """The beginning of each definition, by entry."""
        found = (node for page in pages for node in app.env.get_doctree(page).findall(ours.glossary_entry))
        return {node["ids"][0]: definition(node) for node in found}

    def context(self, slug: str) -> dict[str, Any]:
        """What the template is given."""
        entry, name = self._domain.reader.entries[slug], entry_page(slug)
        quoted, places = self._kept((entry.term, *self._mentions(slug)), name, lambda: self._places(entry, name))
        beside = network.beside(slug, self._domain.reader, self._domain.index)
        shared = tuple(self._shared(beside)) if beside else ()
        drawn = self._kept((beside, shared), name, lambda: self._with(beside, shared, name)) if beside else ""
        body = [self._head(entry, name), places, self._named(slug, name), drawn, "</section>"]
        return {
            "title": escape(entry.term),
            "body": "".join(body),
            # By their names: Sphinx writes out all that an event is given, and a chapter is long.
            "lesebuch_quoted": quoted,
            "lesebuch_entry": True,
            "lesebuch_title": entry.term,
        }

    def _kept(self, made_of: tuple[Any, ...], name: str, make: Callable[[], T]) -> T:
        """A part of the page of this name, made anew if what it was made of is not the same."""
        return self.memory.get((name, self._addresses, made_of), make)

    def _mentions(self, slug: str) -> Iterator[tuple[object, ...]]:
        """The chapters that mention an entry, each with the places."""
        index = self._domain.index
        for chapter, passages in index.backlinks(slug):
            spans = tuple(index.spans(slug, chapter, passage) for passage in passages)
            yield Same(self._domain.reader.chapter(chapter)), passages, spans

    def _head(self, entry: Entry, name: str) -> str:
        kind = wording.entry_kind(entry.kind, self._domain.reader.kinds)
        place = f" · {escape(wording.coordinates(*entry.coordinates))}" if entry.coordinates else ""
        names = _("Also: {names}").format(names=", ".join(entry.variants))
        other = f'<p class="entry-names">{escape(names)}</p>' if entry.variants else ""
        more = f'<a href="{self._pages.entry(entry.slug, name)}">{_("In the glossary")}</a>'
        return (
            f'<section class="entry-page"><h1>{escape(entry.term)}</h1><p class="entry-kind">{escape(kind)}{place}</p>{other}'
            f'<p class="entry-def">{escape(self._definitions.get(entry.slug, ""))} {more}</p>'
        )

    def _places(self, entry: Entry, name: str) -> tuple[tuple[str, ...], str]:
        """The chapters of which words are shown, and all places."""
        found, count = shown(lines(entry.slug, self._domain.reader, self._domain.index))
        quoted = tuple(chapter.slug for chapter, group in found if any(line.parts for line in group))
        groups = "".join(self._chapter(chapter, group, name) for chapter, group in found)
        more = ""
        if self._search:
            query = escape(urlencode({"q": entry.term, "view": "lines"}), quote=True)
            more = f'<p class="in-lines"><a href="{self._pages.page(self._search, name)}?{query}">{_("In context (concordance)")}</a></p>'
        left = f"<p>{_('{n} of {all} occurrences').format(n=MOST, all=count)}</p>" if count > MOST else ""
        heading = _("Every occurrence in context")
        texts = say_number("{n} text", "{n} texts", len(found))
        passages = say_number("{n} passage", "{n} passages", len({(c.slug, li.passage) for c, g in found for li in g}))
        said = _("Named in {texts}, {passages}").format(texts=texts, passages=passages)
        return quoted, f'<h2 id="places">{heading}</h2><p class="count">{said}</p>{groups}{left}{more}'

    def _chapter(self, chapter: Chapter, group: list[ContextLine], name: str) -> str:
        own = attributes(self._pages.language(chapter.slug))
        head = f'<h3><a href="{self._pages.passage(chapter.slug, "", name)}"{own}>{escape(chapter.title)}</a></h3>'
        rows = "".join(self._line(chapter, line, name) for line in group)
        return f'{head}<ul class="places">{rows}</ul>'

    def _line(self, chapter: Chapter, line: ContextLine, name: str) -> str:
        words = "".join(f"<b>{escape(text)}</b>" if is_name else escape(text) for text, is_name in line.parts)
        link = f'<a href="{self._pages.passage(chapter.slug, line.passage, name)}">{wording.passages_named(line.passage)}</a>'
        said = f' <span class="line"{attributes(line.language)}>{words}</span>' if words else ""
        return f"<li>{link}{said}</li>"

    def _named(self, slug: str, name: str) -> str:
        """The events that name it."""
        page = self._domain.chronology_page
        rows = "".join(
            f'<li><a href="{self._pages.place(page, id_, name)}">{escape(label)}</a> {escape(words)}</li>'
            for id_, label, words in self._events.get(slug, ())
        )
        return f'<h2 id="events">{_("Events")}</h2><ul class="entry-events">{rows}</ul>' if rows else ""

    def _shared(self, beside: Sequence[network.Named]) -> Iterator[_Pair]:
        """The pairs of the first name with each of the others, and the passages that name both."""
        for one, other in network.pairs(beside, beside[0].entry):
            found = self._domain.index.both(one.entry, other.entry)
            chapters = ((self._domain.reader.chapter(slug), passages) for slug, passages in found)
            places = ((c.slug, wording.short(c.title), title_language(c), tuple(ids)) for c, ids in chapters if c)
            yield one, other, tuple(places)

    def _with(self, beside: Sequence[network.Named], shared: Sequence[_Pair], name: str) -> str:
        """The drawing, the same as a table, and the passages."""
        own = beside[0].entry
        names = network.around(beside)
        drawing = network.draw(names, own=own) + network.draw(names, narrow=True, own=own)
        rows = "".join(self._row(named, names, own, name) for named in names)
        both = "".join(self._both(*pair, name) for pair in shared)
        heads = "".join(f'<th scope="col">{head}</th>' for head in (_("Name"), _("Named with (passages)")))
        return (
            f'<h2 id="with">{_("Who is named with whom")}</h2>'
            f'<figure class="network" aria-label="{_("Who is named with whom")}">{drawing}</figure>'
            f'<table class="table who"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
            f'<h3>{_("Passages that name both")}</h3><dl class="pairs">{both}</dl>'
        )

    def _row(self, named: network.Named, names: tuple[network.Named, ...], slug: str, name: str) -> str:
        terms = {other.entry: other.term for other in names}
        near = " · ".join(
            f"{self._link(other, terms[other], name)} {self._count(named.entry, other, count, slug)}"
            for other, count in named.near
        )
        own = self._link(named.entry, named.term, name)
        return f'<tr id="{network.place(named.entry)}"><th scope="row">{own}</th><td>{near}</td></tr>'

    def _count(self, one: str, other: str, count: int, slug: str) -> str:
        """In how many passages; with the page's own entry it is a link to the list of them."""
        if slug not in {one, other}:
            return f"({count})"
        return f'<a href="#{network.both(one, other)}">({count})</a>'

    def _both(self, one: network.Named, other: network.Named, places: Sequence[_Place], name: str) -> str:
        """The passages that name both."""
        rows = "".join(
            places_in(slug, title, list(passages), self._pages, name) for slug, title, _language, passages in places
        )
        said = escape(network.say_both(one, other))
        return f'<dt id="{network.both(one.entry, other.entry)}">{said}</dt><dd class="told"><ul>{rows}</ul></dd>'

    def _link(self, slug: str, term: str, name: str) -> str:
        href = address(self._builder, slug, name) or ("" if entry_page(slug) == name else self._pages.entry(slug, name))
        return f'<a href="{href}">{escape(term)}</a>' if href else escape(term)
