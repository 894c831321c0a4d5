"""References in German: how notes cite (Name, year in round brackets) and how the list is set.

Titles keep the capitals that the BibTeX file gives them; pybtex's own styles set them in lower case.
"""

from dataclasses import dataclass
from typing import Any

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from pybtex.richtext import Text
from pybtex.style.formatting import BaseStyle, toplevel
from pybtex.style.template import field, first_of, href, join, names, optional, optional_field, sentence, tag, words
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.referencing.basic_author_year import BasicAuthorYearParentheticalReferenceStyle
from sphinxcontrib.bibtex.style.template import join2, post_text, pre_text, reference

NAME = "lesebuch"

_MONTHS = {
    english: german
    for english, german in zip(
        "january february march april may june july august september october november december".split(),  # noqa: SIM905 - reads best so
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),  # noqa: SIM905
        strict=True,
    )
}


def _month(text: Any) -> Any:  # noqa: ANN401 - pybtex's rich text has no types
    return Text(_MONTHS.get(str(text).lower(), str(text)))


_YEAR = first_of[optional_field("year"), "o. J."]
_DATE = words[optional[field("month", apply_func=_month)], _YEAR]


class GermanStyle(BaseStyle):  # type: ignore[misc]
    """`Name, Given name: Title. In: Publication volume (number), month year, S. 1–2. URL. Note.`"""

    default_name_style = "lastfirst"
    default_sorting_style = "author_year_title"

    def _template(self, entry: Any) -> Any:  # noqa: ANN401
        people = "author" if "author" in entry.persons else "editor" if "editor" in entry.persons else ""
        title = field("title")
        head = join[names(people, sep=" / ", sep2=" / ", last_sep=" / "), ": ", title] if people else title
        place = first_of[
            optional[tag("em")[field("journal")]],
            optional[tag("em")[field("booktitle")]],
            optional[field("howpublished")],
            optional[field("publisher")],
            optional_field("institution"),
        ]
        volume = words[optional_field("volume"), optional["(", field("number"), ")"]]
        pages = optional["S. ", field("pages", apply_func=lambda text: Text("–").join(text.split("--")))]
        return toplevel[
            sentence(capfirst=False)[head],
            sentence(capfirst=False, sep=", ")[join(sep=" ")[place, volume], _DATE, pages],
            sentence(capfirst=False)[optional_field("note")],
            optional[href[field("url", raw=True), field("url", raw=True)]],
        ]

    get_article_template = _template
    get_book_template = _template
    get_booklet_template = _template
    get_inbook_template = _template
    get_incollection_template = _template
    get_inproceedings_template = _template
    get_manual_template = _template
    get_mastersthesis_template = _template
    get_misc_template = _template
    get_online_template = _template
    get_phdthesis_template = _template
    get_proceedings_template = _template
    get_techreport_template = _template
    get_unpublished_template = _template


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


def _people() -> PersonStyle:
    return PersonStyle(sep2=" und ", last_sep=" und ", other=Text(" u. a."))


@dataclass
class _Cited(BasicAuthorYearParentheticalReferenceStyle):  # type: ignore[misc]
    def inner(self, role_name: str) -> Any:  # noqa: ANN401
        """As the parent, with the German words for a missing year."""
        person = self.person.author_or_editor_or_title(full="s" in role_name)
        return join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[
            pre_text, reference[join(sep=self.author_year_sep)[person, _YEAR]], post_text
        ]


class GermanReferenceStyle(AuthorYearReferenceStyle):  # type: ignore[misc]
    """`(Name, year)`, `(Name und Name, year)`, `(Name u. a., o. J.)`."""

    def __init__(self) -> None:
        super().__init__(bracket_parenthetical=_round(), bracket_textual=_round(), person=_people())

    def __post_init__(self) -> None:
        """Take our own style for citations in brackets."""
        super().__post_init__()
        self.styles[0] = _Cited(bracket=self.bracket_parenthetical, person=self.person)


def register() -> None:
    """Make both known under `NAME`, as pybtex's plugins are."""
    pybtex.plugin.register_plugin("pybtex.style.formatting", NAME, GermanStyle)
    sphinxcontrib.bibtex.plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", NAME, GermanReferenceStyle)
