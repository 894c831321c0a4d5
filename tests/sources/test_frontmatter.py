"""Values at the top of a Markdown file that CommonMark would read as an item, a heading or a quotation."""

import pytest

from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract
from lesebuch.sources.document import read_document


def lines(front: str, extractor: str = "") -> list[str]:
    source, problems = extract(f"---\n{front}\n---\n\nEin Satz.\n".encode(), "a.md", Where("a.md"), extractor)
    assert not problems
    assert source
    return source.text.split("\n")


@pytest.mark.parametrize(
    ("front", "first"),
    [
        ("date: 3. Mai 2021", "3. Mai 2021"),
        ("title: '1) Der Damm'", "1) Der Damm"),
        ('title: "1. Mai"', "1. Mai"),
        ('title: "- Nein!"', "- Nein!"),
        ('title: "# 5"', "# 5"),
        ("title: '> 100 Meter'", "> 100 Meter"),
        ('title: "Der \\"Damm\\" hält"', 'Der "Damm" hält'),
        ("title: Der *Damm*", "Der Damm"),
        ("title: 2021", "2021"),
        ("title: 3.5 Meter", "3.5 Meter"),
        ("author:\n- 1. FC Salzau\n- Ada Berg", "1. FC Salzau"),
        ("title: >\n  Der Damm\n  hält", "Der Damm hält"),
    ],
)
def test_a_value_is_what_its_author_wrote(front: str, first: str) -> None:
    assert lines(front)[0] == first


@pytest.mark.parametrize("extractor", ["markdown 1", "markdown 2"])
def test_older_versions_keep_their_text(extractor: str) -> None:
    assert lines("date: 3. Mai 2021", extractor) == ["Mai 2021", "Ein Satz."]


def test_what_the_file_says_of_itself_is_the_same() -> None:
    said = read_document(b"---\ntitle: 1. Mai\ndate: 3. Mai 2021\n---\n\nEin Satz.\n", "markdown")
    assert said
    assert (said.title, said.date, [line.text for line in said.lines]) == (
        "1. Mai", "3. Mai 2021", ["1. Mai", "3. Mai 2021", "Ein Satz."],
    )  # fmt: skip


def test_a_list_in_the_text_is_a_list() -> None:
    source, _ = extract(b"---\ntitle: A\n---\n\n3. drei\n4. vier\n", "a.md", Where("a.md"))
    assert source
    assert [entry.kind for entry in source.layout].count("item") == 2


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", "Das Oﬃzielle.".encode()), ("a.html", "<p>Das Oﬃzielle.".encode())]
)
def test_ligatures_are_parted_in_new_sources_and_stay_in_older_ones(name: str, data: bytes) -> None:
    new, _ = extract(data, name, Where(name))
    assert new
    old, _ = extract(data, name, Where(name), f"{new.extractor.split()[0]} 1")
    assert old
    assert (old.text, old.layout, old.styles) == (new.text, new.layout, new.styles)
    assert normalise(new)[0].lines[0].text == "Das Offizielle."
    assert normalise(old)[0].lines[0].text == "Das Oﬃzielle."
