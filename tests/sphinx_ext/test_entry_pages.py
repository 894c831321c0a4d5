"""A page for each entry that something mentions: its places, the events that name it, what it is named with."""

import re
from pathlib import Path

from lxml import html
from small_reader import Build, Built

from lesebuch.html import lists

PLAIN = ("-D", "lesebuch_search=0")
ENTRY = "entries/altenfurt"


def test_the_glossary_leads_to_all_places_of_an_entry(small: Built) -> None:
    glossary = html.fromstring(small.page("glossary"))
    (link,) = glossary.xpath("//*[@id='altenfurt']//p[@class='in-lines']/a/@href")
    assert link == f"{ENTRY}.html"
    page = html.fromstring(small.page(ENTRY))
    links = page.xpath("//ul[@class='places']//a/@href")
    told = glossary.xpath("//*[@id='altenfurt']//span[@class='ps']//a/@href")
    assert set(links) == {f"../{link}" for link in told}
    for href in links:
        name, _, place = href.removeprefix("../").partition("#")
        assert html.fromstring((small.out / name).read_bytes()).get_element_by_id(place) is not None
    assert page.xpath("//h1/text()") == ["Altenfurt"]
    assert all(name.startswith("Altenfurt") for name in page.xpath("//ul[@class='places']//b/text()"))


def test_a_public_page_has_the_places_of_a_protected_text_without_its_words(root: Path, build: Build) -> None:
    public = html.fromstring(build(root, *PLAIN, edition="public", out="public").page(ENTRY))
    private = html.fromstring(build(root, *PLAIN, edition="class", out="class").page(ENTRY))
    for page, shown in ((public, False), (private, True)):
        words = page.xpath("//h3[a[contains(@href, 'hafen')]]/following-sibling::ul[1]//span[@class='line']")
        assert bool(words) is shown
    assert "Zitate aus geschützten Texten" in private.text_content()
    assert "Zitate aus geschützten Texten" not in public.text_content()


def test_only_what_has_changed_is_written_again_and_what_is_gone_goes(root: Path, build: Build) -> None:
    first = build(root, *PLAIN, out="same")
    pages = {path.stem: path.stat().st_mtime_ns for path in (first.out / "entries").glob("*.html")}
    assert len(pages) == 2
    entry = root / "glossary" / "altenfurt.md"
    entry.write_text(entry.read_text(encoding="utf-8") + "\nUnd mehr.\n", encoding="utf-8")
    with (root / "glossary" / "hafenverein.md").open("a", encoding="utf-8") as stream:
        stream.write("\nEin Satz dazu.\n")
    text = (root / "glossary" / "altenfurt.md").read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2].strip().split("\n\n")[0]
    entry.write_text(text.replace(body, f"Anders gesagt. {body}"), encoding="utf-8")
    build(root, *PLAIN, out="same")
    now = {path.stem: path.stat().st_mtime_ns for path in (first.out / "entries").glob("*.html")}
    assert now["altenfurt"] != pages["altenfurt"]
    assert now["hafenverein"] == pages["hafenverein"]
    assert "Anders gesagt." in first.page(ENTRY)
    entry.write_text(re.sub(r"(?m)^term: .*$", "term: Nirgendwo", text), encoding="utf-8")
    build(root, *PLAIN, out="same")
    assert not (first.out / f"{ENTRY}.html").is_file()


def test_a_page_of_the_project_is_not_replaced(root: Path, build: Build) -> None:
    (root / "docs" / "entries").mkdir()
    (root / "docs" / "entries" / "altenfurt.md").write_text(
        "---\norphan: true\n---\n\n# Eigene Seite\n", encoding="utf-8"
    )
    run = build(root, *PLAIN)
    assert "Eigene Seite" in run.page(ENTRY)
    assert (
        "in-lines" not in html.tostring(html.fromstring(run.page("glossary")).get_element_by_id("altenfurt")).decode()
    )


def test_themes_of_others_have_no_such_pages(root: Path, build: Build) -> None:
    run = build(root, "-D", "html_theme=alabaster", "-D", "lesebuch_search=0")
    assert not (run.out / "entries").exists()
    assert "in-lines" not in run.page("glossary")


def test_what_a_page_is_made_from_is_small(root: Path, build: Build) -> None:
    """Sphinx writes out all that an event is given, for a log that nobody reads: of a whole chapter that takes long."""
    (root / "docs" / "conf.py").write_text(
        (root / "docs" / "conf.py").read_text(encoding="utf-8")
        + "\n\ndef setup(app):\n"
        + "    def look(app, page, template, context, doctree):\n"
        + "        long = {k for k, v in context.items() if k != 'body' and len(repr(v)) > 20_000 or 'Passage(' in repr(v)}\n"
        + "        assert not long, (page, long)\n"
        + "    app.connect('html-page-context', look, priority=999)\n",
        encoding="utf-8",
    )
    assert (build(root, *PLAIN, out="looked").out / f"{ENTRY}.html").is_file()


def test_a_list_that_one_would_have_to_open_stands_on_the_page_of_the_entry_alone() -> None:
    listing = '<ul><li><a href="chapters/x.html#p1">1</a></li></ul>'
    long = lists.told("Named in 9 texts", listing, "entries/x.html", folded=True)
    assert html.fromstring(long).xpath("//p/a/@href") == ["entries/x.html"]
    assert listing not in long
    # Where an entry has no page, as in an e-book, its list is here.
    assert listing in lists.told("Named in 9 texts", listing, "", folded=True)
    short = lists.told("Named in 2 texts", listing, "entries/x.html", folded=False)
    assert listing in short
    assert html.fromstring(short).xpath("//details/@open") == ["open"]


def test_the_window_of_an_entry_names_the_reader_as_it_is_called_now(root: Path, build: Build) -> None:
    """Also where conf.py calls the project otherwise."""
    build(root, "-D", "lesebuch_search=0")
    settings = root / "reader.toml"
    settings.write_text(settings.read_text("utf-8").replace('title = "', 'title = "Ein ', 1), encoding="utf-8")
    assert "Ein Kleines Lesebuch</title>" in build(root, "-D", "lesebuch_search=0").page("entries/altenfurt")
