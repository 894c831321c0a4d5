"""What a site ships: rules that can match, files that something asks for, and all that others have put there."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_reader import Build

from lesebuch.html import packing
from lesebuch.html.pruning import matches, parse, prune, squeeze

PLAIN = ("-D", "lesebuch_search=0")
LARGEST = 540_000
"""Bytes of `_static`, fonts included; the theme alone has six million."""

SHEET = """/*! Licence */ @charset "UTF-8";
:root{--a:1px;--b:var(--c);--c:2px;--d:url("x;}.png")}
.a,.b .c{margin:var(--a)} /* .gone{} */
.a:not(.z, .y){color:red}
[data-x=".q"]{color:blue}
p > .sm\\:a{padding:var(--b)}
@media (min-width: 1px){.z{a:b}.a{c:d}}
@media print{.z{a:b}}
@keyframes turn{0%{x:y}}
@keyframes idle{0%{x:y}}
.b{animation:turn 1s}
.z{animation:idle 1s}
@font-face{font-family:"Icons";src:url(i.woff2)}
.z{font-family:"Icons"}
"""


@pytest.mark.parametrize(
    ("names", "kept", "gone"),
    [
        ({"a"}, [".a{margin", ".a:not(.z,.y)", '[data-x=".q"]', "{.a{c:d}}", "Licence"], [".c", ".z{", "print", "Icons"]),
        ({"b", "c"}, [".b .c{margin", "turn"], ["idle", ".a", "print"]),
        ({"sm:a"}, ["p>.sm\\:a", "--b:var(--c)", "--c:2px"], ["--a", "--d", "turn"]),
        ({"z"}, ["idle", "url(i.woff2)", "@media print"], ["turn", ".a{"]),
        (set(), ["@charset"], [":root", "@media", "@keyframes"]),
    ],
)  # fmt: skip
def test_rules_that_may_match_stay_with_what_they_use(names: set[str], kept: list[str], gone: list[str]) -> None:
    made = prune(SHEET, names)
    assert [text for text in kept if text not in made] == []
    assert [text for text in gone if text in made] == []


def test_variables_that_other_sheets_use_stay() -> None:
    assert "--d:url" in prune(SHEET, set(), ".mine{background:var( --d)}")


NAMES = st.sets(st.sampled_from(["a", "b", "c", "z", "sm:a"]))


@given(NAMES, NAMES)
def test_more_names_keep_no_less(some: set[str], more: set[str]) -> None:
    fewer = {rule for rule, _ in parse(prune(SHEET, some))}
    assert {rule.split(",")[0] for rule in fewer} <= {
        part for rule, _ in parse(prune(SHEET, some | more)) for part in rule.split(",")
    }
    assert prune(prune(SHEET, some), some) == prune(SHEET, some)


@pytest.mark.parametrize(
    ("selector", "found"),
    [(".a.b", False), (".a", True), ("#a", True), ("div", True), (":is(.x,.a)", True), (".a::before", True), ("a.b", False)],
)  # fmt: skip
def test_a_selector_demands_its_classes_and_ids(selector: str, found: bool) -> None:
    assert matches(selector, {"a"}) is found


@pytest.mark.parametrize(
    ("selector", "found"),
    [("p > a", True), ("p > kbd", False), ("hr", False), ("P.a::before", True), ("p:is(.x, .y)", False), ("p:is(.x, .a)", True),
     ("p:not(hr)", True), ('p[type="hr"]', True), ("*", True)],
)  # fmt: skip
def test_it_demands_its_elements_too(selector: str, found: bool) -> None:
    assert matches(selector, {"a"}, {"p", "a"}) is found


def test_a_squeezed_sheet_says_the_same() -> None:
    made = squeeze(SHEET)
    assert len(made) < len(SHEET)
    assert "/*" not in made
    assert squeeze(made) == made
    pruned = prune(SHEET, {"a", "b", "c", "z"})
    assert prune(made, {"a", "b", "c", "z"}) == squeeze(pruned)
    assert pruned == "/*! Licence */\n" + squeeze(pruned)


def test_all_of_our_code_is_shipped(tmp_path: Path) -> None:
    packing.pack(tmp_path)
    packing.pack_anywhere(tmp_path / "anywhere", scripts=True)
    here = Path(packing.__file__).parent
    for path in (*here.glob("static/*.js"), *here.glob("scripts/*.js"), *here.glob("anywhere/*.js")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        # Indentation within a text of several lines would be lost.
        assert [line for line in lines if re.sub(r"/\(\[.*?\]\)/g", "", line).count("`") % 2] == []
        code = "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
        shipped = [one for one in tmp_path.rglob("*.js") if code in one.read_text(encoding="utf-8")]
        assert shipped, path.name
        assert path.parent.name != "scripts" or len(shipped) == 2
    sheet = (tmp_path / packing.SHEET).read_text(encoding="utf-8")
    assert all(word in sheet for word in ("@font-face", ".lb-tree", ".lb-card", "[data-size", ".lb-tools"))
    elsewhere = (tmp_path / "anywhere" / packing.SHEET_ANYWHERE).read_text(encoding="utf-8")
    assert ".lb-card" in elsewhere
    assert ":target .lb-shut" not in elsewhere


def test_each_letter_is_in_one_slice_of_a_font() -> None:
    here = Path(packing.__file__).parent
    seen: dict[tuple[str, ...], set[int]] = {}
    rules = re.findall(r"@font-face {[^}]*}", (here / "sheets" / "lesebuch-fonts.css").read_text(encoding="utf-8"))
    ours = [rule for rule in rules if "local(" not in rule]
    for rule in ours:
        face = tuple(re.findall(r"font-(?:family|weight|style): ([^;]+);", rule))
        ranges = [
            part.strip().removeprefix("U+").split("-")
            for part in re.findall(r"unicode-range: ([^;]+)", rule)[0].split(",")
        ]
        points = {
            point for first, *last in ranges for point in range(int(first, 16), int((last or [first])[0], 16) + 1)
        }
        assert not points & seen.setdefault(face, set()), rule
        seen[face] |= points
        assert (here / "static" / re.findall(r"url\(([^)]+)\)", rule)[0]).is_file()
        # One that is a little late does not move what is being read.
        assert "font-display: fallback;" in rule, rule
    assert len(seen) == 5
    # Others are fonts of the system, for the same faces, until ours are there.
    assert [rule for rule in rules if rule not in ours and "url(" in rule] == []
    # Of the forms of digits, slices have these alone; those that are as wide as each other are what a font begins with.
    sheets = "".join(path.read_text(encoding="utf-8") for path in here.rglob("*.css"))
    asked = {word for value in re.findall(r"font-variant-numeric:([^;}]+)", sheets) for word in value.split()}
    assert asked == {"oldstyle-nums", "lining-nums", "tabular-nums"}
    assert "font-feature-settings" not in sheets
    assert all(set(map(ord, "AaZz09ÄßéçñłğşŘЯяєҚғ–„“«»€")) <= points for points in seen.values())


def test_sheets_say_what_safari_heeds_and_go_by_the_size_of_letters() -> None:
    """Safari knows `text-decoration` with a line alone; a width in pixels counts columns for letters of the usual size."""
    sheets = [path.read_text(encoding="utf-8") for path in Path(packing.__file__).parent.rglob("*.css")]
    lines = {value.strip() for sheet in sheets for value in re.findall(r"text-decoration:([^;}]*)", sheet)}
    assert {value.removesuffix("!important").strip() for value in lines} == {"none", "underline", "line-through"}
    assert not [query for sheet in sheets for query in re.findall(r"@media[^{]*", sheet) if "px" in query]


def test_a_site_ships_what_it_uses(root: Path, build: Build) -> None:
    run = build(root, "-W", *PLAIN)
    assert run.code == 0, run.output
    static = run.out / "_static"
    assert sum(path.stat().st_size for path in static.rglob("*") if path.is_file()) < LARGEST
    asked = set()
    for page in run.out.rglob("*.html"):
        links = re.findall(r'(?:href|src)="([^"#?]*_static/[^"#?]*)', page.read_text(encoding="utf-8"))
        below = run.out if page.name == "404.html" else page.parent
        asked |= {(below / link.lstrip("/")).resolve() for link in links}
    for sheet in [path for path in asked if path.suffix == ".css"]:
        urls = re.findall(r"url\(([^)\"']+)\)", sheet.read_text(encoding="utf-8"))
        asked |= {(sheet.parent / url).resolve() for url in urls if not url.startswith("data:")}
    assert asked
    assert [path for path in asked if not path.is_file()] == []
    assert not (static / "vendor").exists()


def test_a_page_links_the_sheet_of_drawings_if_it_has_some(root: Path, build: Build) -> None:
    run = build(root, "-W", *PLAIN)
    texts = {page: page.read_text(encoding="utf-8") for page in run.out.rglob("*.html")}
    drawn = {page for page, text in texts.items() if re.search(r'class="(?:lb-years|lb-picture|timeline)\b', text)}
    assert drawn
    assert drawn == {page for page, text in texts.items() if "lesebuch-pictures.css" in text}
    assert drawn != set(texts)


def test_what_others_ask_for_stays(root: Path, build: Build) -> None:
    docs = root / "docs"
    (docs / "mine").mkdir()
    (docs / "mine" / "own.css").write_text(
        ".own { background: url(images/logo_binder.svg); margin: var(--bs-gray-dark) }\n", encoding="utf-8"
    )
    (docs / "mine" / "doctools.js").write_text("// mine\n", encoding="utf-8")
    with (docs / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('\nhtml_static_path = ["mine"]\nhtml_css_files = ["own.css"]\n')
    with (docs / "index.md").open("a", encoding="utf-8") as page:
        page.write(
            '\n:::{container} navbar-brand\nWorte\n:::\n\n<img alt="" src="_static/images/logo_jupyterhub.svg">\n'
        )
    run = build(root, *PLAIN)
    static = run.out / "_static"
    assert (static / "images" / "logo_binder.svg").is_file()
    assert (static / "images" / "logo_jupyterhub.svg").is_file()
    assert (static / "doctools.js").read_text(encoding="utf-8") == "// mine\n"
    sheet = (static / "styles" / "lesebuch-theme.css").read_text(encoding="utf-8")
    assert ".navbar-brand" in sheet
    assert "--bs-gray-dark:" in sheet


def test_a_class_that_comes_later_has_its_rules(root: Path, build: Build) -> None:
    sheet = build(root, *PLAIN).out / "_static" / "styles" / "lesebuch-theme.css"
    assert ".admonition" not in sheet.read_text(encoding="utf-8")
    with (root / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n:::{note}\nWorte\n:::\n")
    build(root, *PLAIN)
    assert ".admonition" in sheet.read_text(encoding="utf-8")
