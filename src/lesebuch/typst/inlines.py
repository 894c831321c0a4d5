"""What stands within a line: words, emphasis, links, marks of the commentary."""

import re
from collections.abc import Mapping

from docutils import nodes
from sphinx import addnodes

from lesebuch.sphinx_ext import foreign, html_in_text
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.sheets import INTERNAL
from lesebuch.typst import addresses
from lesebuch.typst.code import NOTHING, TypstCode, block, call, text, value
from lesebuch.typst.translation import Handler, TypstTranslation

_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")


def _text(_t: TypstTranslation, node: nodes.Text) -> TypstCode:
    # A line break in an editor's file is a space on the page.
    return addresses.printed(_BREAK.sub(" ", node.astext()), node)


def _plain(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    return t.children(node)


def wrapped(function: str) -> Handler:
    """A node that is a call of a function of the template on its children."""
    return lambda t, node: call(function, t.children(node))


def _styled(t: TypstTranslation, node: html_in_text.styled) -> TypstCode:
    return call(node["function"], t.children(node))


def _inline(t: TypstTranslation, node: nodes.inline) -> TypstCode:
    code = t.children(node)
    for name in node["classes"]:
        if name in html_in_text.CLASSES:
            code = call(html_in_text.CLASSES[name], code)
    language = foreign.language_of(node)
    return call("in-language", language, code) if language else code


def _abbreviation(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    """On paper nobody can point at it: its first mention in a document says what it stands for."""
    explanation = str(node.get("explanation", ""))
    if not explanation or not t.explains(node.astext()):
        return t.children(node)
    return block([t.children(node), value(f" ({explanation})")])


def _raw(t: TypstTranslation, node: nodes.raw) -> TypstCode:
    """What is meant for another format is left out; of HTML, which Markdown lets everyone write, that is said."""
    if said := html_in_text.complaint(node):
        t.doubt(said, node)
    return t.omit(node)


def _literal(_t: TypstTranslation, node: nodes.literal) -> TypstCode:
    return call("verbatim", block(text(child, child) for child in node.findall(nodes.Text)))


def _reference(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    body = t.children(node)
    uri = str(node.get("refuri", ""))
    if "refid" in node:
        return t.inward(t.label(node["refid"]), body, node)
    if not uri:
        return body
    if not uri.startswith(INTERNAL):
        return call("outward", uri, body)
    docname, _, id_ = uri.removeprefix(INTERNAL).partition("#")
    label = t.label(id_, docname or t.docname)
    if t.has(label):
        return t.inward(label, body, node, page="" if "cite" in _kinds(node) else "brackets")
    return t.outward(f"{docname}.html" + (f"#{id_}" if id_ else ""), body)


def _kinds(node: nodes.Element) -> set[str]:
    # A citation names a work, not a page: "(Reuters, 2022)" wants no page of the bibliography behind it.
    return {"cite"} if "#id" in str(node.get("refuri", "")) or "citation" in str(node.get("classes", "")) else set()


def _footnote_reference(t: TypstTranslation, node: nodes.footnote_reference) -> TypstCode:
    t.omit(node)  # its number; the page counts anew
    label = t.label(node["refid"])
    note = t.notes.get(label)
    if note is None:
        t.fault(f"There is no footnote {node['refid']!r}.", node)
        return NOTHING
    if label in t.footed:
        return call("again", t.want(f"{label}.foot", node))
    t.footed.add(label)
    t.claim([f"{label}.foot"])
    return call(
        "foot", t.body([child for child in note.children if not isinstance(child, nodes.label)]), label=f"{label}.foot"
    )


# --- Marks of the commentary ---------------------------------------------------------------------------------------------


def _mention(t: TypstTranslation, node: ours.mention) -> TypstCode:
    label = t.label(node["entry"], t.glossary)
    body = t.children(node)
    if not t.has(label):
        return t.outward(f"{t.glossary}.html#{node['entry']}", body)
    return call("mention", t.want(label, node), body, first=bool(node.get("first")))


def _note_ref(t: TypstTranslation, node: ours.note_ref) -> TypstCode:
    label = t.label(node["note"])
    note = t.notes.get(label)
    if note is None:
        t.fault(f"There is no note {node['note']!r}.", node)
        return NOTHING
    # A note on a whole passage has the passage's id; the foot of the page has names of its own.
    foot = f"{label}.foot"
    beside = "side-" if t.beside else ""
    if label in t.footed:
        return call(f"{beside}again", t.want(foot, node))
    t.footed.add(label)
    t.claim([foot])
    names = t.labels(note)
    t.known += names
    body = block([*(call("anchor", name) for name in names), t.body(note.children)])
    return call(
        f"{beside}note", body, label=foot, number=note["number"], kind=note["label"], colour=note.get("colour", "")
    )


def _emendation_mark(_t: TypstTranslation, node: ours.emendation_mark) -> TypstCode:
    return call("emendation", node.get("to", ""))


def _passage_link(t: TypstTranslation, node: ours.passage_link) -> TypstCode:
    return t.to_passage(node["chapter"], node.get("passage", ""), t.children(node), node)


def _entry_link(t: TypstTranslation, node: ours.entry_link) -> TypstCode:
    label = t.label(node["entry"], t.glossary)
    if t.has(label):
        return t.inward(label, t.children(node), node)
    return t.outward(f"{t.glossary}.html#{node['entry']}", t.children(node))


def _omit(t: TypstTranslation, node: nodes.Node) -> TypstCode:
    return t.omit(node)


HANDLERS: Mapping[type[nodes.Node], Handler] = {
    nodes.Text: _text,
    nodes.emphasis: wrapped("emph"),
    nodes.strong: wrapped("strong"),
    nodes.superscript: wrapped("super"),
    nodes.subscript: wrapped("sub"),
    nodes.title_reference: wrapped("emph"),
    nodes.literal: _literal,
    nodes.inline: _inline,
    nodes.abbreviation: _abbreviation,
    nodes.acronym: _abbreviation,
    nodes.problematic: _plain,
    nodes.raw: _raw,
    html_in_text.styled: _styled,
    html_in_text.hard_break: lambda _t, _node: call("linebreak"),
    addnodes.literal_emphasis: wrapped("emph"),
    addnodes.literal_strong: wrapped("strong"),
    addnodes.manpage: wrapped("emph"),
    addnodes.download_reference: _plain,
    addnodes.number_reference: _reference,
    nodes.generated: _plain,
    nodes.target: _plain,
    nodes.reference: _reference,
    nodes.footnote_reference: _footnote_reference,
    addnodes.index: _omit,
    ours.mention: _mention,
    # The page shows what a source says; what its times mean is worked out for the screen, where it does not disturb.
    ours.time_mark: _plain,
    ours.annotated: _plain,
    ours.emended: _plain,
    ours.note_ref: _note_ref,
    ours.emendation_mark: _emendation_mark,
    ours.passage_link: _passage_link,
    ours.entry_link: _entry_link,
}
