"""The domain: what each page shows of the reader, as fingerprints, so that a rebuild touches what changed and no more.

A directive or role says what it shows (`uses`): the environment keeps a fingerprint of it, and `env-get-outdated`
compares it with the reader as it is now. File times play no part: a chapter changes when an entry's new variant links
a word in it, and does not when its file is only touched.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar, Self

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from lesebuch.config import FILE
from lesebuch.model import Chapter, Passage, Reader
from lesebuch.presentation import chronology, network, rights, wording
from lesebuch.presentation.commentary import numbered
from lesebuch.presentation.glossary_parts import GlossaryPage, split
from lesebuch.presentation.ids import GLOSSARY, part_page
from lesebuch.presentation.index import Index
from lesebuch.presentation.quotation import find
from lesebuch.sphinx_ext import objects
from lesebuch.sphinx_ext.foreign import title_language
from lesebuch.stage_memory import Memory, Same

logger = logging.getLogger(__name__)

Uses = dict[str, dict[str, str]]
"""By page: what it shows (`chapter:ovks`, `glossary`), and the fingerprint of it when the page was read."""


class LesebuchDomain(Domain):
    """Holds the reader (not pickled) and the fingerprints (pickled)."""

    name = "lesebuch"
    label = "Lesebuch"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"uses": {}}
    object_types: ClassVar[dict[str, Any]] = objects.TYPES
    roles: ClassVar[dict[str, Any]] = objects.roles()
    dangling_warnings: ClassVar[dict[str, str]] = objects.MISSING

    reader: Reader
    index: Index
    root: Path
    there: bool
    gathered: set[str] | None = None
    """Entries that the pages of a single sheet name: a glossary that is read behind them holds no others."""
    memory: Memory
    """Of a process that stays: fingerprints of chapters that are as they were."""

    @classmethod
    def of(cls, env: BuildEnvironment) -> Self:
        """The domain of an environment."""
        domain = env.get_domain(cls.name)
        assert isinstance(domain, cls)  # for the type checker; Sphinx keeps domains by name
        return domain

    def install(self, reader: Reader, root: Path, *, there: bool = True) -> None:
        """Take the reader as it is now. `root`: its folder, to which the places of its problems are relative.

        `there`: whether there is a reader at all.
        """
        self.there = there
        self.reader = reader
        self.index = Index(reader)
        self.root = root
        for known in ("places", "letters", "parts", "private", "related", "shared"):
            self.__dict__.pop(known, None)
        self._move()
        self._prints: dict[str, str] = {}
        memory = self.__dict__.setdefault("memory", Memory())
        memory.turn()

    @property
    def uses(self) -> Uses:
        """What each page shows."""
        uses: Uses = self.data["uses"]
        return uses

    @cached_property
    def glossary_page(self) -> str:
        """The page that shows the glossary, to which links to entries lead; empty if there is none."""
        found = self._showing("glossary")
        return GLOSSARY if GLOSSARY in found else next(iter(found), "")

    @cached_property
    def parts(self) -> dict[str, GlossaryPage]:
        """The parts of a large glossary by their names, those above before those below; empty of a small one."""
        return {part.name: part for top in self.letters for part in top.walk()}

    @cached_property
    def letters(self) -> tuple[GlossaryPage, ...]:
        """The parts of a large glossary that stand below no other."""
        return split(self.reader.entries)

    def is_split(self, docname: str) -> bool:
        """Whether the glossary that a page shows stands on pages of its own."""
        pages = {part_page(docname, name) for name in self.parts}
        return bool(pages) and pages <= self.env.found_docs

    @cached_property
    def entry_pages(self) -> dict[str, str]:
        """The page of each entry; empty if no page shows the glossary. It holds when all pages are read."""
        page = self.glossary_page
        if not page:
            return {}
        if not self.is_split(page):
            return dict.fromkeys(self.reader.entries, page)
        leaves = (part for part in self.parts.values() if not part.parts)
        return {entry.slug: part_page(page, part.name) for part in leaves for entry in part.entries}

    @cached_property
    def chronology_page(self) -> str:
        """The page that shows the chronology; empty if there is none."""
        return next(iter(self._showing("chronology")), "")

    def _move(self) -> None:
        """Forget where entries and events are: what pages show is not what it was."""
        for known in ("glossary_page", "chronology_page", "entry_pages"):
            self.__dict__.pop(known, None)

    def _showing(self, key: str) -> list[str]:
        return sorted(docname for docname, keys in self.uses.items() if key in keys)

    @cached_property
    def private(self) -> bool:
        """Whether what is built holds a text that may not be passed on; each page asks."""
        return rights.is_private(self.reader)

    @cached_property
    def related(self) -> dict[str, network.Shared]:
        """By chapter those that share most with it. Once for all pages, before processes read them side by side."""
        return dict(network.related(self.reader, self.index))

    @cached_property
    def shared(self) -> Mapping[str, tuple[chronology.SharedEvent, ...]]:
        """By chapter the events that others tell, too."""
        return chronology.shared(self.reader)

    @cached_property
    def places(self) -> objects.NamedPlaces:
        """What has a name in the reader."""
        return objects.NamedPlaces(self.reader)

    def use(self, docname: str, key: str) -> None:
        """Note that a page shows something; the keys are those of `_PRINTS`, with `:name` where there are many."""
        if not self.there and docname not in self.uses:
            message = f"There is no reader: no {FILE} in {self.root}. Name its folder, `lesebuch_root`, in conf.py."
            logger.warning(message, type="lesebuch", subtype="no-reader", location=docname)
        self._move()
        self.uses.setdefault(docname, {})[key] = self.fingerprint(key)

    def fingerprint(self, key: str) -> str:
        """Of what the key names, as the reader is now; empty if there is no such thing."""
        if key not in self._prints:
            kind, _, name = key.partition(":")
            shown = _PRINTS[kind](self, name)
            self._prints[key] = "" if shown is None else _print(shown)
        return self._prints[key]

    def outdated(self) -> set[str]:
        """Pages that show something that has changed since they were read."""
        return {
            docname
            for docname, prints in self.uses.items()
            if any(self.fingerprint(key) != old for key, old in prints.items())
        }

    def get_objects(self) -> Iterator[objects.Listed]:
        """For `objects.inv`: chapters, passages, notes, events, entries, assignments."""
        return objects.listed(self, self.env)

    def resolve_xref(
        self,
        _env: BuildEnvironment,
        _fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: nodes.Element,
        contnode: nodes.Element,
    ) -> Any:  # noqa: ANN401 - Sphinx says `reference`; it may be a link of our own
        """What a role of the domain leads to; None if there is no such thing."""
        return objects.resolve(self, builder, typ, target, node, contnode)

    def resolve_any_xref(
        self,
        _env: BuildEnvironment,
        _fromdocname: str,
        builder: Builder,
        target: str,
        node: nodes.Element,
        contnode: nodes.Element,
    ) -> list[Any]:
        """What a name alone leads to: `ovks#p3`, an entry, an event."""
        return objects.resolve_any(self, builder, target, node, contnode)

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again or gone."""
        self._move()
        self.uses.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: Mapping[str, Any]) -> None:
        """Take over what a parallel process has read."""
        self._move()
        for docname in docnames:
            if docname in otherdata["uses"]:
                self.uses[docname] = otherdata["uses"][docname]


def env_get_outdated(
    _app: Sphinx, env: BuildEnvironment, _added: object, _changed: object, _removed: object
) -> list[str]:
    """On `env-get-outdated`."""
    return sorted(LesebuchDomain.of(env).outdated() & env.found_docs)


def entries_moved(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: if entries are on other pages than before, all pages that link to them are written again."""
    domain = LesebuchDomain.of(env)
    now = sorted(domain.parts) if domain.is_split(domain.glossary_page) else []
    before, domain.data["parts"] = domain.data.get("parts"), now
    return sorted(env.found_docs) if before is not None and before != now else []


def _passage(passage: Passage) -> Passage:
    return replace(passage, runs=())


def _chapter(domain: LesebuchDomain, slug: str) -> object:
    chapter = domain.reader.chapter(slug)
    if chapter is None:
        return None
    marks = domain.reader.mentions.get(slug, ()), domain.reader.times.get(slug)
    # A process that stays has all three as they were for every chapter but the one that was saved.
    whole = domain.memory.get((Same(chapter), *map(Same, marks)), partial(_print_of, chapter, marks))
    terms = [domain.reader.entries[mention.entry].term for mention in domain.index.mentions(slug)]
    former = [old for old, new in domain.reader.renamed.events.items() if new in {e.id for e in chapter.events}]
    kinds = [sorted(named.items()) for named in (domain.reader.kinds.notes, domain.reader.kinds.roles)]
    return whole, terms, former, kinds


def _print_of(chapter: Chapter, marks: object) -> str:
    """Of a chapter, and of what is marked in it: mentions and times."""
    fields = [getattr(chapter, name) for name in _SHOWN]
    return _print([fields, [_passage(passage) for passage in chapter.passages], marks])


def _print(shown: object) -> str:
    return blake2b(repr(shown).encode(), digest_size=16).hexdigest()


# Of a chapter all but what only exports show; passages without their runs, which are long and follow from the text.
_SHOWN = tuple(
    name for name in Chapter.__dataclass_fields__ if name not in {"passages", "metadata", "dropped", "mention_rules"}
)


def _titles(chapters: Iterable[Chapter]) -> list[object]:
    return [(c.slug, _title(c), c.published, c.authors, c.publisher, c.available, c.language) for c in chapters]


def _title(chapter: Chapter) -> tuple[str, str]:
    """The title and its language, which other pages say, too."""
    return chapter.title, title_language(chapter)


def _glossary(domain: LesebuchDomain, _name: str) -> object:
    titles = {chapter.slug: _title(chapter) for chapter in domain.reader.chapters}
    backlinks = [domain.index.backlinks(slug) for slug in domain.reader.entries]
    entries = [*domain.reader.entries.items(), *sorted(domain.reader.kinds.entries.items())]
    return entries, titles, backlinks, domain.reader.renamed.entries


def _glossary_part(domain: LesebuchDomain, name: str) -> object:
    part = domain.parts.get(name)
    if part is None:
        return None
    told = [domain.index.backlinks(entry.slug) for entry in part.entries]
    titles = {slug: _title(chapter) for links in told for slug, _ in links if (chapter := domain.reader.chapter(slug))}
    terms = [(slug, _entry(domain, slug)) for entry in part.entries for slug in entry.see]
    near = [
        (slug, n, _entry(domain, slug)) for entry in part.entries for slug, n in domain.index.neighbours(entry.slug)
    ]
    return part, told, titles, terms, near, list(domain.parts)


def _chronology(domain: LesebuchDomain, _name: str) -> object:
    reader = domain.reader
    named = {slug for entries in reader.named.values() for slug in entries}
    entries = [(slug, reader.entries[slug].term, reader.entries[slug].kind) for slug in sorted(named)]
    return reader.events, _titles(reader.chapters), reader.renamed.events, reader.named, entries


def _dates(domain: LesebuchDomain, _name: str) -> object:
    return [(c.slug, _title(c), domain.reader.times.get(c.slug)) for c in domain.reader.chapters]


def _network(domain: LesebuchDomain, _name: str) -> object:
    entries = [(entry.slug, entry.term, entry.forms) for entry in domain.reader.entries.values()]
    mentions = [[(m.entry, m.span.passage) for m in domain.index.mentions(c.slug)] for c in domain.reader.chapters]
    return entries, mentions, _titles(domain.reader.chapters)


def _related(domain: LesebuchDomain, name: str) -> object:
    shared = domain.related.get(name, ())
    chapters = filter(None, (domain.reader.chapter(slug) for slug, _ in shared))
    return _titles(chapters), [network.some(domain.reader, entries) for _, entries in shared]


def _shared(domain: LesebuchDomain, name: str) -> object:
    told = domain.shared.get(name, ())
    others = dict.fromkeys(slug for event in told for slug, _passages in event.others)
    chapters = filter(None, map(domain.reader.chapter, others))
    return told, [(c.slug, _title(c), c.short) for c in chapters]


def _map(domain: LesebuchDomain, _name: str) -> object:
    placed = [entry for entry in domain.reader.entries.values() if entry.coordinates]
    told = [
        (entry.slug, entry.term, entry.variants, entry.coordinates, domain.index.backlinks(entry.slug))
        for entry in placed
    ]
    return told, _titles(domain.reader.chapters)


def _chapters(domain: LesebuchDomain, _name: str) -> object:
    chapters = domain.reader.chapters
    return _titles(chapters), [wording.length(chapter) for chapter in chapters], domain.reader.parts


def _sources(domain: LesebuchDomain, _name: str) -> object:
    return domain.reader.register, [
        (c.slug, _title(c), c.file, c.first, c.last, c.available) for c in domain.reader.chapters
    ]


def _quoted(domain: LesebuchDomain, name: str) -> object:
    chapter, passages, _ = find(domain.reader, name)
    return None if chapter is None else (_titles([chapter]), list(map(_passage, passages)))


def _material(domain: LesebuchDomain, name: str) -> object:
    """What is quoted, with its notes and corrections."""
    chapter, passages, _ = find(domain.reader, name)
    ids = {passage.id for passage in passages}
    noted = numbered(chapter) if chapter else ()
    notes = [note for note in noted if note.anchor.passage in ids]
    return _quoted(domain, name), notes


def _entry(domain: LesebuchDomain, name: str) -> object:
    entry = domain.reader.entries.get(name)
    return entry and entry.term


def _assignment(domain: LesebuchDomain, name: str) -> object:
    """What its page shows beside what stands there."""
    found = domain.reader.assignments.get(name)
    if found is None:
        return None
    texts = [_quoted(domain, str(at)) for at in found.texts]
    return found.level, found.time, found.aims, found.curriculum, found.texts, texts, found.taught


_PRINTS: Mapping[str, Callable[[LesebuchDomain, str], object]] = {
    "chapter": _chapter,
    "chapters": _chapters,
    "glossary": _glossary,
    "glossary-part": _glossary_part,
    "chronology": _chronology,
    "dates": _dates,
    "network": _network,
    "related": _related,
    "shared": _shared,
    "map": _map,
    "sources": _sources,
    "passage": _quoted,
    "material": _material,
    "entry": _entry,
    "assignment": _assignment,
    "search": lambda _domain, _name: (),
}
