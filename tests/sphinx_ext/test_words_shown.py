"""Every word that pages, books and sheets show comes from a catalogue, from what editors wrote, or from CLDR.

The other half of `test_words_in_code`, which reads the code: here a catalogue of letters that nobody uses speaks, and what
is still a word was said outside of it, whatever way it took into the page.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from babel import Locale
from lxml import etree, html
from small_reader import run_sphinx
from whole_reader import copy_whole

from lesebuch.presentation import catalogue
from once import once

_CONF = """
import re

from lesebuch.presentation import catalogue

extensions = ["lesebuch"]
html_theme = "lesebuch"


def letters(text):
    return re.sub(r"<[^>]*>|\\{[^}]*\\}|([^\\W\\d_]+)", lambda m: "λ" * len(m[1]) if m[1] else m[0], text)


# As where a language has no words of ours, which then are English.
class Letters(catalogue._English):
    def gettext(self, message):
        return super().gettext(letters(message))


catalogue._catalogue = lambda language: Letters()
"""
_BUILDERS = ("html", "ebook", "typst", "typst-handouts", "docx-handouts")
_SAID = ("aria-label", "aria-description", "title", "alt", "placeholder", "label", "summary")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAMES = frozenset(
    "Lesebuch BibTeX CSL JSON RIS APA MLA Chicago EPUB PDF Natural Earth SHA DejaVu Sans Serif Mono Libertinus Source Noto "
    "Naskh Arabic CJK New Computer Modern Math recte".split()
)
"""Names of formats, styles and fonts, and Latin, which are the same in every language."""
_OTHERS = frozenset({"Abbildung"})
"""What Typst says itself, in the reader's language."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader that uses everything, in all forms that people read."""

    def make(folder: Path) -> None:
        root = copy_whole(folder)
        (root / "docs" / "conf.py").write_text(_CONF, encoding="utf-8")
        for name in _BUILDERS:
            options = ("-D", "lesebuch_edition=class", "-d", str(folder / "trees"), "-b", name)
            run = run_sphinx(root, folder / name, *options)
            assert run.code == 0, run.output

    return once(tmp_path_factory, "words-shown", make)


@pytest.fixture(scope="module")
def known(built: Path) -> frozenset[str]:
    """Words of the reader itself, of CLDR in its language, and names."""
    files = [p for p in (built / "reader").rglob("*") if p.suffix in {".md", ".txt", ".toml", ".bib", ".html", ".yaml"}]
    said = [path.read_text(encoding="utf-8") for path in files]
    german = Locale("de")
    said += [*german.languages.values(), *german.territories.values()]
    said += [name for form in german.months.values() for names in form.values() for name in names.values()]
    said += [name for form in german.days.values() for names in form.values() for name in names.values()]
    return frozenset(_WORD.findall("\n".join(said))) | _NAMES


def strange(text: str, known: frozenset[str]) -> set[str]:
    """Words of a text that nobody knows, but for those of the catalogue."""
    return {word for word in _WORD.findall(text) if word.strip("λ") and word not in known}


def texts(tree: etree._Element) -> Iterator[str]:
    """What an element and all in it shows or says."""
    for element in tree.iter():
        # Citations are set by styles of the CSL project, with words of theirs in all languages.
        if element.xpath("ancestor-or-self::dd[@data-copy]"):
            continue
        if not isinstance(element.tag, str) or etree.QName(element).localname in {"script", "style", "code", "pre"}:
            yield element.tail or ""
            continue
        yield element.text or ""
        yield element.tail or ""
        yield from (element.get(name, "") for name in _SAID)
        if element.tag in {"input", "button"} and element.get("type") != "hidden":
            yield element.get("value", "")


def test_the_site(built: Path, known: frozenset[str]) -> None:
    found = {}
    for path in (built / "html").rglob("*.html"):
        if path.relative_to(built / "html").parts[0] != "_static":
            words = strange(" ".join(texts(html.fromstring(path.read_bytes()))), known)
            found |= {path.name: words} if words else {}
    assert found == {}


def languages(tree: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Each text of a page, the element in which it stands, and the language that this one or those around it name."""
    for element in tree.iter(etree.Element):
        name = etree.QName(element).localname
        language = next((e.get("lang", "") for e in (element, *element.iterancestors()) if e.get("lang")), "")
        if name not in {"script", "style"}:
            yield from ((text, name, language) for text in (element.text, *(child.tail for child in element)) if text)


def unmarked(tree: etree._Element) -> list[str]:
    """Words of ours that do not say that they are English, or say it of others beside them; where no element may stand they cannot."""
    return [
        text
        for text, name, language in languages(tree)
        if "λ" in text
        and not (name in {"title", "desc"} and language == "de" and re.search(r"[^\W\dλ_]", text))
        and (language != "en" or re.search(r"[^\W\dλ_]", text))
    ]


def test_words_that_stay_english_say_so(built: Path) -> None:
    pages = [p for p in (built / "html").rglob("*.html") if p.relative_to(built / "html").parts[0] != "_static"]
    found = {path.name: unmarked(html.fromstring(path.read_bytes())) for path in pages}
    (path,) = (built / "ebook").glob("*.epub")
    with zipfile.ZipFile(path) as book:
        files = [name for name in book.namelist() if name.endswith(".xhtml")]
        found |= {name: unmarked(etree.fromstring(book.read(name))) for name in files}
    assert {name: words for name, words in found.items() if words} == {}
    page = html.fromstring((built / "html" / "chapters" / "leitung.html").read_bytes())
    assert {e.get("lang") for e in page.xpath('//a[@class="num"]')} == {"en"}
    assert {e.get("lang") for e in page.xpath("//nav[@aria-label]")} == {None}


def test_nothing_but_html_holds_what_says_so(built: Path) -> None:
    """It would be seen where a font shows what it does not know."""
    files = [
        p for p in (built / "html").rglob("*") if p.suffix in {".html", ".js", ".bib", ".ris", ".json", ".xml", ".atom"}
    ]
    assert [path.name for path in files if catalogue.BEGIN[0] in path.read_text(encoding="utf-8")] == []
    names = zlib.decompress((built / "html" / "objects.inv").read_bytes().split(b"\n", 4)[4]).decode()
    assert [name for name in names.splitlines() if catalogue.BEGIN[0] in name] == []
    assert [p.name for p in built.glob("typst*/*.pdf") if catalogue.BEGIN[0].encode() in p.read_bytes()] == []
    pages = [page for path in built.glob("typst*/*.pdf") for page in pypdfium2.PdfDocument(path)]
    assert not any(catalogue.BEGIN[0] in page.get_textpage().get_text_bounded() for page in pages)
    for path in (*(built / "docx-handouts").glob("*.docx"), *(built / "ebook").glob("*.epub")):
        with zipfile.ZipFile(path) as packed:
            parts = [name for name in packed.namelist() if name.endswith((".xml", ".xhtml", ".opf", ".ncx"))]
            assert [name for name in parts if catalogue.BEGIN[0] in packed.read(name).decode()] == []


def test_what_scripts_say(built: Path, known: frozenset[str]) -> None:
    text = (built / "html" / "_static" / "lesebuch-words.js").read_text(encoding="utf-8")
    words = json.loads(text[text.index("{") : text.rindex("}") + 1])
    assert len(words) > 50
    assert strange(re.sub(r"\{\w+\}", "", " ".join(words.values())), known) == set()


def test_the_ebook(built: Path, known: frozenset[str]) -> None:
    (path,) = (built / "ebook").glob("*.epub")
    with zipfile.ZipFile(path) as book:
        pages = [name for name in book.namelist() if name.endswith(".xhtml")]
        said = {name: strange(" ".join(texts(etree.fromstring(book.read(name)))), known) for name in pages}
    assert len(pages) > 10
    assert {name: words for name, words in said.items() if words} == {}


@pytest.mark.parametrize("builder", ["typst", "typst-handouts"])
def test_paper(built: Path, known: frozenset[str], builder: str) -> None:
    """Words may be divided between lines: what a known word begins or ends with is such a part."""
    files = list((built / builder).glob("*.pdf"))
    assert files
    found = {}
    for path in files:
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
        words = strange("\n".join(pages), known | _OTHERS)
        words = {word for word in words if not any(other.startswith(word) or other.endswith(word) for other in known)}
        found |= {path.name: words} if words else {}
    assert found == {}


def test_sheets_of_word(built: Path, known: frozenset[str]) -> None:
    files = list((built / "docx-handouts").glob("*.docx"))
    assert files
    for path in files:
        with zipfile.ZipFile(path) as sheet:
            parts = [
                name
                for name in sheet.namelist()
                if re.fullmatch(r"word/(document|footnotes|header\d|footer\d)\.xml", name)
            ]
            trees = [etree.fromstring(sheet.read(name)) for name in parts]
            paragraphs = [paragraph for tree in trees for paragraph in tree.xpath("//*[local-name()='p']")]
            runs = ([run for run in p.iter() if etree.QName(run).localname in {"t", "tab", "br"}] for p in paragraphs)
            text = "\n".join("".join(run.text or " " for run in found) for found in runs)
        assert strange(text, known) == set(), path.name
