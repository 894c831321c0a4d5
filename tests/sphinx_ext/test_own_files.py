"""What is not made by Lesebuch stays as it is."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from small_reader import Build
from sphinx.project import Project

from lesebuch.config import Setting
from lesebuch.sphinx_ext import pages

PLAIN = ("-D", "lesebuch_search=0")


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("builder", ["html", "text", "typst"])
def test_nothing_is_written_into_the_source_directory(root: Path, build: Build, builder: str) -> None:
    before = listing(root)
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        run = build(root, "-W", "-b", builder, *PLAIN)
    finally:
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert run.code == 0, run.output
    assert listing(root) == before


def test_files_of_others_beside_the_chapters_stay(root: Path, build: Build) -> None:
    chapters = root / "docs" / "chapters"
    chapters.mkdir()
    own = {
        "vorwort.md": b"---\norphan: true\n---\n\n# Ein Vorwort\n",
        "latin.md": "% Grüße\n".encode("latin-1"),
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
    assert "Altenfurt" in run.page("chapters/bruecke")


@pytest.mark.parametrize("kind", ["file", "link", "other suffix"])
def test_a_page_in_the_place_of_a_chapter_is_named_and_stays(root: Path, build: Build, kind: str) -> None:
    place = root / "docs" / "chapters" / ("hafen.rst" if kind == "other suffix" else "hafen.md")
    place.parent.mkdir()
    own = b"Meine Seite\n===========\n" if kind == "other suffix" else b"# Meine Seite\n"
    if kind == "link":
        (root / "anderswo.md").write_bytes(own)
        place.symlink_to(root / "anderswo.md")
    else:
        place.write_bytes(own)
    run = build(root, *PLAIN)
    assert f"{place.name} is not made by Lesebuch and stays as it is" in run.output
    assert "Traceback" not in run.output
    assert place.read_bytes() == own
    assert "Meine Seite" in run.page("chapters/hafen")
    assert build(root, "-W", "--keep-going", *PLAIN).code != 0


@pytest.mark.parametrize("kind", ["folder", "dead link"])
def test_what_is_no_page_is_in_nobodys_way(root: Path, build: Build, kind: str) -> None:
    place = root / "docs" / "chapters" / "hafen.md"
    place.parent.mkdir()
    if kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(root / "anderswo.md")
    run = build(root, *PLAIN)
    assert "Traceback" not in run.output
    assert place.is_dir() or place.is_symlink()
    assert 'class="chapter"' in run.page("chapters/hafen")


def test_a_project_may_leave_chapters_out(root: Path, build: Build) -> None:
    (root / "docs" / "chapters.md").unlink()
    (root / "docs" / "index.md").write_text("# Anfang\n", encoding="utf-8")
    for patterns in ("chapters", "chapters/*", "**/h*.md", "chapters/hafen.md"):
        run = build(root, *PLAIN, "-E", "-D", f"exclude_patterns={patterns}", out=patterns.replace("/", "-"))
        assert not (run.out / "chapters" / "hafen.html").exists(), patterns
        assert (run.out / "chapters" / "bruecke.html").exists() == ("h" in patterns.removeprefix("chapters")), patterns


def test_a_home_that_nobody_has_is_in_nobodys_way(root: Path, build: Build) -> None:
    with (root / "docs" / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('\nlesebuch_seeds = ["~nobody-of-this-name/texte"]\n')
    run = build(root, "-W", *PLAIN)
    assert run.code == 0, run.output


def test_a_file_in_the_place_of_the_folder_is_in_nobodys_way(root: Path, build: Build) -> None:
    (root / "docs" / "chapters").write_bytes(b"mein")
    run = build(root, "-W", *PLAIN)
    assert run.code == 0, run.output
    assert (root / "docs" / "chapters").read_bytes() == b"mein"


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


def test_chapters_that_no_list_names_are_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sphinx says it of each page in a file; theirs stand in none."""
    said: list[str] = []
    monkeypatch.setattr(pages.logger, "warning", lambda message, *words, **_kind: said.append(message % words))
    names = {f"chapters/{name}": "" for name in "abcdefgh"}
    project = pages.ReaderProject(Project(tmp_path, {".md": "markdown"}), names, {}, {})
    project.discover(["chapters/h.md"])
    env = SimpleNamespace(project=project, files_to_rebuild={"chapters/b": {"index"}})
    app = SimpleNamespace(config={Setting.HANDOUT.value: "brunnen"})
    pages.unlisted(app, env)  # type: ignore[arg-type]
    assert said == []
    app.config[Setting.HANDOUT.value] = ""
    pages.unlisted(app, env)  # type: ignore[arg-type]
    assert [message.partition(". ")[0] for message in said] == [
        "No page lists these chapters: a, c, d, e, f and 1 more"
    ]
    env.files_to_rebuild |= names
    pages.unlisted(app, env)  # type: ignore[arg-type]
    assert len(said) == 1
