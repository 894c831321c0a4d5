"""Whatever people write, nothing raises: what is wrong becomes a problem with a place in the file."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesebuch import myst
from lesebuch.config_reading import read_config
from lesebuch.editorial import bind, read_chapter, read_chronology, read_lock
from lesebuch.editorial.bibtex import read_references
from lesebuch.editorial.documents import pieces_of
from lesebuch.editorial.links import check_links
from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.model import Markup, Reader, Registered, Rights
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Problem, Where
from lesebuch.sources import load
from lesebuch.stage_memory import Nothing

MINI = Path(__file__).parents[1] / "roots" / "mini"
CHAPTER = (MINI / "corpus" / "brunnen.md").read_text(encoding="utf-8")
LOCK = (MINI / "corpus" / "passages.lock").read_text(encoding="utf-8")
SOURCE = load(MINI / "seeds" / "brunnen.txt")[0]
PIECES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        ["---\n", ":::\n", ":::{event} 2020\n", ":id: x\n", ":at: p1, p99\n", "{at: 1}", "null", "[]", "{}", "- ", ": ", '"',
         "p3", "99", "0", "-1", "1-99", "15-1", "“", "„", "..", "\n", "\t", "&a", "*a", "!!python/object:os.system x", "\\"]
    ),
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> str:
    """A text with a few stretches replaced by something else."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(start + draw(st.integers(0, 30)), len(text))
        text = text[:start] + draw(PIECES) + text[end:]
    return text


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(tempfile.mkdtemp())


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", errors="replace")
    return path


def page(text: str, name: str) -> ScannedMarkup:
    markup = Markup(text, Where(name, 1))
    return ScannedMarkup(markup, myst.scan(markup), ("a",), whole=True)


def assert_placed(problems: list[Problem], path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n") + 2
    for problem in problems:
        assert problem.where.path.endswith(path.name)
        assert 0 <= problem.where.line <= lines
        assert problem.message


QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@QUIET
@given(text=spoilt(CHAPTER), with_text=st.booleans())
def test_chapter_file(folder: Path, text: str, with_text: bool) -> None:
    path = write(folder, "brunnen.md", text)
    file, problems = read_chapter(path)
    if file is None:
        assert problems
    else:
        registered = Registered("brunnen.txt", "", "text 1", "", Rights.OPEN, Where("seeds/register.yaml", 1))
        assert SOURCE
        source = normalise(SOURCE)[0] if with_text else None
        lock = read_lock(MINI / "corpus" / "passages.lock")[0]
        assert lock
        chapter, found = bind(file, registered, source, lock["brunnen"])
        problems += found
        problems += check_links(Reader((chapter,)), pieces_of(Reader((chapter,)), [], Nothing()), frozenset())
        lengths = {passage.id: len(passage.text or "") for passage in chapter.passages}
        assert len(lengths) == len(chapter.passages)
        for note in (*chapter.annotations, *chapter.emendations):
            assert all(0 <= span.start <= span.end <= lengths[span.passage] for span in note.anchor.spans)
        ids = [note.id for note in (*chapter.annotations, *chapter.emendations)]
        assert len(set(ids)) == len(ids) or any("Two notes have the id" in p.message for p in problems)
    assert_placed(problems, path)


@QUIET
@given(text=spoilt((MINI / "corpus" / "chronology.md").read_text(encoding="utf-8")))
def test_chronology(folder: Path, text: str) -> None:
    path = write(folder, "chronology.md", text)
    _, problems = read_chronology(path)
    assert_placed(problems, path)


@QUIET
@given(text=spoilt(LOCK))
def test_lock(folder: Path, text: str) -> None:
    path = write(folder, "passages.lock", text)
    _, problems = read_lock(path)
    assert_placed(problems, path)


@QUIET
@given(text=spoilt((MINI / "reader.toml").read_text(encoding="utf-8")))
def test_config(folder: Path, text: str) -> None:
    path = write(folder, "reader.toml", text)
    _, problems = read_config(path)
    assert_placed(problems, path)


@QUIET
@given(text=spoilt((MINI / "docs" / "assignments" / "rundgang.md").read_text(encoding="utf-8")))
def test_markup(folder: Path, text: str) -> None:
    path = write(folder, "rundgang.md", text)
    text = path.read_text(encoding="utf-8")
    assert_placed(check_links(Reader(), [page(text, "rundgang.md")], frozenset()), path)


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        ("`{passage}` and ``{passage}`x` ``", []),
        ("```\n{passage}`x#p1`\n```", []),
        ("~~~\n{passage}`x#p1`\n~~~\n{entry}`y`", ["There is no glossary entry `y`."]),
        ("> ```\n> {passage}`x#p1`\n> ```\n\n    {entry}`y`\n\n% {entry}`y`\n\n<!-- {entry}`y` -->", []),
        ("{passage}`Absatz\n  drei <x#p1>`", ["There is no chapter `x`."]),
        ("{cite}`a,b`", ["docs/references.bib does not list `b`."]),
        ("{cite:t}`{siehe}b{, S. 3}`", ["docs/references.bib does not list `b`."]),
        (":::{passage} x\n:::", ["There is no chapter `x`."]),
    ],
)
def test_roles(markup: str, says: list[str]) -> None:
    found = check_links(Reader(), [page(markup, "a.md")], frozenset("a"))
    assert [problem.message for problem in found] == says


def test_references(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "references.bib"
    path.parent.mkdir()
    path.write_text(
        "@string{x = {y}}\n@comment{z,}\n @Book{ a-1 ,\n title={@misc{no,}}}\n@misc{b,\n}\n", encoding="utf-8"
    )
    assert read_references(tmp_path, ["docs/references.bib"]) == (frozenset({"a-1", "b"}), [])
    assert read_references(tmp_path / "docs", ["docs/references.bib"]) == (frozenset(), [])


def test_works_in_several_files(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "shared.bib").write_text("@misc{a,\n}\n@misc{Bote,\n}\n", encoding="utf-8")
    (tmp_path / "reader" / "own.bib").write_text("@misc{b,\n}\n\n@misc{bote,\n}\n", encoding="utf-8")
    keys, problems = read_references(tmp_path / "reader", ["../shared.bib", "own.bib", "none.bib"])
    assert keys == {"a", "b", "Bote", "bote"}
    assert [(problem.code, str(problem.where), problem.message) for problem in problems] == [
        (Code.DUPLICATE_ID, "own.bib:4", "The key `bote` is given in ../shared.bib, too."),
        (Code.UNREADABLE, "none.bib", "The file cannot be read: no such file or directory."),
    ]


def test_a_work_that_none_of_several_files_lists() -> None:
    files = ["../shared.bib", "own.bib"]
    found = check_links(Reader(), [page("{cite}`c`", "a.md")], frozenset("a"), bibliography=files)
    assert [problem.message for problem in found] == ["../shared.bib and own.bib do not list `c`."]
