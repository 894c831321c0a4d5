"""JSONL: the schema key for key, the golden file of the mini reader, and what must hold of any export."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from lesebuch.config import Edition
from lesebuch.export import jsonl
from lesebuch.pipeline import read

MINI = Path(__file__).parents[1] / "roots" / "mini"
GOLDEN = Path(__file__).parent / "golden" / "mini.jsonl"
SPAN = ["line", "start", "end"]
SCHEMA: dict[str, Any] = {
    "id": None,
    "title": None,
    "contributors": ["name", "role"],
    "authors": None,
    "published": None,
    "publisher": None,
    "language": None,
    "rights": None,
    "url": None,
    "source": None,
    "passages": ["id", "kind", "text", "source"],
    "metadata": ["field", "source"],
    "dropped": ["reason", "source"],
    "terms": ["entry", "passage", "start", "end", "surface", "source"],
    "times": ["passage", "start", "end", "surface", "type", "timex", "mod", "edtf", "anchor", "rule", "source"],
    "annotations": ["id", "kind", "passage", "start", "end", "text"],
    "emendations": ["passage", "start", "end", "to", "text"],
    "events": ["id", "edtf", "passages", "text"],
}


def export(edition: Edition = Edition.CLASS) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl(read(MINI, edition)[0]).splitlines()]


def test_golden() -> None:
    assert export() == [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("edition", list(Edition))
def test_schema(edition: Edition) -> None:
    chapters = export(edition)
    assert [chapter["id"] for chapter in chapters] == ["brunnen", "ferry", "leitung"]
    for chapter in chapters:
        assert list(chapter) == list(SCHEMA)
        assert list(chapter["source"]) == ["file", "sha256", "lines"]
        for key, keys in SCHEMA.items():
            for item in chapter[key] if keys else []:
                assert list(item) == keys
                for span in item.get("source", []):
                    assert list(span) == SPAN


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
