"""Notes have the same numbers in both editions, and in the text they run upwards."""

from pathlib import Path

import pytest
from small_reader import copy_small

from lesebuch.config import Edition
from lesebuch.model import Reader
from lesebuch.pipeline import read
from lesebuch.presentation.commentary import numbered
from lesebuch.presentation.index import Index
from lesebuch.presentation.walk import NoteNumber, Walk

ROOT = Path(__file__).parents[2]


def ids(reader: Reader) -> dict[str, list[str]]:
    return {chapter.slug: [note.id for note in numbered(chapter)] for chapter in reader.chapters}


def shown(reader: Reader, slug: str) -> list[int]:
    """The numbers in the order in which a chapter's text shows them."""
    chapter = reader.chapter(slug)
    assert chapter is not None
    walk = Walk(reader, Index(reader), chapter)
    return [step.number for passage in chapter.passages for step in walk.steps(passage) if isinstance(step, NoteNumber)]


def check(class_: Reader, public: Reader) -> int:
    assert ids(class_) == ids(public)
    numbers = [shown(class_, chapter.slug) for chapter in class_.chapters if chapter.available]
    assert numbers == [list(range(1, len(found) + 1)) for found in numbers]
    return sum(map(len, numbers))


def test_numbers_of_the_reader(real_seeds: Path) -> None:
    class_, _ = read(ROOT, Edition.CLASS, [real_seeds])
    public, _ = read(ROOT, Edition.PUBLIC)
    assert any(not chapter.available for chapter in public.chapters)
    assert check(class_, public) > 200


def test_emendations_and_notes_of_one_passage_share_one_order(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    class_, _ = read(root, Edition.CLASS)
    (slug,) = [
        chapter.slug for chapter in class_.chapters if not read(root, Edition.PUBLIC)[0].chapter(chapter.slug).available
    ]  # type: ignore[union-attr]
    chapter = class_.chapter(slug)
    assert chapter is not None
    passage = next(p for p in chapter.passages if p.kind == "paragraph" and len((p.text or "").split()) > 6)
    words = (passage.text or "").split()
    notes = [
        f':::{{emend}} {passage.id} "{words[0]} {words[1]}"\nEin Fehler.\n:::\n',
        f':::{{annotation}} {passage.id} "{words[3]} {words[4]}"\n:kind: language\nEin Wort.\n:::\n',
        f':::{{annotation}} {passage.id} "{words[2]} {words[3]} {words[4]}"\n:kind: language\nEine Wendung.\n:::\n',
    ]
    path = root / "corpus" / f"{slug}.md"
    text = path.read_text(encoding="utf-8")
    head = text[: text.index("\n---\n") + 5]
    path.write_text(head + "\nVorspann.\n\n" + "\n".join(notes), encoding="utf-8")
    class_, problems = read(root, Edition.CLASS)
    assert [str(p.code) for p in problems if "note" in str(p.code)] == []
    assert check(class_, read(root, Edition.PUBLIC)[0]) >= 3
    path.write_text(head + "\nVorspann.\n\n" + "\n".join(notes[::-1]), encoding="utf-8")
    class_, problems = read(root, Edition.CLASS)
    assert [str(p.code) for p in problems].count("note-order") == 2
    assert ids(class_) == ids(read(root, Edition.PUBLIC)[0])


@pytest.fixture(autouse=True)
def _no_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LESEBUCH_SEEDS", raising=False)
