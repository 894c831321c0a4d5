"""A reader that uses everything: all kinds of blocks and notes, every directive and role, kinds and parts of its own."""

import shutil
from base64 import b64decode
from pathlib import Path

from small_reader import write_lock

ROOTS = Path(__file__).parents[1] / "roots"
_DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
_READER = """title = "Alles einmal"
subtitle = "Was ein Lesebuch enthalten kann"
description = "Alles einmal."
language = "de"
editors = ["Redaktion Salzau"]
publisher = "Salzauer Verlag"
place = "Salzau"
date = "2024-05-01"
licence = "CC BY-SA 4.0"
seeds = ["seeds"]
baseurl = "https://reader.example/"
answers = "always"

[notes.law]
label = {de = "Recht", en = "Law"}
colour = {light = "#1d4f8a", dark = "#8bb8e7"}

[entries.ship]
label = "Schiff"
like = "organisation"

[roles.photographer]
label = "Fotos"

[[part]]
title = "Wasser"
chapters = ["brunnen", "leitung", "ferry", "zahlen", "pegel"]
introduction = "Worum es {entry}`geht <salzau>`, in *MyST*."

[[part]]
title = "Formen"
chapters = ["gedicht", "brief", "gespraech", "ordnung"]
"""
_PAGES = {
    "dates": "# Daten\n\n```{dates}\n```\n",
    "who": "# Wer mit wem\n\n```{who-with-whom}\n```\n",
    "map": "# Karte\n\n```{map}\n:caption: Orte\n:alt: Zwei Punkte\n```\n\n## Ein Kapitel\n\n```{map}\n:chapter: brunnen\n```\n",
    "sources": "# Quellen\n\n```{source-list}\n```\n",
    "references": "# Literatur\n\n```{bibliography}\n:all:\n```\n",
    "search-page": "# Suche\n\n```{reader-search}\n```\n",
    "links": """# Verweise

```{picture} schiff.png
:alt: Ein Schiff
:rights: open
:licence: CC BY 4.0
:credit: Ada Kahn
:url: https://example.org/schiff
:width: 50%
:name: schiff

Ein *Schiff* bei {entry}`salzau`.
```

Siehe {ref}`schiff`, {passage}`gedicht#v3-v5`, {passage}`zahlen#p7.2`, {any}`brunnen#p1`, {lesebuch:note}`pegel#p2.2-1931`,
{lesebuch:event}`bruecke`, {lesebuch:chapter}`brief`, {lesebuch:assignment}`alles`, {cite:t}`bote-1998-rat`, {math}`a^2`.

:::{passage} gedicht#v3-v5
:::

:::{passage} zahlen#p7
:::

:::{passage} brief#p1-p3
:::

:::{passage} gespraech#p5
:::
""",
    "assignments/index": "# Aufgaben\n\n```{toctree}\nalles\nrundgang\n```\n",
    "assignments/alles": """---
level: Klasse 10
time: 45 Minuten
---

# Alle Teile einer Aufgabe

```{admonition} Vorweg
Ein Kasten[^eins].
```

[^eins]: Eine Fußnote.

::::{task} Der Brunnen
:operator: Erklären
:level: II
:points: 6
:form: zu zweit
:answer-space: 8
:id: brunnen

:::{material} brunnen#p1-p2
:notes: all
:title: Das Material
:emendations: hidden
:::

:::{material} zahlen#p7.2
:::

:::{material} gedicht#p3
:::

**Erklären** Sie, wozu er gebaut wurde.

:::{hint}
Wer hat ihn bezahlt?
:::

:::{workspace} Eine Skizze
:lines: 5
:paper: squares
:::

:::{expected}
Damit es Wasser gibt. {cite}`bote-1998-rat`
:::
::::

:::{workspace}
:lines: 3
:::

:::{expected} Für die Lehrkraft
Noch etwas.
:::
""",
}
_SHIP = """---
term: Fähre
kind: ship
see: [salzau]
---

Ein Schiff am Seil. {cite}`bote-1998-rat`
"""


def copy_whole(folder: Path) -> Path:
    """A copy of both readers of `roots` in one, with pages that show all there is."""
    root = folder / "reader"
    for name in ("mini", "blocks"):
        shutil.copytree(ROOTS / name, root, dirs_exist_ok=True)
    register = (ROOTS / name / "seeds" / "register.yaml" for name in ("mini", "blocks"))
    (root / "seeds" / "register.yaml").write_text(
        "".join(path.read_text(encoding="utf-8") for path in register), "utf-8"
    )
    (root / "reader.toml").write_text(_READER, encoding="utf-8")
    (root / "glossary" / "faehre.md").write_text(_SHIP, encoding="utf-8")
    shutil.copy(ROOTS / "mini" / "glossary" / "salzau.md", root / "glossary")
    for slug, where in {"salzau": "[51.2, 7.6]", "wasserwerk": "[51.3, 7.9]"}.items():
        _replace(root / "glossary" / f"{slug}.md", "\nkind:", f"\ncoordinates: {where}\nkind:")
    _replace(root / "corpus" / "gedicht.md", ":kind: context", ":kind: law")
    docs = root / "docs"
    (docs / "schiff.png").write_bytes(_DOT)
    for name, text in _PAGES.items():
        (docs / f"{name}.md").write_text(text, encoding="utf-8")
    listed = "\n".join(name for name in _PAGES if name != "assignments/alles")
    _replace(docs / "index.md", "\nchapters\n", f"\nchapters\n{listed}\n")
    (root / "corpus" / "passages.lock").unlink()
    write_lock(root)
    return root


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
