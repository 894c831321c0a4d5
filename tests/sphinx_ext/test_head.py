"""What the head of a page says to reference managers, search engines and those to whom its address is sent."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from docutils import nodes
from small_reader import Build, Built

import handmade
from lesebuch.edtf import TimeValue
from lesebuch.html import head
from lesebuch.model import Chapter, Contributor, Original, Rights
from lesebuch.presentation import citation

PLAIN = ("-D", "lesebuch_search=0")
READER = citation.Collection(
    "Lesebuch", editors=("Redaktion", "Ada Muster"), licence="CC BY 4.0", publisher="Hausverlag"
)
BO = Contributor("Bo Beispiel", "author")


def chapter(edtf: str = "", **fields: object) -> Chapter:
    base = {"title": "Ein „Fall“ & mehr", "rights": Rights.RESTRICTED, "available": False}
    return handmade.chapter(published=TimeValue.parse(edtf) if edtf else None, **(base | fields))


def tags(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text):
        found.setdefault(name, []).append(unescape(content))
    return found


def data(text: str) -> dict[str, object]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return json.loads(found)


@pytest.mark.parametrize(
    ("made", "kind", "container"),
    [
        (chapter("2022-03-01", publisher="Bote"), "newspaperArticle", "Bote"),
        (chapter("[2022-03-01..2022-03-02]", publisher="Bote"), "newspaperArticle", "Bote"),
        (chapter("2022-03-01", publisher="Adas Blog"), "blogPost", "Adas Blog"),
        (chapter("2022-03-01", publisher="Ada", url="https://ada.wordpress.com/x"), "blogPost", "Ada"),
        (chapter("2022", publisher="Amt", url="https://amt.example/x"), "webpage", "Amt"),
        (chapter("1863", publisher="Gesammelte Reden"), "bookSection", "Gesammelte Reden"),
        (chapter("2022-03-01"), "bookSection", "Lesebuch"),
        (
            chapter("2022-03-01", publisher="Wir", contributors=(Contributor("Redaktion", "author"),)),
            "bookSection",
            "Lesebuch",
        ),
    ],
)
def test_a_text_is_what_it_is_and_stands_where_it_stands(made: Chapter, kind: str, container: str) -> None:
    found = tags(head.of_chapter(made, READER, "Darum geht es.", ""))
    assert found["DC.type"] == [kind]
    assert found["DC.source"] == [container]
    # A journal article is what nothing here is.
    assert "citation_journal_title" not in found
    assert found.get("citation_inbook_title") == ([container] if kind == "bookSection" else None)


@pytest.mark.parametrize(
    ("edtf", "certain", "years"),
    [
        ("2022-03-01", "2022-03-01", "2022/2022"),
        ("2022-03", "2022-03", "2022/2022"),
        ("2022", "2022", "2022/2022"),
        ("[2022-03-01..2022-03-02]", "2022-03", "2022/2022"),
        ("[2022-03-30..2022-04-02]", "2022", "2022/2022"),
        ("2022-03-01/2022-03-05", "2022-03", "2022/2022"),
        ("2022-03-01?", "2022", "2022/2022"),
        ("2022~", "2022", "2022/2022"),
        ("[2021-12-30..2022-01-02]", "", "2021/2022"),
        ("199X", "", "1990/1999"),
        ("0044-03-15", "0044-03-15", "0044/0044"),
        ("-0043-03-15", "", ""),
        ("../2022", "", ""),
    ],
)
def test_a_date_is_what_is_certain_of_it(edtf: str, certain: str, years: str) -> None:
    value = TimeValue.parse(edtf)
    assert (citation.certain(value), citation.years(value)) == (certain, years)
    found = tags(head.of_chapter(chapter(edtf), READER, "", ""))
    assert found.get("citation_publication_date", [""]) == [citation.certain(value)]
    assert found.get("DC.date", [""]) == [citation.certain(value) or citation.years(value)]


def test_who_wrote_edited_and_translated_it_is_kept_apart() -> None:
    translator = Contributor("Cy Kahn", "translator", group=True)
    people = (BO, translator, Contributor("Di Ort", "editor"))
    made = head.of_chapter(chapter(contributors=people, publisher="Bote"), READER, "", "")
    assert tags(made)["citation_author"] == ["Bo Beispiel"]
    assert tags(made)["citation_editor"] == ["Di Ort"]
    # Whether a name is a person's, the text may say.
    assert data(made)["translator"] == [{"@type": "Organization", "name": "Cy Kahn"}]
    assert data(made)["author"] == [{"@type": "Person", "name": "Bo Beispiel"}]
    assert data(head.of_chapter(chapter(contributors=(replace(BO, group=True),)), READER, "", ""))["author"] == [
        {"@type": "Organization", "name": "Bo Beispiel"}
    ]
    # What stands in the reader has the reader's editors, unless the text has its own.
    assert tags(head.of_chapter(chapter(contributors=(BO,)), READER, "", ""))["citation_editor"] == [
        "Redaktion",
        "Ada Muster",
    ]


def test_language_rights_and_address_are_those_of_the_text() -> None:
    url = "https://bote.example/fall?a=1&b=2"
    made = chapter(language="en", url=url, publisher="Bote", original=Original("ru"))
    text = head.of_chapter(made, READER, "Darum geht es.", "https://lesebuch.example/chapters/x.html")
    found = tags(text)
    assert (found["DC.language"], found["citation_language"]) == (["en"], ["en"])
    assert found["citation_public_url"] == [url]
    assert found["og:url"] == ["https://lesebuch.example/chapters/x.html"]
    assert found["DC.rights"] == ["Alle Rechte liegen bei den Urhebern und Verlagen."]
    said = data(text)
    assert (said["url"], said["inLanguage"], said["abstract"]) == (url, "en", "Darum geht es.")
    open_text = head.of_chapter(chapter(rights=Rights.OPEN, licence="CC0 1.0"), READER, "", "")
    assert open_text.count('<link rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/">') == 1
    assert 'rel="license"' not in text
    assert tags(open_text)["DC.rights"] == ["CC0 1.0"]


def test_the_start_page_is_the_book_and_no_other_page_is() -> None:
    made = head.of_page("Start", READER, "Worum es geht.", "", start=True)
    found = tags(made)
    assert found["og:type"] == found["DC.type"] == ["book"]
    assert found["og:title"] == found["DC.title"] == ["Lesebuch"]
    assert found["citation_editor"] == ["Redaktion", "Ada Muster"]
    assert found["DC.publisher"] == ["Hausverlag"]
    assert found["DC.rights"] == ["CC BY 4.0"]
    # A title of Highwire's would make an article of it.
    assert "citation_title" not in found
    assert data(made) == {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": "Lesebuch",
        "description": "Worum es geht.",
        "editor": [{"@type": "Organization", "name": "Redaktion"}, {"@type": "Person", "name": "Ada Muster"}],
        "publisher": {"@type": "Organization", "name": "Hausverlag"},
        "inLanguage": "de",
        "copyrightNotice": "CC BY 4.0",
    }
    other = tags(head.of_page("Glossar", READER, "", "", start=False))
    assert other["og:type"] == ["website"]
    assert not {"DC.type", "citation_editor"} & set(other)


def test_what_nobody_knows_is_left_out() -> None:
    found = tags(head.of_chapter(chapter(), citation.Collection("Lesebuch"), "", ""))
    assert all(content for values in found.values() for content in values)
    assert {
        "citation_author",
        "citation_editor",
        "citation_publication_date",
        "citation_public_url",
        "DC.date",
    }.isdisjoint(found)


def test_no_title_breaks_out_of_its_tag() -> None:
    text = head.of_chapter(chapter(title='</script><b>"x" & y'), READER, "<i>", "")
    assert "</script><b>" not in text
    assert tags(text)["og:title"] == ['</script><b>"x" & y']
    assert data(text)["headline"] == '</script><b>"x" & y'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein Satz, der lang genug ist, um allein für sich zu stehen, ja. Noch einer.", 63),
        ("Kurz. Dann folgt noch einer, der lang genug ist, damit es zusammen reicht. Drei.", 74),
        ("Am 3. Mai 2021 wurde die neue Brücke über die Lenne für alle freigegeben. Danach.", 73),
        ("Das sagte A. B. Muster in seiner Rede vor dem versammelten Rat der Stadt. Danach.", 73),
        ("„Das war längst fällig, und nun ist es endlich so weit gekommen!“ Sagt sie.", 65),
        ("Ein Kommentar zu einer Sammlung, deren ersten Text (Brücke, Abs. 1) sie einleitet. Danach.", 82),
        ("Ohne Ende", 9),
    ],
)
def test_a_description_ends_with_a_sentence(text: str, expected: int) -> None:
    assert head.first_sentences(text) == text[:expected]


def test_a_long_description_is_cut_at_a_word() -> None:
    cut = head.first_sentences("lang " * 200)
    assert cut.endswith("lang …")
    assert len(cut) <= 302


def test_a_description_has_no_html() -> None:
    paragraph = nodes.paragraph(
        "", "", nodes.Text("Ein Bild "), nodes.raw("", '<img src="x.png">', format="html"), nodes.Text(" im Text.")
    )
    assert head.plain_words(paragraph) == "Ein Bild im Text."


# --- In a build --------------------------------------------------------------------------------------------------------


def test_every_page_describes_itself(small: Built) -> None:
    found = {
        path.stem: tags(path.read_text(encoding="utf-8"))
        for path in small.out.rglob("*.html")
        if "_static" not in path.parts
    }
    assert all(len(page["description"]) == 1 for page in found.values())
    assert found["index"]["description"] == ["Zwei Texte über eine Stadt an der Lenne."]
    assert found["hafen"]["description"] == ["Ein Text, dessen Wortlaut nur wenige sehen dürfen."]
    assert found["bruecke"]["description"][0].startswith(
        "Der Bericht erschien am Tag nach der Eröffnung; siehe Streit um"
    )
    assert found["glossary"]["description"] == ["Glossar – Kleines Lesebuch"]
    assert found["glossary"]["og:type"] == ["website"]
    assert data(small.page("index"))["@type"] == "Book"
    assert data(small.page("index"))["editor"] == [{"@type": "Person", "name": "Redaktion Altenfurt"}]


def test_no_word_of_a_protected_text_is_in_the_head_of_a_public_page(root: Path, build: Build) -> None:
    """Its description is the editors', and without a head note its title."""
    path = root / "corpus" / "hafen.md"
    path.write_text(
        path.read_text("utf-8").replace("Ein Text, dessen Wortlaut nur wenige sehen dürfen.\n", ""), "utf-8"
    )
    found = tags(build(root, *PLAIN, edition="public").page("chapters/hafen"))
    assert found["description"] == ["Streit um den alten Hafen. Hafenblatt"]


def test_the_address_of_a_page_is_said_where_it_is_known(root: Path, build: Build) -> None:
    assert 'rel="canonical"' not in build(root, *PLAIN).page("chapters/hafen")
    (root / "reader.toml").write_text(
        (root / "reader.toml").read_text("utf-8") + 'baseurl = "https://lb.example/a/"\n', encoding="utf-8"
    )
    page = build(root, *PLAIN).page("chapters/hafen")
    assert page.count('<link rel="canonical" href="https://lb.example/a/chapters/hafen.html"') == 1
    assert tags(page)["og:url"] == ["https://lb.example/a/chapters/hafen.html"]
