"""Documents: all chapters in one `teiCorpus`, or each as a file that needs no other."""

from collections.abc import Iterator

from lxml import etree

from lesebuch.config import Config
from lesebuch.export.tei import header
from lesebuch.export.tei.elements import element
from lesebuch.export.tei.marks import Marks
from lesebuch.export.tei.standoff import add_notes, stand_off
from lesebuch.export.tei.text import text_of
from lesebuch.model import Chapter, Reader
from lesebuch.presentation.index import Index

SIGN = 'ident="lesebuch"'
"""What each of our files holds, and no other."""


def corpus(reader: Reader, config: Config) -> str:
    """All chapters in one `teiCorpus`, in the reader's order. Entries and events, which several share, stand before them once."""
    root = element("teiCorpus")
    root.append(header.of_reader(config))
    root.append(stand_off(reader, config.language, reader.entries.values(), reader.events))
    root.extend(_document(reader, config, chapter, alone=False) for chapter in reader.chapters)
    return _written(root)


def chapters(reader: Reader, config: Config) -> Iterator[tuple[str, str]]:
    """Each chapter by the name of its file, with the entries and events of its own."""
    for chapter in reader.chapters:
        yield f"{chapter.slug}.xml", _written(_document(reader, config, chapter, alone=True))


def _document(reader: Reader, config: Config, chapter: Chapter, *, alone: bool) -> etree._Element:
    root = element("TEI", id=chapter.slug)
    root.append(header.of_chapter(reader, config, chapter, alone=alone))
    marks = Marks(reader, chapter)
    text = text_of(marks)
    named = {mention.entry for mention in Index(reader).mentions(chapter.slug)} if alone else set()
    told = [event for event in reader.events if alone and event.concerns(chapter.slug)]
    beside = stand_off(reader, config.language, (reader.entries[slug] for slug in named), told, chapter.slug)
    add_notes(beside, marks)
    root.append(beside)
    root.append(text)
    return root


def _written(root: etree._Element) -> str:
    """The document, without the lists that hold nothing; lines end where no word is near."""
    for made in list(root.iter("{*}standOff")):
        parent = made.getparent()
        if not len(made) and parent is not None:
            parent.remove(made)
        else:
            etree.indent(made, " ")
    for made in root.iter("{*}teiHeader", "{*}standOff", "{*}TEI", "{*}text"):
        made.tail = "\n"
    root.text, root.tail = "\n", None
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'
