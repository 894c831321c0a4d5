"""What a web page declares of itself, in its head and in attributes: JSON-LD, `meta`, microdata, links.

Nothing is guessed from the text here. Keys are those of the vocabularies: Open Graph, Dublin Core, Highwire (`citation_*`), schema.org.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from lesebuch.drafting.similar import words

_ARTICLE = re.compile(r"Article|Posting|Report|Recipe|Review|Page$|Book|Story|Event|CreativeWork$|Speech|Interview")
_WRITTEN_BY = re.compile(r"written by|author|autor(?:in)?|verfasst von|geschrieben von|von|by|par|автор", re.IGNORECASE)
_AUTHOR_META = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "parsely-author",
    "article:author_name",
    "og:article:author",
    "sailthru.author",
    "byl",
    "bepress_citation_author",
    "cxenseparse:author",
    "shareaholic:article_author_name",
    "twitter:author",
)
_CATALOGUES = frozenset(("citation_author", "bepress_citation_author", "dc.creator", "dcterms.creator"))
_INDEXED = re.compile(
    r"(?P<family>(?:[a-z]+ )*[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]), (?!Jr|Sr)(?P<given>[A-ZÀ-Þ][\w.’'-]*(?: (?:[A-ZÀ-Þ][\w.’'-]*|[a-z]{2,3}))*)"
)
"""A name as catalogues have it: `Muster, Anna`."""
_OTHERS = re.compile(
    r"comment|kommentar|related|sidebar|recommend|recirc|most-?popular|teaser-?list|^(?:references?|reflist|citations?|bibliography)(?:$|-)",
    re.IGNORECASE,
)
"""Elements with the names of other texts' authors, or of readers."""
_BELOW = re.compile(r"(?<!post-)(?<!entry-)(?<!article-)footer(?:-|$)", re.IGNORECASE)
_FULL_NAME = re.compile(r"[A-ZÀ-ÞА-Я][\w.’'-]*(?:\s+[\w.’'-]+){0,2}\s+[A-ZÀ-ÞА-Я][\w.’'-]*")
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{4}\)|Page saved with SingleFile\s+url:\s*)(?P<url>https?://[^\s<>]+)"
)
_NO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_HEAD = 2000
"""Characters within which such a comment stands."""
_BESIDE = 3
"""Elements above a link within which the links to the other authors stand."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A page's declarations; `linked` are its JSON-LD objects about an article, `meta` the first value of each name, those of `<time>` in microdata, too."""

    meta: Mapping[str, str]
    linked: Sequence[Mapping[str, object]]
    authors: tuple[tuple[str, ...], ...]
    """Groups of names, the most trustworthy first: people of JSON-LD, of `meta`, of microdata, of `rel="author"`, organisations."""
    titles: tuple[str, ...]
    """Titles as declared, the window's last; they may hold the site's name."""
    sites: tuple[str, ...]
    """Names of the site."""


def declarations(tree: etree._Element) -> Declared:
    """Read all that a page declares."""
    meta = _meta(tree)
    objects = list(json_ld(tree))
    linked = _of_page([item for item in objects if _is_article(item)], meta, tree)
    return Declared(
        meta, linked, _authors(tree, meta, linked, objects), _titles(tree, meta, linked), _sites(meta, objects)
    )


def _meta(tree: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = one_line(element.get("content") or element.get("datetime") or "")
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def json_ld(tree: etree._Element) -> Iterator[dict[str, object]]:
    """All objects of the page's JSON-LD scripts, nested graphs opened."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict):
                graph = item.get("@graph")
                yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else (item,)


def _is_article(item: Mapping[str, object]) -> bool:
    if "datePublished" in item or "headline" in item:
        return True
    kinds = item.get("@type")
    return any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _of_page(linked: list[dict[str, object]], meta: Mapping[str, str], tree: etree._Element) -> list[dict[str, object]]:
    """Without objects about other texts, which have headlines of their own, where one of them has the page's."""
    titles = f" {' '.join(words(meta.get('og:title', '') + ' ' + (tree.findtext('.//title') or '')))} "
    headlines = [" ".join(words(str(item.get("headline") or ""))) for item in linked]
    own = [bool(headline) and f" {headline} " in titles for headline in headlines]
    return [
        item
        for item, of_page, headline in zip(linked, own, headlines, strict=True)
        if of_page or not (headline and any(own))
    ]


def _authors(
    tree: etree._Element,
    meta: Mapping[str, str],
    linked: Sequence[Mapping[str, object]],
    objects: Sequence[Mapping[str, object]],
) -> tuple[tuple[str, ...], ...]:
    by_id = {str(item["@id"]): item for item in objects if "@id" in item}
    named = [pair for item in linked for pair in _names(item.get("author") or item.get("creator"), by_id)]
    people = [name for name, person in named if person]
    labelled = meta.get("twitter:data1", "") if _WRITTEN_BY.fullmatch(meta.get("twitter:label1", "").strip()) else ""
    written = _written(tree) or ([[labelled]] if labelled else [])
    groups = (people, *written, _microdata(tree), _linked_authors(tree))
    offices = [name for name, person in named if not person]
    return tuple(tuple(dict.fromkeys(group)) for group in (*groups, offices) if group)


def _written(tree: etree._Element) -> list[list[str]]:
    """The values of each `meta` that names authors: one may name the site, and several of one name an author each."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        content = one_line(element.get("content") or "")
        if name in _AUTHOR_META and content and "://" not in content:
            indexed = _INDEXED.fullmatch(content) if name in _CATALOGUES else None
            found.setdefault(name, []).append(f"{indexed['given']} {indexed['family']}" if indexed else content)
    return [found[name] for name in _AUTHOR_META if name in found]


def _names(author: object, by_id: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, bool]]:
    """Each name, and whether it is a person's as far as the page says."""
    if isinstance(author, str):
        yield author, True
    elif isinstance(author, dict):
        whole = author if "name" in author else by_id.get(str(author.get("@id")), author)
        person = "Organization" not in str(whole.get("@type"))
        names = whole.get("name")
        yield from ((str(name), person) for name in (names if isinstance(names, list) else [names]) if name)
    elif isinstance(author, list):
        for one in author:
            yield from _names(one, by_id)


def _microdata(tree: etree._Element) -> list[str]:
    """Of `itemprop="author"` the name within it, else its words."""
    names = []
    for element in _together(tree.iterfind(".//*[@itemprop='author']")):
        within = element.find(".//*[@itemprop='name']")
        names.append(named_apart(element if within is None else within))
    return [name for name in names if name]


def _linked_authors(tree: etree._Element) -> list[str]:
    links = (e for e in tree.iterfind(".//a[@rel]") if "author" in e.get("rel", "").split() and said(e))
    return [said(link) for link in _together(links)]


def _together(marked: Iterable[etree._Element]) -> list[etree._Element]:
    """Of the elements marked as author the first and those beside it: the others belong to other texts on the page."""
    elements = list(marked)
    at = next((i for i, e in enumerate(elements) if not is_of_others(e, marked=True)), len(elements))
    own = elements[at : at + 1]
    near = [e for e in islice(own[0].iterancestors(), _BESIDE) if e.tag not in ("body", "main", "html")] if own else []
    beside = [e for e in elements[at + 1 :] if any(above in near for above in islice(e.iterancestors(), _BESIDE))]
    return [*own, *(e for e in beside if not is_of_others(e, marked=True))]


def is_of_others(element: etree._Element, *, marked: bool = False) -> bool:
    """Whether an element stands where a page names the authors of other texts or of pictures, or its readers.

    What holds the page's heading, too, is no such place, whatever it is called. Where the element is `marked` as author, it may stand
    beside or below the text.
    """
    for above in (element, *element.iterancestors()):
        if above.tag in ("body", "html") or above.find(".//h1") is not None:
            return False
        if above.tag in ("figure", "figcaption") or (not marked and above.tag in ("nav", "aside", "footer")):
            return True
        names = (above.get("id") or "", *(above.get("class") or "").split())
        if any(_OTHERS.search(name) or (not marked and _BELOW.search(name)) for name in names):
            return True
    return False


def named_apart(element: etree._Element) -> str:
    """The words of an element; the names of several persons, each in an element of its own, with commas between them."""
    parts = [said(child) for child in element if isinstance(child.tag, str) and said(child)]
    if (
        len(parts) > 1
        and "".join(parts).replace(" ", "") == said(element).replace(" ", "")
        and all(map(_FULL_NAME.fullmatch, parts))
    ):
        return ", ".join(parts)
    return said(element)


def _titles(tree: etree._Element, meta: Mapping[str, str], linked: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    names = ("citation_title", "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")
    declared = [meta[name] for name in names if name in meta]
    declared += [one_line(str(item["headline"])) for item in linked if isinstance(item.get("headline"), str)]
    declared.append(one_line(tree.findtext(".//title") or ""))
    return tuple(dict.fromkeys(title.replace("\u00ad", "") for title in declared if title))


def _sites(meta: Mapping[str, str], objects: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    names = [meta[name] for name in ("og:site_name", "application-name", "citation_journal_title") if name in meta]
    for item in objects:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            names.append(one_line(publisher["name"]))
        if item.get("@type") in ("WebSite", "Organization", "NewsMediaOrganization") and isinstance(
            item.get("name"), str
        ):
            names.append(one_line(str(item["name"])))
    return tuple(dict.fromkeys(name for name in names if name))


def site(declared: Declared, heading: str) -> str:
    """The name of the site, as declared, or as the window's title has it behind the article's."""
    if declared.sites:
        return declared.sites[0]
    window = declared.titles[-1] if declared.titles else ""
    match = re.fullmatch(re.escape(heading) + r"\s+[|·–—-]\s+(?P<site>.{2,60})", window) if heading else None
    return match["site"] if match else ""


def address(tree: etree._Element, declared: Declared) -> str:
    """Where the page stands on the web; empty where it does not say."""
    links = (e.get("href") or "" for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical")
    found = next(links, "") or declared.meta.get("og:url", "")
    return found if found.startswith(("http://", "https://")) else ""


def saved_from(page: str) -> str:
    """The address that a browser, or SingleFile, wrote into a page when it saved it; empty where none did."""
    found = _SAVED_FROM.search(page, 0, _HEAD)
    return found["url"] if found else ""


def said(element: etree._Element) -> str:
    """The words of an element, or its `content`."""
    return one_line(element.get("content") or " ".join(map(str, element.itertext())))


def one_line(text: str) -> str:
    """Without line breaks, doubled spaces, and characters without width, which normalisation takes out of the text, too."""
    return " ".join(_NO_WIDTH.sub("", text).split())
