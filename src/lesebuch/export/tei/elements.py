"""Elements of TEI, their names, and what goes into attributes."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from lxml import etree

from lesebuch.edtf import EdtfDate, TimeValue, ValueKind
from lesebuch.edtf.days import EVER, Day
from lesebuch.model import SourceSpan
from lesebuch.presentation import ids
from lesebuch.presentation.datetimes import html_datetime

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
LINE, TIMEX = "line", "timex3"
"""Prefixes of pointers that are no addresses: a place in the source (`line:3.0-57`), a value of TIMEX3 (`timex3:P3Y`)."""

_XML = "{http://www.w3.org/XML/1998/namespace}"
ID = f"{_XML}id"
_NAMES = {"id": ID, "lang": f"{_XML}lang"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_DOUBT = re.compile("[?~%]")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ERA = range(-9999, 10_000)


def element(name: str, text: str = "", **attributes: str) -> etree._Element:
    """An element; attributes without a value are left out, `id` and `lang` are XML's own, `_` stands for a hyphen."""
    made = etree.Element(f"{{{_NAMESPACE}}}{name}", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # the stubs know named ones alone
    for key, value in attributes.items():
        if value:
            made.set(_NAMES.get(key, key.replace("_", "-")), clean(value))
    append(made, text)
    return made


def child(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """As `element`, at the end of another."""
    made = element(name, text, **attributes)
    parent.append(made)
    return made


def append(parent: etree._Element, text: str) -> None:
    """Put words at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean(text)
    elif text:
        parent.text = (parent.text or "") + clean(text)


def clean(text: str) -> str:
    """The text, with U+FFFD for each character that XML does not have."""
    return _NO_XML.sub("\ufffd", text)


def paragraphs(parent: etree._Element, words: str) -> None:
    """Prose of the editors without its markup, in which an empty line ends a paragraph."""
    for block in words.split("\n\n"):
        if block.strip():
            child(parent, "p", block)


def local(made: etree._Element) -> str:
    """The name without the namespace."""
    return etree.QName(made).localname


# --- What attributes hold ----------------------------------------------------------------------------------------------


def name(slug: str, id_: str) -> str:
    """`xml:id` of what stands in a chapter: `SLUG.p3`."""
    return ids.global_name(ids.chapter_page(slug), id_)


def address(url: str) -> str:
    """An address with no character that a URI must not have."""
    head, sign, fragment = _BARE_PERCENT.sub("%25", url).partition("#")
    return quote(head, safe="%/:?@!$&'()*+,;=~") + sign + quote(fragment, safe="%/:?@!$&'()*+,;=~")


def language(tag: str) -> str:
    """The tag of a language, if it has the form of one."""
    return tag if _LANGUAGE.fullmatch(tag) else ""


def places(spans: Sequence[SourceSpan]) -> str:
    """Where words stand in the source: `line:3.0-57`, with columns in code points; several with a space between them."""
    return " ".join(f"{LINE}:{span.line}.{span.start}-{span.end}" for span in spans)


def datable(value: TimeValue | None) -> dict[str, str]:
    """What a date says to machines (att.datable): as exact as it is known, with its EDTF (`when-custom`).

    `when` is a point, `from` and `to` are an interval, `notBefore` and `notAfter` the bounds of all else. `?` is a low `cert`, `~` a low
    `precision`. Years before 1 are astronomical, as ISO 8601 counts them, and so are in the attributes of that name (`when-iso`).
    """
    if value is None:
        return {}
    edtf = str(value)
    found = {"when_custom": edtf}
    if set("?%") & set(edtf):
        found["cert"] = "low"
    if set("~%") & set(edtf):
        found["precision"] = "low"
    known = TimeValue.parse(_DOUBT.sub("", edtf))
    if when := html_datetime(known):
        return found | {"when": when}
    first, last = known.ranges[0]
    if known.kind is ValueKind.INTERVAL:
        return found | _bound("from", first, known.earliest_day) | _bound("to", last, known.latest_day)
    return found | _bound("notBefore", None, known.earliest_day) | _bound("notAfter", None, known.latest_day)


def _bound(key: str, point: object, day: Day) -> dict[str, str]:
    """One end of a span: the point that is named, if it is plain, else its day."""
    if day in EVER or day.year not in _ERA:
        return {}
    if isinstance(point, EdtfDate) and (said := html_datetime(TimeValue(ValueKind.POINT, ((point, point),)))):
        return {key: said}
    sign, suffix = ("-", "_iso") if day.year < 0 else ("", "_iso" if day.year == 0 else "")
    return {key + suffix: f"{sign}{abs(day.year):04}-{day.month:02}-{day.day:02}"}
