"""HTML, Word, OpenDocument, EPUB, Markdown and PDF: which lines they give."""

import io
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pypandoc
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from lesebuch.model import Source
from lesebuch.problems import Where
from lesebuch.sources import EXTRACTORS, extract

PAGE = """<!doctype html><html><head><title>Titel – Seite</title><meta name=a content=b><style>p{}</style></head>
<body><nav><ul><li><a href=/>Start</a><li>Karten</ul></nav><script>var x</script><!-- Kommentar -->
<h1>Titel <em>der</em>
 Seite</h1><p>Erste&nbsp;Zeile<br>zweite Zeile<p hidden>verborgen
<pre>eins
  zwei</pre><table><caption>Zahlen</caption><tr><th>a<th>b<tr><td>1<td><b>2</b> m</table>
<table><tr><td><h2>Kopf</h2><p>Absatz</p><td>Rand</table><button>Klick</button> Rest <svg><text>nein</text></svg>am Ende
</body></html>"""


def lines(data: bytes, name: str) -> list[str]:
    source, problems = extract(data, name, Where(name))
    assert not problems, problems
    assert isinstance(source, Source)
    format_ = {"md": "markdown", "htm": "html"}.get(name.split(".")[1], name.split(".")[1])
    assert source.extractor == f"{format_} {EXTRACTORS[format_][0]}"
    return source.text.split("\n")


def pandoc(markdown: str, to: str) -> bytes:
    run = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", to, "-o", "-"]
    return subprocess.run(run, input=markdown.encode(), capture_output=True, check=True).stdout


def test_html() -> None:
    assert lines(PAGE.encode(), "a.html") == [
        "Titel – Seite", "Start", "Karten", "Titel der Seite", "Erste\u00a0Zeile", "zweite Zeile", "verborgen",
        "eins", "  zwei", "Zahlen", "a\tb", "1\t2 m", "Kopf", "Absatz", "Rand", "Klick", "Rest am Ende",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "utf-16", "windows-1251"])
def test_html_encodings(encoding: str) -> None:
    text = "Привет, мир" if encoding == "windows-1251" else "Grüße"
    page = (
        f'<meta charset="{encoding}"><p>{text}</p>' if "utf" not in encoding else f"<p>{text}</p><p>viel mehr Text</p>"
    )
    assert lines(page.encode(encoding), "a.htm")[0] == text


def test_html_nested_deeply_loses_nothing() -> None:
    page = "<div>x" * 1000 + "Ende" + "</div>" * 1000
    assert lines(page.encode(), "a.html") == ["x"] * 999 + ["xEnde"]


def test_html_nested_too_deeply_is_a_problem_and_no_half_text() -> None:
    page = "<div>x" * 100_000 + "Ende"
    source, problems = extract(page.encode(), "a.html", Where("a.html"))
    assert source is None
    assert "nested too deeply" in problems[0].message


WORDS = st.lists(
    st.sampled_from(["eins", "zwei", "drei", "&", "<vier>", "„fünf“", "6", "ä"]), min_size=1, max_size=4
).map(" ".join)
TAGS = st.sampled_from(["p", "div", "b", "i", "span", "li", "h2", "td", "section", "a", "em", "blockquote", "main"])


@given(st.lists(st.tuples(TAGS, WORDS), min_size=1, max_size=12))
def test_html_keeps_all_words_in_their_order(parts: list[tuple[str, str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    page = "<body>" + " ".join(f"<{tag}>{escaped(text)}</{tag}>" for tag, text in parts)
    assert " ".join(lines(page.encode(), "a.html")).split() == " ".join(text for _, text in parts).split()


MARKDOWN = """---
title: Ein Titel
author: [Anna Meier, Karl Muster]
---

# Kopf *eins*

Ein Absatz mit **Nachdruck**, [Verweis](http://x.example) und Fußnote.[^1] Noch
eine Zeile.

> Zitat

- Punkt
- Noch ein Punkt

    mit Absatz

[^1]: Der Text der Fußnote.

| a | b |
|---|---|
| 1 | 2 |

![Ein Bild](bild.png)

    code zeile

---

Ende <b>hier</b> "gerade" -- so.
"""
EXPECTED = [
    "Ein Titel", "Anna Meier", "Karl Muster", "Kopf eins", "Ein Absatz mit Nachdruck, Verweis und Fußnote.[1] Noch eine Zeile.",
    "Der Text der Fußnote.", "Zitat", "Punkt", "Noch ein Punkt", "mit Absatz", "a\tb", "1\t2", "Ein Bild", "code zeile",
]  # fmt: skip


def test_markdown() -> None:
    assert lines(MARKDOWN.encode(), "a.md") == [*EXPECTED, 'Ende hier "gerade" -- so.']


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_office(format_: str) -> None:
    found = lines(pandoc(MARKDOWN, format_), f"a.{format_}")
    wanted = [line for line in EXPECTED if line not in ("Ein Titel", "Anna Meier", "Karl Muster", "Ein Bild")]
    assert [line for line in found if line in EXPECTED and line in wanted] == wanted
    assert found[:3] == ["Ein Titel", "Anna Meier", "Karl Muster"] or format_ == "odt"
    assert found[-1].startswith("Ende hier")
    assert "Ein Bild" in found


def test_epub() -> None:
    found = lines(pandoc(MARKDOWN, "epub"), "a.epub")
    assert [line for line in found if line in ("Kopf eins", "Zitat", "Punkt", "1\t2", "code zeile")] == [
        "Kopf eins", "Zitat", "Punkt", "1\t2", "code zeile",
    ]  # fmt: skip
    assert "Der Text der Fußnote." in found


def test_docx_is_read_without_its_pictures() -> None:
    data = pandoc("Text", "docx")
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr("word/media/image1.png", bytes(60_000_000), zipfile.ZIP_DEFLATED)
    assert lines(target.getvalue(), "a.docx") == ["Text"]


def test_the_same_bytes_give_the_same_text() -> None:
    data = pandoc(MARKDOWN, "docx")
    assert lines(data, "a.docx") == lines(data, "a.docx")


def test_pdf_joins_printed_lines() -> None:
    text = (
        "Ein langer Absatz, der im Satz auf mehrere Zeilen fällt und danach wieder ein Absatz sein soll, ohne dass ein Wort fehlt. "
        * 2
    )
    page = f'#set page(width: 9cm, height: 20cm)\n#set text(lang: "de", hyphenate: true)\n= Kopf\n{text}\n\nZweiter Absatz.'
    found = lines(bytes(typst.compile(page.encode())), "a.pdf")
    assert found[0] == "Kopf"
    assert found[-1] == "Zweiter Absatz."
    body = re.sub("\u00ad", "", " ".join(found[1:-1]))
    assert body.split() == text.split()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8), min_size=1, max_size=6))
def test_markdown_paragraph_keeps_its_characters(words: list[str]) -> None:
    text = " ".join(words)
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    # pandoc composes letters and marks by itself, as normalisation would
    assert lines(escaped.encode(), "a.md") == [unicodedata.normalize("NFC", text)]


def test_mixed_folder(tmp_path: Path) -> None:
    source, problems = extract(b"%PDF-1.7 nothing", "noname", Where(str(tmp_path)))
    assert source is None
    assert "PDF" in problems[0].message
