"""The five restricted sources. Titles are compared by checksum: the repository holds none of their text."""

import datetime as dt
import hashlib
from pathlib import Path

from lesebuch.drafting import Draft, draft
from lesebuch.normalise import normalise
from lesebuch.sources import load

TODAY = dt.date(2026, 11, 20)
# file, first and last line, SHA-256 of the title ("" where the text gives none), authors, others, date
EXPECTED = [
    ("000", 1, 21, "", ["Ellen Ivits"], [], None),
    ("001", 1, 29, "9b0b037a7bb84ee7", ["Bona Hyun"], ["bohy signature"], "2023-05"),
    ("002", 1, 29, "", [], ["pm signature"], "[2022-04-05..2022-04-10]"),
    ("003", 1, 35, "ca6bbc7f6d399a3e", [], ["Alice Taylor editor"], "[2022-03-01..2022-03-02]"),
    ("004", 1, 48, "f3e3c94fc8aaa233", ["Vitaly Portnikov"], ["Viktoriya Limbach translator"], "2025-11-16"),
    ("004", 51, 83, "cc8ef5ba65200c19", ["Vitaly Portnikov"], [], "2025-07-01"),
    ("004", 85, 121, "8b206099d459bfb7", ["Vitaly Portnikov"], [], "2025-06-05"),
    ("004", 161, 193, "bcda661c786f8e5e", ["Vitaly Portnikov"], [], "2025-05-19"),
    ("004", 195, 229, "1fcaea341e48f1cf", ["Vitaly Portnikov"], [], "2025-04-22"),
    ("004", 231, 267, "a6c8decbd21e63b2", ["Vitaly Portnikov"], [], "2025-04-19"),
    ("004", 269, 299, "eadbae6812ff5d47", ["Vitaly Portnikov"], [], "2025-04-15"),
    ("004", 301, 329, "1301f0d02bc91a61", ["Vitaly Portnikov"], [], "2025-04-10"),
]


def all_drafts(folder: Path) -> list[tuple[str, Draft]]:
    result = []
    for path in sorted(folder.glob("00[0-4]_*.txt")):
        source, problems = load(path)
        assert source is not None, problems
        drafts, problems = draft(normalise(source)[0], today=TODAY)
        assert not problems
        result += [(path.name[:3], made) for made in drafts]
    return result


def test_twelve_articles_and_a_duplicate(real_seeds: Path) -> None:
    drafts = all_drafts(real_seeds)
    articles = [(file, made) for file, made in drafts if not made.repeats]
    assert [(file, made.first, made.last) for file, made in articles] == [e[:3] for e in EXPECTED]
    repeated = [made for _, made in drafts if made.repeats]
    assert [(made.first, made.last) for made in repeated] == [(123, 159)]
    assert repeated[0].repeats is not None
    assert (repeated[0].repeats.first, repeated[0].repeats.last) == (85, 121)


def test_titles(real_seeds: Path) -> None:
    articles = [made for _, made in all_drafts(real_seeds) if not made.repeats]
    titles = [hashlib.sha256(made.title.encode()).hexdigest()[:16] if made.title_at else "" for made in articles]
    assert titles == [e[3] for e in EXPECTED]


def test_people(real_seeds: Path) -> None:
    articles = [made for _, made in all_drafts(real_seeds) if not made.repeats]
    assert [[c.name for c in made.credits if c.role == "author"] for made in articles] == [e[4] for e in EXPECTED]
    assert [[f"{c.name} {c.role}" for c in made.credits if c.role != "author"] for made in articles] == [
        e[5] for e in EXPECTED
    ]


def test_dates_are_as_exact_as_the_evidence(real_seeds: Path) -> None:
    articles = [made for _, made in all_drafts(real_seeds) if not made.repeats]
    assert [str(made.published) if made.published else None for made in articles] == [e[6] for e in EXPECTED]


def test_structure(real_seeds: Path) -> None:
    by_file = {file: made for file, made in all_drafts(real_seeds) if file != "004"}
    kinds = {
        file: [
            f"{claim.line} {claim.kind}"
            for claim in made.structure
            if claim.kind not in ("title", "byline", "metadata")
        ]
        for file, made in by_file.items()
    }
    assert kinds == {
        "000": ["1 lead", "7 heading", "17 heading"],
        "001": ["5 caption", "7 lead", "9 dateline", "11 heading", "17 heading", "23 heading", "29 signature"],
        "002": ["1 lead", "3 dateline", "5 heading", "17 heading", "21 quote", "25 heading", "29 signature", "29 drop"],
        "003": ["3 caption", "35 signature"],
    }
    assert [(o.first, o.last, o.reason) for o in by_file["003"].outside] == [(37, 39, "newsletter call")]


def test_provenance(real_seeds: Path) -> None:
    first = next(made for file, made in all_drafts(real_seeds) if file == "004")
    assert first.original is not None
    assert (first.original.language, str(first.original.published)) == ("ru", "2025-11-16")
    assert first.publisher == "uebersetzungenzuukraine.data.blog"
    assert [c.line for c in first.structure if c.kind == "provenance"] == [32, *range(34, 41), 42, 44, 45, 47]
