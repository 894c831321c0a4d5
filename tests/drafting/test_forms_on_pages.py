"""Plays and letters on web pages: who speaks, verse, stage directions; salutation and closing."""

from dataclasses import replace

import pytest

from lesebuch.drafting import Draft, draft, read_page
from lesebuch.drafting.forms import whole_speeches, with_letter, with_open_speeches
from lesebuch.drafting.forms.dialogue import dialogue
from lesebuch.drafting.proposal import SourceLine
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.page import page_lines

SCENE = (
    ("ADA", "Wer steht am Steg und ruft nach mir?", "Sag an, bevor das Eis uns trägt!"),
    ("BELA", "Ich bin es nur, der Wirt vom See."),
    ("ADA", "So komm, und zähl die Pfähle mit.", "<i>Sie zählen.</i>"),
    ("BELA", "Es waren elf, bevor der Winter kam,", "und zehn sind morgen noch im Schlamm."),
    ("ADA", "Dann fehlt der eine, den du trägst."),
    ("BELA", "O, frag nicht, wessen Holz das war:", "Der Ofen hat es längst verbrannt."),
    ("ADA", "Und wer hat dir den Ofen heiß gemacht?"),
)


def page(around: str = "blockquote") -> str:
    speeches = "".join(
        f"<a><b>{name}</b></a><{around}>{''.join(f'<a>{line}</a><br>' for line in lines)}</{around}>"
        for name, *lines in SCENE
    )
    stage = f"<p><{around}><i>Abend am See</i></{around}>"
    return f"<!doctype html><html lang=de><head><title>Erste Szene</title></head><body><h3>Erste Szene</h3>{stage}{speeches}</body></html>"


def drafted(text: str) -> tuple[Draft, list[str]]:
    source, problems = extract(text.encode(), "a.html", Where("a"))
    assert source is not None, problems
    drafts, problems = draft(normalise(source)[0], hints=read_page(text, page_lines(text)))
    assert not problems
    return drafts[0], source.text.split("\n")


def test_speeches_that_are_indented_as_quotations() -> None:
    made, lines = drafted(page())
    assert lines[made.first - 1 : made.last] == lines[1:]
    kinds = {lines[claim.line - 1]: claim.kind for claim in made.structure}
    assert [kind for line, kind in kinds.items() if line in ("ADA", "BELA")] == ["speech"] * 2
    assert kinds["Sag an, bevor das Eis uns trägt!"] == kinds["O, frag nicht, wessen Holz das war:"] == "verse"
    assert "Sie zählen." not in kinds  # a paragraph, as each stage direction
    assert "Abend am See" not in kinds
    assert "quote" not in kinds.values()
    assert "drop" not in kinds.values()


def test_names_of_several_words_that_a_page_sets_as_strong() -> None:
    """Not in capitals, and above lines that end as lines of prose do where a page has them end."""
    text = page().replace(">ADA<", ">Erster Fischer<").replace(">BELA<", ">Wirt<")
    made, lines = drafted(text.replace("nach mir?", "nach").replace("bevor das Eis", "Eis"))
    forms = {lines[claim.line - 1]: claim for claim in made.structure}
    assert (forms["Erster Fischer"].kind, forms["Wirt"].kind) == ("speech", "speech")
    assert forms["Ich bin es nur, der Wirt vom See."].kind == "verse"  # and not somebody who speaks once
    assert {claim.kind for claim in made.structure} <= {"title", "speech", "verse"}


def test_a_poem_whose_stanzas_are_indented_as_quotations() -> None:
    stanza = "Das Boot liegt still, der Steg ist lang,<br>der Wirt zählt Pfähle vor dem Haus,<br>er zählt sie laut, er zählt sie bang,<br>und einer fehlt, der See gibt keinen raus.<br>"
    other = stanza.replace("lang", "bang").replace("Haus", "Graus")
    made, _ = drafted(
        f"<html lang=de><title>Am Steg</title><h1>Am Steg</h1><blockquote>{stanza}</blockquote><blockquote>{other}</blockquote>"
    )
    assert [claim.kind for claim in made.structure if claim.line > 2] == ["verse"] * 8


def test_links_in_brackets_behind_a_heading_are_none_of_it() -> None:
    links = '<span>[</span><a href="/e?1">Bearbeiten</a> | <a href="/e?2">Quelltext</a><span>]</span>'
    text = [
        f"<p>{count} Pfähle hielten auch in diesem Frühjahr dem Wasser stand, obwohl niemand {count} geglaubt hatte.</p>"
        for count in range(10, 19)
    ]
    heads = ("<h1>Der See</h1>", f"<h2>Geschichte<span>{links}</span></h2>", "<h2>Namen [2]</h2>")
    parts = [head + "".join(text[3 * at : 3 * at + 3]) for at, head in enumerate(heads)]
    made, _ = drafted(f"<html lang=de><title>Der See</title>{''.join(parts)}")
    assert [(claim.at, claim.kind) for claim in made.structure if claim.line > 2] == [
        ('6 "Geschichte"', "heading"),
        ('6 "[Bearbeiten | Quelltext]"', "drop"),
        ("10", "heading"),
    ]


def quoted(number: int, text: str, group: int) -> SourceLine:
    return SourceLine(number, text, quoted=True, group=group)


@pytest.mark.parametrize("names", [["Ada", "Bela", "Cora", "Dora", "Emil", "Franz"], ["ADA"] * 6])
def test_quotations_below_names_that_do_not_take_turns_are_quotations(names: list[str]) -> None:
    blocks = [
        block
        for at, name in enumerate(names)
        for block in (SourceLine(2 * at + 1, name), quoted(2 * at + 2, f"Der Steg hat {at} Pfähle.", at + 1))
    ]
    assert with_open_speeches(blocks) == blocks


def test_who_speaks_belongs_to_what_is_said() -> None:
    said = [f"Der Steg hat {count} Pfähle, und keiner weiß, wem sie gehören." for count in range(8)]
    blocks = [
        SourceLine(3 * at + (0, 1)[part], text)
        for at, line in enumerate(said, 1)
        for part, text in enumerate((("ADA", "BELA")[at % 2], line))
    ]
    chosen = [not block.text.isupper() for block in blocks]
    assert whole_speeches(blocks, chosen) == [True] * 16
    assert whole_speeches(blocks, [False] * 16) == [False] * 16
    few = [True, *[False] * 14, True]
    assert whole_speeches(blocks, few) == few


TABLE = (
    ("", "<i>Abend am See</i>"),
    ("Ada", "Wer steht am Steg und ruft nach mir?"),
    ("Bela", "Ich bin es nur, der Wirt vom See."),
    ("Ada", "So komm, und zähl die Pfähle mit."),
    ("Bela", "Elf."),
    ("", "<i>Sie zählen.</i>"),
    ("Ada", "Dann fehlt der eine, den du trägst."),
    ("Bela", "Frag nicht, wessen Holz das war."),
)


def tabled(*rows: tuple[str, ...]) -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<!doctype html><html lang=de><head><title>Am See</title></head><body><article><h1>Am See</h1><p>{SAID}</p><table border=1>{cells}</table></article></body></html>"


SAID = "Das Stück spielt an einem Abend im Herbst, am Steg, der dem Wirt gehört, wie er sagt, und der Gemeinde, wie sie sagt."


def test_a_dialogue_set_as_a_table() -> None:
    made, lines = drafted(tabled(*TABLE))
    found = [(claim.kind, claim.form and claim.form.speaker, lines[claim.line - 1]) for claim in made.structure]
    assert [(speaker, line) for kind, speaker, line in found if kind == "speech"] == [
        (name, f"{name}\t{said}") for name, said in TABLE if name
    ]
    assert [line for kind, _, line in found if kind == "paragraph"] == ["Abend am See", "Sie zählen."]


@pytest.mark.parametrize(
    "rows",
    [
        [("Ufer", "12"), ("Mole", "7"), ("Ufer", "11"), ("Mole", "5"), ("Ufer", "8"), ("Mole", "6")],
        [("Ada", "zählt alle Pfähle.", "heute"), ("Bela", "holt das Holz.", "morgen")] * 4,
        [(f"Person {count}", "Wer kommt, der hilft, so war es abgemacht.") for count in range(9)],
        [("Ada", "Sie zählt alle Pfähle.")] * 6 + [("Bela", "Er holt das Holz.")] * 6,
    ],
)
def test_a_table_is_a_table(rows: list[tuple[str, ...]]) -> None:
    made, _ = drafted(tabled(*rows))
    assert not {"speech", "paragraph"} & {claim.kind for claim in made.structure}


def letter_page(*lines: str, behind: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"<!doctype html><html lang=de><head><title>Brief vom See</title></head><body><article><h1>Brief vom See</h1>{text}{behind}</article></body></html>"


def test_a_letter_on_a_page_has_its_parts() -> None:
    page = letter_page(
        "Salzau, den 3. Mai 1921",
        "Lieber Freund,",
        SAID,
        SAID,
        "Mit herzlichen Grüßen",
        "Dein Bela",
        behind="<h2>Überlieferung</h2><p>Das Blatt liegt im Archiv der Gemeinde.",
    )
    made, lines = drafted(page)
    kinds = {lines[claim.line - 1]: claim.kind for claim in made.structure}
    assert kinds["Lieber Freund,"] == "salutation"
    assert kinds["Mit herzlichen Grüßen"] == "closing"
    assert kinds["Dein Bela"] == "signature"
    assert "drop" not in kinds.values()


def test_a_salutation_directly_above_a_text_belongs_to_it() -> None:
    lines = ("Start", "Liebe Freunde,", "Start", "Liebe Freundinnen,", SAID, SAID)
    blocks = [SourceLine(number, text) for number, text in enumerate(lines, 1)]
    formed, chosen = with_letter(blocks, [False] * 4 + [True] * 2)
    assert chosen == [False] * 3 + [True] * 3
    assert all(block.form is None for block in formed)
    assert with_letter(blocks, [False] * 3 + [True] * 3)[1] == [False] * 3 + [True] * 3


def test_an_article_that_speaks_to_readers_is_no_letter() -> None:
    made, _ = drafted(letter_page("Liebe Leserinnen und Leser,", SAID, SAID, SAID))
    assert not {"salutation", "closing", "signature"} & {claim.kind for claim in made.structure}


@pytest.mark.parametrize("form", ["{0} {1}", "{0}\n{1}"], ids=["in capitals", "strong, above a line break"])
def test_speakers_of_a_document(form: str) -> None:
    """As scripts set them: a name in capitals and a tab, or in strong letters above a line break; names that recur no more are none."""
    said = [(name.title() if "\n" in form else name, lines[0]) for name, *lines in SCENE]
    lines = [line for pair in said for line in form.format(*pair).split("\n")]
    blocks = [
        SourceLine(number, text, group=(number + 1) // 2 if "\n" in form else 0, bold="\n" in form and number % 2 and len(text))
        for number, text in enumerate(lines, 1)
    ]  # fmt: skip
    forms, _ = dialogue(with_open_speeches(blocks))
    speakers = [
        forms[block.number].speaker for block in blocks if block.text.startswith(tuple(name for name, _ in said))
    ]
    assert speakers == [name for name, _ in said]
    assert {form.kind for form in forms.values()} == {"speech"}
    others, _ = dialogue([replace(block, text=block.text.lower()) for block in blocks])
    assert not others


def test_a_line_with_a_stop_that_recurs_often_names_who_speaks() -> None:
    texts = [
        text for n in range(8) for text in ("Fischer.", f"Es sind {n} Pfähle.", "Wirt.", f"Nein, {n} sind es nicht.")
    ]
    forms, _ = dialogue([SourceLine(number, text) for number, text in enumerate(texts, 1)])
    assert {form.speaker for form in forms.values()} == {"Fischer.", "Wirt."}
    few, _ = dialogue([SourceLine(number, text) for number, text in enumerate(texts[:24], 1)])
    assert not few
