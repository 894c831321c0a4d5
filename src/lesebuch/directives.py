"""Finds the colon-fenced directives in the MyST that editors write; what they mean is the stages' business."""

import re
from dataclasses import dataclass

from markdown_it.token import Token

from lesebuch.model import Markup
from lesebuch.myst import BLOCKS, read_options
from lesebuch.problems import Code, Problem, Where

_INFO = re.compile(r"^\{(?P<name>[^}\s]+)\}[ \t]*(?P<argument>.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class WrittenDirective:
    """A directive: `:::{name} argument`, options `:key: value`, body, `:::`."""

    name: str
    argument: str
    options: dict[str, str]
    body: Markup
    where: Where
    option_lines: dict[str, int]

    def option_where(self, key: str) -> Where:
        """The place of an option."""
        return Where(self.where.path, self.option_lines.get(key, self.where.line))


def parse(
    body: str, path: str, first_line: int, *, mended: bool = False
) -> tuple[tuple[WrittenDirective, ...], list[Markup], list[Problem]]:
    """Split MyST into its top-level directives and the stretches of free text between them.

    `first_line` is the line of the file on which `body` begins. Free text is left out where it is blank.
    A fence that is never closed is a problem: it would swallow the rest of the file.
    """
    lines = body.split("\n")
    directives: list[WrittenDirective] = []
    free: list[Markup] = []
    problems: list[Problem] = []
    begin, ends_badly = 0, False
    for token in BLOCKS.parse(body):
        if token.type != "colon_fence" or token.level or token.map is None:
            continue
        top, end = token.map
        if ends_badly and not token.info.strip() and not mended:
            # What was meant to close a directive above would take in what follows.
            return parse("\n".join([*lines[:top], "", *lines[top + 1 :]]), path, first_line, mended=True)
        if match := _INFO.match(token.info.strip()):
            _free_text(lines, begin, top, path, first_line, free)
            begin = end
            where = Where(path, first_line + top)
            kept, message, hint = _faulty_end(token, lines[end - 1], first_line + top)
            directive, again = _directive(match, "\n".join(token.content.split("\n")[:kept]), where)
            directives.append(directive)
            ends_badly = ends_badly or bool(message)
            if message:
                problems.append(Problem(Code.BAD_VALUE, where, f"The directive {{{match['name']}}} {message}.", hint))
            for key, place in again:
                doubled = f"`:{key}:` stands twice in the directive {{{directive.name}}}."
                problems.append(Problem(Code.BAD_VALUE, place, doubled, "Leave one of them."))
    _free_text(lines, begin, len(lines), path, first_line, free)
    return tuple(directives), free, problems


_AS_MANY = "Close it with a line of as many colons."


def _faulty_end(token: Token, last_line: str, line: int) -> tuple[int | None, str, str]:
    """How many lines of its content are the directive's own (None: all), what is wrong with its end, and what to do.

    `line`: where it begins. What stands behind the end that was meant is not for this directive to say.
    """
    colons = len(token.markup)
    inside = _begun_inside(token.content, colons)
    if inside:
        return inside - 1, f"is not closed before the next one begins, in line {line + inside}", _AS_MANY
    if token.map and token.map[1] - token.map[0] > 1 and re.fullmatch(rf"\s*:{{{colons},}}\s*", last_line):
        return None, "", ""
    for number, content in enumerate(token.content.split("\n")):
        if re.fullmatch(r"\s*:{3,}\s*", content):
            fewer = f"begins with {colons} colons, and line {line + 1 + number} closes one of {len(content.strip())}"
            return number, fewer, "Write as many colons in both lines."
    return None, "is never closed", _AS_MANY


def _begun_inside(content: str, colons: int) -> int:
    """The line, from 1, in which another directive begins that cannot be meant to be inside: it has as many colons. Else 0."""
    if ":" * colons not in content:
        return 0
    for token in BLOCKS.parse(content):
        if token.type == "colon_fence" and len(token.markup) >= colons and token.info.strip().startswith("{"):
            return token.map[0] + 1 if token.map else 0
    return 0


def _free_text(lines: list[str], begin: int, end: int, path: str, first_line: int, free: list[Markup]) -> None:
    while begin < end and not lines[begin].strip():
        begin += 1
    text = "\n".join(lines[begin:end]).rstrip()
    if text:
        free.append(Markup(text, Where(path, first_line + begin)))


def _directive(match: re.Match[str], content: str, where: Where) -> tuple[WrittenDirective, list[tuple[str, Where]]]:
    """The directive, and its options that another one of the same name follows, each with its place."""
    lines = content.split("\n")
    options, places, used = read_options(content)
    given = [
        (number, line.strip().split(":")[1]) for number, line in enumerate(lines[:used]) if line.lstrip()[:1] == ":"
    ]
    # Between lines `---` one that begins with a colon is none.
    last = [(number, key, places.get(key, number)) for number, key in given]
    again = [(key, Where(where.path, where.line + 1 + place)) for number, key, place in last if number != place]
    option_lines = {key: where.line + 1 + place for key, place in places.items()}
    while used < len(lines) and not lines[used].strip():
        used += 1
    body = Markup("\n".join(lines[used:]).rstrip(), Where(where.path, where.line + 1 + used))
    return WrittenDirective(match["name"], match["argument"].strip(), options, body, where, option_lines), again
