"""A key of the front matter is declared, read, and a field of one record: from there the chapter has it."""

from dataclasses import fields
from pathlib import Path

import pytest

from lesebuch.editorial import bind, read_chapter
from lesebuch.editorial.chapterfile import ChapterFile
from lesebuch.editorial.keys import KEYS
from lesebuch.model import Chapter, ChapterDescription
from lesebuch.problems import Where
from lesebuch.yamlfile import front_matter

FULL = """---
source: {file: test.txt, lines: 2-7}
title: Ein Titel
short: Titel
supplied: [title]
contributors: [{name: Ute Rand, role: author}]
published: 2022-03-01
publisher: Bote
url: https://bote.example/fall
language: de
original: {language: ru, title: Ein anderer Titel}
evidence: {published: '2 "am 1. März"'}
pictures: [{of: a.png, file: fall/fall-1.png, alt: Ein Rad}]
status: reviewed
---

Eine Vorbemerkung.
"""
NOT_KEYS = {"slug", "where", "head"}
"""The file's name, its place, and what stands below the front matter."""
SOURCE = {"file", "first", "last"}
BOUND = {"structure", "evidence", "mentions", "times", "styles"}
"""Keys that point into the text: the chapter has them as spans, or as passages."""


def described() -> set[str]:
    return {field.name for field in fields(ChapterDescription)}


def test_every_key_is_a_field_of_the_description_or_points_into_the_text() -> None:
    assert described() - NOT_KEYS - SOURCE == set(KEYS) - BOUND - {"source"}


def test_no_field_is_declared_for_file_and_chapter_apart() -> None:
    own = [set(kind.__annotations__) for kind in (ChapterFile, Chapter)]
    assert not any(names & described() for names in own)
    assert own[0] & own[1] == {"evidence", "events"}, "written with anchors here, bound there"


def test_what_the_file_says_is_what_the_chapter_has(tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "test.md"
    path.parent.mkdir()
    path.write_text(FULL, encoding="utf-8")
    file, problems = read_chapter(path)
    assert file
    assert not problems
    chapter, _ = bind(file, None, None, None)
    assert chapter.described() == file.described()
    bare = ChapterDescription("", "", "", 0, 0, Where(""), "", "")
    unsaid = [name for name, value in file.described().items() if value == getattr(bare, name)]
    assert not unsaid, "each key of the example says something, so that one that is not read would show"


@pytest.mark.parametrize(
    "body",
    ["\nnote: a heading\n---\n", "Note: a heading\n---\n", "- an item\n\n---\n", "hint: text\n", "hint: a: b\n---\n"],
)
def test_a_line_of_hyphens_in_the_body_is_none_of_the_front_matter(body: str) -> None:
    _, found, line, problems = front_matter(f"---\ntitle: Salzau\n---\n{body}", "a.md")
    assert (found, line, problems) == (body, 4, [])
