"""Bring the catalogues up to date with the code: `python scripts/catalogues.py`; with `--check`, say whether they are.

What is asked for through `say` (`_`), `say_number`, `N_` and a template's `lesebuch.say` is a message; Babel's own
extraction looks into no f-string. What editors may write in their files (reasons to leave lines out) stands in the
catalogues alone, marked by a comment, and stays.
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

CODE = Path(__file__).parents[1] / "src" / "lesebuch"
FILES = sorted((CODE / "locale").glob("*/LC_MESSAGES/lesebuch.po"))
SAID = frozenset({"_", "say", "say_number", "N_"})
_HEAD = r"""{comment}
msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural}\n"

"""
_IN_TEMPLATE = re.compile(r'lesebuch\.say\("([^"]+)"\)')


def messages() -> Iterator[tuple[str | tuple[str, str], str | None, str]]:
    """All messages of the code: what is said, in what context, and in which file."""
    for path in sorted(CODE.rglob("*.py")):
        place = path.relative_to(CODE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
                found = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                if found and node.func.id == "say_number":
                    yield (found[0], found[1]), None, place
                elif found:
                    yield found[0], found[1] if len(found) > 1 else None, place
    for path in sorted(CODE.rglob("*.html")):
        for match in _IN_TEMPLATE.finditer(path.read_text(encoding="utf-8")):
            yield match[1], None, path.relative_to(CODE).as_posix()


def read(path: Path) -> Catalog:
    """A catalogue as it stands."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parents[1].name, abort_invalid=True)


def updated(old: Catalog) -> Catalog:
    """A catalogue with the messages of the code, and those of its own that say where they are written; what is new is empty."""
    made = Catalog(locale=old.locale, header_comment=old.header_comment, fuzzy=False)
    for message, context, place in sorted(messages(), key=_order):
        known = old.get(message if isinstance(message, str) else message[0], context)
        plural = not isinstance(message, str)
        string = known.string if known and isinstance(known.string, tuple) == plural else None
        made.add(
            message, string, locations=[(place, 0)], context=context, user_comments=known.user_comments if known else ()
        )
    for message in old:
        if message.id and message.auto_comments and message.id not in made:
            made.add(message.id, message.string, auto_comments=message.auto_comments, context=message.context)
    return made


def _order(message: tuple[str | tuple[str, str], str | None, str]) -> tuple[str, str, str]:
    """By file, and then by its words: code that moves within its file leaves a catalogue as it is."""
    words, context, place = message
    return place, words if isinstance(words, str) else words[0], context or ""


def text(catalogue: Catalog) -> bytes:
    """A catalogue as a file has it: without line numbers and dates, which would change when no message does."""
    out = BytesIO()
    write_po(out, catalogue, include_lineno=False, omit_header=True, width=0)
    head = _HEAD.format(comment=catalogue.header_comment, language=catalogue.locale, plural=catalogue.plural_forms)
    return (head + out.getvalue().decode()).encode()


def main() -> int:
    """Write or check; 1 if a catalogue is behind the code."""
    behind = [path for path in FILES if text(updated(read(path))) != path.read_bytes()]
    for path in behind:
        if "--check" not in sys.argv:
            path.write_bytes(text(updated(read(path))))
        print(path.relative_to(CODE.parents[1]))
    return 1 if behind and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
