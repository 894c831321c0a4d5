"""How much is too much: every limit on what people write, and on what they bring from outside.

Nothing that an editor means comes near one of these. They stand in one place so that whatever reads a file knows when to
stop, and says so in one line, before a broken or hostile file costs minutes, all memory or the interpreter itself.
"""

# --- Files that people write: chapters, entries, pages, reader.toml, the register, references, the lock file -----------

FILE_BYTES = 8_000_000
"""Of any of them. The lock file of a thousand chapters has 3 MB, a bibliography of ten thousand works 5 MB."""
PAGE_BYTES = 1_000_000
"""Of what is written in MyST. A chapter file has 5 KB; a book of two hundred pages has 500 KB."""
CONFIG_BYTES = 200_000
"""Of reader.toml, which has a dozen lines, and one more for each chapter if it has parts."""
YAML_DEPTH = 12
"""Lists and mappings within each other. The deepest that is needed is 3; YAML readers end the interpreter at 3,000."""
YAML_NODES = 500_000
"""Keys and values of a file. A register of ten thousand sources has 200,000."""
TOML_DEPTH = 12
"""Lists and tables within each other. The deepest that is needed is 1."""
VALUE = 100_000
"""Characters of a value."""
DIGITS = 9
"""Of a number that counts something: a line, a passage, a length."""
TERM = 200
"""Characters of a term of the glossary, or of a variant of it. Each word of it is inflected."""
ANCHOR = 1_000
"""Characters of an anchor, which quotes a few words. To read one takes the square of its length."""

# --- Sources ----------------------------------------------------------------------------------------------------------

SOURCE_BYTES = 64_000_000
"""A larger file is refused unread."""
UNPACKED_BYTES = 50_000_000
"""Of all members of a container together. A book of text has a hundredth of it; a zip bomb has gigabytes."""
MEMBERS = 10_000
"""Of a container."""
SECONDS = 8
"""Of computing, to read a source. A long book takes three. Of a PDF, each page has as long."""
PDF_SECONDS = 60
"""For all its pages together. A page of text takes a fiftieth of a second."""
PAGE_SECONDS = 5
"""Of computing, in `lesebuch add`, to tell the article of a web page from the rest. A long page takes one."""
DRAFTED_LINES = 10_000
"""Of a text in which `lesebuch add` looks for articles, titles and dates; what follows is text. A novel has as many."""
DRAFTED_CHARACTERS = 1_000_000
"""See above."""
PICTURE_BYTES = 8_000_000
"""Of a picture that a source shows. One that fills a sheet of paper in print has three."""
MEMORY_BYTES = 1_000_000_000
"""Of pandoc, which reads office documents."""
CHARACTERS = 10_000_000
"""Of the text of a source. The Bible has 4 million."""
LINES = 300_000
"""Of a source. The Bible has 31,000 verses."""
LINE = 200_000
"""Characters of a line, which is a paragraph: a hundred pages."""
MARKS = 200
"""Combining marks on one letter. Unicode's own limit for streams (UAX 15, stream-safe text) is 30; to put them in order
takes the square of their number."""

# --- Messages ---------------------------------------------------------------------------------------------------------

PROBLEMS = 1_000
"""Of one kind in one file; what follows is counted, not listed."""
MESSAGE = 600
"""Characters of a problem's message, which may quote what someone wrote."""
