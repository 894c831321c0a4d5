"""The README as it is typed: the section on one's own reader, block by block; and the links of all our documents."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import warm
from lesebuch.cli.main import COMMANDS
from lesebuch.config import OPTIONS
from lesebuch.editorial.anchors import parse
from lesebuch.editorial.chapter_reading import KEYS, read_chapter
from lesebuch.editorial.chapterfile import KINDS
from lesebuch.edtf import TimeValue
from lesebuch.glossary import read_entries

ROOT = Path(__file__).parent.parent
SECTION = "Your own reader in five minutes"
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "EDITING.md", "CHANGELOG.md", "seeds/README.md"]
CHAPTER = "neue-bruecke-ueber-die-salz-eroeffnet"


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(section: str) -> list[tuple[str, str]]:
    """Language and content of the fenced blocks of a section of the README."""
    found, inside = [], False
    tokens = MarkdownIt().parse(text_of("README.md"))
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        if before.type == "heading_open" and before.tag == "h2":
            inside = token.content == section
        elif inside and token.type == "fence":
            found.append((token.info, token.content))
    return found


def test_your_own_reader_in_five_minutes(tmp_path):
    folder = tmp_path
    environment = os.environ | {"PATH": f"{Path(warm.COLD).parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("LESEBUCH_SEEDS", None)
    said = ""
    done = []
    for language, content in blocks(SECTION):
        done.append(language)
        if language == "text":
            (tmp_path / "article.txt").write_text(content, encoding="utf-8")
        elif language == "markdown":
            with (folder / "corpus" / f"{CHAPTER}.md").open("a", encoding="utf-8") as chapter:
                chapter.write(content)
        else:
            assert language == "sh"
            result = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", f"{content}\npwd > '{tmp_path}/where'"],
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert result.returncode == 0, result.stdout + result.stderr
            said += result.stdout + result.stderr
            folder = Path((tmp_path / "where").read_text(encoding="utf-8").strip())
    assert done == ["sh", "text", "sh", "markdown", "sh", "sh"]
    assert folder == tmp_path / "my-reader"
    for found in ("Mia Korte", "2021-04-12", "newsletter call", "Run `lesebuch lock`."):
        assert found in said
    page = (folder / f"docs/_build/class/html/chapters/{CHAPTER}.html").read_text(encoding="utf-8")
    for expected in (
        "Nach sechs Jahren Bauzeit",
        "Mia Korte",
        "nach einem Gutachten",
        "wer nicht?",
        "bruecke-eroeffnet",
    ):
        assert expected in page
    assert "Jetzt anmelden" not in page
    for printed in ("docs/_build/class/pdf/reader.pdf", "handout.pdf"):
        assert (folder / printed).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name):
    inlines = (token for token in MarkdownIt().enable("table").parse(text_of(name)) if token.children)
    links = [child.attrGet("href") or child.attrGet("src") for token in inlines for child in token.children]
    local = [str(link) for link in links if link and not re.match(r"https?:|#", str(link))]
    missing = [link for link in local if not (ROOT / name).parent.joinpath(link.partition("#")[0]).exists()]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_that_are_named_exist(name):
    named = set(re.findall(r"(?:`|^)lesebuch ([a-z]+)", text_of(name), re.MULTILINE))
    assert named <= {command.name for command in COMMANDS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_targets_that_are_named_exist(name):
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text_of(name))) <= targets


def tables(name: str, header: str) -> list[list[str]]:
    """The rows of the table whose first column has this header; cells as written."""
    lines = text_of(name).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(f"| {header} |"))
    rows = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


def examples() -> list[str]:
    """The example files in EDITING.md."""
    tokens = MarkdownIt().parse(text_of("EDITING.md"))
    return [token.content for token in tokens if token.type == "fence" and token.content.startswith("---")]


def test_every_option_is_explained():
    explained = {row[0].strip("`"): row[1] for row in tables("EDITING.md", "Option")}
    assert explained == {option.name: option.metadata["help"] for option in OPTIONS}


def test_dates_read_as_the_table_says():
    rows = tables("EDITING.md", "Write")
    assert len(rows) > 10
    assert [TimeValue.parse(written.strip("`")).format("en") for written, _ in rows] == [read for _, read in rows]


def test_example_of_a_chapter_is_one(tmp_path):
    chapter, *_ = examples()
    path = tmp_path / "corpus" / "bruecke.md"
    path.parent.mkdir()
    path.write_text(chapter, encoding="utf-8")
    read, problems = read_chapter(path)
    assert problems == []
    assert read is not None
    assert read.head is not None
    assert len(read.notes) == 2
    assert len(read.events) == 1


def test_every_key_of_a_chapter_is_explained():
    explained = {key for row in tables("EDITING.md", "Key") for key in re.findall(r"`(\w+)`", row[0])}
    assert explained == set(KEYS)


def test_every_kind_of_block_is_explained():
    explained = {kind for row in tables("EDITING.md", "`is:`") for kind in re.split(r",\s*", row[0])}
    assert explained == set(KINDS)


def test_example_of_an_entry_is_one(tmp_path):
    _, entry, _ = examples()
    (tmp_path / "kasachstan.md").write_text("---\nterm: Kasachstan\nkind: place\n---\n\nEin Staat.\n", encoding="utf-8")
    (tmp_path / "astana.md").write_text(entry, encoding="utf-8")
    entries, problems = read_entries(tmp_path)
    assert problems == []
    assert set(entries) == {"astana", "kasachstan"}


def test_anchors_read_as_the_table_says():
    rows = tables("EDITING.md", "Anchor")
    assert len(rows) == 7
    assert all(parse(row[0].strip("`")) for row in rows)
