"""Where sphinxcontrib-bibtex and pybtex find their plugins."""

from importlib.metadata import entry_points
from unittest.mock import Mock

import pybtex.plugin
import pytest
import sphinxcontrib.bibtex.plugin
from pybtex.plugin import PluginNotFound

from lesebuch.sphinx_ext import bibliography


def test_what_is_installed_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Mock(wraps=entry_points)
    monkeypatch.setattr(bibliography, "entry_points", looked)
    bibliography._installed.cache_clear()
    bibliography.register()
    found = [
        pybtex.plugin.find_plugin("pybtex.style.names", "lastfirst"),
        pybtex.plugin.find_plugin("pybtex.style.formatting", "lesebuch"),
        sphinxcontrib.bibtex.plugin.find_plugin("sphinxcontrib.bibtex.style.referencing", "foot"),
    ]
    assert [plugin.__name__ for plugin in found] == ["NameStyle", "ReaderStyle", "FootReferenceStyle"]
    with pytest.raises(PluginNotFound):
        pybtex.plugin.find_plugin("pybtex.style.names", "nobody")
    assert looked.call_count == 1
