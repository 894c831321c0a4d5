"""`lesebuch export lms`: cartridge, questions and cards, read back by parsers that know nothing of ours.

The schemas of IMS are in no package that we know. Cartridges of 1.1 and packages of QTI 2.1 and 2.2 were checked against them by
hand, with the files that come with Moodle and with the QTI SDK of TAO.
"""

import csv
import io
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest
from lxml import etree
from onyx2moodle.parser import parse_item

from lesebuch.cli.main import main
from lesebuch.writing import packed

MINI = Path(__file__).parents[1] / "roots" / "mini"
BASE = "https://example.org/reader/"
QUIZ = """title: Wasser / Salz
assignment: rundgang
questions:
  - kind: choice
    ask: Was führt <Wasser> & wohin?
    right: [Leitung]
    wrong: [Fähre, Brücke]
    why: Das steht im Text.
    see: [leitung#p1]
  - kind: choice
    ask: Was gibt es in Salzau?
    right: [Brunnen, Werk]
    wrong: [Schloss]
  - kind: matching
    ask: "Was gehört zusammen?"
    pairs:
      - {this: Salz, that: ein Fluss}
      - {this: Salzau, that: ein Ort}
      - {this: Werk, that: ein Betrieb}
  - kind: ordering
    ask: Wie folgt es aufeinander?
    order: [Plan, Bau, Fest]
"""
CP = {"c": "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1", "q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copytree(MINI, tmp_path / "mini")
    (root / "docs" / "quiz").mkdir()
    (root / "docs" / "quiz" / "wasser.yaml").write_text(QUIZ, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return root


def export(root: Path, name: str, *more: str) -> bytes:
    code = main(["export", "lms", "-o", name, "--root", str(root), *more])
    assert code == 0
    return Path(name).read_bytes()


@pytest.mark.parametrize("name", ["a.imscc", "a.xml", "a.zip", "a.apkg", "a.tsv"])
def test_the_same_reader_gives_the_same_bytes_and_no_text_of_a_source(root: Path, name: str) -> None:
    first = export(root, name, "--base-url", BASE)
    assert export(root, name, "--base-url", BASE) == first
    other = export(root, f"b{Path(name).suffix}", "--base-url", BASE, "--edition", "public")
    assert other == first, "a public edition, which reads no restricted text, exports the same"


def test_the_cartridge_holds_what_its_manifest_names_and_nothing_else(root: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export(root, "a.imscc", "--base-url", BASE)))
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    files = manifest.xpath("//c:file/@href", namespaces=CP)
    assert sorted([*files, "imsmanifest.xml"]) == sorted(archive.namelist())
    resources = manifest.xpath("//c:resource/@identifier", namespaces=CP)
    referred = manifest.xpath("//c:item/@identifierref", namespaces=CP)
    assert set(referred) == set(resources)
    identifiers = Counter(manifest.xpath("//@identifier"))
    assert max(identifiers.values()) == 1
    modules = manifest.xpath("/c:manifest//c:item[@identifier='root']/c:item/c:title/text()", namespaces=CP)
    assert len(modules) == 2
    assert modules[0] == "Texte"
    addresses = {
        etree.fromstring(archive.read(name)).find("{*}url").get("href")
        for name in files
        if not name.endswith("assessment.xml")
    }
    assert {f"{BASE}chapters/{slug}.html" for slug in ("brunnen", "ferry", "leitung")} <= addresses
    assert f"{BASE}assignments/rundgang.html" in addresses
    assert any("#p" in address and "/chapters/" in address for address in addresses)


def test_version_1_1_says_the_same_under_other_names(root: Path) -> None:
    new = zipfile.ZipFile(io.BytesIO(export(root, "a.imscc", "--base-url", BASE)))
    old = zipfile.ZipFile(io.BytesIO(export(root, "b.imscc", "--base-url", BASE, "--cartridge", "1.1")))
    assert old.namelist() == new.namelist()
    manifest = old.read("imsmanifest.xml")
    assert b'xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"' in manifest[:500], "Moodle looks there"
    for name in new.namelist():
        renamed = new.read(name).replace(b"v1p3", b"v1p1").replace(b"1.3.0", b"1.1.0")
        assert old.read(name) == renamed


def test_expected_answers_are_in_no_export(root: Path) -> None:
    page = root / "docs" / "assignments" / "rundgang.md"
    secret = "Geheimantwort 4711"
    page.write_text(
        page.read_text(encoding="utf-8")
        + f"\n::::{{task}} Zugabe\n:operator: Nennen\n\nNennen Sie etwas.\n\n:::{{expected}}\n{secret}\n:::\n::::\n",
        encoding="utf-8",
    )
    archive = zipfile.ZipFile(io.BytesIO(export(root, "a.imscc", "--base-url", BASE)))
    parts = [archive.read(name) for name in archive.namelist()]
    assert any(f"{BASE}assignments/rundgang.html#task-zugabe".encode() in part for part in parts)
    assert not any(secret.encode() in part for part in parts)


def test_each_question_of_the_cartridge_has_its_key_among_its_answers(root: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export(root, "a.imscc", "--base-url", BASE)))
    (name,) = (name for name in archive.namelist() if name.endswith("assessment.xml"))
    items = etree.fromstring(archive.read(name)).xpath("//q:item", namespaces=CP)
    asked = {}
    for item in items:
        labels = {
            label.get("ident"): label.xpath("string(.//q:mattext)", namespaces=CP)
            for label in item.xpath(".//q:response_label", namespaces=CP)
        }
        # Of a choice of several Moodle counts those alone that say so.
        right = item.xpath(".//q:varequal[@case='Yes'][not(parent::q:not)]/text()", namespaces=CP)
        asked[item.xpath("string(q:presentation/q:material/q:mattext)", namespaces=CP)] = (
            {labels[ident] for ident in right},
            set(labels.values()),
        )
    assert len(items) == len(asked) == 7
    assert asked["Was führt <Wasser> & wohin?"] == ({"Leitung"}, {"Leitung", "Fähre", "Brücke"})
    assert asked["Was gibt es in Salzau?"][0] == {"Brunnen", "Werk"}
    assert asked["Was gehört zusammen? Salzau"] == ({"ein Ort"}, {"ein Ort", "ein Fluss", "ein Betrieb"})
    assert asked["Wie folgt es aufeinander? Was kommt zuletzt?"] == ({"Fest"}, {"Plan", "Bau", "Fest"})


def test_moodle_gets_all_three_kinds(root: Path) -> None:
    questions = etree.fromstring(export(root, "a.xml", "--base-url", BASE)).findall("question")
    assert [q.get("type") for q in questions] == ["category", "multichoice", "multichoice", "matching", "ordering"]
    assert questions[0].findtext("category/text") == "$course$/top/Wasser // Salz"
    one, several, matching, ordering = questions[1:]
    assert one.findtext("questiontext/text") == "<p>Was führt &lt;Wasser&gt; &amp; wohin?</p>"
    assert f'href="{BASE}chapters/leitung.html#p1"' in str(one.findtext("generalfeedback/text"))
    assert {a.findtext("text"): a.get("fraction") for a in one.findall("answer")}["<p>Leitung</p>"] == "100"
    assert {a.findtext("text"): a.get("fraction") for a in several.findall("answer")} == {
        "<p>Brunnen</p>": "50",
        "<p>Werk</p>": "50",
        "<p>Schloss</p>": "-100",
    }
    pairs = {s.findtext("text"): s.findtext("answer/text") for s in matching.findall("subquestion")}
    assert pairs == {"<p>Salz</p>": "ein Fluss", "<p>Salzau</p>": "ein Ort", "<p>Werk</p>": "ein Betrieb"}
    assert [a.findtext("text") for a in ordering.findall("answer")] == ["<p>Plan</p>", "<p>Bau</p>", "<p>Fest</p>"]


def package(root: Path, *more: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export(root, "q.zip", *more))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_package_of_qti_has_a_test_with_all_its_items(root: Path) -> None:
    files = package(root)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    listed = {
        resource.get("identifier"): (resource.get("type"), resource.get("href"))
        for resource in manifest.iterfind(".//{*}resource")
    }
    assert sorted(href for _, href in listed.values()) == sorted(set(files) - {"imsmanifest.xml"})
    assert {kind for kind, _ in listed.values()} == {"imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"}
    needed = [listed[str(d.get("identifierref"))][1] for d in manifest.iterfind(".//{*}dependency")]
    asked = [
        f"wasser/{ref.get('href')}"
        for ref in etree.fromstring(files["wasser/test.xml"]).iterfind(".//{*}assessmentItemRef")
    ]
    assert needed == asked
    # By this Canvas knows an ordering.
    kinds = Counter(said.text for said in manifest.iterfind(".//{*}qtiMetadata/{*}interactionType"))
    assert kinds == {"choiceInteraction": 2, "matchInteraction": 1, "orderInteraction": 1}
    assert len(asked) == len(set(asked)) == 4


def test_another_program_reads_choices_and_matchings_of_qti(root: Path, tmp_path: Path) -> None:
    read = {}
    for name, data in package(root, "--base-url", BASE).items():
        if name.rpartition("/")[2].startswith("i") and name != "imsmanifest.xml":
            path = tmp_path / "item.xml"
            path.write_bytes(data)
            item = parse_item(path)
            read[item.title] = item
    assert sorted(read) == [
        "1. Was führt <Wasser> & wohin?",
        "2. Was gibt es in Salzau?",
        "3. Was gehört zusammen?",
        "4. Wie folgt es aufeinander?",
    ]
    several = read["2. Was gibt es in Salzau?"]
    (asked,), key = several.interactions, several.response_decls["RESPONSE"]
    words = {choice.identifier: choice.html for choice in asked.choices}
    assert {words[ident] for ident in key.correct_values} == {"Brunnen", "Werk"}
    assert {words[ident]: value for ident, value in key.mapping.items()} == {"Brunnen": 0.5, "Werk": 0.5, "Schloss": -1}
    matching = read["3. Was gehört zusammen?"]
    (asked,), key = matching.interactions, matching.response_decls["RESPONSE"]
    words = {choice.identifier: choice.html for choice in (*asked.match_sources, *asked.match_targets)}
    assert {tuple(words[ident] for ident in pair.split()) for pair in key.correct_values} == {
        ("Salz", "ein Fluss"), ("Salzau", "ein Ort"), ("Werk", "ein Betrieb"),
    }  # fmt: skip
    assert sum(key.mapping.values()) == pytest.approx(1)
    assert [choice.html for choice in asked.match_targets] != ["ein Fluss", "ein Ort", "ein Betrieb"]


def test_qti_keeps_what_is_put_in_order_and_explains_after_the_answer(root: Path) -> None:
    items = [etree.fromstring(data) for name, data in package(root, "--base-url", BASE).items() if "/i" in name]
    one, ordering = items[0], items[3]
    # Before the interaction: Canvas and OpenOLAT read there what is asked, and no prompt.
    assert [item.findtext("{*}itemBody/{*}p") for item in items] == [
        *("Was führt <Wasser> & wohin?", "Was gibt es in Salzau?", "Was gehört zusammen?", "Wie folgt es aufeinander?"),
    ]
    assert one.find(".//{*}prompt") is None
    words = {str(choice.get("identifier")): choice.text for choice in ordering.iterfind(".//{*}simpleChoice")}
    right = [value.text for value in ordering.iterfind(".//{*}correctResponse/{*}value")]
    assert [words[str(ident)] for ident in right] == ["Plan", "Bau", "Fest"]
    assert list(words) != right
    assert str(ordering.find("{*}responseProcessing").get("template")).endswith("/match_correct")
    told = one.find("{*}modalFeedback")
    assert told.findtext("{*}p") == "Das steht im Text."
    assert told.find(".//{*}a").get("href") == f"{BASE}chapters/leitung.html#p1"
    shown = one.find("{*}responseProcessing/{*}setOutcomeValue")
    assert (shown.get("identifier"), shown.findtext("{*}baseValue")) == ("FEEDBACK", told.get("identifier"))


def test_qti_2_2_says_the_same_under_other_names(root: Path) -> None:
    old, new = package(root), package(root, "--qti", "2.2")
    assert list(old) == list(new)
    for name, data in old.items():
        renamed = data.replace(b"xsd/imsqti_v2p1", b"xsd/imsqti_v2p2").replace(b"xmlv2p1", b"xmlv2p2")
        assert new[name] == renamed.replace(b"QTIv2.1 Package", b"QTIv2.2 Package")


def test_ilias_finds_the_key_of_each_question(root: Path) -> None:
    """Read as its code reads: one answer of each condition, known by its number, and no space behind a label."""
    data = export(root, "a.xml", "--for", "ilias", "--base-url", BASE)
    assert export(root, "a.xml", "--for", "ilias", "--base-url", BASE) == data
    items = etree.fromstring(data)
    assert not items.xpath("//text()[not(normalize-space())]")
    read = {}
    for item in items.iterfind("{*}item"):
        labels = item.xpath(".//q:response_label", namespaces=CP)
        assert [label.get("ident") for label in labels] == [str(number) for number in range(len(labels))]
        texts = [label.xpath("string(.//q:mattext)", namespaces=CP) for label in labels]
        key = []
        for condition in item.iterfind("{*}resprocessing/{*}respcondition"):
            (named,) = condition.find("{*}conditionvar")
            answers = [texts[int(number)] for number in named.text.split(",")]
            key.append((*answers, named.get("index"), float(condition.find("{*}setvar").text)))
        kind = item.xpath("string(.//q:qtimetadatafield[q:fieldlabel='QUESTIONTYPE']/q:fieldentry)", namespaces=CP)
        read[kind] = key
        told = {part.get("ident"): part.xpath("string()") for part in item.iterfind("{*}itemfeedback")}
        if kind == "SINGLE CHOICE QUESTION":
            assert item.xpath("string(q:presentation/q:material)", namespaces=CP) == (
                "<p>Was führt &lt;Wasser&gt; &amp; wohin?</p>"
            )
            assert set(told) == {"response_allcorrect", "response_onenotcorrect"}
            assert all("<p>Das steht im Text.</p><p><a href=" in text for text in told.values())
        elif kind == "MATCHING QUESTION":
            matched = [label.get("match_group") for label in labels if label.get("match_max") == "1"]
            assert matched == ["3,4,5"] * 3
    assert sorted(read.pop("SINGLE CHOICE QUESTION")) == [
        ("Brücke", None, 0),
        ("Fähre", None, 0),
        ("Leitung", None, 1),
    ]
    assert sorted(read.pop("MULTIPLE CHOICE QUESTION")) == [
        ("Brunnen", None, 1),
        ("Schloss", None, -2),
        ("Werk", None, 1),
    ]
    assert read.pop("MATCHING QUESTION") == [
        ("Salz", "ein Fluss", None, 1),
        ("Salzau", "ein Ort", None, 1),
        ("Werk", "ein Betrieb", None, 1),
    ]
    assert read == {"ORDERING QUESTION": [("Plan", "0", 1), ("Bau", "1", 1), ("Fest", "2", 1)]}


def test_ilias_tells_questions_apart_that_ask_in_the_same_words(root: Path) -> None:
    quiz = QUIZ.replace("Was gibt es in Salzau?", "Wie folgt es aufeinander?")
    (root / "docs" / "quiz" / "wasser.yaml").write_text(quiz, encoding="utf-8")
    items = etree.fromstring(export(root, "a.xml", "--for", "ilias"))
    assert len({item.get("ident") for item in items.iterfind("{*}item")}) == 4


def test_table_and_package_have_the_same_cards(root: Path, tmp_path: Path) -> None:
    lines = export(root, "a.tsv", "--base-url", BASE).decode().splitlines()
    rows = list(csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    assert len(rows) == 8
    assert {len(row) for row in rows} == {5}
    archive = zipfile.ZipFile(io.BytesIO(export(root, "a.apkg", "--base-url", BASE)))
    archive.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as database:
        notes = database.execute("select guid, flds from notes").fetchall()
    assert {guid: fields.split("\x1f") for guid, fields in notes} == {row[0]: row[2:4] for row in rows}
    salzau = next(row for row in rows if row[2] == "Salzau")
    assert salzau[3] == "<p>Erfundener Ort dieses Lesebuchs.</p>"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lms", "-o", "a.imscc"], "nobody has said where that stands"),
        (["lms", "-o", "a.imscc", "--base-url", "example.org"], "is no address"),
        (["lms", "-o", "a.tsv", "--cartridge", "1.1"], "goes with a file that ends in .imscc"),
        (["lms", "-o", "a.imscc", "--qti", "2.2"], "goes with a file that ends in .zip"),
        (["lms", "-o", "a.zip", "--for", "ilias"], "goes with a file that ends in .xml"),
        (["jsonl", "-o", "a.jsonl", "--qti", "2.2"], "go with lms"),
        (["jsonl", "-o", "a.jsonl", "--for", "ilias"], "go with lms"),
        (["lms", "-o", "a.pdf"], "name a file that ends in"),
        (["lms", "-o", "other.xml"], "is no export of ours"),
        (["jsonl", "-o", "a.jsonl", "--base-url", BASE], "go with lms"),
    ],
)
def test_wrong_use_is_told(root: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.xml").write_text("<mine/>", encoding="utf-8")
    assert main(["export", *arguments, "--root", str(root)]) == 2
    assert said in capsys.readouterr().err
    assert Path("other.xml").read_text(encoding="utf-8") == "<mine/>"


def foreign(name: str) -> bytes:
    """What other programs write, in the same form as we do, with the same names and lines."""
    if name.endswith(".xml"):
        return b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n<question type="essay"/>\n</quiz>\n'
    if name.endswith(".tsv"):
        return b"#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\nx\tDeck\tfront\tback\t\n"
    return packed([("imsmanifest.xml", b"<manifest/>"), ("collection.anki2", b"")])


@pytest.mark.parametrize("name", ["a.imscc", "a.xml", "a.zip", "a.apkg", "a.tsv"])
def test_a_file_of_another_program_stays(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["export", "lms", "-o", name, "--root", str(root), "--base-url", BASE]
    Path(name).write_bytes(foreign(name))
    assert main(arguments) == 2
    assert "is no export of ours" in capsys.readouterr().err
    assert Path(name).read_bytes() == foreign(name)
    Path(name).write_bytes(b"")
    assert main(arguments) == 0, "an empty file is nobody's"


def test_without_a_quiz_there_are_no_questions(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs" / "quiz" / "wasser.yaml").unlink()
    for name in ("a.xml", "a.zip"):
        assert main(["export", "lms", "-o", name, "--root", str(root)]) == 2
    assert "There is no quiz. Write one into docs/quiz/NAME.yaml" in capsys.readouterr().err
