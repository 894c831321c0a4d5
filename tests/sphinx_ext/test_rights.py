"""No output of a public build, of whatever builder, holds a restricted word: not after a change, not with a broken register."""

import gzip
import io
import shutil
import zipfile
from pathlib import Path

import pypdf
import pytest
from small_reader import Build, write_register

from lesebuch.html import search, search_words

SECRET = ("Zitronenfalter", "Quittenkähne")
OPEN = "neun Millionen"


def words_of(path: Path) -> str:
    """All that a file says: packed members and the text of printed pages, too."""
    data = path.read_bytes()
    if path.suffix == ".epub":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data += b"".join(book.read(name) for name in book.namelist())
    if data.startswith(b"\x1f\x8b"):
        data += gzip.decompress(data)
    text = data.decode("utf-8", "replace")
    if path.suffix == ".pdf":
        text += "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return text.lower()


def holding(folder: Path, word: str) -> list[str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [str(path.relative_to(folder)) for path in files if word.lower() in words_of(path)]


BUILDERS = {"html": (), "typst": (), "epub": ("-D", "epub_show_urls=no", "-D", "version=1"), "ebook": ()}


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_text_that_was_open_is_gone_after_the_next_build(root: Path, build: Build, builder: str) -> None:
    register = root / "seeds" / "register.yaml"
    restricted = register.read_text(encoding="utf-8")
    doctrees = root / "doctrees"
    arguments = ("-b", builder, "-d", str(doctrees), *BUILDERS[builder])

    register.write_text(restricted.replace("restricted", "open"), encoding="utf-8")
    first = build(root, *arguments, edition="public")
    assert first.code == 0, first.output
    assert all(holding(first.out, word) for word in SECRET)

    register.write_text(restricted, encoding="utf-8")
    second = build(root, *arguments, edition="public")
    assert second.code == 0, second.output
    assert holding(second.out, OPEN)
    assert not [name for folder in (second.out, doctrees) for word in SECRET for name in holding(folder, word)]

    # An entry pasted over another: what it says last is right.
    broken = restricted.replace("rights: restricted", "rights: open\n  rights: restricted")
    register.write_text(broken, encoding="utf-8")
    third = build(root, *arguments, edition="public")
    assert "stands here twice" in third.output
    assert not [name for folder in (third.out, doctrees) for word in (*SECRET, OPEN) for name in holding(folder, word)]


def test_a_chapter_that_is_taken_out_leaves_no_page(root: Path, build: Build) -> None:
    register = root / "seeds" / "register.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace("restricted", "open"), encoding="utf-8")
    first = build(root, edition="public")
    assert "chapters/hafen.html" in holding(first.out, SECRET[0])
    mine = first.out / "chapters" / "mine.html"
    mine.write_text("<p>Kein Kapitel</p>", encoding="utf-8")
    (root / "corpus" / "hafen.md").unlink()
    (root / "seeds" / "hafen.txt").unlink()
    write_register(root)
    second = build(root, edition="public")
    assert not [name for word in SECRET for name in holding(second.out, word)]
    assert mine.is_file()


def test_a_site_without_search_keeps_no_index(root: Path, build: Build) -> None:
    first = build(root, edition="class")
    made = (
        "_static/lesebuch-large",
        "_static/lesebuch-index.js",
        "_static/lesebuch-rest.js",
        "_static/lesebuch-texts.js",
    )
    assert [(first.out / name).exists() for name in made] == [False, True, True, False]
    # As a large reader has it.
    search_words.write(first.out, search.read(first.out))
    shutil.copy(first.out / made[1], first.out / made[3])
    assert all((first.out / name).exists() for name in made)
    second = build(root, "-D", "lesebuch_search=0", edition="class")
    assert not any((second.out / name).exists() for name in made)
    theirs = second.out / "_static" / "lesebuch-large" / "index.js"
    theirs.parent.mkdir()
    theirs.touch()
    build(root, "-D", "lesebuch_search=0", edition="class")
    assert theirs.is_file()
