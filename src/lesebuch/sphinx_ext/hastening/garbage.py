"""The garbage collector during a build: a tenth of the time went into looking at what stays anyway."""

import atexit
import gc

from sphinx.application import Sphinx

from lesebuch.sphinx_ext.domain import LesebuchDomain

_EVERY = (100_000, 20, 20)
"""New objects between two looks at the young ones, and looks between those at the older ones; Python's own first is
700, which the nodes of a single page exceed many times over."""


def settle(app: Sphinx) -> None:
    """When the reader has been read: it stays to the end and need not be looked at again. Not without a reader."""
    if not LesebuchDomain.of(app.env).reader.chapters:
        return
    first = not hasattr(app, "lesebuch_gc")
    app.lesebuch_gc = gc.get_threshold()  # type: ignore[attr-defined]
    gc.set_threshold(*_EVERY)
    # What a longer program has frozen would be let go with ours.
    if gc.get_freeze_count():
        return
    if first:
        # In a process that stays, whoever asks for further builds clears away between them, when nobody waits.
        gc.collect()
    app.lesebuch_froze = True  # type: ignore[attr-defined]
    gc.freeze()
    # Once, however many builds: an interpreter that ends looks at all there is, twice, and it goes with the process anyway.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def restore(app: Sphinx, _failed: Exception | None) -> None:
    """On `build-finished`: as before, for those who build from within a longer program."""
    if getattr(app, "lesebuch_froze", False):
        # What the build leaves counts as old from here on, and is not looked at until all is: mostly the process ends first.
        gc.freeze()
        gc.unfreeze()
    if before := getattr(app, "lesebuch_gc", None):
        gc.set_threshold(*before)
