"""How to cite a chapter: a line in German, BibTeX, and the `citation_*` names that reference managers read."""

import re
from dataclasses import dataclass

from lesebuch.edtf import Kind, Point, TimeValue
from lesebuch.model import Chapter
from lesebuch.sphinx_ext import wording
from lesebuch.sphinx_ext.index import year_of

_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


@dataclass(frozen=True, slots=True)
class Collection:
    """The reader in which a chapter stands."""

    title: str
    baseurl: str = ""


def line(chapter: Chapter, collection: Collection) -> str:
    """`Author: Title. In: Publisher, date. URL. Nach: Reader, „slug“.`; parts that nobody knows are left out."""
    names = _names(chapter)
    head = f"{' / '.join(names)}: {chapter.title}" if names else chapter.title
    date = wording.date(chapter.published) if chapter.published else "o. D."
    source = f"In: {chapter.publisher}, {date}" if chapter.publisher else date
    page = _page(chapter, collection)
    after = f"Zitiert nach: {collection.title}, Kapitel „{chapter.slug}“" + (f", {page}" if page else "")
    return " ".join(_sentence(part) for part in (head, source, chapter.url, after) if part)


def bibtex(chapter: Chapter, collection: Collection) -> str:
    """A BibTeX entry; the date only as exact as it is known."""
    fields = {
        "author": " and ".join(_tex_name(name, chapter) for name in _names(chapter)),
        "title": f"{{{_tex(chapter.title)}}}",
        "howpublished": _tex(chapter.publisher),
        **_date_fields(chapter.published),
        "url": chapter.url,
        "language": _LANGUAGE.get(chapter.language, chapter.language),
        "note": _tex(f"Nach: {collection.title}, Kapitel {chapter.slug}"),
    }
    rows = [f"  {name} = {{{value}}}" for name, value in fields.items() if value and value != "{}"]
    return f"@misc{{{_key(chapter)},\n" + ",\n".join(rows) + "\n}"


def meta(chapter: Chapter) -> tuple[tuple[str, str], ...]:
    """Name and content of the page's `citation_*` tags."""
    tags = [("citation_title", chapter.title)]
    tags += [("citation_author", name) for name in _names(chapter)]
    if point := _point(chapter.published):
        tags.append(("citation_publication_date", str(point).replace("-", "/")))
    if chapter.publisher:
        tags.append(("citation_journal_title", chapter.publisher))
    tags.append(("citation_language", chapter.language))
    if chapter.url:
        tags.append(("citation_public_url", chapter.url))
    return tuple(tags)


_LANGUAGE = {"de": "ngerman", "en": "english", "ru": "russian", "uk": "ukrainian"}


def _names(chapter: Chapter) -> tuple[str, ...]:
    return chapter.authors or tuple(c.name for c in chapter.contributors if c.role == "signature")


def _tex_name(name: str, chapter: Chapter) -> str:
    # An agency, or one word, is not to be taken apart into given name and surname.
    return _tex(name) if name in chapter.authors and " " in name else f"{{{_tex(name)}}}"


def _page(chapter: Chapter, collection: Collection) -> str:
    return f"{collection.baseurl.rstrip('/')}/chapters/{chapter.slug}.html" if collection.baseurl else ""


def _sentence(part: str) -> str:
    return part if part.endswith((".", "!", "?", "…")) else f"{part}."


def _point(value: TimeValue | None) -> Point | None:
    """The one point of a date that has no doubt in it."""
    if value is None or value.kind is not Kind.POINT or value.points[0].season is not None:
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
