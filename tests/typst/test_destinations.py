"""A named destination leads to the line of its passage: right page, right height."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from printed import Printed, boxes, build, copy_mini, needs_poppler

from lesebuch.config import Edition
from lesebuch.model import PassageKind, Reader
from lesebuch.pipeline import read
from lesebuch.typst import printing

ABOVE = 12.0
"""A line above the words stays visible, in points."""


def destinations(pdf: Path) -> dict[str, tuple[int, float]]:
    """By name: the page from 0, and the distance from its top."""
    with pikepdf.open(pdf) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        found = {}
        for name, item in pikepdf.NameTree(document.Root.Names.Dests).items():
            array = item if isinstance(item, pikepdf.Array) else item.D
            page = numbers[array[0].objgen]
            found[str(name)] = page, float(document.pages[page].mediabox[3]) - float(array[3])
    return found


def check(pdf: Path, reader: Reader, slugs: set[str]) -> int:
    pages, named = boxes(pdf), destinations(pdf)
    count = 0
    for chapter in reader.chapters:
        for passage in chapter.passages if chapter.slug in slugs else ():
            page, top = named[f"{chapter.slug}.{passage.id}"]
            heading = passage.kind in (PassageKind.TITLE, PassageKind.HEADING)
            first = re.sub(r"\W", "", (passage.text or "").split()[0])[:6]
            found = [box[1] - top for box, word in pages[page] if re.sub(r"\W", "", word).startswith(first)]
            # The first line begins within a line's height below the place, and nothing of the passage above it.
            assert any(0 <= distance <= (40 if heading else 14) for distance in found), (
                chapter.slug,
                passage.id,
                found,
            )
            count += 1
    return count


@needs_poppler
def test_each_passage_of_the_book_is_where_its_name_leads(root: Path, tmp_path: Path) -> None:
    # Long enough for passages at the foot of a page and at the head of the next.
    chapter = root / "corpus" / "brunnen.md"
    head, mark, rest = chapter.read_text(encoding="utf-8").partition("\nDer Bericht")
    filling = "\n".join(
        f"Absatz {n} der Einführung, der Platz braucht, damit die Seite voll wird.\n" for n in range(48)
    )
    chapter.write_text(f"{head}\n{filling}{mark}{rest}", encoding="utf-8")
    reader, _ = read(root, Edition.CLASS)
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output
    count = check(printed.pdf, reader, {chapter.slug for chapter in reader.chapters})
    assert count == sum(len(chapter.passages) for chapter in reader.chapters)
    assert len({page for name, (page, _) in destinations(printed.pdf).items() if name.startswith("brunnen.p")}) > 1


@needs_poppler
def test_each_passage_of_a_handout_is_where_its_name_leads(handout: Path, tmp_path: Path) -> None:
    reader, _ = read(copy_mini(tmp_path), Edition.CLASS)
    assert check(handout, reader, {"brunnen"}) > 5


@needs_poppler
def test_destinations_of_one_page_are_in_the_order_of_the_text(book: Printed, tmp_path: Path) -> None:
    reader, _ = read(copy_mini(tmp_path), Edition.CLASS)
    named = destinations(book.pdf)
    for chapter in reader.chapters:
        places = [named[f"{chapter.slug}.{p.id}"] for p in chapter.passages if p.id[0] in "ph"]
        assert places == sorted(places)
        assert len(set(places)) == len(places)


def test_a_place_becomes_a_destination_at_its_height() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    pdf.add_blank_page(page_size=(200, 500))
    blank = io.BytesIO()
    pdf.save(blank)
    places = [printing.Destination("a.p1", 1, 10.0, 20.0), printing.Destination("a.p2", 2, 10.0, 123.456)]
    with pikepdf.open(io.BytesIO(printing.finish(blank.getvalue(), places))) as named:
        tree = pikepdf.NameTree(named.Root.Names.Dests)
        first, second = tree["a.p1"].D, tree["a.p2"].D
        assert first[0].objgen == named.pages[0].objgen
        assert second[0].objgen == named.pages[1].objgen
        assert [str(first[1]), int(first[2]), float(first[3]), int(first[4])] == ["/XYZ", 0, 300 - 20 + ABOVE, 0]
        assert float(second[3]) == pytest.approx(500 - 123.46 + ABOVE, abs=0.01)
