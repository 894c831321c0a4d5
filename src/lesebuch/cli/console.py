"""What is printed with colours and tables where a terminal shows them."""

import os
import sys
from typing import Any, NoReturn

import rich.console

_WIDTH = 80


class Console(rich.console.Console):
    """Rich's console, which calls it a failure if whoever reads the output has seen enough. To us it is none."""

    def __init__(self, **options: Any) -> None:
        if os.environ.get("COLUMNS") == "0":  # some programs say so where they do not know; rich would print nothing
            options.setdefault("width", _WIDTH)
        super().__init__(highlight=False, **options)

    def on_broken_pipe(self) -> NoReturn:
        """As `print` does; `main` knows what to do."""
        if sys.stdout is not None:
            os.dup2(
                os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
            )  # else Python complains while it closes the stream
        raise BrokenPipeError
