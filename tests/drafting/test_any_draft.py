"""What must hold for the drafts of any text."""

import datetime as dt
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.drafting import STAND_IN, chapter_file, draft, slug
from lesebuch.editorial.anchors import Miss, locate_range, parse
from lesebuch.editorial.chapter_reading import read_chapter
from lesebuch.model import Source, Text
from lesebuch.normalise import normalise

LONG = (
    "Der Steg am See ist seit dem Sturm gesperrt, und die Fischer warten auf das Holz. Sie haben im Rat gefragt, im Verein "
    "und bei der Bahn, aber niemand weiß, wann es kommt und wer es bezahlt. Bis dahin bleiben die Boote an der Mole liegen."
)
LINES = st.sampled_from(
    [
        "",
        LONG,
        f"von Anna Meier {LONG}",
        f"Lindau/Bregenz (dpa) - {LONG}",
        f"{LONG} (am)",
        "Ein Titel | Anna Meier. 03.02.2023",
        "Ein anderer Titel |Anna Meier.",
        " date 2023-05 „Wer zahlt“: Ein Streit",
        "Von: Anna Meier",
        "By John Doe, 5 April 2022",
        "Stand: 14.10.2026",
        "Eine Zwischenzeile",
        "vor 3 Stunden",
        "Jo Doe · 03.04.24 · 5 Min.",
        "Veröffentlicht am 2. April 2024 | Aktualisiert am 3. April 2024, 14:05 Uhr",
        "Salzauer Bote vom 03.04.2024, Nr. 78",
        "https://salzau.example/2024/04/03/text",
        "Tags: Steg, Holz",
        "***",
        "09:15 Uhr",
        "Anna Meier",
        f"{LONG} Das Interview führte Anna Meier.",
        "(Mit Material der Agenturen)",
        "dpa/am",
        "Wer bezahlt das Holz?",
        "Die Fischer warten auf das Holz.",
        "[Pool/EPA/EFE]",
        "Subscribe to our newsletters",
        "Originalquelle",
        "Autor: Anna Meier",
        "Originalsprache: ru",
        "Veröffentlichung: 16.11.2025",
        "[Bearbeitet von Jo Doe]",
        "Am Dienstag (5. April) kam das Holz.",
        '"a" "a" \'b\' „c“ »d« .. "a"',
        "| | |",
        ".",
        "ANNA: Ja.",
        "MAX: Nein.",
        "ANNA.",
        "MAX.",
        "(geht)",
        "Anna. Wo ist das Holz?",
        "Der Fluss geht still,",
        "er geht, wohin er will.",
        "- Mehl",
        "  - Salz",
        "1. Das Holz wird bestellt",
        "2. Das Holz wird bezahlt",
        "> Wo ist das Holz?",
        "Liebe Anna,",
        "Mit freundlichen Grüßen",
        "200 g Mehl",
        "Jahr\tHolz",
        "2021\t14",
    ]
)
ANY = st.lists(
    st.one_of(LINES, st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=40)),
    max_size=20,
)
TODAY = dt.date(2026, 11, 20)


def text_of(lines: list[str]) -> Text:
    return normalise(Source("a.txt", "", "text 1", "\n".join(lines)))[0]


@given(ANY)
def test_every_line_is_in_a_draft_or_outside_and_in_one_alone(lines: list[str]) -> None:
    text = text_of(lines)
    drafts, problems = draft(text, today=TODAY)
    filled = [line.number for line in text.lines if line.text]
    assert bool(problems) == (not filled)
    seen: list[int] = []
    for made in drafts:
        seen += [number for number in filled if made.first <= number <= made.last]
        for span in made.outside:
            assert not any(made.first <= number <= made.last for number in range(span.first, span.last + 1))
            seen += [number for number in filled if span.first <= number <= span.last]
    assert sorted(seen) == filled


@given(ANY)
def test_claims_point_at_their_words_and_never_overlap(lines: list[str]) -> None:
    text = text_of(lines)
    for made in draft(text, today=TODAY)[0]:
        places = []
        for claim in made.structure:
            pointer = parse(claim.at)
            assert pointer is not None
            assert pointer.first.target == str(claim.line)
            line = text.lines[claim.line - 1].text
            found = locate_range(line, pointer, "it")
            assert not isinstance(found, Miss), (claim, line)
            assert line[slice(*found)].split() == line[claim.start : claim.end].split()
            places.append((claim.line, claim.start, claim.end))
        for (line_a, _, end), (line_b, start, _) in pairwise(places):
            assert line_a < line_b or end <= start


@given(ANY)
def test_chapter_files_can_be_read(lines: list[str]) -> None:
    for made in draft(text_of(lines), today=TODAY)[0]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.md")
            path.write_text(chapter_file(made, "a.txt"), encoding="utf-8")
            file, problems = read_chapter(path)
        assert not problems
        assert file is not None
        assert (file.first, file.last, file.title) == (made.first, made.last, made.title)
        assert file.published == made.published
        assert [(c.name, c.role) for c in file.contributors] == [(c.name, c.role) for c in made.credits]
        assert file.status == "draft"


@given(st.text())
def test_slugs(title: str) -> None:
    made = slug(title)
    assert made[0].isascii()
    assert made[0].isalpha()
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.endswith("-")
    assert len(made) <= 40


def test_slugs_of_titles() -> None:
    assert slug("Über Öl, Gas & Übermut: „Straße“") == "ueber-oel-gas-uebermut-strasse"
    assert slug("Алиев присоединился") == "aliyev-prisoyedinilsya"
    assert slug("2022: Das Jahr") == "das-jahr"
    assert slug("Souvenirs d’un marin qu'il aime") == "souvenirs-d-un-marin-qu-il-aime"
    assert slug("O'Brien doesn't say") == "obrien-doesnt-say"
    assert slug("习近平") == "xi-jin-ping"
    # How Chinese characters are read in Japanese no rule tells: what else there is, or the stand-in.
    assert slug("橋の物語") == slug("橋", "ja") == STAND_IN
    assert slug("ボストンの橋 3") == "bosuton-3"
    assert slug("はしのうえ") == "hashinoue"
    assert slug("Η γέφυρα της πόλης") == "e-gephyra-tes-poles"
    assert slug("جسر المدينة") == "jsr-almdynt"
    assert slug("서울의 다리") == "seoul-ui-dali"
    assert slug("Սեւանի կամուրջը") == "sewani-kamurje"
    assert slug("…?!") == "text"


@pytest.mark.parametrize(
    ("title", "language", "name"),
    [
        ("Лист до Києва", "uk", "lyst-do-kyyeva"),
        ("Згадка", "uk-UA", "zhadka"),
        ("Къща на брега", "bg", "kushta-na-brega"),
        ("Щука и объезд", "ru", "shchuka-i-obyezd"),
        ("Salzau'da köprü", "tr", "salzauda-kopru"),
        ("Bron över ån", "sv", "bron-over-an"),
        ("Broen over åen", "da", "broen-over-aaen"),
        ("Grüße", "de-CH", "gruesse"),
        ("Қазақ", "", "kazak"),
    ],
)
def test_a_slug_is_spelt_as_the_language_of_its_title_is_transcribed(title: str, language: str, name: str) -> None:
    assert slug(title, language) == name


def test_the_slug_of_a_long_title_is_its_first_part_or_ends_with_a_word_that_says_something() -> None:
    assert slug("Elf Pfähle am See: Warum der Steg auch im nächsten Winter gesperrt bleibt") == "elf-pfaehle-am-see"
    assert (
        slug("Holz: Warum der Steg am See auch im nächsten Winter gesperrt bleibt") == "holz-warum-der-steg-am-see-auch"
    )
    assert (
        slug("What fishermen learned from the storm without anybody asking them")
        == "what-fishermen-learned-from-the-storm"
    )
    assert slug("Kurz: Elf Pfähle – und Holz") == "kurz-elf-pfaehle-und-holz"


def test_slugs_do_not_end_with_a_word_that_leads_on() -> None:
    """Cut after 40 characters, they would end in `-in-den` and `-to-the`."""
    assert slug("Warum das Wasser im Sommer in den Kellern steht") == "warum-das-wasser-im-sommer"
    assert slug("What the bakers of Salzau said to the mayor") == "what-the-bakers-of-salzau-said"
    assert slug("Der Damm in") == "der-damm-in"  # what was not cut stays
