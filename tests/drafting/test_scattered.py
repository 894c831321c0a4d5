"""Names and dates in the short lines above a text."""

import datetime as dt

import pytest

from lesebuch.drafting import draft
from lesebuch.drafting.datelines import find_dates
from lesebuch.drafting.givennames import has_given_name, is_given_name
from lesebuch.drafting.metaline import has_date
from lesebuch.drafting.names import inline_byline
from lesebuch.drafting.proposal import ArticleFacts, OpenDraft, SourceLine
from lesebuch.drafting.scattered import Topics, beside_date, said_names
from lesebuch.drafting.web.authorship import labelled
from lesebuch.drafting.webhead import read_shown
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Anna Muster", ["Anna Muster"]),
        ("02.02.2022, 11:30 Uhr von Karl Beispiel", ["Karl Beispiel"]),
        ("Gepostet von Anna Muster | Wohnen", ["Anna Muster"]),
        ("Post author By Anna Muster", ["Anna Muster"]),
        ("Veröffentlicht vonAnna Muster 28. Februar 2016", ["Anna Muster"]),
        ("Veröffentlicht vonAnna Jung 28. Februar 2016", ["Anna Jung"]),
        ("Posted by Marlowe 21.10.2019", ["Marlowe"]),
        ("Autor:innen", []),
        ("by Anna K. Muster November 8, 2023", ["Anna K. Muster"]),
        ("1.11.23 20:19 von Anna Muster Lesezeit: 4 Min.", ["Anna Muster"]),
        ("von Anna Muster Foto: © Bildhaus", ["Anna Muster"]),
        ("Anna Muster Education editor", ["Anna Muster"]),
        ("Karl Beispiel, Reporterin", ["Karl Beispiel"]),
        ("Auf den Spuren von Karl Beispiel", []),
        ("Der Sohn von Anna Muster", []),
        ("Ein Brief von Herrn Beispiel an die Stadt", []),
        ("Chief editor", []),
        ("Artikel von: Marlowe", ["Marlowe"]),
        ("ByAnna Muster", ["Anna Muster"]),
        ("By Anna MusterStaff Writer", ["Anna Muster"]),
        ("Posted by Anna Muster.", ["Anna Muster"]),
        ("Ein Artikel von Anna Muster, veröffentlicht am 23.01.2020", ["Anna Muster"]),
        ("DORFBLATT-Experte Karl Beispiel", ["Karl Beispiel"]),
        ("Gastautorin Anna Muster", ["Anna Muster"]),
        ("Anna Muster Deputy Content Hub Director", ["Anna Muster"]),
        ("Von Anna Muster Landespolitische Korrespondentin", ["Anna Muster"]),
        ("By Anna Lena Muster Political Correspondent", ["Anna Lena Muster"]),
        ("By Anna MusterCEO", ["Anna Muster"]),
        ("By Anna Theresa May", ["Anna Theresa May"]),
        ("By Anna Lena Muster May, 2017", ["Anna Lena Muster"]),
        ("By Karl McBeispiel", ["Karl McBeispiel"]),
        ("By Karl Beispiel@karlb Dec 6, 2016, 4:08pm EST", ["Karl Beispiel"]),
        ("By KARL BEISPIEL JAN. 13, 2017", ["KARL BEISPIEL"]),
        ("BY KARL BEISPIEL ON 11/13/19 AT 4:00 PM EST", ["KARL BEISPIEL"]),
        ("By Karl Beispiel March 18 at 12:22 PM", ["Karl Beispiel"]),
        ("by Karl Beispiel 2 Comments", ["Karl Beispiel"]),
        ("By Anna Muster and Karl Beispiel  The Riverton Press", ["Anna Muster", "Karl Beispiel"]),
        ("New Town Hall Director resigns", []),
        ("著者：見本太郎", ["見本太郎"]),
        ("بقلم: مثال", ["مثال"]),
    ],
)
def test_names_that_a_line_says(line: str, names: list[str]) -> None:
    assert said_names(line) == names


def test_dates_that_touch_are_two() -> None:
    assert [str(d.value) for d in find_dates("28. Juli 201930. August 2020 | Anna Muster")] == [
        "2019-07-28",
        "2020-08-30",
    ]
    assert [str(d.value) for d in find_dates("Nr. 3. Mai 201912")] == []


def test_a_name_behind_a_date_is_more_than_a_date() -> None:
    assert not has_date("Veröffentlicht am 8. Februar 2022 von Ei-Team · 3 Min.")


def printed(*lines: str) -> OpenDraft:
    """A printed page whose title is the second of its lines."""
    blocks = [SourceLine(number, line) for number, line in enumerate(lines, 1)]
    return OpenDraft(tuple(blocks), blocks, facts=ArticleFacts(title=lines[1], title_at="2"), styled=True)


def test_author_and_date_stand_around_the_title_of_a_printed_page() -> None:
    work = printed("Lokales", "Der Bach steigt", "Teilen", "Von Anna Muster", "3. Mai 2024, 14:05 Uhr", "Drucken")
    read_shown(work)
    assert [(credit.name, credit.at) for credit in work.credits] == [("Anna Muster", "4")]
    assert (str(work.facts.published), work.facts.published_at) == ("2024-05-03", '5 "3. Mai 2024"')


def test_behind_the_name_below_a_label_may_stand_for_whom_its_bearer_writes() -> None:
    work = printed("Lokales", "Der Bach steigt", "Autor:", "Anna Muster/EI-X", "Lesezeit:", "5 min")
    read_shown(work)
    assert [(credit.name, credit.at) for credit in work.credits] == [("Anna Muster", "4")]


def test_what_is_known_already_stands() -> None:
    work = printed("Lokales", "Der Bach steigt", "Von Anna Muster", "3. Mai 2024")
    work.credit("Karl Beispiel", "author", "1")
    work.set_date(find_dates("1. Mai 2024")[0].value, "1")
    read_shown(work)
    assert [credit.name for credit in work.credits] == ["Karl Beispiel"]
    assert str(work.facts.published) == "2024-05-01"


LEAD = "Am Morgen war der Bach noch ein Rinnsal. Am Abend stand das Wasser in der Mühle, und die Leute trugen Säcke auf den Boden, einer nach dem anderen, bis es dunkel wurde und niemand mehr den Weg zum Wehr fand."
BODY = (
    "Seit hundert Jahren steht die Mühle am Wehr, und seit hundert Jahren streitet man im Dorf, ob sie dort stehen darf. Nun hat das Wasser geantwortet, sagt der Müller, und lacht, obwohl ihm das Mehl davongeschwommen ist.",
    "Gegen Mitternacht kamen Helfer aus den Nachbardörfern mit Booten und mit Broten. Erst am Mittag darauf fiel das Wasser, und wer konnte, der schlief, auf Bänken, auf Säcken, auf dem Heu, und nur der Müller ging hin und her.",
)


def authors_of(*lines: str) -> tuple[list[str], int]:
    """Those of the first article, and how many articles there are."""
    source, _ = extract("\n\n".join((*lines, *BODY)).encode(), "a.txt", Where("a.txt"))
    assert source is not None
    drafts, _ = draft(normalise(source)[0], today=dt.date(2026, 11, 28))
    return [credit.name for credit in drafts[0].credits if credit.role == "author"], len(drafts)


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (("Der Bach steigt", LEAD, "Karl Beispiel", "Von Anna Muster"), ["Anna Muster"]),
        (("Der Bach steigt", "Von Anna Muster Foto: Bildhaus"), ["Anna Muster"]),
        (("Der Bach steigt", LEAD, LEAD, "Anna Muster"), ["Anna Muster"]),
        (("Der Bach steigt", "Anna Muster, Karl Beispiel", "Foto: Bildhaus"), ["Anna Muster", "Karl Beispiel"]),
        (("Der Bach steigt", "Ein langer Tag", "3. Mai 2024", "Anna Muster", "Search for this"), ["Anna Muster"]),
        (("Der Bach steigt", LEAD, "Von", "Marlowe", "Publiziert 3.5.2024 um 09:23"), ["Marlowe"]),
        (("Der Bach steigt", LEAD, "Auteur :", "Marlowe", "Publiziert 3.5.2024 um 09:23"), ["Marlowe"]),
        (("Der Bach steigt", "Veröffentlicht vonAnna Muster 28. Februar 2016"), ["Anna Muster"]),
        (("Rede von Bundespräsidentin Anna Muster beim Treffen der Müller", "Dorf, 31. März 2003"), ["Anna Muster"]),
        (("Remarks by President Anna Muster Opening the Bridge", "May 3, 2024"), ["Anna Muster"]),
        (
            ("Ihr Konto", "Karl Beispiel", "Wie der Bach über das Wehr stieg", "Anna Muster", "3. Mai 2024"),
            ["Anna Muster"],
        ),
        (("Ihr Konto", "Nasse Füße", "Wie der Bach über das Wehr stieg", "3. Mai 2024 | 11:15 PM"), []),
        (("Der Bach steigt", "Veröffentlicht von Marlowe", "6"), ["Marlowe"]),
        (("Der Bach steigt", "Altes Wehr", "Nasse Mühle"), []),
        (("Der Bach steigt", "3. Mai 2024 Anna Muster Mühle, Wetter"), ["Anna Muster"]),
    ],
)
def test_who_wrote_a_pasted_text(head: tuple[str, ...], authors: list[str]) -> None:
    assert authors_of(*head) == (authors, 1)


def test_who_the_text_is_about_did_not_write_it() -> None:
    told = "Anna Muster sah es zuerst. Muster lief zum Wehr, zog das Brett, und die Leute, die schon schliefen, hörten das Wasser rauschen, als wäre es wieder Frühling und der Schnee in den Bergen an einem einzigen Tag geschmolzen."
    assert authors_of("Der Bach steigt", "3. Mai 2024", "Anna Muster", told) == ([], 1)
    written = "Anna Muster lebt seit zehn Jahren im Dorf und schreibt über alles, was dort fließt, steigt und fällt; im Herbst erscheint von ihr ein Band mit Berichten über den Bach, das Wehr und die Leute, die dort arbeiten und streiten."
    assert authors_of("Der Bach steigt", "3. Mai 2024", "Anna Muster", written) == (["Anna Muster"], 1)


def test_a_printed_page_names_its_author_beside_the_date() -> None:
    for head in (("3. Mai 2024 Anna Muster Kommentar schreiben",), ("Anna Muster", "3. Mai 2024, 14:05 Uhr")):
        work = printed("Lokales", "Der Bach steigt", *head, *BODY)
        read_shown(work)
        assert [credit.name for credit in work.credits] == ["Anna Muster"]
    work = printed("Lokales", "Der Bach steigt", "Altes Wehr", "3. Mai 2024", *BODY)
    read_shown(work)
    assert not work.credits


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["ByAnna Muster", "Thursday, November 9, 2023"], ["Anna Muster"]),  # it is no lead
        (["Anna K. Muster1", "3. Mai 2021"], ["Anna K. Muster"]),
        (["3. Mai 2021", "Autor:", "Anna Muster/dpa"], ["Anna Muster"]),
    ],
)
def test_names_below_a_title_that_was_copied(lines: list[str], names: list[str]) -> None:
    running = ["Der Steg ist gesperrt, und das Holz, das im Herbst kommen sollte, liegt noch im Wald. " * 3] * 3
    source, _ = extract(
        "\n\n".join(["Warten auf das Holz für den Steg", *lines, *running]).encode(), "a.txt", Where("a")
    )
    assert source is not None
    (made,), _ = draft(normalise(source)[0], today=dt.date(2024, 1, 1))
    assert [credit.name for credit in made.credits] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Von unserer Redakteurin Anna Muster", ["Anna Muster"]),
        ("Eine Analyse von Anna Muster", ["Anna Muster"]),
        ("Autor/in: Anna Muster", ["Anna Muster"]),
        ("Autorin: Anna Muster, Projektleiterin der HBS", ["Anna Muster"]),
        ("Von Anna Muster und dpa", ["Anna Muster"]),
        ("By Anna Sample, River News", ["Anna Sample"]),
        ("By Anna Sample in Riverton", ["Anna Sample"]),
        ("Aus Paris berichtet Karl Beispiel", ["Karl Beispiel"]),
        ("Anna Muster (Text) und Karl Beispiel (Fotos)", ["Anna Muster"]),
        ("Rédigé par Anne Modèle", ["Anne Modèle"]),
        ("Por Ana Ejemplo", ["Ana Ejemplo"]),
        ("Escrito por Ana Ejemplo", ["Ana Ejemplo"]),
        ("A cura di Mario Esempio", ["Mario Esempio"]),
        ("di Mario Esempio", ["Mario Esempio"]),
        ("Door Jan Voorbeeld", ["Jan Voorbeeld"]),
        ("Autor: Jan Przykład", ["Jan Przykład"]),
        ("Автор — Анна Примерова", ["Анна Примерова"]),
        ("Текст: Ольга Зразкова", ["Ольга Зразкова"]),
        ("Von Menschen und Mäusen", []),
        ("Von Berlin nach Paris", []),
        ("Von der Leyen", []),
        ("Di Maio", []),
        ("Von Herzen Ihr", []),
        ("Von Herzen Dein Karl", []),
        ("VON HERZEN EUER KARL", []),
        ("Von Deiner Anna", []),
        ("By Your Friend", []),
        ("Von Karl Ihre", ["Karl Ihre"]),
        ("Von Alexander Herzen", ["Alexander Herzen"]),
    ],
)
def test_bylines_of_several_languages(text: str, names: list[str]) -> None:
    assert said_names(text) == names


def test_the_closing_of_a_letter_before_other_words_names_nobody() -> None:
    assert inline_byline("Von Herzen Dank sagt der Müller") is None
    assert labelled("Von Herzen Ihr") == []
    assert labelled("Von Anna Muster") == ["Anna Muster"]


def test_a_common_word_that_begins_as_a_name_does_is_not_that_name() -> None:
    topics = Topics("Im Park", "Die Wiese in der Mitte des Parks gehört allen.")
    assert not topics.holds("Anna Mittendorf")
    assert topics.holds("Grüne Wiesen")


def test_what_stands_below_the_title_goes_before_what_stands_above_it() -> None:
    told = "Die Kinder schrieben an den Bürgermeister, mit vierzehn Unterschriften und einer Zeichnung, und am Abend hing ihr Brief im Rathaus am Brett neben den Öffnungszeiten, sodass ihn alle lesen konnten, die einen Stempel brauchten oder nur warten mussten."
    lines = (
        "31. Oktober 2023",
        "Startseite",
        "Kein Eis am Freibad",
        "30. Oktober 2023 Carola Probst Kultur",
        told,
        told,
    )
    source, _ = extract("\n\n".join(lines).encode(), "a.txt", Where("a.txt"))
    assert source is not None
    made = draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0]
    assert [credit.name for credit in made.credits] == ["Carola Probst"]
    assert str(made.published) == "2023-10-30"


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("Anna Muster", True),
        ("ANNA MUSTER", True),
        ("Jürgen Beispiel", True),
        ("Juergen Beispiel", True),
        ("Hans-Jörg Beispiel", True),
        ("Dr. phil. Anna Muster", True),
        ("J. R. Beispiel", True),
        ("Ольга Зразкова", True),
        ("Grüne Jobs", False),
        ("Aktuelle Meldung", False),
        ("Neuer Job", False),
        ("View Images", False),
        ("Anna", False),
    ],
)
def test_given_names_tell_persons(line: str, known: bool) -> None:
    assert has_given_name(line) is known


def test_given_names_are_neither_words_nor_places() -> None:
    words = ["Hope", "Florence", "Milan", "Can", "Per", "Mai", "Paris", "France", "Roman", "Concepción"]
    assert [word for word in words if is_given_name(word)] == []


TEXT = (
    "An jedem Morgen fährt der erste Bus um fünf Uhr durch das Tal, und wer ihn verpasst, der wartet eine Stunde. " * 3
)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["KARL BEISPIEL"], ["Karl Beispiel"]),
        (["Startseite", "Menü", "Suche", "Anzeige", "Der Tag", "Die Woche", "Anna Muster"], ["Anna Muster"]),
        (["Anna Muster und dpa", "3. Mai 2024"], ["Anna Muster"]),
        (["Anna Muster,TAGBLATT", "3. Mai 2024"], ["Anna Muster"]),
        (["Anna Muster, @annam", "3. Mai 2024"], ["Anna Muster"]),
        (["Anna Muster Karl Otto Beispiel Lena Probe"], ["Anna Muster", "Karl Otto Beispiel", "Lena Probe"]),
        (["Von", "Anna Muster", "Karl Beispiel"], ["Anna Muster", "Karl Beispiel"]),
        (["Anna Muster", "Karl Beispiel", "3. Mai 2024"], ["Anna Muster", "Karl Beispiel"]),
        (["Author of the article:", "By Anna Muster", "3 May 2024"], ["Anna Muster"]),
        (["Tagblatt Online 02/10/2020 Anna Muster"], ["Anna Muster"]),
        (["Anna Muster vor 5 Stunden"], ["Anna Muster"]),
        (["Stadt Land", "Fluss Meer"], []),
        (["The office must have all comments by September 21, 2020."], []),
        (["These Local Notes appeared on 7 December 2017"], []),
        (["Aktuelle Meldungen", "Grüne Jobs"], []),
    ],
)
def test_who_wrote_it_in_the_lines_below_a_title(lines: list[str], names: list[str]) -> None:
    source, _ = extract(
        "\n".join(["Der Bus im Tal kommt wieder früher", *lines, TEXT, TEXT]).encode(), "a.txt", Where("a.txt")
    )
    assert source is not None
    made = draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0]
    assert [credit.name for credit in made.credits if credit.role == "author"] == names


@pytest.mark.parametrize("section", ["21.01.2022 Aktuelle Meldung", "2021-10-16 | Grüne Jobs"])
def test_a_section_beside_a_date_above_the_title_is_nobody(section: str) -> None:
    lines = ["Startseite", "Seite drucken", section, "Der Bus im Tal kommt wieder früher", TEXT, TEXT]
    source, _ = extract("\n".join(lines).encode(), "a.txt", Where("a.txt"))
    assert source is not None
    made = draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0]
    assert made.title == lines[3]
    assert made.credits == ()


def test_what_ends_with_a_colon_before_a_date_is_no_name() -> None:
    topics = Topics("", "")
    assert beside_date("Son Güncelleme : 30.04.2024", topics) == []
    assert beside_date("Anna Muster · Son Güncelleme: 30.04.2024", topics) == ["Anna Muster"]


@pytest.mark.parametrize("line", ["3 May 2024 BST GMT", "KNA DPA | 3. Mai 2024"])
def test_time_zones_and_agencies_are_no_names(line: str) -> None:
    assert beside_date(line, Topics("", "")) == []


def test_short_chinese_sentences_above_a_date_are_no_buttons() -> None:
    source, _ = extract(
        "春天\n\n花开了。\n\n我们今天去公园里玩了半天\n\n首页\n\n2021年5月3日\n".encode(), "a.txt", Where("a.txt")
    )
    assert source is not None
    made = draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0]
    assert str(made.published) == "2021-05-03"
    assert [claim.line for claim in made.structure if claim.kind == "drop"] == [7]
