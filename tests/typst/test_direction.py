"""Texts from right to left: at which side they begin, and that notes on them are in the reader's language."""

from pathlib import Path

import pytest
from harbour import copy_harbour
from printed import boxes, build, needs_poppler, replace_source

from lesebuch.cli.main import main

pytestmark = needs_poppler


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_harbour(tmp_path_factory.mktemp("harbour"))


def places(pdf: Path, *words: str) -> list[list[tuple[float, float, float]]]:
    """Of each word, wherever it stands: its left and right edge, and its size. Poppler tells letters as they stand, from the left."""
    found = [word for page in boxes(pdf) for word in page]
    return [[(box[0], box[2], box[3] - box[1]) for box, text in found if text in (word, word[::-1])] for word in words]


def test_title_and_text_of_a_sheet_begin_at_the_right(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "hafen.pdf"
    assert main(["handout", "hafen", "--root", str(root), "-o", str(out)]) == 0
    title, text = places(out, "ميناء", "وصلت")
    largest = max(title, key=lambda place: place[2])
    assert abs(largest[1] - text[0][1]) < 3


def test_in_a_reader_from_right_to_left_numbers_stand_beside_the_text_and_all_on_the_page(tmp_path: Path) -> None:
    root, out = copy_harbour(tmp_path), tmp_path / "hafen.pdf"
    settings = root / "docs" / "conf.py"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"de"', '"ar"'), encoding="utf-8")
    assert main(["handout", "hafen", "--root", str(root), "-o", str(out)]) == 0
    words = boxes(out)[0]
    (first,) = [box for box, word in words if word in ("وصلت", "تلصو")]
    beside = [box for box, word in words if word == "1" and abs(box[3] - first[3]) < 8]
    assert min(box[2] for box in beside) < 90, "in the margin at the left"
    assert min(box[0] for box, _ in words) > 50, "not beyond the margin"
    # Our words stay English: each begins at the right what it stands before, and keeps its own order.
    shown = [word for _, word in words]
    at = {word: words[shown.index(word)][0] for word in ("Context", "Dampfer", "Page", "of")}
    assert at["Context"][0] > at["Dampfer"][2]
    assert at["Page"][2] < at["of"][0]


def test_so_they_do_in_a_book(root: Path, tmp_path: Path) -> None:
    made = build(root, tmp_path / "pdf")
    assert made.code == 0, made.output
    title, text = places(made.pdf, "ميناء", "وصلت")
    largest = max(title, key=lambda place: place[2])
    assert abs(largest[1] - text[0][1]) < 3
    assert "hafen.t1" in made.reader.named_destinations


def test_a_note_in_the_margin_begins_with_its_number_at_the_left(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "hafen.pdf"
    assert main(["handout", "hafen", "--margin", "notes", "--root", str(root), "-o", str(out)]) == 0
    kind, words, last = places(out, "Hintergrund", "Dampfer", "kam.")
    assert kind[0][0] < words[0][0] < last[0][0]


def test_the_number_of_a_page_stands_at_its_outer_side_whatever_its_title(tmp_path: Path) -> None:
    root = copy_harbour(tmp_path)
    replace_source(root, "hafen.txt", "الصباح.", "الصباح." + " في الصباح." * 900)
    assert main(["lock", "--yes", "--root", str(root)]) == 0
    made = build(root, tmp_path / "pdf")
    assert made.code == 0, made.output
    heads = {
        number: [(box, word) for box, word in page if box[1] < 65] for number, page in enumerate(boxes(made.pdf), 1)
    }
    turned = [
        number for number, head in heads.items() if any(word[::-1] == "ميناء" or word == "ميناء" for _, word in head)
    ]
    assert turned
    for number in turned:
        (at,) = [box[0] for box, word in heads[number] if word == str(number)]
        assert at > max(box[0] for box, word in heads[number] if word != str(number))
