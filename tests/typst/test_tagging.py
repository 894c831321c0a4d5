"""What programs find in a book beside its words: names of places, sections, terms of use, and numbers apart from the text."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest
from printed import MINI, Printed, build, letters
from sphinx.config import Config as SphinxConfig

from lesebuch.config import Config, Edition
from lesebuch.model import Reader, Rights
from lesebuch.pipeline import read
from lesebuch.presentation import ids
from lesebuch.presentation.commentary import numbered
from lesebuch.typst import printing, titles


@pytest.fixture(scope="module")
def reader() -> Reader:
    return read(MINI, Edition.CLASS)[0]


def led_to(book: Printed, name: str) -> str:
    """The page to which a name leads, letters alone."""
    place = book.reader.named_destinations[name]
    return letters(book.pages[book.reader.get_destination_page_number(place)])


def test_notes_have_names(book: Printed, reader: Reader) -> None:
    checked = 0
    for chapter in reader.chapters:
        for note in numbered(chapter):
            page = led_to(book, f"{chapter.slug}.{ids.note(note.id)}")
            assert letters(note.body.text.split()[0]) in page, (chapter.slug, note.id)
            checked += 1
    assert checked == 7


def test_entries_and_events_have_names(book: Printed, reader: Reader) -> None:
    for slug, entry in reader.entries.items():
        assert letters(entry.term) in led_to(book, f"glossary.{slug}")
    for event in reader.events:
        assert letters(event.body.text.split("{")[0])[:20] in led_to(book, f"chronology.{ids.event(event.id)}")
        for chapter in reader.chapters:
            if event in chapter.events:
                assert letters("Ereignisse") in led_to(book, f"{chapter.slug}.{ids.event(event.id)}")
    assert len(reader.entries) > 3
    assert len(reader.events) > 3


def elements(holder: pikepdf.Object) -> list[pikepdf.Object]:
    kids = holder.get("/K", [])
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_each_heading_begins_a_section_within_that_of_the_heading_above(book: Printed) -> None:
    levels: list[list[int]] = []

    def walk(holder: pikepdf.Object, above: list[int]) -> None:
        within = elements(holder)
        for n, element in enumerate(within):
            assert element.P.objgen == holder.objgen
            heading = re.fullmatch(r"/H(\d)", str(element.S))
            if heading and str(holder.S) in ("/Sect", "/Document"):
                assert n == 0
                assert str(holder.S) == "/Sect"
                assert all(int(heading[1]) > level for level in above)
                levels.append([*above, int(heading[1])])
        first = re.fullmatch(r"/H(\d)", str(within[0].S)) if within and str(holder.S) == "/Sect" else None
        for element in within:
            walk(element, [*above, int(first[1])] if first else above)

    with pikepdf.open(book.pdf) as pdf:
        (document,) = elements(pdf.Root.StructTreeRoot)
        walk(document, [])
    assert [1, 2] in levels
    assert [1, 2, 3] in levels


def metadata(printed: Printed) -> str:
    with pikepdf.open(printed.pdf) as pdf:
        return pdf.Root.Metadata.read_bytes().decode()


def test_the_metadata_say_what_may_be_done(book: Printed, root: Path, tmp_path: Path) -> None:
    told = metadata(book)
    assert told.count("darf nicht weitergegeben") == 2  # dc:rights and xmpRights:UsageTerms
    # The licence is that of the editors' own words, and not of the whole.
    assert "WebStatement" not in told
    register = root / "seeds" / "register.yaml"
    register.write_text(
        register.read_text(encoding="utf-8").replace("rights: restricted", "rights: open\n  licence: CC BY-SA 4.0")
    )
    free = build(root, tmp_path / "pdf", edition="public")
    assert "<xmpRights:WebStatement>https://creativecommons.org/licenses/by-sa/4.0/<" in metadata(free)
    assert "weitergegeben" not in metadata(free)
    (root / "docs" / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    picture = ":::{picture} /plan.svg\n:alt: Ein leeres Blatt\n:rights: open\n:licence: CC BY 4.0\n:::\n"
    page = root / "docs" / "index.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{picture}", encoding="utf-8")
    mixed = build(root, tmp_path / "pdf", edition="public")
    assert "CC BY 4.0" in "".join(mixed.pages)
    assert "WebStatement" not in metadata(mixed)


def test_the_licence_is_that_of_the_whole_only_if_each_part_has_it(reader: Reader) -> None:
    address = "https://creativecommons.org/licenses/by-sa/4.0/"
    text = reader.chapters[0]
    texts = [replace(text, rights=Rights.OPEN, licence=licence) for licence in ("CC BY-SA 4.0", address)]
    imprint = titles.Imprint(Config(licence="CC BY-SA 4.0"), SphinxConfig(), Edition.CLASS, texts)
    assert imprint.terms().address == address
    assert replace(imprint, pictures=["CC BY-SA 4.0"]).terms().address == address
    for licence in ("CC BY-NC-ND 4.0", "CC BY-SA 3.0", "gemeinfrei", ""):
        other = replace(texts[0], licence=licence)
        assert replace(imprint, chapters=[*texts, other]).terms().address == "", licence
        assert replace(imprint, pictures=["CC BY-SA 4.0", licence]).terms().address == "", licence
        # Whose words are not in it says nothing of the whole.
        assert replace(imprint, chapters=[*texts, replace(other, available=False)]).terms().address == address


def test_numbers_and_kinds_stand_apart_from_words(tmp_path: Path) -> None:
    # In the order of the file, which is that in which it is read aloud: where words stand on the page does not part them.
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    noted = 'note("Bohrmeter", label: "a.n.foot", number: 1, kind: "Sprache")'
    words = f'#passage({{ "Gemeint"; {noted} }}, number: 7)'
    main.write_text(f'#import "elements.typ": *\n#set document(title: "Probe")\n{words}\n', encoding="utf-8")
    page = pypdf.PdfReader(io.BytesIO(printing.print_file(main, timestamp=0).pdf)).pages[0]
    said: list[str] = []
    page.extract_text(visitor_text=lambda *given: said.append(given[0]))
    told = "".join(said).replace("\xa0", " ")
    assert "7 Gemeint" in told.replace("  ", " ")
    assert re.search(r"Sprache\s+Bohrmeter", told)
