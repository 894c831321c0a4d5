"""What a Sphinx project says of its reader: where it is, whether there is one, which edition is wanted."""

from pathlib import Path

from sphinx.config import Config
from sphinx.errors import ConfigError

from lesebuch.config import FILE, Edition

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
