"""No label stands outside the catalogues: every text of the code that reaches readers is looked at, whatever its kind of file."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import lesebuch

CODE = Path(lesebuch.__file__).parent
WRITERS = ("presentation", "sphinx_ext", "html", "typst", "export/myst.py")
"""Where what readers see is made; all else speaks to editors, in English."""
SAID = frozenset({"_", "say", "say_number", "N_"})
TO_EDITORS = frozenset(
    {"logger", "Problem", "fault", "doubt", "warning", "error", "info", "debug", "log", "warn", "fail", "Miss"}
)
"""Calls whose words go to whoever builds the reader."""
NO_LABELS = {
    "presentation/lettering.py": {"mwMWmшщюжфШЩЮЖФ—%@…"},  # letters by their width
    # A style's name, pandoc's of its nodes, and what stands for words of others while they are not known.
    "html/citeproc.py": {"Chicago", "Cite", "Para", "Str", "Lesestelle", "Lesetag"},
    "html/offers.py": {"Word", "JSON Lines"},  # names of formats
    "html/head.py": {"Newspaper", "Blog", "Article", "Chapter", "Book", "Organization", "Person"},  # schema.org's types
    "html/links.py": {"Pages"},  # a type
    "presentation/labels.py": {"¹²³⁴⁵⁶⁷⁸⁹⁰*∗"},  # marks of notes
    "presentation/arrangement.py": {"Section"},  # types
    "presentation/blocks.py": {"Block"},
    "html/offline.py": {"const SITE = "},  # to machines, as the next
    "html/feeds.py": {"# Lesebuch: this edition is for private use.\nUser-agent: *\nDisallow: /\n"},  # to machines
    # To editors, as warnings of a build.
    "presentation/quotation.py": {
        "There is no chapter ",
        "The chapter ",
        " has no passage ",
        "; its last ones are ",
        " is no passage; write it like ",
        "In the chapter ",
        " does not follow ",
    },
    "sphinx_ext/directives/assignments.py": {
        "small letters a-z, digits and hyphens, a letter first, not ",
        "a number from ",
    },
    "sphinx_ext/domain.py": {"There is no reader: no ", ". Name its folder, `lesebuch_root`, in conf.py."},
    "sphinx_ext/directives/glossary.py": {"There is no glossary entry "},
    "sphinx_ext/objects.py": {"There is no ", " %(target)r in this reader."},
    "sphinx_ext/pages.py": {
        "%s is not made by Lesebuch and stays as it is; what belongs to %r has no page. Move that file, or rename %s.",
        "the chapter in corpus/",
        "the page that it is named after",
    },
    "sphinx_ext/proving.py": {"the file"},
    "sphinx_ext/directives/who.py": {"not html"},  # to Sphinx
    "sphinx_ext/standing.py": {"The site cannot be built: ", "Traceback"},
    "sphinx_ext/directives/passage_markup.py": {"} holds nothing but "},
    "typst/builder.py": {
        "DejaVu Sans Mono",
        "The book is %(outdir)s/reader.pdf.",
        "all documents",
        "No font of the book has ",
        "%s is not made by Lesebuch and stays as it is. Move it, or name another folder for the output.",
    },
    "typst/handouts.py": {"The handout is in %(outdir)s.", "The handouts are in %(outdir)s."},
    "sphinx_ext/html_in_text.py": {
        "This HTML is not printed: ",
        "Write it in Markdown or, if it is for the site alone, within {only} html.",
    },
    # In files that are made, as comments.
    "typst/spoken.py": {"// Words and colours of the template; made anew in each build.\n#let words = "},
    # Types, names of fonts, pandoc's nodes.
    "typst/code.py": {"TypstCode | str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None"},
    "typst/formulas.py": {"New Computer Modern Math", "Math", "Str", "Para"},
    "presentation/drawings.py": {"'Source Sans 3'"},
    # Fonts, and what Typst says.
    "typst/printing.py": {"Libertinus Serif", "Source Sans 3", "did not converge"},
    # XML.
    "typst/tagging.py": {"</dc:rights><xmpRights:Marked>True</xmpRights:Marked>"},
    "typst/translation.py": {"the book"},
}
"""What looks like a label and is none, by file, with the reason."""
NAMES = frozenset({"Lesebuch", "BibTeX", "JavaScript", "Ctrl"})
_TAG = re.compile(r"<[^>]*>?|[^<]*>|\{[^}]*\}|https?://\S*|&\w+;")
_WORD = re.compile(r"(?<![\w.#$\"'=/:-])[^\W\d_]{3,}(?![\w=(\[/:-]|\.\w)")
_CAPITAL = re.compile(r"[A-ZÄÖÜЀ-ӿ]?[a-zäöüßà-ÿЀ-ӿ]+")


def is_label(text: str) -> bool:
    """Whether a text could be read as words: one with a capital, one that ASCII lacks, or several in a row."""
    bare = _TAG.sub(" ", text)
    words = [word for word in _WORD.findall(bare) if word not in NAMES]
    if any((word[0].isupper() and not word.isupper() and word[1:].islower()) or not word.isascii() for word in words):
        return True
    return len(words) > 1 and bool(re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", bare))


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """String literals, without docstrings, messages of the catalogues, and what goes to editors."""
    match tree:
        case ast.Call(func=ast.Name(id=name)) if name in SAID | TO_EDITORS:
            return
        case ast.Call(func=ast.Attribute(attr=name)) if name in TO_EDITORS:
            return
        case ast.Raise() | ast.Assert() | ast.Expr(value=ast.Constant()):
            return
        case ast.Constant(value=str()):
            yield tree
        case _:
            for child in ast.iter_child_nodes(tree):
                yield from texts(child)


def files() -> list[Path]:
    found = [
        path for name in WRITERS for path in ([CODE / name] if name.endswith(".py") else (CODE / name).rglob("*.py"))
    ]
    return sorted(found)


def labels(source: str) -> list[str]:
    return [str(text.value) for text in texts(ast.parse(source)) if is_label(str(text.value))]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_module_has_no_label_outside_the_catalogues(path: Path) -> None:
    """The exceptions are all of them used: none outlives its reason."""
    assert set(labels(path.read_text(encoding="utf-8"))) == NO_LABELS.get(path.relative_to(CODE).as_posix(), set())


# --- Templates, styles, scripts ----------------------------------------------------------------------------------------


_LABELLING = r"(?:aria-label|aria-description|title|placeholder|alt|content|label|summary|value)"


def said_by_html(text: str) -> list[str]:
    """Texts and labelling attributes of a Jinja template."""
    text = re.sub(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<script>.*?</script>|<style>.*?</style>", "", text)
    attributes = [value for _quote, value in re.findall(_LABELLING + r"""=(["'])(.*?)\1""", text)]
    between = re.findall(r">([^<>]*)<", text)
    return [found.strip() for found in (*attributes, *between) if is_label(found)]


def said_by_css(text: str) -> list[str]:
    contents = re.findall(r"""content: *([^;}]*)""", text)
    return [
        word
        for content in contents
        for word in re.findall(r"""["']([^"']*)["']""", content)
        if re.search(r"[^\W\d_]", word)
    ]


def said_by_script(text: str) -> list[str]:
    text = re.sub(r"(?m)^ *//.*$|/\*.*?\*/", "", text)
    found = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`|\'((?:[^\'\\\n]|\\.)*)\'', text)
    words = [re.sub(r"\$\{[^}]*\}", "", "".join(parts)) for parts in found]
    selectors = re.compile(r"(?<!\w)[.#\[*]|\[|^\w+ strict$")
    # Lists of letters have neither a space nor a capital.
    return [
        word for word in words if is_label(word) and not selectors.search(word) and (" " in word or not word.islower())
    ]


def said_by_typst(text: str) -> list[str]:
    """Texts in quotation marks, and words in content brackets."""
    text = re.sub(r"(?m)(?<![:\w])//.*$", "", text)
    quoted = [word for word in re.findall(r'"([^"\\\n]*)"', text) if is_label(word)]
    bare = re.sub(r'"[^"\n]*"', '""', text)
    while bare != (bare := re.sub(r"(?<=[\w-])\([^()]*\)", "", bare)):
        """Arguments of calls within calls go, too."""
    # A name behind a call (`<word>`) is for queries.
    brackets = [re.sub(r"#[\w.-]+(?:<[\w-]+>)?", "", content) for content in re.findall(r"\[([^\[\]{}]*)\]", bare)]
    return quoted + [content for content in brackets if re.search(r"[^\W\d_]|[„“]", content)]


ELSE = [
    (path, said)
    for pattern, said in (
        ("**/*.html", said_by_html),
        ("**/*.css", said_by_css),
        ("**/*.js", said_by_script),
        ("**/*.typ", said_by_typst),
    )
    for path in sorted(CODE.glob(pattern))
    if "starter" not in path.parts
]
NO_WORDS = {
    "live.js": {"1 thing is wrong", " things are wrong"},  # to editors, while they write
    # Keys.
    "lesebuch.js": {"Escape"},
    "lesebuch-goto.js": {"Escape"},
    "lesebuch-mine.js": {"Annotation"},  # W3C's
    "lesebuch-notes.js": {"Escape", "Tab", "Enter"},
    "lesebuch-passages.js": {"Escape"},
    "lesebuch-settings.js": {"Escape"},
    # Fonts. What stands behind a slip, `sic` and `recte`, is Latin, as editions have it in every language.
    "basics.typ": {"Libertinus Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", "DejaVu Sans Mono", "Source Sans 3"},
}


@pytest.mark.parametrize(("path", "said"), ELSE, ids=lambda value: value.name if isinstance(value, Path) else "")
def test_templates_styles_and_scripts_say_nothing_of_their_own(path: Path, said: Callable[[str], list[str]]) -> None:
    assert set(said(path.read_text(encoding="utf-8"))) == NO_WORDS.get(path.name, set())


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (labels, 'made = field("Erschienen in")'),
        (labels, 'node["label"] = "Notes"'),
        (labels, 'body.append(f"<h2 id=x>{name} gefunden für {q}</h2>")'),
        (labels, '_TITLE = {"notes": "Anmerkungen"}'),
        (said_by_html, '<p class="a">Auf dieser Seite</p>'),
        (said_by_html, '<nav aria-label="Contents"></nav>'),
        (said_by_html, "<nav aria-label='Contents'></nav>"),
        (said_by_html, '<input type="submit" value="Senden">'),
        (said_by_script, "status.textContent = 'Nothing found';"),
        (said_by_script, r'status.textContent = "Nothing \"here\" found";'),
        (said_by_script, 'button.title = "Nach oben. Weiter";'),
        (said_by_css, '.a::before { content: "Bild: "; }'),
        (said_by_script, 'status.textContent = "Nothing found";'),
        (said_by_script, "status.textContent = `Noch ${n} Treffer`;"),
        (said_by_typst, '#let head = ("Datum", "Ereignis")'),
        (said_by_typst, "#block[Seite #n von #all]"),
        (said_by_typst, "small[ →~S.~#pages]"),
        (said_by_typst, "[ „#words“]"),
    ],
)
def test_a_label_outside_the_catalogues_is_seen(said: Callable[[str], list[str]], text: str) -> None:
    assert said(text)
