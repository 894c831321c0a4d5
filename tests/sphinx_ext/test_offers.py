"""What pages offer to take along: what is made, and nothing else."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from small_reader import Build, Built

PLAIN = ("-D", "lesebuch_search=0", "-W", "--keep-going")
TASK = "---\norphan: true\n---\n\n# Wege\n\n````{task} Wozu?\n:answer-space: 3\n\nWozu?\n\n```{expected}\nAhornblatt.\n```\n````\n"
_LINK = re.compile(r'<p class="lb-offers".*?</p>', re.DOTALL)


def offered(page: Path) -> list[str]:
    """The addresses of what a page offers; each leads to a file."""
    found = [href for line in _LINK.findall(page.read_text("utf-8")) for href in re.findall(r'href="([^"]+)"', line)]
    assert [href for href in found if not (page.parent / href).is_file()] == []
    return found


def site(root: Path, build: Build, folders: Iterable[Path], edition: str = "class", out: str = "site") -> Built:
    made = build(
        root,
        *PLAIN,
        "-D",
        f"lesebuch_offers={json.dumps([str(folder) for folder in folders])}",
        edition=edition,
        out=out,
    )
    assert made.code == 0, made.output
    return made


def sheets(root: Path, build: Build, edition: str = "class") -> Path:
    """A folder that counts as one with sheets; what is in them does not matter here."""
    folder = build(root, "-b", "dummy", edition=edition, out="handouts").out
    names = [path.stem for path in (root / "corpus").glob("*.md") if path.stem != "chronology"]
    for name in [*names, "wege", "wege-teacher", "of-no-page"]:
        (folder / f"{name}.pdf").write_bytes(f"%PDF- {name}".encode())
    return folder


def test_each_chapter_offers_its_sheet_where_it_is_made(root: Path, build: Build) -> None:
    folder = sheets(root, build)
    out = site(root, build, [folder]).out
    names = sorted(path.stem for path in (out / "chapters").glob("*.html"))
    assert "bruecke" in names
    for name in names:
        assert offered(out / "chapters" / f"{name}.html") == [f"../_downloads/sheets/{name}.pdf"]
        assert (out / "_downloads" / "sheets" / f"{name}.pdf").read_bytes() == (folder / f"{name}.pdf").read_bytes()


def test_a_sheet_that_is_not_made_any_more_is_not_offered_any_more(root: Path, build: Build) -> None:
    folder = sheets(root, build)
    out = site(root, build, [folder]).out
    kept = out / "_downloads" / "of-others.pdf"
    kept.write_bytes(b"%PDF-")
    page = out / "chapters" / "bruecke.html"
    assert offered(page)
    # Another site that shares what is read.
    site(root, build, [], out="other")
    (folder / "bruecke.pdf").unlink()
    site(root, build, [folder])
    assert offered(page) == []
    assert not (out / "_downloads" / "sheets" / "bruecke.pdf").exists()
    site(root, build, [])
    assert [page.name for page in out.rglob("*.html") if "_downloads" in page.read_text("utf-8")] == []
    assert [path.name for path in (out / "_downloads").rglob("*.*")] == [kept.name]


def test_a_page_knows_the_lines_of_its_sheet_and_is_written_again_with_them(root: Path, build: Build) -> None:
    folder = sheets(root, build)
    lines = folder / ".lesebuch-working" / "bruecke.pdf.lines.json"
    lines.parent.mkdir()
    for said in ("0 12", "0 14"):
        lines.write_text(json.dumps({"p1": [int(n) for n in said.split()], "p99": [0]}), encoding="utf-8")
        page = (site(root, build, [folder]).out / "chapters" / "bruecke.html").read_text("utf-8")
        assert re.findall(r'id="(\w+)"[^>]* data-lines="([^"]*)"', page) == [("p1", said)]


def test_a_public_site_takes_nothing_of_a_class_edition(root: Path, build: Build) -> None:
    folder = sheets(root, build)
    out = site(root, build, [folder], edition="public").out
    assert not (out / "_downloads").exists()
    (folder / ".lesebuch-edition").unlink()
    assert not (site(root, build, [folder], out="unknown").out / "_downloads").exists()


def test_the_start_page_offers_what_is_made_of_the_whole(root: Path, build: Build) -> None:
    folder = build(root, "-b", "dummy", out="book").out
    for name in ("reader.pdf", "reader.epub", "reader.jsonl", "reader.xml", "notes.txt"):
        (folder / name).write_bytes(b"x")
    out = site(root, build, [folder]).out
    names = ["reader.pdf", "reader.epub", "reader.jsonl", "reader.xml"]
    assert offered(out / "index.html") == [f"_downloads/{name}" for name in names]
    assert sorted(path.name for path in (out / "_downloads").iterdir()) == sorted(names)


def test_answers_are_offered_beside_answers_and_are_not_taken_along(root: Path, build: Build) -> None:
    register = root / "seeds" / "register.yaml"
    register.write_text(register.read_text("utf-8").replace("rights: restricted", "rights: open"), encoding="utf-8")
    (root / "docs" / "assignments").mkdir(exist_ok=True)
    (root / "docs" / "assignments" / "wege.md").write_text(TASK, encoding="utf-8")
    out = site(root, build, [sheets(root, build)]).out
    assert offered(out / "assignments" / "wege.html") == ["../_downloads/sheets/wege.pdf"]
    assert offered(out / "assignments" / "wege-teacher.html") == ["../_downloads/sheets/wege-teacher.pdf"]
    listed = (out / "reader-files.json").read_text("utf-8")
    assert "sheets/wege.pdf" in listed
    assert "teacher" not in listed


def test_without_sheets_nothing_is_offered(small: Built) -> None:
    assert [page.name for page in small.out.rglob("*.html") if "_downloads" in page.read_text("utf-8")] == []


def test_a_site_shows_what_another_builder_has_read_before_it(root: Path, build: Build, tmp_path: Path) -> None:
    shared = ("-d", str(tmp_path / "trees"))
    page = build(root, *PLAIN, *shared, out="site").out / "chapters" / "bruecke.html"
    assert "Zebrastreifen" not in page.read_text("utf-8")
    # The page stands in no file, whose time would tell.
    chapter = root / "corpus" / "bruecke.md"
    _empty, front, rest = chapter.read_text("utf-8").split("---\n", 2)
    chapter.write_text(f"---\n{front}---\n\nNachtrag: Zebrastreifen.\n\n{rest}", encoding="utf-8")
    build(root, "-b", "dummy", *shared, out="elsewhere")
    build(root, *PLAIN, *shared, out="site")
    assert "Zebrastreifen" in page.read_text("utf-8")
    # Once is enough.
    changed = page.stat().st_mtime_ns
    build(root, *PLAIN, *shared, out="site")
    assert page.stat().st_mtime_ns == changed
