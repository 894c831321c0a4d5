"""What the lines of a text are where no format says so: who speaks, verse, lists, parts of a letter.

All of it is told by the shape of lines and by what recurs; words of a language stand in tables. What is found is a `LineForm` of the line:
a sure one is claimed, a probable one is claimed and doubted, and where neither holds a line stays a paragraph.
"""

from lesebuch.drafting.forms.plays import whole_speeches, with_open_speeches
from lesebuch.drafting.forms.reading import (
    forms_of,
    read_forms,
    with_letter,
    with_play,
    with_speeches,
    with_spoken_rows,
    with_verse,
)

__all__ = [
    "forms_of",
    "read_forms",
    "whole_speeches",
    "with_letter",
    "with_open_speeches",
    "with_play",
    "with_speeches",
    "with_spoken_rows",
    "with_verse",
]
