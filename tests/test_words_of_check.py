"""What `check` says of each fault, word for word: `golden/words_of_check.txt`, which people read before they change it.

Written anew by `python tests/test_words_of_check.py`.
"""

import shutil
import tempfile
from pathlib import Path

import pytest

from lesebuch.config import Edition
from lesebuch.pipeline import compare, read
from test_check import CASES, MINI, SPECIAL
from test_mistakes import MISTAKES

GOLDEN = Path(__file__).parent / "golden" / "words_of_check.txt"
CHAPTER, EVENTS, LOCK, PIPE, FERRY = (
    "corpus/brunnen.md", "corpus/chronology.md", "corpus/passages.lock", "corpus/leitung.md", "corpus/ferry.md",
)  # fmt: skip
WORDS = 'p2 "40 Meter tief"'
MORE: dict[str, tuple[str, str, str]] = {
    "an annotation of no kind": (CHAPTER, ":kind: language", ":kind: stray"),
    "a note that points at a line": (CHAPTER, WORDS, '17 "40 Meter"'),
    "a note that points at nothing": (CHAPTER, "{annotation} " + WORDS, "{annotation}"),
    "a note with a strange id": (CHAPTER, ":id: eimer", ":id: Der Eimer"),
    "a note with a comment behind its id": (CHAPTER, ":id: eimer", ":id: Eimer # so"),
    "two notes of one id": (CHAPTER, ":kind: language", ":id: eimer\n:kind: language"),
    "an emendation of a kind": (CHAPTER, ":to: Zähler", ":kind: language"),
    "an emendation that says nothing": (CHAPTER, "Der Strich ist ein Rest aus dem Satz.\n", ""),
    "an event that says nothing": (CHAPTER, "Der alte Brunnen versiegt.\n", ""),
    "an event of no day": (CHAPTER, "{event} 1995", "{event} damals"),
    "an event without a place": (CHAPTER, ":at: p2\n", ""),
    "an event without an id": (EVENTS, ":id: leitung-fertig\n", ""),
    "an event of a strange option": (EVENTS, ":at: leitung", ":ort: leitung"),
    "an event outside its chapter": (CHAPTER, ":at: p1, c1", ":at: p1, ferry#p3"),
    "an event at no passage": (CHAPTER, ":at: p1, c1", ":at: p1, p77"),
    "an event of the chronology at no chapter": (EVENTS, "leitung#p1, ferry#p3", "p1"),
    "a chronology with a broken head": (EVENTS, "Was zu", "---\na: [b\n---\n\nWas zu"),
    "a chronology with a head": (EVENTS, "Was zu", "---\na: b\n---\n\n:::{event} nie\n:id: x\nx\n:::\n\nWas zu"),
    "a strange directive of the chronology": (EVENTS, "{event} 2001~", "{emend} p2"),
    "a strange directive of a chapter": (CHAPTER, "{emend}", "{emendation}"),
    "words between the directives": (CHAPTER, ":::{annotation} c1", "Verloren.\n\n:::{annotation} c1"),
    "words that are ambiguous": (CHAPTER, WORDS, 'p2 "er"'),
    "words that do not occur so often": (CHAPTER, WORDS, WORDS + " 7"),
    "words of another passage": (CHAPTER, WORDS, 'p3 "40 Meter tief"'),
    "words in the wrong order": (CHAPTER, 'p1 "am Samstag" .. p3 "Eimer"', 'p1 "Samstag" .. "am" 1'),
    "words before themselves": (CHAPTER, 'p1 "am Samstag" .. p3 "Eimer"', 'p3 "Eimer" .. p1 "Samstag"'),
    "a range whose end is ambiguous": (CHAPTER, 'p1 "am Samstag" .. p3 "Eimer"', 'p1 "drehte" .. "a"'),
    "a mention in two passages": (CHAPTER, "'p3 \"Brunnen\"'", "'p1 .. p3'"),
    "a mention of nothing": (CHAPTER, "{at: 'p3 \"Brunnen\"', entry: null}", "{at: 'p3 \"Brunnen\"'}"),
    "a mention at nothing": (CHAPTER, "{at: 'p3 \"Brunnen\"', entry: null}", "{entry: null}"),
    "a mention at no passage": (CHAPTER, "'p3 \"Brunnen\"'", "'Brunnen'"),
    "mentions that are no list": (CHAPTER, "[{at: 'p3 \"Brunnen\"', entry: null}]", "p3"),
    "a mention that is a word": (CHAPTER, "[{at: 'p3 \"Brunnen\"', entry: null}]", "[p3]"),
    "a mention with a strange key": (CHAPTER, "entry: null", "entry: null, what: x"),
    "times that are no list": (CHAPTER, "status: reviewed", "times: p3\nstatus: reviewed"),
    "a time at no passage": (CHAPTER, "status: reviewed", "times: [{at: Mai, edtf: 1998}]\nstatus: reviewed"),
    "a source that is a word": (CHAPTER, "{file: brunnen.txt, lines: 1-15}", "brunnen.txt"),
    "a source without lines": (CHAPTER, ", lines: 1-15", ""),
    "a source with too many keys": (CHAPTER, "lines: 1-15", "lines: 1-15, pages: 3"),
    "no source": (CHAPTER, "source: {file: brunnen.txt, lines: 1-15}\n", ""),
    "lines that are none": (CHAPTER, "lines: 1-15", "lines: alle"),
    "lines beyond the end": (CHAPTER, "lines: 1-15", "lines: 1-99"),
    "no title": (CHAPTER, "title: Ein Brunnen für alle", "title: null"),
    "a title that is a list": (CHAPTER, "title: Ein Brunnen für alle", "title: [Brunnen]"),
    "a title that is a truth": (CHAPTER, "title: Ein Brunnen für alle", "title: true"),
    "no language": (CHAPTER, "language: de\n", ""),
    "a language in words": (CHAPTER, "language: de", "language: Deutsch"),
    "nothing that readers need": (CHAPTER, "publisher: Salzauer Bote\n", ""),
    "people that are words": (CHAPTER, "[{name: Ada Hartmann, role: author}, {name: ah, role: signature}]", "[Ada]"),
    "people that are a word": (CHAPTER, "[{name: Ada Hartmann, role: author}, {name: ah, role: signature}]", "Ada"),
    "a person without a name": (CHAPTER, "{name: ah, role: signature}", "{role: signature}"),
    "a person with an empty name": (CHAPTER, "{name: ah, role", "{name: '', role"),
    "a person without a role": (CHAPTER, "{name: ah, role: signature}", "{name: ah}"),
    "a person with a strange role": (CHAPTER, "role: signature", "role: poet"),
    "a person with a strange key": (CHAPTER, "role: signature", "role: signature, born: 1950"),
    "an address of no web": (CHAPTER, "publisher:", "url: salzau.example\npublisher:"),
    "an original that is a word": (CHAPTER, "publisher:", "original: ru\npublisher:"),
    "an original without a language": (CHAPTER, "publisher:", "original: {title: X}\npublisher:"),
    "an original with strange keys": (CHAPTER, "publisher:", "original: {language: ru, isbn: 1}\npublisher:"),
    "an original with a bad language": (CHAPTER, "publisher:", "original: {language: Russ}\npublisher:"),
    "an original with a bad address": (CHAPTER, "publisher:", "original: {language: ru, url: x}\npublisher:"),
    "an original of no day": (CHAPTER, "publisher:", "original: {language: ru, published: nie}\npublisher:"),
    "supplied that is a word": (CHAPTER, "publisher:", "supplied: title\npublisher:"),
    "supplied of a strange key": (CHAPTER, "publisher:", "supplied: [title, isbn]\npublisher:"),
    "evidence that is a word": (CHAPTER, "{published: '1 \"12.04.1998.\"'}", "Zeile 1"),
    "evidence of a strange key": (CHAPTER, "{published: '1", "{isbn: '1"),
    "evidence of no line": (CHAPTER, "'1 \"12.04.1998.\"'", "['1 \"1998\"', p1]"),
    "evidence that is not there": (CHAPTER, "'1 \"12.04.1998.\"'", "'3 \"1998\"'"),
    "evidence beyond the end": (CHAPTER, "'1 \"12.04.1998.\"'", "'99 \"1998\"'"),
    "an item without a place": (CHAPTER, "{at: 3, is: lead}", "{is: lead}"),
    "an item without a kind": (CHAPTER, "{at: 3, is: lead}", "{at: 3}"),
    "an item of a strange kind": (CHAPTER, "{at: 3, is: lead}", "{at: 3, is: poem}"),
    "an item of a strange place": (CHAPTER, "{at: 3, is: lead}", "{at: oben, is: lead}"),
    "an item at a passage": (CHAPTER, "{at: 3, is: lead}", "{at: p1, is: lead}"),
    "an item with a strange key": (CHAPTER, "{at: 3, is: lead}", "{at: 3, is: lead, of: x}"),
    "an item with a field of another": (CHAPTER, "{at: 3, is: lead}", "{at: 3, is: lead, field: x}"),
    "an item with a reason of another": (CHAPTER, "{at: 3, is: lead}", "{at: 3, is: lead, reason: x}"),
    "metadata without a field": (CHAPTER, "is: metadata, field: published", "is: metadata"),
    "an item at a blank line": (CHAPTER, "{at: 3, is: lead}", "{at: 2, is: lead}"),
    "an item beyond the chapter": (CHAPTER, "{at: 3, is: lead}", "{at: 16, is: lead}"),
    "an item of words in many lines": (CHAPTER, "{at: 3, is: lead}", "{at: '3-5 \"das\"', is: lead}"),
    "an item of words to another line": (CHAPTER, "{at: 3, is: lead}", "{at: '3 \"das\" .. 5 \"der\"', is: lead}"),
    "an item of words that are not there": (CHAPTER, "{at: 3, is: lead}", "{at: '3 \"nirgends\"', is: lead}"),
    "items on the same words": (CHAPTER, "{at: 3, is: lead}", "{at: 3, is: lead}\n  - {at: 3, is: quote}"),
    "a status of none": (CHAPTER, "status: reviewed", "status: fertig"),
    "a day that is a list": (CHAPTER, 'published: "1998-04-12"', "published: [1998-04-11, 1998-04-12]"),
    "a day in words": (CHAPTER, 'published: "1998-04-12"', "published: gestern"),
    "a line that is none of the lock": (LOCK, "brunnen b1 byline 13", "brunnen b1 strophe 13"),
    "words that were published otherwise": (LOCK, "6cd1a92638bffe99", "6cd1a92638bffe90"),
    "a passage that is gone": (LOCK, "brunnen p2", "brunnen p9 paragraph 999 6cd1a92638bffe90\nbrunnen p2"),
    "a passage that is new": (LOCK, "brunnen p3 paragraph 174 57bb3a828692c0d9\n", ""),
    "a chapter taken twice": (PIPE, "file: leitung.txt, lines: 1-8", "file: brunnen.txt, lines: 3-8"),
    "lines that nobody takes": (CHAPTER, "lines: 1-15", "lines: 1-10"),
    "one line that nobody takes": (CHAPTER, "lines: 1-15", "lines: 1-14"),
    "a list of one in a note": (CHAPTER, "Gemeint sind Bohrmeter.", "Gemeint ist der\n1. Meter, der tiefste."),
    "an entry of a strange name": (CHAPTER, "{entry}`Salzau <salzau>`", "{entry}`Salzau <Salzau>`"),
    "a mention rule without need": (CHAPTER, "'p3 \"Brunnen\"', entry: null", "'p3 \"Eimer\"', entry: null"),
    "an entry without a term": ("glossary/salzau.md", "term: Salzau\n", ""),
    "an entry without a kind": ("glossary/salzau.md", "kind: place\n", ""),
    "an entry of a strange kind": ("glossary/salzau.md", "kind: place", "kind: town"),
    "an entry of two kinds": ("glossary/salzau.md", "kind: place", "kind: [place, person]"),
    "an entry with a strange key": ("glossary/salzau.md", "kind: place", "kind: place\nsort: x"),
    "an entry with a bad item": ("glossary/salzau.md", "kind: place", "kind: place\nwikidata: 12"),
    "an entry with a bad list": ("glossary/salzau.md", "[Salzauer]", "Salzow"),
    "an entry with a list of lists": ("glossary/salzau.md", "kind: place", "kind: place\nnot: [[a]]"),
    "an entry that sees nothing": ("glossary/salzau.md", "kind: place", "kind: place\nsee: [see, brunnen]"),
    "an entry with a long term": ("glossary/salzau.md", "term: Salzau", f"term: {'S' * 201}"),
    "an entry with a long variant": ("glossary/salzau.md", "[Salzauer]", f"[a, {'b' * 201}]"),
    "a work given twice": ("docs/references.bib", "@", "@misc{bote-1998-rat, title = {X}}\n@"),
    "a work with an unknown abbreviation": ("docs/references.bib", "@", "@misc{x, title = nirgends}\n@"),
    "an option that is none": ("reader.toml", "language =", "sprache ="),
}  # fmt: skip
"""What is replaced in a file of the small reader, once."""


def said(root: Path, edition: Edition = Edition.CLASS) -> list[str]:
    reader, problems = read(root, edition)
    return [
        f"{p.where} {p.code}: {p.message}" + (f" ({p.hint})" if p.hint else "") for p in [*problems, *compare(reader)]
    ]


def spoilt(folder: Path) -> list[list[str]]:
    """For each fault its name and what is said of it."""
    root = Path(shutil.copytree(MINI, folder / "mini"))
    told: list[list[str]] = []

    def tell(name: str, edition: Edition = Edition.CLASS) -> None:
        told.append([f"# {name}", *said(root, edition)])

    edits = [(f"{case.code} {case.where} {case.says}", case.path, case.old, case.new, case.edition) for case in CASES]
    edits += [(name, path, old, new, Edition.CLASS) for name, (path, old, new) in MORE.items()]
    for name, file, old, new, edition in edits:
        path = root / file
        before = path.read_bytes()
        assert old.encode() in before, name
        if new is None:
            path.unlink()
        else:
            path.write_bytes(before.replace(old.encode(), new.encode(), 1))
        tell(name, edition)
        path.write_bytes(before)
    for name, (file, spoil, _, _) in MISTAKES.items():
        before = (root / file).read_bytes()
        (root / file).write_bytes(spoil(before))
        tell(name)
        (root / file).write_bytes(before)
    for code, change in SPECIAL.items():
        shutil.rmtree(root)
        shutil.copytree(MINI, root)
        change(root)
        tell(f"{code} of its own")
    return told


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    return spoilt(tmp_path_factory.mktemp("told"))


def test_each_fault_is_told_in_these_words(told: list[list[str]]) -> None:
    assert told == [part.split("\n") for part in GOLDEN.read_text(encoding="utf-8").rstrip("\n").split("\n\n")]


def test_no_fault_passes_in_silence(told: list[list[str]]) -> None:
    assert [lines[0] for lines in told if len(lines) == 1] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        GOLDEN.write_text("\n\n".join("\n".join(lines) for lines in spoilt(Path(name))) + "\n", encoding="utf-8")
