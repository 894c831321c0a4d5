"""A chapter as reference managers read it: CSL-JSON and RIS.

CSL-JSON as in the specification of CSL 1.0.2, RIS as reference managers write it (`TY`, `AU`, … `ER`).
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from pybtex.database import Person

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter
from lesebuch.presentation import citation, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.citation import Collection, ItemType

CslItem = Mapping[str, Any]

_TYPES = {
    ItemType.NEWSPAPER: ("article-newspaper", "NEWS"),
    ItemType.BLOG: ("post-weblog", "BLOG"),
    ItemType.WEBPAGE: ("webpage", "ELEC"),
    ItemType.SECTION: ("chapter", "CHAP"),
}


def work(chapter: Chapter, collection: Collection) -> CslItem:
    """The text itself: an article in its paper, a page, or a chapter of the reader; what nobody knows is left out."""
    item, container = citation.item(chapter, collection)
    others = {role: [c.name for c in chapter.contributors if c.role == role] for role in ("editor", "translator")}
    inside = container == collection.title
    own = citation.is_own(chapter, collection)
    fields = {
        "id": chapter.slug,
        "type": _TYPES[item][0],
        "title": chapter.title,
        "author": [_csl_name(name, chapter) for name in wording.signed(chapter)],
        "editor": [_csl_name(n, chapter) for n in others["editor"] or (collection.editors if inside else ())],
        "translator": [_csl_name(name, chapter) for name in others["translator"]],
        "container-title": container,
        "publisher": collection.publisher if inside else "",
        "issued": _csl_date(chapter.published),
        "language": chapter.language,
        "URL": chapter.url or (citation.page(chapter, collection) if own else ""),
    }
    return {name: value for name, value in fields.items() if value}


def reader(chapter: Chapter, collection: Collection, url: str) -> CslItem:
    """The reader as the place where a chapter is found, at the address of the chapter's page."""
    fields = {
        "id": f"{chapter.slug}--reader",
        "type": "book",
        "title": collection.title,
        "editor": [_csl_name(name) for name in collection.editors],
        "publisher": collection.publisher,
        "issued": reader_date(collection),
        "language": collection.language,
        "URL": url,
    }
    return {name: value for name, value in fields.items() if value}


def reader_date(collection: Collection) -> dict[str, object]:
    """When a reader was issued; empty if nobody has said it."""
    return _parts(collection.iso_date) if collection.iso_date else {}


def csl_file(chapter: Chapter, collection: Collection, place: str = "", address: str = "", day: str = "") -> str:
    """The text as a CSL-JSON file. `place`: the passage in it; `address`: where it is read; `day`: when, as ISO 8601."""
    made = dict(work(chapter, collection)) | ({"URL": address} if address else {})
    made["note"] = citation.found_in(chapter, collection, place)
    if day:
        made["accessed"] = {"raw": day}
    return json.dumps([made], ensure_ascii=False, indent=1) + "\n"


def ris(chapter: Chapter, collection: Collection, place: str = "", address: str = "", day: str = "") -> str:
    """The text as an RIS file; arguments as of `csl_file`."""
    item, container = citation.item(chapter, collection)
    made = work(chapter, collection)
    date = citation.certain(chapter.published)
    rows = [("TY", _TYPES[item][1])]
    for tag, role in (("AU", "author"), ("ED", "editor"), ("A4", "translator")):
        rows += [(tag, _ris_name(name)) for name in made.get(role, ())]
    rows += [("TI", chapter.title), ("T2", container), ("PB", str(made.get("publisher", ""))), ("PY", date[:4])]
    rows += [("DA", date.replace("-", "/")), ("LA", chapter.language), ("UR", address or str(made.get("URL", "")))]
    rows += [("Y2", day), ("N1", citation.found_in(chapter, collection, place)), ("ID", chapter.slug), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in rows if value or tag == "ER")


def _csl_name(name: str, chapter: Chapter | None = None) -> dict[str, str]:
    """As BibTeX takes names apart."""
    if citation.is_office(name, chapter) or re.search(r"[{}\\%~,]", name):
        return {"literal": name}
    person = Person(name)
    given = " ".join([*person.first_names, *person.middle_names])
    parts = {
        "family": " ".join(person.last_names),
        "given": given,
        "non-dropping-particle": " ".join(person.prelast_names),
    }
    return {key: value for key, value in parts.items() if value} if given else {"literal": name}


def _ris_name(name: Mapping[str, str]) -> str:
    family = " ".join(filter(None, (name.get("non-dropping-particle", ""), name.get("family", ""))))
    return ", ".join(filter(None, (family, name.get("given", "")))) or name["literal"]


def _csl_date(value: TimeValue | None) -> dict[str, object]:
    """As exact as it is certain; else the years within which it lies, else in words. Years before our era have a minus."""
    if value is None:
        return {}
    about = {"circa": True} if re.search("[?~%]", str(value)) else {}
    if known := citation.certain(value):
        return _parts(known) | about
    first, last = value.earliest_day, value.latest_day
    if citation.years(value):
        return {"date-parts": [[first[0]], [last[0]]], **about}
    if first == last and first[0] < 1:
        # CSL has no year 0: the year before 1 is -1.
        return {"date-parts": [[first[0] - 1, *first[1:]]]}
    return {"literal": wording.date(value)}


def _parts(iso: str) -> dict[str, object]:
    return {"date-parts": [[int(part) for part in iso.split("-")]]}


def cited_from(source: str, found: str) -> str:
    """A reference to a text, and behind it the reader from which it is cited."""
    return f"{citation.sentence(source)} {_('Cited from: {reader}').format(reader=found)}"
