"""A reader that uses everything, in every theme and every builder: no warning, valid pages, no word lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from foreign_project import THEMES
from lxml import html
from outputs import html_words, jsonl_passages
from small_reader import Built, run_sphinx
from test_html_valid import check, pages
from whole_reader import copy_whole

from lesebuch import pipeline
from lesebuch.config import Edition
from lesebuch.problems import Code
from lesebuch.sphinx_ext import DIRECTIVES
from once import once

_STRICT = ("-n", "-W", "--keep-going", "-D", "lesebuch_edition=class", "-D", "lesebuch_search=0")
_BOOK = tuple(
    f"-D{name}=W" for name in ("version", "author", "copyright", "epub_author", "epub_publisher", "epub_copyright")
)
_CONF = """extensions = ["lesebuch", "sphinx.ext.doctest", "sphinx.ext.coverage"]
html_theme = "lesebuch"
applehelp_bundle_id = "example.reader"
applehelp_disable_external_tools = True
"""
_PLAIN = "---\norphan: true\n---\n\n# Nichts von uns\n\nEin Absatz.\n\n## Darunter\n\n- Eine Liste.\n"
_TO_READ = (
    "html",
    "dirhtml",
    "singlehtml",
    "htmlhelp",
    "devhelp",
    "applehelp",
    "qthelp",
    "json",
    "pickle",
    "epub",
    "ebook",
)
_ELSE = (
    *("text", "man", "texinfo", "latex", "xml", "pseudoxml", "gettext", "changes", "dummy", "doctest", "coverage"),
    *("typst", "typst-handouts", "docx-handouts"),
)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader; beside it, what builders have read. To look at, not to change."""

    def make(folder: Path) -> None:
        root = copy_whole(folder)
        (root / "docs" / "plain.md").write_text(_PLAIN, encoding="utf-8")

    return once(tmp_path_factory, "whole", make) / "reader"


def themed(whole: Path, folder: Path, theme: str) -> Built:
    more = ("-j", "4", "-D", f"html_theme={theme}", "-d", str(folder / "trees"))
    return run_sphinx(whole, folder / "out", *_STRICT, *more)


def test_nothing_is_wrong_with_it_and_it_has_every_directive(whole: Path) -> None:
    _reader, problems = pipeline.read(whole, Edition.CLASS)
    assert {problem.code for problem in problems} == {Code.NO_PICTURE}
    text = "".join(path.read_text(encoding="utf-8") for path in (whole / "docs").rglob("*.md"))
    # Lesebuch itself writes the pages that these two are for.
    assert {name for name in DIRECTIVES if f"{{{name}}}" not in text} == {"chapter", "glossary-part"}


@pytest.mark.parametrize("theme", ["lesebuch", *THEMES])
def test_in_any_theme_pages_are_whole_and_as_valid_as_the_theme_makes_them(
    whole: Path, tmp_path: Path, theme: str
) -> None:
    run = themed(whole, tmp_path, theme)
    assert run.code == 0, run.output
    for slug, passages in jsonl_passages(whole).items():
        page = run.page(f"chapters/{slug}")
        assert {id_: html_words(page, id_) for id_ in passages if "." not in id_} == {
            id_: words for id_, words in passages.items() if "." not in id_
        }
    # The search has a script in place of words, and no field but its own; sphinx_book_theme gives the index no title for paper.
    found = {path for path in pages(run) if path.name not in {"search.html", "genindex.html", "plain.html"}}
    known = set(said([run.out / "plain.html"]))
    assert [message for message in said(sorted(found)) if message not in known] == []
    assert list(dead(run)) == []


def said(files: list[Path]) -> Iterator[str]:
    """What the checker says, without the place."""
    return (re.sub(r"^\S+:\d+: |(?<=\.) .*", "", message) for message in check(files))


def dead(run: Built) -> Iterator[str]:
    trees = {path.resolve(): html.fromstring(path.read_bytes()) for path in pages(run)}
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    for path, tree in trees.items():
        for href in tree.xpath("//article//a/@href | //main//a/@href | //*[@role='main']//a/@href"):
            file, _, place = str(href).partition("#")
            if re.match(r"[a-z]+:", file) or href == "#":
                continue
            # The page for addresses that do not exist names all others from the root of the site.
            beside = run.out if file.startswith("/") else path.parent
            there = (beside / file.partition("?")[0].lstrip("/")).resolve() if file else path
            if not there.is_file() or (place and there in ids and place not in ids[there]):
                yield f"{path.name}: {href}"


@pytest.fixture(scope="session")
def conf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A conf.py for all builders."""
    folder = once(tmp_path_factory, "conf-of-whole", lambda out: out.mkdir())
    (folder / "conf.py").write_text(_CONF, encoding="utf-8")
    return folder


@pytest.mark.parametrize("names", [_TO_READ, _ELSE], ids=["to read", "else"])
def test_each_builder_passes(whole: Path, conf: Path, tmp_path: Path, names: tuple[str, ...]) -> None:
    wrong = {}
    for name in names:
        # What is to be translated Sphinx reads in a way of its own.
        trees = str(tmp_path / ("trees-gettext" if name == "gettext" else "trees"))
        run = run_sphinx(whole, tmp_path / name, *_STRICT, *_BOOK, "-c", str(conf), "-d", trees, "-b", name)
        if run.code:
            wrong[name] = run.output
    assert not wrong, "\n".join(wrong.values())
