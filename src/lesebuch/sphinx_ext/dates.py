"""The directive `{dates}`: every date that the texts name, each with a link to where it stands."""

from collections import defaultdict
from itertools import groupby

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, PassageRef, Reader
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext import wording
from lesebuch.sphinx_ext.catalogue import say as _
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.temporal import dated_times

_Places = dict[PassageRef, list[str]]
"""Passages in the reader's order, and the words of each that give the date."""


class Dates(SphinxDirective):
    """`{dates}`: the dates of all texts at hand, by year; what spans more than a year is left out."""

    def run(self) -> list[nodes.Node]:
        """Build a list for each year."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "dates")
        found = sorted(_dates(domain.reader).items(), key=lambda item: item[0].sort_key)
        holder = nodes.container(classes=["dates"])
        for year, group in groupby(found, key=lambda item: item[0].earliest_day.year):
            listed = nodes.bullet_list("", *(_item(domain.reader, when, places) for when, places in group))
            holder += nodes.container("", nodes.rubric("", wording.year(str(year))), listed, classes=["dates-of-year"])
        return [holder] if holder.children else []


def _dates(reader: Reader) -> dict[TimeValue, _Places]:
    found: dict[TimeValue, _Places] = defaultdict(lambda: defaultdict(list))
    for chapter in reader.chapters:
        for time, when, words in dated_times(chapter, reader.times.get(chapter.slug, ())):
            places = found[when][PassageRef(chapter.slug, time.span.passage)]
            if words not in places:
                places.append(words)
    return found


def _item(reader: Reader, when: TimeValue, places: _Places) -> nodes.list_item:
    date = wording.date(when)
    line = nodes.paragraph("", "", nodes.strong("", date))
    for ref, words in places.items():
        chapter = reader.chapter(ref.chapter)
        if chapter is not None:
            line += nodes.Text("; " if len(line) > 1 else ": ")
            line += _place(chapter, ref, [word for word in words if word != date])
    return nodes.list_item("", line)


def _place(chapter: Chapter, ref: PassageRef, words: list[str]) -> list[nodes.Node]:
    """A link to the passage, behind the words that stand there unless they are the date itself."""
    label = f"{wording.short(chapter.title)}, {wording.passage_sign(ref.passage)}"
    link = ours.passage_link("", label, chapter=ref.chapter, passage=ref.passage)
    if not words:
        return [link]
    return [nodes.Text(", ".join(_("“{words}”").format(words=word) for word in words) + " ("), link, nodes.Text(")")]
