"""Names in a bibliography are what LaTeX makes of them, also where LaTeX is not asked."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.richtext import Text
from small_reader import copy_small
from sphinx.cmd.build import main

from lesebuch.sphinx_ext.references import bibliography

THEIRS = Text.from_latex


@given(st.text(st.sampled_from("abÄßжİ漢字٣.-'´`~{}\\\"^$%&#_?! \u0301\u00a0"), min_size=1, max_size=12))
@example("Çelik-Öz")
@example("J.-P.")
@example("A--B")
@example("{\\'E}douard")
@example("{Amt Nord-Ost}")
@example("{Amt  Nord}")
@example("{Amt} Nord {Ost}")
def test_a_name_is_what_latex_makes_of_it(name: str) -> None:
    try:
        told = THEIRS(name)
    except Exception as error:  # noqa: BLE001 - whatever pybtex says of it
        with pytest.raises(type(error)):
            bibliography.name_of(name)
    else:
        assert bibliography.name_of(name) == told


def test_a_name_of_plain_words_is_read_without_latex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibliography, "_from_latex", Mock(side_effect=AssertionError))
    bibliography.name_of.cache_clear()
    assert str(bibliography.name_of("{Amt für Häfen}")) == "Amt für Häfen"


def test_pybtex_is_as_before_when_a_build_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    plain = bibliography.name_of
    monkeypatch.setattr(bibliography, "name_of", lambda value: asked.append(value) or plain(value))
    root = copy_small(tmp_path)
    # Two that may be cited alike: else nobody asks for a name.
    works = "".join(
        f"@book{{kai{n}, author = {{Muster, Vera}}, title = {{Kaimauern}}, year = {{2020}}}}\n" for n in "ab"
    )
    (root / "docs" / "references.bib").write_text(works, encoding="utf-8")
    assert main(["-q", "-D", "lesebuch_search=0", str(root / "docs"), str(tmp_path / "out")]) == 0
    assert asked
    assert Text.from_latex == THEIRS
