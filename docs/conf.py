"""The site and the book of this reader. What a reader usually needs is set by the extension; see `defaults.py` there."""

import os
import tomllib
from pathlib import Path

_HERE = Path(__file__).parent
_READER = tomllib.loads((_HERE.parent / "reader.toml").read_text(encoding="utf-8"))

project = _READER["title"]
author = ", ".join(_READER.get("editors", []))
project_copyright = _READER.get("licence", "")
language = _READER.get("language", "de")
html_title = project
html_baseurl = _READER.get("baseurl", "")

extensions = ["lesebuch"]

# Whoever builds without saying for whom gets the edition that everyone may see.
lesebuch_edition = os.environ.get("LESEBUCH_EDITION", "public")
lesebuch_subtitle = _READER.get("subtitle", "")

bibtex_bibfiles = ["references.bib"]
