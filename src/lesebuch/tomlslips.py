"""What the TOML parser says about slips, in words that help: what the slip is, and what to do."""

_QUOTED = 'Put a text between straight quotation marks, in one line: name = "value".'
_BACKSLASH = ("a backslash, which changes what follows", "Write it twice, or write `/` in names of folders.")
_SAID = {
    "Invalid value": ("a value without quotation marks, or with curly ones", _QUOTED),
    "Illegal character": ("a quotation mark that is not closed in its line", _QUOTED),
    "Unterminated string": ("a quotation mark that is not closed", _QUOTED),
    "Expected newline or end of document after a statement": (
        "something behind the end of a value",
        'Within a text between " write other quotation marks as “…” or «…»; begin each option in a line of its own.',
    ),
    "Expected '=' after a key": ("a name without `=` behind it", 'Write name = "value".'),
    "Invalid statement": ("a line that is no option", 'Write name = "value", and remarks behind a `#`.'),
    "Cannot overwrite": ("an option that stands here twice", "Leave one of them."),
    "Unclosed array": ("a bracket `[` that is not closed", 'Write a list as ["one", "two"].'),
    "Unclosed inline table": ("a brace `{` that is not closed", 'Write {name = "value", other = "value"}.'),
    "Invalid hex value": _BACKSLASH,
    "Unescaped '\\'": _BACKSLASH,
    "at the end of a table declaration": (
        "a heading in brackets that is not closed",
        "Write [notes.NAME] or [[part]].",
    ),
    "twice": ("a heading in brackets that stands here twice", "Leave one of them; each part begins with [[part]]."),
}


def slip(error: str) -> tuple[str, str]:
    """What an error of the parser means, as a clause, and what to do, as a sentence; its own words for what is rare."""
    said = error.partition(" (at ")[0]
    return next((plain for words, plain in _SAID.items() if words in said), (said, ""))
