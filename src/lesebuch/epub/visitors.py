"""Nodes that an e-book shows otherwise than the site: nothing is folded, no script runs, notes open where their numbers stand."""

from collections.abc import Callable
from html import escape
from typing import Any, TypeAlias

from docutils import nodes

from lesebuch.epub.contents import marker
from lesebuch.html.languages import attributes
from lesebuch.html.links import Pages, here, places_in
from lesebuch.html.lists import skip
from lesebuch.html.textual import attributes_of, class_of, closing_of, opening_of, role_of_words, tag_of
from lesebuch.html.visitors import visit_passage as visit_passage_of_a_page
from lesebuch.model import PassageKind
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.catalogue import say_number
from lesebuch.sphinx_ext import html_in_text
from lesebuch.sphinx_ext import nodes as ours

Visit: TypeAlias = Callable[[Any, Any], None]

ADDED = frozenset({"num", "nr", "recte", "says", "out", "back"})
"""Classes of what editors have put among the words of a passage."""
_EACH = 5
"""Of so many lines of verse one has its number, as on the site."""
_EN_SPACE = "\N{EN SPACE}"


def _tags(opening: str, closing: str) -> tuple[Visit, Visit]:
    def visit(self: Any, _node: nodes.Element) -> None:
        self.body.append(opening)

    def depart(self: Any, _node: nodes.Element) -> None:
        self.body.append(closing)

    return visit, depart


def _close(self: Any, _node: nodes.Element) -> None:
    self.body.append(self.context.pop())


# --- The text ----------------------------------------------------------------------------------------------------------


def visit_passage(self: Any, node: ours.passage) -> None:
    """A paragraph; its number stands before its words, apart from them, and is no link: here it would lead to itself."""
    if node.get("missing"):
        visit_passage_of_a_page(self, node)
        return
    spaces = " spaces" if "  " in node.astext() else ""
    label = f' aria-label="{escape(node.astext(), quote=True)}"' if node["kind"] == PassageKind.PAGE else ""
    lang = attributes(node.get("language", ""))
    self.body.append(
        f'{opening_of(node)}<{tag_of(node)} class="psg {class_of(node)}{spaces}" id="{node["ids"][0]}"{lang}{role_of_words(node)}{attributes_of(node)}{label}>'
    )
    self.body.append(_before(node, self.builder.printed))


def _before(node: ours.passage, printed: bool) -> str:
    """What stands before the words: the number of a paragraph, the mark of a note of the source, what a caption belongs to.

    Where the source has no pages of its own (`printed`), numbers are the pages of the book: reading systems go to them,
    and say them apart from the text.
    """
    if "number" in node:
        page = "" if printed else _page(node)
        return f'<span class="num"{page}>{node["number"]}{_EN_SPACE}</span>'
    if node["kind"] == PassageKind.CAPTION and tag_of(node) != "figcaption":
        return f'<span class="says">{_("Picture:")} </span>'
    if node["kind"] == PassageKind.FOOTNOTE and node.get("label"):
        return f'<span class="num">{escape(node["label"])}{_EN_SPACE}</span>'
    return ""


def _page(node: ours.passage) -> str:
    name = wording.passage_name(node["passage"], node["kind"])
    return f' id="{marker(node["ids"][0])}" role="doc-pagebreak" epub:type="pagebreak" aria-label="{name}"'


def depart_passage(self: Any, node: ours.passage) -> None:
    """End of the block."""
    self.body.append("</li>" if node.get("missing") else closing_of(node))


def visit_verse_line(self: Any, node: ours.verse_line) -> None:
    """A line of its own."""
    shown = f'<span class="num">{node["number"]}</span>' if node["number"] % _EACH == 0 else ""
    self.body.append(f'<span class="vl" id="{node["ids"][0]}">{shown}')
    self.context.append("</span>")


def visit_mention(self: Any, node: ours.mention) -> None:
    """The first mention of an entry is a link: with all of them a page could hardly be turned without touching one."""
    href = Pages.of(self.builder).entry(node["entry"], self.docnames[-1]) if node["first"] else ""
    self.body.append(f'<a class="m" epub:type="glossref" role="doc-glossref" href="{href}">' if href else "<span>")
    self.context.append("</a>" if href else "</span>")


def visit_time_mark(self: Any, node: ours.time_mark) -> None:
    """HTML's `time` where it has a form for the value."""
    value = node.get("datetime", "")
    self.body.append(f'<time datetime="{value}">' if value else "<span>")
    self.context.append("</time>" if value else "</span>")


def visit_note_ref(self: Any, node: ours.note_ref) -> None:
    """The number of a note, of which reading systems make a window with the note in it."""
    label = _("Note {n}").format(n=node["number"])
    self.body.append(
        f'<sup class="nr"><a id="{node["ids"][0]}" epub:type="noteref" role="doc-noteref" '
        f'href="#{node["note"]}" aria-label="{label}">{node["number"]}</a></sup>'
    )
    raise nodes.SkipNode


def visit_emendation_mark(self: Any, node: ours.emendation_mark) -> None:
    """The correction in brackets, or [sic], with the space before it: none of it is the source's."""
    shown = escape(node["to"]) if node["to"] else '<i lang="la">sic</i>'
    self.body.append(f'<span class="recte"> [{shown}]</span>')
    raise nodes.SkipNode


def _former(node: nodes.Element) -> str:
    """Places for links that name what something was called before."""
    return "".join(f'<span id="{name}"></span>' for name in node.attributes.get("former", ()))


# --- The commentary ----------------------------------------------------------------------------------------------------


def visit_note(self: Any, node: ours.editorial_note) -> None:
    """A note. No `aside`: some reading systems show what is one in the window of its number alone, and leave the list empty."""
    passage = wording.passage_name(node["about"])
    lang = attributes(node.get("language", ""))
    words = f'<q class="words"{lang}>{escape(node["words"])}</q>' if node["words"] else escape(passage)
    to = f" → {escape(node['to'])}" if node.get("to") else ""
    if node["backref"]:
        label = _("Back to note {n} in the text").format(n=node["number"])
        back = (
            f'<a class="back" role="doc-backlink" href="#{node["backref"]}" aria-label="{label}">{node["number"]}</a>'
        )
    else:
        back = f'<a class="back" href="#{node["passage"]}" aria-label="{passage}">{node["number"]}</a>'
    self.body.append(
        f'<div class="note" id="{node["ids"][0]}" epub:type="footnote" role="doc-footnote">'
        f'<p class="note-head">{back}. <span class="kind">{escape(node["label"])}:</span> {words}{to}</p>'
    )


def visit_metadata_field(self: Any, node: ours.metadata_field) -> None:
    """A row of what is known of a source. The name of its file stands in the list of sources alone."""
    if node["name"] == "source":
        raise nodes.SkipNode
    self.body.append(f"<div><dt>{escape(node['label'])}:</dt> <dd>")


def visit_event(self: Any, node: ours.event) -> None:
    """A date and what happened: a table would be too narrow on a small screen."""
    number = f'<span class="n">{node["number"]}.</span> ' if "number" in node else ""
    former = _former(node)
    self.body.append(f'<dt id="{node["ids"][0]}">{former}{number}{escape(node["label"])}</dt><dd>')


def visit_passage_links(self: Any, node: ours.passage_links) -> None:
    """Where something is told or named: chapter by chapter the passages, as links."""
    refs, docname, pages = node["refs"], self.docnames[-1], Pages.of(self.builder)
    if refs:
        if node["kind"] != "event":
            texts = say_number("{n} text", "{n} texts", len(refs))
            places = say_number("{n} passage", "{n} passages", sum(len(ids) for _, _, ids in refs))
            named = _("Named in {texts}, {passages}").format(texts=texts, passages=places)
            self.body.append(f'<p class="told-head">{named}</p>')
        rows = "".join(places_in(slug, title, ids, pages, docname) for slug, title, ids in refs)
        self.body.append(f'<ul class="told">{rows}</ul>')
    raise nodes.SkipNode


def visit_glossary_group(self: Any, node: ours.glossary_group) -> None:
    """A letter, and its entries."""
    self.body.append(f'<section id="{node["ids"][0]}"><h2 class="letter">{escape(node["letter"])}</h2><dl>')


def visit_glossary_entry(self: Any, node: ours.glossary_entry) -> None:
    """A term with its kind, then what it means and where it is named."""
    kind = " · ".join(filter(None, (node["label"], node["coordinates"])))
    former = _former(node)
    self.body.append(
        f'<dt id="{node["ids"][0]}" epub:type="glossterm">{former}<dfn>{escape(node["term"])}</dfn> '
        f'<span class="kind">{escape(kind)}</span></dt><dd epub:type="glossdef">'
    )


def visit_cite_box(self: Any, node: ours.cite_box) -> None:
    """The citation; what is for programs stands on the site."""
    self.body.append(f'<p class="citation">{escape(node["citation"])}</p>\n')
    raise nodes.SkipNode


def visit_drawing(self: Any, node: ours.timeline | ours.network) -> None:
    """The pictures of a drawing. A chapter has none: the list of its events is short, and the chronology draws them all."""
    shown = [] if node.get("kind") == "chapter" else self.builder.drawn(node)
    for src, alt in shown:
        self.body.append(f'<figure class="drawing"><img src="{src}" alt="{escape(alt, quote=True)}"/></figure>\n')
    raise nodes.SkipNode


def visit_own_mark(self: Any, node: ours.own_mark) -> None:
    """The mark of a note of the source, in letters of the page: no style sheet shows it in a reading system."""
    id_ = f' id="{node["ids"][0]}"' if node["ids"] else ""
    label = escape(node["label"])
    to = f' href="#{here(self, node["note"])}" role="doc-noteref" epub:type="noteref"' if node["note"] else ""
    self.body.append(f'<sup class="nr"><a{id_}{to}>{label}</a></sup>' if to else f'<sup class="nr"{id_}>{label}</sup>')
    raise nodes.SkipNode


def visit_map(self: Any, node: ours.place_map) -> None:
    """The drawing for narrow screens, then the caption and what is to be known of the borders."""
    src, alt = self.builder.drawn(node)[0]
    self.body.append(f'<figure class="drawing"><img src="{src}" alt="{escape(alt, quote=True)}"/><figcaption>')


def visit_hint(self: Any, node: ours.task_hint) -> None:
    """A box of its own."""
    self.body.append(f'<aside class="hint"><p class="label">{escape(node["label"])}</p>')


# --- HTML in a text ----------------------------------------------------------------------------------------------------

_STYLES = {
    "strike": "del",
    "underline": "u",
    "strong": "strong",
    "emph": "em",
    "typed": "code",
    "sub": "sub",
    "super": "sup",
    "smaller": "small",
    "highlight": "mark",
}


def visit_styled(self: Any, node: html_in_text.styled) -> None:
    """Words in a style that people have given them in HTML."""
    tag = _STYLES.get(node["function"], "span")
    self.body.append(f"<{tag}>")
    self.context.append(f"</{tag}>")


def visit_hard_break(self: Any, _node: html_in_text.hard_break) -> None:
    """The end of a line."""
    self.body.append("<br/>")
    raise nodes.SkipNode


VISITORS: dict[type[nodes.Element], tuple[Visit, Visit | None]] = {
    ours.passage: (visit_passage, depart_passage),
    ours.verse_line: (visit_verse_line, _close),
    ours.mention: (visit_mention, _close),
    ours.time_mark: (visit_time_mark, _close),
    ours.annotated: _tags("", ""),
    ours.emended: _tags("", ""),
    ours.note_ref: (visit_note_ref, None),
    ours.emendation_mark: (visit_emendation_mark, None),
    ours.metadata_field: (visit_metadata_field, _tags("", "</dd></div>")[1]),
    ours.head_note: _tags('<div class="head-note">', "</div>\n"),
    ours.note_list: _tags('<div class="notes-list">', "</div>\n"),
    ours.editorial_note: (visit_note, _tags("", "</div>\n")[1]),
    ours.event_list: _tags('<dl class="events">', "</dl>\n"),
    ours.event: (visit_event, _tags("", "</dd>\n")[1]),
    ours.passage_links: (visit_passage_links, None),
    ours.glossary_group: (visit_glossary_group, _tags("", "</dl></section>\n")[1]),
    ours.glossary_entry: (visit_glossary_entry, _tags("", "</dd>\n")[1]),
    ours.cite_box: (visit_cite_box, None),
    ours.timeline: (visit_drawing, None),
    ours.network: (visit_drawing, None),
    ours.own_mark: (visit_own_mark, None),
    ours.place_map: (visit_map, _tags("", "</figcaption></figure>\n")[1]),
    ours.task_hint: (visit_hint, _tags("", "</aside>\n")[1]),
    ours.answer_space: (skip, None),
    html_in_text.styled: (visit_styled, _close),
    html_in_text.hard_break: (visit_hard_break, None),
}
