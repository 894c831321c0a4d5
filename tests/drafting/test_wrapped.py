"""Text files whose lines were broken at a fixed width: paragraphs are joined, verse is not."""

import textwrap
from collections.abc import Sequence
from itertools import pairwise

import pytest

from lesebuch.drafting import Draft, chapter_file, draft, hints_of, read_page
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.accounts import account
from lesebuch.sources.page import page_lines

MORNING = (
    "Es war ein trüber Morgen im November, als der Postwagen die Brücke über die Salz erreichte. Der Kutscher stieg ab, sah "
    "nach dem Rad und schüttelte den Kopf, denn so etwas hatte er noch nie gesehen, und er fuhr die Strecke seit zwölf Jahren."
)
NOON = (
    "»Das hält nicht bis Mittag«, sagte er. Niemand antwortete ihm, denn alle schliefen noch, und der Regen schlug gegen die "
    "Scheiben, dass man kaum ein Wort verstand. Da ging er wieder zurück und sang."
)
PROSE = (MORNING, NOON)
SONG = "Die Brücke steht im Regen,\nder Fluss geht unter ihr,\nich will mich niederlegen\nund bleibe lieber hier."
PENTAMETER = """\
Der alte Damm, der viele Jahre hielt,
gab in der Nacht dem Druck des Wassers nach,
und als der Morgen kam, da war kein Feld,
kein Weg, kein Hof, kein Garten mehr zu sehn.
Wir standen auf dem Dach und sahen zu,
wie alles, was wir hatten, langsam trieb,
und keiner sprach, denn jeder wusste schon,
was morgen in den Blättern stehen wird."""


def drafted(text: str) -> Draft:
    source, _ = extract(text.encode(), "a.txt", Where("a.txt"))
    assert source
    (made,), _ = draft(normalise(source)[0])
    return made


def items(made: Draft) -> list[str]:
    lines = chapter_file(made, "a").split("\n")
    return [line.removeprefix("  - {at: ").removesuffix("}") for line in lines if line.startswith("  - {at:")]


@pytest.mark.parametrize("width", [55, 65, 72, 80])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_paragraphs_are_joined_and_verse_is_not(width: int, newline: str) -> None:
    paragraphs = [textwrap.fill(paragraph, width) for paragraph in PROSE]
    song = textwrap.indent(SONG, "    ")
    text = "\n\n".join(["Die Reise nach Salzau", "von Ada Berg", *paragraphs, song, paragraphs[0]]) + "\n"
    made = drafted(text.replace("\n", newline))
    spans, at = [], 5
    for paragraph in (*paragraphs, song, paragraphs[0]):
        end = at + paragraph.count("\n")
        spans.append(f"{at}-{end}, is: {'verse' if paragraph is song else 'paragraph'}")
        at = end + 2
    assert items(made) == ["1, is: title", "3, is: byline", *spans]
    assert not any(doubt.startswith("verse: ") for doubt in made.doubts)  # it rhymes


def set_in(paragraphs: Sequence[str], first: str = "  ", others: str = "", width: int = 70) -> str:
    """Paragraphs with no blank line between them."""
    return "\n".join(textwrap.fill(text, width, initial_indent=first, subsequent_indent=others) for text in paragraphs)


def test_paragraphs_whose_first_lines_are_set_in_are_parted() -> None:
    made = drafted(f"Die Reise\n\n{set_in(PROSE * 2)}\n")
    lengths = [set_in([paragraph]).count("\n") + 1 for paragraph in PROSE * 2]
    starts = [3 + sum(lengths[:i]) for i in range(len(lengths) + 1)]
    spans = [f"{first}-{end - 1}, is: paragraph" for first, end in pairwise(starts)]
    assert items(made) == ["1, is: title", *spans]


def test_paragraphs_that_hang_are_not_parted() -> None:
    made = drafted(f"Die Reise\n\n{set_in(PROSE[:1], '', '    ')}\n\n{set_in(PROSE[1:2], '', '    ')}\n")
    assert len(items(made)) == 1 + 2


def test_a_page_of_preformatted_text_has_paragraphs_and_headings() -> None:
    """As archives and parliaments publish what was typed once."""
    one, other = set_in(PROSE), textwrap.fill(PROSE[0], 70)
    code = "def salt(x):\n    return x\nprint(salt(1),\n      salt(2))"
    text = f"<title>Die Reise</title><pre>{one}\n\n\nAm Ziel\n\n{other}\n\n\nWieder daheim\n\n{other}</pre>"
    for page, is_joined in ((text, True), (f"<title>Die Reise</title><p>{PROSE[0]}<pre>{code}</pre>", False)):
        source, _ = extract(page.encode(), "a.html", Where("a.html"))
        assert source
        (made,), _ = draft(normalise(source)[0], hints=read_page(page, page_lines(page)))
        kinds = [item.rpartition(" ")[2] for item in items(made) if "drop" not in item]
        wanted = [*["paragraph"] * len(PROSE), "heading", "paragraph", "heading", "paragraph"]
        assert kinds == (wanted if is_joined else [])


def test_headings_between_paragraphs_are_found() -> None:
    one, other = (textwrap.fill(paragraph, 70) for paragraph in PROSE)
    made = drafted(f"Die Reise\n\n{one}\n\nAm Ziel\n\n{other}\n\nWieder daheim\n\n{one}\n")
    assert [claim.kind for claim in made.structure if claim.line in (8, 14)] == ["heading", "heading"]


@pytest.mark.parametrize(
    "text",
    [
        PENTAMETER,
        f"Der Damm\n\n{PENTAMETER}\n\n{PENTAMETER}",
        "\n".join(line.rstrip(".,").capitalize() for line in PENTAMETER.splitlines()),
        "\n\n".join(PROSE),
        "\n".join(PROSE),
        "Salz 12 Euro\nMehl 9 Euro\nZucker und Zimt 14 Euro\nEier 3 Euro\nMilch aus dem Dorf 2 Euro\nBrot 4 Euro",
        "Kurz.\nZwei",
    ],
)
def test_what_was_not_broken_by_width_is_not_joined(text: str) -> None:
    assert "paragraph" not in {claim.kind for claim in drafted(text + "\n").structure}


def test_a_record_above_the_text_ends_where_the_text_begins() -> None:
    """As Project Gutenberg has it."""
    one, other = (textwrap.fill(paragraph, 70) for paragraph in PROSE)
    record = "Title: Die Reise\n\nAuthor: Ada Berg\n\nRelease Date: May 3, 2021\n\nLanguage: German"
    made = drafted(f"Die Reise nach Salzau\n\n{record}\n\n{one}\n\n{other}\n")
    kinds = {claim.line: claim.kind for claim in made.structure}
    first = 11
    assert {kinds[line] for line in range(first, first + one.count("\n") + 1)} == {"paragraph"}
    assert [credit.name for credit in made.credits] == ["Ada Berg"]


def test_the_lines_of_a_mail_are_joined_and_those_that_it_quotes_stay_lines() -> None:
    one, other, quoted = (textwrap.fill(paragraph, 70) for paragraph in (*PROSE, MORNING))
    quoted = textwrap.indent(quoted, "> ")
    mail = f"Subject: Die Reise\nFrom: Ada Berg <ada@example.org>\n\n{one}\n\n{quoted}\n\n{other}\n".encode()
    source, _ = extract(mail, "a.eml", Where("a.eml"))
    document = account(mail, "eml")
    assert source
    assert document
    (made,), _ = draft(normalise(source)[0], hints=hints_of(document))
    lines = source.text.split("\n")
    kinds = {claim.line: claim.kind for claim in made.structure}
    for paragraph, kind in ((one, "paragraph"), (quoted, "quote"), (other, "paragraph")):
        first = lines.index(paragraph.split("\n", maxsplit=1)[0])
        assert {kinds.get(first + 1 + i) for i in range(paragraph.count("\n") + 1)} == {kind}


FEET = (
    ("Unsubscribe from this list.", "Verein am See, Salzau."),
    ("_______________", "Steg mailing list", "https://liste.example/listinfo/steg"),
)


@pytest.mark.parametrize("foot", FEET)
def test_what_a_newsletter_or_a_list_sets_below_a_mail_is_no_text(foot: tuple[str, ...]) -> None:
    below = "\n\n".join(foot)
    mail = f"Subject: Die Reise\nFrom: Ada Berg <ada@example.org>\n\n{PROSE[0]}\n\nWer kommt morgen mit?\n\n{below}\n".encode()
    source, _ = extract(mail, "a.eml", Where("a.eml"))
    document = account(mail, "eml")
    assert source
    assert document
    (made,), _ = draft(normalise(source)[0], hints=hints_of(document))
    lines = source.text.split("\n")
    assert lines[made.last - 1] == "Wer kommt morgen mit?"
    spans = [(span.first, span.last, span.reason) for span in made.outside]
    assert spans == [(lines.index(foot[0]) + 1, lines.index(foot[-1]) + 1, "newsletter call")]


@pytest.mark.parametrize(
    ("said", "below"),
    [("welcome to our mailing list", "Best wishes"), ("Könntest du meine Zeitung abbestellen?", "Der Schlüssel liegt unter dem Stein.")],
)  # fmt: skip
def test_a_mail_that_speaks_of_lists_and_newspapers_has_no_foot(said: str, below: str) -> None:
    mail = f"Subject: Die Reise\nFrom: Ada Berg <ada@example.org>\n\nHallo,\n\n{said}\n\n{below}\n\nAda\n".encode()
    source, _ = extract(mail, "a.eml", Where("a.eml"))
    assert source
    (made,), _ = draft(normalise(source)[0])
    assert not made.outside
