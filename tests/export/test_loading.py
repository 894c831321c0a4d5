"""The JSONL in programs that take one type for a key: it loads, and every span is where it says. More: benchmarks/loading.py."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from pyarrow import json as arrow

import handmade
from lesebuch.config import Edition
from lesebuch.export import events, glossary, jsonl
from lesebuch.model import Reader, Rights
from lesebuch.pipeline import read

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "roots" / "mini"
WRITERS = {"jsonl": jsonl, "glossary": glossary, "events": events}


def spans(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What each span cuts out of its passage, and what it should."""
    found = []
    for row in rows:
        texts = {passage["id"]: passage["text"] for passage in row["passages"]}
        items = [*row["terms"], *row["times"]]
        found += [(texts[item["passage"]][item["start"] : item["end"]], item["surface"]) for item in items]
    return found


def with_every_anchor() -> Reader:
    """Times that count from the date of publication, from another time, and from nothing, in one file."""
    reader, _ = read(MINI)
    first, second, *rest = reader.times["brunnen"]
    times = (first, replace(second, anchor=0), *(replace(time, anchor=None) for time in rest))
    return replace(reader, times={**reader.times, "brunnen": times})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files of three readers: the mini one, the edition without restricted texts, and one that says next to nothing."""
    bare = handmade.chapter(slug="leer", rights=Rights.RESTRICTED, available=False)
    readers = {"mini": with_every_anchor(), "public": read(ROOT, Edition.PUBLIC)[0], "bare": Reader((bare,))}
    path = tmp_path_factory.mktemp("files")
    for name, reader in readers.items():
        for form, write in WRITERS.items():
            (path / f"{name}.{form}").write_text(write(reader), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["mini", "public"])
def test_pyarrow(folder: Path, name: str) -> None:
    rows = arrow.read_json(folder / f"{name}.jsonl").to_pylist()
    found = spans(rows)
    assert len(found) > 20
    assert all(cut == surface for cut, surface in found)
    for form in WRITERS:
        path = folder / f"{name}.{form}"
        assert arrow.read_json(path).num_rows == path.read_text(encoding="utf-8").count("\n") > 0


@pytest.mark.parametrize("name", ["mini", "public"])
def test_polars(folder: Path, name: str) -> None:
    table = pl.read_ndjson(folder / f"{name}.jsonl", infer_schema_length=None)
    texts = table.select(chapter="id", p="passages").explode("p")
    texts = texts.select("chapter", pl.col("p").struct.field("id").alias("passage"), pl.col("p").struct.field("text"))
    for key in ("terms", "times"):
        items = table.select(chapter="id", item=key).explode("item").drop_nulls("item").unnest("item")
        items = items.join(texts, on=["chapter", "passage"], how="left")
        cut = items.select(pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))).to_series()
        assert len(items) > 10
        assert cut.to_list() == items["surface"].to_list()
    for form in WRITERS:
        path = folder / f"{name}.{form}"
        assert len(pl.read_ndjson(path)) == path.read_text(encoding="utf-8").count("\n")


@pytest.mark.parametrize("form", WRITERS)
def test_the_types_of_the_schema_are_types_of_arrow_and_all_lines_have_them(folder: Path, form: str) -> None:
    """As `benchmarks/loading.py` gives them to what looks at the beginning of a file alone."""
    spec = spec_from_file_location("loading", ROOT / "benchmarks" / "loading.py")
    assert spec is not None
    assert spec.loader is not None
    loading = module_from_spec(spec)
    spec.loader.exec_module(loading)
    path = folder / f"mini.{form}"
    types = loading.columns(path)
    options = arrow.ParseOptions(explicit_schema=types, unexpected_field_behavior="error")
    table = arrow.read_json(path, parse_options=options)
    assert table.schema.names == types.names
    assert table.num_rows == path.read_text(encoding="utf-8").count("\n")


def test_what_a_time_was_reckoned_from_is_one_column(folder: Path) -> None:
    table = arrow.read_json(folder / "mini.jsonl")
    assert table.schema.field("times").type.value_type.field("anchor").type == pa.string()
    anchors = {time["anchor"] for row in table.to_pylist() for time in row["times"]}
    assert anchors == {None, "reference", "0"}


def test_chapters_that_say_nothing_and_those_that_do_load_together(folder: Path) -> None:
    path = folder / "both.jsonl"
    lines = [(folder / f"{name}.jsonl").read_text(encoding="utf-8") for name in ("bare", "public", "bare")]
    path.write_text("".join(lines), encoding="utf-8")
    assert arrow.read_json(path).num_rows == len(pl.read_ndjson(path, infer_schema_length=None)) == 19
    assert json.loads(lines[0])["passages"] == []


def test_the_class_edition(real_seeds: Path, tmp_path: Path) -> None:
    reader, _ = read(ROOT, Edition.CLASS, [real_seeds])
    path = tmp_path / "class.jsonl"
    path.write_text(jsonl(reader), encoding="utf-8")
    found = spans(arrow.read_json(path).to_pylist())
    assert len(found) > 1000
    assert all(cut == surface for cut, surface in found)
    assert len(pl.read_ndjson(path, infer_schema_length=None)) == len(reader.chapters)
