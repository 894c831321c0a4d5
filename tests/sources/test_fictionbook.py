"""FB2: in any encoding, in a container, and what is none."""

import io
import zipfile

import pytest

from lesebuch import limits
from lesebuch.problems import Code, Where
from lesebuch.sources import extract
from lesebuch.sources.document import read_document

BOOK = """<?xml version="1.0" encoding="{}"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description><title-info>
<author><first-name>Ада</first-name><last-name>Корт</last-name></author><book-title>Мост</book-title><lang>ru</lang>
<date value="1934-05-01">1934</date></title-info></description>
<body><section><title><p>Река</p></title><p>Вода стоит.<a l:href="#n1" type="note">1</a></p>
<poem><stanza><v>Первая строка</v><v>Вторая строка</v></stanza></poem><cite><p>Сказано.</p><text-author>Кто-то</text-author></cite>
</section></body><body name="notes"><section id="n1"><p>Примечание.</p></section></body>
<binary id="a.png" content-type="image/png">iVBORw0KGgo=</binary></FictionBook>"""
LINES = [
    "Мост",
    "Ада Корт",
    "1934",
    "Река",
    "Вода стоит.[1]",
    "Примечание.",
    "Первая строка",
    "Вторая строка",
    "Сказано.",
    "Кто-то",
]


def lines(data: bytes, name: str = "a.fb2") -> list[str]:
    source, problems = extract(data, name, Where(name))
    assert not problems, problems
    assert source
    assert source.extractor == "fb2 2"
    return source.text.split("\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "koi8-r", "utf-16"])
def test_any_encoding_gives_the_same_lines(encoding: str) -> None:
    assert lines(BOOK.format(encoding.removesuffix("-sig")).encode(encoding)) == LINES


def test_an_encoding_that_it_does_not_have() -> None:
    assert lines(BOOK.format("utf-8").encode("cp1251")) == LINES
    assert lines(BOOK.format("nonsense").encode()) == LINES


def packed(*names: str, content: bytes = BOOK.format("utf-8").encode()) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return target.getvalue()


def test_in_a_container() -> None:
    assert lines(packed("buch.fb2"), "a.fb2.zip") == LINES
    assert lines(packed("buch.fb2"), "a.fb2") == LINES


def test_what_it_says_of_itself() -> None:
    document = read_document(BOOK.format("windows-1251").encode("cp1251"), "fb2")
    assert document
    assert (document.title, document.authors, document.date) == ("Мост", ("Ада Корт",), "1934")
    assert [line.kind for line in document.lines][:4] == ["title", "author", "date", "heading"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<?xml version='1.0'?><a>Text</a>", "no FictionBook"),
        (packed("a.fb2", "b.fb2"), "2 books"),
        (packed("a.txt"), "0 books"),
        (packed("a.fb2")[:-60], "no intact zip"),
        (packed("a.fb2", content=b" " * (limits.UNPACKED_BYTES + 1)), "zip bomb"),
        (BOOK.format("utf-8").encode()[:700], "pandoc cannot read it"),
        (b"<FictionBook>" + b"<section>" * 30_000, "cannot read it"),
    ],
    ids=["empty", "other XML", "two books", "no book", "cut container", "bomb", "cut off", "deep"],
)  # fmt: skip
def test_what_is_refused(data: bytes, words: str) -> None:
    source, problems = extract(data, "a.fb2", Where("a.fb2"))
    assert source is None
    assert [problem.code for problem in problems] == [Code.BAD_SOURCE]
    assert words in problems[0].message
    assert "\n" not in str(problems[0])
