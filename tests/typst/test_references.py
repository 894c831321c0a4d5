"""How a book refers to itself: by pages, in short titles, to one list of what happened, in lines that part no date."""

import re
from pathlib import Path

import pytest
from printed import MINI, Printed, build, copy_mini, laid_out, letters, needs_poppler

from lesebuch.cli.main import main
from lesebuch.config import Edition
from lesebuch.pipeline import read
from lesebuch.presentation import catalogue
from lesebuch.presentation.commentary import numbered
from lesebuch.typst import spoken

LONG = "Streit um die Leitung: was der Rat nicht wissen wollte"


@pytest.fixture(scope="module")
def referring(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A book with references in its preface, a chapter of a long title, and a paragraph full of dates."""
    folder = tmp_path_factory.mktemp("referring")
    root = copy_mini(folder)
    chapter = root / "corpus" / "leitung.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("Streit um die Leitung", f"'{LONG}'", 1), encoding="utf-8"
    )
    dates = "Das war am 10. April 2025, sagt ein Blatt (o. J.), siehe § 4 und z. B. den 3. Mai. " * 30
    with (root / "docs" / "index.md").open("a", encoding="utf-8") as file:
        file.write(f"\nDavon handelt {{passage}}`leitung#p2`, auch {{passage}}`so <leitung#p2>`.\n\n{dates}\n")
    made = build(root, folder / "pdf")
    assert made.code == 0, made.output
    return made


def flat(printed: Printed) -> str:
    return " ".join(" ".join(printed.pages).split())


def test_the_sources_say_how_their_chapters_are_cited_by_their_pages(book: Printed) -> None:
    words = flat(book)
    cited = re.findall(r"Wasser für Salzau, S\.\s(\d+)(?:–(\d+))? \(Zeile", words)
    assert len(cited) == 3
    assert not any(f"„{slug}“" in words for slug in ("brunnen", "leitung", "ferry"))
    assert words.count("Zitieren") == 3
    assert {number for number, page in enumerate(book.pages, 1) if "Zitieren" in page} == {book.page_of("Prüfsumme")}
    first = book.page_of("Der Bericht ist von einer Beteiligten")
    assert str(first) in {begins for begins, _ends in cited}


def test_a_book_without_a_list_of_sources_cites_each_chapter_where_it_ends(tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    index = root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("\nsources", ""), encoding="utf-8")
    (root / "docs" / "sources.md").unlink()
    made = build(root, tmp_path / "pdf")
    assert made.code == 0, made.output
    cited = re.findall(r"Zitieren .*?Wasser für Salzau, (S\.\s\d+(?:–\d+)?)\.", flat(made))
    assert len(cited) == 3
    assert cited[0].split()[-1].partition("–")[0] == str(made.page_of("Der Bericht ist von einer Beteiligten"))


def test_a_sentence_names_a_text_by_its_short_title_and_the_page(referring: Printed) -> None:
    page = referring.page_of("Ein Bericht aus der Sicht des Wasserwerks")
    said = flat(referring)
    assert re.search(rf"Davon handelt „Streit um die Leitung“, Abs\.\s2, S\.\s{page}\b", said)
    assert re.search(rf"auch so \(S\.\s{page}\)", said)


@needs_poppler
def test_no_line_ends_within_a_date_or_an_abbreviation(referring: Printed) -> None:
    lines = [line for page in laid_out(referring.pdf) for line in page if re.search("war am|Blatt|siehe §|z. B.", line)]
    assert sum("10. April" in line for line in lines) > 5
    assert [line for line in lines if re.search(r"(?:\b(?:10|3)|\(o|\bz|§)\.?$", line)] == []


@pytest.mark.parametrize(
    ("language", "whole", "parted"),
    [
        ("de", ["10. April", "3. Mai", "1. Sept.", "o. J.", "z. B.", "§ 12", "§§ 3–7"], ["im April", "10 Tage"]),
        ("en", ["April 10", "10 April", "e. g.", "Sep 1"], ["in April", "ten April", "10 days"]),
        ("fr", ["10 avril", "1 août"], ["avril et"]),
    ],
)
def test_what_is_tied_follows_the_language(language: str, whole: list[str], parted: list[str]) -> None:
    catalogue.use(language)
    # Typst's letters and spaces, as Python writes them.
    tied = re.compile(spoken.tied().replace(r"\p{L}", r"[^\W\d_]").replace(r"\u{a0}", "\xa0"))
    assert [words for words in whole if not tied.fullmatch(words)] == []
    assert [words for words in parted if tied.search(words)] == []


def test_an_event_is_told_once_and_its_chapter_leads_there(book: Printed) -> None:
    page = book.page_of("Der neue Brunnen wird in Betrieb genommen")
    assert book.pages_with("Der alte Brunnen versiegt") == [page]
    assert re.search(rf"Ereignisse\s+1995\s\(1\)\s·\s11\. April 1998\s\(2\)\s*→\sS\.\s{page}\b", flat(book))


def test_without_a_chronology_a_chapter_tells_its_events(root: Path, tmp_path: Path) -> None:
    (root / "docs" / "chronology.md").write_text("# Chronologie\n\nFolgt.\n", encoding="utf-8")
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output
    assert letters("Der alte Brunnen versiegt") in printed.letters


def test_the_contents_are_the_one_list_of_texts(book: Printed) -> None:
    contents = book.pages[2]
    assert re.search(r"Ein Brunnen für alle\s+Ada Hartmann, 1998", contents)
    assert all(letters("Ada Hartmann, 1998") not in letters(page) for page in book.pages[3:])


def test_a_book_does_not_say_by_which_line_a_date_is_known(book: Printed) -> None:
    assert "Beleg" not in flat(book)


def marks_by_page(printed: Printed) -> list[list[str]]:
    """Of each page the numbers with which notes begin."""
    kinds = "Hintergrund|Sprache|Person|Vergleich|Textkritik"
    return [re.findall(rf"(?:^|\n)\s*(\d+[′″‴]?)\s*(?:{kinds})", page) for page in printed.pages]


def test_no_page_has_a_number_of_a_note_twice(book: Printed) -> None:
    chapters = read(MINI, Edition.CLASS)[0].chapters
    marks = marks_by_page(book)
    assert [page for page in marks if len(set(page)) < len(page)] == []
    # The small reader has two chapters that end and begin on one page, each with a first note.
    assert any({"1", "1′"} <= set(page) for page in marks)
    # Without the stroke they are those of the site.
    shown = [mark.rstrip("′″‴") for page in marks for mark in page]
    assert shown == [str(n) for chapter in chapters for n in range(1, len(numbered(chapter)) + 1)]


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A book with an assignment whose material its chapters print, and a source of two texts."""
    folder = tmp_path_factory.mktemp("working")
    root = copy_mini(folder)
    first = root / "corpus" / "leitung.md"
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("lines: 1-8", "lines: 1-6"), encoding="utf-8")
    second = "---\nsource: {file: leitung.txt, lines: 7-8}\ntitle: Im Herbst\nsupplied: [title]\ncontributors: []\npublished: null\npublisher: null\nlanguage: de\n---\n\nEin Rest.\n"
    (root / "corpus" / "herbst.md").write_text(second, encoding="utf-8")
    (root / "docs" / "assignments" / "rundgang.md").write_text(MATERIALS, encoding="utf-8")
    assert main(["lock", "--yes", "--root", str(root)]) == 0
    made = build(root, folder / "pdf")
    assert made.code == 0, made.output
    return made


MATERIALS = """# Ein Rundgang

:::{material} brunnen#p2
:title: Die Bohrung
:notes: all
:::

:::{material} leitung#p2
:words: "Ada Hartmann" .. "Rückschritt"
:::

:::{passage} brunnen#p3
:::
"""


def test_material_that_the_book_prints_is_named_by_its_page(working: Printed) -> None:
    (page,) = working.pages_with("bohrte danach an fünf Stellen")
    said = flat(working)
    assert re.search(rf"M\s1: Die Bohrung Ada Hartmann: Ein Brunnen für alle, Abs\.\s2, S\.\s{page}\b", said)
    assert len(working.pages_with("Gemeint sind Bohrmeter")) == 1
    # A part of a passage, and what is quoted without being material, is what somebody wants to be seen there.
    assert len(working.pages_with("Hartmann nennt den Plan einen Rückschritt")) == 2
    assert len(working.pages_with("will nun Geld für jeden Eimer")) == 2


@needs_poppler
def test_a_source_of_several_texts_says_of_each_in_a_line_how_it_is_cited(working: Printed) -> None:
    lines = [line for page in laid_out(working.pdf) for line in page]
    at = lines.index("Zitieren")
    assert lines[at + 1].startswith("Jonas Wett: Streit um die Leitung")
    assert next(line for line in lines[at + 2 :] if "Im Herbst" in line).startswith("Im Herbst")
