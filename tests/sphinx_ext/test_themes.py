"""Lesebuch in projects of others: their pages stay as they are, and ours are whole in every theme."""

import shutil
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import foreign_project
import pytest
from foreign_project import THEMES
from outputs import html_words, jsonl_passages
from small_reader import Build, copy_small, run_sphinx

from lesebuch.html import search

_NOT_COMPARED = {
    ".buildinfo",  # a checksum of the configuration
    "searchindex.js",  # says which extensions there are, and knows our pages too
    "objects.inv",  # knows our pages too
}


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".doctrees" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.name not in _NOT_COMPARED}


@pytest.mark.parametrize("theme", THEMES)
def test_pages_without_anything_of_ours_stay_byte_for_byte(tmp_path: Path, theme: str) -> None:
    plain = foreign_project.make(tmp_path / "plain", theme, loaded=False)
    before = run_sphinx(plain, tmp_path / "before", "-W", "--keep-going", "-n")
    assert before.code == 0, before.output
    root = foreign_project.make(tmp_path / "ours", theme)
    after = foreign_project.build(root, tmp_path / "after")
    assert after.code == 0, after.output
    old, new = files(before.out), files(after.out)
    assert {name: new.get(name) for name in old} == old
    added = {name for name in new.keys() - old.keys() if not name.startswith("_sources/")}
    assert added == {
        ".lesebuch-edition",
        "_static/lesebuch-anywhere.css",
        "_static/lesebuch-anywhere.js",
        "_static/lesebuch-blocks.css",
        "_static/lesebuch-entries.js",
        "_static/lesebuch-notes.js",
        "_static/lesebuch-tasks.js",
        "_static/lesebuch-words.js",
        "chapters/bruecke.html",
        "chapters/hafen.html",
        "lesebuch.html",
        "woerter.html",
    }
    # And ours are whole.
    for slug, passages in jsonl_passages(root).items():
        page = after.page(f"chapters/{slug}")
        assert {id_: html_words(page, id_) for id_ in passages} == passages
        assert "lesebuch-anywhere.css" in page
        assert "lesebuch-anywhere.js" in page
    assert 'href="woerter.html#altenfurt"' in after.page("lesebuch")
    assert 'href="search.html"' in after.page("lesebuch")
    assert "Stadt an der Lenne" in after.page("woerter")
    # Sphinx' search leads to an entry by its id, not by its term.
    assert '"altenfurt","Altenfurt"' in (after.out / "searchindex.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("theme", "has"), [("furo", True), ("sphinx_immaterial", False)])
def test_no_link_leads_to_a_page_that_a_theme_does_not_write(theme: str, *, has: bool) -> None:
    builder = SimpleNamespace(name="html", search=True, config=SimpleNamespace(html_theme=theme))
    assert search.has_page_of_its_own(builder) is has


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_without_a_reader_nothing_is_added_either(tmp_path: Path, theme: str) -> None:
    before = run_sphinx(foreign_project.make(tmp_path / "a", theme, loaded=False, reader=False), tmp_path / "before")
    root = foreign_project.make(tmp_path / "b", theme, reader=False)
    after = foreign_project.build(root, tmp_path / "after")
    assert after.code == 0, after.output
    assert files(after.out) == files(before.out)
    assert not (root / "docs" / "chapters").exists()


def test_who_uses_a_reader_that_is_not_there_is_told(tmp_path: Path) -> None:
    root = foreign_project.make(tmp_path, "alabaster", reader=False)
    (root / "docs" / "leser.rst").write_text(":orphan:\n\nTexte\n=====\n\n.. chapter-list::\n", encoding="utf-8")
    run = foreign_project.build(root, tmp_path / "out")
    assert run.code != 0
    assert "There is no reader: no reader.toml in" in run.output
    assert "Traceback" not in run.output


def test_without_a_theme_a_project_that_loads_more_keeps_what_it_has(tmp_path: Path) -> None:
    root = foreign_project.make(tmp_path, "alabaster")
    conf = root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('html_theme = "alabaster"\n', ""), encoding="utf-8")
    run = foreign_project.build(root, tmp_path / "out")
    assert run.code == 0, run.output
    assert "alabaster.css" in run.page("index")
    assert "lb-nav" not in run.page("index")
    assert 'html_theme = "lesebuch"' in run.output


def test_a_project_gets_our_looks_where_it_names_them(root: Path, build: Build) -> None:
    conf = root / "docs" / "conf.py"
    conf.write_text('extensions = ["sphinx.ext.todo", "lesebuch"]\nhtml_theme = "lesebuch"\n', encoding="utf-8")
    run = build(root, "-W", "-D", "lesebuch_search=0")
    assert run.code == 0, run.output
    assert '<header id="lb-nav"' in run.page("index")
    assert "<title>Kleines Lesebuch" in run.page("index")


@pytest.mark.parametrize("theme", THEMES)
def test_a_reader_may_have_any_theme(root: Path, build: Build, theme: str) -> None:
    run = build(root, "-W", "-n", "-j", "4", "-D", f"html_theme={theme}")
    assert run.code == 0, run.output
    for slug, passages in jsonl_passages(root).items():
        page = run.page(f"chapters/{slug}")
        assert {id_: html_words(page, id_) for id_ in passages} == passages
    assert "Pfosten zum Festmachen." in run.page("chapters/hafen")


def test_quotation_marks_of_a_text_stay_where_the_project_makes_them_smart(tmp_path: Path) -> None:
    root = foreign_project.make(tmp_path, "basic")
    seed = root / "seeds" / "hafen.txt"
    text = seed.read_text(encoding="utf-8")
    seed.write_text(text.replace("niemand fragte", "\"niemand\" -- fragte ... 'x'"), encoding="utf-8")
    foreign_project.renew(root)
    page = root / "docs" / "lesebuch.rst"
    page.write_text(page.read_text(encoding="utf-8") + '\n.. passage:: hafen#p2\n\nUnser "Wort".\n', encoding="utf-8")
    run = foreign_project.build(root, tmp_path / "out")
    assert run.code == 0, run.output
    assert "\"niemand\" -- fragte ... 'x'" in html_words(run.page("chapters/hafen"), "p2")
    assert "\"niemand\" -- fragte ... 'x'" in unescape(run.page("lesebuch"))
    assert "Unser “Wort”" in run.page("lesebuch")


def test_a_project_in_myst_has_no_new_warning(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text('extensions = ["myst_parser", "lesebuch"]\n', encoding="utf-8")
    # A link of which MyST asks each domain.
    (docs / "index.md").write_text("# Titel\n\n(hier)=\n## Abschnitt\n\nSiehe [dort](hier).\n", encoding="utf-8")
    run = run_sphinx(tmp_path, tmp_path / "out", "-W", "-n", docs=docs)
    assert run.code == 0, run.output
    assert 'href="#hier"' in run.page("index")


# --- Where the documents lie -------------------------------------------------------------------------------------------


def test_the_documents_may_lie_in_the_readers_folder_itself(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    for path in (root / "docs").iterdir():
        shutil.move(path, root / path.name)
    (root / "seeds" / "geheim.md").write_text("# Geheimes\n", encoding="utf-8")
    target = tmp_path / "out"
    run = run_sphinx(root, target, "-W", "-n", "-D", "lesebuch_search=0", docs=root)
    assert run.code == 0, run.output
    pages = {str(path.relative_to(target)) for path in target.rglob("*.html") if "_static" not in path.parts}
    # The files of chapters, entries and sources are no pages; Lesebuch makes those of chapters and entries itself.
    made = {"chapters/bruecke.html", "chapters/hafen.html", "entries/altenfurt.html", "entries/hafenverein.html"}
    assert {name for name in pages if "/" in name} == made
    assert not any(b"Geheimes" in path.read_bytes() for path in target.rglob("*") if path.is_file())


def test_the_documents_may_lie_two_folders_down_and_have_spaces_in_their_path(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "mein Lesebuch")
    docs = root / "unsere doc" / "source files"
    docs.parent.mkdir()
    shutil.move(root / "docs", docs)
    conf = tmp_path / "anders wo"
    conf.mkdir()
    shutil.move(docs / "conf.py", conf / "conf.py")
    run = run_sphinx(root, tmp_path / "out put", "-W", "-n", "-c", str(conf), docs=docs)
    assert run.code == 0, run.output
    assert "Altenfurt" in run.page("chapters/bruecke")
    assert (tmp_path / "out put" / "_static" / "lesebuch-index.js").is_file()


def test_the_works_are_found_beside_the_pages_or_where_check_finds_them(tmp_path: Path) -> None:
    """Wherever conf.py and the pages lie: without them every citation of a note would be a warning."""
    root = copy_small(tmp_path)
    bib = root / "docs" / "references.bib"
    bib.write_text("@book{werk, author = {Ada Kahn}, title = {Werk}, year = 1998}\n", encoding="utf-8")
    note = root / "corpus" / "hafen.md"
    note.write_text(
        note.read_text(encoding="utf-8") + "\n:::{annotation} p1\n:kind: context\nSo {cite}`werk`.\n:::\n", "utf-8"
    )
    (root / "docs" / "references.md").write_text(
        "---\norphan: true\n---\n\n# Werke\n\n```{bibliography}\n```\n", "utf-8"
    )
    conf = tmp_path / "anderswo"
    conf.mkdir()
    (conf / "conf.py").write_text('extensions = ["lesebuch"]\nhtml_theme = "lesebuch"\n', encoding="utf-8")
    for out, docs in (("a", root / "docs"), ("b", root / "seiten"), ("c", root / "source")):
        if out == "b":
            shutil.copytree(root / "docs", docs)
            (docs / "references.bib").unlink()
        elif out == "c":
            # A project of others, in reStructuredText, whose pages lie elsewhere.
            (root / "docs").rename(docs)
            (docs / "index.md").unlink()
            (docs / "index.rst").write_text(
                "Ihre Seite\n==========\n\n.. toctree::\n   :glob:\n\n   *\n", encoding="utf-8"
            )
            (conf / "conf.py").write_text('extensions = ["lesebuch"]\nhtml_theme = "basic"\n', encoding="utf-8")
        run = run_sphinx(root, tmp_path / out, "-W", "-D", "lesebuch_search=0", "-c", str(conf), docs=docs)
        assert run.code == 0, run.output
        assert "Ada" in run.page("references")


def _set_a_task(root: Path) -> None:
    page = root / "docs" / "assignments" / "eins.md"
    page.parent.mkdir(exist_ok=True)
    task = "::::{task} Worum es geht\n\nLies.\n\n:::{expected}\nStreng geheim.\n:::\n::::\n"
    page.write_text(f"---\norphan: true\n---\n\n# Eins\n\n{task}", encoding="utf-8")


def test_what_is_for_teachers_is_never_read_as_words_of_a_page(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    _set_a_task(root)
    (root / "docs" / "conf.py").write_text('extensions = ["myst_parser", "lesebuch"]\n', encoding="utf-8")
    run = run_sphinx(root, tmp_path / "out")
    assert run.code != 0
    assert "docs/assignments/eins.md is written with `:::`" in run.output
    assert 'Add "colon_fence" to myst_enable_extensions' in run.output
    assert not (tmp_path / "out" / "assignments").exists()


def test_markdown_of_pages_that_are_not_ours_is_not_judged(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    (root / "docs" / "conf.py").write_text('extensions = ["lesebuch"]\nhtml_theme = "alabaster"\n', encoding="utf-8")
    start = root / "docs" / "index.md"
    start.write_text(start.read_text(encoding="utf-8") + "\nEin Satz und\n- was danach steht\n", encoding="utf-8")
    _set_a_task(root)
    run = run_sphinx(root, tmp_path / "out", "-W", "-D", "lesebuch_search=0", "-D", "lesebuch_edition=class")
    assert run.code == 0, run.output
    # Our pages are written as in every reader, whatever the theme.
    page = run.page("assignments/eins")
    assert "Worum es geht" in page
    assert ":::" not in page
    assert "geheim" not in page
    # Nor does Sphinx' search find what is for teachers.
    assert "geheim" in run.page("assignments/eins-teacher")
    assert "geheim" not in (run.out / "searchindex.js").read_text(encoding="utf-8")
    ours = run_sphinx(root, tmp_path / "ours", "-D", "html_theme=lesebuch", "-D", "lesebuch_search=0")
    assert "lesebuch.list-in-text" in ours.output
