"""HTML of assignments: hints that unfold, space to answer, what teachers expect."""

from collections.abc import Iterable
from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from lesebuch.folders import ASSIGNMENTS
from lesebuch.html import words
from lesebuch.html.textual import Visitors, ending
from lesebuch.model import Assignment
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain

STYLE = "lesebuch-tasks.css"
SCRIPT = "lesebuch-tasks.js"
_KINDS = (ours.task_hint, ours.expected, ours.answer_space)
KINDS = (*_KINDS, nodes.section)
"""The nodes among which it is."""
_ROWS = 4
"""A field grows while somebody writes; so many lines are enough to begin with."""
_FEW = 7
"""So many lines to write on stay on one sheet, as they do on one that is printed from the reader."""


def is_shown(shown: Iterable[nodes.Node]) -> bool:
    """Whether the nodes of a page hold any of it, or material."""
    return any(
        isinstance(node, _KINDS) or (isinstance(node, nodes.section) and "task" in node["classes"]) for node in shown
    )


def say_facts(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """On `doctree-resolved`: below each assignment in a list of pages for whom it is, and how long it takes."""
    if app.builder.name not in looks.SITES:
        return
    known = LesebuchDomain.of(app.env).reader.assignments
    for tree in list(doctree.findall(addnodes.toctree)):
        facts = {page: _facts(known.get(page.removeprefix(f"{ASSIGNMENTS}/"))) for _title, page in tree["entries"]}
        if tree["hidden"] or not any(facts.values()):
            continue
        made: list[nodes.Node] = []
        for entry in tree["entries"]:
            one = tree.copy()
            one["entries"], one["includefiles"] = [entry], [entry[1]]
            made += [one, nodes.paragraph("", facts[entry[1]], classes=["task-facts"])]
        tree.replace_self(made)


def _facts(assignment: Assignment | None) -> str:
    return " · ".join(filter(None, (assignment.level, assignment.time))) if assignment else ""


def visit_hint(self: Any, node: ours.task_hint) -> None:
    """Folded: who needs it opens it."""
    opened = ' open="open"' if self.builder.name == "epub" else ""
    self.body.append(f'<details class="hint"{opened}><summary>{escape(node["label"])}</summary>')


def _script(self: Any) -> str:
    """The script of assignments, once on a page; it adds choices to the panel, and keeps what is written.

    In another frame nobody knows whether what it builds on stands before it: there that asks for it itself.
    """
    framed = getattr(self.builder, "lesebuch_frame", False) and self.builder.name in looks.SITES
    if not framed or getattr(self, "lesebuch_answers", False):
        return ""
    self.lesebuch_answers = True
    here = self.builder.get_target_uri(self.docnames[-1])
    # It speaks as soon as it is there, so it cannot wait until what scripts say is asked for.
    addresses = (relative_uri(here, f"_static/{name}") for name in (words.FILE, SCRIPT))
    return "".join(f'<script defer="defer" src="{address}"></script>' for address in addresses)


def visit_expected(self: Any, node: ours.expected) -> None:
    """A box of its own, on pages for teachers, who may hide what is in it while others look on."""
    self.body.append(_script(self))
    self.body.append(f'<div class="expected" role="note"><p class="expected-title">{escape(node["label"])}</p>')


def visit_answer_space(self: Any, node: ours.answer_space) -> None:
    """A field, in which one can write without scripts, too; a script keeps what is written. Nothing is sent anywhere."""
    if self.builder.name not in {"html", "dirhtml"}:
        raise nodes.SkipNode
    docname = self.docnames[-1]
    if node["paper"] != "lines":
        # To draw on, with a pen: on a screen there is nothing of it.
        self.body.append(f'<div class="space {node["paper"]}" style="--lines: {node["lines"]}"></div>\n')
        raise nodes.SkipNode
    few = " few" if node["lines"] <= _FEW else ""
    self.body.append(
        f'<div class="answer{few}" style="--lines: {node["lines"]}"><textarea rows="{max(node["lines"], _ROWS)}" '
        f'aria-label="{escape(node["label"], quote=True)}" data-task="{node["task"]}" data-page="{docname}" '
        f'autocomplete="off" placeholder="{_("Your answer")}"></textarea></div>{_script(self)}\n'
    )
    raise nodes.SkipNode


VISITORS: dict[type[nodes.Element], Visitors] = {
    ours.task_hint: (visit_hint, ending("</details>\n")),
    ours.expected: (visit_expected, ending("</div>\n")),
    ours.answer_space: (visit_answer_space, None),
}
