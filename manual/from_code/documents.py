"""Documents of the repository that the manual includes, and does not copy: where their links lead within the manual."""

import re
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).parents[2]
PAGES = {
    "EDITING.md": "/reference/editing.md",
    "CONTRIBUTING.md": "/explanation/architecture.md",
    "CHANGELOG.md": "/reference/changes.md",
}
"""Document -> page that includes it."""
_LINK = re.compile(
    r"(?P<code>(?P<mark>`+).+?(?P=mark)(?!`))|\[([^\]]+)\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)", re.DOTALL
)
"""Code, in which nothing is a link, or a link to a file."""


def lead_into_manual(_app: Sphinx, _path: Path, _parent: str, content: list[str]) -> None:
    """On `include-read`: links between our documents lead to their pages, those to other files are words alone."""
    content[0] = _LINK.sub(_link, content[0])


def _link(match: re.Match[str]) -> str:
    if match["code"]:
        return match[0]
    words, name, place = match.groups()[2:]
    page = name.removeprefix("manual") if name.startswith("manual/") else PAGES.get(name)
    return f"[{words}]({page}{place or ''})" if page else words
