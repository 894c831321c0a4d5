"""Every builder of Sphinx gives each passage in full, or is for something else and passes."""

import json
import pickle
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html
from outputs import element_words, html_words, jsonl_passages
from small_reader import Build, Built, write_lock, write_register
from sphinx.application import Sphinx

import lesebuch
from jvm import Check
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext import plain

_QUIET = ("-W", "--keep-going", "-n", "-D", "lesebuch_search=0")
_HARD = '\n\nEr zahlte \\5 & 3% von #1 {ganz} ~x^2_y @home "so" -- *a* .punkt\n'
"""Signs that formats give a meaning."""


@pytest.fixture
def hard(root: Path) -> Path:
    """The small reader, with a text that is hard to write."""
    seed = root / "seeds" / "hafen.txt"
    seed.write_text(seed.read_text(encoding="utf-8").rstrip("\n") + _HARD, encoding="utf-8")
    chapter = root / "corpus" / "hafen.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("lines: 1-5", "lines: 1-7"), encoding="utf-8")
    write_register(root)
    write_lock(root)
    assert any(_HARD.strip() == words for words in jsonl_passages(root)["hafen"].values())
    return root


def _flat(text: str) -> str:
    return " ".join(text.split())


# --- Formats that people read as text ----------------------------------------------------------------------------------


def _text(out: Path, slug: str) -> str:
    return (out / "chapters" / f"{slug}.txt").read_text(encoding="utf-8")


def _man(out: Path, _slug: str) -> str:
    (page,) = out.glob("*.1")
    # Font changes and zero-width signs; then the names of characters.
    text = re.sub(r"\\f[BIP]|\\&|\\%|^\.sp$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name, sign in {
        r"\-": "-",
        r"\ ": " ",
        r"\(aq": "'",
        r"\(dq": '"',
        r"\(ga": "`",
        r"\(ha": "^",
        r"\(ti": "~",
    }.items():
        text = text.replace(name, sign)
    return text.replace(r"\e", "\\")


def _latex(out: Path, _slug: str) -> str:
    (page,) = out.glob("*.tex")
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"\{\\hyperref\[[^\]]*\]\{\\sphinxcrossref\{([^{}]*)\}\}\}", r"\1", text)
    names = {
        r"\textbackslash{}": "\0",
        r"\textasciitilde{}": "~",
        r"\textasciicircum{}": "^",
        r"\textquotedbl{}": '"',
        r"\sphinxhyphen{}": "-",
        r"\&": "&",
        r"\%": "%",
        r"\#": "#",
        r"\_": "_",
        r"\{": "{",
        r"\}": "}",
    }
    for name, sign in names.items():
        text = text.replace(name, sign)
    return text.replace("\0", "\\")


def _texinfo(out: Path, _slug: str) -> str:
    (page,) = out.glob("*.texi")
    text = re.sub(r"@ref\{\w+,,([^{}]*)\}", r"\1", page.read_text(encoding="utf-8"))
    return re.sub(r"@([@{}])", r"\1", text)


@pytest.mark.parametrize(
    ("builder", "read"), [("text", _text), ("man", _man), ("latex", _latex), ("texinfo", _texinfo)]
)
def test_a_format_of_text_has_the_words_of_each_passage_without_a_break(
    hard: Path, build: Build, builder: str, read: Callable[[Path, str], str]
) -> None:
    run = build(hard, *_QUIET, "-b", builder)
    assert run.code == 0, run.output
    for slug, passages in jsonl_passages(hard).items():
        text = _flat(read(run.out, slug))
        assert [words for words in passages.values() if _flat(words) not in text] == []
    whole = _flat(read(run.out, "bruecke"))
    for words in ("Es ist die dritte Brücke der Stadt.", "Altenfurt eröffnet die Brücke.", "Zitieren"):
        assert words in whole


def test_a_format_of_text_has_the_signs_of_lists_in_cells() -> None:
    item = ours.set_apart("", "Boot", kind="item", target="2.")
    links = plain.BuilderLinks(None, "", {})
    assert "".join(node.astext() for node in plain._styled(item, links)) == "2. Boot"


# --- Formats that are trees --------------------------------------------------------------------------------------------


def _json(out: Path, slug: str) -> etree._Element:
    page = json.loads((out / "chapters" / f"{slug}.fjson").read_text(encoding="utf-8"))
    return html.fromstring(f"<div>{page['body']}</div>")


def _pickle(out: Path, slug: str) -> etree._Element:
    page = pickle.loads((out / "chapters" / f"{slug}.fpickle").read_bytes())
    return html.fromstring(f"<div>{page['body']}</div>")


def _dirhtml(out: Path, slug: str) -> etree._Element:
    return html.fromstring((out / "chapters" / slug / "index.html").read_text(encoding="utf-8"))


def _epub(out: Path, slug: str) -> etree._Element:
    return etree.fromstring((out / "chapters" / f"{slug}.xhtml").read_bytes())


@pytest.mark.parametrize(
    ("builder", "read"), [("json", _json), ("pickle", _pickle), ("dirhtml", _dirhtml), ("epub", _epub)]
)
def test_a_format_of_pages_has_each_passage_under_its_id(
    hard: Path, build: Build, builder: str, read: Callable[[Path, str], etree._Element]
) -> None:
    run = build(hard, *_epub_settings(builder, hard), "-b", builder)
    assert run.code == 0, run.output
    for slug, passages in jsonl_passages(hard).items():
        tree = read(run.out, slug)
        assert {id_: element_words(tree, id_) for id_ in passages} == passages


def _epub_settings(builder: str, root: Path) -> tuple[str, ...]:
    doctrees = ("-d", str(root / "doctrees"))
    if builder != "epub":
        return (*_QUIET, *doctrees)
    named = ("version=1", "author=W", "copyright=W", "epub_author=W", "epub_publisher=W", "epub_copyright=W")
    return (*_QUIET, *doctrees, *(part for name in named for part in ("-D", name)))


def test_xml_has_each_passage_as_the_whole_text_of_one_element(hard: Path, build: Build) -> None:
    run = build(hard, *_QUIET, "-b", "xml")
    assert run.code == 0, run.output
    for slug, passages in jsonl_passages(hard).items():
        tree = etree.parse(run.out / "chapters" / f"{slug}.xml").getroot()
        for id_, words in passages.items():
            (found,) = tree.xpath("//*[@ids=$id]", id=id_)
            element = found.find("title") if found.tag == "section" else found
            assert "".join(element.itertext()) == words
    assert build(hard, *_QUIET, "-b", "pseudoxml", out="pseudo").code == 0


@pytest.mark.parametrize("builder", ["gettext", "linkcheck", "changes", "dummy", "coverage", "doctest"])
def test_a_builder_for_something_else_passes(root: Path, build: Build, builder: str) -> None:
    conf = root / "docs" / "conf.py"
    more = '\nextensions = ["lesebuch", "sphinx.ext.doctest", "sphinx.ext.coverage"]\nhtml_theme = "lesebuch"\n'
    conf.write_text(conf.read_text(encoding="utf-8") + more, encoding="utf-8")
    run = build(root, *_QUIET, "-b", builder, "-D", "version=1")
    assert run.code == 0, run.output
    # What is to be translated is what editors write, never a title or a heading of a source.
    offered = "".join(path.read_text(encoding="utf-8") for path in run.out.rglob("*.pot"))
    assert ":-1\n" not in offered, "a message without words"
    assert not [id_ for words in jsonl_passages(root).values() for id_, said in words.items() if f'"{said}"' in offered]


# --- Links and ids -----------------------------------------------------------------------------------------------------


def _dead(out: Path, suffix: str) -> tuple[list[str], list[str]]:
    """Links that lead nowhere, and ids that a page has twice."""
    paths = [path.resolve() for path in out.rglob(f"*{suffix}") if "_static" not in path.parts]
    trees = {path: html.fromstring(path.read_bytes()) for path in paths}
    ids = {path: Counter(tree.xpath("//@id")) for path, tree in trees.items()}
    dead = []
    for path, tree in trees.items():
        for href in tree.xpath("//a/@href"):
            file, _, anchor = href.partition("#")
            if re.match(r"[a-z]+:", href) or href == "#":
                continue
            # A link into the search asks something.
            file = file.partition("?")[0]
            # The page for what is not there has links from the root.
            below = out if file.startswith("/") else path.parent
            target = (below / unquote(file).lstrip("/")).resolve() if file else path
            target = target / f"index{suffix}" if target.is_dir() else target
            if target.is_file() and target.suffix != suffix:
                continue
            if target not in ids or (anchor and unquote(anchor) not in ids[target]):
                dead.append(f"{path.name}: {href}")
    return dead, [f"{path.name}: {id_}" for path, found in ids.items() for id_, count in found.items() if count > 1]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_no_link_is_dead_and_no_id_is_there_twice(root: Path, build: Build, builder: str) -> None:
    (root / "docs" / "deep").mkdir()
    page = "---\norphan: true\n---\n\n# Tief\n\n{passage}`bruecke#p1`, {entry}`altenfurt`, [Wörter](../glossary.md).\n"
    (root / "docs" / "deep" / "er.md").write_text(page, encoding="utf-8")
    run = build(root, *_epub_settings(builder, root), "-b", builder)
    assert run.code == 0, run.output
    assert _dead(run.out, ".xhtml" if builder == "epub" else ".html") == ([], [])


def test_on_one_page_each_passage_has_the_id_that_it_has_in_pdf_and_tei(root: Path, build: Build) -> None:
    run = build(root, *_QUIET, "-b", "singlehtml")
    assert run.code == 0, run.output
    page = run.page("index")
    for slug, passages in jsonl_passages(root).items():
        assert {id_: html_words(page, f"{slug}.{id_}") for id_ in passages} == passages
    assert 'href="#bruecke.p1"' in page
    assert 'href="#glossary.altenfurt"' in page


def test_every_page_of_an_epub_is_well_formed(root: Path, build: Build) -> None:
    run = build(root, *_epub_settings("epub", root), "-b", "epub")
    assert run.code == 0, run.output
    (book,) = run.out.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx", ".xml"))]
        assert len(names) > 8
        for name in names:
            etree.fromstring(archive.read(name))
        assert not any(".lesebuch" in name for name in archive.namelist())
        # Our sheets are there, our scripts are for sites.
        ours = {Path(name).suffix for name in archive.namelist() if Path(name).name.startswith("lesebuch-")}
        assert ours == {".css"}


@pytest.mark.parametrize("edition", ["class", "public"])
def test_an_epub_passes_epubcheck(epubcheck: Check, hard: Path, build: Build, edition: str) -> None:
    run = build(hard, *_epub_settings("epub", hard), "-b", "epub", edition=edition)
    assert run.code == 0, run.output
    (book,) = run.out.glob("*.epub")
    assert "0 fatals / 0 errors / 0 warnings" in "\n".join(epubcheck(book))


def _read(run: Built) -> set[str]:
    return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", re.sub(r"\x1b\[[0-9;]*m|\r", "\n", run.output)))


def test_builders_may_share_the_doctrees(root: Path, build: Build) -> None:
    shared = ("-d", str(root / "doctrees"))
    assert build(root, *_QUIET, *shared, "-b", "text", out="text").code == 0
    for builder in ("dirhtml", "xml", "singlehtml", "html"):
        run = build(root, *_QUIET, *shared, "-b", builder, out=builder)
        assert run.code == 0, run.output
        assert _read(run) == set()
    assert html_words(run.page("chapters/bruecke"), "p1") == jsonl_passages(root)["bruecke"]["p1"]


@pytest.mark.parametrize("builder", ["html", "typst", "ebook"])
def test_nothing_is_used_that_sphinx_is_about_to_remove(root: Path, tmp_path: Path, builder: str) -> None:
    docs = root / "docs"
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        Sphinx(docs, docs, tmp_path / "out", tmp_path / "trees", builder, status=None, warning=None).build()
    package = Path(lesebuch.__file__).parent
    ours = [warning for warning in said if Path(warning.filename).is_relative_to(package)]
    assert [str(warning.message) for warning in ours if "Removed" in warning.category.__name__] == []
