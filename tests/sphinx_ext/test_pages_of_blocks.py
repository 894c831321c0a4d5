"""All kinds of blocks on a site: valid, semantic HTML, with places for lines and rows, in both editions."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from small_reader import Built, run_sphinx
from test_html_valid import check, pages

from lesebuch import pipeline
from lesebuch.config import Edition
from lesebuch.places import PlaceKind
from lesebuch.sphinx_ext import objects

BLOCKS = Path(__file__).parents[1] / "roots" / "blocks"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("blocks")
    shutil.copytree(BLOCKS, folder / "reader")
    return run_sphinx(folder / "reader", folder / "out", "-W", "--keep-going", "-D", "lesebuch_edition=class")


def page(built: Built, slug: str) -> BeautifulSoup:
    return BeautifulSoup(built.page(f"chapters/{slug}"), "lxml")


def words(element: Tag) -> str:
    for number in element.select(".num, .nr"):
        number.decompose()
    return " ".join(element.get_text().split())


def ids(tree: Tag) -> set[str]:
    return {str(element["id"]) for element in tree.select("[id]")}


def test_pages_are_valid_html(site: Built) -> None:
    assert site.code == 0, site.output
    assert check(pages(site)) == []


def test_where_there_is_one_there_is_nothing_to_choose(site: Built) -> None:
    glossary, chronology = (BeautifulSoup(site.page(name), "lxml") for name in ("glossary", "chronology"))
    assert len(glossary.select(".entry")) == len(chronology.select(".events.chronology tbody tr")) == 1
    assert glossary.select(".letters, .kinds") == chronology.select(".lb-periods") == []


def test_all_links_within_the_site_lead_somewhere(site: Built) -> None:
    for path in pages(site):
        for link in BeautifulSoup(path.read_bytes(), "lxml").select("article a[href]"):
            target, _, place = str(link["href"]).partition("#")
            if "://" not in target and place:
                there = (path.parent / target).resolve() if target else path
                assert place in ids(BeautifulSoup(there.read_bytes(), "lxml")), f"{path.name}: {link['href']}"


def test_lists_are_nested_and_numbered(site: Built) -> None:
    tree = page(site, "zahlen")
    outer = tree.select("ol.lst")[0]
    assert [item.get("value") for item in outer.select(":scope > li")] == ["1", "2", "3"]
    (inner,) = outer.select(":scope > li:nth-child(2) > ol")
    assert [words(item) for item in inner.select("li")] == ["a) vom Kreis,", "b) von den Nutzern."]
    assert [item.get("value") for item in inner.select("li")] == ["1", "2"]
    assert "own" in inner["class"]
    (signs,) = tree.select("ul.lst")
    assert [words(item) for item in signs.select("li")] == ["– Wasser sparen", "– Rohre prüfen"]


def test_signs_that_the_words_lack_are_added(site: Built) -> None:
    letters, roman = page(site, "ordnung").select("ol.lst")
    assert [item["value"] for item in letters.select(":scope > li")] == ["1", "2", "4"]
    assert (letters["type"], roman["type"], "own" in letters["class"]) == ("a", "I", False)
    assert letters.select(":scope > li:nth-child(2) > ul > li")
    assert [item["value"] for item in roman.select("li")] == ["4", "5"]
    (note,) = page(site, "ordnung").select(".footnote")
    assert note["data-label"] == "1"


def test_marks_of_notes_are_no_words(site: Built) -> None:
    tree = page(site, "pegel")
    marks = tree.select("#p1 .own > a")
    assert [(m["href"], m["data-n"], m.get_text(), m["id"]) for m in marks] == [
        ("#n1", "1", "", "from-n1"),
        ("#n2", "2", "", "from-n2"),
    ]
    assert [m.get("id") for m in tree.select("#p2 .own > a")] == [None]
    assert "bei Salzau den Stand" in words(tree.select_one("#p1") or tree)
    assert [b["href"] for b in tree.select(".own-notes a.back")] == ["#from-n1", "#from-n2"]


def test_lines_end_in_cells(site: Built) -> None:
    cells = page(site, "pegel").select("#p2 td")
    assert [len(cell.select("br")) for cell in cells] == [0, 1, 0, 1]
    # The sign of an item is no word: a style sheet shows it.
    assert [(i["data-n"], i.get_text()) for i in cells[3].select(".ci")] == [
        ("•", "Hochwasser im März"),
        ("•", "Dürre im August"),
    ]


def test_cells_stand_to_the_side_that_the_source_says(site: Built) -> None:
    cells = page(site, "pegel").select("#p2 :is(th, td)")
    sides = [["to-center"], None, ["to-right"], None, ["to-right"], None]
    assert [cell.get("class") for cell in cells] == sides
    assert not page(site, "zahlen").select("[class*=to-]")
    css = "".join(path.read_text("utf-8") for path in site.out.rglob("*.css"))
    for side in ("center", "right"):
        assert re.search(rf"\.to-{side} *\{{ *text-align: *{side}", css)


def test_a_row_that_is_quoted_has_the_names_of_its_columns(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BLOCKS, tmp_path / "reader"))
    quoted = "# Aufgabe\n\n:::{material} zahlen#p7.3\n:::\n\n:::{passage} pegel#p2\n:::\n"
    (root / "docs" / "aufgabe.md").write_text(f"---\norphan: true\n---\n{quoted}", "utf-8")
    built = run_sphinx(root, tmp_path / "out", "-W", "--keep-going", "-D", "lesebuch_edition=class")
    assert built.code == 0, built.output
    row, whole = BeautifulSoup(built.page("aufgabe"), "lxml").select("article table")
    assert [cell.get_text(strip=True) for cell in row.select("thead th")] == ["Ort", "2019", "2020", "2021"]
    (cells,) = [[cell.get_text(strip=True) for cell in tr.select("td")] for tr in row.select("tbody tr")]
    assert cells[1:] == ["80", "", "95"]
    assert ["text-right" in (cell.get("class") or []) for cell in whole.select("td")] == [True, False] * 2
    assert check([built.out / "aufgabe.html"]) == []


def test_a_table_has_its_caption_and_header_cells(site: Built) -> None:
    tree = page(site, "zahlen")
    (figure,) = [f for f in tree.select("figure.fig") if f.select("table")]
    assert words(figure.select("figcaption")[0]) == "Wasser in Kubikmetern"
    (head,) = figure.select("thead tr")
    assert [(cell.name, cell.get("scope"), cell.get_text()) for cell in head.select("th, td")] == [
        ("th", "col", "Ort"),
        ("th", "col", "2019"),
        ("th", "col", "2020"),
        ("th", "col", "2021"),
    ]
    assert [row.get("id") for row in figure.select("tr")] == ["p7.1", "p7.2", "p7.3", "p7.4"]
    assert len(figure.select("tbody tr:nth-child(1) td")) == 4
    assert figure.select("[role=region][tabindex='0']")


def test_figures_in_a_table_are_no_dates_but_its_head_is(site: Built) -> None:
    times = [time.get_text() for time in page(site, "zahlen").select("table time")]
    assert times == ["2019", "2020", "2021"]


def test_a_note_on_a_row_or_a_line_is_named_after_it(site: Built) -> None:
    (head,) = page(site, "zahlen").select("[id='note-p7.2'] .note-head .words")
    assert head.get_text() == "Absatz 7.2"
    reader, _ = pipeline.read(BLOCKS, Edition.CLASS, ())
    names = objects.NamedPlaces(reader)
    said = {place.name: names.words(place).rpartition(", ")[2] for place in names if place.kind is PlaceKind.NOTE}
    assert said["pegel#p2.2-1931"] == "Abs.\N{NO-BREAK SPACE}2.2"
    assert said["gedicht#v4-schnur"] == "Vers 4"
    # About all of the table, and of a passage that has no parts.
    assert said["zahlen#note-p7"] == "Abs.\N{NO-BREAK SPACE}7"
    assert said["pegel#p1-salzau"] == "Abs.\N{NO-BREAK SPACE}1"


def test_verse_has_lines_and_each_fifth_its_number(site: Built) -> None:
    lines = page(site, "gedicht").select(".psg.verse .vl")
    assert [line.get("id") for line in lines] == [f"v{n}" for n in range(1, 13)]
    assert {line.get("id"): line.get("data-n") for line in lines if line.get("data-n")} == {"v5": "5", "v10": "10"}


def test_speeches_name_who_speaks(site: Built) -> None:
    speakers = [e.get_text() for e in page(site, "gespraech").select(".speech > strong.speaker")]
    assert speakers == ["Bote", "Anna Korte", "Bote", "Anna Korte (lacht)", "MAX"]


def test_notes_of_the_source_and_their_marks_lead_to_each_other(site: Built) -> None:
    tree = page(site, "gespraech")
    (mark,) = tree.select(".own > a")
    (note,) = tree.select("aside.own-notes > .footnote")
    assert mark.get("href") == f"#{note.get('id')}" == "#n1"
    (back,) = note.select("a.back")
    assert back.get("href") == f"#{mark.get('id')}"
    assert tree.select(".notes-list .footnote") == []
    # A text may have several, and boxes too: landmarks of one name would all be the same.
    assert page(site, "gespraech").select("aside.own-notes:not([role=note])") == []


def test_what_else_a_source_holds_is_what_html_has_for_it(site: Built) -> None:
    tree = page(site, "zahlen")
    (quotation,) = tree.select("figure.quotation")
    assert [child.name for child in quotation.find_all(recursive=False)] == ["blockquote", "figcaption"]
    assert [words(p) for p in tree.select("aside.box > p")][:2] == ["Zur Sache", "Der Brunnen ist 40 Meter tief."]
    assert [e.get_text() for e in tree.select(".psg del, .psg ins")] == ["40", "1936"]
    assert tree.select("section#h1 > section#h2 > h3")
    (link,) = tree.select("#p2 a.src")
    assert (link.get("href"), link["rel"]) == ("https://example.org/zahlen/beschluss.html", ["external", "noreferrer"])
    letter = page(site, "brief")
    assert letter.select("blockquote[lang=ru]")
    assert letter.select("p[lang=ar][dir=rtl]")
    assert [e.get_text() for e in letter.select("#p1 span[lang=ru]")] == ["Слава Богу"]
    # What parts others can hold no link: the number stands beside it.
    assert page(site, "gespraech").select("a.num + [role=doc-pagebreak]")
    assert page(site, "gedicht").select("a.num + [role=separator]")


def test_lines_and_rows_are_quoted_and_linked(site: Built) -> None:
    index = BeautifulSoup(site.page("index"), "lxml")
    assert "Die Fähre bei Salzau, Vers 3" in index.get_text()
    quotes = [" ".join(q.select("p")[0].get_text().split()) for q in index.select("blockquote.quoted")]
    assert quotes[2] == "die Brücke in das Land."


@pytest.mark.parametrize("builder", ["singlehtml", "dirhtml", "epub", "text", "latex", "xml"])
def test_every_builder_has_every_word(tmp_path: Path, builder: str) -> None:
    shutil.copytree(BLOCKS, tmp_path / "reader")
    built = run_sphinx(tmp_path / "reader", tmp_path / "out", "-q", "-b", builder, "-D", "lesebuch_edition=class")
    assert built.code == 0, built.output
    if builder in {"text", "xml"}:
        suffix = {"text": "txt", "xml": "xml"}[builder]
        text = (tmp_path / "out" / "chapters" / f"zahlen.{suffix}").read_text("utf-8")
        plain = " ".join(re.sub(r"<[^>]*>|[*_|]", " ", text).split())
        assert "Furt an der unteren Salz" in plain
        assert "vom Kreis" in plain


def test_without_the_text_links_to_lines_and_rows_lead_to_a_place(tmp_path: Path) -> None:
    root = tmp_path / "reader"
    shutil.copytree(BLOCKS, root)
    register = root / "seeds" / "register.yaml"
    register.write_text(register.read_text("utf-8").replace("rights: open", "rights: restricted"), "utf-8")
    built = run_sphinx(root, tmp_path / "out", "-W", "--keep-going")
    assert built.code == 0, built.output
    assert {"p2", "v5", "v8"} <= ids(page(built, "gedicht"))
    assert "p7.2" in ids(page(built, "zahlen"))
    assert "Ufer" not in built.page("chapters/gedicht")
    # Names of places that show their number alone are advised against; they have been so before.
    assert [said for said in check(pages(built)) if "Possible misuse of “aria-label”" not in said] == []
