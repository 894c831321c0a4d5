"""Assignments: tasks, hints, expected answers, and what stands at the head of the page.

Each is written once and read for two pages. On the page for students `{expected}` is not even parsed: no builder can show
what is not in the doctree. The page for teachers is read from the same file (see `pages`).
"""

from collections.abc import Sequence
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from lesebuch.editorial import task_id
from lesebuch.folders import ASSIGNMENTS
from lesebuch.model import LEVELS, LINES, PAPERS, SLUG, Assignment
from lesebuch.presentation import ids
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.catalogue import say_number
from lesebuch.presentation.quotation import find
from lesebuch.sphinx_ext import foreign, passage_quotes
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.pages import ReaderProject, is_for_teachers

_COUNT = "lesebuch-tasks"
_SPACES = "lesebuch-spaces"
_LINES = 6
"""Of a space that does not say how many."""


def task_level(text: str) -> str:
    """For docutils: one of the levels."""
    return _one_of(LEVELS, text)


def space_paper(text: str) -> str:
    """For docutils: one of `PAPERS`."""
    return _one_of(PAPERS, text)


def space_lines(text: str) -> int:
    """For docutils: how many lines."""
    return _lines(text, least=1)


def answer_lines(text: str) -> int:
    """For docutils: how many lines; 0 for none."""
    return _lines(text, least=0)


def _one_of(values: Sequence[str], text: str) -> str:
    if text not in values:
        message = f"one of {', '.join(values)}, not {text!r}"
        raise ValueError(message)
    return text


def _lines(text: str, least: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= LINES:
        message = f"a number from {least} to {LINES}, not {text!r}"
        raise ValueError(message)
    return int(text)


def task_name(text: str) -> str:
    """For docutils: an id."""
    if not SLUG.fullmatch(text):
        message = f"small letters a-z, digits and hyphens, a letter first, not {text!r}"
        raise ValueError(message)
    return text


class TaskDirective(SphinxDirective):
    """`:::{task} Title`, with what is asked for below the options."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {
        "operator": directives.unchanged_required,
        "level": task_level,
        "points": directives.nonnegative_int,
        "form": directives.unchanged_required,
        "answer-space": answer_lines,
        "id": task_name,
    }

    def run(self) -> list[nodes.Node]:
        """A section of its own, numbered on its page."""
        number = self.env.temp_data[_COUNT] = int(self.env.temp_data.get(_COUNT) or 0) + 1
        title = self.arguments[0] if self.arguments else ""
        name = ids.task(self.options.get("id") or task_id(title, number))
        section = nodes.section(ids=[name], classes=["task"])
        heading = nodes.title("", f"{number}. " if title else _("Task {n}").format(n=number))
        heading += self.state.inline_text(title, self.lineno)[0] if title else []
        section += heading
        if facts := self._facts():
            section += nodes.paragraph("", " · ".join(facts), classes=["task-facts"])
        self.state.nested_parse(self.content, self.content_offset, section)
        for found in list(section.findall(nodes.hint)):
            found.replace_self(ours.task_hint("", *found.children, number=number, label=_("Hint")))
        if (given := self.options.get("answer-space", 0)) and not is_for_teachers(self.env, self.env.docname):
            said = _("Your answer to task {n}").format(n=number)
            section += ours.answer_space(lines=given, paper=PAPERS[0], task=name, label=said)
        return [section]

    def _facts(self) -> list[str]:
        points = self.options.get("points", 0)
        level = self.options.get("level")
        facts = [
            self.options.get("operator", ""),
            _("Level {n}").format(n=level) if level else "",
            self.options.get("form", ""),
            say_number("{n} point", "{n} points", points) if points else "",
        ]
        return [fact for fact in facts if fact]


class WorkspaceDirective(SphinxDirective):
    """`:::{workspace} What for`: space to write or to draw, behind whatever it belongs to; as high as some lines."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"lines": space_lines, "paper": space_paper}

    def run(self) -> list[nodes.Node]:
        """None on a page for teachers."""
        number = self.env.temp_data[_SPACES] = int(self.env.temp_data.get(_SPACES) or 0) + 1
        if is_for_teachers(self.env, self.env.docname):
            return []
        said = self.arguments[0] if self.arguments else ""
        space = ours.answer_space(
            lines=self.options.get("lines", _LINES),
            paper=self.options.get("paper", PAPERS[0]),
            task=f"space-{number}",
            label=said or _("Your answer"),
        )
        return [*([nodes.rubric("", said, classes=["space"])] if said else []), space]


class ExpectedDirective(SphinxDirective):
    """`:::{expected}`: what teachers expect of an answer; with an argument, another heading for it."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Nothing on a page for students."""
        if not is_for_teachers(self.env, self.env.docname):
            return []
        said = self.arguments[0] if self.arguments else _("Expected answer")
        made = ours.expected(label=said)
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


class Head(SphinxTransform):
    """Puts what the front matter of an assignment says below its title."""

    # Behind docutils' own, which take the front matter from the page.
    default_priority = 870

    def apply(self, **_given: object) -> None:
        """On every page; most are none."""
        project = self.env.project
        docname = self.env.docname
        teachers = project.teachers if isinstance(project, ReaderProject) else {}
        page = teachers.get(docname, docname)
        folder, _slash, name = page.partition("/")
        domain = LesebuchDomain.of(self.env)
        # A list of them says for whom they are.
        for listed in self.document.findall(addnodes.toctree):
            for _title, other in listed["entries"]:
                if other.startswith(f"{ASSIGNMENTS}/"):
                    domain.use(docname, f"assignment:{other.partition('/')[2]}")
        assignment = domain.reader.assignments.get(name) if folder == ASSIGNMENTS else None
        section = next(iter(self.document.findall(nodes.section)), None)
        title = section.next_node(nodes.title) if section is not None else None
        if assignment is None or section is None or title is None:
            return
        domain.use(docname, f"assignment:{name}")
        if docname in teachers:
            title.append(foreign.spoken(_(" – for teachers")))
            # Labels are those of the page for students, where links lead.
            self.document.nametypes.clear()
        section[1:1] = _head(assignment, domain)


def _head(assignment: Assignment, domain: LesebuchDomain) -> list[nodes.Element]:
    rows: list[tuple[str, str, list[nodes.Node]]] = [
        ("level", _("For"), [nodes.Text(assignment.level)] if assignment.level else []),
        ("time", _("Time"), [nodes.Text(assignment.time)] if assignment.time else []),
        (
            "curriculum",
            _("Curriculum"),
            [nodes.Text("; ".join(assignment.curriculum))] if assignment.curriculum else [],
        ),
        ("texts", _("Texts"), _texts(assignment, domain)),
    ]
    block = ours.metadata_block()
    block += [ours.metadata_field("", "", *shown, name=name, label=said) for name, said, shown in rows if shown]
    made: list[nodes.Element] = [block] if block.children else []
    if assignment.aims:
        aims = nodes.bullet_list()
        aims += [nodes.list_item("", nodes.paragraph("", aim)) for aim in assignment.aims]
        made += [nodes.rubric("", _("Aims")), aims]
    return made


def _texts(assignment: Assignment, domain: LesebuchDomain) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for at in assignment.texts:
        chapter, passages, _wrong = find(domain.reader, str(at))
        if chapter is not None:
            made += [nodes.Text("; ")] if made else []
            made.append(passage_quotes.link(chapter, passages))
            # The tasks name it so.
            if chapter.short and chapter.short not in chapter.title:
                made.append(nodes.Text(f" ({chapter.short})"))
    return made


def unlisted(app: Sphinx, _doctree: nodes.document) -> None:
    """On `doctree-read`: no list of pages names a page for teachers, and that is right."""
    if is_for_teachers(app.env, app.env.docname):
        app.env.metadata[app.env.docname]["orphan"] = True
