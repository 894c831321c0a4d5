from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from lesebuch.editorial.lock import Locked, changes, check_names, fingerprint, in_short, read_lock, renew, write_lock
from lesebuch.editorial.passages import keep_ids, number
from lesebuch.model import Chapter, Passage, PassageKind
from lesebuch.problems import Code, Where

WHERE = Where("corpus/test.md", 1)
PARAGRAPH = PassageKind.PARAGRAPH
OLD = ["Der erste Absatz.", "Der zweite Absatz.", "Und noch einer."]


def lock_of(texts: list[str], kind: PassageKind = PARAGRAPH) -> tuple[Locked, ...]:
    ids = number([kind] * len(texts))
    return tuple(Locked(id_, kind, len(text), fingerprint(text)) for id_, text in zip(ids, texts, strict=True))


def kept(texts: list[str], locked: tuple[Locked, ...]) -> tuple[list[str], list[Code]]:
    ids, problems = keep_ids([PARAGRAPH] * len(texts), texts, locked, WHERE)
    return ids, [problem.code for problem in problems]


CASES = [
    ("unchanged", OLD, ["p1", "p2", "p3"], []),
    ("punctuation and case", ["DER erste Absatz!", *OLD[1:]], ["p1", "p2", "p3"], []),
    ("inserted in front", ["Ganz neu.", *OLD], ["p4", "p1", "p2", "p3"], []),
    ("inserted between", [OLD[0], "Neu.", "Auch neu.", *OLD[1:]], ["p1", "p4", "p5", "p2", "p3"], []),
    ("removed", [OLD[0], OLD[2]], ["p1", "p3"], [Code.PASSAGE_CHANGED]),
    ("reworded", [OLD[0], "Der zweite Satz.", OLD[2]], ["p1", "p2", "p3"], [Code.PASSAGE_CHANGED]),
    ("replaced by something else", [OLD[0], "X" * 90, OLD[2]], ["p1", "p4", "p3"], [Code.PASSAGE_CHANGED]),
    ("moved to the front", [OLD[2], *OLD[:2]], ["p3", "p1", "p2"], []),
    ("changed places", [OLD[1], OLD[0], OLD[2]], ["p2", "p1", "p3"], []),
    ("merged", [OLD[0], f"{OLD[1]} {OLD[2]}"], ["p1", "p4"], [Code.PASSAGE_CHANGED]),
    (
        "inserted before one that is reworded",
        ["X" * 60, "Der 1. Absatz.", *OLD[1:]],
        ["p4", "p1", "p2", "p3"],
        [Code.PASSAGE_CHANGED],
    ),
    ("removed before one that is reworded", ["Der 2. Absatz hier.", OLD[2]], ["p2", "p3"], [Code.PASSAGE_CHANGED] * 2),
    ("split", [OLD[0], "Der zweite", "Absatz.", OLD[2]], ["p1", "p4", "p5", "p3"], [Code.PASSAGE_CHANGED]),
]


@pytest.mark.parametrize(("texts", "ids", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_ids_persist(texts: list[str], ids: list[str], codes: list[Code]) -> None:
    assert kept(texts, lock_of(OLD)) == (ids, codes)


def test_a_passage_that_becomes_a_heading_frees_no_number() -> None:
    ids, problems = keep_ids([PARAGRAPH, PassageKind.HEADING, PARAGRAPH], OLD, lock_of(OLD), WHERE)
    assert ids == ["p1", "h1", "p3"]
    assert [problem.code for problem in problems] == [Code.PASSAGE_CHANGED]


def test_a_number_that_was_used_once_is_never_used_again() -> None:
    old = (*lock_of(OLD[:2]), Locked("p3", None, 3, fingerprint("weg")))
    assert kept([*OLD[:2], "Neu."], old)[0] == ["p1", "p2", "p4"]


def test_a_passage_that_comes_back_has_its_id_again() -> None:
    old = (*lock_of(OLD[:2]), Locked("p3", None, 15, fingerprint(OLD[2])))
    assert kept([OLD[2], "Neu.", *OLD[:2]], old) == (["p3", "p4", "p1", "p2"], [])


def test_passages_of_the_same_words_have_their_ids_again_each_its_own() -> None:
    words = ["Und dann?", "Nichts.", "Und dann?"]
    old = tuple(Locked(f"p{n}", None, len(text), fingerprint(text)) for n, text in enumerate(words, 1))
    assert kept([*words, "Und dann?"], old) == (["p1", "p2", "p3", "p4"], [])


@given(st.lists(st.text("abc ", max_size=4), max_size=6), st.lists(st.text("abc ", max_size=4), max_size=6))
def test_ids_are_unique_and_unchanged_passages_keep_theirs(old: list[str], new: list[str]) -> None:
    ids, _ = kept(new, lock_of(old))
    assert len(set(ids)) == len(new)
    assert all(ids)
    assert kept(old, lock_of(old)) == (number([PARAGRAPH] * len(old)), [])


@given(st.lists(st.sampled_from([*OLD, "Vier.", "Ein Satz mehr."]), max_size=8), st.data())
def test_words_that_are_there_again_keep_their_id_in_any_order(old: list[str], data: st.DataObject) -> None:
    new = data.draw(st.permutations([*old, "Ganz neu."]))
    ids, problems = keep_ids([PARAGRAPH] * len(new), new, lock_of(old), WHERE)
    meant = dict(zip(number([PARAGRAPH] * len(old)), old, strict=True)) | {f"p{len(old) + 1}": "Ganz neu."}
    assert problems == []
    assert [meant[id_] for id_ in ids] == new


@given(st.text())
def test_the_fingerprint_sees_letters_and_digits_alone(text: str) -> None:
    assert fingerprint(f" {text}.\u00ad\n") == fingerprint(text)
    assert fingerprint(text + "a") != fingerprint(text)


def chapter(texts: list[str], ids: list[str], *, available: bool = True) -> Chapter:
    passages = (Passage(id_, PARAGRAPH, text if available else None) for id_, text in zip(ids, texts, strict=True))
    return handmade.chapter(*passages, slug="test", available=available)


def test_renewing_retires_what_is_gone_and_keeps_what_cannot_be_seen() -> None:
    old = {"test": lock_of(OLD), "anderes": lock_of(["Ein Text."])}
    new = renew(old, [chapter(OLD[:2], ["p1", "p2"])])
    assert [(entry.id, entry.kind) for entry in new["test"]] == [("p1", PARAGRAPH), ("p2", PARAGRAPH), ("p3", None)]
    assert [entry.kind for entry in new["anderes"]] == [None]
    assert renew(old, [chapter(OLD, ["p1", "p2", "p3"], available=False)], {"anderes"}) == old


def test_changes() -> None:
    old = lock_of(OLD)
    new = (old[0], Locked("p2", PARAGRAPH, 3, fingerprint("neu")), Locked("p4", PARAGRAPH, 3, fingerprint("vier")))
    assert changes(old, new) == (["p4"], ["p2"], ["p3"])


def test_the_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "passages.lock"
    path.parent.mkdir()
    lock = {"b": lock_of(OLD), "a": (*lock_of(OLD[:1]), Locked("p2", None, 3, fingerprint("weg")))}
    write_lock(path, lock)
    assert read_lock(path) == (lock, [])
    first = path.read_bytes()
    write_lock(path, lock)
    assert path.read_bytes() == first
    assert [line.split()[0] for line in first.decode().splitlines()[1:]] == ["a", "a", "b", "b", "b"]


def test_a_damaged_line_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "passages.lock"
    path.write_text("a p1 paragraph 3 0123456789abcdef\na p2 paragraph\na p2 strophe 3 0123456789abcdef\n")
    lock, problems = read_lock(path)
    assert lock is not None
    assert len(lock["a"]) == 1
    assert [problem.where.line for problem in problems] == [2, 3]


@pytest.mark.parametrize(
    ("ids", "shown"),
    [
        ("p3", "p3"),
        ("p1 p2", "p1, p2"),
        ("t1 b1 p1 h1 p2 p3", "t1, b1, p1-p3, h1"),
        ("p1 p2 p4 p5 p6", "p1, p2, p4-p6"),
        ("p7 p7.1 p7.2 p7.3", "p7, p7.1-p7.3"),
    ],
)
def test_ids_that_count_on_are_named_in_short(ids: str, shown: str) -> None:
    assert in_short(ids.split()) == shown


def test_a_chapter_that_was_given_another_name_by_hand_is_told_so() -> None:
    lock = {"alt": lock_of(OLD), "da": lock_of(["Etwas anderes."])}
    new = handmade.chapter(*handmade.paragraphs(*OLD), slug="neu")
    assert [(str(one.where), one.code) for one in check_names(lock, [new], {"neu", "da"})] == [
        ("corpus/neu.md:1", Code.PASSAGE_UNLOCKED)
    ]
    other = handmade.chapter(*handmade.paragraphs(OLD[0], "Neu.", "Auch neu."), slug="neu")
    assert not list(check_names(lock, [other], {"neu", "da"}))
    # Its file is still there, or the chapter is locked itself.
    assert not list(check_names(lock, [new], {"neu", "da", "alt"}))
    assert not list(check_names({**lock, "neu": lock_of(OLD)}, [new], {"neu", "da"}))
    unread = handmade.chapter(*handmade.paragraphs(None), slug="neu")
    assert not list(check_names(lock, [unread], {"neu", "da"}))
