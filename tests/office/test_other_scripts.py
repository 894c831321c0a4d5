"""Sheets of texts in other scripts: their direction, their letters, and notes on them, which are the reader's own words."""

import subprocess
import sys
from pathlib import Path

import pypandoc
import pytest
from lxml import etree

TYPST = Path(__file__).parents[1] / "typst"
sys.path.insert(0, str(TYPST))

from harbour import TEXT, copy_harbour
from sheets import T, W, part

from lesebuch.cli.main import main
from lesebuch.office.package import _turned
from lesebuch.office.pandoc import TURNED, document, write

TASK = """# Häfen

:::{material} hafen#p1
:::

:::{material} brunnen#p1
:::
"""
S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sheets of an Arabic text, and of an assignment that quotes it, in a German reader."""
    folder = tmp_path_factory.mktemp("harbour")
    root = copy_harbour(folder)
    (root / "docs" / "assignments" / "rundgang.md").write_text(TASK, encoding="utf-8")
    for form in ("docx", "odt"):
        for what in ("hafen", "rundgang"):
            assert main(["handout", what, "--root", str(root), "-o", str(folder / f"{what}.{form}")]) == 0
    return folder


def test_in_word_text_and_title_run_from_right_to_left_and_the_note_does_not(harbour: Path) -> None:
    body = part(harbour / "hafen.docx", "word/document.xml")
    turned = {"".join(p.itertext()).strip() for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}bidi") is not None}
    first, last = TEXT.split("\n\n")
    assert turned == {first.strip(), f"1{last.strip()}"}
    (note,) = [note for note in part(harbour / "hafen.docx", "word/footnotes.xml") if note.get(f"{W}type") is None]
    assert list(note.iter(f"{W}bidi")) == []
    # It stands in the line of its number.
    assert [" ".join("".join(p.itertext()).split()) for p in note.iter(f"{W}p")] == ["Hintergrund Ein Dampfer kam."]
    (run,) = [run for run in note.iter(f"{W}r") if "Dampfer" in "".join(run.itertext())]
    assert run.find(f"{W}rPr/{W}rtl") is None
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "de"


def test_a_language_for_which_pandoc_has_no_words_is_no_fault(tmp_path: Path) -> None:
    reference = tmp_path / "reference.docx"
    shown = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    reference.write_bytes(subprocess.run(shown, check=True, capture_output=True).stdout)
    assert write(document([], {"lang": "zh"}), "docx", reference).startswith(b"PK")


def test_in_an_open_document_too(harbour: Path) -> None:
    content = part(harbour / "hafen.odt", "content.xml")
    turned = {style.get(f"{S}name") for style in content.iter(f"{S}style") if style.xpath(".//@*[.='rl-tb']")}
    blocks = [("".join(p.itertext()).strip(), p.get(f"{T}style-name")) for p in content.iter(f"{T}p", f"{T}h")]
    first, last = TEXT.split("\n\n")
    assert {style in turned for words, style in blocks if first.strip() in words and "Zitiert" not in words} == {True}
    assert {style in turned for words, style in blocks if last.split()[0] in words} == {True}
    assert {style in turned for words, style in blocks if words.startswith("Hintergrund")} == {False}
    assert not any("rtl-->" in str(comment) for comment in content.iter(etree.Comment))


@pytest.mark.parametrize(
    "words",
    [f"{TURNED}كلمة", f"{TURNED}{TURNED}كلمة", f'<text:span text:style-name="T1">{TURNED}كلمة</text:span>'],
    ids=["before all", "twice", "in words set apart"],
)
def test_a_paragraph_is_turned_wherever_its_mark_stands(words: str) -> None:
    straight = '<text:p text:style-name="Body">Wort</text:p>'
    made = _turned(
        f'<office:automatic-styles></office:automatic-styles>{straight}<text:p text:style-name="P1">{words}</text:p>'
    )
    assert made.endswith(f'{straight}<text:p text:style-name="P1-rtl">{words.replace(TURNED, "")}</text:p>')
    assert '<style:style style:name="P1-rtl"' in made


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_material_has_the_direction_of_its_text(form: str, harbour: Path) -> None:
    tree = part(harbour / f"rundgang.{form}", "word/document.xml" if form == "docx" else "content.xml")
    turned = {style.get(f"{S}name") for style in tree.iter(f"{S}style") if style.xpath(".//@*[.='rl-tb']")}
    if form == "docx":
        found = [p for p in tree.iter(f"{W}p") if p.find(f"{W}pPr/{W}bidi") is not None]
    else:
        found = [p for p in tree.iter(f"{T}p") if p.get(f"{T}style-name") in turned]
    assert ["".join(p.itertext()).strip() for p in found] == [TEXT.splitlines()[2]]


def test_what_is_bold_and_large_is_so_in_each_script(harbour: Path) -> None:
    (heading,) = [s for s in part(harbour / "hafen.docx", "word/styles.xml") if s.get(f"{W}styleId") == "Heading1"]
    assert heading.find(f"{W}rPr/{W}bCs") is not None
    assert heading.find(f"{W}rPr/{W}szCs").get(f"{W}val") == heading.find(f"{W}rPr/{W}sz").get(f"{W}val")
    (heading,) = [
        s for s in part(harbour / "hafen.odt", "styles.xml").iter(f"{S}style") if s.get(f"{S}name") == "Heading_20_1"
    ]
    (letters,) = heading.iter(f"{S}text-properties")
    for script in ("asian", "complex"):
        assert (letters.get(f"{S}font-weight-{script}"), letters.get(f"{S}font-size-{script}")) == ("bold", "17pt")


def test_a_language_is_told_under_all_names(harbour: Path) -> None:
    tags = [e.attrib.values() for e in part(harbour / "hafen.docx", "word/document.xml").iter(f"{W}lang")]
    assert ["ar"] * 3 in tags
    content = part(harbour / "hafen.odt", "content.xml")
    assert {"ar"} <= {e.get(f"{S}language-complex") for e in content.iter(f"{S}text-properties")}
