"""What editors write as other programs have it, and what then is not shown: pictures in HTML, keys without their role."""

from dataclasses import replace
from pathlib import Path

import pytest

from lesebuch.editorial.following import LinkFollower
from lesebuch.editorial.labels import names_of
from lesebuch.editorial.links import check_links
from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.editorial.site import Site
from lesebuch.model import Chapter, Entry, EntryKind, Markup, Mention, Reader, Rights, Span
from lesebuch.myst import scan
from lesebuch.problems import Code, Problem, Where


def piece(text: str) -> ScannedMarkup:
    markup = Markup(text, Where("docs/a.md", 1))
    return ScannedMarkup(markup, scan(markup), ("a",), whole=True)


def dead(tmp_path: Path, text: str) -> list[tuple[Code, int]]:
    read = piece(text)
    follower = LinkFollower(Site(tmp_path, {"a": "a.md"}), names_of([read]))
    return [(problem.code, problem.where.line) for problem in follower.dead(read.found, "a")]


@pytest.mark.parametrize(
    "text",
    [
        '<img src="bild.png" alt="x">\n',
        "Text <img alt=x src=bild.png> Text\n",
        "<div>\n<IMG\n SRC='bild.png'/>\n</div>\n",
        '| a |\n|---|\n| <img src="bild.png"> |\n',
        '- <img src="bild.png">\n',
        ':::{note}\n<img src="bild.png">\n:::\n',
    ],
)
def test_a_picture_of_html_is_on_no_site_even_if_the_file_is_there(tmp_path: Path, text: str) -> None:
    (tmp_path / "bild.png").write_bytes(b"x")
    line = 1 + text[: text.lower().index("<img")].count("\n")
    assert dead(tmp_path, text) == [(Code.DEAD_LINK, line)]


@pytest.mark.parametrize(
    "text",
    [
        '<img src="_static/bild.png">\n',
        '<img src="../_static/bild.png">\n',
        '<img src="https://example.org/bild.png">\n',
        '<img src="data:image/png;base64,AAAA">\n',
        '<!-- <img src="bild.png"> -->\n',
        '`<img src="bild.png">`\n',
        '<image-list data-src="bild.png"></image-list>\n',
    ],
)
def test_others_are(tmp_path: Path, text: str) -> None:
    assert dead(tmp_path, text) == []


def said(text: str, *keys: str) -> list[Problem]:
    return check_links(Reader(()), [piece(text)], frozenset(keys))


def test_a_key_without_its_role_is_told() -> None:
    text = "Ein Satz `meier-2001`.\n\nNoch einer [@meier-2001; @huber]; [-@huber].\n"
    found = said(text, "meier-2001", "huber")
    assert [(problem.code, problem.where.line) for problem in found] == [(Code.NO_MARKUP, n) for n in (1, 3, 3, 3)]
    assert found[0].hint == "Write {cite}`meier-2001`."


@pytest.mark.parametrize(
    "text",
    [
        "{cite}`meier-2001`\n",
        "`meier-2002`, `huber`\n",
        "wir@huber.example, [@mueller]\n",
        "```\n[@huber] `meier-2001`\n```\n",
    ],
)
def test_of_other_words_nothing_is_said(text: str) -> None:
    assert said(text, "meier-2001", "huber") == []


def reader(*passages: tuple[str, str, str]) -> Reader:
    """Mentions: chapter, passage, entry."""
    where = Where("corpus/x.md", 1)
    chapters = tuple(
        Chapter(slug, slug, "x.txt", 1, 1, where, "draft", "de", rights=Rights.OPEN, available=True)
        for slug in sorted({chapter for chapter, _, _ in passages})
    )
    mentions = {
        chapter.slug: tuple(Mention(entry, Span(p, 0, 1)) for c, p, entry in passages if c == chapter.slug)
        for chapter in chapters
    }
    entries = {
        slug: Entry(slug, slug, kind, Markup("", where), where)
        for slug, kind in (("a", EntryKind.PERSON), ("b", EntryKind.ORGANISATION), ("c", EntryKind.PLACE))
    }
    return Reader(chapters=chapters, entries=entries, mentions=mentions)


@pytest.mark.parametrize(
    ("passages", "told"),
    [
        ((), True),
        ((("x", "p1", "a"), ("x", "p1", "b")), True),
        ((("x", "p1", "a"), ("x", "p1", "c"), ("x", "p2", "a"), ("x", "p2", "c")), True),
        ((("x", "p1", "a"), ("x", "p1", "b"), ("x", "p2", "a"), ("x", "p2", "b")), False),
        ((("x", "p1", "c"), ("y", "p1", "c")), False),
    ],
)
def test_a_network_of_nobody_is_told(passages: tuple[tuple[str, str, str], ...], told: bool) -> None:
    found = check_links(reader(*passages), [piece("```{who-with-whom}\n```\n")], frozenset())
    assert [p.where.line for p in found if p.code is Code.NOTHING_TO_SHOW] == [1] * told


def test_a_link_as_wikis_have_it_is_told_and_brackets_are_not() -> None:
    slips = scan(Markup("Siehe\n[[Der Damm|dort]] und \\[[sic]], `[[x]]`, [[1]](a.md).\n", Where("docs/a.md", 1))).slips
    assert [(slip.kind, slip.name, slip.where.line) for slip in slips] == [("wiki", "[[Der Damm|dort]]", 2)]


def test_an_entry_that_is_there_twice_is_not_called_unused_too() -> None:
    both = reader(("x", "p1", "b"))
    twice = replace(both.entries["b"], slug="zweimal")
    found = check_links(replace(both, entries={**both.entries, "zweimal": twice}), [], frozenset())
    assert [p.message for p in found if p.code is Code.UNUSED_ENTRY] == [f"No chapter mentions “{n}”." for n in "ac"]


def test_thousands_of_dead_links_are_told_without_a_look_at_all_names_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    monkeypatch.setattr(
        "lesebuch.editorial.links.meant", lambda name, _names: looks.append(name) or f"Did you mean `{name}`?"
    )
    text = "".join(f"{{entry}}`einer` {{entry}}`nummer-{n}`\n\n" for n in range(500))
    found = said(text)
    assert [p.code for p in found] == [Code.UNKNOWN_ENTRY] * 1000
    assert len(looks) == len(set(looks)) < 200
    # The same name has the same hint each time.
    assert {p.hint for p in found if "`einer`" in p.message} == {"Did you mean `einer`?"}
