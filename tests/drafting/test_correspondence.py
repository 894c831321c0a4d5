"""Letters say when they were written and by whom; and days before 1900 count where a line says nothing else. The texts are ours."""

import pytest

from lesebuch.drafting import Draft, draft
from lesebuch.drafting.datelines import find_dates, only_date
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract

BODY = (
    "The dam has held for the third winter, and the children walk on it again as if nothing had ever happened there. "
    "You would not know the mill: they have taken off the roof, and the wheel lies in the meadow."
)


def drafted(text: str) -> Draft:
    source, _ = extract(text.encode(), "a.txt", Where("a.txt"))
    assert source
    (made,), _ = draft(normalise(source)[0])
    return made


def letter(date: str, dear: str, closing: str, name: str) -> Draft:
    return drafted(f"From the Dam\n\n{date}\n\n{dear}\n\n{BODY}\n\n{BODY.swapcase()}\n\n{closing}\n\n{name}\n")


@pytest.mark.parametrize(
    ("date", "dear", "closing", "name", "published"),
    [
        ("Salzau, March 3, 1845", "Dear Sister,", "Yours truly,", "Ada Kahn", "1845-03-03"),
        ("Salzau, den 3. März 1945", "Liebe Anna,", "Herzliche Grüße", "Karl Tal", "1945-03-03"),
        ("Salzau, le 3 mars 1871", "Chère Anna,", "Je vous embrasse,", "Karl Tal", "1871-03-03"),
        ("Сальцау, 12 березня 1898 р.", "Шановна Анно!", "З повагою", "Макс Губер", "1898-03-12"),
    ],
)
def test_a_letter_says_when_and_by_whom(date: str, dear: str, closing: str, name: str, published: str) -> None:
    made = letter(date, dear, closing, name)
    assert (str(made.published), made.published_at.split()[0]) == (published, "3")
    assert [(credit.name, credit.role, credit.at) for credit in made.credits] == [(name, "author", "13")]


def test_a_first_name_alone_is_told_and_no_author() -> None:
    made = letter("Salzau, March 3, 1845", "Dear Sister,", "Your loving sister,", "Ada")
    assert not made.credits
    assert "author: line 13 signs the letter: Ada" in made.doubts


def test_the_title_of_a_letter_says_who_wrote_to_whom() -> None:
    made = drafted(f"Ada Kahn an Karl Tal\n\nSalzau, den 3. März 1845\n\nLieber Karl,\n\n{BODY}\n\nDeine Ada\n")
    assert [(credit.name, credit.at) for credit in made.credits] == [("Ada Kahn", "1")]


def test_two_days_above_a_letter_leave_its_date_open() -> None:
    made = letter("Salzau, 3. Mai 1845 (erhalten 9. Mai 1845)", "Liebe Anna,", "Herzliche Grüße", "Karl Tal")
    assert made.published is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("March 3, 1845", "1845-03-03"),
        ("12. Mai 1848", "1848-05-12"),
        ("18 mars 1871", "1871-03-18"),
        ("12 marca 1834", "1834-03-12"),
        ("12 березня 1598 р.", "1598-03-12"),
    ],
)
def test_an_old_day_counts_where_a_line_says_nothing_else(text: str, value: str) -> None:
    found = only_date(text)
    assert found is not None
    assert str(found.value) == value
    assert not find_dates(text)


@pytest.mark.parametrize("text", ["1811-12", "1380 May 3", "No. 1500"])
def test_what_is_no_old_day(text: str) -> None:
    assert only_date(text) is None


@pytest.mark.parametrize("year", [1876, 1976])
def test_where_a_speech_was_held_is_nobody_who_held_it(year: int) -> None:
    made = drafted(f"What the Shore Remembers\n\nDelivered at Port Harmon, July 4, {year}\n\n{BODY}\n\n{BODY}\n")
    assert str(made.published) == f"{year}-07-04"
    assert not made.credits
    assert [claim.kind for claim in made.structure] == ["title", "dateline"]


@pytest.mark.parametrize(
    ("name", "names", "doubt"),
    [
        ("Вера Кан", ["Вера Кан"], "author: line 1 gives a name without saying whose"),
        ("Зорана Кан", [], "author: the text names none; line 1 may be a name"),
    ],
)
def test_a_name_above_the_title_is_told(name: str, names: list[str], doubt: str) -> None:
    made = drafted(f"{name}\n\nЛист до матері\n\nСальцау, 12 березня 1898 р.\n\nЛюба Анно!\n\n{BODY}\n\nТвоя Віра\n")
    assert (made.title, [credit.name for credit in made.credits]) == ("Лист до матері", names)
    assert doubt in made.doubts
