"""A build that stays comes, edit by edit, to what a clean build comes to."""

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

sys.path.insert(0, str(Path(__file__).parents[1] / "sphinx_ext"))

from random_edits import EDITS
from small_reader import copy_small, run_sphinx, write_lock, write_register

from lesebuch.config import Edition
from lesebuch.editorial import printable
from lesebuch.html import citing, entries, shipping
from lesebuch.sphinx_ext import domain
from lesebuch.sphinx_ext.standing import StandingBuild
from lesebuch.stage_memory import Memory, Same


def test_edits_in_a_row_leave_what_a_clean_build_leaves(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    chance = random.Random(7)
    with StandingBuild(root, Edition.CLASS, (), tmp_path / "grown") as standing:
        standing.build()
        for number in range(12):
            settings = (root / "reader.toml").read_bytes()
            chance.choice(EDITS)(chance, root)
            standing.build(anew=(root / "reader.toml").read_bytes() != settings)
            if number % 4 == 3:
                options = ("-q", "-D", "lesebuch_edition=class", "-D", "lesebuch_search=0", "-D", "lesebuch_offline=0")
                clean = run_sphinx(root, tmp_path / f"clean-{number}", *options)
                grown, fresh = _outputs(standing.output), _outputs(clean.out)
                assert {n for n in grown.keys() | fresh.keys() if grown.get(n) != fresh.get(n)} == set()


def test_a_save_costs_what_it_changes_from_the_first_on(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    conf = root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + _TELLING, encoding="utf-8")
    chapter = root / "corpus" / "bruecke.md"
    with StandingBuild(root, Edition.CLASS, (), tmp_path / "out") as standing:
        standing.build()
        entries = {path: path.stat().st_mtime_ns for path in (standing.output / "entries").glob("*.html")}
        page = standing.output / "chapters" / "bruecke.html"
        for number in range(2):
            text = chapter.read_text(encoding="utf-8")
            chapter.write_text(text.replace("\n---\n\n", f"\n---\n\nNeu {number}. ", 1), encoding="utf-8")
            standing.build()
            standing.rest()
            assert f"Neu {number}." in page.read_text(encoding="utf-8")
    assert entries
    assert {path: path.stat().st_mtime_ns for path in entries} == entries
    builds = (standing.output / "told").read_text(encoding="utf-8").splitlines()
    assert len(builds) == 3
    assert len(set(builds)) == 1, "what hastens the first build is gone in the others"


def test_what_a_save_leaves_as_it_was_is_not_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path)
    done: list[str] = []

    def note(holder: object, name: str, what: Callable[..., str]) -> None:
        function = getattr(holder, name)

        def noted(*arguments: Any) -> object:
            done.append(f"{name} {what(*arguments)}")
            return function(*arguments)

        monkeypatch.setattr(holder, name, noted)

    note(domain, "_print_of", lambda chapter, _marks: chapter.slug)
    note(printable, "_words", lambda chapter: chapter.slug)
    note(citing, "_files", lambda chapter, *_rest: chapter.slug)
    note(shipping, "_found", lambda page: page.stem)
    note(entries._Maker, "context", lambda _maker, entry: entry)
    note(StandaloneHTMLBuilder, "copy_theme_static_files", lambda *_rest: "")
    chapter = root / "corpus" / "bruecke.md"
    with StandingBuild(root, Edition.CLASS, (), tmp_path / "out") as standing:
        standing.build()
        first = list(done)
        done.clear()
        text = chapter.read_text(encoding="utf-8")
        chapter.write_text(text.replace("\n---\n\n", "\n---\n\nNeu. ", 1), encoding="utf-8")
        standing.build()
    assert done
    assert len(done) < len(first) / 2
    once = ("_words", "_print_of", "_files")
    assert [one for one in done if one.startswith(once)] == [f"{name} bruecke" for name in once]
    assert "_found bruecke" in done
    # No entry shows an introduction, and no page uses another file of a theme for it.
    assert any(one.startswith("context") for one in first)
    assert "copy_theme_static_files " in first
    assert not [one for one in done if one.startswith(("context", "copy_theme"))]
    # What is made to be taken along, or to be linked to from elsewhere, nobody asks of a site that is being written.
    assert not [name for name in ("reader.zip", "objects.inv") if (standing.output / name).exists()]


def test_a_page_that_uses_more_of_the_theme_than_before_gets_it(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    page = root / "docs" / "index.md"
    before = page.read_text(encoding="utf-8")
    added = ("", "\n:::{admonition} Hinweis\n:class: warning\nEin Wort.\n:::\n", "\nEin Satz mehr.\n")
    with StandingBuild(root, Edition.CLASS, (), tmp_path / "grown") as standing:
        sheets = []
        for words in added:
            page.write_text(before + words, encoding="utf-8")
            standing.build()
            sheets.append((standing.output / _SHEET).read_text(encoding="utf-8"))
            page.write_text(before + words + "\nNoch einer.\n", encoding="utf-8")
            standing.build()
            assert (standing.output / _SHEET).read_text(encoding="utf-8") == sheets[-1]
        static = {path.name for path in (standing.output / "_static").rglob("*") if path.is_file()}
    assert ".admonition" in sheets[1]
    assert ".admonition" not in sheets[0]
    assert sheets[2] == sheets[0]
    options = ("-q", "-D", "lesebuch_edition=class", "-D", "lesebuch_search=0", "-D", "lesebuch_offline=0")
    clean = run_sphinx(root, tmp_path / "clean", *options).out / "_static"
    assert (clean.parent / _SHEET).read_text(encoding="utf-8") == sheets[2]
    assert static == {path.name for path in clean.rglob("*") if path.is_file()}


def test_what_is_known_of_entries_follows_when_entries_and_events_go(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    chronology, (first, *others) = root / "docs" / "chronology.md", sorted((root / "glossary").glob("*.md"))
    assert others
    options = ("-q", "-D", "lesebuch_edition=class", "-D", "lesebuch_search=0", "-D", "lesebuch_offline=0")
    with StandingBuild(root, Edition.CLASS, (), tmp_path / "grown") as standing:
        standing.build()
        pages = _outputs(standing.output)
        for number, path in enumerate((chronology, first, *others)):
            if path == chronology:
                path.write_text("# Chronologie\n", encoding="utf-8")
            else:
                path.unlink()
            standing.build()
            clean = run_sphinx(root, tmp_path / f"clean-{number}", *options)
            grown, fresh = _outputs(standing.output), _outputs(clean.out)
            assert {n for n in grown.keys() | fresh.keys() if grown.get(n) != fresh.get(n)} == set()
            assert grown != pages
            pages = grown
    assert not list((standing.output / "entries").glob("*.html"))


def test_what_pages_add_to_themselves_does_not_grow_from_save_to_save(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    page = root / "docs" / "index.md"
    with StandingBuild(root, Edition.CLASS, (), tmp_path / "out") as standing:
        counts = []
        for number in range(3):
            page.write_text(f"{page.read_text(encoding='utf-8')}\nSatz {number}.\n", encoding="utf-8")
            standing.build()
            assert standing._app is not None
            counts.append(len(standing._app.registry.js_files))
    assert counts[1] == counts[2] < counts[0]


def test_links_and_languages_of_pages_that_stay_follow_what_is_saved(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    for name in ("poller", "kai"):
        text = f"---\nterm: {name.title()}\nkind: concept\n---\n\nEin Wort.\n"
        (root / "glossary" / f"{name}.md").write_text(text, encoding="utf-8")
    source = root / "seeds" / "bruecke.txt"
    text = source.read_text(encoding="utf-8")
    for word in ("gestritten", "sagte der"):
        text = text.replace(word, f"am Poller am Kai am Steg {word}")
    source.write_text(text, encoding="utf-8")
    write_register(root)
    write_lock(root)
    with StandingBuild(root, Edition.CLASS, (), tmp_path / "grown") as standing:
        standing.build()
        chapter = root / "corpus" / "bruecke.md"
        chapter.write_text(
            chapter.read_text(encoding="utf-8").replace("language: de", "language: fr"), encoding="utf-8"
        )
        entry = "---\nterm: Steg\nkind: concept\n---\n\nEin Wort.\n"
        (root / "glossary" / "steg.md").write_text(entry, encoding="utf-8")
        standing.build()
    options = ("-q", "-D", "lesebuch_edition=class", "-D", "lesebuch_search=0", "-D", "lesebuch_offline=0")
    clean = run_sphinx(root, tmp_path / "clean", *options)
    grown, fresh = _outputs(standing.output), _outputs(clean.out)
    assert 'id="both-kai.poller"' in clean.page("entries/kai")
    assert {name for name in grown.keys() | fresh.keys() if grown.get(name) != fresh.get(name)} == set()


_TELLING = """

def _tell(app, *_rest):
    import gc
    import sphinx.util.docutils
    from docutils import nodes
    from pybtex.richtext import Text
    hastened = nodes.Node.findall, Text.from_latex, sphinx.util.docutils._get_settings
    with (app.outdir / "told").open("a") as file:
        print([one.__module__ for one in hastened], gc.get_threshold(), file=file)


def setup(app):
    app.connect("env-before-read-docs", _tell)
"""


_SHEET = "_static/styles/lesebuch-theme.css"


def _outputs(folder: Path) -> dict[str, object]:
    """Pages alone: what else lies there tells of how it was built."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}


def test_memory_forgets_what_nobody_asks_for() -> None:
    memory, made = Memory(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [memory.get("a", make), memory.get("a", make)] == [1, 1]
    memory.turn()
    assert memory.get("a", make) == 1
    memory.turn()
    memory.turn()
    assert memory.get("a", make) == 2
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)
