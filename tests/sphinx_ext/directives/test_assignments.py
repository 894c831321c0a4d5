"""Assignments: one source for students and teachers, and no answer where it does not belong."""

import io
import shutil
from pathlib import Path

import pytest
from lxml import html as lxml_html
from small_reader import Build
from sphinx.application import Sphinx

import handmade
from lesebuch.cli.main import main
from lesebuch.config import Edition
from lesebuch.editorial import task_id
from lesebuch.pipeline import read
from lesebuch.presentation import catalogue
from lesebuch.sphinx_ext import passage_quotes

SECRETS = ("Geheimwort Ahornblatt", "Geheimwort Birnbaum", "geheim-anker", "geheimer-verweis.example")
PAGE = """---
level: Klasse 8
time: eine Stunde
aims: [Stellen vergleichen]
texts: [bruecke, bruecke#p1-p2]
---

# Am Fluss

::::{expected} Für die Lehrkraft
Geheimwort Ahornblatt. [Mehr](https://geheimer-verweis.example/)
::::

::::{task} Was die Brücke kostet
:operator: Nennen
:level: II
:points: 4
:answer-space: 3

Lesen Sie {passage}`bruecke#p1-p2`.

:::{material} bruecke#p1-p2
:title: Der Bericht
:::

:::{hint}
Beginnen Sie beim zweiten Absatz.
:::

:::{expected}
(geheim-anker)=
Geheimwort Birnbaum, siehe {passage}`bruecke#p2`[^g].

[^g]: Geheimwort Birnbaum, noch einmal.
:::
::::
"""


@pytest.fixture
def assigned(root: Path) -> Path:
    (root / "docs" / "assignments").mkdir()
    (root / "docs" / "assignments" / "fluss.md").write_text(PAGE, encoding="utf-8")
    start = root / "docs" / "index.md"
    start.write_text(
        start.read_text(encoding="utf-8").replace("chapters\n", "chapters\nassignments/fluss\n", 1), "utf-8"
    )
    return root


def holding(folder: Path) -> set[str]:
    """The files in which an answer stands, byte by byte. Doctrees are a cache for the next build, and stay at home."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file() and ".doctrees" not in path.parts:
            data = path.read_bytes().lower()
            if any(secret.lower().encode() in data for secret in SECRETS):
                found.add(path.relative_to(folder).as_posix())
    return found


def setting(root: Path, line: str) -> None:
    path = root / "reader.toml"
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def test_answers_stand_on_the_page_for_teachers_alone(assigned: Path, build: Build) -> None:
    built = build(assigned, "-W", "--keep-going")
    assert built.code == 0, built.output
    assert holding(built.out) == {"assignments/fluss-teacher.html"}
    page = built.page("assignments/fluss-teacher")
    assert [secret for secret in SECRETS if secret not in page] == []
    assert "fluss-teacher" not in built.page("assignments/fluss")
    assert "fluss-teacher" not in built.page("index")


def test_what_is_taken_along_and_what_leads_to_pages_knows_no_page_of_answers(
    assigned: Path, build: Build, tmp_path: Path
) -> None:
    """Where no text is protected a class takes the site along; answers stay where they are."""
    register = assigned / "seeds" / "register.yaml"
    register.write_text(register.read_text("utf-8").replace("rights: restricted", "rights: open"), encoding="utf-8")
    page = assigned / "docs" / "assignments" / "fluss.md"
    (assigned / "docs" / "references.bib").write_text(
        "@book{plan, title = {Der Plan}, author = {Bau, Ada}, year = {1999}}\n"
    )
    (assigned / "docs" / "works.md").write_text("# Werke\n\n```{bibliography}\n:all:\n```\n", encoding="utf-8")
    page.write_text(page.read_text("utf-8").replace("Birnbaum, siehe", "Birnbaum {cite}`plan`, siehe"), "utf-8")
    built = build(assigned)
    assert "fluss-teacher" in {path.stem for path in built.out.rglob("*.html")}
    shutil.unpack_archive(built.out / "reader.zip", tmp_path / "unpacked")
    assert holding(tmp_path / "unpacked") == set()
    named = [
        p
        for p in built.out.rglob("*")
        if p.is_file() and ".doctrees" not in p.parts and b"fluss-teacher" in p.read_bytes()
    ]
    assert {path.relative_to(built.out).as_posix() for path in named} <= {"assignments/fluss-teacher.html"}
    noted = [name for name in ("fluss", "fluss-teacher") if "noindex" in built.page(f"assignments/{name}")]
    assert noted == ["fluss-teacher"]


def test_a_sitemap_has_no_page_of_answers(assigned: Path, build: Build) -> None:
    setting(assigned, 'answers = "always"\nbaseurl = "https://fluss.example/"')
    built = build(assigned, edition="public")
    sitemap = (built.out / "sitemap.xml").read_text("utf-8")
    assert "assignments/fluss.html" in sitemap
    assert "fluss-teacher" not in sitemap


def test_a_public_site_holds_no_answer(assigned: Path, build: Build) -> None:
    built = build(assigned, edition="public")
    assert built.code == 0, built.output
    assert holding(built.out) == set()


@pytest.mark.parametrize("builder", ["singlehtml", "json", "text", "xml", "latex", "typst"])
def test_no_other_output_holds_an_answer(assigned: Path, build: Build, builder: str) -> None:
    built = build(assigned, "-b", builder)
    assert built.code == 0, built.output
    assert holding(built.out) == set()


@pytest.mark.parametrize("builder", ["epub", "ebook"])
def test_an_answer_is_in_no_epub(assigned: Path, build: Build, tmp_path: Path, builder: str) -> None:
    built = build(assigned, "-b", builder)
    book = next(built.out.glob("*.epub"))
    shutil.unpack_archive(book, tmp_path / "unpacked", "zip")
    assert any((tmp_path / "unpacked").rglob("fluss*"))
    assert holding(tmp_path / "unpacked") == set()


def test_the_reader_says_where_answers_stand(assigned: Path, build: Build) -> None:
    setting(assigned, 'answers = "always"')
    assert holding(build(assigned, edition="public").out) == {"assignments/fluss-teacher.html"}
    (assigned / "reader.toml").write_text(
        (assigned / "reader.toml").read_text(encoding="utf-8").replace("always", "never"), encoding="utf-8"
    )
    assert holding(build(assigned, out="never").out) == set()


def test_what_is_no_answer_to_where_they_stand_shows_none(assigned: Path, build: Build) -> None:
    setting(assigned, 'answers = "everywhere"')
    built = build(assigned)
    assert "`answers` is one of class, always, never" in built.output
    assert holding(built.out) == set()


def test_no_export_holds_an_answer(assigned: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for name in ("jsonl", "myst"):
        assert main(["export", name, "--root", str(assigned), "-o", str(tmp_path / "out" / name)]) == 0
    assert (tmp_path / "out" / "jsonl").is_file()
    assert holding(tmp_path / "out") == set()


def test_a_task_says_what_it_asks(assigned: Path, build: Build) -> None:
    page = lxml_html.fromstring(build(assigned).page("assignments/fluss"))
    task = page.get_element_by_id("task-was-die-bruecke-kostet")
    assert task.findtext("h2").startswith("1. Was die Brücke kostet")
    facts = task.find_class("task-facts")[0].text_content()
    assert facts == "Nennen · Anforderungsbereich II · 4 Punkte"
    assert task.find_class("hint")[0].tag == "details"
    field = task.find(".//textarea")
    # Few lines stay on one sheet.
    assert field.getparent().get("class") == "answer few"
    assert (field.get("data-task"), field.get("aria-label")) == (
        "task-was-die-bruecke-kostet",
        "Ihre Antwort auf Aufgabe 1",
    )
    fields = page.find_class("meta")[0].text_content()
    assert "Klasse 8" in fields
    assert "eine Stunde" in fields


SPACES = """
:::{workspace} Skizze
:paper: squares
:lines: 9
:::

Und:

:::{workspace}
:::
"""


def test_space_to_work_in_stands_behind_any_block_and_not_on_the_page_for_teachers(
    assigned: Path, build: Build
) -> None:
    path = assigned / "docs" / "assignments" / "fluss.md"
    path.write_text(path.read_text("utf-8") + SPACES, encoding="utf-8")
    made = build(assigned)
    page = lxml_html.fromstring(made.page("assignments/fluss"))
    assert [field.get("data-task") for field in page.iter("textarea")] == ["task-was-die-bruecke-kostet", "space-2"]
    (squares,) = page.find_class("squares")
    assert squares.get("style") == "--lines: 9"
    teachers = lxml_html.fromstring(made.page("assignments/fluss-teacher"))
    assert not [*teachers.iter("textarea"), *teachers.find_class("squares")]


@pytest.mark.parametrize(("lines", "right"), [("0", True), ("60", True), ("61", False), ("1000000", False)])
def test_space_for_an_answer_ends_where_any_space_does(
    assigned: Path, build: Build, capsys: pytest.CaptureFixture[str], lines: str, right: bool
) -> None:
    """`check` and the build agree."""
    path = assigned / "docs" / "assignments" / "fluss.md"
    path.write_text(PAGE.replace(":answer-space: 3", f":answer-space: {lines}"), encoding="utf-8")
    main(["check", "--root", str(assigned)])
    assert (f"`:answer-space:` must be a number from 0 to 60, not `{lines}`" in capsys.readouterr().out) is not right
    assert ("answer-space" in build(assigned, "-b", "dummy").output) is not right


def test_a_sentence_names_a_text_in_few_words() -> None:
    catalogue.use("de")
    passages = handmade.paragraphs("Eins.", "Zwei.")
    chapter = handmade.chapter(*passages, title="Ein sehr langer Titel", short="Rand")
    link = passage_quotes.link_in_sentence(chapter, passages)
    assert (link.astext(), link["title"]) == ("Rand, Abs.\N{NO-BREAK SPACE}1–2", "Ein sehr langer Titel")
    assert passage_quotes.link(chapter, passages[:1]).astext() == "Ein sehr langer Titel, Abs.\N{NO-BREAK SPACE}1"
    assert passage_quotes.link_in_sentence(chapter, passages[:1], here=True).astext() == "Abs.\N{NO-BREAK SPACE}1"


def test_several_passages_are_one_reference(assigned: Path, build: Build) -> None:
    start = assigned / "docs" / "index.md"
    # Once more, where readers see it.
    start.write_text(f"{start.read_text('utf-8')}\n```{{toctree}}\nassignments/fluss\n```\n", "utf-8")
    built = build(assigned)
    (facts,) = lxml_html.fromstring(built.page("index")).find_class("task-facts")
    assert facts.text_content() == "Klasse 8 · eine Stunde"
    assert facts.getprevious().findall(".//a")[0].get("href") == "assignments/fluss.html"
    page = lxml_html.fromstring(built.page("assignments/fluss"))
    links = page.findall(".//a[@data-last]")
    assert {link.text.rpartition(", ")[2] for link in links} == {"Abs.\N{NO-BREAK SPACE}1–2"}
    assert {(link.get("href"), link.get("data-last")) for link in links} == {("../chapters/bruecke.html#p1", "p2")}
    reader, _problems = read(assigned, Edition.CLASS)
    chapter = reader.chapter("bruecke")
    assert chapter is not None
    # The correction of the editors is shown, and is theirs.
    for recte in page.find_class("recte"):
        assert recte.text_content() == " [Mark]"
        recte.drop_tree()
    quoted = [
        p.text_content() for p in page.find_class("quoted")[0].iterfind("p") if "attribution" not in p.get("class", "")
    ]
    assert [text for passage in chapter.between("p1", "p2") if (text := passage.text)] == quoted


def test_the_sheet_of_tasks_is_on_pages_with_tasks_in_a_later_build_of_the_process_too(
    assigned: Path, tmp_path: Path
) -> None:
    docs, out = assigned / "docs", tmp_path / "out"
    said = io.StringIO()
    app = Sphinx(docs, docs, out, tmp_path / "trees", "html", {"lesebuch_search": "0"}, status=None, warning=said)
    app.build()
    for pages in ({"assignments/fluss"}, {"assignments/fluss", "index"}):
        app.builder.prepare_writing(pages)
        app.builder.write_documents(pages)
    linked = {
        path.relative_to(out).as_posix()
        for path in out.rglob("*.html")
        if "lesebuch-tasks.css" in path.read_text("utf-8")
    }
    assert linked == {"assignments/fluss.html"}, said.getvalue()


def test_a_change_of_the_front_matter_shows(assigned: Path, build: Build) -> None:
    build(assigned)
    path = assigned / "docs" / "assignments" / "fluss.md"
    path.write_text(PAGE.replace("Klasse 8", "Klasse 9"), encoding="utf-8")
    built = build(assigned)
    assert "Klasse 9" in built.page("assignments/fluss")
    assert "Klasse 9" in built.page("assignments/fluss-teacher")


def test_an_assignment_without_answers_has_no_second_page(assigned: Path, build: Build) -> None:
    path = assigned / "docs" / "assignments" / "fluss.md"
    path.write_text("# Am Fluss\n\n:::{task}\nLesen Sie.\n:::\n", encoding="utf-8")
    built = build(assigned, "-W")
    assert built.code == 0, built.output
    assert not (built.out / "assignments" / "fluss-teacher.html").exists()
    assert "Aufgabe 1" in built.page("assignments/fluss")


@pytest.mark.parametrize(("edition", "site"), [(".", "public_site"), ("english", "english_site")])
def test_answers_of_this_repository_stay_where_they_belong(
    edition: str, site: str, request: pytest.FixtureRequest
) -> None:
    repository = Path(__file__).parents[3] / edition
    told = [
        text for a in read(repository)[0].assignments.values() for t in a.tasks for e in t.expected if (text := e.text)
    ]
    marks = [next(line for line in text.splitlines() if len(line) > 40)[-40:].strip() for text in told]
    assert marks
    out = request.getfixturevalue(site)
    files = [p for p in out.rglob("*") if p.is_file() and ".doctrees" not in p.parts]
    assert len(files) > 100
    assert [p for p in files for mark in marks if mark.encode() in p.read_bytes()] == []


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("Prüfen Sie die Größe", 1, "pruefen-sie-die-groesse"),
        ("Задание 2: сравните", 1, "zadaniye-2"),
        ("2. Сравните, что сказано в начале и что сказано в конце", 1, "2-sravnite-chto-skazano-v-nachale-i-chto"),
        ("…", 3, "3"),
    ],
)
def test_a_task_is_called_after_its_title_in_any_script(title: str, number: int, name: str) -> None:
    assert task_id(title, number).startswith(name)
