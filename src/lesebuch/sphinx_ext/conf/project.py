"""What a Sphinx project says of its reader: where it is, whether there is one, which edition is wanted, what was made beside it."""

import json
from pathlib import Path

from sphinx.config import Config
from sphinx.errors import ConfigError

from lesebuch.config import FILE, MARKER, Edition, Setting

_UPWARDS = 3


def root_of(config: Config, srcdir: Path) -> Path:
    """The reader's folder: `lesebuch_root`, relative to the source directory.

    Without it the next folder with a reader.toml, from the source directory up to two above (`doc/source`); where there
    is none, the source directory's parent.
    """
    if config.lesebuch_root:
        return (srcdir / str(config.lesebuch_root)).resolve()
    folders = [srcdir.resolve(), *srcdir.resolve().parents][:_UPWARDS]
    return next((folder for folder in folders if (folder / FILE).is_file()), srcdir.resolve().parent)


def has_reader(config: Config, root: Path) -> bool:
    """Whether there is a reader, be it a faulty one: conf.py names its folder, or there is a reader.toml."""
    return bool(config.lesebuch_root) or (root / FILE).exists()


def edition_of(config: Config) -> Edition:
    """`lesebuch_edition`; anything but the two known names stops the build, so that no typing error shows a text."""
    try:
        return Edition(config.lesebuch_edition)
    except ValueError:
        allowed = ", ".join(edition.value for edition in Edition)
        raise ConfigError(f"lesebuch_edition is {config.lesebuch_edition!r}; allowed: {allowed}") from None


def offered_folders(config: Config) -> list[Path]:
    """Of the folders that `lesebuch_offers` names those that hold the same edition: no other has anything to do with this build."""
    marks = [Path(name, MARKER) for name in json.loads(config[Setting.OFFERS.value])]
    edition = edition_of(config)
    return [mark.parent for mark in marks if mark.is_file() and mark.read_text(encoding="utf-8").strip() == edition]
