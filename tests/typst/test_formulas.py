"""Formulas of a document, before it is printed."""

import pytest
import typst
from docutils import nodes

from lesebuch.typst import formulas


def test_where_none_are_typst_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(typst, "compile", lambda *given, **_options: asked.append(given))
    assert formulas.read(nodes.paragraph("", "Wasser")) == {}
    assert asked == []
    assert formulas.read(nodes.paragraph("", "", nodes.math("", "a^2"))) == {"a^2": "a^2"}
    assert len(asked) == 1
