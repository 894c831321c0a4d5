"""A citation names one work: letters after years, one alphabet, the same on every page, in every format."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, Person, parse_string

from lesebuch.sphinx_ext.references import works
from lesebuch.sphinx_ext.references.bibliography import ReaderReferenceStyle, ReaderStyle
from lesebuch.sphinx_ext.sheets import INTERNAL, Composer, ResolvedLists

MINI = Path(__file__).parents[2] / "roots" / "mini"
BIB = """
@misc{b, author = {{Bote}}, title = {Zum Rat}, year = {1998}}
@misc{a, author = {{Bote}}, title = {Äpfel im Mai}, year = {1998}, month = may}
@misc{c, author = {{Bote}}, title = {Brunnen}, year = {1999}}
@misc{d, author = {{Bote}}, title = {Ohne Jahr}}
@misc{e, author = {{Bote}}, title = {Auch ohne}, year = {o. J.}}
@misc{f, author = {Bauer, Eva}, title = {Wasser}, year = {1998}}
@misc{g, author = {Bauer, Adam}, title = {Wege}, year = {1998}}
@misc{h, author = {{de Bruyn, Wasserbau}}, title = {Akten}, year = {1998}}
@misc{i, author = {{Ärzteblatt}}, title = {Blatt}, year = {1998}}
@misc{j, title = {Brunnenbuch}, year = {1998}}
@misc{k, author = {Zabel, Uwe}, title = {Ende}, year = {1998}}
"""


def entries(text: str = BIB) -> dict[str, Entry]:
    found: dict[str, Entry] = parse_string(text, "bibtex").entries
    works.distinguish(found.values())
    return found


def label(entry: Entry) -> tuple[str, str]:
    return works._name(entry, ReaderReferenceStyle()), entry.fields["year"]


def test_letters_follow_the_order_of_the_list() -> None:
    found = entries()
    years = {key: entry.fields["year"] for key, entry in found.items()}
    assert years["a"] == "1998a"
    assert years["b"] == "1998b"
    assert years["c"] == "1999"
    assert (years["e"], years["d"]) == ("o.\xa0J.\xa0a", "o.\xa0J.\xa0b")
    # Two persons whose surname alone is cited.
    assert (years["g"], years["f"]) == ("1998a", "1998b")
    assert years["k"] == "1998"


def test_persons_institutions_and_titles_are_one_alphabet() -> None:
    listed = works.ReaderSorting().sort(list(entries().values()))
    assert [entry.key for entry in listed] == list("igfabcedjhk")


def test_letters_are_set_once_however_often_a_build_runs() -> None:
    found = entries()
    before = {key: entry.fields["year"] for key, entry in found.items()}
    works.distinguish(found.values())
    assert {key: entry.fields["year"] for key, entry in found.items()} == before


NAMES = st.sampled_from(["Bote", "{Bote}", "Müller, Eva", "Müller, Hans", "{Rat der Stadt}"])
YEARS = st.sampled_from(["1998", "1999", ""])


@given(st.lists(st.tuples(st.lists(NAMES, max_size=4), YEARS, st.sampled_from(["A", "B"])), max_size=80))
def test_no_two_works_are_cited_alike(rows: list[tuple[list[str], str, str]]) -> None:
    made = []
    for n, (people, year, title) in enumerate(rows):
        entry = Entry("misc", {"title": title, **({"year": year} if year else {})})
        entry.persons["author"] = [Person(name) for name in people]
        if not people:
            del entry.persons["author"]
        entry.key = f"k{n}"
        made.append(entry)
    works.distinguish(made)
    labels = [label(entry) for entry in made]
    assert len(set(labels)) == len(labels)


PARTS = st.sampled_from(
    [
        "Bote",
        "{Bote}",
        "Bote und Rat",
        "{Bote} and {Rat}",
        "de Bote, Eva",
        "{\\v{S}}afář, Jan",
        "Šafář, Ida",
        "d'Alm, K",
        "",
    ]
)


@given(st.lists(st.tuples(st.lists(PARTS, max_size=4), st.lists(PARTS, max_size=1), PARTS), max_size=12))
def test_works_have_letters_if_and_only_if_they_are_cited_by_one_name(
    rows: list[tuple[list[str], list[str], str]],
) -> None:
    made = []
    for number, (authors, editors, title) in enumerate(rows):
        entry = Entry("misc", {"year": "1998", **({"title": title} if title else {})})
        entry.persons.update({"author": [*map(Person, authors)], "editor": [*map(Person, editors)]})
        entry.key = f"k{number}"
        made.append(entry)
    works.distinguish(made)
    names = [works._name(entry, ReaderReferenceStyle()) for entry in made]
    for name, entry in zip(names, made, strict=True):
        assert (entry.fields["year"] != "1998") == (names.count(name) > 1), name


def test_a_work_without_names_and_title_does_no_harm() -> None:
    assert entries("@misc{x, year = {1998}}")["x"].fields["year"] == "1998"


def test_a_field_in_the_readers_language_goes_before_the_others() -> None:
    text = """
    @misc{a, author = {{Rat der Stadt}}, title = {Brunnen}, note = {Karte}, number = {7}, year = {1998},
      author-en = {{Town Council} and Bote, Eva}, title-en = {[Wells]}, note-fr = {Carte}, howpublished-en = {Leaflet},
      number-en = {}}
    """
    for language, names, title, published in (
        ("en", ["Town Council", "Bote"], "[Wells]", "Leaflet"),
        ("en_GB", ["Town Council", "Bote"], "[Wells]", "Leaflet"),
        ("de", ["Rat der Stadt"], "Brunnen", ""),
        ("", ["Rat der Stadt"], "Brunnen", ""),
    ):
        found = parse_string(text, "bibtex").entries
        for _ in range(2):  # entries are kept from build to build
            works.translate(found.values(), language)
        entry = found["a"]
        assert entry.fields.get("number", "") == ("" if title == "[Wells]" else "7")
        assert [" ".join(person.last_names).strip("{}") for person in entry.persons["author"]] == names
        assert (entry.fields["title"], entry.fields["note"], entry.fields.get("howpublished", "")) == (
            title,
            "Karte",
            published,
        )


def test_what_other_programs_write_is_read_as_bibtex_has_it() -> None:
    text = """
    @thesis{a, author = {Bauer, Eva}, title = {Wasser}, school = {Salzau}, date = {2019-05-03}}
    @article{b, author = {Bauer, Eva}, title = {Wege}, journaltitle = {Bote}, date = {2020}}
    @dataset{c, author = {Bauer, Eva}, title = {Pegel}, date = {2019/2021}}
    @livre{d, author = {Bauer, Eva}, title = {Buch}, date = {2001}, year = {1999}}
    @book{e, author = {Bauer, Eva}, title = {Fluss}, date = {2018-21}}
    @book{f, author = {Bauer, Eva}, title = {Bach}, date = {2017~}}
    @book{g, author = {Bauer, Eva}, title = {Netz}, date = {2016/..}}
    @online{h, author = {Bauer, Eva}, title = {Rohr}, date = {2015-05-03T10:00:00}}
    @online{i, author = {Bauer, Eva}, title = {See}, date = {Sommer 2014}}
    @incollection{j, author = {Bauer, Eva}, title = {Deich}, crossref = {K}}
    @collection{k, editor = {Rau, Jan}, title = {Land}, date = {2013-02}, crossref = {l}}
    @collection{l, publisher = {Salz}, title = {Reihe}, crossref = {l}}
    @article{m, title = {Moor}, crossref = {n}}
    @periodical{n, editor = {Rau, Jan}, title = {Bote}, year = {2012}, crossref = {fehlt}}
    @letter{o, author = {Bauer, Eva}, year = {2011}}
    """
    found = parse_string(text, "bibtex").entries
    for _ in range(2):  # entries are kept from build to build
        works.as_bibtex(found.values())
    works.distinguish(found.values())
    said = {key: ReaderStyle().format_entry(key, entry).text.render_as("text") for key, entry in found.items()}
    assert said == {
        "a": "Bauer, Eva (2019): Wasser. Salzau, 3. Mai 2019.",
        "b": "Bauer, Eva (2020): Wege. Bote.",
        "c": "Bauer, Eva (2019–2021): Pegel.",
        "d": "Bauer, Eva (1999): Buch.",
        "e": "Bauer, Eva (Frühjahr 2018): Fluss.",
        "f": "Bauer, Eva (um 2017): Bach.",
        "g": "Bauer, Eva (seit 2016): Netz.",
        "h": "Bauer, Eva (2015): Rohr. 3. Mai 2015.",
        "i": "Bauer, Eva (Sommer 2014): See.",
        "j": "Bauer, Eva (2013): Deich. Land, Februar 2013.",
        "k": "Rau, Jan (2013): Land. Salz, Februar 2013.",
        "l": "Reihe (o.\xa0J.). Salz.",
        "m": "Rau, Jan (2012b): Moor. Bote.",
        "n": "Rau, Jan (2012a): Bote.",
        "o": "Bauer, Eva (2011).",
    }


def test_a_part_takes_no_words_of_the_whole_for_its_own_in_another_language() -> None:
    text = """
    @inbook{a, author = {Bauer, Eva}, title = {Deich}, note = {Karte}, crossref = {b}}
    @book{b, author = {Rau, Jan}, title = {Land}, note = {Band}, author-en = {Council}, title-en = {Country}, note-en = {Volume}, year = {2013}}
    """
    found = parse_string(text, "bibtex").entries
    for _ in range(2):  # entries are kept from build to build
        works.as_bibtex(found.values())
        works.translate(found.values(), "en")
    part = found["a"]
    assert [str(person) for person in part.persons["author"]] == ["Bauer, Eva"]
    assert [part.fields[name] for name in ("title", "booktitle", "note")] == ["Deich", "Country", "Karte"]


def test_a_work_may_have_a_day() -> None:
    rows = {
        "month = may, day = {3}": "3. Mai 1998",
        "month = {5}, day = {03}": "3. Mai 1998",
        "month = {Mai}, day = {3}": "Mai 1998",
        "month = feb, day = {30}": "Februar 1998",
        "month = may, day = {um den 3.}": "Mai 1998",
        "month = {13}, day = {3}": "13 1998",
        "day = {3}": "",
    }
    style = ReaderStyle()
    for fields, said in rows.items():
        entry = parse_string(f"@misc{{a, title = {{X}}, year = {{1998}}, {fields}}}", "bibtex").entries["a"]
        set_ = style.format_entry("", entry).text.render_as("text")
        assert set_ == " ".join(filter(None, ["X (1998).", said and f"{said}."])), fields


def test_a_reader_may_share_the_works_of_another(tmp_path: Path) -> None:
    reader = root(tmp_path)
    (reader / "docs" / "references.bib").rename(tmp_path / "shared.bib")
    with (reader / "reader.toml").open("a", encoding="utf-8") as options:
        options.write('references = ["../shared.bib"]\n')
    assert "Salzauer Bote" in built(reader, "html", "index.html")


def test_a_list_of_works_is_gone_through_once_however_many_sheets_cite_it() -> None:
    page = nodes.section()
    page += nodes.citation("", nodes.paragraph("", "Salzauer Bote (1998): Zum Rat."), ids=["id1"])
    searched = Mock(wraps=page.findall)
    composer = Mock(_known=ResolvedLists())
    composer._builder.get_target_uri.return_value = INTERNAL
    composer._env.found_docs = {"references"}
    composer._resolved.return_value = Mock(findall=searched)
    citing = nodes.paragraph("", "", nodes.reference("", "(Bote, 1998)", refuri=f"{INTERNAL}references#id1"))
    for _sheet in range(3):
        assert [work["ids"] for work in Composer._works(composer, [citing])["references"]] == [["id1"]]
    assert searched.call_count == composer._resolved.call_count == 1


# --- In a build ----------------------------------------------------------------------------------------------------------

WORK = "@misc{%s, author = {{Salzauer Bote}}, title = {%s}, year = {1998}}\n"


def root(folder: Path) -> Path:
    made = Path(shutil.copytree(MINI, folder / "reader"))
    (made / "docs" / "conf.py").write_text('extensions = ["lesebuch"]\n', encoding="utf-8")
    pages = {
        "index": "# Anfang\n\nSiehe {cite}`rat` und {cite}`bau`.\n\n```{toctree}\nzwei\nreferences\n```\n",
        "zwei": "# Zwei\n\nNur {cite}`rat`; auch {cite:t}`rat` und {cite:year}`rat`.\n",
        "references": "# Literatur\n\n```{bibliography}\n```\n",
    }
    for name, text in pages.items():
        (made / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    with (made / "docs" / "references.bib").open("a", encoding="utf-8") as bib:
        bib.write(WORK % ("rat", "Zum Rat") + WORK % ("bau", "Bau am Brunnen"))
    return made


def built(reader: Path, builder: str, page: str) -> str:
    """The words of a page after a build."""
    return words(build(reader, builder) / page)


def words(page: Path) -> str:
    return re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))


def build(reader: Path, builder: str) -> Path:
    out = reader.parent / builder
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        builder,
        "-d",
        str(out) + "-trees",
        str(reader / "docs"),
        str(out),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 0, done.stderr
    return out


def test_every_form_of_citation_and_the_list_have_the_letter(tmp_path: Path) -> None:
    reader = root(tmp_path)
    site = build(reader, "html")
    assert "(Salzauer Bote, 1998b)" in words(site / "index.html")
    second = words(site / "zwei.html")
    assert "Nur (Salzauer Bote, 1998b); auch Salzauer Bote (1998b) und 1998b." in second
    listed = words(site / "references.html")
    assert listed.index("Salzauer Bote (1998a): Bau am Brunnen.") < listed.index("Salzauer Bote (1998b): Zum Rat.")
    book = built(reader, "typst", ".lesebuch-working/reader.pdf.typ")
    # Three citations on the second page, one on the first, and the list.
    assert len(re.findall(r'"(?:, )?1998b"|\(1998b\): Zum Rat', book)) == 5
    assert len(re.findall(r" \(1998a\): Bau am Br", book)) == 1


def test_pages_that_cite_a_work_whose_letter_changes_are_written_again(tmp_path: Path) -> None:
    reader = root(tmp_path)
    assert "1998b" in built(reader, "html", "zwei.html")
    bib = reader / "docs" / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8") + WORK % ("alt", "Alte Pläne"), encoding="utf-8")
    assert "Nur (Salzauer Bote, 1998c)" in built(reader, "html", "zwei.html")
    bib.write_text(
        bib.read_text(encoding="utf-8").replace("title = {Alte", "title = {Zur Lage der alten"), encoding="utf-8"
    )
    assert "Nur (Salzauer Bote, 1998b)" in built(reader, "html", "zwei.html")
