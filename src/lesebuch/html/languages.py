"""Attributes of elements in another language than the page's, and words in another direction."""

import re
from html import escape, unescape

from lesebuch.presentation.catalogue import BEGIN, END, ENGLISH, current, plain
from lesebuch.presentation.direction import is_rightward


def direction(tag: str) -> str:
    """`rtl` of a language that is written from right to left, else `ltr`."""
    return "ltr" if is_rightward(tag) else "rtl"


def attributes(tag: str) -> str:
    """` lang="ru"`, and `dir` where it is not that of the page; empty for the page's own language, or none."""
    if tag in ("", current()):
        return ""
    turned = direction(tag) != direction(current())
    return f' lang="{escape(tag, quote=True)}"' + (f' dir="{direction(tag)}"' if turned else "")


_LEFTWARD = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]+"
_LEFTWARD_WORDS = re.compile(f"{_LEFTWARD}(?:[ \u00a0'’-]+{_LEFTWARD})*")


def isolated(words: str) -> str:
    """Words, escaped, in which those that are written from right to left, such as names, draw no figures beside them to their side."""
    return _LEFTWARD_WORDS.sub(r"<bdi>\g<0></bdi>", words)


# --- Words of ours that stay English -----------------------------------------------------------------------------------

_TOKEN = re.compile(r"""<!--.*?-->|<(?:"[^"]*"|'[^']*'|[^"'>])*>|[^<]+|<""", re.DOTALL)
_NAME = re.compile(r"</?[^\s/>]+")
_RUN = re.compile(f"{BEGIN}(.*?){END}", re.DOTALL)
_BARE = frozenset({"<title", "<desc", "<text", "<tspan", "</tspan", "<option", "<textarea", "<script", "<style"})
"""Behind these tags, of HTML and of SVG, no element of HTML may stand."""
_EMPTY = frozenset({"<img", "<input"})
_CALLED = frozenset({"<a", "<button", "<span", "<textarea", *_EMPTY})
"""Elements whose name is read out in place of what they hold."""


def marked(page: str) -> str:
    """HTML in which words that say that they are English do so by the `lang` of an element: of their own, or of a new one."""
    if BEGIN not in page:
        return page
    english = attributes(ENGLISH)
    made = [""]
    for match in _TOKEN.finditer(page):
        token, end = match[0], match.end()
        if BEGIN in token and not token.startswith("<"):
            is_whole = page.startswith(f"</{_name(made[-1])[1:]}>", end) and _says_nothing_else(token)
            if is_whole and " lang=" not in made[-1]:
                made[-1] = _with(made[-1], english)
            elif not (is_whole and english in made[-1]) and _name(made[-1]) not in _BARE:
                token = _RUN.sub(rf"<span{english}>\1</span>", token)
        elif BEGIN in token and " lang=" not in token and _is_only_called(token, page, end):
            token = _with(token, english)
        made.append(plain(token))
    return "".join(made)


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[0] if found else "<"


def _with(tag: str, attribute: str) -> str:
    name = _name(tag)
    return f"{name}{attribute}{tag[len(name) :]}"


def _is_only_called(tag: str, page: str, end: int) -> bool:
    """Whether an element whose tag ends there holds no words in the reader's language."""
    name = _name(tag)
    content = page[end : page.find(f"</{name[1:]}>", end)]
    return name in _EMPTY or (name in _CALLED and f"{name} " not in content and _says_nothing_else(content))


def _says_nothing_else(content: str) -> bool:
    words = "".join(part for part in _TOKEN.findall(_RUN.sub("", content)) if not part.startswith("<"))
    return not any(map(str.isalpha, unescape(words)))
