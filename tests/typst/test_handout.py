"""`lesebuch handout`."""

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdf
import pytest
from printed import ASSIGNMENT, boxes, laid_out, letters, needs_poppler

import warm
from lesebuch.cli.main import main
from lesebuch.config import Edition
from lesebuch.model import PassageKind
from lesebuch.pipeline import read
from lesebuch.presentation.orders import UNLINED, Fold
from lesebuch.typst import printing
from lesebuch.typst.imposition import imposed, pairs
from lesebuch.typst.linebreaks import line_starts


def text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_it_holds_the_chapter_and_what_belongs_to_it(handout: Path) -> None:
    found = letters(text(handout))
    wanted = [
        "Ein Brunnen für alle",
        "Gemeint sind Bohrmeter",
        "Der alte Brunnen versiegt",
        "Worterklärungen",
        "Name:",
        "Datum:",
    ]
    assert [words for words in wanted if letters(words) not in found] == []


def test_a_program_of_its_own_makes_the_same_bytes(root: Path, tmp_path: Path, handout: Path) -> None:
    out = tmp_path / "sheet.pdf"
    command = [warm.COLD, "-m", "lesebuch.cli.main", "handout", "brunnen", "--root", str(root), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes() == handout.read_bytes()


def test_it_holds_nothing_of_other_chapters(handout: Path) -> None:
    found = letters(text(handout))
    assert letters("Das Wasserwerk kündigt eine Leitung an") not in found
    assert letters("Ein Bericht aus der Sicht des Wasserwerks") not in found
    assert "Chronologie" not in found


def test_it_is_a4_with_every_fifth_line_numbered(handout: Path) -> None:
    page = pypdf.PdfReader(handout).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    numbers = [line.strip() for line in text(handout).splitlines() if line.strip().isdigit()]
    assert "5" in numbers


def test_an_unknown_chapter_is_answered_with_names_that_look_like_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", "brunen", "--root", str(root)]) == 2
    assert "There is no chapter 'brunen'. Did you mean `brunnen`?" in capsys.readouterr().err


def test_a_file_of_others_is_not_overwritten_without_being_asked(
    root: Path, tmp_path: Path, handout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.pdf"
    mine.write_bytes(b"something else")
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(mine)]) == 2
    assert "--force" in capsys.readouterr().err
    assert mine.read_bytes() == b"something else"
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(mine), "--force"]) == 0
    assert mine.read_bytes() == handout.read_bytes()
    # One of ours may be made anew.
    assert main(["handout", "brunnen", "--root", str(root), "-o", str(mine)]) == 0


def test_without_the_text_it_says_so_and_has_the_rest(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "leitung.pdf"
    assert main(["handout", "leitung", "--root", str(root), "--edition", "public", "-o", str(out)]) == 0
    assert "The text of leitung is not at hand" in capsys.readouterr().err
    found = letters(text(out))
    assert letters("Anders klingt Hartmann selbst") in found
    assert letters("Sie soll 2001 fertig sein") not in found


def test_passages_come_with_what_belongs_to_them_alone(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "parts.pdf"
    chosen = ["brunnen#p3", "leitung#p2"]
    options = ["--title", "Vom Wasser", "--class", "8b", "--answers", "3"]
    assert main(["handout", *chosen, "--root", str(root), "-o", str(out), *options]) == 0
    reader = read(root, Edition.CLASS)[0]
    found = letters(text(out))
    shown = {
        f"{chapter.slug}#{passage.id}"
        for chapter in reader.chapters
        for passage in chapter.passages
        if passage.kind.letter == "p" and passage.text and letters(passage.text)[:20] in found
    }
    assert shown == set(chosen)
    assert "Vom Wasser" in text(out)
    assert "Klasse: 8b" in text(out)
    assert "[…]" in text(out)


def test_a_sheet_lists_events_and_draws_none(root: Path, tmp_path: Path) -> None:
    chapter = root / "corpus" / "brunnen.md"
    event = "\n:::{event} 1998-0%d\n:id: probe-%d\n:at: p2\nProbe %d.\n:::\n"
    chapter.write_text(chapter.read_text("utf-8") + "".join(event % (n, n, n) for n in (5, 6)), encoding="utf-8")
    assert main(["handout", "brunnen#p2", "--root", str(root), "-o", str(tmp_path / "a.pdf")]) == 0
    found = letters(text(tmp_path / "a.pdf"))
    assert "Probe5" in found
    assert letters("Jan Feb März") not in found


def test_an_assignment_is_a_sheet_for_students_and_one_for_teachers(root: Path, tmp_path: Path) -> None:
    named = "\nSiehe {entry}`wasserwerk` und [den Ort](#salzau).\n"
    (root / "docs" / "assignments" / "rad.md").write_text(ASSIGNMENT + named, encoding="utf-8")
    student, teacher = tmp_path / "student.pdf", tmp_path / "teacher.pdf"
    assert main(["handout", "rad", "--root", str(root), "-o", str(student)]) == 0
    assert main(["handout", "rad", "--for", "teacher", "--root", str(root), "-o", str(teacher)]) == 0
    assert "Wozu dient das Rad?" in text(student)
    found = letters(text(student))
    wanted = {"Erfundener Betrieb": True, "Erfundener Ort": True, "Erfundene Mitarbeiterin": False}
    assert {words: letters(words) in found for words in wanted} == wanted
    assert "Ahornblatt" not in text(student)
    assert "Ahornblatt und Birnbaum" in text(teacher)


@pytest.mark.parametrize("page", ["a-woerter.md", "listen/woerter.md", "woerter.rst"])
def test_the_glossary_may_stand_on_any_page(root: Path, tmp_path: Path, page: str) -> None:
    command = ["handout", "brunnen", "--root", str(root), "-o"]
    assert main([*command, str(tmp_path / "before.pdf")]) == 0
    docs = root / "docs"
    (docs / page).parent.mkdir(exist_ok=True)
    (docs / "glossary.md").rename(docs / page)
    if page.endswith(".rst"):
        (docs / page).write_text("Glossar\n=======\n\n.. glossary-list::\n", encoding="utf-8")
    assert main([*command, str(tmp_path / "after.pdf")]) == 0
    assert text(tmp_path / "after.pdf") == text(tmp_path / "before.pdf")


def test_who_orders_answers_of_an_assignment_without_any_is_told(
    root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (root / "docs" / "assignments" / "ohne.md").write_text(
        "---\norphan: true\n---\n\n# Ohne\n\nWarum?\n", encoding="utf-8"
    )
    command = ["handout", "ohne", "--root", str(root), "-o", str(tmp_path / "ohne.pdf")]
    assert main([*command, "--for", "teacher"]) == 1
    assert capfd.readouterr().err.startswith("lesebuch: The assignment ohne has no {expected} answers. Leave out")
    assert main(command) == 0


def test_of_an_assignment_there_are_no_passages(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs" / "assignments" / "rad.md").write_text(ASSIGNMENT, encoding="utf-8")
    assert main(["handout", "rad#p1", "--root", str(root)]) == 2
    assert "rad is an assignment, and comes whole: write rad." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["brunnen#x", "brunnen#p1-", "rundgan"])
def test_what_is_not_there_is_no_sheet(root: Path, name: str) -> None:
    assert main(["handout", name, "--root", str(root)]) == 2


def test_a_passage_that_is_not_there_is_no_sheet(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "brunnen#p99", "--root", str(root)]) == 2
    assert "no passage p99" in capsys.readouterr().err


def test_large_print_has_large_letters(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "large.pdf"
    assert main(["handout", "brunnen", "--large-print", "--root", str(root), "-o", str(out)]) == 0
    sizes: dict[float, int] = {}

    def count(words: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        height = round(size * abs(matrix[3] or 1))
        sizes[height] = sizes.get(height, 0) + len(words)

    for page in pypdf.PdfReader(out).pages:
        page.extract_text(visitor_text=count)
    assert max(sizes, key=lambda size: sizes[size]) == 18


def test_large_print_has_no_small_letters_in_its_lists(root: Path, tmp_path: Path) -> None:
    sizes = {}
    for name, options in (("plain", []), ("large", ["--large-print"])):
        out = tmp_path / f"{name}.pdf"
        assert main(["handout", "brunnen", *options, "--root", str(root), "-o", str(out)]) == 0
        found: list[tuple[str, float]] = []

        def note(
            words: str,
            _cm: object,
            matrix: list[float],
            _font: object,
            size: float,
            found: list[tuple[str, float]] = found,
        ) -> None:
            found.append((words, size * abs(matrix[3] or 1)))

        for page in pypdf.PdfReader(out).pages:
            page.extract_text(visitor_text=note)
        listed = next(n for n, (words, _size) in enumerate(found) if "Literatur zu den" in words)
        sizes[name] = next(size for words, size in found[listed + 1 :] if "(" in words)
    assert sizes["large"] / sizes["plain"] == pytest.approx(18 / 11, rel=0.02)


@needs_poppler
@pytest.mark.parametrize(("options", "margin"), [([], 22), (["--large-print"], 18), (["--margin", "writing"], 22)])
def test_what_has_the_whole_width_ends_where_the_heads_of_pages_do(
    root: Path, tmp_path: Path, options: list[str], margin: float
) -> None:
    long = " ".join(["Wasserwerksleitungsbau"] * 40)
    event = f"\n:::{{event}} 1998-05\n:id: bau\n:at: p2\n{long}.\n:::\n"
    for path, more in ((root / "corpus" / "brunnen.md", event), (root / "glossary" / "salzau.md", f" {long}.\n")):
        path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    out = tmp_path / "a.pdf"
    assert main(["handout", "brunnen", *options, "--root", str(root), "-o", str(out)]) == 0
    # In points; a hyphen stands out by two.
    edge = (210 - margin) * 72 / 25.4
    ends = [box[2] for page in boxes(out) for box, _word in page]
    assert edge - 40 < max(ends) < edge + 4


@needs_poppler
def test_what_is_looked_up_has_the_width_of_text_and_notes(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert (
        main(["handout", "brunnen", "--margin", "notes", "--no-literature", "--root", str(root), "-o", str(out)]) == 0
    )
    beyond = (23 + 124 + 6) * 72 / 25.4
    found = [(page, [word for box, word in page if box[2] > beyond + 20]) for page in boxes(out)]
    notes = ["Hintergrund" in " ".join(aside) for _page, aside in found]
    (looked_up,) = [
        n for n, (page, _aside) in enumerate(found) if any("Worterklärungen" in word for _box, word in page)
    ]
    assert notes.index(True) < looked_up
    assert len(found[looked_up][1]) > 4
    assert not any(notes[looked_up:])


def test_heads_of_boxes_and_names_below_quotations_stand_nowhere_alone(root: Path, tmp_path: Path) -> None:
    box = ":::{hint}\nEs dreht sich, und das Wasser steigt, und wer es dreht, wird müde, und wer müde wird, dreht langsamer.\n:::\n"
    quotation = ":::{material} brunnen#p1\n:::\n"
    # What is too high for the rest of a page begins the next one: what follows ends at each height above its foot.
    space = ":::{workspace}\n:paper: blank\n:lines: "
    filler = "Nichts.\n\n"
    parts = [
        f"{space}{lines}\n:::\n\n{filler * filling}{what}\n"
        for what in (box, quotation)
        for lines in (21, 22, 23, 24)
        for filling in range(5)
    ]
    task = f"# Viel\n\n::::{{task}} Rad\n{''.join(parts)}Sagen Sie es.\n::::\n"
    (root / "docs" / "assignments" / "viel.md").write_text(task, encoding="utf-8")
    out = tmp_path / "viel.pdf"
    assert main(["handout", "viel", "--root", str(root), "-o", str(out)]) == 0
    # Without what stands at the head and at the foot of all.
    pages = [page[1:-1] for page in laid_out(out) if page[1:-1]]
    assert len(pages) >= len(parts)
    assert sum(line == "Hilfe" for page in pages for line in page) == 20
    assert [n for n, page in enumerate(pages) if page[-1] == "Hilfe" or page[0].startswith("—")] == []


def test_a_line_to_write_on_is_drawn_once(root: Path, tmp_path: Path) -> None:
    drawn = []
    for count in (1, 41):
        page = root / "docs" / "assignments" / "lang.md"
        page.write_text(
            f"# Lang\n\nZuvor.\n\n::::{{task}} Rad\n:answer-space: {count}\n\nSagen Sie es.\n::::\n", encoding="utf-8"
        )
        out = tmp_path / f"{count}.pdf"
        assert main(["handout", "lang", "--root", str(root), "-o", str(out)]) == 0
        contents = [page.get_contents() for page in pypdf.PdfReader(out).pages]
        drawn.append(
            sum(
                content.get_data().count(b"\nS\n") + content.get_data().count(b"\nf\n")
                for content in contents
                if content is not None
            )
        )
    assert drawn[1] - drawn[0] == 40


def test_few_lines_for_an_answer_stand_on_one_page(root: Path, tmp_path: Path) -> None:
    few, tasks = 7, 14
    told = "".join(
        f"::::{{task}} Rad\n:answer-space: {few}\n\n{'Sagen Sie es. ' * (1 + 12 * (n % 4))}\n::::\n\n"
        for n in range(tasks)
    )
    (root / "docs" / "assignments" / "viel.md").write_text(f"# Viel\n\n{told}", encoding="utf-8")
    out = tmp_path / "viel.pdf"
    assert main(["handout", "viel", "--root", str(root), "-o", str(out)]) == 0
    contents = [page.get_contents() for page in pypdf.PdfReader(out).pages]
    # Each line is drawn as an area.
    drawn = [content.get_data().count(b"\nf\n") for content in contents if content is not None]
    assert sum(drawn) == few * tasks
    assert [count % few for count in drawn] == [0] * len(contents)


def test_all_sheets_of_a_reader_are_made_at_once(root: Path, tmp_path: Path, handout: Path) -> None:
    # Called as a file of the template is.
    task = root / "docs" / "assignments" / "lists.md"
    task.write_text(f"---\norphan: true\n---\n\n{ASSIGNMENT}", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "typst-handouts", str(root / "docs")]
    for edition, wanted in (("class", {"lists", "lists-teacher"}), ("public", {"lists"})):
        out = tmp_path / edition
        done = subprocess.run(
            [*command, str(out), "-D", f"lesebuch_edition={edition}"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        # Whoever opens the folder sees sheets.
        made = {path.name.removesuffix(".pdf") for path in out.glob("[!.]*")}
        assert made == {"brunnen", "ferry", "leitung", "rundgang", *wanted}
        holding = {path.stem for path in out.glob("*.pdf") if "Ahornblatt" in text(path)}
        assert holding == wanted & {"lists-teacher"}
    # To know how lines are broken changes none of them, and moves no word.
    assert text(tmp_path / "class" / "brunnen.pdf") == text(handout)
    assert places(tmp_path / "class" / "brunnen.pdf") == places(handout)
    check_lines(root, tmp_path / "class", "brunnen")


def test_of_sheets_of_an_earlier_version_nothing_is_left_but_what_people_added(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "pictures").mkdir(parents=True)
    for name in (
        "gone.pdf",
        "gone.pdf.made-from",
        "gone.lines.json",
        "basics.typ",
        "words.typ",
        "shorter.json",
        "fitting.json",
    ):
        (out / name).write_bytes(b"x")
    (out / "gone.typ").write_text('#import "handout.typ": *\n', encoding="utf-8")
    (out / "pictures" / "0123abcd-dot.svg").write_bytes(b"x")
    for name in ("of-others.pdf", "of-others.typ", "pictures/of-others.svg"):
        (out / name).write_bytes(b"y")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "typst-handouts", str(root / "docs"), str(out)]
    subprocess.run([*command, "-D", "lesebuch_edition=public"], check=True)
    made = {f"{name}.pdf" for name in ("brunnen", "ferry", "leitung", "rundgang")}
    assert {path.name for path in out.glob("[!.]*")} == {*made, "of-others.pdf", "of-others.typ", "pictures"}
    assert [path.name for path in (out / "pictures").iterdir()] == ["of-others.svg"]


def check_lines(root: Path, folder: Path, slug: str) -> None:
    """What is said of the lines of a sheet is what the sheet shows."""
    chapter = read(root, Edition.CLASS)[0].chapter(slug)
    assert chapter is not None
    words = {passage.id: passage.text for passage in chapter.passages}
    starts = json.loads((folder / ".lesebuch-working" / f"{slug}.pdf.lines.json").read_text("utf-8"))
    assert set(starts) == {p.id for p in chapter.passages if p.kind not in {*UNLINED, PassageKind.HEADING} and p.text}
    printed = [line.strip() for line in text(folder / f"{slug}.pdf").splitlines()]
    counted = 0
    for name, found in starts.items():
        assert found[0] == 0
        assert found == sorted(found)
        for at, end in zip(found, [*found[1:], None], strict=True):
            counted += 1
            # Numbers of notes and the rest of a word that is broken stand between.
            first = re.findall(r"\w+", words[name][at:end])[1:4]
            assert any(all(word in line for word in first) for line in printed), (name, at)
    numbers = [int(line) for line in printed if line.isdecimal() and int(line) % 5 == 0]
    assert max(numbers) == counted - counted % 5


def test_a_reference_is_short_in_a_sentence_and_files_are_named_nowhere(root: Path, tmp_path: Path) -> None:
    task = "# Wege\n\nVergleichen Sie {passage}`brunnen#p1-p2` und {passage}`das <brunnen#p1>`.\n"
    (root / "docs" / "assignments" / "wege.md").write_text(task, encoding="utf-8")
    chapter = read(root, Edition.CLASS)[0].chapter("brunnen")
    assert chapter is not None
    assert main(["handout", "wege", "brunnen", "--root", str(root), "-o", str(tmp_path / "a.pdf")]) == 0
    found = " ".join(text(tmp_path / "a.pdf").replace("\u00a0", " ").split())
    assert f"Vergleichen Sie „{chapter.title}“, Abs. 1–2 und das." in found
    assert chapter.file not in found


def test_a_text_is_called_as_its_editors_call_it_and_a_quotation_has_its_title(root: Path, tmp_path: Path) -> None:
    file = root / "corpus" / "brunnen.md"
    file.write_text(file.read_text("utf-8").replace("\nlanguage:", "\nshort: Brunnen\nlanguage:", 1), encoding="utf-8")
    task = "# Wege\n\n::::{task} Eins\n:::{material} brunnen#p1-p2\n:::\n\nLesen Sie {passage}`brunnen#p3`.\n::::\n"
    (root / "docs" / "assignments" / "wege.md").write_text(task, encoding="utf-8")
    assert main(["handout", "wege", "--root", str(root), "-o", str(tmp_path / "a.pdf")]) == 0
    found = " ".join(text(tmp_path / "a.pdf").replace("\u00a0", " ").split())
    assert "Lesen Sie „Brunnen“, Abs. 3." in found
    assert "Ein Brunnen für alle, Abs. 1–2" in found


def test_a_place_and_a_day_go_with_the_passage_that_they_begin(root: Path, tmp_path: Path) -> None:
    path = root / "corpus" / "brunnen.md"
    item = "  - {at: '7 \"Vor\"', is: dateline}\nmentions:"
    path.write_text(path.read_text("utf-8").replace("mentions:", item, 1), encoding="utf-8")
    assert main(["lock", "--yes", "--root", str(root)]) == 0
    for chosen, there in (("brunnen#p2", True), ("brunnen#p3", False)):
        out = tmp_path / "a.pdf"
        assert main(["handout", chosen, "--root", str(root), "-o", str(out)]) == 0
        assert ("Vor" in {line.strip() for line in text(out).splitlines()}) is there


def test_space_to_draw_in_takes_its_room(root: Path, tmp_path: Path) -> None:
    high = {}
    for lines in (2, 20):
        space = f":::{{workspace}} Skizze\n:paper: squares\n:lines: {lines}\n:::\n\nEnde.\n\n" * 3
        (root / "docs" / "assignments" / "wege.md").write_text(f"# Wege\n\n{space}", encoding="utf-8")
        assert main(["handout", "wege", "--root", str(root), "-o", str(tmp_path / f"{lines}.pdf")]) == 0
        assert "Skizze" in text(tmp_path / f"{lines}.pdf")
        high[lines] = len(pypdf.PdfReader(tmp_path / f"{lines}.pdf").pages)
    assert high == {2: 1, 20: 3}


def test_a_row_with_a_cell_to_fill_in_is_as_high_as_a_line_to_write_on(root: Path, tmp_path: Path) -> None:
    page = root / "docs" / "assignments" / "rundgang.md"
    table = "\n\n| Ort | Wasser | Rad |\n|---|---|---|\n| Erstens | viel | |\n| Zweitens | wenig | alt |\n| Drittens | | |\n"
    page.write_text(page.read_text(encoding="utf-8") + table, encoding="utf-8")
    out = tmp_path / "rundgang.pdf"
    assert main(["handout", "rundgang", "--root", str(root), "-o", str(out)]) == 0
    first, second, third = (
        y for name in ("Erstens", "Zweitens", "Drittens") for _x, y, word in places(out) if word == name
    )
    assert abs(second - first) > 8 / 25.4 * 72 > abs(third - second)


def test_lines_begin_with_the_word_that_is_on_them() -> None:
    passages = {
        "p1": [("Im Winter – so sagt man – war ", True), ("der Brun", True), ("nen leer.", True)],
        "p2": [("…", True)],
        "p3": [
            ("Er sah sein", True),
            ("recte ihre Nachbarn wieder", False),
            (" am Wasserverteilerhäuschen stehen.", True),
        ],
    }
    # Signs of notes, the end and the middle of a word, and of what an emendation says between the words.
    lines = [
        "Im Winter – so sagt",
        "man – war der Brun-",
        "nen* leer.",
        "…",
        "Er sah sein [recte ihre",
        "Nachbarn wieder] am Wasser",
    ]
    lines += ["verteiler", "häuschen stehen."]
    starts = {"p1": [0, 20, 34], "p2": [0], "p3": [0, 12, 15, 15]}
    assert line_starts(passages, lines) == starts
    assert line_starts({}, ["Nichts"]) == {}
    # What is written to the left comes in another order, items have numbers, and the sign of a note stands high.
    turned = [("Nur das Rad dreht sich, sagt sie noch.", True)]
    assert line_starts({"p1": turned}, ["Rad das Nur", "noch sie sagt ,sich dreht"]) == {"p1": [0, 12]}
    items = {"p1": [("Wer drängt, wartet.", True)], "p2": [("Wer schreit, auch.", True)]}
    assert line_starts(items, ["1. Wer drängt, wartet.", "12. Wer schreit, auch."]) == {"p1": [0], "p2": [0]}
    noted = {"n1": [("1", True), (" Nur das Rad dreht sich.", True)]}
    assert line_starts(noted, ["Nur das Rad", "dreht sich."]) == {"n1": [0, 14]}


def test_a_line_is_found_again_behind_signs_that_are_not_in_the_text() -> None:
    words = "Der erste Satz endet hier. Der zweite Satz endet dort. Der dritte – er ist kurz – auch."
    lines = ["Der erste Satz 123456 endet", "hier. Der zweite", "Satz endet dort. Der dritte", "– er ist kurz – auch."]
    assert line_starts({"p1": [(words, True)]}, lines) == {"p1": [0, words.index("hier"), 38, words.index("– er")]}


def test_a_booklet_is_folded_in_its_middle() -> None:
    assert list(pairs(6, Fold.BOOKLET)) == [(None, 0), (1, None), (5, 2), (3, 4)]
    assert list(pairs(3, Fold.TWO_UP)) == [(0, 1), (2, None)]
    assert list(pairs(1, Fold.TWO_UP)) == [(0, 0)]
    for n in range(1, 14):
        for fold in Fold:
            found = [page for pair in pairs(n, fold) for page in pair if page is not None]
            assert set(found) == set(range(n))
            assert len(found) == n or (n, fold) == (1, Fold.TWO_UP)


@pytest.mark.parametrize(("language", "alone"), [("de", "/Half0"), ("ar", "/Half1")])
def test_what_runs_to_the_left_begins_on_the_right_half(language: str, alone: str) -> None:
    made = io.BytesIO()
    with pikepdf.new() as pages:
        for _ in range(3):
            pages.add_blank_page()
        pages.Root.Lang = language
        pages.save(made)
    with pikepdf.open(io.BytesIO(imposed(made.getvalue(), Fold.TWO_UP))) as sheets:
        assert list(sheets.pages[1].Resources.XObject.keys()) == [alone]


def test_two_pages_on_a_sheet_have_the_lines_of_the_whole_one(root: Path, tmp_path: Path, handout: Path) -> None:
    folded = tmp_path / "folded.pdf"
    order = ["handout", "brunnen", "--root", str(root), "-o", str(folded)]
    assert main([*order, "--two-up"]) == 0
    first = folded.read_bytes()
    assert [round(float(side)) for side in pypdf.PdfReader(folded).pages[0].mediabox[2:]] == [842, 595]
    chapter = read(root, Edition.CLASS)[0].chapter("brunnen")
    assert chapter is not None
    words = max((p.text or "" for p in chapter.passages), key=len)
    # The last words of lines, on the whole sheet and on half of one.
    ends = [
        [line.split()[-1] for line in text(made).splitlines() if len(line) > 30 and line.strip()[-25:] in words]
        for made in (handout, folded)
    ]
    assert ends[0] == ends[1] != []
    # It is known as ours, and made anew with the same bytes.
    assert main([*order, "--two-up"]) == 0
    assert folded.read_bytes() == first


def places(pdf: Path) -> list[tuple[float, float, str]]:
    """From the left and from the top, in points, what stands on the first page."""
    found: list[tuple[float, float, str]] = []
    page = pypdf.PdfReader(pdf).pages[0]

    def keep(words: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if words.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((x, float(page.mediabox[3]) - y, words))

    page.extract_text(visitor_text=keep)
    return found


def test_notes_stand_beside_their_lines(root: Path, tmp_path: Path, handout: Path) -> None:
    out = tmp_path / "notes.pdf"
    assert main(["handout", "brunnen", "--margin", "notes", "--root", str(root), "-o", str(out)]) == 0
    chapter = read(root, Edition.CLASS)[0].chapter("brunnen")
    assert chapter is not None
    beside = letters(" ".join(words for x, _y, words in places(out) if x > 23 / 25.4 * 72 + 124 / 25.4 * 72))
    assert [note.id for note in chapter.annotations if letters(note.body.text)[:12] not in beside] == []
    # The text is broken as it is without them.
    own = max((p.text or "" for p in chapter.passages), key=len)
    lines = [[line for line in text(made).splitlines() if line.strip()[-20:] in own] for made in (handout, out)]
    ends = [[line.split()[-1] for line in found if len(line) > 40] for found in lines]
    # A note stands in the file behind its mark, and so in some line.
    assert set() != set(ends[1]) <= set(ends[0])
    # Lines of notes are not counted.
    numbers = [
        [int(n) for n in text(made).split() if n in ("5", "10", "15", "20", "25", "30")] for made in (handout, out)
    ]
    assert max(numbers[0]) == max(numbers[1])


def test_no_note_stands_in_the_text_wherever_its_mark_is(root: Path, tmp_path: Path) -> None:
    chapter = read(root, Edition.CLASS)[0].chapter("brunnen")
    assert chapter is not None
    words = [(p.id, w) for p in chapter.passages if p.id[0] == "p" for w in re.findall(r"\w{4,}", p.text or "")]
    once = [(id_, w) for id_, w in words if (chapter.find(id_).text or "").count(w) == 1]
    notes = (
        f'\n:::{{annotation}} {id_} "{w}"\n:id: n{n}\n:kind: context\nNotiz.\n:::\n' for n, (id_, w) in enumerate(once)
    )
    path = root / "corpus" / "brunnen.md"
    path.write_text(path.read_text("utf-8") + "".join(notes), encoding="utf-8")
    out = tmp_path / "notes.pdf"
    assert main(["handout", "brunnen", "--margin", "notes", "--root", str(root), "-o", str(out)]) == 0
    placed = [x for x, _y, said in places(out) if "Notiz" in said]
    assert len(placed) > 20
    assert min(placed) > 23 / 25.4 * 72 + 124 / 25.4 * 72


def test_notes_for_which_there_is_no_room_beside_their_lines_follow(root: Path, tmp_path: Path) -> None:
    chapter = root / "corpus" / "brunnen.md"
    long = " ".join(f"Wort{n}" for n in range(600))
    note = "\n:::{annotation} p2\n:id: lang-%d\n:kind: context\nAnfang%d %s Ende%d.\n:::\n"
    chapter.write_text(chapter.read_text("utf-8") + "".join(note % (n, n, long, n) for n in (1, 2)), encoding="utf-8")
    out = tmp_path / "notes.pdf"
    assert main(["handout", "brunnen", "--margin", "notes", "--root", str(root), "-o", str(out)]) == 0
    found = text(out)
    assert [found.count(f"Ende{n}.") for n in (1, 2)] == [1, 1]
    assert "Weitere Anmerkungen" in found


def test_a_margin_to_write_in_has_lines(root: Path, tmp_path: Path, handout: Path) -> None:
    out = tmp_path / "writing.pdf"
    assert main(["handout", "brunnen", "--margin", "writing", "--root", str(root), "-o", str(out)]) == 0
    assert letters(text(out))[:500] == letters(text(handout))[:500]
    strokes = [pypdf.PdfReader(made).pages[0].get_contents() for made in (handout, out)]
    drawn = [content.get_data().count(b"\nf\n") for content in strokes if content is not None]
    assert drawn[1] > drawn[0] + 15


def test_what_is_folded_is_a_pdf(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "brunnen", "--booklet", "--root", str(root), "-o", str(tmp_path / "a.docx")]) == 2
    assert "makes a PDF alone" in capsys.readouterr().err


def test_a_sheet_is_printed_anew_for_its_own_sake_alone(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    one, other = tmp_path / "one.typ", tmp_path / "other.typ"
    one.write_text("1", encoding="utf-8")
    first = printing.fingerprint(one)
    other.write_text("2", encoding="utf-8")
    assert printing.fingerprint(one) == first
    for path in (one, tmp_path / "handout.typ", tmp_path / "words.typ"):
        path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
        assert printing.fingerprint(one) != first
        first = printing.fingerprint(one)


def test_what_is_left_out_in_a_row_has_one_mark_also_where_a_group_begins(tmp_path: Path) -> None:
    root = Path(__file__).parents[1] / "roots" / "blocks"
    out = tmp_path / "a.pdf"
    assert main(["handout", "zahlen#p7", "--root", str(root), "-o", str(out)]) == 0
    found = " ".join(text(out).split())
    assert re.search(r"CC BY-SA 4\.0 \[…\] (?!\[…\])", found)
    assert found.count("[…]") == 2
    # A place and a day in the head are told by what is known of the text.
    assert main(["handout", "gespraech#p3", "--root", str(root), "-o", str(out)]) == 0
    head, _, rest = " ".join(text(out).split()).partition("CC BY-SA 4.0")
    assert "[…]" not in head
    assert rest.strip().startswith("[…]")


@needs_poppler
def test_stanzas_that_are_quoted_stand_apart(tmp_path: Path) -> None:
    root = tmp_path / "reader"
    shutil.copytree(Path(__file__).parents[1] / "roots" / "blocks", root)
    (root / "docs" / "assignments").mkdir()
    page = "# Verse\n\n:::{passage} gedicht#p1-p2\n:::\n"
    (root / "docs" / "assignments" / "verse.md").write_text(page, encoding="utf-8")
    assert main(["handout", "verse", "--root", str(root), "-o", str(tmp_path / "a.pdf")]) == 0
    found = {word: box[3] for box, word in reversed(boxes(tmp_path / "a.pdf")[0])}
    assert found["Der"] - found["Schnur."] > 1.2 * (found["er"] - found["Der"])


def test_a_passage_comes_with_the_notes_that_its_source_has_on_it(root: Path, tmp_path: Path) -> None:
    source = "# Der Damm\n\nDer Damm[^1] steht.\n\nEr hält[^2].\n\n[^1]: Von 1921.\n[^2]: Bis heute.\n"
    (tmp_path / "damm.md").write_text(source, encoding="utf-8")
    assert main(["add", str(tmp_path / "damm.md"), "--root", str(root), "--open", "--licence", "CC0-1.0"]) == 0
    for chosen, there, absent in (("p2", "Bis heute", "Von 1921"), ("n1", "Von 1921", "Bis heute")):
        sheet = tmp_path / f"{chosen}.pdf"
        assert main(["handout", f"der-damm#{chosen}", "-o", str(sheet), "--root", str(root)]) == 0
        printed = text(sheet)
        assert there in printed
        assert absent not in printed
