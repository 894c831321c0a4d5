"""OpenDocument texts: what pandoc leaves out of them."""

import io
import re
import subprocess
import zipfile

import pypandoc
import pytest

from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.opentext import completed


def odt(body: str) -> bytes:
    """An OpenDocument text of pandoc's with another body."""
    run = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "odt", "-o", "-"]
    plain = subprocess.run(run, input=b"x", capture_output=True, check=True).stdout
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "content.xml":
                whole = re.sub(
                    "<office:text>.*</office:text>",
                    f"<office:text>{body}</office:text>",
                    content.decode(),
                    flags=re.DOTALL,
                )
                content = whole.encode()
            new.writestr(name, content)
    return target.getvalue()


TABLE = "<table:table><table:table-column/><table:table-column/>{}</table:table>"
BOX = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
PICTURE = "<draw:frame><draw:image xlink:href='a.png'/></draw:frame>"
NOTE = "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>"
ROW = "<table:table-row>{}</table:table-row>"
CELL = "<table:table-cell>{}</table:table-cell>"


def row(*cells: str) -> str:
    """A row of cells with a paragraph each."""
    return ROW.format("".join(CELL.format(f"<text:p>{cell}</text:p>") for cell in cells))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"<text:p>Ein {BOX.format('<text:p>Kasten</text:p><text:p>am Rand</text:p>')}Steg</text:p><text:p>Ende</text:p>",
         ["Ein Steg", "Kasten", "am Rand", "Ende"]),
        (f"<text:p>a</text:p>{BOX.format('<text:p>Auf der Seite</text:p>')}<text:p>b</text:p>", ["a", "Auf der Seite", "b"]),
        ("<text:p>a<draw:g><draw:custom-shape><text:p>eins</text:p></draw:custom-shape><draw:rect><text:p>zwei</text:p></draw:rect></draw:g></text:p>",
         ["a", "eins", "zwei"]),
        ("<text:p>Am <text:date>1. Mai</text:date> kam <text:user-field-get text:name='n'>Ada</text:user-field-get>.</text:p>",
         ["Am 1. Mai kam Ada."]),
        (TABLE.format(f"<table:table-header-rows>{row('Jahr', 'Holz')}</table:table-header-rows><table:table-rows>{row('2021', 'kaum')}</table:table-rows>"),
         ["Jahr\tHolz", "2021\tkaum"]),
        (TABLE.format(f"{row('a', 'b')}<table:table-row-group><table:table-header-rows>{row('Jahr', 'Holz')}</table:table-header-rows>{row('2021', 'kaum')}"
                      f"<table:table-row-group>{row('2022', 'mehr')}</table:table-row-group></table:table-row-group>"),
         ["a\tb", "Jahr\tHolz", "2021\tkaum", "2022\tmehr"]),
        (TABLE.format("<table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>kaum</text:p></table:table-cell>"
                      "<table:table-cell table:number-columns-repeated='1022'/></table:table-row>"), ["kaum\tkaum"]),
        ("<text:p><text:ruby><text:ruby-base>橋</text:ruby-base><text:ruby-text>はし</text:ruby-text></text:ruby></text:p>", ["橋(はし)"]),
        (TABLE.format(ROW.format(CELL.format("<text:h>Kopf</text:h><text:section><text:p>Rand</text:p><text:section><text:h>zwei</text:h></text:section></text:section>")
                                 + CELL.format("<text:numbered-paragraph><text:h>drei</text:h></text:numbered-paragraph>"))), ["Kopf Rand zwei\tdrei"]),
        (TABLE.format(f"<table:table-row><table:table-cell table:number-rows-spanned='2'/>{CELL.format('<text:p>a</text:p>')}<table:covered-table-cell/></table:table-row>"
                      f"<table:table-row><table:covered-table-cell/>{row('b', 'c').removeprefix('<table:table-row>')}"), ["a", "b\tc"]),
        (f"<text:p>{BOX.format(f'<text:p>{PICTURE}Der Steg</text:p>')}Am See</text:p>", ["Der Steg Am See"]),
        ("<text:p>Am <loext:content-control xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'>1. Mai</loext:content-control></text:p>", ["Am 1. Mai"]),
        ("<text:numbered-paragraph><text:p>Erstens</text:p></text:numbered-paragraph><text:p>Ende</text:p>", ["Erstens", "Ende"]),
        (f"<text:p>Steg{NOTE.format('<text:p>Am <text:date>1. Mai</text:date></text:p>')}</text:p>", ["Steg[1]", "Am 1. Mai"]),
    ],
)  # fmt: skip
def test_no_word_is_left_out(body: str, wanted: list[str]) -> None:
    source, problems = extract(odt(body), "a.odt", Where("a"))
    assert not problems
    assert source
    assert source.text.split("\n") == wanted


def test_rows_of_a_table_in_a_cell_are_its_text() -> None:
    inner = f"<table:table>{ROW.format(CELL.format('<text:p>a</text:p>') + CELL.format('<text:p>b</text:p>')) * 2}</table:table>"
    row = ROW.format(CELL.format("<text:p>Holz</text:p>") + CELL.format(f"<text:p>wozu</text:p>{inner}"))
    source, _ = extract(odt(f"<table:table>{row}{row}</table:table>"), "a.odt", Where("a"))
    assert source
    assert source.text == "Holz\twozu a b a b\nHolz\twozu a b a b"


def test_a_cell_that_stands_for_two_is_shown_twice_in_a_table_within_a_cell() -> None:
    cell = "<table:table-cell table:number-columns-repeated='2'><text:p>kaum</text:p></table:table-cell>"
    inner = f"<table:table>{ROW.format(cell)}</table:table>"
    row = ROW.format(CELL.format("<text:p>Holz</text:p>") + CELL.format(inner))
    source, _ = extract(odt(f"<table:table>{row}{row}</table:table>"), "a.odt", Where("a"))
    assert source
    assert source.text == "Holz\tkaum kaum\nHolz\tkaum kaum"


def test_the_second_version_keeps_its_text() -> None:
    body = "<text:p>Am <text:date>1. Mai</text:date> kam sie.</text:p>"
    source, _ = extract(odt(body), "a.odt", Where("a"), "odt 2")
    assert source
    assert source.text == "Am kam sie."


OUTWARD = """<!DOCTYPE a [<!ENTITY b SYSTEM "c">]><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">
<office:body>&b;</office:body></office:document-content>"""


@pytest.mark.parametrize("text", ["<a><b></a>", OUTWARD])
def test_what_cannot_be_read_stays_as_it_is(text: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        new.writestr("content.xml", text)
    assert completed(target.getvalue()) == target.getvalue()
