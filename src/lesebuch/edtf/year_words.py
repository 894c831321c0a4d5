"""Years in words: eras, centuries and decades, years of many digits."""

from roman_numerals import RomanNumeral

from lesebuch.edtf.words import EdtfWords, words_of
from lesebuch.edtf.year import Year

_EARLY = 100
"""Years before it need their era: 44 alone would be read as 1944."""
_EARLY_IN_MIXED = 1000
"""As `_EARLY`, where years of both eras are named together."""
_GROUPED = 10_000
_DECADE, _CENTURY = 3, 2
"""Digits that are known of a year of four."""


def year_in_words(year: int, language: str) -> str:
    """An astronomical year for readers: 2022, `44 n. Chr.`, `431 v. Chr.` (-430), `170 Mio. v. Chr.` (-170000000)."""
    return one_year(year, words_of(language))


def one_year(year: int, words: EdtfWords, *, mixed: bool = False) -> str:
    """A year with its era where it needs one; `mixed`: years of the other era stand beside it."""
    if year <= 0:
        return words.before_christ.format(n=year_number(year, words))
    early = year < (_EARLY_IN_MIXED if mixed else _EARLY)
    return words.after_christ.format(n=year) if early else year_number(year, words)


def year_number(year: int, words: EdtfWords) -> str:
    """A year without its era."""
    if year > 0:
        return _grouped(year, words)
    # Of years so far away the one that astronomers and historians count apart does not matter.
    for unit, template in ((10**9, words.billions), (10**6, words.millions)):
        for size in (-year, 1 - year):
            if size >= unit and size % (unit // 10) == 0:
                whole, tenth = divmod(size // (unit // 10), 10)
                return template.format(n=_grouped(whole, words) + (f"{words.comma}{tenth}" if tenth else ""))
    return _grouped(1 - year, words)


def two_years(first: int, last: int, words: EdtfWords) -> tuple[str, str]:
    """The ends of a span of years; an era that both share is said once."""
    mixed = first <= 0 < last
    end = one_year(last, words, mixed=mixed)
    alike = last <= 0 or 0 < first < last < _EARLY
    return (year_number(first, words) if alike else one_year(first, words)), end


def turning_year(year: int, words: EdtfWords) -> str:
    """The two years of a winter (2021/22), which is named after the one in which it begins."""
    if year >= _EARLY:
        return f"{year}/{(year + 1) % 100:02}"
    return "/".join(two_years(year, year + 1, words))


def vague_year(text: str, year: Year, words: EdtfWords) -> str:
    """A year of which only some digits are known or significant; `text` is its notation."""
    span = words.between.format(*two_years(year.first, year.last, words))
    if year.estimate is not None:
        return f"{words.about.format(one_year(year.estimate, words))} ({span})"
    known = text.removeprefix("-").rstrip("X")
    if "X" in known:  # 1X0X, X1XX
        return span
    if len(known) == _CENTURY:
        first = words.first_century if int(known) == 0 else ""
        century = first or words.century.format(n=_ordinal(int(known) + 1, words))
        return words.before_christ.format(n=century) if text.startswith("-") else century
    # Before our era, -043X is 440 to 431 BC: no decade that anyone speaks of. 004X would read as the 1940s.
    if len(known) == _DECADE and year.first >= _EARLY:
        return words.decade.format(n=year.first)
    return span


def _grouped(number: int, words: EdtfWords) -> str:
    return f"{number:,}".replace(",", words.thousands) if number >= _GROUPED else str(number)


def _ordinal(number: int, words: EdtfWords) -> str:
    if words.numerals == "roman":
        return RomanNumeral(number).to_uppercase()
    if words.numerals == "plain":
        return str(number)
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
