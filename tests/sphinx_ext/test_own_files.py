"""What is not made by Lesebuch stays as it is."""

import os
from pathlib import Path

import pytest
from small_reader import Build

PLAIN = ("-D", "lesebuch_search=0")


def test_files_of_others_beside_the_stubs_stay(root: Path, build: Build) -> None:
    chapters = root / "docs" / "chapters"
    chapters.mkdir()
    own = {
        "vorwort.md": b"---\norphan: true\n---\n\n# Ein Vorwort\n",
        "latin.md": "% Grüße\n".encode("latin-1"),
        # Begun as a stub, and written on.
        "weiter.md": b"% Made by Lesebuch from corpus/weiter.md. Edit that file, not this one.\n\n# Mein Text\n",
        "notizen.txt": b"nur so",
    }
    for name, data in own.items():
        (chapters / name).write_bytes(data)
    (chapters / "ordner.md").mkdir()
    # What Sphinx itself cannot read is left out of the build, not of the folder.
    run = build(root, *PLAIN, "-D", "exclude_patterns=chapters/latin.md,chapters/ordner.md")
    assert {name: (chapters / name).read_bytes() for name in own} == own
    assert (chapters / "ordner.md").is_dir()
    assert "Ein Vorwort" in run.page("chapters/vorwort")
    assert (chapters / "bruecke.md").is_file()


@pytest.mark.parametrize("kind", ["file", "link", "dead link", "folder"])
def test_a_file_in_the_place_of_a_stub_is_named_and_stays(root: Path, build: Build, kind: str) -> None:
    place = root / "docs" / "chapters" / "hafen.md"
    place.parent.mkdir()
    other = root / "anderswo.md"
    if kind == "file":
        place.write_bytes(b"# Meine Seite\n")
    elif kind == "folder":
        place.mkdir()
    else:
        if kind == "link":
            other.write_bytes(b"# Meine Seite\n")
        place.symlink_to(other)
    run = build(root, *PLAIN)
    assert "hafen.md is not made by Lesebuch and stays as it is" in run.output
    assert "Traceback" not in run.output
    if kind == "folder":
        assert place.is_dir()
    elif kind == "dead link":
        assert not other.exists()
    else:
        assert place.read_bytes() == b"# Meine Seite\n"
    assert build(root, "-W", "--keep-going", *PLAIN).code != 0


def test_a_stub_goes_with_its_chapter_and_one_cut_off_is_made_whole(root: Path, build: Build) -> None:
    chapters = root / "docs" / "chapters"
    assert build(root, *PLAIN).code == 0
    whole = (chapters / "hafen.md").read_bytes()
    (chapters / "weg.md").write_bytes(whole.replace(b"hafen", b"weg"))
    (chapters / "hafen.md").write_bytes(whole[:20])
    assert build(root, "-W", *PLAIN).code == 0
    assert (chapters / "hafen.md").read_bytes() == whole
    assert not (chapters / "weg.md").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(root: Path, build: Build) -> None:
    (root / "docs").chmod(0o555)
    try:
        run = build(root, *PLAIN)
    finally:
        (root / "docs").chmod(0o755)
    assert run.code != 0
    assert "chapters cannot be written" in run.output
    assert "Traceback" not in run.output


def test_a_file_in_the_place_of_the_folder_is_one_sentence(root: Path, build: Build) -> None:
    (root / "docs" / "chapters").write_bytes(b"mein")
    run = build(root, *PLAIN)
    assert run.code != 0
    assert "chapters cannot be written" in run.output
    assert "Traceback" not in run.output
    assert (root / "docs" / "chapters").read_bytes() == b"mein"


@pytest.mark.parametrize("dead", [False, True])
def test_the_folder_of_the_stubs_may_be_a_link(root: Path, build: Build, tmp_path: Path, dead: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    if not dead:
        elsewhere.mkdir()
        (elsewhere / "mein.md").write_bytes(b"---\norphan: true\n---\n\n# Mein\n")
    (root / "docs" / "chapters").symlink_to(elsewhere)
    run = build(root, *PLAIN)
    assert "Traceback" not in run.output
    if dead:
        assert "chapters cannot be written" in run.output
    else:
        assert run.code == 0
        assert (elsewhere / "mein.md").read_bytes().endswith(b"# Mein\n")
        assert "Altenfurt" in run.page("chapters/bruecke")


@pytest.mark.parametrize("broken", [False, True])
def test_a_pdf_of_others_in_the_place_of_the_book_stays(root: Path, build: Build, tmp_path: Path, broken: bool) -> None:
    out = tmp_path / "book"
    out.mkdir()
    (out / "reader.pdf").write_bytes(b"%PDF mine")
    if broken:
        (root / "docs" / "index.md").write_text("# Titel\n\n![](fehlt.png)\n", encoding="utf-8")
    run = build(root, "-b", "typst", out="book")
    assert run.code != 0
    assert (out / "reader.pdf").read_bytes() == b"%PDF mine"
    assert broken or "is not made by Lesebuch and stays as it is" in run.output
    (out / "reader.pdf").unlink()
    if not broken:
        assert build(root, "-b", "typst", out="book").code == 0
        assert build(root, "-b", "typst", "-E", out="book").code == 0


def test_a_folder_of_pages_named_like_the_search_index_stays(root: Path, build: Build) -> None:
    folder = root / "docs" / "pagefind"
    folder.mkdir()
    (folder / "index.md").write_text("---\norphan: true\n---\n\n# Wie man Seiten findet\n", encoding="utf-8")
    for _ in range(2):
        run = build(root, "-W", "-E")
        assert run.code == 0, run.output
        assert "Wie man Seiten findet" in run.page("pagefind/index")
    assert (run.out / "_static" / "pagefind" / "pagefind-entry.json").is_file()
