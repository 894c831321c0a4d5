"""docs/ as Sphinx will see it, without running anything of it."""

from pathlib import Path

import pytest
from sphinx.util.matching import Matcher

from lesebuch.editorial.site import glob_pattern, join, join_page, read_site


def site(folder: Path, conf: str | None = 'extensions = ["lesebuch"]\n', language: str = "de") -> object:
    if conf is not None:
        (folder / "conf.py").write_text(conf, encoding="utf-8")
    return read_site(folder, language, ["ovks"])


@pytest.mark.parametrize(
    ("conf", "judged", "built"),
    [
        (None, True, False),
        ('extensions = ["lesebuch"]\n', True, True),
        (
            'import os\nlanguage = "en"\nextensions: list[str] = ["lesebuch"]\nhtml_title = os.environ.get("X", "")\n',
            True,
            True,
        ),
        ('extensions = ["lesebuch", "sphinx.ext.autodoc"]\n', False, True),
        ('extensions = ["lesebuch"] + more()\n', False, True),
        ("", False, True),
        ('extensions = ["lesebuch"]\nmyst_heading_anchors = 3\n', False, True),
        ('extensions = ["lesebuch"]\nif True:\n    suppress_warnings = ["myst"]\n', False, True),
        ('extensions = ["lesebuch"]\ndef setup(app):\n    pass\n', False, True),
        ("extensions = [\n", False, False),
    ],
)
def test_whether_a_site_can_be_judged(tmp_path: Path, conf: str | None, judged: bool, built: bool) -> None:
    found = site(tmp_path, conf)
    assert (found.judged, found.built) == (judged, built)  # type: ignore[attr-defined]


def test_nothing_of_conf_py_is_run(tmp_path: Path) -> None:
    site(tmp_path, f'open({str(tmp_path / "made")!r}, "w")\nextensions = ["lesebuch"]\n')
    assert not (tmp_path / "made").exists()


def test_pages(tmp_path: Path) -> None:
    for name in (
        "index.md",
        "a/b.md",
        "_build/x.md",
        "drafts/c.md",
        "d.rst",
        "d.md",
        "e.txt",
        "_sources/f.md",
        ".#g.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("# A\n", encoding="utf-8")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    found = site(tmp_path, 'extensions = ["lesebuch"]\nexclude_patterns = ["_build", "drafts/*"]\nroot_doc = "a/b"\n')
    assert dict(found.pages) == {  # type: ignore[attr-defined]
        "index": "index.md", "a/b": "a/b.md", "d": "d.md", "chapters/ovks": "chapters/ovks.md",
    }  # fmt: skip
    assert found.start == "a/b"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "pattern", ["_build", "**/x", "a/*", "a/**", "*.md", "?.md", "[ab].md", "[!a].md", "a[.md", "**/*.txt", "a.b"]
)
def test_patterns_are_those_of_sphinx(pattern: str) -> None:
    paths = [
        "_build",
        "x",
        "a/x",
        "a/b/x",
        "a/b",
        "a.md",
        "b.md",
        "c.md",
        "ab.md",
        "a/b.md",
        "a[.md",
        "c/d.txt",
        "d.txt",
        "a.b",
        "axb",
    ]
    theirs = Matcher([pattern])
    assert [path for path in paths if glob_pattern(pattern).match(path)] == [path for path in paths if theirs(path)]


def test_paths() -> None:
    assert join("a/b", "c.md") == "a/c.md"
    assert join("a/b", "/c.md") == "c.md"
    assert join("a", "../c.md") == "../c.md"
    assert join_page("a", "../c") == "c"
