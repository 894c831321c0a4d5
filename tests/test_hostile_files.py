"""Files that people write, hostile or merely broken: each is one error with its place, and never a traceback or a long wait."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lesebuch import limits
from lesebuch.cli.main import main
from lesebuch.folders import closed
from lesebuch.pipeline import read
from lesebuch.problems import Code, Severity

MINI = Path(__file__).parent / "roots" / "mini"
CHAPTER = "corpus/leitung.md"
REGISTER = "seeds/register.yaml"
ENTRY = "glossary/brunnen.md"
DIGITS = "9" * 5000
DEEP = ("[" * 600 + "]" * 600, "[" * 5000, "{a: " * 5000, "- " * 5000)
NOTE = ":kind: context\nEin Wort.\n:::\n"

Spoil = Callable[[str], str]


def front(line: str) -> Spoil:
    """A line put into front matter."""
    return lambda text: text.replace("---\n", f"---\n{line}\n", 1)


def value(key: str, new: str) -> Spoil:
    """Another value of a key; the old one becomes a comment."""
    return lambda text: text.replace(f"{key}:", f"{key}: {new} #", 1)


def behind(more: str) -> Spoil:
    return lambda text: f"{text}\n{more}\n"


CASES: dict[str, tuple[str, Spoil, Code, str]] = {
    **{f"a chapter nested deeply, {n}": (CHAPTER, front(f"x: {deep}"), Code.BAD_YAML, ":2") for n, deep in enumerate(DEEP)},
    "a chapter nested by lines": (
        CHAPTER, front("\n".join(" " * n + "a:" for n in range(1200))), Code.BAD_YAML, f":{limits.YAML_DEPTH + 2}",
    ),
    "an alias that contains itself": (CHAPTER, front("x: &a [*a, *a]"), Code.BAD_YAML, ":2"),
    "an alias bomb": (
        CHAPTER, front("a: &a [x]\n" + "\n".join(f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True))),
        Code.BAD_YAML, ":2",
    ),
    "a tag": (CHAPTER, front("x: !!python/name:os.system y"), Code.BAD_YAML, ":2"),
    "a zero character in YAML": (CHAPTER, value("title", '"a\\0b"'), Code.BAD_YAML, ":3"),
    "half a character in YAML": (CHAPTER, front('x: "\\ud800"'), Code.BAD_YAML, ":2"),
    "a key that is a list": (CHAPTER, front("? [a]\n: b"), Code.BAD_YAML, ":2"),
    "two documents": (REGISTER, behind("---\n- file: x"), Code.BAD_YAML, ":"),
    "a value like a book": (CHAPTER, front("x: " + "y" * (limits.VALUE + 1)), Code.BAD_YAML, ":2"),
    "very many values": (REGISTER, behind("- x\n" * (limits.YAML_NODES + 1)), Code.BAD_YAML, ":"),
    "lines of 5,000 digits": (CHAPTER, lambda text: text.replace("lines: 1", f"lines: {DIGITS}"), Code.BAD_VALUE, ":2"),
    "a structure of 5,000 digits": (
        CHAPTER, front(f"structure: [{{at: {DIGITS}, is: title}}]"), Code.BAD_VALUE, ":2",
    ),
    "an anchor of 5,000 digits": (CHAPTER, behind(f":::{{annotation}} p{DIGITS}\n{NOTE}"), Code.BAD_VALUE, ":"),
    "an occurrence of 5,000 digits": (CHAPTER, behind(f':::{{annotation}} p1 "x" {DIGITS}\n{NOTE}'), Code.BAD_VALUE, ":"),
    "an anchor of 50,000 parts": (
        CHAPTER, behind(':::{annotation} p1 "a"' + ' .. "a"' * 50_000 + f"\n{NOTE}"), Code.BAD_VALUE, ":",
    ),
    "a role 100,000 times": (
        CHAPTER, behind(":::{annotation} p1\n:kind: context\n" + "{passage}`brunnen#p1` " * 100_000 + "\n:::"), Code.UNREADABLE, "",
    ),
    "a zero character in a text": (CHAPTER, behind("a\0b"), Code.UNREADABLE, ":"),
    "the controls of a terminal": (CHAPTER, behind("\x1b[31m"), Code.UNREADABLE, ":"),
    "a title that is a list": (CHAPTER, value("title", "[a, b]"), Code.BAD_VALUE, ":"),
    "a language that is a mapping": (CHAPTER, value("language", "{a: b}"), Code.BAD_VALUE, ":"),
    "an entry of two kinds": (ENTRY, value("kind", "[person, place]"), Code.BAD_VALUE, ":"),
    "an entry of a kind of kinds": (ENTRY, value("kind", "{a: b}"), Code.BAD_VALUE, ":"),
    "a term that is a list": (ENTRY, value("term", "[a]"), Code.BAD_VALUE, ":2"),
    "a term like a page": (ENTRY, value("term", "Brunnen " * 200), Code.BAD_VALUE, ":2"),
    "an entry nested deeply": (ENTRY, front(f"x: {DEEP[1]}"), Code.BAD_YAML, ":2"),
    "a register nested deeply": (REGISTER, behind(f"- {DEEP[1]}"), Code.BAD_YAML, ":"),
    "outside of 5,000 digits": (REGISTER, lambda text: text.replace("lines: 17", f"lines: {DIGITS}"), Code.BAD_VALUE, ":12"),
    "outside of a thousand million lines": (
        REGISTER, lambda text: text.replace("lines: 17", "lines: 17-999999999"), Code.ANCHOR_NOT_FOUND, ":",
    ),
    "an id of 5,000 digits": (
        "corpus/passages.lock", behind(f"leitung p{DIGITS} paragraph 5 {'0' * 16}"), Code.BAD_VALUE, ":",
    ),
    "a length of 5,000 digits": (
        "corpus/passages.lock", behind(f"leitung p9 paragraph {DIGITS} {'0' * 16}"), Code.BAD_VALUE, ":",
    ),
    "options nested deeply": ("reader.toml", behind("x = " + "[" * 600 + "]" * 600), Code.BAD_TOML, ":"),
    "options nested 5,000 deep": ("reader.toml", behind("x = " + "[" * 5000), Code.BAD_TOML, ":"),
    "tables nested deeply": ("reader.toml", behind("x = " + "{a=" * 3000), Code.BAD_TOML, ":"),
    "an option of 5,000 digits": ("reader.toml", behind(f"x = {DIGITS}"), Code.BAD_TOML, ":1"),
    "a folder with a zero character": ("reader.toml", lambda _: 'seeds = ["a\\u0000b"]\n', Code.BAD_VALUE, ":1"),
    "a title with a zero character": ("reader.toml", lambda _: 'title = "a\\u0000b"\n', Code.BAD_VALUE, ":1"),
    "very many options": ("reader.toml", behind("\n".join(f"k{n} = 1" for n in range(30_000))), Code.UNREADABLE, ""),
    "a bibliography of 14 MB": ("docs/references.bib", lambda _: "@misc{" * 2_000_000, Code.UNREADABLE, ""),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_an_error_with_its_place(root: Path, name: str) -> None:
    file, spoil, code, line = CASES[name]
    path = root / file
    before = path.read_text(encoding="utf-8")
    after = spoil(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    _, problems = read(root)
    found = [p for p in problems if p.code is code and f"{p.where}:".startswith(file + line)]
    assert found, problems
    assert all(len(str(p)) < limits.MESSAGE + 400 and "\n" not in str(p) for p in problems)


def test_many_notes_on_one_passage_have_ids_of_their_own(root: Path) -> None:
    """In a time that grows as their number does, not as its square: these would take a minute."""
    path = root / CHAPTER
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"\n:::{{annotation}} p1\n{NOTE}" * 8_000)
    chapter = read(root)[0].chapter("leitung")
    assert chapter
    assert len({note.id for note in chapter.annotations}) >= 8_000


def test_thousands_of_the_same_problem_are_counted_not_listed(root: Path) -> None:
    path = root / "corpus" / "chronology.md"
    path.write_text(":::{event} 2000\n:id: x\nEtwas.\n:::\n" * 3_000, encoding="utf-8")
    doubles = [p for p in read(root)[1] if p.code is Code.DUPLICATE_ID]
    assert len(doubles) == limits.PROBLEMS + 1
    assert "1,999 more" in doubles[-1].message


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "loop", "no end"])
def test_what_is_no_file_is_not_read(root: Path, kind: str) -> None:
    names = ["corpus/x.md", "glossary/x.md", "docs/x.md", "seeds/x.txt"]
    for name in [*names, "docs/references.bib", "corpus/passages.lock", "corpus/chronology.md", REGISTER]:
        path = root / name
        path.unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to({"device": "/dev/null", "no end": "/dev/zero", "loop": path.name}[kind])
    _, problems = read(root)
    places = {p.where.path for p in problems if p.code is Code.UNREADABLE}
    wanted = {"corpus/x.md", "glossary/x.md", REGISTER}
    # A folder among the pages is a folder of pages, whatever its name.
    assert (wanted if kind == "folder" else {*wanted, "docs/x.md"}) <= places


def test_folders_that_are_files_or_lead_into_themselves(root: Path) -> None:
    for name, below in (("corpus", "file"), ("glossary", "loop"), ("seeds", "file")):
        shutil.rmtree(root / name)
        if below == "file":
            (root / name).write_text("x", encoding="utf-8")
        else:
            (root / name).symlink_to(name)
    reader, problems = read(root)
    assert reader.chapters == ()
    assert [p for p in problems if p.severity is Severity.ERROR]


NAMES = (b"\xff.md", "\u202e.md".encode(), b"a\nb.md", "e\u0301.md".encode(), "\U0001f600.md".encode(), b"\x1b[31m.md")


def test_names_of_any_bytes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("corpus", "glossary", "docs", "seeds"):
        for name in NAMES:
            path = os.path.join(os.fsencode(root / folder), name)
            with open(path, "wb") as stream:
                stream.write((root / CHAPTER).read_bytes())
    assert main(["check", "--root", str(root)]) == 1
    assert "corpus/a b.md" in capsys.readouterr().out
    assert main(["check", "--root", str(root), "--format", "json"]) == 1
    assert "is no name for a chapter" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["corpus", "glossary", "docs/assignments", "seeds"])
def test_a_folder_that_is_closed_to_this_user(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a word of it a rename, say, would leave the references in it as they are."""
    monkeypatch.setattr(os, "access", lambda path, _mode: path != root / name)
    assert [(p.code, p.where.path) for p in read(root)[1]] == [(Code.UNREADABLE, name)]
    assert main(["rename", "ferry", "x", "--root", str(root)]) == 2
    assert "permission denied" in capsys.readouterr().err


def test_a_folder_that_this_user_may_read_and_not_enter(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stat, docs = os.stat, root / "docs"

    def asked(path: str | Path, **options: bool) -> os.stat_result:
        if docs in Path(path).parents:
            raise PermissionError(path)
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", asked)
    monkeypatch.setattr(os, "access", lambda path, _mode: path != docs)
    assert closed(root) == ["docs"]


def test_a_source_that_this_user_may_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = root / "seeds" / "brunnen.txt"
    source.write_bytes(b"")
    (said,) = [p for p in read(root)[1] if p.where.path == REGISTER]
    assert said.code is Code.CHANGED_SOURCE
    monkeypatch.setattr(os, "access", lambda path, _mode: path != source)
    (said,) = [p for p in read(root)[1] if p.where.path == REGISTER]
    assert (said.code, said.message) == (
        Code.MISSING_SOURCE, "The source brunnen.txt cannot be read: permission denied.",
    )  # fmt: skip


def test_a_home_that_nobody_has(root: Path) -> None:
    (root / "reader.toml").write_text('seeds = ["~nobody-of-that-name/x", "seeds"]\n', encoding="utf-8")
    assert read(root)[1] == []
