"""What web pages say of their lines and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.model import Layout, Source
from lesebuch.problems import Where
from lesebuch.sources import extract


def read(page: str) -> Source:
    source, problems = extract(page.encode(), "a.html", Where("a"))
    assert not problems, problems
    assert source is not None
    return source


def shown(page: str) -> list[str]:
    source = read(page)
    said = {layout.line: layout for layout in source.layout}
    result = []
    for number, line in enumerate(source.text.split("\n"), 1):
        layout = said.get(number, Layout(number))
        what = (layout.kind, layout.level or "", layout.label, layout.group and f"g{layout.group}", layout.target)
        result.append(" ".join(str(part) for part in what if part) + f": {line}")
    return result


def styles(page: str) -> list[str]:
    source = read(page)
    lines = source.text.split("\n")
    return [f"{s.kind} “{lines[s.line - 1][s.start : s.end]}”{s.target and ' '}{s.target}" for s in source.styles]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<h2>Holz <small>neu</small></h2><p>Text", ["heading 2: Holz neu", ": Text"]),
        ("<ul><li>a<ul><li>b<p>noch b</ul>wieder a<li><p>c</ul>", [
            "item 1 g1: a", "item 2 g1: b", "2 g1: noch b", "1 g1: wieder a", "item 1 g1: c"]),
        ("<ol start=3><li>a<li value=7>b<li>c</ol><ol type=i><li>d</ol>", [
            "item 1 3 g1: a", "item 1 7 g1: b", "item 1 8 g1: c", "item 1 i g2: d"]),
        ("<ol reversed><li>a<li>b</ol>", ["item 1 2 g1: a", "item 1 1 g1: b"]),
        ("<dl><dt>Steg<dd>Ein Weg<dt>See<dd>Wasser</dl>", [
            "item 1 g1: Steg", "item 2 g1: Ein Weg", "item 1 g1: See", "item 2 g1: Wasser"]),
        ("<dl><dt>1.<dd>Ein Steg<dl><dt>a)<dd>aus Holz<dt>(b)<dd>aus Stein</dl><dt>A 1<dd>Ein See<dt>2.</dl>", [
            "item 1 g1: 1. Ein Steg", "item 3 g1: a) aus Holz", "item 3 g1: (b) aus Stein", "item 1 g1: A 1", "item 2 g1: Ein See",
            "item 1 g1: 2."]),
        ("<ul><li><span>1.</span><p>Holz holen<p>Noch etwas<li><div>2.</div><div>Warten</div><li>3.</ul>", [
            "item 1 g1: 1. Holz holen", "1 g1: Noch etwas", "item 1 g1: 2. Warten", "item 1 g1: 3."]),
        ("<h2>Zweiter Teil<br>Der Steg</h2><p>Ein Satz<br>und noch einer", ["heading 2: Zweiter Teil Der Steg", ": Ein Satz", ": und noch einer"]),
        ("<blockquote><p>Wer zahlt?<footer>— Ada Berg</footer></blockquote>", ["quote g1: Wer zahlt?", "attribution g1: — Ada Berg"]),
        ("<blockquote><p>Wer zahlt? <cite>Ada</cite> fragt.</blockquote>", ["quote g1: Wer zahlt? Ada fragt."]),
        ("<table><caption>Holz<tr><th>Jahr<th>Holz<tr><td>2021<td>kaum</table>", ["caption g1: Holz", "row g1: Jahr\tHolz", "row g1: 2021\tkaum"]),
        ("<table><tr><td><p>Ein Absatz<td><p>Rand</table>", ["g1: Ein Absatz", "g1: Rand"]),
        ("<table border=1><tr><td><p>Eiche<p>hart<td><ul><li>Steg<li>Boot</ul></table>", ["row g1: Eiche hart\tSteg Boot"]),
        ("<table><tr><th>Holz<tr><td><p>Eiche</table>", ["row g1: Holz", "g1: Eiche"]),
        ("<table><tr><th>Jahr<th>Holz<tr><td>2021<td><div>kaum<br>mehr</div></table>", ["row g1: Jahr\tHolz", "row g1: 2021\tkaum mehr"]),
        ("<figure><table><tr><td>2021<td><p>kaum</table></figure>", ["row g2: 2021\tkaum"]),
        ("<table role=presentation border=1><tr><td>2021<td><p>kaum</table>", ["g1: 2021", "g1: kaum"]),
        ("<table border=1><tr><td><h2>Der Steg</h2><td><p>Rand</table>", ["heading 2: Der Steg", "g1: Rand"]),
        ("<table><tr><th>Jahr<th>Holz<tr><td>2021<td><table><tr><td>a<td>b</table></table>", [
            "row g1: Jahr\tHolz", "g1: 2021", "row g2: a\tb"]),
        ("<pre>  a\n  b</pre>", [":   a", ":   b"]),
        ("<figure><img src=steg.png alt=Steg><figcaption>Der Steg</figcaption></figure>", ["caption g1 steg.png: Der Steg"]),
        ("<aside><p>Am Rand</aside><p class=box>Text", ["box g1: Am Rand", ": Text"]),
        ("<div class='poem x'><p>Ein Steg,<br>ein See</p></div>", ["verse g1: Ein Steg,", "verse g1: ein See"]),
        ("<p>Sie ging<sup><a id=r href='#n'>[1]</a></sup>.<ol><li id=n>Heim. <a href='#r'>↑</a></ol>", [
            ": Sie ging[1].", "footnote 1 g2: Heim. ↑"]),
        ("<p>Sie ging<a role=doc-noteref href='#n'>*</a>.<aside role=doc-footnote id=n><p>Heim.</aside>", [
            ": Sie ging*.", "footnote * g1: Heim."]),
        ("<p>Siehe <a href='#n'>1</a>.<ol><li id=n>Heim.</ol>", [": Siehe 1.", "item 1 1 g1: Heim."]),
    ],
)  # fmt: skip
def test_lines(page: str, wanted: list[str]) -> None:
    assert shown(f"<body>{page}") == wanted


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<p>Ein  <em>langer\n <b>Steg</b></em> .", ["emphasis “langer Steg”", "strong “Steg”"]),
        ("<b>a<br>b</b>c", ["strong “a”", "strong “b”"]),
        ("<p>H<sub>2</sub>O und m<sup>2</sup>", ["subscript “2”", "superscript “2”"]),
        ("<p><del>alt</del> <ins>neu</ins> <code>x</code> <u>u</u>", ["deleted “alt”", "inserted “neu”", "code “x”", "underline “u”"]),
        ("<p><span lang=fr>pont</span> <span style='font-variant: small-caps'>Ada</span>", ["language “pont” fr", "smallcaps “Ada”"]),
        ("<p lang=fr>Le pont<p lang=de>Der Steg", ["language “Le pont” fr"]),
        ("<p><a href='https://a.example/b'>da</a> <a href='b'>hier</a> <a href='#c'>unten</a>", ["link “da” https://a.example/b"]),
        ("<head><base href='https://a.example/x/'></head><p><a href='b'>hier</a> <a href='#c'>unten</a>", ["link “hier” https://a.example/x/b"]),
        ("<p><a href='javascript:x()'>da</a><em> </em>", []),
        ("<head><base href='https://a.example/x/'></head><p><a href='http://[preferences]'>da</a>", []),
    ],
)  # fmt: skip
def test_words(page: str, wanted: list[str]) -> None:
    assert styles(f"<html lang=de>{page}") == wanted


def test_cells() -> None:
    source = read("<table><thead><tr><td><td>a<th colspan=2>b</thead><tr><td rowspan=2>c<td><td>d e</table>")
    rows = [layout.cells for layout in source.layout]
    assert source.text == "a\tb\nc\t\td e"
    assert [(c.start, c.end, c.header, c.columns, c.rows) for c in rows[0]] == [
        (0, 0, True, 1, 1), (0, 1, True, 1, 1), (2, 3, True, 2, 1),
    ]  # fmt: skip
    assert [(c.start, c.end, c.header, c.columns, c.rows) for c in rows[1]] == [
        (0, 1, False, 1, 2), (1, 1, False, 1, 1), (3, 6, False, 1, 1),
    ]  # fmt: skip


def test_where_a_line_ends_in_a_cell_is_marked() -> None:
    source = read("<table border><tr><th>a<th>b<tr><td><p>Eiche </p> <p>hart<br></p><td><br>zäh<br><br>alt</table>")
    assert source.text == "a\tb\nEiche hart\tzäh alt"
    assert [(s.line, s.start, s.end) for s in source.styles if s.kind == "break"] == [(2, 5, 6), (2, 14, 15)]


@pytest.mark.parametrize("version", ["html 1", "html 2"])
def test_older_versions_lay_out_any_row_with_blocks(version: str) -> None:
    page = b"<table border=1><tr><th>Jahr<th>Holz<tr><td>2021<td><p>kaum</table>"
    source, _ = extract(page, "a.html", Where("a"), version)
    assert source
    assert (source.extractor, source.text) == (version, "Jahr\tHolz\n2021\nkaum")
    page = b"<h2>Teil<br>Steg</h2><dl><dt>1.<dd>Ein Steg</dl>"
    source, _ = extract(page, "a.html", Where("a"), version)
    assert source
    assert source.text == "Teil\nSteg\n1.\nEin Steg"


@pytest.mark.parametrize(
    ("words", "newest", "before"),
    [
        ("<ruby>橋<rt>はし</rt></ruby>です", "橋(はし)です", "橋はしです"),
        ("<ruby>水<rt>すい</rt>面<rt>めん</rt></ruby>", "水(すい)面(めん)", "水すい面めん"),
        ("<ruby><rb>水</rb><rb>面</rb><rt>すい</rt><rt><b>めん</b></rt></ruby>", "水面(すいめん)", "水面すいめん"),
        ("<ruby>橋<rp>【</rp><rt>はし</rt><rp>】</rp></ruby>", "橋【はし】", "橋【はし】"),
        ("<ruby>橋<rt> </rt></ruby>", "橋", "橋"),
        ("<ruby><ruby>橋<rt>はし</rt></ruby><rt>Steg</rt></ruby>", "橋(はし)(Steg)", "橋はしSteg"),
        ("<ruby><ruby>橋<rp>[</rp><rt>はし</rt><rp>]</rp></ruby><rt>Steg</rt></ruby>", "橋[はし](Steg)", "橋[はし]Steg"),
        ("<math><semantics><mi>x</mi><annotation>\\text{x}</annotation></semantics></math> ist eins", "x ist eins", "x\\text{x} ist eins"),
        ("<math><mi>x</mi><annotation-xml><annotation-xml><mi>y</mi></annotation-xml></annotation-xml><annotation>y</annotation></math> ist eins", "x ist eins", "xyy ist eins"),
    ],
    ids=["one", "each", "several", "own", "blank", "nested", "nested, one with its own", "formula", "formula in a formula"],
)  # fmt: skip
def test_readings_stand_in_brackets_and_a_formula_once(words: str, newest: str, before: str) -> None:
    for version, wanted in ("html 4", newest), ("html 3", before):
        source, _ = extract(f"<p>{words}".encode(), "a.html", Where("a"), version)
        assert source
        assert source.text == wanted


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><meta charset=utf-8><title>Seebote</title><link rel=a href=b><article><p>Der Steg</article>am See<p>Ende",
        "<title>Seebote</title><section>Der Steg</section><nav>am See</nav><main>Ende</main>",
        "<html><head><title>Seebote</title></head><main>Der Steg</main><body>am See<p>Ende</body>",
    ],
)
def test_a_page_need_not_say_where_its_head_ends(page: str) -> None:
    assert read(page).text.split("\n") == ["Seebote", "Der Steg", "am See", "Ende"]


def test_no_picture_behind_the_last_line_is_lost() -> None:
    source = read("<p>Der Steg<p><img src=a.png><img src=b.png>")
    assert [(s.start, s.kind, s.target) for s in source.styles] == [(8, "image", "a.png"), (8, "image", "b.png")]


TAGS = st.sampled_from(
    ["p", "b", "em", "li", "ul", "blockquote", "td", "tr", "table", "a", "sup", "span lang=fr", "figure"]
)


@given(st.lists(st.tuples(TAGS, st.text("ab \u00a0\n\t", max_size=4), st.booleans()), max_size=14))
def test_marks_lie_within_their_lines(parts: list[tuple[str, str, bool]]) -> None:
    page = "".join(f"<{tag}>{text}" + (f"</{tag.split()[0]}>" if closed else "") for tag, text, closed in parts)
    source = read(f"<body>Anfang{page}")
    lines = source.text.split("\n")
    for style in source.styles:
        words = lines[style.line - 1][style.start : style.end]
        assert words
        assert words == words.strip()
    for layout in source.layout:
        ends = [0, *(cell.end for cell in layout.cells)]
        assert all(end <= cell.start <= cell.end for end, cell in zip(ends, layout.cells, strict=False))
        assert ends[-1] <= len(lines[layout.line - 1])


@pytest.mark.parametrize(("behind", "more"), [("", []), ("<p>Ende</p>", ["Ende"])])
def test_the_number_of_an_item_without_words_is_a_line(behind: str, more: list[str]) -> None:
    page = f"<ul><li><p>1.</p><p>Steg</p></li><li><p>2.</p><script>x</script></li></ul>{behind}"
    assert read(page).text.split("\n") == ["1. Steg", "2.", *more]
