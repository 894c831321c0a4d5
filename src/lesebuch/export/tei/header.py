"""Headers: what a chapter is, from where it comes, and under what terms; of a whole reader the same."""

import re

from lxml import etree

from lesebuch import __version__
from lesebuch.config import Config
from lesebuch.edtf import TimeValue
from lesebuch.export.tei import elements
from lesebuch.export.tei.elements import child, datable, element, language, places
from lesebuch.model import Chapter, Contributor, Reader, Rights, Role
from lesebuch.myst.plain import plain
from lesebuch.presentation import citation, imprint, rights, wording
from lesebuch.presentation.catalogue import say as _

_NUMBER = re.compile(r"\d+(?:\.\d+){0,2}")
_EDTF = "https://www.loc.gov/standards/datetime/"


def of_chapter(reader: Reader, config: Config, chapter: Chapter, *, alone: bool) -> etree._Element:
    """The header of a chapter; one that stands `alone` also says how it is encoded."""
    header = element("teiHeader", lang=language(config.language))
    described = child(header, "fileDesc")
    titles = child(described, "titleStmt")
    supplied = "supplied" if "title" in chapter.supplied else ""
    child(titles, "title", chapter.title, type=supplied, lang=language(chapter.language))
    for person in chapter.contributors:
        _contributor(titles, person, reader, chapter)
    _editors(titles, config)
    published = _publication(described, config)
    child(published, "idno", chapter.slug, type="chapter")
    if page := citation.page(chapter, citation.Collection(config.title, config.baseurl)):
        child(published, "idno", page, type="URI")
    terms = child(published, "availability", status="free" if chapter.rights is Rights.OPEN else "restricted")
    licence = rights.licence_address(chapter.licence)
    child(terms, "licence" if licence else "p", rights.statement(chapter), target=elements.address(licence))
    _own_terms(terms, config)
    series = child(described, "seriesStmt")
    child(series, "title", config.title)
    if part := reader.part(chapter.slug):
        child(series, "biblScope", part, unit="part")
    place = str(reader.place(chapter.slug))
    child(series, "biblScope", place, unit="chapter", n=place)
    child(described, "sourceDesc").append(_source(chapter))
    if alone:
        header.append(_encoding(config))
    profile = child(header, "profileDesc")
    if chapter.head:
        elements.paragraphs(child(profile, "abstract"), plain(chapter.head.text, reader.entries))
    child(
        child(profile, "langUsage"),
        "language",
        wording.language(chapter.language),
        ident=language(chapter.language) or "und",
    )
    child(child(header, "revisionDesc", status=chapter.status), "change", status=chapter.status)
    return _indented(header)


def of_reader(config: Config) -> etree._Element:
    """The header of a whole reader."""
    header = element("teiHeader", lang=language(config.language))
    described = child(header, "fileDesc")
    titles = child(described, "titleStmt")
    child(titles, "title", config.title)
    if config.subtitle:
        child(titles, "title", config.subtitle, type="sub")
    _editors(titles, config)
    published = _publication(described, config)
    if config.baseurl:
        child(published, "idno", config.baseurl, type="URI")
    _own_terms(child(published, "availability", status="" if config.licence else "unknown"), config)
    child(child(described, "sourceDesc"), "p", config.description or config.title)
    header.append(_encoding(config))
    return _indented(header)


def _indented(header: etree._Element) -> etree._Element:
    etree.indent(header, " ")
    return header


def _contributor(titles: etree._Element, person: Contributor, reader: Reader, chapter: Chapter) -> None:
    named = "orgName" if citation.is_office(person.name, chapter) else "persName"
    if person.role == Role.AUTHOR:
        child(child(titles, "author"), named, person.name)
    elif person.role in (Role.EDITOR, Role.TRANSLATOR):
        child(child(titles, "editor", role=person.role), named, person.name)
    else:
        stated = child(titles, "respStmt")
        child(stated, "resp", wording.role(person.role, reader.kinds), n=person.role)
        child(stated, named, person.name)


def _editors(titles: etree._Element, config: Config) -> None:
    if config.editors:
        stated = child(titles, "respStmt")
        child(stated, "resp", _("Introduction and notes"))
        for editor in config.editors:
            child(stated, "name", editor)


def _publication(described: etree._Element, config: Config) -> etree._Element:
    published = child(described, "publicationStmt")
    child(published, "publisher", imprint.publisher(config) or ", ".join(config.editors) or config.title)
    if config.date:
        child(published, "date", config.date, **datable(TimeValue.maybe(config.date)))
    return published


def _own_terms(terms: etree._Element, config: Config) -> None:
    said = wording.labelled(_("Introduction and notes"), config.licence) if config.licence else ""
    licence = rights.licence_address(config.licence)
    if said or not len(terms):
        child(terms, "licence" if licence else "p", said, target=elements.address(licence))


def _source(chapter: Chapter) -> etree._Element:
    """The source: what it is, its file, and the words of it that are no passage."""
    source = element("bibl", type="source")
    child(source, "title", chapter.title, lang=language(chapter.language))
    for author in chapter.authors:
        child(source, "author", author)
    if chapter.publisher:
        child(source, "publisher", chapter.publisher)
    _published(source, chapter.published)
    if chapter.url:
        child(source, "ref", chapter.url, target=elements.address(chapter.url))
    child(source, "idno", chapter.file, type="file")
    if chapter.sha256:
        child(source, "idno", chapter.sha256, type="sha256")
    lines = {"from": str(chapter.first), "to": str(chapter.last)}
    child(source, "biblScope", f"{chapter.first}-{chapter.last}", unit="line", **lines)
    if original := chapter.original:
        related = child(child(source, "relatedItem", type="original"), "bibl", lang=language(original.language))
        child(related, "title", original.title)
        _published(related, original.published)
        child(related, "textLang", wording.language(original.language), mainLang=language(original.language))
        if original.url:
            child(related, "ref", original.url, target=elements.address(original.url))
    for item in chapter.metadata:
        child(source, "note", item.field, type="metadata", source=places(item.source))
    for lost in chapter.dropped:
        child(source, "note", lost.reason, type="dropped", source=places(lost.source))
    return source


def _published(bibl: etree._Element, value: TimeValue | None) -> None:
    if value:
        child(bibl, "date", wording.date(value), **datable(value))


def _encoding(config: Config) -> etree._Element:
    """How dates are given, with what it was made, and what the pointers mean that are no addresses."""
    encoding = element("encodingDesc")
    if config.description:
        child(child(encoding, "projectDesc"), "p", config.description)
    dates = child(child(child(encoding, "editorialDecl"), "stdVals"), "p", "when-custom: ", lang="en")
    child(dates, "ref", "EDTF", target=_EDTF)
    found = _NUMBER.match(__version__)
    program = child(child(encoding, "appInfo"), "application", ident="lesebuch", version=found[0] if found else "0")
    child(program, "label", f"Lesebuch {__version__}")
    prefixes = child(encoding, "listPrefixDef")
    for prefix, pattern, meaning in (
        (elements.LINE, r"(\d+)\.(\d+)-(\d+)", "A place in the source: its line, counted from 1, and columns in code points, the last one excluded."),
        (elements.TIMEX, r"(.+)", "A value of TIMEX3."),
    ):  # fmt: skip
        made = child(prefixes, "prefixDef", ident=prefix, matchPattern=pattern, replacementPattern="#$1")
        child(made, "p", meaning, lang="en")
    return encoding
