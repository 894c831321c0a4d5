"""What lines are by their looks, where no format says so: speeches, verse, lists, letters, numbered headings. The texts are ours."""

import json
import re
import tempfile
import textwrap
from pathlib import Path

import pypandoc
import pytest

from lesebuch.drafting import Draft, chapter_file, draft, hints_of
from lesebuch.drafting.forms.dialogue import dialogue
from lesebuch.drafting.forms.letterwords import is_closing_alone
from lesebuch.drafting.forms.lists import lists
from lesebuch.drafting.forms.speakernames import speaker_named
from lesebuch.drafting.proposal import SourceLine
from lesebuch.editorial import bind, read_chapter
from lesebuch.model import Chapter, Registered, Rights
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import account, extract

REGISTERED = Registered("a.txt", "", "text 1", "", Rights.OPEN, Where("seeds/register.yaml", 1))


def drafted(text: str) -> Draft:
    source, _ = extract(text.encode(), "a.txt", Where("a.txt"))
    assert source
    (made,), _ = draft(normalise(source)[0])
    return made


def bound(text: str, tmp_path: Path) -> Chapter:
    """The chapter that the draft makes; nothing in it is in doubt for the reader of chapter files."""
    source, _ = extract(text.encode(), "a.txt", Where("a.txt"))
    assert source
    path = tmp_path / "test.md"
    path.write_text(chapter_file(drafted(text), "a.txt"), "utf-8")
    chapter, problems = read_chapter(path)
    assert chapter is not None
    assert problems == []
    made, problems = bind(chapter, REGISTERED, normalise(source)[0], None)
    assert problems == []
    return made


def shown(chapter: Chapter) -> list[tuple[str, str]]:
    """Kind and speaker, or the beginning, of each passage."""
    return [
        (
            passage.kind.value,
            next(
                ((passage.text or "")[style.start : style.end] for style in passage.styles if style.kind == "speaker"),
                (passage.text or "").split()[0],
            ),
        )
        for passage in chapter.passages
    ]


def doubts(made: Draft, about: str) -> list[str]:
    return [doubt for doubt in made.doubts if doubt.startswith(f"{about}: ")]


BODY = (
    "der Damm ist nun gesperrt, und ich sitze auf der anderen Seite und warte auf die Fähre, die seit Tagen nicht fährt. Sag bitte dem "
    "Rat, dass das Holz noch fehlt, und grüß die Kinder."
)


# --- Speeches ----------------------------------------------------------------------------------------------------------

SAID = [
    ("ANNA", "Wer hat den Damm gebaut, und wer hat ihn bezahlt?"),
    ("MAX", "Der Vater des Müllers hat ihn gebaut. Bezahlt haben ihn alle, die unten am Wasser wohnten, denn sie wussten, was kommt."),
    ("ANNA", "Und jetzt?"),
    ("MAX", "Jetzt wohnt dort niemand mehr."),
    ("ANNA", "Das glaube ich nicht."),
    ("DER MÜLLER", "Glauben Sie es ruhig, ich war dabei, als das letzte Haus ging."),
    ("MAX", "Da hören Sie es."),
    ("ANNA", "Ich höre nur das Wasser."),
    ("MAX", "Mehr ist da auch nicht."),
]  # fmt: skip


def play(manner: str) -> str:
    lines = ["Am Damm", "", "Erster Auftritt", ""] if "\n" in manner else ["Am Damm", ""]
    for name, words in SAID:
        line = manner.format(name=name, title=name.title(), words=words)
        parts = line.split("\n")
        lines += (
            [wrapped for part in parts[:1] + parts[1:2] for wrapped in textwrap.wrap(part, 72)]
            if "\n" in manner
            else [line]
        )
        lines += [""] * ("\n" in manner)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("manner", "speaker"),
    [
        ("{name}: {words}", "{name}"),
        ("{title}: {words}", "{title}"),
        ("{name} (leise): {words}", "{name} (leise):"),
        ("[00:01:12] {title}: {words}", "[00:01:12] {title}:"),
        ("[{title}] [01:12] {words}", "[{title}] [01:12]"),
        ("{title}. {words}", "{title}."),
        ("{title} – {words}", "{title} –"),
        ("{name}.\n{words}\n", "{name}."),
        ("{name}\n{words}\n", "{name}"),
        ("{name}. {words}\n", "{name}."),
    ],
)
def test_speakers_take_turns_in_many_manners(manner: str, speaker: str, tmp_path: Path) -> None:
    chapter = bound(play(manner), tmp_path)
    speeches = [said for kind, said in shown(chapter) if kind == "speech"]
    assert speeches == [speaker.format(name=name, title=name.title()) for name, _ in SAID]
    assert {kind for kind, _ in shown(chapter)} <= {"title", "heading", "speech"}
    assert all(
        " ".join(words.split()) in (p.text or "")
        for (_, words), p in zip(SAID, [p for p in chapter.passages if p.kind.value == "speech"], strict=True)
    )


def test_other_bullets_directly_below_are_of_a_list_within() -> None:
    forms, _ = lists(
        [SourceLine(at, text) for at, text in enumerate(["● Salz", "● Holz:", "○ Erle", "○ Eiche", "● Eis"], 1)]
    )
    assert [forms[at].level for at in range(1, 6)] == [1, 1, 2, 2, 1]
    forms, _ = lists(
        [SourceLine(at, text) for at, text in enumerate(["● Salz", "● Holz", "○ Erle", "○ Eiche", "● Eis"], 1)]
    )
    assert [forms[at].level for at in range(1, 6)] == [1, 1, 2, 2, 1]
    forms, _ = lists([SourceLine(at, text) for at, text in enumerate(["☐ Salz", "☑ Holz", "☒ Erle", "☐ Eis"], 1)])
    assert [forms[at].level for at in range(1, 5)] == [1] * 4


def minutes() -> list[str]:
    """A sitting as a PDF gives it: a line a paragraph, speeches of several, offices with names in brackets."""
    long = "Der Damm ist alt, und das Holz, das ihn halten soll, liegt seit dem Herbst am See, wo es niemand abholt und niemand bezahlt."
    lines = ["Sitzung des Rates", "Die Sitzung beginnt um 14 Uhr.", "FRAGEN AN DEN RAT"]
    for number in range(8):
        lines += [
            f"Hon. A.B. Berg: Ich frage zum {number + 1}. Mal nach dem Damm.",
            f"Der Rat für Wasser, Holz und die Wege am See (Mr. Tal): {number}-mal gesagt: {long}",
            *[f"{long} Das war im Jahr {1900 + number * 10 + more}." for more in range(6)],
            f"Hon. (Ms.) Korte: Zur Sache, {number} Minuten!",
            "Hon. (Ms.) Korte: Zur Sache!",
        ]
        if number == 3:
            lines += ["DIE WEGE AM SEE", "UND IHRE KOSTEN", "Der Rat hört den Bericht."]
        if number == 5:
            lines += ["Hon. ole Probe: Ich war noch nie dran.", "Nachtrag: Das steht im Bericht."]
    return [*lines, "Die Sitzung endet um 18 Uhr."]


def test_minutes_with_offices_and_long_speeches() -> None:
    lines = minutes()
    forms = {claim.line: claim.form for claim in drafted("\n".join(lines) + "\n").structure if claim.form}
    begin = [number for number, form in forms.items() if form.kind == "speech" and form.speaker is not None]
    expected = [n for n, line in enumerate(lines, 1) if line.startswith(("Hon.", "Der Rat für"))]
    assert sorted(begin) == expected
    heading = lines.index("DIE WEGE AM SEE") + 1
    assert [forms[line].kind for line in (heading, heading + 1)] == ["heading", "heading"]
    assert heading + 2 not in forms
    assert not any(form.kind == "verse" for form in forms.values())


def test_questions_in_a_parliament_that_each_member_asks_once() -> None:
    """Numbered, with constituency and party in brackets; whoever answers is named in full but once."""
    said = [
        "1. Ada Berg (Nordufer) (Lab): When will the ferry sail again?",
        "The Minister for Lakes (Mr Bela Tal): It will sail as soon as the ice is gone.",
        "Mr Tal: I thank the members for what they have asked.",
        "T2. [1234] Cora Dorn (Hafen) (Con): Does the Minister know what a pier costs?",
        "Emil Fink (Südufer) (LD): And does he know who pays for it?",
    ]
    forms, _ = dialogue([SourceLine(number, text) for number, text in enumerate(said, 1)])
    assert [forms[number].kind for number in range(1, 6)] == ["speech"] * 5
    assert forms[4].speaker == "T2. [1234] Cora Dorn (Hafen) (Con):"


@pytest.mark.parametrize("gap", ["    ", " "])
def test_records_of_press_conferences_have_questions_without_a_sign(gap: str) -> None:
    turns = "\n\n".join(
        f"Q{gap}And what about pier {number}?\n\nMS. BERG:  Pier {number} will be closed until May."
        for number in range(1, 22)
    )
    made = drafted(f"Press Briefing on the Bridge\n\n{turns}\n")
    forms = [claim.form for claim in made.structure if claim.form and claim.form.kind == "speech"]
    assert [form.speaker for form in forms] == ["Q", ""] * 21


def test_where_and_when_a_speech_was_given_is_no_author_and_no_heading() -> None:
    text = f"# Remarks by President Tal Opening the Bridge\n\nRose Garden\n\n1:23 P.M. EDT\n\n{'The bridge is open again. ' * 9}\n\nNow we build.\n"
    source, _ = extract(text.encode(), "a.md", Where("a.md"))
    document = account(text.encode(), "markdown")
    assert source
    assert document
    (made,), _ = draft(normalise(source)[0], hints=hints_of(document))
    assert not made.credits
    assert {claim.kind for claim in made.structure} == {"title"}


@pytest.mark.parametrize(("office", "speaks"), [("École du lac", True), ("école du lac", False), ("рада міста", False)])
def test_an_office_begins_with_a_capital_in_any_script(office: str, speaks: bool) -> None:
    named = speaker_named(SourceLine(1, f"{office} (Mr. Tal): Der Damm hält."), 0, "colon")
    assert (named is not None) is speaks


def test_labels_of_a_manual_are_no_speakers() -> None:
    long = "Der Steg wird mit Holz gebaut, das am See liegt, und wer ihn baut, der braucht dazu zwei Tage und gutes Wetter."
    lines = [
        line
        for number in range(30)
        for line in (
            f"{('Hinweis', 'Beispiel')[number % 2]}: {number}. {long}",
            *[f"{n}{number} {long}" for n in range(6)],
        )
    ]
    made = drafted("\n".join(["Der Steg", *lines]) + "\n")
    assert not any(claim.kind == "speech" for claim in made.structure)


def test_speeches_in_verse_keep_their_lines(tmp_path: Path) -> None:
    text = (
        "Am Damm\n\nANNA.\nWer wohnt noch hier am Wasser, sag mir das,\nund wer hat hier gebaut?\n\nMAX.\n(steht auf.)\n"
        "Ein Müller war es, der das Haus besaß,\ndoch ist er alt und seine Mühle graut.\n\nANNA.\nUnd kommt er wieder?\n\n"
        "MAX.\nDas weiß kein Mensch, wie lange es noch steht,\nund keiner fragt, wohin das Wasser geht.\n\nANNA.\nSo geh.\n"
    )
    kinds = shown(bound(text, tmp_path))
    assert kinds[:5] == [
        ("title", "Am"),
        ("speech", "ANNA."),
        ("verse", "Wer"),
        ("speech", "MAX."),
        ("verse", "Ein"),
    ]
    assert bound(text, tmp_path).passages[3].text == "MAX. (steht auf.)"
    assert [kind for kind, _ in kinds].count("verse") == 5


def test_minutes_have_speeches_of_many_paragraphs(tmp_path: Path) -> None:
    lines = [
        "Sitzung des Rates",
        "Präsidentin Dr. h. c. Anna Meier:",
        "Ich eröffne die Sitzung.",
        "Das Wort hat der Müller.",
        "(Beifall)",
    ]
    for name in (
        "Max Huber (Damm/Fähre):",
        "Präsidentin Dr. h. c. Anna Meier:",
        "Max Huber (Damm/Fähre):",
        "Lena Probe, Schriftführerin:",
    ):
        lines += [
            name,
            "Der Damm hält noch, und das ist mehr, als ich erwartet habe.",
            "(Heiterkeit)",
            "Ich danke Ihnen allen.",
        ]
    chapter = bound("\n".join(lines) + "\n", tmp_path)
    said = [p for p in chapter.passages if p.kind.value == "speech" and p.styles]
    speakers = [(p.text or "")[: p.styles[0].end].rstrip(":") for p in said]
    assert speakers == ["Präsidentin Dr. h. c. Anna Meier", "Max Huber (Damm/Fähre)"] * 2 + [
        "Lena Probe, Schriftführerin"
    ]
    texts = [p.text or "" for p in chapter.passages if p.kind.value == "speech"]
    assert texts[:2] == ["Präsidentin Dr. h. c. Anna Meier: Ich eröffne die Sitzung.", "Das Wort hat der Müller."]
    assert [p.text for p in chapter.passages if p.kind.value == "paragraph"] == ["(Beifall)", *["(Heiterkeit)"] * 4]


def test_a_song_in_a_play_keeps_its_lines(tmp_path: Path) -> None:
    spoken = "\n\n".join(
        "\n".join(textwrap.wrap(f"_{name.title()}._ {words} {SAID[1][1]}", 70)) for name, words in SAID
    )
    song = (
        "_Anna._ Am Ufer steht ein altes Haus,\n  es sieht aufs Wasser nur,\n  und wer dort wohnt, der geht nicht aus."
    )
    chapter = bound(f"Am Damm\n\n{spoken}\n\n{song}\n", tmp_path)
    assert [p.text for p in chapter.passages if p.kind.value == "verse"] == [
        "es sieht aufs Wasser nur,\nund wer dort wohnt, der geht nicht aus."
    ]
    assert len([p for p in chapter.passages if p.kind.value == "speech"]) == len(SAID) + 1


def test_a_name_and_its_speech_may_stand_apart(tmp_path: Path) -> None:
    """As Project Gutenberg prints plays: a blank line below the name, a direction in brackets."""
    said = "\n\n".join(
        f"{name}.\n\n" + "\n".join(textwrap.wrap(f"[Rising, to the MILLER.] {words}", 60)) for name, words in SAID
    )
    chapter = bound(f"Am Damm\n\n{said}\n\n[ANNA and the MILLER go.]\n", tmp_path)
    speeches = [p.text or "" for p in chapter.passages if p.kind.value == "speech"]
    assert speeches == [f"{name}. [Rising, to the MILLER.] {words}" for name, words in SAID]


def test_applause_is_no_signature() -> None:
    made = drafted(f"Rede am Damm\n\n{BODY}\n\n(Beifall)\n\n{BODY.upper()}\n\n(Beifall)\n")
    assert not made.credits


def test_few_speeches_are_a_doubt() -> None:
    made = drafted("Am Damm\n\n" + "\n".join(f"{name}: {words}" for name, words in SAID[:5]) + "\n")
    assert doubts(made, "dialogue")
    assert not doubts(drafted(play("{name}: {words}")), "dialogue")


@pytest.mark.parametrize(
    "text",
    [
        "Kuchen vom Damm\n\nZutaten: Mehl und Salz\nZeit: eine Stunde\nMenge: zwölf Stück\nHinweis: Der Ofen muss heiß sein.\nHinweis: Nicht öffnen.\n",
        "Sitzung\n\nBeschluss: Der Damm wird gebaut.\nDer Rat hat lange gesprochen.\nBeschluss: Das Holz wird bestellt.\nEs kommt im Mai.\nBeschluss: Die Bahn zahlt.\nDas ist gut.\nBeschluss: Es gibt Kuchen.\n",
        "Am Damm\n\n"
        + "Eines ist klar: Der Damm hält nicht, und alle wissen es seit Jahren, auch der Rat. " * 4
        + "\n",
        "Das Wetter am Damm\n\n"
        + "".join(
            f"{day}\nWind: schwach aus Nord.\nWärme: nimmt zu.\nPegel: steigt.\nSicht: gut bis zum Ufer.\n"
            for day in ("MONTAG", "DIENSTAG", "MITTWOCH")
        ),
        "سد القرية\n\n" + "وقال رئيس القرية: السد قديم ويحتاج إلى إصلاح قبل الشتاء.\nوأضاف الصياد: لا خشب عندنا.\n" * 4,
        "سد روستا\n\n"
        + "رییس روستا گفت: سد قدیمی است و باید پیش از زمستان تعمیر شود.\nماهیگیر افزود: چوب نداریم.\n" * 4,
    ],
)
def test_labels_are_no_speakers(text: str) -> None:
    assert "speech" not in {claim.kind for claim in drafted(text).structure}


# --- Verse -------------------------------------------------------------------------------------------------------------

STANZAS = (
    "Am Ufer steht ein altes Haus,\nes sieht aufs Wasser nur,\nund wer dort wohnt, der geht nicht aus,\nes bleibt von ihm die Spur.",
    "Die Fähre geht und kommt nicht an,\nder Fährmann hat kein Licht,\ner fragt, wann er nach Hause kann,\nund Antwort kriegt er nicht.",
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "head", ["Das Haus am Ufer\n\n", "Das Haus am Ufer\nvon Ada Berg\n\n", "DAS HAUS AM UFER\n\nAda Berg\n\n"]
)
def test_a_poem_is_stanzas_of_lines(head: str, newline: str, tmp_path: Path) -> None:
    text = (head + "\n\n".join(STANZAS) + "\n").replace("\n", newline)
    chapter = bound(text, tmp_path)
    assert [p.text for p in chapter.passages if p.kind.value == "verse"] == list(STANZAS)
    made = drafted(text)
    assert made.title.lower() == "das haus am ufer"
    assert not doubts(made, "verse")


def test_a_title_directly_above_a_stanza_is_not_its_first_line(tmp_path: Path) -> None:
    chapter = bound("Das Haus\n" + "\n\n".join(STANZAS) + "\n", tmp_path)
    assert [p.text for p in chapter.passages if p.kind.value == "verse"] == list(STANZAS)


def test_verse_between_paragraphs_is_found(tmp_path: Path) -> None:
    prose = (
        "Der Wirt erzählte von dem Haus, in dem seit Jahren niemand mehr gewohnt hatte, und dann sang er das Lied, das alle kannten. "
        * 2
    )
    text = f"Am Damm\n\n{prose}\n\n" + "\n\n".join(STANZAS) + f"\n\n{prose}\n"
    assert [kind for kind, _ in shown(bound(text, tmp_path))] == ["title", "paragraph", "verse", "verse", "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        ("旧坝无人问，", "长河入夜平。", "渡船灯不见，", "水上一人行。"),
        ("Стоїть на березі мій дім,", "давно ніхто не жив у нім,", "лише вода біля дверей", "чекає на старих людей."),
        (
            "La maison dort sur la rivière,",
            "Le vent du soir y vient chanter,",
            "Et le passeur, dans la lumière,",
            "Attend la barque sans compter.",
        ),
    ],
)
def test_verse_is_told_in_other_scripts_and_languages(lines: tuple[str, ...]) -> None:
    claims = drafted("A. B. C\n\n" + "\n".join(lines) + "\n").structure
    assert [claim.line for claim in claims if claim.kind == "verse"] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("记者：堤坝是谁修的？", "张三：磨坊主修的。"), ("أحمد: من بنى السد؟", "ليلى: بناه صاحب الطاحونة.")],
)
def test_speakers_are_told_in_other_scripts(asked: str, answered: str) -> None:
    text = "\n".join(f"{asked} {n}?\n{answered} {n}." for n in range(5))
    assert [claim.kind for claim in drafted(f"A\n\n{text}\n").structure].count("speech") == 10


@pytest.mark.parametrize(
    "text",
    [
        "Wer kommt\n\nAnna Meier\nKarl Moser\nLena Probe\nJo Doe\nMax Huber\nIda Vogt\n",
        "Adresse\n\nVerein am Damm\nUferweg 3\n12345 Salzau\nTel. 0123 45678\nmail@salzau.example\n",
        "Neues\n\nDamm gesperrt\nWarum das Holz fehlt und wer es bezahlen soll\nWetter\nSport: Salzau verliert\nDie Bahn fährt wieder nach Lindau\nKontakt\n",
        "Kuchen\n\nMehl\nSalz\nEier, am besten vom Markt\nButter\nMilch\nZucker\nZimt\n",
    ],
)
def test_lists_and_addresses_are_no_verse(text: str) -> None:
    assert "verse" not in {claim.kind for claim in drafted(text).structure}


# --- Lists, sections ---------------------------------------------------------------------------------------------------

RECIPE = """\
Kuchen vom Damm

Für den Teig

200 g Mehl
1/2 TL Salz
3 Eier
1 Prise Zimt

So geht es

1. Mehl und Salz mischen und in eine Schüssel geben, die
   groß genug ist.
2. Die Eier dazu:
   a) zuerst das Gelbe,
   b) dann das Weiße.
3. Backen.
"""


def listed(chapter: Chapter) -> list[tuple[int, str]]:
    return [(passage.level, passage.text or "") for passage in chapter.passages if passage.kind.value == "item"]


def test_a_recipe_has_two_lists_and_one_within(tmp_path: Path) -> None:
    assert listed(bound(RECIPE, tmp_path)) == [
        (0, "200 g Mehl"),
        (0, "1/2 TL Salz"),
        (0, "3 Eier"),
        (0, "1 Prise Zimt"),
        (0, "1. Mehl und Salz mischen und in eine Schüssel geben, die groß genug ist."),
        (0, "2. Die Eier dazu:"),
        (2, "a) zuerst das Gelbe,"),
        (2, "b) dann das Weiße."),
        (0, "3. Backen."),
    ]


@pytest.mark.parametrize("sign", ["-", "*", "•", "–"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bullets_make_a_list_with_or_without_blank_lines(sign: str, gap: str, tmp_path: Path) -> None:
    items = [f"{sign} {words}" for words in ("Holz bestellen", "Damm sperren", "Fähre rufen")]
    text = f"Was zu tun ist\n\nDer Rat hat beschlossen, was noch in dieser Woche zu tun ist:\n\n{gap.join(items)}\n\nMehr war nicht.\n"
    assert [words for _, words in listed(bound(text, tmp_path))] == items


@pytest.mark.parametrize(
    "text",
    [
        "Am Damm\n\n– Wer hat ihn gebaut?\n– Der Müller hat ihn gebaut.\n– Und wann?\n– Das weiß niemand mehr.\n",
        "Am Damm\n\n3. Mai 1901 kam das Wasser.\nEs blieb lange.\n",
        "Am Damm\n\n" + "\n".join(f"– Vom Damm weiß ich nur {n}: {BODY.rstrip('.')}" for n in ("dies", "das")) + "\n",
        "Regeln\n\n" + "\n\n".join(f"{n}. Der Damm ist zu schließen, {BODY}" for n in (576, 577, 578)) + "\n",
    ],
)
def test_what_is_said_dates_and_numbered_paragraphs_are_no_lists(text: str) -> None:
    assert "item" not in {claim.kind for claim in drafted(text).structure}


def test_a_law_has_headings_and_its_numbered_paragraphs_stay(tmp_path: Path) -> None:
    text = (
        "Dammordnung\n\n§ 1 Zweck\n\n(1) Der Damm schützt das Dorf, und wer ihn betritt, achtet auf ihn.\n\n(2) Er gehört allen, die unten "
        "am Wasser wohnen.\n\n§ 2 Sperrung\n\n(1) Der Damm wird gesperrt, wenn\n1. das Wasser steigt,\n2. der Müller es sagt.\n\n"
        "(2) § 1 Abs. 2 gilt auch dann, wenn niemand am Wasser wohnt.\n"
    )
    assert [kind for kind, _ in shown(bound(text, tmp_path))] == [
        *("title", "heading", "paragraph", "paragraph", "heading", "paragraph", "item", "item", "paragraph")
    ]


def test_each_article_has_the_doubts_of_its_own_verse() -> None:
    """A doubt stands with the lines that it is about, not with the first that look so."""
    stanza = "Wir gehen morgen an den See\nUnd wer nicht will der bleibt\nDort liegen Boote unterm Schnee\nBis sie das Wasser treibt"
    body = BODY[0].upper() + BODY[1:] + " " + BODY
    articles = [f"{title} | Ada Hartmann. 12.04.1998.\n\n{body}\n\n{stanza}\n\n{body}" for title in ("Eis", "Tau")]
    source, _ = extract("\n\n".join(articles).encode(), "a.txt", Where("a.txt"))
    assert source
    first, second = draft(normalise(source)[0])[0]
    assert doubts(first, "verse") == ["verse: lines 5-8 look like verse"]
    assert doubts(second, "verse") == ["verse: lines 16-19 look like verse"]


# --- Letters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "dear", "closing", "name"),
    [
        ("Salzau, 3. Mai 1901", "Liebe Anna,", "Herzliche Grüße", "Dein Max"),
        ("Salzau, den 3. V. 1901", "Sehr geehrter Herr Rat!", "Hochachtungsvoll", "Max Huber"),
        ("3 May 1901", "Dear Anna,", "Yours sincerely,", "Max Huber"),
        ("Salzau, le 3 mai 1901", "Chère Anna,", "Je vous embrasse,", "Max"),
        ("Salzau, le 3 mai 1901", "Mon cher Paul,", "Je vous embrasse,", "Max"),
        ("Salzau, le 3 mai 1901", "Bien chers amis,", "Je vous embrasse,", "Max"),
        ("Salzau, 3. Mai 1901", "Hochgeehrter Herr Rat!", "Hochachtungsvoll", "Max Huber"),
        ("3 травня 1901 р.", "Вельмишановна Анно!", "З повагою", "Макс Губер"),
        ("3 мая 1901 г.", "Дорогая Анна!", "С уважением", "Макс Губер"),
        ("3 травня 1901 р.", "Шановна Анно!", "З повагою", "Макс Губер"),
    ],
)
@pytest.mark.parametrize("width", [0, 60])
def test_a_letter_has_its_parts(date: str, dear: str, closing: str, name: str, width: int, tmp_path: Path) -> None:
    body = "\n".join(textwrap.wrap(BODY, width)) if width else BODY
    text = f"{date}\n\n{dear}\n\n{body}\n\n{closing}\n{name}\n"
    assert [kind for kind, _ in shown(bound(text, tmp_path))] == [
        *("dateline", "salutation", "paragraph", "closing", "signature")
    ]


@pytest.mark.parametrize(
    ("ends", "wanted"),
    [
        (["Viele Grüße an Olga!", "Dein treuer", "Paul"], ["paragraph", "closing", "signature"]),
        (["Herzlichst", "Ihr alter und dankbarer", "Max Huber"], ["closing", "closing", "signature"]),
        (["Mit den besten Grüßen", "Dein Max"], ["closing", "signature"]),
        (["Es grüßt Dich Dein Max"], ["closing"]),
        (["Ihr alter Freund", "Max Huber"], ["closing", "signature"]),
        (["Dein treuer Vater Max"], ["signature"]),
        (["Von Herzen Ihr", "Max Huber", "Herrn Paul Tal, Salzau"], ["closing", "signature", "paragraph"]),
        (["Von Herzen Ihr", "Max Huber", "Am Damm 7"], ["closing", "signature", "paragraph"]),
        (["In treuer Verehrung", "Max Huber", "Direktor des Wasserwerks"], ["closing", "signature", "signature"]),
        (["I am, dear Sir, your obedient servant,", "Max Huber"], ["closing", "signature"]),
        (["With all my love", "Yours ever", "Max"], ["closing", "closing", "signature"]),
        (["Votre bien dévoué", "Max Huber"], ["closing", "signature"]),
        (["Yours truly,", "Max", "P.S. The dam holds."], ["closing", "signature", "paragraph"]),
    ],
)
def test_a_letter_ends_with_what_closes_it(ends: list[str], wanted: list[str], tmp_path: Path) -> None:
    text = "\n\n".join(["Salzau, 3. Mai 1901", "Lieber Freund,", BODY, *ends]) + "\n"
    assert [kind for kind, _ in shown(bound(text, tmp_path))] == ["dateline", "salutation", "paragraph", *wanted]


@pytest.mark.parametrize(
    ("date", "dear"),
    [
        ("Salzau den 6ten Juny 1822", "Geliebter Vater!"),
        ("den 18. Hornung", "Hochzuverehrender Herr,"),
        ("Salzau, le 3", "Cher maître,"),
    ],
)
def test_a_day_and_a_salutation_to_one_person_begin_a_letter(date: str, dear: str, tmp_path: Path) -> None:
    text = f"{date}\n\n{dear}\n\n{BODY}\n\n{BODY.swapcase()}\n"
    kinds = [kind for kind, _ in shown(bound(text, tmp_path))]
    assert kinds == ["dateline", "salutation", "paragraph", "paragraph"]
    assert doubts(drafted(text), "letter")


@pytest.mark.parametrize(
    "dear", ["Liebe Bürgerinnen und Bürger,", "Ladies and Gentlemen,", "Meine lieben Freunde!", "Chers amis,"]
)
def test_a_day_and_a_salutation_to_many_begin_none(dear: str) -> None:
    text = f"Salzau, 3. Mai 1901\n\n{dear}\n\n{BODY}\n\n{BODY.swapcase()}\n"
    assert not {"salutation", "closing", "signature"} & {claim.kind for claim in drafted(text).structure}


@pytest.mark.parametrize("day", ["Dienstag.", "Samstag abends", "Tuesday", "jeudi soir"])
def test_a_day_of_the_week_above_a_letter_is_its_date(day: str, tmp_path: Path) -> None:
    text = f"{day}\n\nLieber Freund,\n\n{BODY}\n\nHerzlichst Dein\n\nMax\n"
    kinds = [kind for kind, _ in shown(bound(text, tmp_path))]
    assert kinds == ["dateline", "salutation", "paragraph", "closing", "signature"]


def test_place_and_day_may_stand_on_two_lines(tmp_path: Path) -> None:
    text = f"Salzau, 3. Mai 1901\n\nFreitag\n\nLieber Freund,\n\n{BODY}\n\nHerzlichst Dein\n\nMax\n"
    assert [kind for kind, _ in shown(bound(text, tmp_path))][:3] == ["dateline", "dateline", "salutation"]


@pytest.mark.parametrize(
    "line",
    [
        "Ihr Kinder, kommt!",
        "Das ist wahre Treue.",
        "Deine Brücke steht. Komm!",
        "Herzlich willkommen",
        "Ihr müssen kommen",
        "Sie lesen ihre alten",
        "",
        "Grüße mir den alten Fährmann Paul aus Salzau und sag ihm, daß alles gut ist bei uns",
    ],
)
def test_a_line_that_says_more_closes_no_letter(line: str) -> None:
    assert not is_closing_alone(line)


def test_a_line_of_capitals_is_read_in_one_way() -> None:
    """Cut into names in every way, it would take hours."""
    made = drafted("Berlin, den 3. Mai 1902\n\nLiebe Anna!\n\nDer Steg am See ist gesperrt.\n\nIhr " + "A" * 400 + "1")
    assert {claim.kind for claim in made.structure} >= {"salutation", "dateline"}


def test_a_speech_with_a_salutation_is_no_letter() -> None:
    text = (
        "Rede am Damm\n\nLiebe Bürgerinnen und Bürger,\n\n"
        + "\n\n".join([BODY] * 3)
        + "\n\nDas Holz kommt im Mai, und alle helfen mit.\n"
    )
    assert not {"salutation", "closing", "signature"} & {claim.kind for claim in drafted(text).structure}


def test_lines_with_as_many_tabs_are_a_table(tmp_path: Path) -> None:
    text = f"Am Damm\n\n{BODY}\n\nJahr\tHolz\tTaler\n1901\t14\t120\n1902\t\t90\n\n{BODY.upper()}\n"
    chapter = bound(text, tmp_path)
    (table,) = [p for p in chapter.passages if p.kind.value == "table"]
    cells = [[(table.text or "")[cell.start : cell.end] for cell in row.cells] for row in table.parts]
    assert cells == [["Jahr", "Holz", "Taler"], ["1901", "14", "120"], ["1902", "", "90"]]
    assert [cell.header for cell in table.parts[0].cells] == [True] * 3
    assert not any(cell.header for cell in table.parts[1].cells)


@pytest.mark.parametrize("rule", ["* * *", "***", "---", "⁂", "— — —", "•••"])
def test_a_rule_between_paragraphs_stays_and_one_at_the_end_goes(rule: str, tmp_path: Path) -> None:
    text = f"Am Damm\n\n{BODY}\n\n{rule}\n\n{BODY.upper()}\n\n{rule}\n"
    assert [kind for kind, _ in shown(bound(text, tmp_path))] == ["title", "paragraph", "rule", "paragraph"]


# --- Documents and pages -----------------------------------------------------------------------------------------------


def document(blocks: list[dict[str, object]], form: str = "docx") -> Draft:
    """The draft of a document that pandoc writes from its own tree."""
    tree = json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{form}"
        pypandoc.convert_text(tree, form, "json", outputfile=str(path))
        data = path.read_bytes()
        source, problems = extract(data, path.name, Where(path.name))
    assert source, problems
    told = account(data, form)
    assert told
    (made,), _ = draft(normalise(source)[0], hints=hints_of(told))
    return made


def para(*inlines: dict[str, object]) -> dict[str, object]:
    return {"t": "Para", "c": list(inlines)}


def words_of(text: str) -> list[dict[str, object]]:
    return [{"t": "Space"} if word == " " else {"t": "Str", "c": word} for word in re.split("( )", text) if word]


def strong(text: str) -> dict[str, object]:
    return {"t": "Strong", "c": words_of(text)}


def kinds_of(made: Draft) -> list[tuple[str, str | None]]:
    return [(claim.kind, claim.form.speaker if claim.form else "") for claim in made.structure if claim.kind != "title"]


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_strong_names_before_speeches_are_speakers(form: str) -> None:
    """As interviews have them: the name strong, with a colon or without."""
    title = {"t": "Header", "c": [1, ["", [], []], words_of("Am Damm")]}
    made = document([title, *(para(strong(name.title()), *words_of(f" {words}")) for name, words in SAID)], form)
    assert kinds_of(made) == [("speech", name.title()) for name, _ in SAID]
    made = document([title, *(para(strong(f"{name.title()}:"), *words_of(f" {words}")) for name, words in SAID)], form)
    assert kinds_of(made) == [("speech", "")] * len(SAID)


def test_strong_questions_and_plain_answers_are_a_doubt() -> None:
    blocks = [{"t": "Header", "c": [1, ["", [], []], words_of("Am Damm")]}]
    for _ in range(4):
        blocks += [
            para(strong("Wer hat den Damm gebaut?")),
            para(*words_of(SAID[1][1])),
            para(*words_of("Mehr weiß ich nicht.")),
        ]
    made = document(blocks)
    assert kinds_of(made) == [("speech", None)] * 11  # of the last answer the first paragraph
    assert doubts(made, "dialogue")


def test_a_poem_in_a_document_is_verse() -> None:
    title = {"t": "Header", "c": [1, ["", [], []], words_of("Das Haus")]}
    made = document([title, *(para(*words_of(line)) for stanza in STANZAS for line in stanza.split("\n"))])
    assert kinds_of(made) == [("verse", "")] * 8


def test_labels_of_a_list_of_places_are_no_speakers() -> None:
    blocks = [{"t": "Header", "c": [1, ["", [], []], words_of("Was es gibt")]}]
    for place in ("Damm", "Fähre", "Mühle", "Haus"):
        blocks += [
            para(strong(label), *words_of(f" {place} {n}")) for n, label in enumerate(("Lage:", "Breite:", "Länge:"))
        ]
    assert "speech" not in dict(kinds_of(document(blocks)))


def test_what_is_strong_above_the_first_question_is_none() -> None:
    blocks = [
        {"t": "Header", "c": [1, ["", [], []], words_of("Am Damm")]},
        para(strong("Es fragte Ada Berg")),
        para(*words_of("Der Damm hielt auch in diesem Frühjahr dem Wasser stand, obwohl es niemand geglaubt hatte.")),
    ]
    for _ in range(4):
        blocks += [para(strong("Wer hat den Damm gebaut?")), para(*words_of(SAID[1][1]))]
    made = document(blocks)
    assert [claim.line for claim in made.structure if claim.kind == "speech"] == list(range(4, 12))


def test_labels_of_a_diagram_are_no_speakers() -> None:
    """As a PDF has them: the same names beside each drawing, and the numbers of its axes."""
    drawing = "DAMM OST\n\n3.5\n\nDAMM WEST\n\n3\n\n2.5\n\nSTEG\n\n2\n\n1.5\n\n1\n\n0 50 100 150 200"
    text = "Wie hoch das Wasser stand\n\n" + "\n\n".join([drawing] * 4)
    assert "speech" not in {claim.kind for claim in drafted(text).structure}


RUNNING = "Der Damm hielt auch in diesem Frühjahr dem Wasser stand, obwohl niemand daran geglaubt hatte. " * 2


@pytest.mark.parametrize(
    "heads",
    [
        ["1. Einleitung", "2. Was das Holz kostet", "2.1 Eiche", "3. Schluss"],
        ["I. EINLEITUNG", "II. Was das Holz kostet", "III. Schluss"],
        ["1 Einleitung", "2 Was das Holz kostet", "4 Schluss"],
    ],
)
def test_headings_of_an_essay_count(heads: list[str]) -> None:
    text = "Der Steg\n\n" + "\n\n".join(f"{head}\n\n{RUNNING}" for head in heads)
    lines = text.split("\n")
    made = drafted(text)
    assert [lines[claim.line - 1] for claim in made.structure if claim.kind == "heading"] == heads


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"{n}. Wer über den Damm geht, zahlt dem Amt {n} Taler." for n in range(1, 6)),
        f"1. Holz\n\n2. Nägel\n\n3. Seil\n\n{RUNNING}",
        f"1. Holz\n\n{RUNNING}\n\n2. Nägel\n\n{RUNNING}",
    ],
)
def test_items_that_count_are_no_headings_of_an_essay(text: str) -> None:
    made = drafted(f"Der Steg\n\n{RUNNING}\n\n{text}")
    told = [claim for claim in made.structure if claim.kind == "heading" and claim.form]
    assert told == []


def test_salutations_of_many_letters_are_no_headings() -> None:
    letters = "\n\n".join(f"LIEBER {name},--\n\n{RUNNING}" for name in ("BEN", "KARL", "EMIL"))
    assert "heading" not in {claim.kind for claim in drafted(f"Briefe\n\n{RUNNING}\n\n{letters}").structure}


def test_the_menu_of_a_page_is_no_play() -> None:
    menu = [
        "MENÜ",
        "Lokales",
        "Sport",
        "SUCHE",
        "Kultur",
        "MENÜ",
        "Wetter",
        "Anmelden",
        "SUCHE",
        "Abo",
        "MENÜ",
        "Garten",
        "SUCHE",
        "Archiv",
    ]
    spaced = "\n\n".join(menu)
    text = "Der Bach stieg über das Wehr, und die Leute, die schon schliefen, hörten das Wasser rauschen. " * 3
    made = drafted(f"{spaced}\n\nWie der Bach stieg\n\n{text}\n\n{text}a")
    assert made.title == "Wie der Bach stieg"
    assert not any(claim.kind in ("speech", "verse") for claim in made.structure)
