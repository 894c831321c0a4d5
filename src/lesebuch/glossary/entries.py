"""Reads glossary/*.md: an entry a file."""

from collections.abc import Collection, Mapping
from pathlib import Path

from lesebuch import yamlfile
from lesebuch.fields import Fields
from lesebuch.folders import written
from lesebuch.guesses import meant
from lesebuch.limits import PAGE_BYTES, TERM
from lesebuch.model import SLUG, Entry, EntryKind, Kinds, Markup
from lesebuch.problems import Code, Problem, Where
from lesebuch.shapes import LATITUDE, LONGITUDE, WIKIDATA, Choice, Coordinates, Key, Shape, Texts, Words, must
from lesebuch.slugs import naming
from lesebuch.textfile import name_in_folder, read_text

ENTRY = Shape(
    "an entry",
    (
        must("term", Words(longest=TERM), "The term, in its basic form."),
        must("kind", Choice(tuple(EntryKind), more=True), "What it is about."),
        Key("variants", Texts(numbers=True, longest=TERM), "Spellings that inflection does not produce."),
        Key("not", Texts(numbers=True, longest=TERM), "Phrases that look like it and are not."),
        Key("see", Texts(numbers=True), "Names of other entries."),
        Key("coordinates", Coordinates(), "Where it is: latitude and longitude in degrees, such as [51.5, -0.12]."),
        Key("wikidata", Words(WIKIDATA, "an item such as Q232"), "Item, such as Q232."),
    ),
)
"""The front matter of glossary/SLUG.md."""


def read_entries(folder: Path, kinds: Kinds = Kinds()) -> tuple[dict[str, Entry], list[Problem]]:
    """Read all entries of a folder, by slug; a missing folder holds none. Faulty files are problems and left out.

    `kinds`: those that the reader adds.
    """
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    links: list[tuple[str, Where]] = []
    paths = written(folder)
    for path in paths:
        entry, found = _read(path, links, kinds)
        problems += found
        if entry:
            entries[entry.slug] = entry
    names = {path.stem for path in paths}
    terms = {entry.term: slug for slug, entry in entries.items()}
    problems += [
        Problem(Code.UNKNOWN_ENTRY, where, f"`see` names `{slug}`, which is no entry.", _near(slug, names, terms))
        for slug, where in links
        if slug not in names
    ]
    return entries, problems


def _near(name: str, names: Collection[str], terms: Mapping[str, str]) -> str:
    """A hint at the entry whose term, or nearly whose name, somebody has written."""
    return f"Write `{terms[name]}`, which is the name of its file." if name in terms else meant(name, names)


def _read(path: Path, links: list[tuple[str, Where]], kinds: Kinds) -> tuple[Entry | None, list[Problem]]:
    """Read an entry; what its `see` names is added to `links`, each with its place."""
    name = name_in_folder(path)
    text, problems = read_text(path, name, PAGE_BYTES)
    if text is None:
        return None, problems
    block, body, line, bad = yamlfile.front_matter(text, name)
    if block is None:
        return None, problems + bad
    fields = Fields(block, ENTRY, bad)
    if fields.misplaced():
        return None, problems + bad
    entry = _entry(fields, path.stem, kinds, Markup(body.strip("\n").rstrip(), _begin(name, line, body)))
    problems += bad
    if any(problem.severity == "error" for problem in bad):
        return None, problems
    links += ((slug, block.item_where("see", index)) for index, slug in enumerate(entry.see))
    if not entry.body.text:
        problems.append(Problem(Code.MISSING_KEY, Where(name, line), "The entry has no definition.", "Write one."))
    return entry, problems


def _begin(name: str, line: int, body: str) -> Where:
    return Where(name, line + len(body) - len(body.lstrip("\n")))


def _entry(fields: Fields, slug: str, kinds: Kinds, body: Markup) -> Entry:
    """The entry; it is whole if `fields` have no problems."""
    block = fields.block
    fields.only()
    if not SLUG.fullmatch(slug):
        fields.report(Code.BAD_VALUE, f"`{slug}` is no name for an entry.", block.where(), naming(slug))
    _check_lengths(fields)
    kind = fields.text("kind") and fields.choice("kind", "", kinds.entry_names, "entries")
    return Entry(
        slug=slug,
        term=fields.text("term"),
        kind=kind,
        like=kinds.like(kind),
        body=body,
        where=block.where("term"),
        variants=fields.texts("variants"),
        exclude=fields.texts("not"),
        see=fields.texts("see"),
        coordinates=_coordinates(fields),
        wikidata=fields.matching("wikidata"),
    )


def _check_lengths(fields: Fields) -> None:
    """Terms, variants and exceptions that are longer than anything that stands in a glossary."""
    block = fields.block
    named: list[tuple[object, Where]] = [(block.get("term"), block.where("term"))]
    for key in ("variants", "not"):
        items = block.get(key)
        named += [(item, block.item_where(key, n)) for n, item in enumerate(items if isinstance(items, list) else [])]
    for words, where in named:
        if isinstance(words, str) and len(words) > TERM:
            message = f"A term or variant has {len(words)} characters, more than {TERM}."
            fields.report(Code.BAD_VALUE, message, where, "Shorten it.")


def _coordinates(fields: Fields) -> tuple[float, float] | None:
    """Latitude and longitude; None if there are none."""
    value = fields.block.get("coordinates")
    match value:
        case None:
            return None
        case [latitude, longitude]:
            written = str(latitude).strip(), str(longitude).strip()
            if LATITUDE.fullmatch(written[0]) and LONGITUDE.fullmatch(written[1]):
                return float(written[0]), float(written[1])
    hint = (
        "Write latitude (-90 to 90) and longitude (-180 to 180) in degrees, with a point: `coordinates: [51.5, -0.12]`."
    )
    shown = f"[{', '.join(map(str, value))}]" if isinstance(value, list) else value
    fields.report(Code.BAD_VALUE, f"`{shown}` are no coordinates.", fields.block.where("coordinates"), hint)
    return None
