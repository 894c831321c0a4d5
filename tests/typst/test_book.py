"""The book of a small reader, as a PDF: what is in it, and that it is the same each time."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from printed import Printed, build, copy_mini, letters, replace_source

from lesebuch.cli.main import main
from lesebuch.config import Edition
from lesebuch.model import Reader
from lesebuch.pipeline import read
from lesebuch.problems import Code
from lesebuch.typst import printing

RESTRICTED = "leitung"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return read(copy_mini(tmp_path_factory.mktemp("read")), Edition.CLASS)[0]


def test_every_passage_is_on_the_pages(book: Printed, reader: Reader) -> None:
    passages = [p for chapter in reader.chapters for p in chapter.passages if p.text]
    # Numbers of notes stand between the words, and notes between two pages: words of a passage in order are enough.
    lost = [p.id for p in passages if not all(letters(word) in book.letters for word in p.text.split())]
    assert passages
    assert lost == []


def test_notes_entries_events_and_works_are_there(book: Printed) -> None:
    wanted = [
        "Gemeint sind Bohrmeter",
        "Der alte Brunnen versiegt",
        "Das Wasserwerk kündigt eine Leitung an",
        "recte: Zähler",
        "Ausgabe für den Unterricht",
        "CC BY-SA 4.0",
    ]
    assert [words for words in wanted if letters(words) not in book.letters] == []


def test_each_passage_has_a_named_destination_on_its_page(book: Printed, reader: Reader) -> None:
    expected = {f"{chapter.slug}.{p.id}" for chapter in reader.chapters for p in chapter.passages}
    with pikepdf.open(book.pdf) as pdf:
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        # Those of Typst are arrays, ours dictionaries that hold one; readers know both.
        arrays = {str(name): item if isinstance(item, pikepdf.Array) else item["/D"] for name, item in tree.items()}
        places = {name: pages[array[0].objgen] for name, array in arrays.items()}
    assert expected <= set(places)
    for chapter in reader.chapters:
        for passage in chapter.passages:
            first = letters((passage.text or "").split()[0])
            assert first in letters(book.pages[places[f"{chapter.slug}.{passage.id}"]])


def test_the_glossary_gives_the_pages_of_the_mentions(book: Printed, reader: Reader) -> None:
    glossary = max(n for n, page in enumerate(book.pages) if page.lstrip().startswith("Glossar"))
    for slug, entry in reader.entries.items():
        if not any(mention.entry == slug for found in reader.mentions.values() for mention in found):
            continue
        after = book.pages[glossary].partition(entry.term)[2]
        listed = re.search(r"→\s*S\.\s*([\d–, ]+)", after)
        assert listed, slug
        numbers = [int(number) for number in re.findall(r"\d+", listed[1])]
        words = [
            (p.text or "")[m.span.start : m.span.end].split()[0][:5]
            for chapter in reader.chapters
            for m in reader.mentions[chapter.slug]
            for p in chapter.passages
            if m.entry == slug and m.span.passage == p.id
        ]
        for number in numbers:
            # The page carries its own number: physical and printed pages are counted alike.
            assert any(word in book.pages[number - 1] for word in words), (slug, number)


def test_bookmarks_name_the_chapters(book: Printed, reader: Reader) -> None:
    def titles(items: list[object]) -> list[str]:
        return [t for item in items for t in (titles(item) if isinstance(item, list) else [item.title])]  # type: ignore[attr-defined]

    found = titles(book.reader.outline)
    assert {"Texte", "Glossar", "Chronologie", "Quellen", "Literatur"} <= set(found)
    assert {chapter.title for chapter in reader.chapters} <= set(found)


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="needs poppler-utils (apt install poppler-utils)")
def test_fonts_are_ours_and_embedded(book: Printed) -> None:
    found = subprocess.run(["pdffonts", str(book.pdf)], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in found.splitlines()[2:]]
    assert rows
    for row in rows:
        assert row[-5] == "yes", row  # embedded
        assert re.search("Libertinus|SourceSans|NotoSerif|DejaVu", row[0]), row


def test_the_same_input_gives_the_same_bytes(book: Printed, tmp_path: Path) -> None:
    again = build(copy_mini(tmp_path), tmp_path / "elsewhere")
    assert again.code == 0, again.output
    assert again.pdf.read_bytes() == book.pdf.read_bytes()


def test_nothing_is_printed_again_if_nothing_has_changed(root: Path, tmp_path: Path) -> None:
    first = build(root, tmp_path / "pdf")
    stamp = first.pdf.stat().st_mtime_ns
    assert build(root, tmp_path / "pdf").pdf.stat().st_mtime_ns == stamp
    entry = root / "glossary" / "salzau.md"
    entry.write_text(entry.read_text(encoding="utf-8") + "\nEin Zusatz.\n", encoding="utf-8")
    changed = build(root, tmp_path / "pdf")
    assert changed.pdf.stat().st_mtime_ns != stamp
    assert letters("Ein Zusatz") in changed.letters


def test_a_book_is_made_again_after_one_that_typst_could_not_print(root: Path, tmp_path: Path) -> None:
    first = build(root, tmp_path / "pdf")
    assert first.code == 0, first.output
    index = root / "docs" / "index.md"
    before = index.read_text(encoding="utf-8")
    (root / "docs" / "broken.png").write_bytes(b"no picture at all")
    index.write_text(f"{before}\n![Nichts](broken.png)\n", encoding="utf-8")
    failed = build(root, tmp_path / "pdf")
    assert failed.code == 1
    assert not failed.pdf.exists()
    index.write_text(before, encoding="utf-8")
    again = build(root, tmp_path / "pdf")
    assert again.code == 0, again.output


def test_the_public_book_has_no_restricted_text(root: Path, tmp_path: Path, reader: Reader) -> None:
    public = build(root, tmp_path / "pdf", edition="public")
    assert public.code == 0, public.output
    chapter = reader.chapter(RESTRICTED)
    assert chapter
    code = (tmp_path / "pdf" / ".lesebuch-working" / "reader.pdf.typ").read_text(encoding="utf-8")
    for passage in chapter.passages:
        words = (passage.text or "").split()
        for start in range(len(words) - 4):
            five = " ".join(words[start : start + 5])
            assert letters(five) not in public.letters
            assert five not in code
    # What the editors wrote about it is there, and so are the places that others link to.
    assert letters("Ein Bericht aus der Sicht des Wasserwerks") in public.letters
    assert letters("Anders klingt Hartmann selbst") in public.letters
    with pikepdf.open(public.pdf) as pdf:
        assert "leitung.p2" in {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}


def test_letters_of_other_scripts_are_printed(root: Path, tmp_path: Path) -> None:
    words = "Қазақстан: ә ғ қ ң ө ұ ү һ і, Тоқаев, 习近平"
    (root / "docs" / "index.md").open("a", encoding="utf-8").write(f"\n{words}\n")
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output
    assert letters(words) in printed.letters


def test_a_character_that_no_font_has_is_named_and_the_book_is_made(root: Path, tmp_path: Path) -> None:
    (root / "reader.toml").write_text(
        (root / "reader.toml").read_text(encoding="utf-8").replace('Salzau"', 'Salzau \U0001f4a7"', 1), encoding="utf-8"
    )
    index = root / "docs" / "index.md"
    index.write_text(
        index.read_text(encoding="utf-8")
        + "\n## Eine \U0001f600 Überschrift\n\nLächeln {cite}`bote-1998-rat`: \U0001f600!\n"
    )
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output
    line = len(index.read_text(encoding="utf-8").splitlines())
    told = "WARNING: No font of the book has U+1F600 GRINNING FACE."
    assert f"index.md:{line - 2}: {told}" in printed.output
    assert f"index.md:{line}: {told}" in printed.output
    assert printed.output.count(told) == 2
    text = " ".join(printed.pages)
    assert text.count("U+1F600") == 2
    assert "U+1F600!" in text.replace(" !", "!")
    assert "U+1F4A7" in printed.pages[0]  # the title page


def test_a_character_of_a_source_is_named_with_its_line(root: Path, tmp_path: Path) -> None:
    replace_source(root, "brunnen.txt", "Brunnen auf dem Markt", "Brunnen \U0001f600 auf dem Markt")
    printed = build(root, tmp_path / "pdf")
    assert "brunnen.txt:13: WARNING: No font of the book has U+1F600 GRINNING FACE." in printed.output
    _, problems = read(root)
    (problem,) = [p for p in problems if p.code is Code.NO_GLYPH]
    assert str(problem.where).endswith("seeds/brunnen.txt:13")
    # HTML shows the character, and says nothing.
    site = build(root, tmp_path / "html", builder="html")
    assert "no-glyph" not in site.output


def test_a_text_in_a_script_without_a_font_is_told_once(root: Path) -> None:
    """A warning a line would bury all others."""
    replace_source(root, "brunnen.txt", "Brunnen auf dem Markt", "བོད་ཡིག ཀ ཁ ག ང ཅ ཆ ཇ ཉ\nམཐའ")
    _, problems = read(root)
    (problem,) = [p for p in problems if p.code is Code.NO_GLYPH]
    assert str(problem.where).endswith("seeds/brunnen.txt:13")
    assert "TIBETAN LETTER KA;" in problem.message
    assert problem.message.endswith("other signs (lines 13, 14).")


def test_the_command_says_it_once_and_makes_the_book(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = root / "docs" / "assignments" / "rundgang.md"
    page.write_text("# Rundgang\n\nL\u00e4cheln: \U0001f600.\n", encoding="utf-8")
    assert main(["build", "--format", "pdf", "--root", str(root)]) == 0
    told = capfd.readouterr().err
    assert told.count("No font of the book has U+1F600 GRINNING FACE.") == 1
    assert "rundgang.md:3: warning:" in told
    assert (root / "docs" / "_build" / "class" / "pdf" / "reader.pdf").is_file()


def test_a_long_run_of_such_characters_is_one_box(root: Path, tmp_path: Path) -> None:
    (root / "docs" / "index.md").open("a", encoding="utf-8").write("\nKoreanisch: \ud55c\uad6d\uc5b4\ub97c\n")
    printed = build(root, tmp_path / "pdf")
    assert letters("U+D55C U+B97C (4)") in printed.letters


def test_the_imprint_names_the_fonts_that_are_in_the_file(book: Printed, root: Path, tmp_path: Path) -> None:
    (root / "docs" / "index.md").open("a", encoding="utf-8").write("\n习近平 und ⚖ und `Code`\n")
    for printed in (book, build(root, tmp_path / "pdf")):
        named = re.search(r"Gesetzt mit Typst aus (.*?)\. Gemacht", " ".join(printed.pages[1].split()))
        assert named
        wanted = {name.replace(" ", "").casefold() for name in re.split(", | und ", named[1])}
        assert {name.casefold() for name in printing.embedded(printed.pdf.read_bytes())} == wanted


@pytest.mark.parametrize(
    ("edition", "rights", "says", "not_"),
    [
        ("class", "restricted", "darf nicht weitergegeben", "frei verwendbar"),
        ("public", "restricted", "Der Wortlaut geschützter Texte", "nicht weitergegeben"),
        ("class", "open", "Alle Texte dieser Ausgabe sind frei", "nicht weitergegeben"),
        ("public", "open", "Alle Texte dieser Ausgabe sind frei", "Der Wortlaut geschützter Texte"),
    ],
)
def test_the_imprint_says_what_may_be_done_with_these_texts(
    root: Path, tmp_path: Path, edition: str, rights: str, says: str, not_: str
) -> None:
    register = root / "seeds" / "register.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace("rights: restricted", f"rights: {rights}"))
    printed = build(root, tmp_path / "pdf", edition=edition)
    imprint = letters(printed.pages[1])
    assert letters(says) in imprint
    assert letters(not_) not in imprint


def test_a_node_that_nobody_knows_fails_the_build_with_its_place(root: Path, tmp_path: Path) -> None:
    index = root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n```{py:function} f\n```\n", encoding="utf-8")
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 1
    line = next(
        n for n, words in enumerate(index.read_text(encoding="utf-8").splitlines(), 1) if "{py:function}" in words
    )
    assert f"index.md:{line}: ERROR: There is no way to print a node of the kind 'desc'." in printed.output


def test_a_picture_without_words_fails_the_build(root: Path, tmp_path: Path) -> None:
    (root / "docs" / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>',
        encoding="utf-8",
    )
    index = root / "docs" / "index.md"
    before = index.read_text(encoding="utf-8")
    index.write_text(before + "\n![](dot.svg)\n", encoding="utf-8")
    assert "has no alternative text" in build(root, tmp_path / "pdf").output
    index.write_text(before + "\n![Ein Punkt](dot.svg)\n", encoding="utf-8")
    printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output


def test_names_are_sorted_and_all_found() -> None:
    """More names than one leaf of the tree holds."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    blank = io.BytesIO()
    pdf.save(blank)
    names = [f"kapitel.p{n}" for n in range(1, 200)]
    named = printing.finish(blank.getvalue(), [printing.Destination(name, 1, 10.0, 20.0) for name in names])
    with pikepdf.open(io.BytesIO(named)) as again:
        tree = pikepdf.NameTree(again.Root.Names.Dests)
        assert {str(name) for name in tree} == set(names)
        assert [str(name) for name in tree] == sorted(names)


def test_chapters_name_no_file(book: Printed, reader: Reader) -> None:
    files = {chapter.file.rpartition("/")[2] for chapter in reader.chapters}
    sources = max(n for n, page in enumerate(book.pages) if page.lstrip().startswith("Quellen"))
    named = {n for n, page in enumerate(book.pages) for file in files if letters(file) in letters(page)}
    assert named
    assert min(named) >= sources
