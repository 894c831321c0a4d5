"""What a reader does with the pages: how it is begun, how one sees that it was answered, how it ends."""

from dataclasses import dataclass

CHAPTER, ASSIGNMENT = "chapters/ovks.html", "assignments/neutralitaet.html"
FOUND, LINES = "search-page.html?q=Unionsstaat", "search-page.html?q=Unionsstaat&view=lines"

ESCAPE, OUTSIDE, SHUT, AGAIN = "Escape", "outside", "shut", "again"
CARD = "document.querySelectorAll('.lb-card').length === 1"
TOOLS = "document.querySelectorAll('.lb-tools').length === 1"
DIALOG = "document.querySelectorAll('dialog[open]').length === 1"
# Where notes stand beside the words, a number leads to its note; else the note comes as a preview.
NOTE = f"{CARD} || document.activeElement.matches('.note') && document.querySelectorAll('.note.on').length === 1"
SELECT = """(() => { const range = document.createRange(); const words = document.querySelector("#p2").lastChild;
  range.setStart(words, 2); range.setEnd(words, 20); getSelection().removeAllRanges(); getSelection().addRange(range); })()"""


@dataclass(frozen=True)
class Use:
    """One of them."""

    page: str
    name: str
    at: str
    """What is pointed at, clicked, tapped, or has the focus when a key is pressed."""
    seen: str
    """In the page's script: true when it was answered, and only then."""
    ends: tuple[str, ...] = ()
    """In each of these ways it ends; it is begun anew for each."""
    how: str = "press"
    """`press`; `point`: a mouse rests there, the focus comes there, a finger taps; `follow`: a link, from which one goes back;
    `choose`: another option; `type`: letters; `select`: words."""
    way: tuple[str, ...] = ()
    """What is pressed first, if it is there to be seen, each with the outcome that it is there."""
    typed: str = ""
    """What is typed."""
    after: str = ""
    """A script that makes the page as it was."""
    above: int = 0
    below: int = 10_000
    """On windows wider and narrower than these, in pixels."""
    keys: bool = True
    """Whether keys do it there; else the same is said in words beside it, which they reach."""


def opened(name: str) -> str:
    """That what folds is open."""
    return f"document.querySelector('{name}').open"


MENU = (".lb-menu",)
USES = [
    Use(CHAPTER, "note", ".psg .nr a", NOTE, (ESCAPE, OUTSIDE)),
    # Of what only points the keys reach what is in it; Escape ends it.
    Use(CHAPTER, "note in a preview", ".psg .nr a", CARD, (SHUT, AGAIN), below=1280),
    Use(CHAPTER, "term", ".psg a.m", CARD, (ESCAPE, OUTSIDE, SHUT), "point"),
    # The keys stop at the first mention.
    Use(CHAPTER, "term again", ".psg a.m2", CARD, (ESCAPE, OUTSIDE, SHUT), "point", keys=False),
    Use(CHAPTER, "date", ".psg .when", CARD, (ESCAPE, OUTSIDE, SHUT, AGAIN)),
    Use(CHAPTER, "work", ".notes-list .bibtex-citation a", CARD, (ESCAPE, OUTSIDE, SHUT, AGAIN)),
    Use(CHAPTER, "preview in a preview", "#lb-card-0 .bibtex-citation a", "document.querySelectorAll('.lb-card').length === 2",
        (ESCAPE, SHUT), way=(".nr a[href='#p4-im-konsens']",), below=1280),
    Use(CHAPTER, "passage", "#p3 > .num", TOOLS, (ESCAPE, OUTSIDE, AGAIN)),
    Use(CHAPTER, "link", ".lb-tools [name=link]", "window.copied?.endsWith('ovks.html#p3') || window.copied === 'ovks#p3'", way=("#p3 > .num",)),
    Use(CHAPTER, "quotation", ".lb-tools [name=quote]", "window.copied?.startsWith('„')", way=("#p3 > .num",)),
    Use(CHAPTER, "print", ".lb-tools [name=print]", "window.printed", way=("#p3 > .num",)),
    Use(CHAPTER, "cite", ".lb-tools [name=cite]", DIALOG, (ESCAPE, OUTSIDE, SHUT), way=("#p3 > .num",)),
    Use(CHAPTER, "note of one's own", ".lb-tools [name=note]", DIALOG, (ESCAPE, SHUT), way=("#p3 > .num",)),
    Use(CHAPTER, "mark", ".lb-tools [name=mark]", "document.querySelectorAll('.lb-mine-list li').length === 1", way=("#p3 > .num",),
        after="document.querySelector('.lb-mine-list .buttons button:last-child').click()"),
    Use(CHAPTER, "selected words", "#p2", TOOLS, (ESCAPE, OUTSIDE), "select"),
    Use(CHAPTER, "settings", ".lb-aa", "document.querySelectorAll('.lb-settings:not([hidden])').length === 1", (ESCAPE, OUTSIDE, SHUT, AGAIN)),
    Use(CHAPTER, "size", ".lb-settings label:has([value=large])", "document.documentElement.dataset.size === 'large'", way=(".lb-aa",),
        after="document.querySelector('.lb-settings [value=normal]').click()"),
    Use(CHAPTER, "colours", ".lb-mode", "document.documentElement.dataset.theme === 'dark'", (AGAIN,)),
    Use(CHAPTER, "contents of the page", ".lb-here summary", opened(".lb-here"), (ESCAPE, OUTSIDE, AGAIN)),
    Use(CHAPTER, "head note", ".head-note summary", opened(".head-note"), (AGAIN,)),
    Use(CHAPTER, "about the text", ".about > summary", opened(".about"), (AGAIN,)),
    Use(CHAPTER, "events of the text", ".timeline-fold > summary", opened(".timeline-fold"), (AGAIN,)),
    Use(CHAPTER, "styles", ".cite .styles > summary", opened(".cite .styles"), (AGAIN,)),
    Use(CHAPTER, "own notes", ".lb-own", DIALOG, (ESCAPE, SHUT), way=MENU),
    Use(CHAPTER, "go to", ".lb-goto input", "document.querySelector('.lb-goto li a')?.hash === '#p4'", (ESCAPE,), "type", MENU, "januar 4"),
    Use(FOUND, "hit", ".lb-results ol a", "location.pathname.includes('/chapters/')", (), "follow"),
    Use(FOUND, "filter", ".filters [name=kind]", "location.search.includes('kind=')", (), "choose", above=640),
    Use(FOUND, "filter of a telephone", ".filters [name=kind]", "location.search.includes('kind=')", (), "choose",
        way=(".lb-find summary",), below=641),
    Use(LINES, "order of lines", ".lines [name=sort]", "location.search.includes('sort=left')", (), "choose"),
    Use(LINES, "line", ".kwic .found a", "location.pathname.includes('/chapters/')", (), "follow"),
    Use(LINES, "table", ".csv", "window.saved?.endsWith('.csv')"),
    Use("chronology.html", "period", "[name=from]", "document.querySelector('.events.chronology tbody tr').hidden", (), "choose"),
    Use("chronology.html", "all again", ".lb-periods [type=reset]", "!document.querySelector('.events.chronology tbody tr').hidden"),
    Use("chronology.html", "mark in the drawing", ".lb-years a", "document.querySelector('.events.chronology tr:target')", (), "follow", keys=False),
    Use("glossary.html", "kind", ".kinds button:nth-child(2)", "document.querySelector('.entry[hidden]')", (),
        after="document.querySelector('.kinds button').click()"),
    Use("glossary.html", "letter", ".letters a:nth-of-type(3)", "location.hash.startsWith('#letter-')", (), "follow"),
    Use("references.html", "works", ".lb-filter input", "document.querySelector('.work[hidden]')", (), "type", (), "reuters"),
    Use("map.html", "place", ".map svg a[aria-label='Astana']", "location.hash === '#astana'", (), "follow"),
    Use("connections.html", "name", ".network a:has(rect)", "location.hash.startsWith('#with-')", (), "follow", keys=False),
    Use("connections.html", "pair", ".who a[href^='#both-']", "document.querySelector('.pairs :target')", (), "follow"),
    Use(ASSIGNMENT, "hint", "details.hint summary", opened("details.hint"), (AGAIN,)),
    Use(ASSIGNMENT, "answer", ".answer textarea", "Object.keys(localStorage).some((key) => key.startsWith('lb-answer:'))", (), "type", (), "So"),
]  # fmt: skip
# Without scripts: links lead on, folds open, a search is sent.
PLAIN = [
    Use(CHAPTER, "note", ".psg .nr a", "document.querySelector('.note:target')", (), "follow"),
    Use(CHAPTER, "passage", "#p3 > .num", "document.querySelector('#p3:target')", (), "follow"),
    Use(CHAPTER, "term", ".psg a.m", "location.pathname.includes('glossary') && document.querySelector(':target')", (), "follow"),
    Use(CHAPTER, "work", ".notes-list .bibtex-citation a", "location.pathname.includes('references') && document.querySelector(':target')", (), "follow"),
    Use(CHAPTER, "menu", ".lb-menu", "document.querySelector('#lb-nav:target')?.getBoundingClientRect().left >= 0", (), "follow", below=992),
    *(Use(CHAPTER, name, at, opened(fold), (AGAIN,)) for name, at, fold in (
        ("contents of the page", ".lb-here summary", ".lb-here"), ("head note", ".head-note summary", ".head-note"),
        ("about the text", ".about > summary", ".about"), ("events of the text", ".timeline-fold > summary", ".timeline-fold"),
    )),
    *(use for use in USES if use.name in ("mark in the drawing", "letter", "place", "name", "pair", "hint")),
]  # fmt: skip
