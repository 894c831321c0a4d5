"""Follows the links of a piece of markup, as it stands on a page: to pages, labels, terms, pictures and files."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from lesebuch import myst
from lesebuch.editorial.labels import Names, made_id, normal
from lesebuch.editorial.pictures import DIRECTIVE as PICTURE
from lesebuch.editorial.pictures import check_html_pictures
from lesebuch.editorial.site import CHAPTERS, Site, join, join_page, stem
from lesebuch.model import Rights
from lesebuch.places import Place
from lesebuch.problems import Code, Problem

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_OUTWARD = frozenset({"http", "https", "mailto", "ftp"})
"""Schemes that myst-parser takes for addresses of other places."""
_WORDS = ("today", "version", "release", "wordcount-words", "wordcount-minutes", "translation progress")
"""What `{sub-ref}` knows."""
_FILES = {
    "include": "",
    "literalinclude": "",
    "csv-table": "file",
    "raw": "file",
    "image": "",
    "figure": "",
    "picture": "",
}
"""Directives that read a file: the option that names it, or '' where that is the argument."""
_DOMAIN = "lesebuch:"
"""Roles that name their kind of place begin with it."""
_TASKS = "assignments"


def target_of(text: str) -> tuple[str, bool]:
    """What a role or a line of a list points at, and whether it has words of its own: `words <target>`, as Sphinx reads it."""
    text = text.strip()
    begin = text.find("<", 1)
    if begin < 0 or not text.endswith(">"):
        return text, False
    return text[begin + 1 : -1].strip(), True


class LinkFollower:
    """Follows the links of a piece of markup as it stands on a page."""

    def __init__(self, site: Site, names: Names, places: Iterable[Place] = (), unread: Collection[str] = ()) -> None:
        """`places`: what in the reader has a name of its own; `unread`: chapters whose places nobody can know yet."""
        self._site = site
        self._places = {(place.kind.value, place.name) for place in places}
        self._named = {name for _, name in self._places}
        self._faulty = frozenset(unread)
        self._names = names
        self._unread = any(path.endswith(".rst") for path in site.pages.values())
        """Pages of reStructuredText are not read: a label may stand there."""

    def dead(self, found: myst.Scan, page: str) -> Iterator[Problem]:
        """The links of the piece that lead nowhere."""
        for link in found.links:
            if message := self._link(link, page):
                yield Problem(Code.DEAD_LINK, link.where, message)
        for picture in found.pictures:
            if message := self._picture(picture.target, page):
                yield Problem(Code.DEAD_LINK, picture.where, message)
        yield from check_html_pictures(found)
        for role in found.roles:
            if message := self._role(role, page):
                yield Problem(Code.DEAD_LINK, role.where, message)
        for directive in found.directives:
            if message := self._file(directive, page):
                absent = (
                    directive.name.lower() == PICTURE
                    and directive.options.get("rights", "").strip() == Rights.RESTRICTED
                )
                hint = "Put it there for the class edition; a public one never shows it." if absent else ""
                yield Problem(Code.RESTRICTED_SOURCE if absent else Code.DEAD_LINK, directive.where, message, hint)

    def _is_file(self, target: str, page: str) -> bool:
        path = self._site.folder / join(page, target)
        return path.is_file() and os.access(path, os.R_OK)

    def _docname(self, target: str, page: str) -> str:
        """The page that a path names, with or without its suffix; '' if none."""
        path = join(page, target)
        return next((name for name in (path, stem(path)) if name in self._site.pages), "")

    def _link(self, link: myst.Link, page: str) -> str:
        target = unquote(link.target)
        if target.startswith("#"):
            return self._anchor(target[1:], page, link.worded and not link.auto)
        scheme = SCHEME.match(target)
        kind = scheme[1].lower() if scheme else ""
        if kind in _OUTWARD:
            return ""
        if kind == "inv":
            return "No other site is known to which `inv:` could lead."
        if kind == "path":
            path = target.removeprefix("path:")
            return "" if self._is_file(path, page) else f"There is no file {path}."
        if kind == "project":
            target = target.removeprefix("project:")
            if target.startswith("#"):
                return self._anchor(target[1:], page, link.worded and not link.auto)
            return self._page(target, page)
        return "" if link.auto else self._unknown(target, page, worded=link.worded)

    def _unknown(self, target: str, page: str, *, worded: bool) -> str:
        """A link that may lead to a page, a file or a label."""
        path, _, anchor = target.partition("#")
        if (path and self._is_file(path, page)) or self._is_chapter(path, page):
            return self._page(target, page) if self._docname(path, page) else self._outside(path)
        if self._docname_of(target, page) or self._label(target, worded=worded) or self._is_named(target):
            return ""
        return f"There is no page, file or label `{target}`." + (
            f" The page {path} has no label `{anchor}`." if anchor and self._docname(path, page) else ""
        )

    def _outside(self, path: str) -> str:
        """What is wrong with a link to a file that is no page: MyST takes every `.md` for one, and offers all others to load."""
        if not path.endswith((".md", ".rst")):
            return ""
        slug = path.rpartition("/")[2].rpartition(".")[0]
        like = f"; write [words]({slug}) for the chapter" if self._is_named(slug) else ""
        return f"The file {path} is no page of the site{like}."

    def _is_chapter(self, path: str, page: str) -> bool:
        """Whether it is the page of a chapter, which stands in no file."""
        return self._site.pages.get(self._docname(path, page)) == join(page, path)

    def _docname_of(self, target: str, page: str) -> bool:
        return join_page(page, target) in self._site.pages

    def _page(self, target: str, page: str) -> str:
        path, _, anchor = target.partition("#")
        name = self._docname(path, page)
        if not name:
            return f"There is no page {path}."
        if not anchor:
            return ""
        found = self._names.labels.get(normal(anchor)) or next(
            (pages for label, pages in self._names.labels.items() if made_id(label) == anchor), None
        )
        if (found and name in found[0]) or self._site.pages[name].endswith(".rst"):
            return ""
        folder, _, slug = name.rpartition("/")
        if folder == CHAPTERS and self._is_named(f"{slug}#{anchor}"):
            return ""
        return f"The page {path} has no label `{anchor}`" + (
            " and no passage of that name." if folder == CHAPTERS else "."
        )

    def _anchor(self, name: str, page: str, worded: bool) -> str:
        if name in self._names.anchors.get(page, ()) or self._label(name, worded=worded):
            return ""
        here = self._names.labels.get(normal(name))
        if here and page in here[0]:
            return ""
        return "" if self._docname_of(name, page) or self._is_named(name) else f"There is no label `{name}`."

    def _label(self, name: str, *, worded: bool) -> bool:
        found = self._names.labels.get(normal(name))
        return bool(found and (worded or found[1])) or self._unread

    def _picture(self, target: str, page: str) -> str:
        """Spaces and other letters that an address escapes stay escaped: such a picture is not found."""
        if "://" in target or target.startswith("data:"):
            return ""
        path = self._site.folder / join(page, target)
        if path.suffix == ".*":  # whichever the builder can show
            return "" if any(path.parent.glob(path.name)) else f"There is no picture {target}."
        return "" if self._is_file(target, page) else f"There is no picture {unquote(target)}."

    def _role(self, role: myst.WrittenRole, page: str) -> str:
        name = role.name.lower().removeprefix("std:")
        target, worded = target_of(role.text)
        if role.text.strip().startswith("!"):
            return ""
        if name.startswith(_DOMAIN):
            return self._place(name.removeprefix(_DOMAIN), target)
        if name not in _ROLES:
            return ""
        return _ROLES[name](self, target, page, worded)

    def _doc(self, target: str, page: str, _worded: bool) -> str:
        return "" if self._docname_of(target, page) else f"There is no page `{target}`."

    def _ref(self, target: str, _page: str, worded: bool) -> str:
        if self._label(target, worded=worded):
            return ""
        return f"There is no label `{target}`" + (
            " with a title; give the link words of its own." if normal(target) in self._names.labels else "."
        )

    def _number(self, target: str, _page: str, _worded: bool) -> str:
        found = normal(target) in self._names.labels
        return f"There is no number by which `{target}` could be named." if found else f"There is no label `{target}`."

    def _object(self, target: str, _page: str, _worded: bool) -> str:
        return "" if self._names.objects or self._unread else f"Nothing describes `{target}`."

    def _word(self, target: str, _page: str, _worded: bool) -> str:
        return (
            "" if target in _WORDS else f"There are no words `{target}` to be put here; there are {', '.join(_WORDS)}."
        )

    def _term(self, target: str, _page: str, _worded: bool) -> str:
        found = target.lower() in self._names.terms or self._unread
        return "" if found else f"No {{glossary}} has the term `{target}`; an entry is linked by {{entry}}."

    def _equation(self, target: str, _page: str, _worded: bool) -> str:
        return "" if target in self._names.equations or self._unread else f"There is no equation `{target}`."

    def _download(self, target: str, page: str, _worded: bool) -> str:
        found = "://" in target or self._is_file(target, page)
        return "" if found else f"There is no file {target}."

    def _any(self, target: str, page: str, worded: bool) -> str:
        found = self._label(target, worded=worded) or self._docname_of(target, page) or self._is_named(target)
        return "" if found or target in self._names.terms else f"There is no page or label `{target}`."

    def _is_named(self, name: str) -> bool:
        """Whether something in the reader has the name, or may have it."""
        return name in self._named or name.partition("#")[0] in self._faulty

    def _place(self, kind: str, target: str) -> str:
        found = (
            (kind, target) in self._places
            or target.partition("#")[0] in self._faulty
            or (kind == "assignment" and f"{_TASKS}/{target}" in self._site.pages)
        )
        return "" if found else f"There is no {kind} `{target}`."

    def _file(self, directive: myst.Directive, page: str) -> str:
        name = directive.name.lower()
        option = _FILES.get(name)
        if option is None or (name == "include" and directive.argument.startswith("<")):
            return ""
        target = directive.options.get(option, "") if option else directive.argument
        if not target or "://" in target or target.startswith("data:") or "*" in target:
            return ""
        if not self._is_file(target, page):
            return f"There is no file {target}."
        return self._part(directive, self._site.folder / join(page, target)) if name == "include" else ""

    def _part(self, directive: myst.Directive, path: Path) -> str:
        """What is missing in a file of which a part is included."""
        wanted = [directive.options[key] for key in ("start-after", "end-before") if directive.options.get(key)]
        if not wanted:
            return ""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeError):
            return f"The file {directive.argument} cannot be read."
        missing = next((words for words in wanted if words.strip("'\"") not in text), "")
        return f"The words {missing} do not occur in {directive.argument}." if missing else ""


_ROLES = {
    "doc": LinkFollower._doc,
    "ref": LinkFollower._ref,
    "numref": LinkFollower._number,
    "option": LinkFollower._object,
    "keyword": LinkFollower._object,
    "confval": LinkFollower._object,
    "sub-ref": LinkFollower._word,
    "term": LinkFollower._term,
    "eq": LinkFollower._equation,
    "download": LinkFollower._download,
    "any": LinkFollower._any,
}
