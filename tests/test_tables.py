"""The tables of reader.toml: kinds of notes and entries, roles, parts; and the order of the chapters."""

import json
import shutil
from pathlib import Path

import pytest

from lesebuch import export, pipeline, tables
from lesebuch.colours import DARK, ENOUGH, LIGHT, contrast
from lesebuch.config import FILE, Edition
from lesebuch.config_reading import read_config
from lesebuch.export import myst
from lesebuch.model import EntryKind, Kind, Reader
from lesebuch.presentation import catalogue, wording
from lesebuch.problems import Code, Problem

MINI = Path(__file__).parent / "roots" / "mini"
LAW = """
[notes.law]
label = {de = "Recht", en = "Law"}
colour = {light = "#1d4f8a", dark = "#8bb8e7"}

[entries.ship]
label = "Schiff"
like = "organisation"

[roles.photographer]
label = "Fotos"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


def add(root: Path, text: str) -> tuple[Reader, list[Problem]]:
    with (root / FILE).open("a", encoding="utf-8") as stream:
        stream.write(text)
    return pipeline.read(root, Edition.CLASS)


def found(root: Path, text: str) -> list[tuple[Code, int, str]]:
    return [(p.code, p.where.line, p.message) for p in add(root, text)[1] if p.where.path == FILE]


def config(root: Path, text: str) -> tuple[object, list[Problem]]:
    (root / FILE).write_text(text, encoding="utf-8")
    return read_config(root / FILE)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- Kinds -------------------------------------------------------------------------------------------------------------


def test_kinds_of_the_reader_may_be_used_and_bear_their_names(root: Path) -> None:
    replace(root / "corpus" / "brunnen.md", ":kind: context", ":kind: law")
    replace(root / "glossary" / "brunnen.md", "kind: concept", "kind: ship")
    replace(root / "corpus" / "brunnen.md", "role: author", "role: photographer")
    reader, problems = add(root, LAW)
    assert problems == []
    chapter = reader.chapter("brunnen")
    assert chapter is not None
    assert chapter.annotations[0].kind == "law"
    assert chapter.contributors[0].role == "photographer"
    assert reader.entries["brunnen"].forms is EntryKind.ORGANISATION
    assert "(Recht)" in myst(reader, chapter)
    line = next(json.loads(line) for line in export.jsonl(reader).splitlines() if '"id": "brunnen"' in line)
    assert line["annotations"][0]["kind"] == "law"
    assert wording.role("photographer", reader.kinds) == "Fotos"
    assert wording.entry_kind("ship", reader.kinds) == "Schiff"


def test_what_no_table_names_is_still_unknown_and_the_message_names_all(root: Path) -> None:
    replace(root / "corpus" / "brunnen.md", ":kind: context", ":kind: weather")
    _, problems = add(root, LAW)
    (problem,) = [p for p in problems if p.code is Code.BAD_VALUE]
    assert problem.message == "`:kind: weather` is not known; allowed are context, language, person, comparison, law."


@pytest.mark.parametrize(
    ("language", "kind", "name"),
    [
        ("de", "law", "Recht"),
        ("de-AT", "law", "Recht"),
        ("en", "law", "Law"),
        ("fr", "law", "Recht"),
        ("de", "context", "Umfeld"),
        ("en", "context", "Context"),
        ("de", "person", "Person"),
    ],
)
def test_a_kind_is_named_in_the_language_that_is_spoken_else_as_we_name_it(language: str, kind: str, name: str) -> None:
    kinds, problems = tables.read_kinds(
        "notes", {"law": {"label": {"de": "Recht", "en": "Law"}}, "context": {"label": {"de": "Umfeld"}}}, _nowhere
    )
    assert problems == []
    before = catalogue.current()
    try:
        catalogue.use(language)
        assert wording._named(kind, kinds, wording.NOTE) == name
    finally:
        catalogue.use(before)


_nowhere = tables.place_in("", FILE)


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        ('notes = "law"\n', 1, Code.BAD_VALUE, "[notes.NAME]"),
        ('[notes]\nlaw = "Recht"\n', 2, Code.BAD_VALUE, "write [notes.law]"),
        ('[notes.Law]\nlabel = "Recht"\n', 1, Code.BAD_VALUE, "`Law` is no name"),
        ('[notes.emendation]\nlabel = "Recht"\n', 1, Code.BAD_VALUE, "`emendation` is no name"),
        ("\n[notes.law]\nlabel = 3\n", 2, Code.BAD_VALUE, "`label` must be a text"),
        ('[notes.law]\nlabel = {German = "x"}\n', 1, Code.BAD_VALUE, "`German` is no language"),
        ('[notes.law]\nlike = "person"\n', 1, Code.UNKNOWN_KEY, "`like` is not known"),
        ('[entries.ship]\nlike = "boat"\n', 1, Code.BAD_VALUE, "`boat` is no kind of ours"),
        ('[notes.law]\ncolour = "red"\n', 1, Code.BAD_VALUE, "`red` is no colour"),
        ('[notes.law]\ncolour = {night = "#ffffff"}\n', 1, Code.UNKNOWN_KEY, "`light` and `dark`"),
        ('[notes.law]\ncolour = {light = "#bbbbbb"}\n', 1, Code.LOW_CONTRAST, "on light paper"),
        ('[notes.law]\ncolour = {dark = "#333333"}\n', 1, Code.LOW_CONTRAST, "on dark paper"),
        ("[[part]]\nchapters = []\n", 1, Code.MISSING_KEY, "needs a `title`"),
        ('[[part]]\ntitle = "a"\n\n[[part]]\ntitle = "b"\nchapters = "c"\n', 4, Code.BAD_VALUE, "must be a list"),
        ('[[part]]\ntitle = "a"\nname = "b"\n', 1, Code.UNKNOWN_KEY, "`name` is not known"),
        ('[part]\ntitle = "a"\n', 1, Code.BAD_VALUE, "[[part]]"),
        ('part = ["a"]\n', 1, Code.MISSING_KEY, "needs a `title`"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, code: Code, words: str
) -> None:
    _, problems = config(tmp_path, text)
    assert [(p.code, p.where.line) for p in problems] == [(code, line)]
    assert words in problems[0].message


def test_a_colour_for_both_papers_is_checked_on_both() -> None:
    _, problems = tables.read_kinds("notes", {"law": {"colour": LIGHT["accent"]}}, _nowhere)
    assert [p.code for p in problems] == [Code.LOW_CONTRAST]
    kinds, problems = tables.read_kinds(
        "notes", {"law": {"colour": {"light": LIGHT["accent"], "dark": DARK["accent"]}}}, _nowhere
    )
    assert (kinds, problems) == ({"law": Kind({}, LIGHT["accent"], DARK["accent"])}, [])


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")
    for colours in (LIGHT, DARK):
        assert min(contrast(colours[ink], colours["paper"]) for ink in ("ink", "soft", "accent")) > ENOUGH


# --- Order and parts ---------------------------------------------------------------------------------------------------


def order(reader: Reader) -> list[str]:
    return [chapter.slug for chapter in reader.chapters]


def test_chapters_stand_by_date_unless_reader_toml_says_otherwise(root: Path) -> None:
    reader, _ = pipeline.read(root, Edition.CLASS)
    assert order(reader) == ["brunnen", "leitung", "ferry"]
    reader, problems = add(root, 'chapters = ["ferry"]\n')
    assert problems == []
    assert order(reader) == ["ferry", "brunnen", "leitung"]


PARTS = """
[[part]]
title = "Wasser"
chapters = ["leitung", "brunnen"]
introduction = "Wie das Wasser {entry}`kam <brunnen>`."

[[part]]
title = "Schiffe"
chapters = ["ferry"]
"""


def test_parts_give_the_order_and_stand_in_the_data(root: Path) -> None:
    reader, problems = add(root, PARTS)
    assert problems == []
    assert order(reader) == ["leitung", "brunnen", "ferry"]
    lines = {line["id"]: (line["order"], line["part"]) for line in map(json.loads, export.jsonl(reader).splitlines())}
    assert lines == {"leitung": (1, "Wasser"), "brunnen": (2, "Wasser"), "ferry": (3, "Schiffe")}


def test_what_is_wrong_with_parts_is_said(root: Path) -> None:
    wrong = PARTS.replace('"ferry"', '"fähre", "brunnen"')
    start = (MINI / FILE).read_text(encoding="utf-8").count("\n") + 7
    assert found(root, wrong) == [
        (Code.BAD_VALUE, start, "`brunnen` stands in a part already."),
        (Code.BAD_VALUE, start, "`chapters` names `fähre`, and there is no such chapter."),
        (Code.NO_PART, start, "The chapter `ferry` stands in no part."),
    ]


def test_chapters_in_no_part_are_one_thing_that_is_wrong(root: Path) -> None:
    start = (MINI / FILE).read_text(encoding="utf-8").count("\n") + 1
    (said,) = found(root, '[[part]]\ntitle = "Schiffe"\nchapters = ["ferry"]\n')
    assert said[0] is Code.NO_PART
    assert start <= said[1] <= start + 1
    assert said[2] == "2 chapters stand in no part: `brunnen`, `leitung`."


def test_the_introduction_of_a_part_is_checked_as_all_markup_is(root: Path) -> None:
    _, problems = add(root, PARTS.replace("<brunnen>", "<quelle>"))
    assert [(p.code, p.where.path) for p in problems] == [(Code.UNKNOWN_ENTRY, FILE)]
