"""A small Sphinx extension: pages of the reference that the code itself gives, and documents that lie outside the manual.

`{from-code} NAME` stands for what a function of this package writes in MyST. Whatever the code declares, a new option or a
new code, is on the page by itself.
"""

from collections.abc import Callable, Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from from_code import build_steps, commands, declared, documents, keys, markup, modules, records

MAKERS: Mapping[str, Callable[[], str]] = {
    "commands": commands.page,
    "modules": modules.page,
    "build-steps": build_steps.page,
    "options": declared.options,
    "codes": declared.codes,
    "limits": declared.limits,
    "formats": declared.formats,
    "chapter": keys.chapter,
    "entry": keys.entry,
    "register": keys.register,
    "notes": markup.notes,
    "directives": markup.directives,
    "roles": markup.roles,
    "settings": markup.settings,
    "jsonl": records.chapters,
    "jsonl-glossary": records.entries,
    "jsonl-events": records.events,
}
"""What can be asked for, and what writes it."""

OBJECTS: Mapping[str, str] = {
    "problem": "code of a problem",
    "key": "key of a file",
    "reader-directive": "directive",
    "reader-role": "role",
}
"""Kinds of things with an address: a directive that describes one, and a role that leads to it."""


class FromCode(SphinxDirective):
    """`{from-code} NAME`: what the code says."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write and read it; the page is read again in every build, for the code may have changed."""
        self.env.note_reread()
        name = self.arguments[0]
        if name not in MAKERS:
            raise self.error(f"Nothing of the code is called {name!r}; there are {', '.join(MAKERS)}.")
        return self.parse_text_to_nodes(MAKERS[name](), allow_section_headings=True)


def _last_part(_env: BuildEnvironment, name: str, shown: addnodes.desc_signature) -> str:
    """Of `chapter.title` the page shows `title`; the address has both."""
    shown += addnodes.desc_name(text=name.rpartition(".")[2])
    return name


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, the kinds of things, and the links of included documents."""
    app.add_directive("from-code", FromCode)
    for name, title in OBJECTS.items():
        parse: dict[str, Any] = {"parse_node": _last_part} if name == "key" else {}
        app.add_object_type(name, name, objname=title, **parse)
    app.connect("include-read", documents.lead_into_manual)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
