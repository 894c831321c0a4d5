"""How to cite a chapter: what it is and in what it stands, a line, and BibTeX."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from lesebuch.edtf import EdtfDate, TimeValue, ValueKind
from lesebuch.model import Chapter
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import plain
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.index import year_of

_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


@dataclass(frozen=True, slots=True)
class Collection:
    """The reader in which a chapter stands."""

    title: str
    baseurl: str = ""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    licence: str = ""
    description: str = ""
    language: str = "de"
    """BCP 47."""

    @property
    def iso_date(self) -> str:
        """The date, if it is a day, a month or a year as ISO 8601 has it; else empty."""
        return self.date if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", self.date) else ""


class ItemType(StrEnum):
    """What is cited, by Zotero's name of it."""

    NEWSPAPER = "newspaperArticle"
    BLOG = "blogPost"
    WEBPAGE = "webpage"
    SECTION = "bookSection"


_BLOG = re.compile(r"\bblog\b|\b(?:blogspot|wordpress|substack|livejournal|tumblr)\.", re.IGNORECASE)


def is_own(chapter: Chapter, collection: Collection) -> bool:
    """Whether the reader's editors wrote it: then it stands in the reader and nowhere else."""
    return bool(chapter.authors) and set(chapter.authors) <= set(collection.editors)


def item(chapter: Chapter, collection: Collection) -> tuple[ItemType, str]:
    """What a chapter's text is and in what it stands.

    Where nobody knows who published it, that is the reader. What is dated to the month or the day comes from a paper or a
    blog; of the rest, what has an address is a page.
    """
    if is_own(chapter, collection) or not chapter.publisher:
        return ItemType.SECTION, collection.title
    if _BLOG.search(f"{chapter.publisher} {urlsplit(chapter.url).netloc}"):
        return ItemType.BLOG, chapter.publisher
    if "-" in certain(chapter.published):
        return ItemType.NEWSPAPER, chapter.publisher
    return (ItemType.WEBPAGE if chapter.url else ItemType.SECTION), chapter.publisher


def certain(value: TimeValue | None) -> str:
    """What is certain of a date, as ISO 8601: day, month or year; empty where that is not even the year."""
    if value is None:
        return ""
    first, last = value.earliest_day, value.latest_day
    # A doubt is about the whole of a date; the year is what remains likely.
    same = 1 if re.search("[?~%]", str(value)) else len(first)
    while same and first[:same] != last[:same]:
        same -= 1
    if not same or not dt.MINYEAR <= first[0] <= dt.MAXYEAR:
        return ""
    return "-".join(f"{number:0{4 if n == 0 else 2}}" for n, number in enumerate(first[:same]))


def years(value: TimeValue | None) -> str:
    """The years within which a date lies, as an ISO interval; empty if it is open or before our era."""
    if value is None:
        return ""
    first, last = value.earliest_day[0], value.latest_day[0]
    known = first >= dt.MINYEAR and last <= dt.MAXYEAR
    return f"{first:04}/{last:04}" if known else ""


PAGES = "\ufffc"
"""Stands for the pages of a book, which are known when it is set."""


def line(chapter: Chapter, collection: Collection, place: str = "") -> str:
    """`Author: Title. In: Publisher, date. URL. Nach: Reader, „slug“.`; parts that nobody knows are left out.

    `place`: where the text stands in a printed reader, in place of its name and address on the site.
    """
    authors = wording.signed(chapter)
    head = wording.labelled(" / ".join(authors), chapter.title) if authors else chapter.title
    date = wording.date(chapter.published) if chapter.published else _("n.d.")
    address = page(chapter, collection)
    # Whoever has no address can do nothing with the name of a file.
    where = [place] if place else [_("chapter “{slug}”").format(slug=chapter.slug), address] if address else []
    if is_own(chapter, collection):
        known = ", ".join(filter(None, (date, *where)))
        within = _("In: {publication}, {date}").format(publication=collection.title, date=known)
        return " ".join(sentence(part) for part in (head, within))
    source = (
        _("In: {publication}, {date}").format(publication=chapter.publisher, date=date)
        if chapter.publisher
        else date[:1].upper() + date[1:]
        if chapter.published
        else date
    )
    after = _("Cited from: {reader}").format(reader=", ".join(filter(None, (collection.title, *where))))
    return " ".join(sentence(part) for part in (head, source, chapter.url, after) if part)


def bibtex(chapter: Chapter, collection: Collection, place: str = "", address: str = "", day: str = "") -> str:
    """A BibTeX entry; the date only as exact as it is known.

    `place`: a passage of the text; `address`: where it is read, if not at the address of the text; `day`: when, as ISO 8601.
    """
    own = is_own(chapter, collection)
    fields = {
        "author": " and ".join(_tex_name(name, chapter) for name in wording.signed(chapter)),
        "title": f"{{{_tex(chapter.title)}}}",
        **({"booktitle": f"{{{_tex(collection.title)}}}"} if own else {"howpublished": _tex(chapter.publisher)}),
        **_date_fields(chapter.published),
        "url": address or chapter.url or (page(chapter, collection) if own else ""),
        "urldate": day,
        "language": _babel_name(chapter.language),
        "note": _tex(found_in(chapter, collection, place)),
    }
    rows = [f"  {name} = {{{value}}}" for name, value in fields.items() if value and value != "{}"]
    return f"@{'incollection' if own else 'misc'}{{{_key(chapter)},\n" + ",\n".join(rows) + "\n}"


def found_in(chapter: Chapter, collection: Collection, place: str) -> str:
    """Where in the reader a text stands: `chapter x`, or `From: Reader, chapter x, Par. 3` of what others have written."""
    where = ", ".join(filter(None, (_("chapter {slug}").format(slug=chapter.slug), place)))
    return where if is_own(chapter, collection) else _("From: {reader}").format(reader=f"{collection.title}, {where}")


def _babel_name(tag: str) -> str:
    """A language as LaTeX's babel calls it: by its English name, but for German in today's spelling; none for `und`."""
    return {"de": "ngerman", "und": ""}.get(tag.partition("-")[0], wording.english_language(tag).lower())


def is_office(name: str, chapter: Chapter | None = None) -> bool:
    """Whether a name is no person's: as the chapter's file says.

    Where it says nothing, one of one word is an agency's, an editorial office's or a signature.
    """
    said = (c.group for c in chapter.contributors if c.name == name) if chapter is not None else ()
    known = next((group for group in said if group is not None), None)
    return " " not in name.strip() if known is None else known


def _tex_name(name: str, chapter: Chapter) -> str:
    # An agency, or a signature, is not to be taken apart into given name and surname.
    apart = name in chapter.authors and not is_office(name, chapter)
    return _tex(name) if apart else f"{{{_tex(name)}}}"


def page(chapter: Chapter, collection: Collection) -> str:
    """The address of a chapter's page; empty if nobody knows where the site will stand."""
    return f"{collection.baseurl.rstrip('/')}/chapters/{chapter.slug}.html" if collection.baseurl else ""


def sentence(part: str) -> str:
    """With a full stop, where no sign ends it yet; of Chinese and Japanese that stands within the quotation marks."""
    # Words that stay English say so, with signs that nobody sees.
    return part if plain(part).rstrip("」』").endswith(_ENDS) else f"{part}."


_ENDS = (".", "!", "?", "…", "。", "！", "？")


def _point(value: TimeValue | None) -> EdtfDate | None:
    """The one point of a date that has no doubt in it."""
    if value is None or value.kind is not ValueKind.POINT or value.points[0].season is not None:
        return None
    # BibTeX and reference managers know years of our era alone.
    found = re.fullmatch(r"\d{4}(-\d\d){0,2}", str(value.points[0]))
    return value.points[0] if found and value.earliest_day.year > 0 else None


def _date_fields(value: TimeValue | None) -> dict[str, str]:
    if value is None:
        return {}
    if point := _point(value):
        year, *rest = str(point).split("-")
        return {"year": year, **({"month": str(int(rest[0]))} if rest else {}), "date": str(point)}
    return {"date": str(value)}


def _key(chapter: Chapter) -> str:
    year = year_of(chapter)
    # A minus in front of the year would read as a dash doubled.
    return (
        f"{chapter.slug}-{1 - int(year)}bc" if year and int(year) <= 0 else "-".join(filter(None, (chapter.slug, year)))
    )


def _tex(text: str) -> str:
    return text.translate(_TEX)
