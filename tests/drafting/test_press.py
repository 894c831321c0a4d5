"""What press databases put around an article: their fields, the names in them, and what is none of it."""

import datetime as dt
import time

import pytest

from lesebuch.drafting import draft
from lesebuch.drafting.landmarks import earliest
from lesebuch.drafting.names import listed, spelled
from lesebuch.drafting.pressfields import field_of, is_coded, is_sure, people
from lesebuch.drafting.pressrecord import is_record, record_starts
from lesebuch.drafting.proposal import SourceLine
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract

TODAY = dt.date(2026, 11, 20)
RUNNING = "Die Fähre blieb am Steg, weil das Seil an drei Stellen ausgefranst war und niemand schwimmen wollte. " * 3


def lines(*texts: str) -> list[SourceLine]:
    return [SourceLine(number, text) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("BYLINE: By Anna Sample", "author", "By Anna Sample"),
        ("Länge: 84 Wörter", "length", "84 Wörter"),
        ("Dauerhafte Adresse des Dokuments: https://example.org/a", "url", "https://example.org/a"),
        ("Publication title: The River Post", "source", "The River Post"),
        ("Body", "body", ""),
        ("Quelle:", "source", ""),
    ],
)
def test_a_field_is_told_by_its_label(text: str, kind: str, value: str) -> None:
    field = field_of(text)
    assert field is not None
    assert (field.kind, field.value) == (kind, value)
    assert not value or text[field.start :] == value


@pytest.mark.parametrize(
    "text", ["Der Fährmann sagte: Ich schwimme nicht", "Unterau", "Seil: das Wort des Jahres", "HD The rope"]
)
def test_other_lines_are_no_fields(text: str) -> None:
    assert field_of(text) is None


def test_codes_are_fields_in_a_record_that_has_them() -> None:
    assert is_coded(["HD The rope on the river", "BY Anna Sample", "PD 12 March 2014"])
    assert not is_coded(["BY the river", "IN the morning", "RE the rope"])
    field = field_of("HD The rope", coded=True)
    assert field is not None
    assert (field.kind, field.value) == ("title", "The rope")


@pytest.mark.parametrize(
    "text",
    [
        "LENGTH: 84 words",
        "LÄNGE: 1.284 Wörter",
        "3 of 17 DOCUMENTS",
        "End of Document",
        "Document UNTBO00020140312ea3c0000k",
    ],
)
def test_some_lines_stand_in_no_other_text(text: str) -> None:
    assert is_sure(text)


@pytest.mark.parametrize(
    "text", ["Länge: 84 Minuten", "Length: 12 km", "Document 12", "Autor: Anna Muster", "Quelle: dpa"]
)
def test_what_others_write_too_is_not_sure(text: str) -> None:
    assert not is_sure(text)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By ANNA SAMPLE and CARL EXAMPLE; Anna Sample reported from the river", ["ANNA SAMPLE", "CARL EXAMPLE"]),
        ("VON ANNA MUSTER, KARL BEISPIEL UND LENA PROBE", ["ANNA MUSTER", "KARL BEISPIEL", "LENA PROBE"]),
        ("Anna Sample, River Post Staff Writer", ["Anna Sample"]),
        ("Anna Sample, River News", ["Anna Sample"]),
        ("Sample, Anna", ["Anna Sample"]),
        ("By ANNA SAMPLE, --(Reuter)", ["ANNA SAMPLE"]),
        ("Reuters", []),
        ("-- (AFP)", []),
        ("金哲洙", ["金哲洙"]),
    ],
)
def test_a_field_names_persons_and_no_agencies(value: str, names: list[str]) -> None:
    assert people(value, labelled=True) == names


def test_names_in_capitals_are_written_as_people_write_them() -> None:
    assert spelled("ANNA VON DER MÜHLE-O'SAMPLE") == "Anna von der Mühle-O'Sample"
    assert spelled("HAMISH MCEXAMPLE") == "Hamish McExample"
    assert spelled("J.R. SAMPLE") == "J.R. Sample"
    assert spelled("AFP DPA") == "AFP DPA"
    assert spelled("XYZ NEWS") == "XYZ NEWS"  # an abbreviation is no first name
    assert spelled("Anna Sample") == "Anna Sample"


def test_names_are_listed_in_a_time_that_grows_with_the_text() -> None:
    assert listed("Anna Muster" + " " * 200_000 + "und Karl Beispiel") == ["Anna Muster", "Karl Beispiel"]


def test_an_essay_that_counts_its_words_is_no_record() -> None:
    assert not is_record(lines("Mein Fluss", "84 Wörter", RUNNING, RUNNING))
    assert not record_starts(lines("Mein Fluss", "Autor: Anna Muster", "Datum: 3. Mai 2014", RUNNING))


def test_each_article_of_a_file_begins_where_the_database_says() -> None:
    ended = lines("Seil", "3. Mai 2014", RUNNING, "End of Document", "Fähre", "4. Mai 2014", RUNNING, "End of Document")
    assert record_starts(ended) == [0, 4]
    counted = lines("Terms: rope", "1 of 2 DOCUMENTS", "Seil", RUNNING, "2 of 2 DOCUMENTS", "Fähre", RUNNING)
    assert record_starts(counted) == [1, 4]


def test_two_lines_may_end_an_article() -> None:
    record = ("Ufer", "Das Seil reißt am Steg", "84 words", "3 May 2014", "The River Post", "EN", RUNNING)
    ended = lines(*record, "Document RIVR000020140503", "End of Document", *record)
    assert record_starts(ended) == [0, 9]
    text = "\n\n".join(("1 of 1 DOCUMENTS", *record, RUNNING, "Document RIVR000020140503", "End of Document"))
    source, _ = extract(text.encode(), "a.txt", Where("a.txt"))
    assert source is not None
    (made,), _ = draft(normalise(source)[0], today=TODAY)
    assert (made.title, made.publisher) == ("Das Seil reißt am Steg", "The River Post")
    assert [claim.kind for claim in made.structure][-2:] == ["drop", "drop"]


@pytest.mark.parametrize(
    "head",
    [
        ("Titel: Das Seil reißt", "Autorin: Anna Muster", "Datum: 3. Mai 2014"),
        (
            "Das Seil reißt",
            "Flussblatt",
            "3. Mai 2014",
            "Ausgabe 1; Landesausgabe",
            "Länge: 84 Wörter",
            "Byline: Anna Muster",
        ),
    ],
)
def test_what_people_write_above_a_text_is_its_record_too(head: tuple[str, ...]) -> None:
    source, _ = extract("\n".join((*head, "", RUNNING, "", RUNNING)).encode(), "a.txt", Where("a.txt"))
    assert source is not None
    (made,), _ = draft(normalise(source)[0], today=TODAY)
    assert (made.title, [credit.name for credit in made.credits], str(made.published)) == (
        "Das Seil reißt",
        ["Anna Muster"],
        "2014-05-03",
    )


def test_long_words_are_looked_at_in_a_time_that_grows_with_the_text() -> None:
    began = time.process_time()
    assert earliest(["A" * 100_000 + " war da. Der Vertrag 2014 gilt."], TODAY)[0] == dt.date(2014, 1, 1)
    source, _ = extract(f"Seil\n\n{'A' * 50_000}\n\n{RUNNING}".encode(), "a.txt", Where("a.txt"))
    assert source is not None
    assert draft(normalise(source)[0], today=TODAY)[0][0].title == "Seil"
    assert time.process_time() - began < 10.0
