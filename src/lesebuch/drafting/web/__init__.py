"""Web pages: what they say of themselves, and which of their lines are the article."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from lxml import etree

from lesebuch.drafting.web.authorship import authors_of, without_site_names
from lesebuch.drafting.web.dating import GUESSED, publication
from lesebuch.drafting.web.deck import subtitle
from lesebuch.drafting.web.furniture import is_furniture
from lesebuch.drafting.web.instead import asks_to_pay, leads_on, stands_instead
from lesebuch.drafting.web.line import HEADINGS, tool_of
from lesebuch.drafting.web.maintext import main_lines
from lesebuch.drafting.web.metadata import Declared, address, declarations, saved_from, site
from lesebuch.drafting.web.neighbours import (
    FEWEST,
    first_heading,
    is_day_of_site,
    marks,
    names,
    of_the_site,
    place_of,
    site_lines,
)
from lesebuch.drafting.web.recipes import Shown
from lesebuch.drafting.web.titling import title_of, word_key
from lesebuch.edtf import TimeValue

__all__ = ["FEWEST", "Hints", "PageLine", "marks", "of_the_site", "place_of", "read_page"]

_RUNNING = 15
"""Words from which on a line looks like running text."""
_SOME_LINKS = 0.3
_INNER = 4
"""Elements above a line that may be within its line: links, emphasis."""
_WITHIN = frozenset(
    ["br", "a", "b", "strong", "i", "em", "span", "font", "small", "sup", "sub", "u", "s", "q", "cite", "mark", "img"]
)
"""Elements within a paragraph."""
_AT_HAND = "most pages of this site that are at hand"
_NEAR = 12
"""Elements above a line within which a quotation begins."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """What the page says of a line of the source."""

    main: bool
    """Whether it belongs to the article."""
    level: int = 0
    """Of a heading 1 to 6, else 0."""
    quoted: bool = False
    """Whether it stands in a block quotation."""
    kind: str = ""
    """What else it is: item (of a list), row (of a table), note, caption, code, or of a title block title, subtitle, author, date,
    abstract, property; empty where nothing says so."""
    strong: bool = False
    """Whether all of it is set off as strong: a heading, where nothing else is one."""
    running: bool = False
    """Whether it looks like running text, in no comment, form or the like: leaving it out is worth a word."""
    tool: str = ""
    """Of a heading the words at its end that are a link in brackets, such as `[edit]`: they are the site's, not the text's."""
    paragraph: int = 0
    """Number of the paragraph or other block in which it stands: lines of one are parted by line breaks alone, as those of verse are."""
    typed: bool = False
    """Whether it stands in `<pre>`, whose lines end where they were ended by hand."""


@dataclass(frozen=True, slots=True)
class Hints:
    """A source's account of itself: a web page's, or a document's. What it does not say is empty or None."""

    lines: tuple[PageLine, ...] = ()
    """One for each line of the source as extracted; none where the main text cannot be told."""
    title: str = ""
    is_recorded: bool = False
    """Whether `title` is from a record of who keeps the text, so that no other line is it."""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    """Whom it names as author instead: the site, its publisher."""
    published: TimeValue | None = None
    published_from: str = ""
    """Such as `meta article:published_time`."""
    site: str = ""
    url: str = ""
    language: str = ""
    """As the source declares it."""
    whose: str = "page"
    """Whose account it is: a page's, of which part is the article, or a file's, which is the article as a whole."""
    typed: bool = False
    """Whether `authors` is whose program wrote the file, who need not be who wrote the text."""
    created: TimeValue | None = None
    """When the file was made, which need not be when its text was published."""
    starts: tuple[int, ...] = ()
    """Of a book: the first line of each of its pages that has one."""
    remarks: tuple[str, ...] = ()
    """What is in the file and not in its lines, or not as it was: a doubt each."""
    instead: str = ""
    """What a page is that came in the place of a text, as `web/instead.py` says; empty for all others."""


def read_page(
    page: str, shown: Sequence[Shown], today: dt.date | None = None, shared: frozenset[str] = frozenset()
) -> Hints:
    """Read a page. `shown` are the lines that the source has of it; `today` is the last day on which it can have been published.

    `shared` are the `marks` of it that most pages of its site have, as `of_the_site` gives them.
    """
    if not shown:
        return Hints()
    today = today or dt.datetime.now(tz=dt.UTC).date()
    tree = shown[0].element.getroottree().getroot()
    declared = declarations(tree)
    authors, offices = authors_of(tree, declared)
    published, source = publication(page, declared, today)
    title, shared_title = _title(tree, declared, shown, shared)
    name = site(declared, title)
    url = address(tree, declared) or saved_from(page)
    main = main_lines(page, shown, title, url)
    remarks = [asks_to_pay(declared.linked, shown, main), leads_on(shown, url)]
    if shared_title:
        remarks.append(f"title: {_AT_HAND} have it, too")
    if published and source == GUESSED and is_day_of_site(published, shown, main, shared):
        remarks.append(f"date: {published} is in no line but one that {_AT_HAND} have, too")
        published, source = None, ""
    if common := site_lines(shown, main, title, shared):
        remarks.append(f"text: {_AT_HAND} have {_spanned(common)}, too; drop what is the site's")
    deck = subtitle(shown, main, title)
    furniture: dict[etree._Element, bool] = {}
    paragraphs = _paragraphs(shown)
    return Hints(
        lines=tuple(
            replace(_page_line(line, chosen, furniture), paragraph=number)
            if index != deck
            else PageLine(chosen, kind="subtitle", paragraph=number)
            for index, (line, chosen, number) in enumerate(zip(shown, main, paragraphs, strict=True))
        )
        if any(main)
        else (),
        title=title,
        authors=without_site_names(authors, [*declared.sites, *([name] if name else [])]),
        offices=offices,
        published=published,
        published_from=source,
        site=name,
        url=url,
        language=tree.get("lang") or "",
        remarks=tuple(filter(None, remarks)),
        instead=stands_instead(tree, shown, declared.titles),
    )


def _spanned(indexes: Sequence[int]) -> str:
    if len(indexes) == 1:
        return f"line {indexes[0] + 1}"
    return f"{len(indexes)} of the lines from {indexes[0] + 1} to {indexes[-1] + 1}"


def _title(
    tree: etree._Element, declared: Declared, shown: Sequence[Shown], shared: frozenset[str]
) -> tuple[str, bool]:
    """The title that the page has alone; else what most pages of its site are called, and that it is so."""
    sites = names(shared)
    titles = tuple(text for text in declared.titles if word_key(text) not in sites)
    own = title_of(tree, replace(declared, titles=titles, sites=(*declared.sites, *sites)))
    if not own and sites:
        own = first_heading(shown, shared)
    title = own or title_of(tree, declared)
    return title, word_key(title) in sites


def _paragraphs(shown: Sequence[Shown]) -> list[int]:
    numbers: dict[tuple[etree._Element, int], int] = {}
    blocks = [
        next((e for e in (line.element, *line.element.iterancestors()) if e.tag not in _WITHIN), line.element)
        for line in shown
    ]
    runs = {block: iter(_typed_runs(block, count)) for block, count in Counter(blocks).items() if block.tag == "pre"}
    return [
        numbers.setdefault((block, next(runs[block]) if block in runs else 0), len(numbers) + 1) for block in blocks
    ]


def _typed_runs(block: etree._Element, count: int) -> list[int]:
    """For each of so many lines of `<pre>` the number of blank lines above it; all alike where its elements part lines, too."""
    lines = "".join(map(str, block.itertext())).split("\n")
    blank = accumulate(int(not line.strip()) for line in lines)
    runs = [above for line, above in zip(lines, blank, strict=True) if line.strip()]
    return runs if len(runs) == count else [0] * count


def _page_line(shown: Shown, main: bool, furniture: dict[etree._Element, bool]) -> PageLine:
    above = [shown.element, *islice(shown.element.iterancestors(), _NEAR)]
    heading = next((e for e in above[:_INNER] if e.tag in HEADINGS), None)
    level = 0 if heading is None else int(heading.tag[1])
    running = (
        len(shown.text.split()) >= _RUNNING
        and shown.linked < _SOME_LINKS
        and not is_furniture(shown.element, furniture)
    )
    quoted = any(e.tag == "blockquote" for e in above)
    tool = "" if heading is None else tool_of(heading)
    typed = any(e.tag == "pre" for e in above)
    return PageLine(main, level, quoted, strong=_is_strong(shown.text, above), running=running, tool=tool, typed=typed)


def _is_strong(text: str, above: Sequence[etree._Element]) -> bool:
    strong = next((element for element in above[:_INNER] if element.tag in ("strong", "b")), None)
    return strong is not None and "".join(map(str, strong.itertext())).split() == text.split()
