"""Each code has a case that produces it; a code without one fails."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
import typst

from lesebuch.cli import check, main
from lesebuch.config import Edition
from lesebuch.pipeline import compare, read
from lesebuch.problems import Code, Severity

MINI = Path(__file__).parent / "roots" / "mini"


@dataclass(frozen=True)
class Case:
    code: Code
    path: str
    """The file that is changed."""
    old: str
    """What is replaced; empty: the whole file."""
    new: str | None
    """What stands there instead; None deletes the file."""
    where: str
    """Where the problem must be found; `path:line`, or the path alone."""
    says: str = ""
    """Words of the message."""
    edition: Edition = Edition.CLASS


def times(code: Code, item: str) -> tuple[Code, str, str, str, str]:
    """The beginning of a case: an item of `times`, on the last line but one of the front matter."""
    return code, "corpus/brunnen.md", "status: reviewed", f"times: [{item}]\nstatus: reviewed", "corpus/brunnen.md:20"


CASES = (
    Case(Code.UNREADABLE, "reader.toml", "", None, "reader.toml"),
    Case(
        Code.MERGE_CONFLICT,
        "corpus/ferry.md",
        "language: en",
        "<<<<<<< HEAD\nlanguage: en\n=======\nlanguage: de\n>>>>>>> other",
        "corpus/ferry.md:7",
        "Lines 7-11",
    ),
    Case(Code.NO_MARKUP, "corpus/brunnen.md", "{entry}`Salzau <salzau>`", "{entry}'salzau'", "corpus/brunnen.md:28"),
    Case(Code.BAD_YAML, "corpus/ferry.md", "language: en", "language: [en", "corpus/ferry.md:7"),
    Case(Code.BAD_YAML, "corpus/ferry.md", "language: en", "language: en\nlanguage: de", "corpus/ferry.md:8", "twice"),
    Case(Code.BAD_TOML, "reader.toml", 'language = "de"', "language = de", "reader.toml:3"),
    Case(Code.BAD_VALUE, "reader.toml", 'language = "de"', 'language = "deutsch"', "reader.toml:3", "a code such as"),
    Case(
        Code.BAD_VALUE, "reader.toml", 'language = "de"', 'baseurl = "www.salzau.example"', "reader.toml:3", "https://"
    ),
    Case(Code.DRAFT_WORDS, "reader.toml", 'language = "de"', 'language = "uk"', "reader.toml:3", "draft"),
    Case(Code.DRAFT_WORDS, "reader.toml", 'language = "de"', 'language = "pt-BR"', "reader.toml:3", "English"),
    Case(
        Code.NO_PART,
        "reader.toml",
        'seeds = ["seeds"]\n',
        'seeds = ["seeds"]\n\n[[part]]\ntitle = "Wasser"\nchapters = ["brunnen", "ferry"]\n',
        "reader.toml:9",
        "leitung",
    ),
    Case(
        Code.LOW_CONTRAST,
        "reader.toml",
        'seeds = ["seeds"]\n',
        'seeds = ["seeds"]\n[notes.law]\ncolour = "#ffee00"\n',
        "reader.toml:8",
        "light paper",
    ),
    Case(Code.MISSING_KEY, "corpus/ferry.md", "title: The ferry to Salzau\n", "", "corpus/ferry.md:2", "`title`"),
    Case(Code.MISSING_KEY, "corpus/brunnen.md", ":kind: language\n", "", "corpus/brunnen.md:37", "comparison"),
    Case(Code.MISSING_KEY, "corpus/brunnen.md", ":id: brunnen-offen\n", "", "corpus/brunnen.md:53", ":id:"),
    Case(Code.MISSING_KEY, "corpus/brunnen.md", ", reason: separator", "", "corpus/brunnen.md:11", "reason"),
    Case(Code.UNKNOWN_KEY, "corpus/ferry.md", "status: draft", "state: draft", "corpus/ferry.md:11", "status"),
    Case(Code.UNKNOWN_KEY, "corpus/ferry.md", ":::{annotation}", ":::{remark}", "corpus/ferry.md:16", "{annotation}"),
    Case(Code.UNKNOWN_KEY, "corpus/ferry.md", ":kind: context", ":art: context", "corpus/ferry.md:17", ":kind:"),
    Case(Code.UNKNOWN_KEY, "corpus/chronology.md", "{event}", "{annotation}", "corpus/chronology.md:3", "{event}"),
    Case(Code.UNKNOWN_KEY, "reader.toml", "editors", "editor", "reader.toml:4", "editors"),
    Case(Code.BAD_VALUE, "corpus/ferry.md", "status: draft", "status: done", "corpus/ferry.md:11", "reviewed"),
    Case(Code.BAD_VALUE, "corpus/ferry.md", "lines: 1-5", "lines: 5-1", "corpus/ferry.md:2", "1-35"),
    Case(Code.BAD_VALUE, "corpus/ferry.md", 'p1 "the well ran dry"', "p1 the well", "corpus/ferry.md:16", "no anchor"),
    Case(Code.BAD_VALUE, "reader.toml", 'editors = ["Redaktion Salzau"]', 'editors = "x"', "reader.toml:4"),
    Case(
        Code.BAD_VALUE,
        "reader.toml",
        'seeds = ["seeds"]',
        'seeds = ["seeds"]\nfonts = ["x"]',
        "reader.toml",
        "no such folder",
    ),
    Case(
        Code.NO_PICTURE,
        "corpus/brunnen.md",
        "status: reviewed",
        "pictures: [{of: a.png, file: brunnen/a.png, alt: Ein Rad}]\nstatus: reviewed",
        "corpus/brunnen.md:20",
        "pictures/brunnen/a.png",
    ),
    Case(Code.BAD_EDTF, "corpus/brunnen.md", "{event} 1995\n", "{event} 1995-13\n", "corpus/brunnen.md:47"),
    Case(Code.BAD_EDTF, "corpus/brunnen.md", '"1998-04-12"', '"12.04.1998"', "corpus/brunnen.md:5", "1998-04-12 ("),
    Case(Code.BAD_EDTF, "corpus/brunnen.md", '"1998-04-12"', "431 v. Chr.", "corpus/brunnen.md:5", "write -0430 ("),
    Case(Code.BAD_EDTF, "corpus/brunnen.md", '"1998-04-12"', "[1998, 1999]", "corpus/brunnen.md:5", "quotation marks"),
    Case(Code.BAD_EDTF, "corpus/brunnen.md", '"1998-04-12"', "{1998}", "corpus/brunnen.md:5", "quotation marks"),
    Case(Code.BAD_EDTF, "reader.toml", "2024-05-01", "1. Mai 2024", "reader.toml:5", "write 2024-05-01 ("),
    Case(Code.MISSING_METADATA, "corpus/ferry.md", "published: null\n", "", "corpus/ferry.md:2", "`published`"),
    Case(
        Code.DUPLICATE_ID, "corpus/chronology.md", ":id: leitung-fertig", ":id: brunnen-offen", "corpus/chronology.md:3"
    ),
    Case(
        Code.DUPLICATE_ID,
        "corpus/brunnen.md",
        ":kind: language\n",
        ":kind: language\n:id: eimer\n",
        "corpus/brunnen.md:37",
    ),
    Case(Code.MISSING_SOURCE, "seeds/brunnen.txt", "", None, "seeds/register.yaml:4"),
    Case(Code.RESTRICTED_SOURCE, "seeds/leitung.txt", "", None, "seeds/register.yaml:14"),
    Case(Code.CHANGED_SOURCE, "seeds/brunnen.txt", "Salzau", "Selzau", "seeds/register.yaml:4"),
    Case(Code.UNREGISTERED_SOURCE, "corpus/ferry.md", "file: ferry.md", "file: fähre.md", "corpus/ferry.md:2"),
    Case(
        Code.CHANGED_EXTRACTION,
        "seeds/register.yaml",
        "text_sha256: af1d",
        "text_sha256: bf1d",
        "seeds/register.yaml:4",
    ),
    Case(Code.ANCHOR_NOT_FOUND, "corpus/ferry.md", "ran dry", "ran wet", "corpus/ferry.md:16", "do not occur in p1"),
    Case(
        Code.ANCHOR_NOT_FOUND, "corpus/ferry.md", 'p1 "the well', 'p9 "the well', "corpus/ferry.md:16", "no passage p9"
    ),
    Case(Code.ANCHOR_NOT_FOUND, "corpus/brunnen.md", ":at: p2\n", ":at: p7\n", "corpus/brunnen.md:49", "no passage p7"),
    Case(
        Code.ANCHOR_NOT_FOUND,
        "corpus/leitung.md",
        "is: byline}",
        "is: byline}\n  - {at: 3, is: lead}",
        "corpus/leitung.md:13",
    ),
    Case(
        Code.ANCHOR_NOT_FOUND, "corpus/leitung.md", "am 3. Mai 1998", "am 4. Mai 1998", "corpus/leitung.md:6", "line 4"
    ),
    Case(Code.ANCHOR_NOT_FOUND, "seeds/register.yaml", "lines: 17,", "lines: 17-30,", "seeds/register.yaml:4"),
    Case(
        Code.BAD_VALUE,
        "seeds/register.yaml",
        "newsletter call}",
        "duplicate, of: quelle}",
        "seeds/register.yaml:4",
        "quelle",
    ),
    Case(Code.ANCHOR_AMBIGUOUS, "corpus/brunnen.md", 'p1 "das Rad"', 'p1 "das"', "corpus/brunnen.md:26", "2 times"),
    Case(
        Code.OVERLAP,
        "corpus/leitung.md",
        "is: byline}",
        "is: byline}\n  - {at: '1 \"Streit\"', is: drop, reason: x}",
        "corpus/leitung.md:13",
    ),
    Case(Code.OVERLAP, "seeds/register.yaml", "lines: 17,", "lines: 15-17,", "seeds/register.yaml:4"),
    Case(Code.LOST_TEXT, "corpus/leitung.md", "lines: 1-8", "lines: 1-6", "seeds/leitung.txt:8", "Beide Seiten"),
    Case(
        Code.PASSAGE_CHANGED,
        "corpus/leitung.md",
        "{at: 2, is: byline}",
        "{at: 2, is: drop, reason: x}",
        "corpus/leitung.md:2",
        "gone: b1",
    ),
    Case(
        Code.PASSAGE_CHANGED,
        "corpus/passages.lock",
        "a7a707ae8084f2fb",
        "0000000000000000",
        "corpus/leitung.md:2",
        "p1",
    ),
    Case(Code.PASSAGE_UNLOCKED, "corpus/passages.lock", "", None, "corpus/passages.lock"),
    Case(
        Code.PASSAGE_UNLOCKED,
        "corpus/passages.lock",
        "leitung p3 paragraph 48 82333becac89d529\n",
        "",
        "corpus/leitung.md:2",
        "p3",
    ),
    Case(
        Code.DEAD_PASSAGE,
        "docs/assignments/rundgang.md",
        "`brunnen#p2`",
        "`brunnen#p5`",
        "docs/assignments/rundgang.md:3",
    ),
    Case(
        Code.DEAD_PASSAGE,
        "docs/assignments/rundgang.md",
        "{passage} leitung#p2",
        "{passage} leitung#h1",
        "docs/assignments/rundgang.md:9",
    ),
    Case(Code.DEAD_PASSAGE, "corpus/brunnen.md", "<leitung#p1>", "<leiter#p1>", "corpus/brunnen.md:24", "no chapter"),
    Case(Code.DEAD_PASSAGE, "corpus/chronology.md", "ferry#p3", "ferry#p8", "corpus/chronology.md:3"),
    Case(Code.UNKNOWN_ENTRY, "corpus/brunnen.md", "`Salzau <salzau>`", "`Salzau <selzau>`", "corpus/brunnen.md:28"),
    Case(Code.UNKNOWN_ENTRY, "glossary/brunnen.md", "see: [salzau]", "see: [selzau]", "glossary/brunnen.md"),
    Case(Code.UNKNOWN_ENTRY, "corpus/brunnen.md", "entry: null", "entry: quelle", "corpus/brunnen.md:19"),
    Case(
        Code.NO_COORDINATES,
        "docs/assignments/rundgang.md",
        "# Ein Rundgang\n",
        "# Ein Rundgang\n\n```{map}\n:caption: Wo das war\n:places: salzau\n```\n",
        "docs/assignments/rundgang.md:5",
        "salzau",
    ),
    Case(
        Code.UNUSED_ENTRY,
        "glossary/hartmann.md",
        "term: Ada Hartmann\nvariants: [Hartmann]",
        "term: Ada Lehmann",
        "glossary/hartmann.md",
    ),
    Case(Code.CLASHING_FORM, "glossary/brunnen.md", "variants: [well]", "variants: [well, Wasserwerk]", "glossary"),
    Case(Code.UNUSED_RULE, "corpus/brunnen.md", 'p3 "Brunnen"\'', 'p3 "Rat"\'', "corpus/brunnen.md:19"),
    Case(*times(Code.UNUSED_RULE, """{at: 'p3 "Rat"', edtf: null}"""), "No time expression"),
    Case(
        Code.UNUSED_RULE,
        "corpus/brunnen.md",
        ":to: Zähler\n",
        ":to: Zähler_\n",
        "corpus/brunnen.md:59",
        "what the source has",
    ),
    Case(*times(Code.UNUSED_RULE, """{at: 'p2 "drei Jahren"', edtf: 1995}"""), "have this date"),
    Case(*times(Code.BAD_EDTF, """{at: 'p2 "drei Jahren"', edtf: 1995-13}"""), "edtf"),
    Case(*times(Code.BAD_VALUE, "{at: p2, edtf: 1995}"), "needs its words"),
    Case(*times(Code.BAD_VALUE, """{at: 'p2 "Jahren" .. p3 "Mai"', edtf: null}"""), "one passage"),
    Case(*times(Code.MISSING_KEY, """{at: 'p2 "drei Jahren"'}"""), "edtf"),
    Case(*times(Code.ANCHOR_NOT_FOUND, """{at: 'p2 "vier Jahren"', edtf: 1994}"""), "vier Jahren"),
    Case(Code.EVENT_OUTSIDE, "corpus/brunnen.md", ":at: p2\n", ":at: leitung#p2\n", "corpus/brunnen.md:49"),
    Case(
        Code.UNKNOWN_REFERENCE,
        "corpus/brunnen.md",
        "{cite}`bote-1998-rat`",
        "{cite}`bote-1999`",
        "corpus/brunnen.md:23",
    ),
    # The number of the first note on p1 stands behind that of the second.
    Case(
        Code.NOTE_ORDER,
        "corpus/brunnen.md",
        'p2 "40 Meter tief"',
        'p1 "Salzau hat"',
        "corpus/brunnen.md:37",
        "behind p1-das-rad",
    ),
    Case(
        Code.LIST_IN_TEXT,
        "corpus/chronology.md",
        "Die Leitung soll fertig werden.",
        "Die Leitung soll fertig werden, und zwar am\n1. August, nicht später.",
        "corpus/chronology.md:7",
        "1. August, nicht",
    ),
    Case(
        Code.NO_GLYPH,
        "corpus/chronology.md",
        "fertig werden.",
        "fertig\nwerden \U0001f600.",
        "corpus/chronology.md:7",
        "GRINNING",
    ),
    Case(
        Code.DATES_DISAGREE,
        "corpus/chronology.md",
        "{event} 2001~\n:id: leitung-fertig\n:at: leitung#p1, ferry#p3\nDie Leitung soll fertig werden.",
        "{event} 1998-06-03\n:id: leitung-fertig\n:at: leitung#p1\nDas Wasserwerk hat eine Leitung nach Salzau angekündigt.",
        "corpus/chronology.md:3",
        "leitung#p1",
    ),
    Case(
        Code.TEXTS_WITHHELD,
        "seeds/register.yaml",
        "  rights: restricted\n",
        "  rights: closed\n",
        "seeds/register.yaml:18",
        edition=Edition.PUBLIC,
    ),
)


def _spoil_container(root: Path) -> None:
    """A source whose checksum is right and whose content is not what its name says."""
    (root / "seeds" / "plan.docx").write_bytes(b"no archive at all")
    digest = hashlib.sha256(b"no archive at all").hexdigest()
    with (root / "seeds" / "register.yaml").open("a", encoding="utf-8") as register:
        register.write(
            f"\n- file: plan.docx\n  sha256: {digest}\n  extractor: docx 1\n  text_sha256: {digest}\n  rights: open\n"
        )


def _damage_a_page(root: Path) -> None:
    """A registered PDF of two pages, the second of which does not unpack."""
    pdf = io.BytesIO()
    with pikepdf.open(io.BytesIO(typst.compile(b"Ein Satz.\n#pagebreak()\nNoch einer."))) as document:
        document.pages[1].obj.Contents.write(b"nothing packed", filter=pikepdf.Name.FlateDecode)
        document.save(pdf, compress_streams=False)
    (root / "seeds" / "plan.pdf").write_bytes(pdf.getvalue())
    digest = hashlib.sha256(pdf.getvalue()).hexdigest()
    with (root / "seeds" / "register.yaml").open("a", encoding="utf-8") as register:
        register.write(f"\n- file: plan.pdf\n  sha256: {digest}\n  extractor: pdf 1\n  rights: open\n")


def _add_page(text: str) -> Callable[[Path], None]:
    """A site with a start page, and another page."""

    def add(root: Path) -> None:
        docs = root / "docs"
        (docs / "conf.py").write_text('extensions = ["lesebuch"]\n', encoding="utf-8")
        (docs / "index.md").write_text("# A\n\n```{bibliography}\n```\n", encoding="utf-8")
        (docs / "page.md").write_text(text, encoding="utf-8")

    return add


def _spoil_references(root: Path) -> None:
    with (root / "docs" / "references.bib").open("a", encoding="utf-8") as stream:
        stream.write("@misc{open, title = {A\n")


def _show_a_picture(root: Path) -> None:
    """One of which no words say what it shows."""
    (root / "seeds" / "pictures").mkdir()
    (root / "seeds" / "pictures" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    path = root / "corpus" / "brunnen.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("status:", "pictures: [{of: a.png, file: a.png}]\nstatus:", 1), encoding="utf-8")


def put(path: Path) -> None:
    """A file with a sentence of its own."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"Hier steht, was in {path.name} steht.\n", encoding="utf-8")


def _show_nobody(root: Path) -> None:
    """Texts name no entry, and a page is to show who is named with whom."""
    _add_page("# A\n\n```{who-with-whom}\n```\n")(root)
    shutil.rmtree(root / "glossary")
    (root / "glossary").mkdir()


SPECIAL: dict[Code, Callable[[Path], None]] = {
    Code.BAD_SOURCE: _spoil_container,
    Code.DAMAGED_SOURCE: _damage_a_page,
    Code.UNKNOWN_MARKUP: _add_page("# A\n\n{pasage}`brunnen#p1`\n"),
    Code.BAD_MARKUP: _add_page("## A\n"),
    Code.DEAD_LINK: _add_page("# A\n\n[x](nirgends.md)\n"),
    Code.UNLISTED_PAGE: _add_page("# A\n"),
    Code.NOT_PRINTED: _add_page("# A\n\n{eq}`a`\n"),
    Code.NOTHING_TO_SHOW: _show_nobody,
    Code.BAD_BIBTEX: _spoil_references,
    Code.UNDESCRIBED_PICTURE: _show_a_picture,
    Code.UNLISTED_SOURCE: lambda root: put(root / "seeds" / "deich.txt"),
    Code.UNREAD_FILE: lambda root: (root / "corpus" / "deich.txt").touch(),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


def test_the_root_without_a_change_has_no_problem() -> None:
    reader, problems = read(MINI)
    assert problems == []
    assert compare(reader) == []


def test_each_code_has_a_case() -> None:
    assert {case.code for case in CASES} | set(SPECIAL) == set(Code)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.where}")
def test_code(case: Case, root: Path) -> None:
    path = root / case.path
    if case.new is None:
        path.unlink()
    else:
        before = path.read_text(encoding="utf-8")
        assert case.old in before
        path.write_text(before.replace(case.old, case.new, 1), encoding="utf-8")
    reader, problems = read(root, case.edition)
    found = [problem for problem in [*problems, *compare(reader)] if problem.code is case.code]
    places = [str(problem.where) for problem in found]
    assert any(place == case.where or place.startswith((case.where + ":", case.where + "/")) for place in places), (
        places
    )
    assert any(case.says in problem.message for problem in found), found


@pytest.mark.parametrize("code", SPECIAL, ids=str)
def test_special_code(code: Code, root: Path) -> None:
    SPECIAL[code](root)
    assert code in [problem.code for problem in read(root)[1]]


def test_of_a_folder_of_sources_only_what_could_be_one_is_missed(root: Path) -> None:
    seeds = root / "seeds"
    for name in ("README.md", "deich.png", ".deich.txt", "deich_files/frame.html", "pictures/deich.svg"):
        put(seeds / name)
    shutil.copy(seeds / "ferry.md", seeds / "copy.md")
    (seeds / "leitung.txt").rename(seeds / "anders.txt")
    assert read(root)[1] == []
    put(seeds / "Deich.HTML")
    (said,) = read(root)[1]
    assert (said.code, str(said.where), said.severity) == (Code.UNLISTED_SOURCE, "seeds/Deich.HTML", Severity.INFO)
    assert "`lesebuch add" in said.code.hint
    register = seeds / "register.yaml"
    before = register.read_text(encoding="utf-8")
    register.write_text(before.replace("rights: restricted", "rights: closed"), encoding="utf-8")
    assert Code.UNLISTED_SOURCE not in {problem.code for problem in read(root)[1]}, "the register is in doubt"
    register.write_text(before, encoding="utf-8")
    # Of those that a public edition must not look for some may have other names.
    assert read(root, Edition.PUBLIC)[1] == []


def test_exit_code_is_1_for_errors_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", "--root", str(root)]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    (root / "corpus" / "passages.lock").unlink()
    assert main.main(["check", "--root", str(root)]) == 0
    assert "1 warning" in capsys.readouterr().out
    (root / "glossary" / "brunnen.md").unlink()
    assert main.main(["check", "--root", str(root)]) == 1
    out = capsys.readouterr().out
    assert "There is no glossary entry `brunnen`. [unknown-entry]" in out
    assert "Write the entry, or correct the name." in out


def test_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "seeds" / "leitung.txt").unlink()
    assert main.main(["check", "--root", str(root), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["summary"] == {"error": 0, "warning": 0, "info": 1}
    [problem] = answer["problems"]
    assert problem["code"] == "restricted-source"
    assert problem["path"].endswith("seeds/register.yaml")
    assert problem["line"] == 14


def test_problems_are_sorted_by_place(root: Path) -> None:
    chapter = root / "corpus" / "brunnen.md"
    chapter.write_text(chapter.read_text().replace("p1", "p9").replace("bote-1998-rat", "x"))
    places = [problem.where for problem in read(root)[1]]
    assert places == sorted(places)
    assert len(places) > 4


def test_table_of_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", "--codes"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(Code) + 2
    for code in Code:
        assert code.severity in Severity
        assert f"| `{code}` | {code.severity} | {code.summary} | {code.hint} |" in lines


def test_summary_counts(root: Path) -> None:
    (root / "seeds" / "leitung.txt").unlink()
    reader, problems = read(root)
    assert check.summary(problems, reader) == "3 chapters (1 without text), 4 glossary entries, 4 events: 1 note."


def test_a_page_in_no_list_is_told_of_the_list_that_is_nearest(tmp_path: Path) -> None:
    root = tmp_path / "reader"
    shutil.copytree(MINI, root)
    assignments = root / "docs" / "assignments"
    assignments.mkdir(exist_ok=True)
    (assignments / "neu.md").write_text("---\nlevel: Klasse 8\n---\n\n# Neu\n", "utf-8")
    (root / "docs" / "conf.py").write_text('extensions = ["lesebuch"]\n', "utf-8")
    (root / "docs" / "seite.md").write_text("# Seite\n", "utf-8")
    (root / "docs" / "index.md").write_text("# Los\n\n```{toctree}\nassignments/index\n```\n", "utf-8")

    def hints() -> dict[str, str]:
        found = read(root)[1]
        return {str(p.where).partition(":")[0]: p.hint for p in found if p.code is Code.UNLISTED_PAGE}

    said = hints()
    assert said["docs/seite.md"].startswith("Add a line `seite` to the {toctree} of docs/index.md, or begin it with")
    assert "`assignments/neu`" in said["docs/assignments/neu.md"]
    assert said["docs/assignments/neu.md"].endswith("of docs/index.md, or write `orphan: true` into its front matter.")
    (assignments / "index.md").write_text("# Aufgaben\n\n```{toctree}\nrundgang\n```\n", "utf-8")
    assert hints()["docs/assignments/neu.md"].startswith(
        "Add a line `neu` to the {toctree} of docs/assignments/index.md,"
    )
    # A list does not name the page that it stands on.
    (root / "docs" / "index.md").write_text("# Los\n\n```{toctree}\nseite\n```\n", "utf-8")
    assert "`assignments/index` to the {toctree} of docs/index.md" in hints()["docs/assignments/index.md"]


def test_a_chapter_that_was_renamed_by_hand_is_told_how_its_links_follow(tmp_path: Path) -> None:
    root = Path(shutil.copytree(MINI, tmp_path / "reader"))
    assert main.main(["lock", "--root", str(root)]) == 0
    (root / "corpus" / "brunnen.md").rename(root / "corpus" / "quelle.md")
    said = [p for p in read(root)[1] if p.code is Code.PASSAGE_UNLOCKED and "`brunnen`" in p.message]
    assert [str(p.where) for p in said] == ["corpus/quelle.md:1"]
    assert "`lesebuch rename brunnen quelle`" in said[0].hint
    (root / "corpus" / "quelle.md").rename(root / "corpus" / "brunnen.md")
    assert main.main(["rename", "brunnen", "quelle", "--kind", "chapter", "--root", str(root)]) == 0
    assert not [p for p in read(root)[1] if p.code is Code.PASSAGE_UNLOCKED]
