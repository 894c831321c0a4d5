"""Where sphinxcontrib-bibtex and pybtex find their plugins."""

from importlib.metadata import entry_points
from types import MappingProxyType, SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pybtex.plugin
import pytest
import sphinxcontrib.bibtex.plugin
from docutils import nodes
from pybtex.database import Entry
from pybtex.plugin import PluginNotFound
from pybtex.richtext import Text
from pybtex.style.formatting import BaseStyle
from sphinx.errors import NoUri

from lesebuch.sphinx_ext.references import bibliography, bibtex_plugins


def test_what_is_installed_is_looked_at_once_and_only_for_plugins_that_are_not_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = Mock(wraps=entry_points)
    monkeypatch.setattr(bibtex_plugins, "entry_points", looked)
    bibtex_plugins._installed.cache_clear()
    bibtex_plugins.register()
    found = [
        pybtex.plugin.find_plugin("pybtex.backends", "docutils"),
        pybtex.plugin.find_plugin("pybtex.style.names", "lastfirst"),
        pybtex.plugin.find_plugin("pybtex.style.formatting", "lesebuch"),
    ]
    assert looked.call_count == 0
    found.append(sphinxcontrib.bibtex.plugin.find_plugin("sphinxcontrib.bibtex.style.referencing", "foot"))
    assert [plugin.__name__ for plugin in found] == ["Backend", "NameStyle", "ReaderStyle", "FootReferenceStyle"]
    with pytest.raises(PluginNotFound):
        pybtex.plugin.find_plugin("pybtex.style.names", "nobody")
    assert looked.call_count == 1


def test_what_is_known_of_others_is_as_they_have_it() -> None:
    others = {key: point for key, point in bibtex_plugins._KNOWN.items() if key[1] != bibtex_plugins.NAME}
    assert {key: tuple(entry_points(group=key[0], name=key[1])) for key in others} == {
        key: (point,) for key, point in others.items()
    }


@pytest.mark.parametrize(
    ("language", "style", "anew"), [("de", "lesebuch", 0), ("fr", "lesebuch", 1), ("de", "alpha", 1)]
)
def test_what_an_earlier_build_has_set_is_not_set_again(
    language: str, style: str, anew: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, now = Text("Damals"), Mock(return_value=SimpleNamespace(text=Text("Jetzt")))
    monkeypatch.setattr(bibliography, "current", lambda: "de")
    monkeypatch.setattr(bibliography.ReaderStyle, "_texts", {})
    monkeypatch.setattr(BaseStyle, "__init__", Mock(return_value=None))
    monkeypatch.setattr(BaseStyle, "format_entry", now)
    work = Entry("misc", fields={"title": "Zum Rat", "year": "1998b"})
    work.key = "rat"
    kept = SimpleNamespace(entry=work, formatted_entry=SimpleNamespace(text=before), bibliography_key="list")
    domain = SimpleNamespace(citations=[kept], bibliographies={"list": SimpleNamespace(style=style)})
    env: Any = SimpleNamespace(get_domain={"cite": domain}.get, lesebuch_cited_in=language)
    bibliography.recall(SimpleNamespace(env=env))  # type: ignore[arg-type]
    assert str(bibliography.ReaderStyle().format_entry("1", work).text) == ("Jetzt" if anew else "Damals")
    assert (now.call_count, env.lesebuch_cited_in) == (anew, "de")
    # A work with another letter than the one by which it was set is another.
    work.fields["year"] = "1998a"
    assert str(bibliography.ReaderStyle().format_entry("1", work).text) == "Jetzt"


def test_what_is_cited_again_is_not_set_again_but_complained_of_again() -> None:
    asked: list[tuple[object, ...]] = []
    listed = Mock(docname="works")

    class Site:
        name = "html"

        def get_relative_uri(self, page: str, to: str) -> str:
            if page == "nowhere":
                raise NoUri
            return "../" * page.count("/") + to

    class Domain:
        citations = (SimpleNamespace(key="rat", bibliography_key=listed),)
        bibliographies = MappingProxyType({listed: SimpleNamespace(list_="citation")})

        def resolve_xref(self, *given: object) -> nodes.inline:
            asked.append(given)
            return nodes.inline("", str(given[4]))

    domain: Any = Domain()
    env: Any = SimpleNamespace(get_domain={"cite": domain}.get)
    for _ in range(2):  # as in a process that builds again
        asked.clear()
        bibliography.resolve_once(Mock(), env)
        # From `b` it has the address that it has from `a`; from `c/d`, from its own list and for whom it has none, another.
        of = [("a", "rat"), ("b", "rat"), ("a", "rat"), ("c/d", "rat"), ("works", "rat"), ("nowhere", "rat")]
        of += [("a", "tar"), ("a", "rat,tar"), ("a", "rat,tar")]
        site = Site()
        found = [domain.resolve_xref(env, page, site, "p", target, None, None) for page, target in of]
        assert [node.astext() for node in found] == [target for _, target in of]
        assert found[0] is not found[1]
        assert [(given[1], given[4]) for given in asked] == of[:1] + of[3:]
