"""Which line is the title, where others stand above the text."""

import datetime as dt

import pytest

from lesebuch.drafting import Draft, draft
from lesebuch.drafting.proposal import LineForm, SourceLine
from lesebuch.drafting.topline import leading, title_lines_of
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract

TEXT = (
    (
        "Der Müller hatte drei Söhne und eine Mühle, und weil der Bach im Sommer zu wenig Wasser führte, ging die Mühle nur im Winter; "
        "im Sommer saßen alle vier auf der Bank vor dem Haus, zählten die Wolken und warteten, bis es endlich einmal regnete."
    ),
    (
        "Als es dann regnete, war es zu viel. Die Mühle lief Tag und Nacht, der Bach stieg über das Wehr, und die drei Söhne trugen die "
        "Säcke auf den Boden, einen nach dem anderen, so lange, bis auch dort kein Platz mehr war und der Müller lachte."
    ),
)


def blocks(*lines: str) -> list[SourceLine]:
    return [SourceLine(number, line) for number, line in enumerate((*lines, *TEXT), 1)]


def title_line_of(found: list[SourceLine]) -> int | None:
    return next(iter(title_lines_of(found)), None)


def drafted(*lines: str) -> Draft:
    source, _ = extract("\n\n".join(lines).encode(), "a.txt", Where("a.txt"))
    assert source is not None
    return draft(normalise(source)[0], today=dt.date(2026, 11, 20))[0][0]


@pytest.mark.parametrize(
    "head",
    [
        ("Die Mühle",),
        ("Mühlengesetz", "I. Die Söhne und der Bach"),
        ("Der Bach", "Anna Muster", "Erstes Kapitel"),
        ("Wie der Bach über das Wehr stieg", "Ein Müller, drei Söhne und ein nasser Sommer"),
        ("Wie der Bach über das Wehr stieg", "3. Mai 2024"),
        ("Das Wehr.", "Anna Muster"),
        (),
    ],
)
def test_the_first_line_stays_the_title(head: tuple[str, ...]) -> None:
    assert not title_line_of(blocks(*head))


@pytest.mark.parametrize(
    ("head", "at"),
    [
        (("Startseite", "Lokales", "Wie der Bach über das Wehr stieg"), 2),
        (("Lokales", "Wie der Bach über das Wehr stieg", "Von Anna Muster", "3. Mai 2024"), 1),
        (("Home » Lokales » Der Müller und der Bach", "Der Müller und der Bach", "Teilen"), 1),
        (("3. Mai 2024", "Der Müller, der Bach und das Wehr"), 1),
        (("Suche", "Foto: Anna Muster", "Der Müller, der Bach und das Wehr"), 2),
    ],
)
def test_sections_and_buttons_are_no_title(head: tuple[str, ...], at: int) -> None:
    assert title_line_of(blocks(*head)) == at


def test_a_list_at_the_top_is_a_menu() -> None:
    menu = [
        SourceLine(n, text, form=LineForm("item")) for n, text in enumerate(["- Lokales", "- Gastbeiträge und mehr"], 1)
    ]
    head = blocks("Über mich", "Wie der Bach über das Wehr stieg", "Von: Anna Muster")
    assert title_line_of([*menu, *head]) == 3


def test_nothing_is_told_of_verse() -> None:
    verse = [SourceLine(number, "Der Bach, der Bach, er läuft und läuft") for number in range(1, 12)]
    assert title_line_of(verse) is None


def test_author_and_date_above_a_title_are_not_led_away() -> None:
    assert leading(blocks("Lokales", "Anna Muster", "3. Mai 2024", "Wie der Bach über das Wehr stieg"), 3) == 1


TAGS = "Bach Brücke Fluss Hochwasser Korn Kuchen Landschaft Lokales Mehl Mühlenbau Müllerei Regen Sommer Technik Verein Wandern Wasserrad Wehr Winter Wolken Zeitung Ziegelei Zimmerei Zunft"
NOTICE = (
    "Ihr Browser ist sehr alt und zeigt diese Seite vielleicht nicht so an, wie sie gedacht ist. Bitte nehmen Sie, wenn Sie können, "
    "einen neueren, oder fragen Sie jemanden, der sich damit auskennt, ob er Ihnen einen solchen einrichtet."
)


@pytest.mark.parametrize(
    ("head", "at"),
    [
        (("Themen", TAGS, "Wie der Bach über das Wehr stieg"), 2),
        (("Fragen", NOTICE, "Wie der Bach über das Wehr stieg", "3. Mai 2024"), 2),
        (("← Die Ziegelei brennt", "Wie der Bach über das Wehr stieg"), 1),
        (("Home » Lokales » Wie der Müller lachte", "Wie der Müller lachte", "Teilen"), 1),
        (("Wasser", "Wie der Bach über das Wehr stieg", "3. Mai 2024"), 1),
        (("Lokales", "Nass? Der Bach und das Wehr.", "3. Mai 2024"), 1),
        (
            (
                "Lokales",
                *(f"Seite {n}" for n in range(60)),
                "Wie der Bach über das Wehr stieg",
                *["Teilen", "Merken"] * 25,
            ),
            61,
        ),
    ],
)
def test_what_a_page_shows_above_its_title_is_none(head: tuple[str, ...], at: int) -> None:
    assert title_line_of(blocks(*head)) == at


def test_a_sentence_is_no_title_where_nothing_else_looks_like_one() -> None:
    assert (
        title_line_of(blocks("3. Mai 2024", "Von Anna Muster", "Der Bach stieg über das Wehr und nahm das Brett mit."))
        is None
    )
