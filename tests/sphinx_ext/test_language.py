"""The interface speaks the reader's language: English in the code, German in a catalogue that lacks nothing."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from small_reader import Build, Built

from lesebuch.edtf import TimeValue
from lesebuch.html import search, words
from lesebuch.presentation import catalogue, rights, timeline, wording
from lesebuch.sphinx_ext import chapter_parts

CODE = Path(catalogue.__file__).parents[1]
CATALOGUES = sorted((CODE / "locale").glob("*/LC_MESSAGES/lesebuch.po"))
PLAIN = ("-D", "lesebuch_search=0")
ALL = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)


def catalogue_of(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, abort_invalid=True)


def said() -> set[str]:
    """All messages that the code asks for."""
    found: set[str] = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "say", "say_number"}:
                found |= {
                    arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
    for path in (CODE / "html" / "templates").glob("*.html"):
        found |= set(re.findall(r'lesebuch\.say\("([^"]+)"\)', path.read_text(encoding="utf-8")))
    tables = (wording.NOTE, wording.ENTRY, wording.PASSAGE, wording.ROLE, wording.RIGHTS)
    found |= {message for table in tables for message in table._messages.values()}
    return (
        found
        | set(search._WORDS.values())
        | set(words._WORDS.values())
        | set(chapter_parts._TITLE.values())
        | {rights._RESERVED, timeline._MONTHS}
    )


def test_there_is_a_catalogue() -> None:
    assert [path.parents[1].name for path in CATALOGUES] == ["de"]
    assert len(said()) > 100


@ALL
def test_a_catalogue_lacks_nothing_and_holds_nothing_more(path: Path) -> None:
    known = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue_of(path) if m.id}
    assert said() - known.keys() == set()
    # What editors write in their files is no word of the code; the catalogue says of it where it is written.
    assert {name for name, message in known.items() if not message.auto_comments} - said() == set()


@ALL
def test_a_translation_has_the_places_of_its_message(path: Path) -> None:
    for message in catalogue_of(path):
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(texts), ids
        wanted = sorted(re.findall(r"\{\w+\}", ids[0]))
        assert all(sorted(re.findall(r"\{\w+\}", text)) == wanted for text in texts), ids
        assert all(
            text.endswith(" ") == ids[0].endswith(" ") and text.startswith(" ") == ids[0].startswith(" ")
            for text in texts
        )


@pytest.fixture
def spoken() -> object:
    before = catalogue.current()
    yield catalogue.use
    catalogue.use(before)


@pytest.mark.parametrize(
    ("language", "note", "name", "date", "russian"),
    [
        ("de", "Hintergrund", "Absatz 3", "1. März 2022", "Russisch"),
        ("de_CH", "Hintergrund", "Absatz 3", "1. März 2022", "Russisch"),
        ("en", "Context", "Paragraph 3", "1 March 2022", "Russian"),
        # Without a catalogue the words are English, and the names of languages its own.
        ("fr", "Context", "Paragraph 3", "1 March 2022", "russe"),
    ],
)
def test_words_are_those_of_the_language(
    spoken: object, language: str, note: str, name: str, date: str, russian: str
) -> None:
    spoken(language)  # type: ignore[operator]
    assert next(iter(wording.NOTE.values())) == note
    assert wording.passage_name("p3") == name
    assert wording.date(TimeValue.parse("2022-03-01")) == date
    assert wording.language("ru") == russian
    assert wording.language("xx-unknown") == "xx-unknown"


def test_numbers_have_their_forms(spoken: object) -> None:
    spoken("de")  # type: ignore[operator]
    assert [catalogue.say_number("{n} passage", "{n} passages", n) for n in (1, 2)] == ["1 Stelle", "2 Stellen"]
    spoken("en")  # type: ignore[operator]
    assert [catalogue.say_number("{n} passage", "{n} passages", n) for n in (1, 2)] == ["1 passage", "2 passages"]


# --- In a build --------------------------------------------------------------------------------------------------------


def in_english(root: Path) -> None:
    path = root / "reader.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('language = "de"', 'language = "en"'), encoding="utf-8")


def pages(run: Built) -> dict[str, str]:
    return {p.stem: p.read_text(encoding="utf-8") for p in run.out.rglob("*.html") if "_static" not in p.parts}


@pytest.mark.parametrize("edition", ["class", "public"])
def test_a_reader_in_english_is_english_wherever_the_words_are_ours(root: Path, build: Build, edition: str) -> None:
    in_english(root)
    run = build(root, "-W", edition=edition)
    assert run.code == 0, run.output
    found = pages(run)
    german = {
        text for m in catalogue_of(CATALOGUES[0]) for text in ([m.string] if isinstance(m.string, str) else m.string)
    }
    # What the editors of the small reader have written themselves, and short words that may be parts of others.
    own = {"Chronologie", "Glossar", "Quellen", "Signatur", "Original", "Person", "Redaktion"}
    for name, page in found.items():
        assert '<html lang="en"' in page, name
        assert {text for text in german - own if len(text) > 6 and "{" not in text and text in page} <= {
            "Organisation"
        }, name
    assert "May 2021" in found["bruecke"]
    assert 'lang="de"' in found["bruecke"]
    assert "Link to this section" in found["bruecke"]
    assert "Searching …" in found["search-page"]


def test_the_language_of_conf_py_comes_first(root: Path, build: Build) -> None:
    with (root / "docs" / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('language = "en"\n')
    assert '<html lang="en"' in build(root, *PLAIN).page("glossary")


def test_a_changed_language_changes_every_page(root: Path, build: Build) -> None:
    assert all('<html lang="de"' in page for page in pages(build(root, *PLAIN)).values())
    in_english(root)
    assert all('<html lang="en"' in page for page in pages(build(root, *PLAIN)).values())
