"""Reads docs/assignments/*.md as assignments: front matter, tasks, hints, expected answers."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lesebuch import myst, yamlfile
from lesebuch.editorial.links import QUOTING
from lesebuch.editorial.scanned import ScannedMarkup, read_head
from lesebuch.fields import Fields
from lesebuch.model import LEVELS, Assignment, Markup, PassageRange, Task
from lesebuch.problems import Code, Problem, Where
from lesebuch.shapes import Key, Shape, Texts, Words
from lesebuch.slugs import spelt

FOLDER = "assignments"
TASK, EXPECTED = "task", "expected"
ASSIGNMENT = Shape(
    "an assignment",
    (
        Key("level", Words(), "For whom it is: a school year, a kind of course."),
        Key("time", Words(), "How long it takes."),
        Key("aims", Texts(), "What the class can do afterwards."),
        Key("texts", Texts(), "What it needs: chapters and passages, such as [ovks, januar-2022#p1-p3]."),
        Key("curriculum", Texts(), "Where the curriculum asks for it."),
    ),
)
"""The front matter of docs/assignments/NAME.md."""
_COLONS = re.compile(r"^[ \t]*:{3,}\{", re.MULTILINE)
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_OTHERS = 0x370
"""From which letter on they are of other scripts."""
OF_SPHINX = ("orphan", "tocdepth", "nocomments", "nosearch", "no-search", "myst", "html_meta", "substitutions")
"""Keys of any page."""


def read_assignments(pieces: Sequence[ScannedMarkup]) -> tuple[dict[str, Assignment], list[Problem]]:
    """All assignments by name, of the pages below docs/; and what is wrong with them and with their directives elsewhere."""
    found: dict[str, Assignment] = {}
    problems: list[Problem] = []
    for piece in pieces:
        name = _name(piece)
        if name:
            reading = _Reading(piece)
            found[name] = reading.assignment(name)
            problems += reading.problems
        else:
            problems += (
                Problem(Code.BAD_MARKUP, directive.where, f"{{{directive.name}}} belongs on a page in docs/{FOLDER}/.")
                for directive in piece.found.directives
                if directive.name.lower() in (TASK, EXPECTED)
            )
    return found, problems


def _name(piece: ScannedMarkup) -> str:
    """The assignment that a page is; empty if it is none."""
    folder, _, name = piece.pages[0].partition("/") if piece.whole else ("", "", "")
    return name if folder == FOLDER and name != "index" else ""


def task_id(title: str, number: int) -> str:
    """The id of a task that names none: from its title, so that it lasts when a task is put before it.

    A title in another script is spelt in Latin letters; where nothing is left of it, the number must do.
    """
    if any(sign.isalpha() and ord(sign) >= _OTHERS for sign in title):
        return spelt(title) or str(number)
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or str(number)


@dataclass(slots=True)
class _Reading:
    """An assignment that is being read."""

    piece: ScannedMarkup
    problems: list[Problem] = field(default_factory=list)

    def assignment(self, name: str) -> Assignment:
        """All of it."""
        found = self.piece.found
        where = Where(self.piece.markup.where.path, 1)
        head = self._head()
        named = [(text, head.block.item_where("texts", n)) for n, text in enumerate(head.texts("texts"))]
        texts = [at for text, _where in named if (at := PassageRange.parse(text))]
        tasks = tuple(self._tasks())
        within = [directive for directive in found.directives if _is(directive, TASK)]
        self._footnotes()
        return Assignment(
            name=name,
            title=next((heading.text for heading in found.headings if heading.level == 1), name),
            where=where,
            level=head.text("level"),
            time=head.text("time"),
            aims=head.texts("aims"),
            curriculum=head.texts("curriculum"),
            texts=tuple(texts),
            named=tuple(named),
            tasks=tasks,
            expected=self._expected(outside=within),
            used=tuple(dict.fromkeys([*texts, *self._referred()])),
            colons=bool(_COLONS.search(self.piece.markup.text)),
        )

    def _head(self) -> Fields:
        """The front matter, as far as it is ours."""
        text, where = self.piece.found.front or ("", self.piece.markup.where)
        block, problems = yamlfile.load(text, where.path, where.line + 1)
        block = block or yamlfile.YamlMapping(where.path, 1, {})
        if read_head(self.piece)[1] is None:  # what is no YAML at all is said of every page
            self.problems += problems
        ours = {key: value for key, value in block.values.items() if key not in OF_SPHINX}
        head = Fields(
            yamlfile.YamlMapping(block.path, block.line, ours, block.lines, block.items), ASSIGNMENT, self.problems
        )
        head.only()
        return head

    def _referred(self) -> Iterator[PassageRange]:
        for role in self.piece.found.roles:
            if role.name.lower() == "passage" and (at := PassageRange.parse(myst.split_title(role.text)[1])):
                yield at
        for directive in self.piece.found.directives:
            if _is(directive, *QUOTING) and (at := PassageRange.parse(directive.argument)):
                yield at

    def _tasks(self) -> Iterator[Task]:
        ids: dict[str, Where] = {}
        for number, directive in enumerate((d for d in self.piece.found.directives if _is(d, TASK)), 1):
            task = self._task(directive, number)
            if directive.nested:
                self._report(directive.where, "A {task} stands in nothing else.", "Put it on the page itself.")
            if task.id in ids:
                message = f"The task {ids[task.id]} has the id `{task.id}` already."
                self.problems.append(Problem(Code.DUPLICATE_ID, directive.where, message, "Give it an `:id:`."))
            ids.setdefault(task.id, directive.where)
            yield task

    def _task(self, directive: myst.Directive, number: int) -> Task:
        options = directive.options
        level, name = options.get("level", ""), options.get("id", "")
        inside = [found for found in self.piece.found.directives if _within(found, directive)]
        answers = [found for found in inside if _is(found, EXPECTED)]
        if not self._without(directive, answers).text.strip():
            self._report(directive.where, "The task asks for nothing.", "Write it below the options.")
        return Task(
            id=name or task_id(directive.argument, number),
            number=number,
            title=directive.argument,
            body=self._without(directive, answers),
            where=directive.where,
            operator=options.get("operator", ""),
            level=level if level in LEVELS else "",
            points=_points(options.get("points", "").strip()),
            form=options.get("form", ""),
            expected=self._expected(inside=directive),
        )

    def _report(self, where: Where, message: str, hint: str = "") -> None:
        self.problems.append(Problem(Code.BAD_MARKUP, where, message, hint))

    def _expected(
        self, inside: myst.Directive | None = None, outside: Sequence[myst.Directive] = ()
    ) -> tuple[Markup, ...]:
        path = self.piece.markup.where.path
        return tuple(
            Markup(found.content.strip("\n"), Where(path, found.content_line + 1))
            for found in self.piece.found.directives
            if _is(found, EXPECTED)
            and (inside is None or _within(found, inside))
            and not any(_within(found, other) for other in outside)
        )

    def _without(self, directive: myst.Directive, answers: Sequence[myst.Directive]) -> Markup:
        """What a task says, with empty lines in place of its answers."""
        lines = directive.content.split("\n")
        first = directive.content_line
        for answer in answers:
            begin, end = answer.where.line - 1 - first, _end(answer) - first
            lines[max(begin, 0) : end + 1] = [""] * (min(end + 1, len(lines)) - max(begin, 0))
        return Markup("\n".join(lines).rstrip(), Where(directive.where.path, first + 1))

    def _footnotes(self) -> None:
        """A note that answers alone refer to has to stand in them: on the page for students nothing would lead to it."""
        answers = [d for d in self.piece.found.directives if _is(d, EXPECTED)]

        def hidden(where: Where) -> bool:
            return any(answer.where.line <= where.line <= _end(answer) + 1 for answer in answers)

        shown = {ref.label for ref in self.piece.found.footnote_refs if not hidden(ref.where)}
        told = {ref.label for ref in self.piece.found.footnote_refs if hidden(ref.where)}
        for note in self.piece.found.footnotes:
            if note.label in told - shown and not hidden(note.where):
                message = f"Only expected answers refer to the note [^{note.label}]."
                self._report(note.where, message, "Put it into {expected}.")


def _is(directive: myst.Directive, *names: str) -> bool:
    return directive.name.lower() in names


def _end(directive: myst.Directive) -> int:
    """The line of the fence that closes it, from 0."""
    return directive.content_line + directive.content.rstrip("\n").count("\n") + 1


def _within(directive: myst.Directive, other: myst.Directive) -> bool:
    return directive is not other and other.where.line < directive.where.line <= _end(other)


def _points(written: str) -> int:
    """What is no number is said of the directive, as of any other."""
    return int(written) if re.fullmatch(r"[0-9]{1,3}", written) else 0
