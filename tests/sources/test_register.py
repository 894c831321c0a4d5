"""seeds/register.yaml is read strictly, and grows without losing what is there; files are found by checksum."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from lesebuch.edtf import TimeValue
from lesebuch.model import Outside, Registered, Rights
from lesebuch.problems import Code, Where
from lesebuch.sources import append_register, changed, find, finding, read_register
from lesebuch.sources.register import _written

ENTRY = Registered(
    file="a: b #1.txt",
    sha256="a" * 64,
    extractor="text 1",
    text_sha256="b" * 64,
    rights=Rights.OPEN,
    where=Where("", 0),
    licence="CC BY-SA 4.0",
    title="„Wer“ sagt 'was' \"wo\"\u00a0?",
    url="https://example.org/a#b",
    accessed=TimeValue.parse("2026-11"),
    outside=(Outside(3, 4, "newsletter call"), Outside(7, 7, "duplicate", "no")),
)


def bare(entry: Registered) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in Registered.__slots__ if name != "where")


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "seeds" / "register.yaml"
    append_register(path, [ENTRY])
    entries, problems = read_register(path)
    assert not problems
    assert [bare(entry) for entry in entries] == [bare(ENTRY)]
    assert path.read_text(encoding="utf-8").split("\n")[entries[0].where.line - 1].startswith("- file:")


@pytest.mark.parametrize("before", ["# mine\n[]\n", "# mine", "# mine\n- file: A\n  sha256: y # z", ""])
def test_what_is_there_stays(tmp_path: Path, before: str) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(before, encoding="utf-8")
    append_register(path, [ENTRY])
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before.replace("[]\n", ""))
    assert read_register(path)[0][-1].file == ENTRY.file
    assert [p.name for p in tmp_path.iterdir()] == ["register.yaml"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_entry_stands_behind_the_name_before_it(tmp_path: Path, end: str) -> None:
    """Where two editors add sources git merges them by itself, unless their names are neighbours."""
    path = tmp_path / "register.yaml"
    b, d = (f"- file: {name}.txt\n  rights: open\n  # mine\n" for name in "bD")
    path.write_bytes(f"# head\n\n# of b\n{b}\n# of D\n{d}".replace("\n", end).encode())
    for name in ("c", "a", "e"):
        append_register(path, [replace(ENTRY, file=f"{name}.txt")])
    a, c, e = (_written(replace(ENTRY, file=f"{name}.txt")) for name in "ace")
    assert path.read_bytes().decode() == f"# head\n\n{a}\n# of b\n{b}\n{c}\n# of D\n{d}\n{e}".replace("\n", end)


def test_no_register_is_an_empty_one(tmp_path: Path) -> None:
    assert read_register(tmp_path / "register.yaml") == ((), [])


@pytest.mark.parametrize(
    "rights", ["", "  rights: Open\n", "  rights: public\n", "  rights: null\n", "  rights: [open]\n"]
)
def test_unknown_rights_count_as_restricted(tmp_path: Path, rights: str) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(f"- file: a\n  sha256: {'a' * 64}\n  extractor: text 1\n  text_sha256: {'b' * 64}\n{rights}")
    entries, problems = read_register(path)
    assert entries[0].rights is Rights.RESTRICTED
    assert problems


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("file: a", Code.BAD_YAML, 1),
        ("- a\n", Code.BAD_YAML, 1),
        ("- file: a\n  x: {y: z\n", Code.BAD_YAML, 2),
        ("- sha256: a\n", Code.MISSING_KEY, 1),
        ("- file: a\n  sha256: xyz\n", Code.BAD_VALUE, 2),
        ("- file: a\n  colour: red\n", Code.UNKNOWN_KEY, 2),
        ("- file: a\n  sha256: x\n  accessed: gestern\n", Code.BAD_EDTF, 3),
        ("- file: a\n  sha256: x\n  outside: all\n", Code.BAD_VALUE, 3),
        ("- file: a\n  sha256: x\n  outside:\n    - {lines: 4-3, reason: r}\n", Code.BAD_VALUE, 4),
        ("- file: a\n  sha256: x\n  outside:\n    - {lines: 3, why: r}\n", Code.UNKNOWN_KEY, 4),
        ("- file: a\n  sha256: x\n- file: a\n  sha256: y\n", Code.DUPLICATE_ID, 3),
        ("- file: a\n  outside:\n    - {lines: 3}\n", Code.MISSING_KEY, 3),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, code: Code, line: int) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(text)
    _, problems = read_register(path)
    assert (code, line) in [(problem.code, problem.where.line) for problem in problems]


ITEM = f"- file: x.txt\n  sha256: {'1' * 64}\n  extractor: text 1\n  text_sha256: {'2' * 64}\n  rights: open\n"


def test_an_item_without_its_dash_is_one_thing_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "register.yaml"
    second = ITEM.replace("x.txt", "y.txt").replace("1" * 64, "3" * 64).replace("2" * 64, "4" * 64)
    path.write_text(ITEM + second.replace("- file", "  file"), encoding="utf-8")
    entries, (problem,) = read_register(path)
    assert (problem.code, problem.where.line) == (Code.BAD_YAML, 6)
    assert "`file` and 4 more keys" in problem.message
    assert "`- `" in problem.hint
    assert [entry.rights for entry in entries] == [Rights.RESTRICTED]
    path.write_text(ITEM + "  rights: open\n  extractor: text 2\n", encoding="utf-8")
    assert [problem.where.line for problem in read_register(path)[1]] == [6, 7]


@pytest.mark.parametrize("value", ["", "null", "''", "yes", "[a]", "{a: b}"])
@pytest.mark.parametrize("key", ["sha256", "extractor", "text_sha256", "rights"])
def test_a_value_that_is_none_is_one_thing_that_is_wrong(tmp_path: Path, key: str, value: str) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(re.sub(rf"(?m)^  {key}: .*$", f"  {key}: {value}", ITEM), encoding="utf-8")
    (entry,), problems = read_register(path)
    assert [problem.code for problem in problems] == [Code.BAD_VALUE]
    assert f"  {key}:" in path.read_text(encoding="utf-8").split("\n")[problems[0].where.line - 1]
    assert (entry.file, entry.rights) == ("x.txt", Rights.RESTRICTED)


def test_an_entry_without_a_checksum_is_that_of_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    monkeypatch.setattr(finding, "_checksum", lambda _: "")  # as of one that may not be read
    assert not find([Registered("a.txt", "", "text 1", "", Rights.RESTRICTED, Where(""))], [tmp_path])


def registered(name: str, data: bytes) -> Registered:
    return Registered(name, hashlib.sha256(data).hexdigest(), "text 1", "", Rights.RESTRICTED, Where(""))


def test_files_are_found_whatever_their_name(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two" / "below").mkdir(parents=True)
    (tmp_path / "one" / "a.txt").write_bytes(b"a")
    (tmp_path / "two" / "below" / "renamed").write_bytes(b"b")
    (tmp_path / "two" / "c.txt").write_bytes(b"changed")
    register = [
        registered("a.txt", b"a"),
        registered("b.txt", b"b"),
        registered("c.txt", b"c"),
        registered("d.txt", b"d"),
    ]
    folders = [tmp_path / "one", tmp_path / "two", tmp_path / "none"]
    found = find(register, folders)
    assert found == {"a.txt": tmp_path / "one" / "a.txt", "b.txt": tmp_path / "two" / "below" / "renamed"}
    assert changed(register, folders, found) == {"c.txt": tmp_path / "two" / "c.txt"}


def test_no_more_files_are_read_than_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "other.txt", ".hidden"):
        (tmp_path / name).write_bytes(name.encode())
    read: list[str] = []
    checksum = finding._checksum
    monkeypatch.setattr(finding, "_checksum", lambda path: read.append(path.name) or checksum(path))
    assert find([registered("a.txt", b"a.txt")], [tmp_path])
    assert read == ["a.txt"]
    read.clear()
    assert not find([registered("z.txt", b"z")], [tmp_path, tmp_path])
    assert sorted(set(read)) == ["a.txt", "other.txt"]


def test_where_a_file_lies_is_asked_of_links_and_strangers_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    asked: list[str] = []
    resolve = Path.resolve
    monkeypatch.setattr(Path, "resolve", lambda path: asked.append(path.name) or resolve(path))
    register, folders = [registered("a.txt", b"a")], [tmp_path]
    found = find(register, folders)
    assert [*finding.misplaced(register, folders, found), *finding.unlisted(register, folders, found)] == []
    assert asked == []
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert list(finding.unlisted(register, folders, found)) == []
    assert set(asked) == {"a.txt", "link.txt"}
    (problem,) = finding.misplaced([*register, registered("link.txt", b"b")], folders, {"a.txt": tmp_path / "link.txt"})
    assert problem.code is Code.CHANGED_SOURCE
