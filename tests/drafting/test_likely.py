"""Titles and authors that are told by many weak signs, whose weights were learned. The texts are ours."""

import datetime as dt

import pytest

from lesebuch.drafting import Draft, draft, topline
from lesebuch.drafting.authorsigns import parts
from lesebuch.drafting.boilerplate import trailing
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.titlesigns import is_running, likelihoods, running_lines, signs_of
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
    (
        "Am Abend war das Wehr wieder dicht. Der Müller zog die Stiefel aus, stellte sie umgekehrt auf zwei Pfähle und sagte, beim "
        "nächsten Mal werde er das Brett anketten, und wer es dann noch haben wolle, der müsse das ganze Wehr mitnehmen."
    ),
)
ZH = (
    "小河漫过了堤坝，睡着的人听见水声，以为是春天，山上的雪在一天之内全化了。早上木板不见了，谁也不承认是自己拿走的。"
    * 3
)


def drafted(*lines: str) -> Draft:
    source, _ = extract("\n\n".join((*lines, *TEXT)).encode(), "a.txt", Where("a.txt"))
    assert source is not None
    return draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Por Anna Muster 4 mayo, 2022", ["Anna Muster"]),
        ("Anna Muster · Dorfblatt · Posted: Oct 14, 2022 9:27 AM", ["Anna Muster", "Dorfblatt"]),
        ("Par Anna Muster le 14.09.2020 à 11h46", ["Anna Muster"]),
        ("Anna Muster og Karl Beispiel", ["Anna Muster", "Karl Beispiel"]),
        ("Anna Muster @annam", ["Anna Muster"]),
        ("2024-05-03 17:27:46 Anna Muster", ["Anna Muster"]),
        ("September 15, 2020 byAnna Muster Post a Comment", ["Anna Muster"]),
        ("3. Mai 2024", []),
    ],
)
def test_a_line_is_cut_where_dates_and_separators_stand(line: str, names: list[str]) -> None:
    found = parts(line)
    assert [part.name for part in found] == names
    assert all(line[part.start :].startswith(part.name) for part in found)


@pytest.mark.parametrize("line", ["Auf den Spuren von Anna Muster", "Der Sohn von Anna Muster", "Step by step"])
def test_a_word_within_a_line_is_no_label(line: str) -> None:
    assert not any(part.label for part in parts(line))


@pytest.mark.parametrize("line", ["Anna Muster • 8h", "Anna Muster 7 hours", "Anna Muster og Karl Beispiel"])
def test_a_likely_author_is_taken_and_in_doubt(line: str) -> None:
    made = drafted("Das Wehr und der Bach", line)
    assert made.credits[0].name == "Anna Muster"
    assert made.credits[0].at == "3"
    assert "author: line 3 gives a name without saying whose" in made.doubts


@pytest.mark.parametrize("line", ["Foto: Anna Muster", "Nasse Wiesen", "Teilen", "[Bearbeitet von Anna Muster]"])
def test_who_took_a_picture_or_edited_a_text_has_not_written_it(line: str) -> None:
    assert not [credit for credit in drafted("Das Wehr und der Bach", line).credits if credit.role == "author"]


def test_what_stands_between_blank_lines_is_rather_a_title() -> None:
    lines = ["Lokales aus dem Tal", "Müller und Bretter", "Der Bach und das Wehr", "Bretter und Pfähle", *TEXT]
    alike = likelihoods([SourceLine(number, line) for number, line in enumerate(lines, 1)])
    apart = likelihoods([SourceLine(n, line) for n, line in zip((1, 2, 4, 6, 8, 10, 12), lines, strict=True)])
    assert sum(alike.values()) == pytest.approx(1)
    assert apart[2] > alike[2]


def test_blank_lines_everywhere_say_nothing() -> None:
    lines = ["Lokales", "Der Bach und das Wehr", *TEXT]
    close, wide = (
        signs_of([SourceLine(number * step, line) for number, line in enumerate(lines, 1)]) for step in (1, 2)
    )
    assert close == wide


def test_running_text_without_spaces_is_some() -> None:
    assert is_running(ZH)
    assert not is_running(ZH[:40])


def test_a_text_without_stops_runs_all_the_same() -> None:
    line = "وقال أهل القرية إن الماء نزل من الجبل ليلا وحمل الجسر القديم معه حتى بلغ الوادي " * 3
    text = ["حديث الجسر والماء", line, line, "قال الراوي", line, line, f"{line} انتهى."]
    assert running_lines(text) == [1, 2, 4, 5, 6]
    assert 1 not in running_lines([*text[:2], *TEXT]), "one long line is a list of tags"


def test_another_likely_title_is_a_doubt() -> None:
    made = drafted("Lokales", "Ein Wehr ohne Brett", "Der Bach ohne Wehr")
    assert made.title_at in ("3", "5")
    assert f"title: it may be line {8 - int(made.title_at)}" in made.doubts


@pytest.mark.parametrize(
    ("day", "published"),
    [("3. Mai 2024", "2024-05-03?"), ("Mai 2024", "[..2024-05-31]"), ("4/5/2024", "[..2024-05-04]")],
)
def test_only_a_day_is_what_an_uncertain_date_says(day: str, published: str) -> None:
    made = drafted("Das Wehr und der Bach", f"Zuletzt aktualisiert: {day}")
    assert str(made.published) == published
    assert "date: line 3 is the date of a revision; the text may be older" in made.doubts


@pytest.mark.parametrize(
    ("place", "published"),
    [
        ("Salzau, 3. Mai 2024 – ", "2024-05-03"),
        ("(Salzau, 3.5.2024) ", "2024-05-03"),
        ("SALZAU, May 3, 2024 /Agentur/ -- ", "2024-05-03"),
        ("Salzau, am 3. Mai 2024 wurde gewählt, und ", "None"),
        ("Vom 3. Mai 2024 – 9. Mai 2024 ist das Wehr offen. ", "None"),
        ("Freitag, 3. Mai 2024: ", "None"),
    ],
)
def test_the_line_with_the_place_may_give_the_day(place: str, published: str) -> None:
    source, _ = extract(f"Der Bach\n\n{place}{TEXT[0]}\n\n{TEXT[1]}".encode(), "a.txt", Where("a.txt"))
    assert source is not None
    made = draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0]
    assert str(made.published) == published


def test_who_answers_questions_did_not_write() -> None:
    source, _ = extract(
        "\n\n".join(("Das Wehr ist dicht", *TEXT, "Pressekontakt:", "Anna Muster", "Telefon 1234")).encode(),
        "a.txt",
        Where("a.txt"),
    )
    assert source is not None
    assert not draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0].credits


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("Das Wehr", "Ein Brett fehlt", "Anna Muster", "Teilen", "Salzau Steg - 3. Mai 2024"), ["Anna Muster"]),
        (("Das Wehr", "Por Anna Muster Beispiel Publicado 3. Mai 2024"), ["Anna Muster Beispiel"]),
    ],
)
def test_a_person_goes_before_what_only_looks_like_one(lines: tuple[str, ...], names: list[str]) -> None:
    assert [credit.name for credit in drafted(*lines).credits] == names


@pytest.mark.parametrize(
    "below",
    [
        ("Karla says", "3. Mai 2024"),
        ("Subscribe", "Von Lena Probe"),
        ("Redaktion Reporterin", "3. Mai 2024"),
        ("Foto: Karl Beispiel", "Von Anna Muster"),
    ],
)
def test_comments_buttons_and_captions_begin_no_article(below: tuple[str, ...]) -> None:
    lines = ("Das Wehr", "1. Mai 2024", *TEXT, *below, TEXT[0])
    source, _ = extract("\n\n".join(lines).encode(), "a.txt", Where("a.txt"))
    assert source is not None
    assert len(draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0]) == 1


def test_the_address_of_a_site_is_no_title() -> None:
    made = drafted("dorfblatt.example.com", "Das Wehr und der Bach", "Oluwa Beispiel", "5–7 Minuten")
    assert (made.title, [credit.name for credit in made.credits]) == ("Das Wehr und der Bach", ["Oluwa Beispiel"])
    assert not made.outside or made.outside[0].first == 1


@pytest.mark.parametrize(("other", "titles"), [(0.3, [0, 1]), (0.1, [])])
def test_a_first_line_that_may_be_a_kicker_is_a_doubt(
    other: float, titles: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topline, "likelihoods", lambda _: {0: 0.6, 1: other})
    lines = ["Das Wehr in der Kreisstadt", "Ein Brett fehlt", *TEXT]
    assert topline.title_lines_of([SourceLine(number, line) for number, line in enumerate(lines, 1)]) == titles


def test_only_english_puts_the_month_first() -> None:
    german = drafted("Das Wehr", "Anna Muster", "4/5/2024")
    assert (str(german.published), [doubt for doubt in german.doubts if doubt.startswith("date")]) == ("2024-05-04", [])
    source, _ = extract(b"Wehr\n\nAnna Muster\n\n4/5/2024\n\nBrett", "a.txt", Where("a.txt"))
    assert source is not None  # nothing tells the language
    assert str(draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0].published) == "[2024-04-05,2024-05-04]"


def test_furniture_below_a_chinese_text_takes_nothing_of_it() -> None:
    lines = ["小河", "Newsletter", "早上木板不见了。", "谁也不承认。", "Newsletter", "Login"]
    assert trailing([SourceLine(number, line) for number, line in enumerate(lines, 1)]) == 4


def test_a_menu_with_tabs_hides_no_title() -> None:
    menu = SourceLine(1, "Politik Kultur", cells=1)
    lines = [SourceLine(number, line) for number, line in enumerate(("Ein Brett am Wehr fehlt", *TEXT), 2)]
    assert topline.title_lines_of([menu, *lines])[:1] == [1]


def test_a_button_is_no_name_that_an_editor_is_asked_about() -> None:
    assert "author: the text names none" in drafted("Das Wehr ist dicht", "Schreib-Werkstatt").doubts
