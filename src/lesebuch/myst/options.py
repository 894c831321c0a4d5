"""What stands in markup that only we read: options at the head of a directive, and `words <target>` in a role."""

import re

_LINE = re.compile(r"^\s*:(?P<key>[^:\s][^:]*):(?:[ \t]+(?P<value>.*))?$")


def read_options(content: str) -> tuple[dict[str, str], dict[str, int], int]:
    """Options (`:key: value`, or YAML between two lines `---`), the line of each in the content (from 0), and how many lines they take.

    Values are as they stand there, without the white space around them.
    """
    lines = content.split("\n")
    options: dict[str, str] = {}
    places: dict[str, int] = {}
    if lines[0].startswith("---"):
        end = next((n for n, line in enumerate(lines) if n and line.startswith("---")), len(lines))
        for number, line in enumerate(lines[1:end], 1):
            key, colon, value = line.partition(":")
            if colon and key.strip() and not key.startswith((" ", "#")):
                options[key.strip()], places[key.strip()] = value.strip(), number
        return options, places, min(end + 1, len(lines))
    used = 0
    for line in lines:
        match = None if line.lstrip().startswith(":::") else _LINE.match(line.rstrip())
        if not match:
            break
        options[match["key"]], places[match["key"]] = (match["value"] or "").strip(), used
        used += 1
    return options, places, used


def split_title(text: str) -> tuple[str, str]:
    """What a role says, `words <target>`, as words and target; a bare target has no words."""
    text = text.strip()
    if text.endswith(">") and "<" in text:
        words, _, target = text[:-1].rpartition("<")
        return words.strip(), target.strip()
    return "", text
