"""The JSON Schemas: shipped as the code makes them, and in agreement with what `check` says of the same file."""

import json
import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from lesebuch.cli.main import main
from lesebuch.config import FILE, Edition
from lesebuch.config_reading import read_config
from lesebuch.editorial import read_chapter
from lesebuch.export import events, glossary, jsonl
from lesebuch.glossary import read_entries
from lesebuch.pipeline import read
from lesebuch.problems import Code, Problem, Severity
from lesebuch.schema import NAMES, make, schema
from lesebuch.sources import read_register


class Loader(yaml.SafeLoader):
    """Dates stay texts, as in YAML 1.2, which editors of text go by."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "roots" / "mini"
BLOCKS = Path(__file__).parents[1] / "roots" / "blocks"
LINES = {"jsonl": jsonl, "jsonl-glossary": glossary, "jsonl-events": events}


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema(name)))


def closed(part: Any) -> Any:
    """A schema in which no other keys are allowed: what is written has those that it says, and no more."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: closed(value) for key, value in part.items()}
    return part | {"additionalProperties": False} if isinstance(part.get("properties"), dict) else part


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shipped_is_what_the_code_makes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema(name) == make(name), "run: python scripts/schemas.py"
    Draft202012Validator.check_schema(json.loads(schema(name)))
    assert json.loads(schema(name))["$id"].startswith(f"urn:lesebuch:schema:{name}:")
    assert main(["schema", name]) == 0
    assert capsys.readouterr().out == schema(name)


def test_nothing_else_is_shipped() -> None:
    folder = ROOT / "src" / "lesebuch" / "schema" / "files"
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.schema.json" for name in NAMES)


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize(
    ("root", "edition"),
    [(MINI, Edition.CLASS), (MINI, Edition.PUBLIC), (ROOT, Edition.PUBLIC), (BLOCKS, Edition.CLASS)],
    ids=str,
)
def test_what_is_exported_is_as_its_schema_says(name: str, root: Path, edition: Edition) -> None:
    assert_valid(name, LINES[name](read(root, edition)[0]))


def test_the_class_edition_is_as_its_schema_says(real_seeds: Path) -> None:
    reader, _ = read(ROOT, Edition.CLASS, [real_seeds])
    assert sum(chapter.available for chapter in reader.chapters) == len(reader.chapters)
    for name, write in LINES.items():
        assert_valid(name, write(reader))


def assert_valid(name: str, text: str) -> None:
    strict = Draft202012Validator(closed(json.loads(schema(name))))
    objects = [json.loads(line) for line in text.splitlines()]
    assert objects
    identifier = json.loads(schema(name))["$id"]
    for item in objects:
        strict.validate(item)
        assert item["schema"] == identifier


def test_a_passage_says_what_few_say_and_no_more() -> None:
    chapters = {item["id"]: item for item in map(json.loads, jsonl(read(BLOCKS)[0]).splitlines())}
    passages = {f"{name}#{p['id']}": p for name, item in chapters.items() for p in item["passages"]}
    few = {"level", "label", "group", "target", "language", "lines", "rows", "styles"}
    assert few & set(passages["zahlen#p1"]) == set()
    assert [line["id"] for line in passages["gedicht#p2"]["lines"]] == ["v5", "v6", "v7", "v8"]
    table = passages["zahlen#p7"]
    cells = [[table["text"][cell["start"] : cell["end"]] for cell in row["cells"]] for row in table["rows"]]
    assert cells[1] == ["Salzau", "1200", "1350", ""]
    assert (passages["zahlen#p4"]["level"], passages["zahlen#p4"]["label"]) == (2, "a")
    assert passages["brief#p3"]["language"] == "ru"
    speech = passages["gespraech#p5"]
    told = [(speech["text"][s["start"] : s["end"]], s["kind"], s["target"]) for s in speech["styles"]]
    assert told == [("Anna Korte (lacht)", "speaker", None), ("einen", "strong", None), ("¹", "noteref", "¹")]


def test_a_line_that_is_otherwise_is_not_valid() -> None:
    chapter = json.loads(jsonl(read(MINI)[0]).splitlines()[0])
    assert validator("jsonl").is_valid(chapter)
    assert validator("jsonl").is_valid(chapter | {"later": 1})
    for key in chapter:
        assert not validator("jsonl").is_valid({name: value for name, value in chapter.items() if name != key}), key
    chapter["times"][0]["anchor"] = 0
    assert not validator("jsonl").is_valid(chapter)


# --- Files that people write: the schema and the reader say the same -----------------------------------------------------

VALUES: list[Any] = [
    None, "", " ", "x", 7, 0, -1, True, 1.5, [], ["x"], [7], [None], [{}], {}, {"x": 1}, "2022-03-01", "[2022-03-01..2022-03-02]",
    "31.12.2022", "de", "DE", "kk-Latn", "https://example.org/a", "ftp://a", "draft", "author", "title", "drop", "metadata",
    "1-3", "3-1", "1 - 3", "01", '1 "x"', 'p1 "x"', "p1", "x1", "Q232", "q1", "open", "person", "a" * 64, "x" * 201,
    {"file": "a.txt", "lines": 1}, {"name": "A", "role": "author"}, {"at": 3, "is": "lead"}, {"published": '1 "x"'},
]  # fmt: skip
CHAPTER: dict[str, Any] = {
    "source": {"file": "a.txt", "lines": "1-9"},
    "title": "Titel",
    "supplied": ["title"],
    "contributors": [{"name": "A", "role": "author"}],
    "published": "2022-03",
    "evidence": {"published": '1 "x"'},
    "publisher": "P",
    "url": "https://example.org",
    "language": "de",
    "original": {"language": "ru", "title": "T", "published": "2022", "url": "https://example.org"},
    "structure": [{"at": 1, "is": "title"}, {"at": "2-3", "is": "drop", "reason": "r"}, {"at": 4, "is": "metadata", "field": "f"}],
    "mentions": [{"at": 'p1 "x"', "entry": None}],
    "times": [{"at": 'p1 "x"', "edtf": "2022"}],
    "status": "draft",
}  # fmt: skip
ENTRY: dict[str, Any] = {
    "term": "T",
    "kind": "person",
    "variants": ["a", 7],
    "not": ["b"],
    "see": [],
    "coordinates": [-33.9, "151"],
    "wikidata": "Q1",
}
SOURCE: dict[str, Any] = {
    "file": "a.txt",
    "sha256": "a" * 64,
    "extractor": "text 1",
    "text_sha256": "b" * 64,
    "rights": "open",
    "licence": "CC",
    "title": "T",
    "url": "u",
    "accessed": "2022",
    "outside": [{"lines": "1-2", "reason": "r", "of": "x"}],
}


def is_finer(what: str, problem: Problem) -> bool:
    """What no schema can say: whether a text is EDTF, whether 3 comes before 1, whether an anchor quotes words."""
    backwards = what == "lines: 3-1" and problem.code is Code.BAD_VALUE
    # Kinds and roles are open lists: which there are, only reader.toml says.
    named = re.fullmatch(
        r"`kind: .*` is not known; allowed are person, .*|`role: .*` is not known; .*", problem.message
    )
    return bool(
        problem.code is Code.BAD_EDTF or backwards or named or problem.message.startswith("A date needs its words")
    )


def mutants(whole: Any, part: Any) -> Iterator[tuple[str, Any]]:
    """The file with one value replaced or left out, or with a key more; `part` is within `whole`, and is put right again."""
    for key in list(part) if isinstance(part, dict) else range(len(part)):
        before = part[key]
        for value in VALUES:
            part[key] = value
            yield f"{key}: {value}", deepcopy(whole)
        part[key] = before
        if isinstance(before, dict | list):
            yield from mutants(whole, before)
        if isinstance(part, dict):
            del part[key]
            yield f"no {key}", deepcopy(whole)
            part[key] = before
    if isinstance(part, dict):
        part["unknown"] = 1
        yield "unknown", deepcopy(whole)
        del part["unknown"]


def wrong(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def chapter_problems(folder: Path, value: Any) -> list[Problem]:
    path = folder / "a.md"
    path.write_text(f"---\n{json.dumps(value)}\n---\n\nKopf.\n", encoding="utf-8")
    return wrong(read_chapter(path)[1])


def entry_problems(folder: Path, value: Any) -> list[Problem]:
    (folder / "a.md").write_text(f"---\n{json.dumps(value)}\n---\n\nText.\n", encoding="utf-8")
    return wrong([problem for problem in read_entries(folder)[1] if problem.code is not Code.UNKNOWN_ENTRY])


def register_problems(folder: Path, value: Any) -> list[Problem]:
    path = folder / "register.yaml"
    path.write_text(json.dumps(value), encoding="utf-8")
    return wrong(read_register(path)[1])


FILES = {
    "chapter": (CHAPTER, chapter_problems),
    "entry": (ENTRY, entry_problems),
    "register": ([SOURCE], register_problems),
}


@pytest.mark.parametrize("name", FILES)
def test_schema_and_reader_agree(name: str, tmp_path: Path) -> None:
    """What the reader takes, the schema takes: no false alarm while one writes. And the other way round, as far as it can."""
    made, problems_of = FILES[name]
    base, check = deepcopy(made), validator(name)
    assert problems_of(tmp_path, base) == []
    assert check.is_valid(base)
    said, differ = set(), []
    for what, value in mutants(base, base):
        problems = problems_of(tmp_path, value)
        valid = check.is_valid(value)
        said.add(valid)
        coarse = [problem for problem in problems if not (valid and is_finer(what, problem))]
        if valid != (not coarse):
            differ.append((what, valid, [problem.message for problem in problems]))
    assert said == {True, False}, "some are right and some are not"
    assert differ == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("source: {file: brunnen.txt, lines: 1-15}", "source: null", "`source` must not be empty."),
        ("is: lead", "is: null", "`is` must not be empty."),
        ("role: author", "role: null", "`role` must not be empty."),
        ("status: reviewed", 'status: ""', "`status: ` is not known; allowed are draft, reviewed."),
        (
            "published: '1 \"12.04.1998.\"'",
            "published: null",
            "Evidence is a line and words in it: '17 \"words\"', not `None`.",
        ),
        ("at: 'p3 \"Brunnen\"'", "at: 3", "An item of `mentions` counts passages, not lines such as 3."),
    ],
)
def test_what_says_nothing_is_said_to(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = (MINI / "corpus" / "brunnen.md").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "a.md").write_text(text.replace(old, new), encoding="utf-8")
    assert [problem.message for problem in wrong(read_chapter(tmp_path / "a.md")[1])] == [said]


@pytest.mark.parametrize("line", ["variants: [on]", "not: [no]", "see: [yes]", "wikidata: off"])
def test_words_that_yaml_takes_for_yes_and_no(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nterm: A\nkind: place\n{line}\n---\n\nText.\n", encoding="utf-8")
    [problem] = read_entries(tmp_path)[1]
    assert (problem.code, problem.where.line) == (Code.BAD_VALUE, 4)


@pytest.mark.parametrize(
    "line", ["title: yes", "outside: [{lines: 1, reason: on}]", "outside: [{lines: 1, reason: r, of: [a]}]"]
)
def test_such_words_in_the_register_make_its_source_restricted(line: str, tmp_path: Path) -> None:
    digits = "a" * 64
    text = f"- file: a.txt\n  sha256: {digits}\n  extractor: text 1\n  text_sha256: {digits}\n  rights: open\n"
    path = tmp_path / "register.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_register(path)[0][0].rights == "open"
    path.write_text(f"{text}  {line}\n", encoding="utf-8")
    [entry], [problem] = read_register(path)
    assert (entry.rights, problem.where.line) == ("restricted", 6)


def test_the_files_of_the_edition_are_as_their_schemas_say() -> None:
    """As another program reads them: YAML and TOML of the standard, not by our own loader."""
    for root in (ROOT, MINI):
        chapters = [path for path in (root / "corpus").glob("*.md") if path.name != "chronology.md"]
        for name, paths in (("chapter", chapters), ("entry", list((root / "glossary").glob("*.md")))):
            assert paths
            for path in paths:
                front = path.read_text(encoding="utf-8").split("---\n")[1]
                assert validator(name).is_valid(yaml.load(front, Loader)), path
        register = (root / "seeds" / "register.yaml").read_text(encoding="utf-8")
        validator("register").validate(yaml.load(register, Loader))
        validator("reader").validate(tomllib.loads((root / "reader.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('title = "x"\nseeds = ["a"]', True),
        ("title = 1", False),
        ('seeds = "a"', False),
        ("seeds = [1]", False),
        ('color = "red"', False),
        ("[title]", False),
        ("[notes.law]\nlabel = 'Recht'", True),
        ("[notes.' law']\nlabel = 'Recht'", False),
        ("[roles.Fotos]\nlabel = 'Fotos'", False),
    ],
)
def test_schema_and_reader_agree_on_the_options(text: str, right: bool, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert (read_config(tmp_path / FILE)[1] == []) is right
    assert validator("reader").is_valid(tomllib.loads(text)) is right
