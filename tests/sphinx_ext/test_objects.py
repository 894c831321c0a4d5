"""What a reader lists for other projects, and what names lead to: each address is looked up on the built page."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from small_reader import Build, Built
from sphinx.util.inventory import InventoryFile

PLAIN = ("-D", "lesebuch_search=0")
LINKS = """# Verweise

- {any}`bruecke#p1` und {any}`die Brücke <bruecke#p1>`
- {any}`altenfurt` und {any}`tagung`
- [](bruecke#p1), [Worte](../chapters/bruecke.md#p1), [](../chapters/hafen.md)
- [Ort](#altenfurt)
- {lesebuch:entry}`altenfurt`, {lesebuch:event}`eroeffnung`, {lesebuch:chapter}`hafen`
- {lesebuch:note}`bruecke#p1-ihre-neue-bruecke-eroeffnet`
- {lesebuch:assignment}`eins`
"""


def inventory(run: Built) -> dict[str, dict[str, tuple[str, str]]]:
    """By type, by name: address and title."""
    with (run.out / "objects.inv").open("rb") as stream:
        found = InventoryFile.load(stream, "", lambda _base, name: name)
    return {
        kind: {name: (item.uri, item.display_name) for name, item in named.items()} for kind, named in found.items()
    }


def is_there(out: Path, address: str) -> bool:
    page, _, id_ = address.partition("#")
    tree = html.fromstring((out / page).read_text(encoding="utf-8"))
    return not id_ or bool(tree.xpath("//*[@id=$id]", id=id_))


def hrefs(page: str) -> list[str]:
    return [str(link) for link in html.fromstring(page).xpath("//article//li//a/@href")]


@pytest.fixture
def linked(root: Path) -> Path:
    tasks = root / "docs" / "assignments"
    tasks.mkdir()
    (tasks / "eins.md").write_text("---\norphan: true\n---\n\n" + LINKS, encoding="utf-8")
    return root


@pytest.mark.parametrize("edition", ["class", "public"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_all_that_has_a_name_is_listed_with_its_address(linked: Path, build: Build, builder: str, edition: str) -> None:
    run = build(linked, "-W", "--keep-going", "-b", builder, *PLAIN, edition=edition)
    assert run.code == 0, run.output
    found = {kind: named for kind, named in inventory(run).items() if kind.startswith("lesebuch:")}
    assert set(found) == {f"lesebuch:{k}" for k in ("chapter", "passage", "note", "event", "entry", "assignment")}
    assert set(found["lesebuch:chapter"]) == {"bruecke", "hafen"}
    assert {"bruecke#p1", "bruecke#h1", "hafen#p2"} <= set(found["lesebuch:passage"])
    assert {"eroeffnung", "tagung", "streit"} <= set(found["lesebuch:event"])
    assert found["lesebuch:passage"]["hafen#p1"][1] == "Streit um den alten Hafen, Abs.\N{NO-BREAK SPACE}1"
    assert found["lesebuch:entry"]["altenfurt"][1] == "Altenfurt"
    assert found["lesebuch:assignment"]["eins"][1] == "Verweise"
    for named in found.values():
        for name, (address, _) in named.items():
            page, sign, id_ = address.partition("#")
            file = f"{page}index.html" if builder == "dirhtml" else page
            assert is_there(run.out, f"{file}{sign}{id_}"), name


def test_events_of_no_chapter_are_where_the_chronology_is(linked: Path, build: Build) -> None:
    chronology = linked / "corpus" / "chronology.md"
    chronology.write_text(
        chronology.read_text(encoding="utf-8") + "\n:::{event} 1999\n:id: allein\nEtwas geschieht.\n:::\n",
        encoding="utf-8",
    )
    assert inventory(build(linked, *PLAIN))["lesebuch:event"]["allein"][0] == "chronology.html#allein"
    (linked / "docs" / "chronology.md").unlink()
    assert "allein" not in inventory(build(linked, *PLAIN))["lesebuch:event"]


def test_names_lead_where_they_say(linked: Path, build: Build) -> None:
    run = build(linked, "-n", "-W", "--keep-going", *PLAIN)
    assert run.code == 0, run.output
    page = run.page("assignments/eins")
    assert hrefs(page) == [
        "../chapters/bruecke.html#p1", "../chapters/bruecke.html#p1",
        "../glossary.html#altenfurt", "../chapters/hafen.html#tagung",
        "../chapters/bruecke.html#p1", "../chapters/bruecke.html#p1", "../chapters/hafen.html",
        "../glossary.html#altenfurt",
        "../glossary.html#altenfurt", "../chapters/bruecke.html#eroeffnung", "../chapters/hafen.html",
        "../chapters/bruecke.html#p1-ihre-neue-bruecke-eroeffnet",
        "#",
    ]  # fmt: skip
    assert "Die neue Brücke über die Lenne, Abs.\N{NO-BREAK SPACE}1" in page
    said = html.fromstring(page).xpath("//article//li[1]//a[2]")
    assert said[0].text_content() == "die Brücke"


def test_a_name_that_sphinx_knows_leads_where_it_has_always_led(linked: Path, build: Build) -> None:
    (linked / "docs" / "altenfurt.md").write_text("---\norphan: true\n---\n\n# Eine Seite\n", encoding="utf-8")
    (linked / "docs" / "tasks.md").write_text(
        "---\norphan: true\n---\n\n# Aufgaben\n\n- {any}`altenfurt` [x](altenfurt)\n- {any}`tagung`\n\n(tagung)=\n## Tagung\n",
        encoding="utf-8",
    )
    run = build(linked, "-W", "--keep-going", *PLAIN)
    assert run.code == 0, run.output
    assert hrefs(run.page("tasks")) == ["altenfurt.html", "altenfurt.html", "#tagung"]


@pytest.mark.parametrize("link", ["{any}`hafen#p99`", "[x](hafen#p99)", "{lesebuch:entry}`niemand`"])
def test_a_name_of_nothing_is_a_warning(linked: Path, build: Build, link: str) -> None:
    (linked / "docs" / "assignments" / "eins.md").write_text(
        f"---\norphan: true\n---\n\n# A\n\n{link}\n", encoding="utf-8"
    )
    run = build(linked, "-W", "--keep-going", "-b", "dummy")
    assert run.code != 0
    assert "eins.md:7: WARNING" in run.output


@pytest.mark.parametrize("builder", ["typst", "text", "latex", "singlehtml", "epub"])
def test_names_lead_somewhere_in_every_builder(linked: Path, build: Build, builder: str) -> None:
    start = linked / "docs" / "index.md"
    start.write_text(start.read_text(encoding="utf-8") + "\n```{toctree}\nassignments/eins\n```\n", encoding="utf-8")
    task = linked / "docs" / "assignments" / "eins.md"
    task.write_text(LINKS, encoding="utf-8")
    more: tuple[str, ...] = ()
    if builder == "epub":
        named = ("version=1", "author=W", "copyright=W", "epub_author=W", "epub_publisher=W", "epub_copyright=W")
        more = ("-d", str(linked / "trees"), *(word for value in named for word in ("-D", value)))
    run = build(linked, "-W", "--keep-going", "-b", builder, *PLAIN, *more, out=builder)
    assert run.code == 0, run.output


# --- Other projects ---------------------------------------------------------------------------------------------------

OTHERS = {
    "without the extension": (
        '["myst_parser", "sphinx.ext.intersphinx"]',
        "- [Worte](inv:reader:lesebuch:passage#bruecke\\#p1)\n- [](inv:reader:lesebuch:entry#altenfurt)\n",
    ),
    "with the extension": (
        '["lesebuch", "sphinx.ext.intersphinx"]',
        "- {external+reader:lesebuch:passage}`Worte <bruecke#p1>`\n- {external:lesebuch:entry}`altenfurt`\n",
    ),
    "by a bare name": ('["lesebuch", "sphinx.ext.intersphinx"]', "- [Worte](reader:bruecke#p1)\n- {any}`altenfurt`\n"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_another_project_links_into_the_reader(linked: Path, build: Build, tmp_path: Path, kind: str) -> None:
    run = build(linked, *PLAIN)
    extensions, text = OTHERS[kind]
    if kind == "by a bare name":
        text = text.replace("[Worte](reader:bruecke#p1)", "{any}`Worte <bruecke#p1>`")
    other = tmp_path / "other"
    other.mkdir()
    mapping = json.dumps({"reader": ["https://reader.example/", str(run.out / "objects.inv")]})
    (other / "conf.py").write_text(f"extensions = {extensions}\nintersphinx_mapping = {mapping}\n", encoding="utf-8")
    (other / "index.md").write_text(f"# Anderswo\n\n{text}", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", str(other), str(tmp_path / "made")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "made" / "index.html").read_text(encoding="utf-8")
    found = [str(link) for link in html.fromstring(page).xpath("//a[contains(@class, 'external')]/@href")]
    assert found == [
        "https://reader.example/chapters/bruecke.html#p1",
        "https://reader.example/glossary.html#altenfurt",
    ]
    assert ">Altenfurt<" in page
