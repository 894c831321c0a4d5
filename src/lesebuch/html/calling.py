"""Data for our scripts: a script that hands it to a function, since browsers load one from `file:`, too, and no JSON."""

import json


def call(function: str, *values: object) -> str:
    """The text of the script."""
    said = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"{function}({said});\n"
