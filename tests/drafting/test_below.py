"""Who wrote a text, where a line below it says so. The texts are ours."""

import datetime as dt

import pytest

from lesebuch.drafting import Draft, draft
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract

TEXT = (
    (
        "Der Bach stieg über das Wehr, und die Leute, die schon schliefen, hörten das Wasser rauschen, als wäre es Frühling und der "
        "Schnee in den Bergen an einem einzigen Tag geschmolzen. Am Morgen fehlte das Brett, und niemand wollte es gezogen haben."
    ),
    (
        "Im Rathaus hing am Mittag ein Zettel, auf dem stand, wer ein Brett von vier Ellen gefunden habe, der möge es bringen. Drei "
        "Bretter wurden gebracht, keines passte, und der Müller nahm das längste und sägte, bis es dunkel wurde."
    ),
)


def drafted(*below: str, above: tuple[str, ...] = ("Der Bach steigt",)) -> Draft:
    source, _ = extract("\n\n".join((*above, *TEXT, *below)).encode(), "a.txt", Where("a.txt"))
    assert source is not None
    return draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0]


def authors(made: Draft) -> list[str]:
    return [credit.name for credit in made.credits if credit.role == "author"]


@pytest.mark.parametrize(
    ("below", "names"),
    [
        (("Nasse Füße", "Text: Anna Muster / Dorfblatt", "Zurück"), ["Anna Muster"]),
        (("Posted by Anna Sample, River News", "Back"), ["Anna Sample"]),
        (("Geschrieben vonAnna Muster", "Teilen"), ["Anna Muster"]),
        (("Autorin", "Anna Muster", "Quelle"), ["Anna Muster"]),
        (("Autoren Anna Muster und Karl Beispiel", "Mehr"), ["Anna Muster", "Karl Beispiel"]),
        (("Autor: red", "Mehr"), []),
        (("Autor", "muellerin", "Mehr"), ["muellerin"]),
        (("Text", "Mehr dazu lesen", "Teilen"), []),
        (("Von Herzen Ihr", "Seebote"), []),
        (("Kommentare", "Von Anna Muster", "Schön!"), []),
        (("Noch mehr vom Bach", *["Wetter"] * 14, "Von Anna Muster", "Wetter"), []),
        (("Auf den Spuren von Anna Muster", "Teilen"), []),
        (("1. Wehr", "2. Mühle", "3. Brett", "Author: Marlowe am 29.12.2010, 13:36 Uhr"), ["Marlowe"]),
        (("Über Anna Muster", "Anna lebt am Bach.", "Teilen"), ["Anna Muster"]),
        (("About the Author - Anna Muster", "Back"), ["Anna Muster"]),
        (("28. November 2022", "- Anna Muster"), ["Anna Muster"]),
        (("Über Nasse Wiesen", "Teilen"), []),
        (("- Nasse Wiesen", "Teilen"), []),
    ],
)
def test_a_label_below_the_text_names_who_wrote_it(below: tuple[str, ...], names: list[str]) -> None:
    assert authors(drafted(*below)) == names


def test_the_date_beside_such_a_line_is_the_date() -> None:
    assert str(drafted("von Marlowe", "18.10.2019 16:06 Uhr", "Teilen").published) == "2019-10-18"
    assert str(drafted("Written by Anna Sample on July 27, 2017", "Latest news").published) == "2017-07-27"


def test_who_is_named_above_goes_first() -> None:
    made = drafted("Von Karl Beispiel", "Teilen", above=("Der Bach steigt", "Von Anna Muster", "3. Mai 2024"))
    assert authors(made)[0] == "Anna Muster"


def test_a_line_that_says_what_somebody_does_makes_a_name_an_author() -> None:
    above = ("Der Bach steigt", "Anna Muster", "3. Mai 2024")
    assert authors(drafted("Anna Muster ist Müllerin in Unterau.", above=above)) == ["Anna Muster"]


def test_a_place_may_stand_between_names() -> None:
    assert authors(drafted(above=("Der Bach steigt", "Anna Muster, Bern, Karl Beispiel", "3. Mai 2024"))) == [
        "Anna Muster",
        "Karl Beispiel",
    ]
