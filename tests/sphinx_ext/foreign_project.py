"""A Sphinx project that is no reader of ours, and beside it a reader that two of its pages use."""

from pathlib import Path

from small_reader import Built, copy_small, run_sphinx, write_lock, write_register

THEMES = (
    "alabaster",
    "basic",
    "classic",
    "furo",
    "nature",
    "pydata_sphinx_theme",
    "sphinx_book_theme",
    "sphinx_rtd_theme",
)

_CONF = """project = "Mühlenkunde"
author = "Die Müllerin"
extensions = ["sphinx.ext.todo", "sphinx.ext.mathjax", {loaded}]
html_theme = "{theme}"
html_logo = "logo.svg"
"""

_INDEX = """Mühlenkunde
===========

"Mahlen" ist kein 'Mehl' -- so heißt es ... |version| [W1]_

.. index:: Mehl

.. container:: kasten

   Ein Kasten mit :math:`a^2`.

.. [W1] Ein Werk.

.. toctree::
   :caption: Kapitel

   steine
"""

_PAGE = """Steine
======

.. list-table::
   :header-rows: 1

   * - .. image:: logo.svg
     -
   * - Granit
     - hart

Siehe :ref:`genindex` und :doc:`index`.

Härte
-----

.. todo:: "Messen".
"""

_OURS = """:orphan:

Unser Lesebuch
==============

.. chapter-list::

.. chronology::

.. dates::

.. source-list::

.. reader-search::

.. passage:: bruecke#p2

Siehe :passage:`bruecke#p1` und :entry:`altenfurt`.
"""

_WORDS = """:orphan:

Wörter
======

.. glossary-list::
"""


def make(folder: Path, theme: str, *, loaded: bool = True, reader: bool = True) -> Path:
    """The project's folder; its documents lie in `docs`."""
    root = copy_small(folder)
    docs = root / "docs"
    for path in docs.iterdir():
        path.unlink()
    if not reader:
        (root / "reader.toml").unlink()
    (docs / "conf.py").write_text(_CONF.format(theme=theme, loaded='"lesebuch"' if loaded else ""), encoding="utf-8")
    (docs / "index.rst").write_text(_INDEX, encoding="utf-8")
    (docs / "steine.rst").write_text(_PAGE, encoding="utf-8")
    (docs / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    # A note that is no page: this project is written in reStructuredText.
    (docs / "README.md").write_text("# Nur ein Zettel\n", encoding="utf-8")
    if loaded and reader:
        (docs / "lesebuch.rst").write_text(_OURS, encoding="utf-8")
        (docs / "woerter.rst").write_text(_WORDS, encoding="utf-8")
    return root


def build(root: Path, target: Path, *arguments: str) -> Built:
    return run_sphinx(root, target, "-W", "--keep-going", "-n", "-D", "lesebuch_edition=class", *arguments)


def renew(root: Path) -> None:
    """Register and lock after a source has changed."""
    write_register(root)
    write_lock(root)
