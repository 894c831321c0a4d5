"""Reads glossary/*.md: an entry a file."""

from pathlib import Path

from lesebuch import yamlfile
from lesebuch.limits import PAGE_BYTES, TERM
from lesebuch.model import SLUG, Entry, EntryKind, Kinds, Markup
from lesebuch.problems import Code, Problem, Where, meant
from lesebuch.shapes import LATITUDE, LONGITUDE, WIKIDATA, Choice, Coordinates, Key, Shape, Texts, Words, must
from lesebuch.slugs import naming
from lesebuch.textfile import read_text
from lesebuch.yamlfile import YamlMapping

ENTRY = Shape(
    "an entry",
    (
        must("term", Words(longest=TERM), "The term, in its basic form."),
        must("kind", Choice(tuple(EntryKind), more=True), "What it is about."),
        Key("variants", Texts(numbers=True, longest=TERM), "Spellings that inflection does not produce."),
        Key("not", Texts(numbers=True, longest=TERM), "Phrases that look like it and are not."),
        Key("see", Texts(numbers=True), "Names of other entries."),
        Key("coordinates", Coordinates(), "Where it is: latitude and longitude in degrees, such as [51.5, -0.12]."),
        Key("wikidata", Words(WIKIDATA), "Item, such as Q232."),
    ),
)
"""The front matter of glossary/SLUG.md."""
_SINGLE = tuple(key.name for key in ENTRY if not isinstance(key.value, Texts | Coordinates))
_LISTS = tuple(key.name for key in ENTRY if isinstance(key.value, Texts))


def read_entries(folder: Path, kinds: Kinds = Kinds()) -> tuple[dict[str, Entry], list[Problem]]:
    """Read all entries of a folder, by slug; a missing folder holds none. Faulty files are problems and left out.

    `kinds`: those that the reader adds.
    """
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    links: list[tuple[str, Where]] = []
    paths = sorted(folder.glob("*.md"))
    for path in paths:
        entry, found = _read(path, links, kinds)
        problems += found
        if entry:
            entries[entry.slug] = entry
    problems += [
        Problem(Code.UNKNOWN_ENTRY, where, f"`see` names `{slug}`, which is no entry.")
        for slug, where in links
        if slug not in {path.stem for path in paths}
    ]
    return entries, problems


def _read(path: Path, links: list[tuple[str, Where]], kinds: Kinds) -> tuple[Entry | None, list[Problem]]:
    """Read an entry; what its `see` names is added to `links`, each with its place."""
    name = f"{path.parent.name}/{path.name}"
    text, problems = read_text(path, name, PAGE_BYTES)
    if text is None:
        return None, problems
    block, body, line, bad = yamlfile.front_matter(text, name)
    if block is None:
        return None, problems + bad
    bad += _check(block, path.stem, kinds.entry_names)
    problems += bad
    if any(problem.severity == "error" for problem in bad):
        return None, problems
    leading = len(body) - len(body.lstrip("\n"))
    entry = Entry(
        slug=path.stem,
        term=str(block.get("term")),
        kind=str(block.get("kind")),
        like=kinds.like(str(block.get("kind"))),
        body=Markup(body.strip("\n").rstrip(), Where(name, line + leading)),
        where=block.where("term"),
        variants=_texts(block, "variants"),
        exclude=_texts(block, "not"),
        see=_texts(block, "see"),
        coordinates=_coordinates(block.get("coordinates")),
        wikidata=str(block.get("wikidata") or "").strip(),
    )
    links += ((slug, block.item_where("see", index)) for index, slug in enumerate(entry.see))
    if not entry.body.text:
        problems.append(Problem(Code.MISSING_KEY, Where(name, line), "The entry has no definition.", "Write one."))
    return entry, problems


def _check(block: YamlMapping, slug: str, kinds: tuple[str, ...]) -> list[Problem]:
    problems = [
        Problem(
            Code.UNKNOWN_KEY,
            block.where(key),
            f"`{key}` is no key of an entry; allowed are {', '.join(ENTRY.names)}.",
            meant(key, ENTRY.names),
        )
        for key in block
        if key not in ENTRY.names
    ]
    if not SLUG.fullmatch(slug):
        hint = naming(slug)
        problems.append(Problem(Code.BAD_VALUE, block.where(), f"`{slug}` is no name for an entry.", hint))
    problems += [
        Problem(Code.MISSING_KEY, block.where(), f"The entry has no `{key}`.")
        for key in ENTRY.required
        if _is_blank(block.get(key))
    ]
    problems += [
        Problem(Code.BAD_VALUE, block.where(key), f"`{key}` must be one text.", f"Write `{key}: …`.")
        for key in _SINGLE
        if not _is_blank(block.get(key)) and not _is_text(block.get(key))
    ]
    problems += _too_long(block)
    kind, wikidata = block.get("kind"), block.get("wikidata")
    if _is_text(kind) and str(kind) not in kinds:
        hint = f"{meant(str(kind), kinds)} Write one of {', '.join(kinds)}, or make a kind of your own: [entries.{kind}] in reader.toml.".strip()
        problems.append(Problem(Code.BAD_VALUE, block.where("kind"), f"`{kind}` is no kind.", hint))
    problems += [p for key in _LISTS if (p := _check_list(block, key))]
    if block.get("coordinates") is not None and _coordinates(block.get("coordinates")) is None:
        message = f"`{block.get('coordinates')}` are no coordinates."
        hint = "Write latitude (-90 to 90) and longitude (-180 to 180) in degrees, with a point: `coordinates: [51.5, -0.12]`."
        problems.append(Problem(Code.BAD_VALUE, block.where("coordinates"), message, hint))
    if _is_text(wikidata) and not WIKIDATA.fullmatch(str(wikidata).strip()):
        message = f"`{wikidata}` is no Wikidata item."
        problems.append(Problem(Code.BAD_VALUE, block.where("wikidata"), message, "Write it like Q232."))
    return problems


def _too_long(block: YamlMapping) -> list[Problem]:
    """Terms, variants and exceptions that are longer than anything that stands in a glossary."""
    named: list[tuple[object, Where]] = [(block.get("term"), block.where("term"))]
    for key in ("variants", "not"):
        items = block.get(key)
        named += [(item, block.item_where(key, n)) for n, item in enumerate(items if isinstance(items, list) else [])]
    return [
        Problem(
            Code.BAD_VALUE, where, f"A term or variant has {len(words)} characters, more than {TERM}.", "Shorten it."
        )
        for words, where in named
        if isinstance(words, str) and len(words) > TERM
    ]


def _check_list(block: YamlMapping, key: str) -> Problem | None:
    value = block.get(key)
    items = value if isinstance(value, list) else []
    if value is not None and (not isinstance(value, list) or not all(_is_text(item) for item in items)):
        hint = f"Write `{key}: [one, two]`; put yes, no, on and off in quotation marks."
        return Problem(Code.BAD_VALUE, block.where(key), f"`{key}` must be a list.", hint)
    return None


def _coordinates(value: object) -> tuple[float, float] | None:
    """Latitude and longitude; None if the value is not both."""
    match value:
        case [latitude, longitude] if _is_text(latitude) and _is_text(longitude):
            written = str(latitude).strip(), str(longitude).strip()
            if LATITUDE.fullmatch(written[0]) and LONGITUDE.fullmatch(written[1]):
                return float(written[0]), float(written[1])
    return None


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_text(item: object) -> bool:
    """Words without quotation marks that YAML takes for yes and no are none: `variants: [on]`."""
    return isinstance(item, str | int) and not isinstance(item, bool) and bool(str(item).strip())


def _texts(block: YamlMapping, key: str) -> tuple[str, ...]:
    value = block.get(key)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
