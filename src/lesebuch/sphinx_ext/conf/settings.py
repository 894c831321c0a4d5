"""What reader.toml says of the reader as a whole, as Sphinx's config values: each said once, in one file."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from lesebuch.config import FILE, REFERENCES
from lesebuch.config_reading import read_config
from lesebuch.presentation import catalogue
from lesebuch.presentation.citation import Collection


def references(
    srcdir: Path, confdir: Path, root: Path | None = None, names: Sequence[str] = (REFERENCES,)
) -> list[str]:
    """The BibTeX files that there are, relative to the folder of conf.py, for `bibtex_bibfiles`.

    `names` are those of reader.toml, relative to `root`; `check` says which of them are missing. Where it names none, the
    file lies beside the pages or, if there is none, where `check` looks for it.
    """
    files = [root / name for name in names] if root is not None else []
    beside = srcdir / PurePosixPath(REFERENCES).name
    if root is None or (tuple(names) == (REFERENCES,) and beside.is_file()):
        files = [beside]
    return [os.path.relpath(file, confdir) for file in files if file.is_file()]


def from_reader(root: Path, srcdir: Path, confdir: Path) -> dict[str, Any]:
    """Config values by name. Without reader.toml, or with a faulty one, there is little; `reading` says what is wrong."""
    if not (root / FILE).is_file():
        return {"bibtex_bibfiles": references(srcdir, confdir)}
    config, _ = read_config(root / FILE)
    return {
        "bibtex_bibfiles": references(srcdir, confdir, root, config.references),
        "project": config.title,
        "html_title": config.title,
        "author": ", ".join(config.editors),
        "project_copyright": config.licence,
        "html_baseurl": config.baseurl,
        "lesebuch_subtitle": config.subtitle,
        # Sphinx writes `de_CH` where BCP 47 has `de-CH`.
        "language": config.language.replace("-", "_"),
        "lesebuch_description": config.description,
        "lesebuch_editors": config.editors,
        "lesebuch_licence": config.licence,
        "lesebuch_publisher": config.publisher,
        "lesebuch_date": config.date,
        "typst_font_paths": [str((root / folder).resolve()) for folder in config.fonts],
    }


def given(config: Config) -> set[str]:
    """The names of what conf.py and the command line set themselves.

    Read the Docs gives every build `-D language=…`, English where nobody has chosen one in the settings of the project:
    there the reader says its language itself, if conf.py does not.
    """
    chosen = set(config.overrides)
    if "READTHEDOCS" in os.environ:
        chosen.discard("language")
    return chosen | set(config._raw_config)  # noqa: SLF001 - Sphinx says nowhere else what conf.py gives


def collection_of(config: Config) -> Collection:
    """The reader as its chapters cite it."""
    given = {name: config[f"lesebuch_{name}"] for name in ("publisher", "date", "licence", "description")}
    editors = tuple(config.lesebuch_editors)
    language = str(config.language or "de").replace("_", "-")
    return Collection(config.project, config.html_baseurl, editors, **given, language=language)


def speak(app: Sphinx, config: Config) -> None:
    """On `config-inited`, when reader.toml has been read. Sphinx asks conf.py alone before it loads any extension."""
    catalogue.use(str(config.language), tagged=True)
    if "language" not in given(config):
        app._init_i18n()  # noqa: SLF001 - what Sphinx does itself with the language of conf.py


def speak_plainly(app: Sphinx, _failed: Exception | None) -> None:
    """On `build-finished`: the pages are written; scripts, feeds and indices cannot mark what is English in a text."""
    catalogue.use(str(app.config.language))
