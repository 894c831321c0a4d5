"""What is found in a file."""

from typing import NamedTuple


class Extracted(NamedTuple):
    """The text of a file, and what of it could not be read."""

    text: str
    encoding: str = ""
    """Of a text file; of other formats empty."""
    damage: str = ""
    """What is damaged, as a clause without a full stop, such as `page 3 is damaged`; empty if nothing is."""
