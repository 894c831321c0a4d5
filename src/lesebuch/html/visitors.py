"""HTML of our nodes: a visit and a depart function for each, in two tables."""

from html import escape
from typing import Any

from docutils import nodes

from lesebuch.html import citing
from lesebuch.html.languages import attributes, isolated
from lesebuch.html.links import Pages, here
from lesebuch.html.lists import LISTS
from lesebuch.html.pictures import as_picture, depart_picture, visit_map, visit_picture
from lesebuch.html.tasks import VISITORS as TASKS
from lesebuch.html.textual import (
    TEXTUAL,
    Visitors,
    attributes_of,
    between,
    class_of,
    closing_of,
    depart,
    ending,
    opening_of,
    role_of_words,
    tag_of,
)
from lesebuch.html.timelines import visit_timeline
from lesebuch.html.translator import BOOKS
from lesebuch.model import PassageKind
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks


def _lang(node: nodes.Element) -> str:
    return attributes(node.get("language", ""))


# --- Passages ----------------------------------------------------------------------------------------------------------


def visit_passage(self: Any, node: ours.passage) -> None:
    """A paragraph with its id; its number is a link to itself. No white space may stand between the two."""
    name = wording.passage_name(node["passage"], node["kind"])
    if node.get("missing"):
        # What a number counts is read out; among other numbers it is clear to the eye.
        number = node["passage"][1:] if node.get("number") else ""
        shown = f'<span class="sr">{name.removesuffix(number)}</span>{number}' if number else name
        self.body.append(f'<li id="{node["ids"][0]}">{shown}')
        self.body.append(f'<span class="why">: {_("The text is not in this edition.")}</span>')
        return
    tag = tag_of(node)
    # HTML makes one space of several; what is copied is to have all.
    spaces = " spaces" if "  " in node.astext() else ""
    says = f' data-says="{_("Picture:")}"' if node["kind"] == PassageKind.CAPTION else ""
    lines = f' data-lines="{node["lines"]}"' if "lines" in node else ""
    self.body.append(
        f'{opening_of(node)}<{tag}{says} class="psg {class_of(node)}{spaces}" id="{node["ids"][0]}"{_lang(node)}{attributes_of(node)}{lines}>'
    )
    self.body.append(_anchor(node["ids"][0], str(node.get("number") or "¶"), name))
    if role := role_of_words(node):
        self.body.append(f"<span{role}>")


def _anchor(passage: str, sign: str, name: str) -> str:
    return f'<a class="num" href="#{passage}" aria-label="{name}">{sign}</a>'


def depart_passage(self: Any, node: ours.passage) -> None:
    """End of the block."""
    if node.get("missing"):
        self.body.append("</li>")
    else:
        self.body.append(f"{'</span>' if role_of_words(node) else ''}{closing_of(node)}")


def visit_missing_passages(self: Any, _node: ours.missing_passages) -> None:
    """Targets in a row: a link to a passage leads to one of them."""
    self.body.append(f'<div class="missing-row"><p>{_("Passages of this text")}</p><ol>')


def visit_mention(self: Any, node: ours.mention) -> None:
    """A link to the glossary; only the first in a chapter looks like one, and only there the Tab key stops."""
    href = Pages.of(self.builder).entry(node["entry"], self.docnames[-1])
    look = 'class="m"' if node["first"] else 'class="m2"'
    keys = "" if node["first"] else ' tabindex="-1"'
    self.body.append(f'<a {look} href="{href}"{keys}>' if href else f"<span {look}>")
    self.context.append("</a>" if href else "</span>")


def visit_time_mark(self: Any, node: ours.time_mark) -> None:
    """HTML's `time` where it has a form for the value; what the words do not say is shown on hover and focus.

    It is read out too, and yet is no text of the page, which would be copied and searched: a style sheet adds it.
    """
    tag = "time" if node.get("datetime") else "span"
    value = f' datetime="{node["datetime"]}"' if node.get("datetime") else ""
    label = node.get("label", "")
    # Within a link nothing else may take the focus.
    focus = "" if _is_in_link(node) else ' tabindex="0"'
    hint = f' class="when"{focus} data-when="{escape(label, quote=True)}"' if label else ""
    self.body.append(f"<{tag}{value}{hint}>")
    self.context.append(f"</{tag}>")


def _is_in_link(node: nodes.Element) -> bool:
    holder: nodes.Element | None = node.parent
    while holder is not None and isinstance(holder, nodes.Inline):
        if isinstance(holder, ours.mention | ours.source_link | ours.own_ref):
            return True
        holder = holder.parent
    return False


def visit_emended(self: Any, node: ours.emended) -> None:
    """Words with a slip; the correction stands behind them, see `emendation_mark`."""
    self.body.append(f'<span class="emended" data-note="{here(self, node["note"])}">')


def visit_annotated(self: Any, node: ours.annotated) -> None:
    """Words that a note is about; they are set off when the note is pointed at."""
    self.body.append(f'<span class="noted" data-note="{here(self, node["note"])}">')


def visit_note_ref(self: Any, node: ours.note_ref) -> None:
    """The number of a note."""
    self.body.append(
        f'<sup class="nr {node["kind"]}" id="{node["ids"][0]}">'
        f'<a href="#{here(self, node["note"])}" role="doc-noteref" aria-label="{_("Note {n}").format(n=node["number"])}">{node["number"]}</a></sup>'
    )
    raise nodes.SkipNode


def visit_emendation_mark(self: Any, node: ours.emendation_mark) -> None:
    """The correction in brackets, or [sic], with the space before it: none of it is the source's."""
    shown = f'<span class="sr">{_("correct:")} </span>{escape(node["to"])}' if node["to"] else '<i lang="la">sic</i>'
    self.body.append(f'<span class="recte"> [{shown}]</span>')
    raise nodes.SkipNode


# --- The head of a chapter ---------------------------------------------------------------------------------------------


def visit_metadata_block(self: Any, node: ours.metadata_block) -> None:
    """A definition list, folded where the line above it says the most of it."""
    if node.get("folded"):
        self.body.append(f'<details class="about"><summary class="fold">{_("About this source")}</summary>')
    self.body.append(f'<dl class="meta"{_place(self, "lb-meta")}>')


def depart_metadata_block(self: Any, node: ours.metadata_block) -> None:
    """End of the list."""
    self.body.append("</dl></details>\n" if node.get("folded") else "</dl>\n")


def visit_head_note(self: Any, node: ours.head_note) -> None:
    """The editors' introduction; a long one is folded, and its first sentence says what it is about."""
    if not node.get("folded"):
        self.body.append(f'<div class="head-note"{_place(self, "lb-head")}>')
        return
    self.body.append(
        f'<details class="head-note"{_place(self, "lb-head")}><summary class="fold"><b>{_("Introduction")}</b> '
        f'<span class="first">{escape(node["first"])}</span></summary>'
    )


def depart_head_note(self: Any, node: ours.head_note) -> None:
    """End of the introduction."""
    self.body.append("</details>\n" if node.get("folded") else "</div>\n")


def _place(self: Any, name: str) -> str:
    """An id to which a search leads; on a page that holds several chapters it would stand more than once."""
    return f' id="{name}"' if self.builder.name in {"html", "dirhtml"} else ""


# --- The editorial layer -----------------------------------------------------------------------------------------------


def visit_metadata_field(self: Any, node: ours.metadata_field) -> None:
    """A row of a definition list."""
    self.body.append(f'<div class="f-{node["name"]}"><dt>{escape(node["label"])}</dt><dd>')


def visit_apparatus(self: Any, node: ours.apparatus) -> None:
    """A section, known by its kind."""
    node["classes"] = ["apparatus", node["kind"]]
    self.visit_section(node)


def depart_apparatus(self: Any, node: ours.apparatus) -> None:
    """End of the section."""
    self.depart_section(node)


def visit_note(self: Any, node: ours.editorial_note) -> None:
    """A note: number (leads back), kind and words, then what the editors wrote."""
    passage = wording.passage_name(node["about"])
    words = (
        f' <q class="words"{_lang(node)}>{escape(node["words"])}</q>'
        if node["words"]
        else f' <span class="words">{passage}</span>'
    )
    to = f' <span class="to">→ {escape(node["to"])}</span>' if node.get("to") else ""
    back = f'<a class="back" href="#{here(self, node["backref"])}" role="doc-backlink" aria-label="{_("Back to note {n} in the text").format(n=node["number"])}">'
    if not node["backref"]:
        back = f'<a class="back" href="#{here(self, node["passage"])}" aria-label="{passage}">'
    self.body.append(
        f'<div class="note {node["kind"]}" id="{node["ids"][0]}" role="note">{back}{node["number"]}</a><div>'
        f'<p class="note-head"><span class="kind">{node["label"]}</span>{words}{to}</p>'
    )


def depart_note(self: Any, node: ours.editorial_note) -> None:
    """End of the note; where scripts do not run, a link that closes what its number has opened."""
    shut = ""
    if node["backref"] and looks.ours(self.config):
        shut = f'<a class="lb-shut" href="#{here(self, node["backref"])}" aria-label="{_("Close")}">×</a>'
    self.body.append(f"</div>{shut}</div>\n")


def visit_cite_box(self: Any, node: ours.cite_box) -> None:
    """The citation, and BibTeX to open; a script adds buttons that copy."""
    before, title, after = map(escape, node["citation"].partition(node["title"]))
    lang = attributes(node["title_language"])
    title = f"<span{lang}>{title}</span>" if lang else isolated(title)
    line = f"{isolated(before)}{title}{isolated(after)}"
    self.body.append(
        f'<div class="cite"><p class="citation" data-copy="">{line}</p>{citing.box(self, node)}'
        f'<details><summary>BibTeX</summary><pre data-copy="" tabindex="0">{escape(node["bibtex"])}</pre></details></div>\n'
    )
    raise nodes.SkipNode


def visit_network(self: Any, node: ours.network) -> None:
    """The drawings: one for wide screens, one for narrow ones; a style sheet shows one of the two."""
    drawing = node["svg"] + node["narrow"]
    if self.builder.name == "epub":
        drawing = as_picture(node["svg"], node["alt"])
    self.body.append(f'<figure class="network" aria-label="{_("Who is named with whom")}">{drawing}</figure>\n')
    raise nodes.SkipNode


def visit_missing_text(self: Any, node: ours.missing_text) -> None:
    """The box in place of a text; on a page what only those can use who have its file is folded."""
    folds = self.builder.name not in BOOKS
    self.body.append(f'<aside class="missing" aria-label="{_("Notice")}">')
    *said, how = node.children
    for child in said:
        child.walkabout(self)
    if folds:
        self.body.append(f'<details><summary class="fold">{_("Do you have a file of this text?")}</summary>')
    how.walkabout(self)
    self.body.append("</details></aside>\n" if folds else "</aside>\n")
    raise nodes.SkipNode


def visit_passage_quote(self: Any, node: ours.passage_quote) -> None:
    """A passage quoted on another page."""
    missing = " missing" if node["missing"] else ""
    lang = "" if node["missing"] else _lang(node)
    self.body.append(f'<blockquote class="quoted{missing}"{lang}>')


VISITORS: dict[type[nodes.Element], Visitors] = {
    ours.passage: (visit_passage, depart_passage),
    ours.missing_passages: (visit_missing_passages, ending("</ol></div>\n")),
    ours.mention: (visit_mention, depart),
    ours.time_mark: (visit_time_mark, depart),
    ours.emended: (visit_emended, ending("</span>")),
    ours.annotated: (visit_annotated, ending("</span>")),
    ours.note_ref: (visit_note_ref, None),
    ours.emendation_mark: (visit_emendation_mark, None),
    ours.metadata_block: (visit_metadata_block, depart_metadata_block),
    ours.metadata_field: (visit_metadata_field, ending("</dd></div>")),
    ours.chapter_line: between('<div class="lb-line">', "</div>\n"),
    ours.head_note: (visit_head_note, depart_head_note),
    ours.missing_text: (visit_missing_text, None),
    ours.apparatus: (visit_apparatus, depart_apparatus),
    ours.note_list: between('<div class="notes-list">', "</div>\n"),
    ours.editorial_note: (visit_note, depart_note),
    ours.cite_box: (visit_cite_box, None),
    ours.timeline: (visit_timeline, None),
    ours.network: (visit_network, None),
    ours.picture: (visit_picture, depart_picture),
    ours.place_map: (visit_map, ending("</figcaption></figure>\n")),
    ours.passage_quote: (visit_passage_quote, ending("</blockquote>\n")),
    **TASKS,
    **LISTS,
    **TEXTUAL,
}
