"""The Typst file of a document: template, head, body, and the names of its passages."""

from collections.abc import Sequence

from lesebuch.sphinx_ext.typst.code import Code, call


def file(template: str, head: Code, body: Code, passages: Sequence[str]) -> str:
    """The file. `head`: the call of the template that sets the pages."""
    names = call("destinations", list(passages))
    return f'#import "{template}": *\n#show: {head}\n#{body}\n#{names}\n'
