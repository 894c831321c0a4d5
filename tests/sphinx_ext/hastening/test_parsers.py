"""One parser serves page after page, and no page sees what another has left."""

from pathlib import Path
from typing import Any

import pytest
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, make_document
from myst_parser.parsers import sphinx_
from myst_parser.parsers.mdit import create_md_parser
from small_reader import copy_small
from sphinx.cmd.build import main

from lesebuch.sphinx_ext.hastening import parsers

PAGES = ("# Eins\n\n[a]: https://a.example\n\n## Zwei\n\nMehr[^1] [a]\n\n[^1]: Fuß.\n", "# Drei\n\nMehr[^1] [a] *b*\n")


def made(parser: Any, text: str) -> str:
    parser.options["document"] = make_document()
    return str(parser.render(text).pformat())


def test_a_page_is_read_as_by_a_parser_of_its_own() -> None:
    config = MdParserConfig()
    asked: list[object] = []

    def create(*given: Any) -> Any:
        asked.append(given)
        return create_md_parser(*given)

    giving = parsers.shared(create)
    for text in (*PAGES, *PAGES):
        own = create_md_parser(config, DocutilsRenderer)
        assert made(giving(config, DocutilsRenderer), text) == made(own, text)
    assert len(asked) == 1


def test_who_has_other_settings_or_reads_within_another_gets_its_own() -> None:
    config = MdParserConfig()
    giving = parsers.shared(create_md_parser)
    first = giving(config, DocutilsRenderer)
    within = giving(config, DocutilsRenderer)
    assert within is not first
    made(first, "Ein Satz.")
    other = giving(config.copy(), DocutilsRenderer)
    assert other is not first
    assert giving(config, DocutilsRenderer) is first


def test_a_parser_that_has_failed_is_not_used_again() -> None:
    config = MdParserConfig()
    giving = parsers.shared(create_md_parser)
    first = giving(config, DocutilsRenderer)
    with pytest.raises(TypeError):
        first.render(None)
    assert giving(config, DocutilsRenderer) is not first


def test_myst_parser_is_as_before_when_a_build_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path)
    during: list[object] = []

    def create(*given: Any) -> Any:
        during.append(given)
        return create_md_parser(*given)

    monkeypatch.setattr(sphinx_, "create_md_parser", create)
    assert main(["-q", "-D", "lesebuch_search=0", str(root / "docs"), str(tmp_path / "out")]) == 0
    assert 0 < len(during) < len(list((tmp_path / "out").rglob("*.doctree")))
    assert sphinx_.create_md_parser is create
