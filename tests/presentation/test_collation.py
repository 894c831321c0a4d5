"""The order of words and the letters of an index are those of the reader's language."""

from collections.abc import Iterator

import pytest

from lesebuch.presentation import catalogue, collation

WORDS = [
    "Zebra",
    "Öl",
    "Ost",
    "ähnlich",
    "Apfel",
    "„Quelle“",
    "2022",
    "ß",
    "Ålesund",
    "Łódź",
    "Шар",
    "Єва",
    "Қала",
    "Σ",
    "王",
]


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    before = catalogue.current()
    yield
    catalogue.use(before)


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("de", "2022 ähnlich Ålesund Apfel Łódź Öl Ost „Quelle“ ß Zebra Σ Єва Қала Шар 王"),
        ("de_AT", "2022 ähnlich Ålesund Apfel Łódź Öl Ost „Quelle“ ß Zebra Σ Єва Қала Шар 王"),
        ("sv", "2022 Apfel Łódź Ost „Quelle“ ß Zebra Ålesund ähnlich Öl Σ Єва Қала Шар 王"),
        ("uk", "2022 Єва Қала Шар ähnlich Ålesund Apfel Łódź Öl Ost „Quelle“ ß Zebra Σ 王"),
        ("xx", "2022 ähnlich Ålesund Apfel Łódź Öl Ost „Quelle“ ß Zebra Σ Єва Қала Шар 王"),
    ],
)
def test_words_stand_as_dictionaries_of_the_language_have_them(language: str, order: str) -> None:
    catalogue.use(language)
    assert " ".join(sorted(WORDS, key=collation.sort_key)) == order


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        (
            "de",
            {
                "ähnlich": "A",
                "Ålesund": "A",
                "Łódź": "L",
                "ß": "S",
                "„Quelle“": "Q",
                "2022": "#",
                "Єва": "Е",
                "王": "#",
            },
        ),
        ("sv", {"ähnlich": "Ä", "Ålesund": "Å", "Öl": "Ö"}),
        ("uk", {"Єва": "Є", "Їжак": "Ї", "Zebra": "Z", "Ärger": "A"}),
        ("ru", {"Ёлка": "Е", "Шар": "Ш", "Ost": "O"}),
        ("kk", {"Қала": "Қ"}),
        ("tr", {"Çelik": "Ç", "İzmir": "İ"}),
    ],
)
def test_letters_are_those_of_the_language_and_other_scripts_stand_apart(
    language: str, letters: dict[str, str]
) -> None:
    catalogue.use(language)
    assert {word: collation.letter(word) for word in letters} == letters


def test_words_are_compared_word_by_word() -> None:
    catalogue.use("de")
    assert sorted(["Neubau", "Neu Delhi", "Neu-Ulm"], key=collation.sort_key) == ["Neu Delhi", "Neu-Ulm", "Neubau"]


def test_what_holds_no_letter_has_a_place_too() -> None:
    assert collation.letter("…") == collation.letter("") == collation.OTHER
