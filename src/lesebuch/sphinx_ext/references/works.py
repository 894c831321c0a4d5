"""Which work a citation means: works with the same name and year get a letter, `2022a`, `2022b`.

The letters follow the order of the list of works, and count all works of the BibTeX files, cited or not: so they are
the same on the site, in the book and on a handout, which cite different parts of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import FieldIsMissing
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from lesebuch.numerals import letters
from lesebuch.presentation import wording
from lesebuch.presentation.collation import sort_key
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.references.bibliography import GIVEN, ReaderReferenceStyle, text_of, undated
from lesebuch.sphinx_ext.references.bibtex_plugins import NAME

_WORD = re.compile(r"\w+")
_TIE = "\N{NO-BREAK SPACE}"
_OTHERWISE = {"journaltitle": "journal", "location": "address", "school": "institution", "organization": "institution"}
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d)(?:T.*)?)?)?")
_YEARS = re.compile(r"\d{4}/\d{4}")
OrderKey = tuple[tuple[tuple[bytes, bytes], ...], str, bytes, str]


def order(entry: Entry) -> OrderKey:
    """Where a work stands: by name, persons and institutions in one alphabet, then year, title, key."""
    people = entry.persons.get("author") or entry.persons.get("editor") or ()
    names = tuple(
        (_plain([*p.prelast_names, *p.last_names]), _plain([*p.first_names, *p.middle_names])) for p in people
    )
    title = _plain([entry.fields.get("title", "")])
    return names or ((title, b""),), _given(entry), title, entry.key


class ReaderSorting(BaseSortingStyle):  # type: ignore[misc]
    """The order of the list of works."""

    def sorting_key(self, entry: Entry) -> OrderKey:
        """As `order`."""
        return order(entry)


def distinguish(entries: Iterable[Entry]) -> None:
    """Set the year of each work as it is to be cited: with a letter where name and year do not tell it from others."""
    alike: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        # Entries are kept from build to build, with the year that the last one has set.
        entry.fields.setdefault(GIVEN, entry.fields.get("year", ""))
        year = _given(entry)
        entry.fields["year"] = _whole(year)
        # To set a name takes long, and few works begin as another of their year.
        alike[_beginning(entry), year].append(entry)
    style = ReaderReferenceStyle()
    for (_, year), works in alike.items():
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in works if len(works) > 1 else ():
            groups[_name(entry, style)].append(entry)
        for same in groups.values():
            _letter(same, year)


def _letter(works: list[Entry], year: str) -> None:
    """Tell works from each other that are cited by the same name and year, if they are several."""
    for number, entry in enumerate(sorted(works, key=order) if len(works) > 1 else ()):
        # “2022a”, but “o. J. a”.
        entry.fields["year"] = f"{_whole(year)}{'' if year[-1:].isdigit() else _TIE}{letters(number + 1)}"


def _whole(year: str) -> str:
    """A year with its abbreviations in one piece: no line ends within “o. J.”."""
    return year.replace(". ", f".{_TIE}")


def as_bibtex(entries: Iterable[Entry]) -> None:
    """Give fields that biblatex and programs such as Zotero name otherwise the names that BibTeX has, where it has no value.

    `date` is year, month and day, as far as it says; of what is no plain date, the whole is the year, in words. Then each work
    takes what it lacks from the one that it names as `crossref`.
    """
    found = {entry.key.lower(): entry for entry in entries}
    for entry in found.values():
        for theirs, ours in _OTHERWISE.items():
            if theirs in entry.fields:
                entry.fields.setdefault(ours, entry.fields[theirs])
        date = entry.fields.get("date", "").strip()
        if not date or "year" in entry.fields:
            continue
        plain = _DATE.fullmatch(date)
        entry.fields["year"] = plain["year"] if plain else _in_words(date)
        for part in ("month", "day") if plain else ():
            if plain and plain[part]:
                entry.fields.setdefault(part, plain[part])
    for entry in found.values():
        _inherit(entry, found)


def _inherit(entry: Entry, works: Mapping[str, Entry]) -> None:
    """As biblatex does: what the whole is called is where its part stands."""
    line = [entry]
    while (parent := works.get(line[-1].fields.get("crossref", "").strip().lower())) and parent not in line:
        line.append(parent)
    title = "booktitle" if entry.type.lower().startswith("in") else "journal" if entry.type.lower() == "article" else ""
    for parent in line[1:]:
        fields = dict(parent.fields.items())
        # Entries are kept from build to build, with the year that the last one has set.
        fields["year"] = fields.pop(GIVEN, fields.get("year", ""))
        own = {name.lower() for name in (*entry.fields, *entry.persons)}
        for name, value in fields.items():
            # With what is said in one language, such as `note-en`, goes what is said for all.
            plain, hyphen, language = name.lower().partition("-")
            plain = title if plain == "title" else plain
            if plain and plain not in own and value:
                entry.fields.setdefault(f"{plain}{hyphen}{language}", value)
        for role, people in parent.persons.items():
            entry.persons.setdefault(role, people)


def _in_words(date: str) -> str:
    """A span, a season, a year that is not certain: biblatex has them as EDTF has; what is none stays as it is."""
    return date.replace("/", "–") if _YEARS.fullmatch(date) else wording.given_date(date)


def translate(entries: Iterable[Entry], language: str) -> None:
    """Put fields in the reader's language, such as `title-en`, in the place of those that the file has for all languages.

    They are for what editors say in words of their own; so editions in several languages share one file. An empty one
    takes the other away: that a work is in English need not be said in English.
    """
    ending = f"-{language.replace('_', '-').partition('-')[0].lower()}"
    for entry in entries:
        for field in [name for name in entry.fields if name.lower().endswith(ending)]:
            name, value = field.lower().removesuffix(ending), entry.fields[field]
            if name in ("author", "editor"):
                entry.persons[name] = [Person(person) for person in split_name_list(value)]
            elif value:
                entry.fields[name] = value
            else:
                entry.fields.pop(name, None)


def prepare(app: Sphinx) -> None:
    """On `builder-inited`, when sphinxcontrib-bibtex has read the files; other styles than ours have labels of their own."""
    if NAME in (app.config.bibtex_default_style, app.config.bibtex_reference_style):
        as_bibtex(_entries(app.env).values())
        translate(_entries(app.env).values(), app.config.language or "")
        distinguish(_entries(app.env).values())


def recited(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: pages to write again, since what they cite is now called otherwise."""
    domain = LesebuchDomain.of(env)
    now = {key: _told(entry) for key, entry in _entries(env).items()}
    before, domain.data["works"] = domain.data.get("works", now), now
    if before == now:
        return []
    cited = env.get_domain("cite").citation_refs  # type: ignore[attr-defined]
    return sorted({r.docname for r in cited if any(before.get(t.key) != now.get(t.key) for t in r.targets)})


def _entries(env: BuildEnvironment) -> Mapping[str, Entry]:
    bibliography: Any = env.get_domain("cite")
    entries: Mapping[str, Entry] = bibliography.bibdata.data.entries
    return entries


def _name(entry: Entry, style: ReaderReferenceStyle) -> str:
    """As citations have it; a work without names and title cannot be cited."""
    try:
        return str(style.person.author_or_editor_or_title(full=False).format_data({"entry": entry, "style": style}))
    except FieldIsMissing:
        return str(entry.key)


def _beginning(entry: Entry) -> str:
    """The first word of its name as citations have it: works with the same name have the same."""
    people = [person for role in ("author", "editor") for person in entry.persons.get(role, ())]
    parts = [" ".join([*person.prelast_names, *person.last_names]) for person in people]
    for part in (*parts, entry.fields.get("title", "")):
        if word := _WORD.search(str(text_of(part))):
            return word[0]
    return ""


def _told(entry: Entry) -> tuple[str, ...]:
    """All that a citation of a work depends on."""
    people = ("|".join(map(str, entry.persons.get(role, ()))) for role in ("author", "editor"))
    return *people, entry.fields.get("title", ""), entry.fields.get("year", "")


def _given(entry: Entry) -> str:
    """The year as the file has it; one that it lacks is as good as one that it calls unknown."""
    return str(entry.fields.get(GIVEN, entry.fields.get("year", ""))).strip() or undated()


def _plain(parts: Iterable[str]) -> bytes:
    return sort_key(str(text_of(" ".join(parts))))
