"""The interface speaks the reader's language: English in the code, German in a catalogue that lacks nothing."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from small_reader import Build, Built

from english import foreign_words
from lesebuch import catalogues
from lesebuch.edtf import TimeValue
from lesebuch.html.translator import tied
from lesebuch.presentation import catalogue, wording

CODE = Path(catalogue.__file__).parents[1]
CATALOGUES = sorted((CODE / "locale").glob("*/LC_MESSAGES/lesebuch.po"))
TEXT = {".xhtml", ".opf", ".ncx", ".txt", ".tex"}
PLAIN = ("-D", "lesebuch_search=0")
ALL = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)


def catalogue_of(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, abort_invalid=True)


@pytest.fixture(scope="module")
def scripts() -> dict[str, Any]:
    """What brings the catalogues up to date."""
    return runpy.run_path(str(CODE.parents[1] / "scripts" / "catalogues.py"))


def test_there_is_a_catalogue(scripts: dict[str, Any]) -> None:
    assert [path.parents[1].name for path in CATALOGUES] == ["de", "fr", "ru", "uk"]
    assert catalogues.languages() == ("en", "de", "fr", "ru", "uk")
    assert catalogues.drafts() == ("fr", "ru", "uk")
    said = {message for message, _, _ in scripts["messages"]()}
    assert len(said) > 100
    assert {"Context", ("{n} text", "{n} texts"), "Skip to the text"} <= said


@ALL
def test_a_catalogue_is_up_to_date_with_the_code(path: Path, scripts: dict[str, Any]) -> None:
    """It holds all messages and no more, as `make catalogues` writes them."""
    assert scripts["text"](scripts["updated"](scripts["read"](path))) == path.read_bytes()


def test_a_new_message_is_added_and_an_old_one_goes(scripts: dict[str, Any]) -> None:
    old = Catalog(locale="de")
    old.add("Notes", "Anmerkungen")
    old.add("Nobody says this", "Das sagt niemand")
    old.add("cookies", "Kekse", auto_comments=["Editors write it."])
    new = scripts["updated"](old)
    assert new.get("Notes").string == "Anmerkungen"
    assert new.get("cookies").string == "Kekse"
    assert new.get("Nobody says this") is None
    assert not new.get("Contents").string


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
        ("fr", "Contexte", "Paragraphe 3", "1er mars 2022", "russe"),
        ("uk", "Контекст", "Абзац 3", "1 березня 2022", "російська"),
        # Without a catalogue the words are English, and the names of languages that stand among them, too.
        ("it", "Context", "Paragraph 3", "1 March 2022", "Russian"),
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
    spoken("fr")  # type: ignore[operator]
    assert [catalogue.say_number("{n} passage", "{n} passages", n) for n in (0, 1, 2)] == [
        "0 passage",
        "1 passage",
        "2 passages",
    ]
    for language, forms in (("uk", ("уривок", "уривки", "уривків")), ("ru", ("отрывок", "отрывка", "отрывков"))):
        spoken(language)  # type: ignore[operator]
        said = [catalogue.say_number("{n} passage", "{n} passages", n) for n in (1, 3, 5, 11, 21, 24)]
        one, few, many = forms
        assert said == [f"1 {one}", f"3 {few}", f"5 {many}", f"11 {many}", f"21 {one}", f"24 {few}"]


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
    for name, page in found.items():
        assert '<html lang="en"' in page, name
        assert foreign_words(page, root) == [], name
    assert "May 2021" in found["bruecke"]
    assert 'lang="de"' in found["bruecke"]
    assert "Link to this section" in found["bruecke"]
    assert "Searching …" in found["search-page"]


@pytest.mark.parametrize(("builder", "pattern"), [("epub", "*"), ("text", "*.txt"), ("latex", "*.tex")])
def test_other_outputs_of_a_reader_in_english_are_english(root: Path, build: Build, builder: str, pattern: str) -> None:
    in_english(root)
    run = build(root, "-b", builder)
    assert run.code == 0, run.output
    # What LaTeX is told before the document is no word of ours.
    files = [path.read_text(encoding="utf-8") for path in run.out.rglob(pattern) if path.suffix in TEXT]
    texts = [text.rpartition("\\begin{document}")[2] for text in files]
    assert any("cite" in text and "Notes" in text for text in texts)
    assert [word for text in texts for word in foreign_words(text, root)] == []


def test_places_in_an_english_reader_have_english_names_and_the_old_ones_lead_there(root: Path, build: Build) -> None:
    before = build(root, *PLAIN).page("chapters/bruecke")
    in_english(root)
    page = build(root, *PLAIN).page("chapters/bruecke")
    for new, old in (("notes", "anmerkungen"), ("entries", "begriffe"), ("cite", "zitieren")):
        assert f'id="{old}"' in before
        assert f'id="{new}"' not in before
        assert f'id="{old}"' in page
        assert f'href="#{new}"' in page


def test_the_language_of_conf_py_comes_first(root: Path, build: Build) -> None:
    with (root / "docs" / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('language = "en"\n')
    assert '<html lang="en"' in build(root, *PLAIN).page("glossary")


def test_a_changed_language_changes_every_page(root: Path, build: Build) -> None:
    assert all('<html lang="de"' in page for page in pages(build(root, *PLAIN)).values())
    in_english(root)
    assert all('<html lang="en"' in page for page in pages(build(root, *PLAIN)).values())


def test_a_host_that_names_a_language_unasked_does_not_decide(
    root: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read the Docs gives each build the language of its project, which is English until somebody chooses another."""
    monkeypatch.setenv("READTHEDOCS", "True")
    host = ("-D", "language=en", *PLAIN)
    assert '<html lang="de"' in build(root, *host, out="de").page("index")
    conf = root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + '\nlanguage = "fr"\n', encoding="utf-8")
    assert '<html lang="en"' in build(root, *host, out="asked").page("index")
    monkeypatch.delenv("READTHEDOCS")
    assert '<html lang="en"' in build(root, *host, out="en").page("index")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("« Où ? » dit-il ; rien !", "« Où_?_» dit-il_; rien_!"),
        ("Il dit : « Non », et part", "Il dit_: «_Non_», et part"),
        ("sagte »Nein« und ging", "sagte »Nein« und ging"),
        ("die Option :kind: fehlt", "die Option :kind: fehlt"),
    ],
)
def test_a_sign_with_a_space_before_it_stays_in_the_line_of_its_word(text: str, shown: str) -> None:
    assert tied(text, ended=True) == shown.replace("_", "\xa0")


def test_what_goes_on_behind_a_word_set_apart_is_not_its_end() -> None:
    assert tied("er sagte »", ended=False) == "er sagte »"
