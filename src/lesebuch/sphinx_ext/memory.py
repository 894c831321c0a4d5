"""The garbage collector during a build: a tenth of the time went into looking at what stays anyway."""

import gc

from sphinx.application import Sphinx

_EVERY = (100_000, 20, 20)
"""New objects between two looks at the young ones, and looks between those at the older ones; Python's own first is
700, which the nodes of a single page exceed many times over."""


def settle(app: Sphinx) -> None:
    """On `builder-inited`, after the reader has been read: it stays to the end and need not be looked at again."""
    app.lesebuch_gc = gc.get_threshold()  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_EVERY)


def restore(app: Sphinx, _failed: Exception | None) -> None:
    """On `build-finished`: as before, for those who build from within a longer program."""
    gc.unfreeze()
    gc.set_threshold(*app.lesebuch_gc)  # type: ignore[attr-defined]
