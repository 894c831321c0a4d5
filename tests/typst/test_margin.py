"""A book with its notes in the margin: each beside its line, none over another or over the text."""

from itertools import combinations
from pathlib import Path

import pytest
from printed import Printed, boxes, build, copy_mini, letters, needs_poppler

from lesebuch.config import Edition
from lesebuch.config_reading import read_config
from lesebuch.pipeline import read
from lesebuch.presentation.commentary import numbered
from lesebuch.problems import Code

MM = 72 / 25.4
RIGHT = (24 + 110 + 4) * MM
"""Where the margin of a right page begins."""
LEFT = (7 + 42) * MM + 1
"""Where that of a left page ends."""
pytestmark = needs_poppler


def with_notes(folder: Path, notes: int, words: int) -> Path:
    """The small reader with more notes on its second paragraph, each of so many words."""
    root = copy_mini(folder)
    options = root / "reader.toml"
    options.write_text(f'book_notes = "margin"\n{options.read_text(encoding="utf-8")}', encoding="utf-8")
    chapter = root / "corpus" / "brunnen.md"
    long = " ".join(f"Wort{n}" for n in range(words))
    note = "\n:::{{annotation}} p2\n:id: lang-{0}\n:kind: context\nAnfang{0} {1} Ende{0}.\n:::\n"
    chapter.write_text(
        chapter.read_text("utf-8") + "".join(note.format(n, long) for n in range(notes)), encoding="utf-8"
    )
    return root


@pytest.fixture(scope="module")
def margin(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("margin")
    made = build(with_notes(folder, 4, 40), folder / "pdf")
    assert made.code == 0, made.output
    return made


def test_notes_stand_in_the_margin_of_the_page_of_their_marks(margin: Printed) -> None:
    chapters = read(margin.pdf.parents[1] / "reader", Edition.CLASS)[0].chapters
    pages = boxes(margin.pdf)
    beside = [
        letters(" ".join(text for box, text in page if (box[0] > RIGHT if number % 2 else box[2] < LEFT)))
        for number, page in enumerate(pages, 1)
    ]
    checked = 0
    for chapter in chapters:
        for note in numbered(chapter):
            name = f"{chapter.slug}.{note.anchor.passage}"
            begins = margin.reader.get_destination_page_number(margin.reader.named_destinations[name])
            first = letters(" ".join(note.body.text.split("{")[0].split()[:2]))
            assert any(first in page for page in beside[begins : begins + 2]), (chapter.slug, note.id)
            checked += 1
    assert checked == 11


def test_text_stands_at_the_fold_and_lists_have_the_room_of_the_notes(margin: Printed) -> None:
    pages = boxes(margin.pdf)

    def sides(page: int) -> tuple[int, int]:
        """Where the first word begins, which is one of the title, and where the last one ends, in millimetres."""
        words = [box for box, _text in pages[page - 1]]
        return round(words[0][0] / MM), round(max(box[2] for box in words) / MM)

    even, odd = _begins(margin, "Ein Brunnen"), _begins(margin, "Streit um")
    assert (even % 2, odd % 2) == (0, 1)
    assert (sides(even)[0], sides(odd)[0]) == (56, 24)
    for title in ("Inhalt", "Glossar", "Literatur"):
        assert sides(_begins(margin, title)) == (24, 190 - 24)


def _begins(printed: Printed, title: str) -> int:
    """The page that begins with a title."""
    return next(number for number, page in enumerate(printed.pages, 1) if letters(page).startswith(letters(title)))


def test_nothing_lies_over_anything(margin: Printed) -> None:
    over = []
    for page in boxes(margin.pdf):
        for (one, first), (other, second) in combinations(page, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            # Boxes of words are as high as the font, lines as their leading.
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across > 1 and down > 0.6 * min(one[3] - one[1], other[3] - other[1]):
                over.append((first, second))
    assert over == []


def test_those_without_room_follow_their_chapter(tmp_path: Path) -> None:
    printed = build(with_notes(tmp_path, 3, 420), tmp_path / "pdf")
    assert printed.code == 0, printed.output
    said = " ".join(" ".join(printed.pages).split())
    assert [said.count(f"Ende{n}.") for n in range(3)] == [1, 1, 1]
    assert said.index("Weitere Anmerkungen") < said.index("Ein Bericht aus der Sicht")


def test_a_word_that_is_none_of_the_two_is_named(tmp_path: Path) -> None:
    (tmp_path / "reader.toml").write_text('book_notes = "side"\n', encoding="utf-8")
    config, problems = read_config(tmp_path / "reader.toml")
    assert config.book_notes == "foot"
    assert [(p.code, p.where.line) for p in problems] == [(Code.BAD_VALUE, 1)]
    assert "foot, margin" in problems[0].message
