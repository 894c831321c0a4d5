"""The Typst file of a document: template, head, body, and the names of its passages."""

from collections.abc import Sequence

from lesebuch.glyphs import pattern
from lesebuch.typst.code import NOTHING, TypstCode, block, call, literal


def file(
    template: str,
    head: TypstCode,
    body: TypstCode,
    passages: Sequence[str],
    missing: frozenset[str] = frozenset(),
    *,
    lines: bool = False,
) -> str:
    """The file. `head`: the call of the template that sets the pages; `missing`: signs that no font has.

    `lines`: whether it says where its lines are.
    """
    names = block(
        [
            call("destinations", list(passages)),
            *(call(told) for told in ("early-notes", "scraps", "last-pages")),
            call("line-places") if lines else NOTHING,
        ]
    )
    # Before all else: it holds for title page and running heads, too.
    replaced = f"#show regex({literal(pattern(missing))}): unprintable\n" if missing else ""
    return f'#import "{template}": *\n{replaced}#show: {head}\n#{body}\n#{names}\n'
