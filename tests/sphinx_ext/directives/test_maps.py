"""The directive `{map}`: what pages show of it, in every format, and what `check` says of it."""

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html
from small_reader import Build, write_lock

from lesebuch import pipeline
from lesebuch.config import Edition
from lesebuch.problems import Code

MAP = "# Karte\n\n```{{map}}\n{options}```\n"
PLACES = {"altenfurt": "coordinates: [51.2, 7.6]", "hafenverein": "coordinates: [51.3, 7.9]"}


@pytest.fixture
def mapped(root: Path) -> Path:
    return with_map(root, ":caption: Wo die Texte spielen\n")


def with_map(root: Path, options: str = "") -> Path:
    for slug, line in PLACES.items():
        path = root / "glossary" / f"{slug}.md"
        text = path.read_text(encoding="utf-8")
        if "coordinates" not in text:
            path.write_text(text.replace("\nkind:", f"\n{line}\nkind:", 1), encoding="utf-8")
    (root / "docs" / "map.md").write_text(MAP.format(options=options), encoding="utf-8")
    index = root / "docs" / "index.md"
    listed = index.read_text(encoding="utf-8")
    if "\nmap\n" not in listed:
        index.write_text(listed.replace("\nchapters\n", "\nmap\nchapters\n", 1), encoding="utf-8")
    write_lock(root)
    return root


def found(root: Path) -> list[tuple[Code, str, str]]:
    _reader, problems = pipeline.read(root, Edition.CLASS)
    return [(p.code, str(p.where), p.message) for p in problems if p.where.path == "docs/map.md"]


def test_a_page_shows_two_drawings_a_caption_a_note_and_the_list(mapped: Path, build: Build) -> None:
    built = build(mapped, "-W")
    assert built.code == 0, built.output
    page = html.fromstring(built.page("map"))
    (figure,) = page.xpath('//figure[@class="map"]')
    assert [svg.get("class") for svg in figure.xpath("svg")] == ["lb-map wide", "lb-map narrow"]
    assert figure.xpath('.//p[@class="map-caption"]')[0].text_content() == "Wo die Texte spielen"
    assert "Natural Earth" in figure.xpath('.//p[@class="map-note"]')[0].text_content()
    for svg in figure.xpath("svg"):
        assert {a.get("href") for a in svg.xpath(".//a")} == {"glossary.html#altenfurt", "glossary.html#hafenverein"}
        assert {
            page.get_element_by_id(svg.get(f"aria-{name}")) is not None for name in ("labelledby", "describedby")
        } == {True}
    rows = page.xpath('//ol[contains(@class, "map-places")]/li')
    assert [row.xpath("p//a")[0].text_content() for row in rows] == ["Altenfurt", "Hafenverein"]
    assert "51,2° N, 7,6° O" in rows[0].text_content()
    assert rows[0].xpath('details//a[starts-with(@href, "chapters/")]')
    assert "lesebuch-maps.css" in built.page("map")
    assert "lesebuch-maps.css" not in built.page("index")


def test_two_maps_of_a_page_have_ids_of_their_own(mapped: Path, build: Build) -> None:
    path = mapped / "docs" / "map.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\n```{map}\n:places: altenfurt\n:alt: Ein Punkt\n```\n", encoding="utf-8"
    )
    built = build(mapped, "-W")
    assert built.code == 0, built.output
    ids = re.findall(r' id="([^"]+)"', built.page("map"))
    assert len(ids) == len(set(ids))
    assert "Ein Punkt" in built.page("map")


def test_a_map_of_a_chapter_lists_its_passages_alone_and_is_empty_without_its_text(mapped: Path, build: Build) -> None:
    with_map(mapped, ":chapter: hafen\n")
    whole, public = build(mapped, "-W"), build(mapped, "-W", edition="public")
    assert (whole.code, public.code) == (0, 0), whole.output + public.output
    page = html.fromstring(whole.page("map"))
    links = [a.get("href") for a in page.xpath('//ol[contains(@class, "map-places")]//details//a')]
    assert links
    assert all(link.startswith("chapters/hafen.html") for link in links)
    assert "<svg" not in public.page("map").split('class="bd-article"')[-1].split("</article>")[0]


def test_a_page_follows_the_coordinates_of_an_entry_and_draws_no_other_map_again(mapped: Path, build: Build) -> None:
    page = mapped / "docs" / "map.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n```{map}\n:places: hafenverein\n```\n", encoding="utf-8")
    drawn = list((build(mapped).out / ".doctrees" / "lesebuch-maps").iterdir())
    assert len(drawn) == 2
    for path in drawn:
        path.write_text(path.read_text(encoding="utf-8").replace("Natural Earth", "Salzauer Amt"), encoding="utf-8")
    path = mapped / "glossary" / "altenfurt.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[51.2, 7.6]", "[52.2, 7.6]"), encoding="utf-8")
    shown = html.fromstring(build(mapped).page("map"))
    assert "52,2° N" in shown.text_content()
    notes = [note.text_content() for note in shown.xpath('//p[@class="map-note"]')]
    assert ["Natural Earth" in note for note in notes] == [True, False]


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "xml", "singlehtml", "dirhtml"])
def test_every_builder_tells_what_the_map_shows(mapped: Path, build: Build, builder: str) -> None:
    built = build(mapped, "-W", "-b", builder, out=builder)
    assert built.code == 0, built.output
    files = [p for p in built.out.rglob("*") if p.suffix in {".txt", ".tex", ".1", ".texi", ".xml", ".html"}]
    told = "".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
    assert "Wo die Texte spielen" in told
    assert "Natural Earth" in told
    assert "51,2" in told


def test_on_one_page_the_links_of_the_drawing_lead_to_places_of_that_page(mapped: Path, build: Build) -> None:
    page = html.fromstring(build(mapped, "-W", "-b", "singlehtml", out="one").page("index"))
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    links = [a.get("href") for a in page.xpath('//figure[@class="map"]/svg//a')]
    assert links
    assert {link[1:] for link in links} <= ids
    svg = page.xpath('//figure[@class="map"]/svg')[0]
    assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} <= ids


def test_an_epub_has_the_map_as_a_picture_with_words(mapped: Path, build: Build) -> None:
    built = build(mapped, "-b", "epub", out="epub")
    assert built.code == 0, built.output
    with zipfile.ZipFile(next(built.out.glob("*.epub"))) as book:
        page = etree.fromstring(book.read("map.xhtml"))
    (image,) = [i for i in page.iter("{*}img") if i.get("src").startswith("data:image/svg+xml")]
    assert "Altenfurt" in image.get("alt")


def test_check_names_the_line_of_an_entry_that_is_not_there_or_says_not_where_it_is(mapped: Path) -> None:
    path = mapped / "glossary" / "hafenverein.md"
    path.write_text(re.sub("coordinates.*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    (mapped / "docs" / "map.md").write_text(
        MAP.format(options=":caption: Orte\n:places: altenfurt, hafenverein nirgends\n"), encoding="utf-8"
    )
    assert found(mapped) == [
        (
            Code.NO_COORDINATES,
            "docs/map.md:5",
            "The map names `hafenverein`, and glossary/hafenverein.md has no coordinates.",
        ),
        (Code.UNKNOWN_ENTRY, "docs/map.md:5", "There is no glossary entry `nirgends`."),
    ]


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        (":chapter: nirgends\n", Code.DEAD_PASSAGE, 4),
        (":places: ,\n", Code.BAD_MARKUP, 4),
        (":orte: altenfurt\n", Code.BAD_MARKUP, 4),
    ],
)
def test_check_says_what_else_is_wrong(mapped: Path, options: str, code: Code, line: int) -> None:
    with_map(mapped, options)
    ((said, where, _message),) = found(mapped)
    assert (said, where) == (code, f"docs/map.md:{line}")


def test_check_says_that_a_map_would_be_empty(mapped: Path) -> None:
    with_map(mapped, ":chapter: bruecke\n")
    assert found(mapped) == []
    for slug in PLACES:
        path = mapped / "glossary" / f"{slug}.md"
        path.write_text(re.sub("coordinates.*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    ((code, where, _message),) = found(mapped)
    assert (code, where) == (Code.NO_COORDINATES, "docs/map.md:4")
    (mapped / "docs" / "map.md").write_text(MAP.format(options=""), encoding="utf-8")
    ((code, where, _message),) = found(mapped)
    assert (code, where) == (Code.NO_COORDINATES, "docs/map.md:3")


def test_wrong_coordinates_are_said_with_their_line(mapped: Path) -> None:
    path = mapped / "glossary" / "altenfurt.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[51.2, 7.6]", "[7.6, 251.2]"), encoding="utf-8")
    _reader, problems = pipeline.read(mapped, Edition.CLASS)
    assert (Code.BAD_VALUE, "glossary/altenfurt.md:3") in [(p.code, str(p.where)) for p in problems]
