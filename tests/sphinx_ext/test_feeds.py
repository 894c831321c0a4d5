"""A sitemap and a feed of a public site, and terms that programs can read."""

import re
from pathlib import Path

import pytest
from lxml import etree
from small_reader import Build

from lesebuch.html import feeds
from lesebuch.presentation import rights

PLAIN = ("-D", "lesebuch_search=0")
BASE = "https://lb.example/a/"
ATOM = "{http://www.w3.org/2005/Atom}"


def with_address(root: Path) -> None:
    path = root / "reader.toml"
    path.write_text(f'{path.read_text("utf-8")}baseurl = "{BASE}"\n', encoding="utf-8")


def test_a_public_site_with_an_address_has_both(root: Path, build: Build) -> None:
    with_address(root)
    out = build(root, *PLAIN, edition="public").out
    places = [place.text for place in etree.parse(out / feeds.SITEMAP).iter("{*}loc")]
    assert f"{BASE}chapters/bruecke.html" in places
    for place in places:
        assert (out / str(place).removeprefix(BASE)).is_file()
    feed = etree.parse(out / feeds.FEED).getroot()
    assert feed.findtext(f"{ATOM}title") == "Kleines Lesebuch"
    # RFC 4287: each entry has an id, a title and a moment; the feed has an author for those without one.
    entries = feed.findall(f"{ATOM}entry")
    assert {entry.findtext(f"{ATOM}title") for entry in entries} >= {"Streit um den alten Hafen"}
    for entry in [feed, *entries]:
        assert all(len(entry.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
    assert feed.find(f"{ATOM}author") is not None
    page = (out / "chapters" / "bruecke.html").read_text("utf-8")
    assert '<link rel="alternate" type="application/atom+xml" href="../feed.atom"' in page
    # What a server shows under any address has links from its root, and is in neither.
    missing = (out / "404.html").read_text("utf-8")
    links = set(re.findall(r'\s(?:href|src|action)="([^"#]+)', missing))
    assert {link for link in links if not link.startswith(("/a/", "data:"))} == set()
    assert {"/a/chapters/bruecke.html", "/a/feed.atom"} <= links
    assert f"{BASE}404.html" not in places


@pytest.mark.parametrize("edition", ["public", "class"])
def test_there_is_none_of_a_private_edition_and_none_without_an_address(root: Path, build: Build, edition: str) -> None:
    if edition == "class":
        with_address(root)
    built = build(root, *PLAIN, edition=edition)
    assert not (built.out / feeds.FEED).exists()
    assert not (built.out / feeds.SITEMAP).exists()
    assert "atom" not in built.page("chapters/bruecke")


def test_they_go_when_the_address_goes_and_files_of_others_stay(root: Path, build: Build) -> None:
    before = (root / "reader.toml").read_text("utf-8")
    with_address(root)
    out = build(root, *PLAIN, edition="public").out
    (out / feeds.FEED).write_text("<feed/>", encoding="utf-8")
    (root / "reader.toml").write_text(before, encoding="utf-8")
    build(root, *PLAIN, edition="public")
    assert not (out / feeds.SITEMAP).exists()
    assert (out / feeds.FEED).read_text("utf-8") == "<feed/>"


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://terms.example/x", "https://terms.example/x"),
        ("mit Erlaubnis des Verlags", ""),
        ("", ""),
    ],
)
def test_a_licence_that_is_known_has_an_address(licence: str, address: str) -> None:
    assert rights.licence_address(licence) == address
