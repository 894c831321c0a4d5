"""The manual of the tool: it builds, its reference names all that the code has, and what it tells people to type works."""

import ast
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field, fields
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from markdown_it import MarkdownIt
from sphinx.util.inventory import InventoryFile

import lesebuch
import warm
from from_code import MAKERS, build_steps, commands, declared, documents, keys, markup, modules, records
from lesebuch import glossary, pipeline, sources
from lesebuch.cli.main import COMMANDS
from lesebuch.config import OPTIONS, Config, Edition
from lesebuch.config_reading import read_config
from lesebuch.editorial import notes
from lesebuch.editorial.chapter_reading import KEYS, read_chapter
from lesebuch.export import jsonl, tei
from lesebuch.problems import Code
from lesebuch.sphinx_ext import data_version

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "manual"
PAGES = sorted(path for path in MANUAL.rglob("*.md") if "_build" not in path.parts)
CHAPTER = "last-night-ferry-to-lindholm"


@dataclass(frozen=True)
class Block:
    """A block of code on a page."""

    language: str
    text: str
    caption: str
    kind: str


def blocks(page: Path) -> list[Block]:
    found = []
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type != "fence":
            continue
        match = re.fullmatch(r"\{code-block\} (\w+)", token.info)
        lines = token.content.splitlines(keepends=True) if match else []
        options = [line for line in lines if re.match(r":(?:caption|class): ", line)]
        said = dict(line.strip(":\n").split(": ", 1) for line in options)
        text = "".join(lines[len(options) :]).lstrip("\n") if match else token.content
        found.append(Block(match[1] if match else token.info, text, said.get("caption", ""), said.get("class", "")))
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("manual") / "html"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-n", "-b", "html", str(MANUAL), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def described(site: Path) -> dict[str, set[str]]:
    """By kind, the names of all things that have an address in the manual."""
    with (site / "objects.inv").open("rb") as stream:
        found = InventoryFile.load(stream, "", lambda _base, name: name)
    return {kind: set(named) for kind, named in found.items()}


def test_every_command_and_every_option_has_an_address(described: dict[str, set[str]]) -> None:
    wanted = set()
    for command in COMMANDS:
        for action in commands.arguments(commands.parser_of(command)):
            names = action.option_strings or [str(action.metavar or action.dest.upper())]
            wanted |= {f"lesebuch-{command.name}.{name}" for name in names}
    assert len(wanted) > 30
    assert wanted <= described["std:cmdoption"]


def test_every_option_of_reader_toml_and_every_setting_has_an_address(described: dict[str, set[str]]) -> None:
    settings = set(markup.names("add_config_value"))
    assert {"lesebuch_edition", "lesebuch_root"} <= settings
    assert {option.name for option in OPTIONS} | settings <= described["std:confval"]


def test_every_code_has_an_address(described: dict[str, set[str]]) -> None:
    assert {str(code) for code in Code} == described["std:problem"]


def test_every_module_is_listed_with_its_purpose() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", modules.page(), re.MULTILINE)
    package = Path(lesebuch.__file__).parent
    assert sorted(name for name, _ in rows) == sorted(
        path.stem for path in package.rglob("*.py") if not path.name.startswith("__")
    )
    assert [name for name, purpose in rows if len(purpose.split()) < 4] == []


def test_the_order_of_a_build_stands_in_two_tables_as_it_runs() -> None:
    for steps in (build_steps.documents.STEPS, build_steps.site.STEPS):
        assert build_steps.in_order(steps) == list(steps)
    package = Path(lesebuch.__file__).parent
    connecting = [path for path in package.rglob("*.py") if "app.connect(" in path.read_text(encoding="utf-8")]
    assert connecting == [package / "sphinx_ext" / "build_steps.py"]


def test_every_key_has_an_address(described: dict[str, set[str]]) -> None:
    wanted = {f"chapter.{key}" for key in KEYS}
    wanted |= {f"entry.{key.name}" for key in glossary.ENTRY} | {f"register.{key.name}" for key in sources.SOURCE}
    assert wanted == described["std:key"]


def test_every_directive_and_role_has_an_address(described: dict[str, set[str]]) -> None:
    directives = set(markup.names("add_directive"))
    assert {"chapter", "chapter-list", "passage"} <= directives
    assert directives | set(notes.OPTIONS) == described["std:reader-directive"]
    assert {"passage", "entry"} <= set(markup.names("add_role")) == described["std:reader-role"]


@pytest.mark.parametrize(
    "name",
    ["pipeline.read", "temporal.tag", "temporal.TimeExpression", "edtf.TimeValue", "model.Chapter", "model.Passage.id"],
)
def test_the_python_names_have_an_address(described: dict[str, set[str]], name: str) -> None:
    assert f"lesebuch.{name}" in set().union(*(names for kind, names in described.items() if kind.startswith("py:")))


def test_every_field_of_the_corpus_is_listed(site: Path) -> None:
    page = (site / "reference" / "jsonl.html").read_text(encoding="utf-8")
    found = {path for name in records.NAMES for path in records.fields(name)}
    assert {"id", "passages[].source[].line", "terms[].surface", "emendations[].to", "events[].passages[]"} <= found
    assert [path for path in found if f'<span class="pre">{path}</span>' not in page] == []


def test_documents_are_included_and_their_links_lead_to_pages(site: Path) -> None:
    for name, page in documents.PAGES.items():
        title = (ROOT / name).read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        html = (site / page.strip("/").replace(".md", ".html")).read_text(encoding="utf-8")
        assert f"<h1>{title}<" in html
        assert not re.search(r'href="[^":]*\.md', html)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("see [the list](EDITING.md#dates).", "see [the list](/reference/editing.md#dates)."),
        ("[Sphinx](manual/reference/sphinx.md)", "[Sphinx](/reference/sphinx.md)"),
        ("[Apache](LICENSE) and [EDTF](https://example.org/x)", "Apache and [EDTF](https://example.org/x)"),
        ("`[a](about.md)`, [](#label)", "`[a](about.md)`, [](#label)"),
        ("```\n[a](about.md)\n```\n[b](about.md)", "```\n[a](about.md)\n```\nb"),
    ],
)
def test_links_of_included_documents(written: str, expected: str) -> None:
    content = [written]
    documents.lead_into_manual(None, Path(), "", content)
    assert content == [expected]


def test_a_new_option_is_on_the_page_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass
    class More:
        colour: str = field(default="red", metadata={"help": "Colour of all."})

    monkeypatch.setattr(declared, "OPTIONS", (*OPTIONS, *fields(More)))
    assert ':::{confval} colour\n:type: text\n:default: `"red"`\n\nColour of all.\n:::' in declared.options()


def test_a_new_argument_is_on_the_page_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def add_arguments(parser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a file")
        parser.add_argument("--tone", choices=["high", "low"], required=True, help="how it sounds, 100 %%")

    monkeypatch.setattr(commands, "import_module", lambda _name: SimpleNamespace(add_arguments=add_arguments))
    monkeypatch.setattr(commands, "COMMANDS", (SimpleNamespace(name="sing", help="sing", module="sing"),))
    page = commands.page()
    assert ":::{program} lesebuch sing" in page
    assert ":::{option} FILE\n\nA file. One or more.\n:::" in page
    assert ":::{option} --tone TONE\n\nHow it sounds, 100 %. One of `high`, `low`. Required.\n:::" in page


def test_what_is_required_is_asked_of_the_readers() -> None:
    assert keys.required(keys._read_empty_chapter) == (
        {"source", "title", "language"},
        {"contributors", "published", "publisher"},
    )
    assert keys.required(keys._read_empty_entry)[0] == {"term", "kind"}
    assert "rights" in keys.required(keys._read_empty_register)[0]


@pytest.mark.parametrize("name", ["chapter", "entry", "register"])
def test_every_key_is_explained(name: str) -> None:
    silent = re.findall(r":::\{key\} (\S+)\n\s*(?:Required\.)?\s*:::", MAKERS[name]())
    assert silent == []


# --- What people are told to type -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Typed:
    """The reader of the tutorial, and all that was said on the way."""

    folder: Path
    said: str


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    start = folder = tmp_path_factory.mktemp("tutorial")
    environment = os.environ | {"PATH": f"{Path(warm.COLD).parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("LESEBUCH_SEEDS", None)
    said = ""
    for block in blocks(MANUAL / "tutorial.md"):
        if block.caption:
            name, _, below = block.caption.partition(", below")
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text(encoding="utf-8") + "\n" if below else ""
            assert below or not path.exists()
            path.write_text(before + block.text, encoding="utf-8")
            continue
        assert block.language == "sh"
        script = f"{block.text}\npwd > '{start}/where'"
        command = ["bash", "-euo", "pipefail", "-c", script]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        said += done.stdout + done.stderr
        folder = Path((start / "where").read_text(encoding="utf-8").strip())
    return Typed(folder, said)


def test_the_tutorial_says_what_its_reader_sees(tutorial: Typed) -> None:
    for found in ("Ruth Amsel", "2019-05-14", "newsletter call", "2019-05-13", "Run `lesebuch lock`."):
        assert found in tutorial.said
    assert tutorial.said.count("warning:") == 1
    site = tutorial.folder / "docs/_build/class/html"
    page = (site / f"chapters/{CHAPTER}.html").read_text(encoding="utf-8")
    for expected in (
        "Who is quoted",
        "One says this of what always comes on time.",
        "last-crossing",
        "#lindholm-yards",
    ):
        assert expected in page
    assert "Subscribe" not in page
    assert "three shifts" in (site / "glossary.html").read_text(encoding="utf-8")
    assignment = (site / "assignments/on-time.html").read_text(encoding="utf-8")
    assert "has taken it for thirty years" in assignment
    assert "punctual" not in assignment
    assert "punctual" in (site / "assignments/on-time-teacher.html").read_text(encoding="utf-8")
    assert "docs/_build/class/html/assignments/on-time-teacher.html" in tutorial.said
    for sheet in ("handout.pdf", "on-time.pdf"):
        assert (tutorial.folder / sheet).read_bytes().startswith(b"%PDF-")
    assert (tutorial.folder / "on-time-teacher.docx").read_bytes().startswith(b"PK")


def test_the_public_edition_of_the_tutorial_has_no_text(tutorial: Typed) -> None:
    page = (tutorial.folder / f"docs/_build/public/html/chapters/{CHAPTER}.html").read_text(encoding="utf-8")
    assert "set our clocks by it" in page
    assert "thirty years" not in page
    assert pipeline.read(tutorial.folder, Edition.PUBLIC)[0].chapters[0].available is False


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(MANUAL).as_posix())
def test_commands_on_a_page_are_what_the_command_takes(page: Path) -> None:
    parsers = {command.name: commands.parser_of(command) for command in COMMANDS}
    text = page.read_text(encoding="utf-8")
    for name, rest in re.findall(
        r"\blesebuch (?!COMMAND)([a-z]+)((?: +[^\s`]+)*)", "\n".join(re.findall(r"`+([^`]+)`", text))
    ):
        if name not in parsers:
            assert not rest.strip().startswith("-"), name
            continue
        known = {option for action in commands.arguments(parsers[name]) for option in action.option_strings}
        assert {part for part in rest.split() if re.match(r"--?[a-z]", part)} <= known | {"--help"}
    for block in blocks(page):
        for line in re.findall(r"^(?:- run: |\s*- run: |\S+=\S+ )?(lesebuch .+)$", block.text, re.MULTILINE):
            if block.language in ("sh", "yaml"):
                name, *arguments = shlex.split(line)[1:]
                parsers[name].parse_args(arguments)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(MANUAL).as_posix())
def test_examples_are_read_without_a_problem(page: Path, tmp_path: Path) -> None:
    front = "source: {file: x.txt, lines: 1-13}\ntitle: x\npublished: null\npublisher: null\n"
    for number, block in enumerate(blocks(page)):
        path = tmp_path / "corpus" / f"x{number}.md"
        path.parent.mkdir(exist_ok=True)
        if block.kind == "chapter-part":
            more = "language: en\ncontributors: null\n"
            path.write_text(f"---\n{front}{more}---\n\n{block.text}", encoding="utf-8")
        elif block.kind == "chapter-front":
            missing = "".join(
                f"{key}: {value}\n"
                for key, value in (("language", "en"), ("contributors", "null"))
                if f"{key}:" not in block.text
            )
            path.write_text(f"---\n{front}{missing}{block.text}---\n", encoding="utf-8")
        elif block.language == "yaml":
            assert isinstance(yaml.safe_load(block.text), dict)
            continue
        elif block.language == "python":
            compile(block.text, page.name, "exec")
            continue
        else:
            continue
        assert [str(problem) for problem in read_chapter(path)[1]] == []


@pytest.fixture
def beside_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where examples find a reader, and its corpus."""
    (tmp_path / "my-reader").symlink_to(ROOT / "tests" / "roots" / "mini")
    monkeypatch.chdir(tmp_path)
    Path("corpus.jsonl").write_text(jsonl(pipeline.read("my-reader")[0]), encoding="utf-8")


@pytest.mark.usefixtures("beside_a_reader")
def test_python_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    examples = [block.text for block in blocks(MANUAL / "reference" / "python.md") if block.language == "python"]
    for example in examples:
        exec(example, {})
    assert len(examples) == 3
    out = capsys.readouterr().out
    for said in ("Last Friday 2024-03-08", "brunnen#p1 16 23 gestern 1998-04-11", "p1 das Rad "):
        assert said in out


@pytest.mark.usefixtures("beside_a_reader")
def test_the_corpus_loads_as_its_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    """In polars, which the tests have; pandas and spaCy are not among what they set up."""
    found = blocks(MANUAL / "howto" / "data.md")
    example = next(block.text for block in found if re.search(r"^import polars\b", block.text, re.MULTILINE))
    exec(example, {})
    assert "salzau" in capsys.readouterr().out


@pytest.mark.usefixtures("beside_a_reader")
def test_tei_is_read_as_its_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    Path("corpus.xml").write_text(tei.corpus(pipeline.read("my-reader")[0], Config()), encoding="utf-8")
    found = blocks(MANUAL / "howto" / "data.md")
    exec(next(block.text for block in found if "corpus.xml" in block.text and block.language == "python"), {})
    said = capsys.readouterr().out
    assert "brunnen.b1 Ada Hartmann.\n" in said
    assert not re.search(r"Zähler_\s*Zähler", said)


def test_files_that_hosts_read_are_what_they_demand() -> None:
    read_the_docs = next(b for b in blocks(MANUAL / "howto/read-the-docs.md") if b.caption == ".readthedocs.yaml")
    said = yaml.safe_load(read_the_docs.text)
    assert said["version"] == 2
    assert {"os", "tools"} <= set(said["build"])
    assert said["sphinx"]["configuration"] == "docs/conf.py"
    pages = yaml.safe_load(next(b for b in blocks(MANUAL / "howto/github-pages.md") if b.caption).text)
    runs = [step["run"] for step in pages["jobs"]["site"]["steps"] if "run" in step]
    builds = [run for run in runs if run.startswith("lesebuch")]
    assert builds
    assert all("--edition public" in run for run in builds)


# --- What Sphinx asks of an extension ---------------------------------------------------------------------------------


def rows() -> list[list[str]]:
    text = (MANUAL / "explanation" / "extension.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if re.match(r"\| (?!Asked)", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_each_line_of_the_table_names_a_test_that_there_is() -> None:
    table = rows()
    assert len(table) > 20
    for _asked, state, shown in table:
        path, _, name = shown.strip("`").partition("::")
        names = {
            node.name for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.FunctionDef)
        }
        assert name in names
        assert (name == test_what_the_table_denies_is_not_so.__name__) == state.startswith("no: ")


def test_the_extension_says_of_itself_what_sphinx_asks() -> None:
    said = markup.registered().metadata
    assert said["lesebuch"]["version"] == lesebuch.__version__
    for part, metadata in said.items():
        assert metadata["parallel_read_safe"] is metadata["parallel_write_safe"] is True, part
    assert any(isinstance(metadata.get("env_version"), int) for metadata in said.values())
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    assert "Framework :: Sphinx :: Extension" in classifiers


def test_changed_code_makes_what_is_stored_anew(tmp_path: Path) -> None:
    assert data_version() in [metadata.get("env_version") for metadata in markup.registered().metadata.values()]
    (tmp_path / "a.py").write_text("x = 1\n", encoding="utf-8")
    before = data_version(tmp_path)
    assert data_version(tmp_path) == before
    (tmp_path / "a.py").write_text("x = 2\n", encoding="utf-8")
    assert data_version(tmp_path) != before


def test_settings_declare_their_types() -> None:
    for name, _default, rebuild, types, *_ in markup._said("add_config_value"):
        assert rebuild in ("", "env", "html"), name
        assert types, name


def test_a_part_of_the_extension_is_heard_once() -> None:
    app = markup.Listener()
    for _ in range(2):
        app.setup_extension("lesebuch")
    names = [call.args[0] for call in app.add_directive.call_args_list]
    assert sorted(names) == sorted(set(names))


def test_a_setting_that_the_code_describes_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    app = markup.Listener()
    app.add_config_value("lesebuch_tone", "high", "env", str, description="How it sounds.")
    monkeypatch.setattr(markup, "registered", lambda: app)
    assert markup.settings() == ":::{confval} lesebuch_tone\n:default: `'high'`\n\nHow it sounds.\n:::"


def test_what_the_table_denies_is_not_so() -> None:
    assert not markup.registered().add_message_catalog.called
    assert all(found.dist is None or found.dist.name != "lesebuch" for found in entry_points(group="sphinx.builders"))
    assert sum(state.startswith("no: ") for _, state, _ in rows()) == 2


# --- Around it --------------------------------------------------------------------------------------------------------


def test_hooks_before_a_commit_do_what_make_lint_does() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nlint: ")[2].partition("\n\n")[0]
    wanted = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()[1:]]
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"], "nothing is fetched"
    assert [hook["entry"] for hook in hooks[0]["hooks"]] == wanted
    assert all(hook["language"] == "system" and not hook["pass_filenames"] for hook in hooks[0]["hooks"])


def test_editors_are_told_the_line_length_that_lint_checks() -> None:
    length = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["line-length"]
    assert f"max_line_length = {length}" in (ROOT / ".editorconfig").read_text(encoding="utf-8")


def test_the_manual_is_no_reader_and_the_reader_no_manual() -> None:
    assert not list(MANUAL.rglob("reader.toml"))
    assert "manual" not in read_config(ROOT / "reader.toml")[0].seeds
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(manual/index.md)" in text.partition("\n## ")[0], "the first screen leads to the manual"
