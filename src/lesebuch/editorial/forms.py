"""Checks markup by itself: names of roles and directives, what directives take, code, notes."""

import difflib
import re
from collections.abc import Collection, Iterator

from pygments.filters import RaiseOnErrorTokenFilter
from pygments.lexers import get_lexer_by_name
from pygments.token import Error
from pygments.util import ClassNotFound

from lesebuch import myst
from lesebuch.myst.known import Form
from lesebuch.problems import Code, Problem, Where

_RST = "eval-rst"
_NUMBERS = {"pep": r"[0-9]+", "rfc": r"[0-9]+", "cve": r"[0-9]+-[0-9]+", "cwe": r"[0-9]+"}
"""Roles that take a number; a fragment may follow."""
_INTEGERS = {"int": r"[+-]?[0-9]+", "nonnegative_int": "[0-9]+", "positive_int": "0*[1-9][0-9]*"}
"""Readers of options that take a number, by docutils' names, and what they read."""
_FILLED = frozenset(
    [
        "admonition",
        "attention",
        "caution",
        "compound",
        "container",
        "danger",
        "epigraph",
        "error",
        "highlights",
        "hint",
        "important",
        "note",
        "pull-quote",
        "seealso",
        "sidebar",
        "tip",
        "topic",
        "warning",
        "list-table",
        "table",
        "parsed-literal",
        "code",
    ]
)
"""Directives that must hold something."""
_ANYTHING = frozenset({"none", "default", "guess"})
"""Names of languages that Sphinx adds to those of Pygments; none of them is ever wrong."""
_PYTHON = frozenset({"py", "python", "py3", "python3", "pycon3"})


def check_names(found: myst.Scan, known: myst.Known) -> Iterator[Problem]:
    """Roles and directives that no site knows, and directives that are not written as they must be."""
    for role in found.roles:
        name = role.name.lower()
        if name not in known.roles:
            yield _unknown(f"There is no role {{{role.name}}}.", name, known.roles, role.where)
        else:
            yield from _role(name, role)
    for directive in found.directives:
        name = directive.name.lower()
        form = known.directives.get(name)
        if name == _RST:
            continue
        if form is None:
            yield _unknown(f"There is no directive {{{directive.name}}}.", name, known.directives, directive.where)
        else:
            yield from _directive(name, form, directive)


def _unknown(message: str, name: str, names: Collection[str], where: Where) -> Problem:
    near = difflib.get_close_matches(name, names, 1)
    return Problem(Code.UNKNOWN_MARKUP, where, message, f"Did you mean {{{near[0]}}}?" if near else "")


def _role(name: str, role: myst.Role) -> Iterator[Problem]:
    if name in ("raw", "roh", "unverändert"):
        yield Problem(Code.BAD_MARKUP, role.where, f"The role {{{role.name}}} needs a format, and has none.")
    pattern = _NUMBERS.get(name)
    number = role.text.strip().rpartition("<")[2].removesuffix(">").partition("#")[0]
    if pattern and not re.fullmatch(pattern, number):
        yield Problem(Code.BAD_MARKUP, role.where, f"{{{role.name}}} needs a number, not `{role.text}`.")


def _directive(name: str, form: Form, directive: myst.Directive) -> Iterator[Problem]:
    def wrong(message: str, where: Where = directive.where) -> Problem:
        return Problem(Code.BAD_MARKUP, where, f"{{{directive.name}}} {message}")

    words = directive.argument.split()
    if len(words) < form.required:
        yield wrong(f"needs {'an argument' if form.required == 1 else f'{form.required} arguments'} behind its name.")
        return
    if form.arguments and len(words) > form.required + form.optional and not form.spaces:
        yield wrong(f"takes {form.required + form.optional} argument, not `{directive.argument}`.")
        return
    content = directive.content.strip() or ("" if form.arguments else directive.argument)
    if content and not form.content:
        yield wrong("holds nothing: close it in the next line.")
    if not content and name in _FILLED:
        yield wrong("says nothing.")
    for key, value in directive.options.items():
        if form.options and key not in form.options:
            yield wrong(
                f"has no option `{key}`; it has {', '.join(sorted(form.options))}.", directive.option_where(key)
            )
        elif form.options:
            yield from _option(key, value, form.options[key], directive)


def _option(key: str, value: str, reader: str, directive: myst.Directive) -> Iterator[Problem]:
    where = directive.option_where(key)
    bare = value.strip("'\"")
    if reader in _INTEGERS and not re.fullmatch(_INTEGERS[reader], bare):
        yield Problem(Code.BAD_MARKUP, where, f"`:{key}:` must be a number, not `{value}`.")
    if reader == "unchanged_required" and not bare:
        yield Problem(Code.BAD_MARKUP, where, f"`:{key}:` says nothing.")


def check_code(found: myst.Scan) -> Iterator[Problem]:
    """Code in a language that nobody knows, or that is none of its language."""
    blocks = list(found.codes)
    for directive in found.directives:
        if directive.name.lower() in ("code-block", "code", "sourcecode") and "force" not in directive.options:
            language = directive.argument if " " not in directive.argument else ""
            blocks.append(myst.Code(language, directive.content.strip("\n") + "\n", directive.where))
    for block in blocks:
        if block.language and block.language not in _ANYTHING:
            yield from _lexed(block)


def _lexed(block: myst.Code) -> Iterator[Problem]:
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
    for note in (note for piece in pieces for note in piece.footnotes):
        if note.label in defined:
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
