"""Formulas: documents write them in TeX, pandoc makes Typst's notation of them, all of a book in one run."""

import json
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pypandoc
import typst
from docutils import nodes

from lesebuch.typst.code import TypstCode, call, literal
from lesebuch.typst.translation import Handler, TypstTranslation

FAMILY = "New Computer Modern Math"
_TIMEOUT = 60
_SEPARATOR = "NEXT-FORMULA"
_LINES = re.compile(r"\\\\|(?<!\\)&")


def read(tree: nodes.Element) -> dict[str, str]:
    """By TeX, in Typst's notation, the formulas of a document. What pandoc or Typst cannot read is left out."""
    wanted = sorted({_tex(node) for kind in (nodes.math, nodes.math_block) for node in tree.findall(kind)})
    if not wanted:
        # Else Typst would look for fonts, for each sheet, to read nothing.
        return {}
    found = dict(zip(wanted, _converted(wanted), strict=True))
    plain = {
        tex: match[1].strip() for tex, made in found.items() if (match := re.fullmatch(r"\$(.*)\$", made, re.DOTALL))
    }
    if _valid(plain.values()):
        return plain
    return {tex: made for tex, made in plain.items() if _valid([made])}


def _converted(several: Sequence[str]) -> list[str]:
    blocks: list[dict[str, Any]] = []
    for tex in several:
        blocks += [
            _paragraph({"t": "Math", "c": [{"t": "DisplayMath"}, tex]}),
            _paragraph({"t": "Str", "c": _SEPARATOR}),
        ]
    document = json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks})
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from", "json", "--to", "typst", "--wrap", "none"]
    try:
        run = subprocess.run(
            command, input=document, capture_output=True, encoding="utf-8", timeout=_TIMEOUT, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return [""] * len(several)
    return [part.strip() for part in run.stdout.split(_SEPARATOR)][: len(several)]


def _paragraph(inline: dict[str, Any]) -> dict[str, Any]:
    return {"t": "Para", "c": [inline]}


def _valid(several: Iterable[str]) -> bool:
    """Whether Typst reads them all."""
    lines = "\n".join(f'#math.equation(eval({literal(made)}, mode: "math"))' for made in several)
    try:
        typst.compile(lines.encode(), format="svg")
    except (typst.TypstError, RuntimeError):
        return False
    return True


def _tex(node: nodes.Element) -> str:
    """As Sphinx reads it: several lines are one formula."""
    tex = node.astext().strip()
    if isinstance(node, nodes.math_block) and _LINES.search(tex) and r"\begin" not in tex:
        return rf"\begin{{aligned}}{tex}\end{{aligned}}"
    return tex


def _formula(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    made = t.formulas.get(_tex(node))
    if made is None:
        t.fault(f"The formula {node.astext()[:60]!r} cannot be read as TeX.", node)
        return t.omit(node)
    t.omit(node)
    number = str(node.get("number") or "")
    return call("formula", made, block=isinstance(node, nodes.math_block), alt=node.astext().strip(), number=number)


HANDLERS: Mapping[type[nodes.Node], Handler] = {nodes.math: _formula, nodes.math_block: _formula}
