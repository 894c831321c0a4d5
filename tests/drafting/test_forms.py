"""What lines are by their looks, where no format says so: speeches and verse. The texts are ours."""

import textwrap
from pathlib import Path

import pytest

from lesebuch.drafting import Draft, chapter_file, draft
from lesebuch.editorial import bind, read_chapter
from lesebuch.model import Chapter, Registered, Rights
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract

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
        ("paragraph", "(steht"),
    ]
    assert [kind for kind, _ in kinds].count("verse") == 5


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
