"""JSONL: the schema key for key, the golden file of the mini reader, and what must hold of any export."""

import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from lesebuch.config import Edition
from lesebuch.export import events, glossary, jsonl
from lesebuch.pipeline import read

MINI = Path(__file__).parents[1] / "roots" / "mini"
GOLDEN = Path(__file__).parent / "golden" / "mini.jsonl"
RELIED_ON: dict[str, list[str]] = {
    "id": [],
    "title": [],
    "contributors": ["name", "role"],
    "authors": [],
    "published": [],
    "publisher": [],
    "language": [],
    "rights": [],
    "url": [],
    "source": [],
    "passages": ["id", "kind", "text", "source"],
    "metadata": ["field", "source"],
    "dropped": ["reason", "source"],
    "terms": ["entry", "passage", "start", "end", "surface", "source"],
    "times": ["passage", "start", "end", "surface", "type", "timex", "mod", "edtf", "anchor", "rule", "source"],
    "annotations": ["id", "kind", "passage", "start", "end", "text"],
    "emendations": ["passage", "start", "end", "to", "text"],
    "events": ["id", "edtf", "passages", "text"],
}
"""What programs of others read; more keys may come, none of these goes."""


def export(edition: Edition = Edition.CLASS) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl(read(MINI, edition)[0]).splitlines()]


def test_golden() -> None:
    assert export() == [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("edition", list(Edition))
def test_the_keys_that_programs_rely_on(edition: Edition) -> None:
    chapters = export(edition)
    assert [chapter["id"] for chapter in chapters] == ["brunnen", "ferry", "leitung"]
    for chapter in chapters:
        assert set(chapter) >= set(RELIED_ON)
        assert list(chapter["source"]) == ["file", "sha256", "lines"]
        for key, keys in RELIED_ON.items():
            for item in chapter[key] if keys else []:
                assert set(item) >= set(keys)
                for span in item.get("source", []):
                    assert list(span) == ["line", "start", "end"]


def test_surfaces_and_sources() -> None:
    for chapter in export():
        raw = (MINI / "seeds" / chapter["source"]["file"]).read_text(encoding="utf-8").split("\n")
        passages = {passage["id"]: passage["text"] for passage in chapter["passages"]}
        if chapter["source"]["file"].endswith(".txt"):
            for item in chapter["terms"] + chapter["times"]:
                words = " ".join(raw[span["line"] - 1][span["start"] : span["end"]] for span in item["source"])
                assert words.replace("\u00a0", " ").replace("\u00ad", "") == item["surface"]
        for item in chapter["terms"] + chapter["times"]:
            assert passages[item["passage"]][item["start"] : item["end"]] == item["surface"]
        assert chapter["terms"]
        assert chapter["times"]


def test_times_of_the_editor(tmp_path: Path) -> None:
    root = tmp_path / "mini"
    copytree(MINI, root)
    path = root / "corpus" / "brunnen.md"
    rules = """times: [{at: 'c1 "Morgen"', edtf: null}, {at: 'p3 "Im Mai"', edtf: "1998-06"}]"""
    path.write_text(path.read_text(encoding="utf-8").replace("status:", f"{rules}\nstatus:"), encoding="utf-8")
    reader, problems = read(root)
    assert problems == []
    times = json.loads(jsonl(reader).splitlines()[0])["times"]
    assert [(time["passage"], time["surface"]) for time in times] == [
        ("p1", "gestern"),
        ("p1", "Samstag"),
        ("p2", "drei Jahren"),
        ("p3", "Im Mai"),
    ]
    assert times[-1] | {"source": []} == {
        "passage": "p3",
        "start": 142,
        "end": 148,
        "surface": "Im Mai",
        "type": "DATE",
        "timex": "1998-06",
        "mod": None,
        "edtf": "1998-06",
        "anchor": None,
        "rule": "editor",
        "source": [],
    }


def test_a_chapter_without_text() -> None:
    [chapter] = [chapter for chapter in export(Edition.PUBLIC) if chapter["id"] == "leitung"]
    assert [passage["id"] for passage in chapter["passages"]] == ["t1", "b1", "p1", "p2", "p3"]
    assert all(passage["text"] is None and passage["source"] == [] for passage in chapter["passages"])
    assert chapter["terms"] == chapter["times"] == []
    assert [(note["passage"], note["start"], note["end"]) for note in chapter["annotations"]] == [("p2", None, None)]
    assert {event["id"] for event in chapter["events"]} == {"leitung-plan", "leitung-fertig"}


def test_events_of_the_chronology_come_with_each_chapter_that_tells_of_them() -> None:
    where = {chapter["id"]: {event["id"]: event["passages"] for event in chapter["events"]} for chapter in export()}
    assert where["leitung"]["leitung-fertig"] == ["p1"]
    assert where["ferry"]["leitung-fertig"] == ["p3"]
    assert "leitung-fertig" not in where["brunnen"]


def test_the_head_note_the_licence_and_the_original(tmp_path: Path) -> None:
    root = tmp_path / "mini"
    copytree(MINI, root)
    path = root / "corpus" / "ferry.md"
    original = "original: {language: cs, title: Přívoz, published: 1997-05, url: https://example.org/privoz}\nsupplied: [title]"
    path.write_text(path.read_text(encoding="utf-8").replace("status:", f"{original}\nstatus:"), encoding="utf-8")
    reader, problems = read(root)
    assert problems == []
    brunnen, ferry, leitung = map(json.loads, jsonl(reader).splitlines())
    assert (brunnen["licence"], leitung["licence"]) == ("CC BY-SA 4.0", None)
    assert (brunnen["status"], ferry["status"]) == ("reviewed", "draft")
    assert (brunnen["supplied"], ferry["supplied"]) == ([], ["title"])
    assert brunnen["head"]["text"].endswith("Er steht\ngegen {passage}`den Artikel über die Leitung <leitung#p1>`.")
    assert brunnen["head"]["plain"].endswith("Er steht gegen den Artikel über die Leitung.")
    assert brunnen["original"] is None
    assert ferry["original"] == {
        "language": "cs",
        "title": "Přívoz",
        "published": "1997-05",
        "url": "https://example.org/privoz",
    }


def test_notes_have_their_words_and_their_text_without_markup() -> None:
    brunnen, ferry, leitung = export()
    assert [(note["id"], note["words"]) for note in brunnen["annotations"]] == [
        ("p1-das-rad", "das Rad"),
        *[("eimer", "am Samstag … Eimer")] * 6,
        ("p2-40-meter-tief", "40 Meter tief"),
        ("c1", None),
    ]
    assert brunnen["annotations"][0]["plain"] == "Das Rad der Pumpe steht heute im Museum von Salzau."
    assert ferry["annotations"][0]["plain"] == "Siehe Brunnen."
    assert leitung["events"][0]["plain"] == leitung["events"][0]["text"] == "Das Wasserwerk kündigt eine Leitung an."
    [slip] = brunnen["emendations"]
    assert (slip["id"], slip["words"]) == ("p3-zaehler", "Zähler_")
    assert slip["plain"] == "Der Strich ist ein Rest aus dem Satz."


def test_the_glossary_has_every_entry() -> None:
    entries = [json.loads(line) for line in glossary(read(MINI)[0]).splitlines()]
    assert [entry["id"] for entry in entries] == ["brunnen", "hartmann", "salzau", "wasserwerk"]
    assert entries[0] == {
        "schema": "urn:lesebuch:schema:jsonl-glossary:1",
        "id": "brunnen",
        "term": "Brunnen",
        "kind": "concept",
        "variants": ["well"],
        "exclude": [],
        "see": ["salzau"],
        "coordinates": None,
        "wikidata": None,
        "text": "Anlage, aus der Grundwasser gehoben wird.",
        "plain": "Anlage, aus der Grundwasser gehoben wird.",
    }
    assert entries[3]["plain"] == "Erfundener Betrieb, der Salzau versorgt."


def test_the_events_are_all_of_them_with_the_chapters_that_tell_of_them() -> None:
    found = [json.loads(line) for line in events(read(MINI)[0]).splitlines()]
    assert [(event["id"], event["edtf"], event["chapter"], event["passages"]) for event in found] == [
        ("brunnen-versiegt", "1995", "brunnen", ["brunnen#p2"]),
        ("brunnen-offen", "1998-04-11", "brunnen", ["brunnen#p1", "brunnen#c1"]),
        ("leitung-plan", "1998-05-03", "leitung", ["leitung#p1"]),
        ("leitung-fertig", "2001~", None, ["leitung#p1", "ferry#p3"]),
    ]
    assert {event["schema"] for event in found} == {"urn:lesebuch:schema:jsonl-events:1"}


def test_what_a_time_was_reckoned_from_is_a_text_in_every_case() -> None:
    """Readers of columns take one type for a key; an index is written in digits."""
    reader, _ = read(MINI)
    first, second, *rest = reader.times["brunnen"]
    times = (first, replace(second, anchor=0), *(replace(time, anchor=None) for time in rest))
    [chapter] = [json.loads(line) for line in jsonl(replace(reader, times={"brunnen": times})).splitlines()][:1]
    assert [time["anchor"] for time in chapter["times"]] == ["reference", "0", None, None, None]
