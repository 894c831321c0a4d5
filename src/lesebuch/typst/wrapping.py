"""The Typst file of a document: template, head, body, and the names of its passages."""

from collections.abc import Sequence

from lesebuch.glyphs import pattern
from lesebuch.typst.code import TypstCode, call, literal


def file(
    template: str, head: TypstCode, body: TypstCode, passages: Sequence[str], missing: frozenset[str] = frozenset()
) -> str:
    """The file. `head`: the call of the template that sets the pages; `missing`: signs that no font has."""
    names = call("destinations", list(passages))
    # Before all else: it holds for title page and running heads, too.
    replaced = f"#show regex({literal(pattern(missing))}): unprintable\n" if missing else ""
    return f'#import "{template}": *\n{replaced}#show: {head}\n#{body}\n#{names}\n'
