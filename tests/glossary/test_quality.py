"""The linker's quality on sentences of our own has a floor: this year's figures less one point."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.glossary import Linker
from lesebuch.glossary.forms import forms
from lesebuch.glossary.spelling import fold
from lesebuch.model import Entry, EntryKind, Markup
from lesebuch.problems import Where

CASES = Path(__file__).parent / "cases"
PRECISION, RECALL = 0.98, 0.99
_MARK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\)")
Mentions = set[tuple[int, int, str]]


def entries() -> dict[str, Entry]:
    here = Where("entries.yaml", 1)
    table = yaml.safe_load((CASES / "entries.yaml").read_text(encoding="utf-8"))
    return {
        slug: Entry(
            slug, item["term"], EntryKind(item["kind"]), Markup("x", here), here,
            tuple(item.get("variants", ())), tuple(item.get("not", ())),
        )
        for slug, item in table.items()
    }  # fmt: skip


def sentences() -> list[tuple[str, str, Mentions]]:
    """Language, text, mentions."""
    made = []
    for line in (CASES / "mentions.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        language, marked = line.split(" | ", 1)
        text, wanted, at = "", set(), 0
        for match in _MARK.finditer(marked):
            text += marked[at : match.start()]
            wanted.add((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
            at = match.end()
        made.append((language, text + marked[at:], wanted))
    return made


def test_floor() -> None:
    linker = Linker(entries(), ["de", "en"])
    assert linker.problems == ()
    found = wanted = right = 0
    wrong = []
    for language, text, marked in sentences():
        got = set(linker.find(text, language))
        found, wanted, right = found + len(got), wanted + len(marked), right + len(got & marked)
        wrong += [(text[start:end], slug) for start, end, slug in got ^ marked]
    assert wanted > 300
    assert right / found >= PRECISION, wrong
    assert right / wanted >= RECALL, wrong


@pytest.mark.parametrize(
    ("term", "kind", "never"),
    [
        ("Krieg", EntryKind.EVENT, "Krieger"),
        ("Stadt", EntryKind.CONCEPT, "Städter"),
        ("Kauf", EntryKind.CONCEPT, "Käufer"),
        ("Vertreter", EntryKind.CONCEPT, "Vertreten"),
        ("Unruhen", EntryKind.EVENT, "Unruhe"),
        ("Weißes Haus", EntryKind.ORGANISATION, "weißes Haus"),
        ("Trump", EntryKind.PERSON, "Trumpe"),
    ],
)
def test_what_is_another_word_is_no_form(term: str, kind: EntryKind, never: str) -> None:
    assert never not in forms(term, kind, "de")


def test_words_in_capitals_are_what_they_are_first() -> None:
    """`Welt` is an entry of its own here: the newspaper in capitals stays the newspaper."""
    here = Where("x")
    both = {
        slug: Entry(slug, term, kind, Markup("x", here), here)
        for slug, term, kind in (("welt", "WELT", EntryKind.WORK), ("erde", "Welt", EntryKind.CONCEPT))
    }
    linker = Linker(both, ["de"])
    assert [slug for _, _, slug in linker.find("WELT, Welt, WELTEN", "de")] == ["welt", "erde", "erde"]


@given(st.text(alphabet=st.sampled_from("aß -‐\u00ad–’„ü\nXund"), max_size=40), st.data())
def test_folded_words_lead_back_to_the_words_as_they_stand(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    assert fold(folded.text).text == folded.text or "- " in folded.text or "\u00ad" in text
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    left, right = folded.origin(start), folded.origin(end)
    assert 0 <= left <= right <= len(text)
    if start < end and "ß" not in text and "- " not in text and "‐ " not in text:
        assert fold(text[left:right]).text in folded.text


@given(
    st.lists(st.text(min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=4),
    st.sampled_from(EntryKind),
    st.sampled_from(["de", "en", "kk", "de-AT"]),
    st.text(max_size=30),
)
def test_any_terms_are_found_where_they_stand(terms: list[str], kind: EntryKind, language: str, text: str) -> None:
    here = Where("x")
    made = {f"e{i}": Entry(f"e{i}", term, kind, Markup("x", here), here) for i, term in enumerate(terms)}
    linker = Linker(made, [language])
    at = 0
    for start, end, slug in linker.find(text + " " + " ".join(terms), language):
        assert at <= start < end
        assert slug in made
        at = end
