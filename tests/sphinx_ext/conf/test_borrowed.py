"""In a project of others that is written in something else, Markdown is a page where it uses something of ours, and only there."""

from pathlib import Path

import pytest

from lesebuch.sphinx_ext import DIRECTIVES
from lesebuch.sphinx_ext.conf.borrowed import strangers


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_page_that_uses_a_directive_of_ours_is_a_page(tmp_path: Path, name: str) -> None:
    (tmp_path / "ours.md").write_text(f"# Seite\n\n:::{{{name}}}\n:::\n", encoding="utf-8")
    (tmp_path / "theirs.md").write_text(f"# {name}\n\n```{{note}}\n{name}\n```\n", encoding="utf-8")
    assert strangers(tmp_path, [], DIRECTIVES) == ["theirs.md"]
