"""Sheets for Word and LibreOffice: the text is the source's, notes are footnotes, nothing is dropped."""

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest
import segno
from lxml import etree

TYPST = Path(__file__).parents[1] / "typst"
sys.path.insert(0, str(TYPST))

from printed import ASSIGNMENT, copy_mini, letters
from sheets import T, W, build, chapters, part, passages

from lesebuch.cli.main import main
from lesebuch.office.builder import SHEET
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst.handlers import BOOK

REPOSITORY = Path(__file__).parents[2]
BLOCKS = Path(__file__).parents[1] / "roots" / "blocks"
FORMS = ["docx", "odt"]


def wanted(chapter: dict) -> dict[str, str]:
    return {f"{chapter['id']}.{p['id']}": p["text"] for p in chapter["passages"] if p["text"]}


def noted(chapter: dict) -> int:
    """How many notes it has: one on words of several passages is listed for each of them."""
    return len({note["id"] for name in ("annotations", "emendations") for note in chapter[name]})


def footnotes(path: Path) -> int:
    if path.suffix == ".docx":
        found = part(path, "word/footnotes.xml").iter(f"{W}footnote")
        return sum(note.get(f"{W}type") is None for note in found)
    return len(list(part(path, "content.xml").iter(f"{T}note")))


def references(path: Path) -> int:
    if path.suffix == ".docx":
        return len(list(part(path, "word/document.xml").iter(f"{W}footnoteReference")))
    return len(list(part(path, "content.xml").iter(f"{T}note-citation")))


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sheets of the small reader in both formats."""
    folder = tmp_path_factory.mktemp("mini")
    root = copy_mini(folder)
    for form in FORMS:
        for slug in ("brunnen", "leitung", "ferry"):
            done = build(root, folder / form, form, [slug])
            assert (done.returncode, done.stderr) == (0, "")
            (folder / form / f"sheet.{form}").rename(folder / form / f"{slug}.{form}")
    return folder


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet of all chapters of a reader with all kinds of blocks."""
    folder = tmp_path_factory.mktemp("blocks")
    shutil.copytree(BLOCKS, folder / "reader")
    slugs = [path.stem for path in sorted((BLOCKS / "corpus").glob("*.md")) if path.stem != "chronology"]
    for form in FORMS:
        done = build(folder / "reader", folder / form, form, slugs)
        assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reader", ["mini", "blocks"])
def test_the_text_is_that_of_the_passages(
    reader: str, form: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder = request.getfixturevalue(reader)
    compared = 0
    for chapter in chapters(folder / "reader", tmp_path):
        found = passages(folder / form / f"{chapter['id'] if reader == 'mini' else 'sheet'}.{form}")
        texts = wanted(chapter)
        assert {name: found.get(name) for name in texts} == texts
        compared += len(texts)
    assert compared > 10


@pytest.mark.parametrize("form", FORMS)
def test_the_text_of_this_reader_is_that_of_its_passages(form: str, real_seeds: Path, tmp_path: Path) -> None:
    read = chapters(REPOSITORY, tmp_path)
    done = build(REPOSITORY, tmp_path / form, form, [str(chapter["id"]) for chapter in read], str(real_seeds))
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / form / f"sheet.{form}"
    found = passages(path)
    texts = {name: words for chapter in read for name, words in wanted(chapter).items()}
    assert {name: found.get(name) for name in texts} == texts
    assert footnotes(path) == references(path) == sum(noted(chapter) for chapter in read)


def test_cells_stand_to_the_side_that_the_source_says(blocks: Path) -> None:
    document = part(blocks / "docx" / "sheet.docx", "word/document.xml")
    sides = {}
    for cell in document.iter(f"{W}tc"):
        found = cell.find(f".//{W}jc")
        sides["".join(map(str, cell.itertext()))] = None if found is None else found.get(f"{W}val")
    assert (sides["Jahr"], sides["1931"], sides["1948"]) == ("center", "right", "right")
    assert sides["Was geschah"] is None
    # Items of a list in a cell have their signs.
    assert "•\N{NO-BREAK SPACE}Hochwasser im März•\N{NO-BREAK SPACE}Dürre im August" in sides


@pytest.mark.parametrize("form", FORMS)
def test_each_fifth_verse_has_its_number_and_what_has_none_does_not_hang_out(form: str, blocks: Path) -> None:
    docx = form == "docx"
    document = part(blocks / form / f"sheet.{form}", "word/document.xml" if docx else "content.xml")
    runs = document.iter(f"{W}r") if docx else document.iter(f"{T}span")
    named = [
        (run.xpath("string(.//*[local-name()='rStyle']/@*)") if docx else run.get(f"{T}style-name"), run)
        for run in runs
    ]
    assert ["".join(run.itertext()) for style, run in named if style == "VerseNumber"] == ["5", "10"]
    (greeting,) = (p for p in document.iter(f"{W}p" if docx else f"{T}p") if "Lieber Johann" in "".join(p.itertext()))
    style = greeting.find(f".//{W}pStyle").get(f"{W}val") if docx else greeting.get(f"{T}style-name")
    assert style == "Unnumbered"


@pytest.mark.parametrize("form", FORMS)
def test_each_note_is_a_footnote(form: str, mini: Path, tmp_path: Path) -> None:
    for chapter in chapters(mini / "reader", tmp_path):
        path = mini / form / f"{chapter['id']}.{form}"
        assert footnotes(path) == references(path) == noted(chapter)


def test_what_belongs_to_the_chapter_is_there_and_nothing_else(mini: Path) -> None:
    for form, name in (("docx", "word/document.xml"), ("odt", "content.xml")):
        words = letters("".join(part(mini / form / f"brunnen.{form}", name).itertext()))
        assert letters("Worterklärungen") in words
        assert letters("Der alte Brunnen versiegt") in words
        assert letters("Das Wasserwerk kündigt eine Leitung an") not in words


def test_each_fifth_line_of_the_text_alone_is_numbered(mini: Path) -> None:
    styles = part(mini / "docx" / "brunnen.docx", "word/styles.xml")
    counted = {
        str(style.get(f"{W}styleId"))
        for style in styles.iter(f"{W}style")
        if any(e.get(f"{W}val") == "0" for e in style.iter(f"{W}suppressLineNumbers"))
    }
    # Material that an assignment quotes is text, too: so it is on the printed sheet.
    assert counted == {"Passage", "Unnumbered", "Lead", "QuotedPassage", "Item", "BlockText"}
    (lines,) = part(mini / "docx" / "brunnen.docx", "word/document.xml").iter(f"{W}lnNumType")
    assert lines.get(f"{W}countBy") == "5"
    (lines,) = part(mini / "odt" / "brunnen.odt", "styles.xml").iter(f"{T}linenumbering-configuration")
    assert lines.get(f"{T}increment") == "5"


def test_what_is_looked_up_goes_on_into_the_margin(mini: Path) -> None:
    styles = part(mini / "docx" / "brunnen.docx", "word/styles.xml")
    wide = {
        str(style.get(f"{W}styleId"))
        for style in styles.iter(f"{W}style")
        if any((e.get(f"{W}right") or "").startswith("-") for e in style.iter(f"{W}ind"))
    }
    # What an assignment defines in its own text stays beside the margin.
    assert wide == {"EntryTerm", "EntryText", "Places", "Work"}
    used = {e.get(f"{W}val") for e in part(mini / "docx" / "brunnen.docx", "word/document.xml").iter(f"{W}pStyle")}
    assert {"EntryTerm", "EntryText", "Places"} <= used
    styles = part(mini / "odt" / "brunnen.odt", "styles.xml")
    ends = styles.xpath(
        "//@fo:margin-right", namespaces={"fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"}
    )
    assert [end for end in ends if end.startswith("-")] == ["-28mm"] * 4


def test_word_knows_its_own_styles_by_their_names(mini: Path) -> None:
    """It shows them in the language of the program; written otherwise they are foreign ones to it."""
    styles = part(mini / "docx" / "brunnen.docx", "word/styles.xml")
    names = [str(e.get(f"{W}val")) for e in styles.iter(f"{W}name")]
    assert {"Normal", "Title", "heading 1", "caption", "footnote text", "footnote reference", "Hyperlink"} <= {*names}
    assert len({name.casefold() for name in names}) == len(names)
    following = {
        str(style.get(f"{W}styleId")) for style in styles.iter(f"{W}style") if style.find(f"{W}next") is not None
    }
    assert {"Heading1", "Heading2"} <= following


def test_a_text_in_another_language_says_so(mini: Path) -> None:
    tags = {e.get(f"{W}val") for e in part(mini / "docx" / "ferry.docx", "word/document.xml").iter(f"{W}lang")}
    assert "en" in tags
    spaces = {"fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"}
    assert "en" in part(mini / "odt" / "ferry.odt", "content.xml").xpath("//@fo:language", namespaces=spaces)


@pytest.mark.parametrize("form", FORMS)
def test_links_within_a_sheet_lead_to_places_of_it(form: str, mini: Path) -> None:
    path = mini / form / f"brunnen.{form}"
    if form == "docx":
        trees = [part(path, "word/document.xml"), part(path, "word/footnotes.xml")]
        names = {e.get(f"{W}name") for tree in trees for e in tree.iter(f"{W}bookmarkStart")}
        links = {e.get(f"{W}anchor") for tree in trees for e in tree.iter(f"{W}hyperlink")} - {None}
    else:
        tree = part(path, "content.xml")
        names = {e.get(f"{T}name") for e in tree.iter(f"{T}bookmark", f"{T}bookmark-start")}
        links = {
            str(e.get("{http://www.w3.org/1999/xlink}href"))[1:]
            for e in tree.iter(f"{T}a")
            if str(e.get("{http://www.w3.org/1999/xlink}href")).startswith("#")
        }
    assert links
    assert links <= names


@pytest.mark.parametrize("form", FORMS)
def test_the_same_chapter_gives_the_same_bytes(form: str, mini: Path, tmp_path: Path) -> None:
    done = build(mini / "reader", tmp_path / form, form, ["brunnen"])
    assert done.returncode == 0
    with zipfile.ZipFile(tmp_path / form / f"sheet.{form}") as archive:  # which keeps the time to two seconds
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert (tmp_path / form / f"sheet.{form}").read_bytes() == (mini / form / f"brunnen.{form}").read_bytes()


def test_it_is_called_by_its_title(mini: Path) -> None:
    for form, name in (("docx", "docProps/core.xml"), ("odt", "meta.xml")):
        (title,) = part(mini / form / f"brunnen.{form}", name).iter("{http://purl.org/dc/elements/1.1/}title")
        assert title.text == "Ein Brunnen für alle"


# --- Whatever editors write ------------------------------------------------------------------------------------------------

NOTE = """Kopfnote mit *Betonung*, `Code`, H<sub>2</sub>O, ~~weg~~ und ![Ein Punkt](../dot.svg).

1. erstens
2. zweitens
   - darin

| Kopf | Zahl |
|------|-----:|
| Zelle | 7 |

> Ein Zitat im Kopf.

```{tip}
Ein Rat.
```

Formel {math}`a^2` und Fußnote[^f].

[^f]: Die Note im Kopf.
"""


def with_note(folder: Path, note: str) -> Path:
    root = copy_mini(folder)
    path = root / "corpus" / "brunnen.md"
    head, _, rest = path.read_text(encoding="utf-8").rpartition("\n---\n")
    path.write_text(f"{head}\n---\n\n{note}\n{rest}", encoding="utf-8")
    (root / "docs" / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>'
    )
    conf = root / "docs" / "conf.py"
    conf.write_text(
        conf.read_text(encoding="utf-8")
        + 'myst_enable_extensions = ["colon_fence", "strikethrough"]\nsuppress_warnings = ["myst.strikethrough"]\n',
        encoding="utf-8",
    )
    return root


@pytest.mark.parametrize("form", FORMS)
def test_all_that_editors_write_arrives(form: str, tmp_path: Path) -> None:
    done = build(with_note(tmp_path, NOTE), tmp_path / form, form, ["brunnen"])
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / form / f"sheet.{form}"
    names = ["word/document.xml", "word/footnotes.xml"] if form == "docx" else ["content.xml"]
    trees = [part(path, name) for name in names]
    words = " ".join("".join(tree.itertext()) for tree in trees)
    for said in (
        "Betonung",
        "Code",
        "weg",
        "erstens",
        "zweitens",
        "darin",
        "Zelle",
        "Ein Zitat im Kopf",
        "Ein Rat",
        "Tipp",
    ):
        assert said in words
    assert "Die Note im Kopf" in words
    markup = b"".join(map(etree.tostring, trees))
    assert b"Ein Punkt" in markup
    assert (b"<m:oMath" if form == "docx" else b"math") in markup


def test_a_kind_of_node_that_nobody_knows_is_an_error_with_its_place(tmp_path: Path) -> None:
    root = with_note(tmp_path, "```{productionlist} satz: wort\n```\n")
    done = build(root, tmp_path / "docx", "docx", ["brunnen"])
    assert done.returncode == 1
    assert "brunnen.md:" in done.stderr
    assert "There is no way to write a node of the kind 'productionlist' into this file." in done.stderr
    assert not (tmp_path / "docx" / "sheet.docx").exists()


def test_what_the_book_prints_a_sheet_has_but_for_what_only_stands_around_chapters() -> None:
    around = {
        ours.chapter_list, ours.part_opening, ours.glossary_group, ours.network, ours.timeline,
        ours.source_list, ours.source_item,
        # Parts of a table or a stanza, which take them themselves.
        ours.grid_row, ours.grid_cell,
    }  # fmt: skip
    assert set(BOOK) - set(SHEET) == around
    assert set(SHEET) <= set(BOOK) | {ours.event, ours.event_body}


# --- The command -----------------------------------------------------------------------------------------------------------


def test_the_ending_says_what_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_mini(tmp_path)
    out = tmp_path / "brunnen.docx"
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(out)]) == 0
    assert passages(out)["brunnen.t1"] == "Ein Brunnen für alle"
    # One of ours may be made anew, one of others may not.
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(out)]) == 0
    shutil.copyfile(Path(__file__), out)
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(tmp_path / "brunnen.txt")]) == 2
    assert ".pdf, .docx, .odt" in capsys.readouterr().err


def test_without_the_text_the_sheet_has_the_rest(tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    out = tmp_path / "leitung.docx"
    assert main(["handout", "leitung", "--root", str(root), "--edition", "public", "-o", str(out)]) == 0
    words = letters("".join(part(out, "word/document.xml").itertext()))
    assert letters("Anders klingt Hartmann selbst") in words
    assert letters("Sie soll 2001 fertig sein") not in words
    # Where an editor puts the file is no matter of who holds the sheet.
    assert letters("Der Wortlaut dieses Textes ist hier nicht enthalten.") in words
    assert "LESEBUCH" not in words


def words(path: Path) -> str:
    """All words of a sheet, notes too."""
    names = ["word/document.xml", "word/footnotes.xml"] if path.suffix == ".docx" else ["content.xml"]
    return " ".join("".join(part(path, name).itertext()) for name in names)


@pytest.mark.parametrize("form", FORMS)
def test_passages_come_with_what_belongs_to_them_alone(form: str, tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    out = tmp_path / f"parts.{form}"
    chosen = ["brunnen#p3", "leitung#p2"]
    options = ["--title", "Vom Wasser", "--class", "8b", "--answers", "3"]
    assert main(["handout", *chosen, "--root", str(root), "-o", str(out), *options]) == 0
    read = chapters(root, tmp_path)
    texts = {name: text for chapter in read for name, text in wanted(chapter).items() if ".p" in name}
    found = passages(out)
    assert {name: found[name] for name in texts if name in found} == {
        name: texts[name] for name in ("brunnen.p3", "leitung.p2")
    }
    said = words(out)
    assert "Klasse: 8b" in said
    assert said.index("Vom Wasser") < said.index("[…]")
    body = part(out, "word/document.xml" if form == "docx" else "content.xml")
    styles = body.iter(f"{W}pStyle") if form == "docx" else body.iter(f"{T}p")
    key = f"{W}val" if form == "docx" else f"{T}style-name"
    assert sum(str(style.get(key)).startswith("AnswerLine") for style in styles) == 3
    # Behind the texts: what is looked up does not part them from it.
    whole = etree.tostring(body, encoding="unicode")
    assert whole.index(">[…]<") < whole.rindex("AnswerLine") < whole.index("Worterklärungen")
    # No text is a part of the one before.
    assert (whole.count('"Heading1"') if form == "docx" else whole.count('outline-level="1"')) == 2


@pytest.mark.parametrize("form", FORMS)
def test_each_item_of_a_list_may_be_chosen_alone_and_keeps_its_number(form: str, blocks: Path, tmp_path: Path) -> None:
    root = blocks / "reader"
    read = chapters(root, tmp_path)
    texts = {name: text for chapter in read for name, text in wanted(chapter).items()}
    every_second = [name.replace(".", "#") for name in list(texts)[1::2] if name.rpartition(".")[2][0] == "p"]
    assert len(every_second) > 5
    done = build(root, tmp_path / form, form, every_second)
    assert (done.returncode, done.stderr) == (0, "")
    found = passages(tmp_path / form / f"sheet.{form}")
    kept = {name.replace("#", ".") for name in every_second}
    assert {name: found.get(name) for name in kept} == {name: texts[name] for name in kept}


@pytest.mark.parametrize("form", FORMS)
def test_an_assignment_is_a_sheet_for_students_and_one_for_teachers(form: str, tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    (root / "docs" / "assignments" / "rad.md").write_text(ASSIGNMENT, encoding="utf-8")
    student, teacher = tmp_path / f"student.{form}", tmp_path / f"teacher.{form}"
    assert main(["handout", "rad", "--root", str(root), "-o", str(student)]) == 0
    assert main(["handout", "rad", "--for", "teacher", "--root", str(root), "-o", str(teacher)]) == 0
    assert "Wozu dient das Rad?" in words(student)
    assert "Ahornblatt" not in words(student)
    assert "Ahornblatt und Birnbaum" in words(teacher)


def sheet_of(page: str, form: str, folder: Path) -> tuple[Path, etree._Element]:
    """The sheet of an assignment of one page, and the tree of its text."""
    root = copy_mini(folder)
    (root / "docs" / "assignments" / "rad.md").write_text(f"# Rad\n\n{page}", encoding="utf-8")
    out = folder / f"a.{form}"
    assert main(["handout", "rad", "--root", str(root), "-o", str(out)]) == 0
    return out, part(out, "word/document.xml" if form == "docx" else "content.xml")


@pytest.mark.parametrize("form", FORMS)
def test_space_to_work_in_is_lines_or_a_frame(form: str, tmp_path: Path) -> None:
    spaces = ":::{workspace} Skizze\n:paper: blank\n:lines: 7\n:::\n\nWarum?\n\n:::{workspace}\n:lines: 4\n:::\n"
    out, tree = sheet_of(spaces, form, tmp_path)
    styles = tree.iter(f"{W}pStyle") if form == "docx" else tree.iter(f"{T}p")
    key = f"{W}val" if form == "docx" else f"{T}style-name"
    named = [style.get(key) for style in styles]
    # What is asked and all lines but the last one stay on the page of what follows.
    assert named[named.index("Asked") :][:5] == ["Asked", *["AnswerLineKept"] * 3, "AnswerLine"]
    assert named.count("Box") == 1
    assert "Skizze" in words(out)


@pytest.mark.parametrize("form", FORMS)
def test_the_head_of_a_table_stays_with_its_rows_and_empty_rows_are_seen(form: str, tmp_path: Path) -> None:
    out, tree = sheet_of("| Wann? | Was? |\n|---|---|\n| | |\n| | |\n", form, tmp_path)
    if form == "docx":
        head = tree.xpath("//*[local-name()='tr'][1]//*[local-name()='pStyle']")
        assert {style.get(f"{W}val") for style in head} == {"TableHeading"}
        heading = part(out, "word/styles.xml").xpath("//*[@*[local-name()='styleId']='TableHeading']")[0]
        assert heading.xpath(".//*[local-name()='keepNext']")
        return
    cells = {
        cell.xpath("string(@*[local-name()='style-name'])") for cell in tree.xpath("//*[local-name()='table-cell']")
    }
    assert cells
    for name in cells:
        (lines,) = tree.xpath(f"//*[@*[local-name()='name']='{name}']/*[local-name()='table-cell-properties']")
        assert {"border-top", "border-bottom"} <= {etree.QName(key).localname for key in lines.attrib}


@pytest.mark.parametrize("form", FORMS)
def test_a_code_leads_back_to_the_site_and_says_so(form: str, tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    config = root / "reader.toml"
    config.write_text(f'baseurl = "https://example.org/r/"\n{config.read_text("utf-8")}', encoding="utf-8")
    out = tmp_path / f"a.{form}"
    assert main(["handout", "brunnen#p2", "--root", str(root), "-o", str(out)]) == 0
    address = "https://example.org/r/chapters/brunnen.html#p2"
    assert address in words(out)
    markup = etree.tostring(part(out, "word/document.xml" if form == "docx" else "content.xml"), encoding="unicode")
    assert f"Code, der zu {address} führt" in markup
    with zipfile.ZipFile(out) as archive:
        (picture,) = (archive.read(name) for name in archive.namelist() if name.endswith(".png"))
    expected = io.BytesIO()
    segno.make(address, error="m", micro=False).save(expected, kind="png", scale=8, border=0)
    assert picture == expected.getvalue()


def test_large_print_has_large_letters_without_serifs(tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    out = tmp_path / "large.docx"
    assert main(["handout", "brunnen", "--large-print", "--root", str(root), "-o", str(out)]) == 0
    styles = part(out, "word/styles.xml")
    (normal,) = (style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == "Normal")
    assert [size.get(f"{W}val") for size in normal.iter(f"{W}sz")] == ["36"]
    (defaults,) = styles.iter(f"{W}docDefaults")
    assert [font.get(f"{W}ascii") for font in defaults.iter(f"{W}rFonts")] == ["Calibri"]


def converted(path: Path, form: str, folder: Path) -> Path:
    """What LibreOffice makes of a file."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{form}"


@pytest.mark.parametrize(("form", "other"), [("docx", "odt"), ("odt", "docx")])
def test_a_word_processor_saves_notes_and_passages_in_another_form(
    form: str, other: str, mini: Path, tmp_path: Path
) -> None:
    path = mini / form / f"brunnen.{form}"
    saved = converted(path, other, tmp_path)
    assert footnotes(saved) == references(saved) == footnotes(path) > 2
    (chapter,) = (chapter for chapter in chapters(mini / "reader", tmp_path) if chapter["id"] == "brunnen")
    texts, kept = wanted(chapter), passages(saved)
    assert {name: kept.get(name) for name in texts} == texts


@pytest.mark.parametrize("form", FORMS)
def test_a_word_processor_opens_it(form: str, mini: Path, tmp_path: Path) -> None:
    converted(mini / form / f"brunnen.{form}", "pdf", tmp_path)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "brunnen.pdf").pages]
    found = letters(" ".join(pages))
    # Numbers of notes stand between the words there.
    assert letters("Salzau hat seit gestern wieder einen Brunnen.") in found
    assert letters("Gemeint sind Bohrmeter.") in found
    assert f"Seite 1 von {len(pages)}" in pages[0]


def test_a_table_in_a_quotation_is_indented_in_no_cell(tmp_path: Path) -> None:
    root = tmp_path / "reader"
    shutil.copytree(BLOCKS, root)
    (root / "docs" / "assignments").mkdir()
    page = "# Wasser\n\n:::{passage} zahlen#p6-p7\n:::\n\n:::{passage} gedicht#p1\n:::\n"
    (root / "docs" / "assignments" / "wasser.md").write_text(page, encoding="utf-8")
    assert main(["handout", "wasser", "--root", str(root), "-o", str(tmp_path / "a.docx")]) == 0
    body = part(tmp_path / "a.docx", "word/document.xml")
    assert [style.get(f"{W}val") for cell in body.iter(f"{W}tc") for style in cell.iter(f"{W}pStyle")].count(
        "BlockText"
    ) == 0
    quoted = [p for p in body.iter(f"{W}p") if any(s.get(f"{W}val") == "BlockText" for s in p.iter(f"{W}pStyle"))]
    # An item, a caption, and the lines of verse, which are one paragraph.
    assert [len(list(block.iter(f"{W}br"))) for block in quoted] == [0, 0, 3]


@pytest.mark.parametrize("form", FORMS)
def test_a_paragraph_below_a_list_or_a_table_has_room(form: str, tmp_path: Path) -> None:
    root = copy_mini(tmp_path)
    page = "# Wege\n\nZuerst.\n\n- eins\n- zwei\n\nDanach.\n\n| a | b |\n|---|---|\n| c | d |\n\nUnten.\n\nZuletzt.\n"
    (root / "docs" / "assignments" / "wege.md").write_text(page, encoding="utf-8")
    assert main(["handout", "wege", "--root", str(root), "-o", str(tmp_path / f"a.{form}")]) == 0
    body = part(tmp_path / f"a.{form}", "word/document.xml" if form == "docx" else "content.xml")
    if form == "docx":
        styles = {"".join(p.itertext()): p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in body.iter(f"{W}p")}
    else:
        styles = {"".join(p.itertext()): p.get(f"{T}style-name") for p in body.iter(f"{T}p")}
    assert {words for words, style in styles.items() if style == "BelowList"} == {"Danach.", "Unten."}
