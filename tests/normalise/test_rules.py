"""Each rule by example: what it makes of a line, and that it is written down."""

import pytest

from lesebuch.model import Source, SourceSpan, locate
from lesebuch.normalise import RULES, normalise


@pytest.mark.parametrize(
    ("rule", "raw", "text"),
    [
        ("carriage return", "eins\r", "eins"),
        ("carriage return", "eins\rzwei", "eins zwei"),
        ("control character", "ei\x07ns", "eins"),
        ("control character", "eins\x0bzwei\u2028drei", "eins zwei drei"),
        ("space", "z.\u2009B.\u3000so", "z. B. so"),
        ("tab", "eins\tzwei", "eins zwei"),
        ("no-break space", "5\u00a0000\u202fm", "5 000 m"),
        ("soft hyphen", "Sowjet\u00adunion", "Sowjetunion"),
        ("zero-width character", "un\u200bd\ufeff so\u2060", "und so"),
        ("zero-width character", "Auf\u200clage", "Auflage"),
        ("direction mark", "\u200eeins\u202c", "eins"),
        ("compose", "Ku\u0308ste Cafe\u0301", "Küste Café"),
        ("compose", "Ku\u00ad\u0308ste", "Küste"),
        ("compose", "\u1112\u1161\u11ab", "한"),
        ("trim", "  eins zwei\t ", "eins zwei"),
        ("trim", "\u00a0\u00a0", ""),
    ],
)
def test_rule(rule: str, raw: str, text: str) -> None:
    made, problems = normalise(Source("a", "", "text 1", raw))
    assert not problems
    assert [line.text for line in made.lines] == [text]
    assert rule in {edit.rule for edit in made.edits}
    assert {edit.rule for edit in made.edits} <= RULES.keys()


@pytest.mark.parametrize(
    "raw",
    [
        "eins  zwei   drei",  # runs of spaces are the source's
        "می\u200cخواهم",  # Persian needs the non-joiner
        "क्\u200dष",  # Devanagari needs the joiner
        "👩\u200d👧",  # and so does a family of emoji
        "عربي \u200f123",  # direction marks in a line from right to left
        "Алматы қаласы 习近平 🔗",
    ],
)
def test_kept(raw: str) -> None:
    made, _ = normalise(Source("a", "", "text 1", raw))
    assert made.lines[0].text == raw
    assert not made.edits


def test_lines_are_counted_by_line_feeds_alone() -> None:
    made, _ = normalise(Source("a", "", "text 1", "eins\r\n\r\nzwei\x85drei\x0cvier\n"))
    assert [(line.number, line.text) for line in made.lines] == [(1, "eins"), (2, ""), (3, "zwei drei vier")]


def test_columns_are_those_of_the_raw_line() -> None:
    made, _ = normalise(Source("a", "", "text 1", "x\n  Die\u00a0Ku\u0308\u00adste lebt"))
    line = made.lines[1]
    assert line.text == "Die Küste lebt"
    at = line.text.index("Küste")
    assert locate(line.runs, at, at + 5) == (SourceSpan(2, 6, 13),)
    assert locate(line.runs, at + 1, at + 2) == (SourceSpan(2, 7, 9),)


def test_ligatures_become_letters_and_lead_back() -> None:
    raw = "Der Aﬀe ﬁndet oﬃziell Waſſer und ﬂieht"
    made, _ = normalise(Source("a", "", "pdf 2", raw))
    [line] = made.lines
    assert line.text == "Der Affe findet offiziell Waſſer und flieht"
    assert {edit.rule for edit in made.edits} == {"ligature"}
    start = line.text.index("offiziell")
    assert locate(line.runs, start, start + 9) == (SourceSpan(1, 14, 21),)
    assert raw[14:21] == "oﬃziell"


@pytest.mark.parametrize("extractor", ["text 1", "pdf 1", "docx 1"])
def test_a_source_of_an_older_extractor_keeps_its_ligatures(extractor: str) -> None:
    made, _ = normalise(Source("a", "", extractor, "Aﬀe"))
    assert made.lines[0].text == "Aﬀe"
    assert not made.edits
