"""RTF: characters of any code page, what stands in for them, tables in tables; and what is no RTF."""

import pytest

from lesebuch import limits
from lesebuch.problems import Code, Where
from lesebuch.sources import extract
from lesebuch.sources.document import read_document

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}{\f2\fcharset128 Mincho;}}"
)


def lines(data: bytes, name: str = "a.rtf") -> list[str]:
    source, problems = extract(data, name, Where(name))
    assert not problems, problems
    assert source
    assert source.extractor == "rtf 4"
    return source.text.split("\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (rb"Gr\'fc\'dfe aus der Stra\'dfe", "Grüße aus der Straße"),
        (rb"Der Fluss {\f1 \'d0\'e5\'ea\'e0} ist breit", "Der Fluss Река ist breit"),
        (rb"\f1\'d0\'e5\'ea\'e0\plain  \'fcber", "Река über"),
        (rb"{\f2 \'8e\'52} heisst Berg", "山 heisst Berg"),
        (rb"\u1056?\u1077?\u1082?\u1072? zwei", "Река zwei"),
        (rb"{\uc0\u1056\u1077\u1082\u1072}\u33?!", "Река!!"),
        (rb"{\uc2 \u8364 EU}R", "€R"),
        (rb"\u-10179?\u-8703? lacht", "\U0001f601 lacht"),
        (rb"{\u1056}Ende", "РEnde"),
        (rb"a\u8364\'80b", "a€b"),
        (rb"\'7bkein Ende\'7d \'5c n", "{kein Ende} \\ n"),
        ("Река roh".encode(), "Река roh"),
        (b"Gr\xfc\xdfe roh", "Grüße roh"),
        (rb"{\*\generator Programm;}Text", "Text"),
        (rb"zwei W\'f6r\par", "zwei Wör"),
    ],
)  # fmt: skip
def test_characters(words: bytes, expected: str) -> None:
    assert lines(HEAD + rb"\pard " + words + rb"\par}")[-1] == expected


def test_the_code_page_of_the_file() -> None:
    assert lines(rb"{\rtf1\ansi\ansicpg1251 \'d0\'e5\'ea\'e0\par}") == ["Река"]
    assert lines(rb"{\rtf1\ansi\ansicpg65001 Gr\'c3\'bc\'c3\'9fe\par}") == ["Grüße"]
    assert lines(rb"{\rtf1\ansi\ansicpg4711 Gr\'fc\'dfe\par}") == ["Grüße"]
    assert lines(rb"{\rtf1\mac Gr\'9f\'a7e\par}") == ["Grüße"]


def test_what_is_not_text_is_passed_over() -> None:
    picture = rb"{\pict\pngblip\bin6 }}{{\'" + rb"}"
    assert lines(HEAD + rb"vor " + picture + rb"nach\par}") == ["vor nach"]


TABLE = (
    rb"\trowd\cellx5000 \pard\intbl\itap2 Mond\nestcell Sonne\nestcell{\*\nesttableprops\trowd\cellx2000\cellx4000\nestrow}"
    rb"{\nonesttables\par}\pard\intbl\itap1 und Sterne\cell\row\pard Danach\par"
)


def test_a_table_within_a_table_loses_no_word() -> None:
    found = lines(HEAD + TABLE + b"}")
    assert " ".join(found).split() == ["Mond", "Sonne", "und", "Sterne", "Danach"]
    assert found[-1] == "Danach"


STYLED = (
    rb"{\rtf1\ansi\ansicpg1251{\stylesheet{\s1 heading 1;}}{\info{\title \'d0\'e5\'ea\'e0}{\author Mia Korte}}"
    rb"\pard\s1\outlinelevel0 Kapitel\par\pard Ein Absatz.{\footnote Eine Note.}\par}"
)


def test_what_it_says_of_itself() -> None:
    assert lines(STYLED) == ["Река", "Mia Korte", "Kapitel", "Ein Absatz.[1]", "Eine Note."]
    document = read_document(STYLED, "rtf")
    assert document
    assert [line.kind for line in document.lines] == ["title", "author", "heading", "", "footnote"]
    assert (document.title, document.authors) == ("Река", ("Mia Korte",))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Nur Text.", "not begin as RTF"),
        (b"PK\x03\x04" + bytes(50), "not begin as RTF"),
        (rb"{\rtf1}", "no text"),
        (b"{\\rtf1 " + b"{" * 200_000, "nested too deeply"),
        (b"{\\rtf1 " + b"x" * (limits.LINE + 1) + b"\\par}", "a line of it has"),
    ],
    ids=["empty", "text", "container", "nothing", "deep", "long"],
)  # fmt: skip
def test_what_is_refused(data: bytes, words: str) -> None:
    source, problems = extract(data, "a.rtf", Where("a.rtf"))
    assert source is None
    assert [problem.code for problem in problems] == [Code.BAD_SOURCE]
    assert words in problems[0].message
    assert "\n" not in str(problems[0])


@pytest.mark.parametrize("cut", [30, 90, 150, 200, 240])
def test_one_that_is_cut_off_is_a_text_or_one_problem(cut: int) -> None:
    source, problems = extract(STYLED[:cut], "a.rtf", Where("a.rtf"))
    assert (source is None) == bool(problems)
    assert len(problems) <= 1
