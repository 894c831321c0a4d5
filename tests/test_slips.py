"""Slips in YAML, TOML and BibTeX, and what git leaves of a merge: each is told at its place, in words that help."""

import shutil
import time
from pathlib import Path

import pytest

from lesebuch.config_reading import read_config
from lesebuch.editorial.anchors import nearly
from lesebuch.editorial.bibtex import read_references
from lesebuch.fields import Fields
from lesebuch.folders import SEEDS_VARIABLE
from lesebuch.guesses import several
from lesebuch.limits import PICTURE_BYTES
from lesebuch.pipeline import read
from lesebuch.problems import Code, Severity
from lesebuch.shapes import LANGUAGE, Key, Shape, Words
from lesebuch.textfile import read_text
from lesebuch.yamlfile import load, quoted

MINI = Path(__file__).parent / "roots" / "mini"

YAML = {
    "a colon without a space": ("title:Wasser\nlanguage: de\n", 1, "without a space"),
    "a colon without a space, last": ("language: de\ntitle:Wasser\n", 2, "no key with a value"),
    "a tab": ("list:\n\t- a\n", 2, "a tab"),
    "a tab behind an item": ("list:\n  - a\n\t- b\n", 3, "a tab"),
    "a no-break space before an item": ("a: b\nlist:\n  - {a: b}\n\xa0\xa0- {a: b}\n", 4, "no ordinary space"),
    "a no-break space behind a colon": ("a:\xa0b\nc: d\n", 1, "no ordinary space"),
    "an item further left": ("list:\n  - a\n - b\nc: d\n", 3, "indented otherwise"),
    "an item further right": ("list:\n  - {a: b}\n    - {a: b}\n", 3, "indented otherwise"),
    "a brace": ("list:\n  - {a: b\nstatus: c\n", 2, "opens here and is not closed"),
    "a bracket": ("names: [a, b\nc: d\ne: f\n", 1, "opens here and is not closed"),
    "a number sign in brackets": ("c: d\nsee: [a #b]\n", 2, "From `#b]` on"),
    "a quotation mark": ("a: b\ntitle: 'Wasser\nc: d\n", 2, "a quotation mark that opens here"),
    "a quotation mark, and another one follows": (
        'title: "Wasser\npublisher: Bote\ndate: "2020"\n',
        1,
        "a quotation mark that opens here",
    ),
    "a quotation mark within a later value": ("a: 'Wasser\nb: {c: '5 \"d\"'}\n", 1, "a quotation mark that opens here"),
    "a key that is indented": ("a: b\nc: d\n  e: f\ng: h\n", 3, "indented otherwise"),
    "a character that cannot be seen": ("a: b\n\u200btitle: Wasser\n", 2, "cannot be seen"),
    "quotation marks within each other": ('a: b\ntitle: "Das "Wasser" fehlt"\n', 2, "behind a closing quotation mark"),
    "an apostrophe": ("title: 'l'eau'\n", 1, "behind a closing quotation mark"),
    "a backslash": ('title: "a\\q"\n', 1, "a backslash"),
    "a list behind a key": ("list: - a\n", 1, "a list that begins behind a key"),
    "a sign that YAML keeps": ("title: @a\n", 1, "keeps for itself"),
    "a second colon": ("title: Wasser: ein Streit\n", 1, "a second colon"),
    "a bracket that begins a value": ("title: ]a\n", 1, "where a value begins"),
    "a question mark that begins a value": ("title: ? a\n", 1, "where a value begins"),
    "an ampersand that begins a value": ("title: & Co\n", 1, "keeps for itself"),
    "an asterisk that begins a value": ("a: b\ntitle: *a*\n", 2, "keeps for itself"),
    "a comma in braces": ("a: b\nc:\n  - {name: Lovelace, Ada, role: author}\n", 3, "`Ada` stands behind a comma"),
    "a comma between quotation marks in a value": ('c: {at: 1 "a, b", is: title}\n', 1, '`b"` stands behind a comma'),
    "a number behind a number sign": ("title: Größe 😀 a #1\na: b\n", 1, "From `#1` on"),
    "a number sign that begins a value": ("a: b\ntitle: #1 of two\n", 2, "From `#1` on"),
    "a number sign in an item": ("names:\n  - a\n  - b\t#2\n", 3, "From `#2` on"),
    "a number sign in the second line of a value": ("title: a\n  b #2\n", 2, "From `#2` on"),
}

TOML = {
    "no quotation marks": ('date = "2020"\ntitle = Wasser\n', 2, "without quotation marks"),
    "curly quotation marks": ("title = “Wasser”\n", 1, "curly"),
    "a colon": ('title: "Wasser"\n', 1, "without `=`"),
    "a quotation mark is missing": ('title = "Wasser\ndate = "2020"\n', 1, "not closed"),
    "quotation marks within each other": ('title = "Das "Wasser" fehlt"\n', 1, "behind the end of a value"),
    "a bracket": ('editors = ["Ada"\ntitle = "x"\n', 2, "a bracket"),
    "an option twice": ('title = "a"\ntitle = "b"\n', 2, "twice"),
    "a line of words": ('title = "a"\n- b\n', 2, "`=`"),
}


@pytest.mark.parametrize("name", YAML)
def test_slips_in_yaml(name: str) -> None:
    text, line, words = YAML[name]
    block, problems = load(text, "a.yaml")
    assert block is None
    (problem,) = problems
    assert problem.where.line == line
    assert words in problem.message
    assert problem.hint


def test_a_comment_behind_a_value_is_none_of_it() -> None:
    block, problems = load("a: b # c\nd: e  ## f\ng: 'h' #i\nj: k#l\nm: # n\n", "a.yaml")
    assert not problems
    assert block
    assert block.values == {"a": "b", "d": "e", "g": "h", "j": "k#l", "m": None}


@pytest.mark.parametrize(
    "written",
    ["|\n  b\u00a0c \n\n   d", "b\u00a0c\n  d", '"b\u00a0c\\n d"', f'"b\u00a0c{" " * 90_000}\\n d"'],
    ids=["as it stands", "folded", "escaped", "far apart"],
)
def test_a_text_is_one_line_however_it_is_written(written: str) -> None:
    block, _ = load(f"a: {written}\n", "a.yaml")
    assert block
    fields = Fields(block, Shape("a file", (Key("a", Words(), ""),)))
    assert fields.text("a") == "b\u00a0c d"
    assert not fields.problems


@pytest.mark.parametrize("name", TOML)
def test_slips_in_toml(tmp_path: Path, name: str) -> None:
    text, line, words = TOML[name]
    (tmp_path / "reader.toml").write_text(text, encoding="utf-8")
    _, problems = read_config(tmp_path / "reader.toml")
    (problem,) = [problem for problem in problems if problem.code is Code.BAD_TOML]
    assert problem.where.line == line
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("@book{a,\n  title = {x}\n  year = {2000},\n}\n", 3, "a comma is missing before this line"),
        ("@book{a,\n  title = {x},\n}\n@book{b,\n  title = {x,\n}\n@book{c,\n  title = {x},\n}\n", 4, "of `b` is not closed"),
        ("% Werke\n@book{", 2, "premature end of file"),
        ("@string{a = b}\n", 1, "no abbreviation `b`"),
    ],
)  # fmt: skip
def test_slips_in_bibtex(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "a.bib").write_text(text, encoding="utf-8")
    _, (problem,) = read_references(tmp_path, ["a.bib"])
    assert problem.where.line == line
    assert words in problem.message


def test_a_field_for_one_language_is_no_slip(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a, title-en = {x}, author-en = {y}, year = 1}\n", encoding="utf-8")
    assert read_references(tmp_path, ["a.bib"])[1] == []


CONFLICT = "a\n<<<<<<< HEAD\nb\nc\n{middle}=======\nd\n>>>>>>> branch\ne\n"


@pytest.mark.parametrize("middle", ["", "||||||| 1a2b3c4\nx\n"], ids=["two versions", "and the common one"])
def test_of_two_versions_the_first_is_read_and_lines_keep_their_numbers(tmp_path: Path, middle: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(CONFLICT.format(middle=middle), encoding="utf-8")
    text, (problem,) = read_text(path, "a.md")
    assert text is not None
    assert [line for line in text.split("\n") if line] == ["a", "b", "c", "e"]
    assert text.split("\n")[2] == "b"
    assert text.count("\n") == path.read_text(encoding="utf-8").count("\n")
    assert problem.code is Code.MERGE_CONFLICT
    assert problem.where.line == 2


def test_many_beginnings_without_an_end_are_read_once(tmp_path: Path) -> None:
    text = "<<<<<<< a\n" * 20_000
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    start = time.process_time()
    kept, (problem,) = read_text(tmp_path / "a.md", "a.md")
    assert (kept, problem.where.line) == (text, 1)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text", ["=======\n", "Titel\n=======\n", "<<<<<<<a\n", "a <<<<<<< b\n", "<<<<<<<< a\n>>>>>>>\n"]
)
def test_what_only_looks_like_a_part_of_it_is_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert read_text(tmp_path / "a.md", "a.md") == (text, [])


def test_a_name_that_two_things_have_is_proposed_once() -> None:
    assert several("brunen", ["brunnen", "brunnen", "turm"]) == "Did you mean `brunnen`?"


@pytest.mark.parametrize(("text", "line"), [("<<<<<<< a\nb\n", 1), ("Titel\n=======\n\n>>>>>>> b\n", 4)])
def test_a_mark_that_was_forgotten_is_named_and_the_text_stays(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    kept, (problem,) = read_text(tmp_path / "a.md", "a.md")
    assert (kept, problem.code, problem.where.line) == (text, Code.MERGE_CONFLICT, line)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"PK\3\4\x14\0\xff", "a Word"), (b"{\\rtf1\\ansi ---}", "an RTF"), (b"%PDF-1.7\n\xe2", "a PDF")],
)
def test_what_a_word_processor_saved_as_a_text_file_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    text, (problem,) = read_text(tmp_path / "a.md", "a.md")
    assert text is None
    assert words in problem.message
    assert "plain text" in problem.hint


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("corpus/brunnen.md", "status: reviewed"),
        ("corpus/leitung.md", ":kind: comparison"),
        ("corpus/chronology.md", ":id: leitung-fertig"),
        ("corpus/passages.lock", None),
        ("glossary/brunnen.md", "kind: concept"),
        ("docs/assignments/rundgang.md", None),
        ("docs/references.bib", None),
        ("seeds/register.yaml", "  rights: open"),
        ("reader.toml", 'language = "de"'),
    ],
)
def test_a_merge_that_git_left_open_is_told_once_in_each_file(tmp_path: Path, file: str, line: str | None) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    path = root / file
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index(line) if line else len(lines) - 1
    doubled = ["<<<<<<< HEAD", lines[at], "=======", f"{lines[at]}x", ">>>>>>> other"]
    path.write_text("\n".join([*lines[:at], *doubled, *lines[at + 1 :], ""]), encoding="utf-8")
    errors = [problem for problem in read(root)[1] if problem.severity is Severity.ERROR]
    assert [(problem.code, str(problem.where)) for problem in errors] == [(Code.MERGE_CONFLICT, f"{file}:{at + 1}")]


@pytest.fixture(autouse=True)
def _no_other_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SEEDS_VARIABLE, raising=False)


def check(tmp_path: Path, file: str, old: str, new: str) -> list[tuple[str, int, str, str]]:
    """What is said of a slip in the small reader, but for what is only for information: code, line, message, hint."""
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [problem for problem in read(root)[1] if problem.severity is not Severity.INFO]
    return [(str(problem.code), problem.where.line, problem.message, problem.hint) for problem in found]


CHAPTER, TASK = "corpus/brunnen.md", "docs/assignments/rundgang.md"
NOTE = ':::{annotation} p2 "40 Meter tief"'
FIRST = ":::{passage} leitung#p2"
MARKUP = {
    "no braces": (TASK, FIRST, FIRST.replace("{passage}", "passage"), "without braces"),
    "two colons": (TASK, FIRST, FIRST[1:], "too few colons"),
    "no colons": (TASK, FIRST, "{map}\n\n" + FIRST, "too few colons"),
    "a role in quotation marks": (CHAPTER, "{entry}`Salzau <salzau>`", "{entry}'salzau'", "without backticks"),
    "a space behind a role": (CHAPTER, "{entry}`Salzau <salzau>`", "{entry} `salzau`", "without backticks"),
}


@pytest.mark.parametrize("name", MARKUP)
def test_what_is_meant_as_markup_and_is_none(tmp_path: Path, name: str) -> None:
    file, old, new, words = MARKUP[name]
    found = check(tmp_path, file, old, new)
    line = (MINI / file).read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    assert [(code, at) for code, at, message, _ in found if words in message] == [("no-markup", line)]


def test_a_directive_that_is_never_closed_on_a_page(tmp_path: Path) -> None:
    text = (MINI / TASK).read_text(encoding="utf-8")
    (said,) = check(tmp_path, TASK, text, text.rstrip() + "\n\n:::{note}\nEin Wort.\n")
    assert said[0] == "no-markup"
    assert "{note} is never closed" in said[2]


def test_colons_that_close_nothing_say_that_a_directive_above_has_too_few(tmp_path: Path) -> None:
    text = (MINI / TASK).read_text(encoding="utf-8")
    task = "\n\n:::{task} Frage\n:operator: Nennen\n\n:::{hint}\nEin Wort.\n:::\n\nUnd weiter.\n:::\n"
    (said,) = check(tmp_path, TASK, text, text.rstrip() + task)
    assert "close nothing" in said[2]
    assert "more colons" in said[3]


def test_a_block_of_colons_without_a_name_is_a_block(tmp_path: Path) -> None:
    text = (MINI / TASK).read_text(encoding="utf-8")
    assert check(tmp_path, TASK, text, text.rstrip() + "\n\n:::\nEin Wort.\n:::\n") == []


HINTS = {
    "a source with a slip": (CHAPTER, "file: brunnen.txt", "file: brunen.txt", "unregistered-source", "`brunnen.txt`"),
    "a language in capitals": (
        "reader.toml",
        'language = "de"',
        'language = "DE"',
        "bad-value",
        'Write language = "de".',
    ),
    "a folder that is not there": (
        "reader.toml",
        '["seeds"]',
        '["sources"]',
        "missing-source",
        "`seeds` in reader.toml",
    ),
    "a directive without braces": (
        CHAPTER,
        NOTE,
        NOTE.replace("{annotation}", "annotation"),
        "bad-value",
        "Write :::{annotation}",
    ),
    "a directive of two colons": (CHAPTER, NOTE, NOTE[1:], "bad-value", "Write :::{annotation}"),
    "a key with a slip": (CHAPTER, "title:", "titel:", "unknown-key", "Did you mean `title`?"),
    "a kind with a slip": (CHAPTER, ":kind: context", ":kind: kontext", "bad-value", "Did you mean `context`?"),
    "an option without its first colon": (CHAPTER, ":kind: context", "kind: context", "missing-key", "Line 27 is none"),
    "an option without a space": (CHAPTER, ":kind: context", ":kind:context", "missing-key", "Line 27 is none"),
    "an option below an empty line": (CHAPTER, ":kind: context", "\n:kind: context", "missing-key", "Line 28 is none"),
    "other capitals": (CHAPTER, '"40 Meter tief"', '"40 meter Tief"', "anchor-not-found", "“40 Meter tief”"),
    "a slip in words": (CHAPTER, '"40 Meter tief"', '"40 Metre tief"', "anchor-not-found", "“40 Meter tief”"),
    "a passage in capitals": (CHAPTER, ":at: p2", ":at: P2", "anchor-not-found", "Did you mean p2?"),
    "an entry with a slip": (CHAPTER, "<salzau>", "<salzua>", "unknown-entry", "Did you mean `salzau`?"),
}


@pytest.mark.parametrize("name", HINTS)
def test_what_was_meant_is_said(tmp_path: Path, name: str) -> None:
    file, old, new, code, words = HINTS[name]
    assert [hint for what, _, _, hint in check(tmp_path, file, old, new) if what == code and words in hint]


BODY = "Gemeint sind Bohrmeter.\n:::\n"
HEAD = "source: {file: brunnen.txt, lines: 1-15}"
AUTHORS = "contributors: [{name: Ada Hartmann, role: author}, {name: ah, role: signature}]"
ONCE = {
    "no space behind colons": (
        CHAPTER,
        "{at: 5, is: heading}",
        "{at:5, is:heading}",
        15,
        "Write a space behind each colon: `at: 5`",
    ),
    "a key of other programs": (CHAPTER, AUTHORS, "author: Ada", 4, "Write `contributors: [{name: …, role: author}]`"),
    "the same in German": (CHAPTER, AUTHORS, "Autorin: Ada", 4, "Write `contributors: [{name: …, role: author}]`"),
    "a key in German": (CHAPTER, "publisher:", "verlag:", 7, "Did you mean `publisher`?"),
    "a kind in German": ("glossary/hartmann.md", "kind: person", "kind: Ort", 4, "Did you mean `place`?"),
    "an option in German": (CHAPTER, ":kind: language", ":art: language", 38, "Did you mean `kind`?"),
    "the name of a language": (CHAPTER, "language: de", "language: Ukrainisch", 8, "Write `language: uk`."),
    "a folder before a source": (
        CHAPTER,
        "file: brunnen.txt",
        "file: seeds/brunnen.txt",
        2,
        "Did you mean `brunnen.txt`?",
    ),
    "a term in place of a name": (
        "glossary/brunnen.md",
        "[salzau]",
        "[Salzau]",
        5,
        "Write `salzau`, which is the name of its file.",
    ),
    "keys without a comma": (
        CHAPTER,
        "`bote-1998-rat`",
        "`bote-1998-rat; bote-1998-rat`",
        23,
        "Put a comma between keys",
    ),
    "an id with an umlaut": (CHAPTER, ":id: eimer", ":id: übung", 33, "Write `:id: uebung`."),
    "more colons above than below": (CHAPTER, NOTE, f":{NOTE}", 37, "Write as many colons in both lines."),
    "an option twice": (CHAPTER, ":kind: language", ":kind: context\n:kind: language", 39, "Leave one of them."),
    "a day of a short year": (CHAPTER, '"1998-04-12"', "12.4.98", 5, ""),
    "a line above the front matter": (CHAPTER, f"---\n{HEAD}", f"\n---\n{HEAD}", 1, "no line stands before it"),
    "four hyphens": (CHAPTER, f"---\n{HEAD}", f"----\n{HEAD}", 1, "Write three hyphens, `---`, instead of `----`."),
    "dashes that a program has made": (
        CHAPTER,
        "reviewed\n---",
        "reviewed\n—",
        1,
        "Write three hyphens, `---`, instead of `—`.",
    ),
    "a value that is no text": (
        CHAPTER,
        "language: de",
        "language: no",
        8,
        "Put yes, no, on and off in quotation marks.",
    ),
}


@pytest.mark.parametrize("written", ["Klasse 8 #1", "&a x", "a: b", "[a", "!x y", "x\nlevel: y", "- a", "{a: b"])
def test_the_head_of_an_assignment_is_not_lost_in_silence(tmp_path: Path, written: str) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    page = root / TASK
    head = f"---\ntime: 45 Minuten\nlevel: {written}\n---\n\n"
    page.write_text(head + page.read_text(encoding="utf-8"), encoding="utf-8")
    (problem,) = [problem for problem in read(root)[1] if problem.where.path == TASK]
    assert problem.code is Code.BAD_YAML
    assert problem.where.line == 3 + written.count("\n")
    assert problem.hint or "constructor" in problem.message


@pytest.mark.parametrize("name", ONCE)
def test_one_slip_is_told_once_with_what_to_do(tmp_path: Path, name: str) -> None:
    file, old, new, line, words = ONCE[name]
    ((_, where, message, hint),) = check(tmp_path, file, old, new)
    assert where == line, message
    assert words in hint


@pytest.mark.parametrize(
    ("file", "folder", "words"),
    [
        (CHAPTER, "glossary", "This is a chapter file, and not an entry."),
        (CHAPTER, "docs", "This is a chapter file, and no page."),
        ("glossary/salzau.md", "corpus", "This is an entry, and not a chapter file."),
    ],
)
def test_a_file_in_the_wrong_folder_is_told_once(tmp_path: Path, file: str, folder: str, words: str) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    shutil.copy(root / file, root / folder / "neu.md")
    (problem,) = [problem for problem in read(root)[1] if problem.severity is not Severity.INFO]
    assert problem.where.path == f"{folder}/neu.md"
    assert problem.message == words
    assert problem.hint == f"Move it to {Path(file).parent}/."


def test_a_faulty_entry_is_said_once_not_at_each_link(tmp_path: Path) -> None:
    found = check(tmp_path, "glossary/salzau.md", "kind: place", "kind: ort")
    assert [(code, line) for code, line, _, _ in found if code != "unused-entry"] == [("bad-value", 3)]


@pytest.mark.parametrize("old", ["is: heading}", "{at: 5,"])
def test_blocks_that_cannot_be_read_do_not_count_as_published_passages_that_are_gone(tmp_path: Path, old: str) -> None:
    found = check(tmp_path, CHAPTER, old, old.replace("is:", "is: x").replace("at: 5", "at: 100"))
    assert not [code for code, *_ in found if code in ("passage-changed", "passage-unlocked")]
    assert found


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("Das war’s, sagte er.", "war's", "war’s"),
        ("Le président « parle ».", "le president", "Le président"),
        ("1914–1918 war Krieg.", "1914-1918", "1914–1918"),
        ("Die Brücke ist neu.", "Brüke ist", "Brücke ist"),
        ("Ja und ja.", "JA", ""),  # twice, and not the same
        ("Ganz anderes.", "Die Brücke", ""),
    ],
)
def test_words_that_are_nearly_those_of_a_text(text: str, words: str, meant: str) -> None:
    assert nearly(text, words) == meant


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("corpus/ferry.md", "corpus/ferry.markdown"),
        ("corpus/ferry.md", "corpus/old/ferry.md"),
        ("corpus/ferry.md", "corpus/ferry.MD"),
        ("glossary/salzau.md", "glossary/salzau.md.txt"),
        ("glossary/salzau.md", "glossary/salzau.docx"),
        ("corpus", "Corpus"),
        ("seeds/register.yaml", "seeds/Register.yml"),
    ],
)
def test_a_file_that_looks_like_a_chapter_or_an_entry_and_is_not_read(tmp_path: Path, old: str, new: str) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    (root / new).parent.mkdir(exist_ok=True)
    (root / old).rename(root / new)
    (root / "glossary" / ".hidden.txt").write_text("x", encoding="utf-8")
    assert [str(p.where) for p in read(root)[1] if p.code is Code.UNREAD_FILE] == [new]


def test_two_pages_that_some_systems_take_for_one(tmp_path: Path) -> None:
    docs = Path(shutil.copytree(MINI, tmp_path / "mini")) / "docs"
    for name in ("Vorwort.md", "vorwort.md", "Br\u00fccke.md", "Bru\u0308cke.md", "anders.md"):
        (docs / name).write_text("# A\n", encoding="utf-8")
    twins = [p.where.path for p in read(docs.parent)[1] if p.code is Code.UNREAD_FILE]
    assert twins == ["docs/Br\u00fccke.md", "docs/vorwort.md"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(PICTURE_BYTES), "has 8.0 MB"),
        ("a.png", b"\xff\xd8\xff", "is no PNG"),
        ("a.tiff", b"II*\0", "browsers do not show"),
        ("a.jpeg", b"\xff\xd8\xff", ""),
    ],
    ids=["too large", "another format", "not of the web", "whole enough"],
)
def test_a_picture_of_a_source_that_cannot_be_shown(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    (root / "seeds" / "pictures").mkdir()
    (root / "seeds" / "pictures" / name).write_bytes(data)
    path = root / CHAPTER
    named = f"pictures: [{{of: x, file: {name}, alt: Ein Rad}}]\nstatus: reviewed"
    path.write_text(path.read_text(encoding="utf-8").replace("status: reviewed", named), encoding="utf-8")
    said = [p.message for p in read(root)[1] if "picture" in p.message.lower() and p.severity is Severity.ERROR]
    assert [words in message for message in said] == ([True] if words else [])


def test_a_source_whose_line_ends_were_changed_says_so(tmp_path: Path) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    source = root / "seeds" / "brunnen.txt"
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    (said,) = [problem for problem in read(root)[1] if problem.code is Code.CHANGED_SOURCE]
    assert "line ends" in said.hint
    source.write_bytes(source.read_bytes() + b"x")
    (said,) = [problem for problem in read(root)[1] if problem.code is Code.CHANGED_SOURCE]
    assert "line ends" not in said.hint


def test_spaces_that_do_not_break_are_written_as_they_are() -> None:
    assert quoted("Qui\u00a0? Elle\u202f!") == "'Qui\u00a0? Elle\u202f!'"
    block, problems = load(f"a: {quoted('l’eau' + chr(0xA0) + '?')}\nb: {quoted(chr(0x2028))}\n", "a.yaml")
    assert problems == []
    assert block is not None
    assert (block.get("a"), block.get("b")) == ("l’eau\u00a0?", "\u2028")


def test_a_letter_of_another_encoding_is_told_with_what_stands_before_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("eins\nDas Wört\n".encode("cp1252"))
    text, (problem,) = read_text(tmp_path / "a.md", "a.md", 100)
    assert text is None
    assert problem.where.line == 2
    assert "behind “Das W”" in problem.message
    assert problem.hint == "Save it anew, with UTF-8 as its encoding."
    (tmp_path / "a.md").write_bytes("eins\nÖl".encode("cp1252"))
    assert "the first letter of this line" in read_text(tmp_path / "a.md", "a.md")[1][0].message
    (tmp_path / "a.md").write_bytes("Öl".encode("utf-16-le") + b"\xff")
    assert "is no text" in read_text(tmp_path / "a.md", "a.md")[1][0].message


def test_a_chapter_whose_file_has_no_proper_name_is_meant_by_the_name_it_should_have(tmp_path: Path) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "mini"))
    (root / CHAPTER).rename(root / "corpus" / "brunnen_alt.md")
    hints = {problem.hint for problem in read(root)[1] if problem.code is Code.DEAD_PASSAGE}
    assert hints
    assert all(hint.startswith("Did you mean `brunnen-alt`?") for hint in hints if "Did you mean" in hint)


@pytest.mark.parametrize(
    "code", ["de", "kk-Latn", "sr-Cyrl-RS", "es-419", "de-CH-1996", "zh-cmn-Hans", "grc-x-epic", "en-u-ca-greg"]
)
def test_codes_of_languages(code: str) -> None:
    assert LANGUAGE.fullmatch(code)
    assert not LANGUAGE.fullmatch(f"{code}-")
