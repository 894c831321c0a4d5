"""References in the reader's language: how notes cite (Name, year in round brackets) and how the list is set.

Titles keep the capitals that the BibTeX file gives them; pybtex's own styles set them in lower case.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from lesebuch.sphinx_ext.references.bibtex_plugins import NAME

# isort: split
from docutils import nodes
from pybtex.richtext import Protected, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle, toplevel
from pybtex.style.template import field, first_of, href, join, names, optional, sentence, tag, words
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.referencing.basic_author_year import BasicAuthorYearParentheticalReferenceStyle
from sphinxcontrib.bibtex.style.template import join2, post_text, pre_text, reference

from lesebuch.edtf import TimeValue
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext.hastening.replacing import replace

_from_latex = Text.from_latex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""How BibTeX's names of months begin."""


@cache
def text_of(value: str) -> Any:
    """A field as text, which nobody changes: each is read once.

    pybtex reads every field as LaTeX, which takes longer than all the rest of a build in which nothing has changed.
    Most fields hold none, and none holds any that has no character of `_LATEX`.
    """
    # Braces around the whole only keep capitals, as this style does anyway.
    bare = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    return _from_latex(value) if _LATEX.intersection(bare) or "--" in bare else Text(bare)


def _field(name: str) -> Any:
    return field(name, raw=True, apply_func=text_of)


_LATEX = frozenset("\\{}$%~#&`")
GIVEN = "year-as-given"
"""A field for the year as the BibTeX file has it; `year` is the year as it is cited, maybe with a letter (see `works`)."""


def undated() -> str:
    """What stands in place of a year that nobody knows."""
    return _("n.d.", "year of a work")


def _year() -> Any:
    return first_of[optional[_field("year")], undated()]


class ReaderStyle(BaseStyle):  # type: ignore[misc]
    """`Name, Given name (2022a): Title. Publication volume (number), month year, pp. 1–2. Note. URL`."""

    default_name_style = "lastfirst"
    _texts: ClassVar[dict[tuple[str, str, str], Any]] = {}
    """Entries as set, by language, key and content: sphinxcontrib-bibtex asks for each of them twice in every build."""
    default_sorting_style = NAME

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> FormattedEntry:
        """As the parent, but only once."""
        key = self._key(entry)
        if key not in self._texts:
            self._texts[key] = super().format_entry(label, entry, bib_data).text
        return FormattedEntry(entry.key, self._texts[key], label)

    @classmethod
    def know(cls, entry: Any, text: Any) -> None:
        """Take over how an entry was set by an earlier build in the same language."""
        cls._texts.setdefault(cls._key(entry), text)

    @staticmethod
    def _key(entry: Any) -> tuple[str, str, str]:
        return current(), entry.key, repr((entry.type, list(entry.fields.items()), entry.persons))

    def _template(self, entry: Any) -> Any:
        people = "author" if "author" in entry.persons else "editor" if "editor" in entry.persons else ""
        title = _field("title")
        name = names(people, sep=" / ", sep2=" / ", last_sep=" / ")
        # As it is cited, and where: whoever looks for “Name, 2022b” finds just that.
        year = join[" (", _year(), ")"]
        head = join[name, year, optional[wording.colon(), title]] if people else join[title, year]
        place = first_of[
            optional[tag("em")[_field("journal")]],
            optional[tag("em")[_field("booktitle")]],
            optional[_field("howpublished")],
            optional[_field("publisher")],
            optional[_field("institution")],
        ]
        volume = words[optional[_field("volume")], optional["(", _field("number"), ")"]]
        facts = [join(sep=" ")[place, volume], *_month_of(entry), *_pages_of(entry)]
        return toplevel[
            sentence(capfirst=False)[head],
            sentence(capfirst=False, sep=", ")[facts],
            sentence(capfirst=False)[optional[_field("note")]],
            *_addresses(entry),
        ]

    def __getattr__(self, name: str) -> Any:
        """One template for all types, also for those that biblatex and programs add to BibTeX's, such as @thesis."""
        if re.fullmatch(r"get_\w+_template", name):
            return self._template
        raise AttributeError(name)


def _addresses(entry: Any) -> list[Any]:
    """The DOI as an address, and the URL unless it says the same."""
    doi = re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", entry.fields.get("doi", "").strip(), flags=re.IGNORECASE
    )
    url = entry.fields.get("url", "").strip()
    found = [f"https://doi.org/{doi}"] if doi else []
    found += [url] if url and not (doi and doi.casefold() in url.casefold()) else []
    return [href[address, address] for address in found]


_MONTH = re.compile("0?[1-9]|1[0-2]")


def _month_of(entry: Any) -> list[Any]:
    """Month and year, or day, month and year, where the file gives a month and the publication is not named with its exact date."""
    year = entry.fields.get(GIVEN, entry.fields.get("year", ""))
    if "month" not in entry.fields or (year and year in entry.fields.get("howpublished", "")):
        return []
    month = entry.fields["month"]
    number = int(month) if _MONTH.fullmatch(month.strip()) else _number_of(month)
    day = _day(year, number, entry.fields.get("day", ""))
    if day:
        return [Text(wording.date(day))]
    return [Text(wording.month(number, year) if number else f"{month} {year}".strip())]


def _day(year: str, month: int, day: str) -> TimeValue | None:
    """A day of the calendar, if year, month and day are one."""
    try:
        return TimeValue.parse(f"{int(year):04}-{month:02}-{int(day):02}")
    except ValueError:
        return None


def _number_of(month: str) -> int:
    """Of a month as BibTeX names it; 0 of any other word."""
    start = month.strip().casefold()[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _pages_of(entry: Any) -> list[Any]:
    pages = entry.fields.get("pages", "").replace("--", "–")
    message = _("pp. {pages}") if re.search(r"\W", pages) else _("p. {pages}")
    return [Text(message.format(pages=pages))] if pages else []


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


def _people() -> PersonStyle:
    last = _(" and ")
    return PersonStyle(sep2=last, last_sep=last, other=Text(_(" et al.")))


@dataclass
class _Cited(BasicAuthorYearParentheticalReferenceStyle):
    def inner(self, role_name: str) -> Any:
        """As the parent, with the words for a missing year."""
        person = self.person.author_or_editor_or_title(full="s" in role_name)
        return join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[
            pre_text, reference[join(sep=self.author_year_sep)[person, _year()]], post_text
        ]


class ReaderReferenceStyle(AuthorYearReferenceStyle):
    """`(Name, year)`, `(Name and Name, year)`, `(Name et al., n.d.)`."""

    def __init__(self) -> None:
        super().__init__(bracket_parenthetical=_round(), bracket_textual=_round(), person=_people())

    def __post_init__(self) -> None:
        """Take our own style for citations in brackets."""
        super().__post_init__()  # type: ignore[no-untyped-call]
        self.styles[0] = _Cited(bracket=self.bracket_parenthetical, person=self.person)


def recall(app: Sphinx) -> None:
    """On `builder-inited`, before the entries get the years by which they are cited now: what the last build has set stays set.

    sphinxcontrib-bibtex keeps it with the environment, and has all works set anew even where no page is read.
    """
    language, app.env.lesebuch_cited_in = getattr(app.env, "lesebuch_cited_in", ""), current()  # type: ignore[attr-defined]
    if language != current():
        return
    domain: Any = app.env.get_domain("cite")
    ours = {key for key, listed in domain.bibliographies.items() if listed.style == NAME}
    for citation in domain.citations:
        if citation.bibliography_key in ours:
            ReaderStyle.know(citation.entry, citation.formatted_entry.text)


def hasten(_app: Sphinx) -> None:
    """On `builder-inited`, and before each further build: names, too, are read as LaTeX only where they may be some; pybtex asks for each again and again."""
    replace(Text, "from_latex", lambda _theirs: staticmethod(name_of))


def resolve_once(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: what a document cites again is not set again, nor what another one cites from where the address is the same.

    A book, which is one document, cites most works many times, and so do the sheets that are made in one run.
    """
    domain: Any = env.get_domain("cite")
    lists = {key for key, listed in domain.bibliographies.items() if listed.list_ == "citation"}
    keys = {citation.key for citation in domain.citations if citation.bibliography_key in lists}
    listing = sorted({key.docname for key in domain.bibliographies})
    known: dict[tuple[Hashable, ...], nodes.Element] = {}

    @cache
    def whence(page: str, builder: Builder) -> Hashable:
        """The addresses of all lists as that page has them. One with a list of its own has that first."""
        if page in listing:
            return page
        try:
            return tuple(builder.get_relative_uri(page, other) for other in listing)
        except NoUri:
            return page

    def resolve(
        env: BuildEnvironment, page: str, builder: Builder, role: str, target: str, *where: nodes.Element
    ) -> nodes.Element:
        if (key := (whence(page, builder), builder.name, role, target)) in known:
            return known[key].deepcopy()
        found: nodes.Element = type(domain).resolve_xref(domain, env, page, builder, role, target, *where)
        # Of works that are on no list it complains at each place.
        if all(cited.key in keys for cited in parse_citation_targets(target)):
            known[key] = found.deepcopy()
        return found

    domain.resolve_xref = resolve
    return []


@cache
def name_of(value: str) -> Any:
    """What pybtex makes of a part of a name; of one without any sign but hyphens and points LaTeX makes nothing else.

    Nor does it of the words of an institution, whose braces only keep them together.
    """
    whole = value.startswith("{") and value.endswith("}")
    bare = value[1:-1] if whole else value
    words = bare.split(" ") if whole else [bare]
    if "--" in value or not all(word.replace("-", "").replace(".", "").isalnum() for word in words):
        return _from_latex(value)
    return Text(Protected(bare)) if whole else Text(bare)
