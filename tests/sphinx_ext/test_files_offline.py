"""The site as one file, and what a browser needs to install it."""

import json
import zipfile
from pathlib import Path

from small_reader import Build, write_register

from lesebuch.html import offline

PLAIN = ("-D", "lesebuch_search=0")


def free(root: Path) -> None:
    """A reader without a protected text."""
    path = root / "seeds" / "register.yaml"
    path.write_text(path.read_text("utf-8").replace("rights: restricted", "rights: open"), encoding="utf-8")


def test_the_zip_is_the_site_and_the_same_bytes_twice(root: Path, build: Build) -> None:
    first = build(root, edition="public", out="one").out
    second = build(root, edition="public", out="two").out
    assert (first / offline.ZIP).read_bytes() == (second / offline.ZIP).read_bytes()
    with zipfile.ZipFile(first / offline.ZIP) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert {"index.html", "chapters/bruecke.html", "_static/lesebuch.js", "_static/lesebuch-index.js"} <= set(names)
        assert archive.read("index.html") == (first / "index.html").read_bytes()
    assert not [name for name in names if name.startswith(".") or "/." in name or name == offline.ZIP]
    page = (first / "chapters" / "bruecke.html").read_text("utf-8")
    assert '<a href="../reader.zip" download>' in page


def test_it_is_made_anew_when_a_page_is_another(root: Path, build: Build) -> None:
    out = build(root, *PLAIN, edition="public").out
    before, worker = (out / offline.ZIP).read_bytes(), (out / offline.WORKER).read_text("utf-8")
    build(root, *PLAIN, edition="public")
    assert (out / offline.ZIP).read_bytes() == before
    (root / "docs" / "index.md").write_text("# Anders\n", encoding="utf-8")
    build(root, *PLAIN, edition="public")
    with zipfile.ZipFile(out / offline.ZIP) as archive:
        assert b"Anders" in archive.read("index.html")
    assert (out / offline.WORKER).read_text("utf-8") != worker


def test_manifest_and_worker_name_what_is_there(root: Path, build: Build) -> None:
    out = build(root, *PLAIN, edition="public").out
    manifest = json.loads((out / offline.MANIFEST).read_text("utf-8"))
    assert manifest["name"] == "Kleines Lesebuch"
    assert (out / manifest["start_url"]).is_file()
    assert (out / manifest["icons"][0]["src"]).is_file()
    line = (out / offline.WORKER).read_text("utf-8").partition("\n")[0]
    site = json.loads(line.removeprefix("const SITE = ").removesuffix(";"))
    listed = json.loads((out / offline.FILES).read_text("utf-8"))
    assert set(site["core"]) - set(listed) == {offline.PAGE}
    assert (out / offline.PAGE).is_file()
    assert all((out / name).is_file() for name in listed)


def test_an_edition_with_protected_texts_offers_nothing(root: Path, build: Build) -> None:
    names = (offline.ZIP, offline.MANIFEST, offline.WORKER, offline.FILES, offline.PAGE)
    free(root)
    out = build(root, *PLAIN, edition="class").out
    assert all((out / name).is_file() for name in names)
    write_register(root)
    built = build(root, *PLAIN, edition="class")
    assert not any((out / name).exists() for name in names)
    assert "reader.zip" not in built.page("chapters/bruecke")
    assert "lb-keep" not in built.page("chapters/bruecke")
