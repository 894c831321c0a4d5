"""What someone may have meant who writes a date in another way: the form that EDTF has for it.

German and English are read, of French, Ukrainian, Russian, Spanish and Italian days and months. A form is proposed where one reading is left: 1.3.2022 is a day, 3/1/2022 may be two.
"""

import re
from collections.abc import Callable, Iterator

from lesebuch.edtf.words import months_of

ALLOWED = (
    "YYYY, YYYY-MM, YYYY-MM-DD, YYYY-MM-DDThh:mm:ss, -0430 for 431 BC, a season such as 2023-21, "
    "X for unknown digits, then ? ~ or %"
)
_PLAIN = "999"
"""As many digits has a year that needs no era, or two and a minus."""
_SHORT_YEAR = re.compile(r"(?<=[^0-9])['’]?([0-9]{2})$")
_ANY_YEAR = "2000"
_QUOTES = " \u00a0\"'“”„‟‘’‚«»‹›"
_LONGEST = 100
"""Characters of a text that may be a date in words."""
_MONTHS = {
    name[:length]: number
    for names in (months_of("de"), months_of("en"), ("jänner", "feber", "mrz", "apr", "mai", "jun", "jul"))
    for number, name in enumerate((name.lower() for name in names), 1)
    for length in (3, 4, len(name))
} | {
    # Whole: juin and juillet begin alike.
    name.lower(): number
    for language in ("fr", "uk", "ru", "es", "it")
    for context in ("format", "stand-alone")
    for number, name in enumerate(months_of(language, context), 1)
}
_PARTS = {
    **dict.fromkeys(("frühjahr", "frühling", "spring"), 21),
    **dict.fromkeys(("sommer", "summer"), 22),
    **dict.fromkeys(("herbst", "autumn", "fall"), 23),
    "winter": 24,
}
_M = rf"(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_D = r"(?P<d>[0-9]{1,2})(?:\.|st|nd|rd|th|er|º)?"
_Y = r"(?P<y>-?[0-9]{1,4})"
_LATER, _EARLIER = (
    r"n\. ?chr\.?|n\. ?u\. ?z\.?|a\.? ?d\.?|c\.? ?e\.?",
    r"v\. ?chr\.?|v\. ?u\. ?z\.?|b\.? ?c\.?(?: ?e\.?)?",
)

_Build = Callable[[dict[str, str]], str]


def _year(digits: str) -> str:
    sign, number = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    return f"{sign}{number:0>4}"


def _number(parts: dict[str, str]) -> str:
    digits = parts["y"].removeprefix("-")
    return f"Y{parts['y']}" if len(digits) > 4 else _year(parts["y"])  # digits of a plain year


def _month(parts: dict[str, str]) -> str:
    return f"{_year(parts['y'])}-{_MONTHS.get(parts['m'], parts['m']):0>2}"


def _day(parts: dict[str, str]) -> str:
    return f"{_month(parts)}-{parts['d']:0>2}"


def _part(before: int) -> _Build:
    """A part of a year, whose code is so much more than its number."""
    return lambda parts: f"{_year(parts['y'])}-{before + int(parts['n'])}"


def _either_order(parts: dict[str, str]) -> str:
    one, other = parts["a"], parts["b"]
    if int(one) > 12 or one == other:  # months of a year
        return _day({"d": one, "m": other, "y": parts["y"]})
    return _day({"d": other, "m": one, "y": parts["y"]}) if int(other) > 12 else ""


_RULES: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?P<y>-?[0-9]{3,4})[-./](?P<m>[0-9]{1,2})[-./](?P<d>[0-9]{1,2})", _day),
        (r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", _day),
        (rf"(?P<d>[0-9]{{1,2}})\. ?(?P<m>[0-9]{{1,2}})\. ?{_Y}", _day),
        (r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/(?P<y>[0-9]{4})", _either_order),
        (r"(?P<m>[0-9]{1,2})[./-](?P<y>[0-9]{4})", _month),
        (r"(?P<y>-?[0-9]{3,4})[-.](?P<m>[0-9]{1,2})", _month),
        (rf"(?:am |den |dem |le |el |il )?{_D} ?(?:of |de )?{_M},? (?:de )?{_Y}(?: р(?:оку|\.)| г(?:ода|\.))?", _day),
        (rf"{_M} {_D},? {_Y}", _day),
        (rf"{_M},? (?:of |de )?{_Y}", _month),
        (rf"(?P<n>{'|'.join(_PARTS)}) (?:of )?{_Y}", lambda parts: f"{_year(parts['y'])}-{_PARTS[parts['n']]}"),
        (rf"(?:q(?P<n>[1-4])|(?P<n2>[1-4])\. quartal) {_Y}|(?P<y2>[0-9]{{4}})[- ]?q(?P<n3>[1-4])", _part(32)),
        (rf"(?P<n>[12])\. halbjahr {_Y}", _part(39)),
        (
            r"(?P<n>[0-9]{1,2})(?:\. ?(?:jahrhundert|jh\.?)|(?:st|nd|rd|th) (?:century|c\.))",
            lambda parts: f"{int(parts['n']) - 1:02}XX",
        ),
        (r"(?P<n>[0-9]{3})0(?:er|s|'s|’s)(?:[- ]jahren?)?", lambda parts: f"{parts['n']}X"),
        (r"(?:year |jahr )?(?P<y>-?[0-9]+)", _number),
    )
)
_MARKED = (
    (re.compile(r"(?:ca?\.|circa|zirka|um|etwa|ungefähr|gegen|about|around) ?(?:den )?(?P<it>.+)"), "{}~"),
    (re.compile(r"(?:wohl|vermutlich|vielleicht|wahrscheinlich|probably|possibly|perhaps) (?P<it>.+)"), "{}?"),
    (re.compile(r"(?P<it>.+?) ?(?:\(\?\)|\?)"), "{}?"),
)
_ENDS = (
    (re.compile(r"(?:seit|ab|since|from) (?:dem )?(?P<it>.+)|(?P<it2>.+?) ?[-–]"), "{}/.."),
    (re.compile(r"(?:bis|until|till) (?:zum )?(?P<it>.+)"), "../{}"),
    (re.compile(r"frühestens (?:am )?(?P<it>.+)|(?P<it2>.+) at the earliest"), "[{}..]"),
    (re.compile(r"spätestens (?:am )?(?P<it>.+)|(?P<it2>.+) at the latest"), "[..{}]"),
)
_PAIRS = (
    (re.compile(r"(?:zwischen|between) (?:dem )?(?P<a>.+?) (?:und|and) (?:dem )?(?P<b>.+)"), "[{}..{}]"),
    (re.compile(r"(?:vo[mn] |from )?(?P<a>.+?) (?:bis|to|until|[-–]) (?:zum )?(?P<b>.+)"), "{}/{}"),
    (re.compile(r"(?P<a>.+?) (?:oder|or) (?P<b>.+)"), "[{},{}]"),
    (re.compile(r"(?P<a>.+?) (?:und|and) (?P<b>.+)"), "{{{},{}}}"),
    (re.compile(r"(?P<a>[^-–/]+)[-–/](?P<b>[^-–/]+)"), "{}/{}"),
)
_ERA = re.compile(rf"(?P<it>.+?) ?(?:(?P<before>{_EARLIER})|{_LATER})")
_CLOCK = re.compile(
    r"(?P<date>.+?)(?:t|,? )(?P<h>[0-9]{1,2})[:.](?P<m>[0-9]{2})(?P<s>:[0-9]{2})?(?:[.,][0-9]+)?(?: uhr)?(?P<zone>z|[-+][0-9]{2}:?(?:[0-9]{2})?)?"
)
_OLD = {"unknown": "", "open": "..", "u": "X", "x": "X", "?~": "%", **{sign: sign.upper() for sign in "tzyes"}}


def forms(text: str) -> Iterator[str]:
    """What `text` may mean, in EDTF, the likeliest first; not all of them are dates."""
    if len(text) > _LONGEST:
        return
    text = " ".join(text.lower().strip(_QUOTES).split())
    if form := _moment(text) or _single(text):
        yield form
    yield _of_the_draft(text)
    yield f"[{text}]"
    for pattern, template in (*_MARKED, *_ENDS):
        if (found := pattern.fullmatch(text)) and (form := _single(_named(found)["it"])):
            yield template.format(form)
    for pattern, template in _PAIRS:
        if found := pattern.fullmatch(text):
            first, last = map(_single, _completed(found["a"], found["b"]))
            if first and last:
                yield template.format(first, last)


def year_missing(text: str) -> str:
    """What to do, as a clause, about a date whose year is missing or has two digits; empty if that is not what is wrong."""
    text = " ".join(text.lower().strip(_QUOTES).split())
    if len(text) > _LONGEST:
        return ""
    whole = _SHORT_YEAR.sub(r"20\1", text)
    if whole != text and (form := _single(whole)):
        return f"write the year with four digits, such as {form}"
    form = _single(f"{text} {_ANY_YEAR}")
    return f"write the year, too: {form.replace(_ANY_YEAR, 'YYYY')}" if form else ""


def _of_the_draft(text: str) -> str:
    """As the draft of 2012 had it, or in small letters, or with spaces, but else in EDTF."""
    text = text.replace(" ", "")
    for before, now in _OLD.items():
        text = text.replace(before, now)
    return text


def _single(text: str, *, era: bool = False) -> str:
    """A year, month, day or part of a year; empty if it is none. `era`: it is said elsewhere, so that years may be short."""
    if not era and (found := _ERA.fullmatch(text)) and (form := _single(found["it"], era=True)):
        return _before_christ(form) if found["before"] else form
    for pattern, build in _RULES:
        if found := pattern.fullmatch(text):
            parts = _named(found)
            # 1.3.22 and March 22 may mean the year 22, but hardly do.
            if era or len(parts.get("y", _PLAIN)) >= len(_PLAIN):
                return build(parts)
    return ""


def _named(found: re.Match[str]) -> dict[str, str]:
    """The groups that matched; y2 is another place for y."""
    return {name.rstrip("23"): value for name, value in found.groupdict().items() if value is not None}


def _before_christ(form: str) -> str:
    year, dash, rest = form.removeprefix("Y").partition("-")
    if year.endswith("XX"):
        return f"-{form}"
    return f"{_number({'y': str(1 - int(year))})}{dash}{rest}" if year.isdecimal() else ""


def _moment(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    day = _single(found["date"]) if found else ""
    if found is None or not day:
        return ""
    zone = (found["zone"] or "").upper()
    if len(zone) == 5:  # +0200
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{found['h']:0>2}:{found['m']}{found['s'] or ':00'}{zone}"


def _completed(first: str, last: str) -> tuple[str, str]:
    """Both ends of a span, each with what it shares with the other: 1914–18, 5. bis 7. Mai 2022, 431–404 v. Chr."""
    if first.isdecimal() and last.isdecimal() and len(first) == 4 and len(last) == 2:  # digits
        return first, first[:2] + last
    words = last.split()
    tails = (f"{first} {' '.join(words[n:])}" for n in range(1, len(words)))
    return next((whole for whole in tails if _single(whole)), first), last
