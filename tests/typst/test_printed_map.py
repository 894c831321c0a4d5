"""A map in the book: drawn, described, and followed by the places with their pages."""

from pathlib import Path

from printed import Printed, build, letters

MAP = "# Karte\n\n```{map}\n:caption: Wo Salzau liegt\n```\n"


def objects(made: Printed) -> list[object]:
    return [made.reader.get_object(n) for n in range(1, len(made.reader.xref[0]) + len(made.reader.xref_objStm))]


def test_the_book_shows_a_map_with_words_for_those_who_do_not_see_it(root: Path, tmp_path: Path) -> None:
    entry = root / "glossary" / "salzau.md"
    entry.write_text(
        entry.read_text(encoding="utf-8").replace("kind: place", "kind: place\ncoordinates: [54.3, 10.3]"),
        encoding="utf-8",
    )
    (root / "docs" / "map.md").write_text(MAP, encoding="utf-8")
    index = root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("\nchapters\n", "\nmap\nchapters\n"), encoding="utf-8")
    made = build(root, tmp_path / "pdf")
    assert made.code == 0, made.output
    page = next(text for text in made.pages if "Wo Salzau liegt" in text)
    assert letters("Umrisse: Natural Earth (gemeinfrei).") in letters(page)
    assert letters("Salzau (54,3° N, 10,3° O)") in letters(page)
    assert letters("Deutschland") in letters(page)
    told = [str(o.get("/Alt", "")) for o in objects(made) if isinstance(o, dict)]
    assert any(alt.startswith("Karte mit 1 Ort: Salzau.") for alt in told)
