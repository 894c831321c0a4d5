"""`lesebuch rename`: everything that names a thing follows, nothing else changes, and old addresses lead on."""

import shutil
from pathlib import Path

import pytest

from lesebuch.cli.main import main
from lesebuch.editing import together
from lesebuch.editing.lines import CannotEditError
from lesebuch.editing.references import Referent
from lesebuch.editing.rename import CannotRenameError, plan
from lesebuch.editing.together import JOURNAL, Change, finish, write_together
from lesebuch.pipeline import RENAMED, read
from lesebuch.problems import Code, Severity

MINI = Path(__file__).parents[1] / "roots" / "mini"
PAGE = """# Eine Seite

[Der Bericht](chapters/brunnen.md), [ein Absatz](chapters/brunnen.md#p2), {doc}`chapters/brunnen` und [Verweis][v].
`` {passage}`brunnen#p1` `` bleibt, wie es ist; brunnen#p1 steht als Wort da.

| Text | Stelle |
|---|---|
| {passage}`leitung#p1` | {passage}`brunnen#p1`, {passage}`so <brunnen#p2>` |

Ein {passage}`Verweis
<brunnen#p3>`, umbrochen.

> - {passage}`tief <brunnen#h1>`

````{note}
:::{passage} brunnen#p2
:::
````

```{toctree}
chapters/brunnen
Titel <chapters/brunnen>
chapters/leitung
```

```html
<a href="chapters/brunnen.html">bleibt</a>
```

[v]: chapters/brunnen.md
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    monkeypatch.chdir(folder)
    return folder


def rename(root: Path, old: str, new: str, kind: Referent | None = None) -> list[tuple[Path, int]]:
    planned = plan(root, old, new, kind)
    assert planned is not None
    write_together(root, planned.changes)
    return planned.left


def wrong(root: Path) -> list[str]:
    """What is wrong when no old name is known."""
    (root / RENAMED).unlink(missing_ok=True)
    return [str(problem) for problem in read(root)[1] if problem.severity is not Severity.INFO]


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        *((Referent.CHAPTER, slug) for slug in ("brunnen", "leitung", "ferry")),
        *((Referent.ENTRY, slug) for slug in ("brunnen", "salzau", "hartmann", "wasserwerk")),
        *((Referent.EVENT, slug) for slug in ("brunnen-offen", "leitung-plan", "leitung-fertig")),
    ],
)
def test_whatever_is_renamed_the_reader_is_as_right_as_before(root: Path, kind: Referent, old: str) -> None:
    before = wrong(root)
    rename(root, old, "no", kind)  # which YAML takes for another word
    after = [problem.replace("no.md", f"{old}.md") for problem in wrong(root)]
    assert after == before


def test_a_page_follows_in_all_its_markup_and_keeps_what_is_quoted(root: Path) -> None:
    path = root / "docs" / "seite.md"
    path.write_bytes(b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    left = rename(root, "brunnen", "quelle", Referent.CHAPTER)
    expected = PAGE.replace("brunnen", "quelle")
    for kept in ("`` {passage}`quelle#p1` `` bleibt", "quelle#p1 steht als Wort", '<a href="chapters/quelle.html">'):
        expected = expected.replace(kept, kept.replace("quelle", "brunnen"))
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()
    assert left == [(Path("docs/seite.md"), 4), (Path("docs/seite.md"), 27)]


def test_pages_in_a_linked_folder_follow(root: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "page.md").write_text("{passage}`brunnen#p1`\n", encoding="utf-8")
    (root / "docs" / "shared").symlink_to(shared)
    (shared / "back").symlink_to(root / "docs")
    rename(root, "brunnen", "quelle", Referent.CHAPTER)
    assert (shared / "page.md").read_text(encoding="utf-8") == "{passage}`quelle#p1`\n"


def test_a_definition_of_a_link_follows_in_the_first_line_too(root: Path) -> None:
    (root / "docs" / "seite.md").write_text("[v]: chapters/brunnen.md\n\n[Wort][v]\n", encoding="utf-8")
    rename(root, "brunnen", "quelle", Referent.CHAPTER)
    assert (root / "docs" / "seite.md").read_text(encoding="utf-8").startswith("[v]: chapters/quelle.md\n")


def test_assignments_and_quizzes_follow(root: Path) -> None:
    assignment = root / "docs" / "assignments" / "neu.md"
    assignment.write_text("---\norphan: true\ntexts: [brunnen, 'brunnen#p1-p2', leitung]\n---\n\n# Neu\n", "utf-8")
    quiz = root / "docs" / "quiz" / "neu.yaml"
    quiz.parent.mkdir(exist_ok=True)
    quiz.write_text(
        "title: Neu\nquestions:\n  - kind: choice\n    ask: Wo steht brunnen?\n    right: [brunnen]\n    wrong: [da]\n    see: ['brunnen#p1']\n",
        "utf-8",
    )
    assert rename(root, "brunnen", "quelle", Referent.CHAPTER) == []
    assert "texts: [quelle, 'quelle#p1-p2', leitung]" in assignment.read_text("utf-8")
    assert quiz.read_text("utf-8").splitlines()[3:] == [
        "    ask: Wo steht brunnen?", "    right: [brunnen]", "    wrong: [da]", "    see: ['quelle#p1']",
    ]  # fmt: skip


def test_links_within_chapters_are_relative_to_their_folder(root: Path) -> None:
    with (root / "corpus" / "ferry.md").open("a", encoding="utf-8") as stream:
        stream.write(
            "\n:::{annotation} p2\n:kind: context\nSiehe [dort](brunnen.md), nicht [da](../brunnen.md).\n:::\n"
        )
    rename(root, "brunnen", "quelle", Referent.CHAPTER)
    text = (root / "corpus" / "ferry.md").read_text(encoding="utf-8")
    assert "[dort](quelle.md), nicht [da](../brunnen.md)" in text


def test_order_and_parts_follow(root: Path) -> None:
    before = (root / "reader.toml").read_text(encoding="utf-8")
    ours = """
[[part]]
title = "Wasser: chapters = ['brunnen']"
chapters = [
  "leitung", # ] nicht "brunnen"
  'brunnen', "brunnenbau",
]
introduction = \"\"\"
Über chapters = ["brunnen"], {passage}`brunnen#p1`.
\"\"\"
"""
    (root / "reader.toml").write_text(f'chapters = ["brunnen"]\n{before}{ours}', encoding="utf-8")
    left = rename(root, "brunnen", "born", Referent.CHAPTER)
    after = (root / "reader.toml").read_text(encoding="utf-8")
    followed = ours.replace("  'brunnen', ", "  'born', ").replace("`brunnen#p1`", "`born#p1`")
    assert after == f'chapters = ["born"]\n{before}{followed}'
    assert not left


def test_maps_follow(root: Path) -> None:
    page = root / "docs" / "karte.md"
    text = "---\norphan: true\n---\n\n# Karte\n\n```{{map}}\n:places: {entry}, leitung {entry}\n:chapter: {chapter}\n:alt: brunnen\n```\n"
    page.write_text(text.format(entry="salzau", chapter="brunnen"), encoding="utf-8")
    rename(root, "salzau", "salz-au", Referent.ENTRY)
    rename(root, "brunnen", "der-brunnen", Referent.CHAPTER)
    assert page.read_text(encoding="utf-8") == text.format(entry="salz-au", chapter="der-brunnen")


def test_what_introductions_of_parts_name_follows(root: Path) -> None:
    path = root / "reader.toml"
    part = (
        '\n[[part]]\ntitle = "brunnen"\nchapters = ["{chapter}"]\n'
        'introduction = "Um {{entry}}`sie <{entry}>`, {{entry}}`{entry}`, salzau, {{passage}}`{chapter}#p1` und {{passage}}`so <{chapter}>`."\n'
    )
    before = path.read_text(encoding="utf-8")
    path.write_text(before + part.format(entry="salzau", chapter="brunnen"), encoding="utf-8")
    rename(root, "salzau", "salz-au", Referent.ENTRY)
    rename(root, "brunnen", "der-brunnen", Referent.CHAPTER)
    assert path.read_text(encoding="utf-8") == before + part.format(entry="salz-au", chapter="der-brunnen")


def test_duplicates_in_the_register_follow(root: Path) -> None:
    register = root / "seeds" / "register.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(
        text + "  outside:\n    - {lines: 99, reason: duplicate, of: 'brunnen'}  # so\n", encoding="utf-8"
    )
    rename(root, "brunnen", "quelle", Referent.CHAPTER)
    assert "reason: duplicate, of: quelle}  # so\n" in register.read_text(encoding="utf-8")


def test_ids_go_with_a_chapter_and_old_names_lead_on(root: Path) -> None:
    rename(root, "brunnen", "quelle", Referent.CHAPTER)
    rename(root, "quelle", "born", Referent.CHAPTER)
    reader, problems = read(root)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    assert reader.renamed.chapters == {"brunnen": "born", "quelle": "born"}
    chapter = reader.chapter("brunnen")
    assert chapter is not None
    assert chapter.slug == "born"
    lock = (root / "corpus" / "passages.lock").read_text(encoding="utf-8")
    assert "born p2 paragraph 173 6cd1a92638bffe99" in lock
    assert "brunnen" not in lock
    page = root / "docs" / "assignments" / "rundgang.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{passage}`brunnen#p2`\n", encoding="utf-8")
    assert not [problem for problem in read(root)[1] if problem.code is Code.DEAD_PASSAGE]
    rename(root, "born", "brunnen", Referent.CHAPTER)
    assert read(root)[0].renamed.chapters == {"born": "brunnen", "quelle": "brunnen"}


def test_an_entry_of_an_old_name_says_the_new_one(root: Path) -> None:
    rename(root, "salzau", "ort", Referent.ENTRY)
    page = root / "docs" / "assignments" / "rundgang.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{entry}`salzau`\n", encoding="utf-8")
    assert any("It is called `ort` now." in problem.hint for problem in read(root)[1])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("brunnen", "quelle", "name of a chapter and an entry"),
        ("leitung", "ferry", "There is a chapter `ferry` already"),
        ("leitung", "chronology", "already"),
        ("leitung", "Neu", "is no name"),
        ("leitun", "neu", "Did you mean `leitung`?"),
    ],
)
def test_what_cannot_be_is_said(root: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(CannotRenameError, match=says):
        plan(root, old, new)


def test_nothing_is_renamed_while_git_has_left_two_versions_of_a_file(root: Path) -> None:
    page = root / "corpus" / "leitung.md"
    text = page.read_text(encoding="utf-8") + "\n<<<<<<< HEAD\nSiehe `brunnen`.\n=======\nSiehe dort.\n>>>>>>> andere\n"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(CannotEditError, match=r"First correct this: corpus/leitung\.md:\d+: .*two versions"):
        plan(root, "brunnen", "quell")
    assert page.read_text(encoding="utf-8") == text


def test_a_name_that_leads_elsewhere_is_not_given_again(root: Path) -> None:
    rename(root, "leitung", "rohr")
    with pytest.raises(CannotRenameError, match="old name of `rohr`"):
        plan(root, "ferry", "leitung")
    (root / "corpus" / "ferry.md").rename(root / "corpus" / "leitung.md")
    assert any(p.code is Code.DUPLICATE_ID and "an old name of `rohr`" in p.message for p in read(root)[1])


def test_names_that_nothing_has_are_named_with_their_lines(root: Path) -> None:
    (root / RENAMED).write_text('[chapters]\nalt = "nirgends"\nX = 3\n[sonst]\n', encoding="utf-8")
    found = [(str(p.where), p.code) for p in read(root)[1] if p.where.path == RENAMED.as_posix()]
    assert found == [
        ("corpus/renamed.toml:2", Code.BAD_VALUE),
        ("corpus/renamed.toml:3", Code.BAD_VALUE),
        ("corpus/renamed.toml:4", Code.UNKNOWN_KEY),
    ]
    (root / RENAMED).write_text("[chapters\n", encoding="utf-8")
    assert any(p.code is Code.BAD_TOML and p.where.line == 1 for p in read(root)[1])


def test_a_dry_run_shows_lines_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main(["rename", "leitung", "rohr", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "corpus/chronology.md:5\n  - :at: leitung#p1, ferry#p3\n  + :at: rohr#p1, ferry#p3\n" in out
    assert "The chapter leitung would be rohr: " in out
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert main(["rename", "leitung", "rohr"]) == 0
    assert main(["rename", "leitung", "rohr"]) == 0
    assert "leitung is called rohr already" in capsys.readouterr().out


def test_if_a_file_cannot_be_written_none_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    write, calls = together._put, []

    def full(path: Path, data: bytes | None) -> None:
        calls.append(path)
        if len(calls) == 3:
            raise OSError(28, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr(together, "_put", full)
    assert main(["rename", "leitung", "rohr"]) == 1
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_what_was_changed_after_an_interruption_stays(root: Path) -> None:
    (root / "a.txt").write_text("alt", encoding="utf-8")
    (root / "b.txt").write_text("alt", encoding="utf-8")
    changes = [Change(Path(name), b"alt", b"neu") for name in ("a.txt", "b.txt")]
    journal = together.json.dumps([together._written(change) for change in changes])
    (root / JOURNAL).write_text(journal, encoding="utf-8")
    (root / "b.txt").write_text("eigen", encoding="utf-8")
    assert finish(root) == ["b.txt"]
    assert (root / "a.txt").read_text(encoding="utf-8") == "neu"
    assert (root / "b.txt").read_text(encoding="utf-8") == "eigen"
    assert not (root / JOURNAL).exists()


def test_an_edit_planned_on_other_files_is_not_written(root: Path) -> None:
    planned = plan(root, "leitung", "rohr")
    assert planned is not None
    (root / "corpus" / "chronology.md").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="changed meanwhile"):
        write_together(root, planned.changes)
    assert (root / "corpus" / "leitung.md").exists()


def test_what_is_left_in_the_chapter_itself_is_named_at_its_new_place(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "corpus" / "leitung.md"
    path.write_text(
        path.read_text("utf-8").replace("\n---\n", "\n---\n\nWie `corpus/leitung.md` entstand.\n", 1), "utf-8"
    )
    assert main(["rename", "leitung", "rohre", "--kind", "chapter"]) == 0
    assert "corpus/rohre.md:" in capsys.readouterr().err
