"""Chapter files as written, and what becomes of them."""

from pathlib import Path

import pytest

from lesebuch.editorial import bind, read_chapter
from lesebuch.editorial.lock import Locked, fingerprint
from lesebuch.model import Chapter, PassageKind, PassageRef, Registered, Rights, Source, Span
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Problem, Where

RAW = "Ein Titel\nDer Fluß führt Wasser, das Wasser ist kalt.\nZwischen allem steht ein Wort.\nAm Ende kommt das Ende."
HEAD = """---
source: {file: test.txt, lines: 1-4}
title: Ein Titel
contributors: null
published: null
publisher: null
language: de
structure:
  - {at: 1, is: title}
---
"""
REGISTERED = Registered(
    "test.txt", "ab", "text 1", "", Rights.OPEN, Where("seeds/register.yaml", 1), url="https://example.org"
)
LOCKED = (
    Locked("t1", PassageKind.TITLE, 9, fingerprint("Ein Titel")),
    Locked("p1", PassageKind.PARAGRAPH, 44, "0" * 16),
    Locked("p9", None, 4, "0" * 16),
    Locked("p2", PassageKind.PARAGRAPH, 30, "0" * 16),
)


def make(folder: Path, body: str, *, text: bool = True, head: str = HEAD) -> tuple[Chapter, list[Problem]]:
    path = folder / "corpus" / "test.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + body, encoding="utf-8")
    file, problems = read_chapter(path)
    assert file
    source = normalise(Source("test.txt", "ab", "text 1", RAW))[0] if text else None
    chapter, found = bind(file, REGISTERED, source, None if text else LOCKED)
    return chapter, problems + found


def note(anchor: str, *options: str) -> str:
    return "\n".join([f":::{{annotation}} {anchor}", ":kind: context", *options, "Eine Anmerkung.", ":::", "", ""])


@pytest.mark.parametrize(("said", "group"), [("", None), (", type: group", True), (", type: person", False)])
def test_a_contributor_may_be_a_group(tmp_path: Path, said: str, group: bool | None) -> None:
    head = HEAD.replace("contributors: null", f"contributors: [{{name: Die Redaktion, role: author{said}}}]")
    chapter, _problems = make(tmp_path, "", head=head)
    assert [c.group for c in chapter.contributors] == [group]


@pytest.mark.parametrize(
    ("anchor", "name"),
    [
        ('p1 "Fluß führt"', "p1-fluss-fuehrt"),
        ("p2", "p2"),
        ('p1 "Wasser" 2', "p1-wasser-2"),
        ('p1 "kalt" .. p3 "Am Ende"', "p1-kalt-am-ende"),
        ('p1 "Der" .. "Fluß"', "p1-der-fluss"),
        ("p1 .. p2", "p1"),
    ],
)
def test_ids_come_from_the_anchor(tmp_path: Path, anchor: str, name: str) -> None:
    chapter, problems = make(tmp_path, note(anchor))
    assert problems == []
    assert [annotation.id for annotation in chapter.annotations] == [name]


def test_the_same_anchor_twice_gets_a_number_and_a_given_id_comes_first(tmp_path: Path) -> None:
    chapter, problems = make(tmp_path, note("p2") + note("p2") + note("p2", ":id: p2-3") + note("p2"))
    assert problems == []
    assert [annotation.id for annotation in chapter.annotations] == ["p2", "p2-2", "p2-3", "p2-4"]


def test_a_range_touches_all_passages_between(tmp_path: Path) -> None:
    chapter, _ = make(tmp_path, note('p1 "kalt" .. p3 "Am"'))
    anchor = chapter.annotations[0].anchor
    assert anchor.spans == (Span("p1", 38, 43), Span("p2", 0, 30), Span("p3", 0, 2))
    assert anchor.words == "kalt … Am"


def test_the_range_of_a_phrase_is_what_it_says(tmp_path: Path) -> None:
    chapter, _ = make(tmp_path, note('p1 "kalt"'))
    [span] = chapter.annotations[0].anchor.spans
    assert (chapter.passages[1].text or "")[span.start : span.end] == "kalt"


def test_words_of_another_passage_are_named_there(tmp_path: Path) -> None:
    _, problems = make(tmp_path, note('p1 "Ende"') + note('p1 "kalt" .. p2 "Ende"') + note('p1 "nirgends"'))
    assert [problem.hint for problem in problems] == ["They stand in p3.", "They stand in p3.", ""]


def test_without_the_text_anchors_keep_their_words_and_ids(tmp_path: Path) -> None:
    body = note('p1 "kalt" .. p2 "Wort"') + ":::{event} 2020\n:id: x\n:at: p2\nEtwas.\n:::\n"
    chapter, problems = make(tmp_path, body, text=False)
    assert problems == []
    assert not chapter.available
    assert [(p.id, p.text) for p in chapter.passages] == [("t1", None), ("p1", None), ("p2", None)]
    assert chapter.annotations[0].anchor.spans == (Span("p1", 0, 0), Span("p2", 0, 0))
    assert chapter.annotations[0].anchor.words == "kalt … Wort"
    assert chapter.events[0].passages == (PassageRef("test", "p2"),)


def test_without_the_text_a_retired_passage_is_not_there(tmp_path: Path) -> None:
    _, problems = make(tmp_path, note("p9"), text=False)
    assert [problem.code for problem in problems] == [Code.ANCHOR_NOT_FOUND]


def test_the_register_fills_in_what_the_chapter_leaves_open(tmp_path: Path) -> None:
    chapter, _ = make(tmp_path, "")
    assert (chapter.url, chapter.sha256, chapter.rights) == ("https://example.org", "ab", Rights.OPEN)


def test_an_unregistered_source_is_restricted(tmp_path: Path) -> None:
    path = tmp_path / "test.md"
    path.write_text(HEAD, encoding="utf-8")
    file, _ = read_chapter(path)
    assert file
    assert bind(file, None, None, None)[0].rights is Rights.RESTRICTED


def test_head_note_and_its_place(tmp_path: Path) -> None:
    chapter, problems = make(tmp_path, "\nEine Vorbemerkung.\n\n" + note("p1"))
    assert problems == []
    assert chapter.head
    assert (chapter.head.text, chapter.head.where) == ("Eine Vorbemerkung.", Where("corpus/test.md", 12))


@pytest.mark.parametrize(
    ("body", "code", "line", "says"),
    [
        (":::{note}\nx\n:::\n", Code.UNKNOWN_KEY, 11, "{annotation}, {emend}, {event}"),
        (note("p1") + "Verlorener Text.\n", Code.BAD_VALUE, 16, "shown nowhere"),
        (":::{annotation} p1\n:kind: context\n:::\n", Code.BAD_VALUE, 11, "says nothing"),
        (":::{annotation} p1\n:kind: remark\nx\n:::\n", Code.BAD_VALUE, 12, "context, language, person, comparison"),
        (":::{event} 2020\n:id: x\nx\n:::\n", Code.MISSING_KEY, 11, ":at:"),
        (":::{event} 2020\n:id: X Y\n:at: p1\nx\n:::\n", Code.BAD_VALUE, 12, "small letters"),
        (":::{event} neulich\n:id: x\n:at: p1\nx\n:::\n", Code.BAD_EDTF, 11, "neulich"),
        (note("p3 .. p1"), Code.ANCHOR_NOT_FOUND, 11, "p3 stands behind p1"),
        (note("p1", ":id: a") + note("p2", ":id: a"), Code.DUPLICATE_ID, 17, "`a`"),
    ],
)
def test_what_is_wrong_has_its_place(tmp_path: Path, body: str, code: Code, line: int, says: str) -> None:
    _, problems = make(tmp_path, body)
    assert [(problem.code, problem.where) for problem in problems] == [(code, Where("corpus/test.md", line))]
    assert says in problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "says"),
    [
        ("published: null", "published: 12.4.2020", Code.BAD_EDTF, 5, "12.4.2020"),
        ("contributors: null", "contributors: [{name: A}]", Code.MISSING_KEY, 4, "`role`"),
        ("contributors: null", "contributors: [{name: A, role: poet}]", Code.BAD_VALUE, 4, "author, editor"),
        (
            "contributors: null",
            "contributors: [{name: A, role: author, type: firm}]",
            Code.BAD_VALUE,
            4,
            "person, group",
        ),
        ("contributors: null", "contributors: Anna", Code.BAD_VALUE, 4, "{name: …, role: …}"),
        ("contributors: null", "contributors: [Anna]", Code.BAD_VALUE, 4, "{name: …, role: …}"),
        ("is: title", "is: strophe", Code.BAD_VALUE, 9, "title, subtitle"),
        ("is: title", "is: metadata", Code.MISSING_KEY, 9, "field"),
        ("is: title", "is: title, reason: x", Code.UNKNOWN_KEY, 9, "is: drop"),
        ("at: 1,", "at: p1,", Code.BAD_VALUE, 9, "counts lines"),
        ("at: 1,", "at: first,", Code.BAD_VALUE, 9, "a line"),
        ("publisher: null", "publisher: null\nevidence: {published: Seite 1}", Code.BAD_VALUE, 7, "17"),
        ("publisher: null", "publisher: null\nsupplied: [titel]", Code.BAD_VALUE, 7, "titel"),
        ("language: de", "language: german", Code.BAD_VALUE, 7, "de, en or kk-Latn"),
        ("language: de", "language: xx-yy-zz9", Code.BAD_VALUE, 7, "de, en or kk-Latn"),
        ("publisher: null", "publisher: null\nurl: example.org", Code.BAD_VALUE, 7, "https://"),
        ("lines: 1-4", "lines: 1-9", Code.ANCHOR_NOT_FOUND, 2, "has 4"),
        ("language: de", "language: null", Code.BAD_VALUE, 7, "must not be empty"),
    ],
)
def test_front_matter(tmp_path: Path, old: str, new: str, code: Code, line: int, says: str) -> None:
    assert old in HEAD
    _, problems = make(tmp_path, "", head=HEAD.replace(old, new, 1))
    assert (code, Where("corpus/test.md", line)) in [(problem.code, problem.where) for problem in problems]
    assert any(says in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("title: Ein", "title: a: Ein", 3, "a second colon"),
        ("publisher: null", "publisher: @null", 6, "keeps for itself"),
        ("contributors: null", "\tcontributors: null", 4, "a tab"),
        ("contributors: null", "contributors", 4, "no key with a value"),
        ("lines: 1-4}", "lines: 1-4", 2, "not closed"),
    ],
)
def test_faults_of_yaml_are_said_in_plain_words(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    path = tmp_path / "test.md"
    path.write_text(HEAD.replace(old, new, 1), encoding="utf-8")
    file, [problem] = read_chapter(path)
    assert file is None
    assert (problem.code, problem.where.line) == (Code.BAD_YAML, line)
    assert says in problem.message
