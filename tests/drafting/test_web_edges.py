"""What a page shows above its article, below it, or twice, and what stands in for what a browser does not show."""

import pytest
import trafilatura
from tests.drafting.test_web_places import ONE, THREE, TWO, drafted, kept, page

from lesebuch.drafting import read_page
from lesebuch.drafting.web.edges import without_edges
from lesebuch.drafting.web.line import line_of
from lesebuch.sources.page import page_lines

BODY = f"<p>{THREE}</p>"


def ending(more: str) -> list[str]:
    """The lines of the text below `TWO`, of a page on which this stands there."""
    lines = kept(page(body=BODY).replace("</article>", f"{more}</article>"))
    return lines[lines.index(TWO) + 1 :]


@pytest.mark.parametrize(
    "more",
    [
        "<h3>Mehr vom See</h3><ul><li><a href='/a'>Elf Pfähle</a></li><li><a href='/b'>Ein Wirt zählt</a></li></ul>",
        "<h4>Über die Autorin</h4>",
        "<p>Sehen Sie hier den Film:</p>",
        "<p>© Seebote 2022. Wer diesen Text anderswo zeigen will, braucht eine Erlaubnis der Redaktion.</p>",
        "<p>Telefon: 0431 4711</p><p>E-Mail: steg@seebote.example</p>",
        "<p>Pressekontakt: Ada Berg, Seebote, 0431 4711</p>",
        "<p>Pressekontakt</p><p>Seebote Verlag</p><p>Am Steg 3</p><p>24256 Salzau</p><p>Tel.: 0431 4711</p>",
        "<div class='deal'><div>Boot Modell 3</div></div>",
    ],
)
def test_a_text_ends_with_its_last_sentence(more: str) -> None:
    assert ending(more) == []


@pytest.mark.parametrize(
    "more",
    [
        "<h3>Und so bleibt der Steg auch in diesem Winter gesperrt, wie alle es haben kommen sehen.</h3>",
        "<p>Ort: Gasthaus am See, Zeit: 19 Uhr</p>",
        "<p>Gasthaus am See</p><p>Am Steg 3</p><p>24256 Salzau</p>",
        "<ul><li>ein Pfahl</li><li>noch ein Pfahl</li></ul>",
        "<blockquote><p>Ada Berg</p></blockquote>",
    ],
)
def test_what_belongs_to_a_text_ends_it(more: str) -> None:
    shown = [line_of(one) for one in page_lines(page(body=BODY).replace("</article>", f"{more}</article>"))]
    assert all(without_edges(shown, [True] * len(shown), None)[1:])


def test_a_text_of_headings_alone_is_not_cut_down_to_its_first_line() -> None:
    ministers = "".join(f"<h4>Ministerium {n}</h4><h5>Ada Kahn die {n}.</h5>" for n in ("Erste", "Zweite", "Dritte"))
    shown = [line_of(one) for one in page_lines(f"<html><body><h1>Das Kabinett</h1>{ministers}</body></html>")]
    assert all(without_edges(shown, [True] * len(shown), 0))


def test_what_stands_far_below_a_text_is_another_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    far = "Lesen Sie jeden Morgen, was am See geschieht."
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"{ONE}\n{THREE}\n{TWO}\n{far}")
    links = "".join(f"<p><a href='/{n}'>Nachricht {n}</a></p>" for n in range(10))
    text = page(body=BODY).replace("</main>", f"</main><div>{links}<div><p>{far}</p></div></div>")
    assert kept(text)[-1] == TWO


def test_what_stands_twice_for_two_widths_of_screen_is_taken_once() -> None:
    lead = "<div class='wide'><p>Elf Pfähle stehen noch, und niemand weiß, wem sie gehören.</p></div>"
    text = page(body=lead + lead.replace("wide", "narrow") + BODY)
    assert sum(line.startswith("Elf Pfähle stehen noch") for line in kept(text)) == 1
    again = page(
        body=f"{BODY}<p>Was sagt der Rat dazu?</p><p>{THREE[::-1]}.</p><p>Was sagt der Rat dazu?</p><div>{BODY}</div>"
    )
    lines = kept(again)
    assert lines.count(THREE) == 1
    assert lines.count("Was sagt der Rat dazu?") == 2


def test_what_stands_twice_in_one_element_was_written_twice() -> None:
    assert kept(page(body=f"{BODY}<p>Noch einmal: {ONE}</p>{BODY}")).count(THREE) == 2


def test_code_and_items_may_stand_twice_and_a_question_for_two_screens_may_not() -> None:
    code = "steg = bauen(pfaehle=11, bretter=40, naegel=900, farbe='grau', breite=2, laenge=30, hoehe=1, ort='am See')"
    text = page(body=f"{BODY}<pre>{code}</pre><p>Noch einmal: {ONE}</p><pre>{code}</pre>")
    assert kept(text).count(code) == 2
    question = f"Und wer sagt: {THREE[:-1]}?"
    for tag, times in (("p", 1), ("li", 2)):
        twice = f"<div><{tag}>{question}</{tag}></div>"
        assert kept(page(body=f"{BODY}{twice}<p>Noch einmal: {ONE}</p>{twice}")).count(question) == times


def test_a_text_that_stands_again_in_an_item_of_a_list_of_texts_is_taken_once() -> None:
    again = f"<ol><li><div><div>{BODY}</div></div></li></ol>"
    assert kept(page(body=f"{BODY}<p>Noch einmal: {ONE}</p>{again}")).count(THREE) == 1


def test_what_stands_above_the_title_is_no_text_but_for_a_kicker() -> None:
    head = "<div><p>Rubrik: See und Ufer</p></div><header><p>Am See</p><h1>Warten auf Holz</h1></header>"
    shown = [line_of(one) for one in page_lines(page(body=BODY).replace("<h1>Warten auf Holz</h1>", head))]
    texts = [line.text for line in shown]
    made = without_edges(shown, [True] * len(shown), texts.index("Warten auf Holz"))
    assert [text for text, is_main in zip(texts, made, strict=True) if is_main][:2] == ["Am See", "Warten auf Holz"]


@pytest.mark.parametrize(
    "notice",
    [
        "Bitte aktivieren Sie JavaScript, um diese Seite ganz zu sehen.",
        "JavaScript is disabled in your browser.",
        "Empfohlener redaktioneller Inhalt",
        "Ich bin damit einverstanden, dass mir externe Inhalte gezeigt werden.",
        "Die mit einem Stern markierten Links sind Affiliate-Links: Wer dort kauft, kauft nicht teurer.",
        "We may receive a commission when readers buy what this page links to.",
        "Lena Probe and Ed Muster contributed to this report.",
        "Get the best of the lake delivered to your inbox, every Friday at noon.",
        "Ada Berg can be reached at berg@seebote.example.",
        "Bleiben Sie auf dem Laufenden: Der Seebote schreibt jeden Freitag.",
        "Folgt uns auf allen Kanälen, die es am See gibt.",
        "Follow @seebote on all channels that reach the lake.",
        "(Copyright (c) 2022 Seebote. This text may not be shown elsewhere.)",
        "Dieses Thema im Programm: Radio am See, Nachrichten, 3. Mai 2022, 10 Uhr",
        "Über dieses Thema berichtete der Seefunk am Abend in seinen Nachrichten.",
        "You are using a browser version with limited support for this page.",
        "Auf unserer Website werden Cookies verwendet, damit alles läuft.",
        "Ein Fehler ist aufgetreten. Bitte versuchen Sie es noch einmal.",
        "Something went wrong. Please load the page again.",
        "Lena Probe in Salzau and Ed Muster in Kiel contributed.",
        "To reach the reporter, write to berg@seebote.example.",
        "We hope you're enjoying the journalism of the Seebote.",
        "Hast du dieses Rezept gekocht? Schick dem Seeboten ein Bild vom Teller.",
        "À lire aussi : onze pieux au bord du lac",
        "Te puede interesar: once postes en la orilla",
        "Leggi anche: undici pali sulla riva",
        "Czytaj także: Jedenaście pali nad jeziorem",
        "Читайте также: Одиннадцать свай у озера",
        "İlginizi çekebilir: Göl kıyısında on bir kazık",
        "相关阅读：湖边的十一根木桩",
        "On vous a transféré ce message ? Le Courrier du lac paraît le vendredi.",
        "*|MC_PREVIEW_TEXT|*",
    ],
)
def test_notices_are_no_text(notice: str) -> None:
    body = f"{BODY}<p>{notice}</p><p>Noch einmal: {ONE}</p>"
    lines = kept(page(body=body).replace("</article>", f"<p>{notice}</p></article>"))
    assert TWO in lines
    assert lines[-1] == TWO


@pytest.mark.parametrize(
    "sentence",
    [
        "What the wall cost in the end depended on how much each of the villages contributed.",
        "Something went wrong in the second night, and the boats came back without nets.",
        "„Ein Fehler ist aufgetreten“, sagte die Stimme am Telefon, und dann war es still.",
    ],
)
def test_what_a_text_tells_is_no_notice(sentence: str) -> None:
    assert sentence in kept(page(body=f"{BODY}<p>{sentence}</p><p>Noch einmal: {ONE}</p>"))


def test_what_a_site_says_for_itself_is_no_text_wherever_it_stands() -> None:
    appeal = "Gefällt dir unser Bote vom See? Ein Jahr kostet so viel wie ein Abend im Gasthaus."
    body = f"{BODY * 3}<p>{appeal}</p><p>„{appeal}“, rief der Wirt.</p>" + "".join(
        f"<p>{n}. {ONE}</p>" for n in range(8)
    )
    lines = kept(page(body=body))
    assert appeal not in lines
    assert f"„{appeal}“, rief der Wirt." in lines


def test_a_call_is_no_text_where_classes_are_not_believed_since_they_would_hide_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call, parts = "Mehr zum Thema: Der Steg", [f"{n}. {THREE}" for n in range(6)]
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "\n".join([ONE, *parts, call, TWO]))
    body = "".join(f"<div class='newsletter'><p>{part}</p></div>" for part in parts)
    lines = kept(page(body=f"{body}<p>{call}</p>"))
    assert parts[3] in lines
    assert call not in lines


@pytest.mark.parametrize(
    ("element", "is_text"),
    [
        ('<h3 id="toc_1">{}</h3>', True),
        ('<p class="has-caption">{}</p>', True),
        ('<div class="placeholder"><p>{}</p></div>', False),
        ("<see-inline-teaser><p>{}</p></see-inline-teaser>", False),
    ],
)
def test_names_of_elements_say_what_is_text(element: str, is_text: bool) -> None:
    line = "Was der Rat dazu sagt und was nicht"
    assert (line in kept(page(body=f"{BODY}{element.format(line)}<p>Noch einmal: {ONE}</p>"))) is is_text


def test_a_paragraph_that_is_a_link_leads_away_whatever_its_length() -> None:
    link = "Der lange Weg um die Mole: was die Fischer am anderen Ufer von dem Steg halten, der seit dem Winter gesperrt ist"
    body = f'{BODY}<p><a href="/x">{link}</a></p><p>[1] <a href="/y">seebote.example/holz/was-noch-steht/elf-pfaehle</a></p><p>Noch einmal: {ONE}</p>'
    lines = kept(page(body=body))
    assert link not in lines
    assert "[1] seebote.example/holz/was-noch-steht/elf-pfaehle" in lines


def test_contents_of_a_page_are_no_text() -> None:
    items = '<li><a href="#a">Was es kostet</a></li><li><a href="#b">Was noch steht</a></li>'
    body = f'<div class="toc"><p class="toc-title">Inhalt</p><ul>{items}</ul></div>{BODY}'
    assert kept(page(body=body))[0] == THREE


def test_a_word_about_the_author_below_the_title_is_no_lead() -> None:
    about = '<div class="pageAuthorDescription">Ada Berg leitet seit elf Jahren das Haus am See und den Verein der Ruderer.</div>'
    monkey = page(byline=about, body=BODY)
    assert kept(monkey)[0] == THREE


def test_a_sign_up_box_has_no_title() -> None:
    box = f'<div class="sign-up-box"><h1>Danke!</h1>{"<p>Weiter</p>" * 30}</div>'
    lead = "<p>Das Holz liegt jetzt in einem ganz anderen Hafen als bisher</p>"
    text = page(byline=f"{lead}{box}", body=BODY)
    assert "Danke!" not in kept(text)


@pytest.mark.parametrize(
    "line", ["Von Ada Berg", "Veröffentlicht am 3. Mai 2021, 8:45 Uhr", "PUBLISHED: May 3, 2021 at 8:45 a.m."]
)
def test_by_whom_and_when_below_the_lead_is_no_text(line: str) -> None:
    meta = '<meta property="article:published_time" content="2021-05-03"><meta name="author" content="Ada Berg">'
    lead = "Das Holz liegt jetzt in einem anderen Hafen, und niemand holt es ab."
    text = page(byline=f"<h2>{lead}</h2><p>{line}</p>", body=BODY).replace("</title>", f"</title>{meta}")
    assert kept(text)[:2] == [lead, THREE]


def test_another_day_below_the_lead_is_text() -> None:
    meta = '<meta property="article:published_time" content="2021-05-03">'
    text = page(byline=f"<h2>{TWO}</h2><p>Am 1. März 1921</p>", body=BODY).replace("</title>", f"</title>{meta}")
    assert "Am 1. März 1921" in kept(text)


def test_the_date_below_a_text_is_found_where_nothing_else_has_one() -> None:
    text = page(body=BODY).replace("</article>", "<div><p>Erstellt am: 01.11.2021</p></div></article>")
    made, _ = drafted(text)
    assert str(made.published) == "2021-11-01"
    assert ending("<div><p>Erstellt am: 01.11.2021</p></div>") == []


def test_no_second_extractor_reads_a_page_of_very_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def extract(_page: str, *, fast: bool, **_other: bool) -> str:
        asked.append(fast)
        return f"{ONE}\n{TWO}"

    monkeypatch.setattr(trafilatura, "extract", extract)
    for count in (10, 5_000):
        text = page(body=BODY + "<p>Nein.</p>" * count)
        read_page(text, page_lines(text))
    assert asked == [False, True]
