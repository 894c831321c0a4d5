"""Of a style sheet those rules that can match something on given pages.

A rule that matches nothing has no effect, so pages look the same without it. Judged are the names of elements, classes and ids
alone, and only those that a selector demands; whatever is doubtful stays.
"""

import re
from collections.abc import Collection, Iterator

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|url\([^)"\']*\)|\\.|[{};]', re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LICENCE = re.compile(r"/\*!.*?\*/", re.DOTALL)
_NESTING = ("@media", "@supports", "@layer", "@container")
"""At-rules that hold rules."""
_ALTERNATIVES = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
"""What stands in parentheses, as behind `:not`, need not be there; values of attributes may look like names."""
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_IS = re.compile(r":(?:is|where)\(([^()]*)\)")
_PSEUDO = re.compile(r"::?[\w-]+")
_TAG = re.compile(r"[a-zA-Z][\w-]*")
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_VARIABLE = re.compile(r"--[\w-]+")


def prune(css: str, names: Collection[str], elsewhere: str = "", tags: Collection[str] = ()) -> str:
    """The rules of a style sheet that may match where only these classes and ids occur, squeezed, licences first.

    `elsewhere`: other style sheets of the same pages, which may use its variables, fonts and animations. `tags`: the only
    elements that occur; if there are none, all may.
    """
    kept = _rules(css, names, tags)
    kept = _without_unused(kept, elsewhere)
    return "".join(f"{licence}\n" for licence in dict.fromkeys(_LICENCE.findall(css))) + squeeze(kept)


def squeeze(css: str) -> str:
    """The same rules without comments, and with no space that nothing needs."""
    made = []
    for prelude, body in parse(css):
        head = re.sub(r"\s*([,>])\s*", r"\1", re.sub(r"\s+", " ", prelude)) if "[" not in prelude else prelude
        if body is None:
            made.append(f"{head};")
        elif prelude.startswith(_NESTING):
            made.append(f"{prelude}{{{squeeze(body)}}}")
        elif prelude.startswith("@keyframes"):
            made.append(f"{prelude}{{{body.strip()}}}")
        else:
            told = (re.sub(r"^([\w-]+):\s+", r"\1:", text) for text in _declarations(_COMMENT.sub("", body)))
            made.append(f"{head}{{{';'.join(told)}}}")
    return "".join(made)


def _rules(css: str, names: Collection[str], tags: Collection[str]) -> str:
    made = []
    for prelude, body in parse(css):
        if body is None:
            made.append(f"{prelude};")
        elif prelude.startswith(_NESTING):
            if inner := _rules(body, names, tags):
                made.append(f"{prelude}{{{inner}}}")
        elif prelude.startswith("@"):
            made.append(f"{prelude}{{{body}}}")
        elif kept := [selector for selector in _selectors(prelude) if matches(selector, names, tags)]:
            made.append(f"{','.join(kept)}{{{body}}}")
    return "".join(made)


def parse(css: str) -> Iterator[tuple[str, str | None]]:
    """The rules of a style sheet: what stands before the brace, and in it; None for a rule without braces."""
    start = depth = opened = 0
    for token in _TOKEN.finditer(css):
        if token[0] == "{":
            depth += 1
            if depth == 1:
                opened = token.start()
        elif token[0] == "}":
            depth -= 1
            if depth == 0:
                yield _plain(css[start:opened]), css[opened + 1 : token.start()]
                start = token.end()
        elif token[0] == ";" and depth == 0:
            if rule := _plain(css[start : token.start()]):
                yield rule, None
            start = token.end()


def _plain(prelude: str) -> str:
    return _COMMENT.sub("", prelude).strip()


def _selectors(prelude: str) -> list[str]:
    """The selectors of a list; commas within parentheses separate none."""
    hidden = _ALTERNATIVES.sub(lambda match: match[0].replace(",", "\0"), prelude)
    return [selector.replace("\0", ",").strip() for selector in hidden.split(",")]


def matches(selector: str, names: Collection[str], tags: Collection[str] = ()) -> bool:
    """Whether all classes and ids that a selector demands are among the names, and all elements among the tags, if given."""
    if not all(any(matches(one, names, tags) for one in _selectors(found[1])) for found in _IS.finditer(selector)):
        return False
    plain = _ALTERNATIVES.sub("", selector)
    demanded = _NAME.findall(plain)
    if not all(re.sub(r"\\(.)", r"\1", name) in names for name in demanded):
        return False
    return not tags or all(tag.lower() in tags for tag in _TAG.findall(_PSEUDO.sub("", _NAME.sub("", plain))))


def _without_unused(css: str, elsewhere: str) -> str:
    """Without variables, fonts and animations that nothing uses, and without what only those used."""
    while True:
        used = set(re.findall(r"var\(\s*(--[\w-]+)", css + elsewhere))
        animated = " ".join(re.findall(r"animation[\w-]*:([^;}]*)", css + elsewhere))
        made = "".join(_used(prelude, body, used, animated, css + elsewhere) for prelude, body in parse(css))
        if made == css:
            return made
        css = made


def _used(prelude: str, body: str | None, used: Collection[str], animated: str, everything: str) -> str:
    if body is None:
        return f"{prelude};"
    if prelude.startswith(_NESTING):
        inner = "".join(_used(*rule, used, animated, everything) for rule in parse(body))
        return f"{prelude}{{{inner}}}" if inner else ""
    if prelude.startswith("@keyframes"):
        return f"{prelude}{{{body}}}" if prelude.rsplit(maxsplit=1)[-1] in animated else ""
    if prelude.startswith("@font-face"):
        family = re.search(r"font-family:\s*[\"']?([^;\"'}]+)", body)
        found = family and family[1] in _FACE.sub("", everything)
        return f"{prelude}{{{body}}}" if found else ""
    if prelude.startswith("@"):
        return f"{prelude}{{{body}}}"
    kept = [text for text in _declarations(body) if not _is_unused(text, used)]
    return f"{prelude}{{{';'.join(kept)}}}" if kept else ""


def _is_unused(declaration: str, used: Collection[str]) -> bool:
    name = declaration.partition(":")[0].strip()
    return bool(_VARIABLE.fullmatch(name)) and name not in used


def _declarations(body: str) -> list[str]:
    """The declarations of a rule."""
    found, start, depth = [], 0, 0
    for token in re.finditer(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|[();]', body, re.DOTALL):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == ";" and depth == 0:
            found.append(body[start : token.start()])
            start = token.end()
    return [text.strip() for text in (*found, body[start:]) if text.strip()]
