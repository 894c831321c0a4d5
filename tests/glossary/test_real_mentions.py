"""The glossary on the restricted sources. What is a mention there was checked by reading; the list holds their words
and stays outside, the number of mentions is pinned here."""

from pathlib import Path

from lesebuch.model import Rights
from lesebuch.pipeline import read
from lesebuch.problems import Code, Severity

ROOT = Path(__file__).parents[2]
CHAPTERS, MENTIONS = 12, 761


def test_mentions_are_found_and_none_is_lost(real_seeds: Path) -> None:
    reader, problems = read(ROOT, seeds=[real_seeds])
    restricted = [chapter for chapter in reader.chapters if chapter.rights is Rights.RESTRICTED]
    assert len(restricted) == CHAPTERS
    assert all(chapter.available for chapter in restricted)
    assert sum(len(reader.mentions[chapter.slug]) for chapter in restricted) >= 0.99 * MENTIONS
    assert [p for p in problems if p.severity is Severity.ERROR or p.code is Code.UNUSED_ENTRY] == []
