"""Words in another language than the page's, marked so that they are spoken, broken and set as their own language is.

The mark is docutils' own: a class `language-ru`, which its writers turn into `lang="ru"`.
"""

from docutils import nodes
from sphinx.application import Sphinx

from lesebuch.model import Chapter
from lesebuch.presentation.catalogue import BEGIN, END, ENGLISH, current, plain

_CLASS = "language-"


def words(text: str, language: str) -> nodes.Text | nodes.inline:
    """A text; as it is if it is in the page's language."""
    marked = classes(language)
    return nodes.inline("", text, classes=marked) if marked and text else nodes.Text(text)


def within(text: str, language: str) -> nodes.inline:
    """Words within others in another language than theirs, which may be the page's own."""
    return nodes.inline("", text, classes=[f"{_CLASS}{language}"])


def spoken(message: str) -> nodes.Text | nodes.inline:
    """Words of ours in the title of a page, which lists of pages have as they are: that they stay English an element says."""
    return within(plain(message), ENGLISH) if BEGIN in message else nodes.Text(message)


def title(chapter: Chapter) -> nodes.Text | nodes.inline:
    """A chapter's title; one that the editors give is in their language."""
    return words(chapter.title, title_language(chapter))


def titled(said: str, title: str, chapter: Chapter) -> list[nodes.Node]:
    """Words that name a chapter, maybe by a shorter `title`: the title in its language."""
    before, found, after = said.partition(title)
    parts = nodes.Text(before), words(found, title_language(chapter)), nodes.Text(after)
    return [part for part in parts if part.astext()]


def title_language(chapter: Chapter) -> str:
    """The language of a chapter's title."""
    return current() if "title" in chapter.supplied else chapter.language


def foreign_title(chapter: Chapter) -> str:
    """The language of a chapter's title where it is not the page's; else ''."""
    language = title_language(chapter)
    return "" if language == current() else language


def classes(language: str) -> list[str]:
    """The class that marks a language; none for the page's."""
    return [] if language in ("", current()) else [f"{_CLASS}{language}"]


def language_of(node: nodes.Element) -> str:
    """The language that a node is marked with, else ''."""
    names: list[str] = node.get("classes", [])
    return next((name.removeprefix(_CLASS) for name in names if name.startswith(_CLASS)), "")


def mark_english(app: Sphinx, document: nodes.document, _page: str) -> None:
    """On `doctree-resolved`: words of ours that stay English are marked; writers of HTML do it in the finished page, see `languages.py`."""
    if app.builder.format == "html":
        return
    for text in [text for text in document.findall(nodes.Text) if BEGIN in text]:
        before, *runs = text.split(BEGIN)
        parts: list[nodes.Node] = [nodes.Text(before)] if before else []
        for run in runs:
            said, _end, after = run.partition(END)
            parts += [within(said, ENGLISH), *([nodes.Text(after)] if after else [])]
        text.parent.replace(text, parts)
