"""Whether the JSONL loads in the programs that researchers use, and whether every span is where it says.

    lesebuch export jsonl -o corpus.jsonl --glossary glossary.jsonl --events events.jsonl
    python benchmarks/loading.py corpus.jsonl glossary.jsonl events.jsonl

Each program counts the objects of all files and cuts each term and each time out of its passage, with its own means as far as it
has any: `text[start:end]` must be `surface`. A program that is not installed is left out and named. Exit code 1 if one fails.
It runs without Lesebuch: pip install pandas polars duckdb pyarrow datasets spacy
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
Check = Callable[[Path, list[Path]], tuple[int, int, int]]
"""Gives the number of objects, of spans, and of spans that are wrong."""
SPANS = ("terms", "times")
SCHEMAS = Path(__file__).parent.parent / "src" / "lesebuch" / "schema" / "files"


def cut(rows: Iterable[Row]) -> tuple[int, int, int]:
    """Chapters, spans, wrong spans; by Python's slices."""
    rows = list(rows)
    found = [text[item["start"] : item["end"]] == item["surface"] for text, item in pairs(rows)]
    return len(rows), len(found), found.count(False)


def pairs(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Each span with the text of its passage."""
    for row in rows:
        texts = {passage["id"]: passage["text"] for passage in row["passages"]}
        for key in SPANS:
            for item in row[key]:
                yield texts[item["passage"]], item


def pandas(corpus: Path, others: list[Path]) -> tuple[int, int, int]:
    """`dtype=False`: else a column of years becomes one of numbers."""
    pd = import_module("pandas")
    objects, spans, wrong = cut(pd.read_json(corpus, lines=True, dtype=False).to_dict("records"))
    return objects + sum(len(pd.read_json(path, lines=True, dtype=False)) for path in others), spans, wrong


def polars(corpus: Path, others: list[Path]) -> tuple[int, int, int]:
    """Its own joins and slices."""
    pl = import_module("polars")
    table = pl.read_ndjson(corpus, infer_schema_length=None)
    passages = table.select(pl.col("id").alias("chapter"), "passages").explode("passages")
    passages = passages.select("chapter", pl.col("passages").struct.field("id").alias("passage"),
                               pl.col("passages").struct.field("text"))  # fmt: skip
    spans = wrong = 0
    for key in SPANS:
        items = table.select(pl.col("id").alias("chapter"), pl.col(key).alias("item")).explode("item")
        items = items.filter(pl.col("item").is_not_null()).unnest("item").join(passages, on=["chapter", "passage"])
        words = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
        spans += len(items)
        wrong += len(items.filter(words.ne_missing(pl.col("surface"))))
    return len(table) + sum(len(pl.read_ndjson(path, infer_schema_length=None)) for path in others), spans, wrong


def duckdb(corpus: Path, others: list[Path]) -> tuple[int, int, int]:
    """Its own joins and slices, which count from 1."""
    connection = import_module("duckdb").connect()
    corpus_table, *tables = [connection.read_json(str(path), format="newline_delimited") for path in [corpus, *others]]
    corpus_table.create("corpus")
    objects = sum(len(table) for table in [corpus_table, *tables])
    spans = wrong = 0
    for key in SPANS:
        # A key without any item in the whole file has no columns.
        if not connection.execute(f"select sum(len({key})) from corpus").fetchone()[0]:
            continue
        query = f"""
            with items as (select id as chapter, unnest({key}, recursive := true) from corpus),
                 texts as (select id as chapter, unnest(passages) as p from corpus)
            select count(*), count(*) filter (substring(p.text, "start" + 1, "end" - "start") is distinct from surface)
            from items join texts on items.chapter = texts.chapter and items.passage = p.id"""
        found = connection.execute(query).fetchone()
        spans, wrong = spans + found[0], wrong + found[1]
    return objects, spans, wrong


def pyarrow(corpus: Path, others: list[Path]) -> tuple[int, int, int]:
    """With the types of the schema; and a row must fit into a block, which has a million bytes if nothing is said."""
    reader = import_module("pyarrow.json")
    sizes = reader.ReadOptions(block_size=1 << 26)
    tables = [
        reader.read_json(path, sizes, reader.ParseOptions(explicit_schema=columns(path))) for path in [corpus, *others]
    ]
    _, spans, wrong = cut(tables[0].to_pylist())
    return sum(table.num_rows for table in tables), spans, wrong


def columns(path: Path) -> Any:
    """The types of Arrow that a file's JSON Schema says: its first line names it."""
    with path.open(encoding="utf-8") as stream:
        name = json.loads(stream.readline())["schema"].split(":")[-2]
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="ascii"))
    return import_module("pyarrow").schema(list(column(schema)))


def column(schema: Row) -> Any:
    """A type of Arrow; an object's fields are its items."""
    pa = import_module("pyarrow")
    kinds = schema.get("type", "string")
    kind = next(kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null")
    if kind == "object":
        return pa.struct([(name, column(inner)) for name, inner in schema["properties"].items()])
    if kind == "array":
        return pa.list_(column(schema["items"]))
    return {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}[kind]


def datasets(corpus: Path, others: list[Path]) -> tuple[int, int, int]:
    """With the types of the schema: else a key that is null in the first ten megabytes has none."""
    library = import_module("datasets")
    with tempfile.TemporaryDirectory() as cache:
        loaded = [
            library.load_dataset(
                "json",
                data_files=str(path),
                split="train",
                cache_dir=cache,
                features=library.Features.from_arrow_schema(columns(path)),
            )
            for path in [corpus, *others]
        ]
        _, spans, wrong = cut(loaded[0])
        return sum(map(len, loaded)), spans, wrong


def spacy(corpus: Path, others: list[Path]) -> tuple[int, int, int]:
    """A document a passage, its tokens cut at the ends of all spans: then each span is one of spaCy's, even within a compound."""
    library = import_module("spacy")
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    spans = wrong = 0
    for row in rows:
        pipe = library.blank(row["language"].partition("-")[0])
        for passage in row["passages"]:
            items = [item for key in SPANS for item in row[key] if item["passage"] == passage["id"]]
            document = tokens(pipe, passage["text"] or "", items)
            found = [document.char_span(item["start"], item["end"]) for item in items]
            spans += len(items)
            wrong += sum(not span or span.text != item["surface"] for span, item in zip(found, items, strict=True))
            document.spans["lesebuch"] = [span for span in found if span]
    return len(rows) + sum(path.read_text(encoding="utf-8").count("\n") for path in others), spans, wrong


def tokens(pipe: Any, text: str, items: Iterable[Row]) -> Any:
    """The own tokens of spaCy, those that a span begins or ends in cut in two."""
    document = pipe.make_doc(text)
    edges = {item[end] for item in items for end in ("start", "end")}
    with document.retokenize() as retokenizer:
        for token in document:
            inside = sorted(edge - token.idx for edge in edges if token.idx < edge < token.idx + len(token))
            parts = [token.text[a:b] for a, b in zip([0, *inside], [*inside, len(token)], strict=True)]
            if inside:
                retokenizer.split(token, parts, heads=[(token, n) for n in range(len(parts))])
    return document


CHECKS: dict[str, Check] = {
    "pandas": pandas,
    "polars": polars,
    "duckdb": duckdb,
    "pyarrow": pyarrow,
    "datasets": datasets,
    "spacy": spacy,
}


def main() -> int:
    """Print a line a program."""
    corpus, *others = [Path(name) for name in sys.argv[1:]]
    objects = sum(path.read_text(encoding="utf-8").count("\n") for path in [corpus, *others])
    failed = False
    for name, check in CHECKS.items():
        try:
            number = version(name)
        except ImportError:
            print(f"{name}: not installed")
            continue
        start = time.perf_counter()
        try:
            found, spans, wrong = check(corpus, others)
        except Exception as error:  # noqa: BLE001 - whatever a program says, the others are asked, too
            print(f"{name} {number}: {type(error).__name__}: {error}")
            failed = True
            continue
        print(
            f"{name} {number}: {found}/{objects} objects, {spans - wrong}/{spans} spans, {time.perf_counter() - start:.1f} s"
        )
        failed |= found != objects or wrong > 0 or not spans
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
