"""The directive `{dates}`: every date that the texts name, each with a link to where it stands."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, PassageRef, Reader
from lesebuch.presentation import wording
from lesebuch.sphinx_ext import foreign
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain


class Dates(SphinxDirective):
    """`{dates}`: the dates of all texts at hand, by year; what spans more than a year is left out."""

    def run(self) -> list[nodes.Node]:
        """Build a list for each year."""
        from lesebuch.presentation.date_index import date_index  # noqa: PLC0415 - sheets show none

        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "dates")
        found = date_index(domain.reader)
        holder = nodes.container(classes=["dates"])
        for year, group in groupby(found, key=lambda item: item[0].earliest_day.year):
            listed = nodes.bullet_list("", *(_item(domain.reader, when, places) for when, places in group))
            holder += nodes.container("", nodes.rubric("", wording.year(str(year))), listed, classes=["dates-of-year"])
        return [holder] if holder.children else []


def _item(reader: Reader, when: TimeValue, places: Mapping[PassageRef, Sequence[str]]) -> nodes.list_item:
    date = wording.date(when)
    line = nodes.paragraph("", "", nodes.strong("", date))
    for ref, words in places.items():
        chapter = reader.chapter(ref.chapter)
        if chapter is not None:
            line += nodes.Text("; " if len(line) > 1 else wording.colon())
            line += _place(chapter, ref, [word for word in words if word != date])
    return nodes.list_item("", line)


def _place(chapter: Chapter, ref: PassageRef, words: list[str]) -> list[nodes.Node]:
    """A link to the passage, behind the words that stand there unless they are the date itself."""
    title = foreign.words(wording.short(chapter.title), foreign.title_language(chapter))
    sign = nodes.Text(f", {wording.passages_named(ref.passage)}")
    link = ours.passage_link("", "", title, sign, chapter=ref.chapter, passage=ref.passage)
    if not words:
        return [link]
    quoted = foreign.words(", ".join(map(wording.quoted, words)), chapter.language)
    return [quoted, nodes.Text(" ("), link, nodes.Text(")")]
