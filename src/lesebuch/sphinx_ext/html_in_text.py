"""HTML that stands in a text: Markdown writes hard breaks and strikethrough so, and people write `<sub>` and `<br>`.

What has a form in print is put into the doctree as nodes; of what has none, and holds words or pictures, the place is said.
"""

import re
from collections.abc import Iterator
from html import unescape

from docutils import nodes

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^<>]*?)/?>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
STYLES = {
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "emph"),
    **dict.fromkeys(("kbd", "code", "tt", "samp"), "typed"),
    "sub": "sub",
    "sup": "super",
    "small": "smaller",
    "mark": "highlight",
}
"""Tags within a line, and the functions of the template or of Typst that they are."""
CLASSES = {
    "smallcaps": "smallcaps",
    "small-caps": "smallcaps",
    "strike": "strike",
    "del": "strike",
    "underline": "underline",
}
"""Styles that people give words by a class, and the same functions; other classes are for style sheets."""
SET_APART = {
    "emphasis": "emph",
    "strong": "strong",
    "smallcaps": "smallcaps",
    "superscript": "super",
    "subscript": "sub",
    "underline": "underline",
    "deleted": "strike",
    "inserted": "underline",
    "code": "typed",
}
"""Words that a source sets apart (`model.Styled`), and the same functions."""
_SHOWN = re.compile(r"<(?:img|picture|video|audio|iframe|object|embed|svg|canvas|input|math)\b", re.IGNORECASE)
"""Tags that show something though they hold no words."""


class styled(nodes.Inline, nodes.TextElement):
    """Words in a style. `function`: a value of `STYLES`."""


class hard_break(nodes.Inline, nodes.Element):
    """The end of a line within a paragraph."""


def fold(tree: nodes.Element) -> None:
    """Replace HTML within lines by nodes. Tags without an end, or without a form in print, stay as they are."""
    holders = {id(raw.parent): raw.parent for raw in tree.findall(nodes.raw) if _is_html(raw)}
    for holder in holders.values():
        if holder is not None:
            holder.children = _folded(list(holder.children))
            for child in holder.children:
                child.parent = holder


def _folded(children: list[nodes.Node]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    while children:
        child = children.pop(0)
        tag = _TAG.fullmatch(child.astext().strip()) if isinstance(child, nodes.raw) and _is_html(child) else None
        name = tag["name"].lower() if tag else ""
        end = _end(children, name) if tag and not tag["end"] else None
        if name == "br":
            made.append(hard_break())
        elif name == "hr":
            made.append(nodes.transition())
        elif name == "input" and tag and "checkbox" in tag["rest"]:
            made.append(nodes.Text("☒ " if "checked" in tag["rest"] else "☐ "))
        elif tag and end is not None and (holder := _holder(name, tag["rest"])) is not None:
            inner, children = children[:end], children[end + 1 :]
            holder += _folded(inner)
            made.append(holder)
        else:
            made.append(child)
    return made


def _holder(name: str, rest: str) -> nodes.Element | None:
    if name in STYLES:
        return styled(function=STYLES[name])
    if name == "a" and (href := _HREF.search(rest)):
        return nodes.reference("", "", refuri=unescape(next(filter(None, href.groups()), "")))
    return None


def _end(children: list[nodes.Node], name: str) -> int | None:
    """Where the tag ends among what follows it."""
    depth = 1
    for n, child in enumerate(children):
        tag = _TAG.fullmatch(child.astext().strip()) if isinstance(child, nodes.raw) and _is_html(child) else None
        if tag and tag["name"].lower() == name:
            depth += -1 if tag["end"] else 1
            if not depth:
                return n
    return None


def complaint(raw: nodes.raw) -> str:
    """What to say of it where it cannot be printed, and readers miss something; '' of what is for another format."""
    words = _lost(raw) if _is_html(raw) else ""
    hint = "Write it in Markdown or, if it is for the site alone, within {only} html."
    return f"This HTML is not printed: {words[:60]!r}. {hint}" if words else ""


def _lost(raw: nodes.raw) -> str:
    """What of HTML is missed: its words or its tag; '' if that is nothing."""
    html = _COMMENT.sub("", raw.astext())
    words = " ".join(unescape(_TAG.sub(" ", re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", html))).split())
    return words or " ".join(_shown(html))


def _shown(html: str) -> Iterator[str]:
    for match in _SHOWN.finditer(html):
        yield f"{match[0]}>"


def _is_html(raw: nodes.raw) -> bool:
    return "html" in str(raw.get("format", "")).split()
