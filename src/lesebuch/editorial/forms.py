"""Checks markup by itself: names of roles and directives, what directives take, code, notes."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from pygments.filters import RaiseOnErrorTokenFilter
from pygments.lexers import get_lexer_by_name
from pygments.token import Error
from pygments.util import ClassNotFound

from lesebuch import myst
from lesebuch.editorial.links import QUOTING
from lesebuch.guesses import nearest
from lesebuch.model import LEVELS, LINES, PAPERS, SLUG
from lesebuch.myst.known import DirectiveForm
from lesebuch.problems import Code, Problem, Where

_RST = "eval-rst"
_NUMBERS = {"pep": r"[0-9]+", "rfc": r"[0-9]+", "cve": r"[0-9]+-[0-9]+", "cwe": r"[0-9]+"}
"""Roles that take a number; a fragment may follow."""
_UP_TO = "|".join(map(str, range(1, LINES + 1)))
_READERS = {
    "int": (r"[+-]?[0-9]+", "a number"),
    "nonnegative_int": ("[0-9]+", "a number"),
    "positive_int": ("0*[1-9][0-9]*", "a number"),
    "percentage": (r"[0-9]+\s*%?", "a percentage, such as 50 %"),
    "length_or_unitless": (r"[0-9.]+\s*[A-Za-z]*", "a length, such as 8 cm"),
    "length_or_percentage_or_unitless": (r"[0-9.]+\s*[A-Za-z%]*", "a length, such as 8 cm or 50 %"),
    "align": ("top|middle|bottom|left|center|right", "top, middle, bottom, left, center or right"),
    "class_option": (r"(?s).*?[A-Za-z].*", "a name that begins with a letter"),
    "unchanged_required": (r"(?s).+", "something"),
    "task_level": ("|".join(LEVELS), ", ".join(LEVELS)),
    "space_lines": (f"0*({_UP_TO})", f"a number from 1 to {LINES}"),
    "answer_lines": (f"0*({_UP_TO}|0)", f"a number from 0 to {LINES}"),
    "space_paper": ("|".join(PAPERS), ", ".join(PAPERS)),
    "task_name": (SLUG.pattern, "small letters a-z, digits and hyphens, a letter first"),
}
"""Readers of options, by docutils' names and ours: what they take, and how to call that."""
_NEVER = frozenset({"replace", "date", "unicode", "meta", "restructuredtext-test-directive"})
"""Directives that docutils has for reStructuredText alone."""
_APART = frozenset({"topic", "sidebar"})
"""Directives that stand in nothing else."""
_FILLED = frozenset(
    (
        "admonition attention caution compound container danger epigraph error highlights hint important note "
        "pull-quote seealso sidebar tip topic warning list-table table parsed-literal code"
    ).split()
)
"""Directives that must hold something."""
_ANYTHING = frozenset({"none", "default", "guess"})
"""Names of languages that Sphinx adds to those of Pygments; none of them is ever wrong."""
_PYTHON = frozenset({"py", "python", "py3", "python3", "pycon3"})


def check_names(found: myst.Scan, known: myst.KnownMarkup) -> Iterator[Problem]:
    """Roles and directives that no site knows, and directives that are not written as they must be."""
    for role in found.roles:
        name = role.name.lower()
        if name not in known.roles:
            problem = _unknown(f"There is no role {{{role.name}}}.", name, known.roles, role.where)
            hint = f"It is a directive, on lines of its own: :::{{{role.name}}}."
            yield replace(problem, hint=hint) if name in known.directives else problem
        else:
            yield from _role(name, role)
    for directive in found.directives:
        name = directive.name.lower()
        form = known.directives.get(name)
        if name == _RST:
            continue
        if form is None:
            problem = _unknown(f"There is no directive {{{directive.name}}}.", name, known.directives, directive.where)
            yield replace(problem, hint=_AT_HOME) if directive.name in myst.IN_CHAPTERS else problem
        else:
            yield from _directive(name, form, directive)


_AT_HOME = "It stands in a chapter file, and within nothing else: look above for what is not closed."
_MEANT = {
    "unclosed": (
        "The directive {{{name}}} is never closed.",
        "Close it with a line of the same signs; one with others in it needs more of them than they have.",
    ),
    "braces": ("`{name}` stands behind colons without braces, and is no directive.", "Write :::{{{name}}}."),
    "colons": ("{{{name}}} has too few colons, and is no directive.", "Write :::{{{name}}}, and close it with :::."),
    "closing": (
        "These colons close nothing, and begin a block without a name.",
        "Look above: a directive with others in it needs more colons than they have.",
    ),
    "backticks": ("{{{name}}} is no role without backticks: readers see it as it stands.", "Write {{{name}}}`…`."),
    "wiki": (
        "{name} is a link in other programs; here readers see it as it stands.",
        "Write {{passage}}`…` for a text, {{entry}}`…` for an entry, [words](page.md) for a page.",
    ),
}
"""What each kind of slip is, and what to do."""


def check_slips(found: myst.Scan) -> Iterator[Problem]:
    """What was meant as markup, and is none."""
    meant = [slip for slip in found.slips if slip.kind != "closing"]
    for slip in meant or found.slips:  # what closes nothing follows from the others
        message, hint = (words.format(name=slip.name) for words in _MEANT[slip.kind])
        yield Problem(Code.NO_MARKUP, slip.where, message, hint)


def _unknown(message: str, name: str, names: Collection[str], where: Where) -> Problem:
    near = nearest(name, [known for known in names if (":" in known) == (":" in name)])
    return Problem(Code.UNKNOWN_MARKUP, where, message, f"Did you mean {{{near}}}?" if near else "")


def _role(name: str, role: myst.WrittenRole) -> Iterator[Problem]:
    if name in ("raw", "roh", "unverändert"):
        yield Problem(Code.BAD_MARKUP, role.where, f"The role {{{role.name}}} needs a format, and has none.")
    pattern = _NUMBERS.get(name)
    number = role.text.strip().rpartition("<")[2].removesuffix(">").partition("#")[0]
    if pattern and not re.fullmatch(pattern, number):
        yield Problem(Code.BAD_MARKUP, role.where, f"{{{role.name}}} needs a number, not `{role.text}`.")


def _wrong(directive: myst.Directive, message: str, where: Where | None = None) -> Problem:
    return Problem(Code.BAD_MARKUP, where or directive.where, f"{{{directive.name}}} {message}")


def _directive(name: str, form: DirectiveForm, directive: myst.Directive) -> Iterator[Problem]:
    if name in _NEVER:
        yield _wrong(directive, "has no place in MyST.")
        return
    if name in _APART and directive.nested:
        yield _wrong(directive, "cannot stand in something else.")
    words = directive.argument.split()
    if len(words) < form.required:
        what = "an argument" if form.required == 1 else f"{form.required} arguments"
        yield _wrong(directive, f"needs {what} behind its name.")
        return
    if form.arguments and len(words) > form.required + form.optional and not form.spaces:
        yield _wrong(directive, f"takes {form.required + form.optional} argument, not `{directive.argument}`.")
        return
    content = directive.content.strip() or ("" if form.arguments else directive.argument)
    if content and not form.content:
        yield _wrong(directive, "holds nothing: close it in the next line.")
    if not content and name in _FILLED:
        yield _wrong(directive, "says nothing.")
    if form.options:
        yield from _options(form.options, directive)


def _options(known: Mapping[str, str], directive: myst.Directive) -> Iterator[Problem]:
    for key, value in directive.options.items():
        if key in known:
            # Of our own directives what stands there is an anchor: quotation marks and # are parts of it.
            yield from () if directive.name.lower() in QUOTING else _option(key, value, known[key], directive)
        else:
            message = f"has no option `{key}`; it has {', '.join(sorted(known))}."
            yield _wrong(directive, message, directive.option_where(key))
    first = directive.content.split("\n", 1)[0].lstrip()
    if re.match(r":(?!::)\S*", first) and not directive.content.startswith("\n"):
        yield _wrong(directive, f"has an option that is none: `{first}`. Write `:key: value`.")


def _option(key: str, value: str, reader: str, directive: myst.Directive) -> Iterator[Problem]:
    where = directive.option_where(key)
    if value[:1] in ('"', "'"):
        if len(value) == 1 or value[-1] != value[0]:
            yield Problem(Code.BAD_MARKUP, where, f"`:{key}:` begins with a quotation mark that is not closed.")
            return
        value = value[1:-1]
    elif re.search(r"(?:^|\s)#", value):
        yield Problem(
            Code.BAD_MARKUP, where, f"`:{key}:` holds a comment.", "Remove it, or put the value in quotation marks."
        )
        return
    pattern, what = _READERS.get(reader, ("", ""))
    if pattern and not re.fullmatch(pattern, value.strip()):
        yield Problem(Code.BAD_MARKUP, where, f"`:{key}:` must be {what}, not `{value}`.")


def check_code(found: myst.Scan) -> Iterator[Problem]:
    """Code in a language that nobody knows, or that is none of its language."""
    blocks = list(found.codes)
    for directive in found.directives:
        if directive.name.lower() in ("code-block", "code", "sourcecode") and "force" not in directive.options:
            language = directive.argument if " " not in directive.argument else ""
            blocks.append(myst.CodeBlock(language, directive.content.strip("\n") + "\n", directive.where))
    for block in blocks:
        if block.language and block.language not in _ANYTHING:
            yield from _lexed(block)


def _lexed(block: myst.CodeBlock) -> Iterator[Problem]:
    name = block.language
    if name in _PYTHON:  # as Sphinx does
        name = "pycon" if name == "pycon3" or block.text.startswith(">>>") else "python"
    try:
        lexer = get_lexer_by_name(name)
    except ClassNotFound:
        message = f"There is no language of code called `{block.language}`."
        yield Problem(Code.UNKNOWN_MARKUP, block.where, message, "Correct its name, or write text.")
        return
    lexer.add_filter(RaiseOnErrorTokenFilter(excclass=ValueError))
    try:
        wrong = any(kind is Error for kind, _ in lexer.get_tokens(block.text))
    except ValueError:
        wrong = True
    if wrong:
        message = f"This is no {block.language} as its rules are."
        yield Problem(Code.BAD_MARKUP, block.where, message, "Correct it, or write text in place of the language.")


def check_footnotes(pieces: Collection[myst.Scan]) -> Iterator[Problem]:
    """Notes of one page, on which all the pieces stand: each has a text and a place."""
    defined: set[str] = set()
    named = {ref.label for piece in pieces for ref in piece.footnote_refs}
    labels = {" ".join(target.name.lower().split()) for piece in pieces for target in piece.targets}
    for note in (note for piece in pieces for note in piece.footnotes):
        if note.label in labels:
            message = f"`{note.label}` is the name of a label on the same page, too."
            yield Problem(Code.DUPLICATE_ID, note.where, message, "Call the note otherwise.")
        elif note.label in defined:
            yield Problem(Code.DUPLICATE_ID, note.where, f"The note [^{note.label}] has a text already.")
        elif note.label not in named:
            message = f"Nothing leads to the note [^{note.label}]."
            yield Problem(Code.BAD_MARKUP, note.where, message, f"Write [^{note.label}] where it belongs.")
        defined.add(note.label)
    for ref in (ref for piece in pieces for ref in piece.footnote_refs):
        if ref.label not in defined:
            message = f"The note [^{ref.label}] has no text."
            yield Problem(Code.DEAD_LINK, ref.where, message, f"Write it below: [^{ref.label}]: …")
    for double in (double for piece in pieces for double in piece.doubles):
        yield Problem(Code.DUPLICATE_ID, double.where, f"The address [{double.label.lower()}] is given twice.")


def check_breaks(found: myst.Scan) -> Iterator[Problem]:
    """Lines across the page: each stands between two blocks."""
    for rule in found.breaks:
        if rule.before in ("", "heading_open") or rule.after in ("", "hr"):
            message = "A line across the page stands between two parts, and here is only one."
            yield Problem(Code.BAD_MARKUP, rule.where, message, "Remove it.")


def with_roles(known: myst.KnownMarkup, pieces: Iterable[myst.Scan]) -> myst.KnownMarkup:
    """And the roles that pages themselves make: `{role} name(base)`."""
    made = {
        directive.argument.partition("(")[0].strip().lower()
        for piece in pieces
        for directive in piece.directives
        if directive.name.lower() == "role"
    }
    return myst.KnownMarkup(known.directives, known.roles | made)


def check_headings(found: myst.Scan) -> Iterator[Problem]:
    """Headings of a page: the first is its title, and none skips a level."""
    levels = [0]
    for heading in found.headings:
        if heading.nested:
            continue
        levels = [level for level in levels if level < heading.level]
        above = levels[-1]
        levels.append(heading.level)
        if heading.level == above + 1:
            continue
        message = (
            f"The first heading has {heading.level} signs #; that of a page has one."
            if not above
            else f"A heading of level {heading.level} stands below one of level {above}."
        )
        yield Problem(Code.BAD_MARKUP, heading.where, message, f"Begin it with {'#' * (above + 1)} and a space.")
