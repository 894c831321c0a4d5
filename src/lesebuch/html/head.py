"""What the head of a page says of it to reference managers, search engines and those to whom its address is sent.

Names and content of the tags: Highwire's `citation_*`, Dublin Core, Open Graph, and schema.org as JSON-LD. The type of an
item is Zotero's, in `DC.type`; `citation_journal_title` would make a journal article of a newspaper's.
"""

import json
import re
from html import escape

from docutils import nodes

from lesebuch.model import Chapter
from lesebuch.presentation import citation, rights, wording
from lesebuch.presentation.citation import Collection, ItemType
from lesebuch.sphinx_ext import nodes as ours

Tag = tuple[str, str]
"""Name and content; names with a colon are properties."""

_LONGEST = 300
_ENOUGH = 60
"""Characters of a description that need no further sentence."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}|[\w)][“»\"’)])[.!?…]+[“»\"’]?(?=\s+[^\sa-zäöü\d])")
"""The end of a sentence; a point behind a digit or a single letter is an ordinal or an abbreviation, so is one before a digit."""

_SCHEMA = {
    ItemType.NEWSPAPER: ("NewsArticle", "Newspaper"),
    ItemType.BLOG: ("BlogPosting", "Blog"),
    ItemType.WEBPAGE: ("Article", "WebSite"),
    ItemType.SECTION: ("Chapter", "Book"),
}
"""schema.org's names of an item and of what it stands in."""


def of_chapter(chapter: Chapter, collection: Collection, about: str, url: str) -> str:
    """Tags of a chapter's page. `about`: its description; `url`: the page's own address, empty if nobody knows it."""
    tags = [*_highwire(chapter, collection), *_dublin_core(chapter, collection)]
    licence = rights.licence_address(chapter.licence)
    link = f'<link rel="license" href="{escape(licence, quote=True)}">\n' if licence else ""
    return (
        _written([*_common(chapter.title, "article", collection, about, url), *tags])
        + link
        + _json_ld(_chapter_data(chapter, collection, about, url))
    )


def of_page(title: str, collection: Collection, about: str, url: str, *, start: bool) -> str:
    """Tags of any other page; the start page stands for the reader as a whole."""
    if not start:
        return _written(_common(title, "website", collection, about, url))
    # Zotero goes by `og:type` before it looks at `DC.type`.
    tags = _common(collection.title, "book", collection, about, url)
    return _written([*tags, *_book(collection)]) + _json_ld(_reader_data(collection, about, url))


def description(doctree: nodes.document | None, chapter: Chapter | None) -> str:
    """What a page is about: the first sentence of its head note, else of its text; empty if it has none."""
    if doctree is None:
        return ""
    within = next(doctree.findall(ours.head_note), None) if chapter else doctree
    if within is None:
        return ""
    # Not of a list, nor of a quotation: of what the page says itself.
    own = (p for p in within.findall(nodes.paragraph) if isinstance(p.parent, _SAYS))
    return first_sentences(next(filter(None, map(plain_words, own)), ""))


_NO_WORDS = (nodes.footnote_reference, nodes.raw)
_SAYS = (nodes.document, nodes.section, nodes.container, ours.head_note)


def plain_words(element: nodes.Element) -> str:
    """The words of an element without the numbers of footnotes and without HTML."""
    texts = (text for text in element.findall(nodes.Text) if not isinstance(text.parent, _NO_WORDS))
    return " ".join("".join(texts).split())


def first_sentences(text: str) -> str:
    """The first sentence, and those behind it as long as there is little; cut at a word where it is long."""
    end = next((found.end() for found in _SENTENCE.finditer(text) if found.end() >= _ENOUGH), len(text))
    if end <= _LONGEST:
        return text[:end]
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–") + " …"


# --- Names and contents ------------------------------------------------------------------------------------------------


def _common(title: str, kind: str, collection: Collection, about: str, url: str) -> list[Tag]:
    tags = [("description", about), ("og:type", kind), ("og:title", title), ("og:site_name", collection.title)]
    return [*tags, ("og:description", about), ("og:url", url)]


def _highwire(chapter: Chapter, collection: Collection) -> list[Tag]:
    item, container = citation.item(chapter, collection)
    tags = [("citation_title", chapter.title)]
    tags += [("citation_author", name) for name in wording.signed(chapter)]
    tags += [("citation_editor", name) for name in _editors(chapter, collection)]
    tags.append(("citation_publication_date", citation.certain(chapter.published)))
    if item is ItemType.SECTION:
        tags.append(("citation_inbook_title", container))
    return [*tags, ("citation_language", chapter.language), ("citation_public_url", chapter.url)]


def _editors(chapter: Chapter, collection: Collection) -> tuple[str, ...]:
    own = tuple(c.name for c in chapter.contributors if c.role == "editor")
    item, container = citation.item(chapter, collection)
    return own or (collection.editors if item is ItemType.SECTION and container == collection.title else ())


def _dublin_core(chapter: Chapter, collection: Collection) -> list[Tag]:
    item, container = citation.item(chapter, collection)
    tags = [("DC.type", str(item)), ("DC.title", chapter.title)]
    tags += [("DC.creator", name) for name in wording.signed(chapter)]
    tags += [("DC.date", citation.certain(chapter.published) or citation.years(chapter.published))]
    tags += [("DC.source", container), ("DC.language", chapter.language), ("DC.rights", rights.statement(chapter))]
    if container == collection.title:
        tags.append(("DC.publisher", collection.publisher))
    return tags


def _book(collection: Collection) -> list[Tag]:
    """The reader itself, which programs for references then take for a book and not for a web page."""
    editors = [("citation_editor", name) for name in collection.editors]
    date = collection.iso_date
    told = [
        ("DC.type", "book"),
        ("DC.title", collection.title),
        ("DC.date", date),
        ("DC.publisher", collection.publisher),
    ]
    return [*told, *editors, ("DC.language", collection.language), ("DC.rights", collection.licence)]


def _written(tags: list[Tag]) -> str:
    return "".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(content, quote=True)}">\n'
        for name, content in tags
        if content
    )


# --- schema.org --------------------------------------------------------------------------------------------------------


def _chapter_data(chapter: Chapter, collection: Collection, about: str, url: str) -> dict[str, object]:
    item, container = citation.item(chapter, collection)
    kind, whole = _SCHEMA[item]
    translators = [_named(c.name, chapter) for c in chapter.contributors if c.role == "translator"]
    return {
        "@type": kind,
        "headline": chapter.title,
        "author": [_named(name, chapter) for name in wording.signed(chapter)],
        "editor": [_named(name, chapter) for name in _editors(chapter, collection)],
        "translator": translators,
        "datePublished": citation.certain(chapter.published),
        "inLanguage": chapter.language,
        "isPartOf": {"@type": whole, "name": container},
        "abstract": about,
        "url": chapter.url or url,
        "mainEntityOfPage": url,
        "license": rights.licence_address(chapter.licence),
        "copyrightNotice": rights.statement(chapter),
    }


def _reader_data(collection: Collection, about: str, url: str) -> dict[str, object]:
    return {
        "@type": "Book",
        "name": collection.title,
        "description": about,
        "editor": [_named(name) for name in collection.editors],
        "publisher": {"@type": "Organization", "name": collection.publisher} if collection.publisher else "",
        "inLanguage": collection.language,
        "datePublished": collection.iso_date,
        "copyrightNotice": collection.licence,
        "url": url,
    }


def _named(name: str, chapter: Chapter | None = None) -> dict[str, str]:
    return {"@type": "Organization" if citation.is_office(name, chapter) else "Person", "name": name}


def _json_ld(data: dict[str, object]) -> str:
    known = {"@context": "https://schema.org", **{name: value for name, value in data.items() if value}}
    # Within a script nothing may look like the end of one.
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'


def fallback(title: str, chapter: Chapter | None, collection: Collection) -> str:
    """A description of a page that has no words of its own."""
    if chapter is not None:
        return ". ".join(part for part in (chapter.title, wording.byline(chapter)) if part)
    return f"{title} – {collection.title}" if title else collection.title
