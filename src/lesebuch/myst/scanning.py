"""Finds roles, directives, links, pictures, targets, headings and notes in a piece of MyST, each with its place.

What is quoted (code, comments, raw HTML) holds none; the content of a directive is looked into where it is MyST itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, MutableMapping, Sequence
from typing import Any

from markdown_it.token import Token

from lesebuch.model import Markup
from lesebuch.myst import raw_html
from lesebuch.myst.found import (
    CodeBlock,
    Directive,
    Footnote,
    Heading,
    Link,
    Scan,
    Slip,
    Target,
    ThematicBreak,
    WrittenRole,
)
from lesebuch.myst.known import is_markup, known
from lesebuch.myst.options import read_options
from lesebuch.myst.parser import PARSER
from lesebuch.myst.raw_html import Html
from lesebuch.problems import Where

_AHEAD = 10
"""How many tokens behind its own a block may look at."""
_NEAR = 200
"""Characters of markup (marks, addresses) that may stand before a text."""
_WORDS = re.compile(r"[^\W\d_][\w ,.;:?!()'’‘‚\"“”„»«–—…*/-]*(?:\n+[^\W\d_][\w ,.;:?!()'’‘‚\"“”„»«–—…*/-]*)*\n*")
"""Paragraphs of mere words, as most notes are: each line begins with a letter, and no sign begins anything but emphasis."""
_WIKI = re.compile(r"\[\[[^\[\]\n]+\]\]")
_MEANT = re.compile(
    r"\{(?P<role>entry|passage|(?:foot)?cite(?:[:alpst]*))\}|^(?P<colons>:{1,2}[ ]?)?\{(?P<directive>[\w-]+)\}(?(colons)|\s*$)"
)
"""Braces as markup has them, in words; a reader sees them. Other roles than these may be meant as they stand."""
_PANDOC = re.compile(r"(?:\[|; ?)-?@([\w:./+-]*\w)")
IN_CHAPTERS = ("annotation", "emend", "event")
"""Directives that chapter files alone know; no site does."""
_DEPTH = 10
"""Directives within directives: more is a mistake, and Python's stack is short."""


def scan(markup: Markup, env: MutableMapping[str, Any] | None = None) -> Scan:
    """Read a piece of markup. `env`: markdown-it's memory, shared by all pieces that are shown on one page."""
    if _WORDS.fullmatch(markup.text):
        return Scan()
    scanner = _Scanner(markup, {} if env is None else env)
    scanner.blocks(markup.text, 0, 0)
    return scanner.found


class _Scanner:
    def __init__(self, markup: Markup, env: MutableMapping[str, Any]) -> None:
        self._text = markup.text
        self._lines = markup.text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._path, self._first = markup.where.path, max(markup.where.line, 1)
        self._env = env
        self._alone = False
        """Within `{only}`."""
        self.found = Scan()

    def _where(self, line: int, column: int = 0) -> Where:
        return Where(self._path, self._first + line, column)

    def blocks(self, text: str, line: int, depth: int) -> None:
        """Look into a text that begins at a line of the markup, counted from 0."""
        doubles = len(self._env.get("duplicate_refs", ()))
        tokens = PARSER.parse(text + "\n", self._env)
        for double in self._env.get("duplicate_refs", [])[doubles:]:
            self.found.doubles.append(Footnote(double["label"], self._where(line + double["map"][0])))
        here = line
        if not depth:
            self._breaks(tokens)
        for number, token in enumerate(tokens):
            if token.map:
                here = line + token.map[0]
            handler = _HANDLERS.get(token.type)
            if handler:
                handler(self, token, here, depth, tokens[number + 1 : number + _AHEAD])
            if "id" in token.attrs:
                self.found.targets.append(Target(str(token.attrs["id"]), self._where(here), None))

    def _breaks(self, tokens: list[Token]) -> None:
        blocks = [t for t in tokens if not t.level and t.nesting >= 0 and t.type not in _UNSEEN]
        kinds = ["", *(token.type for token in blocks), ""]
        for number, token in enumerate(blocks, 1):
            if token.type == "hr" and token.map:
                where = self._where(token.map[0])
                self.found.breaks.append(ThematicBreak(kinds[number - 1], kinds[number + 1], where))

    def front(self, token: Token, line: int, depth: int, _rest: object) -> None:
        """YAML at the head of a page."""
        if not depth:
            self.found.front = token.content, self._where(line)

    def heading(self, token: Token, line: int, depth: int, rest: Iterable[Token]) -> None:
        """A heading."""
        text = next((_words(inner) for inner in rest if inner.type == "inline"), "")
        nested = bool(depth or token.level)
        self.found.headings.append(Heading(int(token.tag[1]), text, self._where(line), nested))

    def target(self, token: Token, line: int, _depth: int, rest: Sequence[Token]) -> None:
        """`(name)=`; it belongs to what follows."""
        after = next((t.type for t in rest if t.type not in ("myst_target", "myst_line_comment")), "")
        titled: bool | None = after in ("heading_open", "dl_open")
        if after in ("fence", "colon_fence"):
            titled = _has_title(next(t for t in rest if t.type == after))
        self.found.targets.append(Target(token.content, self._where(line), titled))

    def note(self, token: Token, line: int, _depth: int, _rest: object) -> None:
        """A footnote's own text follows as blocks."""
        self.found.footnotes.append(Footnote(token.meta["label"], self._where(line)))

    def code(self, token: Token, line: int, depth: int, _rest: object) -> None:
        """A fence: code, a directive or, of colons without a name in braces, a part of the page."""
        name, _, argument = token.info.strip().partition(" ")
        if name.startswith("{") and name.endswith("}"):
            if token.map and not (token.level or self._is_closed(token, line)):
                self.found.slips.append(Slip("unclosed", name[1:-1], self._where(line)))
            self._directive(name[1:-1].strip(), argument.strip(), token, line, depth)
        elif token.type == "fence":
            self.found.codes.append(CodeBlock(name, token.content, self._where(line)))
        elif depth < _DEPTH:
            if _is_directive(name.strip("{}")):
                self.found.slips.append(Slip("braces", name.strip("{}"), self._where(line)))
            elif not name and not self._is_closed(token, line):
                self.found.slips.append(Slip("closing", name, self._where(line)))
            self.blocks(token.content, line + 1, depth + 1)

    def _is_closed(self, token: Token, line: int) -> bool:
        last = line + (token.map[1] - token.map[0] if token.map else 1) - 1
        closing = self._lines[last].strip() if line < last < len(self._lines) else ""
        return closing.startswith(token.markup) and not closing.strip(token.markup[0])

    def _directive(self, name: str, argument: str, token: Token, line: int, depth: int) -> None:
        form = known().directives.get(name.lower())
        options, places, used = read_options(token.content) if form is None or form.options else ({}, {}, 0)
        content = "\n".join(token.content.split("\n")[used:])
        lines = {key: self._first + line + 1 + place for key, place in places.items()}
        where = self._where(line)
        nested = bool(depth or token.level)
        self.found.directives.append(Directive(name, argument, options, lines, content, where, line + 1 + used, nested))
        if options.get("name"):
            self.found.targets.append(Target(options["name"], where, _has_title(token)))
        if depth >= _DEPTH:
            return
        if is_markup(name.lower()):
            if argument and (form is None or not form.arguments or form.spaces) and not _is_path(name):
                self.inline(PARSER.parseInline(argument, self._env)[0], line, line + 1)
            around, self._alone = self._alone, self._alone or name.lower() == "only"
            self.blocks(content, line + 1 + used, depth + 1)
            self._alone = around

    def html(self, token: Token, line: int, _depth: int, _rest: object) -> None:
        """A block of HTML; its words are said once, where it begins."""
        if words := raw_html.words(token.content):
            self.found.html.append(Html("", words, self._where(line), self._alone))
        for name, source, at in raw_html.tags(token.content):
            where = self._where(line + token.content.count("\n", 0, at))
            self.found.html.append(Html(name, source, where, self._alone))

    def tag(self, child: Token, where: Where) -> None:
        """A tag within a line."""
        self.found.html += [Html(name, source, where, self._alone) for name, source, _ in raw_html.tags(child.content)]

    def inline(self, token: Token, first: int, last: int) -> None:
        """The words of a block, which stands in these lines of the markup."""
        cursor = self._starts[min(first, len(self._lines))]
        end = self._starts[min(max(last, first + 1), len(self._lines))]
        for child in token.children or ():
            handler = _INLINES.get(child.type)
            if child.type == "text" and ("{" in child.content or "[[" in child.content):
                self._slips(child.content, cursor, end)
            if child.type == "myst_role":
                cursor = self._role(child, first, cursor, end)
            elif handler:
                handler(self, child, self._place(cursor))
            if child.type == "image":  # what stands in its brackets is parsed, and not shown as markup
                worded = bool(child.content.strip())
                self.found.pictures.append(Link(str(child.attrs.get("src", "")), self._place(cursor), worded))
            language = next((str(child.attrs[key]) for key in ("l", "lexer", "language") if key in child.attrs), "")
            if child.type == "code_inline" and language:
                self.found.codes.append(CodeBlock(language, child.content, self._place(cursor)))
            elif child.type == "code_inline":
                self.found.quoted.append(Link(child.content.strip(), self._place(cursor), worded=False))
            elif child.type == "text" and "@" in child.content:
                where = self._place(cursor)
                self.found.quoted += [Link(name, where, worded=True) for name in _PANDOC.findall(child.content)]
            if "id" in child.attrs:
                self.found.targets.append(Target(str(child.attrs["id"]), self._place(cursor), titled=False))
            cursor = self._after(child, cursor, end)
        self._links(token, first, last)

    def _slips(self, words: str, cursor: int, end: int) -> None:
        """Roles without backticks, directives of one or two colons at the beginning of a line, and of none that are a line of their own."""
        self._wiki_links(words, cursor, end)
        found = _MEANT.search(words)
        name = found["directive"] or found["role"] if found else ""
        if found is None or (found["directive"] and not _is_directive(name)):
            return
        at = self._text.find(found[0], cursor, end)
        kind = "colons" if found["directive"] else "backticks"
        self.found.slips.append(Slip(kind, name, self._place(max(at, cursor))))

    def _wiki_links(self, words: str, cursor: int, end: int) -> None:
        r"""Links as wikis write them; `\[[a]]` is not meant as one."""
        for found in _WIKI.finditer(words):
            at = self._text.find(found[0], cursor, end)
            if at >= 0 and self._text[at - 1 : at] != "\\":
                self.found.slips.append(Slip("wiki", found[0], self._place(at)))

    def _after(self, child: Token, cursor: int, end: int) -> int:
        """Behind what a token was read from, as far as its text stands there as it is."""
        if child.type in ("text", "code_inline") and child.content.strip():
            # Not far: with an entity in it the text stands nowhere as it is, and a page may hold many of them.
            near = min(end, cursor + 4 * len(child.content) + _NEAR)
            at = self._text.find(child.content, cursor, near)
            return at + len(child.content) if at >= 0 else cursor
        if child.type in ("softbreak", "hardbreak"):
            at = self._text.find("\n", cursor, end)
            return at + 1 if at >= 0 else cursor
        return cursor

    def _role(self, child: Token, first: int, cursor: int, end: int) -> int:
        name = child.meta["name"]
        match = re.compile(rf"\{{{re.escape(name)}\}}(`+)").search(self._text, cursor, end)
        if not match:
            self.found.roles.append(WrittenRole(name, child.content, self._where(first), -1, -1))
            return cursor
        close = re.compile(rf"(?<!`){match[1]}(?!`)").search(self._text, match.end(), end)
        stop = close.end() if close else match.end()
        self.found.roles.append(WrittenRole(name, child.content, self._place(match.start()), match.start(), stop))
        return stop

    def _place(self, offset: int) -> Where:
        line = min(bisect_right(self._starts, offset) - 1, len(self._lines) - 1)
        return self._where(line, offset - self._starts[line] + 1)

    def _links(self, token: Token, first: int, last: int) -> None:
        """Links, with the line in which their target stands."""
        children = token.children or []
        line = first
        for number, child in enumerate(children):
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            if child.type == "link_open":
                after = children[number + 1] if number + 1 < len(children) else None
                worded = after is not None and after.type != "link_close"
                link = Link(
                    str(child.attrs.get("href", "")), self._where(min(line, last)), worded, child.info == "auto"
                )
                if "external" not in str(child.attrs.get("class", "")).split():
                    self.found.links.append(link)

    def reference(self, child: Token, where: Where) -> None:
        """`[^label]` in a text."""
        self.found.footnote_refs.append(Footnote(child.meta["label"], where))

    def block(self, token: Token, line: int, _depth: int, _rest: object) -> None:
        """A block of words."""
        self.inline(token, line, line + (token.map[1] - token.map[0] if token.map else 1))


def _words(token: Token) -> str:
    """The words of a heading as a reader sees them, roles as they are written."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or ()
        if child.type not in ("html_inline", "image")
    )


def _is_directive(name: str) -> bool:
    return name.lower() in known().directives or name in IN_CHAPTERS


def _has_title(token: Token) -> bool | None:
    """Whether a fence makes something with a title or a caption, which a link without words can show."""
    name, _, argument = token.info.strip().partition(" ")
    if name[:1] != "{":
        return False
    name = name.strip("{}").lower()
    options, _, used = read_options(token.content)
    rest = "\n".join(token.content.split("\n")[used:]).strip()
    if name in ("figure", "figure-md", "picture"):
        return bool(rest)
    if name in ("table", "list-table", "csv-table", "rubric"):
        return bool(argument.strip())
    return "caption" in options or (None if name in ("glossary", "std:glossary", "eval-rst", "include") else False)


_UNSEEN = frozenset({"myst_line_comment", "myst_target", "front_matter", "myst_block_break"})
"""Blocks that leave nothing on the page."""


def _is_path(name: str) -> bool:
    return name.lower() in ("figure", "figure-md", "picture")


_HANDLERS = {
    "front_matter": _Scanner.front,
    "heading_open": _Scanner.heading,
    "myst_target": _Scanner.target,
    "footnote_reference_open": _Scanner.note,
    "fence": _Scanner.code,
    "colon_fence": _Scanner.code,
    "inline": _Scanner.block,
    "html_block": _Scanner.html,
}
_INLINES = {"footnote_ref": _Scanner.reference, "html_inline": _Scanner.tag}
