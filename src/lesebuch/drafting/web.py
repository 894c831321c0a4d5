"""What a web page says of itself: main text (by trafilatura), title, authors, date, site, address.

A date counts only where the page declares it: JSON-LD, a `meta` element, `<time datetime>`. Dates guessed from an address or a
footer would be more exact than the evidence.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import trafilatura
from lxml import etree, html

from lesebuch.drafting.names import is_name
from lesebuch.drafting.similar import words
from lesebuch.edtf import TimeValue

_FEWEST_WORDS = 5
_DATE_META = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
    "pubdate",
    "og:published_time",
)
_AUTHOR_META = ("author", "article:author", "dc.creator", "dcterms.creator")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|[T ])|(\d{4}-\d\d)$|(\d{4})$")


@dataclass(frozen=True, slots=True)
class Hints:
    """A page's account of itself. What it does not say is empty or None."""

    main: tuple[str, ...] = ()
    """Paragraphs of the main text."""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: TimeValue | None = None
    published_from: str = ""
    """Such as `meta article:published_time`."""
    site: str = ""
    url: str = ""


def read_page(page: str) -> Hints:
    """Read a page. One that cannot be parsed says nothing."""
    try:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        tree = html.document_fromstring(page.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Hints()
    meta = _meta(tree)
    linked = list(_json_ld(tree))
    published, source = _published(tree, meta, linked)
    window = " ".join((tree.findtext(".//title") or "").split())
    heading = _heading(tree) or meta.get("og:title", "")
    return Hints(
        main=_main_text(page),
        title=heading or window,
        authors=tuple(_authors(meta, linked)),
        published=published,
        published_from=source,
        site=meta.get("og:site_name", "") or _site(window, heading),
        url=_address(tree, meta),
    )


def main_lines(lines: Sequence[str], hints: Hints) -> tuple[int, int]:
    """The first line of the article and the line behind its last; all lines where nothing tells.

    The title belongs to it, the last line that has it before the text; of the main text, lines that can be told by their words.
    """
    main = [" ".join(words(paragraph)) for paragraph in hints.main]
    joined = f" {' '.join(main)} "
    whole = set(main)
    keys = [" ".join(words(line)) for line in lines]
    found = [
        i
        for i, key in enumerate(keys)
        if key in whole or (key.count(" ") >= _FEWEST_WORDS - 1 and f" {key} " in joined)
    ]
    running = [i for i in found if keys[i].count(" ") >= _FEWEST_WORDS - 1]
    if not running:
        return 0, len(lines)
    title = " ".join(words(hints.title))
    titled = [i for i in range(running[0] + 1) if keys[i] and keys[i] == title]
    first = titled[-1] if titled else running[0]
    return first, running[-1] + 1


def _main_text(page: str) -> tuple[str, ...]:
    text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True, fast=True)
    return tuple(line.strip(" -") for line in (text or "").split("\n") if line.strip())


def _meta(tree: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _json_ld(tree: etree._Element) -> Iterator[dict[str, object]]:
    """The objects of all JSON-LD scripts that have to do with an article."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        for item in items:
            graph = item.get("@graph", [item]) if isinstance(item, dict) else []
            yield from (
                (node for node in graph if isinstance(node, dict) and "datePublished" in node)
                if isinstance(graph, list)
                else ()
            )


def _published(
    tree: etree._Element, meta: dict[str, str], linked: Sequence[dict[str, object]]
) -> tuple[TimeValue | None, str]:
    declared = [(str(item["datePublished"]), "JSON-LD datePublished") for item in linked]
    declared += [(meta[name], f"meta {name}") for name in _DATE_META if name in meta]
    times = [element.get("datetime") or "" for element in tree.iter("time")]
    declared += [(time, "time element") for time in times[:1]]
    for text, source in declared:
        match = _ISO.match(text.strip())
        if match:
            try:
                return TimeValue.parse(match[1] or match[2] or match[3]), source
            except ValueError:
                continue
    return None, ""


def _authors(meta: dict[str, str], linked: Sequence[dict[str, object]]) -> Iterator[str]:
    named = [name for item in linked for name in _names(item.get("author"))]
    named += [meta[name] for name in _AUTHOR_META if name in meta]
    for name in dict.fromkeys(re.sub(r"^(?:von|by)\s+", "", name.strip(), flags=re.IGNORECASE) for name in named):
        if is_name(name):
            yield name


def _names(author: object) -> Iterator[str]:
    if isinstance(author, str):
        yield author
    elif isinstance(author, dict):
        yield from _names(author.get("name"))
    elif isinstance(author, list):
        for one in author:
            yield from _names(one)


def _heading(tree: etree._Element) -> str:
    """The only first-level heading; of several, none can be told to be the title."""
    headings = [" ".join("".join(map(str, element.itertext())).split()) for element in tree.iter("h1")]
    return headings[0] if len(headings) == 1 else ""


def _site(window: str, heading: str) -> str:
    """The window's title is often the article's, a dash or a bar, and the site's name."""
    match = re.fullmatch(re.escape(heading) + r"\s+[|·–—-]\s+(?P<site>.{2,60})", window) if heading else None
    return match["site"] if match else ""


def _address(tree: etree._Element, meta: dict[str, str]) -> str:
    canonical = next(
        (e.get("href") or "" for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), ""
    )
    address = canonical or meta.get("og:url", "")
    return address if address.startswith(("http://", "https://")) else ""
