"""TEI: the lines of an edition with what its elements say of them; and what is none."""

import pytest

from lesebuch.model import Layout, Source
from lesebuch.problems import Code, Where
from lesebuch.sources import account, extract

HEADER = """<teiHeader><fileDesc><titleStmt><title>Der Damm</title><title type="sub">Ein Spiel</title>
<author><persName><surname>Hartmann</surname>, <forename>Ada</forename></persName><idno>4711</idno></author></titleStmt>
<publicationStmt><publisher>Archiv</publisher><idno type="URL">https://example.org/damm</idno></publicationStmt>
<sourceDesc><bibl><publisher>Verlag Salz</publisher> <date when="1902">im Jahr 1902</date></bibl></sourceDesc></fileDesc></teiHeader>"""


def document(body: str, header: str = HEADER) -> bytes:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de">{header}<text><body>{body}</body></text></TEI>'.encode()


def source_of(data: bytes, name: str = "a.xml") -> Source:
    source, problems = extract(data, name, Where(name))
    assert not problems, problems
    assert source
    assert source.extractor == "tei 2"
    return source


def shown(body: str) -> list[tuple[str, str]]:
    """Kind and text of each line; of a paragraph the kind is empty."""
    source = source_of(document(body, ""))
    kinds = {layout.line: layout.kind for layout in source.layout}
    return [(kinds.get(number, ""), line) for number, line in enumerate(source.text.split("\n"), 1)]


def layouts(body: str) -> list[Layout]:
    return list(source_of(document(body, "")).layout)


def styled(body: str) -> list[tuple[str, str, str]]:
    source = source_of(document(body, ""))
    lines = source.text.split("\n")
    return [(style.kind, lines[style.line - 1][style.start : style.end], style.target) for style in source.styles]


def test_the_header_comes_first() -> None:
    data = document("<p>Ein Satz.</p>")
    assert source_of(data).text.split("\n") == ["Der Damm", "Ein Spiel", "Ada Hartmann", "im Jahr 1902", "Ein Satz."]
    said = account(data, "tei")
    assert said
    assert [line.kind for line in said.lines] == ["title", "subtitle", "author", "date", ""]
    assert (said.title, said.authors, said.date, said.language) == ("Der Damm", ("Ada Hartmann",), "1902", "de")
    assert (said.publisher, said.url) == ("Verlag Salz", "https://example.org/damm")


def test_of_a_letter_who_sent_it_and_when() -> None:
    header = """<teiHeader><fileDesc><titleStmt><title>Brief</title></titleStmt></fileDesc><profileDesc><correspDesc>
    <correspAction type="sent"><persName>Mia Korte</persName><date when="1911-03-02"/></correspAction>
    <correspAction type="received"><persName>Wer anders</persName></correspAction></correspDesc></profileDesc></teiHeader>"""
    said = account(document("<p>Lieber Freund</p>", header), "tei")
    assert said
    assert (said.authors, said.date) == (("Mia Korte",), "1911-03-02")


def titles_of(titles: str, lang: str = "de") -> list[str]:
    header = f"<teiHeader><fileDesc><titleStmt>{titles}</titleStmt></fileDesc></teiHeader>"
    data = document("<p>Ein Satz.</p>", header).replace(b'xml:lang="de"', f'xml:lang="{lang}"'.encode(), 1)
    return source_of(data).text.split("\n")[:-1]


def test_the_title_is_that_of_the_text_not_of_its_series() -> None:
    series, date = (
        '<title level="s">Alle Briefe</title>',
        '<title type="iso-date" when-iso="1902-02-05">1902-02-05</title>',
    )
    assert titles_of(f'{series}{date}<title level="a">Ada an Ben</title>') == ["Ada an Ben"]
    assert titles_of(series) == ["Alle Briefe"]
    assert titles_of('<title level="a">Ada an Ben</title><title type="iso-date" n="1">1902-02-05</title>') == [
        "Ada an Ben"
    ]


def test_a_translation_of_the_title_is_none() -> None:
    assert titles_of('<title>Der Damm</title><title xml:lang="en">The Dam</title>') == ["Der Damm"]
    assert titles_of('<title xml:lang="en">The Dam</title><title xml:lang="ger">Der Damm</title>', "ger") == [
        "Der Damm"
    ]
    assert titles_of('<title xml:lang="en">The Dam</title>') == ["The Dam"]


def test_room_between_words_is_a_space() -> None:
    assert shown('<p>es wäre<space unit="chars" quantity="1"/><c>s</c>chön</p>') == [("", "es wäre schön")]


def test_a_work_that_a_note_names_stands_within_it() -> None:
    body = "<p>Komm!<note>Siehe <bibl>Ein Werk</bibl>, S. 3.</note></p>"
    assert shown(body) == [("", "Komm!"), ("footnote", "Siehe Ein Werk, S. 3.")]


def test_a_name_has_all_its_parts_in_the_order_in_which_they_are_spoken() -> None:
    name = "<author><persName><surname>Berg</surname><forename>Ada</forename><forename>Karlowna</forename><nameLink>von</nameLink></persName></author>"
    header = f"<teiHeader><fileDesc><titleStmt><title>Der Damm</title>{name}</titleStmt></fileDesc></teiHeader>"
    assert source_of(document("<p>Ein Satz.</p>", header)).text.split("\n")[1] == "Ada Karlowna von Berg"


def test_the_lines_of_an_address_are_lines() -> None:
    body = "<div><address><addrLine>Frau Ada Berg</addrLine><addrLine>Am Steg 3.</addrLine></address></div>"
    assert shown(body) == [("", "Frau Ada Berg"), ("", "Am Steg 3.")]


def test_registers_of_an_edition_are_no_text() -> None:
    register = "<listPerson><person><persName>Ada</persName><birth>1874</birth></person></listPerson>"
    works = "<listBibl><bibl>Ein Werk</bibl></listBibl>"
    data = document("<p>Ein Satz.</p>", "").replace(b"</body>", f"</body><back>{register}{works}</back>".encode())
    assert source_of(data).text == "Ein Satz."
    data = document("<p>Ein Satz.</p>", "").replace(b"</body>", f"</body><back><div>{works}</div></back>".encode())
    assert source_of(data).text == "Ein Satz.\nEin Werk"


def test_prose_with_heads() -> None:
    body = "<div><head>Erster\n Teil</head><div><head>Kapitel</head><p>Ein <hi rend='italic'>Satz</hi>.</p></div></div>"
    assert shown(body) == [("heading", "Erster Teil"), ("heading", "Kapitel"), ("", "Ein Satz.")]
    assert [layout.level for layout in layouts(body)] == [1, 2]
    assert styled(body) == [("emphasis", "Satz", "")]


def test_verse() -> None:
    body = "<lg type='poem'><head>Lied</head><lg><l>Eins</l><l>Zwei</l></lg><lg><l n='3'>Drei</l></lg></lg>"
    assert shown(body) == [("heading", "Lied"), ("verse", "Eins"), ("verse", "Zwei"), ("verse", "Drei")]
    _, one, two, three = (layout.group for layout in layouts(body))
    assert one == two != three


def test_speeches_in_prose_and_verse() -> None:
    body = """<sp who="#a"><speaker>ADA.</speaker><p>Komm <stage>leise</stage> her.</p><p>Schnell.</p></sp>
    <sp><speaker>BEN</speaker><stage>(lacht)</stage><p>Nein.</p></sp><stage>Ab.</stage>
    <sp><speaker>ADA.</speaker><l>Der Fluss</l><l>war breit</l></sp>"""
    assert shown(body) == [
        ("speech", "ADA. Komm leise her."), ("speech", "Schnell."), ("speech", "BEN (lacht) Nein."), ("", "Ab."),
        ("speech", "ADA."), ("verse", "Der Fluss"), ("verse", "war breit"),
    ]  # fmt: skip
    assert [words for kind, words, _ in styled(body) if kind == "speaker"] == ["ADA.", "BEN", "ADA."]
    assert [words for kind, words, _ in styled(body) if kind == "emphasis"] == ["leise", "(lacht)", "Ab."]


def test_a_speaker_without_words_stays() -> None:
    assert shown("<sp><speaker>ADA</speaker></sp><p>Ende</p>") == [("speech", "ADA"), ("", "Ende")]
    assert shown("<sp><speaker>ADA</speaker><stage>geht</stage></sp>") == [("speech", "ADA geht")]


def test_notes_stand_behind_their_block_with_their_mark() -> None:
    body = (
        "<p>Ein Damm<note n='*'>Gebaut <hi>1902</hi>.</note> steht<note><p>Noch</p><p>heute</p></note>.</p><p>Zwei</p>"
    )
    assert shown(body) == [
        ("", "Ein Damm steht."), ("footnote", "Gebaut 1902."), ("footnote", "Noch"), ("footnote", "heute"), ("", "Zwei"),
    ]  # fmt: skip
    assert [layout.label for layout in layouts(body)] == ["*", "2", "2"]
    source = source_of(document(body, ""))
    marks = [style for style in source.styles if style.kind == "noteref"]
    assert [(mark.line, mark.start, mark.end, mark.target) for mark in marks] == [(1, 8, 8, "*"), (1, 14, 14, "2")]


def test_lists_tables_and_figures() -> None:
    body = """<list><item n="a)">Eins<list><item>tief</item></list></item><item>Zwei</item></list>
    <table><head>Zahlen</head><row role="label"><cell>Jahr</cell><cell>Meter</cell></row><row><cell>1902</cell><cell cols="2"> 7 </cell></row></table>
    <figure><graphic url="damm.png"/><head>Der Damm</head><figDesc>Eine Mauer</figDesc></figure>"""
    assert shown(body) == [
        ("item", "Eins"), ("item", "tief"), ("item", "Zwei"), ("caption", "Zahlen"), ("row", "Jahr\tMeter"),
        ("row", "1902\t7"), ("figure", "Eine Mauer"), ("caption", "Der Damm"),
    ]  # fmt: skip
    one, deep, two, caption, head, row, picture, below = layouts(body)
    assert [(item.level, item.label) for item in (one, deep, two)] == [(1, "a)"), (2, ""), (1, "")]
    assert one.group == deep.group == two.group != caption.group == head.group == row.group
    assert [(cell.start, cell.end, cell.header, cell.columns) for cell in head.cells] == [
        (0, 4, True, 1),
        (5, 10, True, 1),
    ]
    assert [(cell.start, cell.end, cell.header, cell.columns) for cell in row.cells] == [
        (0, 4, False, 1),
        (5, 6, False, 2),
    ]
    assert (picture.target, picture.group) == ("damm.png", below.group)


def test_quotations_and_parts_of_letters() -> None:
    body = """<opener><dateline>Salzau, 3. Mai</dateline><salute>Liebe Ada,</salute></opener><p>Er sagte <q>nein</q>.</p>
    <cit><quote><l>Breit</l></quote><bibl>Altes Lied</bibl></cit><closer><salute>Herzlich</salute><signed>Dein Ben</signed></closer>"""
    assert shown(body) == [
        ("dateline", "Salzau, 3. Mai"), ("salutation", "Liebe Ada,"), ("", "Er sagte nein."), ("verse", "Breit"),
        ("attribution", "Altes Lied"), ("closing", "Herzlich"), ("signature", "Dein Ben"),
    ]  # fmt: skip
    assert shown("<quote><p>Eins</p><p>Zwei</p></quote>") == [("quote", "Eins"), ("quote", "Zwei")]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("Donau-<lb/>\nschiff", "Donau\u00adschiff"),
        ("Salz-<lb/>und Wasser", "Salz- und Wasser"),
        ("Nord-<lb/>Süd", "Nord- Süd"),
        ("zwei<lb/>Wörter", "zwei Wörter"),
        ("Fluß<lb break='no'/>ufer", "Fluß\u00adufer"),
        ("<choice><sic>Flus</sic><corr>Fluss</corr></choice>", "Flus"),
        ("<choice><expan>und</expan><abbr>u.</abbr></choice>", "u."),
        ("<app><lem>Wasser</lem><rdg>Waſſer</rdg></app>", "Wasser"),
        ("eins <gap reason='x'/> zwei", "eins […] zwei"),
        ("<fw>Kopf</fw>Text", "Text"),
        ("A<!-- nein -->B &amp; C", "AB & C"),
        ("Ein <persName>Herr <name>Ben</name></persName> kam", "Ein Herr Ben kam"),
    ],
)
def test_words(inner: str, expected: str) -> None:
    assert shown(f"<p>{inner}</p>") == [("", expected)]


def test_styles() -> None:
    body = """<p><hi rend="bold">fett</hi> <hi rendition="#k">klein</hi> <foreign xml:lang="la">aqua</foreign>
    <ref target="https://example.org/">dort</ref> <del>weg</del> <add>neu</add></p>"""
    assert styled(body) == [
        ("strong", "fett", ""), ("smallcaps", "klein", ""), ("language", "aqua", "la"),
        ("link", "dort", "https://example.org/"), ("deleted", "weg", ""), ("inserted", "neu", ""),
    ]  # fmt: skip


def test_pages_of_print() -> None:
    body = "<pb n='1'/><p>Ein Satz, der<pb n='2'/> weitergeht.</p><pb facs='x'/><p>Zwei</p>"
    assert shown(body) == [("page", "1"), ("", "Ein Satz, der weitergeht."), ("page", "2"), ("", "Zwei")]
    within = "<p><pb n='1'/>Eins <hi><pb n='2'/>Zwei</hi></p><sp><speaker>Ada</speaker><p><pb n='3'/>Drei</p></sp><note><pb n='4'/>Vier</note>"
    assert shown(within) == [
        ("page", "1"),
        ("", "Eins Zwei"),
        ("page", "2"),
        ("page", "3"),
        ("speech", "Ada Drei"),
        ("page", "4"),
        ("footnote", "Vier"),
    ]
    source, _ = extract(document("<p><pb n='1'/>Eins</p>", ""), "a.xml", Where("a.xml"), "tei 1")
    assert source
    assert source.text == "Eins\n1"


def test_words_beside_elements_are_kept() -> None:
    assert shown("lose <p>Eins</p> dazwischen <div>Zwei</div> am Ende") == [
        ("", "lose"), ("", "Eins"), ("", "dazwischen"), ("", "Zwei"), ("", "am Ende"),
    ]  # fmt: skip


def test_a_corpus_and_names_of_older_versions() -> None:
    one = document("<p>Eins</p>", "").decode()
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{one}{one.replace("Eins", "Zwei")}</teiCorpus>'
    assert source_of(corpus.encode()).text == "Eins\nZwei"
    assert source_of(b"<TEI.2><text><body><p>Alt</p></body></text></TEI.2>").text == "Alt"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_encoding_that_it_declares(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + document("<p>Größe</p>", "").decode()
    assert source_of(text.encode(encoding), "a.tei").text == "Größe"


BOMB = '<!DOCTYPE TEI [<!ENTITY a "' + "x" * 1000 + '">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdef", "bcdefg", strict=True)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<a>Text</a>", "no TEI"),
        (document("<p>Ein Satz.</p>")[:-30], "not well-formed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "not well-formed"),
        (document("", ""), "no text is in it"),
        (BOMB.encode() + document("<p>&g;</p>"), "not well-formed"),
        (b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + document("<p>a&x;</p>"), "not well-formed"),
        (document("<div>" * 3_000 + "x" + "</div>" * 3_000), "not well-formed"),
    ],
    ids=["empty", "other XML", "cut off", "picture", "nothing", "entity bomb", "foreign entity", "deep"],
)  # fmt: skip
def test_what_is_refused(data: bytes, words: str) -> None:
    source, problems = extract(data, "a.tei", Where("a.tei"))
    assert source is None
    assert [problem.code for problem in problems] == [Code.BAD_SOURCE]
    assert words in problems[0].message
    assert "\n" not in str(problems[0])


@pytest.mark.parametrize(
    ("source", "date", "line"),
    [
        ('<origDate notBefore-iso="1911-03-02T00:00:00+01:00" notAfter-iso="1911-03-02T23:59:59+01:00">2. 3. 1911</origDate>', "1911-03-02", "2. 3. 1911"),
        ('<origDate notBefore="1911-03-02" notAfter="1911-03-05">Anfang März</origDate>', "[1911-03-02..1911-03-05]", "Anfang März"),
        ('<origDate from="1911-03" to="1911-05"/>', "1911-03/1911-05", "1911-03/1911-05"),
        ('<origDate when="1911-03-02T17:00:00">1911-03-02T17:00:00</origDate>', "1911-03-02", "1911-03-02"),
        ('<origDate notAfter="1911">vor 1912</origDate>', "vor 1912", "vor 1912"),
    ],
)  # fmt: skip
def test_a_manuscript_has_its_day_and_not_that_of_the_edition(source: str, date: str, line: str) -> None:
    header = HEADER.replace("<bibl>", f"<msDesc><history><origin>{source}</origin></history></msDesc><bibl>")
    data = document("<p>Ein Satz.</p>", header)
    said = account(data, "tei")
    assert said
    assert said.date == date
    assert source_of(data).text.split("\n")[3] == line


def test_who_translated_a_text_is_no_author() -> None:
    header = HEADER.replace("<author>", '<editor role="translator">Ben Tal</editor><editor>Lena Probe</editor><author>')
    said = account(document("<p>Ein Satz.</p>", header), "tei")
    assert said
    assert (said.authors, said.translators) == (("Ada Hartmann",), ("Ben Tal",))


def test_the_day_of_a_diary_is_in_its_title_for_machines() -> None:
    header = HEADER.replace("<title type=", '<title type="iso-date">1902-02-05</title><title type=', 1)
    data = document("<p>Ein Satz.</p>", header)
    said = account(data, "tei")
    assert said
    assert said.date == "1902-02-05"
    assert source_of(data).text.split("\n") == ["Der Damm", "Ein Spiel", "Ada Hartmann", "Ein Satz."]


@pytest.mark.parametrize(("lines", "date"), [(1, "1911-03-02"), (2, "1902")])
def test_the_only_date_line_of_a_letter_dates_it(lines: int, date: str) -> None:
    opener = '<opener><dateline>Salz, den <date when="1911-03-02">2. März</date></dateline></opener><p>Ein Satz.</p>'
    said = account(document(opener * lines), "tei")
    assert said
    assert said.date == date


def test_publishers_have_no_address() -> None:
    publisher = "<publisher><email>a@b.example</email><orgName>Archiv</orgName><orgName>Akademie</orgName><address><addrLine>Weg 1</addrLine></address></publisher>"
    header = HEADER.replace("<publisher>Archiv</publisher>", publisher).replace(
        "<publisher>Verlag Salz</publisher>", ""
    )
    said = account(document("<p>Ein Satz.</p>", header), "tei")
    assert said
    assert said.publisher == "Archiv, Akademie"


def test_lines_of_a_letters_head_are_lines() -> None:
    head = "<opener><seg>Zeitung <hi>Salz</hi></seg><seg>Der Rat</seg><salute>Lieber Freund!</salute></opener>"
    within = "<opener><salute><seg>Lieber</seg> Rat</salute></opener>"
    assert shown(head + within) == [
        ("dateline", "Zeitung Salz"), ("dateline", "Der Rat"), ("salutation", "Lieber Freund!"), ("salutation", "Lieber Rat"),
    ]  # fmt: skip


def test_a_note_of_lists_alone_is_for_an_index() -> None:
    lists = "<note><listPlace><place>Selent</place></listPlace><listBibl><bibl>Ein Buch</bibl></listBibl></note>"
    assert shown(f"<p>Am See.{lists}</p><p>Im Dorf.<note>Vgl. <listBibl><bibl>Ein Buch</bibl></listBibl></note></p>") == [
        ("", "Am See."), ("", "Im Dorf."), ("footnote", "Vgl. Ein Buch"),
    ]  # fmt: skip


def test_what_an_edition_says_in_a_division_is_a_box() -> None:
    body = '<div><p>Ein Satz.</p></div><div type="comment"><p>Vom See.</p><div><head>Zeuge</head><p>Ein Blatt.</p></div></div>'
    assert shown(body) == [("", "Ein Satz."), ("box", "Vom See."), ("heading", "Zeuge"), ("box", "Ein Blatt.")]
