"""Pictures of sources: kept beside them, shown where they stand, and in no public edition of a restricted text."""

import base64
import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypandoc
import pytest

from lesebuch.adding.replacing import _listed as listed_in
from lesebuch.cli.main import main
from lesebuch.config import Edition
from lesebuch.editing.lines import File
from lesebuch.editorial import shown_by
from lesebuch.pipeline import read
from lesebuch.problems import Code

TEXT = "Der Steg am See ist seit dem Sturm gesperrt, und die Fischer warten auf das Holz aus dem Wald."
CONF = 'extensions = ["lesebuch"]\n'


def png(shade: int, side: int = 40) -> bytes:
    """A square whose lines get lighter or darker; no two shades have the same bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes((shade * x * y + x) % 256 for x in range(side)) for y in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


STEG, BOOT = png(3), png(7)
MARKDOWN = f"""# Am See

{TEXT}

![Ein Steg im Nebel](steg.png)

{TEXT} ![](boot.png)

Ende der Geschichte vom See.
"""
PAGE = f"""<!doctype html><html lang="de"><head><title>Am See</title></head><body><article><h1>Am See</h1><p>{TEXT}</p>
<figure><img src="seite_files/steg.png" alt="Ein Steg im Nebel"></figure><p>{TEXT}</p>
<p><img src="data:image/png;base64,{base64.b64encode(BOOT).decode()}" alt="Ein Boot"></p><p>Ende der Geschichte vom See.</p>
</article></body></html>"""


def by_pandoc(folder: Path, format_: str) -> Path:
    (folder / "steg.png").write_bytes(STEG)
    (folder / "boot.png").write_bytes(BOOT)
    path = folder / f"see.{format_}"
    run = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", format_, "-o", str(path)]
    subprocess.run(run, input=MARKDOWN.encode(), cwd=folder, check=True)
    return path


def saved_page(folder: Path, _format: str) -> Path:
    (folder / "seite_files").mkdir()
    (folder / "seite_files" / "steg.png").write_bytes(STEG)
    path = folder / "see.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def archived_page(folder: Path, _format: str) -> Path:
    page = PAGE.replace("seite_files/steg.png", "https://see.example/steg.png")
    parts = [b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=q\r\n"]
    parts.append(
        b"--q\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://see.example/\r\n\r\n"
        + page.encode()
    )
    encoded = base64.encodebytes(STEG)
    parts.append(b"--q\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://see.example/steg.png\r\n\r\n" + encoded)  # fmt: skip
    path = folder / "see.mhtml"
    path.write_bytes(b"\r\n".join([*parts, b"--q--\r\n"]))
    return path


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "reader"
    for folder in ("corpus", "docs", "glossary"):
        (root / folder).mkdir(parents=True)
    (root / "reader.toml").write_text('title = "Probe"\nlanguage = "de"\n', encoding="utf-8")
    (root / "docs" / "conf.py").write_text(CONF, encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Probe\n\n```{chapter-list}\n```\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


Made = Callable[[Path, str], Path]
FORMATS: list[tuple[str, Made]] = [
    ("docx", by_pandoc),
    ("odt", by_pandoc),
    ("epub", by_pandoc),
    ("html", saved_page),
    ("mhtml", archived_page),
]


@pytest.mark.parametrize(("format_", "make"), FORMATS, ids=[name for name, _ in FORMATS])
def test_pictures_are_kept_and_shown(reader: Path, tmp_path: Path, format_: str, make: Made) -> None:
    source = make(tmp_path, format_)
    assert main(["add", str(source), "--open", "--licence", "CC BY 4.0"]) == 0
    folder = reader / "seeds" / "pictures" / "am-see"
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == [STEG, BOOT]
    assert [path.name for path in sorted(folder.iterdir())] == ["am-see-1.png", "am-see-2.png"]
    assert main(["lock"]) == 0
    found, problems = read(reader)
    (chapter,) = found.chapters
    assert [picture.path for picture in chapter.pictures] == sorted(folder.iterdir())
    named = {problem.code for problem in problems} & {Code.NO_PICTURE, Code.UNDESCRIBED_PICTURE}
    assert named == (set() if make in (saved_page, archived_page) else {Code.UNDESCRIBED_PICTURE})
    assert main(["build", "--format", "html", "--edition", "public"]) == 0
    built = next(reader.rglob("am-see.html"))
    page = built.read_text(encoding="utf-8")
    assert page.index("Ein Steg im Nebel") < page.index("am-see-2.png") < page.index("Ende der Geschichte")
    assert {path.read_bytes() for path in built.parents[1].rglob("am-see-*.png")} == {STEG, BOOT}


def all_bytes(folder: Path) -> bytes:
    """Of all files, those in containers unpacked."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            found.append(path.read_bytes())
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found += [archive.read(name) for name in archive.namelist()]
    return b"".join(found)


@pytest.mark.parametrize("format_", ["html", "epub"])
def test_a_public_edition_holds_no_picture_of_a_restricted_text(reader: Path, tmp_path: Path, format_: str) -> None:
    assert main(["add", str(by_pandoc(tmp_path, "epub"))]) == 0
    assert main(["lock"]) == 0
    for edition, shown in (("class", True), ("public", False)):
        assert main(["build", "--format", format_, "--edition", edition]) == 0
        whole = all_bytes(reader / "docs" / "_build" / edition)
        assert (STEG in whole, BOOT in whole) == (shown, shown), edition
    public, _ = read(reader, Edition.PUBLIC)
    assert [chapter.pictures for chapter in public.chapters] == [()]


def of_pdf(data: bytes) -> bytes:
    """All that is in its streams, and its pictures as the bytes of their points."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Stream):
                try:
                    found.append(entry.read_bytes())
                except pikepdf.PdfError:  # of a kind that only programs for pictures read
                    found.append(entry.read_raw_bytes())
    return b"".join(found)


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_a_public_sheet_holds_no_picture_of_a_restricted_text(reader: Path, tmp_path: Path, format_: str) -> None:
    """One that may be shown is found by the same search."""
    assert main(["add", str(by_pandoc(tmp_path, "epub"))]) == 0
    assert main(["lock"]) == 0
    points = [b"".join(bytes((shade * x * y + x) % 256 for x in range(40)) for y in range(40)) for shade in (3, 7)]
    for edition, shown in (("class", True), ("public", False)):
        sheet = reader / f"{edition}.{format_}"
        # A process of its own: Typst has looked at the pictures in this one, and its threads do not survive a fork.
        command = [
            sys.executable,
            "-m",
            "lesebuch.cli.main",
            "handout",
            "am-see",
            "-o",
            str(sheet),
            "--edition",
            edition,
        ]
        subprocess.run(command, cwd=reader, check=True, timeout=600)
        if format_ == "pdf":
            whole = of_pdf(sheet.read_bytes())
            assert [picture in whole for picture in points] == [shown, shown], edition
        else:
            with zipfile.ZipFile(sheet) as container:
                whole = b"".join(container.read(name) for name in container.namelist())
            assert [picture in whole for picture in (STEG, BOOT)] == [shown, shown], edition


def test_the_caption_of_a_picture_on_a_page_stays_with_its_picture(reader: Path, tmp_path: Path) -> None:
    figures = [
        f"<figure><img src='{name}'><figcaption><p>{words}</p><p>Foto: Ada Kahn</p></figcaption></figure><p>{TEXT} {words}</p>"
        for name, words in (("steg.png", "Der Steg im Nebel"), ("fehlt.jpg", "Das Boot am Ufer"))
    ]
    table = "<table><caption>Was das Holz kostet</caption><tr><td>Bohlen</td><td>12</td></tr><tr><td>Nägel</td><td>3</td></tr></table>"
    body = f"<article><h1>Am See</h1><p>{TEXT}</p>{''.join(figures)}{table}<p>{TEXT}</p></article>"
    (tmp_path / "steg.png").write_bytes(STEG)
    (tmp_path / "see.html").write_text(f"<!doctype html><title>Am See</title><body>{body}", encoding="utf-8")
    assert main(["add", str(tmp_path / "see.html")]) == 0
    made = read(reader)[0].chapters[0]
    kept = [passage.text for passage in made.passages if passage.kind == "caption"]
    assert kept == ["Der Steg im Nebel", "Foto: Ada Kahn", "Was das Holz kostet"]
    chapter = (reader / "corpus" / "am-see.md").read_text(encoding="utf-8")
    assert chapter.count("is: drop, reason: caption of a picture that is not kept") == 2
    assert "of: fehlt.jpg, file: null" in chapter


def test_a_report_in_pictures_keeps_its_captions_though_no_picture_can_be_had(reader: Path, tmp_path: Path) -> None:
    figures = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>Bild {n}. {TEXT}</figcaption></figure>" for n in range(1, 5)
    )
    body = f"<article><h1>Am See</h1><p>{TEXT}</p>{figures}<p>{TEXT}</p></article>"
    (tmp_path / "see.html").write_text(f"<!doctype html><title>Am See</title><body>{body}", encoding="utf-8")
    assert main(["add", str(tmp_path / "see.html")]) == 0
    kept = [passage.text for passage in read(reader)[0].chapters[0].passages if passage.kind == "caption"]
    assert kept == [f"Bild {n}. {TEXT}" for n in range(1, 5)]


def test_what_cannot_be_had_is_named(reader: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = tmp_path / "x" / "seite.html"
    outside.parent.mkdir()
    (tmp_path / "geheim.png").write_bytes(STEG)
    addresses = {
        "../geheim.png": "not in the file", "https://see.example/a.png": "on another host", "b.tif": "browsers do not show",
        "c.png": "damaged", "d.png": "more than 8 MB",
    }  # fmt: skip
    (outside.parent / "b.tif").write_bytes(b"II*\0" + bytes(600))
    (outside.parent / "c.png").write_bytes(STEG[:300])
    (outside.parent / "d.png").write_bytes(STEG + bytes(8_000_000))
    (outside.parent / "e.gif").write_bytes(b"GIF89a" + bytes(30))  # counts visitors
    figures = "".join(f"<p><img src='{a}'></p><p>{TEXT} {n}</p>" for n, a in enumerate([*addresses, "e.gif"]))
    outside.write_text(
        f"<!doctype html><title>Am See</title><body><article><h1>Am See</h1>{figures}</article>", encoding="utf-8"
    )
    assert main(["add", str(outside)]) == 0
    capsys.readouterr()
    chapter = (reader / "corpus" / "am-see.md").read_text(encoding="utf-8")
    (doubt,) = [line for line in chapter.splitlines() if line.startswith("# To check: pictures:")]
    for address, reason in addresses.items():
        assert f"{address} (" in doubt
        assert reason in doubt
        assert f"of: {address}, file: null" in chapter.replace("'", "")
    assert "e.gif" not in doubt
    assert not (reader / "seeds" / "pictures").exists()
    (reader / "corpus" / "am-see.md").write_text(
        chapter.replace("file: null", "file: am-see/x.png", 1), encoding="utf-8"
    )
    _, problems = read(reader)
    assert ["pictures/am-see/x.png is in no folder" in p.message for p in problems if p.code is Code.NO_PICTURE] == [
        True
    ]
    (reader / "corpus" / "am-see.md").write_text(
        chapter[: chapter.index("pictures:")] + "status: draft\n---\n", encoding="utf-8"
    )
    _, problems = read(reader)
    assert not [p for p in problems if p.code is Code.UNUSED_RULE]
    (named,) = [problem.message for problem in problems if problem.code is Code.NO_PICTURE]
    assert all(address in named for address in addresses)


def test_a_picture_that_the_source_does_not_show(reader: Path, tmp_path: Path) -> None:
    assert main(["add", str(by_pandoc(tmp_path, "docx"))]) == 0
    assert not [p for p in read(reader)[1] if p.code is Code.UNUSED_RULE]
    path = reader / "corpus" / "am-see.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"of: (\S+?)(\.\w+)", r"of: \1s\2", text, count=1), encoding="utf-8")
    (said,) = [p for p in read(reader)[1] if p.code is Code.UNUSED_RULE]
    assert said.where.path == "corpus/am-see.md"
    assert said.where.line > 1
    assert said.hint.startswith("Did you mean")


@pytest.mark.parametrize("name", ["../x.png", "/x.png", "a/../../x.png", "a\\\\x.png", "c:x.png"])
def test_a_picture_lies_below_its_folder(reader: Path, tmp_path: Path, name: str) -> None:
    assert main(["add", str(by_pandoc(tmp_path, "docx"))]) == 0
    path = reader / "corpus" / "am-see.md"
    path.write_text(path.read_text(encoding="utf-8").replace("am-see/am-see-1.png", name), encoding="utf-8")
    _, problems = read(reader)
    assert "must be a path below" in " ".join(p.message for p in problems if p.code is Code.BAD_VALUE)


def test_a_sheet_shows_the_pictures_of_its_passages(reader: Path, tmp_path: Path) -> None:
    assert main(["add", str(by_pandoc(tmp_path, "docx"))]) == 0
    assert main(["lock"]) == 0
    for chosen, shown in (("am-see", {STEG, BOOT}), ("am-see#p2", {BOOT})):
        assert main(["handout", chosen, "-o", "blatt.docx"]) == 0
        with zipfile.ZipFile(reader / "blatt.docx") as sheet:
            held = {sheet.read(name) for name in sheet.namelist() if "/media/" in name}
        assert held & {STEG, BOOT} == shown
        (reader / "blatt.docx").unlink()


def listed(reader: Path) -> list[tuple[str, bytes]]:
    """The pictures of the chapter in the order in which the source shows them, with what is in them."""
    (chapter,) = read(reader)[0].chapters
    files = {picture.of: picture for picture in chapter.pictures}
    keys = [key for passage in chapter.passages for key in shown_by(passage)]
    return [(files[key].credit, files[key].path.read_bytes() if files[key].path else b"") for key in keys]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_corrected_source_brings_its_pictures(
    reader: Path, tmp_path: Path, ends: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word numbers the pictures of a file anew: it is the bytes that follow, not the names."""
    source = by_pandoc(tmp_path, "docx")
    assert main(["add", str(source), "--open", "--licence", "CC BY 4.0"]) == 0
    path = reader / "corpus" / "am-see.md"
    text = path.read_text(encoding="utf-8").replace("am-see-1.png", "am-see-1.png, credit: Steg")
    path.write_bytes(text.replace("am-see-2.png", "am-see-2.png, credit: Boot").replace("\n", ends).encode())
    assert main(["lock"]) == 0
    assert sorted(listed(reader)) == sorted([("Boot", BOOT), ("Steg", STEG)])
    net = png(11)
    corrected = tmp_path / "neu.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(corrected, "w") as new:
        names = [name for name in old.namelist() if "/media/" in name]
        first, second = sorted(names, key=lambda name: old.read(name) != STEG)
        for name in old.namelist():
            data = old.read(name)
            if name in (first, second):
                data = BOOT if name == first else net
            new.writestr(name, data)
    capsys.readouterr()
    assert main(["replace", "am-see", str(corrected), "--dry-run"]) == 0
    assert "would be kept" in capsys.readouterr().out
    assert len(list((reader / "seeds" / "pictures" / "am-see").iterdir())) == 2
    assert main(["replace", "am-see", str(corrected)]) == 0
    said = capsys.readouterr().out
    assert "am-see: pictures new, kept: am-see/am-see-3.png" in said
    assert "am-see: pictures gone: am-see/am-see-1.png" in said
    assert sorted(listed(reader)) == sorted([("Boot", BOOT), ("", net)])
    written = path.read_bytes().decode()
    assert written.count(ends) == written.count("\n")
    assert "# Not in the new source: - {of:" in written
    assert main(["replace", "am-see", str(corrected)]) == 0
    assert "nothing was changed" in capsys.readouterr().out


def test_a_corrected_picture_is_kept_anew_and_what_an_editor_wrote_of_it_stays(reader: Path, tmp_path: Path) -> None:
    assert main(["add", str(saved_page(tmp_path, "html"))]) == 0
    path = reader / "corpus" / "am-see.md"
    path.write_text(path.read_text("utf-8").replace("am-see-1.png", "am-see-1.png, credit: Steg"), encoding="utf-8")
    assert main(["lock"]) == 0
    clearer = png(12)
    (tmp_path / "x" / "seite_files").mkdir(parents=True)
    (tmp_path / "x" / "seite_files" / "steg.png").write_bytes(clearer)
    (tmp_path / "x" / "neu.html").write_text(PAGE.replace("Ende der", "Schluss der"), encoding="utf-8")
    assert main(["replace", "am-see", str(tmp_path / "x" / "neu.html")]) == 0
    assert sorted(listed(reader)) == sorted([("Steg", clearer), ("", BOOT)])
    assert (reader / "seeds" / "pictures" / "am-see" / "am-see-1.png").read_bytes() == STEG


def test_a_chapter_without_pictures_gets_those_of_its_corrected_source(reader: Path, tmp_path: Path) -> None:
    bare = tmp_path / "ohne.html"
    bare.write_text(PAGE[: PAGE.index("<figure>")] + f"<p>{TEXT}</p><p>Ende der Geschichte.</p>", encoding="utf-8")
    assert main(["add", str(bare)]) == 0
    assert main(["lock"]) == 0
    (tmp_path / "x").mkdir()
    assert main(["replace", "am-see", str(saved_page(tmp_path / "x", "html"))]) == 0
    assert sorted(listed(reader)) == sorted([("", STEG), ("", BOOT)])
    assert not [p for p in read(reader)[1] if p.code in (Code.NO_PICTURE, Code.UNDESCRIBED_PICTURE)]


def test_a_picture_that_was_added_by_hand_stays(reader: Path, tmp_path: Path) -> None:
    """Neither the old source nor the new one holds it, so nothing says that it is another."""
    page = PAGE.replace("seite_files/steg.png", "https://see.example/steg.png")
    (tmp_path / "see.html").write_text(page, encoding="utf-8")
    assert main(["add", str(tmp_path / "see.html")]) == 0
    path = reader / "corpus" / "am-see.md"
    path.write_text(path.read_text("utf-8").replace("file: null", "file: am-see/hand.png", 1), encoding="utf-8")
    (reader / "seeds" / "pictures" / "am-see" / "hand.png").write_bytes(STEG)
    assert main(["lock"]) == 0
    (tmp_path / "neu.html").write_text(page.replace("Ende der", "Schluss der"), encoding="utf-8")
    assert main(["replace", "am-see", str(tmp_path / "neu.html")]) == 0
    assert "file: am-see/hand.png" in path.read_text("utf-8")
    assert sorted(listed(reader)) == sorted([("", STEG), ("", BOOT)])


def test_a_picture_that_cannot_be_kept_anew_stays_and_is_named(
    reader: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = by_pandoc(tmp_path, "docx")
    assert main(["add", str(source)]) == 0
    assert main(["lock"]) == 0
    before = listed(reader)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "neu.docx", "w") as new:
        for name in old.namelist():
            new.writestr(name, b"II*\0" + bytes(600) if old.read(name) == STEG else old.read(name))
    capsys.readouterr()
    assert main(["replace", "am-see", str(tmp_path / "neu.docx")]) == 0
    assert re.search(r"pictures that are not kept: \S+ \(it is in a format that", capsys.readouterr().out)
    assert listed(reader) == before


@pytest.mark.parametrize("style", ["{flow", "block"])
def test_items_over_several_lines_follow_their_pictures(
    reader: Path, tmp_path: Path, style: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(saved_page(tmp_path, "html"))]) == 0
    path = reader / "corpus" / "am-see.md"
    text = path.read_text("utf-8")
    start = text.index("  - {of: seite_files")
    line = text[start : text.index("\n", start) + 1]
    fields = ["of: seite_files/steg.png", "file: am-see/am-see-1.png", "credit: Steg"]
    written = (
        f"  - {{{fields[0]},\n     {fields[1]},\n     {fields[2]}}}\n"
        if style == "{flow"
        else "  - " + "\n    ".join(fields) + "\n"
    )
    path.write_text(text.replace(line, written), encoding="utf-8")
    assert main(["lock"]) == 0
    (tmp_path / "x" / "bilder").mkdir(parents=True)
    (tmp_path / "x" / "bilder" / "a.png").write_bytes(STEG)
    moved = PAGE.replace("seite_files/steg.png", "bilder/a.png").replace("Ende der", "Schluss der")
    (tmp_path / "x" / "neu.html").write_text(moved, encoding="utf-8")
    assert main(["replace", "am-see", str(tmp_path / "x" / "neu.html")]) == 0
    assert sorted(listed(reader)) == sorted([("Steg", STEG), ("", BOOT)])
    assert path.read_text("utf-8").count("of: ") == 2
    assert "pictures" not in capsys.readouterr().out.partition("passages as before")[2]


def test_a_picture_within_a_caption_is_described_by_its_own_words_alone(reader: Path, tmp_path: Path) -> None:
    """The words of a figure say what its own picture shows, and not what a second one in them does."""
    source = tmp_path / "see.md"
    (tmp_path / "steg.png").write_bytes(STEG)
    (tmp_path / "boot.png").write_bytes(BOOT)
    text = f"# Am See\n\n{TEXT}\n\n![Ein Steg im Nebel](steg.png)\n\nEnde der Geschichte vom See.\n"
    source.write_text(text, encoding="utf-8")
    assert main(["add", str(source)]) == 0
    assert main(["lock"]) == 0
    corrected = tmp_path / "neu.md"
    corrected.write_text(text.replace("Steg im", "Steg mit Boot ![](boot.png) im"), encoding="utf-8")
    assert main(["replace", "am-see", str(corrected)]) == 0
    made = (reader / "corpus" / "am-see.md").read_text("utf-8")
    assert "{of: steg.png, file: am-see/am-see-1.png}" in made
    assert "{of: boot.png, file: am-see/am-see-2.png, alt: null}" in made


def test_an_item_of_pictures_has_no_key_of_another() -> None:
    """A value over two lines is none that can be replaced: its item is left as it is, and so is the one behind it."""
    items = '  - of: "a.png"\n    alt: Ein Rad\n    file: >-\n      a/1.png\n  - file: a/2.png\n    of: "b.png"\n'
    text = f"---\ntitle: Am See\npictures:\n{items}---\n"
    found, others = listed_in(File(Path("corpus/a.md"), text.encode(), text))
    assert [(item.of, item.file) for item in found] == [("b.png", "a/2.png")]
    assert others == {"a.png"}
