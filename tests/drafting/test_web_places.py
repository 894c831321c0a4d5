"""Where something stands on a page tells what it is: leads below titles, names in bylines, links between paragraphs."""

import re

import pytest
import trafilatura

from lesebuch.drafting import Draft, draft, read_page
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.page import page_lines

ONE = (
    "Am Ufer liegen elf Pfähle, und keiner weiß, wem sie gehören. Der Rat hat zweimal nachgefragt, der Verein dreimal, "
    "und beide haben dieselbe Antwort bekommen, die keine war."
)
TWO = (
    "Im Herbst soll eine Kommission kommen und zählen, was noch steht. Bis dahin bleibt der Steg gesperrt, und wer zu den "
    "Booten will, geht den langen Weg um die Mole herum."
)
THREE = (
    "Wer den Winter am See kennt, der weiß, dass mit dem Eis auch die Pfähle gehen. Der alte Wirt hat sie gezählt und "
    "sagt, es seien noch elf, und von denen halte jeder zweite nicht mehr bis zum Sommer."
)


def page(byline: str = "", body: str = "") -> str:
    return f"""<!doctype html><html lang="de"><head><title>Warten auf Holz | Seebote</title></head><body>
<main><article><h1>Warten auf Holz</h1>{byline}{body}<p>{ONE}</p><h2>Was es kostet</h2><p>{TWO}</p></article></main>
</body></html>"""


def drafted(text: str) -> tuple[Draft, list[str]]:
    source, problems = extract(text.encode(), "a.html", Where("a"))
    assert source is not None, problems
    drafts, problems = draft(normalise(source)[0], hints=read_page(text, page_lines(text)))
    assert not problems
    return drafts[0], source.text.split("\n")


def kept(text: str) -> list[str]:
    """The lines of the article that are its text."""
    made, lines = drafted(text)
    other = {
        claim.line for claim in made.structure if claim.kind in ("drop", "metadata", "title", "byline", "dateline")
    }
    return [lines[number - 1] for number in range(made.first, made.last + 1) if number not in other]


@pytest.fixture
def short_sighted(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor that sees the two paragraphs alone, as on many pages."""
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"{ONE}\n{TWO}")


@pytest.mark.usefixtures("short_sighted")
@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("<p>{}</p>", "Seit dem Sturm liegt das Holz in einem anderen Hafen, und niemand holt es ab"),
        ("<h2>{}</h2>", "Seit dem Sturm liegt das Holz in einem anderen Hafen, und niemand holt es ab"),
        ('<div class="standfirst"><p>{}</p></div>', "Das Holz liegt woanders – und bleibt dort"),
        ('<div class="article__abstract">{}</div>', "Das Holz liegt woanders – und bleibt dort"),
        ('<p class="post-sub-title">{}</p>', "Das Holz liegt woanders – und bleibt dort"),
    ],
)
def test_the_lead_below_the_title_needs_no_full_stop(lead: str, words: str) -> None:
    head = f"<header><h1>Warten auf Holz</h1>{lead.format(words)}</header>"
    assert words in kept(page().replace("<h1>Warten auf Holz</h1>", head))


@pytest.mark.usefixtures("short_sighted")
def test_the_lead_stands_below_the_title_whatever_its_heading_is_called() -> None:
    text = page().replace(
        "<h1>Warten auf Holz</h1>",
        '<div class="header"><h3>Warten auf Holz</h3></div><div class="teaser-text"><p>Das Holz liegt jetzt ganz woanders</p></div>',
    )
    assert "Das Holz liegt jetzt ganz woanders" in kept(text)


@pytest.mark.usefixtures("short_sighted")
def test_a_caption_or_a_button_below_the_title_is_no_lead() -> None:
    caption = "Der Steg am See im Winter vor dem großen Sturm, von Osten gesehen"
    other = f"<figure><figcaption>{caption}</figcaption></figure>"
    link = '<p class="teaser"><a href="/x">Was der Wind vom alten Hafen noch übrig gelassen hat und was nicht</a></p>'
    head = f"<header><h1>Warten auf Holz</h1>{other}{link}</header>"
    text = page().replace("<h1>Warten auf Holz</h1>", head)
    assert kept(text) == [caption, ONE, "Was es kostet", TWO]
    made, lines = drafted(text)
    assert [lines[claim.line - 1] for claim in made.structure if claim.kind == "caption"] == [caption]


def test_the_name_of_a_section_in_the_navigation_is_no_title() -> None:
    crumbs = "<nav><h1>Kein Holz, kein Steg, kein Boot: was bisher geschah</h1></nav>"
    text = (
        page().replace("<main>", f"{crumbs}<main>").replace("h1>Warten", "h2>Warten").replace("Holz</h1>", "Holz</h2>")
    )
    assert not any("was bisher geschah" in line for line in kept(text))


def test_paragraphs_in_elements_called_as_those_of_the_text_belong_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def part(text: str) -> str:
        return f'<div class="row"><div class="copy"><p>{text}</p></div></div>'

    body = part(ONE) + part(TWO) + part(f"A. {ONE}") + part(f"B. {TWO}") + part(THREE)
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "\n".join((ONE, TWO, f"A. {ONE}")))
    text = page(body=body).replace(f"<p>{ONE}</p><h2>Was es kostet</h2><p>{TWO}</p></article>", "</article>")
    assert kept(text)[-2:] == [f"B. {TWO}", THREE]


def test_buttons_in_elements_called_as_those_of_the_text_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{number}. {ONE}" for number in range(12)]
    body = "".join(f'<div class="copy"><p>{text}</p><div>Bild zeigen</div></div>' for text in texts)
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "\n".join(texts))
    assert kept(page(body=body).replace(f"<p>{ONE}</p><h2>Was es kostet</h2><p>{TWO}</p>", "")) == texts


@pytest.mark.usefixtures("short_sighted")
def test_headings_and_lists_of_a_page_without_parts_stay() -> None:
    text = f"<h1>Warten auf Holz</h1><p>{ONE}</p><h3>Drei</h3><ul><li>Holz</li><li>Eisen</li></ul><p>{TWO}</p>"
    assert kept(f"<html><head><title>Warten auf Holz</title></head><body>{text}</body></html>") == [
        ONE,
        "Drei",
        "Holz",
        "Eisen",
        TWO,
    ]


def test_a_report_in_pictures_keeps_what_stands_at_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def picture(number: int) -> str:
        head = f'<div class="slide-head"><h2>Bild {number}</h2></div>'
        return f'<figure class="slide">{head}<figcaption class="flat"><p>{number}. {ONE}</p></figcaption></figure>'

    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"1. {ONE}\n3. {ONE}\n4. {ONE}")
    text = page(body="".join(map(picture, range(1, 6)))).replace(f"<p>{ONE}</p><h2>Was es kostet</h2><p>{TWO}</p>", "")
    assert kept(text) == [line for number in range(1, 6) for line in (f"Bild {number}", f"{number}. {ONE}")]


def test_a_heading_above_a_few_words_belongs_to_them_but_for_that_of_a_teaser(monkeypatch: pytest.MonkeyPatch) -> None:
    few, teaser = "Niemand kauft im Winter einen Kahn.", "Die Mole bleibt bis Ostern gesperrt."
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"{THREE}\n{few}\n{teaser}\n{ONE}\n{TWO}")
    body = f"""<p>{THREE}</p><div><h3>Kähne</h3><p>{few}</p></div>
<div><h3>Mole im Winter</h3><p>{teaser}</p><a href="/mole">Mehr von der Mole</a></div>"""
    lines = kept(page(body=body))
    assert "Kähne" in lines
    assert "Mole im Winter" not in lines


def test_entries_of_a_timeline_keep_their_days_and_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [f"{ONE} So war es im Jahr {year}." for year in range(1951, 1957)]
    entry = '<div class="entry c{0}"><div><span>{0}</span> <span>Rat</span></div><h3>Pfahl {0}</h3><p>{1}</p>{2}</div>'
    more = "<div><div>Teilen</div><div>Merken</div><div>Melden</div><div>Drucken</div></div>"
    entries = [entry.format(1951 + at, text, "") for at, text in enumerate(told)]
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "\n".join(told))
    lines = kept(page(body=f'<div class="all">{"".join(entries)}</div>'))
    assert [line for line in lines if "Pfahl" in line] == [f"Pfahl {year}" for year in range(1951, 1957)]
    assert [line for line in lines if line.endswith("Rat")] == [f"{year} Rat" for year in range(1951, 1957)]
    entries = [entry.format(1951 + at, text, more) for at, text in enumerate(told)]
    assert "Teilen" not in kept(page(body=f'<div class="all">{"".join(entries)}</div>'))


def test_a_class_of_style_sheets_that_cuts_off_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"{THREE}\n{ONE}\n{TWO}")
    body = f'<p>{THREE}</p><div class="overflow-hidden"><h3>Elf Pfähle</h3><p>{ONE} Noch steht er.</p></div>'
    assert "Elf Pfähle" in kept(page(body=body))


def test_links_to_other_texts_between_paragraphs_are_left_out() -> None:
    links = (
        '<ul><li>Sturm: <a href="/a">Was der Wind vom Hafen übrig gelassen hat</a></li>'
        '<li>Bahn: <a href="/b">Warum die Güterzüge am See nicht mehr halten</a></li></ul>'
        '<a href="/c"><h3>Elf Pfähle und kein Ende: ein Wirt zählt nach, was noch steht</h3></a>'
    )
    body = f"<p>{THREE}</p>{links}<p>Noch einmal: {ONE}</p>"
    lines = kept(page(body=body))
    assert THREE in lines
    assert not any("Güterzüge" in line or "Elf Pfähle" in line for line in lines)


def test_a_card_that_tells_of_another_text_is_left_out_below_the_first_paragraph() -> None:
    card = (
        f'<div class="stick"><div><a href="/a">Was der Wind vom Hafen übrig gelassen hat</a><p>{THREE}</p></div></div>'
    )
    article = page(body=f"<p>{ONE} {TWO}</p><p>{TWO} {ONE}</p>{card}")
    assert THREE not in kept(article)
    assert THREE in kept(article.replace('"/a"', '"#a"'))  # within the page
    many = "".join(card.replace(THREE, f"{n}. {THREE}") for n in range(5))
    assert f"4. {THREE}" in kept(article.replace(card, many))  # a text that is made of such parts


def test_headings_with_links_to_themselves_stay() -> None:
    heading = '<h3><a href="#pfaehle">Was noch steht</a></h3>'
    assert "Was noch steht" in kept(page(body=f"<p>{THREE}</p>{heading}<p>Noch einmal: {ONE}</p>"))


def test_the_title_once_more_in_the_text_is_dropped() -> None:
    made, lines = drafted(page(body=f"<p>{THREE}</p><h2>Warten auf Holz</h2>"))
    again = [claim for claim in made.structure if claim.detail == "the title once more"]
    assert [lines[claim.line - 1] for claim in again] == ["Warten auf Holz"]
    assert made.title_at != str(again[0].line)


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ('<a rel="author" href="/jo">Jo Muster</a></p><div class="comment-list"><a rel="author" href="/x">Ed Probe</a></div><p>', ["Jo Muster"]),
        ('<b itemprop="author">Jo Muster</b></p><div><div><div><div><b itemprop="author">Ed Probe</b></div></div></div></div><p>', ["Jo Muster"]),
        ('<b itemprop="author">Jo Muster</b> und <b itemprop="author">Ed Probe</b>', ["Jo Muster", "Ed Probe"]),
        ('<span class="byline">Jo Muster December 20</span>', ["Jo Muster"]),
        ('<span class="byline"><a>Jo Muster</a> <a>Ed Probe</a></span>', ["Jo Muster", "Ed Probe"]),
        ('<a href="/autoren/muster">Jo Muster</a>', ["Jo Muster"]),
        ('<span class="byline">Seeboten-Redakteur Jo Muster</span>', ["Jo Muster"]),
        ('<span class="byline">Bild: dpa</span>', []),
        ('<span class="byline">Автор: Пётр Образцов</span>', ["Пётр Образцов"]),
        ('<span class="byline">作者：林木</span>', ["林木"]),
        ('<span class="byline">Jo Muster, übersetzt von Ed Probe</span>', ["Jo Muster"]),
        ('<span class="byline">A/12/7</span>', []),
        ("by Jo Muster Monday, November 18, 2019", ["Jo Muster"]),
        ('<span class="byline">Jo Muster 翻訳者 林木</span>', ["Jo Muster"]),
        ("By Jo Muster, Lake Foundation", ["Jo Muster"]),
        ('<span class="byline">Von Jo Muster und Ed Probe, SEE</span>', ["Jo Muster", "Ed Probe"]),
        ('<span class="byline">Jo Muster Seebote</span>', ["Jo Muster"]),
        ('<span class="byline">Jo Muster Sende uns eine E-Mail</span>', ["Jo Muster"]),
        ('<span class="byline">Bund for Boote</span>', ["Bund for Boote"]),
        ('<span class="byline">Recueilli par Jo Muster</span>', ["Jo Muster"]),
        ('<span class="byline">Super User</span>', []),
        ('<span class="byline">Wednesday</span>', []),
        ("3. Mai 2021 | Ufer", []),
        ('<a href="/about/editors/jo-muster">Jo Muster</a>', ["Jo Muster"]),
    ],
)  # fmt: skip
def test_authors_stand_together(markup: str, names: list[str]) -> None:
    made, _ = drafted(page(byline=f"<p>{markup}</p>"))
    assert [credit.name for credit in made.credits if credit.role == "author"] == names


def test_photographers_are_no_authors() -> None:
    figure = '<figure><img><figcaption itemprop="author">Ed Probe</figcaption></figure>'
    made, _ = drafted(page(byline=f'{figure}<p class="author">Jo Muster</p>'))
    assert [credit.name for credit in made.credits if credit.role == "author"] == ["Jo Muster"]


def test_what_is_called_after_a_sidebar_and_holds_the_text_is_none() -> None:
    text = page(byline='<p class="author">Jo Muster</p>').replace("<main>", '<main class="has-sidebar">')
    made, _ = drafted(text)
    assert [credit.name for credit in made.credits] == ["Jo Muster"]


@pytest.mark.parametrize("label", ["Autorin", "Artikel von"])
def test_a_label_on_a_line_of_its_own_says_whose_name_follows(label: str) -> None:
    made, _ = drafted(page(byline=f"<div><h4>{label}</h4><p>Lena Probe,</p></div>"))
    assert [credit.name for credit in made.credits] == ["Lena Probe"]


def test_a_time_of_day_with_its_zone_is_no_text() -> None:
    line = "Published on 5 April 2022 at 2:30 p.m. BST"
    made, lines = drafted(page(byline=f"<p>{line}</p>"))
    assert str(made.published) == "2022-04-05"
    kinds = {claim.kind for claim in made.structure if claim.line == lines.index(line) + 1}
    assert kinds == {"metadata"}


def test_another_line_above_a_name_says_nothing() -> None:
    made, _ = drafted(page(byline="<div><h4>Ausgabe</h4><p>Lena Probe,</p></div>"))
    assert not made.credits


@pytest.mark.parametrize(
    "call",
    [
        "Ihre Meinung ist uns wichtig: Schreiben Sie der Redaktion, was Sie vom Steg halten.",
        "Lesen Sie das Seemagazin als Heft oder auf dem Bildschirm, jeden Monat neu.",
        "Additional reporting by our friends at the harbour.",
        "Note: we are for now moderating all comments that readers leave below texts about the pier.",
        "Alle Kommentare werden vor dem Erscheinen von der Redaktion geprüft und freigeschaltet.",
    ],
)
def test_what_a_site_says_of_itself_below_a_short_text_is_dropped(call: str) -> None:
    text = page(body=f"<p>{THREE}</p><p>Noch einmal: {ONE}</p>").replace("</article>", f"<p>{call}</p></article>")
    lines = kept(text)
    assert TWO in lines
    assert call not in lines


def test_the_mark_between_kicker_and_title_is_no_part_of_the_title() -> None:
    heading = '<h1><span class="kicker">Am See</span><span>: Warten auf Holz</span></h1>'
    made, _ = drafted(page().replace("<h1>Warten auf Holz</h1>", heading))
    assert made.title == "Warten auf Holz"


STANZAS = (
    "Am Steg, da liegt das Boot im Rohr,<br>und keiner kommt herbei,<br>der Nebel hängt sich an das Tor<br>und gibt es nicht mehr frei.",
    "Ich warte auf den ersten Wind,<br>der <em>aus dem Walde</em> weht,<br><i>und auf das Haus, in dem ein Kind</i><br>an seinem Fenster steht.",
)


@pytest.mark.parametrize("frame", ["{}", "<table><tr><td>{}</td></tr></table>"])
def test_lines_of_a_paragraph_that_look_like_verse_are_verse_by_stanzas(frame: str) -> None:
    poem = "".join(f"<p>{stanza}</p>" for stanza in STANZAS)
    made, lines = drafted(page(body=f"<p>{THREE}</p>{frame.format(poem)}"))
    verse = [claim for claim in made.structure if claim.kind == "verse"]
    plain = re.sub(r"</?(?:em|i)>", "", "<br>".join(STANZAS))
    assert [lines[claim.line - 1] for claim in verse] == plain.split("<br>")
    assert [claim.form.group for claim in verse if claim.form] == [verse[0].line] * 4 + [verse[4].line] * 4
    assert any(doubt.startswith("verse: ") for doubt in made.doubts)


def test_a_poem_that_is_quoted_is_verse_and_what_else_is_quoted_a_quotation() -> None:
    said = "Der Wind kommt aus dem Wald, sagte sie, und er kommt nie vor dem Abend."
    quoted = "".join(f"<blockquote><p>{text}</p></blockquote>" for text in (STANZAS[0], said))
    made, _ = drafted(page(body=f"<p>{THREE}</p>{quoted}<p>{TWO}</p>"))
    kinds = [claim.kind for claim in made.structure if claim.kind in ("verse", "quote")]
    assert kinds == ["verse"] * 4 + ["quote"]
    assert any(doubt.startswith("verse: ") for doubt in made.doubts)


def test_short_paragraphs_and_the_lines_of_an_address_are_no_verse() -> None:
    address = "<p>Ada Berg<br>Am Steg 3<br>24256 Salzau<br>Telefon 0431 4711</p>"
    paragraphs = "".join(f"<p>{line}</p>" for stanza in STANZAS for line in stanza.split("<br>"))
    made, _ = drafted(page(body=f"<p>{THREE}</p>{paragraphs}{address}"))
    assert "verse" not in {claim.kind for claim in made.structure}


def test_other_texts_that_an_extractor_takes_for_a_short_article_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    others = [f"{n}. {THREE}" for n in range(4)]
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "\n".join((ONE, TWO, *others)))
    more = "".join(f"<p>{text}</p>" for text in others)
    assert kept(page().replace("</article>", f"<div class='next-post'>{more}</div></article>")) == [
        ONE,
        "Was es kostet",
        TWO,
    ]
    beside = kept(page().replace("</article>", f"</article><article><h1>Was sonst war</h1>{more}</article>"))
    assert beside == [ONE, "Was es kostet", TWO]
    named = page().replace("<article>", '<article class="related">').replace("</article>", f"{more}</article>")
    assert kept(named)[-1] == others[-1]  # it holds the heading, and so the article


@pytest.mark.parametrize(
    "line", ["3. Mai 2021 | Rubrik: See, Rat | 3 Kommentare", "Posted May 3, 2021 at 08:45 AM under Lakes"]
)
def test_a_line_with_the_date_below_the_title_is_no_text(line: str) -> None:
    assert kept(page(byline=f"<p>{line}</p>")) == [ONE, "Was es kostet", TWO]
    assert line in kept(page(body=f"<p>{THREE}</p><p>{line}</p>"))


def test_paragraphs_above_those_that_an_extractor_finds_are_text_if_they_are_called_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"{ONE}\n{TWO}")
    parts = [THREE, "Wie lange noch?", ONE, TWO]
    modules = "".join(f'<div class="module module-text"><p class="copy">{part}</p></div>' for part in parts)
    teaser = f'<div class="module module-teaser"><p class="copy">{THREE[::-1]}</p></div>'
    text = f"<html><head><title>Warten auf Holz</title></head><body><main>{teaser}{modules}</main></body></html>"
    assert kept(text) == parts


HAN = "湖边的木桩已经立了很久，没有人知道它们属于谁，村里的人问过两次，得到的回答都一样，谁也说不清楚。"


def test_short_sentences_above_those_that_an_extractor_finds_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    more = f"{HAN[:-1]}，到了冬天，冰一化，木桩也就跟着走了。"
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"{HAN}\n{more}")
    opening = ["“今年还修桥吗？”孩子问。", "“等冰化了再说吧。”老人回答。"]
    around = "".join(f"<p>{line}</p>" for line in ("湖报网", *opening, HAN, more))
    text = f'<html lang="zh"><head><title>木桩-湖报网</title></head><body><div><div>{around}</div></div></body></html>'
    shown = page_lines(text)
    main = [line.text for line, said in zip(shown, read_page(text, shown).lines, strict=True) if said.main]
    assert main == [*opening, HAN, more]


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("湖边的木桩还在等待-湖报网", "湖边的木桩还在等待"),
        ("木桩_湖边百科", "木桩"),
        ("湖边的木桩还在等待_新闻_湖报网", "湖边的木桩还在等待"),
        ("湖报网|湖边的木桩还在等待春天", "湖边的木桩还在等待春天"),
        ("木桩——湖边的等待", "木桩——湖边的等待"),
        ("第12-13号木桩", "第12-13号木桩"),
    ],
)
def test_the_site_behind_a_chinese_title_is_no_part_of_it(window: str, title: str) -> None:
    text = f'<html lang="zh"><head><title>{window}</title></head><body><p>{HAN}</p></body></html>'
    assert read_page(text, page_lines(text)).title == title


@pytest.mark.parametrize(
    "line", ["Von Ada Berg, übersetzt von Ben Tal", "Von Ada Berg. Aus dem Englischen von Ben Tal"]
)
def test_whom_a_byline_names_behind_the_author_is_the_translator(line: str) -> None:
    made, _ = drafted(page(byline=f"<p>{line}</p>"))
    assert [(credit.name, credit.role) for credit in made.credits] == [
        ("Ada Berg", "author"),
        ("Ben Tal", "translator"),
    ]


JA = [
    f"この<ruby>橋<rt>はし</rt></ruby>は{year}年に<ruby>村<rt>むら</rt></ruby>の人たちが木で作ったもので、雨が降るたびに水の下になり、子どもたちは遠い道を歩いて学校へ行く。"
    for year in (1920, 1950, 1980)
]


@pytest.mark.parametrize("head", ["<html><title>木の橋</title>", "<html><head><title>木の橋</title></head><body>"])
def test_text_with_readings_beside_characters_is_main_text(head: str) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in JA)
    text = f"{head}<nav><a href=/>はじめ</a></nav><main><article><h1>木の橋</h1>{paragraphs}</article></main>"
    assert [words[:6] for words in kept(text)] == ["この橋(はし"] * 3


def test_an_article_that_ends_the_head_of_a_page_is_main_text() -> None:
    text = (
        f"<title>Pfähle</title><nav><a href=/>Start</a></nav><article><h1>Pfähle</h1><p>{ONE}</p><p>{TWO}</p></article>"
    )
    assert kept(text) == [ONE, TWO]


def test_text_that_no_extractor_finds_is_what_stands_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extractors go by classes: this one says that readers may comment on the text."""
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "Ein Wort an alle, die hier lesen")
    text = page(body=f"<p>{THREE}</p>").replace("<article>", "<article class='commentOnSelection'>")
    assert kept(text.replace("<main>", "<main><p>Ein Wort an alle, die hier lesen</p>")) == [
        THREE,
        ONE,
        "Was es kostet",
        TWO,
    ]


@pytest.mark.usefixtures("short_sighted")
def test_soft_hyphens_part_no_words() -> None:
    hyphened = (
        page().replace("Pfähle", "Pfäh\u00adle").replace("Kommission", "Kom\u00admis\u00adsion").replace("<p>", "<div>")
    )
    assert [line.replace("\u00ad", "") for line in kept(hyphened)] == [ONE, "Was es kostet", TWO]


@pytest.mark.usefixtures("short_sighted")
@pytest.mark.parametrize(
    ("to", "stays"), [("https://werft.example/", True), ("https://www.seebote.example/mehr", False), ("/mehr", False)]
)
def test_a_line_that_leads_to_another_site_is_what_the_text_refers_to(to: str, *, stays: bool) -> None:
    link = f'<p><a href="{to}">Die Werft am Nordufer</a></p>'
    address = '<link rel="canonical" href="https://seebote.example/holz">'
    text = page().replace("<h2>", f"{link}<h2>").replace("<head>", f"<head>{address}")
    assert ("Die Werft am Nordufer" in kept(text)) is stays
    assert "Die Werft am Nordufer" not in kept(text.replace("<h2>", f"{link}{link}<h2>"))  # a button


def test_what_is_said_below_the_linked_title_of_another_text_needs_no_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Was der Rat im Sommer wissen will"
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"{ONE}\n{TWO}\n{said}\n{THREE}")
    card = f'<div class="card"><h3><a href="/steg">Ein neuer Steg für alle</a></h3><p>{said}</p></div>'
    assert said not in kept(page().replace("</article>", f"{card}<p>{THREE}</p></article>"))


@pytest.mark.usefixtures("short_sighted")
@pytest.mark.parametrize(
    "rows",
    ["<ul><li>Pfähle aus Eiche</li></ul>", "<table><tr><th>Pfähle aus Eiche</th></tr></table>"],
)
def test_a_list_or_table_between_paragraphs_is_text(rows: str) -> None:
    assert any("Pfähle aus Eiche" in line for line in kept(page().replace("<h2>", f"{rows}<h2>")))


@pytest.mark.usefixtures("short_sighted")
def test_parts_of_an_encyclopaedia_keep_their_headings_and_their_lists() -> None:
    at_shore, of_council = ONE.split(". ", maxsplit=1)
    in_autumn, of_pier = TWO.split(". ", maxsplit=1)
    parts = {"Am Ufer": f"{at_shore}.", "Im Rat": of_council, "Im Herbst": f"{in_autumn}.", "Am Steg": of_pier}
    listed = "<ul><li>Ein Pfahl aus Eiche</li><li>Ein Pfahl aus Tanne</li></ul>"
    sections = [
        *(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in parts.items()),
        f"<h2>Arten</h2>{listed}",
        f"<p>{of_pier}</p>",
    ]
    sections.insert(2, "<h2>Siehe auch</h2><ul><li><a href='/a'>Mole</a></li><li><a href='/b'>Damm</a></li></ul>")
    body = "".join(f"<section class='part-{number}'>{inside}</section>" for number, inside in enumerate(sections))
    lines = kept(f"<html><head><title>Steg</title></head><body><div>{body}</div></body></html>")
    assert [line for line in lines if len(line) < 20] == [
        "Am Ufer",
        "Im Rat",
        "Im Herbst",
        "Am Steg",
        "Arten",
        "Ein Pfahl aus Eiche",
        "Ein Pfahl aus Tanne",
    ]


def test_the_first_heading_is_the_title_of_a_page_that_declares_none() -> None:
    text = f"<html><body><p><b>3 May 2022 : Column 71</b></p><h3>Questions on the pier</h3><p>{ONE}</p><p>{TWO}</p><p><b>3 May 2022 : Column 72W</b></p><p>{THREE}</p></body></html>"
    made, lines = drafted(text)
    assert made.title == "Questions on the pier"
    assert lines[int(made.title_at) - 1] == made.title
    assert [claim.kind for claim in made.structure if lines[claim.line - 1].endswith("72W")] == ["page"]


def test_a_line_in_capitals_above_the_text_is_the_title_of_a_page_that_declares_none() -> None:
    said = "The pier of the lake act 2022"
    made, _ = drafted(
        f"<html><body><p>{said.upper()}</p><p>{ONE}</p><p>{said} ist seit dem Frühjahr Gesetz. {TWO}</p></body></html>"
    )
    assert made.title == said.upper()
    assert [claim.kind for claim in made.structure] == ["title"]


def test_who_hands_in_a_petition_is_not_its_author() -> None:
    signed = "And the petitioners remain, etc.—[Presented by Nora Beispiel, Official Report, 3 May 2022]"
    text = f"<html><head><title>Petition on the pier</title></head><body><h1>Petition on the pier</h1><p>{ONE}</p><p>{signed}</p><p>{TWO}</p></body></html>"
    assert not drafted(text)[0].credits
