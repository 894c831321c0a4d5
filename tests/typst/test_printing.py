"""What is done where Typst finds no end: a book must not depend on where its pages happen to break."""

import io
import json
import os
from pathlib import Path

import pikepdf
import pypdf
import pytest

from lesebuch.glyphs import fonts
from lesebuch.typst import printing, spoken

# A page is there as long as it is not there.
UNSETTLED = "#set page(width: 200pt, height: 200pt)\n#context if query(<end>).first().location().page() == 1 { pagebreak() }\n#metadata(1)<end> Ende\n"
HEAD = '#set document(title: "Probe")\n'


def test_a_layout_without_an_end_is_made_again_with_fixed_numbers(tmp_path: Path) -> None:
    main = tmp_path / "main.typ"
    main.write_text(f'{HEAD}#if "fixed" in sys.inputs [Fest] else [{UNSETTLED}]\n', encoding="utf-8")
    assert printing.print_file(main, timestamp=0).pdf.startswith(b"%PDF")


def test_what_never_settles_is_said(tmp_path: Path) -> None:
    main = tmp_path / "main.typ"
    main.write_text(HEAD + UNSETTLED, encoding="utf-8")
    with pytest.raises(printing.PrintError, match="did not converge"):
        printing.print_file(main, timestamp=0)


def test_a_fixed_number_moves_nothing(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    widths = []
    for number in ("7", "107"):
        main = tmp_path / "main.typ"
        measured = f'#context [#metadata(measure(page-number("{number}")).width.pt())<width>]'
        main.write_text(f'#import "elements.typ": *\n{HEAD}Wort\n{measured}\n', encoding="utf-8")
        compiler = printing.typst.Compiler(str(main), root=str(tmp_path), sys_inputs={"fixed": "numbers"})
        widths.append(compiler.query("<width>", field="value"))
    assert widths[0] == widths[1]


def test_no_page_begins_with_one_line_to_write_on(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    pages = {}
    for lines in (26, 27, 28, 29):
        main = tmp_path / "main.typ"
        main.write_text(
            f'#import "handout.typ": *\n#show: handout.with(title: "Probe")\n#answer-space({lines})\n', encoding="utf-8"
        )
        made = printing.typst.Compiler(str(main), root=str(tmp_path), font_paths=fonts()).compile(format="pdf")
        assert isinstance(made, bytes)
        pages[lines] = len(pypdf.PdfReader(io.BytesIO(made)).pages)
    assert pages == {26: 1, 27: 1, 28: 1, 29: 2}


PAGE = """#import "book.typ": *
#set document(title: "Probe")
#set page(width: 120mm, height: 90mm, margin: 10mm)
#show: style
#passage(label: "a.p1")[#lorem(20)]
#v(%smm)
#heading(level: 1, supplement: [Titel])[Titel]
#passage(label: "a.p2")[#lorem(12)#note(label: "a.eins")[#lorem(8)] #lorem(14)#note(label: "a.zwei", number: 2)[#lorem(30)] #lorem(6)]
#early-notes()
#destinations(("a.p2",))
"""
"""What follows a heading, with two notes in its first lines, at any height of the page."""


def test_no_note_stands_on_a_page_before_its_mark(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    helped = []
    for height in range(0, 40, 2):
        main.write_text(PAGE % height, encoding="utf-8")
        alone = printing._compiled(main, 0, (), printing.Fitting())
        assert printing._settled(main, 0, ()).early == []
        if alone.early:
            helped.append(height)
            # What begins last on the page before.
            assert set(alone.early) <= {"a.p1", "a.p2"}
    # Typst alone puts some of them there: else nothing was tried.
    assert helped


def test_a_list_of_places_fills_both_columns(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    items = ", ".join(f'[{name} #marked(none, "here")]' for name in ("Au", "Bach", "Dorf", "Feld", "Furt"))
    main.write_text(
        f'#import "lists.typ": *\n{HEAD}#set page(width: 100mm, height: 100mm, margin: 10mm)\n#place-list({items})\n'
        "#context [#metadata(query(<here>).map(it => it.location().position().x < 50mm))<left>]\n",
        encoding="utf-8",
    )
    compiler = printing.typst.Compiler(str(main), root=str(tmp_path))
    assert json.loads(compiler.query("<left>", field="value")) == [[True, True, True, False, False]]


def test_a_list_of_places_whose_height_hangs_on_its_columns_comes_to_an_end(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    # At the left it is short enough to stand at the right, and there too long for it.
    restless = "context if here().position().x < 50mm [Bach] else [Bach #linebreak() 1 #linebreak() 2 #linebreak() 3]"
    page = "#set page(width: 100mm, height: 100mm, margin: 10mm)"
    main.write_text(
        f'#import "lists.typ": *\n{HEAD}{page}\n#place-list([Au #linebreak() 1], {restless}, [Dorf])\n',
        encoding="utf-8",
    )
    assert not printing._compiled(main, 0, (), printing.Fitting()).settled
    assert printing._settled(main, 0, ()).warnings == []


PAPER = "#set page(margin: (top: 20mm, bottom: 24mm))\n"
SCRAP = """#import "book.typ": *
#set document(title: "Probe")
#set page(width: 120mm, height: 120mm, margin: (top: 10mm, bottom: 12mm, x: 10mm))
#show: style
#section(level: 1, plain: "Texte", [Texte])
#{ section(level: 2, labels: ("a.t1",), opens: true, plain: "Text", [Text])
show: tightened.with("a")
for n in range(1, 12) { passage(label: "a.p" + str(n), lorem(24)) }
marked("a", "chapter-ends") }
#section(level: 1, plain: "Glossar", [Glossar])
#glossary({ letter("D", for n in range(13) { entry("Ding", lorem(12), labels: ("d" + str(n),), kind: "Begriff", short: true) }) })
#early-notes()
#scraps()
#last-pages()
#destinations(("a.p1",))
"""
"""A chapter whose last lines go over, and a list of which little stands on its last page."""


def test_last_lines_and_last_columns_are_helped(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    main.write_text(SCRAP, encoding="utf-8")
    alone = printing._compiled(main, 0, (), printing.Fitting())
    helped = printing._settled(main, 0, ())
    assert alone.told["scraps"] == [["a"]]
    assert helped.told["scraps"] == [[]]
    (before,), (after,) = alone.told["last-pages"][0], helped.told["last-pages"][0]
    (begins,) = before["breaks"]
    assert begins in before["items"][1:]
    assert after == before | {"breaks": []}
    # Nothing else has moved, but what has a page less.
    assert [len(pypdf.PdfReader(io.BytesIO(made.pdf)).pages) for made in (alone, helped)] == [5, 4]


def test_of_two_lists_on_a_page_each_has_columns_of_one_height(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    lists = "".join(
        f'#glossary({{ for n in range(6) {{ entry("Ding", lorem(12), labels: ("{name}" + str(n),), short: true) }} }})\n'
        for name in "ab"
    )
    main.write_text(
        f'#import "book.typ": *\n{HEAD}{PAPER}#show: style\n{lists}#early-notes()\n#scraps()\n#last-pages()\n',
        encoding="utf-8",
    )
    (first, second) = printing._settled(main, 0, ()).told["last-pages"][0]
    assert (first["breaks"], second["breaks"]) == ([], [])
    assert second["items"] == [f"b{n}" for n in range(6)]
    assert json.loads((tmp_path / printing.FITTING).read_text(encoding="utf-8"))["halves"] == ["a3", "b3"]


def test_a_list_of_three_columns_has_them_of_one_height_and_ends_none_with_a_heading(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    years = "".join(
        f'date-head("{year}", "{year}"); ' + "".join(f'date-line("{year}.{n}", "{n}. Mai"); ' for n in range(5))
        for year in range(2001, 2005)
    )
    main.write_text(
        f'#import "book.typ": *\n{HEAD}{PAPER}#show: style\n#dates({{ {years}}})\n#early-notes()\n#scraps()\n#last-pages()\n',
        encoding="utf-8",
    )
    (made,) = printing._settled(main, 0, ()).told["last-pages"][0]
    assert json.loads((tmp_path / printing.FITTING).read_text(encoding="utf-8"))["halves"] == ["2002.1", "2003.3"]
    assert made["breaks"] == []


def test_a_list_is_set_closer_where_it_is_a_page_shorter_then(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    page = "#set page(width: 120mm, height: 160mm, margin: (top: 10mm, bottom: 12mm))\n"
    entries = 'for n in range(72) { entry("Ding", lorem(5 + calc.rem(n * 7, 23)), labels: ("a" + str(n),)) }'
    main.write_text(
        f'#import "book.typ": *\n{HEAD}{page}#show: style\n#glossary({{ {entries} }})\n#early-notes()\n#scraps()\n#last-pages()\n',
        encoding="utf-8",
    )
    alone, helped = printing._compiled(main, 0, (), printing.Fitting()), printing._settled(main, 0, ())
    assert alone.told["last-pages"][0][0]["scrap"]
    assert json.loads((tmp_path / printing.FITTING).read_text(encoding="utf-8"))["tighter"] == ["list:glossary"]
    pages = [len(pypdf.PdfReader(io.BytesIO(made.pdf)).pages) for made in (alone, helped)]
    assert pages[1] == pages[0] - 1


def test_a_sheet_is_set_closer_whose_last_lines_would_have_a_page_for_themselves(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    works = 'for n in range(66) { work("w", lorem(4), labels: ("w" + str(n),)) }'
    main.write_text(
        f'#import "handout.typ": *\n#show: handout.with(title: "Probe")\n#{{ {works} }}\n#early-notes()\n#scraps()\n#last-pages()\n',
        encoding="utf-8",
    )
    alone, helped = printing._compiled(main, 0, (), printing.Fitting()), printing._settled(main, 0, ())
    assert alone.told["scraps"] == [["sheet"]]
    assert [len(pypdf.PdfReader(io.BytesIO(made.pdf)).pages) for made in (alone, helped)] == [2, 1]


def test_a_chapter_that_is_set_closer_in_vain_is_set_as_all_others() -> None:
    told = {"early": [], "scraps": [["a"]], "last-pages": []}
    made = printing._Made(b"", [], told)
    tighter = made.fitting(printing.Fitting())
    assert tighter.tighter == {"a"}
    loose = made.fitting(tighter)
    assert loose.tighter == frozenset()
    assert made.fitting(loose) == loose


def _words(folder: Path, head: str, body: str) -> list[str]:
    """The words of each page of a sheet."""
    main = folder / "main.typ"
    main.write_text(f'#import "handout.typ": *\n#show: handout.with({head})\n{body}\n', encoding="utf-8")
    made = printing.typst.Compiler(str(main), root=str(folder), font_paths=fonts()).compile(format="pdf")
    assert isinstance(made, bytes)
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made)).pages]


def test_entries_at_the_foot_of_a_page_do_not_run_into_notes(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    entry = "entry(short: true, [Ding], [#for n in range(40) [Wort#n ]])"
    for height in range(205, 240, 5):
        main = tmp_path / "main.typ"
        main.write_text(
            f'#import "handout.typ": *\n#show: handout.with(title: "Probe")\nWort#footnote[Note]#v({height}mm)\n'
            f"#glossary({{ [#metadata(none)<first>]; {entry}; [#metadata(none)<last>]; {entry} }})\n"
            "#context [#metadata((query(<first>) + query(<last>)).map(it => { let at = it.location().position(); (at.page, at.x.mm(), at.y.mm()) }))<places>]\n",
            encoding="utf-8",
        )
        compiler = printing.typst.Compiler(str(main), root=str(tmp_path), font_paths=fonts())
        ((_page, left, top), (page, _x, end)) = json.loads(compiler.query("<places>", field="value"))[0]
        assert (left < 60, end < 297 - 24) == (True, True), (height, left, top, page, end)


def test_a_running_head_has_one_line(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    reader = "Texte aus einem Tal mit vielen Brunnen und Wegen"
    short, long = (
        _words(tmp_path, f'title: "{title}", reader: "{reader}", large: true', "#pagebreak()\nWort")
        for title in (
            "Der Brunnen",
            "Wie der Brunnen in den Ort kam, und wem er seitdem gehört, der ihn nicht gegraben hat",
        )
    )
    assert reader in short[1]
    assert reader in long[0]
    assert reader not in long[1]


def test_no_page_of_a_sheet_begins_with_the_last_line_of_a_paragraph_alone(tmp_path: Path) -> None:
    """Typst keeps two lines together, but not where a note in the last one finds no room on its page."""
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    for height, early in ((205, []), (208, ["a.p1"]), (214, ["a.p1"])):
        main.write_text(
            f'#import "handout.typ": *\n#show: handout.with(title: "Probe")\n#v({height}mm)\n'
            '#passage(label: "a.p1")[#lorem(62) Ende#note(label: "a.eins")[#lorem(50)]]\n#early-notes()\n',
            encoding="utf-8",
        )
        assert printing._compiled(main, 0, (), printing.Fitting()).early == early
        pages = pypdf.PdfReader(io.BytesIO(printing._settled(main, 0, ()).pdf)).pages
        head, first, *_rest = pages[1].extract_text().splitlines()
        assert (head, "Ende" in first) == ("Probe", False)


def _told(folder: Path, text: str) -> list[float]:
    main = folder / "main.typ"
    main.write_text(text, encoding="utf-8")
    compiler = printing.typst.Compiler(str(main), root=str(folder), font_paths=fonts())
    return list(json.loads(compiler.query("<told>", field="value")))


def test_a_heading_at_the_top_of_a_page_of_the_book_begins_where_text_does(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    sheet = '#import "book.typ": *\n#set page(height: 90mm, margin: 10mm)\n#show: style\n#pagebreak()\n'
    for level in (3, 4):
        heading = f'#section(level: {level}, plain: "x", labels: ("a",))[x]\n'
        (y,) = _told(tmp_path, f"{sheet}{heading}#context [#metadata(locate(<a>).position().y.mm())<told>]\n")
        assert y == pytest.approx(10, abs=0.1)


def test_tables_of_a_sheet_are_as_large_as_its_print(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    sheet = '#import "handout.typ": *\n#show: handout.with(title: "Probe", large: %s)\n#text-table(columns: 1, label: "a.p1")[#context [#metadata(text.size.pt())<told>]]\n'
    sizes = [_told(tmp_path, sheet % large)[0] for large in ("false", "true")]
    assert sizes == [pytest.approx(8.8), pytest.approx(14.4)]


def test_a_link_costs_no_layout_and_leads_to_its_place(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    # With places that Typst leads to itself, the words about them are set a third time, since the page of one moves.
    main.write_text(
        f'#import "elements.typ": *\n{HEAD}#set page(width: 200pt, height: 200pt)\n#inward("dört", [Dort]) #mention("titled", first: true)[Titel]\n'
        '#pagebreak()\n#context if query(<dört>).len() > 0 { pagebreak() }\n#v(60pt)#anchor("dört") Hier\n'
        '#titled(1, in-language("fr", [Zwei *Wörter*]), [Zwei])#label("titled")\n#outward("place:nirgends", [fort])\n'
        # The head comes again on the next page.
        '#table(columns: 1, table.header(anchor("kopf")), ..range(20).map(str))\n#destinations(("kopf",))\n',
        encoding="utf-8",
    )
    *links, outward = [
        (str(link.Contents), "/A" in link, float(link.get("/Dest", [0] * 4)[3]))
        for page in pikepdf.open(io.BytesIO(printing.print_file(main, timestamp=0).pdf)).pages
        for link in page.get("/Annots", ())
    ]
    page = spoken.page(3)
    assert [(said, led) for said, led, _height in links] == [(page, False), (f"Zwei Wörter, {page}", False)]
    assert links[0][2] > links[1][2]
    # Any scheme may be that of somebody's address.
    assert outward[1]
    assert "link(label(" not in (tmp_path / "basics.typ").read_text(encoding="utf-8")


def test_a_link_to_no_place_is_said(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    main = tmp_path / "main.typ"
    main.write_text(
        f'#import "elements.typ": *\n{HEAD}#inward("nowhere", [Dort])\n#destinations(())\n', encoding="utf-8"
    )
    with pytest.raises(printing.PrintError, match="nowhere"):
        printing.print_file(main, timestamp=0)


def test_a_stamp_reads_fonts_of_others_and_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printing.write_template(tmp_path)
    main, font = tmp_path / "sheet.typ", tmp_path / "fonts" / "own.otf"
    main.write_text("#[]", encoding="utf-8")
    font.parent.mkdir()
    read: list[Path] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or read_bytes(path))

    def stamp() -> str:
        printing._fonts_at_hand.cache_clear()
        return printing.fingerprint(main, (str(font.parent),))

    stamps = []
    for data in (b"one", b"two", b"two"):
        font.write_bytes(data)
        stamps.append(stamp())
    assert stamps[0] != stamps[1] == stamps[2]
    assert font in read
    assert not [path for path in read if path.parent == printing.FONTS]
    # One of ours that was exchanged for another of the same size has another time.
    monkeypatch.setattr(printing, "FONTS", font.parent)
    before = stamp()
    os.utime(font, (0, 0))
    assert stamp() != before
