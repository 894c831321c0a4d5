"""Years before our era, of many digits and of none, from the editors' files to the pages and the book."""

import json
import re
from pathlib import Path

import pytest
from small_reader import Build

from lesebuch.config import Edition
from lesebuch.export import jsonl
from lesebuch.pipeline import read

EVENTS = {
    "krieg": ("-0430-04-12", "12. April 431 v. Chr."),
    "mord": ("-0043-03-15", "15. März 44 v. Chr."),
    "spaetestens": ("[..-0042]", "spätestens 43 v. Chr."),
    "null": ("0000", "1 v. Chr."),
    "frueh": ("0044", "44 n. Chr."),
    "tief": ("Y-17E7", "170 Mio. v. Chr."),
    "jahrhundert": ("-04XX", "5. Jahrhundert v. Chr."),
    "immer": ("../..", "ohne Anfang, ohne Ende"),
    "jaehrlich": ("XXXX-12-24", "24. Dezember (Jahr unbekannt)"),
    "fern": ("Y12345", "12\N{NO-BREAK SPACE}345"),
}
ORDER = ("tief", "jahrhundert", "krieg", "mord", "spaetestens", "null", "frueh")


@pytest.fixture
def early(root: Path) -> Path:
    """The small reader with events of all times and a chapter of 44 BC."""
    told = (
        f":::{{event}} {when}\n:id: {name}\n:at: hafen#p1\nEs geschieht.\n:::\n" for name, (when, _) in EVENTS.items()
    )
    path = root / "corpus" / "chronology.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + "\n".join(told), encoding="utf-8")
    chapter = root / "corpus" / "hafen.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("published: null", 'published: "-0043-03"'), encoding="utf-8")
    return root


def test_the_site_words_and_orders_them(early: Path, build: Build) -> None:
    run = build(early, "-W", "-D", "lesebuch_search=0")
    assert run.code == 0, run.output
    page = run.page("chronology")
    for name, (_, label) in EVENTS.items():
        row = page.partition(f'<tr id="{name}">')[2].partition("</tr>")[0]
        assert f">{label}</th>" in row
    listed = re.findall(r'<tr id="([^"]+)">', page)
    assert listed == [*ORDER, "streit", "eroeffnung", "tagung", "fern", "immer", "jaehrlich"]
    drawn = re.findall(r'<a href="#([^"]+)" tabindex="-1"', page)
    assert set(listed) - set(drawn) == {"immer", "jaehrlich"}
    rows = re.findall(r'<div class="yr[^>]*><i>([^<]+)</i>', page)
    assert rows == [
        *("170 Mio. v. Chr.", "500 v. Chr.", "431 v. Chr.", "401 v. Chr.", "44 v. Chr.", "43 v. Chr.", "1 v. Chr."),
        *("44 n. Chr.", "2009", "2021", "12\N{NO-BREAK SPACE}345"),
    ]


def test_a_chapter_stands_under_its_year(early: Path, build: Build) -> None:
    run = build(early, "-W", "-D", "lesebuch_search=0")
    assert run.code == 0, run.output
    page = run.page("chapters")
    assert '<section class="year" id="y-43"><h2>44 v. Chr.</h2>' in page
    assert page.index('id="y-43"') < page.index('id="y2021"')
    assert re.search(r'href="[^"]*#y-43">44 v. Chr.</a>', page)
    shown = run.page("chapters/hafen")
    assert "März 44 v. Chr." in shown
    assert "citation_publication_date" not in shown
    assert "@misc{hafen-44bc," in shown


def test_the_corpus_keeps_the_notation(early: Path) -> None:
    reader = read(early, Edition.CLASS)[0]
    rows = [json.loads(line) for line in jsonl(reader).splitlines()]
    hafen = next(row for row in rows if row["id"] == "hafen")
    assert hafen["published"] == "-0043-03"
    assert {event["id"]: event["edtf"] for event in hafen["events"] if event["id"] in EVENTS} == {
        name: when for name, (when, _) in EVENTS.items()
    }
    assert [event["id"] for event in hafen["events"]][: len(ORDER)] == [*ORDER]


def test_the_book_draws_them(early: Path, build: Build) -> None:
    run = build(early, "-b", "typst")
    assert run.code == 0, run.output
    written = (run.out / ".lesebuch-working" / "reader.pdf.typ").read_text(encoding="utf-8")
    drawing, _, rest = written.partition("</svg>")
    assert re.findall(r">([^<]*v\. Chr\.)</text>", drawing) == [
        *("170 Mio. v. Chr.", "500 v. Chr.", "431 v. Chr.", "401 v. Chr.", "44 v. Chr.", "43 v. Chr.", "1 v. Chr.")
    ]
    assert "12. April 431 v. Chr." in rest
