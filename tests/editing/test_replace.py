"""`lesebuch replace`: what editors wrote follows the words of a source that was corrected."""

import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesebuch.cli.main import main
from lesebuch.editing.alignment import Alignment
from lesebuch.editing.anchoring import Units, continued
from lesebuch.editing.ranges import Range, follow
from lesebuch.editorial.anchors import locate_range, parse
from lesebuch.folders import LOCK
from lesebuch.model import Passage, PassageKind, Subpassage
from lesebuch.pipeline import read
from lesebuch.problems import Severity, Where
from lesebuch.sources import EXTRACTORS, checksum, extract

MINI = Path(__file__).parents[1] / "roots" / "mini"
CORRECTED = """Salzauer Bote, Lokales

Ein Brunnen für alle | Ada Hartmann. 12.04.1998.

Salzau hat seit gestern wieder einen eigenen Brunnen. Die Bürgermeisterin drehte am Samstag das große Rad auf, und das Wasser lief.

Wie alles begann

Vor drei Jahren war der alte Brunnen versiegt. Das Wasserwerk Salzau bohrte danach an fünf Stellen, 140 Meter tief.

„Wir haben nicht mehr daran geglaubt“, sagte Ada Hartmann.

Ein neuer Absatz, den es vorher nicht gab.

Der Brunnen am Morgen. Foto: Archiv

Wem das Wasser gehört

Das Wasserwerk will nun Geld für jeden Kübel. Die Salzauer sehen das anders: Ein Brunnen auf dem Markt sei für alle da.  Im Mai soll der Rat entscheiden.

(ah)

Abonnieren Sie unseren Rundbrief!
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    (tmp_path / "neu.txt").write_text(CORRECTED, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def errors(root: Path) -> list[str]:
    return [str(problem) for problem in read(root)[1] if problem.severity is not Severity.INFO]


def state(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_everything_follows_its_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, _ = read(root)
    (root / ".gitignore").write_text("/seeds/*\n!/seeds/brunnen.txt\n", encoding="utf-8")
    assert main(["replace", "brunnen", "../neu.txt"]) == 1
    said = capsys.readouterr()
    place = 'corpus/brunnen.md:59: p3 "Zähler_" has no place in the new source.'
    assert said.err == f"{place} Nearest is passage p3: “{CORRECTED.splitlines()[18][:60]}…”\n"
    assert "brunnen: 5 passages as before; other words: p1, h1, p2, p3; new: p4, p5, p6" in said.out
    old = "Nothing is made from the old brunnen.txt any more; delete it when you like"
    assert f"{old}, and its line !/seeds/brunnen.txt in .gitignore." in said.out
    text = (root / "corpus" / "brunnen.md").read_text(encoding="utf-8")
    for line in (
        "source: {file: neu.txt, lines: 1-21}",
        "evidence: {published: '3 \"12.04.1998.\"'}",
        "  - {at: '3 \"|\"', is: drop, reason: separator}",
        "  - {at: 15, is: caption}",
        "mentions: [{at: 'p3 \"Brunnen\"', entry: null}]",
        ':::{annotation} p1 "das große Rad"',
        ':::{annotation} p1 "am Samstag" .. p3 "Kübel"',
        ':::{annotation} p2 "140 Meter tief"',
        ':::{emend} p3 "Zähler_"',
        ":at: p1, c1",
    ):
        assert f"\n{line}\n" in text
    assert re.findall(
        r"lines: 23, reason: newsletter call", (root / "seeds" / "register.yaml").read_text(encoding="utf-8")
    )
    assert (root / "seeds" / "brunnen.txt").exists()
    assert len(errors(root)) == 1
    after, _ = read(root)
    quote = after.chapter("brunnen")
    assert quote is not None
    texts = {passage.id: passage.text for passage in quote.passages}
    assert texts["p5"] == "„Wir haben nicht mehr daran geglaubt“, sagte Ada Hartmann."
    assert [p.id for p in quote.passages] == ["p4", "t1", "b1", "p1", "h1", "p2", "p5", "p6", "c1", "h2", "p3", "s1"]
    old = before.chapter("leitung")
    assert after.chapter("leitung") == old


def test_a_second_run_and_a_dry_run_change_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(root)
    assert main(["replace", "brunnen", "../neu.txt", "--dry-run"]) == 1
    assert state(root) == before
    assert 'corpus/brunnen.md:26\n  - :::{annotation} p1 "das Rad"\n  + :::{annotation}' in capsys.readouterr().out
    main(["replace", "brunnen", "../neu.txt"])
    before = state(root)
    assert main(["replace", "brunnen", "../neu.txt"]) == 0
    assert state(root) == before
    assert main(["lock"]) == 0
    assert state(root) == before


def test_without_a_lock_ids_are_kept_all_the_same(root: Path) -> None:
    (root / LOCK).unlink()
    main(["replace", "brunnen", "../neu.txt"])
    assert len(errors(root)) == 1
    text = (root / LOCK).read_text(encoding="utf-8")
    assert "brunnen p3 paragraph" in text
    assert "leitung p3 paragraph" in text


def test_paragraphs_that_change_places_keep_their_ids(root: Path, tmp_path: Path) -> None:
    lines = (root / "seeds" / "leitung.txt").read_text(encoding="utf-8").split("\n")
    swapped = [n for n, line in enumerate(lines) if len(line) > 60][:2]
    lines[swapped[0]], lines[swapped[1]] = lines[swapped[1]], lines[swapped[0]]
    (tmp_path / "x.txt").write_text("\n".join(lines), encoding="utf-8")
    assert main(["replace", "leitung", "../x.txt"]) == 0
    assert not [problem for problem in errors(root) if "DEAD" in problem or "error" in problem]
    chapter = read(root)[0].chapter("leitung")
    assert chapter is not None
    assert [passage.id for passage in chapter.passages if passage.id[0] == "p"][:2] == ["p2", "p1"]


def test_a_name_that_is_taken_gets_a_number_and_no_file_is_overwritten(root: Path, tmp_path: Path) -> None:
    (tmp_path / "brunnen.txt").write_text(CORRECTED, encoding="utf-8")
    old = (root / "seeds" / "brunnen.txt").read_bytes()
    main(["replace", "brunnen", "../brunnen.txt"])
    assert (root / "seeds" / "brunnen.txt").read_bytes() == old
    assert (root / "seeds" / "brunnen-2.txt").read_text(encoding="utf-8") == CORRECTED
    assert len(errors(root)) == 1


def test_a_file_among_the_sources_is_not_copied(root: Path) -> None:
    shutil.move(root.parent / "neu.txt", root / "seeds" / "neu.txt")
    main(["replace", "brunnen", "seeds/neu.txt"])
    assert len(errors(root)) == 1
    assert len(list((root / "seeds").iterdir())) == 5


@pytest.mark.parametrize(
    ("slug", "words", "says"),
    [
        ("nichts", "x", "There is no chapter"),
        ("brunnen", "Ein ganz anderer Text über etwas, das hier nie stand.", "is it another text"),
        ("brunnen", "", "cannot be used as a source"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(
    root: Path, slug: str, words: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "x.txt").write_text(words, encoding="utf-8")
    before = state(root)
    assert main(["replace", slug, "../x.txt"]) == 2
    assert says in capsys.readouterr().err
    assert state(root) == before


def test_the_same_file_is_read_anew_by_a_newer_extractor(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = root / "seeds" / "register.yaml"
    assert "extractor: markdown 1\n" in register.read_text(encoding="utf-8")
    assert main(["replace", "ferry", "seeds/ferry.md"]) == 0
    assert f"extractor: markdown {EXTRACTORS['markdown'][0]}\n" in register.read_text(encoding="utf-8")
    assert " as before" in capsys.readouterr().out
    assert errors(root) == []
    before = state(root)
    # A copy of it elsewhere is no other source.
    copy = shutil.copy(root / "seeds" / "ferry.md", root.parent / "copy.md")
    assert main(["replace", "ferry", os.fspath(copy)]) == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert state(root) == before


def test_words_that_an_older_extractor_gave_are_followed(root: Path) -> None:
    """What a source's text was is what it was registered with, not what is read of its file today."""
    (root / "seeds" / "tafel.md").write_text("# Die Tafel\n\nDer Rat[^1] tagt.\n\n[^1]: Seit 1998.\n", encoding="utf-8")
    found, _ = extract((root / "seeds" / "tafel.md").read_bytes(), "tafel.md", Where("tafel.md"), "markdown 3")
    assert found is not None
    text = "- file: tafel.md\n  sha256: {}\n  extractor: markdown 3\n  text_sha256: {}\n  rights: open\n"
    with (root / "seeds" / "register.yaml").open("a", encoding="utf-8") as register:
        register.write(
            "\n" + text.format(found.sha256, checksum(found.text)) + "  licence: CC0-1.0\n  accessed: null\n"
        )
    chapter = root / "corpus" / "tafel.md"
    head = "source: {file: tafel.md, lines: 1-3}\ntitle: Die Tafel\ncontributors: null\npublished: null\n"
    head += "publisher: null\nurl: null\nlanguage: de\n"
    rules = "structure:\n  - {at: 1, is: title}\n  - {at: 3, is: footnote}\nstatus: reviewed\n"
    note = ':::{annotation} p1 "tagt"\n:kind: context\nEr tagt im Frühjahr.\n:::\n'
    chapter.write_text(f"---\n{head}{rules}---\n\n{note}", encoding="utf-8")
    assert main(["lock"]) == 0
    assert [error for error in errors(root) if "tafel" in error] == []
    assert main(["replace", "tafel", "seeds/tafel.md"]) == 0
    reader = read(root)[0]
    made = reader.chapter("tafel")
    assert made is not None
    assert [p.text for p in made.passages if p.id == "p1"] == ["Der Rat tagt."]
    assert [error for error in errors(root) if "tafel" in error] == []


def test_without_the_old_words_nothing_is_guessed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "seeds" / "brunnen.txt").write_text(CORRECTED, encoding="utf-8")
    assert main(["replace", "brunnen", "seeds/brunnen.txt"]) == 2
    assert "not at hand as it was registered" in capsys.readouterr().err


def test_new_lines_go_to_chapters_and_never_to_what_is_left_out() -> None:
    old, new = ["a", "b", "anzeige"], ["neu", "a", "dazu", "b", "auch", "anzeige", "mehr"]
    found = follow([Range(1, 2, text=True), Range(3, 3, text=False)], Alignment(old, new), new)
    assert found == [Range(1, 5, text=True), Range(6, 6, text=False)]
    old, new = ["anzeige", "a"], ["anzeige", "neu", "a"]
    found = follow([Range(1, 1, text=False), Range(2, 2, text=True)], Alignment(old, new), new)
    assert found == [Range(1, 1, text=False), Range(2, 3, text=True)]


def test_a_line_that_moved_into_another_chapter_takes_no_other_lines_with_it() -> None:
    old = ["eins", "zwei", "drei", "vier", "fünf", "sechs"]
    new = ["eins", "drei", "vier", "fünf", "zwei", "sechs"]
    found = follow([Range(1, 3, text=True), Range(4, 6, text=True)], Alignment(old, new), new)
    assert found == [Range(1, 2, text=True), Range(3, 6, text=True)]


def test_a_paragraph_that_was_moved_and_corrected_is_found() -> None:
    moved = "Der Rat von Salzau hat am Montag eine neue Ordnung für den Markt beschlossen."
    old = [moved, *(f"Absatz {name} steht hier und bleibt, wie er war." for name in ("A", "B", "C"))]
    new = [*old[1:], moved.replace("Salzau", "Salzow")]
    alignment = Alignment(old, [f"{text} Neu." for text in new])
    assert [alignment.partner(n) for n in range(4)] == [3, 0, 1, 2]
    assert Units({"p1": 0}, ["p2", "p3", "p4", "p1"], old, new, Alignment(old, new)).follow('p1 "von Salzau hat"') == (
        'p1 "von Salzow hat"'
    )


def test_lines_of_an_item_are_parted_by_what_is_none_of_it() -> None:
    old = ["Der lange Absatz steht hier, und dann ging er weiter.", "1 Note", "2 Anmerkung", "3 Quelle"]
    new = ["Der lange Absatz steht hier,", "1 Note", "und dann ging er weiter.", "2 Anmerkung", "neu", "3 Quelle"]
    numbers = {str(n + 1): n for n in range(len(old))}
    units = Units(numbers, [str(n + 1) for n in range(len(new))], old, new, Alignment(old, new))
    assert units.runs_of("2-4", alone=False) == ["2", "4-6"]
    assert units.runs_of("2-4", alone=True) == ["2", "4", "6"]
    assert units.follow("2-4") == "2-6"


def parted(kind: PassageKind, id_: str, *lines: str) -> Passage:
    """A stanza or a table; parts have the ids that they have in a chapter without a lock."""
    text = "\n".join(lines)
    ids = [f"v{n}" if kind is PassageKind.VERSE else f"{id_}.{n}" for n in range(1, len(lines) + 1)]
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    parts = [Subpassage(i, at, at + len(line)) for i, at, line in zip(ids, starts, lines, strict=True)]
    return Passage(id_, kind, text, parts=tuple(parts))


def test_lines_of_verse_keep_their_ids_and_rows_follow_their_table() -> None:
    lines = ["Am Ufer saß ein Kind", "Ho heia ho", "Es sah das Boot nicht mehr", "Ho heia ho", "Da kam die Nacht"]
    before = [parted(PassageKind.VERSE, "p1", *lines), parted(PassageKind.TABLE, "p2", "Jahr Fahrten", "1921 340")]
    verse = parted(PassageKind.VERSE, "p1", lines[0], *lines[2:4], "Ein Wind kam auf", lines[4])
    after = [verse, parted(PassageKind.TABLE, "p2", "Jahr Fahrten", "1920 12", "1921 340")]
    made, units = continued(before, after, ["p1", "p2", "p2.1", "v1", "v7"])
    assert [part.id for part in made[0].parts] == ["v1", "v3", "v4", "v8", "v5"]
    assert [part.id for part in made[1].parts] == ["p2.1", "p2.2", "p2.3"]
    assert units.of('v5 "Nacht"').follow('v5 "Nacht"') == 'v5 "Nacht"'
    assert units.of('p2.2 "340"').follow('p2.2 "340"') == 'p2.3 "340"'
    assert units.of("p2").follow("p2") == "p2"


def test_evidence_that_stands_outside_of_its_chapter_is_followed(root: Path) -> None:
    chapter = root / "corpus" / "brunnen.md"
    text = re.sub(r"\nevidence: .*", "\nevidence: {publisher: '17 \"Rundbrief\"'}", chapter.read_text(encoding="utf-8"))
    chapter.write_text(text, encoding="utf-8")
    main(["replace", "brunnen", "../neu.txt"])
    assert "\nevidence: {publisher: '23 \"Rundbrief\"'}\n" in chapter.read_text(encoding="utf-8")


def test_what_the_format_says_of_new_lines_is_taken_over(root: Path) -> None:
    old = "# Der Damm\n\nDer Damm steht seit Jahren.\n\n## Bau\n\nEr war teuer.\n"
    new = f"{old.replace('teuer', 'teuer[^1]')}\n- Sand\n- Lehm\n\n[^1]: So die Stadt.\n"
    for name, text in (("damm.md", old), ("damm-2.md", new)):
        (root.parent / name).write_text(text, encoding="utf-8")
    assert main(["add", "../damm.md", "--open", "--licence", "CC0-1.0"]) == 0
    assert main(["replace", "der-damm", "../damm-2.md"]) == 0
    made = read(root)[0].chapter("der-damm")
    assert made is not None
    kinds = [passage.kind.value for passage in made.passages]
    assert kinds == ["title", "paragraph", "heading", "paragraph", "footnote", "item", "item"]
    said = (root / "corpus" / "der-damm.md").read_text(encoding="utf-8")
    assert "\n  - {at: 5, is: footnote}\n  - {at: 6-7, is: item}\n" in said


def test_notes_in_verse_follow_their_lines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    poem = "Am Ufer\n\nDie Fähre fährt\nim Nebel fort\nund kommt nicht mehr\n"
    (root.parent / "ufer.txt").write_text(poem, encoding="utf-8")
    (root.parent / "neu.txt").write_text(poem.replace("im Nebel", "sie fährt allein\nim Nebel"), encoding="utf-8")
    assert main(["add", "../ufer.txt", "--open", "--licence", "CC0-1.0"]) == 0
    chapter = root / "corpus" / "am-ufer.md"
    text = re.sub(
        r"structure:.*?\nstatus",
        "structure:\n  - {at: 1, is: title}\n  - {at: 3-5, is: verse}\nstatus",
        chapter.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    chapter.write_text(f"{text}\n:::{{event}} 1921\n:id: nebel\n:at: v2\nNebel.\n:::\n", encoding="utf-8")
    assert main(["lock"]) == 0
    assert main(["replace", "am-ufer", "../neu.txt"]) == 0, capsys.readouterr().err
    made = read(root)[0].chapter("am-ufer")
    assert made is not None
    verse = next(passage for passage in made.passages if passage.parts)
    assert [part.id for part in verse.parts] == ["v1", "v4", "v2", "v3"]
    assert ":at: v2\n" in chapter.read_text(encoding="utf-8")


WORDS = st.lists(st.sampled_from(["der", "und", "Fluss", "Stadt", "im", "Rat", "sagt"]), min_size=3, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.data())
def test_an_anchor_follows_its_word_or_is_lost(paragraphs: list[list[str]], data: st.DataObject) -> None:
    """A word that is unique and stays with its neighbours is found again wherever its paragraph goes."""
    marked = data.draw(st.integers(0, len(paragraphs) - 1))
    at = data.draw(st.integers(0, len(paragraphs[marked])))
    paragraphs[marked].insert(at, "Zeuge")
    old = [" ".join(words) for words in paragraphs]
    changed = [list(words) for words in paragraphs]
    for number, words in enumerate(changed):
        if number != marked and data.draw(st.booleans()):
            words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(["anders", "neu"]))
    order = data.draw(st.permutations(range(len(changed))))
    new = [" ".join(changed[number]) for number in order]
    alignment = Alignment(old, new)
    names = [f"p{number + 1}" for number in range(len(new))]
    units = Units({f"p{n + 1}": n for n in range(len(old))}, names, old, new, alignment)
    anchor = units.follow(f'p{marked + 1} "Zeuge"')
    assert anchor is not None
    pointer = parse(anchor)
    assert pointer is not None
    text = units.text(pointer.first.target)
    span = locate_range(text, pointer, "")
    assert isinstance(span, tuple)
    assert text[slice(*span)] == "Zeuge"


def test_of_two_equal_words_the_right_one_follows() -> None:
    old, new = ["Tor und Tor und Tor"], ["Das Tor und das Tor und ein Tor"]
    units = Units({"p1": 0}, ["p1"], old, new, Alignment(old, new))
    assert units.follow('p1 "Tor" 2') == 'p1 "Tor" 2'
    assert (
        Units(
            {"p1": 0}, ["p1"], ["Tor auf"], ["Ein Tor, das Tor auf"], Alignment(["Tor auf"], ["Ein Tor, das Tor auf"])
        ).follow('p1 "Tor"')
        == 'p1 "Tor" 2'
    )
