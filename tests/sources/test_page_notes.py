"""The notes of web pages: what refers to them, and what they are, in the ways in which pages set them."""

import pytest
from lxml import html

from lesebuch.sources.pagenotes import find_notes

TEXT = "<p>Der Steg ist alt{}.<p>Das Holz fehlt{}.<p>Mehr weiß keiner."


def linked(*links: str) -> str:
    return TEXT.format(*links)


def raised(*numbers: int) -> str:
    return TEXT.format(*(f"<sup>{number}</sup>" for number in numbers))


def found(page: str) -> tuple[list[str], list[str], list[str]]:
    """The marks of references, the notes with their marks, and what continues a note, in the order of the page."""
    tree = html.document_fromstring(f"<html><body>{page}</body></html>")
    notes = find_notes([tree])
    order = {element: place for place, element in enumerate(tree.iter())}

    def said(elements: dict[html.HtmlElement, object]) -> list[html.HtmlElement]:
        return sorted(elements, key=order.__getitem__)

    return (
        [notes.references[e] for e in said(dict(notes.references))],
        [f"{notes.notes[e]}: {' '.join(e.text_content().split())}" for e in said(dict(notes.notes))],
        [" ".join(e.text_content().split()) for e in said(dict(notes.more))],
    )


@pytest.mark.parametrize(
    ("page", "notes"),
    [
        # a link leads there, and back, by a name
        (linked("<a name=r1 href='#n1'><span>1</span></a>", "<a name=r2 href='#n2'>2</a>")
         + "<div><p><a name=n1 href='#r1'>1</a> Seit 1901.<p><a name=n2 href='#r2'>2</a> Es lag im Hof.</div>",
         ["1: 1 Seit 1901.", "2: 2 Es lag im Hof."]),
        # in brackets, to an item with the same number
        (linked(" <a href='#r1'>[1]</a>", " <a href='#r2'>[2]</a>") + "<ol><li><a id=r1></a>Seit 1901.<li><a id=r2></a>Es lag im Hof.</ol>",
         ["1: Seit 1901.", "2: Es lag im Hof."]),
        (linked(" <a href='#r1'>[1]</a>", " <a href='#r2'>[2]</a>")
         + "<div><a id=r1>1.</a><div>Seit 1901.</div></div><div><a id=r2>2.</a><div>Es lag im Hof.</div></div>",
         ["1: 1.Seit 1901.", "2: 2.Es lag im Hof."]),
        # by its name
        (linked("<span class=fn><a href='#note1'>1</a></span>", "<span class=fn><a href='#note2'>2</a></span>")
         + "<p id=note1>1. Seit 1901.<p>Oder eher.<p id=note2>2. Es lag im Hof.",
         ["1: 1. Seit 1901.", "2: 2. Es lag im Hof."]),
        # raised, with the number at the beginning of the note
        (linked("<sup><a href='#1'>1</a></sup>", "<sup><a href='#2'>2</a></sup>")
         + "<div id=1><sup>1</sup><p>Seit 1901.</p></div><div id=2><sup>2</sup><p>Es lag im Hof.</p></div>",
         ["1: 1Seit 1901.", "2: 2Es lag im Hof."]),
        # of Word, without the names that its links lead to
        (linked("<sup><a href='#_ftn1'>[1]</a></sup>", "<sup><a href='#_ftn2'>[2]</a></sup>")
         + "<hr><p><sup><a href='//x#_ftnref1'>[1]</a></sup> Seit 1901.<p><a href='#_ftnref2'>[2]</a> Es lag im Hof.",
         ["1: [1] Seit 1901.", "2: [2] Es lag im Hof."]),
        # a page that names itself, notes that lead back by the same kind of number
        (linked("<sup><a id=m1 href='k2.html#n1'>1</a></sup>", "<sup><a id=m2 href='k2.html#n2'>2</a></sup>")
         + "<p id=n1><sup><a href='k2.html#m1'>1</a></sup> Seit 1901.<p id=n2><sup><a href='k2.html#m2'>2</a></sup> Es lag im Hof.",
         ["1: 1 Seit 1901.", "2: 2 Es lag im Hof."]),
        # no link: a raised number in both places
        (raised(1, 2) + "<hr><p><sup>1</sup> Seit 1901.<p><b><sup>2</sup> Der Wirt:</b> Es lag im Hof.<p>Nachtrag.",
         ["1: 1 Seit 1901.", "2: 2 Der Wirt: Es lag im Hof."]),
        ("<p>Der Steg ist alt<sup>1</sup>.<p class=footnote><sup>1</sup>Seit 1901.<p>Das Holz fehlt<sup>2</sup>.<p class=footnote><sup>2</sup>Es lag im Hof.",
         ["1: 1Seit 1901.", "2: 2Es lag im Hof."]),
        # a strong number below a line, an item below a heading, or in what is called so
        (raised(1, 2) + "<hr><p><strong>1</strong> Seit 1901.<p><strong>2</strong> Es lag im Hof.", ["1: 1 Seit 1901.", "2: 2 Es lag im Hof."]),
        (raised(1, 2) + "<h2>Anmerkungen</h2><ol><li>Seit 1901.<li>Es lag im Hof.</ol>", ["1: Seit 1901.", "2: Es lag im Hof."]),
        (raised(1, 2) + "<div class=Post-module__x1__footnotes><h4>Mehr</h4><ol><li>Seit 1901.<li>Es lag im Hof.</ol></div>",
         ["1: Seit 1901.", "2: Es lag im Hof."]),
        ("<p>Der Steg ist alt<sup>1</sup>.<aside><ol><li>Seit 1901.</ol></aside><p>Das Holz fehlt<sup>2</sup>.<aside><ol start=2><li>Es lag im Hof.</ol></aside>",
         ["1: Seit 1901.", "2: Es lag im Hof."]),
    ],
)  # fmt: skip
def test_notes(page: str, notes: list[str]) -> None:
    references, there, _ = found(page)
    assert there == notes
    assert references == ["1", "2"]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Siehe <a href='#n'>1</a>.<ol><li id=n>Heim.</ol>",
        "<p>Nach Satz (<a href='#s'>1</a>) gilt es auch hier.<h3><a name=s></a>Satz 1</h3><p>Jeder Steg hat zwei Enden.",
        "<ul><li><a href='#a' id=b>1</a> <a href='#a'>Der Steg</a></ul><div id=a><h2>1 Der Steg</h2><p>Text <a href='#b'>nach oben</a></div>",
        "<p>Der See hat 12 km<sup>2</sup>, das Holz 3 m<sup>3</sup>.<p>Mehr weiß keiner.",
        raised(1, 3) + "<p><sup>1</sup> Seit 1901.<p><sup>2</sup> Es lag im Hof.",
        raised(1, 2) + "<p><strong>1</strong> Seit 1901.<p><strong>2</strong> Es lag im Hof.",
        raised(1, 2) + "<h2>Was fehlt</h2><ol><li>Holz<li>Nägel</ol>",
        "<p><sup>1</sup> Am Anfang war der Steg.<p><sup>2</sup> Und der Steg war alt.",
        # several notes in one block would be one
        "<p>Alt<a href='#a'><sup>1</sup></a>, kalt<a href='#b'><sup>2</sup></a>.<p><a name=a><sup>1</sup></a> Ja.<br><a name=b><sup>2</sup></a> Nein.",
    ],
)  # fmt: skip
def test_no_notes(page: str) -> None:
    assert found(page) == ([], [], [])


def test_an_exponent_is_no_reference() -> None:
    page = "<p>Der See hat 12 km<sup>2</sup>.<p>Der Steg ist alt<sup>1</sup>, das Holz fehlt<sup>2</sup>.<hr>"
    notes = "<p><sup>1</sup> Seit 1901.<p><sup>2</sup> Es lag im Hof."
    tree = html.document_fromstring(page + notes)
    references = find_notes([tree]).references
    sups = list(tree.iter("sup"))
    assert references == {sups[1]: "1", sups[2]: "2"}


def test_raised_digits_of_unicode_are_no_numbers() -> None:
    text = TEXT.format("<sup>²</sup>", "")
    assert found(f"{text}<p><sup>²</sup> Seit 1901.<ol class=footnotes start='²'><li>Es lag im Hof.</ol>") == (
        [],
        [],
        [],
    )


def test_what_stands_between_two_notes_continues_the_first() -> None:
    notes = (
        "<hr><p><sup>1</sup> Seit 1901:<ul><li>neu<li>alt</ul><p>Das Eis kam.<p><sup>2</sup> Es lag im Hof.<p>Nachtrag."
    )
    assert found(raised(1, 2) + notes)[2] == ["neualt", "Das Eis kam."]
    between = (
        "<p>Alt<sup>1</sup>.<p><sup>1</sup> Seit 1901.<p>Das Eis kam.<p>Kalt<sup>2</sup>.<p><sup>2</sup> Es lag im Hof."
    )
    assert found(between)[2] == []


def test_a_note_with_a_note_of_its_own_is_one() -> None:
    page = (
        "<p>Der Steg ist alt<sup id=r1><a href='#n1'>a</a></sup>."
        "<ol><li id=n1><a href='#r1'>^</a> Seit 1901<sup id=r2><a href='#n2'>1</a></sup>, sagt Ada<sup id=r3><a href='#n2'>1</a></sup>.</ol>"
        "<ol><li id=n2><sup><a href='#r2'>a</a></sup> <sup><a href='#r3'>b</a></sup> Es steht im Protokoll.</ol>"
    )
    references, notes, _ = found(page)
    assert references == ["a", "1", "1"]
    assert notes == ["a: ^ Seit 19011, sagt Ada1.", "1: a b Es steht im Protokoll."]
