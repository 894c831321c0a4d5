"""What stands within a line: words, emphasis, links, marks of the commentary."""

import re
from collections.abc import Mapping

from docutils import nodes
from sphinx import addnodes

from lesebuch.office import pandoc
from lesebuch.office.pandoc import Made
from lesebuch.office.translation import Handler, OfficeTranslation
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.direction import is_rightward
from lesebuch.presentation.ids import GLOSSARY, chapter_page
from lesebuch.sphinx_ext import foreign, html_in_text
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.sheets import INTERNAL

_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")


def _text(t: OfficeTranslation, node: nodes.Text) -> Made:
    # A line break in an editor's file is a space on the page.
    return t.text(node, _BREAK.sub(" ", node.astext()))


def _plain(t: OfficeTranslation, node: nodes.Element) -> Made:
    return t.children(node)


def omitted(t: OfficeTranslation, node: nodes.Node) -> Made:
    """Nothing, on purpose."""
    return t.omit(node)


def _kind(kind: str) -> Handler:
    return lambda t, node: [pandoc.wrapped(kind, t.children(node))]


STYLES = {
    "strike": "Strikeout",
    "underline": "Underline",
    "strong": "Strong",
    "emph": "Emph",
    "sub": "Subscript",
    "super": "Superscript",
}
"""Styles that documents give words, as pandoc calls them."""


def styled(name: str, body: Made) -> Made:
    """Words in a style that has a name; those that pandoc does not know are styles of characters of ours."""
    if name in STYLES:
        return [pandoc.wrapped(STYLES[name], body)]
    if name == "smallcaps":
        return [pandoc.wrapped("SmallCaps", body)]
    return [pandoc.span(body, style={"typed": "VerbatimChar", "smaller": "Smaller", "highlight": "Highlighted"}[name])]


def _inline(t: OfficeTranslation, node: nodes.inline) -> Made:
    made = t.children(node)
    for name in node["classes"]:
        if name in html_in_text.CLASSES:
            made = styled(html_in_text.CLASSES[name], made)
    language = foreign.language_of(node)
    return [pandoc.span(made, lang=language)] if language and made else made


def _abbreviation(t: OfficeTranslation, node: nodes.Element) -> Made:
    """On paper nobody can point at it: its first mention says what it stands for."""
    explanation = str(node.get("explanation", ""))
    made = t.children(node)
    return [*made, pandoc.words(f" ({explanation})")] if explanation and t.explains(node.astext()) else made


def _raw(t: OfficeTranslation, node: nodes.raw) -> Made:
    """What is meant for another format is left out; of HTML, which Markdown lets everyone write, that is said."""
    if said := html_in_text.complaint(node):
        t.doubt(said, node)
    return t.omit(node)


def _literal(t: OfficeTranslation, node: nodes.literal) -> Made:
    made = [part for child in node.findall(nodes.Text) for part in t.text(child)]
    return [pandoc.span(made, style="VerbatimChar")]


def _reference(t: OfficeTranslation, node: nodes.Element) -> Made:
    body = t.children(node)
    uri = str(node.get("refuri", ""))
    if "refid" in node:
        return t.inward(t.name(node["refid"]), body, node)
    if not uri:
        return body
    if not uri.startswith(INTERNAL):
        return [pandoc.link(uri, body)] if body else []
    docname, _, id_ = uri.removeprefix(INTERNAL).partition("#")
    return t.to(docname or t.docname, id_, body, node)


def _footnote_reference(t: OfficeTranslation, node: nodes.footnote_reference) -> Made:
    t.omit(node)  # its number; word processors count anew
    name = t.name(node["refid"])
    note = t.notes.get(name)
    if note is None:
        t.fault(f"There is no footnote {node['refid']!r}.", node)
        return []
    return t.foot(
        name, lambda: _ours(node, t.blocks([child for child in note.children if not isinstance(child, nodes.label)]))
    )


def _formula(t: OfficeTranslation, node: nodes.Element) -> Made:
    """Word processors get formulas as formulas: pandoc reads TeX itself."""
    t.omit(node)
    block = isinstance(node, nodes.math_block)
    made = {"t": "Math", "c": [{"t": "DisplayMath" if block else "InlineMath"}, node.astext().strip()]}
    return [{"t": "Para", "c": [made]}] if block else [made]


# --- Marks of the commentary ---------------------------------------------------------------------------------------------


def _note_ref(t: OfficeTranslation, node: ours.note_ref) -> Made:
    name = t.name(node["note"])
    note = t.notes.get(name)
    if note is None:
        t.fault(f"There is no note {node['note']!r}.", node)
        return []
    kind = [pandoc.span([pandoc.words(note["label"])], style="KindOfNote"), pandoc.words(" ")]
    return t.foot(name, lambda: _ours(node, begun(t.placed(note, t.blocks(note.children)), kind)))


def _ours(mark: nodes.Node, note: Made) -> Made:
    """A note in the reader's language: pandoc takes it for one in that of the words at which its mark stands."""
    holder = mark.parent
    while holder is not None and not holder.get("language"):
        holder = holder.parent
    if holder is None or not is_rightward(current()):
        return note
    return pandoc.straight(note, current())


def begun(blocks: Made, opening: Made) -> Made:
    """Blocks with words before their first ones, in the same paragraph where there is one."""
    if blocks and blocks[0]["t"] in ("Para", "Plain"):
        return [{"t": "Para", "c": [*opening, *blocks[0]["c"]]}, *blocks[1:]]
    return [{"t": "Para", "c": opening}, *blocks]


def _emendation_mark(_t: OfficeTranslation, node: ours.emendation_mark) -> Made:
    sign = f"recte: {node['to']}" if node.get("to") else "sic"
    return [pandoc.span([pandoc.words(f"\N{NO-BREAK SPACE}[{sign}]")], style="Emendation")]


def _mention(t: OfficeTranslation, node: ours.mention) -> Made:
    """The first mention of an entry leads to it; a sheet with a link at every name would be hard to read."""
    body = t.children(node)
    return t.to(GLOSSARY, node["entry"], [pandoc.span(body, style="Mention")], node) if node.get("first") else body


HANDLERS: Mapping[type[nodes.Node], Handler] = {
    nodes.Text: _text,
    nodes.emphasis: _kind("Emph"),
    nodes.strong: _kind("Strong"),
    nodes.superscript: _kind("Superscript"),
    nodes.subscript: _kind("Subscript"),
    nodes.title_reference: _kind("Emph"),
    nodes.literal: _literal,
    nodes.inline: _inline,
    nodes.abbreviation: _abbreviation,
    nodes.acronym: _abbreviation,
    nodes.problematic: _plain,
    nodes.raw: _raw,
    html_in_text.styled: lambda t, node: styled(node["function"], t.children(node)),
    html_in_text.hard_break: lambda _t, _node: [{"t": "LineBreak"}],
    addnodes.literal_emphasis: _kind("Emph"),
    addnodes.literal_strong: _kind("Strong"),
    addnodes.manpage: _kind("Emph"),
    addnodes.download_reference: _plain,
    addnodes.number_reference: _reference,
    nodes.generated: _plain,
    nodes.target: _plain,
    nodes.reference: _reference,
    nodes.footnote_reference: _footnote_reference,
    nodes.math: _formula,
    nodes.math_block: _formula,
    addnodes.index: omitted,
    ours.mention: _mention,
    # The sheet shows what a source says; what its times mean is worked out for the screen, where it does not disturb.
    ours.time_mark: _plain,
    ours.annotated: _plain,
    ours.emended: _plain,
    ours.note_ref: _note_ref,
    ours.emendation_mark: _emendation_mark,
    ours.passage_link: lambda t, node: t.to(
        chapter_page(node["chapter"]), node.get("passage", ""), t.children(node), node
    ),
    ours.entry_link: lambda t, node: t.to(GLOSSARY, node["entry"], t.children(node), node),
}
