"""Prints the roles and directives that a reader's site knows, as `src/lesebuch/myst/known.json` lists them.

Run it after an update of Sphinx, docutils, myst-parser, sphinxcontrib-bibtex or the theme, or after a new directive of ours:
python scripts/known_markup.py > src/lesebuch/myst/known.json
"""

import io
import json
import tempfile
from pathlib import Path
from typing import Any

from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.directives.misc import Include
from docutils.parsers.rst.languages import de, en
from sphinx.application import Sphinx


def main() -> None:
    """Ask the registries of a running Sphinx with our extension and its defaults."""
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        docs.mkdir()
        (docs / "conf.py").write_text('extensions = ["lesebuch"]\nlanguage = "de"\n', encoding="utf-8")
        (docs.parent / "reader.toml").write_text('title = "x"\n', encoding="utf-8")
        (docs / "index.md").write_text("# x\n", encoding="utf-8")
        silent = io.StringIO()
        app = Sphinx(docs, docs, docs / "out", docs / "trees", "html", status=None, warning=silent)
        app.build()
        table = {"directives": _directives(app), "roles": _roles(app)}
        aliases = {"de": {"directives": de.directives, "roles": list(de.roles)}}
    print("{")
    for name in ("directives", "roles"):
        print(f'"{name}": {_lines(table[name])},')
    print(f'"aliases": {json.dumps(aliases, sort_keys=True, ensure_ascii=False)}\n}}')


def _lines(value: Any) -> str:
    """JSON with a line an item, so that a change shows as what it is."""
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {json.dumps(inner, sort_keys=True)}" for key, inner in sorted(value.items())]
        return "{\n" + ",\n".join(items) + "\n}"
    return "[\n" + ",\n".join(map(json.dumps, value)) + "\n]"


def _directives(app: Sphinx) -> dict[str, Any]:
    names = {*directives._directive_registry, *directives._directives, *en.directives}
    found = {name: directives.directive(name, en, _Silent())[0] for name in names}
    for domain in app.env.domains.values():
        for name in domain.directives:
            found[f"{domain.name}:{name}"] = domain.directive(name)
            if domain.name in ("std", app.config.primary_domain):  # of these the domain's name may be left out
                found[name] = domain.directive(name)
    return {name: _form(made) for name, made in found.items() if made}


def _form(made: Any) -> dict[str, Any]:
    options = {key: getattr(value, "__name__", "") for key, value in (made.option_spec or {}).items()}
    if issubclass(made, Include):  # as myst-parser adds them
        options |= {"relative-images": "flag", "relative-docs": "path", "heading-offset": "nonnegative_int"}
    own = getattr(
        made, "own_options", None
    )  # of a directive of ours that reads its lines itself: all of them are options
    return {
        "required": made.required_arguments,
        "optional": made.optional_arguments,
        "spaces": made.final_argument_whitespace,
        "content": made.has_content and own is None,
        "options": own if own is not None else None if made.option_spec is None else options,
    }


def _roles(app: Sphinx) -> list[str]:
    names = {*roles._role_registry, *roles._roles, *en.roles}
    for domain in app.env.domains.values():
        names |= {f"{domain.name}:{name}" for name in domain.roles}
        if domain.name in ("std", app.config.primary_domain):
            names |= set(domain.roles)
    return sorted(names)


class _Silent:
    """A document that no message reaches."""

    current_line = 0
    reporter: Any = property(lambda self: self)

    def info(self, *_args: object, **_keywords: object) -> None:
        """Say nothing."""

    error = info


if __name__ == "__main__":
    main()
