"""HTML of a drawn timeline, and what a reader may choose of it."""

from collections.abc import Iterable
from html import escape
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from lesebuch.html.pictures import as_picture
from lesebuch.presentation import timeline, timeline_rows, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.event_filter import FilterChoice
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks

SCRIPT = "_static/lesebuch-periods.js"
_SEEN = 0.5
"""Hundredths of a year: what is shorter is no longer than a dot."""


def visit_timeline(self: Any, node: ours.timeline) -> None:
    """On pages of ours one that fits itself to the screen; elsewhere drawings of which a style sheet shows one.

    That of a chapter is folded, since the list below says the same.
    """
    own = looks.are_our_pages(self.builder)
    drawing, tall = _fitting(node) if own else _drawings(self.builder.name, node)
    figure = f'<figure class="timeline{" tall" if tall else ""}" aria-label="{_("Timeline")}">{drawing}</figure>\n'
    if node["kind"] == "chapter":
        figure = f'<details class="timeline-fold"><summary>{_("As a timeline")}</summary>{figure}</details>\n'
    elif own and self.builder.name != "singlehtml":
        address = relative_uri(self.builder.get_target_uri(self.docnames[-1]), SCRIPT)
        figure = f'{_form(node["choice"])}{figure}<script defer src="{address}"></script>\n'
    self.body.append(figure)
    raise nodes.SkipNode


def _drawings(builder: str, node: ours.timeline) -> tuple[str, bool]:
    """Of a chapter the narrow one. And whether paper has a drawing of its own."""
    items = node["items"]
    if builder == "epub":
        return as_picture(timeline.draw(items), node["alt"]), False
    narrow = timeline.draw(items, shape=timeline.NARROW)
    if node["kind"] == "chapter":
        return narrow, False
    wide = timeline.draw(items)
    sheet = timeline.sheet(items, wide)
    return f"{wide}{narrow}{sheet}", bool(sheet)


# --- One that fits itself ----------------------------------------------------------------------------------------------


def _fitting(node: ours.timeline) -> tuple[str, bool]:
    """Years with their marks, which the style sheet puts where they belong; and whether paper has numbers alone."""
    items = node["items"]
    shown = timeline_rows.rows(items)
    tall, smaller = timeline_rows.on_paper(shown)
    room = [f"{timeline.axis_of(items, shape).left:g}px" for shape in timeline_rows.SHAPES[:2]]
    months = "".join(f"<span>{escape(name)}</span>" for name in wording.short_months())
    return (
        f'<p class="sr">{escape(node["alt"])}</p>'
        f'<div class="lb-years" style="--w:{room[0]};--n:{room[1]};--k:{smaller:.4g}">'
        f'<div class="months" aria-hidden="true">{months}</div>{"".join(map(_year, shown))}</div>'
    ), tall


def _year(row: timeline_rows.YearRow) -> str:
    gap = " gap" if row.after_gap else ""
    lanes = ";".join(f"--{name}:{count}" for name, count in zip("ABC", row.lanes, strict=True))
    marks = "".join(map(_mark, row.marks))
    return f'<div class="yr{gap}" data-year="{row.year}" style="{lanes}"><i>{escape(row.name)}</i>{marks}</div>'


def _mark(mark: timeline_rows.EventMark) -> str:
    """A link: the mark with its number, then the words. The sides of these by their first letters, of a narrow page as a capital."""
    wide, narrow = mark.sides
    kinds = [wide[:1], narrow[:1].upper(), "" if mark.item.sure else "u"]
    place = [f"--x:{mark.start:.3g}", f"--l:{mark.length:.3g}"] if mark.length >= _SEEN else [f"--x:{mark.start:.3g}"]
    place += [f"--{name}:{lane}" for name, lane in zip("abc", mark.lanes, strict=True) if lane]
    words = f"<span>{escape(mark.words)}</span>" if mark.words else ""
    number = str(mark.item.number or "")
    return (
        f'<a href="#{escape(mark.item.id, quote=True)}" tabindex="-1" class="{" ".join(filter(None, kinds))}" '
        f'style="{";".join(place)}" title="{escape(mark.item.label, quote=True)}"><b>{number}</b>{words}</a>'
    )


def _form(choice: FilterChoice) -> str:
    """What the script makes of it needs the script: without it the form stays hidden. Nothing of one year and one text."""
    if len(choice.years) < 2 and len(choice.chapters) < 2:
        return ""
    everything = _option("", _("all"))
    years = [_option(str(year), name) for year, name in choice.years]
    chapters = (_option(slug, title) for slug, title in choice.chapters)
    names = "".join(
        f'<optgroup label="{escape(label, quote=True)}">{_option(f"kind:{kind}", _("{kind}: all").format(kind=label))}'
        f"{''.join(_option(slug, term) for slug, term in entries)}</optgroup>"
        for kind, label, entries in choice.kinds
    )
    selects = (
        _select("from", _("From"), years),
        _select("to", _("To"), years),
        _select("chapter", _("Text"), [everything, *chapters]),
        _select("entry", _("Named"), [everything, names]),
    )
    count = escape(_("{n} of {all} events"), quote=True)
    return (
        f'<form class="lb-periods" hidden>{"".join(selects)}<button type="reset">{_("Show all")}</button>'
        f'<output data-count="{count}"></output></form>\n'
    )


def _select(name: str, label: str, options: Iterable[str]) -> str:
    return f'<label>{label} <select name="{name}">{"".join(options)}</select></label>'


def _option(value: str, label: str) -> str:
    return f'<option value="{escape(value, quote=True)}">{escape(label)}</option>'
