"""Addresses on paper: broken without hyphens, copied as they are."""

import io
import re
import subprocess
from pathlib import Path

import pypdf
import pytest
import typst
from docutils import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printed import Printed, build, needs_poppler

from lesebuch.typst import addresses, printing, spoken
from lesebuch.typst.handlers import BOOK
from lesebuch.typst.translation import TypstTranslation

LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789äß"
PART = st.text(LETTERS, min_size=1, max_size=40)
PATH = st.lists(st.tuples(PART, st.sampled_from(list("/-_.?&=#%~+,;:@")), PART).map("".join), max_size=6).map("/".join)
HEADS = st.sampled_from(["https://", "http://", "ftp://", "www.", "doi:10.1000/", "10.55555/"])
ADDRESSES = st.builds("{}{}.example/{}x".format, HEADS, st.text(LETTERS, min_size=1, max_size=9), PATH)


@given(ADDRESSES)
def test_pieces_are_the_address(address: str) -> None:
    pieces = addresses.pieces(address)
    assert "".join(pieces) == address
    assert not any(piece.endswith("-") for piece in pieces if len(piece) > 1)
    assert all(len(piece) <= 20 for piece in pieces)


@given(ADDRESSES, st.sampled_from(["", ".", ",", ")", ").", "“", "?"]))
def test_an_address_is_told_from_what_follows(address: str, behind: str) -> None:
    found = list(addresses.split(f"Siehe ({address}{behind} und mehr"))
    assert (address, True) in found
    assert "".join(part for part, _ in found) == f"Siehe ({address}{behind} und mehr"


@pytest.mark.parametrize("words", ["im Original", "Rot-Grün und/oder Schwarz", "v. Chr.", "3.14", "a.b"])
def test_usual_words_are_no_address(words: str) -> None:
    assert [address for _, address in addresses.split(words)] == [False]


def page(texts: list[str]) -> bytes:
    """A narrow page of paragraphs with links, with words to hyphenate before and after."""
    words = "Veröffentlichungsverzeichnisse und Donaudampfschifffahrtsgesellschaft"
    codes = []
    for text in texts:
        paragraph = nodes.paragraph("", f"{words} {text} {words} ")
        paragraph += nodes.reference("", text.removeprefix("https://"), refuri=text)
        codes.append(str(TypstTranslation(BOOK, "index").node(paragraph)))
    parts = [(printing.TEMPLATE / name).read_text(encoding="utf-8") for name in ("basics.typ", "passages.typ")]
    template = spoken.file() + re.sub(r'(?m)^#import ".*$', "", "\n".join(parts))
    template = template.replace(
        f'json("{printing.FITTING}")', "(shorter: (:), tighter: (), halves: ())"
    )  # no page ends sooner than it would
    source = (
        f'{template}\n#set document(title: "x")\n#set page(width: 62mm, height: auto)\n'
        '#set text(font: serif, lang: "de", hyphenate: true)\n#set par(justify: true)\n'
    ) + "\n".join(f"#{code}" for code in codes)
    compiler = typst.Compiler(source.encode(), font_paths=printing.fonts())
    pdf = compiler.compile(format="pdf", pdf_standards=list(printing.STANDARDS), timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf


def poppler(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def pypdfs(pdf: bytes) -> str:
    return "\n".join(found.extract_text() for found in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@needs_poppler
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ADDRESSES, min_size=8, max_size=8, unique=True))
def test_what_is_copied_is_the_address(texts: list[str]) -> None:
    pdf = page(texts)
    for copied in (poppler(pdf), pypdfs(pdf)):
        joined = re.sub(r"\s", "", copied)
        assert [text for text in texts if joined.count(text.removeprefix("https://")) < 2] == []


@needs_poppler
def test_addresses_in_a_book(root: Path, tmp_path: Path) -> None:
    url = "https://www.example.org/ein-langer-weg/zu_einem/Aufsatz-mit-langem-Namen?seite=12&teil=a-b#stelle-7"
    doi = "10.5555/Zeitschrift-fuer-Wasserbau.2001.17-42"
    with (root / "docs" / "references.bib").open("a", encoding="utf-8") as bib:
        bib.write(
            f"@misc{{weg, author = {{Weg, A.}}, title = {{Wege}}, year = {{2001}}, url = {{{url}}}, doi = {{{doi}}}}}\n"
        )
        bib.write(
            "@misc{nur, author = {Nur, A.}, title = {Nur}, url = {https://doi.org/10.5555/nur}, doi = {10.5555/NUR}}\n"
        )
    index = root / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(f"{text}\n{{cite}}`weg` {{cite}}`nur` {url}[^n]\n\n[^n]: <{url}>.\n", encoding="utf-8")
    printed: Printed = build(root, tmp_path / "pdf")
    assert printed.code == 0, printed.output
    for copied in (poppler(printed.pdf.read_bytes()), pypdfs(printed.pdf.read_bytes())):
        joined = re.sub(r"\s", "", copied)
        assert joined.count(url) == 3
        assert f"https://doi.org/{doi}" in joined
        assert joined.count("10.5555/nur") + joined.count("10.5555/NUR") == 1
        assert not re.search(r"[\u200b\u2060\ufeff]", copied)
