"""What the tags of a PDF say of the language of words: a screen reader speaks them by it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from printed import build, copy_mini, replace_source

from lesebuch.cli.main import main
from lesebuch.sources.printed.glyphs import read_sheet

RUSSIAN = """# Паром в Зальцау

Каждую неделю паром привозит воду, как обещал *Stadtrat*. Так было всегда.

- Переправа длится час.
- Бак вмещает много воды.

| Год | Вода |
|-----|------|
| Да  | Нет  |

> Воды хватит всем.
"""
CHAPTER = """---
source: {file: ferry.md, lines: 1-11}
title: Паром в Зальцау
contributors: null
published: null
publisher: null
language: ru-RU
styles: [{at: 'p3 "Stadtrat"', is: language, target: de}]
status: draft
---

Ein Text aus der Ferne.

:::{annotation} p3 "привозит воду"
:kind: context
Siehe {entry}`brunnen`.
:::
"""
ASSIGNMENT = """# Am Fluss

::::{task} Der Fluss
:::{material} ferry#p3
:::

Vergleichen Sie {passage}`ferry#p4`.
::::
"""
CYRILLIC = re.compile(r"[а-яё]{2,}", re.IGNORECASE)
LATIN = re.compile(r"[a-zäöüß]{2,}", re.IGNORECASE)


def spoken(path: Path) -> Iterator[tuple[str, str]]:
    """Each run of words that is no artifact, with the language in which it is to be spoken."""
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        default = str(pdf.Root.Lang)
        said = dict(_elements(pdf.Root.StructTreeRoot.K, default, None, pages))
        own = {
            (number, int(operands[1].MCID)): str(operands[1].Lang)
            for number, page in enumerate(pdf.pages)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1] and "/Lang" in operands[1]
        }
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        for run in read_sheet(document[number]).pieces:
            place = number, run.mark
            if not run.artifact and place in said:
                yield own.get(place, said[place]), run.text


def _elements(
    node: object, language: str, page: int | None, pages: dict[tuple[int, int], int]
) -> Iterator[tuple[tuple[int | None, int], str]]:
    """Page and number of each marked content below an element, with the language of the elements around it."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child, language, page, pages)
    elif isinstance(node, pikepdf.Dictionary):
        page = pages[node.Pg.objgen] if "/Pg" in node else page
        language = str(node.get("/Lang", language))
        if "/MCID" in node:
            yield (page, int(node.MCID)), language
        elif "/K" in node:
            yield from _elements(node.K, language, page, pages)
    else:
        yield (page, int(node)), language


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_mini(tmp_path_factory.mktemp("languages"))
    old = (root / "seeds" / "ferry.md").read_text(encoding="utf-8")
    replace_source(root, "ferry.md", old, RUSSIAN)
    (root / "corpus" / "ferry.md").write_text(CHAPTER, encoding="utf-8")
    (root / "docs" / "assignments" / "rundgang.md").write_text(ASSIGNMENT, encoding="utf-8")
    return root


def misspoken(path: Path) -> list[tuple[str, str]]:
    runs = list(spoken(path))
    assert any(CYRILLIC.search(words) for _, words in runs)
    return [
        (language, words)
        for language, words in runs
        if (CYRILLIC.search(words) and not language.startswith("ru"))
        or (LATIN.search(words) and not language.startswith(("de", "en")))
    ]


def test_the_book_says_in_which_language_words_are(root: Path, tmp_path: Path) -> None:
    made = build(root, tmp_path / "pdf")
    assert made.code == 0, made.output
    assert misspoken(made.pdf) == []


@pytest.mark.parametrize("name", ["ferry", "rundgang"])
def test_a_handout_says_in_which_language_words_are(root: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out.pdf"
    assert main(["handout", name, "--root", str(root), "-o", str(out)]) == 0
    assert misspoken(out) == []
