"""What reader.toml says of the reader as a whole, as Sphinx's config values: each said once, in one file."""

from pathlib import Path
from typing import Any

from lesebuch.config import FILE, read_config

_REFERENCES = "references.bib"


def from_reader(root: Path, srcdir: Path) -> dict[str, Any]:
    """Config values by name. Without reader.toml, or with a faulty one, there is little; `reading` says what is wrong."""
    values: dict[str, Any] = {"bibtex_bibfiles": [_REFERENCES] if (srcdir / _REFERENCES).is_file() else []}
    if not (root / FILE).is_file():
        return values
    config, _ = read_config(root / FILE)
    return values | {
        "project": config.title,
        "html_title": config.title,
        "author": ", ".join(config.editors),
        "project_copyright": config.licence,
        "html_baseurl": config.baseurl,
        "lesebuch_subtitle": config.subtitle,
        "typst_font_paths": [str((root / folder).resolve()) for folder in config.fonts],
    }
